"""The table of participants: its columns, how a name is drawn, and how one is found by typing.

It shows rows and announces edits; it changes nothing.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import lru_cache
from uuid import UUID

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QIcon, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)  # fmt: skip

from facilitator.application.rows.people import ParticipantRow
from facilitator.domain.people import ParticipantRole, fold
from facilitator.reports.labels import label
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.models.rows import ROW_ROLE, Column, Index, RowModel
from facilitator.ui.pages.participants.words import sex_word
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.tables import Table

EDITABLE = ("certificate_name", "country", "institution", "position", "email")
PADDING = 12
TYPING_PAUSE = 1.0
"""Seconds after which typed letters begin a new name."""

_SHARES = {
    "certificate_name": (220, 5), "country": (108, 1), "institution": (210, 4),
    "institution_type": (112, 0), "position": (160, 4), "group": (66, 0), "sex": (84, 0),
    "email": (210, 3),
}  # fmt: skip
"""Least width of each column, and its share of what is left over."""
_DISPENSABLE = ("email", "institution_type", "position", "sex", "group", "country")
"""What leaves first where the table is narrow; the drawer has it all."""


def _muted(person: ParticipantRow) -> str:
    return "text3" if person.withdrawn else ""


def _column(name: str, title: str) -> Column[ParticipantRow]:
    def text(person: ParticipantRow) -> str:
        return str(getattr(person, name))

    def by(person: ParticipantRow) -> str:
        return fold(text(person))

    return Column(name, title, text, sort=by, token=_muted, tip=_tip if name == EDITABLE[0] else None,
                  edit=text if name in EDITABLE else None)  # fmt: skip


def _tip(person: ParticipantRow) -> str:
    lines = [person.certificate_name, person.own_script_name]
    if person.withdrawn:
        lines.append(tr("Withdrawn"))
    return "\n".join(line for line in lines if line)


def columns() -> tuple[Column[ParticipantRow], ...]:
    """The columns, with their titles in the language of the moment."""
    return (
        _column("certificate_name", tr("Name")),
        _column("country", tr("Country")),
        _column("institution", tr("Institution")),
        Column("institution_type", tr("Type"), lambda p: label(p.institution_type), token=_muted),
        _column("position", tr("Position")),
        Column("group", tr("Group"), lambda p: p.group, token=_muted),
        Column("sex", tr("Sex"), lambda p: sex_word(p.sex), token=_muted),
        _column("email", tr("E-mail")),
    )  # fmt: skip


def people_model() -> RowModel[ParticipantRow]:
    """An empty model of participants, known by their id."""
    return RowModel(columns(), key=lambda person: person.id)


Run = tuple[str, str, str]
"""Text, font role, colour token."""


class CellDelegate(QStyledItemDelegate):
    """Draws cells in line with their headings, each run of text in its own font and colour."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view = option.widget
        if not isinstance(view, QWidget):
            return
        self._paint_ground(painter, option, view)
        painter.save()
        box = QRectF(option.rect).adjusted(theme.px(PADDING), 0, -theme.px(6), 0)
        picture = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(picture, QIcon):
            box = _draw_icon(painter, box, picture, view)
        for text, role, token in self.runs(index):
            box = _draw_run(painter, box, text, role, token, view)
        painter.restore()

    def runs(self, index: Index) -> Iterator[Run]:
        """What stands in a cell, one after another."""
        model = index.model()
        if not isinstance(model, RowModel):
            return
        column = model.columns[index.column()]
        token = column.token(index.data(ROW_ROLE)) if column.token else ""
        yield str(index.data()), "body", token or "text"

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, view: QWidget) -> None:
        marked = QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver
        if not option.state & marked:
            return  # the table's own ground; most cells of a long list
        bare = QStyleOptionViewItem(option)
        bare.text = ""
        bare.state &= ~QStyle.StateFlag.State_HasFocus
        view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, view)
        if option.state & QStyle.StateFlag.State_Selected and theme.outlined():
            # Without tints, lines above and below say that the row is chosen.
            edge, box = theme.px(2), option.rect
            for top in (box.top(), box.bottom() + 1 - edge):
                painter.fillRect(box.left(), top, box.width(), edge, theme.colour("accent"))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = super().createEditor(parent, option, index)
        if isinstance(editor, QLineEdit):
            title = index.model().headerData(index.column(), Qt.Orientation.Horizontal)
            editor.setAccessibleName(str(title))
        return editor

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        rect = QRect(option.rect)
        editor.setGeometry(rect.adjusted(theme.px(3), theme.px(3), -theme.px(3), -theme.px(3)))


class PersonDelegate(CellDelegate):
    """Draws a name with its own script and the person's state in words."""

    def runs(self, index: Index) -> Iterator[Run]:
        if index.column() != 0:
            yield from super().runs(index)
            return
        person = index.data(ROW_ROLE)
        yield person.certificate_name, "body_medium", _muted(person) or "text"
        if person.withdrawn:
            yield tr("withdrawn"), "caption_strong", "text2"
        if person.role is not ParticipantRole.PARTICIPANT:
            yield label(person.role).lower(), "caption_strong", "text2"
        if person.own_script_name:
            yield person.own_script_name, "small", "text3"


def _draw_icon(painter: QPainter, box: QRectF, picture: QIcon, view: QWidget) -> QRectF:
    side = theme.px(16)
    at_right = view.layoutDirection() == Qt.LayoutDirection.RightToLeft
    left = box.right() - side if at_right else box.left()
    place = QRectF(left, box.center().y() - side / 2, side, side)
    picture.paint(painter, place.toAlignedRect())
    used = side + theme.px(8)
    return box.adjusted(0, 0, -used, 0) if at_right else box.adjusted(used, 0, 0, 0)


@lru_cache(maxsize=8)
def _font(role: str, _scale: int) -> QFont:
    """The font of a role at a text size; made once, since a long table asks for it per cell."""
    return theme.font(role)


@lru_cache(maxsize=5_000)
def _width(text: str, role: str, _scale: int) -> int:
    return paint.text_width(text, role)


def _draw_run(
    painter: QPainter, box: QRectF, text: str, role: str, token: str, view: QWidget
) -> QRectF:
    """Draw one run at the start of `box`; returns the room that is left after it."""
    scale = theme.px(100)
    wanted = _width(text, role, scale) + 2
    if box.width() < min(wanted, theme.px(24)):
        return box
    painter.setFont(_font(role, scale))
    painter.setPen(theme.colour(token))
    paint.draw_text(painter, box, text, widget=view, elide=wanted > box.width())
    used = wanted + theme.px(8)
    if view.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        return box.adjusted(0, 0, -used, 0)
    return box.adjusted(used, 0, 0, 0)


class PeopleTable(Table):
    """Participants in rows; letters typed jump to the next name that begins so, accents or not."""

    details_requested = Signal(object, str)
    """Key of the person, and the field that was to be edited where the table cannot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Participants"), parent)
        self.people: RowModel[ParticipantRow] = people_model()
        self._typed = ""
        self._typed_at = 0.0
        self.setItemDelegate(PersonDelegate(self))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.horizontalHeader().setStretchLastSection(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.show_model(self.people, sort_by=0)

    def set_editable(self, editable: bool) -> None:  # noqa: FBT001 - mirrors setEnabled
        """Allow editing in place, or not."""
        triggers = QAbstractItemView.EditTrigger
        wanted = triggers.DoubleClicked | triggers.EditKeyPressed
        self.setEditTriggers(wanted if editable else triggers.NoEditTriggers)

    def current_key(self) -> UUID | None:
        """The person on whom the cursor stands."""
        person = self.people.row_at(self.currentIndex())
        return person.id if person else None

    def go_to(self, key: UUID) -> None:
        """Put the cursor on a person, that row alone selected."""
        index = self.people.index_of(key, max(0, self.currentIndex().column()))
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(index)

    # Keys ---------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        editable = bool(index.flags() & Qt.ItemFlag.ItemIsEditable)
        if event.key() == Qt.Key.Key_F2 and index.isValid() and not editable:
            self.details_requested.emit(self.current_key(), self._column_name(index))
        elif event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End} and not event.modifiers():
            last = len(self.people.rows) - 1
            self._move_to(0 if event.key() == Qt.Key.Key_Home else last)
        else:
            super().keyPressEvent(event)

    def _column_name(self, index: QModelIndex) -> str:
        return self.people.columns[index.column()].name

    def keyboardSearch(self, search: str) -> None:
        """Go to the next person one of whose names begins with the letters typed so far."""
        now = time.monotonic()
        fresh = now - self._typed_at > TYPING_PAUSE
        self._typed, self._typed_at = (search if fresh else self._typed + search), now
        wanted = fold(self._typed)
        rows = self.people.rows
        if not wanted or not rows:
            return
        here = max(0, self.currentIndex().row()) + (1 if fresh else 0)
        for step in range(len(rows)):
            number = (here + step) % len(rows)
            if _begins(rows[number], wanted):
                self._move_to(number)
                return

    def _move_to(self, number: int) -> None:
        if 0 <= number < len(self.people.rows):
            self.go_to(self.people.rows[number].id)

    # Widths -------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()

    def restyle(self) -> None:
        super().restyle()
        if hasattr(self, "people"):
            self.fit_columns()

    def fit_columns(self) -> None:
        """Share the width out; what is dispensable leaves where there is no room."""
        room = self.viewport().width()
        shown = [column.name for column in self.people.columns]
        for name in _DISPENSABLE:
            if sum(theme.px(_SHARES[other][0]) for other in shown) <= room:
                break
            shown.remove(name)
        spare = max(0, room - sum(theme.px(_SHARES[name][0]) for name in shown))
        shares = sum(_SHARES[name][1] for name in shown)
        for number, column in enumerate(self.people.columns):
            self.setColumnHidden(number, column.name not in shown)
            if column.name in shown:
                least, share = _SHARES[column.name]
                self.setColumnWidth(number, theme.px(least) + spare * share // shares)


def _begins(person: ParticipantRow, wanted: str) -> bool:
    names = (person.certificate_name, person.own_script_name, person.badge_name)
    folded = [fold(name) for name in names]
    return any(name.startswith(wanted) or f" {wanted}" in name for name in folded)

"""The board: a column for each group, a card for each person; drag or keys move a card.

It shows rows and says what moves are wished; it changes nothing. Every card is a widget of its
own, so that screen readers, tooltips and context menus work; the board is one tab stop.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from facilitator.application.rows.groups import GroupingRow, GroupPersonRow, GroupRow
from facilitator.domain.groups import GroupRole
from facilitator.reports.labels import label
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.app.icons import paint_icon
from facilitator.ui.app.theme import Themed
from facilitator.ui.pages.groups import words
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.buttons import IconButton
from facilitator.ui.widgets.held_card import HeldCard
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import FlowLayout, clear, column, row

COLUMN_WIDTH, CARD_HEIGHT = 196, 46


class PersonCard(HeldCard):
    """One person: name, country and role, a lock where they are locked."""

    def __init__(self, person: GroupPersonRow, board: Board) -> None:
        super().__init__(board)
        self.person = person
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.show_person(person)

    def show_person(self, person: GroupPersonRow) -> None:
        """Show a person, maybe changed."""
        self.person = person
        self.setAccessibleName(self._said())
        self.setToolTip(
            "\n".join(
                line
                for line in (
                    person.name,
                    person.own_script_name,
                    person.institution,
                    person.country,
                )
                if line
            )
        )
        self.update()

    def _said(self) -> str:
        parts = [self.person.name, self.person.country]
        if self.person.role is not GroupRole.MEMBER:
            parts.append(label(self.person.role))
        if self.person.locked:
            parts.append(tr("locked"))
        return ", ".join(part for part in parts if part)

    @property
    def key(self) -> UUID:
        return self.person.id

    def sizeHint(self) -> QSize:
        return QSize(theme.px(COLUMN_WIDTH - 20), theme.px(CARD_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        box = self.rect().toRectF()
        focused = self.hasFocus()
        edge = theme.colour("focus" if focused else "border")
        fill = theme.colour("accent_soft" if focused else "surface")
        paint.fill_round(painter, box, theme.radius("control"), fill, edge, 2 if focused else 1)
        inset, lock = theme.px(10), theme.px(18) if self.person.locked else 0
        painter.setFont(theme.font("small_strong"))
        painter.setPen(theme.colour("text"))
        upper = QRectF(inset, theme.px(5), self.width() - 2 * inset - lock, theme.px(19))
        name, hint = self._name_and_hint(upper.width())
        paint.draw_text(painter, paint.mirrored(self, upper), name, widget=self)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text2"))
        lower = QRectF(inset, theme.px(23), self.width() - 2 * inset, theme.px(18))
        detail = hint or self._detail()
        paint.draw_text(painter, paint.mirrored(self, lower), detail, widget=self)
        if lock:
            side = theme.px(14)
            place = QRectF(self.width() - inset - side, theme.px(7), side, side)
            paint_icon(painter, paint.mirrored(self, place), "lock", theme.colour("accent_text"))

    def _name_and_hint(self, room: float) -> tuple[str, str]:
        """The name; what tells two of one name apart goes below where it has no room beside."""
        name, bracket, hint = self.person.name.rpartition(" (")
        if bracket and paint.text_width(self.person.name, "small_strong") > room:
            return name, hint.rstrip(")")
        return self.person.name, ""

    def _detail(self) -> str:
        role = "" if self.person.role is GroupRole.MEMBER else label(self.person.role)
        return "  ·  ".join(part for part in (self.person.country, role) if part)


class GroupColumn(Themed, QWidget):
    """A group with its cards; `group` is None for the pool of those in no group."""

    edit_wished = Signal(object)
    """The group's id."""

    def __init__(self, board: Board) -> None:
        super().__init__()
        self.group: GroupRow | None = None
        self.is_target = False
        self.cards: list[PersonCard] = []
        self._board = board
        self._shown: object = None
        self._whole: QVBoxLayout = column(self, (9, 10, 9, 12), spacing=6)
        self.restyle()

    def show_group(
        self, group: GroupRow | None, members: Sequence[GroupPersonRow], *, editable: bool
    ) -> None:
        """Show a group, or the pool; nothing is made anew where it is the same."""
        shown = (group, tuple(members), editable)
        if shown == self._shown:
            return
        self._shown, self.group = shown, group
        clear(self._whole)
        title = tr("In no group") if group is None else _title(group)
        self._whole.addLayout(self._head(title, len(members), editable=editable))
        lines = column(margins=(4, 0, 4, 4), spacing=2)
        if group is not None and group.table:
            lines.addWidget(_elided(group.table, "caption", "text2"))
        lines.addWidget(PlainLabel(words.composition_line(members), "caption", "text2", wrap=True))
        self._whole.addLayout(lines)
        self.cards = [PersonCard(person, self._board) for person in members]
        for card in self.cards:
            self._whole.addWidget(card)
        self._whole.addStretch(1)
        self.setAccessibleName(f"{title}, {len(members)}")

    def _head(self, title: str, count: int, *, editable: bool) -> QHBoxLayout:
        head = row(margins=(4, 0, 0, 0), spacing=4)
        head.addWidget(_elided(title, "body_strong", "text"), 1)
        head.addWidget(PlainLabel(str(count), "small", "text2", numbers=True))
        if self.group is not None:
            name = tr("Edit group {letter}", letter=self.group.letter)
            edit = IconButton("pencil", name, size="compact")
            edit.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # F2 on a card does the same
            edit.setEnabled(editable)
            edit.clicked.connect(self._on_edit)
            head.addWidget(edit)
        return head

    def _on_edit(self) -> None:
        if self.group is not None:
            self.edit_wished.emit(self.group.id)

    def restyle(self) -> None:
        self.setFixedWidth(theme.px(COLUMN_WIDTH))
        super().restyle()

    def set_target(self, target: bool) -> None:  # noqa: FBT001 - mirrors Qt's setters
        """Show that a dragged card would land here."""
        if target != self.is_target:
            self.is_target = target
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        box = self.rect().toRectF()
        edge = theme.colour("accent" if self.is_target else "border")
        fill = theme.colour("accent_soft" if self.is_target else "sunken")
        corner = theme.radius("card")
        paint.fill_round(painter, box, corner, fill, edge, 2 if self.is_target else 1)


def _title(group: GroupRow) -> str:
    return (
        f"{group.letter}  {group.name}" if group.name else tr("Group {letter}", letter=group.letter)
    )


def _elided(text: str, role: str, ink: str) -> PlainLabel:
    """People's text in a narrow column; its full length is in the tooltip."""
    made = PlainLabel(text, role, ink)
    made.setProperty("mayElide", True)
    return made


class _Ghost(QWidget):
    """The name that follows the mouse while a card is dragged."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._text = ""
        self.hide()

    def show_name(self, text: str) -> None:
        self._text = text
        width = paint.text_width(text, "small_strong") + theme.px(24)
        self.resize(min(width, theme.px(COLUMN_WIDTH)), theme.px(32))
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        box = self.rect().toRectF()
        paint.fill_round(painter, box, theme.radius("control"), theme.colour("inverse"))
        painter.setFont(theme.font("small_strong"))
        painter.setPen(theme.colour("on_inverse"))
        inner = box.adjusted(theme.px(10), 0, -theme.px(10), 0)
        paint.draw_text(painter, inner, self._text, widget=self)


class Board(QScrollArea):
    """All columns. Arrows go from card to card, Alt with left or right moves the person."""

    move_wished = Signal(object, object)
    """Person's id and the group's id, None for the pool."""
    hovered = Signal(object, object)
    """Person's id and the id of the group over which the card is dragged; None, None at the end."""
    menu_wished = Signal(object, object)
    """Person's id and the place on the screen."""
    lock_wished = Signal(object)
    """Person's id."""
    edit_wished = Signal(object)
    """The group's id."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Groups"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.columns: list[GroupColumn] = []
        self.dragging: PersonCard | None = None
        self._focused: UUID | None = None
        self._editable = True
        self._shown: object = None
        self.ground = QWidget()
        self.ground.setProperty("clear", True)
        self._flow = FlowLayout(self.ground, spacing=12)
        self.setWidget(self.ground)
        self._ghost = _Ghost(self.ground)

    # What it shows ------------------------------------------------------------------------------

    def show_groups(self, grouping: GroupingRow, *, editable: bool) -> None:
        """Show the groups; the cursor stays on the same person."""
        self._editable = editable
        shown = (grouping.people, grouping.groups, editable)
        if shown == self._shown:
            return
        self._shown = shown
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        focused = self._focused
        self._end_drag()
        wanted: list[tuple[GroupRow | None, Sequence[GroupPersonRow]]] = [
            (group, grouping.members(group.id)) for group in grouping.groups
        ]
        if pool := grouping.members(None):
            wanted.insert(0, (None, pool))
        self._have_columns(len(wanted))
        for made, (group, members) in zip(self.columns, wanted, strict=True):
            made.show_group(group, members, editable=editable)
        self._focused = focused
        self._set_stop()
        if had_focus:
            self.take_focus()

    def _have_columns(self, count: int) -> None:
        while len(self.columns) > count:
            made = self.columns.pop()
            self._flow.removeWidget(made)
            made.hide()
            made.deleteLater()
        while len(self.columns) < count:
            made = GroupColumn(self)
            made.edit_wished.connect(self.edit_wished)
            self.columns.append(made)
            self._flow.addWidget(made)
            made.show()

    def card_of(self, key: UUID) -> PersonCard | None:
        """The card of a person."""
        return next((c for made in self.columns for c in made.cards if c.person.id == key), None)

    def current(self) -> GroupPersonRow | None:
        """The person on whose card the cursor stands."""
        card = self.card_of(self._focused) if self._focused is not None else None
        return card.person if card is not None else None

    def go_to(self, key: UUID) -> bool:
        """Put the cursor on a person; returns whether they are shown."""
        card = self.card_of(key)
        if card is None:
            return False
        card.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ensureWidgetVisible(card)
        return True

    def card_focused(self, card: PersonCard) -> None:
        """A card got the cursor."""
        self._focused = card.person.id
        self._set_stop()
        self.ensureWidgetVisible(card)

    def take_focus(self) -> None:
        """Put the cursor on the card it was on, or on the first."""
        card = self._stop()
        if card is not None:
            card.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _stop(self) -> PersonCard | None:
        card = self.card_of(self._focused) if self._focused is not None else None
        return card or next((made.cards[0] for made in self.columns if made.cards), None)

    def _set_stop(self) -> None:
        """The board is one tab stop: the card with the cursor, or the first."""
        stop = self._stop()
        for made in self.columns:
            for card in made.cards:
                policy = Qt.FocusPolicy
                card.setFocusPolicy(policy.StrongFocus if card is stop else policy.ClickFocus)

    # Keys ---------------------------------------------------------------------------------------

    def key_on_card(self, card: PersonCard, event: QKeyEvent) -> bool:
        """Arrows, Alt with arrows, Enter, L, F2 and Escape on a card; whether it was one of them."""
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_Escape and self.dragging is not None:
            self._end_drag()
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Menu}:
            self.menu_wished.emit(card.person.id, card.mapToGlobal(card.rect().bottomLeft()))
            return True
        if key == Qt.Key.Key_L and not event.modifiers():
            self.lock_wished.emit(card.person.id)
            return True
        if key == Qt.Key.Key_F2:
            group = self.columns[self._where(card)[0]].group
            if group is not None and self._editable:
                self.edit_wished.emit(group.id)
            return True
        steps = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1),
                 Qt.Key.Key_Down: (0, 1)}  # fmt: skip
        if key not in steps:
            return False
        across, down = steps[Qt.Key(key)]
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            across = -across
        if alt and across:
            self._move_by_key(card, across)
        elif not alt:
            self._go(card, across, down)
        return True

    def _where(self, card: PersonCard) -> tuple[int, int]:
        for number, made in enumerate(self.columns):
            if card in made.cards:
                return number, made.cards.index(card)
        return 0, 0

    def _go(self, card: PersonCard, across: int, down: int) -> None:
        number, place = self._where(card)
        number = min(max(0, number + across), len(self.columns) - 1)
        cards = self.columns[number].cards
        if cards:
            cards[min(max(0, place + down), len(cards) - 1)].setFocus(
                Qt.FocusReason.ShortcutFocusReason
            )

    def _move_by_key(self, card: PersonCard, across: int) -> None:
        number = self._where(card)[0] + across
        if self._editable and 0 <= number < len(self.columns):
            group = self.columns[number].group
            self.move_wished.emit(card.person.id, group.id if group is not None else None)

    # Dragging -------------------------------------------------------------------------------------

    def drag(self, card: PersonCard, place: QPointF) -> None:
        """The card is dragged over `place` of the ground."""
        if not self._editable:
            return
        if self.dragging is None:
            self.dragging = card
            self._ghost.show_name(card.person.name)
            card.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._ghost.move(place.toPoint() + QPoint(theme.px(10), theme.px(8)))
        self.ensureVisible(int(place.x()), int(place.y()), 0, theme.px(40))
        target = self._column_at(place.toPoint())
        for made in self.columns:
            made.set_target(made is target and card not in made.cards)
        if target is not None:
            self.hovered.emit(card.person.id, target.group.id if target.group else None)

    def _column_at(self, place: QPoint) -> GroupColumn | None:
        return next((made for made in self.columns if made.geometry().contains(place)), None)

    def drop(self) -> None:
        """The mouse was let go."""
        card = self.dragging
        target = next((made for made in self.columns if made.is_target), None)
        self._end_drag()
        if card is not None and target is not None:
            group = target.group
            self.move_wished.emit(card.person.id, group.id if group is not None else None)

    def _end_drag(self) -> None:
        if self.dragging is not None:
            self.dragging.unsetCursor()
            self.dragging = None
            self._ghost.hide()
            for made in self.columns:
                made.set_target(False)
            self.hovered.emit(None, None)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowDeactivate:
            self._end_drag()
        return super().event(event)

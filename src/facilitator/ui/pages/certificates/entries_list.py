"""The list of people on the left: name, kind, serial, and the sum in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import QItemSelectionModel, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from facilitator.domain.certificates import CertificateKind
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.app.icons import paint_icon
from facilitator.ui.models.rows import ROW_ROLE, Column, Index, RowModel
from facilitator.ui.pages.certificates.words import Entry, caution, kind_word
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.tables import Table

_EDGE, _ICON = 14, 18


def state_icon(entry: Entry) -> tuple[str, str]:
    """Icon and colour token of an entry; the words stand beside it."""
    if caution(entry):
        return ("triangle-alert", "warn")
    if entry.is_issued:
        return ("badge-check", "ok")
    if entry.is_eligible:
        return ("circle", "text2")
    return ("ban", "text3")


def state_words(entry: Entry) -> str:
    """Kind and state in words: "Completion, issued"."""
    issued = entry.candidate.issued
    if issued is not None:
        return tr("{kind}, issued", kind=kind_word(issued.kind))
    kind = kind_word(entry.candidate.eligibility.kind)
    return tr("{kind}, not issued yet", kind=kind) if entry.is_eligible else kind


def spoken(entry: Entry) -> str:
    """Everything that a line shows, for screen readers and the tooltip."""
    issued = entry.candidate.issued
    parts = [entry.candidate.name, state_words(entry), issued.serial if issued else "", entry.sum,
             caution(entry)]  # fmt: skip
    return "\n".join(part for part in parts if part)


class EntryDelegate(QStyledItemDelegate):
    """Draws an entry in two lines: name and serial, then kind and sum."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        view, entry = option.widget, index.data(ROW_ROLE)
        if not isinstance(view, QWidget) or not isinstance(entry, Entry):
            return
        bare = QStyleOptionViewItem(option)
        bare.text = ""
        bare.state &= ~QStyle.StateFlag.State_HasFocus
        view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, bare, painter, view)
        painter.save()
        self._paint_edge(painter, option, view)
        self._paint_entry(painter, QRectF(option.rect), entry, view)
        painter.restore()

    def _paint_edge(self, painter: QPainter, option: QStyleOptionViewItem, view: QWidget) -> None:
        """The chosen line has a bar at its start, so that its tint is not the only sign."""
        if option.state & QStyle.StateFlag.State_Selected:
            bar = QRectF(option.rect.x(), option.rect.y() + 8, 3, option.rect.height() - 16)
            painter.fillRect(paint.mirrored(view, bar), theme.colour("accent"))
            if theme.outlined():
                line = QRectF(option.rect).adjusted(0, 0, 0, -option.rect.height() + 2)
                painter.fillRect(line, theme.colour("accent"))
                painter.fillRect(
                    line.translated(0, option.rect.height() - 2), theme.colour("accent")
                )

    def _paint_entry(self, painter: QPainter, box: QRectF, entry: Entry, view: QWidget) -> None:
        side = theme.px(_ICON)
        icon, token = state_icon(entry)
        place = QRectF(box.x() + theme.px(_EDGE), box.y() + theme.px(11), side, side)
        paint_icon(painter, paint.mirrored(view, place), icon, theme.colour(token))
        room = words_box(box)
        top = QRectF(room.x(), box.y() + theme.px(9), room.width(), theme.px(22))
        self._paint_name(painter, top, entry, view)
        below = QRectF(
            room.x(), top.bottom() + theme.px(2), room.width(), box.bottom() - top.bottom()
        )
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("text2"))
        align = Qt.AlignmentFlag
        from_right = view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        side_of_text = align.AlignRight if from_right else align.AlignLeft
        flags = align.AlignTop | align.AlignAbsolute | side_of_text
        place = paint.mirrored(view, below)
        painter.drawText(place, int(flags) | int(Qt.TextFlag.TextWordWrap), entry.sum)

    def _paint_name(self, painter: QPainter, box: QRectF, entry: Entry, view: QWidget) -> None:
        issued = entry.candidate.issued
        font = theme.font("caption_medium", numbers=True)
        measures = QFontMetrics(font)
        words = _kind_and_serial(entry)
        if measures.horizontalAdvance(words) > box.width() * 0.55 and issued is not None:
            words = issued.serial  # the name needs the room; the kind stands beside the sheet
        width = measures.horizontalAdvance(words) + 2
        painter.setFont(font)
        painter.setPen(theme.colour("text2"))
        end = QRectF(box.right() - width, box.y(), width, box.height())
        paint.draw_text(painter, paint.mirrored(view, end), words, widget=view, align="end")
        name = box.adjusted(0, 0, -width - theme.px(12), 0)
        painter.setFont(theme.font("body_medium"))
        painter.setPen(theme.colour("text" if entry.is_eligible or issued else "text2"))
        paint.draw_text(painter, paint.mirrored(view, name), entry.candidate.name, widget=view)


def _kind_and_serial(entry: Entry) -> str:
    kind, issued = kind_word(_kind(entry)), entry.candidate.issued
    if issued is not None:
        return f"{kind} · {issued.serial}"
    return f"{kind} · {tr('no number yet')}" if entry.is_eligible else kind


def words_box(box: QRectF) -> QRectF:
    """The part of a line that holds words, beside the icon."""
    left = theme.px(_EDGE + _ICON + 12)
    return box.adjusted(left, 0, -theme.px(_EDGE), 0)


def line_height(entry: Entry, width: int) -> int:
    """Height of a line whose sum may need to wrap, in pixels."""
    room = int(words_box(QRectF(0, 0, width, 10)).width())
    metrics = QFontMetrics(theme.font("caption"))
    flags = int(Qt.TextFlag.TextWordWrap)
    words = metrics.boundingRect(QRect(0, 0, room, 400), flags, entry.sum).height()
    return theme.px(9 + 22 + 2 + 11) + words


def _kind(entry: Entry) -> CertificateKind | None:
    issued = entry.candidate.issued
    return issued.kind if issued is not None else entry.candidate.eligibility.kind


class EntriesList(Table):
    """One entry a row; the arrows move, and the page follows the current row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("People and their certificates"), parent)
        column = Column[Entry]("entry", tr("Name"), spoken)
        self.entries: RowModel[Entry] = RowModel([column], key=lambda e: e.candidate.participant_id)
        self.setItemDelegate(EntryDelegate(self))
        self.setSortingEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.setModel(self.entries)
        self.selectionModel().currentRowChanged.connect(self._on_row)

    def restyle(self) -> None:
        super().restyle()
        if hasattr(self, "entries"):
            self.fit_lines()

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show these entries."""
        self.entries.set_rows(entries)
        self.fit_lines()

    def set_filter(self, keep: Callable[[Entry], bool]) -> None:
        """Show only some of the entries."""
        self.entries.set_filter(keep)
        self.fit_lines()

    def fit_lines(self) -> None:
        """Give every line the height that its words need."""
        width = self.viewport().width()
        for number, entry in enumerate(self.entries.rows):
            self.setRowHeight(number, line_height(entry, width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setColumnWidth(0, self.viewport().width())
        self.fit_lines()

    def current(self) -> Entry | None:
        """The entry on which the cursor stands."""
        return self.entries.row_at(self.currentIndex())

    def go_to(self, key: UUID) -> bool:
        """Put the cursor on a person; returns whether they are shown."""
        index = self.entries.index_of(key)
        if index.isValid():
            flags = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.scrollTo(index)
        return index.isValid()

    def go_to_first(self) -> None:
        """Put the cursor on the first entry shown."""
        if self.entries.rows:
            self.go_to(self.entries.rows[0].candidate.participant_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self.entries.rows) - 1
        targets = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        target = targets.get(Qt.Key(event.key()), -1)
        if target >= 0:
            self.go_to(self.entries.rows[target].candidate.participant_id)
        else:
            super().keyPressEvent(event)

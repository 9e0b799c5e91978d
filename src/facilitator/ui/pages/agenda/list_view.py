"""The agenda as a table: all that the grid shows, in rows, for keyboard and screen reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from facilitator.application.rows.agenda import AgendaItemRow, DayRow
from facilitator.domain.agenda import GRID_MINUTES
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.models.rows import Column, RowModel
from facilitator.ui.pages.agenda import words
from facilitator.ui.pages.agenda.grid import STEP
from facilitator.ui.widgets.tables import Table


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the list: an item with its day and what it clashes with."""

    item: AgendaItemRow
    day: DayRow
    clashes: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[int, int, int]:
        """By day and time."""
        return self.day.number, self.item.start, self.item.end


def columns() -> tuple[Column[Line], ...]:
    """The columns, with headings in the language of the moment."""
    return (
        Column("day", tr("Day"), _day, sort=_order),
        Column("time", tr("Time"), _time, sort=_start),
        Column("minutes", tr("Minutes"), _minutes, sort=_length, at_end=True),
        Column("title", tr("Title"), _title, icon=_sign, tip=_tip),
        Column("type", tr("Type"), _type),
        Column("lead", tr("Lead"), _lead),
        Column("room", tr("Room"), _room),
    )


def _order(line: Line) -> tuple[int, int, int]:
    return line.order


def _day(line: Line) -> str:
    return f"{words.short_weekday(line.day.date)} {words.short_date(line.day.date)}"


def _time(line: Line) -> str:
    return words.span(line.item.start, line.item.end)


def _start(line: Line) -> tuple[int, int]:
    return line.item.start, line.day.number


def _minutes(line: Line) -> str:
    return str(line.item.minutes)


def _length(line: Line) -> int:
    return line.item.minutes


def _title(line: Line) -> str:
    return line.item.title


def _type(line: Line) -> str:
    return words.type_word(line.item.type)


def _lead(line: Line) -> str:
    return line.item.lead


def _room(line: Line) -> str:
    return line.item.room


def _sign(line: Line) -> tuple[str, str]:
    if line.clashes:
        return "triangle-alert", "danger"
    return words.ICONS[line.item.category], "text2"


def _tip(line: Line) -> str:
    return ". ".join([line.item.title, *line.clashes])


def _key(line: Line) -> UUID:
    return line.item.id


class AgendaTable(Table):
    """The rows; Alt and arrows move the current item, Shift+Alt makes it longer or shorter."""

    moved = Signal(object, int, int)
    """Item, days, minutes."""
    resized = Signal(object, int)
    """Item, minutes."""
    menu_wanted = Signal(object, QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Agenda as a list"), parent)
        self.lines: RowModel[Line] = RowModel(columns(), _key, self)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.show_model(self.lines)
        self.horizontalHeader().setStretchLastSection(False)
        self._fit()

    def show_lines(
        self, days: tuple[DayRow, ...], items: tuple[AgendaItemRow, ...],
        clashes: Mapping[UUID, tuple[str, ...]],
    ) -> None:  # fmt: skip
        """Show all items of all days."""
        by_id = {day.id: day for day in days}
        self.lines.set_rows(
            [Line(item, by_id[item.day_id], clashes.get(item.id, ())) for item in items]
        )

    def restyle(self) -> None:
        super().restyle()
        if hasattr(self, "lines"):
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Fixed facts take what they need; title, lead and room share the rest."""
        fixed = [theme.px(wide) for wide in (100, 108, 76)]
        kind, least = theme.px(136), theme.px(112)
        rest = self.viewport().width() - sum(fixed) - kind
        title, lead = max(theme.px(150), int(rest * 0.46)), max(least, int(rest * 0.27))
        room = max(least - theme.px(8), self.viewport().width() - sum(fixed) - kind - title - lead)
        for number, wide in enumerate((*fixed, title, kind, lead, room)):
            self.setColumnWidth(number, wide)

    def _current_key(self) -> UUID | None:
        line = self.lines.row_at(self.currentIndex())
        return line.item.id if line is not None else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = self._current_key()
        across = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        down = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if key is not None and shift and event.key() == Qt.Key.Key_F10:
            self.menu_wanted.emit(key, self._below_current())
        elif key is None or not alt or not (across or down):
            super().keyPressEvent(event)
        elif shift:
            self.resized.emit(key, down * GRID_MINUTES)
        else:
            self.moved.emit(key, across, down * STEP)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        key = self._current_key()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            line = self.lines.row_at(self.indexAt(self.viewport().mapFromGlobal(event.globalPos())))
            key = line.item.id if line is not None else None
        if key is not None:
            by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
            self.menu_wanted.emit(key, self._below_current() if by_key else event.globalPos())

    def _below_current(self) -> QPoint:
        return self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())

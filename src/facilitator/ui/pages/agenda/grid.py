"""What keys and mouse do on the grid of the agenda.

The arrow keys move between blocks by where they stand. The grid changes nothing itself; what the
user wants comes out as signals.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from facilitator.application.rows.agenda import AgendaItemRow
from facilitator.domain.agenda import GRID_MINUTES, moved_start, resized, snapped
from facilitator.ui.app import theme
from facilitator.ui.pages.agenda import words
from facilitator.ui.pages.agenda.block import Block
from facilitator.ui.pages.agenda.grid_view import GridView
from facilitator.ui.pages.agenda.scale import first_of, neighbour

STEP = 15
"""Minutes that one press of Alt and an arrow moves an item."""
_ACROSS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_DOWN = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


@dataclass(slots=True)
class _Drag:
    """A drag under way: what is dragged, from where on the canvas, and what it would become."""

    block: Block
    part: str
    pressed: QPoint
    day: int = 0
    start: int = 0
    minutes: int = 0


class TimeGrid(GridView):
    """The card with heads, hours and columns. Give it a `Picture`; it keeps choice and scroll."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._drag: _Drag | None = None
        super().__init__(parent)

    # Keys ---------------------------------------------------------------------------------------

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; returns whether it asked for anything."""
        key, held = event.key(), event.modifiers()
        if key == Qt.Key.Key_Escape:
            return self._cancel_drag()
        focus = QApplication.focusWidget()
        here = self._current
        if here is None and isinstance(focus, Block):
            here = focus.item.id
        if here is None:
            return False
        alt = bool(held & Qt.KeyboardModifier.AltModifier)
        shift = bool(held & Qt.KeyboardModifier.ShiftModifier)
        if key in _ACROSS or key in _DOWN:
            across, down = _ACROSS.get(Qt.Key(key), 0), _DOWN.get(Qt.Key(key), 0)
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                across = -across
            if not alt and across and self._picture.only is not None:
                self._step(here, across)
            elif not alt:
                self._go(neighbour(self._places, here, across, down))
            elif shift:
                self.resize_by(here, down * GRID_MINUTES)
            else:
                self.move_by(here, across, down * STEP)
            return True
        return self._zoom_by_key(Qt.Key(key), held) or self._take_other_key(Qt.Key(key), held, here)

    def _zoom_by_key(self, key: Qt.Key, held: Qt.KeyboardModifier) -> bool:
        step = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}.get(key, 0)
        if not step or not held & Qt.KeyboardModifier.ControlModifier:
            return False
        self.zoom(step)
        return True

    def _take_other_key(self, key: Qt.Key, held: Qt.KeyboardModifier, here: UUID) -> bool:
        if key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            last = key == Qt.Key.Key_End
            self._go(first_of(self._places, self._places[here].day, last=last))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F2}:
            self.inspected.emit(here, True)
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.delete_wanted.emit(here)
        elif key == Qt.Key.Key_F10 and held & Qt.KeyboardModifier.ShiftModifier:
            block = self._blocks[here]  # keyboards of Macs and small laptops have no Menu key
            self.menu_wanted.emit(here, block.mapToGlobal(block.rect().center()))
        else:
            return False
        return True

    def _step(self, here: UUID, across: int) -> None:
        """In the view of one day: to the lane beside, or to another day."""
        beside = neighbour(self._places, here, across, 0)
        if beside is not None:
            self._take(beside)
        else:
            self.day_step_wanted.emit(across)

    def _go(self, key: UUID | None) -> None:
        if key is not None:
            self._take(key)

    def move_by(self, key: UUID, days: int, minutes: int) -> None:
        """Ask for a move by days of the programme and minutes, held inside both."""
        item = self._blocks[key].item
        order = [day.id for day in self._picture.days]
        day = max(0, min(len(order) - 1, order.index(item.day_id) + days))
        start = moved_start(item.start, item.minutes, minutes)
        self._ask_move(item, order[day], start)

    def resize_by(self, key: UUID, minutes: int) -> None:
        """Ask for a later or earlier end."""
        if minutes:
            item = self._blocks[key].item
            self._ask_resize(item, *resized(item.start, item.end, 0, minutes))

    def _ask_move(self, item: AgendaItemRow, day_id: UUID, start: int) -> None:
        if self._picture.editable and (day_id, start) != (item.day_id, item.start):
            self.move_wanted.emit(item.id, day_id, start)

    def _ask_resize(self, item: AgendaItemRow, start: int, minutes: int) -> None:
        if self._picture.editable and (start, minutes) != (item.start, item.minutes):
            self.resize_wanted.emit(item.id, start, minutes)

    # The mouse ----------------------------------------------------------------------------------

    def _sender(self) -> Block:
        block = self.sender()
        if not isinstance(block, Block):
            raise TypeError("only blocks are connected here")
        return block

    def _on_pressed(self, at: QPoint) -> None:
        block = self._sender()
        self._take(block.item.id, scroll=False)  # nothing moves under a finger that may drag
        self._drag = _Drag(block, "all", self._canvas.mapFromGlobal(at))

    def _on_clicked(self) -> None:
        self._drag = None
        self.inspected.emit(self._sender().item.id, False)

    def _on_menu(self, at: QPoint) -> None:
        block = self._sender()
        self._take(block.item.id)
        self.menu_wanted.emit(block.item.id, at)

    def _on_slot_pressed(self, minute: int) -> None:
        column = self.sender()
        number = next(n for n, known in enumerate(self._columns) if known is column)
        self._current = None
        self._mark_current()
        self._mark_slot((self._picture.shown[number].id, minute))
        self.chosen.emit(None)

    def _on_slot_chosen(self, minute: int) -> None:
        column = self.sender()
        number = next(n for n, known in enumerate(self._columns) if known is column)
        if self._picture.editable:
            self.add_wanted.emit(self._picture.shown[number].id, minute)

    def _on_dragged(self, at: QPoint, part: str) -> None:
        drag = self._drag
        if drag is None:
            return
        drag.part = part
        here = self._canvas.mapFromGlobal(at)
        shift = (here.y() - drag.pressed.y()) / self._scale.per_minute
        item = drag.block.item
        drag.day = self._places[item.id].day
        if part == "all":
            drag.day = self._day_at(here.x())
            drag.start = moved_start(snapped(item.start + shift), item.minutes, 0)
            drag.minutes = item.minutes
        elif part == "top":
            by = snapped(item.start + shift) - item.start
            drag.start, drag.minutes = resized(item.start, item.end, by, 0)
        else:
            by = snapped(item.end + shift) - item.end
            drag.start, drag.minutes = resized(item.start, item.end, 0, by)
        self._show_ghost(drag)
        self.area.ensureVisible(here.x(), here.y(), theme.px(24), theme.px(24))

    def _day_at(self, x: int) -> int:
        shown = self._columns[: len(self._picture.shown)]
        return min(range(len(shown)), key=lambda n: abs(shown[n].geometry().center().x() - x)
                   - shown[n].width() / 2)  # fmt: skip

    def _show_ghost(self, drag: _Drag) -> None:
        end = drag.start + drag.minutes
        column = self._columns[drag.day]
        top, bottom = round(self._scale.y(drag.start)), round(self._scale.y(end))
        high = max(theme.px(16), bottom - top - 2)
        self._ghost.setGeometry(column.x() + 4, top + 1, column.width() - theme.px(11), high)
        self._ghost.show_text(words.span(drag.start, end), drag.block.item.title)

    def _on_dropped(self) -> None:
        drag, self._drag = self._drag, None
        self._ghost.hide()
        if drag is None:
            return
        item = drag.block.item
        if drag.part == "all":
            self._ask_move(item, self._picture.shown[drag.day].id, drag.start)
        else:
            self._ask_resize(item, drag.start, drag.minutes)

    def _cancel_drag(self) -> bool:
        drag, self._drag = self._drag, None
        if drag is None or not self._ghost.isVisible():
            return False
        drag.block.stop_dragging()
        self._ghost.hide()
        return True

    @property
    def is_dragging(self) -> bool:
        """Whether an item is being dragged at this moment."""
        return self._ghost.isVisible()

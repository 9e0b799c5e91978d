"""The agenda as a grid of time: days side by side (or one day), an item a block.

Shows a `Picture` and lays it out; what keys and mouse do is in `grid.py`. Exactly one block can be
reached by Tab. A quarter of an hour is at least 24 px high (see `scale.ZOOMS`), so the grid scrolls.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QPainterPath,
    QPaintEvent,
    QPen,
    QRegion,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)  # fmt: skip
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from facilitator.application.rows.agenda import AgendaItemRow
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.app.theme import Themed
from facilitator.ui.pages.agenda import words
from facilitator.ui.pages.agenda.block import Block, Face
from facilitator.ui.pages.agenda.parts import (
    GUTTER,
    HEAD,
    DayColumn,
    DayHead,
    Ghost,
    Gutter,
    NowDot,
)  # fmt: skip
from facilitator.ui.pages.agenda.picture import Picture, elapsed, passed
from facilitator.ui.pages.agenda.scale import (
    ZOOMS,
    Place,
    TimeScale,
    column_widths,
    hours_shown,
    places,
    weights_of,
)  # fmt: skip
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.buttons import IconButton

LEAST_COLUMN, COMFORTABLE_COLUMN = 96, 118


class _Canvas(QWidget):
    """The scrolled ground; it hands keys and wheel to the grid before the scroll area has them."""

    def __init__(self, grid: GridView) -> None:
        super().__init__()
        self._grid = grid

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._grid.take_key(event):
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._grid.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            event.ignore()


class GridView(Themed, QWidget):
    """The card with heads, hours and columns; the base of the grid, which knows keys and mouse."""

    chosen = Signal(object)
    """Id of the item that became current."""
    inspected = Signal(object, bool)
    """Id of the item to inspect; whether the focus should go there."""
    move_wanted = Signal(object, object, int)
    """Item, day, start."""
    resize_wanted = Signal(object, int, int)
    """Item, start, minutes."""
    delete_wanted = Signal(object)
    add_wanted = Signal(object, int)
    """Day and start."""
    menu_wanted = Signal(object, QPoint)
    day_wanted = Signal(object)
    """Id of the day to show alone."""
    day_step_wanted = Signal(int)
    """The day shown alone should give way to the next (1) or the one before (-1)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Agenda as a grid"))
        self._picture = Picture()
        self._places: dict[UUID, Place] = {}
        self._blocks: dict[UUID, Block] = {}
        self._told_before: dict[UUID, tuple[object, ...]] = {}
        self._columns: list[DayColumn] = []
        self._heads: list[DayHead] = []
        self._current: UUID | None = None
        self._slot: tuple[UUID, int] | None = None
        self._zoom = 0
        self._scale = TimeScale(0, 1440, 1.0)
        self._unseen = True
        self._inner = QWidget(self)
        self._head_room = QWidget(self._inner)
        self.gutter = Gutter(self._inner)
        self.area = QScrollArea(self._inner)
        self._canvas = _Canvas(self)
        self._canvas.setProperty("clear", True)
        self._dot = NowDot(self._canvas)
        self._ghost = Ghost(self._canvas)
        self._build()

    def _build(self) -> None:
        self.area.setWidget(self._canvas)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.viewport().installEventFilter(self)
        self.area.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.area.horizontalScrollBar().valueChanged.connect(self._on_scrolled)
        self.smaller = IconButton("minus", tr("Less height for an hour (Ctrl+-)"), size="compact",
                                  parent=self._inner)  # fmt: skip
        self.larger = IconButton("plus", tr("More height for an hour (Ctrl++)"), size="compact",
                                 parent=self._inner)  # fmt: skip
        self.smaller.clicked.connect(self._on_smaller)
        self.larger.clicked.connect(self._on_larger)
        self.restyle()

    # What it shows ------------------------------------------------------------------------------

    def show_picture(self, picture: Picture) -> None:
        """Show these items; the choice, the focus and the scroll stay where they are."""
        had_focus = self.has_focus
        days_changed = [d.id for d in picture.shown] != [d.id for d in self._picture.shown]
        self._picture = picture
        self._places = places(picture.shown, picture.items)
        self._make_days()
        self._make_blocks()
        self._arrange()
        if self._current not in self._places:
            self._current = None
        self._mark_current()
        if had_focus and self._current is not None:
            self._blocks[self._current].setFocus(Qt.FocusReason.OtherFocusReason)
        if self._unseen or days_changed:
            self._show_beginning()

    def _make_days(self) -> None:
        shown = self._picture.shown
        while len(self._columns) < len(shown):
            column, head = DayColumn(self._canvas), DayHead(self._head_room)
            column.slot_pressed.connect(self._on_slot_pressed)
            column.slot_chosen.connect(self._on_slot_chosen)
            head.pressed.connect(self.day_wanted)
            self._columns.append(column)
            self._heads.append(head)
        now = self._picture.now
        for number, (column, head) in enumerate(zip(self._columns, self._heads, strict=True)):
            used = number < len(shown)
            column.setVisible(used)
            head.setVisible(used)
            if used:
                today = now is not None and now.day_id == shown[number].id
                column.show_day(shown[number], now, today=today)
                head.show_day(shown[number], today=today)
        visible = {day.id for day in shown}
        self.gutter.now = now.minute if now is not None and now.day_id in visible else None

    def _make_blocks(self) -> None:
        shown = [item for item in self._picture.items if item.id in self._places]
        for key in set(self._blocks) - {item.id for item in shown}:
            block = self._blocks.pop(key)
            self._told_before.pop(key, None)
            block.hide()
            block.deleteLater()
        found = self._clashes_by_item()
        for item in shown:
            column = self._columns[self._places[item.id].day]
            block = self._blocks.get(item.id) or self._new_block(item.id, column)
            if block.parentWidget() is not column:
                block.setParent(column)
            block.editable = self._picture.editable
            told = self._told(item, found.get(item.id, []))
            if told != self._told_before.get(item.id):
                self._told_before[item.id] = told
                block.show_face(self._face(item, found.get(item.id, [])))
            block.setVisible(True)

    def _told(self, item: AgendaItemRow, found: list[words.ItemClash]) -> tuple[object, ...]:
        """All that a block's face is made of: most blocks stay as they are after a change."""
        picture = self._picture
        day = picture.shown[self._places[item.id].day]
        return (item, tuple(found), picture.late.get(item.id, 0), day, picture.only is not None,
                elapsed(item, picture.now), passed(item, picture))  # fmt: skip

    def _new_block(self, key: UUID, column: DayColumn) -> Block:
        block = Block(column)
        block.setProperty("key", key)
        block.pressed_at.connect(self._on_pressed)
        block.clicked.connect(self._on_clicked)
        block.dragged_to.connect(self._on_dragged)
        block.dropped.connect(self._on_dropped)
        block.menu_wanted.connect(self._on_menu)
        self._blocks[key] = block
        return block

    def _clashes_by_item(self) -> Mapping[UUID, list[words.ItemClash]]:
        found: dict[UUID, list[words.ItemClash]] = {}
        for clash in self._picture.clashes:
            found.setdefault(clash.first.id, []).append(clash)
            found.setdefault(clash.second.id, []).append(clash)
        return found

    def _face(self, item: AgendaItemRow, found: list[words.ItemClash]) -> Face:
        picture = self._picture
        day = picture.shown[self._places[item.id].day]
        late = picture.late.get(item.id, 0)
        return Face(
            item, words.spoken(item, day, found, late), words.tip(item), clashing=bool(found),
            late=late,
            elapsed=elapsed(item, picture.now), passed=passed(item, picture),
            detailed=picture.only is not None,
        )  # fmt: skip

    # Where things stand -------------------------------------------------------------------------

    def restyle(self) -> None:
        self._arrange()
        super().restyle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._unseen:
            self._show_beginning()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.area.viewport() and event.type() == QEvent.Type.Resize:
            self._arrange_columns()
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        """Frame, heads, hours and columns to the present size."""
        head, gutter = theme.px(HEAD), theme.px(GUTTER)
        inner = self.rect().adjusted(1, 1, -1, -1)
        self._inner.setGeometry(inner)
        outline = QPainterPath()
        corner = theme.radius("panel") - 1
        outline.addRoundedRect(self._inner.rect().toRectF(), corner, corner)
        self._inner.setMask(QRegion(outline.toFillPolygon().toPolygon()))
        body = QRect(0, head, inner.width(), inner.height() - head)
        self._head_room.setGeometry(self._mirror(QRect(gutter, 0, body.width() - gutter, head - 1)))
        self.gutter.setGeometry(self._mirror(QRect(0, head, gutter, body.height())))
        self.area.setGeometry(self._mirror(body.adjusted(gutter, 0, 0, 0)))
        side = self.smaller.sizeHint().width()
        for number, button in enumerate((self.smaller, self.larger)):
            left = (gutter - 2 * side) // 2 + number * side
            button.setGeometry(self._mirror(QRect(left, (head - side) // 2, side, side)))
        per_minute = ZOOMS[self._zoom] * theme.px(100) / 100
        first, last = hours_shown(self._picture.items)
        self._scale = TimeScale(first, last, per_minute, theme.px(12))
        self.gutter.scale = self._scale
        self._arrange_columns()

    def _mirror(self, rect: QRect) -> QRect:
        if self.layoutDirection() != Qt.LayoutDirection.RightToLeft:
            return rect
        wide = self._inner.width()
        return QRect(wide - rect.x() - rect.width(), rect.y(), rect.width(), rect.height())

    def _arrange_columns(self) -> None:
        room = self.area.viewport().width()
        days = len(self._picture.shown)
        weights = weights_of(days, self._places, room, theme.px(COMFORTABLE_COLUMN))
        widths = column_widths(room, theme.px(LEAST_COLUMN), weights)
        whole = max(room, sum(widths))
        self._canvas.resize(whole, self._scale.height)
        left = 0
        for column, wide in zip(self._columns, widths, strict=False):
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            x = whole - left - wide if mirrored else left
            column.scale = self._scale
            column.setGeometry(x, 0, wide, self._scale.height)
            left += wide
        for key, place in self._places.items():
            self._blocks[key].setGeometry(self._block_rect(place))
        self._place_dot()
        self._on_scrolled()

    def _place_dot(self) -> None:
        column = next((c for c in self._columns if c.isVisibleTo(self._canvas) and c.now is not None),
                      None)  # fmt: skip
        if column is None or column.now is None:
            self._dot.hide()
            return
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = column.geometry().right() - 3 if mirrored else column.x() + 4
        self._dot.put_at(QPoint(x, round(self._scale.y(column.now))))

    def _block_rect(self, place: Place) -> QRect:
        """Where a block lies in its column."""
        wide = self._columns[place.day].width()
        before, after, gap = 4, theme.px(7), 3
        lane = (wide - before - after + gap) / place.lane.count
        left = before + place.lane.index * lane
        top, bottom = round(self._scale.y(place.start)), round(self._scale.y(place.end))
        rect = QRect(round(left), top + 1, round(lane - gap), bottom - top - 2)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            rect.moveLeft(wide - rect.x() - rect.width())
        return rect

    def _on_scrolled(self) -> None:
        begin = self._canvas.mapTo(self._inner, QPoint(0, 0)).x() - self._head_room.x()
        for column, head in zip(self._columns, self._heads, strict=True):
            head.setGeometry(begin + column.x(), 0, column.width(), self._head_room.height())
        self.gutter.offset = self.area.verticalScrollBar().value()
        self.gutter.update()

    def _show_beginning(self) -> None:
        """Scroll to the present moment, else to the first item."""
        if not self._places or not self.isVisible():
            return
        self._unseen = False
        minute = min(place.start for place in self._places.values()) - 10
        if self._picture.now is not None and self.gutter.now is not None:
            minute = max(minute, self._picture.now.minute - 90)
        self.area.verticalScrollBar().setValue(round(self._scale.y(minute)))

    def zoom(self, step: int) -> None:
        """More or less height for an hour; what is in the middle stays there."""
        wanted = max(0, min(len(ZOOMS) - 1, self._zoom + step))
        if wanted == self._zoom:
            return
        bar, half = self.area.verticalScrollBar(), self.area.viewport().height() / 2
        middle = self._scale.minute(bar.value() + half)
        self._zoom = wanted
        self._arrange()
        bar.setValue(round(self._scale.y(middle) - half))
        self.smaller.setEnabled(self._zoom > 0)
        self.larger.setEnabled(self._zoom < len(ZOOMS) - 1)

    def _on_smaller(self) -> None:
        self.zoom(-1)

    def _on_larger(self) -> None:
        self.zoom(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        edge = theme.colour("border")
        corner = theme.radius("panel")
        paint.fill_round(painter, self.rect().toRectF(), corner, theme.colour("surface"), edge)
        painter.setPen(QPen(edge, 1))
        y = theme.px(HEAD) + 0.5
        painter.drawLine(1, int(y), self.width() - 2, int(y))

    # The current item ---------------------------------------------------------------------------

    @property
    def current(self) -> UUID | None:
        """The item that acts apply to."""
        return self._current

    @property
    def has_focus(self) -> bool:
        """Whether the keyboard focus is on one of the blocks."""
        focus = QApplication.focusWidget()
        return focus is not None and self._canvas.isAncestorOf(focus)

    @property
    def slot(self) -> tuple[UUID, int] | None:
        """Day and minute of the empty place that was chosen last, if it was the last choice."""
        return self._slot

    def block(self, key: UUID) -> Block:
        """The block of an item."""
        return self._blocks[key]

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All blocks shown, in order of day and time."""
        order = sorted(self._places, key=lambda key: (self._places[key].day,
                                                      self._places[key].start))  # fmt: skip
        return tuple(self._blocks[key] for key in order)

    def choose(self, key: UUID | None, *, focus: bool = False, scroll: bool = True) -> None:
        """Make an item current, and bring it into view."""
        self._current = key if key in self._places else None
        self._mark_slot(None)
        self._mark_current()
        if self._current is not None:
            if focus:
                self._blocks[self._current].setFocus(Qt.FocusReason.OtherFocusReason)
            if scroll:
                self._bring_into_view(self._current)

    def focus_stop(self) -> None:
        """Put the focus on the one block that Tab reaches."""
        for block in self._blocks.values():
            if block.focusPolicy() & Qt.FocusPolicy.TabFocus:
                block.setFocus(Qt.FocusReason.OtherFocusReason)

    def _mark_current(self) -> None:
        """One block can be reached by Tab: the current one, else the first."""
        stop = self._current
        if stop is None and self._places:
            stop = self.blocks[0].item.id
        for key, block in self._blocks.items():
            by_tab = key == stop
            block.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if by_tab else Qt.FocusPolicy.ClickFocus
            )
            block.set_selected(key == self._current)

    def _bring_into_view(self, key: UUID) -> None:
        block, column = self._blocks[key], self._columns[self._places[key].day]
        middle = column.pos() + block.geometry().center()
        tall = min(block.height() // 2 + theme.px(16), self.area.viewport().height() // 2 - 1)
        self.area.ensureVisible(middle.x(), middle.y(), block.width() // 2, tall)

    def _mark_slot(self, slot: tuple[UUID, int] | None) -> None:
        self._slot = slot
        for day, column in zip(self._picture.shown, self._columns, strict=False):
            column.mark_slot(slot[1] if slot is not None and slot[0] == day.id else None)

    def _take(self, key: UUID, *, scroll: bool = True) -> None:
        """The user chose an item."""
        self.choose(key, focus=True, scroll=scroll)
        self.chosen.emit(key)

    # What the user does (see `grid.py`) -----------------------------------------------------------

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; returns whether it asked for anything."""
        raise NotImplementedError

    def _on_pressed(self, at: QPoint) -> None:
        raise NotImplementedError

    def _on_clicked(self) -> None:
        raise NotImplementedError

    def _on_dragged(self, at: QPoint, part: str) -> None:
        raise NotImplementedError

    def _on_dropped(self) -> None:
        raise NotImplementedError

    def _on_menu(self, at: QPoint) -> None:
        raise NotImplementedError

    def _on_slot_pressed(self, minute: int) -> None:
        raise NotImplementedError

    def _on_slot_chosen(self, minute: int) -> None:
        raise NotImplementedError

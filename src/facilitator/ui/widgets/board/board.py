"""The board: cards in columns; the mouse, the keys and the quick entry all wish the same acts.

It changes nothing: every wish is a signal, and the page shows the new rows. The board is one tab
stop; arrows go from card to card.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from facilitator.ui.app import theme
from facilitator.ui.app.theme import Themed
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.board.card import CardWidget, paint_card
from facilitator.ui.widgets.board.column import ColumnWidget
from facilitator.ui.widgets.board.content import BoardCard, BoardColumn

LEAST_WIDTH, MOST_WIDTH, GAP = 168, 320, 12
"""Six columns and the bar for scrolling fit beside the navigation in a window of 1366 pixels."""


class Ghost(QWidget):
    """The card that follows the mouse while it is dragged."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._card: BoardCard | None = None
        self.hide()

    def show_card(self, widget: CardWidget) -> None:
        """Take the card's look and size."""
        self._card = widget.card
        self.resize(widget.size())
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._card is not None:
            painter = paint.smooth(self)
            painter.setOpacity(0.9)
            paint_card(painter, self, self.rect().toRectF(), self._card, chosen=True)


class CardBoard(Themed, QScrollArea):
    """Columns of cards. Keys on a card: arrows, Alt+arrows move it, N new, F2 edit, M menu of
    places, + and - dots, Delete, Enter for everything else.
    """

    move_wished = Signal(object, str)
    """Card's key and the column's key."""
    merge_wished = Signal(object, object)
    """Key of the card that was dropped, and of the card that it was dropped on."""
    add_wished = Signal(str, str)
    """Column's key and the text; call `entry_taken` when the card was accepted."""
    edit_wished = Signal(object)
    menu_wished = Signal(object, object)
    """Card's key and the place on the screen."""
    delete_wished = Signal(object)
    dot_wished = Signal(object, int)
    """Card's key and +1 or -1."""
    rename_wished = Signal(str)
    """A column's head was double-clicked (only where it is renamable)."""
    chosen = Signal(object)
    """The cursor went to this card."""

    def __init__(self, name: str, parent: QWidget | None = None, *, can_merge: bool = True) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.ground = QWidget()
        self.ground.setProperty("clear", True)
        self.setWidget(self.ground)
        self.columns: list[ColumnWidget] = []
        self.dragging: CardWidget | None = None
        self.can_merge = can_merge
        self._editable, self._can_add = True, True
        self._aim: CardWidget | None = None
        self._focused: UUID | None = None
        self._shown: object = None
        self._arranged: object = None
        self._ghost = Ghost(self.ground)

    # What it shows --------------------------------------------------------------------------------

    def show_columns(
        self, columns: Sequence[BoardColumn], *, editable: bool = True, can_add: bool = True
    ) -> None:
        """Show these columns; the cursor stays on the same card, what is typed stays typed."""
        shown = (tuple(columns), editable, can_add)
        if shown == self._shown:
            return
        self._shown, self._editable, self._can_add = shown, editable, can_add
        focus = QApplication.focusWidget()
        held = isinstance(focus, CardWidget) and self.isAncestorOf(focus)
        focused = self._focused
        self._end_drag()
        self._have(len(columns))
        for widget, content in zip(self.columns, columns, strict=True):
            widget.show_column(content, editable=editable, can_add=can_add)
        self._focused = focused
        self._arrange()
        self._set_stop()
        if held:
            self.take_focus()

    def _have(self, count: int) -> None:
        while len(self.columns) > count:
            spare = self.columns.pop()
            spare.hide()
            spare.deleteLater()
        while len(self.columns) < count:
            self.columns.append(ColumnWidget(self))  # shown with its cards, in one step

    def entry_taken(self, column: str) -> None:
        """The card typed in this column was accepted."""
        for made in self.columns:
            if made.content.key == column:
                made.entry_taken()

    def begin_entry(self, column: str = "") -> None:
        """Open the line for new cards in a column, or in that of the cursor."""
        wanted = next((c for c in self.columns if c.content.key == column), None)
        wanted = wanted or self._column_of(self._stop()) or next(iter(self.columns), None)
        if wanted is not None and self._editable and self._can_add:
            wanted.begin_entry()

    def entry_to(self, column: ColumnWidget, step: int) -> None:
        """Take the open line with its text to the next column."""
        place = self.columns.index(column) + self._read(step)
        if 0 <= place < len(self.columns):
            text = column.entry.text()
            column.end_entry()
            self.columns[place].begin_entry()
            self.columns[place].entry.setText(text)

    # Geometry -------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        if not self.columns or not self.isVisible():
            return  # nothing to place, or its size is not known yet
        self._expect_scrolling()
        size = self.viewport().size()
        key = (size.width(), size.height(), id(self._shown), theme.current().scale,
               self.layoutDirection())  # fmt: skip
        if key == self._arranged:
            return
        self._arranged = key
        count, gap = len(self.columns), theme.px(GAP)
        room = self.viewport().width()
        width = (room - gap * (count - 1)) // count
        width = max(theme.px(LEAST_WIDTH), min(width, theme.px(MOST_WIDTH)))
        tallest = max(made.height_for(width) for made in self.columns)
        height = max(tallest, self.viewport().height())
        total = count * width + (count - 1) * gap
        self.ground.resize(max(total, room), height)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for number, made in enumerate(self.columns):
            x = number * (width + gap)
            x = self.ground.width() - x - width if mirrored else x
            made.setGeometry(x, 0, width, height)
            made.place()
            if made.isHidden():
                made.show()

    def _expect_scrolling(self) -> None:
        """Where the cards cannot fit, the bar takes its room before anything is measured."""
        least = max(made.least_height() for made in self.columns)
        sure = least > self.maximumViewportSize().height()
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if sure else policy.ScrollBarAsNeeded
        )

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def restyle(self) -> None:
        super().restyle()
        self._arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowDeactivate:
            self._end_drag()
        answer = super().event(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._arrange()
        return answer

    # The cursor -----------------------------------------------------------------------------------

    def card_of(self, key: UUID | None) -> CardWidget | None:
        """The widget of a card."""
        return next((c for made in self.columns for c in made.cards if c.card.key == key), None)

    def current(self) -> BoardCard | None:
        """The card on which the cursor stands."""
        widget = self.card_of(self._focused)
        return widget.card if widget is not None else None

    def go_to(self, key: UUID) -> bool:
        """Put the cursor on a card; returns whether it is there."""
        widget = self.card_of(key)
        if widget is not None:
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return widget is not None

    def card_focused(self, widget: CardWidget) -> None:
        """A card got the cursor."""
        self._focused = widget.card.key
        self._set_stop()
        self.ensureWidgetVisible(widget, theme.px(16), theme.px(16))
        self.chosen.emit(widget.card.key)

    def take_focus(self) -> None:
        """Put the cursor on the card it was on, or on the first."""
        stop = self._stop()
        if stop is not None:
            stop.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _stop(self) -> CardWidget | None:
        first = next((made.cards[0] for made in self.columns if made.cards), None)
        return self.card_of(self._focused) or first

    def _set_stop(self) -> None:
        stop = self._stop()
        for made in self.columns:
            for widget in made.cards:
                policy = Qt.FocusPolicy.StrongFocus if widget is stop else Qt.FocusPolicy.ClickFocus
                if widget.focusPolicy() != policy:
                    widget.setFocusPolicy(policy)

    def _column_of(self, widget: CardWidget | None) -> ColumnWidget | None:
        return next((made for made in self.columns if widget in made.cards), None)

    # Keys -----------------------------------------------------------------------------------------

    def key_on_card(self, widget: CardWidget, event: QKeyEvent) -> bool:
        """Whether the key was one of the board's."""
        key, alt = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_Escape and self.dragging is not None:
            self._end_drag()
            return True
        if key in STEPS:
            across, down = STEPS[key]
            if alt and across:
                self._move(widget, self._read(across))
            elif not alt:
                self._go(widget, self._read(across), down)
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Menu, Qt.Key.Key_M}:
            place = widget.mapToGlobal(widget.rect().bottomLeft())
            self.menu_wished.emit(widget.card.key, place)
            return True
        return self._editable and self._letter(widget, key)

    def _letter(self, widget: CardWidget, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_N:
            self.begin_entry()
        elif key in {Qt.Key.Key_F2, Qt.Key.Key_E}:
            self.edit_wished.emit(widget.card.key)
        elif key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.delete_wished.emit(widget.card.key)
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.dot_wished.emit(widget.card.key, 1)
        elif key == Qt.Key.Key_Minus:
            self.dot_wished.emit(widget.card.key, -1)
        else:
            return False
        return True

    def _read(self, across: int) -> int:
        """A step to the right, as the window reads."""
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return -across if mirrored else across

    def _go(self, widget: CardWidget, across: int, down: int) -> None:
        column = self._column_of(widget)
        if column is None:
            return
        if down:
            place = column.cards.index(widget) + down
            target = column.cards[place] if 0 <= place < len(column.cards) else None
        else:
            target = self._beside(column, widget, across)
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _beside(self, column: ColumnWidget, widget: CardWidget, across: int) -> CardWidget | None:
        """The card nearest in height in the next column that has any."""
        number = self.columns.index(column) + across
        while 0 <= number < len(self.columns):
            if cards := self.columns[number].cards:
                return min(cards, key=lambda other: abs(other.y() - widget.y()))
            number += across
        return None

    def _move(self, widget: CardWidget, across: int) -> None:
        column = self._column_of(widget)
        if column is None or not self._editable:
            return
        number = self.columns.index(column) + across
        if 0 <= number < len(self.columns):
            self.move_wished.emit(widget.card.key, self.columns[number].content.key)

    # Dragging -------------------------------------------------------------------------------------

    def drag(self, widget: CardWidget, place: QPointF) -> None:
        """The card is dragged over `place` of the ground: over a card merges, else moves."""
        if not self._editable:
            return
        if self.dragging is None:
            self.dragging = widget
            self._ghost.show_card(widget)
            widget.setCursor(Qt.CursorShape.ClosedHandCursor)
        at = place.toPoint()
        self._ghost.move(at + QPoint(theme.px(10), theme.px(8)))
        self.ensureVisible(at.x(), at.y(), theme.px(24), theme.px(40))
        column = next((made for made in self.columns if made.geometry().contains(at)), None)
        aim = self._card_under(column, at) if self.can_merge else None
        self._set_aim(aim if aim is not widget else None)
        for made in self.columns:
            own = widget in made.cards
            made.set_target(made is column and not own and self._aim is None)

    def _card_under(self, column: ColumnWidget | None, at: QPoint) -> CardWidget | None:
        if column is None:
            return None
        inside = column.mapFrom(self.ground, at)
        margin = theme.px(10)
        return next((widget for widget in column.cards
                     if widget.geometry().adjusted(margin, margin, -margin, -margin)
                     .contains(inside)), None)  # fmt: skip

    def _set_aim(self, aim: CardWidget | None) -> None:
        if aim is self._aim:
            return
        if self._aim is not None:
            self._aim.set_aim(False)
        self._aim = aim
        if aim is not None:
            aim.set_aim(True)

    def drop(self) -> None:
        """The mouse was let go."""
        widget, aim = self.dragging, self._aim
        target = next((made for made in self.columns if made.is_target), None)
        self._end_drag()
        if widget is None:
            return
        if aim is not None:
            self.merge_wished.emit(widget.card.key, aim.card.key)
        elif target is not None:
            self.move_wished.emit(widget.card.key, target.content.key)

    def _end_drag(self) -> None:
        if self.dragging is None:
            return
        self.dragging.unsetCursor()
        self.dragging = None
        self._ghost.hide()
        self._set_aim(None)
        for made in self.columns:
            made.set_target(False)


STEPS = {
    Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}  # fmt: skip

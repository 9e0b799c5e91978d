"""A card that lies on a board: focus, menu and drag by mouse, keys; what they do, the board knows."""

from __future__ import annotations

from typing import Any, Protocol

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from facilitator.ui.app.theme import Themed


class Holder(Protocol):
    """What a card asks of the board that holds it."""

    dragging: Any
    """The card that is being dragged, or None."""
    menu_wished: Any
    """Signal: the card's key, and where on the screen."""

    @property
    def ground(self) -> QWidget:
        """What cards are dragged over."""

    def card_focused(self, card: Any, /) -> None:
        """A card got the focus."""

    def drag(self, card: Any, where: Any, /) -> None:
        """A card is dragged; `where` on the ground."""

    def drop(self) -> None:
        """What was dragged is let go."""

    def key_on_card(self, card: Any, event: QKeyEvent, /) -> bool:
        """A key on a card; whether it meant something."""


class HeldCard(Themed, QWidget):
    """See the module."""

    def __init__(self, board: Holder, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._holder = board
        self._pressed: QPoint | None = None

    @property
    def key(self) -> object:
        """What the board calls the card."""
        raise NotImplementedError

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._holder.card_focused(self)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()
        elif event.button() == Qt.MouseButton.RightButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._holder.menu_wished.emit(self.key, event.globalPosition().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            return
        far = (event.position().toPoint() - self._pressed).manhattanLength()
        if far >= QApplication.startDragDistance() or self._holder.dragging is self:
            self._holder.drag(self, self.mapTo(self._holder.ground, event.position()))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._pressed = None
        self._holder.drop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._holder.key_on_card(self, event):
            super().keyPressEvent(event)

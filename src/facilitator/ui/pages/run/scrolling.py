"""Frames of the cockpit: nothing is made smaller where the window is low or narrow, it scrolls."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QWidget

from facilitator.ui.widgets.controls import scrolled
from facilitator.ui.widgets.layouts import row


class TwoColumns(QScrollArea):
    """Two columns side by side; one above the other where both do not fit."""

    def __init__(self, first: QWidget, second: QWidget, name: str) -> None:
        super().__init__()
        self._parts = (first, second)
        inner = QWidget()
        self._line = row(inner, spacing=16)
        self._line.addWidget(first, 5, Qt.AlignmentFlag.AlignTop)
        first.installEventFilter(self)
        self._line.addWidget(second, 3)
        scrolled(inner, name, area=self)

    def show_second(self, *, shown: bool) -> None:
        """Show the second column or give its room to the first."""
        self._parts[1].setVisible(shown)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._parts[0] and event.type() in {
            QEvent.Type.LayoutRequest, QEvent.Type.Resize,
        }:  # fmt: skip
            self._arrange()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        needed = sum(part.minimumSizeHint().width() for part in self._parts) + self._line.spacing()
        beside = needed <= self.viewport().width()
        ways = QBoxLayout.Direction
        self._line.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        first = self._parts[0]
        needed = max(first.heightForWidth(first.width()), first.minimumSizeHint().height())
        high = max(self.viewport().height(), needed) if beside else needed
        if first.height() != high or first.maximumHeight() != high:
            first.setFixedHeight(high)  # whole, and no higher than what is in sight

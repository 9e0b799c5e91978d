"""The inspector at the end of a page: beside the content, or over it where the room is narrow."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.app.theme import Themed
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.buttons import IconButton
from facilitator.ui.widgets.controls import scrolled
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import column, row

OVER_UNDER = 900
"""Width of the page (at 100 %) under which the drawer lies over the content."""
WIDTH = 300


class Drawer(Themed, QWidget):
    """A titled panel with scrolling `body` and fixed `foot`; Esc or the cross closes it.

    Put it at the end of the page's row with `dock(row)`; `open` shows it.
    """

    closed = Signal()
    over_under = OVER_UNDER
    """A page that needs more room beside its drawer has a larger one."""

    def __init__(self, page: QWidget, title: str, width: int = WIDTH) -> None:
        super().__init__(page)
        self._page = page
        self._width = width
        self._over = False
        self._slot: QBoxLayout | None = None
        self._title = PlainLabel(title, "subtitle")
        self.setAccessibleName(title)
        self.tools = row(spacing=2)
        self._cross = IconButton("x", tr("Close panel"), size="compact")
        self._cross.clicked.connect(self.close_drawer)
        head = row(margins=(16, 14, 12, 8), spacing=2)
        head.addWidget(self._title, 1)
        head.addLayout(self.tools)
        head.addWidget(self._cross)
        inner = QWidget()
        self.body: QVBoxLayout = column(inner, (16, 4, 16, 16), spacing=16)
        self._scroll = scrolled(inner)
        self.foot: QVBoxLayout = column(margins=(16, 0, 16, 0), spacing=8)
        whole = column(self, (1, 1, 1, 14))
        whole.addLayout(head)
        whole.addWidget(self._scroll, 1)
        whole.addLayout(self.foot)
        page.installEventFilter(self)
        self.hide()
        self.restyle()

    def dock(self, line: QBoxLayout) -> None:
        """Give the drawer its place at the end of `line`."""
        self._slot = line
        line.addWidget(self)

    def set_title(self, title: str) -> None:
        """Change the title."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def open_drawer(self) -> None:
        """Show the panel."""
        self._arrange()
        self.show()
        if self._over:
            self.raise_()

    def close_drawer(self) -> None:
        """Hide the panel and say so."""
        if self.isVisible():
            self.hide()
            self.closed.emit()

    def restyle(self) -> None:
        self.setFixedWidth(theme.px(self._width))
        super().restyle()

    def _arrange(self) -> None:
        over = self._page.width() < theme.px(self.over_under)
        if over != self._over and self._slot is not None:
            self._over = over
            if over:
                self._slot.removeWidget(self)
            else:
                self._slot.addWidget(self)
        if self._over:
            left = self._page.width() - self.width()
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                left = 0
            self.setGeometry(left, 0, self.width(), self._page.height())
            self.raise_()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page and event.type() == QEvent.Type.Resize:
            self._arrange()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_drawer()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        corner = 0 if self._over else theme.radius("panel")
        edge = theme.colour("border_strong" if self._over else "border")
        box = QRectF(self.rect())
        paint.fill_round(painter, box, corner, theme.colour("surface"), edge)

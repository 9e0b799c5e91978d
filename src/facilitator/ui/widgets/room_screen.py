"""The room's screen: a window of its own that shows one scene and nothing else.

It is given a painter of a public scene, never a row, so that a private note cannot reach it. It has
no controls, no menus and no toasts. On a second screen it fills that screen; with one screen only
it is an ordinary window.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QScreen,
)
from PySide6.QtWidgets import QWidget

from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.app.theme import Themed
from facilitator.ui.widgets import paint

CANVAS = QSize(1920, 1080)
"""Every scene is painted on a canvas of this size and scaled to the screen."""

Scene = Callable[[QPainter, QWidget], None]


class RoomScreen(Themed, QWidget):
    """Shows the scene that `show_scene` was given last, or nothing while it is blank."""

    closed = Signal()

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Window)
        self._scene: Scene | None = None
        self.blank = False
        self.setWindowTitle(tr("For the room"))
        self.setAccessibleName(tr("For the room"))
        QGuiApplication.instance().screenRemoved.connect(self._on_screen_removed)  # type: ignore[union-attr]

    def show_scene(self, scene: Scene, words: str) -> None:
        """Paint this scene from now on; `words` say it to a screen reader."""
        self._scene = scene
        self.setAccessibleDescription(words)
        self.update()

    def present(self, beside: QWidget) -> bool:
        """Come up on a screen other than that of `beside`; returns whether there was one."""
        other = other_screen(beside)
        if other is None:
            self.resize(CANVAS / 2)
            self.show()
            return False
        self.setGeometry(other.geometry())
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.showFullScreen()
        return True

    def set_blank(self, blank: bool) -> None:  # noqa: FBT001 - a state, set by a toggle
        """Show nothing, or the scene again."""
        self.blank = blank
        self.update()

    def _on_screen_removed(self, screen: QScreen) -> None:
        if self.isVisible() and self.screen() is screen:
            self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_B:
            self.set_blank(not self.blank)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        painter.fillRect(self.rect(), theme.colour("window"))
        if self.blank or self._scene is None:
            return
        scale = min(self.width() / CANVAS.width(), self.height() / CANVAS.height())
        painter.translate((self.width() - scale * CANVAS.width()) / 2,
                          (self.height() - scale * CANVAS.height()) / 2)  # fmt: skip
        painter.scale(scale, scale)
        painter.setClipRect(QRectF(0, 0, CANVAS.width(), CANVAS.height()))
        self._scene(painter, self)


def other_screen(beside: QWidget) -> QScreen | None:
    """A screen that the widget's window is not on, or None."""
    own = beside.window().screen()
    return next((screen for screen in QGuiApplication.screens() if screen is not own), None)

"""The room's screen: a window of its own that shows one scene and nothing else.

It is given a painter of a public scene, never a row, so that a private note cannot reach it. It has
no controls, no menus and no toasts. On a second screen it fills that screen; with one screen only
it is an ordinary window. What to show and when is decided by `ui/projector/service.py`.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QPainter, QPaintEvent, QScreen
from PySide6.QtWidgets import QWidget

from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.app.theme import Themed
from facilitator.ui.widgets import paint

CANVAS = QSize(1920, 1080)
"""Every scene is painted on a canvas of this size and scaled to the screen."""

Scene = Callable[[QPainter], None]


class RoomScreen(Themed, QWidget):
    """Shows the scene that `show_scene` was given last. It belongs to no other window.

    A window that belongs to the main one would go with it when that is made small.
    """

    closed = Signal()
    end_requested = Signal()
    """Escape was pressed while it fills a screen."""
    blank_requested = Signal()
    freeze_requested = Signal()

    def __init__(self, theme_name: str = "light") -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._scene: Scene | None = None
        self.theme_name = theme_name
        self.setWindowTitle(tr("For the room"))
        self.setAccessibleName(tr("For the room"))

    def show_scene(self, scene: Scene, words: str) -> None:
        """Paint this scene from now on; `words` say it to a screen reader."""
        self._scene = scene
        if self.accessibleDescription() != words:
            self.setAccessibleDescription(words)
        self.update()

    def present(self, screen: QScreen | None) -> None:
        """Fill this screen; without one be an ordinary window."""
        if screen is None:
            self.resize(CANVAS / 2)
            self.setCursor(Qt.CursorShape.ArrowCursor)
            self.showNormal()
            return
        self.setGeometry(screen.geometry())
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.showFullScreen()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.isFullScreen():
            self.end_requested.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() == Qt.Key.Key_B:
            self.blank_requested.emit()
        elif event.key() == Qt.Key.Key_F:
            self.freeze_requested.emit()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        paint_fitted(painter, QRectF(self.rect()), self._scene, self.theme_name)
        painter.end()


def paint_fitted(painter: QPainter, room: QRectF, scene: Scene | None, theme_name: str) -> None:
    """Paint the scene as large as it fits into `room`: for the screen itself and its previews."""
    with theme.painted_in(theme_name):
        painter.fillRect(room, theme.colour("window"))
        if scene is None:
            return
        scale = min(room.width() / CANVAS.width(), room.height() / CANVAS.height())
        painter.save()
        painter.translate(room.x() + (room.width() - scale * CANVAS.width()) / 2,
                          room.y() + (room.height() - scale * CANVAS.height()) / 2)  # fmt: skip
        painter.scale(scale, scale)
        painter.setClipRect(QRectF(0, 0, CANVAS.width(), CANVAS.height()))
        scene(painter)
        painter.restore()


def other_screen(beside: QWidget) -> QScreen | None:
    """A screen that the widget's window is not on and that shows something else, or None.

    Mirrored screens cover the same place; they count as one.
    """
    own = beside.window().screen()
    return next((screen for screen in QGuiApplication.screens()
                 if screen is not own and screen.geometry() != own.geometry()), None)  # fmt: skip

"""A picture of a scene at any size, painted by the very painter of the room's screen."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.ui.app import theme
from facilitator.ui.app.theme import Themed
from facilitator.ui.projector.canvas import HEIGHT, WIDTH
from facilitator.ui.projector.scenes import ProjectorScene
from facilitator.ui.projector.service import Projector
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.room_screen import paint_fitted


class ScenePreview(Themed, QWidget):
    """Shows the scene given by `show_scene`, 16 to 9, as large as its room allows."""

    def __init__(
        self, name: str, projector: Projector, parent: QWidget | None = None, *, smallest: int = 320
    ) -> None:
        super().__init__(parent)
        self.scene: ProjectorScene | None = None
        self._projector = projector
        self._smallest = smallest
        self._more = 0 if smallest < 320 else theme.px(180)
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setSizePolicy(policy)

    def show_scene(self, scene: ProjectorScene | None) -> None:
        """Show this picture; None shows nothing."""
        if scene is self.scene:
            return
        self.scene = scene
        words = scene.words if scene else ""
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(2 * theme.px(self._smallest), self.minimumSizeHint().height() + self._more)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(self._smallest), theme.px(self._smallest * HEIGHT // WIDTH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        scale = min(self.width() / WIDTH, self.height() / HEIGHT)
        box = QRectF(0, 0, WIDTH * scale, HEIGHT * scale)
        whole = QRectF(self.rect())
        box.moveCenter(whole.center())
        if self.isRightToLeft():
            box.moveRight(whole.right())
        else:  # in line with what stands above
            box.moveLeft(whole.left())
        paint_fitted(painter, box, self.scene.paint if self.scene else None,
                     self._projector.theme_name)  # fmt: skip
        painter.setPen(theme.colour("border_strong"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

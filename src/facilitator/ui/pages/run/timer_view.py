"""The large clock of the cockpit: digits that fill their room, a bar, and a line below."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.domain.running import Band
from facilitator.ui.app import theme
from facilitator.ui.app.theme import Themed
from facilitator.ui.projector.run_scenes import INKS, Face
from facilitator.ui.widgets import paint

LARGEST, SMALLEST = 150, 56


class TimerView(Themed, QWidget):
    """Shows a clock face; repaints only when its text changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.face = Face(0, 0, "", is_paused=True)
        self.below = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_face(self, face: Face, below: str) -> None:
        """Show this time."""
        if (face, below) == (self.face, self.below):
            return
        self.face, self.below = face, below
        self.setAccessibleName(f"{face.text}, {below}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.px(520), self.minimumSizeHint().height())  # it takes what is left

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(260), theme.px(SMALLEST + 74))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        foot = theme.px(66)
        high = self.height() - foot
        size = min(theme.px(LARGEST), max(theme.px(SMALLEST), int(high * 0.95)))
        font = theme.font("headline", numbers=True)
        font.setPixelSize(size)
        wide = QFontMetricsF(font).horizontalAdvance(self.face.text)
        if wide > self.width() * 0.96:
            font.setPixelSize(max(theme.px(SMALLEST) // 2, int(size * self.width() * 0.96 / wide)))
        used = min(high, font.pixelSize() * 1.15)
        top = (high - used) / 2
        painter.setFont(font)
        painter.setPen(theme.colour(INKS[self.face.band] if self.face.whole else "text3"))
        painter.drawText(
            QRectF(0, top, self.width(), used), int(Qt.AlignmentFlag.AlignCenter), self.face.text
        )
        bar = QRectF(0, 0, min(self.width(), theme.px(520)), theme.px(10))
        bar.moveCenter(QRectF(self.rect()).center())
        bar.moveTop(top + used + theme.px(8))
        self._bar(painter, bar)
        painter.setFont(theme.font("body", numbers=True))
        painter.setPen(theme.colour("text2"))
        line = QRectF(0, bar.bottom() + theme.px(6), self.width(), theme.px(26))
        paint.draw_text(painter, line, self.below, widget=self, align="center")

    def _bar(self, painter: QPainter, bar: QRectF) -> None:
        half = bar.height() / 2
        edge = theme.colour("border_strong") if theme.outlined() else None
        paint.fill_round(painter, bar, half, theme.colour("sunken"), edge)
        face = self.face
        share = 0.0 if face.whole <= 0 else min(1.0, 1 - max(0, face.left) / face.whole)
        if share > 0:
            ink = {Band.CALM: "accent", Band.AMBER: "warn"}.get(face.band, "danger")
            done = QRectF(bar.x(), bar.y(), max(bar.height(), bar.width() * share), bar.height())
            paint.fill_round(painter, done, half, theme.colour(ink))

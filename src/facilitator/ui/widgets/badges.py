"""Small words about the state of a thing: "1 clash", "On time", "Negotiation"."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.ui.app import theme
from facilitator.ui.app.icons import paint_icon
from facilitator.ui.app.theme import Themed
from facilitator.ui.widgets import paint

TONES = {
    "neutral": ("sunken", "text2"), "accent": ("accent_soft", "accent_text"),
    "ok": ("ok_soft", "ok"), "warn": ("warn_soft", "warn"), "danger": ("danger_soft", "danger"),
    "strong": ("accent", "on_accent"),
}  # fmt: skip


class Badge(Themed, QWidget):
    """A pill with a text and an optional icon. `tone` is a key of TONES or a session family."""

    def __init__(
        self, text: str = "", tone: str = "neutral", icon: str = "", *,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._tone, self._icon = tone, icon
        self.show_text(text)

    def show_text(self, text: str, tone: str | None = None, icon: str | None = None) -> None:
        """Change the text, and the tone and icon where given; an empty text hides the badge."""
        self.text = text
        self._tone = self._tone if tone is None else tone
        self._icon = self._icon if icon is None else icon
        self.setAccessibleName(text)
        self.setVisible(bool(text) and (self.parent() is not None or self.isVisible()))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = paint.text_width(self.text, "caption_strong") + theme.px(20)
        if self._icon:
            width += theme.px(18)
        return QSize(width, max(theme.px(24), paint.line_height(self.text, "caption_strong")))

    def _colours(self) -> tuple[QColor, QColor]:
        if self._tone in TONES:
            fill, ink = TONES[self._tone]
            return theme.colour(fill), theme.colour(ink)
        category_colour = theme.category_colour
        return category_colour(self._tone, "fill"), category_colour(self._tone, "text")

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        fill, ink = self._colours()
        box = self.rect().toRectF()
        edge = theme.colour("border_strong") if theme.outlined() else None
        paint.fill_round(painter, box, box.height() / 2, fill, edge)
        left = theme.px(10)
        if self._icon:
            side = theme.px(14)
            place = QRectF(left, (self.height() - side) / 2, side, side)
            paint_icon(painter, paint.mirrored(self, place), self._icon, ink)
            left += theme.px(18)
        painter.setFont(theme.font("caption_strong"))
        painter.setPen(ink)
        place = QRectF(left, 0, self.width() - left - theme.px(8), self.height())
        paint.draw_text(painter, paint.mirrored(self, place), self.text, widget=self)

"""Diverging bars on the screen: the picture of report_feedback's, with the same numbers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.ui.app import theme
from facilitator.ui.app.theme import Themed
from facilitator.ui.widgets import paint


class DivergingBar(Themed, QWidget):
    """Counts of five answers around the middle line; plain bars for other numbers of answers."""

    def __init__(self, counts: Sequence[int], labels: Sequence[str], reach: float) -> None:
        super().__init__()
        self._counts, self._reach = tuple(counts), reach
        told = ", ".join(f"{label}: {n}" for label, n in zip(labels, counts, strict=True))
        self.setAccessibleName(told)
        self.setToolTip(told)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.px(320), theme.px(26))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), theme.px(26))

    def _shares(self) -> tuple[list[float], float]:
        """Width of each piece and where the first begins."""
        total = sum(self._counts) or 1
        if len(self._counts) != 5:
            return [self.width() * n / total for n in self._counts], 0.0
        scale = self.width() / 2 / self._reach if self._reach else 0
        shares = [n / total * scale for n in self._counts]
        return shares, self.width() / 2 - shares[0] - shares[1] - shares[2] / 2

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        painter.setFont(theme.font("caption_strong", numbers=True))
        shares, x = self._shares()
        inks = _inks(len(self._counts))
        edge = theme.colour("border_strong")
        height = self.height() - theme.px(6)
        for count, share, (ink, words) in zip(self._counts, shares, inks, strict=True):
            if count:
                box = paint.mirrored(self, QRectF(x, theme.px(3), share, height))
                painter.setPen(QPen(edge, 1))
                painter.setBrush(ink)
                painter.drawRect(box)
                if share >= paint.text_width(str(count), "caption_strong") + 4:
                    painter.setPen(words)
                    paint.draw_text(
                        painter, box, str(count), widget=self, align="center", elide=False
                    )
            x += share
        if len(self._counts) == 5:
            painter.setPen(QPen(theme.colour("text2"), 1))
            middle = int(self.width() / 2)
            for top in (0, self.height() - theme.px(3)):  # never through a number
                painter.drawLine(middle, top, middle, top + theme.px(3))


def _inks(n: int) -> list[tuple[QColor, QColor]]:
    """Fill and text of each piece: dark at the ends, light towards the middle."""
    colour = theme.colour
    low, high = (colour("warn"), colour("surface")), (colour("accent"), colour("on_accent"))
    soft_low, soft_high = (
        (colour("warn_soft"), colour("text")),
        (colour("accent_soft"), colour("text")),
    )
    plain = (colour("sunken"), colour("text"))
    if n == 5:
        return [low, soft_low, plain, soft_high, high]
    return [(soft_high if place % 2 else plain) for place in range(n)]

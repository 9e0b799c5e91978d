"""Text on an agenda block: broken at words only, as high as its own script needs.

A word that is wider than its line is cut with an ellipsis, never broken in two.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QWidget

from facilitator.ui.widgets import paint


@dataclass(frozen=True, slots=True)
class Wrapped:
    """Lines of one text in one font; `heights` are what the lines' own scripts need."""

    font: QFont
    lines: tuple[str, ...]
    heights: tuple[float, ...]

    @property
    def height(self) -> float:
        """Pixels in all."""
        return sum(self.heights)

    def draw(self, painter: QPainter, left: float, top: float, width: float, on: QWidget) -> None:
        """Draw the lines at the start of their room, mirrored where the window is."""
        painter.setFont(self.font)
        for line, height in zip(self.lines, self.heights, strict=True):
            box = paint.mirrored(on, QRectF(left, top, width, height))
            paint.draw_text(painter, box, line, widget=on)
            top += height


def wrap(text: str, font: QFont, width: float, room: float) -> Wrapped:
    """Break `text` at words into as many lines as `room` pixels hold, at least one.

    What does not fit any more is joined to the last line, which is cut when it is drawn.
    """
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    found: list[tuple[int, float]] = []
    used = 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
        if found and used + line.height() > room:
            break
        used += line.height()
        found.append((line.textStart(), line.height()))
    layout.endLayout()
    starts = [start for start, _ in found]
    ends = [*starts[1:], len(text)]
    lines = tuple(text[a:b].strip() for a, b in zip(starts, ends, strict=True))
    return Wrapped(font, lines, tuple(height for _, height in found))


def longest_word(text: str, font: QFont) -> int:
    """Width of the widest word, in pixels."""
    measures = QFontMetrics(font)
    return max((measures.horizontalAdvance(word) for word in text.split()), default=0)


def one_line_width(text: str, font: QFont) -> int:
    """Width of the whole text on one line, in pixels."""
    return QFontMetrics(font).horizontalAdvance(text)

"""Drawing for the room on a canvas of 1920 by 1080: sizes that read from the back row.

Every text goes through here, so that none is smaller than `SMALLEST`. What does not fit is set
smaller down to that, and then shortened; it never runs out of its box.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from facilitator.ui.app import theme
from facilitator.ui.widgets import paint

CANVAS = QSize(1920, 1080)
"""Every scene is painted on a canvas of this size and scaled to the screen."""
WIDTH, HEIGHT = CANVAS.width(), CANVAS.height()
BOARD = QRectF(0, 0, WIDTH, HEIGHT)
MARGIN = 96
SMALLEST = 32
"""Pixels of the smallest text on the canvas."""
BODY, TITLE, LARGEST = 44, 84, 420
_WRAP = int(Qt.TextFlag.TextWordWrap)


def font(size: float, *, bold: bool = False, numbers: bool = False) -> QFont:
    """A font of so many canvas pixels, never below `SMALLEST`; `numbers` have equal widths."""
    made = theme.font("body")
    made.setPixelSize(max(SMALLEST, round(size)))
    made.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Normal)
    if numbers:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def width_of(text: str, size: float, *, bold: bool = False, numbers: bool = False) -> float:
    """Width of one line."""
    return QFontMetricsF(font(size, bold=bold, numbers=numbers)).horizontalAdvance(text)


def height_of(text: str, width: float, size: float, *, bold: bool = False) -> float:
    """Height of wrapped text."""
    box = QRectF(0, 0, width, 100_000)
    return QFontMetricsF(font(size, bold=bold)).boundingRect(box, _WRAP, text).height()


def line(
    painter: QPainter, box: QRectF, text: str, size: float, ink: str = "text", *,
    bold: bool = False, numbers: bool = False, align: str = "start",
) -> None:  # fmt: skip
    """One line in the middle of the box's height, set smaller and then shortened to its width.

    `align` is "start" (left; right for a text that reads from the right), "center" or "end".
    """
    wide = width_of(text, size, bold=bold, numbers=numbers)
    if wide > box.width() > 0:
        size = max(SMALLEST, size * box.width() / wide * 0.99)
    chosen = font(size, bold=bold, numbers=numbers)
    shown = QFontMetricsF(chosen).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    _draw(painter, box, shown, chosen, ink, align, int(Qt.TextFlag.TextSingleLine))


def one_size(texts: Iterable[str], width: float, size: float, *, bold: bool = False) -> float:
    """The largest size, up to `size`, at which each of the lines fits; never below `SMALLEST`."""
    widest = max((width_of(text, size, bold=bold) for text in texts), default=0.0)
    return size if widest <= width else max(SMALLEST, size * width / widest * 0.99)


def paragraph(
    painter: QPainter, box: QRectF, text: str, size: float, ink: str = "text", *,
    bold: bool = False, align: str = "start",
) -> float:  # fmt: skip
    """Wrapped text from the top of the box; returns the height that it took.

    It is set smaller until it fits the box, then cut at the last word that fits.
    """
    size = fitting(text, box.width(), box.height(), size, bold=bold)
    shown = _cut(text, box, size, bold=bold)
    _draw(painter, box, shown, font(size, bold=bold), ink, align, _WRAP, at_top=True)
    return min(height_of(shown, box.width(), size, bold=bold), box.height())


def fitting(text: str, width: float, height: float, size: float, *, bold: bool = False) -> float:
    """The largest size, from `size` down to `SMALLEST`, at which the text fits the room."""
    longest = max(text.split(), key=len, default="")
    while size > SMALLEST:
        fits = height_of(text, width, size, bold=bold) <= height
        if fits and width_of(longest, size, bold=bold) <= width:
            break
        size -= 2
    return max(SMALLEST, size)


def _cut(text: str, box: QRectF, size: float, *, bold: bool) -> str:
    if height_of(text, box.width(), size, bold=bold) <= box.height():
        return text
    words = text.split()
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        attempt = " ".join(words[:middle]) + " …"
        if height_of(attempt, box.width(), size, bold=bold) <= box.height():
            low = middle
        else:
            high = middle - 1
    return " ".join(words[:low]) + " …"


def _draw(
    painter: QPainter, box: QRectF, text: str, chosen: QFont, ink: str, align: str, flags: int,
    *, at_top: bool = False,
) -> None:  # fmt: skip
    sides = {"center": Qt.AlignmentFlag.AlignHCenter, "end": Qt.AlignmentFlag.AlignRight}
    side = sides.get(align, Qt.AlignmentFlag.AlignLeading)
    down = Qt.AlignmentFlag.AlignTop if at_top else Qt.AlignmentFlag.AlignVCenter
    painter.setFont(chosen)
    painter.setPen(theme.colour(ink))
    painter.setLayoutDirection(paint.direction_of(text))
    painter.drawText(box, flags | int(side) | int(down), text)
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def ground(painter: QPainter, ink: str = "window") -> None:
    """Fill the whole canvas."""
    painter.fillRect(BOARD, theme.colour(ink))

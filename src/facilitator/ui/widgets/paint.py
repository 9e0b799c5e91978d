"""Drawing that several widgets share: shapes, shadows, text that keeps its direction."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QWidget

from facilitator.ui.app import theme


def smooth(widget: QWidget) -> QPainter:
    """A painter on the widget with smooth edges."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def fill_round(
    painter: QPainter, rect: QRectF, radius: float, fill: QColor | None,
    edge: QColor | None = None, width: float = 1,
) -> None:  # fmt: skip
    """A rounded rectangle whose edge lies inside `rect`, sharp at any pixel ratio."""
    inset = width / 2 if edge is not None else 0
    painter.setPen(QPen(edge, width) if edge is not None else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(fill if fill is not None else QColor(0, 0, 0, 0))
    painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)


def shadow(painter: QPainter, rect: QRectF, radius: float, depth: int) -> None:
    """A soft shadow round `rect`, `depth` pixels wide, as stacked rounded rectangles."""
    base = theme.colour("scrim")
    for step in range(depth, 0, -1):
        strength = (1 - step / (depth + 1)) ** 2
        base.setAlphaF(min(1.0, 0.11 * strength))
        grown = rect.adjusted(-step, -step + depth / 3, step, step + depth / 3)
        fill_round(painter, grown, radius + step, base)


def direction_of(text: str) -> Qt.LayoutDirection:
    """The base direction of the text itself, whatever the window's direction is."""
    for char in text:
        kind = unicodedata.bidirectional(char)
        if kind in {"R", "AL"}:
            return Qt.LayoutDirection.RightToLeft
        if kind == "L":
            break
    return Qt.LayoutDirection.LeftToRight


def draw_text(
    painter: QPainter, rect: QRectF, text: str, *, widget: QWidget,
    align: str = "start", elide: bool = True,
) -> None:  # fmt: skip
    """One line of text at the start, centre or end of `rect` as the window reads.

    The line's own direction is taken from the text, so that "states?" and "09:00-10:30" keep
    their order in a window that reads from right to left.
    """
    mirrored = widget.layoutDirection() == Qt.LayoutDirection.RightToLeft
    at_left = (align == "start") != mirrored
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    if align == "center":
        flags |= Qt.AlignmentFlag.AlignHCenter
    else:
        flags |= Qt.AlignmentFlag.AlignLeft if at_left else Qt.AlignmentFlag.AlignRight
    if elide:
        measures = QFontMetrics(painter.font(), painter.device())
        text = measures.elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()) + 1)
    painter.setLayoutDirection(direction_of(text))
    painter.drawText(rect, int(flags) | int(Qt.TextFlag.TextSingleLine), text)
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def mirrored(widget: QWidget, rect: QRectF) -> QRectF:
    """`rect` as it lies in a window that reads from right to left; unchanged in the other."""
    if widget.layoutDirection() != Qt.LayoutDirection.RightToLeft:
        return rect
    return QRectF(widget.width() - rect.right(), rect.y(), rect.width(), rect.height())


def text_width(text: str, role: str, *, numbers: bool = False) -> int:
    """Width of one line of text in a role, in pixels."""
    return QFontMetrics(theme.font(role, numbers=numbers)).horizontalAdvance(text)


def line_height(text: str, role: str) -> int:
    """Height that this very text needs; Burmese needs almost twice the room of Latin."""
    measures = QFontMetrics(theme.font(role))
    return max(measures.height(), measures.boundingRect(text).height() + 2)

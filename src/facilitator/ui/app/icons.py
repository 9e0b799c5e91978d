"""Icons: Lucide drawings in the colours of the theme, drawn afresh whenever they are shown.

An icon asks the theme for its colour when it is painted, so a change of theme needs no new icon.
"""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from facilitator.support.resources import resource
from facilitator.ui.app import theme

CATEGORY_ICONS = {
    "plenary": "users", "lecture": "book-open", "exercise": "group", "case": "briefcase",
    "negotiate": "handshake", "reflect": "message-square-heart", "break": "coffee",
}  # fmt: skip
"""The icon of each family of agenda items (design tokens)."""


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    drawing = _source(name).replace("currentColor", colour)
    return QSvgRenderer(QByteArray(drawing.encode()))


def paint_icon(painter: QPainter, rect: QRectF, name: str, colour: QColor) -> None:
    """Draw the icon `name` into `rect` (square) in `colour`."""
    _renderer(name, colour.name()).render(painter, rect)


class _Engine(QIconEngine):
    """Draws one icon in a token's colour, grey where it is disabled."""

    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self._name = name
        self._token = token

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, _state: QIcon.State) -> None:
        token = "disabled" if mode == QIcon.Mode.Disabled else self._token
        paint_icon(painter, QRectF(rect), self._name, theme.colour(token))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        twin = _Engine(self._name, self._token)
        _kept.append(twin)
        return twin


_kept: list[QIconEngine] = []
"""Engines whose Python half must live as long as Qt's; clones are rare."""


@lru_cache(maxsize=256)
def icon(name: str, ink: str = "text2") -> QIcon:
    """A QIcon for stock widgets: menus, line edits, table cells, the window itself."""
    engine = _Engine(name, ink)
    _kept.append(engine)
    return QIcon(engine)

"""Surfaces that hold things: cards and titled panels."""

from __future__ import annotations

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.ui.app import theme
from facilitator.ui.app.theme import Themed
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import column, row


class Surface(Themed, QWidget):
    """A white surface with a fine edge and no layout of its own; compiled forms promote to it."""

    corner = "panel"

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        corner = theme.radius(self.corner)
        edge = theme.colour("border")
        paint.fill_round(painter, self.rect().toRectF(), corner, theme.colour("surface"), edge)


class Card(Surface):
    """A surface with a column for its content, `body`."""

    def __init__(self, parent: QWidget | None = None, *, padding: int = 16) -> None:
        super().__init__(parent)
        edges = (padding, padding, padding, padding)
        self.body: QVBoxLayout = column(self, edges, spacing=12)


class Panel(Card):
    """A card with a title line; buttons may be put at its end through `tools`."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = PlainLabel(title, "subtitle")
        self.setAccessibleName(title)
        self.tools: QHBoxLayout = row(spacing=4)
        line = row(spacing=8)
        line.addWidget(self.title, 1)
        line.addLayout(self.tools)
        self.body.addLayout(line)

    def set_title(self, title: str) -> None:
        """Change the title and the accessible name."""
        self.title.setText(title)
        self.setAccessibleName(title)

"""The wall of names: what a projector may show of the groups, and the painter that shows it.

The scene holds nothing but letters, names of groups and tables, and short names of people; the
projector's window and the preview here paint the same scene on a canvas of 1920 by 1080.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.application.rows.groups import GroupingRow
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.app.theme import Themed
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.room_screen import CANVAS

SMALLEST, LARGEST = 20, 44
"""Sizes of a name on the canvas, in its pixels."""


@dataclass(frozen=True, slots=True)
class WallGroup:
    """A group on the wall."""

    letter: str
    name: str
    table: str
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WallScene:
    """All that the projector is given."""

    title: str
    groups: tuple[WallGroup, ...]


def wall_scene(grouping: GroupingRow) -> WallScene:
    """The scene of the home groups: short names only, nothing else about a person."""
    return WallScene(
        tr("Groups"),
        tuple(
            WallGroup(group.letter, group.name, group.table,
                      tuple(person.first_name for person in grouping.members(group.id)))
            for group in grouping.groups if grouping.members(group.id)
        ),
    )  # fmt: skip


def paint_wall(painter: QPainter, scene: WallScene, widget: QWidget) -> None:
    """Paint the scene on a canvas of 1920 by 1080; the text fits itself."""
    painter.fillRect(QRectF(0, 0, CANVAS.width(), CANVAS.height()), theme.colour("window"))
    if not scene.groups:
        return
    across, deep = _shape(len(scene.groups))
    gap, edge = 28.0, 56.0
    width = (CANVAS.width() - 2 * edge - gap * (across - 1)) / across
    height = (CANVAS.height() - 2 * edge - gap * (deep - 1)) / deep
    size = _size(scene, width, height)
    for number, group in enumerate(scene.groups):
        x = edge + (number % across) * (width + gap)
        y = edge + (number // across) * (height + gap)
        _paint_group(painter, group, QRectF(x, y, width, height), size, widget)


def _shape(count: int) -> tuple[int, int]:
    """Columns and rows for so many groups on a wide wall."""
    across = count if count <= 6 else math.ceil(math.sqrt(count * 1.9))
    return across, math.ceil(count / across)


def _size(scene: WallScene, width: float, height: float) -> float:
    """The largest size at which every name fits its column and every group its height."""
    most = max(len(group.people) for group in scene.groups)
    size = min(LARGEST, (height - 40) / (most * 1.45 + 2.9))
    measures = QFontMetrics(_font(100, "body_medium"))
    widest = max((measures.horizontalAdvance(n) for g in scene.groups for n in g.people), default=1)
    return max(SMALLEST * 0.6, min(size, 0.96 * (width - 48) / max(1, widest) * 100))


def _font(size: float, role: str) -> QFont:
    font = theme.font(role)
    font.setPixelSize(max(1, round(size)))
    return font


def _paint_group(
    painter: QPainter, group: WallGroup, box: QRectF, size: float, widget: QWidget
) -> None:
    paint.fill_round(painter, box, 16, theme.colour("surface"), theme.colour("border"), 2)
    head = QRectF(box.x() + 24, box.y() + 16, box.width() - 48, size * 2.1)
    painter.setPen(theme.colour("accent_text"))
    title = f"{group.letter}  {group.name}" if group.name else group.letter
    wide = QFontMetrics(_font(100, "title")).horizontalAdvance(title)
    painter.setFont(_font(min(size * 1.6, 96 * head.width() / max(1, wide)), "title"))
    paint.draw_text(painter, head, title, widget=widget)
    top = head.bottom()
    if group.table:
        painter.setFont(_font(size * 0.62, "body"))
        painter.setPen(theme.colour("text2"))
        paint.draw_text(painter, QRectF(head.x(), top, head.width(), size * 0.8), group.table,
                        widget=widget)  # fmt: skip
    top += size * 0.95
    painter.setFont(_font(size, "body_medium"))
    painter.setPen(theme.colour("text"))
    for number, name in enumerate(group.people):
        line = QRectF(head.x(), top + number * size * 1.45, head.width(), size * 1.45)
        paint.draw_text(painter, line, name, widget=widget)


class WallView(Themed, QWidget):
    """The scene as it will stand on the wall, at any size."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scene = WallScene("", ())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(theme.px(320), theme.px(180))

    def show_scene(self, scene: WallScene) -> None:
        """Show another scene."""
        self.scene = scene
        self.setAccessibleName("; ".join(
            f"{group.letter} {group.name}: {', '.join(group.people)}" for group in scene.groups
        ))  # fmt: skip
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        scale = min(self.width() / CANVAS.width(), self.height() / CANVAS.height())
        left = (self.width() - scale * CANVAS.width()) / 2
        painter.translate(left, 0)
        painter.scale(scale, scale)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setClipRect(QRectF(0, 0, CANVAS.width(), CANVAS.height()))
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        paint_wall(painter, self.scene, self)

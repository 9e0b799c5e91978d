"""Paints a scene of an exercise on the canvas of the room's screen.

It knows scenes alone, and scenes hold nothing confidential.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from facilitator.domain.negotiation.chart import axis, placed
from facilitator.ui.app import theme
from facilitator.ui.projector import canvas
from facilitator.ui.projector.canvas import HEIGHT, MARGIN, SMALLEST, WIDTH
from facilitator.ui.projector.exercise import ChartScene, Scene
from facilitator.ui.projector.scenes import ProjectorScene, SceneName


def exercise_scene(scene: Scene) -> ProjectorScene:
    """The scene as a picture for the room."""
    return ProjectorScene(SceneName.EXERCISE, partial(paint_scene, scene=scene), spoken(scene))


def spoken(scene: Scene) -> str:
    """What a scene shows, in words."""
    parts = [scene.title, scene.heading, scene.clock, *scene.lines]
    parts += [", ".join(line) for line in scene.grid]
    if scene.chart is not None:
        parts += [
            f"{letter}: {', '.join(map(str, values))}" for letter, values in scene.chart.tables
        ]
    return "\n".join(part for part in parts if part)


def paint_scene(painter: QPainter, scene: Scene) -> None:
    """Paint a scene on the canvas of `painter`."""
    canvas.ground(painter, "surface")
    canvas.paragraph(
        painter, QRectF(MARGIN, 52, WIDTH - 2 * MARGIN, 52), scene.title, 38, "text2", bold=True
    )
    canvas.paragraph(
        painter, QRectF(MARGIN, 100, WIDTH - 2 * MARGIN, 110), scene.heading, 76, "text", bold=True
    )
    top = 236.0
    if scene.clock:
        ink = "danger" if scene.is_over else "text"
        box = QRectF(MARGIN, top, WIDTH - 2 * MARGIN, 300)
        canvas.line(painter, box, scene.clock, 250, ink, bold=True, numbers=True, align="center")
        top += 330
    for line in scene.lines:
        size = 40 if scene.chart is not None or scene.grid else 52
        top += (
            canvas.paragraph(
                painter, QRectF(MARGIN, top, WIDTH - 2 * MARGIN, 400), line, size, "text"
            )
            + 18
        )
    if scene.grid:
        _grid(painter, scene.grid, QRectF(MARGIN, top, WIDTH - 2 * MARGIN, HEIGHT - 60 - top))
    if scene.chart is not None:
        top += 26
        room = QRectF(MARGIN, top, WIDTH - 2 * MARGIN, HEIGHT - 40 - top)
        if scene.chart.is_scatter:
            _scatter(painter, scene.chart, room)
        else:
            _bars(painter, scene.chart, room)


_GRID_SIZES = (36.0, 34.0, SMALLEST)
_GAP = 18.0
"""Room in a cell beside and below its words."""


def _grid(painter: QPainter, grid: tuple[tuple[str, ...], ...], room: QRectF) -> None:
    """The whole grid in one size, each line as high as its longest cell needs."""
    columns = max(map(len, grid))
    first = room.width() * (0.22 if columns > 2 else 0.32)
    others = (room.width() - first) / max(1, columns - 1)
    for size in _GRID_SIZES:
        heights = [_line_height(line, first, others, size, number == 0)
                   for number, line in enumerate(grid)]  # fmt: skip
        if sum(heights) <= room.height():
            break
    else:  # more than the screen holds: every line gives way alike, and says that it does
        heights = [high * room.height() / sum(heights) for high in heights]
    spare = min(26.0, (room.height() - sum(heights)) / len(grid))
    y = room.top()
    for number, (line, high) in enumerate(zip(grid, heights, strict=True)):
        x = room.left()
        for place, text in enumerate(line):
            wide = first if place == 0 else others
            box = QRectF(x, y + 6 + spare / 2, wide - _GAP, high - 12)
            canvas.paragraph(painter, box, text, size, "text2" if number == 0 else "text",
                             bold=number == 0 or place == 0)  # fmt: skip
            x += wide
        y += high + spare
        painter.setPen(QPen(theme.colour("border"), 2))
        painter.drawLine(QPointF(room.left(), y), QPointF(room.right(), y))


def _line_height(
    line: tuple[str, ...],
    first: float,
    others: float,
    size: float,
    head: bool,  # noqa: FBT001
) -> float:
    """Height of a line of the grid; more than any screen where a word is wider than its cell."""
    highest = 0.0
    for place, text in enumerate(line):
        width, bold = (first if place == 0 else others) - _GAP, head or place == 0
        longest = max(text.split(), key=len, default="")
        if size > SMALLEST and canvas.width_of(longest, size, bold=bold) > width:
            return float(HEIGHT)
        highest = max(highest, canvas.height_of(text, width, size, bold=bold))
    return highest + _GAP


# Charts ----------------------------------------------------------------------------------------


def _scatter(painter: QPainter, chart: ChartScene, room: QRectF) -> None:
    values = [*chart.reach, *(v for _, v in chart.tables)]
    across, up = axis([v[0] for v in values]), axis([v[1] for v in values])
    plot = room.adjusted(96, 8, -24, -96)

    def spot(point: tuple[int, ...]) -> QPointF:
        return QPointF(plot.left() + across.share(point[0]) * plot.width(),
                       plot.bottom() - up.share(point[1]) * plot.height())  # fmt: skip

    painter.setFont(canvas.font(SMALLEST))
    for tick in across.ticks:
        x = plot.left() + across.share(tick) * plot.width()
        painter.setPen(QPen(theme.colour("border"), 1.5))
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
        painter.setPen(theme.colour("text2"))
        painter.drawText(QRectF(x - 60, plot.bottom() + 4, 120, 38), _CENTRE, str(tick))
    for tick in up.ticks:
        y = plot.bottom() - up.share(tick) * plot.height()
        painter.setPen(QPen(theme.colour("border"), 1.5))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        painter.setPen(theme.colour("text2"))
        painter.drawText(QRectF(plot.left() - 96, y - 20, 84, 40), _RIGHT, str(tick))
    _axis_names(painter, chart, plot)
    ink = theme.colour("text")
    if chart.batna:
        painter.setPen(QPen(ink, 4, Qt.PenStyle.DashLine))
        at = spot(chart.batna)
        painter.drawLine(QPointF(at.x(), plot.top()), QPointF(at.x(), plot.bottom()))
        painter.drawLine(QPointF(plot.left(), at.y()), QPointF(plot.right(), at.y()))
    painter.setPen(QPen(theme.colour("border_strong"), 4))
    spots = [(spot(point), inside) for point, inside in chart.frontier]
    for (one, _), (other, _) in zip(spots, spots[1:], strict=False):  # noqa: RUF007 - Qt points
        painter.drawLine(one, other)
    painter.setPen(QPen(ink, 3))
    for at, inside in spots:
        painter.setBrush(ink if inside else theme.colour("surface"))
        painter.drawRect(QRectF(at.x() - 9, at.y() - 9, 18, 18))
    if chart.nash is not None:
        _diamond(painter, spot(chart.nash), ink)
    _letters(painter, [(letter, spot(point)) for letter, point in chart.tables])


_CENTRE = int(Qt.AlignmentFlag.AlignHCenter) | int(Qt.AlignmentFlag.AlignTop)
_RIGHT = int(Qt.AlignmentFlag.AlignRight) | int(Qt.AlignmentFlag.AlignVCenter)


def _axis_names(painter: QPainter, chart: ChartScene, plot: QRectF) -> None:
    painter.setFont(canvas.font(SMALLEST, bold=True))
    painter.setPen(theme.colour("text"))
    below = QRectF(plot.left(), plot.bottom() + 44, plot.width(), 46)
    painter.drawText(below, _CENTRE, chart.roles[0])
    painter.save()
    painter.translate(plot.left() - 96, plot.center().y())
    painter.rotate(-90)
    painter.drawText(QRectF(-plot.height() / 2, -42, plot.height(), 46), _CENTRE, chart.roles[1])
    painter.restore()


def _diamond(painter: QPainter, at: QPointF, ink: QColor) -> None:
    painter.setPen(QPen(ink, 5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    side = 24
    painter.drawPolygon([at + QPointF(0, -side), at + QPointF(side, 0), at + QPointF(0, side),
                         at + QPointF(-side, 0)])  # fmt: skip


def _letters(painter: QPainter, tables: list[tuple[str, QPointF]]) -> None:
    for letter in placed([(text, at.x(), at.y()) for text, at in tables], 58):
        painter.setPen(QPen(theme.colour("text"), 3))
        painter.setBrush(theme.colour("text"))
        if letter.is_moved:
            painter.drawLine(QPointF(letter.x, letter.y), QPointF(letter.at_x, letter.at_y))
            painter.drawEllipse(QPointF(letter.x, letter.y), 6, 6)
        _circled(painter, QPointF(letter.at_x, letter.at_y), letter.text)


def _circled(painter: QPainter, at: QPointF, text: str) -> None:
    painter.setPen(QPen(theme.colour("text"), 4))
    painter.setBrush(theme.colour("surface"))
    painter.drawEllipse(at, 26, 26)
    painter.setFont(canvas.font(SMALLEST, bold=True))
    box = QRectF(at.x() - 26, at.y() - 26, 52, 52)
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)


def _bars(painter: QPainter, chart: ChartScene, room: QRectF) -> None:
    """Roles downwards, a column of bars for each table."""
    if not chart.tables:
        return
    scale = axis([value for _, values in (*chart.tables, ("", chart.reach[0])) for value in values])
    names = room.width() * 0.25
    wide = (room.width() - names) / len(chart.tables)
    high = min(96.0, (room.height() - 70) / len(chart.roles))
    for column, (letter, values) in enumerate(chart.tables):
        left = room.left() + names + column * wide
        _circled(painter, QPointF(left + wide * 0.29, room.top() + 30), letter)
        for number, value in enumerate(values):
            y = room.top() + 70 + number * high
            _bar(painter, chart, QRectF(left, y + high * 0.18, wide * 0.58, high * 0.5), value, number,
                 scale.share)  # fmt: skip
    painter.setPen(theme.colour("text"))
    for number, name in enumerate(chart.roles):
        y = room.top() + 70 + number * high
        box = QRectF(room.left(), y, names - 20, high - 2)
        canvas.paragraph(painter, box, name, SMALLEST, "text")


def _bar(
    painter: QPainter, chart: ChartScene, box: QRectF, value: int, role: int,
    place: Callable[[float], float],
) -> None:  # fmt: skip
    zero, end = (box.left() + place(v) * box.width() for v in (0, value))
    painter.fillRect(box, theme.colour("sunken"))
    painter.setPen(QPen(theme.colour("text"), 2.5))
    painter.setBrush(theme.colour("border_strong"))
    painter.drawRect(QRectF(min(zero, end), box.top(), abs(end - zero), box.height()))
    shown = str(value)
    if chart.batna:
        mark = box.left() + place(chart.batna[role]) * box.width()
        painter.setPen(QPen(theme.colour("text"), 6))
        painter.drawLine(QPointF(mark, box.top() - 8), QPointF(mark, box.bottom() + 8))
        shown += " ▼" if value < chart.batna[role] else ""
    canvas.paragraph(painter, QRectF(box.right() + 8, box.top() - 2, 110, box.height() + 20), shown,
          SMALLEST, "text", bold=True)  # fmt: skip

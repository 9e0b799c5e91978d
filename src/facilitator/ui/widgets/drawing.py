"""Shows a drawing of plain shapes (`reports/drawing`) in the window's own colours."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.reports.drawing import LEADING, Drawing, Oval, Rect, Shape, Stroke, Words
from facilitator.reports.text import Align
from facilitator.ui.app import theme
from facilitator.ui.app.theme import Themed
from facilitator.ui.widgets import paint


def paint_drawing(painter: QPainter, drawing: Drawing) -> None:
    """Draw all shapes, a unit of the drawing being a unit of the painter."""
    paint_shapes(painter, drawing.shapes)


def paint_shapes(painter: QPainter, shapes: tuple[Shape, ...] | list[Shape] | list[Stroke]) -> None:
    """Draw shapes in their order."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for shape in shapes:
        if isinstance(shape, Words):
            _words(painter, shape)
        elif isinstance(shape, Stroke):
            paint_stroke(painter, shape)
        else:
            _filled(painter, shape)


def ink(token: str) -> QColor:
    """The colour of a token or of a family's part, such as "exercise.bar"."""
    family, dot, part = token.partition(".")
    return theme.category_colour(family, part) if dot else theme.colour(token)


def _pen(token: str, width: float, *, dashed: bool = False) -> QPen:
    if not token:
        return QPen(Qt.PenStyle.NoPen)
    pen = QPen(ink(token), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashed:
        pen.setDashPattern([4, 3])
    return pen


def paint_stroke(painter: QPainter, shape: Stroke) -> None:
    """Draw one line or curve."""
    painter.setPen(_pen(shape.ink, shape.line, dashed=shape.dashed))
    points = [QPointF(x, y) for x, y in shape.points]
    if shape.fill:
        painter.setBrush(ink(shape.fill))
        painter.drawPolygon(QPolygonF(points))
        return
    painter.setBrush(Qt.BrushStyle.NoBrush)
    path = QPainterPath(points[0])
    if shape.curved:
        path.cubicTo(*points[1:4])
    else:
        for point in points[1:]:
            path.lineTo(point)
    painter.drawPath(path)


def _filled(painter: QPainter, shape: Rect | Oval) -> None:
    dashed = isinstance(shape, Rect) and shape.dashed
    edge = shape.edge or ("border_strong" if theme.outlined() and shape.fill else "")
    painter.setPen(_pen(edge, shape.line, dashed=dashed))
    painter.setBrush(ink(shape.fill) if shape.fill else Qt.BrushStyle.NoBrush)
    box = QRectF(shape.x, shape.y, shape.w, shape.h)
    if isinstance(shape, Rect):
        painter.drawRoundedRect(box, shape.radius, shape.radius)
    elif shape.half:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink(shape.fill))
        painter.drawChord(box, 180 * 16, 180 * 16)
    else:
        painter.drawEllipse(box)


def _words(painter: QPainter, shape: Words) -> None:
    made = theme.font("body")
    made.setPixelSize(100)  # set large and scaled down: widths are then those of the paper
    made.setWeight(QFont.Weight.DemiBold if shape.bold else QFont.Weight.Normal)
    painter.save()
    painter.setFont(made)
    painter.setPen(ink(shape.ink))
    scale = shape.size / 100
    painter.translate(shape.x, shape.y)
    painter.scale(scale, scale)
    side = {Align.LEFT: Qt.AlignmentFlag.AlignLeft, Align.CENTRE: Qt.AlignmentFlag.AlignHCenter,
            Align.RIGHT: Qt.AlignmentFlag.AlignRight}[shape.align]  # fmt: skip
    flags = int(side) | int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.AlignmentFlag.AlignAbsolute)
    step = 100 * LEADING
    for number, line in enumerate(shape.lines):
        painter.setLayoutDirection(paint.direction_of(line))
        room = QRectF(0, number * step, shape.w / scale, step)
        painter.drawText(room, flags | int(Qt.TextFlag.TextDontClip), line)
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    painter.restore()


class DrawingView(Themed, QWidget):
    """A drawing as wide as its room, never larger than twice its size."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drawing: Drawing | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_drawing(self, drawing: Drawing | None) -> None:
        """Show another drawing."""
        self.drawing = drawing
        self.setAccessibleName(drawing.title if drawing else "")
        self.setAccessibleDescription(drawing.words if drawing else "")
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self.drawing is None:
            return theme.px(40)
        return int(self.drawing.height * self._scale(width)) + 2

    def sizeHint(self) -> QSize:
        return QSize(theme.px(600), self.heightForWidth(theme.px(600)))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(200), theme.px(60))

    def _scale(self, width: int) -> float:
        assert self.drawing is not None  # noqa: S101 - only called with a drawing
        return min(width / self.drawing.width, 1.7 * theme.current().scale / 100)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.drawing is None:
            return
        painter = paint.smooth(self)
        scale = self._scale(self.width())
        painter.translate((self.width() - self.drawing.width * scale) / 2, 0)
        painter.scale(scale, scale)
        paint_drawing(painter, self.drawing)

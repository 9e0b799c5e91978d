"""A drawing as plain shapes, made once and shown by the window, a PDF, an SVG or a picture file.

Units are points; y grows downwards. Colours are names of the theme ("accent", "exercise.bar").
Text is set in lines beforehand, with the shipped fonts, so that it breaks alike everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from facilitator.domain.agenda import Category
from facilitator.reports import palette, tags, text
from facilitator.reports.fonts import Face, Weight
from facilitator.reports.text import Align, Style

LEADING = 1.36
"""Height of a line of text in parts of its size."""
FACES = {False: Face(), True: Face(weight=Weight.SEMIBOLD)}


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle with round corners; `edge` or `fill` may be ''."""

    x: float
    y: float
    w: float
    h: float
    fill: str = ""
    edge: str = ""
    radius: float = 4.0
    line: float = 0.8
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Oval:
    """An ellipse in its box."""

    x: float
    y: float
    w: float
    h: float
    fill: str = ""
    edge: str = ""
    line: float = 0.8
    half: bool = False
    """Whether only its lower half is filled (an external party)."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points; `curved` takes four points as a Bezier curve."""

    points: tuple[tuple[float, float], ...]
    ink: str = "border_strong"
    line: float = 1.0
    dashed: bool = False
    curved: bool = False
    fill: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Lines of text set already; `y` is the top of the first line."""

    x: float
    y: float
    w: float
    lines: tuple[str, ...]
    size: float = 9.0
    bold: bool = False
    ink: str = "text"
    align: Align = Align.LEFT

    @property
    def height(self) -> float:
        """Height of all lines."""
        return len(self.lines) * self.size * LEADING


Shape = Rect | Oval | Stroke | Words


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes in the order in which they are drawn, and what they show in words."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    title: str
    words: str = ""
    """What somebody who does not see the picture is told."""


@dataclass(slots=True)
class Sketch:
    """Collects shapes; `drawing` moves them into a frame of their own size."""

    shapes: list[Shape] = field(default_factory=list)

    def add(self, *shapes: Shape) -> None:
        """Draw shapes on top."""
        self.shapes += shapes

    def words(
        self, x: float, y: float, w: float, said: str, *, size: float = 9.0, bold: bool = False,
        ink: str = "text", align: Align = Align.LEFT,
    ) -> float:  # fmt: skip
        """Set a text from `y` downwards in a column; returns its height."""
        made = Words(x, y, w, lines_of(said, w, size, bold=bold), size, bold, ink, align)
        self.shapes.append(made)
        return made.height

    def drawing(self, title: str, words: str = "", margin: float = 8.0) -> Drawing:
        """The finished drawing."""
        if not self.shapes:
            return Drawing(200, 100, (), title, words)
        boxes = [bounds(shape) for shape in self.shapes]
        left, top = min(b[0] for b in boxes) - margin, min(b[1] for b in boxes) - margin
        right, bottom = max(b[2] for b in boxes) + margin, max(b[3] for b in boxes) + margin
        moved = tuple(shifted(shape, -left, -top) for shape in self.shapes)
        return Drawing(right - left, bottom - top, moved, title, words)


def lines_of(said: str, width: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """The text in lines of at most `width` points."""
    style = Style(size, size * LEADING, FACES[bold])
    return tuple("".join(span.text for span in line.spans)
                 for line in text.wrap_text(said, style, width))  # fmt: skip


def height_of(said: str, width: float, size: float, *, bold: bool = False) -> float:
    """Height of a text that is set in a column."""
    return len(lines_of(said, width, size, bold=bold)) * size * LEADING


def bounds(shape: Shape) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a shape."""
    if isinstance(shape, Stroke):
        xs, ys = zip(*shape.points, strict=True)
        return min(xs), min(ys), max(xs), max(ys)
    height = shape.height if isinstance(shape, Words) else shape.h
    return shape.x, shape.y, shape.x + shape.w, shape.y + height


def shifted(shape: Shape, dx: float, dy: float) -> Shape:
    """The shape somewhere else."""
    if isinstance(shape, Stroke):
        return replace(shape, points=tuple((x + dx, y + dy) for x, y in shape.points))
    return replace(shape, x=shape.x + dx, y=shape.y + dy)


def arrow(
    points: Sequence[tuple[float, float]], ink: str, line: float = 1.0, size: float = 6.0
) -> Stroke:
    """The head of an arrow at the end of a line."""
    (x0, y0), (x1, y1) = points[-2:]
    length = max(0.01, ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5)
    ux, uy = (x1 - x0) / length, (y1 - y0) / length
    size += line
    left = (x1 - size * ux - size * 0.5 * uy, y1 - size * uy + size * 0.5 * ux)
    right = (x1 - size * ux + size * 0.5 * uy, y1 - size * uy - size * 0.5 * ux)
    return Stroke(((x1, y1), left, right, (x1, y1)), ink, 0.1, fill=ink)


def ink_of(token: str) -> Color:
    """The printed colour of a token or of a family's part, such as "exercise.bar"."""
    family, dot, part = token.partition(".")
    if dot:
        colour: Color = getattr(palette.of_category(Category(family)), part)
        return colour
    return palette.colour(token)


# PDF --------------------------------------------------------------------------------------------------


def draw_on(canvas: Canvas, drawing: Drawing, x: float, top: float, scale: float) -> None:
    """Draw into a PDF: the upper left corner at (x, top), y of the page growing upwards."""
    for shape in drawing.shapes:
        canvas.saveState()
        if isinstance(shape, Words):
            with tags.text(canvas):
                _pdf_words(canvas, shape, x, top, scale)
        else:
            _pdf_shape(canvas, shape, x, top, scale)
        canvas.restoreState()


def _pdf_words(canvas: Canvas, shape: Words, x: float, top: float, scale: float) -> None:
    size = shape.size * scale
    style = Style(size, size * LEADING, FACES[shape.bold], ink_of(shape.ink), shape.align)
    at = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}[shape.align]
    for number, line in enumerate(shape.lines):
        base = shape.y + (number + 0.5) * shape.size * LEADING + 0.35 * shape.size
        text.draw_line(
            canvas, x + (shape.x + at * shape.w) * scale, top - base * scale, line, style
        )


def _pdf_shape(
    canvas: Canvas, shape: Rect | Oval | Stroke, x: float, top: float, scale: float
) -> None:
    edge = shape.ink if isinstance(shape, Stroke) else shape.edge
    if shape.fill:
        canvas.setFillColor(ink_of(shape.fill))
    if edge:
        canvas.setStrokeColor(ink_of(edge))
        canvas.setLineWidth(shape.line * scale)
    if not isinstance(shape, Oval) and shape.dashed:
        canvas.setDash(4 * scale, 3 * scale)
    paint = {"stroke": int(bool(edge)), "fill": int(bool(shape.fill))}
    if isinstance(shape, Stroke):
        path = canvas.beginPath()
        points = [(x + px * scale, top - py * scale) for px, py in shape.points]
        path.moveTo(*points[0])
        if shape.curved:
            path.curveTo(*(value for point in points[1:4] for value in point))
        else:
            for point in points[1:]:
                path.lineTo(*point)
        canvas.drawPath(path, **paint)
        return
    left, bottom = x + shape.x * scale, top - (shape.y + shape.h) * scale
    width, height = shape.w * scale, shape.h * scale
    if isinstance(shape, Rect):
        canvas.roundRect(
            left, bottom, width, height, min(shape.radius * scale, height / 2), **paint
        )
    elif shape.half:
        canvas.ellipse(left, bottom, left + width, bottom + height, stroke=paint["stroke"], fill=0)
        path = canvas.beginPath()
        path.arc(left, bottom, left + width, bottom + height, 180, 180)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)
    else:
        canvas.ellipse(left, bottom, left + width, bottom + height, **paint)


# SVG --------------------------------------------------------------------------------------------------


def svg(drawing: Drawing) -> str:
    """The drawing as an SVG file's text; people's text is escaped."""
    inner = "\n".join(line for shape in drawing.shapes for line in _svg_shape(shape))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(drawing.width)} '
        f'{_n(drawing.height)}" width="{_n(drawing.width)}" height="{_n(drawing.height)}" '
        "role=\"img\" font-family=\"Inter, 'Noto Sans', 'Segoe UI', sans-serif\">\n"
        f"<title>{_said(drawing.title)}</title>\n<desc>{_said(drawing.words)}</desc>\n"
        f'<rect width="100%" height="100%" fill="#FFFFFF"/>\n{inner}\n</svg>\n'
    )


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _said(value: str) -> str:
    return escape(text.printable(value))


def _hex(token: str) -> str:
    return f"#{ink_of(token).hexval()[2:]}" if token else "none"


def _svg_shape(shape: Shape) -> Iterable[str]:
    if isinstance(shape, Words):
        yield from _svg_words(shape)
        return
    edge = shape.ink if isinstance(shape, Stroke) else shape.edge
    look = f'fill="{_hex(shape.fill)}" stroke="{_hex(edge)}" stroke-width="{_n(shape.line)}"'
    if not isinstance(shape, Oval) and shape.dashed:
        look += ' stroke-dasharray="4 3"'
    if isinstance(shape, Rect):
        yield (f'<rect x="{_n(shape.x)}" y="{_n(shape.y)}" width="{_n(shape.w)}" '
               f'height="{_n(shape.h)}" rx="{_n(min(shape.radius, shape.h / 2))}" {look}/>')  # fmt: skip
    elif isinstance(shape, Oval):
        cx, cy, rx, ry = shape.x + shape.w / 2, shape.y + shape.h / 2, shape.w / 2, shape.h / 2
        whole = (
            look if not shape.half else look.replace(f'fill="{_hex(shape.fill)}"', 'fill="none"')
        )
        yield f'<ellipse cx="{_n(cx)}" cy="{_n(cy)}" rx="{_n(rx)}" ry="{_n(ry)}" {whole}/>'
        if shape.half:
            yield (f'<path d="M{_n(shape.x)} {_n(cy)} A{_n(rx)} {_n(ry)} 0 0 0 '
                   f'{_n(shape.x + shape.w)} {_n(cy)} Z" fill="{_hex(shape.fill)}"/>')  # fmt: skip
    else:
        first, *rest = [f"{_n(px)} {_n(py)}" for px, py in shape.points]
        command = f"C{', '.join(rest)}" if shape.curved else "L" + " L".join(rest)
        yield f'<path d="M{first} {command}" {look}/>'


def _svg_words(shape: Words) -> Iterable[str]:
    anchor = {Align.LEFT: "start", Align.CENTRE: "middle", Align.RIGHT: "end"}[shape.align]
    at = shape.x + {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}[shape.align] * shape.w
    weight = ' font-weight="600"' if shape.bold else ""
    for number, line in enumerate(shape.lines):
        y = shape.y + (number + 0.5) * shape.size * LEADING + 0.35 * shape.size
        yield (
            f'<text x="{_n(at)}" y="{_n(y)}" font-size={quoteattr(_n(shape.size))} '
            f'text-anchor="{anchor}" fill="{_hex(shape.ink)}"{weight}>{_said(line)}</text>'
        )


# Pictures ---------------------------------------------------------------------------------------------


def write_png(pdf_page: Path, target: Path, pixels: int = 3200) -> None:
    """Write a page of a PDF as a picture of at most `pixels` on its longer side."""
    import io

    import pypdfium2

    from facilitator.support.files import write_atomically
    from facilitator.support.pdfium import PDFIUM

    stream = io.BytesIO()
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf_page)
        try:
            page = document[0]
            bitmap = page.render(scale=pixels / max(page.get_size()))
            bitmap.to_pil().save(stream, "PNG", optimize=False)
            bitmap.close()
            page.close()
        finally:
            document.close()
    with write_atomically(target) as out:
        out.write(stream.getvalue())

"""Tables over many pages, drawn as texts in columns: the head again on each page, long rows cut in two.

Also holds what is filled in by hand: lines to write on and boxes to tick. Knows nothing of agendas.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from facilitator.reports import tags
from facilitator.reports.palette import colour
from facilitator.reports.sheets import STRONG, hairline
from facilitator.reports.text import Line, Style, draw_lines, wrap_text

PADDING = 4.0
"""Points above and below the texts of a row."""
GAP = 8.0
"""Points between a column's text and the next column."""
_BOX = 6.0


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head and its width in points."""

    title: str
    width: float


@dataclass(frozen=True, slots=True)
class Part:
    """A text of a cell: `ticks` boxes stand before it, `write` puts a line to write on below it."""

    text: str
    style: Style
    ticks: int = 0
    write: bool = False


@dataclass(frozen=True, slots=True)
class _Set:
    """One line of a cell, set."""

    style: Style
    line: Line | None
    height: float
    indent: float = 0.0
    ticks: int = 0
    write: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells; `ground` and `bar` are its colours, `least` its least height in points."""

    cells: tuple[tuple[_Set, ...], ...]
    ground: Color | None = None
    bar: Color | None = None
    least: float = 0.0
    goes_on: bool = field(default=False)

    @property
    def height(self) -> float:
        """Height in points."""
        tallest = max((sum(part.height for part in cell) for cell in self.cells), default=0.0)
        return max(tallest + 2 * PADDING, self.least)


def set_row(
    columns: Sequence[Column], cells: Sequence[Sequence[Part]], *, ground: Color | None = None,
    bar: Color | None = None, least: float = 0.0,
) -> Row:  # fmt: skip
    """A row with its texts broken into the widths of the columns."""
    ready = tuple(
        tuple(piece for part in cell for piece in _set(part, column.width - GAP))
        for column, cell in zip(columns, cells, strict=True)
    )
    return Row(ready, ground, bar, least)


def _set(part: Part, room: float) -> list[_Set]:
    indent = part.ticks * (_BOX + 1.5) + 3 if part.ticks else 0.0
    lines = wrap_text(part.text, part.style, room - indent) if part.text else []
    pieces = [
        _Set(part.style, line, line.above + line.below, indent, 0 if number else part.ticks)
        for number, line in enumerate(lines)
    ]
    if part.write:
        pieces.append(_Set(part.style, None, 13.0, write=True))
    return pieces


def in_pages(rows: Sequence[Row], rooms: Sequence[float]) -> list[list[Row]]:
    """The rows page by page; `rooms` are the heights of the pages, the last one for all that follow.

    A row stays whole where it can; one that is higher than half a page may be cut in two.
    """
    pages: list[list[Row]] = [[]]
    waiting = list(rows)
    while waiting:
        row = waiting.pop(0)
        room = rooms[min(len(pages), len(rooms)) - 1]
        left = room - sum(above.height for above in pages[-1])
        if row.height <= left:
            pages[-1].append(row)
        elif row.height <= rooms[-1] / 2 or left < rooms[-1] / 4:
            if not pages[-1]:  # not even an empty page is high enough
                first, rest = _cut(row, room)
                pages[-1].append(first)
                waiting[:0] = [rest] if rest else []
            else:
                pages.append([])
                waiting.insert(0, row)
        else:
            first, rest = _cut(row, left)
            pages[-1].append(first)
            waiting[:0] = [rest] if rest else []
    return pages


def _cut(row: Row, room: float) -> tuple[Row, Row | None]:
    """What fits `room`, at least a line a cell, and what is left."""
    heads, tails = [], []
    for cell in row.cells:
        used, count = 2 * PADDING, 0
        for piece in cell:
            used += piece.height
            if used > room and count:
                break
            count += 1
        heads.append(cell[:count])
        tails.append(cell[count:])
    first = replace(row, cells=tuple(heads), least=0.0, goes_on=any(tails))
    rest = replace(row, cells=tuple(tails), least=0.0) if any(tails) else None
    return first, rest


def draw_table(
    canvas: Canvas, x: float, top: float, columns: Sequence[Column], rows: Sequence[Row]
) -> float:
    """Draw head and rows downwards from `top`; returns where they end."""
    width = sum(column.width for column in columns)
    with tags.node(canvas, "Table"):
        y = top - draw_titles(canvas, x, top, columns)
        for row in rows:
            _draw_ground(canvas, x, y, width, row)
            with tags.node(canvas, "TR"):
                _draw_cells(canvas, x, y - PADDING, columns, row)
            y -= row.height
            hairline(canvas, x, y, width)
    return y


def _draw_ground(canvas: Canvas, x: float, y: float, width: float, row: Row) -> None:
    if row.ground is not None:
        canvas.setFillColor(row.ground)
        canvas.rect(x, y - row.height, width, row.height, stroke=0, fill=1)
    if row.bar is not None:
        canvas.setFillColor(row.bar)
        canvas.rect(x, y - row.height + 0.6, 2.6, row.height - 1.2, stroke=0, fill=1)


def titles_height(columns: Sequence[Column]) -> float:
    """Points that the heads of the columns take."""
    return max(_title_height(column) for column in columns) + 6


def _title_style() -> Style:
    return Style(6.6, 8.2, STRONG, colour("text2"))


def _title_height(column: Column) -> float:
    lines = wrap_text(column.title, _title_style(), column.width - GAP)
    return sum(line.above + line.below for line in lines)


def draw_titles(canvas: Canvas, x: float, top: float, columns: Sequence[Column]) -> float:
    """Draw the heads with a strong line below; returns the height in points."""
    height, left = titles_height(columns), x
    with tags.node(canvas, "TR"):
        for column in columns:
            room = column.width - GAP
            lines = wrap_text(column.title, _title_style(), room)
            with tags.node(canvas, "TH", tags.COLUMN), tags.text(canvas):
                draw_lines(canvas, left + GAP / 2 + 1, top - 2, lines, _title_style(), room)
            left += column.width
    hairline(canvas, x, top - height, left - x, strong=True)
    return height


def _draw_cells(canvas: Canvas, x: float, top: float, columns: Sequence[Column], row: Row) -> None:
    for column, cell in zip(columns, row.cells, strict=True):
        left, room = x + GAP / 2 + 1, column.width - GAP
        with tags.node(canvas, "TD"):
            _draw_texts(canvas, left, top, room, cell)
        _draw_marks(canvas, left, top, room, cell)
        x += column.width


def _draw_texts(canvas: Canvas, x: float, top: float, room: float, cell: Sequence[_Set]) -> None:
    """The words of a cell, one text for who has them read aloud."""
    if not any(piece.line is not None for piece in cell):
        return
    with tags.text(canvas):
        for piece in cell:
            if piece.line is not None:
                draw_lines(canvas, x + piece.indent, top, [piece.line], piece.style,
                           room - piece.indent)  # fmt: skip
            top -= piece.height


def _draw_marks(canvas: Canvas, x: float, top: float, room: float, cell: Sequence[_Set]) -> None:
    """Boxes to tick and lines to write on."""
    for piece in cell:
        if piece.write:
            hairline(canvas, x, top - piece.height + 2, room - 2, strong=True)
        elif piece.line is not None:
            canvas.setStrokeColor(colour("border_strong"))
            canvas.setLineWidth(0.7)
            for number in range(piece.ticks):
                left = x + number * (_BOX + 1.5)
                canvas.rect(left, top - piece.line.above - 0.6, _BOX, _BOX, stroke=1, fill=0)
        top -= piece.height

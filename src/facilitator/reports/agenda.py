"""The agenda on paper: the week as a true time grid, then a sheet for each day.

Shows what every reader may see; the facilitator's private notes are never read here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from facilitator.application.jobs import Job
from facilitator.application.rows.agenda import AgendaItemRow, AgendaRow, DayRow
from facilitator.application.rows.programme import ProgrammeRow
from facilitator.domain.agenda import Category, Lane, clock, lanes
from facilitator.domain.programme import OrganisationRole
from facilitator.reports import pdf, tags
from facilitator.reports.agenda_public import for_participants
from facilitator.reports.fonts import Face, Family, Weight
from facilitator.reports.labels import label
from facilitator.reports.palette import colour, of_category
from facilitator.reports.text import (
    Align,
    Line,
    Span,
    Style,
    break_lines,
    draw_line,
    draw_lines,
    fit_text,
    printable,
    wrap_text,
)  # fmt: skip
from facilitator.reports.words import capitalised, date_range, date_text, listed, weekday
from facilitator.support.i18n import tr

DAYS_A_PAGE = 7
MARGIN = 30.0
_SMALLEST = 4.6
AXIS = 32.0
"""Width in points of the column of hours."""
_STRONG = Face(weight=Weight.SEMIBOLD)
_MEDIUM = Face(weight=Weight.MEDIUM)
_PLAIN = Face()
_SERIF = Face(Family.SERIF, Weight.BOLD)

Page = tuple[tuple[float, float], Callable[[Canvas], None]]


def write_agenda(
    agenda: AgendaRow, programme: ProgrammeRow, path: Path, job: Job | None = None
) -> None:
    """Write the week's grid and the day sheets into one PDF.

    Raises EnvironmentProblem when the file cannot be written; nothing is left then, nor when the
    job is cancelled.
    """
    agenda = for_participants(agenda, programme)
    organisers = listed(programme.named(OrganisationRole.ORGANISER))
    about = pdf.About(tr("Agenda: {title}", title=programme.title),
                      organisers or programme.title, programme.title)  # fmt: skip
    pages = _week_pages(agenda, programme)
    for day in agenda.days:
        pages += _day_pages(day, agenda.items_of(day.id), programme)
    with pdf.document(path, pdf.LANDSCAPE, about) as canvas:
        for number, (size, draw) in enumerate(pages, 1):
            canvas.setPageSize(size)
            with tags.node(canvas, "Sect"):
                draw(canvas)
            with tags.decoration(canvas):
                _draw_foot(canvas, size[0], number, len(pages), programme)
            canvas.showPage()
            pdf.advance(job, number, len(pages))


def _draw_foot(
    canvas: Canvas, width: float, number: int, total: int, programme: ProgrammeRow
) -> None:
    small = Style(size=6.8, face=_PLAIN, colour=colour("text3"))
    right = Style(size=6.8, face=_PLAIN, colour=colour("text3"), align=Align.RIGHT)
    left = printable(programme.title)
    if programme.is_sample:
        left = tr("{title}  ·  Sample with invented names", title=left)
    room = width - 2 * MARGIN - 80
    fitted = fit_text(left, _PLAIN, small.size, room, 4.5, 1)
    draw_line(canvas, MARGIN, 19, fitted.lines[0], small, size=fitted.size)
    page = tr("Page {number} of {total}", number=number, total=total)
    draw_line(canvas, width - MARGIN, 19, page, right)


# --- the week on one page ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where the time grid stands on the page; points, and minutes of the day."""

    left: float
    top: float
    width: float
    height: float
    first: int
    last: int
    columns: int

    @property
    def column(self) -> float:
        return self.width / self.columns

    def y(self, minute: int) -> float:
        share = (minute - self.first) / (self.last - self.first)
        return self.top - share * self.height


def week_chunks(days: Sequence[DayRow]) -> list[Sequence[DayRow]]:
    """The days in even parts that one page holds each."""
    pages = max(1, -(-len(days) // DAYS_A_PAGE))
    each = max(1, -(-len(days) // pages))
    return [days[start : start + each] for start in range(0, len(days), each)] or [days]


def _week_pages(agenda: AgendaRow, programme: ProgrammeRow) -> list[Page]:
    return [
        (pdf.LANDSCAPE, partial(draw_week, agenda=agenda, programme=programme, days=days))
        for days in week_chunks(agenda.days)
    ]


def draw_week(
    canvas: Canvas, agenda: AgendaRow, programme: ProgrammeRow, days: Sequence[DayRow],
    largest: float = 7.4,
) -> None:  # fmt: skip
    """Draw these days as a time grid on a landscape A4; `largest` is the size of titles in points."""
    width, height = pdf.LANDSCAPE
    title = tr("Agenda")
    canvas.bookmarkPage(f"week{days[0].number if days else 0}")
    canvas.addOutlineEntry(tr("The week"), f"week{days[0].number if days else 0}", 0)
    _draw_week_head(canvas, title, programme, days)
    items = [item for day in days for item in agenda.items_of(day.id)]
    first, last = _span(items)
    grid = _Grid(MARGIN + AXIS, height - 86, width - 2 * MARGIN - AXIS, height - 86 - 52,
                 first, last, max(1, len(days)))  # fmt: skip
    _draw_hours(canvas, grid)
    for column, day in enumerate(days):
        x = grid.left + column * grid.column
        _draw_day_head(canvas, day, x, grid)
        todays = agenda.items_of(day.id)
        for item, lane in zip(todays, lanes(todays), strict=True):
            _draw_item(canvas, item, lane, x, grid, largest)
    _draw_legend(canvas, {item.category for item in items}, width)


def _span(items: Iterable[AgendaItemRow]) -> tuple[int, int]:
    """First and last minute to show, on half hours."""
    listed_items = list(items)
    if not listed_items:
        return 9 * 60, 17 * 60
    first = min(item.start for item in listed_items) // 30 * 30
    last = -(-max(item.end for item in listed_items) // 30) * 30
    return first, max(last, first + 60)


def _draw_week_head(
    canvas: Canvas, title: str, programme: ProgrammeRow, days: Sequence[DayRow]
) -> None:
    width, height = pdf.LANDSCAPE
    canvas.setFillColor(colour("accent"))
    canvas.rect(0, height - 5, width, 5, stroke=0, fill=1)
    fitted = fit_text(printable(programme.title), _SERIF, 19, width - 2 * MARGIN - 190, 12, 1)
    head = Style(size=fitted.size, face=_SERIF, colour=colour("text"))
    with tags.heading(canvas, 1):
        draw_line(canvas, MARGIN, height - 37, fitted.lines[0], head)
    when = date_range(days[0].date, days[-1].date) if days else ""
    facts = "  ·  ".join(part for part in (when, programme.place, programme.venue) if part)
    fitted = fit_text(printable(facts), _PLAIN, 8.6, width - 2 * MARGIN, 6, 1)
    small = Style(size=fitted.size, face=_PLAIN, colour=colour("text2"))
    draw_line(canvas, MARGIN, height - 52, fitted.lines[0], small)
    right = Style(size=11, face=_STRONG, colour=colour("accent_text"), align=Align.RIGHT)
    draw_line(canvas, width - MARGIN, height - 37, title, right)


def _draw_hours(canvas: Canvas, grid: _Grid) -> None:
    style = Style(size=6.6, face=_MEDIUM, colour=colour("text3"), align=Align.RIGHT)
    canvas.setFillColor(colour("surface"))
    canvas.setStrokeColor(colour("border"))
    for minute in range(grid.first, grid.last + 1, 30):
        full = minute % 60 == 0
        canvas.setLineWidth(0.5 if full else 0.25)
        if full:
            canvas.setDash()
        else:
            canvas.setDash(1, 2)
        y = grid.y(minute)
        canvas.line(grid.left - (4 if full else 0), y, grid.left + grid.width, y)
        if full:
            draw_line(canvas, grid.left - 6, y - 2.3, clock(minute), style)
    canvas.setDash()
    canvas.setLineWidth(0.5)
    for column in range(grid.columns + 1):
        x = grid.left + column * grid.column
        canvas.line(x, grid.top, x, grid.top - grid.height)


def _draw_day_head(canvas: Canvas, day: DayRow, x: float, grid: _Grid) -> None:
    middle = x + grid.column / 2
    strong = Style(size=8.6, face=_STRONG, colour=colour("text"), align=Align.CENTRE)
    small = Style(size=6.8, face=_PLAIN, colour=colour("text2"), align=Align.CENTRE)
    text = f"{weekday(day.date)} {day.date.day}"
    fitted = fit_text(text, _STRONG, strong.size, grid.column - 6, 5, 1)
    draw_line(canvas, middle, grid.top + 15, text, strong, size=fitted.size)
    title = printable(day.title) or tr("Day {number}", number=day.number)
    fitted = fit_text(title, _PLAIN, small.size, grid.column - 6, 4.6, 1)
    draw_line(canvas, middle, grid.top + 5.5, fitted.lines[0], small, size=fitted.size)


def _draw_item(
    canvas: Canvas, item: AgendaItemRow, lane: Lane, x: float, grid: _Grid, largest: float
) -> None:
    width = (grid.column - 3) / lane.count
    left = x + 1.5 + lane.index * width
    top, bottom = grid.y(item.start) - 0.4, grid.y(item.end) + 0.4
    bottom = min(bottom, top - 3.0)
    colours = of_category(item.category)
    canvas.setFillColor(colours.fill)
    canvas.roundRect(left, bottom, width - 0.8, top - bottom, 1.6, stroke=0, fill=1)
    canvas.setFillColor(colours.bar)
    canvas.rect(left, bottom, 2.0, top - bottom, stroke=0, fill=1)
    _draw_item_text(canvas, item, left + 5, top, width - 8, top - bottom, largest)


def _draw_item_text(
    canvas: Canvas, item: AgendaItemRow, x: float, top: float, room: float, height: float,
    largest: float,
) -> None:  # fmt: skip
    ink = of_category(item.category)
    title = printable(item.title).replace("\n", " ")
    if height < 3.52 * largest:
        start = Span(clock(item.start), _MEDIUM, ink.sub)
        style, lines = _filled((start, Span(title, _STRONG, ink.text)), largest - 0.7, room, height)
        used = sum(line.above + line.below for line in lines)
        draw_lines(canvas, x, top - (height - used) / 2, lines, style, room)
        return
    style, lines = _filled(
        (Span(title, _STRONG, ink.text),), largest, room, height - 1.42 * largest
    )
    used = draw_lines(canvas, x, top - 1.6, lines, style, room)
    detail = f"{clock(item.start)}–{clock(item.end)}"
    small = Style(size=0.78 * largest, face=_MEDIUM, colour=ink.sub)
    draw_line(canvas, x, top - used - 1.03 * largest, detail, small)


def _filled(
    spans: tuple[Span, ...], largest: float, room: float, height: float
) -> tuple[Style, list[Line]]:
    """The words in the largest size at which their lines fit the height.

    Where not even the smallest size holds them they end in an ellipsis; the day's sheet has all.
    """
    size = largest
    while True:
        lines = break_lines(spans, size, size * 1.16, room)
        used = sum(line.above + line.below for line in lines)
        fits = used <= height or (len(lines) == 1 and size * 0.95 <= height)
        if fits or len(spans[-1].text) < 2:
            return Style(size=size, face=_STRONG, colour=spans[-1].colour), lines
        if size > _SMALLEST:
            size -= 0.2
        else:
            last = spans[-1]
            shorter = last.text.removesuffix("…")[:-1].rstrip() + "…"
            spans = (*spans[:-1], Span(shorter, last.face, last.colour))


def _draw_legend(canvas: Canvas, used: set[Category], width: float) -> None:
    style = Style(size=7, face=_PLAIN, colour=colour("text2"))
    x = MARGIN + AXIS
    for category in Category:
        if category not in used:
            continue
        colours = of_category(category)
        canvas.setFillColor(colours.fill)
        canvas.roundRect(x, 33.5, 13, 8, 1.6, stroke=0, fill=1)
        canvas.setFillColor(colours.bar)
        canvas.rect(x, 33.5, 2.2, 8, stroke=0, fill=1)
        x += 17 + draw_line(canvas, x + 17, 35, label(category), style) + 18
        if x > width - MARGIN - 60:
            return


# --- a sheet for each day ----------------------------------------------------------------------

_TIME, _SIDE, _GAP = 58.0, 128.0, 12.0
_SHEET_TOP = 104.0
_SHEET_FOOT = 40.0
_SCALES = (1.0, 0.94, 0.88, 0.82, 0.76)


@dataclass(frozen=True, slots=True)
class _Row:
    """An item of a day sheet, set: texts by column with their styles, and its height in points."""

    item: AgendaItemRow
    middle: tuple[tuple[Style, list[Line]], ...]
    side: tuple[tuple[Style, list[Line]], ...]
    height: float
    scale: float


def _day_pages(day: DayRow, items: Sequence[AgendaItemRow], programme: ProgrammeRow) -> list[Page]:
    room = pdf.PORTRAIT[1] - _SHEET_TOP - _SHEET_FOOT
    rows: list[_Row] = []
    for scale in _SCALES:
        rows = [_set_row(item, scale) for item in items]
        if sum(row.height for row in rows) <= room:
            break
    sheets: list[list[_Row]] = [[]]
    used = 0.0
    for row in rows:
        if sheets[-1] and used + row.height > room:
            sheets.append([])
            used = 0.0
        sheets[-1].append(row)
        used += row.height
    return [
        (pdf.PORTRAIT, partial(_draw_sheet, day=day, rows=sheet, programme=programme, first=not i))
        for i, sheet in enumerate(sheets)
    ]


def _set_row(item: AgendaItemRow, scale: float) -> _Row:
    colours = of_category(item.category)
    room = pdf.PORTRAIT[0] - 2 * MARGIN - _TIME - _SIDE - 2 * _GAP
    title = Style(9.6 * scale, 12.4 * scale, _STRONG, colours.text)
    body = Style(8.0 * scale, 10.6 * scale, _PLAIN, colour("text2"))
    small = Style(7.4 * scale, 10.0 * scale, _PLAIN, colour("text3"))
    side = Style(7.8 * scale, 10.4 * scale, _PLAIN, colour("text2"))
    middle = [(title, wrap_text(item.title, title, room))]
    if item.objective:
        middle.append((body, wrap_text(item.objective, body, room)))
    if item.materials and item.materials != "-":
        text = tr("Materials: {materials}", materials=item.materials)
        middle.append((small, wrap_text(text, small, room)))
    facts = [capitalised(item.mode) if item.mode != "-" else "", item.lead, item.room]
    beside = [(side, wrap_text(fact, side, _SIDE - 6)) for fact in facts if fact]
    height = max(_tall(middle), _tall(beside), 13 * scale) + 9.0 * scale
    return _Row(item, tuple(middle), tuple(beside), height, scale)


def _tall(blocks: Sequence[tuple[Style, list[Line]]]) -> float:
    return sum(line.above + line.below for _, lines in blocks for line in lines)


def _draw_sheet(
    canvas: Canvas, day: DayRow, rows: Sequence[_Row], programme: ProgrammeRow, *, first: bool
) -> None:
    width, height = pdf.PORTRAIT
    if first:
        key = f"day{day.number}"
        canvas.bookmarkPage(key)
        canvas.addOutlineEntry(f"{weekday(day.date)} {date_text(day.date)}", key, 0)
    canvas.setFillColor(colour("accent"))
    canvas.rect(0, height - 5, width, 5, stroke=0, fill=1)
    small = Style(size=8.6, face=_STRONG, colour=colour("accent_text"))
    number = tr("Day {number}", number=day.number)
    draw_line(canvas, MARGIN, height - 36, number, small)
    right = Style(size=8.6, face=_PLAIN, colour=colour("text2"), align=Align.RIGHT)
    fitted = fit_text(printable(programme.place), _PLAIN, 8.6, 240, 5, 1)
    draw_line(canvas, width - MARGIN, height - 36, fitted.lines[0], right, size=fitted.size)
    title = f"{weekday(day.date)}, {date_text(day.date)}"
    with tags.heading(canvas, 1):
        draw_line(canvas, MARGIN, height - 60, title, Style(20, 24, _SERIF, colour("text")))
    fitted = fit_text(printable(day.title), _PLAIN, 10, width - 2 * MARGIN, 6, 1)
    draw_line(canvas, MARGIN, height - 77, fitted.lines[0],
              Style(fitted.size, 12, _PLAIN, colour("text2")))  # fmt: skip
    y = height - _SHEET_TOP + 12
    canvas.setStrokeColor(colour("border"))
    canvas.setLineWidth(0.6)
    canvas.line(MARGIN, y, width - MARGIN, y)
    for row in rows:
        _draw_row(canvas, row, y)
        y -= row.height
        canvas.setStrokeColor(colour("border"))
        canvas.line(MARGIN, y, width - MARGIN, y)


def _draw_row(canvas: Canvas, row: _Row, top: float) -> None:
    width = pdf.PORTRAIT[0]
    item, scale = row.item, row.scale
    colours = of_category(item.category)
    if item.category is Category.BREAK:
        canvas.setFillColor(colours.fill)
        canvas.rect(MARGIN, top - row.height, width - 2 * MARGIN, row.height, stroke=0, fill=1)
    canvas.setFillColor(colours.bar)
    canvas.rect(MARGIN, top - row.height + 0.6, 3, row.height - 1.2, stroke=0, fill=1)
    y = top - 4.5 * scale
    strong = Style(9.2 * scale, face=_STRONG, colour=colour("text"))
    draw_line(canvas, MARGIN + 10, y - 9.4 * scale, clock(item.start), strong)
    small = Style(7.4 * scale, face=_PLAIN, colour=colour("text3"))
    if row.height > 24 * scale:
        length = tr("{minutes} min", minutes=item.minutes)
        fitted = fit_text(length, _PLAIN, small.size, _TIME - 14, 4.0, 1)
        draw_line(canvas, MARGIN + 10, y - 19.4 * scale, length, small, size=fitted.size)
    _draw_blocks(canvas, MARGIN + _TIME, y, row.middle)
    _draw_blocks(canvas, width - MARGIN - _SIDE, y, row.side)


def _draw_blocks(
    canvas: Canvas, x: float, top: float, blocks: Sequence[tuple[Style, list[Line]]]
) -> None:
    for style, lines in blocks:
        top -= draw_lines(canvas, x, top, lines, style, 400)

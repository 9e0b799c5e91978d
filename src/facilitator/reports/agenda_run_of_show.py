"""The run of show: what whoever leads a day has in hand, with room for what really happened.

For the facilitator and the team alone: private notes are in it, and each page says so. What the
programme does not know (co-lead, set-up, cues, decisions) is left open to be written by hand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from facilitator.application.jobs import Job
from facilitator.application.rows.agenda import AgendaItemRow, AgendaRow, DayRow
from facilitator.application.rows.programme import ProgrammeRow
from facilitator.application.rows.running import RunRow
from facilitator.domain.agenda import Category, clock
from facilitator.domain.materials import Crowd, Piece, pieces
from facilitator.reports import pdf
from facilitator.reports.agenda_public import said
from facilitator.reports.labels import label
from facilitator.reports.palette import colour, of_category
from facilitator.reports.ruled import (
    Column,
    Part,
    Row,
    draw_table,
    in_pages,
    set_row,
    titles_height,
)  # fmt: skip
from facilitator.reports.sheets import (
    FOOT,
    MARGIN,
    MEDIUM,
    PLAIN,
    STRONG,
    Page,
    draw_head,
    fitted_line,
    write_pages,
)  # fmt: skip
from facilitator.reports.text import Style
from facilitator.reports.words import capitalised, date_text, weekday
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.i18n import tr

_SIZE = pdf.LANDSCAPE
_TOP = _SIZE[1] - 88


@dataclass(frozen=True, slots=True)
class AsRun:
    """How an item went: minutes from midnight, None while open; what was noted, for the team.

    `planned_end` is that of the plan of record where it differs from the agenda of now.
    """

    start: int | None
    end: int | None
    planned_end: int | None = None
    note: str = ""


def as_run_of(run: RunRow, zone: str) -> dict[UUID, AsRun]:
    """What the plan of record says of each item that is still there, by the zone's clock."""
    return {
        record.item_id: AsRun(
            _minute(record.started, zone), _minute(record.ended, zone),
            record.start + record.minutes, record.note,
        )
        for record in run.records
        if record.item_id is not None
    }  # fmt: skip


def _minute(moment: datetime | None, zone: str) -> int | None:
    if moment is None:
        return None
    known = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    local = known.astimezone(ZoneInfo(zone))
    return local.hour * 60 + local.minute


def write_run_of_show(
    agenda: AgendaRow, programme: ProgrammeRow, crowd: Crowd, path: Path, job: Job | None = None,
    as_run: Mapping[UUID, AsRun] | None = None,
) -> None:  # fmt: skip
    """Write the run of show of every day that has items; materials are counted for the crowd.

    Raises EnvironmentProblem, `nothing-to-export` where there is no item at all.
    """
    if not agenda.items:
        raise EnvironmentProblem("nothing-to-export", what=tr("the agenda has no sessions"))
    pages: list[Page] = []
    for day in agenda.days:
        items = agenda.items_of(day.id)
        if items:
            pages += _day_pages(day, items, as_run or {}, crowd)
    write_pages(pages, tr("Run of show"), programme, path, job)


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("No."), 24), Column(tr("Planned"), 47), Column(tr("Session"), 122),
        Column(tr("Lead, co-lead"), 72), Column(tr("Room, set-up"), 70), Column(tr("Method"), 58),
        Column(tr("Materials: to print, printed, packed"), 104), Column(tr("AV, slides"), 44),
        Column(tr("Cue in, cue out, then"), 90), Column(tr("Actual start, end, variance"), 50),
        Column(tr("Decision, notes (private)"), 89),
    )  # fmt: skip


def _day_pages(
    day: DayRow, items: Sequence[AgendaItemRow], as_run: Mapping[UUID, AsRun], crowd: Crowd
) -> list[Page]:
    columns = _columns()
    rows = [
        _row(columns, number, item, items[number] if number < len(items) else None,
             as_run.get(item.id), crowd)
        for number, item in enumerate(items, 1)
    ]  # fmt: skip
    room = _TOP - titles_height(columns) - FOOT
    sheets = in_pages(rows, [room])
    return [
        (_SIZE, partial(_draw, day=day, columns=columns, rows=sheet, number=number, of=len(sheets)))
        for number, sheet in enumerate(sheets, 1)
    ]


def _strong(ink: Color | None = None) -> Style:
    return Style(7.6, 9.4, STRONG, ink or colour("text"))


def _plain() -> Style:
    return Style(7.0, 8.8, PLAIN, colour("text"))


def _quiet() -> Style:
    return Style(6.4, 8.2, PLAIN, colour("text3"))


def _row(
    columns: Sequence[Column], number: int, item: AgendaItemRow, following: AgendaItemRow | None,
    real: AsRun | None, crowd: Crowd,
) -> Row:  # fmt: skip
    inks = of_category(item.category)
    cells: list[list[Part]] = [
        [Part(str(number), _quiet())],
        _planned(item),
        [Part(item.title, _strong(inks.text)), Part(label(item.type), _quiet()),
         Part(said(item.objective), _plain())],
        [Part(item.lead, _plain()), *_open(item)],
        [Part(item.room, _plain()), *_open(item)],
        [Part(capitalised(said(item.mode)), _plain())],
        [Part(_counted(piece), _plain(), ticks=3)
         for piece in pieces(item.materials, item.mode, crowd)],
        _open(item),
        [*_open(item), *_open(item),
         *([Part(_then(item, following), _quiet())] if following is not None else [])],
        _actual(item, real),
        [Part(item.private_notes, _plain()), *([Part(real.note, _strong())] if real else []),
         Part("", _quiet(), write=True)],
    ]  # fmt: skip
    ground = inks.fill if item.category is Category.BREAK else None
    return set_row(columns, cells, ground=ground, bar=inks.bar)


def _planned(item: AgendaItemRow) -> list[Part]:
    middle = Style(7.0, 8.8, MEDIUM, colour("text2"))
    parts = [
        Part(clock(item.start), _strong()),
        Part(tr("{minutes} min", minutes=item.minutes), middle),
        Part(tr("to {time}", time=clock(item.end)), middle),
    ]
    if item.anchored:
        parts.append(Part(tr("fixed"), Style(6.4, 8.2, MEDIUM, colour("accent_text"))))
    elif item.floor and item.floor < item.minutes:
        parts.append(Part(tr("at least {minutes}", minutes=item.floor), _quiet()))
    return parts


def _open(item: AgendaItemRow) -> list[Part]:
    """A line to write on; breaks and meals need none."""
    return [] if item.category is Category.BREAK else [Part("", _quiet(), write=True)]


def _counted(piece: Piece) -> str:
    return f"{piece.count} × {piece.name}" if piece.count > 1 else piece.name


def _then(item: AgendaItemRow, following: AgendaItemRow) -> str:
    text = tr("Then {time}: {title}", time=clock(following.start), title=following.title)
    if following.room and following.room != item.room:
        return f"{text} ({following.room})"
    return text


def _actual(item: AgendaItemRow, real: AsRun | None) -> list[Part]:
    if real is None or real.start is None:
        return [Part("", _quiet(), write=True) for _ in range(3)]
    if real.end is None:
        return [Part(clock(real.start), _strong()), Part("", _quiet(), write=True)]
    planned = item.end if real.planned_end is None else real.planned_end
    late = real.end - planned
    words = tr("on time") if late == 0 else f"{late:+d} min".replace("-", "−")
    return [Part(clock(real.start), _strong()), Part(clock(real.end), _strong()),
            Part(words, _quiet())]  # fmt: skip


def _draw(
    canvas: Canvas,
    day: DayRow,
    columns: Sequence[Column],
    rows: Sequence[Row],
    number: int,
    of: int,
) -> None:
    kicker = tr("Run of show  ·  Day {number}", number=day.number)
    if of > 1:
        kicker += "  ·  " + tr("sheet {number} of {total}", number=number, total=of)
    if number == 1:
        key = f"day{day.number}"
        canvas.bookmarkPage(key)
        canvas.addOutlineEntry(tr("Day {number}", number=day.number), key, 0)
    title = f"{weekday(day.date)}, {date_text(day.date)}"
    draw_head(canvas, _SIZE, kicker, title, day.title)
    _draw_warning(canvas)
    draw_table(canvas, MARGIN, _TOP, columns, rows)


def _draw_warning(canvas: Canvas) -> None:
    """On each page, since each page goes its own way."""
    text = tr("For the facilitation team only: holds private notes. Do not hand out.")
    width, left = 262.0, _SIZE[0] - MARGIN - 262.0
    canvas.setFillColor(colour("warn_soft"))
    canvas.roundRect(left, _SIZE[1] - 40, width, 17, 3, stroke=0, fill=1)
    fitted_line(canvas, left + 8, _SIZE[1] - 34.5, text, width - 16, 7.6, face=STRONG, ink="warn")

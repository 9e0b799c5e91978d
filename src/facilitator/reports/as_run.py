"""Planned against held: the plan of record of each day beside what happened. For the team.

It holds the facilitator's notes on sessions; it is no paper for participants, and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from reportlab.pdfgen.canvas import Canvas

from facilitator.application.jobs import Job
from facilitator.application.queries import agenda as agenda_queries
from facilitator.application.queries import programme as programme_queries
from facilitator.application.queries.running import the_run
from facilitator.application.rows.agenda import DayRow
from facilitator.application.rows.programme import ProgrammeRow
from facilitator.application.rows.running import RunRecordRow
from facilitator.application.workspace import Workspace
from facilitator.domain.agenda import clock
from facilitator.domain.running import AsRun, totals
from facilitator.reports import pdf
from facilitator.reports.exports import Export, noted
from facilitator.reports.palette import colour
from facilitator.reports.ruled import (
    Column,
    Part,
    Row,
    draw_table,
    in_pages,
    set_row,
    titles_height,
)  # fmt: skip
from facilitator.reports.sheets import FOOT, MARGIN, STRONG, Page, draw_head, write_pages
from facilitator.reports.text import Style
from facilitator.reports.words import date_text, weekday
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.i18n import tr

_SIZE = pdf.PORTRAIT
_TOP = _SIZE[1] - 88


@dataclass(frozen=True, slots=True)
class DayAsRun:
    """A day's plan of record with how it went."""

    day: DayRow
    records: tuple[AsRun, ...]


@noted
def as_run_export(workspace: Workspace, path: Path) -> Export:
    """Planned against held at `path`; only the days that have begun.

    Raises EnvironmentProblem `nothing-to-export` where none has.
    """
    facts = workspace.query(programme_queries.the_programme)
    run, days = workspace.query(the_run), workspace.query(agenda_queries.days)
    zone = ZoneInfo(facts.time_zone)
    held = tuple(
        DayAsRun(day, tuple(_as_run(record, zone) for record in run.records_of(day.id)))
        for day in days if run.records_of(day.id)
    )  # fmt: skip

    def write(job: Job) -> tuple[Path, ...]:
        write_as_run(held, facts, path, job)
        return (path,)

    return Export(tr("Planned and held"), write)


def _as_run(record: RunRecordRow, zone: ZoneInfo) -> AsRun:
    return AsRun(record.title, record.start, record.minutes, _minute(record.started, zone),
                 _minute(record.ended, zone), record.note)  # fmt: skip


def _minute(moment: datetime | None, zone: ZoneInfo) -> int | None:
    if moment is None:
        return None
    known = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    local = known.astimezone(zone)
    return local.hour * 60 + local.minute


def write_as_run(
    held: Sequence[DayAsRun], facts: ProgrammeRow, path: Path, job: Job | None = None
) -> None:
    """Write the days; raises EnvironmentProblem, `nothing-to-export` where no day has begun."""
    if not held:
        raise EnvironmentProblem("nothing-to-export", what=tr("no day has been run yet"))
    pages: list[Page] = []
    columns = _columns()
    room = _TOP - 24 - titles_height(columns) - FOOT
    for day in held:
        sheets = in_pages([_row(columns, record) for record in day.records], [room])
        pages += [(_SIZE, partial(_draw, day=day, columns=columns, rows=rows)) for rows in sheets]
    write_pages(pages, tr("Planned and held"), facts, path, job)


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("Planned"), 74), Column(tr("Session"), 166), Column(tr("Held"), 74),
        Column(tr("Began"), 48), Column(tr("Took"), 48), Column(tr("Note (private)"), 113),
    )  # fmt: skip


def _row(columns: Sequence[Column], record: AsRun) -> Row:
    plain, strong = Style(8.4), Style(8.4, face=STRONG)
    quiet = Style(8.4, colour=colour("text2"))
    held = tr("not held")
    if record.started is not None:
        held = f"{clock(record.started)}–{'' if record.ended is None else clock(record.ended)}"
    cells = (
        [Part(f"{clock(record.start)}–{clock(record.start + record.minutes)}", plain)],
        [Part(record.title, strong)], [Part(held, plain if record.started is not None else quiet)],
        [Part(signed(record.late_by), plain)], [Part(signed(record.longer_by), plain)],
        [Part(record.note, quiet)] if record.note else [],
    )  # fmt: skip
    return set_row(columns, cells)


def signed(minutes: int | None) -> str:
    """`+5 min`, `−3 min`, `±0`; nothing where it is not known."""
    if minutes is None:
        return ""
    if minutes == 0:
        return "±0"
    return tr("{n} min", n=f"+{minutes}" if minutes > 0 else f"−{-minutes}")


def _draw(canvas: Canvas, day: DayAsRun, columns: Sequence[Column], rows: Sequence[Row]) -> None:
    counted = totals(day.records)
    detail = tr(
        "{held} of {items} sessions held, {taken} of {planned} planned minutes. For the team only.",
        **{name: str(number) for name, number in counted.items()},
    )  # fmt: skip
    title = f"{tr('Day {n}', n=day.day.number)}: {weekday(day.day.date)}, {date_text(day.day.date)}"
    top = draw_head(canvas, _SIZE, tr("Planned and held"), title, detail)
    draw_table(canvas, MARGIN, top - 12, columns, rows)

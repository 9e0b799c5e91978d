"""The list of materials: what has to lie ready each day, how many, and where it is used.

Made to be ticked off while packing. Counts are those of the real groups; nothing private is in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from facilitator.application.jobs import Job
from facilitator.application.rows.agenda import DayRow
from facilitator.application.rows.agenda_materials import (
    DayMaterials,
    MaterialRow,
    MaterialsRow,
    MaterialUse,
)  # fmt: skip
from facilitator.application.rows.programme import ProgrammeRow
from facilitator.domain.agenda import clock
from facilitator.domain.materials import Crowd, Per
from facilitator.reports import pdf
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
from facilitator.reports.sheets import (
    FOOT,
    MARGIN,
    PLAIN,
    STRONG,
    Page,
    draw_head,
    write_pages,
)  # fmt: skip
from facilitator.reports.text import Align, Style
from facilitator.reports.words import capitalised, date_text, weekday
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.i18n import tr, trn

_SIZE = pdf.PORTRAIT
_TOP = _SIZE[1] - 88


def write_materials(
    materials: MaterialsRow, programme: ProgrammeRow, path: Path, job: Job | None = None
) -> None:
    """Write a list for each day that needs something.

    Raises EnvironmentProblem, `nothing-to-export` where no item names a material.
    """
    pages: list[Page] = []
    for of_day in materials.days:
        if of_day.rows:
            pages += _day_pages(of_day, materials.crowd)
    if not pages:
        raise EnvironmentProblem("nothing-to-export", what=tr("no session names its materials"))
    write_pages(pages, tr("Materials"), programme, path, job)


def per_word(per: Per) -> str:
    """What one piece is for, in words."""
    return {Per.ROOM: tr("for the room"), Per.GROUP: tr("one for each group"),
            Per.PAIR: tr("one for each pair"), Per.PERSON: tr("one for each person")}[per]  # fmt: skip


def crowd_words(crowd: Crowd) -> str:
    """Whom the list is counted for: "for 35 people in 5 groups"."""
    if not crowd.people:
        return tr("Nobody is registered yet, so one of each is counted.")
    people = trn("one person", "{n} people", crowd.people)
    if not crowd.groups:
        return tr("Counted for {people}; there are no groups yet.", people=people)
    groups = trn("one group", "{n} groups", crowd.groups)
    return tr("Counted for {people} in {groups}.", people=people, groups=groups)


def _columns() -> tuple[Column, ...]:
    return (
        Column(tr("To print"), 34), Column(tr("Printed"), 34), Column(tr("Packed"), 34),
        Column(tr("Count"), 38), Column(tr("Material"), 178), Column(tr("Used at"), 205),
    )  # fmt: skip


def _day_pages(of_day: DayMaterials, crowd: Crowd) -> list[Page]:
    columns = _columns()
    rows = [_row(columns, row) for row in of_day.rows]
    sheets = in_pages(rows, [_TOP - titles_height(columns) - FOOT])
    return [
        (_SIZE, partial(_draw, day=of_day.day, columns=columns, rows=sheet, crowd=crowd, first=not n))
        for n, sheet in enumerate(sheets)
    ]  # fmt: skip


def _row(columns: Sequence[Column], row: MaterialRow) -> Row:
    strong = Style(9.2, 11.6, STRONG, colour("text"))
    number = Style(10.4, 12.4, STRONG, colour("accent_text"), Align.RIGHT)
    quiet = Style(7.4, 9.8, PLAIN, colour("text3"))
    plain = Style(7.8, 10.2, PLAIN, colour("text2"))
    tick = [Part(" ", strong, ticks=1)]
    what = [Part(capitalised(row.name), strong), Part(_per(row), quiet)]
    used = [Part(_use(use), plain) for use in row.uses]
    return set_row(
        columns, [tick, tick, tick, [Part(str(row.count), number)], what, used], least=24
    )


def _per(row: MaterialRow) -> str:
    words = per_word(row.per)
    if row.total > row.count and row.per is not Per.ROOM:
        return tr("{what}; {total} where it is used up", what=words, total=row.total)
    return words


def _use(use: MaterialUse) -> str:
    return "  ·  ".join(part for part in (f"{clock(use.start)} {use.title}", use.room) if part)


def _draw(
    canvas: Canvas, day: DayRow, columns: Sequence[Column], rows: Sequence[Row], crowd: Crowd,
    *, first: bool,
) -> None:  # fmt: skip
    if first:
        key = f"day{day.number}"
        canvas.bookmarkPage(key)
        canvas.addOutlineEntry(tr("Day {number}", number=day.number), key, 0)
    kicker = tr("Materials  ·  Day {number}", number=day.number)
    draw_head(canvas, _SIZE, kicker, f"{weekday(day.date)}, {date_text(day.date)}",
              crowd_words(crowd))  # fmt: skip
    draw_table(canvas, MARGIN, _TOP, columns, rows)

"""Sign-in sheets: one for each day, a box to sign in for each half, lines for unknown visitors."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from facilitator.application.jobs import Job
from facilitator.application.rows.attendance import AttendanceRow, AttenderRow, HalfDayRow
from facilitator.application.rows.programme import ProgrammeRow
from facilitator.domain.agenda import Half
from facilitator.reports import pdf, tags
from facilitator.reports.palette import colour
from facilitator.reports.sheets import (
    FOOT,
    MARGIN,
    PLAIN,
    STRONG,
    Page,
    draw_head,
    fitted_line,
    hairline,
    write_pages,
)  # fmt: skip
from facilitator.reports.text import Align, Style, draw_line
from facilitator.reports.words import date_text, weekday
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.i18n import tr

ROW = 26.0
BLANK_LINES = 4
"""Lines for people who are not in the list, to be filled in capitals."""
_NUMBER = 22.0
_BOX = 124.0


def write_sign_in_sheets(
    attendance: AttendanceRow, programme: ProgrammeRow, path: Path, job: Job | None = None
) -> None:
    """Write the sheets of every day with sessions. Withdrawn people are not on them.

    Raises EnvironmentProblem `nothing-to-export` without days or people, or when the file cannot
    be written; nothing is left then, nor when the job is cancelled.
    """
    days = _days(attendance.half_days)
    if not days or not attendance.active:
        raise EnvironmentProblem("nothing-to-export", what=tr("no sessions or no participants"))
    pages: list[Page] = []
    for halves in days:
        pages += _day_pages(halves, attendance.active, programme)
    write_pages(pages, tr("Sign-in sheets"), programme, path, job)


def _days(half_days: Sequence[HalfDayRow]) -> list[list[HalfDayRow]]:
    days: dict[object, list[HalfDayRow]] = {}
    for half_day in half_days:
        days.setdefault(half_day.day_id, []).append(half_day)
    return list(days.values())


def _day_pages(
    halves: Sequence[HalfDayRow], people: Sequence[AttenderRow], programme: ProgrammeRow
) -> list[Page]:
    expected = [p for p in people if any(half.key not in p.before for half in halves)]
    rows: list[AttenderRow | None] = [*expected, *([None] * BLANK_LINES)]
    most = int((pdf.PORTRAIT[1] - 88 - FOOT - 24) // ROW)
    sheets = max(1, -(-len(rows) // most))
    each = -(-len(rows) // sheets)
    return [
        (pdf.PORTRAIT, partial(_draw_sheet, halves=halves, rows=rows[n : n + each], first=n + 1,
                               programme=programme))
        for n in range(0, len(rows), each)
    ]  # fmt: skip


def _draw_sheet(
    canvas: Canvas, halves: Sequence[HalfDayRow], rows: Sequence[AttenderRow | None], first: int,
    programme: ProgrammeRow,
) -> None:  # fmt: skip
    day = halves[0]
    top = draw_head(
        canvas, pdf.PORTRAIT, tr("Sign-in sheet  ·  Day {number}", number=day.number),
        f"{weekday(day.date)}, {date_text(day.date)}",
        "  ·  ".join(part for part in (programme.place, programme.venue) if part),
    )  # fmt: skip
    width = pdf.PORTRAIT[0] - 2 * MARGIN
    boxes = MARGIN + width - _BOX * len(halves)
    y = top - 16
    with tags.node(canvas, "Table"):
        with tags.node(canvas, "TR"):
            _draw_column_heads(canvas, top - 10, halves, boxes)
        hairline(canvas, MARGIN, y, width, strong=True)
        for n, person in enumerate(rows):
            with tags.node(canvas, "TR"):
                _draw_row(canvas, y, first + n, person, halves, boxes)
            y -= ROW
            hairline(canvas, MARGIN, y, width)
    canvas.setStrokeColor(colour("border_strong"))
    canvas.setLineWidth(0.5)
    for n in range(len(halves) + 1):
        canvas.line(boxes + n * _BOX, top - 16, boxes + n * _BOX, y)


def _draw_column_heads(
    canvas: Canvas, y: float, halves: Sequence[HalfDayRow], boxes: float
) -> None:
    with tags.node(canvas, "TH", tags.COLUMN):
        pass  # numbers need no word above them
    with tags.node(canvas, "TH", tags.COLUMN):
        fitted_line(canvas, MARGIN + _NUMBER, y, tr("Name"), 200, 8, face=STRONG, ink="text2")
    for n, half in enumerate(halves):
        with tags.node(canvas, "TH", tags.COLUMN):
            fitted_line(canvas, boxes + n * _BOX + 6, y, half_word(half.half), _BOX - 8, 8,
                        face=STRONG, ink="text2")  # fmt: skip


def _draw_row(
    canvas: Canvas, y: float, number: int, person: AttenderRow | None,
    halves: Sequence[HalfDayRow], boxes: float,
) -> None:  # fmt: skip
    style = Style(7.5, face=PLAIN, colour=colour("text3"), align=Align.RIGHT)
    with tags.node(canvas, "TD"):
        draw_line(canvas, MARGIN + _NUMBER - 7, y - 16, str(number), style)
    with tags.node(canvas, "TD"):
        _draw_person(canvas, y, person, boxes)
    for n, half in enumerate(halves):
        with tags.node(canvas, "TD"):
            if person is not None and half.key in person.before:
                x = boxes + n * _BOX + 6
                fitted_line(canvas, x, y - 16, tr("joins later"), _BOX - 12, 7, ink="text3")


def _draw_person(canvas: Canvas, y: float, person: AttenderRow | None, boxes: float) -> None:
    left, room = MARGIN + _NUMBER, boxes - MARGIN - _NUMBER - 8
    if person is None:
        fitted_line(canvas, left, y - 21, tr("NAME AND INSTITUTION IN CAPITALS"), room, 5.5,
                    ink="text3")  # fmt: skip
        return
    fitted_line(canvas, left, y - 12, person.name, room, 10, face=STRONG)
    detail = [person.own_script_name, person.institution, person.country]
    fitted_line(canvas, left, y - 22, "  ·  ".join(part for part in detail if part), room, 7,
                ink="text2")  # fmt: skip


def half_word(half: Half) -> str:
    """The half of a day in words."""
    return tr("Morning") if half is Half.MORNING else tr("Afternoon")

"""What is held about one person, on paper, to give to that person at once (methods 9)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from enum import Enum
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from facilitator.application.jobs import Job
from facilitator.application.rows.data_protection import HeldRow
from facilitator.application.rows.programme import ProgrammeRow
from facilitator.reports import pdf
from facilitator.reports.labels import has_label, label
from facilitator.reports.palette import colour
from facilitator.reports.sheets import FOOT, MARGIN, STRONG, Page, draw_head, hairline, write_pages
from facilitator.reports.text import Line, Style, draw_lines, wrap_text
from facilitator.support.i18n import tr

_ROOM = pdf.PORTRAIT[0] - 2 * MARGIN
_NAMES = 190.0
_HEADING, _NAME, _VALUE = Style(10.5, face=STRONG), Style(9, colour=colour("text2")), Style(9)
_GAP = 5.0


def in_words(value: object) -> str:
    """A value of any column as people read it."""
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, Enum):
        return label(value) if has_label(value) else str(value.value).replace("_", " ")
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return "; ".join(f"{column_name(name)}: {in_words(part)}" for name, part in value)
    return str(value)


def column_name(name: str) -> str:
    """A column's name in words."""
    own = {
        "certificate_name": tr("Name on the certificate"), "badge_name": tr("Name on the badge"),
        "own_script_name": tr("Name in own script"), "family_name": tr("Family name"),
        "honorific": tr("Title"), "sex": tr("Sex"), "country": tr("Country"),
        "institution": tr("Institution"), "institution_type": tr("Kind of institution"),
        "position": tr("Function"), "email": tr("E-mail"), "notes": tr("Notes"),
        "role": tr("Role"), "mark": tr("Mark"), "half": tr("Half-day"), "kind": tr("Kind"),
        "state": tr("State"), "serial": tr("Number"), "issued_on": tr("Issued on"),
        "name": tr("Name"), "reason": tr("Reason"), "marked_at": tr("Set at"),
        "name_confirmed": tr("Name checked"), "withdrawn": tr("Withdrawn"),
        "family_name_first": tr("Family name first"),
        "consent_photo": tr("Agreed to photos"),
        "consent_name_in_report": tr("Agreed to be named in the report"),
        "consent_share_contact": tr("Agreed to share the address"),
        "assessment_percent": tr("Result of the assessment, per cent"),
    }  # fmt: skip
    return own.get(name, name.replace("_", " ").capitalize())


def write_held_data(
    held: HeldRow, programme: ProgrammeRow, path: Path, job: Job | None = None
) -> None:
    """Write the pages. Raises EnvironmentProblem; the file is whole or as it was."""
    pages: list[Page] = [
        (pdf.PORTRAIT, lambda canvas, some=some: _draw(canvas, held.name, some))  # type: ignore[misc]
        for some in _in_pages(_rows(held))
    ]  # fmt: skip
    write_pages(pages, tr("What is held about you"), programme, path, job)


_Row = tuple[str, list[Line], list[Line], float]


def _rows(held: HeldRow) -> Iterator[_Row]:
    for part in held.parts:
        yield part.title, [], [], 30.0
        for line in part.lines:
            names = wrap_text(column_name(line.what), _NAME, _NAMES - 12)
            values = wrap_text(in_words(line.value), _VALUE, _ROOM - _NAMES)
            high = max(sum(one.above + one.below for one in lines) for lines in (names, values))
            yield "", names, values, high + _GAP


def _in_pages(found: Iterator[_Row]) -> list[list[_Row]]:
    room = pdf.PORTRAIT[1] - 88 - FOOT - 30
    pages: list[list[_Row]] = [[]]
    used = 0.0
    for row in found:
        if used + row[3] > room and pages[-1]:
            heading = pages[-1].pop() if pages[-1][-1][0] else None  # it stays with what follows
            pages.append([heading] if heading else [])
            used = heading[3] if heading else 0.0
        pages[-1].append(row)
        used += row[3]
    return pages


def _draw(canvas: Canvas, name: str, found: list[_Row]) -> None:
    detail = tr("Ask a facilitator to correct or delete what is wrong or not needed.")
    top = draw_head(canvas, pdf.PORTRAIT, tr("What is held about you"), name, detail)
    for title, names, values, high in found:
        if title:
            lines = wrap_text(title, _HEADING, _ROOM)
            draw_lines(canvas, MARGIN, top - 10, lines, _HEADING, _ROOM)
            hairline(canvas, MARGIN, top - high + 3, _ROOM, strong=True)
        else:
            draw_lines(canvas, MARGIN, top, names, _NAME, _NAMES)
            draw_lines(canvas, MARGIN + _NAMES, top, values, _VALUE, _ROOM - _NAMES)
        top -= high

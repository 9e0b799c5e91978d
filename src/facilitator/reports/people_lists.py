"""Lists of people on paper: the sheet on which everybody checks the name, and the list to take home.

The list names only people who agreed to be named, and gives an address only of those who agreed to
share it. The name check stays in the room; it shows names and nothing else about a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from facilitator.application.jobs import Job
from facilitator.application.rows.people import ParticipantRow
from facilitator.application.rows.programme import ProgrammeRow
from facilitator.domain.people import ParticipantRole, by_family_name
from facilitator.reports import pdf, tags
from facilitator.reports.labels import label
from facilitator.reports.palette import colour
from facilitator.reports.sheets import (
    FOOT,
    MARGIN,
    MEDIUM,
    PLAIN,
    STRONG,
    Page,
    draw_head,
    fitted_line,
    hairline,
    write_pages,
)  # fmt: skip
from facilitator.reports.text import extents_em, printable
from facilitator.reports.words import date_range
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.i18n import tr, trn

ROW = 42.0
LIST_ROW = 31.0


# --- name check -------------------------------------------------------------------------------------


def write_name_check(
    people: Sequence[ParticipantRow], programme: ProgrammeRow, path: Path, job: Job | None = None
) -> None:
    """Write the sheets on which each participant checks the names, with room to correct and initial.

    Raises EnvironmentProblem, `nothing-to-export` where there is nobody.
    """
    here = [person for person in people if person.takes_part]
    if not here:
        raise EnvironmentProblem("nothing-to-export", what=tr("there are no participants"))
    most = int((pdf.LANDSCAPE[1] - 128 - FOOT) // ROW)
    pages: list[Page] = []
    for start in range(0, len(here), most):
        some = here[start : start + most]
        pages.append((pdf.LANDSCAPE, partial(_draw_check, people=some, first=start + 1)))
    write_pages(pages, tr("Please check your name"), programme, path, job)


_CHECK = ((24, ""), (250, "certificate"), (150, "badge"), (236, "correction"), (110, "initials"))


def _draw_check(canvas: Canvas, people: Sequence[ParticipantRow], first: int) -> None:
    detail = tr("Your certificate will read exactly like this. Correct what is wrong in capitals, "
                "then put your initials.")  # fmt: skip
    top = draw_head(canvas, pdf.LANDSCAPE, tr("Day 1"), tr("Please check your name"), detail)
    titles = {
        "": "", "certificate": tr("On the certificate"), "badge": tr("Title and badge"),
        "correction": tr("Correction, in capitals"), "initials": tr("Right: initials"),
    }  # fmt: skip
    y = top - 16
    with tags.node(canvas, "Table"):
        _draw_column_heads(canvas, top - 10, [(width, titles[name]) for width, name in _CHECK])
        for number, person in enumerate(people, first):
            hairline(canvas, MARGIN, y, pdf.LANDSCAPE[0] - 2 * MARGIN, strong=number == first)
            with tags.node(canvas, "TR"):
                _draw_check_line(canvas, person, number, y)
            y -= ROW
    hairline(canvas, MARGIN, y, pdf.LANDSCAPE[0] - 2 * MARGIN)


def _draw_column_heads(canvas: Canvas, y: float, columns: Sequence[tuple[float, str]]) -> None:
    x = MARGIN
    with tags.node(canvas, "TR"):
        for width, title in columns:
            with tags.node(canvas, "TH", tags.COLUMN):
                if title:
                    fitted_line(canvas, x, y, title, width - 8, 8, face=STRONG, ink="text2")
            x += width


def _draw_check_line(canvas: Canvas, person: ParticipantRow, number: int, y: float) -> None:
    x = MARGIN
    with tags.node(canvas, "TD"):
        fitted_line(canvas, x, y - 17, str(number), 20, 8.5, ink="text3")
    x += _CHECK[0][0]
    room = _CHECK[1][0] - 12
    with tags.node(canvas, "TD"):
        fitted_line(canvas, x, y - 17, person.certificate_name, room, 12.5, face=STRONG)
        if person.own_script_name:
            up, _ = extents_em(printable(person.own_script_name), MEDIUM)
            fitted_line(canvas, x, y - 33, person.own_script_name, room, min(10.5, 17 / up))
    x += _CHECK[1][0]
    badge = person.badge_name or person.certificate_name
    title = "  ·  ".join(part for part in (person.honorific, badge) if part)
    with tags.node(canvas, "TD"):
        fitted_line(canvas, x, y - 17, title, _CHECK[2][0] - 12, 9.5)
        state = tr("Confirmed") if person.name_confirmed else ""
        fitted_line(canvas, x, y - 32, state, _CHECK[2][0] - 12, 8, face=MEDIUM, ink="ok")
    for _ in _CHECK[3:]:
        with tags.node(canvas, "TD"):
            pass  # room for a pen
    x += _CHECK[2][0]
    hairline(canvas, x, y - ROW + 9, _CHECK[3][0] - 14, strong=True)
    x += _CHECK[3][0]
    canvas.setStrokeColor(colour("border_strong"))
    canvas.setLineWidth(0.7)
    canvas.roundRect(x, y - ROW + 7, _CHECK[4][0] - 4, ROW - 14, 3, stroke=1, fill=0)


# --- the list to take home --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """What the list may say of somebody; `email` only of who agreed to share it."""

    name: str
    own_script_name: str
    honorific: str
    country: str
    institution: str
    position: str
    role: str
    group: str
    email: str


def by_consent(people: Sequence[ParticipantRow]) -> tuple[tuple[ListedPerson, ...], int]:
    """Who may be listed, in order of family name, and how many others there are."""
    here = [person for person in people if not person.withdrawn]
    agreed = sorted((p for p in here if p.consent_name_in_report), key=_order)
    return tuple(map(_listed, agreed)), len(here) - len(agreed)


def _order(person: ParticipantRow) -> tuple[str, str]:
    return by_family_name(person.family_name, person.certificate_name)


def _listed(person: ParticipantRow) -> ListedPerson:
    is_participant = person.role is ParticipantRole.PARTICIPANT
    return ListedPerson(
        person.certificate_name, person.own_script_name, person.honorific, person.country,
        person.institution, person.position, "" if is_participant else label(person.role),
        person.group, person.email if person.consent_share_contact else "",
    )  # fmt: skip


def write_participant_list(
    people: Sequence[ParticipantRow], programme: ProgrammeRow, path: Path, job: Job | None = None
) -> None:
    """Write the list of those who agreed to be named.

    Raises EnvironmentProblem, `nothing-to-export` where nobody did.
    """
    listed, others = by_consent(people)
    if not listed:
        what = tr("nobody has agreed to be named")
        raise EnvironmentProblem("nothing-to-export", what=what)
    most = int((pdf.LANDSCAPE[1] - 124 - FOOT) // LIST_ROW)
    parts = [listed[start : start + most] for start in range(0, len(listed), most)]
    pages: list[Page] = [
        (pdf.LANDSCAPE, partial(_draw_list, people=part, programme=programme,
                                others=others if part is parts[-1] else 0))
        for part in parts
    ]  # fmt: skip
    write_pages(pages, tr("List of participants"), programme, path, job)


_LIST = (("name", 218), ("office", 268), ("country", 100), ("group", 44), ("email", 140))


def _draw_list(
    canvas: Canvas, people: Sequence[ListedPerson], programme: ProgrammeRow, others: int
) -> None:
    when = date_range(programme.first_day, programme.last_day)
    where = ", ".join(part for part in (programme.place, when) if part)
    top = draw_head(canvas, pdf.LANDSCAPE, programme.title, tr("List of participants"), where)
    titles = {
        "name": tr("Name"), "office": tr("Institution and position"), "country": tr("Country"),
        "group": tr("Group"), "email": tr("E-mail"),
    }  # fmt: skip
    y = top - 16
    with tags.node(canvas, "Table"):
        _draw_column_heads(canvas, top - 10, [(width, titles[name]) for name, width in _LIST])
        for person in people:
            hairline(canvas, MARGIN, y, pdf.LANDSCAPE[0] - 2 * MARGIN)
            with tags.node(canvas, "TR"):
                _draw_list_line(canvas, person, y)
            y -= LIST_ROW
    hairline(canvas, MARGIN, y, pdf.LANDSCAPE[0] - 2 * MARGIN)
    if others:
        text = trn("One further person took part and is not named here.",
                   "{n} further people took part and are not named here.", others)  # fmt: skip
        fitted_line(canvas, MARGIN, y - 14, text, 500, 8, ink="text2")


def _draw_list_line(canvas: Canvas, person: ListedPerson, y: float) -> None:
    first = {
        "name": " ".join(p for p in (person.honorific, person.name) if p),
        "office": person.institution, "country": person.country, "group": person.group,
        "email": person.email,
    }  # fmt: skip
    second = {
        "name": "  ·  ".join(p for p in (person.own_script_name, person.role) if p),
        "office": person.position,
    }  # fmt: skip
    x = MARGIN
    for name, width in _LIST:
        face = STRONG if name == "name" else MEDIUM if name == "group" else PLAIN
        size = 9.5 if name == "name" else 8.5
        with tags.node(canvas, "TD"):
            fitted_line(canvas, x, y - 12, first[name], width - 10, size, face=face)
            if name in second:
                fitted_line(canvas, x, y - 24, second[name], width - 10, 8, ink="text2")
        x += width

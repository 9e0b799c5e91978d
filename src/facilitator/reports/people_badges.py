"""Badges, ten to an A4 sheet with cut marks, and name signs for the tables, two to a sheet.

What stands on them everybody in the room may read: names, office, country, group, and whether
photographs are allowed. The code holds the person's key for attendance and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from facilitator.application.jobs import Job
from facilitator.application.rows.people import ParticipantRow
from facilitator.application.rows.programme import ProgrammeRow
from facilitator.domain.attendance import badge_code
from facilitator.domain.people import ParticipantRole
from facilitator.reports import pdf, tags
from facilitator.reports.fonts import Face
from facilitator.reports.labels import label
from facilitator.reports.palette import WHITE, colour
from facilitator.reports.qr import mask_operators, qr_code
from facilitator.reports.sheets import MEDIUM, PLAIN, STRONG, Page, fitted_line, write_pages
from facilitator.reports.text import Align, Style, draw_line, extents_em, fit_text, printable
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.i18n import tr

COLUMNS, ROWS = 2, 5
WIDTH, HEIGHT = 90 * pdf.MM, 55 * pdf.MM
LEFT = (pdf.PORTRAIT[0] - COLUMNS * WIDTH) / 2
TOP = pdf.PORTRAIT[1] - 8 * pdf.MM
"""The sheet's badges begin here; below them the foot has room."""
CUT = 5 * pdf.MM
QR = 16 * pdf.MM
_PAD = 12.0


def badge_people(people: Sequence[ParticipantRow]) -> list[ParticipantRow]:
    """Everybody in every role who has not withdrawn.

    Raises EnvironmentProblem `nothing-to-export` where there is nobody.
    """
    here = [person for person in people if not person.withdrawn]
    if not here:
        raise EnvironmentProblem("nothing-to-export", what=tr("there are no participants"))
    return here


def write_badges(
    people: Sequence[ParticipantRow], programme: ProgrammeRow, path: Path, job: Job | None = None
) -> None:
    """Write badges of 90 x 55 mm, ten to a page; the cut marks stand alike on all pages.

    Raises EnvironmentProblem.
    """
    here = badge_people(people)
    pages: list[Page] = []
    for start in range(0, len(here), COLUMNS * ROWS):
        some = here[start : start + COLUMNS * ROWS]
        pages.append((pdf.PORTRAIT, partial(_draw_sheet, people=some, programme=programme)))
    write_pages(pages, tr("Badges"), programme, path, job)


def _draw_sheet(canvas: Canvas, people: Sequence[ParticipantRow], programme: ProgrammeRow) -> None:
    _draw_cut_marks(canvas)
    for number, person in enumerate(people):
        row, column = divmod(number, COLUMNS)
        canvas.saveState()
        canvas.translate(LEFT + column * WIDTH, TOP - (row + 1) * HEIGHT)
        with tags.entry(canvas):
            _draw_badge(canvas, person, programme)
        canvas.restoreState()


def _draw_cut_marks(canvas: Canvas) -> None:
    """Short lines outside the badges at each edge, where the knife goes."""
    canvas.setStrokeColor(colour("text2"))
    canvas.setLineWidth(0.35)
    bottom, right = TOP - ROWS * HEIGHT, LEFT + COLUMNS * WIDTH
    for column in range(COLUMNS + 1):
        x = LEFT + column * WIDTH
        canvas.line(x, TOP + 1.5, x, TOP + CUT)
        canvas.line(x, bottom - 1.5, x, bottom - CUT + 3)
    for row in range(ROWS + 1):
        y = TOP - row * HEIGHT
        canvas.line(LEFT - CUT, y, LEFT - 1.5, y)
        canvas.line(right + 1.5, y, right + CUT, y)
    canvas.setLineWidth(0.2)
    canvas.setStrokeColor(colour("border"))
    for column in range(1, COLUMNS):
        canvas.line(LEFT + column * WIDTH, TOP, LEFT + column * WIDTH, bottom)
    for row in range(1, ROWS):
        canvas.line(LEFT, TOP - row * HEIGHT, right, TOP - row * HEIGHT)


def _draw_badge(canvas: Canvas, person: ParticipantRow, programme: ProgrammeRow) -> None:
    role = person.role
    band = colour("accent") if role is ParticipantRole.PARTICIPANT else colour("warn")
    canvas.setFillColor(band)
    canvas.rect(0, HEIGHT - 7, WIDTH, 7, stroke=0, fill=1)
    room = WIDTH - 2 * _PAD
    head = room - (34 if person.group else 0)
    fitted_line(canvas, _PAD, HEIGHT - 20, programme.title, head, 7, face=MEDIUM, ink="text2")
    if role is not ParticipantRole.PARTICIPANT:
        fitted_line(canvas, _PAD, HEIGHT - 30, label(role), head, 8, face=STRONG, ink=band)
    if person.group:
        _draw_group(canvas, person.group, WIDTH - _PAD - 13, HEIGHT - 27)
    _draw_names(canvas, person, head)
    low = room - QR - 4
    fitted_line(canvas, _PAD, 35, person.institution, low, 8, ink="text")
    fitted_line(canvas, _PAD, 25, person.country, low, 8, face=MEDIUM, ink="text2")
    _draw_photo_mark(canvas, _PAD, 9, allowed=person.consent_photo)
    canvas.setFillColor(colour("text"))
    code = qr_code(badge_code(person.id))
    canvas._code.append(mask_operators(code, WIDTH - QR - 8, 8, QR))  # noqa: SLF001


def _draw_group(canvas: Canvas, letter: str, x: float, y: float) -> None:
    canvas.setFillColor(colour("accent_press"))
    canvas.circle(x, y, 12, stroke=0, fill=1)
    fitted_line(canvas, x, y - 5, letter, 18, 14, face=STRONG, ink=WHITE, align=Align.CENTRE)


def _draw_names(canvas: Canvas, person: ParticipantRow, first_room: float) -> None:
    """The badge's name large, beneath it the full name where it differs, and the own script."""
    big = person.badge_name or person.certificate_name
    full = " ".join(p for p in (person.honorific, person.certificate_name) if p)
    lines: list[tuple[str, Face, float, str]] = []
    fitted = fit_text(printable(big), STRONG, 23, min(first_room, WIDTH - 2 * _PAD), 13, 2)
    lines += [(line, STRONG, fitted.size, "text") for line in fitted.lines]
    if person.badge_name and person.badge_name != person.certificate_name:
        lines.append((full, MEDIUM, 9.0, "text2"))
    if person.own_script_name:
        lines.append((person.own_script_name, PLAIN, 12.0, "text"))
    _stack(canvas, lines, HEIGHT - 34, 46, WIDTH - 2 * _PAD)


def _stack(
    canvas: Canvas, lines: Sequence[tuple[str, Face, float, str]], top: float, bottom: float,
    room: float,
) -> None:  # fmt: skip
    """Lines one under another, each as high as its script needs, all smaller if they must be."""
    sizes = [fit_text(printable(t), f, s, room, s * 0.3, 1).size for t, f, s, _ in lines]
    extents = [extents_em(printable(text), face) for text, face, *_ in lines]
    wanted = sum((up + down) * size for (up, down), size in zip(extents, sizes, strict=True))
    scale = min(1.0, (top - bottom) / wanted) if wanted else 1.0
    y = top
    for (text, face, _, ink), size, (up, down) in zip(lines, sizes, extents, strict=True):
        y -= up * size * scale
        style = Style(size * scale, face=face, colour=colour(ink))
        draw_line(canvas, _PAD, y, printable(text), style)
        y -= down * size * scale


def _draw_photo_mark(canvas: Canvas, x: float, y: float, *, allowed: bool) -> None:
    """A camera, struck through where the person did not agree; the words say the same."""
    ink = colour("ok") if allowed else colour("danger")
    _draw_camera(canvas, x, y, ink)
    if not allowed:
        canvas.setStrokeColor(ink)
        canvas.setLineWidth(1.3)
        canvas.line(x - 1.5, y - 1.5, x + 14.5, y + 10.5)
    words = tr("Photographs are fine") if allowed else tr("No photographs, please")
    fitted_line(canvas, x + 19, y + 1.5, words, 110, 7, face=STRONG, ink=ink)


def _draw_camera(canvas: Canvas, x: float, y: float, ink: Color) -> None:
    canvas.setStrokeColor(ink)
    canvas.setFillColor(WHITE)
    canvas.setLineWidth(0.9)
    canvas.roundRect(x, y, 13, 8.5, 1.6, stroke=1, fill=1)
    canvas.rect(x + 4, y + 8.5, 5, 1.6, stroke=1, fill=1)
    canvas.circle(x + 6.5, y + 4.1, 2.5, stroke=1, fill=0)


# --- name signs -------------------------------------------------------------------------------------


def write_name_signs(
    people: Sequence[ParticipantRow], programme: ProgrammeRow, path: Path, job: Job | None = None
) -> None:
    """Write name signs, two to a page: cut across, fold, and the name is read from both sides.

    Raises EnvironmentProblem.
    """
    here = badge_people(people)
    pages: list[Page] = [
        (pdf.PORTRAIT, partial(_draw_signs, people=here[start : start + 2]))
        for start in range(0, len(here), 2)
    ]
    write_pages(pages, tr("Name signs"), programme, path, job)


def _draw_signs(canvas: Canvas, people: Sequence[ParticipantRow]) -> None:
    width, height = pdf.PORTRAIT
    half = height / 2
    canvas.setStrokeColor(colour("text2"))
    canvas.setLineWidth(0.35)
    for x in (0.0, width - CUT):
        canvas.line(x, half, x + CUT, half)
    for number, person in enumerate(people):
        bottom = height - (number + 1) * half
        canvas.setStrokeColor(colour("border"))
        canvas.setDash(3, 3)
        canvas.line(0, bottom + half / 2, width, bottom + half / 2)
        canvas.setDash()
        canvas.saveState()
        canvas.translate(0, bottom)
        with tags.entry(canvas):
            _draw_sign(canvas, person, width, half / 2)
        canvas.translate(width, half)
        canvas.rotate(180)
        with tags.decoration(canvas):  # the same again for the other side: read out once
            _draw_sign(canvas, person, width, half / 2)
        canvas.restoreState()


def _draw_sign(canvas: Canvas, person: ParticipantRow, width: float, height: float) -> None:
    """One side of a sign, standing on its foot."""
    room = width - 90
    centre = width / 2
    canvas.setFillColor(colour("accent"))
    canvas.rect(0, 30, 9, height - 44, stroke=0, fill=1)
    name = printable(person.badge_name or person.certificate_name)
    fitted = fit_text(name, STRONG, 50, room, 30, 2)
    y = height * 0.66 + (len(fitted.lines) - 1) * fitted.size * 0.3
    for line in fitted.lines:
        style = Style(fitted.size, face=STRONG, colour=colour("text"), align=Align.CENTRE)
        draw_line(canvas, centre, y, line, style)
        y -= fitted.size * 1.12
    y = min(y + fitted.size * 0.75, height * 0.56)
    if person.badge_name and person.badge_name != person.certificate_name:
        full = " ".join(p for p in (person.honorific, person.certificate_name) if p)
        fitted_line(canvas, centre, y - 14, full, room, 16, face=MEDIUM, align=Align.CENTRE)
        y -= 19
    if person.own_script_name:
        up, down = extents_em(printable(person.own_script_name), PLAIN)
        y -= up * 18
        fitted_line(canvas, centre, y, person.own_script_name, room, 18, align=Align.CENTRE)
        y -= down * 18
    origin = "  ·  ".join(p for p in (person.institution, person.country) if p)
    fitted_line(canvas, centre, 40, origin, room, 12, face=MEDIUM, ink="text2", align=Align.CENTRE)
    if person.group:
        _draw_group(canvas, person.group, width - 40, height - 34)

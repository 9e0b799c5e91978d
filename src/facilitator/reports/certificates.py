"""Certificates of participation and of completion: A4 landscape, to be printed and framed.

What is the same on many sheets is drawn once as a form; a sheet adds its names, its serial and its
code. Who gets which certificate is decided elsewhere (`domain.certificates`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from facilitator.application.jobs import Job
from facilitator.application.rows.certificates import CertificateSheet
from facilitator.application.rows.programme import OrganisationRow, ProgrammeRow, SignatoryRow
from facilitator.domain.certificates import CertificateKind
from facilitator.domain.programme import OrganisationRole
from facilitator.reports import certificate_art as art
from facilitator.reports import pdf, pictures
from facilitator.reports.fonts import Face, Family, Weight
from facilitator.reports.palette import BRASS, BRASS_SOFT, WHITE, colour, mixed
from facilitator.reports.qr import mask_operators, qr_code
from facilitator.reports.text import Align, Style, draw_line, extents_em, fit_text, printable
from facilitator.reports.words import date_range, date_text, hours_text, listed
from facilitator.support.files import make_folder, slug
from facilitator.support.i18n import tr

WIDTH, HEIGHT = pdf.LANDSCAPE
CENTRE = WIDTH / 2
ROOM = 640.0
"""Width in points that the texts in the middle may take."""
MARGIN = art.FRAME + 22.0
QR_SIZE = 21 * pdf.MM

_SERIF = Face(Family.SERIF, Weight.BOLD)
_SANS = Face()
_STRONG = Face(weight=Weight.SEMIBOLD)

_LEADING = 1.25
NAME_TOP, NAME_BOTTOM = 398.0, 300.0
"""Between these heights stand the name and the name in its own script."""


@dataclass(frozen=True, slots=True)
class _Ground:
    """What sheets that share a form have in common."""

    kind: CertificateKind
    issued_on: date
    hours: float


def write_certificates(
    sheets: Sequence[CertificateSheet], programme: ProgrammeRow, path: Path,
    job: Job | None = None,
) -> None:  # fmt: skip
    """Write all sheets into one PDF, one page each, for the printer.

    Raises EnvironmentProblem when the file cannot be written; nothing is left then, nor when the
    job is cancelled.
    """
    with pdf.document(path, pdf.LANDSCAPE, _about(programme)) as canvas:
        _draw_all(canvas, sheets, programme, job)


def write_certificate_files(
    sheets: Sequence[CertificateSheet], programme: ProgrammeRow, directory: Path,
    job: Job | None = None,
) -> list[Path]:  # fmt: skip
    """Write one PDF a person into the directory, made if it is not there; the files in order.

    A file written before a cancel stays: each is whole.
    """
    make_folder(directory)
    written: list[Path] = []
    for number, sheet in enumerate(sheets, 1):
        pdf.check(job)
        path = _unused(directory / file_name(sheet), written)
        with pdf.document(path, pdf.LANDSCAPE, _about(programme, sheet)) as canvas:
            _draw_all(canvas, [sheet], programme, None)
        written.append(path)
        pdf.advance(job, number, len(sheets), path.name)
    return written


def file_name(sheet: CertificateSheet) -> str:
    """`2024-11-001_vilay-phommachanh.pdf`: safe on every system, unique by its serial."""
    return f"{slug(sheet.serial, 40)}_{slug(sheet.name)}.pdf"


def _unused(path: Path, written: Sequence[Path]) -> Path:
    """The path, with a number where this export has used it: serials may differ only in signs."""
    used, number, free = set(written), 2, path
    while free in used:
        free, number = path.with_stem(f"{path.stem}-{number}"), number + 1
    return free


def heading(kind: CertificateKind) -> str:
    """The certificate's title."""
    if kind is CertificateKind.COMPLETION:
        return tr("Certificate of Completion")
    return tr("Certificate of Participation")


def plain_facts(sheet: CertificateSheet, programme: ProgrammeRow) -> str:
    """The lines that the code holds."""
    lines = [
        sheet.serial, heading(sheet.kind), sheet.name, programme.title,
        f"{programme.place}, {date_range(programme.first_day, programme.last_day)}",
        tr("Issued {date}", date=date_text(sheet.issued_on)),
    ]  # fmt: skip
    if programme.is_sample:
        lines.append(tr("Sample"))
    return "\n".join(lines)


def _about(programme: ProgrammeRow, sheet: CertificateSheet | None = None) -> pdf.About:
    title = tr("Certificates: {title}", title=programme.title)
    if sheet is not None:
        title = f"{heading(sheet.kind)}: {sheet.name}"
    organisers = listed(programme.named(OrganisationRole.ORGANISER))
    return pdf.About(title, organisers or programme.title, programme.title)


def _draw_all(
    canvas: Canvas, sheets: Sequence[CertificateSheet], programme: ProgrammeRow,
    job: Job | None,
) -> None:  # fmt: skip
    forms: dict[_Ground, str] = {}
    total = len(sheets)
    if not total:  # a PDF has at least one page
        note = tr("No certificate has been issued yet.")
        _centred(canvas, note, HEIGHT / 2, 14, _SANS, colour("text2"))
        canvas.showPage()
    for kind in dict.fromkeys(sheet.kind for sheet in sheets):
        pdf.add_form(canvas, _art_name(kind), pdf.LANDSCAPE, _art(kind))
    for number, sheet in enumerate(sheets, 1):
        ground = _Ground(sheet.kind, sheet.issued_on, sheet.hours)
        if ground not in forms:
            forms[ground] = f"ground{len(forms)}"
            canvas.beginForm(forms[ground], 0, 0, WIDTH, HEIGHT)
            _draw_ground(canvas, ground, programme)
            canvas.endForm()
        canvas.doForm(forms[ground])
        _draw_sheet(canvas, sheet, programme)
        canvas.showPage()
        pdf.advance(job, number, total, sheet.name)


# --- what a sheet has of its own ---------------------------------------------------------------


def _draw_sheet(canvas: Canvas, sheet: CertificateSheet, programme: ProgrammeRow) -> None:
    _draw_names(canvas, sheet)
    serial = Style(size=9, face=_STRONG, colour=colour("text"), align=Align.LEFT)
    draw_line(canvas, MARGIN, _FOOT + 34, printable(sheet.serial), serial)
    code = qr_code(plain_facts(sheet, programme))
    canvas.setFillColor(colour("text"))
    x = WIDTH - MARGIN - QR_SIZE
    canvas._code.append(mask_operators(code, x, _FOOT, QR_SIZE))  # noqa: SLF001


def _draw_names(canvas: Canvas, sheet: CertificateSheet) -> None:
    own = printable(sheet.own_script_name)
    name = printable(sheet.name)
    if own == name:
        own = ""
    blocks = [(name, _SERIF, 40.0, 25.0, colour("text"))]
    if own:
        blocks.append((own, _SANS, 21.0, 13.0, colour("text2")))
    box = NAME_TOP - NAME_BOTTOM
    gap = 7.0 if own else 0.0
    set_blocks = [
        (fit_text(text, face, size, ROOM, floor, 3), face, ink)
        for text, face, size, floor, ink in blocks
    ]
    needed = sum(_height(fitted.lines, face, fitted.size) for fitted, face, _ in set_blocks) + gap
    scale = min(1.0, box / needed)
    y = NAME_TOP - (box - needed * scale) / 2
    for fitted, face, ink in set_blocks:
        size = fitted.size * scale
        for line in fitted.lines:
            above, below = extents_em(line, face)
            y -= above * size
            style = Style(size=size, face=face, colour=ink, align=Align.CENTRE)
            draw_line(canvas, CENTRE, y, line, style)
            y -= below * size
        y -= gap * scale


def _height(lines: Sequence[str], face: Face, size: float) -> float:
    return sum(sum(extents_em(line, face)) for line in lines) * size


# --- what many sheets share --------------------------------------------------------------------

_FOOT = MARGIN + 12.0
"""Lower edge of the code, the serial and the signatories' titles."""


def _second_ink(kind: CertificateKind) -> Color:
    return BRASS if kind is CertificateKind.COMPLETION else colour("accent")


def _art_name(kind: CertificateKind) -> str:
    return f"art-{kind.value}"


@cache
def _art(kind: CertificateKind) -> bytes:
    """Border and backdrop, computed once a process: they cost more than all the rest of a sheet."""
    second = _second_ink(kind)
    inner = BRASS_SOFT if kind is CertificateKind.COMPLETION else second

    def draw(canvas: Canvas) -> None:
        art.backdrop(canvas, (CENTRE, 330), 170, second)
        art.border(canvas, WIDTH, HEIGHT, art.Inks(colour("accent"), colour("accent_press"), inner))

    return pdf.operators(pdf.LANDSCAPE, draw)


def _draw_ground(canvas: Canvas, ground: _Ground, programme: ProgrammeRow) -> None:
    if programme.is_sample:
        _draw_sample_mark(canvas)
    canvas.doForm(_art_name(ground.kind))
    _draw_head(canvas, ground.kind, programme, _second_ink(ground.kind))
    _draw_body(canvas, ground, programme)
    _draw_signatories(canvas, programme.signatories[:4])
    _draw_issue(canvas, ground)
    _draw_last_line(canvas, programme)


def _centred(
    canvas: Canvas, text: str, y: float, size: float, face: Face, ink: Color,
    *, room: float = ROOM, floor: float = 8.0, most: int = 1, leading: float = _LEADING,
) -> float:  # fmt: skip
    """Set a text in the middle, its first baseline at `y`; the last baseline."""
    fitted = fit_text(printable(text), face, size, room, floor, most)
    for number, line in enumerate(fitted.lines):
        if number:
            y -= fitted.size * max(leading, sum(extents_em(line, face)))
        draw_line(canvas, CENTRE, y, line, Style(size=fitted.size, face=face, colour=ink,
                                                 align=Align.CENTRE))  # fmt: skip
    return y


def _draw_head(
    canvas: Canvas, kind: CertificateKind, programme: ProgrammeRow, second: Color
) -> None:
    _draw_logos(canvas, programme.organisations)
    names = programme.named(OrganisationRole.ORGANISER) + programme.named(OrganisationRole.PARTNER)
    hosts = " · ".join(names)
    lines = len(fit_text(hosts, _STRONG, 9.5, ROOM, 7, 2).lines)
    _centred(canvas, hosts, 485 + 4 * lines, 9.5, _STRONG, colour("accent_text"), floor=7, most=2,
             leading=1.15)  # fmt: skip
    _centred(canvas, heading(kind), 446, 35, _SERIF, colour("accent_press"))
    art.ornament(canvas, (CENTRE, 430), 110, second)
    _centred(canvas, tr("This certificate is awarded to"), 407, 11, _SANS, colour("text2"))


def _draw_logos(canvas: Canvas, organisations: Sequence[OrganisationRow]) -> None:
    readers = [pictures.picture(o.logo) for o in organisations if o.logo]
    shown = [reader for reader in readers if reader is not None][:6]
    if not shown:
        art.mark(canvas, (CENTRE, 520), 34, colour("accent"))
        return
    gap, height = 26.0, 32.0
    most = (ROOM - gap * (len(shown) - 1)) / len(shown)
    widths = [pictures.size_in(reader, min(most, 150), height)[0] for reader in shown]
    x = CENTRE - (sum(widths) + gap * (len(shown) - 1)) / 2
    for reader, width in zip(shown, widths, strict=True):
        pictures.draw_in(canvas, reader, x, 503, width, height)
        x += width + gap


@dataclass(frozen=True, slots=True)
class _Part:
    """A text of the body: how it is set, and how far below the text before it, in points."""

    text: str
    gap: float
    size: float
    face: Face
    ink: Color
    most: int = 2


def _body_parts(ground: _Ground, programme: ProgrammeRow) -> list[_Part]:
    text, text2 = colour("text"), colour("text2")
    parts = [
        _Part(_deed(ground.kind), 0, 11, _SANS, text2, 1),
        _Part(programme.title, 27, 21, _SERIF, text),
        _Part(programme.subtitle, 19, 11.5, _SANS, text2),
        _Part(_where_and_when(ground, programme), 21, 11, _STRONG, text),
    ]
    if ground.kind is CertificateKind.COMPLETION:
        parts.append(_Part(_requirements(programme), 16, 9.5, _SANS, text2))
    return [part for part in parts if part.text]


def _draw_body(canvas: Canvas, ground: _Ground, programme: ProgrammeRow) -> None:
    """The programme's facts between the name and the signatures, made smaller until they fit."""
    parts = _body_parts(ground, programme)
    scale = next(
        (s for s in _SCALES if _body_height(parts, s) <= _BODY_TOP - _SIGN_TOP), _SCALES[-1]
    )
    y = _BODY_TOP
    for part in parts:
        y = _centred(canvas, part.text, y - part.gap * scale, part.size * scale, part.face,
                     part.ink, floor=0.68 * part.size * scale, most=part.most)  # fmt: skip
    _draw_objectives(canvas, programme, y - 17)


def _body_height(parts: Sequence[_Part], scale: float) -> float:
    """From the first baseline to the last."""
    height = 0.0
    for part in parts:
        size = part.size * scale
        fitted = fit_text(printable(part.text), part.face, size, ROOM, 0.68 * size, part.most)
        steps = (max(_LEADING, sum(extents_em(line, part.face))) for line in fitted.lines[1:])
        height += part.gap * scale + fitted.size * sum(steps)
    return height


def _draw_objectives(canvas: Canvas, programme: ProgrammeRow, top: float) -> None:
    """The objectives, where they can be read; fine print that nobody can read is left out."""
    if not programme.objectives:
        return
    listing = "; ".join(objective.text.strip().rstrip(".;") for objective in programme.objectives)
    text = printable(tr("Objectives: {text}.", text=listing))
    for lines in range(1, 5):
        fitted = fit_text(text, _SANS, 8.4, 620, 7.4, lines)
        height = (len(fitted.lines) - 1) * fitted.size * _LEADING
        if fitted.size >= 7.4 and top - height >= _SIGN_TOP:
            _centred(canvas, text, top, 8.4, _SANS, colour("text3"), room=620, floor=7.4,
                     most=lines)  # fmt: skip
            return


def _deed(kind: CertificateKind) -> str:
    if kind is CertificateKind.COMPLETION:
        return tr("for the completion of the training programme")
    return tr("for participation in the training programme")


def _where_and_when(ground: _Ground, programme: ProgrammeRow) -> str:
    when = date_range(programme.first_day, programme.last_day)
    if ground.hours <= 0:
        return tr("{place}, {when}", place=programme.place, when=when)
    return tr("{place}, {when}  ·  {hours} of learning", place=programme.place, when=when,
              hours=hours_text(ground.hours))  # fmt: skip


def _requirements(programme: ProgrammeRow) -> str:
    rules = programme.certificate_rules
    parts = [tr("attendance")]
    if rules.needs_assessment:
        parts.append(tr("an assessment of learning"))
    if rules.needs_case:
        parts.append(tr("a case study presented with a group"))
    return tr("The requirements were met: {parts}.", parts=listed(parts))


_SIGN_TOP = _FOOT + 74.0
"""No text of the body may come lower: signatures stand there."""
_BODY_TOP = 284.0
_SCALES = (1.0, 0.92, 0.84, 0.76, 0.68, 0.6)


def _draw_signatories(canvas: Canvas, signatories: Sequence[SignatoryRow]) -> None:
    if not signatories:
        return
    left, right = MARGIN + 118, WIDTH - MARGIN - QR_SIZE - 34
    gap = 22.0
    width = min(170.0, (right - left - gap * (len(signatories) - 1)) / len(signatories))
    whole = width * len(signatories) + gap * (len(signatories) - 1)
    x = CENTRE - whole / 2
    x = max(left, min(x, right - whole))
    for signatory in signatories:
        _draw_signatory(canvas, signatory, x, width)
        x += width + gap


def _draw_signatory(canvas: Canvas, signatory: SignatoryRow, x: float, width: float) -> None:
    line = _FOOT + 38
    reader = pictures.picture(signatory.signature) if signatory.signature else None
    if reader is not None:
        pictures.draw_in(canvas, reader, x, line + 1, width, 34)
    canvas.setStrokeColor(colour("border_strong"))
    canvas.setLineWidth(0.6)
    canvas.line(x, line, x + width, line)
    y = line - 12.5
    for text, face, ink, size in (
        (signatory.name, _STRONG, colour("text"), 9.0),
        (signatory.title, _SANS, colour("text2"), 7.8),
    ):
        fitted = fit_text(printable(text), face, size, width, 6.6, 2)
        for part in fitted.lines:
            style = Style(size=fitted.size, face=face, colour=ink, align=Align.CENTRE)
            draw_line(canvas, x + width / 2, y, part, style)
            y -= fitted.size * 1.3


def _draw_issue(canvas: Canvas, ground: _Ground) -> None:
    small = Style(size=7.4, face=_SANS, colour=colour("text3"))
    strong = Style(size=9, face=_STRONG, colour=colour("text"))
    draw_line(canvas, MARGIN, _FOOT + 46, tr("Serial number"), small)
    draw_line(canvas, MARGIN, _FOOT + 14, tr("Date of issue"), small)
    draw_line(canvas, MARGIN, _FOOT + 2, date_text(ground.issued_on), strong)


def _draw_last_line(canvas: Canvas, programme: ProgrammeRow) -> None:
    donors = listed(programme.named(OrganisationRole.DONOR))
    supported = tr("Supported by {donors}", donors=donors) if donors else ""
    parts = [programme.donor_line or supported]
    if programme.is_sample:
        parts.append(tr("Sample certificate with invented names; not valid"))
    text = "  ·  ".join(part for part in parts if part)
    if text:
        _centred(canvas, text, art.FRAME + 11, 8, _SANS, colour("text3"), floor=6)


def _draw_sample_mark(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.translate(CENTRE, 250)
    canvas.rotate(24)
    ink = mixed(WHITE, colour("border"), 0.24)
    style = Style(size=120, face=_SERIF, colour=ink, align=Align.CENTRE)
    draw_line(canvas, 0, 0, tr("Sample"), style)
    canvas.restoreState()

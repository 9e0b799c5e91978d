"""Certificates of participation and of completion, to be printed and framed.

What is the same on many sheets is drawn once as forms; a sheet adds its names, its serial and its
code. How a sheet looks is the layout's (`domain.certificate_layout`), its words are those of its own
language. Who gets which certificate is decided elsewhere (`domain.certificates`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import IO

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from facilitator.application.jobs import Job
from facilitator.application.rows.certificates import CertificateSheet, DesignRow
from facilitator.application.rows.programme import ProgrammeRow
from facilitator.domain import certificate_layout as layouts
from facilitator.domain.certificate_layout import Box, BoxKind, Layout, Ornament
from facilitator.domain.certificates import CertificateKind
from facilitator.domain.programme import OrganisationRole
from facilitator.reports import certificate_art as art
from facilitator.reports import fonts, pdf, pictures, tags
from facilitator.reports.certificate_boxes import (
    Inks,
    Place,
    Shown,
    draw_mark,
    draw_rule,
    draw_text,
    layout_picture,
    logos,
    signatories,
)  # fmt: skip
from facilitator.reports.certificate_wording import Wording, wording
from facilitator.reports.fonts import Face, Family, Weight
from facilitator.reports.palette import WHITE, colour, mixed
from facilitator.reports.pdf_canvas import TaggedCanvas
from facilitator.reports.qr import mask_operators, qr_code
from facilitator.reports.text import Align, Style, draw_line, fit_text, printable, width_em
from facilitator.support.files import slug
from facilitator.support.i18n import tr
from facilitator.support.resources import resource

_SERIF = Face(Family.SERIF, Weight.BOLD)
_SANS = Face()
Step = Callable[[Canvas, CertificateSheet], None]


@cache
def shipped_layout(name: str) -> Layout:
    """A layout that comes with the app."""
    path = resource("certificates", "layouts", f"{name}.json")
    return layouts.parse(path.read_text(encoding="utf-8"))


@cache
def layout_of(text: str) -> Layout:
    """The layout that a design names or holds; the first shipped one where it does neither."""
    if text.lstrip().startswith("{"):
        return layouts.parse(text)
    return shipped_layout(text if text in layouts.SHIPPED else layouts.SHIPPED[0])


def write_certificates(
    sheets: Sequence[CertificateSheet], programme: ProgrammeRow, path: Path,
    job: Job | None = None, design: DesignRow | None = None,
) -> None:  # fmt: skip
    """Write all sheets into one PDF, one page each, for the printer.

    Raises EnvironmentProblem when the file cannot be written; nothing is left then, nor when the
    job is cancelled.
    """
    chosen = design or DesignRow()
    size = _size(layout_of(chosen.layout))
    with pdf.document(path, size, _about(programme, chosen)) as canvas:
        total = len(sheets)
        draw_all(canvas, sheets, programme, chosen,
                 lambda done, sheet: pdf.advance(job, done, total, sheet.name))  # fmt: skip


def draw_all(
    canvas: TaggedCanvas, sheets: Sequence[CertificateSheet], programme: ProgrammeRow,
    design: DesignRow, drawn: Callable[[int, CertificateSheet], None] = lambda _done, _sheet: None,
) -> None:  # fmt: skip
    """Draw a page for each sheet, and end it; `drawn` is told of each, and may stop it all."""
    made = _Maker(canvas, programme, design)
    if not sheets:  # a PDF has at least one page
        made.empty_page()
    for number, sheet in enumerate(sheets, 1):
        made.page(sheet)
        drawn(number, sheet)


def write_proof(
    stream: IO[bytes], sheet: CertificateSheet, programme: ProgrammeRow, design: DesignRow
) -> None:
    """One sheet into a stream, for a preview."""
    with fonts.MAKING:
        size = _size(layout_of(design.layout))
        canvas = pdf.canvas_for(stream, size, _about(programme, design, sheet))
        draw_all(canvas, [sheet], programme, design)
        canvas.save()


def file_name(sheet: CertificateSheet) -> str:
    """`2024-11-001_vilay-phommachanh.pdf`: safe on every system, unique by its serial."""
    return f"{slug(sheet.serial, 40)}_{slug(sheet.name)}.pdf"


def heading(kind: CertificateKind, language: str = "en") -> str:
    """The certificate's title."""
    return wording(language).heading(kind)


def plain_facts(sheet: CertificateSheet, programme: ProgrammeRow, language: str = "en") -> str:
    """The lines that the code of an unsigned certificate holds: any reader shows them, they prove
    nothing."""
    words = wording(language)
    title, place, days = _event(sheet, programme, words)
    lines = [
        sheet.serial, words.heading(sheet.kind), sheet.name, title, f"{place}, {days}",
        f"{words.say('issued_label')}: {words.day(sheet.issued_on)}",
    ]  # fmt: skip
    if programme.is_sample:
        lines.append(words.say("sample_mark"))
    return "\n".join(lines)


def _event(sheet: CertificateSheet, programme: ProgrammeRow, words: Wording) -> tuple[str, ...]:
    """Title, place and days as they were when the certificate was issued."""
    if sheet.first_day is None or sheet.last_day is None:
        days = words.days(programme.first_day, programme.last_day)
        return sheet.programme_title or programme.title, sheet.place or programme.place, days
    return sheet.programme_title, sheet.place, words.days(sheet.first_day, sheet.last_day)


def _size(layout: Layout) -> tuple[float, float]:
    wide, high = layout.size
    return wide * pdf.MM, high * pdf.MM


def _about(
    programme: ProgrammeRow, design: DesignRow, sheet: CertificateSheet | None = None
) -> pdf.About:
    title = tr("Certificates: {title}", title=programme.title)
    if sheet is not None:
        title = f"{heading(sheet.kind, design.language)}: {sheet.name}"
    organisers = ", ".join(programme.named(OrganisationRole.ORGANISER))
    return pdf.About(title, organisers or programme.title, programme.title, design.language)


# --- the texts ---------------------------------------------------------------------------------


def _values(sheet: CertificateSheet, programme: ProgrammeRow, words: Wording) -> dict[str, str]:
    """What the fields of the layout stand for on a sheet, but for the person's own."""
    title, place, days = _event(sheet, programme, words)
    donors = list(programme.named(OrganisationRole.DONOR))
    supported = words.say("supported", donors=words.listed(donors)) if donors else ""
    last = [programme.donor_line or supported]
    if programme.is_sample:
        last.append(words.say("sample"))
    organisers = programme.named(OrganisationRole.ORGANISER)
    partners = programme.named(OrganisationRole.PARTNER)
    return {
        "heading": words.heading(sheet.kind), "awarded": words.say("awarded"),
        "deed": words.say(f"deed_{sheet.kind.value}"), "programme": title,
        "subtitle": programme.subtitle, "when": days, "place": place,
        "hours": words.hours(sheet.hours), "serial_label": words.say("serial_label"),
        "issued_label": words.say("issued_label"), "issued": words.day(sheet.issued_on),
        "organisers": " · ".join(organisers + partners),
        "donor": "  ·  ".join(part for part in last if part),
        "requirements": _requirements(sheet.kind, programme, words),
        "objectives": _objectives(programme, words),
        "sample": words.say("sample") if programme.is_sample else "",
    }  # fmt: skip


def _personal(sheet: CertificateSheet, values: dict[str, str]) -> dict[str, str]:
    name, own = printable(sheet.name), printable(sheet.own_script_name)
    return {**values, "name": name, "own_name": "" if own == name else own,
            "serial": printable(sheet.serial)}  # fmt: skip


def _requirements(kind: CertificateKind, programme: ProgrammeRow, words: Wording) -> str:
    if kind is not CertificateKind.COMPLETION:
        return ""
    rules = programme.certificate_rules
    parts = [words.say("attendance")]
    if rules.needs_assessment:
        parts.append(words.say("assessment"))
    if rules.needs_case:
        parts.append(words.say("case"))
    return words.say("requirements", parts=words.listed(parts))


def _objectives(programme: ProgrammeRow, words: Wording) -> str:
    if not programme.objectives:
        return ""
    listing = "; ".join(objective.text.strip().rstrip(".;") for objective in programme.objectives)
    return words.say("objectives", text=listing)


def _text_of(box: Box, values: dict[str, str]) -> str:
    """The box's text, its fields filled; what stood between two fields goes with an empty one."""
    text = layouts.filled(box.text, values)
    return "\n".join(line.strip(" ·,") for line in text.split("\n"))


# --- the pages ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Ground:
    """What sheets that share their forms have in common."""

    kind: CertificateKind
    issued_on: date
    hours: float
    event: tuple[object, ...]


@dataclass(slots=True)
class _Maker:
    """Draws sheet after sheet on one canvas."""

    canvas: TaggedCanvas
    programme: ProgrammeRow
    design: DesignRow
    layout: Layout = field(init=False)
    words: Wording = field(init=False)
    steps: dict[_Ground, list[Step]] = field(default_factory=dict)
    forms: int = 0

    def __post_init__(self) -> None:
        self.layout = layout_of(self.design.layout)
        self.words = wording(self.design.language)

    @property
    def size(self) -> tuple[float, float]:
        return _size(self.layout)

    def empty_page(self) -> None:
        """Say that there is nothing to print."""
        width, height = self.size
        style = Style(14, face=_SANS, colour=colour("text2"), align=Align.CENTRE)
        note = tr("No certificate has been issued yet.")
        draw_line(self.canvas, width / 2, height / 2, note, style)
        self.canvas.showPage()

    def page(self, sheet: CertificateSheet) -> None:
        """Draw one sheet."""
        event = (sheet.programme_title, sheet.place, sheet.first_day, sheet.last_day)
        ground = _Ground(sheet.kind, sheet.issued_on, sheet.hours, event)
        steps = self.steps.get(ground)
        if steps is None:
            steps = self.steps[ground] = list(self._prepared(sheet))
        structure = self.canvas.structure
        structure.push("Sect")
        for number, step in enumerate(steps):
            step(self.canvas, sheet)
            if number == 0 and sheet.is_proof:  # over the paper, under the texts
                self._mark(self.words.say("proof_mark"), 0.16)
        structure.pop()
        self.canvas.showPage()

    def _prepared(self, sheet: CertificateSheet) -> Iterator[Step]:
        """What draws the sheets of a ground, in the order in which they are read."""
        values = _values(sheet, self.programme, self.words)
        inks = Inks(HexColor(self.layout.ink), self._second(sheet.kind))
        art_name = self._paper(sheet.kind)
        yield lambda canvas, _sheet: canvas.doForm(art_name)
        for box in self.layout.boxes:
            place = Place.of(box, self.layout)
            yield from self._box_steps(box, place, values, inks)

    def _text_steps(
        self, box: Box, place: Place, values: dict[str, str], inks: Inks
    ) -> Iterator[Step]:
        if not box.is_personal:
            text = _text_of(box, values)
            if text:
                yield self._shared(box, lambda canvas: draw_text(canvas, box, place, text, inks))
            return

        def own(canvas: Canvas, sheet: CertificateSheet) -> None:
            opened = tags.begin(canvas)
            draw_text(canvas, box, place, _text_of(box, _personal(sheet, values)), inks)
            if opened:
                tags.end(canvas)

        yield own

    def _box_steps(
        self, box: Box, place: Place, values: dict[str, str], inks: Inks
    ) -> Iterator[Step]:
        if box.kind is BoxKind.TEXT:
            yield from self._text_steps(box, place, values, inks)
        elif box.kind is BoxKind.CODE:
            yield lambda canvas, sheet: self._code(canvas, sheet, place)
        elif box.kind is BoxKind.LOGOS:
            shown = list(logos(box, place, self.programme))
            yield from map(self._shown, shown)
            if not shown and self.layout.ornament is not Ornament.BAND:
                yield self._decoration(lambda canvas: draw_mark(canvas, place, inks))
        elif box.kind is BoxKind.SIGNATORIES:
            yield from map(self._shown, signatories(box, place, self.programme.signatories))
        elif box.kind is BoxKind.PICTURE:
            yield from map(self._shown, layout_picture(box, place))
        else:
            yield self._decoration(lambda canvas: draw_rule(canvas, box, place, inks))

    def _form(self, draw: Callable[[Canvas], object]) -> str:
        """Draw once, to be shown on many pages; the name of the form."""
        name = f"t{self.forms}"
        self.forms += 1
        self.canvas.beginForm(name, 0, 0, *self.size)
        draw(self.canvas)
        self.canvas.endForm()
        return name

    def _decoration(self, draw: Callable[[Canvas], object]) -> Step:
        """Line work drawn once; nobody reads it out."""
        name = self._form(draw)
        return lambda canvas, _sheet: canvas.doForm(name)

    def _shown(self, shown: Shown) -> Step:
        """A picture or a text drawn once, shown on each page in its own right."""
        name = self._form(shown.draw)
        kind, entries = "P", b""
        if shown.alt:
            place = shown.place
            area = (place.x, place.y, place.width, place.height)
            kind, entries = "Figure", tags.figure_entries(shown.alt, area)

        def show(canvas: Canvas, _sheet: CertificateSheet) -> None:
            opened = tags.begin(canvas, kind, entries)
            canvas.doForm(name)
            if opened:
                tags.end(canvas)

        return show

    def _shared(self, box: Box, draw: Callable[[Canvas], object]) -> Step:
        """A text drawn once as a form; each page shows it as its own heading or paragraph."""
        name = self._form(draw)

        def show(canvas: Canvas, _sheet: CertificateSheet) -> None:
            structure = tags.structure_of(canvas)
            kind = structure.heading(1) if box.is_heading and structure else "P"
            opened = tags.begin(canvas, kind)
            canvas.doForm(name)
            if opened:
                tags.end(canvas)

        return show

    def _code(self, canvas: Canvas, sheet: CertificateSheet, place: Place) -> None:
        if sheet.is_proof:
            return
        side = min(place.width, place.height)
        text = sheet.code or plain_facts(sheet, self.programme, self.design.language)
        code = qr_code(text)
        x, y = place.x + (place.width - side) / 2, place.y + (place.height - side) / 2
        alt = tr("Code with the facts of this certificate")
        opened = tags.begin(canvas, "Figure", tags.figure_entries(alt, (x, y, side, side)))
        canvas.setFillColor(colour("text"))
        canvas._code.append(mask_operators(code, x, y, side))  # noqa: SLF001
        if opened:
            tags.end(canvas)

    # --- what lies under the texts -------------------------------------------------------------

    def _second(self, kind: CertificateKind) -> Color:
        completed = kind is CertificateKind.COMPLETION or self.layout.ornament is not Ornament.WAVES
        return HexColor(self.layout.second if completed else self.layout.ink)

    def _paper(self, kind: CertificateKind) -> str:
        """The form of all that lies under the texts, made where it is new; its name."""
        name = f"paper-{kind.value}"
        if self.canvas.hasForm(name):
            return name
        packed = _ornament(self.layout.ornament, self.size, self.layout.ink,
                           "#" + self._second(kind).hexval()[2:], kind.value)  # fmt: skip
        pdf.add_form(self.canvas, f"art-{kind.value}", self.size, packed)
        self.canvas.beginForm(name, 0, 0, *self.size)
        self._background()
        if self.programme.is_sample:
            self._mark(self.words.say("sample_mark"), 0.07)
        self.canvas.doForm(f"art-{kind.value}")
        self.canvas.endForm()
        return name

    def _background(self) -> None:
        reader = pictures.picture(self.layout.background) if self.layout.background else None
        if reader is not None:
            self.canvas.drawImage(reader, 0, 0, *self.size, mask="auto")

    def _mark(self, word: str, strength: float) -> None:
        """A word across the sheet."""
        width, height = self.size
        with tags.decoration(self.canvas):
            self.canvas.saveState()
            self.canvas.translate(width / 2, height * 0.42)
            self.canvas.rotate(24)
            ink = mixed(WHITE, colour("text"), strength)
            fitted = fit_text(word, _SERIF, 120, width * 0.7, 20, 1)
            size = min(120.0, fitted.size)
            style = Style(size=size, face=_SERIF, colour=ink, align=Align.CENTRE)
            draw_line(self.canvas, 0, 0, word, style)
            self.canvas.restoreState()


@cache
def _ornament(
    ornament: Ornament, size: tuple[float, float], ink: str, second: str, kind: str
) -> bytes:
    """Border and backdrop, computed once a process: they cost more than all the rest of a sheet."""
    width, height = size
    line, other = HexColor(ink), HexColor(second)
    dark = mixed(line, HexColor("#000000"), 0.3)
    soft = mixed(WHITE, other, 0.45) if kind == CertificateKind.COMPLETION else other

    def draw(canvas: Canvas) -> None:
        if ornament is Ornament.WAVES:
            art.backdrop(canvas, (width / 2, height * 0.555), min(size) * 0.285, other)
            art.border(canvas, width, height, art.Inks(line, dark, soft))
        elif ornament is Ornament.RULES:
            art.rules(canvas, width, height, art.Inks(line, dark, other))
        elif ornament is Ornament.BAND:
            art.band(canvas, width, height, art.Inks(line, dark, other))

    return pdf.operators(size, draw)


def widest(sheets: Sequence[CertificateSheet]) -> CertificateSheet | None:
    """The sheet with the longest name, to try a layout with."""
    return max(sheets, key=lambda sheet: width_em(printable(sheet.name), _SERIF), default=None)


def hardest(sheets: Sequence[CertificateSheet]) -> CertificateSheet | None:
    """The sheet with the name that needs the most room and the most fonts."""

    def trouble(sheet: CertificateSheet) -> tuple[int, float]:
        text = printable(sheet.own_script_name or sheet.name)
        scripts = {fonts.script_of(char) for char in text} - {None, fonts.Script.LATIN}
        tall = max((script.ascent + script.descent for script in scripts if script), default=0.0)
        return len(scripts), tall + 0.001 * len(text)

    return max(sheets, key=trouble, default=None)

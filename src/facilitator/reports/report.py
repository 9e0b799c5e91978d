"""The summary report of a programme: A4, for organisers, donors and participants.

Prints what the row says: nothing is counted anew here, and nobody is named who did not agree.
Sections without data are left out and listed at the end.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Spacer,
)  # fmt: skip

from facilitator.application.jobs import Job
from facilitator.application.rows.report import ReportRow
from facilitator.domain.programme import OrganisationRole
from facilitator.domain.report import PROSE, SectionKey
from facilitator.reports import certificate_art as art
from facilitator.reports import fonts, pdf, styles, tags
from facilitator.reports.flowables import WIDTH, bullets, heading, section
from facilitator.reports.palette import WHITE, colour, mixed
from facilitator.reports.pdf_canvas import TaggedCanvas
from facilitator.reports.report_cases import case_sections, comparison
from facilitator.reports.report_causes import board, trees
from facilitator.reports.report_feedback import feedback
from facilitator.reports.report_negotiation import negotiation
from facilitator.reports.report_people import certificates, groups, participation, team
from facilitator.reports.report_prose import waiting_for_words, written
from facilitator.reports.report_vision import common_vision, traceability
from facilitator.reports.report_week import agenda, facts
from facilitator.reports.text import (
    Align,
    Style,
    draw_line,
    draw_lines,
    fit_text,
    printable,
    wrap_text,
)  # fmt: skip
from facilitator.reports.words import date_range, listed
from facilitator.support.files import write_atomically
from facilitator.support.i18n import tr

MARGIN = (pdf.PORTRAIT[0] - WIDTH) / 2
COVER = 318.0
"""Height in points of the coloured block of the first page."""

Story = list[Flowable]
Section = tuple[SectionKey, str, Callable[[ReportRow], Story]]


@dataclass(frozen=True, slots=True)
class Part:
    """A section with something to say."""

    key: SectionKey
    title: str
    story: Story


def write_report(
    report: ReportRow, path: Path, job: Job | None = None, *, draft: bool = False
) -> None:
    """Write the summary report; a draft says so on every page.

    Raises EnvironmentProblem when the file cannot be written; nothing is left then, nor when the
    job is cancelled.
    """
    with write_atomically(path) as stream:
        print_report(report, stream, job, draft=draft)


def print_report(
    report: ReportRow, stream: IO[bytes], job: Job | None = None, *, draft: bool = False
) -> None:
    """Write the report's PDF to a stream, such as one in memory."""
    with fonts.MAKING:
        pdf.check(job)
        story = _story(report, draft=draft)
        template = _template(report, stream, draft=draft)
        total = len(story)
        done = 0

        def count(_flowable: Flowable) -> None:
            nonlocal done
            done = min(done + 1, total)
            pdf.advance(job, done, total)

        template.afterFlowable = count
        template.build(story, canvasmaker=partial(_canvas, report=report))


def sections() -> list[Section]:
    """The sections in order, each with what builds it; an empty story means there is no data."""
    return [
        (SectionKey.INTRODUCTION, tr("Introduction"), partial(written, SectionKey.INTRODUCTION)),
        (SectionKey.PARTICIPATION, tr("Participation"), participation),
        (SectionKey.TEAM, tr("Resource persons and team"), team),
        (SectionKey.METHODS, tr("Methods"), partial(written, SectionKey.METHODS)),
        (SectionKey.AGENDA, tr("Agenda"), agenda),
        (SectionKey.GROUPS, tr("Groups"), groups),
        (SectionKey.ROOT_CAUSES, tr("Root causes"), board),
        (SectionKey.TREES, tr("Conflict trees"), trees),
        (SectionKey.CASES, tr("Case studies"), case_sections),
        (SectionKey.COMPARISON, tr("Cases compared"), comparison),
        (SectionKey.NEGOTIATION, tr("Negotiation exercises"), negotiation),
        (SectionKey.VISION, tr("Common Vision"), common_vision),
        (SectionKey.TRACEABILITY, tr("From causes to vision"), traceability),
        (SectionKey.FEEDBACK, tr("Feedback and learning"), feedback),
        (SectionKey.CERTIFICATES, tr("Certificates"), certificates),
        (
            SectionKey.CHALLENGES,
            tr("Challenges and lessons"),
            partial(written, SectionKey.CHALLENGES),
        ),
        (SectionKey.FOLLOW_UP, tr("Follow-up"), partial(written, SectionKey.FOLLOW_UP)),
    ]


def contents(report: ReportRow, *, draft: bool = False) -> tuple[list[Part], list[str]]:
    """The parts that have something to say, and the titles of those that have nothing recorded.

    In a draft, a section that waits for people's own words holds a marked place.
    """
    held, empty = [], []
    for key, title, build in sections():
        if not report.shows(key):
            continue
        story = build(report)
        if not story and draft and key in PROSE:
            story = waiting_for_words(key)
        if story:
            held.append(Part(key, title, story))
        elif key not in PROSE:
            empty.append(title)
    return held, empty


def _story(report: ReportRow, *, draft: bool) -> Story:
    story: Story = [NextPageTemplate("page"), *facts(report), PageBreak()]
    held, empty = contents(report, draft=draft)
    for number, part in enumerate(held, 1):
        story += section(part.title, f"section{number}", part.story)
        story.append(Spacer(0, 20))
    return story + about_this_report(report, empty)


def about_this_report(report: ReportRow, skipped: list[str]) -> Story:
    """What holds for the whole report, and what was left out."""
    notes = [
        tr("The designations used and the material shown imply no opinion on the legal status of "
           "any country, territory, city or area, or on its authorities or boundaries."),
        tr("People are named only where they agreed to it. Views are not attributed to persons "
           "or to their institutions."),
        tr("Conflict trees and case studies appear only where they were marked as open."),
    ]  # fmt: skip
    if skipped:
        text = tr("Left out because nothing is recorded or open: {sections}.",
                  sections=", ".join(skipped))  # fmt: skip
        notes.append(text)
    if report.programme.is_sample:
        notes.append(tr("This is a sample: the people and their work are invented."))
    return [*heading(tr("About this report"), 1, "about"), *bullets(notes, styles.muted())]


# --- pages -------------------------------------------------------------------------------------


def _about(report: ReportRow) -> pdf.About:
    programme = report.programme
    organisers = listed(programme.named(OrganisationRole.ORGANISER))
    title = tr("Summary report: {title}", title=programme.title)
    return pdf.About(title, organisers or programme.title, programme.title)


class _ReportCanvas(TaggedCanvas):
    """A canvas that knows the number of pages at the end and writes it on all of them."""

    def save(self) -> None:
        """Draw the number of pages into the form that every page shows, then write the file."""
        total = self.getPageNumber() - 1
        self.beginForm("pages", 0, 0, 40, 12)
        style = Style(size=7.2, face=styles.REGULAR, colour=colour("text3"))
        draw_line(self, 0, 3, str(total), style)
        self.endForm()
        super().save()


def _canvas(stream: IO[bytes], *, report: ReportRow, **_options: Any) -> Canvas:
    return pdf.canvas_for(stream, pdf.PORTRAIT, _about(report), _ReportCanvas)


def _template(report: ReportRow, stream: IO[bytes], *, draft: bool) -> BaseDocTemplate:
    about = _about(report)
    template = BaseDocTemplate(
        stream, pagesize=pdf.PORTRAIT, title=printable(about.title), author=printable(about.author),
        subject=printable(about.subject), creator="Facilitator", producer="ReportLab",
    )  # fmt: skip
    height = pdf.PORTRAIT[1]
    none = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}
    cover = Frame(MARGIN, 56, WIDTH, height - COVER - 56 - 26, id="cover", **none)
    page = Frame(MARGIN, 56, WIDTH, height - 56 - 74, id="page", **none)
    template.addPageTemplates(
        [
            PageTemplate("cover", [cover], onPage=partial(_draw_cover, report=report, draft=draft)),
            PageTemplate("page", [page], onPage=partial(_draw_page, report=report, draft=draft)),
        ]
    )
    return template


def _draw_cover(
    canvas: Canvas, _template: BaseDocTemplate, *, report: ReportRow, draft: bool
) -> None:
    programme = report.programme
    width, height = pdf.PORTRAIT
    ground = colour("accent_press")
    canvas.setFillColor(ground)
    canvas.rect(0, height - COVER, width, COVER, stroke=0, fill=1)
    canvas.saveState()
    clip = canvas.beginPath()
    clip.rect(0, height - COVER, width, COVER)
    canvas.clipPath(clip, stroke=0, fill=0)
    canvas.setStrokeColor(mixed(ground, WHITE, 0.22))
    canvas.setLineWidth(0.45)
    rings = (0.26, 0.36, 0.46, 0.56, 0.66, 0.76, 0.86)
    art.rosette(canvas, (width - 60, height - 40), 290, 30, rings)
    canvas.restoreState()
    soft = mixed(ground, WHITE, 0.82)
    name = tr("Summary report: draft") if draft else tr("Summary report")
    draw_line(canvas, MARGIN, height - 74, name,
              Style(size=10.5, face=styles.STRONG, colour=soft))  # fmt: skip
    room = WIDTH - 40
    fitted = fit_text(printable(programme.title), styles.SERIF, 36, room, 25, 4)
    y = height - 128.0
    with tags.heading(canvas, 1):
        for line in fitted.lines:
            draw_line(canvas, MARGIN, y, line, Style(fitted.size, 1, styles.SERIF, WHITE))
            y -= fitted.size * 1.22
    subtitle = Style(12, 17, styles.REGULAR, soft)
    lines = wrap_text(programme.subtitle, subtitle, room)[:3]
    draw_lines(canvas, MARGIN, y + fitted.size * 0.72, lines, subtitle, room)
    when = date_range(programme.first_day, programme.last_day)
    _draw_white_fact(canvas, tr("Dates"), when, height - COVER + 62)
    place = "  ·  ".join(part for part in (programme.place, programme.venue) if part)
    _draw_white_fact(canvas, tr("Place"), place, height - COVER + 30)
    with tags.decoration(canvas):
        _draw_foot(canvas, report)


def _draw_white_fact(canvas: Canvas, name: str, fact: str, y: float) -> None:
    soft = mixed(colour("accent_press"), WHITE, 0.72)
    draw_line(canvas, MARGIN, y + 13, name, Style(size=7.6, face=styles.MEDIUM, colour=soft))
    fitted = fit_text(printable(fact), styles.STRONG, 11.5, WIDTH, 7, 1)
    draw_line(canvas, MARGIN, y, fitted.lines[0],
              Style(size=fitted.size, face=styles.STRONG, colour=WHITE))  # fmt: skip


def _draw_page(
    canvas: Canvas, _template: BaseDocTemplate, *, report: ReportRow, draft: bool
) -> None:
    with tags.decoration(canvas):
        if draft:
            _draw_draft_mark(canvas)
        _draw_page_head(canvas, report)
        _draw_foot(canvas, report)


def _draw_draft_mark(canvas: Canvas) -> None:
    """The word across the page, under the text."""
    canvas.saveState()
    canvas.translate(pdf.PORTRAIT[0] / 2, pdf.PORTRAIT[1] / 2)
    canvas.rotate(52)
    style = Style(120, 1, styles.STRONG, mixed(WHITE, colour("text"), 0.05), Align.CENTRE)
    draw_line(canvas, 0, -40, tr("DRAFT"), style)
    canvas.restoreState()


def _draw_page_head(canvas: Canvas, report: ReportRow) -> None:
    width, height = pdf.PORTRAIT
    small = Style(size=7.2, face=styles.REGULAR, colour=colour("text3"))
    fitted = fit_text(printable(report.programme.title), styles.REGULAR, 7.2, WIDTH - 110, 5, 1)
    draw_line(canvas, MARGIN, height - 44, fitted.lines[0], small, size=fitted.size)
    draw_line(canvas, width - MARGIN, height - 44, tr("Summary report"),
              Style(size=7.2, face=styles.STRONG, colour=colour("accent_text"),
                    align=Align.RIGHT))  # fmt: skip
    canvas.setStrokeColor(colour("border"))
    canvas.setLineWidth(0.5)
    canvas.line(MARGIN, height - 52, width - MARGIN, height - 52)


def _draw_foot(canvas: Canvas, report: ReportRow) -> None:
    width = pdf.PORTRAIT[0]
    small = Style(size=7.2, face=styles.REGULAR, colour=colour("text3"))
    parts = [report.programme.donor_line]
    if report.programme.is_sample:
        parts.append(tr("Sample with invented people"))
    left = printable("  ·  ".join(part for part in parts if part))
    fitted = fit_text(left, styles.REGULAR, 7.2, WIDTH - 110, 5, 1)
    draw_line(canvas, MARGIN, 33, fitted.lines[0], small, size=fitted.size)
    text = tr("Page {number} of", number=canvas.getPageNumber()) + " "
    draw_line(canvas, width - MARGIN - 14, 33, text,
              Style(size=7.2, face=styles.REGULAR, colour=colour("text3"),
                    align=Align.RIGHT))  # fmt: skip
    canvas.saveState()
    canvas.translate(width - MARGIN - 13, 30)
    canvas.doForm("pages")
    canvas.restoreState()

"""The papers of the Common Vision: text, signatures, poster, traceability, differences.

Rows in, PDF out. A text that is not adopted says so on every page. Poll counts are printed only
where they expose nobody, reservations with a name only by that person's choice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from reportlab.lib.pagesizes import A3
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Spacer

from facilitator.application.jobs import Job
from facilitator.application.rows.programme import ProgrammeRow
from facilitator.application.rows.vision import ParagraphRow, SignerRow, VisionPaper, VisionRow
from facilitator.domain.vision import ParagraphKind, VisionState
from facilitator.domain.vision.differences import Change, Steps, text_differences
from facilitator.domain.vision.signing import SignOn
from facilitator.reports import pdf, styles, tags
from facilitator.reports.flow import Head, paged
from facilitator.reports.flowables import small_heading, table
from facilitator.reports.labels import label
from facilitator.reports.palette import colour
from facilitator.reports.sheets import MARGIN, Page, draw_head, hairline, write_pages
from facilitator.reports.text import Line, Span, Style, TextBlock, draw_line, para, rich, width_em
from facilitator.reports.vision_after import personal_capacity, sections
from facilitator.reports.words import date_range, date_text
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.i18n import tr, trn

Story = list[Flowable]
PAGE = pdf.PORTRAIT
ROOM = PAGE[0] - 2 * MARGIN
TOP = PAGE[1] - 100.0
TEXT_MARGIN = 64.0
BODY = Style(10.6, 15.4, styles.REGULAR)
TITLE = Style(19, 25, styles.SERIF)


class MarkedText(TextBlock):
    """A paragraph with its mark in front of the first line; it may go on the next page."""

    INDENT = 34.0

    def __init__(
        self, text: str, mark: str, style: Style, *, set_lines: Sequence[Line] = ()
    ) -> None:
        super().__init__([Span(text, style.face, style.colour)], style)
        self.text, self.mark, self.ready = text, mark, list(set_lines)
        self.indent = self.INDENT * style.size / BODY.size

    def wrap(self, room: float, height: float) -> tuple[float, float]:
        """Set the lines beside the mark."""
        if self.ready:
            self.lines, self.width = self.ready, room - self.indent
            self.height = sum(line.above + line.below for line in self.lines)
        else:
            super().wrap(room - self.indent, height)
        return room, self.height

    def split(self, room: float, height: float) -> list[Flowable]:
        """Two parts; the mark stays with the first."""
        parts = super().split(room - self.indent, height)
        marks = (self.mark, "")
        return [
            MarkedText("", mark, self.style, set_lines=part.lines or part.ready)
            for part, mark in zip(parts, marks, strict=False)
        ]

    def draw(self) -> None:
        """Draw the mark on the first baseline, the lines beside it."""
        if self.mark:
            first = self.height - (self.lines[0].above if self.lines else 0)
            quiet = replace(self.style, colour=colour("accent_text"))
            with tags.text(self.canv, "P"):
                draw_line(self.canv, 0, first, self.mark, quiet)
        self.canv.saveState()
        self.canv.translate(self.indent, 0)
        super().draw()
        self.canv.restoreState()


def _head(title: str, kicker: str, detail: str, size: tuple[float, float] = PAGE) -> Head:
    def draw(canvas: Canvas) -> float:
        return draw_head(canvas, size, kicker, title, detail)

    return draw


def _title(paper: VisionPaper) -> str:
    return paper.vision.title or tr("Common Vision")


def _where(programme: ProgrammeRow) -> str:
    when = date_range(programme.first_day, programme.last_day)
    return ", ".join(part for part in (programme.place, when) if part)


def _detail(programme: ProgrammeRow) -> str:
    return f"{programme.title}, {_where(programme)}"


def standing(paper: VisionPaper) -> str:
    """Adopted with place, date and rule, or how far the text is."""
    vision = paper.vision
    if vision.state is VisionState.ADOPTED and vision.adopted_on is not None:
        words = tr("Adopted in {place} on {date} by {rule}", place=vision.adopted_place or "–",
                   date=date_text(vision.adopted_on), rule=label(vision.rule).lower())  # fmt: skip
        if vision.version > 1:
            words += tr(", version {version}", version=vision.version)
        return words
    number = paper.revisions[-1].number if paper.revisions else 0
    words = tr("Not adopted: revision {number}", number=number)
    if vision.brackets:
        words += ", " + trn("{n} open bracket", "{n} open brackets", vision.brackets)
    return words


def _needs_text(paper: VisionPaper) -> None:
    if not paper.vision.paragraphs:
        raise EnvironmentProblem("nothing-to-export", what=tr("the text has no paragraph"))


# --- the text -------------------------------------------------------------------------------------


def write_text(
    paper: VisionPaper, programme: ProgrammeRow, path: Path, job: Job | None = None
) -> None:
    """The text on A4, with reservations; two columns where it has a second language."""
    _needs_text(paper)
    story = [*_text(paper), *_after_text(paper)]
    head = _head(programme.title, standing(paper), _where(programme))
    margin = MARGIN if paper.vision.second_language else TEXT_MARGIN
    pages = paged(story, PAGE, head, TOP, margin)
    write_pages(pages, _title(paper), programme, path, job)


def _text(paper: VisionPaper) -> Story:
    vision = paper.vision
    if vision.second_language:
        return _bilingual(vision)
    story: Story = []
    before = ""
    for paragraph in vision.paragraphs:
        if paragraph.heading and paragraph.heading != before:
            story += [Spacer(0, 8), para(paragraph.heading, styles.heading(2)), Spacer(0, 3)]
            before = paragraph.heading
        story += [_paragraph(paragraph, BODY, TITLE), Spacer(0, 7)]
    return story


def _paragraph(paragraph: ParagraphRow, body: Style, title: Style) -> Flowable:
    if paragraph.kind is ParagraphKind.TITLE:
        return para(paragraph.text, styles.centred(title))
    if paragraph.kind is ParagraphKind.OPERATIVE:
        return MarkedText(paragraph.text, f"{paragraph.mark}.", body)
    strong = replace(body, face=styles.MEDIUM)
    return para(paragraph.text, strong if paragraph.kind is ParagraphKind.CHAPEAU else body)


def _bilingual(vision: VisionRow) -> Story:
    rows, before = [], ""
    for paragraph in vision.paragraphs:
        mark = f"{paragraph.mark}." if paragraph.mark else ""
        text: Story = [para(paragraph.text, styles.body())]
        if paragraph.heading and paragraph.heading != before:
            text.insert(0, para(paragraph.heading, styles.strong()))
            before = paragraph.heading
        rows.append([para(mark, styles.cell_accent()), text,
                     para(paragraph.second_text or "–", styles.body())])  # fmt: skip
    half = (ROOM - 36) / 2
    return [table((36, half, half), ("", tr("Text"), vision.second_language), rows)]


def _after_text(paper: VisionPaper) -> Story:
    story: Story = []
    for section in sections(paper.vision):
        story += small_heading(section.title)
        for who, words in section.lines:
            said = [(f"{who}: ", styles.strong())] if who else []
            story += [rich([*said, (words, styles.body())]), Spacer(0, 4)]
    return [*story, Spacer(0, 10), para(personal_capacity(), styles.muted())]


# --- signatures -----------------------------------------------------------------------------------


def write_signatures(
    paper: VisionPaper, programme: ProgrammeRow, path: Path, job: Job | None = None
) -> None:
    """The signature page: a line for each who signs, and the names of those who were present."""
    _needs_text(paper)
    head = _head(tr("Signatures"), _title(paper), _detail(programme))
    capacity = tr("We sign in our personal capacity. This does not bind any government or "
                  "institution.")  # fmt: skip
    story: Story = [para(capacity, styles.strong()), Spacer(0, 4),
                    para(standing(paper), styles.muted()), Spacer(0, 10)]  # fmt: skip
    listed = [row for row in paper.signers if row.choice is not SignOn.NOT_LISTED]
    signing = [row for row in listed if row.choice is not SignOn.PRESENT]
    if signing:
        story.append(_lines(signing))
    present = [row for row in listed if row.choice is SignOn.PRESENT]
    if present:
        story += small_heading(tr("Present, not signing"))
        names = "; ".join(
            f"{row.name} ({row.country})" if row.country else row.name for row in present
        )
        story.append(para(names, styles.body()))
    if not listed:
        story.append(para(tr("Nobody has asked to be listed yet."), styles.body()))
    write_pages(paged(story, PAGE, head, TOP), tr("Signatures"), programme, path, job)


class SignatureLine(Flowable):  # type: ignore[misc]  # ReportLab is untyped
    """Room for a signature on paper."""

    def wrap(self, room: float, _height: float) -> tuple[float, float]:
        """Room for a hand."""
        self.width = room
        return room, 22

    def draw(self) -> None:
        """Draw the line."""
        hairline(self.canv, 0, 1, self.width, strong=True)


def _lines(signing: Sequence[SignerRow]) -> Flowable:
    rows = []
    for row in signing:
        note = tr("with a reservation") if row.choice is SignOn.WITH_RESERVATION else ""
        rows.append([para(row.name, styles.strong()), para(row.country, styles.cell()),
                     SignatureLine(), para(note, styles.cell_muted())])  # fmt: skip
    widths = (176, 118, ROOM - 176 - 118 - 78, 78)
    return table(widths, (tr("Name"), tr("Country"), tr("Signature"), ""), rows)


# --- the poster -----------------------------------------------------------------------------------


def write_poster(
    paper: VisionPaper, programme: ProgrammeRow, path: Path, job: Job | None = None
) -> None:
    """The text on one A3 sheet, as large as it fits; on more sheets where it would be too small."""
    _needs_text(paper)
    size: tuple[float, float] = A3
    head = _head(programme.title, standing(paper), _where(programme), size)
    pages: list[Page] = []
    for points in (22, 20, 19, 18, 17.5, 17, 16.5, 16, 15, 14, 13, 12):
        pages = paged(_poster(paper, points), size, head, size[1] - 120, 86)
        if len(pages) == 1:
            break
    write_pages(pages, _title(paper), programme, path, job)


def _poster(paper: VisionPaper, points: float) -> Story:
    body = Style(points, points * 1.42, styles.REGULAR)
    title = Style(points * 2.1, points * 2.6, styles.SERIF, colour("accent_press"))
    top = Style(points * 1.1, points * 1.5, styles.STRONG, colour("accent_text"))
    story: Story = []
    before = ""
    for paragraph in paper.vision.paragraphs:
        if paragraph.heading and paragraph.heading != before:
            story += [
                Spacer(0, points * 0.6),
                para(paragraph.heading, top),
                Spacer(0, points * 0.2),
            ]
            before = paragraph.heading
        story += [_paragraph(paragraph, body, title), Spacer(0, points * 0.6)]
    return story


# --- traceability ---------------------------------------------------------------------------------


TRACE_SIZES = (8.4, 7.8, 7.2, 6.6, 6.0)
"""Sizes of the traceability sheet's text, tried until it fits one page."""


def write_trace(
    paper: VisionPaper, programme: ProgrammeRow, path: Path, job: Job | None = None
) -> None:
    """From root cause to case, lesson and paragraph, and where the thread is broken: one page."""
    head = _head(tr("From causes to vision"), _title(paper), _detail(programme))
    pages: list[Page] = []
    for size in TRACE_SIZES:
        pages = paged(_trace(paper, Style(size, size * 1.33, styles.REGULAR)), PAGE, head, TOP)
        if len(pages) == 1:
            break
    write_pages(pages, tr("From causes to vision"), programme, path, job)


def _trace(paper: VisionPaper, cell: Style) -> Story:
    trace = paper.trace
    strong = replace(cell, face=styles.STRONG)
    accent = replace(strong, colour=colour("accent_text"))
    cases = list(dict.fromkeys(case for thread in trace.causes for case in thread.cases))
    numbers = {case: str(number) for number, case in enumerate(cases, 1)}
    causes = [
        [para(thread.cause, strong),
         para(", ".join(numbers[case] for case in thread.cases) or "–", cell),
         para(", ".join(thread.marks) or "–", accent)]
        for thread in trace.causes
    ]  # fmt: skip
    heads = (tr("Root cause"), tr("Addressed in case"), tr("Straight into"))
    story: Story = [table((ROOM - 200, 108.0, 92.0), heads, causes)] if causes else []
    lessons = [
        [para(numbers[case], strong), para(case.title, strong),
         [rich([(f"{text}  ", cell), (f"→ {_marks(marks)}", accent)])
          for text, marks in case.lessons] or [para("–", cell)]]
        for case in cases
    ]  # fmt: skip
    if lessons:
        heads = (tr("Case"), tr("Title"), tr("Its lessons, and where the text has them"))
        story += [Spacer(0, 8), table((34.0, 140.0, ROOM - 174), heads, lessons)]
    if trace.themes:
        themes = [[para(name, cell), para(_marks(marks), accent)] for name, marks in trace.themes]
        names = (tr("Theme of the room"), tr("Paragraphs"))
        story += [Spacer(0, 8), table((ROOM - 180, 180), names, themes)]
    return story + _broken(paper)


def _marks(marks: Sequence[str]) -> str:
    return ", ".join(marks) if marks else tr("not taken up")


def _broken(paper: VisionPaper) -> Story:
    trace = paper.trace
    found = (
        (tr("Paragraphs without an origin"), trace.without_origin),
        (tr("Root causes carried forward without a case"), trace.causes_without_case),
        (tr("Cases without a lesson"), trace.cases_without_lesson),
        (tr("Voted high and not used"), trace.unused_themes),
    )
    story: Story = []
    for title, names in found:
        if names:
            parts = [(f"{title}: ", styles.strong()), ("; ".join(names), styles.body())]
            story += [Spacer(0, 6), rich(parts)]
    return story and [*small_heading(tr("Where the thread is broken")), *story]


# --- differences ----------------------------------------------------------------------------------


class DifferenceText(TextBlock):
    """A paragraph whose added words are underlined and whose removed words are struck out."""

    def __init__(self, spans: Sequence[Span], style: Style, set_lines: Sequence[Line] = ()) -> None:
        super().__init__(spans, style)
        self.ready = list(set_lines)

    def wrap(self, room: float, height: float) -> tuple[float, float]:
        """Set the lines, or keep those that are set."""
        if not self.ready:
            return super().wrap(room, height)
        self.width, self.lines = room, self.ready
        self.height = sum(line.above + line.below for line in self.lines)
        return room, self.height

    def split(self, room: float, height: float) -> list[Flowable]:
        """Two parts that keep their lines."""
        return [DifferenceText((), self.style, part.lines or part.ready)
                for part in super().split(room, height)]  # fmt: skip

    def draw(self) -> None:
        """The words, then the lines through and under them."""
        super().draw()
        with tags.decoration(self.canv):
            y = self.height
            for line in self.lines:
                y -= line.above
                self._mark(line, y)
                y -= line.below

    def _mark(self, line: Line, y: float) -> None:
        x, size = 0.0, self.style.size
        for span in line.spans:
            wide = width_em(span.text, span.face) * size
            shift = {_removed(): 0.26, _added(): -0.14}.get(span.colour)
            if shift is not None:
                self.canv.setStrokeColor(span.colour)
                self.canv.setLineWidth(0.7)
                self.canv.line(x, y + shift * size, x + wide, y + shift * size)
            x += wide


def _removed() -> object:
    return colour("danger")


def _added() -> object:
    return colour("ok")


def write_differences(
    old: Sequence[ParagraphRow], new: Sequence[ParagraphRow], names: tuple[str, str],
    programme: ProgrammeRow, path: Path, job: Job | None = None,
) -> None:  # fmt: skip
    """What changed between two texts, word by word."""
    title = tr("Differences")
    head = _head(title, tr("{old} → {new}", old=names[0], new=names[1]), _detail(programme))
    legend = [(tr("Underlined"), Style(9, 12, styles.STRONG, colour("ok"))),
              (tr(" was added, "), styles.muted()),
              (tr("struck out"), Style(9, 12, styles.REGULAR, colour("danger"))),
              (tr(" was taken away."), styles.muted())]  # fmt: skip
    spans = [Span(text, style.face, style.colour) for text, style in legend]
    story: Story = [DifferenceText(spans, legend[0][1]), Spacer(0, 8)]
    called = {str(p.id): p.mark or label(p.kind) for p in (*old, *new)}
    changes = text_differences(
        [(str(p.id), p.text) for p in old], [(str(p.id), p.text) for p in new]
    )
    for change in changes:
        note = ""
        if change.is_new:
            note = tr("new")
        elif change.is_gone:
            note = tr("taken out")
        elif change.moved:
            note = tr("moved")
        place = f"{called[change.key]} ({note})" if note else called[change.key]
        story.append(para(place, styles.label_style()))
        story += [DifferenceText(_spans(change.steps), styles.body()), Spacer(0, 7)]
    write_pages(paged(story, PAGE, head, TOP), title, programme, path, job)


def _spans(steps: Steps) -> list[Span]:
    found, before = list[Span](), " "
    for step in steps:
        ink = {Change.KEPT: "text", Change.ADDED: "ok", Change.REMOVED: "danger"}[step.change]
        face = styles.STRONG if step.change is Change.ADDED else styles.REGULAR
        glued = not (before[-1].isspace() or step.text[0].isspace())
        if found and step.change is Change.ADDED and found[-1].colour == colour("danger"):
            glued = False  # what was taken away and what stands for it are told apart
        if step.text.strip():
            found.append(Span(step.text, face, colour(ink), glued))
        before = step.text
    return found

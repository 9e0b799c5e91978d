"""Papers of a negotiation exercise: role packs, lists, signs, sheets, forms, debrief charts.

A role pack holds what its own role may know and nothing of another's. The envelope list and the
teaching note are the facilitator's. Outcomes stand by table letter, never by name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    PageBreak,
    PageTemplate,
    Spacer,
)  # fmt: skip

from facilitator.application.jobs import Job
from facilitator.application.rows.negotiation import (
    ConfidentialSheet,
    ExerciseRow,
    PreparationRow,
    SeatRow,
    TeachingRow,
)
from facilitator.application.rows.programme import ProgrammeRow
from facilitator.domain.negotiation.assignment import Duty
from facilitator.domain.negotiation.outcomes import FACETS
from facilitator.domain.negotiation.phases import Phase
from facilitator.domain.negotiation.preparation import TEXTS, Element
from facilitator.reports import fonts, pdf, styles, tags
from facilitator.reports.flowables import (
    WIDTH,
    Rule,
    bullets,
    heading,
    panel,
    small_heading,
    table,
)
from facilitator.reports.palette import colour
from facilitator.reports.text import Align, Style, draw_line, fit_text, para, printable
from facilitator.support.files import write_atomically
from facilitator.support.i18n import tr

MARGIN = (pdf.PORTRAIT[0] - WIDTH) / 2
Story = list[Flowable]


# The page that all of them share ----------------------------------------------------------------


def write_story(
    path: Path,
    story: Story,
    title: str,
    programme: ProgrammeRow,
    *,
    mark: str = "",
    job: Job | None = None,
) -> None:
    """Write a document of A4 pages; `mark` stands at the head of every page.

    Raises EnvironmentProblem when the file cannot be written; nothing is left then.
    """
    pdf.check(job)
    with fonts.MAKING, write_atomically(path) as stream:
        about = pdf.About(title, programme.title, programme.title)
        none = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}
        frame = Frame(MARGIN, 50, WIDTH, pdf.PORTRAIT[1] - 50 - 62, id="page", **none)
        template = BaseDocTemplate(
            stream, pagesize=pdf.PORTRAIT, title=printable(title), author=printable(programme.title)
        )
        page = partial(_draw_page, title=title, programme=programme, mark=mark)
        template.addPageTemplates([PageTemplate("page", [frame], onPage=page)])
        template.build(story, canvasmaker=partial(_canvas, about=about))


def _canvas(stream: Any, *, about: pdf.About, **_options: Any) -> Canvas:
    return pdf.canvas_for(stream, pdf.PORTRAIT, about)


def _draw_page(
    canvas: Canvas, _template: BaseDocTemplate, *, title: str, programme: ProgrammeRow, mark: str
) -> None:
    with tags.decoration(canvas):
        _draw_head_and_foot(canvas, title, programme, mark)


def _draw_head_and_foot(canvas: Canvas, title: str, programme: ProgrammeRow, mark: str) -> None:
    width, height = pdf.PORTRAIT
    canvas.setFillColor(colour("accent"))
    canvas.rect(0, height - 5, width, 5, stroke=0, fill=1)
    small = Style(7.6, 10, styles.REGULAR, colour("text3"))
    strong = Style(8.4, 11, styles.STRONG, colour("text"))
    head = fit_text(printable(title), styles.STRONG, 8.4, WIDTH * 0.55, 6, 1)
    draw_line(canvas, MARGIN, height - 32, head.lines[0], strong, size=head.size)
    if mark:
        right = Style(8.4, 11, styles.STRONG, colour("danger"), Align.RIGHT)
        draw_line(canvas, width - MARGIN, height - 32, mark, right)
    left = programme.title
    if programme.is_sample:
        left = tr("{title}  ·  Sample with invented names", title=left)
    foot = fit_text(printable(left), styles.REGULAR, 7.6, WIDTH - 60, 5, 1)
    draw_line(canvas, MARGIN, 26, foot.lines[0], small, size=foot.size)
    page = Style(7.6, 10, styles.REGULAR, colour("text3"), Align.RIGHT)
    draw_line(canvas, width - MARGIN, 26, str(canvas.getPageNumber()), page)


def _paragraphs(text: str, style: Style | None = None) -> Story:
    """A long text: a paragraph for each block; a short line of its own is a small heading."""
    story: Story = []
    for block in text.split("\n\n"):
        lines = block.strip()
        if not lines:
            continue
        if len(lines) < 60 and "\n" not in lines and not lines.endswith((".", "!", "?", ":", ";")):
            story += small_heading(lines)
        else:
            story += [para(lines, style or styles.body()), Spacer(0, 6)]
    return story


# Role packs ------------------------------------------------------------------------------------


def write_role_pack(
    exercise: ExerciseRow,
    sheet: ConfidentialSheet,
    programme: ProgrammeRow,
    path: Path,
    job: Job | None = None,
) -> None:
    """The pack of one role: its confidential sheet, then the general information."""
    story = _confidential(sheet)
    story += [PageBreak(), *general_story(exercise)]
    title = f"{exercise.title}: {sheet.role}"
    write_story(path, story, title, programme, mark=tr("For this role only"), job=job)


def _confidential(sheet: ConfidentialSheet) -> Story:
    story: Story = [*heading(sheet.role, 1, "role")]
    if sheet.organisation:
        story += [para(sheet.organisation, styles.muted()), Spacer(0, 4)]
    warning = tr(
        "Confidential. Only the players of this role read this sheet. Do not show it, and "
        "hand it back after the debrief."
    )
    story += [
        panel([para(warning, styles.strong())], colour("danger_soft"), colour("danger")),
        Spacer(0, 8),
    ]
    story += _paragraphs(sheet.instructions)
    story += small_heading(
        tr("Without an agreement (worth {points} points to you)", points=sheet.batna_value)
    )
    story += _paragraphs(sheet.batna)
    for title, text in (
        (tr("You may reveal"), sheet.may_reveal),
        (tr("Keep back"), sheet.keep_back),
    ):
        if text:
            story += [*small_heading(title), para(text, styles.body())]
    rows = [
        [
            para(points.issue, styles.cell_strong()),
            para("\n".join(title for title, _ in points.options), styles.cell()),
            para("\n".join(str(value) for _, value in points.options), styles.right(styles.cell())),
        ]
        for points in sheet.points
    ]
    head = [tr("Issue"), tr("Option"), tr("Points")]
    story.append(
        KeepTogether([*small_heading(tr("Your points")), table((150, 270, 60), head, rows)])
    )
    note = tr(
        "The best you can reach is 100. Points are scaled to your role; they cannot be compared "
        "with those of another."
    )
    story += [Spacer(0, 6), para(note, styles.cell_muted())]
    return story


def general_story(exercise: ExerciseRow) -> Story:
    """What all parties read."""
    story: Story = [*heading(tr("General information"), 1, "general")]
    story += _paragraphs(exercise.general)
    story += small_heading(tr("When a deal holds"))
    story.append(para(exercise.agreement, styles.body()))
    rows = [
        [
            para(issue.title, styles.cell_strong()),
            para(
                " · ".join(o.title for o in issue.options) or tr("In your own words"), styles.cell()
            ),
        ]
        for issue in exercise.issues
    ]
    story += [Spacer(0, 8), table((150, WIDTH - 150), [tr("Issue"), tr("Options")], rows)]
    return story


# For the facilitator -----------------------------------------------------------------------------


def write_envelope_list(
    exercise: ExerciseRow,
    seats: Sequence[SeatRow],
    programme: ProgrammeRow,
    path: Path,
    job: Job | None = None,
) -> None:
    """Who gets which envelope, table by table; and how many packs of each role to print."""
    there = [seat for seat in seats if not seat.absent]
    story: Story = [*heading(tr("Envelope list"), 1, "envelopes")]
    text = tr(
        "For the facilitator alone: this list says who holds which role. Do not leave it on a "
        "table."
    )
    story += [
        panel([para(text, styles.strong())], colour("danger_soft"), colour("danger")),
        Spacer(0, 8),
    ]
    packs = [
        [
            para(role.name, styles.cell_strong()),
            para(str(sum(seat.role_id == role.id for seat in there)), styles.cell()),
        ]
        for role in exercise.roles
    ]
    story += [table((300, 100), [tr("Role"), tr("Packs to print")], packs), Spacer(0, 10)]
    for letter in dict.fromkeys(seat.table for seat in there):
        rows = [
            [
                para(seat.role or duty_name(seat.duty), styles.cell_strong()),
                para(seat.name, styles.cell()),
                para(tr("speaks first") if seat.lead else "", styles.cell_muted()),
                Ticks([""]),
            ]
            for seat in there
            if seat.table == letter
        ]
        story += small_heading(tr("Table {letter}", letter=letter))
        story.append(table((170, 190, 80, 40), [tr("Role"), tr("Name"), "", tr("Given")], rows))
    title = tr("{title}: envelope list", title=exercise.title)
    write_story(path, story, title, programme, mark=tr("Facilitator only"), job=job)


def duty_name(duty: Duty) -> str:
    """A duty in words."""
    return {Duty.PLAYER: tr("Player"), Duty.CHAIR: tr("Chair"), Duty.OBSERVER: tr("Observer")}[duty]


def write_teaching_note(
    exercise: ExerciseRow,
    teaching: TeachingRow,
    programme: ProgrammeRow,
    path: Path,
    job: Job | None = None,
) -> None:
    """Teaching note, times and licence."""
    story: Story = [*heading(tr("Teaching note"), 1, "teaching")]
    if exercise.content_warning:
        story += [
            panel(
                [para(exercise.content_warning, styles.strong())],
                colour("warn_soft"),
                colour("warn"),
            ),
            Spacer(0, 8),
        ]
    story += small_heading(tr("Aims"))
    story += bullets(exercise.aims)
    story += _paragraphs(teaching.teaching_note)
    story += small_heading(tr("Times"))
    rows = [
        [
            para(phase_name(phase), styles.cell()),
            para(tr("{n} min", n=minutes), styles.cell_strong()),
        ]
        for phase, minutes in exercise.minutes.items()
    ]
    story.append(table((200, 100), [tr("Phase"), tr("Planned")], rows))
    origin = tr("{author}. Licence: {licence}.", author=exercise.author, licence=exercise.licence)
    story += [Spacer(0, 8), para(origin, styles.cell_muted())]
    title = tr("{title}: teaching note", title=exercise.title)
    write_story(path, story, title, programme, mark=tr("Facilitator only"), job=job)


def phase_name(phase: Phase) -> str:
    """A phase in words."""
    return {
        Phase.NOT_BEGUN: tr("Not begun"),
        Phase.BRIEF: tr("Briefing"),
        Phase.PREPARE: tr("Read and prepare"),
        Phase.NEGOTIATE: tr("Negotiate"),
        Phase.RECORD: tr("Record the outcome"),
        Phase.PAUSE: tr("Break"),
        Phase.DEBRIEF: tr("Debrief"),
    }[phase]


# For the tables ------------------------------------------------------------------------------------


def write_table_signs(
    exercise: ExerciseRow,
    letters: Sequence[str],
    programme: ProgrammeRow,
    path: Path,
    job: Job | None = None,
) -> None:
    """A landscape page a table, with its letter and the roles that sit there; no names."""
    about = pdf.About(tr("{title}: table signs", title=exercise.title), programme.title)
    width, height = pdf.LANDSCAPE
    with pdf.document(path, pdf.LANDSCAPE, about) as canvas:
        for number, letter in enumerate(letters, 1):
            draw_line(
                canvas,
                width / 2,
                height * 0.42,
                letter,
                Style(260, 260, styles.STRONG, colour("text"), Align.CENTRE),
            )
            title = fit_text(printable(exercise.title), styles.STRONG, 34, width - 90, 16, 1)
            draw_line(
                canvas,
                width / 2,
                height - 70,
                title.lines[0],
                Style(34, 40, styles.STRONG, colour("accent_text"), Align.CENTRE),
                size=title.size,
            )
            roles = "   ·   ".join(role.name for role in exercise.roles)
            fitted = fit_text(roles, styles.REGULAR, 22, width - 90, 13, 3)
            for line, text in enumerate(fitted.lines):
                draw_line(
                    canvas,
                    width / 2,
                    118 - line * fitted.size * 1.3,
                    text,
                    Style(22, 28, styles.REGULAR, colour("text"), Align.CENTRE),
                    size=fitted.size,
                )
            foot = printable(programme.title)
            if programme.is_sample:
                foot = tr("{title}  ·  Sample with invented names", title=foot)
            small = Style(9, 12, styles.REGULAR, colour("text3"), Align.CENTRE)
            fitted = fit_text(foot, styles.REGULAR, 9, width - 90, 6, 1)
            draw_line(canvas, width / 2, 30, fitted.lines[0], small, size=fitted.size)
            canvas.showPage()
            pdf.advance(job, number, len(letters))


def element_name(element: Element) -> str:
    """An element of the preparation sheet in words."""
    return {
        Element.INTERESTS: tr("Interests"),
        Element.OPTIONS: tr("Options"),
        Element.ALTERNATIVES: tr("Alternatives"),
        Element.LEGITIMACY: tr("Legitimacy"),
        Element.COMMUNICATION: tr("Communication"),
        Element.RELATIONSHIP: tr("Relationship"),
        Element.COMMITMENT: tr("Commitment"),
    }[element]


def field_name(name: str) -> str:
    """A field of the preparation sheet in words."""
    return {
        "positions": tr("What we say we want"),
        "interests_ours": tr("Our interests, in order, each with its why"),
        "interests_theirs": tr("Their interests, as we assume them"),
        "interests_others": tr("Interests of others"),
        "options": tr("Packages that need both sides, and the interests they meet"),
        "alternatives_ours": tr("What we can do without them"),
        "batna": tr("The best of it (BATNA), and how to improve it"),
        "alternatives_theirs": tr("What they can do without us, as we guess; their BATNA"),
        "standards": tr(
            "Outside standards (law, precedent, practice, fair procedure), and how they "
            "can explain it at home"
        ),
        "questions": tr("Three questions to ask"),
        "messages": tr("Three messages"),
        "assumptions": tr("Assumptions to test"),
        "relationship_steps": tr("Steps towards it; people and problem kept apart"),
        "authority": tr("Our authority"),
        "agreed_today": tr("What counts as agreed today"),
        "follow_up": tr("Steps afterwards"),
        "relationship_now": tr("Relationship now (1 to 5)"),
        "relationship_wanted": tr("Relationship wanted (1 to 5)"),
        "reservation": tr("Reservation value (the least we accept)"),
        "aspiration": tr("Aspiration (what we aim for)"),
    }[name]


_ASKED = 212
"""Width of the column that asks: wide enough for the blank sheet to stay one page."""
_BLANK_LINES = {
    "options": 3,
    "interests_ours": 3,
    "interests_theirs": 3,
    "questions": 3,
    "messages": 3,
}


def write_preparation_sheet(
    exercise: ExerciseRow,
    programme: ProgrammeRow,
    path: Path,
    sheet: PreparationRow | None = None,
    role: str = "",
    job: Job | None = None,
) -> None:
    """The seven elements on one page: blank, or as a team has filled it (then it is that team's)."""
    texts: Mapping[str, str] = sheet.texts if sheet else {}
    numbers: Mapping[str, int | None] = sheet.numbers if sheet else {}
    story: Story = [para(tr("Preparation sheet"), Style(15, 19, styles.STRONG, colour("text")))]
    head = (
        tr("Role: {role}", role=role or "_" * 28) + "     " + tr("Table: {letter}", letter="_" * 6)
    )
    story += [para(head, styles.cell()), Spacer(0, 5)]
    for element in Element:
        rows = [
            [para(field_name(f.name), styles.cell_muted()), _answer(f.name, texts.get(f.name, ""))]
            for f in TEXTS
            if f.element is element
        ]
        extra = {
            Element.ALTERNATIVES: ("reservation", "aspiration"),
            Element.RELATIONSHIP: ("relationship_now", "relationship_wanted"),
        }
        if element in extra:
            words = "     ".join(
                f"{field_name(n)}: {'____' if numbers.get(n) is None else numbers[n]}"
                for n in extra[element]
            )
            rows.append([para("", styles.cell()), para(words, styles.cell())])
        name = para(element_name(element), styles.cell_strong())
        story.append(table((_ASKED, WIDTH - _ASKED), [name, ""], rows))
        story.append(Spacer(0, 2))
    mark = tr("For this role only") if sheet else ""
    title = tr("{title}: preparation sheet", title=exercise.title)
    write_story(path, story, title, programme, mark=mark, job=job)


def _answer(name: str, text: str) -> Flowable:
    if text:
        return para(text, styles.cell())
    return _Lines(_BLANK_LINES.get(name, 1))


class _Lines(Flowable):  # type: ignore[misc]  # ReportLab is untyped
    """Lines to write on."""

    def __init__(self, count: int, step: float = 14.0) -> None:
        super().__init__()
        self.count, self.step = count, step

    def wrap(self, room: float, _height: float) -> tuple[float, float]:
        """One step a line."""
        self.width, self.height = room, self.count * self.step
        return room, self.height

    def draw(self) -> None:
        """Draw the lines; the last one is the table's own rule."""
        self.canv.setStrokeColor(colour("border"))
        self.canv.setLineWidth(0.5)
        for number in range(1, self.count):
            self.canv.line(0, number * self.step, self.width, number * self.step)


class Ticks(Flowable):  # type: ignore[misc]  # ReportLab is untyped
    """Squares to tick, each with its words; side by side where `across` gives a step in points."""

    LINE = 12.6

    def __init__(self, texts: Sequence[str], across: float = 0) -> None:
        super().__init__()
        self.texts, self.across = texts, across

    def wrap(self, room: float, _height: float) -> tuple[float, float]:
        """A line a square, or one line."""
        self.width = room
        self.height = self.LINE * (1 if self.across else len(self.texts))
        return room, self.height

    def draw(self) -> None:
        """Draw squares and words."""
        self.canv.setStrokeColor(colour("border_strong"))
        self.canv.setLineWidth(0.9)
        for number, text in enumerate(self.texts):
            x = number * self.across
            y = self.height - (0 if self.across else number * self.LINE) - 10
            self.canv.rect(x + 0.5, y, 8, 8, stroke=1, fill=0)
            room = (self.across or self.width) - 18
            fitted = fit_text(printable(text), styles.REGULAR, 8.4, room, 5.5, 1)
            draw_line(self.canv, x + 14, y + 1, fitted.lines[0], styles.cell(), size=fitted.size)


def write_observer_sheet(
    exercise: ExerciseRow,
    teaching: TeachingRow,
    programme: ProgrammeRow,
    path: Path,
    job: Job | None = None,
) -> None:
    """What an observer notes: moves with their minute, no judgement of persons."""
    story: Story = [para(tr("Observer sheet"), Style(15, 19, styles.STRONG, colour("text")))]
    story += [
        para(
            tr(
                "Table: ______     You say nothing while they negotiate. Note moves and what "
                "followed, not people."
            ),
            styles.cell(),
        ),
        Spacer(0, 8),
    ]
    rows = [[para(line, styles.cell_strong()), _Lines(3, 24)] for line in teaching.observer_sheet]
    story.append(table((170, WIDTH - 170), [tr("Move"), tr("Minute, and what followed")], rows))
    title = tr("{title}: observer sheet", title=exercise.title)
    write_story(path, story, title, programme, job=job)


def facet_name(facet: str) -> str:
    """What people rate, in words."""
    return {
        "interests": tr("Interests met"),
        "outcome": tr("Outcome"),
        "own_part": tr("My own part"),
        "process": tr("Process"),
        "relationship": tr("Relationship"),
    }[facet]


def write_outcome_form(
    exercise: ExerciseRow,
    letters: Sequence[str],
    programme: ProgrammeRow,
    path: Path,
    job: Job | None = None,
) -> None:
    """A form a table, and behind it a page of satisfaction slips to cut apart."""
    story: Story = []
    for letter in letters or ("",):
        story += _form(exercise, letter)
        story.append(PageBreak())
    story += _slips()
    title = tr("{title}: outcome form", title=exercise.title)
    write_story(path, story, title, programme, job=job)


def _form(exercise: ExerciseRow, letter: str) -> Story:
    story: Story = [
        para(
            tr("Outcome of table {letter}", letter=letter or "____"),
            Style(15, 19, styles.STRONG, colour("text")),
        ),
        Spacer(0, 6),
    ]
    story += [
        Ticks([tr("Agreed"), tr("Agreed in part"), tr("Not agreed")], across=120),
        Spacer(0, 4),
        para(exercise.agreement, styles.cell_muted()),
        Spacer(0, 6),
    ]
    rows = [
        [
            para(issue.title, styles.cell_strong()),
            Ticks([o.title for o in issue.options]) if issue.options else _Lines(3),
        ]
        for issue in exercise.issues
    ]
    story.append(table((160, WIDTH - 160), [tr("Issue"), tr("Tick one option")], rows))
    story += [*small_heading(tr("Side terms (200 characters)")), _Lines(3, 18)]
    signs = [[para(role.name, styles.cell_strong()), _Lines(1, 20)] for role in exercise.roles]
    story += [
        *small_heading(tr("Signed for")),
        table((220, WIDTH - 220), [tr("Role"), tr("Signature")], signs),
    ]
    story += [
        Spacer(0, 8),
        para(
            tr(
                "Minutes used: ______     Offers made: ______     Who left the table, "
                "if anybody (role): ______________"
            ),
            styles.cell(),
        ),
    ]
    return story


def _slips() -> Story:
    story: Story = []
    for _ in range(3):
        story += [
            para(tr("How satisfied are you? 1 not at all, 7 fully. No names."), styles.strong()),
            Spacer(0, 4),
        ]
        rows = [
            [
                para(facet_name(facet), styles.cell_strong()),
                para("     ".join(str(n) for n in range(1, 8)), styles.cell()),
            ]
            for facet in FACETS
        ]
        story.append(table((200, WIDTH - 200), [tr("With"), tr("Circle one")], rows))
        story += [
            Spacer(0, 6),
            para(tr("Table: ____     I learned ..."), styles.cell()),
            _Lines(3, 18),
            Spacer(0, 12),
            Rule(colour("border_strong")),
            Spacer(0, 12),
        ]
    return story

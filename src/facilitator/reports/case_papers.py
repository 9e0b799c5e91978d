"""Papers of the cases: two-page handout, review form and slips, comparison of cases.

The sensitivity label stands on each. Grades are never averaged; reviews have no names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Spacer

from facilitator.application.case_words import (
    confidence_words,
    criterion_words,
    field_words,
    sensitivity_words,
)  # fmt: skip
from facilitator.application.jobs import Job
from facilitator.application.rows.case_studies import (
    CaseCauseRow,
    CaseStudyRow,
    PartyRow,
)  # fmt: skip
from facilitator.application.rows.programme import ProgrammeRow
from facilitator.domain.case_studies import CaseState, Criterion, PointKind, shared_factors
from facilitator.domain.root_causes import Sensitivity
from facilitator.reports import pdf, styles, tags
from facilitator.reports.cells import write_text_table
from facilitator.reports.flow import paged
from facilitator.reports.flowables import Marked, small_heading, table
from facilitator.reports.labels import label
from facilitator.reports.palette import colour
from facilitator.reports.report_cases import agreement_text, source_text
from facilitator.reports.sheets import FOOT, MARGIN, STRONG, Page, draw_head, hairline, write_pages
from facilitator.reports.text import Style, draw_line, draw_lines, para, rich, wrap_text
from facilitator.support.i18n import tr

Story = list[Flowable]
TOP = 96.0
SIZES = (9.6, 9.0, 8.4, 7.8, 7.2, 6.6)
"""Sizes of the handout's text, tried until it fits two pages."""


def _about(case: CaseStudyRow) -> str:
    years = [
        tr("conflict {period}", period=case.conflict_period) if case.conflict_period else "",
        tr("response {period}", period=case.response_period) if case.response_period else "",
    ]
    parts = [case.country, label(case.arena), *years, label(case.status)]
    return "  ·  ".join(part for part in parts if part)


def _kicker(case: CaseStudyRow) -> str:
    said = tr("Case study of group {letter}  ·  {who}", letter=case.group,
              who=sensitivity_words(case.sensitivity))  # fmt: skip
    return f"{said}  ·  {tr('draft')}" if case.state is CaseState.DRAFT else said


# --- handout ----------------------------------------------------------------------------------------


def write_handout(
    case: CaseStudyRow, programme: ProgrammeRow, path: Path, job: Job | None = None
) -> None:
    """The case on two pages of A4; a longer one is set smaller.

    Raises EnvironmentProblem when the file cannot be written; nothing is left then.
    """

    def head(canvas: Canvas) -> float:
        return draw_head(canvas, pdf.PORTRAIT, _kicker(case), case.title, _about(case))

    pages: list[Page] = []
    for size in SIZES:
        story = _handout(case, Style(size, size * 1.36, styles.REGULAR, colour("text")))
        pages = paged(story, pdf.PORTRAIT, head, pdf.PORTRAIT[1] - TOP)
        if len(pages) <= 2:
            break
    write_pages(pages, case.title, programme, path, job)


def write_handout_docx(case: CaseStudyRow, programme: ProgrammeRow, path: Path) -> None:
    """The case as a document to be edited.

    Raises EnvironmentProblem when the file cannot be written; nothing is left then.
    """
    from facilitator.reports.report_docx import write_story_docx

    head = (_kicker(case), case.title, _about(case))
    write_story_docx(head, _handout(case, styles.body()), programme, path)


def _handout(case: CaseStudyRow, body: Style) -> Story:
    strong = replace(body, face=styles.STRONG)
    story = [*_text("situation", case.situation, body), *_parties(case, body)]
    for number, cause in enumerate(case.causes, 1):
        story += _cause(number, cause, body, strong)
    for name in ("triggers", "process"):
        story += _text(name, getattr(case, name), body)
    if case.agreements:
        story += small_heading(tr("Agreements"))
        story += [_bullet(agreement_text(row), body) for row in case.agreements]
    story += _text("unresolved", case.unresolved, body)
    for kind in PointKind:
        texts = [point.text for point in case.points if point.kind is kind]
        if texts:
            story += [*small_heading(field_words(kind.value)), *(_bullet(t, body) for t in texts)]
    story += _text("negative_comparison", case.negative_comparison, body)
    if case.sources:
        story += small_heading(tr("Sources"))
        small = replace(body, size=body.size * 0.88, leading=body.leading * 0.88)
        story += [Marked(source_text(s), f"{n}.", small) for n, s in enumerate(case.sources, 1)]
    if case.authors:
        story += [Spacer(0, 6), para(tr("Authors: {names}", names=case.authors), body)]
    return story


def _text(name: str, text: str, body: Style) -> Story:
    return [*small_heading(field_words(name)), para(text, body)] if text.strip() else []


def _bullet(text: str, body: Style) -> Flowable:
    return Marked(text, "•", body, 11)


def _parties(case: CaseStudyRow, body: Style) -> Story:
    story: Story = []
    third = list(case.third_parties)
    if case.parties:
        story += [*small_heading(tr("Parties")), *(_bullet(_party(p), body) for p in case.parties)]
    if third or case.no_third_parties:
        said = "; ".join(_party(p) for p in third) if third else tr("None")
        story += [*small_heading(tr("Third parties")), para(said, body)]
    return story


def _party(party: PartyRow) -> str:
    name = f"{party.name} ({party.type})" if party.type else party.name
    return f"{name}: {party.interest}" if party.interest else name


def _cause(number: int, cause: CaseCauseRow, body: Style, strong: Style) -> Story:
    head = tr("Root cause {number}: {text}", number=number, text=cause.card)
    story: Story = [*small_heading(head)]
    if cause.explanation:
        story.append(para(cause.explanation, body))
    for measure in cause.measures:
        facts = ", ".join(part for part in (measure.measure, measure.actor, measure.when) if part)
        kinds = f"{label(measure.instrument).lower()}, {label(measure.level).lower()}"
        story.append(_bullet(f"{facts} ({kinds})", body))
    if cause.evidence:
        story += [Spacer(0, 2), rich([(tr("Evidence."), strong), (cause.evidence, body)])]
    story += [Spacer(0, 2), rich([(verdict(cause), strong), (_cited(cause), body)])]
    return story


def verdict(cause: CaseCauseRow) -> str:
    """The grade in number and words, and the confidence that its sources earn it."""
    if cause.grade is None:
        return tr("Outcome not yet graded")
    years = (tr(" ({first} to {last})", first=cause.works_since, last=cause.works_until)
             if cause.works_since and cause.works_until else "")  # fmt: skip
    said = tr("Outcome {grade} of 5: {words}", grade=cause.grade.value,
              words=label(cause.grade).lower())  # fmt: skip
    return f"{said}{years}. {confidence_words(cause.confidence)}."


def _cited(cause: CaseCauseRow) -> str:
    numbers = ", ".join(str(number) for number in cause.sources)
    return tr("Sources: {numbers}", numbers=numbers) if numbers else ""


# --- reviews ----------------------------------------------------------------------------------------


def write_review_forms(
    cases: Sequence[CaseStudyRow], programme: ProgrammeRow, path: Path, job: Job | None = None
) -> None:
    """For each case a peer review form, and a sheet of four slips for the audience.

    Raises EnvironmentProblem when the file cannot be written; nothing is left then.
    """
    pages: list[Page] = []
    for case in cases:
        pages += [(pdf.PORTRAIT, _form(case)), (pdf.PORTRAIT, _slips(case))]
    write_pages(pages, tr("Reviews of the case studies"), programme, path, job)


def _form(case: CaseStudyRow):  # type: ignore[no-untyped-def]  # a function of the canvas
    width, _ = pdf.PORTRAIT
    room = width - 2 * MARGIN

    def draw(canvas: Canvas) -> None:
        note = tr("No name on this sheet. Marks are optional and never shown by name.")
        y = draw_head(canvas, pdf.PORTRAIT, tr("Peer review"), case.title, note) - 18
        for question, lines in (
            (tr("One strength"), 3), (tr("A second strength"), 3), (tr("One question"), 3),
            (tr("One perspective that is missing"), 3),
        ):  # fmt: skip
            draw_line(canvas, MARGIN, y, question, Style(11, 14, STRONG, colour("text")))
            for _ in range(lines):
                y -= 26
                hairline(canvas, MARGIN, y, room, strong=True)
            y -= 26
        y -= 6
        draw_line(canvas, MARGIN, y, tr("Marks, if you wish: 0 not at all, 3 fully"),
                  Style(11, 14, STRONG, colour("text")))  # fmt: skip
        for criterion in Criterion:
            y -= 24
            draw_line(canvas, MARGIN, y, criterion_words(criterion),
                      Style(10, 13, styles.REGULAR, colour("text")))  # fmt: skip
            _mark_boxes(canvas, width - MARGIN - 150, y)

    return draw


def _mark_boxes(canvas: Canvas, x: float, y: float) -> None:
    canvas.setStrokeColor(colour("border_strong"))
    canvas.setLineWidth(0.8)
    for mark in range(4):
        left = x + mark * 38
        canvas.rect(left, y - 3, 13, 13, stroke=1, fill=0)
        draw_line(canvas, left + 18, y, str(mark), Style(10, 13, styles.REGULAR, colour("text2")))


def _slips(case: CaseStudyRow):  # type: ignore[no-untyped-def]  # a function of the canvas
    width, height = pdf.PORTRAIT

    def draw(canvas: Canvas) -> None:
        with tags.decoration(canvas):
            canvas.setStrokeColor(colour("border"))
            canvas.setDash(4, 3)
            canvas.line(width / 2, FOOT, width / 2, height - 20)
            canvas.line(20, height / 2 + 10, width - 20, height / 2 + 10)
            canvas.setDash()
        for place in range(4):
            x, y = 28 + (place % 2) * width / 2, height - 52 - (place // 2) * (height / 2 - 10)
            _slip(canvas, case, x, y)

    return draw


def _slip(canvas: Canvas, case: CaseStudyRow, x: float, y: float) -> None:
    room = pdf.PORTRAIT[0] / 2 - 56
    head = Style(11, 14.5, STRONG, colour("accent_press"))
    kicker = tr("Group {letter}  ·  no name, please", letter=case.group)
    draw_line(canvas, x, y + 14, kicker, Style(8, 10, styles.REGULAR, colour("text2")))
    lines = wrap_text(case.title, head, room)[:3]
    draw_lines(canvas, x, y + 8, lines, head, room)
    y -= sum(line.above + line.below for line in lines) + 8
    for question in (
        tr("What convinced me"),
        tr("My question"),
        tr("A lesson we could use at home"),
    ):
        draw_line(canvas, x, y, question, Style(9.6, 12, STRONG, colour("text")))
        for _ in range(3):
            y -= 23
            hairline(canvas, x, y, room, strong=True)
        y -= 22


# --- comparison -------------------------------------------------------------------------------------


def write_comparison(
    cases: Sequence[CaseStudyRow], programme: ProgrammeRow, path: Path, job: Job | None = None
) -> None:
    """Cases by causes by measures by grade, on A4 across.

    Raises EnvironmentProblem when the file cannot be written; nothing is left then.
    """
    size = pdf.LANDSCAPE
    widest = list(Sensitivity)
    level = max((case.sensitivity for case in cases), key=widest.index)

    def head(canvas: Canvas) -> float:
        note = tr(
            "Outcome for each cause, 0 to 5, by what was carried out. Grades are not averaged."
        )
        return draw_head(canvas, size, sensitivity_words(level), tr("Cases compared"), note)

    pages = paged(_comparison(cases, size[0] - 2 * MARGIN), size, head, size[1] - TOP)
    write_pages(pages, tr("Cases compared"), programme, path, job)


def _comparison(cases: Sequence[CaseStudyRow], room: float) -> Story:
    cards = list(dict.fromkeys(cause.card for case in cases for cause in case.causes))
    first = min(150.0, room / (len(cases) + 1))
    each = (room - first) / len(cases)
    rows = []
    for card in cards:
        found = [next((c for c in case.causes if c.card == card), None) for case in cases]
        rows.append([para(card, styles.cell_strong()), *(_cell(cause) for cause in found)])
    heads = [
        tr("Root cause"),
        *(tr("{group}: {title}", group=c.group, title=c.title) for c in cases),
    ]
    story: Story = [table((first, *[each] * len(cases)), heads, rows)] if rows else []
    shared = shared_factors([(case.group, case.success_factors) for case in cases])
    story += small_heading(tr("Success factors that two cases or more name"))
    if not shared:
        story.append(para(tr("None in the same words: look for them together in the room."),
                          styles.body()))  # fmt: skip
    for factor, groups in shared:
        said = tr("{factor} (groups {groups})", factor=factor, groups=", ".join(groups))
        story.append(_bullet(said, styles.body()))
    for case in cases:
        if case.success_factors:
            story += small_heading(tr("Success factors of group {letter}", letter=case.group))
            story += [_bullet(text, styles.cell()) for text in case.success_factors]
    return story


def _cell(cause: CaseCauseRow | None) -> object:
    if cause is None:
        return para("–", styles.cell_muted())
    said = [para(verdict(cause), styles.cell_strong())]
    return [*said, *(para(f"– {m.measure}", styles.cell()) for m in cause.measures)]


def write_comparison_table(cases: Sequence[CaseStudyRow], path: Path) -> None:
    """The comparison as a CSV file, a row for each measure.

    Raises EnvironmentProblem when the file cannot be written; nothing is left then.
    """
    titles = (tr("Group"), tr("Case"), tr("Country or area"), tr("Root cause"), tr("Level"),
              tr("Measure"), tr("By whom"), tr("Level of the measure"), tr("Instrument"), tr("When"),
              tr("Grade"), tr("Outcome"), tr("Confidence"), tr("Sources"))  # fmt: skip
    rows = [titles]
    for case in cases:
        for cause in case.causes:
            grade = (
                ("", "") if cause.grade is None else (str(cause.grade.value), label(cause.grade))
            )
            done = [(m.measure, m.actor, label(m.level), label(m.instrument), m.when)
                    for m in cause.measures] or [("", "", "", "", "")]  # fmt: skip
            rows += [
                (case.group, case.title, case.country, cause.card, label(cause.level), *measure,
                 *grade, confidence_words(cause.confidence), str(len(cause.sources)))
                for measure in done
            ]  # fmt: skip
    write_text_table(rows, path)

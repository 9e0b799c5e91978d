"""The report's sections on case studies: each case, and all of them compared cause by cause.

Grades are shown for each cause and never averaged (methods 2.6).
"""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable, Spacer

from facilitator.application.case_words import (
    agreement_kind_words,
    confidence_words,
    stage_words,
)  # fmt: skip
from facilitator.application.rows.case_studies import (
    AgreementRow,
    CaseCauseRow,
    CaseStudyRow,
    MeasureRow,
    PartyRow,
    SourceRow,
)  # fmt: skip
from facilitator.application.rows.report import ReportRow
from facilitator.domain.case_studies import CaseState, OutcomeGrade
from facilitator.domain.root_causes import Sensitivity
from facilitator.reports import styles
from facilitator.reports.flowables import (
    WIDTH,
    bullets,
    heading,
    panel,
    small_heading,
    table,
)  # fmt: skip
from facilitator.reports.labels import label
from facilitator.reports.palette import WHITE, colour, mixed
from facilitator.reports.text import para, rich
from facilitator.support.i18n import tr

Story = list[Flowable]


def open_cases(report: ReportRow) -> tuple[CaseStudyRow, ...]:
    """The cases that may leave the room: open to all, and no longer their group's alone."""
    return tuple(
        c for c in report.case_studies if c.sensitivity is Sensitivity.OPEN and not c.is_private
    )


def case_sections(report: ReportRow) -> Story:
    """Each open case with its parts."""
    story: Story = []
    for number, case in enumerate(open_cases(report), 1):
        story += _case(number, case, report)
    return story


def _case(number: int, case: CaseStudyRow, report: ReportRow) -> Story:
    story = heading(tr("Case {number}: {title}", number=number, title=case.title), 2,
                    f"case{number}")  # fmt: skip
    story += [para(_about(case), styles.muted()), Spacer(0, 5)]
    story += _text(tr("Situation"), case.situation)
    story += _parties(case)
    for index, cause in enumerate(case.causes, 1):
        story += _cause(index, cause)
    story += _text(tr("Proximate causes and triggers"), case.triggers)
    story += _text(tr("How agreement was reached"), case.process)
    story += _points(tr("Agreements"), [agreement_text(row) for row in case.agreements])
    story += _text(tr("What remains unresolved"), case.unresolved)
    story += _points(tr("Success factors"), case.success_factors)
    story += _points(tr("Conditions that may not transfer"), case.conditions)
    story += _lessons(case, report)
    story += _text(tr("A similar case where it failed"), case.negative_comparison)
    return story + _sources(case.sources) + [Spacer(0, 12)]


def _about(case: CaseStudyRow) -> str:
    parts = [
        tr("Group {letter}", letter=case.group) if case.group else "",
        case.country,
        label(case.arena),
        tr("conflict {period}", period=case.conflict_period) if case.conflict_period else "",
        tr("response {period}", period=case.response_period) if case.response_period else "",
        label(case.status),
    ]
    if case.state is CaseState.DRAFT:
        parts.append(tr("draft: not yet complete"))
    return "  ·  ".join(part for part in parts if part)


def _text(title: str, text: str) -> Story:
    if not text.strip():
        return []
    return [*small_heading(title), para(text, styles.body())]


def agreement_text(row: AgreementRow) -> str:
    """Name, date, stage and kind by the conventions of PA-X, who signed, where it is kept."""
    signed_by = tr("signed by {parties}", parties=row.parties) if row.parties else ""
    third = tr("with {third}", third=row.third_parties) if row.third_parties else ""
    parts = [row.name, row.signed, stage_words(row.stage), agreement_kind_words(row.kind),
             signed_by, third, row.link]  # fmt: skip
    return ", ".join(part for part in parts if part)


def _points(title: str, points: Sequence[str]) -> Story:
    return [*small_heading(title), *bullets(points)] if points else []


def _parties(case: CaseStudyRow) -> Story:
    story: Story = []
    for title, last, parties in (
        (tr("Parties"), tr("Interest"), case.parties),
        (tr("Third parties"), tr("Role"), case.third_parties),
    ):
        if parties:
            story += small_heading(title)
            story.append(_party_table(last, parties))
    return story


def _party_table(last: str, parties: Sequence[PartyRow]) -> Flowable:
    columns = [(190.0, tr("Name"), [para(p.name, styles.cell_strong()) for p in parties])]
    if any(p.type for p in parties):
        kinds = [para(p.type, styles.cell_muted()) for p in parties]
        columns.append((97.0, tr("Type"), kinds))
    room = WIDTH - sum(width for width, _, _ in columns)
    columns.append((room, last, [para(p.interest, styles.cell()) for p in parties]))
    widths, heads, cells = zip(*columns, strict=True)
    return table(widths, heads, list(zip(*cells, strict=True)))


def _cause(number: int, cause: CaseCauseRow) -> Story:
    contents: Story = [
        rich([
            (tr("Root cause {number}:", number=number), styles.strong()),
            (cause.card, styles.strong()),
            (f"({label(cause.level).lower()})", styles.muted()),
        ]),
        Spacer(0, 2),
    ]  # fmt: skip
    if cause.explanation:
        contents.append(para(cause.explanation, styles.body()))
    for measure in cause.measures:
        contents += [Spacer(0, 4), *_measure(measure)]
    if cause.evidence:
        contents += [Spacer(0, 4), rich([(tr("Evidence."), styles.strong()),
                                         (cause.evidence, styles.body())])]  # fmt: skip
    contents += [Spacer(0, 5), _grade_line(cause)]
    return [Spacer(0, 7), panel(contents, colour("window"), grade_ink(cause.grade)), Spacer(0, 2)]


def _measure(measure: MeasureRow) -> Story:
    facts = [label(measure.instrument), label(measure.level), measure.actor, measure.when]
    line = "  ·  ".join(fact for fact in facts if fact)
    return [rich([(tr("Done."), styles.strong()), (measure.measure, styles.body())]),
            para(line, styles.cell_muted())]  # fmt: skip


def _grade_line(cause: CaseCauseRow) -> Flowable:
    if cause.grade is None:
        shown = tr("Outcome not yet graded")
    else:
        shown = tr("Outcome {grade} of 5: {words}", grade=cause.grade.value,
                   words=label(cause.grade).lower())  # fmt: skip
    parts = [(shown, styles.strong())]
    if cause.sources:
        numbers = ", ".join(str(number) for number in cause.sources)
        parts.append((tr("Sources: {numbers}", numbers=numbers), styles.muted()))
    parts.append((f"({confidence_words(cause.confidence).lower()})", styles.muted()))
    return rich(parts)


def grade_ink(grade: OutcomeGrade | None) -> Color:
    """Deeper for more that works; grey where nothing is graded."""
    if grade is None:
        return colour("border_strong")
    return mixed(colour("accent_soft"), colour("accent_press"), grade.value / 5)


def _lessons(case: CaseStudyRow, report: ReportRow) -> Story:
    if not case.lessons:
        return []
    story = small_heading(tr("Lessons for the region"))
    for lesson in case.lessons:
        taken_up = paragraphs_from(lesson, report)
        note = tr("(taken up in the Common Vision, {where})", where=taken_up) if taken_up else ""
        story += bullets([f"{lesson} {note}".strip()])
    return story


def paragraphs_from(lesson: str, report: ReportRow) -> str:
    """Where the Common Vision names the lesson as an origin, such as `paragraph 2`; or nothing."""
    if report.vision is None:
        return para("–", styles.cell_muted())
    found = [
        tr("paragraph {number}", number=p.number) if p.number is not None else tr("the preamble")
        for p in report.vision.paragraphs
        if any(lesson.strip() and lesson.strip() in origin for origin in p.origins)
    ]
    return ", ".join(dict.fromkeys(found))


def _sources(sources: Sequence[SourceRow]) -> Story:
    if not sources:
        return []
    story = small_heading(tr("Sources"))
    marks = [f"{number}." for number in range(1, len(sources) + 1)]
    return story + bullets([source_text(s) for s in sources], styles.cell(), marks)


def source_text(source: SourceRow) -> str:
    """Author, date, title, publisher, place; then its kind and how near it stands."""
    head = " ".join(part for part in (source.author, f"({source.date})" if source.date else "")
                    if part)  # fmt: skip
    parts = [part for part in (head, source.title, source.publisher, source.locator) if part]
    kind = f"{label(source.type)}, {label(source.independence).lower()}"
    return f"{'. '.join(part.rstrip('.') for part in parts)}. [{kind}]"


# --- the cases compared ------------------------------------------------------------------------


def comparison(report: ReportRow) -> Story:
    """The matrix of root causes by cases with the outcome of each; never summed up."""
    cases = open_cases(report)
    cards = list(dict.fromkeys(cause.card for case in cases for cause in case.causes))
    if not cards:
        return []
    first = min(210.0, WIDTH - 52.0 * len(cases))
    each = (WIDTH - first) / len(cases)
    rows, extra = [], []
    for y, card in enumerate(cards, 1):
        cells: list[object] = [para(card, styles.cell_strong())]
        for x, case in enumerate(cases, 1):
            cause = next((c for c in case.causes if c.card == card), None)
            cells.append(_grade_cell(cause))
            if cause is not None and cause.grade is not None:
                extra.append(("BACKGROUND", (x, y), (x, y), _soft(cause.grade)))
        rows.append(cells)
    head = [tr("Root cause"), *(tr("Case {number}", number=n) for n in range(1, len(cases) + 1))]
    story: Story = [table((first, *[each] * len(cases)), head, rows, extra), Spacer(0, 6)]
    legend = [tr("Case {number}: {title}", number=n, title=c.title) for n, c in enumerate(cases, 1)]
    story += [para("\n".join(legend), styles.cell_muted()), Spacer(0, 4)]
    grades = "; ".join(f"{grade.value} {label(grade).lower()}" for grade in OutcomeGrade)
    text = tr("Outcome for each cause: {grades}. Grades are not averaged.", grades=grades)
    return [*story, para(text, styles.cell_muted())]


def _soft(grade: OutcomeGrade) -> Color:
    return mixed(WHITE, colour("accent"), 0.06 + 0.07 * grade.value)


def _grade_cell(cause: CaseCauseRow | None) -> object:
    if cause is None:
        return para("–", styles.cell_muted())
    if cause.grade is None:
        return para(tr("not graded"), styles.cell_muted())
    return [para(str(cause.grade.value), styles.cell_strong()),
            para(label(cause.grade), styles.cell_muted())]  # fmt: skip

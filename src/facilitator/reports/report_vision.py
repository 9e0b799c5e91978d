"""The report's sections on the Common Vision: its themes, text, adoption, and where it came from.

How people voted is shown as counts, and only where a count exposes nobody.
"""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from facilitator.application.rows.report import ReportRow
from facilitator.application.rows.vision import ParagraphRow, PollRow, VisionRow
from facilitator.domain.vision import Fist, Gradient, ParagraphKind, Scale, VisionState
from facilitator.reports import styles
from facilitator.reports.flowables import (
    WIDTH,
    DotRow,
    Marked,
    bar_chart,
    bullets,
    heading,
    panel,
    table,
)  # fmt: skip
from facilitator.reports.labels import label
from facilitator.reports.palette import colour
from facilitator.reports.report_cases import open_cases, paragraphs_from
from facilitator.reports.text import Style, para, rich
from facilitator.reports.vision_after import minority_note, personal_capacity, without_words
from facilitator.reports.words import date_text
from facilitator.support.i18n import tr

Story = list[Flowable]
LONG = 1_500
"""Characters above which a paragraph may go on the next page."""


def common_vision(report: ReportRow) -> Story:
    """Themes, text, poll and reservations."""
    vision = report.vision
    if vision is None or not (vision.paragraphs or vision.clusters):
        return []
    story: Story = [para(_standing(vision), styles.lead()), Spacer(0, 8)]
    if vision.paragraphs:
        story += _text(vision)
    if vision.clusters:
        story += _themes(vision)
    if vision.poll is not None:
        story += _poll(vision.poll)
    return story


def _standing(vision: VisionRow) -> str:
    if vision.state is not VisionState.ADOPTED:
        return tr("State of the text: {state}.", state=label(vision.state).lower())
    where, when = vision.adopted_place, vision.adopted_on
    if where and when:
        return tr("Adopted in {place} on {date}.", place=where, date=date_text(when))
    return tr("Adopted on {date}.", date=date_text(when)) if when else tr("Adopted.")


def _text(vision: VisionRow) -> Story:
    contents: Story = []
    heading_before = ""
    for paragraph in vision.paragraphs:
        if paragraph.heading and paragraph.heading != heading_before:
            contents += [Spacer(0, 6), para(paragraph.heading, styles.heading(3))]
            heading_before = paragraph.heading
        contents += [*_paragraph(paragraph), Spacer(0, 5)]
    return [*contents, Spacer(0, 4)]


def _paragraph(paragraph: ParagraphRow) -> Story:
    if paragraph.kind is ParagraphKind.TITLE:
        style = Style(15, 20, styles.SERIF, colour("text"))
        return [para(paragraph.text, styles.centred(style))]
    if paragraph.number is not None:
        if len(paragraph.text) > LONG:  # it goes over the page; what hangs from a mark cannot
            return [para(f"{paragraph.number}. {paragraph.text}", styles.body())]
        return [Marked(paragraph.text, f"{paragraph.number}.", styles.body(), 22)]
    if paragraph.kind is ParagraphKind.CHAPEAU:
        return [para(paragraph.text, styles.strong())]
    return [para(paragraph.text, styles.body())]


def _themes(vision: VisionRow) -> Story:
    story = heading(tr("Themes"), 2, "themes")
    largest = max(1, *(cluster.dots for cluster in vision.clusters))
    rows = [
        [
            [para(c.name, styles.cell_strong()),
             *(para(statement, styles.cell_muted()) for statement in c.statements)],
            DotRow(c.dots, largest, colour("accent")), para(str(c.voters), styles.cell()),
        ]
        for c in vision.clusters
    ]  # fmt: skip
    head = (tr("Theme and statements"), tr("Dots"), tr("Voters"))
    return [*story, table((WIDTH - 150, 108, 42), head, rows)]


def _poll(poll: PollRow) -> Story:
    outcome = poll.outcome
    story = heading(tr("Poll"), 2, "poll")
    verdict = tr("adopted") if outcome.adopted else tr("not yet adopted")
    rule = tr("Rule: {rule}. Outcome: {verdict}.", rule=label(poll.rule).lower(), verdict=verdict)
    story.append(para(rule, styles.strong()))
    if outcome.may_show_distribution:
        numbers = tr("{voters} of {present} people present took part in round {round}; "
                     "{support} supported the text.", voters=outcome.voters,
                     present=poll.present, round=poll.round, support=outcome.support)  # fmt: skip
        story += [para(numbers, styles.body()), Spacer(0, 6)]
        points = Gradient if poll.scale is Scale.GRADIENTS else Fist
        rows = [(label(point), n) for point, n in zip(points, poll.counts, strict=False)]
        story += bar_chart(rows, colour("accent"))
    reserved = [*poll.reservations, *without_words(poll, len(poll.reservations))]
    if reserved:
        story += heading(tr("Reservations"), 2, "reservations")
        story += bullets(reserved)
    story += [para(line, styles.body()) for line in minority_note(poll)]
    return [*story, Spacer(0, 8), panel([para(personal_capacity(), styles.muted())], colour("window"),
                                        colour("accent"))]  # fmt: skip


def traceability(report: ReportRow) -> Story:
    """Which lesson came from which case and cause, and where the text took it up."""
    if report.vision is None:
        return []
    rows = [
        [
            para(tr("Case {number}", number=number), styles.cell_strong()),
            bullets([cause.card for cause in case.causes], styles.cell()),
            [part for lesson in case.lessons for part in (_traced(lesson, report), Spacer(0, 3))],
        ]
        for number, case in enumerate(open_cases(report), 1)
        if case.lessons
    ]
    if not rows:
        return []
    head = (tr("Case"), tr("Root causes"), tr("Lessons, and where the Common Vision has them"))
    return [table((52, 172, WIDTH - 224), head, rows)]


def _traced(lesson: str, report: ReportRow) -> Flowable:
    where = paragraphs_from(lesson, report)
    place = f"→ {where}" if where else tr("→ not taken up")
    ink = styles.cell_accent() if where else styles.cell_muted()
    return rich([(lesson, styles.cell()), (place, ink)])

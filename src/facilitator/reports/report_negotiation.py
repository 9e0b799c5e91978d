"""The report's section on negotiation exercises: tables by letter, charts, notes marked for it.

No confidential text and no name of a person reaches this section: its row holds none.
"""

from __future__ import annotations

from reportlab.platypus import CondPageBreak, Flowable, Spacer

from facilitator.application.rows.negotiation import ExerciseReportRow
from facilitator.application.rows.report import ReportRow
from facilitator.domain.negotiation.debrief import debrief_of
from facilitator.reports import styles
from facilitator.reports.flowables import bullets, heading, small_heading
from facilitator.reports.negotiation_debrief import debrief_story
from facilitator.reports.text import para
from facilitator.reports.words import listed
from facilitator.support.i18n import tr

Story = list[Flowable]
CHART_ROOM = 430.0
"""Points that title, aims and chart need, so that they stay together."""


def negotiation(report: ReportRow) -> Story:
    """Each exercise that was played."""
    story: Story = []
    for number, row in enumerate(report.negotiation, 1):
        if number > 1:
            story.append(CondPageBreak(CHART_ROOM))
        story += heading(row.title, 2, f"exercise{number}")
        story += _exercise(row)
        story.append(Spacer(0, 10))
    return story


def _exercise(row: ExerciseReportRow) -> Story:
    told = tr("Roles: {roles}. Results stand by table, not by person.", roles=listed(row.roles))
    story: Story = [para(told, styles.body()), Spacer(0, 4), *bullets(row.aims, styles.body())]
    if row.played is not None:
        story += [Spacer(0, 6), *debrief_story(debrief_of(row.played))]
    if row.notes:
        story += small_heading(tr("From the debrief"))
        story += bullets([_note(note.table, note.text) for note in row.notes])
    return story


def _note(table: str, text: str) -> str:
    return tr("Table {letter}: {text}", letter=table, text=text) if table else text

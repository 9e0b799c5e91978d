"""The report's sections that people write themselves, and the marked places that wait for them."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from facilitator.application.rows.report import ReportRow
from facilitator.domain.report import SectionKey
from facilitator.reports import styles
from facilitator.reports.flowables import panel
from facilitator.reports.palette import colour
from facilitator.reports.text import para
from facilitator.support.i18n import tr

Story = list[Flowable]


def written(key: SectionKey, report: ReportRow) -> Story:
    """What people wrote for the section; nothing where nobody has yet."""
    text = report.prose.get(key, "").strip()
    story: Story = []
    for paragraph in (part.strip() for part in text.split("\n\n")):
        if paragraph:
            story += [para(paragraph, styles.body()), Spacer(0, 6)]
    return story


def advice(key: SectionKey) -> str:
    """What the section should say."""
    return {
        SectionKey.INTRODUCTION: tr("Why the week was held, for whom, and at whose request."),
        SectionKey.METHODS: tr("How people worked: exercises, group work, who facilitated, and what "
                               "was changed on the way."),
        SectionKey.CHALLENGES: tr("What was difficult, what you would do differently, what others "
                                  "can learn from it."),
        SectionKey.FOLLOW_UP: tr("What was promised, by whom and until when; when the follow-up "
                                 "questions go out."),
    }.get(key, "")  # fmt: skip


def waiting_for_words(key: SectionKey) -> Story:
    """The marked place of a draft: it says what belongs here and cannot be taken for the report."""
    return [
        panel(
            [para(tr("To be written"), styles.strong()), para(advice(key), styles.muted())],
            colour("warn_soft"), colour("warn_bar"),
        )
    ]  # fmt: skip

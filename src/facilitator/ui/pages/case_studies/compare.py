"""Cases side by side: causes by cases with measures and grades; factors that cases share."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from facilitator.application.case_words import confidence_words
from facilitator.application.rows.case_studies import CaseCauseRow, CaseStudyRow
from facilitator.domain.case_studies import shared_factors
from facilitator.reports.labels import label
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.pages.case_studies.part import Part, Shown
from facilitator.ui.widgets.badges import Badge
from facilitator.ui.widgets.cards import Card, Panel
from facilitator.ui.widgets.controls import scrolled
from facilitator.ui.widgets.empty import EmptyState
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import column


class ComparePart(Part):
    """The comparison of the cases that may be seen. Grades are never averaged."""

    def build(self) -> None:
        self.empty = EmptyState(
            "table", tr("Nothing to compare yet"),
            tr("Cases appear here when they are handed in and name a root cause."),
        )  # fmt: skip
        self.body.addWidget(self.empty, 1)
        self.inside = QWidget()
        self.stack = column(self.inside, (0, 0, 10, 0), spacing=12)
        self.frame = scrolled(self.inside, tr("Cases compared"))
        self.body.addWidget(self.frame, 1)
        self._now: tuple[CaseStudyRow, ...] | None = None

    def show_rows(self, shown: Shown) -> None:
        cases = tuple(c for c in shown.cases if self.page.may_see(c) and c.causes)
        self.empty.setVisible(not cases)
        self.frame.setVisible(bool(cases))
        if cases == self._now:
            return
        self._now = cases
        while (item := self.stack.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        if cases:
            self.stack.addWidget(_matrix(cases))
            self.stack.addWidget(_shared(cases))
            self.stack.addStretch(1)


def _matrix(cases: tuple[CaseStudyRow, ...]) -> QWidget:
    card = Card()
    grid = QGridLayout()
    theme.space(grid, (0, 0, 0, 0), 12)
    grid.addWidget(PlainLabel(tr("Root cause"), "caption_strong", "text3"), 0, 0)
    for place, case in enumerate(cases, 1):
        said = tr("{group}: {title}", group=case.group, title=case.title)
        grid.addWidget(PlainLabel(said, "caption_strong", "text2", wrap=True), 0, place)
        grid.setColumnStretch(place, 3)
    grid.setColumnStretch(0, 3)
    cards = dict.fromkeys(cause.card for case in cases for cause in case.causes)
    for line, text in enumerate(cards, 1):
        name = PlainLabel(text, "body_medium", wrap=True)
        grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
        for place, case in enumerate(cases, 1):
            found = next((cause for cause in case.causes if cause.card == text), None)
            grid.addWidget(_cell(found), line, place)
    card.body.addLayout(grid)
    note = tr("Outcome by what was carried out. Grades are never averaged.")
    card.body.addWidget(PlainLabel(note, "caption", "text3", wrap=True))
    return card


def _cell(cause: CaseCauseRow | None) -> QWidget:
    cell = QWidget()
    cell.setProperty("clear", True)
    inside = column(cell, spacing=4)
    if cause is None:
        inside.addWidget(PlainLabel("–", "body", "text3"))
    else:
        grade = cause.grade
        tone = "neutral" if grade is None else "ok" if grade.value > 3 else "accent"
        badge = Badge(tr("not graded") if grade is None else str(grade.value), tone, parent=cell)
        inside.addWidget(badge)
        said = "" if grade is None else f"{label(grade)}. "
        inside.addWidget(PlainLabel(f"{said}{confidence_words(cause.confidence)}.", "caption", "text2",
                                    wrap=True))  # fmt: skip
        for measure in cause.measures:
            inside.addWidget(PlainLabel(f"– {measure.measure}", "caption", wrap=True))
    inside.addStretch(1)
    return cell


def _shared(cases: tuple[CaseStudyRow, ...]) -> QWidget:
    panel = Panel(tr("Success factors that two cases or more name"))
    shared = shared_factors([(case.group, case.success_factors) for case in cases])
    for factor, groups in shared:
        said = tr("{factor} (groups {groups})", factor=factor, groups=", ".join(groups))
        panel.body.addWidget(PlainLabel(said, "body", wrap=True))
    if not shared:
        said = tr("None in the same words. Read them side by side and agree with the groups which "
                  "mean the same.")  # fmt: skip
        panel.body.addWidget(PlainLabel(said, "body", "text2", wrap=True))
    for case in cases:
        for factor in case.success_factors:
            said = f"{case.group}: {factor}"
            panel.body.addWidget(PlainLabel(said, "caption", "text2", wrap=True))
    return panel

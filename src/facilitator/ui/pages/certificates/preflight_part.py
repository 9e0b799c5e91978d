"""Before printing: every name looked at, what would not print right, by person, with the fix."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from facilitator.application.queries.certificates import candidates, design
from facilitator.reports.certificate_preflight import Problem
from facilitator.support.i18n import tr, trn
from facilitator.ui.pages.certificates.lookups import confirmed_names
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.cards import Card
from facilitator.ui.widgets.labels import IconLabel, PlainLabel
from facilitator.ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from facilitator.ui.app.document import Document

MOST_SHOWN = 200
"""Cards at once; whoever has more troubles mends some first."""


class PreflightPart(QWidget):
    """Shows problems (`show_problems`); a button beside each leads to the person."""

    person_requested = Signal(object)
    """The key of the person whose name is to be put right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = PlainLabel("", "subtitle", wrap=True)
        self._list = QWidget()
        self._list.setProperty("clear", True)
        self._lines = column(self._list, spacing=8)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._list)
        area.setAccessibleName(tr("What to look at before printing"))
        whole = column(self, spacing=12)
        line = row(spacing=8)
        self._well = IconLabel("circle-check", "ok", 20)
        line.addWidget(self._well)
        line.addWidget(self._told, 1)
        whole.addLayout(line)
        whole.addWidget(area, 1)

    def refresh(self, document: Document) -> None:
        """Look at everybody again."""
        from facilitator.reports.certificate_preflight import preflight

        rows = document.query(candidates)
        looked_at = sum(r.issued is not None or r.eligibility.kind is not None for r in rows)
        found = preflight(rows, confirmed_names(document), document.query(design))
        self.show_problems(found, looked_at)

    def show_problems(self, problems: Sequence[Problem], looked_at: int) -> None:
        """Show what was found among so many people."""
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        people = len({problem.participant_id for problem in problems})
        if problems:
            text = trn("{n} person's name needs a look before printing.",
                       "{n} people's names need a look before printing.", people)  # fmt: skip
        else:
            text = trn("All is well: {n} name was set and fits.",
                       "All is well: {n} names were set and fit.", looked_at)  # fmt: skip
        self._told.setText(text)
        self._well.setVisible(not problems)
        for problem in problems[:MOST_SHOWN]:
            self._lines.addWidget(self._card(problem))
        self._lines.addStretch(1)

    def _card(self, problem: Problem) -> Card:
        card = Card()
        words = column(spacing=2)
        words.addWidget(PlainLabel(problem.name, "body_strong"))
        words.addWidget(PlainLabel(problem.said, "body", wrap=True))
        words.addWidget(PlainLabel(problem.fix, "small", "text2", wrap=True))
        mend = Button(tr("Open the person"), icon="pencil")
        mend.setAccessibleName(tr("Open {name}", name=problem.name))
        mend.clicked.connect(lambda: self.person_requested.emit(problem.participant_id))
        line = row(spacing=12)
        line.addWidget(IconLabel("triangle-alert", "warn", 18), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        line.addWidget(mend, 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(line)
        return card

"""Entering votes that were counted on paper: dots and voters of each card."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from facilitator.application.rows.root_causes import RootCausesRow
from facilitator.domain.dot_vote import Tally
from facilitator.support.i18n import tr
from facilitator.ui.pages.root_causes.part import spin
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.controls import scrolled
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import clear, column, row


class TotalsPanel(Panel):
    """Dots and voters of each card, as counted on paper."""

    recorded = Signal(object, int)
    """Tallies as ((card, Tally), ...) and the number of people who voted."""
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Totals from paper"))
        self._rows: list[tuple[UUID, object, object]] = []
        self._inner = QWidget()
        self._inner.setProperty("clear", True)
        self._lines = column(self._inner, (0, 0, 10, 0), spacing=6)
        self.voters = spin(tr("People who voted"), 0, 500, 0)
        head = row(spacing=8)
        head.addWidget(PlainLabel(tr("People who voted"), "label", "text2"))
        head.addWidget(self.voters)
        head.addStretch(1)
        head.addWidget(PlainLabel(tr("Dots"), "caption_strong", "text2"))
        head.addSpacing(52)
        head.addWidget(PlainLabel(tr("Voters"), "caption_strong", "text2"))
        head.addSpacing(46)
        self.body.addLayout(head)
        self.body.addWidget(scrolled(self._inner, tr("Cards")), 1)
        foot = row(spacing=8)
        foot.addStretch(1)
        cancel = Button(tr("Cancel"))
        cancel.clicked.connect(self.cancelled)
        self.record_button = Button(tr("Record the count"), Kind.OUTLINE, icon="check")
        self.record_button.clicked.connect(self._on_record)
        foot.addWidget(cancel)
        foot.addWidget(self.record_button)
        self.body.addLayout(foot)

    def begin(self, causes: RootCausesRow) -> None:
        """Ask for the totals of these cards."""
        clear(self._lines)
        self._rows = []
        self.voters.setValue(causes.voters or causes.vote.expected)
        for card in sorted(causes.cards, key=lambda one: one.text):
            line = row(spacing=8)
            said = PlainLabel(card.text, "small", wrap=True)
            dots = spin(tr("Dots for {text}", text=card.text), 0, 5_000, card.dots)
            voters = spin(tr("Voters for {text}", text=card.text), 0, 500, card.voters)
            for field in (dots, voters):
                field.setFixedWidth(84)
            line.addWidget(said, 1)
            line.addWidget(dots)
            line.addWidget(voters)
            self._lines.addLayout(line)
            self._rows.append((card.id, dots, voters))
        self._lines.addStretch(1)
        self.voters.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_record(self) -> None:
        tallies = tuple((key, Tally(dots.value(), voters.value()))  # type: ignore[attr-defined]
                        for key, dots, voters in self._rows)  # fmt: skip
        self.recorded.emit(tallies, self.voters.value())

"""The board's vote: its rules before, how far it is, and what came of it. Counts stay hidden while
it is open; nobody can look into the box.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from facilitator.application.rows.root_causes import RootCausesRow
from facilitator.domain.dot_vote import MOST_DOTS_AN_ITEM, PLACES, VoteState, default_dots
from facilitator.support.i18n import tr, trn
from facilitator.ui.pages.root_causes.part import spin
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.cards import Card
from facilitator.ui.widgets.labels import IconLabel, PlainLabel
from facilitator.ui.widgets.layouts import FlowLayout, column, row


class VoteBar(Card):
    """One line above the board."""

    open_wished = Signal(int, int, int, int)
    """Dots each, most on a card, places, people expected."""
    totals_wished = Signal()
    voter_wished = Signal()
    close_wished = Signal()
    clear_wished = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=12)
        self._touched = False
        self._title = PlainLabel("", "body_strong")
        self._line = PlainLabel("", "caption", "text2", wrap=True)
        words = column(spacing=2)
        words.addWidget(self._title)
        words.addWidget(self._line)
        whole = row(spacing=12)
        whole.addWidget(IconLabel("vote", "accent_text", 20), 0, Qt.AlignmentFlag.AlignVCenter)
        whole.addLayout(words, 1)
        self.rules = QWidget()
        self.rules.setProperty("clear", True)
        fields = row(self.rules, spacing=6)
        self.dots = self._number(fields, tr("Dots each"), 1, 10, 5)
        self.most = self._number(fields, tr("On one card"), 1, MOST_DOTS_AN_ITEM, 1)
        self.places = self._number(fields, tr("Go on"), PLACES.start, PLACES.stop - 1, 6)
        self.expected = self._number(fields, tr("Voters"), 0, 500, 0)
        self.dots.valueChanged.connect(self._on_touched)
        self._foot = QWidget()
        self._foot.setProperty("clear", True)
        flow = FlowLayout(self._foot, spacing=8)
        flow.addWidget(self.rules)
        self.open_button = Button(tr("Open voting"), icon="play", size="compact")
        self.voter_button = Button(tr("Vote at this laptop"), icon="monitor", size="compact")
        self.totals_button = Button(tr("Totals from paper"), icon="clipboard-check", size="compact")
        self.close_button = Button(tr("Close and count"), icon="check", size="compact")
        self.clear_button = Button(tr("Clear the vote"), icon="rotate-ccw", size="compact")
        for button, signal in ((self.open_button, None), (self.voter_button, self.voter_wished),
                               (self.totals_button, self.totals_wished),
                               (self.close_button, self.close_wished),
                               (self.clear_button, self.clear_wished)):  # fmt: skip
            if button is not self.clear_button:
                flow.addWidget(button)
            if signal is not None:
                button.clicked.connect(signal)
        self.open_button.clicked.connect(self._on_open)
        whole.addWidget(self.clear_button)
        self.body.addLayout(whole)
        self.body.addWidget(self._foot)
        self.body.setSpacing(8)

    def _number(self, line: QHBoxLayout, name: str, least: int, most: int, value: int) -> QSpinBox:
        field = spin(name, least, most, value)
        field.setFixedWidth(78)
        said = PlainLabel(name, "caption", "text2")
        said.setBuddy(field)
        line.addWidget(said)
        line.addWidget(field)
        return field

    def _on_touched(self) -> None:
        self._touched = True

    def _on_open(self) -> None:
        self.open_wished.emit(
            self.dots.value(), self.most.value(), self.places.value(), self.expected.value()
        )

    def show_vote(
        self, causes: RootCausesRow, answered: int, present: int, *, editable: bool
    ) -> None:
        """Show how far the vote is; `answered` ballots lie in the box."""
        state = causes.vote.state
        if state is VoteState.NONE and causes.voters:
            state = VoteState.COUNTED
        begun = state is not VoteState.NONE
        if not begun and not self._touched:
            self.dots.blockSignals(True)
            self.dots.setValue(default_dots(len(causes.cards)))
            self.dots.blockSignals(False)
            self.expected.setValue(present)
        self._say(causes, answered, state)  # before what shows or hides: that places everything
        self.rules.setVisible(not begun and editable)
        self.open_button.setVisible(not begun and editable)
        self.totals_button.setVisible(state is not VoteState.COUNTED and editable)
        for button in (self.voter_button, self.close_button):
            button.setVisible(state is VoteState.OPEN and editable)
        self.clear_button.setVisible(begun and editable)
        self._foot.setVisible(state is not VoteState.COUNTED and editable)
        self.clear_button.setText(
            tr("Stop without a count") if state is VoteState.OPEN else tr("Clear the vote")
        )

    def _say(self, causes: RootCausesRow, answered: int, state: VoteState) -> None:
        vote = causes.vote
        if state is VoteState.OPEN:
            self._title.setText(trn("Voting is open: 1 dot each", "Voting is open: {n} dots each",
                                    vote.dots_each))  # fmt: skip
            self._line.setText(
                tr("{answered} of {expected} ballots are in the box. Counts are shown at once, when "
                   "voting is closed.", answered=answered, expected=vote.expected or "?"))  # fmt: skip
        elif state is VoteState.COUNTED:
            self._title.setText(trn("One person voted", "{n} people voted", causes.voters))
            self._line.setText(self._outcome(causes))
        else:
            self._title.setText(tr("Dot vote"))
            self._line.setText(tr("Merge cards that say the same first: similar cards split votes. "
                                  "The vote narrows the list; it does not decide."))  # fmt: skip

    @staticmethod
    def _outcome(causes: RootCausesRow) -> str:
        chosen = [card for card in causes.cards if card.carried_forward]
        if not chosen:
            return tr("No cause got a dot.")
        cut = min(card.dots for card in chosen)
        tied = sum(card.dots == cut for card in chosen)
        said = trn("1 cause goes on", "{n} causes go on", len(chosen))
        line = trn("cut-off line at 1 dot", "cut-off line at {n} dots", cut)
        ties = tr(", ties kept") if tied > 1 else ""
        return f"{said}: {line}{ties}."

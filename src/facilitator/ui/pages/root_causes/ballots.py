"""Entering votes: totals counted on paper, or a ballot voter by voter into the secret box."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from facilitator.application.rows.root_causes import CauseCardRow, RootCausesRow
from facilitator.domain.dot_vote import Tally, VoteRules
from facilitator.support.errors import FacilitatorError
from facilitator.support.i18n import tr, trn
from facilitator.ui.pages.root_causes.part import spin
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.cards import Card, Panel
from facilitator.ui.widgets.controls import scrolled
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import clear, column, row
from facilitator.ui.widgets.messages import announce


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


class BallotLine(QWidget):
    """A card on a ballot with its dots: + and - or the buttons."""

    wished = Signal(object, int)

    def __init__(self, card: CauseCardRow) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.card_id = card.id
        self._text = card.text
        line = row(self, (0, 2, 0, 2), spacing=8)
        line.addWidget(PlainLabel(card.text, "body", wrap=True), 1)
        self.less = Button("−", size="normal")
        self.count = PlainLabel("", "body_strong", numbers=True)
        self.count.setMinimumWidth(64)
        self.more = Button("+", size="normal")
        for button, step in ((self.less, -1), (self.more, 1)):
            button.setProperty("step", step)
            button.clicked.connect(self._on_step)
        line.addWidget(self.less)
        line.addWidget(self.count)
        line.addWidget(self.more)
        self.show_dots(0)

    def _on_step(self) -> None:
        self.wished.emit(self.card_id, int(self.sender().property("step")))

    def show_dots(self, dots: int) -> None:
        """Show how many dots lie on the card."""
        self.count.setText("●" * dots or "–")
        said = trn("1 dot", "{n} dots", dots)
        self.count.setAccessibleName(said)
        self.less.setEnabled(dots > 0)
        self.less.setAccessibleName(
            tr("Take a dot from {text}, {dots}", text=self._text, dots=said)
        )
        self.more.setAccessibleName(tr("Put a dot on {text}, {dots}", text=self._text, dots=said))


class BallotPanel(Card):
    """One person's ballot, then a cover page for the next. Nothing of the ballots before is kept."""

    cast = Signal(object)
    """{card id: dots}"""
    finished = Signal()
    """The facilitator wants to leave."""
    touched = Signal()
    """Somebody is at the ballot."""

    def __init__(self) -> None:
        super().__init__()
        self._rules = VoteRules(1)
        self._cards: tuple[CauseCardRow, ...] = ()
        self._dots: dict[UUID, int] = {}
        self._lines: dict[UUID, BallotLine] = {}
        self.title = PlainLabel("", "title")
        self.left = PlainLabel("", "body", "text2", wrap=True)
        self._inner = QWidget()
        self._inner.setProperty("clear", True)
        self._list = column(self._inner, (0, 0, 10, 0), spacing=2)
        self._scroll = scrolled(self._inner, tr("Your ballot"))
        self.begin_button = Button(tr("Begin my ballot"), Kind.PRIMARY, size="large", icon="play")
        self.begin_button.clicked.connect(self.begin_ballot)
        self.cast_button = Button(tr("Put it into the box"), Kind.PRIMARY, icon="check", size="large")
        self.cast_button.clicked.connect(self._on_cast)
        self.end_button = Button(tr("For the facilitator"), Kind.GHOST, icon="lock")
        self.end_button.clicked.connect(self.finished)
        foot = row(spacing=8)
        foot.addWidget(self.end_button)
        foot.addStretch(1)
        foot.addWidget(self.begin_button)
        foot.addWidget(self.cast_button)
        self.body.addWidget(self.title)
        self.body.addWidget(self.left)
        self.body.addWidget(self._scroll, 1)
        self.body.addStretch(0)  # on the cover the words stand below each other
        self.body.addLayout(foot)

    def begin(self, causes: RootCausesRow) -> None:
        """Take the cards and the rules, and show the cover page for the first voter."""
        vote = causes.vote
        self._rules = VoteRules(vote.dots_each, vote.most_a_card)
        self._cards = tuple(sorted(causes.cards, key=lambda one: one.text))
        self.show_cover()

    def show_cover(self) -> None:
        """Show the cover page for the next voter; a ballot that was begun is forgotten."""
        self._cover(tr("The next person votes"))

    def _cover(self, title: str) -> None:
        self._dots = {}
        clear(self._list)
        self._lines = {}
        self.title.setText(title)
        self.left.setText(tr("Please hand over the keyboard and look away. Ballots go into the box "
                             "without a name, a time or an order."))  # fmt: skip
        self._scroll.hide()
        self.cast_button.hide()
        self.begin_button.show()
        self.end_button.show()
        self.begin_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_ballot(self) -> None:
        """Show an empty ballot."""
        self._dots = {}
        for card in self._cards:
            line = BallotLine(card)
            line.wished.connect(self._on_dot)
            self._list.addWidget(line)
            self._lines[card.id] = line
        self._list.addStretch(1)
        self.title.setText(tr("Your ballot"))
        self._scroll.show()
        self.cast_button.show()
        self.begin_button.hide()
        self.end_button.hide()
        self._say()
        self.touched.emit()
        if self._lines:
            next(iter(self._lines.values())).more.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_dot(self, card_id: UUID, step: int) -> None:
        self.touched.emit()
        wanted = self._dots.get(card_id, 0) + step
        free = self._rules.dots_each - sum(self._dots.values())
        if step > 0 and free <= 0:
            self.left.setText(trn("Your one dot is used: take it back first.",
                                  "All {n} dots are used: take one back first.",
                                  self._rules.dots_each))  # fmt: skip
            return
        if step > 0 and wanted > self._rules.most_an_item:
            self.left.setText(trn("At most 1 dot on one card.", "At most {n} dots on one card.",
                                  self._rules.most_an_item))  # fmt: skip
            return
        self._dots[card_id] = max(0, wanted)
        self._lines[card_id].show_dots(self._dots[card_id])
        self._say()

    def _say(self) -> None:
        free = self._rules.dots_each - sum(self._dots.values())
        self.left.setText(trn("1 dot left", "{n} dots left", free))

    def _on_cast(self) -> None:
        dots = {key: count for key, count in self._dots.items() if count}
        self.cast.emit(dots)

    def refuse(self, problem: FacilitatorError) -> None:
        """Say why the ballot is not in the box; it stays on the screen."""
        self.left.setText(str(problem))
        announce(self.left, str(problem))

    def taken(self) -> None:
        """The ballot is in the box."""
        self._cover(tr("Thank you. Your ballot is in the box."))

"""The vote with dots: rules, one ballot after the other into the secret box, or totals from paper.
People vote at this laptop behind a lock, or the facilitator types a ballot in for somebody.

No count is shown before the vote is closed; a ballot leaves the screen the moment it is in the box.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QGridLayout, QWidget

from facilitator.application.commands.vision import CountDotVote, OpenDotVote, SetCutOff
from facilitator.application.rows.vision import VisionRow
from facilitator.domain.dot_vote import (
    Tally,
    VoteRules,
    check_ballot,
    counted,
    default_dots,
)  # fmt: skip
from facilitator.support.errors import FacilitatorError, RuleViolation
from facilitator.support.i18n import tr, trn
from facilitator.ui.app import theme as look
from facilitator.ui.pages.vision.part import buttons
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.controls import spin
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import clear, row
from facilitator.ui.widgets.segmented import SegmentedControl

if TYPE_CHECKING:
    from facilitator.ui.groupmode.locked_window import LockedWindow
    from facilitator.ui.pages.vision.part import Part

BALLOT, TOTALS = "ballot", "totals"


class DotVotePanel(Panel):
    """Before, during and after the vote."""

    def __init__(self, part: Part) -> None:
        super().__init__(tr("Vote with dots"))
        self.part = part
        self.vision: VisionRow | None = None
        self._spins: dict[UUID, Any] = {}
        self._voters: dict[UUID, Any] = {}
        self._made_for: object = None
        self.words = PlainLabel("", "body", "text2", wrap=True)
        self.body.addWidget(self.words)
        self._build_rules()
        self.here = Button(tr("Vote at this laptop"), icon="monitor")
        self.way = SegmentedControl(
            [(BALLOT, tr("Voter by voter"), "vote"), (TOTALS, tr("Counted on paper"), "file-text")],
            tr("How the dots come in"))  # fmt: skip
        self.way.chosen.connect(self._on_way)
        self.body.addLayout(buttons(self.here, self.way))
        self.ground = QWidget()
        self.ground.setProperty("clear", True)
        self.grid = QGridLayout(self.ground)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(self.ground)
        self.results = QGridLayout()
        self.body.addLayout(self.results)
        self.error = PlainLabel("", "small", "danger", wrap=True)
        self.body.addWidget(self.error)
        self._build_buttons()

    def _build_rules(self) -> None:
        self.present, self.dots, self.most = spin(0, 500), spin(1, 10), spin(1, 2)
        self.places = spin(1, 30, 5)
        self.places.valueChanged.connect(self._on_places)
        self.rules = QWidget()
        self.rules.setProperty("clear", True)
        line = row(self.rules, spacing=12)
        line.addWidget(FormField(tr("People present"), self.present))
        line.addWidget(FormField(tr("Dots each"), self.dots))
        line.addWidget(FormField(tr("Most on one theme"), self.most))
        self.body.addWidget(self.rules)
        self.places_field = FormField(tr("Themes above the cut-off line"), self.places)
        self.body.addWidget(self.places_field)

    def _build_buttons(self) -> None:
        self.open = Button(tr("Open the vote"), icon="vote")
        self.put = Button(tr("Put the ballot into the box"), icon="check")
        self.close_vote = Button(tr("Close the vote and count"), icon="lock")
        self.open.clicked.connect(self._on_open)
        self.put.clicked.connect(self._on_put)
        self.close_vote.clicked.connect(self._on_close)
        self.body.addLayout(buttons(self.open, self.put, self.close_vote))

    # Showing --------------------------------------------------------------------------------------

    @property
    def _box(self) -> Any:
        version = self.vision.version if self.vision else 1
        return self.part.page.document.workspace.secret_box(f"vision-dots-{version}")

    def show_vision(self, vision: VisionRow | None) -> None:
        """Show the vote as it stands."""
        self.vision = vision
        themes = vision.clusters if vision else ()
        vote = vision.vote if vision else None
        is_open = vote is not None and vote.is_open
        may = (
            self.part.can_edit and bool(themes) and vision is not None and vision.adopted_on is None
        )
        self._show_words()
        self.rules.setVisible(not is_open)
        self.places_field.setVisible(vote is not None and vote.held)
        for widget in (self.way, self.ground, self.here, self.close_vote):
            widget.setVisible(is_open)
        self.here.setEnabled(self.may_vote_here)
        self.put.setVisible(is_open and self.way.key == BALLOT)
        self.open.setVisible(not is_open)
        for control in (self.open, self.rules, self.places_field):
            control.setEnabled(may)
        self.open.setText(tr("Vote again") if vote and vote.held else tr("Open the vote"))
        self._build_grid()
        self._show_results()
        if vote and not is_open:
            self.dots.setValue(default_dots(len(themes)) if not vote.dots else vote.dots)
            if vote.present:
                self.present.setValue(vote.present)
            self.places.blockSignals(True)
            self.places.setValue(vote.places)
            self.places.blockSignals(False)

    def _show_results(self) -> None:
        """Themes in order of dots, with the cut-off line."""
        clear(self.results)
        vision = self.vision
        if vision is None or not vision.vote.held:
            return
        ranked = sorted(vision.clusters, key=lambda theme: -theme.dots)
        for number, theme in enumerate(ranked):
            role, ink = ("body_strong", "text") if theme.above_cut else ("body", "text2")
            line = tr("above the line") if theme.above_cut else ""
            dots = trn("{n} dot", "{n} dots", theme.dots)
            voters = trn("{n} voter", "{n} voters", theme.voters)
            for column, words in enumerate((theme.name, dots, voters, line)):
                made = PlainLabel(words, role, ink, wrap=column == 0, numbers=True)
                self.results.addWidget(made, number, column)
        self.results.setColumnStretch(0, 1)
        self.results.setHorizontalSpacing(look.px(16))

    def _show_words(self) -> None:
        vote = self.vision.vote if self.vision else None
        if self.vision is None or not self.vision.clusters or vote is None:
            text = tr("First put the statements under themes and merge near-duplicates: similar "
                      "options split votes.")  # fmt: skip
        elif vote.is_open:
            rule = trn("Each person has {n} dot", "Each person has {n} dots", vote.dots)
            text = tr("{rule}, at most {most} on a theme. {count} of {present} ballots are in the "
                      "box. Counts show when the vote is closed.",
                      rule=rule, most=vote.most_per_theme, count=self._box.count(),
                      present=vote.present)  # fmt: skip
        elif vote.held:
            text = tr("{voters} of {present} people voted ({percent} %). Ties at the cut-off line "
                      "are all kept. It narrows; it does not decide.", voters=vote.voters,
                      present=vote.present,
                      percent=round(100 * vote.voters / max(1, vote.present)))  # fmt: skip
        else:
            text = tr("A third of the themes is the usual number of dots. People vote in silence; "
                      "all counts are shown at once.")  # fmt: skip
        self.words.setText(text)

    def _build_grid(self) -> None:
        themes = self.vision.clusters if self.vision else ()
        vote = self.vision.vote if self.vision else None
        wanted = (tuple((t.id, t.name) for t in themes), self.way.key, vote)
        if wanted == self._made_for:
            return
        self._made_for = wanted
        clear(self.grid)
        self._spins, self._voters = {}, {}
        if vote is None or not vote.is_open:
            return
        totals = self.way.key == TOTALS
        most = vote.present * vote.most_per_theme if totals else vote.most_per_theme
        for number, theme in enumerate(themes):
            name = PlainLabel(theme.name, "body", wrap=True)
            dots = spin(0, most)
            dots.setAccessibleName(tr("Dots on {theme}", theme=theme.name))
            self._spins[theme.id] = dots
            self.grid.addWidget(name, number, 0)
            self.grid.addWidget(dots, number, 1)
            if totals and vote.most_per_theme > 1:
                voters = spin(0, vote.present)
                voters.setAccessibleName(tr("Voters for {theme}", theme=theme.name))
                self._voters[theme.id] = voters
                self.grid.addWidget(voters, number, 2)
        if totals:
            self.turnout = spin(0, vote.present, vote.present)
            self.turnout.setAccessibleName(tr("People who voted"))
            self.grid.addWidget(PlainLabel(tr("People who voted"), "body_strong"), len(themes), 0)
            self.grid.addWidget(self.turnout, len(themes), 1)
        self.grid.setColumnStretch(0, 1)
        self.grid.setVerticalSpacing(look.px(4))

    # Acts -----------------------------------------------------------------------------------------

    def _say(self, refusal: FacilitatorError | None) -> None:
        self.error.setText(str(refusal) if refusal else "")

    def _on_way(self, _key: str) -> None:
        self.show_vision(self.vision)

    def _on_places(self, value: int) -> None:
        if self.part.page.do(SetCutOff(value)):
            self.part.page.refresh(None)

    def _on_open(self) -> None:
        rules = VoteRules(self.dots.value(), self.most.value())
        try:
            self.part.page.document.execute(
                OpenDotVote(rules, self.present.value()), self.part.page, opens=self._box.subject
            )
        except FacilitatorError as refusal:
            self._say(refusal)
            return
        self._say(None)
        self.part.page.refresh(None)
        next(iter(self._spins.values())).setFocus()

    @property
    def finish(self) -> Button:
        """What comes after everybody has voted."""
        return self.close_vote

    @property
    def may_vote_here(self) -> bool:
        """Whether people may vote at this laptop now."""
        return self.vision is not None and self.vision.vote.is_open and self.part.can_edit

    def ballot_window(self, pin: str) -> LockedWindow:
        """The locked window in which one person votes after the other."""
        from facilitator.ui.groupmode.ballot_window import BallotWindow
        from facilitator.ui.groupmode.ballots import DotBallot

        assert self.vision is not None  # noqa: S101 - see may_vote_here
        self._say(None)
        themes = [(theme.id, theme.name) for theme in self.vision.clusters]
        ballot = DotBallot(themes, self._vote_rules, tr("Which themes matter most for our text?"))
        return BallotWindow(tr("Vote with dots"), ballot, self._put_ballot, pin)

    @property
    def _vote_rules(self) -> VoteRules:
        assert self.vision is not None  # noqa: S101 - only asked while a vote is open
        return VoteRules(self.vision.vote.dots, self.vision.vote.most_per_theme)

    def _put_ballot(self, dots: dict[UUID, int]) -> None:
        """Put a ballot into the box; raises FacilitatorError."""
        assert self.vision is not None  # noqa: S101 - only asked while a vote is open
        present, box = self.vision.vote.present, self._box
        check_ballot(dots, self._vote_rules)
        if box.count() >= present:
            raise RuleViolation("vote-more-than-present", voters=box.count() + 1, present=present)
        box.put("", {str(key): count for key, count in dots.items() if count})

    def _on_put(self) -> None:
        if self.vision is None:
            return
        try:
            self._put_ballot({key: control.value() for key, control in self._spins.items()})
        except FacilitatorError as refusal:
            self._say(refusal)
            return
        self._say(None)
        for control in self._spins.values():
            control.setValue(0)
        self._show_words()
        next(iter(self._spins.values())).setFocus()

    def _on_close(self) -> None:
        try:
            command = self._totals() if self.way.key == TOTALS else self._from_box()
            self.part.page.document.execute(
                command, self.part.page, tell=True, empties=(self._box,)
            )
        except FacilitatorError as refusal:
            self._say(refusal)
            return
        self._say(None)
        self.part.page.refresh(None)
        self.places.setFocus()

    def _from_box(self) -> CountDotVote:
        answers = self._box.close()
        tallies = counted(answers, [str(key) for key in self._spins])
        return CountDotVote(tuple((UUID(k), tally) for k, tally in tallies.items()), len(answers))

    def _totals(self) -> CountDotVote:
        rows = []
        for key, control in self._spins.items():
            voters = self._voters[key].value() if key in self._voters else control.value()
            rows.append((key, Tally(control.value(), voters)))
        return CountDotVote(tuple(rows), self.turnout.value())

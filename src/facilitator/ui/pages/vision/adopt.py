"""Adopt: the rule fixed beforehand, marks given in private, one outcome shown at once.

A mark goes into the secret box the moment it is given and is not shown again to anybody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from facilitator.application.commands.vision_adoption import (
    AddReservation,
    ChooseAdoptionRule,
    DeleteReservation,
    EndWithoutAdoption,
    OpenPoll,
    RecordPoll,
)  # fmt: skip
from facilitator.application.rows.vision import PollRow
from facilitator.domain.vision import AdoptionRule, Scale, VisionState
from facilitator.domain.vision.adoption import MOST_ROUNDS, SETS, counted
from facilitator.reports.vision_after import reservations
from facilitator.support.clock import today
from facilitator.support.errors import FacilitatorError, RuleViolation
from facilitator.support.i18n import tr
from facilitator.ui.app import theme as look
from facilitator.ui.pages.vision.part import Part, TextEdit, buttons, side_by_side
from facilitator.ui.pages.vision.words import (
    point_words,
    rule_sentence,
    rule_words,
    scale_words,
)  # fmt: skip
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.controls import choose, combo, fill, spin
from facilitator.ui.widgets.date_edit import DateEdit
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import clear, row
from facilitator.ui.widgets.segmented import SegmentedControl

if TYPE_CHECKING:
    from facilitator.ui.groupmode.locked_window import LockedWindow

MARKS, TOTALS = "marks", "totals"


class AdoptPart(Part):
    """Rule and poll on the left; outcome, reservations and adoption on the right."""

    def build(self) -> None:
        self._made_for: object = None
        self._totals: list[Any] = []
        left = [self._rule(), self._poll()]
        self.body.addWidget(side_by_side(left, [self._outcome(), self._reservations(),
                                                self._adoption()], (1, 1)), 1)  # fmt: skip

    def _rule(self) -> QWidget:
        self.rule_panel = Panel(tr("Rule of adoption"))
        self.rule = combo([(rule_words(r), r.value) for r in AdoptionRule])
        self.scale = combo([(scale_words(s), s.value) for s in Scale])
        self.rule_field, self.scale_field = (
            FormField(tr("Rule"), self.rule),
            FormField(tr("Scale"), self.scale),
        )
        line = row(spacing=12)
        line.addWidget(self.rule_field, 1)
        line.addWidget(self.scale_field, 1)
        self.rule_panel.body.addLayout(line)
        self.agreed = QCheckBox(tr("The room agreed by consensus that the fallback may be used"))
        self.agreed.setAccessibleName(self.agreed.text())
        self.rule_panel.body.addWidget(self.agreed)
        self.sentence = PlainLabel("", "body", wrap=True)
        self.rule_panel.body.addWidget(self.sentence)
        self.locked = PlainLabel("", "small", "text2", wrap=True)
        self.rule_panel.body.addWidget(self.locked)
        self.rule.activated.connect(self._on_rule)
        self.scale.activated.connect(self._on_rule)
        self.agreed.toggled.connect(self._on_rule)
        return self.rule_panel

    def _poll(self) -> QWidget:
        self.poll_panel = Panel(tr("Poll"))
        self.poll_words = PlainLabel("", "body", "text2", wrap=True)
        self.poll_panel.body.addWidget(self.poll_words)
        self.present = spin(0, 500)
        self.present_field = FormField(tr("People present"), self.present)
        self.poll_panel.body.addWidget(self.present_field)
        self.here = Button(tr("Vote at this laptop"), icon="monitor")
        self.way = SegmentedControl(
            [(MARKS, tr("Voter by voter"), "vote"), (TOTALS, tr("Counted on paper"), "file-text")],
            tr("How the marks come in"))  # fmt: skip
        self.way.chosen.connect(lambda _key: self._show_poll())
        self.poll_panel.body.addLayout(buttons(self.here, self.way))
        self.ground = QWidget()
        self.ground.setProperty("clear", True)
        self.grid = QGridLayout(self.ground)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.poll_panel.body.addWidget(self.ground)
        self.mark = combo()
        self.mark.setPlaceholderText(tr("Choose"))
        self.mark_field = FormField(tr("Mark, given in private"), self.mark)
        self.poll_panel.body.addWidget(self.mark_field)
        self.error = PlainLabel("", "small", "danger", wrap=True)
        self.poll_panel.body.addWidget(self.error)
        self.open = Button(tr("Open the poll"), icon="vote")
        self.put = Button(tr("Put the mark into the box"), icon="check")
        self.close_poll = Button(tr("Close the poll and show"), icon="lock")
        self.open.clicked.connect(self._on_open)
        self.put.clicked.connect(self._on_put)
        self.close_poll.clicked.connect(self._on_close)
        self.poll_panel.body.addLayout(buttons(self.open, self.put, self.close_poll))
        return self.poll_panel

    def _outcome(self) -> QWidget:
        self.outcome_panel = Panel(tr("Outcome"))
        self.verdict = PlainLabel("", "subtitle", wrap=True)
        self.numbers = PlainLabel("", "body", "text2", wrap=True)
        self.outcome_panel.body.addWidget(self.verdict)
        self.outcome_panel.body.addWidget(self.numbers)
        self.bars = QGridLayout()
        self.outcome_panel.body.addLayout(self.bars)
        return self.outcome_panel

    def _reservations(self) -> QWidget:
        self.reservation_panel = Panel(tr("Reservations"))
        self.said = PlainLabel("", "body", wrap=True)
        self.reservation_panel.body.addWidget(self.said)
        self.text = TextEdit(2)
        self.text_field = FormField(tr("Reservation"), self.text, tr("Up to 100 words"))
        self.reservation_panel.body.addWidget(self.text_field)
        self.paragraphs, self.name = QLineEdit(), QLineEdit()
        line = row(spacing=12)
        line.addWidget(FormField(tr("Paragraphs"), self.paragraphs), 1)
        line.addWidget(FormField(tr("Name, by choice"), self.name), 2)
        self.reservation_panel.body.addLayout(line)
        self.add_reservation = Button(tr("Add the reservation"), icon="plus")
        self.drop = Button(tr("Delete the last one"))
        self.add_reservation.clicked.connect(self._on_reservation)
        self.drop.clicked.connect(self._on_drop)
        self.reservation_panel.body.addLayout(buttons(self.add_reservation, self.drop))
        return self.reservation_panel

    def _adoption(self) -> QWidget:
        self.adoption_panel = Panel(tr("Adoption"))
        self.on, self.place = DateEdit(), QLineEdit()
        self.on.setCalendarPopup(True)
        self.on.setDisplayFormat("d MMMM yyyy")
        self.on.setDate(_qdate())
        line = row(spacing=12)
        line.addWidget(FormField(tr("Date"), self.on), 1)
        line.addWidget(FormField(tr("Place"), self.place), 1)
        self.adoption_panel.body.addLayout(line)
        self.adoption_words = PlainLabel("", "body", "text2", wrap=True)
        self.adoption_panel.body.addWidget(self.adoption_words)
        self.give_up = Button(tr("End without adopting"))
        self.give_up.clicked.connect(self._on_give_up)
        self.adoption_panel.body.addLayout(buttons(self.give_up))
        return self.adoption_panel

    # Showing --------------------------------------------------------------------------------------

    def update_part(self) -> None:
        vision = self.vision
        locked = vision is not None and vision.rule_locked
        adopted = vision is not None and vision.state is VisionState.ADOPTED
        choose(self.rule, vision.rule.value if vision else AdoptionRule.CONSENSUS.value)
        choose(self.scale, vision.scale.value if vision else Scale.GRADIENTS.value)
        self.agreed.blockSignals(True)
        self.agreed.setChecked(vision is not None and vision.fallback_agreed)
        self.agreed.blockSignals(False)
        for control in (self.rule_field, self.scale_field, self.agreed):
            control.setEnabled(self.can_edit and not locked and not adopted)
        self.sentence.setText(rule_sentence(vision.rule if vision else AdoptionRule.CONSENSUS))
        self.locked.setText(tr("Locked since the first reading.") if locked
                            else tr("The first reading locks it."))  # fmt: skip
        self._show_poll()
        self._show_outcome()
        self._show_adoption(adopted=adopted)

    def _show_poll(self) -> None:
        vision = self.vision
        is_open = vision is not None and vision.poll_is_open
        ready = vision is not None and vision.state in (
            VisionState.FINAL_TEXT, VisionState.POLLED, VisionState.NOT_ADOPTED
        )  # fmt: skip
        held = len(vision.polls) if vision else 0
        self.poll_words.setText(self._poll_words(ready=ready))
        marks = self.way.key == MARKS
        self.present_field.setVisible(not is_open)
        self.open.setVisible(not is_open)
        self.open.setText(tr("Poll again") if held else tr("Open the poll"))
        self.open.setEnabled(self.can_edit and ready and held < MOST_ROUNDS)
        self.present_field.setEnabled(self.open.isEnabled())
        for widget in (self.way, self.here, self.close_poll):
            widget.setVisible(is_open)
        self.here.setEnabled(self.may_vote_here)
        self.mark_field.setVisible(is_open and marks)
        self.put.setVisible(is_open and marks)
        self.ground.setVisible(is_open and not marks)
        if vision is None:
            return
        before = self.mark.count()
        fill(self.mark, [(words, value) for value, words in points(vision.scale)])
        if not before or not is_open:
            self.mark.setCurrentIndex(-1)  # no mark is proposed to anybody
        self._build_totals()
        if not is_open and not self.present.value():
            self.present.setValue(vision.poll_present or vision.vote.present)

    def _poll_words(self, *, ready: bool) -> str:
        vision = self.vision
        if vision is None or not ready:
            if vision is not None and vision.state is VisionState.ADOPTED:
                return tr("The text is adopted; there are no more polls on it.")
            return tr("A poll is held on the final text: no bracket open, no amendment undecided. "
                      "Read it out, ask for last changes, and say what each point means.")  # fmt: skip
        if vision.poll_is_open:
            return tr("{count} of {present} marks are in the box. Nothing shows until the poll is "
                      "closed.", count=self._box.count(), present=vision.poll_present)  # fmt: skip
        if len(vision.polls) >= MOST_ROUNDS:
            return tr("There were a poll and two re-polls. More talk is needed, not more polls.")
        return tr("Everybody marks in private; all is shown at once. Whoever needs discussion, "
                  "disagrees or blocks is invited to say what would need to change.")  # fmt: skip

    def _build_totals(self) -> None:
        vision = self.vision
        if vision is None or self._made_for == (vision.scale, vision.poll_present):
            return
        self._made_for = (vision.scale, vision.poll_present)
        clear(self.grid)
        self._totals = []
        for number, (_value, words) in enumerate(points(vision.scale)):
            control = spin(0, 500)
            control.setAccessibleName(words)
            self._totals.append(control)
            self.grid.addWidget(PlainLabel(words, "body", wrap=True), number, 0)
            self.grid.addWidget(control, number, 1)
        self.grid.setColumnStretch(0, 1)
        self.grid.setVerticalSpacing(look.px(4))

    def _show_outcome(self) -> None:
        poll = self.vision.poll if self.vision else None
        for panel in (self.outcome_panel, self.reservation_panel):
            panel.setVisible(poll is not None)
        clear(self.bars)
        if poll is None:
            return
        carried = poll.outcome.adopted
        self.verdict.setText(tr("Round {round}: {what}", round=poll.round,
                                what=tr("the rule is met") if carried else tr("not yet")))  # fmt: skip
        self.verdict.set_style(ink="ok" if carried else "warn")
        if poll.outcome.may_show_distribution:
            self._show_counts(poll)
        else:
            self.numbers.setText(tr("Five or fewer voted, so only the outcome is shown."))
        said = [
            tr("{who}: {text}", who=who, text=text) if who else text
            for who, text in reservations(poll)
        ]
        self.said.setText("\n".join(said) or tr("None."))
        self.drop.setEnabled(self.can_edit and bool(poll.reservation_rows))
        for control in (self.text_field, self.paragraphs, self.name, self.add_reservation):
            control.setEnabled(self.can_edit)

    def _show_counts(self, poll: PollRow) -> None:
        out = poll.outcome
        said = tr("{voters} of {present} took part; {support} support the text.", voters=out.voters,
                  present=poll.present, support=out.support)  # fmt: skip
        if out.asks_to_discuss and poll.round == 1:
            said += " " + tr("Somebody needs discussion or disagrees: discuss, revise, poll again.")
        self.numbers.setText(said)
        for number, (value, count) in enumerate(
            zip(SETS[poll.scale].values, poll.counts, strict=True)
        ):
            words = PlainLabel(f"{value}  {point_words(value, poll.scale)}", "body", wrap=True)
            self.bars.addWidget(words, number, 0)
            number_label = PlainLabel(str(count), "body_strong", numbers=True)
            self.bars.addWidget(number_label, number, 1, Qt.AlignmentFlag.AlignRight)
        self.bars.setColumnStretch(0, 1)

    def _show_adoption(self, *, adopted: bool) -> None:
        vision = self.vision
        if adopted and vision is not None and vision.adopted_on is not None:
            day = vision.adopted_on
            self.on.setDate(QDate(day.year, day.month, day.day))
            self.place.setText(vision.adopted_place)
            self.adoption_words.setText(tr("Adopted as version {version} and locked.",
                                           version=vision.version))  # fmt: skip
        else:
            self.adoption_words.setText(tr("Adoption locks the text with date, place and rule."))
        polled = vision is not None and vision.state is VisionState.POLLED
        self.adoption_panel.setEnabled(self.can_edit and not adopted)
        self.give_up.setEnabled(polled)
        if not self.place.text():
            self.place.setText(str(getattr(self.page, "usual_place", "")))

    def start(self) -> QWidget | None:
        if self.vision is not None and self.vision.poll_is_open:
            return self.mark if self.way.key == MARKS else self.close_poll
        if self.rule.isEnabled():
            return self.rule
        return self.present if self.present.isEnabled() else self.open

    # Acts -----------------------------------------------------------------------------------------

    @property
    def _box(self) -> Any:
        vision = self.vision
        name = f"vision-poll-{vision.version}-{len(vision.polls) + 1}" if vision else "vision-poll"
        return self.page.document.workspace.secret_box(name)

    def _on_rule(self) -> None:
        command = ChooseAdoptionRule(
            AdoptionRule(str(self.rule.currentData())), Scale(str(self.scale.currentData())),
            self.agreed.isChecked(),
        )  # fmt: skip
        self.sentence.setText(rule_sentence(command.rule))
        if self.page.do(command, field=self.rule_field):
            self.page.refresh(None)

    def _try(self, act: Any) -> bool:
        try:
            act()
        except FacilitatorError as refusal:
            self.error.setText(str(refusal))
            return False
        self.error.setText("")
        return True

    def _on_open(self) -> None:
        def act() -> None:
            self.page.document.execute(
                OpenPoll(self.present.value()), self.page, opens=self._box.subject
            )

        if self._try(act):
            self.page.refresh(None)
            self.mark.setFocus()

    @property
    def finish(self) -> Button:
        """What comes after everybody has voted."""
        return self.close_poll

    @property
    def may_vote_here(self) -> bool:
        """Whether people may vote at this laptop now."""
        return self.vision is not None and self.vision.poll_is_open and self.can_edit

    def ballot_window(self, pin: str) -> LockedWindow:
        """The locked window in which one person marks after the other, with what a block does."""
        from facilitator.ui.groupmode.ballot_window import BallotWindow
        from facilitator.ui.groupmode.ballots import MarkBallot

        vision = self.vision
        assert vision is not None  # noqa: S101 - see may_vote_here
        self.error.setText("")
        question = tr("How far do you agree with the text “{title}”?",
                      title=vision.title or tr("Common Vision"))  # fmt: skip
        ballot = MarkBallot(points(vision.scale), question, rule_sentence(vision.rule))
        return BallotWindow(tr("Poll"), ballot, self._put_mark, pin)

    def _put_mark(self, mark: int | None) -> None:
        """Put a mark into the box; raises FacilitatorError."""
        assert self.vision is not None  # noqa: S101 - only asked while a poll is open
        present, box = self.vision.poll_present, self._box
        if box.count() >= present:
            raise RuleViolation("poll-impossible", voters=box.count() + 1, present=present)
        if mark is None:
            raise RuleViolation("mark-not-chosen", field="mark")
        box.put("", {"mark": mark})

    def _on_put(self) -> None:
        if self.vision is None:
            return
        mark = self.mark.currentData()
        if self._try(lambda: self._put_mark(None if mark is None else int(mark))):
            self.mark.setCurrentIndex(-1)
            self._show_poll()
            self.mark.setFocus()

    def _on_close(self) -> None:
        vision = self.vision
        if vision is None:
            return
        box = self._box

        def act() -> None:
            if self.way.key == TOTALS:
                counts = tuple(control.value() for control in self._totals)
            else:
                marks = [int(answer["mark"]) for answer in box.close()]
                counts = counted(marks, vision.scale)
            command = RecordPoll(vision.poll_present, counts, today())
            self.page.document.execute(command, self.page, tell=True, empties=(box,))

        if self._try(act):
            for control in self._totals:
                control.setValue(0)
            self.page.refresh(None)

    def _on_reservation(self) -> None:
        command = AddReservation(self.text.text, self.paragraphs.text(), self.name.text())
        if self.page.do(command, field=self.text_field):
            self.text.show_text("")
            self.paragraphs.clear()
            self.name.clear()
            self.page.refresh(None)

    def _on_drop(self) -> None:
        poll = self.vision.poll if self.vision else None
        if poll is not None and poll.reservation_rows:
            self.page.do(DeleteReservation(poll.reservation_rows[-1].id), tell=True)
            self.page.refresh(None)

    def _on_give_up(self) -> None:
        if self.page.do(EndWithoutAdoption(), tell=True):
            self.page.refresh(None)


def points(scale: Scale) -> list[tuple[int, str]]:
    """The points of a scale in order, each with its number and what it means."""
    return [(value, f"{value}  {point_words(value, scale)}") for value in SETS[scale].values]


def _qdate() -> QDate:
    day = today()
    return QDate(day.year, day.month, day.day)

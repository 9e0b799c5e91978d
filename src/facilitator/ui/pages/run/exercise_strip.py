"""The clock of a negotiation exercise in the cockpit: phase, time left, pause, more, next phase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilitator.application.commands.negotiation import GivePhaseMinutes, PausePhase, StartPhase
from facilitator.domain.negotiation.phases import RUNNING, Phase
from facilitator.support import clock
from facilitator.support.i18n import tr
from facilitator.ui.projector.exercise import clock_text, phase_words
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.cards import Card
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import row

if TYPE_CHECKING:
    from facilitator.application.rows.negotiation import ExerciseRow


class ExerciseStrip(Card):
    """It shows an exercise and says which command is wished.

    `ui/app/exercise_calls.py` calls the time, on every page.
    """

    wished = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=12)
        self.setAccessibleName(tr("Clock of the exercise"))
        self.exercise: ExerciseRow | None = None
        line = row(spacing=8)
        self.words = PlainLabel("", "body_strong")
        self.words.setProperty("mayElide", True)
        self.time = PlainLabel("", "title", numbers=True)
        line.addWidget(self.words, 1)
        line.addWidget(self.time)
        self.body.addLayout(line)
        self.pause = Button(tr("Pause"), icon="pause", size="large")
        self.plus_one = Button(tr("+1 min"), size="large")
        self.plus_five = Button(tr("+5 min"), size="large")
        self.next = Button("", icon="skip-forward", size="large")
        for button, act in ((self.pause, self._on_pause), (self.plus_one, self._on_one),
                            (self.plus_five, self._on_five), (self.next, self._on_next)):  # fmt: skip
            button.clicked.connect(act)
            line.addWidget(button)
        self.hide()

    def show_exercise(self, row_: ExerciseRow | None, *, editable: bool) -> None:
        """Show this exercise; None hides the strip."""
        self.exercise = row_
        self.setVisible(row_ is not None)
        if row_ is None:
            return
        phase = row_.clock.phase
        begun = phase is not Phase.NOT_BEGUN
        self.words.setText(f"{row_.title} · {phase_words(phase)}")
        running = row_.clock.began is not None
        self.pause.setText(tr("Pause") if running else tr("Continue"))
        self.pause.set_icon("pause" if running else "play")
        for button in (self.pause, self.plus_one, self.plus_five):
            button.setVisible(begun)
            button.setEnabled(editable)
        coming = self._coming
        self.next.setVisible(coming is not None)
        self.next.setEnabled(editable)
        if coming is not None:
            self.next.setText(tr("Phase: {phase}", phase=phase_words(coming)))
        self.tick()

    @property
    def _coming(self) -> Phase | None:
        phase = self.exercise.clock.phase if self.exercise is not None else Phase.NOT_BEGUN
        if phase is Phase.NOT_BEGUN:
            return RUNNING[0]
        place = RUNNING.index(phase) + 1
        return RUNNING[place] if place < len(RUNNING) else None

    def tick(self) -> None:
        """The time left."""
        if self.exercise is None:
            return
        phase_clock = self.exercise.clock
        if phase_clock.phase is Phase.NOT_BEGUN:
            self.time.setText("")
            return
        left = phase_clock.left(clock.now())
        shown = clock_text(left)
        if shown != self.time.text():
            self.time.setText(shown)
            self.time.set_style(ink="danger" if left <= 0 else "text")

    @property
    def _shown(self) -> ExerciseRow:
        assert self.exercise is not None  # noqa: S101 - its buttons are shown with one alone
        return self.exercise

    def _on_pause(self) -> None:
        self.wished.emit(PausePhase(self._shown.id, paused=self._shown.clock.began is not None))

    def _on_one(self) -> None:
        self.wished.emit(GivePhaseMinutes(self._shown.id, 1))

    def _on_five(self) -> None:
        self.wished.emit(GivePhaseMinutes(self._shown.id, 5))

    def _on_next(self) -> None:
        if self._coming is not None:
            self.wished.emit(
                StartPhase(self._shown.id, self._coming, self._shown.minutes[self._coming])
            )

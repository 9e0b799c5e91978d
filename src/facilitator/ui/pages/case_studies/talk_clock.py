"""The clock of a presentation: the talk, then the questions. It counts on a clock nobody can set."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent

from facilitator.support.clock import boot_seconds
from facilitator.support.i18n import tr
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import row
from facilitator.ui.widgets.messages import announce

TICK = 250
WARNINGS = (120, 0)
"""Seconds left at which a screen reader is told."""


class TalkClock(Panel):
    """`changed` comes when the time shown changes. Another case stops it and begins anew."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Time"))
        self._case: UUID | None = None
        self._minutes = (15, 8)
        self._in_questions = False
        self._used = 0.0
        self._since: float | None = None
        self._shown = ""
        self._next = ""
        self.face = PlainLabel("", "headline", numbers=True)
        self.phase = PlainLabel("", "body", "text2")
        self.start = Button(tr("Start"), icon="play")
        self.go_on = Button(tr("To the questions"), icon="skip-forward")
        self.reset = Button(tr("Reset"), "ghost", icon="rotate-ccw")
        self.start.clicked.connect(self._on_start)
        self.go_on.clicked.connect(self._on_go_on)
        self.reset.clicked.connect(self._on_reset)
        line = row(spacing=12)
        line.addWidget(self.face)
        line.addWidget(self.phase, 1)
        self.body.addLayout(line)
        foot = row(spacing=8)
        for button in (self.start, self.go_on, self.reset):
            foot.addWidget(button)
        foot.addStretch(1)
        self.body.addLayout(foot)
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self._show)
        self._show()

    @property
    def is_on(self) -> bool:
        """Whether it was started and not reset."""
        return self._since is not None or self._used > 0 or self._in_questions

    @property
    def left(self) -> int:
        """Whole seconds left of the talk or of the questions; negative once over."""
        running = boot_seconds() - self._since if self._since is not None else 0.0
        return self._minutes[self._in_questions] * 60 - int(self._used + running)

    def show_times(self, case: UUID, minutes: int, questions: int, after: str) -> None:
        """Show a case's times; `after` says who is next."""
        if case != self._case:
            self._on_reset()
        self._case, self._minutes, self._next = case, (minutes, questions), after
        self._show()

    def words(self) -> str:
        """The time left as it is shown."""
        left = self.left
        sign = "−" if left < 0 else ""
        return f"{sign}{abs(left) // 60:02d}:{abs(left) % 60:02d}"

    def phase_words(self) -> str:
        """Talk or questions; in the questions also who is next."""
        if not self._in_questions:
            return tr("Presentation")
        return tr("Questions  ·  {after}", after=self._next) if self._next else tr("Questions")

    def _show(self) -> None:
        shown = f"{self.phase_words()} {self.words()}"
        if shown == self._shown:
            return
        self._shown = shown
        self.face.setText(self.words())
        self.face.set_style(ink="danger" if self.left < 60 else "text")
        self.phase.setText(self.phase_words())
        self.start.setText(tr("Pause") if self._since is not None else tr("Start"))
        self.start.set_icon("pause" if self._since is not None else "play")
        self.go_on.setEnabled(not self._in_questions)
        if self._since is not None and self.left in WARNINGS:
            announce(self, shown, urgent=True)
        self.changed.emit()

    def _on_start(self) -> None:
        if self._since is None:
            self._since = boot_seconds()
            self._timer.start()
        else:
            self._used += boot_seconds() - self._since
            self._since = None
            self._timer.stop()
        self._shown = ""
        self._show()

    def _on_go_on(self) -> None:
        self._in_questions, self._used = True, 0.0
        if self._since is not None:
            self._since = boot_seconds()
        self._shown = ""
        self._show()

    def _on_reset(self) -> None:
        self._in_questions, self._used, self._since, self._shown = False, 0.0, None, ""
        self._timer.stop()
        self._show()

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight it counts on, and is looked at again when it is shown."""
        super().hideEvent(event)
        self._timer.stop()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._since is not None:
            self._timer.start()
        self._show()

"""The clock of the running day: what runs, how much is left, whatever page is in front.

It reads the programme's run state and keeps the timer (`domain/timer.py`) ticking. It changes
nothing but the clock's own anchor, when somebody set the machine's clock.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from facilitator.support import alive, clock
from facilitator.support.errors import EnvironmentProblem
from facilitator.ui.app.document import Document
from facilitator.ui.projector.awake import Awake

if TYPE_CHECKING:
    from uuid import UUID

    from facilitator.application.rows.agenda import AgendaItemRow, AgendaRow
    from facilitator.application.rows.negotiation import ExerciseRow
    from facilitator.application.rows.running import PublicDay, RunRow, StepRow
    from facilitator.domain.timer import Instant, Timer
    from facilitator.ui.projector.run_scenes import Face

TICK = 250
ALIVE_EVERY = 20.0
"""Seconds between two signs of life."""
TABLES = frozenset({"run_state", "run_record", "session_step", "agenda_item", "day", "room",
                    "exercise", "programme"})  # fmt: skip


def instant() -> Instant:
    """This moment on both clocks; where a test holds the clock still, the boot clock follows it."""
    from facilitator.domain.timer import Instant

    wall = clock.now()
    fixed = os.environ.get(clock.FIXED_VARIABLE)
    return Instant(wall.timestamp() if fixed else clock.boot_seconds(), wall)


class Read:
    """What was read of the programme, each part when it is first asked for, until it changes."""

    def __init__(self, document: Document) -> None:
        self._query = document.query

    @cached_property
    def run(self) -> RunRow:
        """Clock, steps and plan of record."""
        from facilitator.application.queries.running import the_run

        found: RunRow = self._query(the_run)
        return found

    @cached_property
    def agenda(self) -> AgendaRow:
        """The agenda."""
        from facilitator.application.queries.agenda import the_agenda

        found: AgendaRow = self._query(the_agenda)
        return found

    @cached_property
    def exercises(self) -> tuple[ExerciseRow, ...]:
        """The exercises, without anything confidential."""
        from facilitator.application.queries.negotiation import exercises

        found: tuple[ExerciseRow, ...] = self._query(exercises)
        return found


class RunClock(QObject):
    """One for the whole run. Nothing is read until a programme is open and somebody asks."""

    ticked = Signal()
    changed = Signal()
    """Something else runs, or it runs differently."""
    marked = Signal(int)
    """A mark of the time is due: seconds left (600, 300, 120, 60 or 0)."""
    asked = Signal()
    """There was a long gap: does it count? (`timer.question`)"""

    def __init__(self, document: Document, awake: Awake, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._awake = awake
        self._read: Read | None = None
        self._days: dict[UUID, PublicDay | None] = {}
        self._key: tuple[object, ...] = ()
        self.timer: Timer | None = None
        self._noted = 0.0
        self._has_asked = False
        self._ticker = QTimer(self)
        self._ticker.setInterval(TICK)
        self._ticker.timeout.connect(self.tick)
        document.opened.connect(self._on_opened)
        document.closed.connect(self._on_closed)
        document.changed.connect(self._on_changed)

    # Reading -----------------------------------------------------------------------------------------

    def _on_opened(self) -> None:
        self._forget()
        with suppress(EnvironmentProblem):  # the shell says it: it reads the file, too
            self._follow(alive.last(str(self._document.workspace.programme_id)), resumes=True)

    def _on_closed(self) -> None:
        self._stop()
        self._forget()

    def _on_changed(self, change_set: Any, _origin: object) -> None:
        if self._document.is_open and change_set.tables & TABLES:
            self._read, self._days = None, {}
            with suppress(EnvironmentProblem):
                self._follow()
                self.changed.emit()

    def _forget(self) -> None:
        self._read, self._days, self._key, self.timer = None, {}, (), None
        self._has_asked = False

    @property
    def read(self) -> Read:
        """What the programme holds."""
        if self._read is None:
            self._read = Read(self._document)
        return self._read

    def public_day(self, day_id: UUID) -> PublicDay | None:
        """A day as the room may see it."""
        if day_id not in self._days:
            from facilitator.application.queries.running import public_day

            self._days[day_id] = self._document.query(public_day, day_id)
        return self._days[day_id]

    # What runs ---------------------------------------------------------------------------------------

    @property
    def item(self) -> AgendaItemRow | None:
        """The item that goes on."""
        key = self.read.run.state.item_id
        return next((item for item in self.read.agenda.items if item.id == key), None)

    @property
    def steps(self) -> tuple[StepRow, ...]:
        """Its steps."""
        key = self.read.run.state.item_id
        return self.read.run.steps.get(key, ()) if key is not None else ()

    @property
    def step(self) -> int:
        """Number of the step that goes on, from 0."""
        return min(self.read.run.state.step, max(0, len(self.steps) - 1))

    @property
    def clocks_steps(self) -> bool:
        """Whether the clock is that of the step, and not of the whole item."""
        return any(step.minutes for step in self.steps)

    def rest(self) -> list[AgendaItemRow]:
        """What comes after the running item on its day."""
        from facilitator.domain.running import after

        item = self.item
        return after(self.read.agenda.items_of(item.day_id), item) if item is not None else []

    def meanwhile(self) -> list[AgendaItemRow]:
        """What groups do at the same time."""
        from facilitator.domain.running import beside

        item = self.item
        return beside(self.read.agenda.items_of(item.day_id), item) if item is not None else []

    def left_of(self, item: AgendaItemRow) -> int | None:
        """Seconds left of an item that runs beside; None where it has not begun or has ended."""
        record = self.read.run.record_of(item.id)
        if record is None or record.started is None or record.ended is not None:
            return None
        return 60 * item.minutes - int((clock.now() - record.started).total_seconds())

    @property
    def left(self) -> int:
        """Seconds left on the clock."""
        return self.timer.left if self.timer is not None else 0

    def left_of_item(self) -> int:
        """Seconds that the item still takes: its clock, or its steps, but at least its planned time."""
        item = self.item
        if item is None or not self.clocks_steps:
            return max(0, self.left)
        later = 60 * sum(step.minutes for step in self.steps[self.step + 1 :])
        planned = self.left_of(item)
        return max(0, self.left + later if self.left > 0 else later, planned or 0)

    def face(self) -> Face:
        """The clock as it is shown."""
        from facilitator.ui.projector.run_scenes import Face

        state, timer = self.read.run.state, self.timer
        if timer is None:
            return Face(0, 0, "", is_paused=True)
        until = local_time(clock.now() + timedelta(seconds=max(0, timer.left)))
        return Face(timer.left, state.seconds, until, is_paused=not timer.running)

    # Ticking -----------------------------------------------------------------------------------------

    def _follow(self, last_alive: datetime | None = None, *, resumes: bool = False) -> None:
        """Take over the file's clock; one that only got more minutes keeps its count."""
        state = self.read.run.state
        key = (state.item_id, state.step, state.used, state.began)
        if state.item_id is None:
            self._forget_timer()
        elif self.timer is not None and key == self._key:
            self.timer = replace(self.timer, whole=state.seconds)
        else:
            from facilitator.domain.timer import Timer

            seen = last_alive if resumes else None
            self.timer = Timer.resumed(state.seconds, state.used, state.began, instant(), seen)
            self._has_asked = False
        self._key = key
        if self.timer is not None and self.timer.running:
            self._ticker.start()
            self._awake.hold("clock")
            self._ask()
        else:
            self._stop()

    def _stop(self) -> None:
        self._ticker.stop()
        self._awake.release("clock")

    def _forget_timer(self) -> None:
        self.timer = None
        self._has_asked = False

    def tick(self) -> None:
        """Count on; say what is due."""
        timer = self.timer
        if timer is None or not self._document.is_open:
            return
        from facilitator.domain.running import mark_between

        now = instant()
        before = timer.left
        was_set = timer.running and timer.clock_was_set(now)
        self.timer = timer = timer.ticked(now)
        if was_set:
            self._anchor_anew()
        self._note_alive(now)
        due = mark_between(before, timer.left, timer.whole)
        if due is not None:
            self.marked.emit(due)
        self._ask()
        self.ticked.emit()

    def _ask(self) -> None:
        if self.timer is not None and self.timer.question is not None and not self._has_asked:
            self._has_asked = True
            self.asked.emit()

    def answer(self, *, counts: bool) -> None:
        """Decide on the gap."""
        if self.timer is None:
            return
        self.timer = self.timer.answered(counts=counts)
        self._has_asked = False
        if not counts:
            self._anchor_anew()

    def _anchor_anew(self) -> None:
        """Write into the file what the timer says, against the wall clock as it is now."""
        from facilitator.application.commands.running import SetClock

        if self.timer is not None and not self._document.read_only:
            question = self.timer.question
            self._document.execute(SetClock(int(self.timer.used)), self)
            state = self._renewed_state()
            self._key = (state.item_id, state.step, state.used, state.began)
            self.timer = replace(self.timer, question=question)

    def _renewed_state(self) -> Any:
        self._read = None
        return self.read.run.state

    def _note_alive(self, now: Instant) -> None:
        if abs(now.boot - self._noted) >= ALIVE_EVERY:
            self._noted = now.boot
            alive.note(str(self._document.workspace.programme_id), now.wall)


def local_time(moment: datetime) -> str:
    """`14:29` on the machine's clock."""
    return moment.astimezone().strftime("%H:%M")


def minute_now() -> int:
    """Minutes from midnight on the machine's clock."""
    here = clock.local_now()
    return here.hour * 60 + here.minute


def minute_at(moment: datetime) -> int:
    """The same for another moment."""
    here = moment.astimezone()
    return here.hour * 60 + here.minute

"""A timer that keeps right through sleep, a crash and a changed clock.

It counts on a clock that nobody can set and that goes on while the machine sleeps (`boot`), and
keeps a wall-clock anchor beside it, for the file: after a crash the boot clock of the earlier run
is unknown, the wall clock is not. Pure: it is told the time.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

LONG_GAP = 120
"""Seconds without a tick after which the facilitator is asked whether they count."""
CLOCK_JUMP = 2.0
"""Seconds by which wall and boot clock may drift apart between two ticks before the wall clock has
been set."""


@dataclass(frozen=True, slots=True)
class Instant:
    """The same moment on both clocks: seconds of the boot clock, and the wall clock in UTC."""

    boot: float
    wall: datetime


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch without a tick: when it began (seconds used then) and how long it was."""

    used_before: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Timer:
    """Seconds used of `whole`. It stands still where `running` is false.

    `seen` is the last tick, `question` a gap that nobody has decided on yet.
    """

    whole: int
    used: float
    running: bool
    seen: Instant
    question: Gap | None = None

    @classmethod
    def resumed(
        cls, whole: int, used: float, began: datetime | None, now: Instant,
        last_alive: datetime | None = None,
    ) -> Timer:  # fmt: skip
        """The timer as the file has it: `used` seconds before `began` (None while it stands).

        It goes on counting through the time that the app was not there. Was it away for long (since
        `last_alive`), that is a question.
        """
        if began is None:
            return cls(whole, used, running=False, seen=now)
        passed = max(0.0, (now.wall - began).total_seconds())
        away = 0.0
        if last_alive is not None and began <= last_alive <= now.wall:
            away = (now.wall - last_alive).total_seconds()
        question = Gap(used + passed - away, away) if away > LONG_GAP else None
        return cls(whole, used + passed, running=True, seen=now, question=question)

    def ticked(self, now: Instant) -> Timer:
        """The timer a moment later. A long stretch without a tick becomes a question, once."""
        passed = max(0.0, now.boot - self.seen.boot)
        if not self.running:
            return replace(self, seen=now)
        question = self.question
        if passed > LONG_GAP and question is None:
            question = Gap(self.used, passed)
        return replace(self, used=self.used + passed, seen=now, question=question)

    def clock_was_set(self, now: Instant) -> bool:
        """Whether somebody set the wall clock since the last tick: the anchor must be written anew."""
        passed = timedelta(seconds=now.boot - self.seen.boot)
        return abs((now.wall - self.seen.wall - passed).total_seconds()) > CLOCK_JUMP

    def answered(self, *, counts: bool) -> Timer:
        """The question is decided: the gap counts, or the timer goes on from before it."""
        if self.question is None or counts:
            return replace(self, question=None)
        return replace(self, used=self.used - self.question.seconds, question=None)

    @property
    def left(self) -> int:
        """Whole seconds left, as shown; negative once the time is over."""
        return self.whole - int(self.used)

    @property
    def began(self) -> datetime | None:
        """The wall-clock anchor for the file: when it would have begun to count from nothing."""
        return self.seen.wall - timedelta(seconds=self.used) if self.running else None

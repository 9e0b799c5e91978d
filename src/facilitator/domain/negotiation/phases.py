"""The phases of an exercise with their clocks (methods 3.3): planned minutes, calls, time left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from facilitator.domain.negotiation.kit import Kit


class Phase(StrEnum):
    """The phases in order; `NOT_BEGUN` before the first."""

    NOT_BEGUN = "not-begun"
    BRIEF = "brief"
    PREPARE = "prepare"
    NEGOTIATE = "negotiate"
    RECORD = "record"
    PAUSE = "break"
    DEBRIEF = "debrief"


RUNNING = tuple(phase for phase in Phase if phase is not Phase.NOT_BEGUN)
MOST_MINUTES = 600


def planned_minutes(kit: Kit, phase: Phase) -> int:
    """How long a phase is planned to last."""
    fixed = {Phase.BRIEF: 5, Phase.RECORD: 5, Phase.PAUSE: 15}
    named = {
        Phase.PREPARE: kit.prepare, Phase.NEGOTIATE: kit.negotiate, Phase.DEBRIEF: kit.debrief,
    }  # fmt: skip
    return {**fixed, **named}.get(phase, 0)


def calls(minutes: int) -> tuple[int, ...]:
    """Seconds left at which the time is called: at half, 10, 5 and 1 minute, the largest first."""
    whole = 60 * minutes
    return tuple(sorted({s for s in (whole // 2, 600, 300, 60) if 0 < s < whole}, reverse=True))


@dataclass(frozen=True, slots=True)
class PhaseClock:
    """The clock of the phase at hand. `began` is None while it stands still."""

    phase: Phase = Phase.NOT_BEGUN
    minutes: int = 0
    began: datetime | None = None
    used: int = 0
    """Seconds used before `began`."""

    def used_at(self, moment: datetime) -> int:
        """Seconds of the phase that have passed; never negative, even where the clock was set back."""
        running = (moment - self.began).total_seconds() if self.began else 0
        return self.used + max(0, int(running))

    def left(self, moment: datetime) -> int:
        """Seconds left; negative once the time is over."""
        return 60 * self.minutes - self.used_at(moment)

    def call_between(self, earlier: int, later: int) -> int | None:
        """The call that is due when the seconds left went from `earlier` to `later`; 0 is the end."""
        passed = [call for call in (*calls(self.minutes), 0) if later <= call < earlier]
        return min(passed) if passed else None

"""Attendance: marks by half-day, and the share of session minutes a person was present."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

K = TypeVar("K")


class Mark(StrEnum):
    """What a half-day's mark can say (methods 5.2)."""

    PRESENT = "present"
    LATE = "late"
    EXCUSED = "excused"
    ABSENT = "absent"


COUNTS_AS_PRESENT = frozenset({Mark.PRESENT, Mark.LATE})
"""Excused counts as absent for the ratio unless waived with a reason (methods 5.2)."""


@dataclass(frozen=True, slots=True)
class Presence:
    """Minutes a person was present out of the minutes that were held; both in minutes."""

    attended: int
    held: int

    @property
    def percent(self) -> float:
        """Share in per cent, 0 where nothing was held."""
        return 100 * self.attended / self.held if self.held else 0.0

    def reaches(self, threshold_percent: int) -> bool:
        """Whether the share is at or above the threshold, compared without rounding."""
        return self.held > 0 and 100 * self.attended >= threshold_percent * self.held


def presence(minutes_held: Mapping[K, int], marks: Mapping[K, Mark]) -> Presence:
    """Presence over sessions: `minutes_held` by session key, the person's `marks` by the same key.

    A session without a mark counts as not attended.
    """
    attended = sum(
        minutes for key, minutes in minutes_held.items() if marks.get(key) in COUNTS_AS_PRESENT
    )
    return Presence(attended=attended, held=sum(minutes_held.values()))

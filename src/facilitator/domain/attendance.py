"""Attendance: marks by half-day, and the share of session minutes a person was present.

The one place where presence is reckoned: the grid, the certificates and the report ask here.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from facilitator.support.errors import RuleViolation

K = TypeVar("K")


class Mark(StrEnum):
    """What a half-day's mark can say (methods 5.2)."""

    PRESENT = "present"
    LATE = "late"
    EXCUSED = "excused"
    ABSENT = "absent"


COUNTS_AS_PRESENT = frozenset({Mark.PRESENT, Mark.LATE})
"""Who was in the room. What a mark counts for the ratio is set in AttendanceRules."""


@dataclass(frozen=True, slots=True)
class AttendanceRules:
    """What a mark counts, in per cent of the half-day's minutes.

    Excused counts as absent unless the programme says otherwise (methods 5.2); then it counts
    `excused_weight`. Present always counts in full, absent nothing.
    """

    excused_counts: bool = False
    late_weight: int = 100
    excused_weight: int = 100

    def checked(self) -> AttendanceRules:
        """These rules, or RuleViolation `percent-out-of-range`."""
        for field in ("late_weight", "excused_weight"):
            if not 0 <= getattr(self, field) <= 100:
                raise RuleViolation("percent-out-of-range", field=field)
        return self

    def weight(self, mark: Mark | None) -> int:
        """What the mark counts, in per cent; no mark counts nothing."""
        if mark is Mark.PRESENT:
            return 100
        if mark is Mark.LATE:
            return self.late_weight
        return self.excused_weight if mark is Mark.EXCUSED and self.excused_counts else 0


STRICT = AttendanceRules()


@dataclass(frozen=True, slots=True)
class Presence:
    """Minutes a person was present out of the minutes that were held; both in minutes."""

    attended: float
    held: int

    @property
    def percent(self) -> float:
        """Share in per cent, 0 where nothing was held."""
        return 100 * self.attended / self.held if self.held else 0.0

    def reaches(self, threshold_percent: int) -> bool:
        """Whether the share is at or above the threshold, compared without rounding.

        Minutes come in hundredths at the finest, so that whole hundredths are compared.
        """
        return self.held > 0 and round(100 * self.attended) >= threshold_percent * self.held


def presence(
    minutes_held: Mapping[K, int], marks: Mapping[K, Mark], rules: AttendanceRules = STRICT
) -> Presence:
    """Presence over sessions: `minutes_held` by session key, the person's `marks` by the same key.

    A session without a mark counts as not attended. What was held before somebody joined must not
    be in `minutes_held`.
    """
    weighed = sum(minutes * rules.weight(marks.get(key)) for key, minutes in minutes_held.items())
    attended = weighed // 100 if weighed % 100 == 0 else weighed / 100
    return Presence(attended=attended, held=sum(minutes_held.values()))


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands: both denominators, and the most that can still be reached.

    `so_far` is over the half-days in which attendance was taken, `week` over the whole week with
    nothing counted for what is still to come, `best` over the whole week as if everything without
    a mark were attended. All without the time before the person joined.
    """

    so_far: Presence
    week: Presence
    best: Presence

    def can_reach(self, threshold_percent: int) -> bool:
        """Whether the threshold can still be reached; yes where no sessions are planned."""
        return self.best.held == 0 or self.best.reaches(threshold_percent)


def standing(
    planned: Mapping[K, int], taken: AbstractSet[K], marks: Mapping[K, Mark], before: AbstractSet[K],
    rules: AttendanceRules = STRICT,
) -> Standing:  # fmt: skip
    """A person's standing: `planned` minutes by half-day, those `taken`, the person's `marks`, and
    the half-days `before` the person joined.
    """  # fmt: skip
    own = {key: minutes for key, minutes in planned.items() if key not in before}
    held = {key: minutes for key, minutes in own.items() if key in taken}
    so_far = presence(held, marks, rules)
    whole = sum(own.values())
    open_minutes = sum(
        minutes for key, minutes in own.items() if key not in marks or key not in held
    )
    best = Presence(so_far.attended + open_minutes, whole)
    return Standing(so_far, Presence(so_far.attended, whole), best)


# --- the code on a badge ---------------------------------------------------------------------------

BADGE_LETTERS = "BCDEFGHIJKLNOPRS"
"""Sixteen letters that lie in the same place on English, French and German keyboards, so that a
scanner that types like an English keyboard is understood whatever the laptop is set to."""
_CHECK = 251


def badge_code(participant_id: UUID) -> str:
    """The text of a badge's QR code: 34 letters, the last two to catch a misread one."""
    digits = participant_id.hex + f"{participant_id.int % _CHECK:02x}"
    return "".join(BADGE_LETTERS[int(digit, 16)] for digit in digits)


def participant_of(code: str) -> UUID:
    """Whose badge was read.

    Raises RuleViolation `badge-not-ours` for anything that is no code of a badge.
    """
    letters = code.strip().upper()
    if len(letters) != 34 or set(letters) - set(BADGE_LETTERS):
        raise RuleViolation("badge-not-ours", field="badge")
    digits = "".join(f"{BADGE_LETTERS.index(letter):x}" for letter in letters)
    found = UUID(hex=digits[:32])
    if badge_code(found) != letters:
        raise RuleViolation("badge-not-ours", field="badge")
    return found

"""The rules of adoption, the scales of agreement, and what a poll comes to (methods 4.4).

Gradients of agreement (Kaner and colleagues, 1987) are not a number line: points are put into sets,
never averaged. Counts of voters go in and out, never who.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from facilitator.support.errors import RuleViolation


class AdoptionRule(StrEnum):
    """Chosen before the outline is agreed (methods 4.4)."""

    CONSENSUS = "consensus"
    CONSENSUS_WITH_RESERVATIONS = "consensus_with_reservations"
    QUALIFIED_MAJORITY = "qualified_majority"


class Gradient(IntEnum):
    """The eight points of the scale."""

    WHOLE_HEARTED = 1
    MINOR_CONTENTION = 2
    SUPPORT_WITH_RESERVATIONS = 3
    ABSTAIN = 4
    MORE_DISCUSSION = 5
    DISLIKE_BUT_SUPPORT = 6
    SERIOUS_DISAGREEMENT = 7
    BLOCK = 8


class Fist(IntEnum):
    """The fingers of fist-to-five, which may replace the eight points."""

    BLOCK = 0
    SERIOUS = 1
    RESERVATIONS = 2
    OK = 3
    GOOD = 4
    LEAD = 5


class Scale(StrEnum):
    """Which scale a poll uses; stored with the poll, since shortened variants circulate."""

    GRADIENTS = "gradients"
    FIST_TO_FIVE = "fist_to_five"


@dataclass(frozen=True, slots=True)
class Sets:
    """What the points of a scale mean, as sets; `first` is the value of the first point."""

    first: int
    points: int
    support: frozenset[int]
    enthusiastic: frozenset[int]
    neutral: frozenset[int]
    not_ready: frozenset[int]
    opposed: frozenset[int]
    blocks: frozenset[int]

    @property
    def values(self) -> range:
        """The points, in order."""
        return range(self.first, self.first + self.points)


SETS = {
    Scale.GRADIENTS: Sets(
        1, 8, frozenset({1, 2, 3, 6}), frozenset({1, 2}), frozenset({4}), frozenset({5}),
        frozenset({7}), frozenset({8}),
    ),
    Scale.FIST_TO_FIVE: Sets(
        0, 6, frozenset({2, 3, 4, 5}), frozenset({4, 5}), frozenset(), frozenset(),
        frozenset({1}), frozenset({0}),
    ),
}  # fmt: skip
SUPPORT = SETS[Scale.GRADIENTS].support
NOT_READY = SETS[Scale.GRADIENTS].not_ready
OPPOSED = SETS[Scale.GRADIENTS].opposed
BLOCKS = SETS[Scale.GRADIENTS].blocks
SMALL_POLL = 5
"""A poll of this many voters or fewer shows only its outcome."""
MOST_ROUNDS = 3
"""A poll and at most two re-polls."""


@dataclass(frozen=True, slots=True)
class PollOutcome:
    """What a poll under a rule comes to; counts of voters, never who."""

    adopted: bool
    voters: int
    support: int
    not_ready: int
    opposed: int
    blocks: int

    @property
    def may_show_distribution(self) -> bool:
        """Whether the counts may be shown without exposing anybody."""
        return self.voters > SMALL_POLL

    @property
    def asks_to_discuss(self) -> bool:
        """Whether somebody needs more discussion or seriously disagrees."""
        return bool(self.not_ready or self.opposed)


def poll_outcome(
    rule: AdoptionRule, counts: Mapping[int, int], present: int, scale: Scale = Scale.GRADIENTS
) -> PollOutcome:
    """Apply the adoption rule to a poll.

    `counts` holds voters by point of the scale; `present` is everybody in the room, voters or not.
    """
    sets = SETS[scale]

    def among(points: frozenset[int]) -> int:
        return sum(counts.get(point, 0) for point in points)

    voters = sum(counts.values())
    support, not_ready = among(sets.support), among(sets.not_ready)
    opposed, blocks = among(sets.opposed), among(sets.blocks)
    if voters == 0:
        adopted = False
    elif rule is AdoptionRule.CONSENSUS:
        adopted = not (not_ready or opposed or blocks) and 2 * support >= present
    elif rule is AdoptionRule.CONSENSUS_WITH_RESERVATIONS:
        unresolved = not_ready + opposed
        adopted = not blocks and 10 * unresolved <= voters and 5 * support >= 4 * voters
    else:
        adopted = 5 * support >= 4 * voters and blocks <= 1
    return PollOutcome(adopted, voters, support, not_ready, opposed, blocks)


def unworded_reservations(rule: AdoptionRule, outcome: PollOutcome, worded: int) -> int:
    """How many serious disagreements stand as reservations beside the `worded` ones.

    Under consensus with reservations each 7 is recorded as one (methods 4.4), said or not.
    """
    if rule is not AdoptionRule.CONSENSUS_WITH_RESERVATIONS or not outcome.adopted:
        return 0
    return max(0, outcome.opposed - worded)


def by_point(counts: Sequence[int], scale: Scale = Scale.GRADIENTS) -> dict[int, int]:
    """Counts in the order of the scale, as a mapping from point to voters."""
    return dict(zip(SETS[scale].values, counts, strict=True))


def check_poll(counts: Sequence[int], present: int, scale: Scale = Scale.GRADIENTS) -> None:
    """Refuse a poll that cannot have happened; `counts` holds the voters in the scale's order."""
    voters = sum(counts)
    if len(counts) != SETS[scale].points or min(counts) < 0 or voters > present:
        raise RuleViolation("poll-impossible", field="counts", voters=voters, present=present)


def counted(marks: Sequence[int], scale: Scale) -> tuple[int, ...]:
    """Marks as counts in the scale's order; a mark that is no point of the scale is refused."""
    values = SETS[scale].values
    for mark in marks:
        if mark not in values:
            raise RuleViolation("mark-not-on-scale", field="mark", mark=mark)
    return tuple(sum(mark == value for mark in marks) for value in values)


def check_round(polls_before: int) -> None:
    """Refuse a third re-poll: a text that three polls did not carry needs talk, not a fourth."""
    if polls_before >= MOST_ROUNDS:
        raise RuleViolation("poll-no-more-rounds", most=MOST_ROUNDS - 1)


def check_rule(
    rule: AdoptionRule, *, locked: bool, now: AdoptionRule, fallback_agreed: bool
) -> None:
    """Refuse another rule once it is locked, and a fallback that nobody agreed to beforehand."""
    if locked and rule is not now:
        raise RuleViolation("vision-rule-locked", field="rule")
    if rule is AdoptionRule.QUALIFIED_MAJORITY and not fallback_agreed:
        raise RuleViolation("vision-fallback-not-agreed", field="rule")


def check_adoption(outcome: PollOutcome | None, polls: int) -> None:
    """Refuse to adopt what the last poll does not carry, or what must be discussed first.

    Any 5 or 7 in a first poll means: discuss, revise, poll again (methods 4.4).
    """
    if outcome is None:
        raise RuleViolation("vision-needs-poll")
    if polls == 1 and outcome.asks_to_discuss:
        raise RuleViolation("vision-discuss-first")
    if not outcome.adopted:
        raise RuleViolation("vision-not-carried")

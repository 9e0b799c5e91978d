"""The Common Vision: kinds of paragraph, states of the text, and the rules of adoption.

Gradients of agreement (Kaner and colleagues, 1987; methods 4.4) are not a number line: points are
put into sets, never averaged.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum

from facilitator.support.errors import RuleViolation


class ParagraphKind(StrEnum):
    """Parts of the text, in the order of a regional declaration (methods 4.6)."""

    TITLE = "title"
    CHAPEAU = "chapeau"
    PREAMBULAR = "preambular"
    OPERATIVE = "operative"
    CLOSING = "closing"


class VisionState(StrEnum):
    """The one-text procedure (methods 4.1)."""

    GATHERING = "gathering"
    CLUSTERING = "clustering"
    OUTLINE = "outline"
    REV0 = "rev0"
    FIRST_READING = "first_reading"
    REV1 = "rev1"
    SECOND_READING = "second_reading"
    FINAL_TEXT = "final_text"
    POLLED = "polled"
    ADOPTED = "adopted"
    NOT_ADOPTED = "not_adopted"


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


SUPPORT = frozenset({1, 2, 3, 6})
NOT_READY = frozenset({5})
OPPOSED = frozenset({7})
BLOCKS = frozenset({8})
SMALL_POLL = 5
"""A poll of this many voters or fewer shows only its outcome."""


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


def poll_outcome(rule: AdoptionRule, counts: Mapping[int, int], present: int) -> PollOutcome:
    """Apply the adoption rule to a poll.

    `counts` holds voters by gradient (1 to 8); `present` is everybody in the room, voters or not.
    """

    def among(points: frozenset[int]) -> int:
        return sum(counts.get(point, 0) for point in points)

    voters = sum(counts.values())
    support, not_ready = among(SUPPORT), among(NOT_READY)
    opposed, blocks = among(OPPOSED), among(BLOCKS)
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


def check_poll(counts: Sequence[int], present: int) -> None:
    """Refuse a poll that cannot have happened; `counts` holds the voters for points 1 to 8."""
    voters = sum(counts)
    if len(counts) != len(Gradient) or min(counts) < 0 or voters > present:
        raise RuleViolation("poll-impossible", field="counts", voters=voters, present=present)

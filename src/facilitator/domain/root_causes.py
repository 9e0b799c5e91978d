"""Root causes: the vocabulary of conflict analysis, the board's vote, the conflict tree's rules.

Source: methods 1.1, 1.2, 1.10 and 4.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from facilitator.support.errors import RuleViolation


class Level(StrEnum):
    """Depth of a cause; a trigger belongs on the timeline, not here (methods 1.2)."""

    STRUCTURAL = "structural"
    PROXIMATE = "proximate"


class Dimension(StrEnum):
    """The six dimensions of methods 1.2."""

    POLITICAL = "political"
    ECONOMIC = "economic"
    SOCIAL = "social"
    SECURITY = "security"
    ENVIRONMENTAL = "environmental"
    REGIONAL = "regional"


class Influence(StrEnum):
    """Can we influence it?"""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NONE = "none"


class Agreement(StrEnum):
    """A contested node stays, with its dissent; it is not deleted."""

    AGREED = "agreed"
    CONTESTED = "contested"


class NodeKind(StrEnum):
    """What hangs on the trunk."""

    ROOT = "root"
    EFFECT = "effect"


class TreeSchool(StrEnum):
    """Two schools that are never mixed on one sheet (methods 1.2)."""

    CAUSES_PROBLEM_EFFECTS = "causes_problem_effects"
    STRUCTURAL_MANIFEST_DYNAMIC = "structural_manifest_dynamic"


class Sensitivity(StrEnum):
    """Who may see a sheet; the report takes only what is open (methods 9)."""

    OPEN = "open"
    GROUP = "group"
    FACILITATOR = "facilitator"


@dataclass(frozen=True, slots=True)
class Tally:
    """Dots and distinct voters of one card."""

    dots: int
    voters: int


T = TypeVar("T")

CARD_LENGTH = range(5, 141)
CORE_PROBLEM_LENGTH = range(15, 141)
"""Characters (methods 1.2)."""


def check_card(text: str) -> None:
    """Refuse a card that is too short to mean something or too long for one idea."""
    if len(text) not in CARD_LENGTH:
        raise RuleViolation("cause-text-length", field="text", least=CARD_LENGTH.start,
                            most=CARD_LENGTH.stop - 1)  # fmt: skip


def check_core_problem(text: str) -> None:
    """Refuse a trunk that is not one readable line."""
    if len(text) not in CORE_PROBLEM_LENGTH:
        raise RuleViolation("tree-core-problem-length", field="core_problem",
                            least=CORE_PROBLEM_LENGTH.start,
                            most=CORE_PROBLEM_LENGTH.stop - 1)  # fmt: skip


def check_tally(tally: Tally, most_dots_a_voter: int) -> None:
    """Refuse counted votes that cannot have happened."""
    if not 0 <= tally.voters <= tally.dots <= tally.voters * most_dots_a_voter:
        raise RuleViolation("votes-impossible", field="dots", dots=tally.dots,
                            voters=tally.voters, most=most_dots_a_voter)  # fmt: skip


def default_dots(options: int) -> int:
    """Dots a person gets: about a third of the options, from 1 to 10 (methods 4.3)."""
    return max(1, min(10, (options + 1) // 3 if options % 3 == 2 else options // 3))


def carried_forward(ranked: Sequence[tuple[T, Tally]], places: int) -> list[T]:
    """The items at or above the cut after `places`; ties at the cut are all kept (methods 4.3).

    Items without any dot are never carried.
    """
    order = sorted(ranked, key=lambda pair: -pair[1].dots)
    voted = [(item, tally) for item, tally in order if tally.dots > 0]
    if len(voted) <= places:
        return [item for item, _ in voted]
    cut = voted[places - 1][1].dots
    return [item for item, tally in voted if tally.dots >= cut]

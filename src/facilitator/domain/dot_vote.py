"""Dot voting: budgets, what a ballot may hold, counting, and the cut-off with its ties.

Source: methods 4.3. It narrows a list; it does not decide. The same rules serve the root-cause
board and the themes of the vision. Nothing here knows who voted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from facilitator.support.errors import RuleViolation

T = TypeVar("T")
MOST_DOTS_AN_ITEM = 2
"""The default is 1; 2 is the most that a facilitator may allow."""
PLACES = range(5, 9)
"""How many root causes are carried forward (methods 1.10)."""


class VoteState(StrEnum):
    """A vote is prepared, open (no new options, no merging), or counted."""

    NONE = "none"
    OPEN = "open"
    COUNTED = "counted"


@dataclass(frozen=True, slots=True)
class Tally:
    """Dots and distinct voters of one item."""

    dots: int
    voters: int


@dataclass(frozen=True, slots=True)
class VoteRules:
    """What a person may do with the dots."""

    dots_each: int
    most_an_item: int = 1


def default_dots(options: int) -> int:
    """Dots a person gets: about a third of the options, from 1 to 10 (methods 4.3)."""
    return max(1, min(10, (options + 1) // 3 if options % 3 == 2 else options // 3))


def check_rules(rules: VoteRules) -> None:
    """Refuse budgets that are no budgets."""
    if not 1 <= rules.dots_each <= 10 or not 1 <= rules.most_an_item <= MOST_DOTS_AN_ITEM:
        raise RuleViolation("vote-rules", field="dots_each")


def check_tally(tally: Tally, most_dots_a_voter: int) -> None:
    """Refuse counted votes that cannot have happened."""
    if not 0 <= tally.voters <= tally.dots <= tally.voters * most_dots_a_voter:
        raise RuleViolation("votes-impossible", field="dots", dots=tally.dots,
                            voters=tally.voters, most=most_dots_a_voter)  # fmt: skip


def check_ballot(dots: Mapping[T, int], rules: VoteRules) -> None:
    """Refuse a ballot with more dots than the budget, or too many on one item."""
    if any(not 0 <= given <= rules.most_an_item for given in dots.values()):
        raise RuleViolation("ballot-too-many-on-one", field="dots", most=rules.most_an_item)
    if sum(dots.values()) > rules.dots_each:
        raise RuleViolation("ballot-too-many", field="dots", most=rules.dots_each)


def counted(ballots: Iterable[Mapping[T, int]], items: Sequence[T]) -> dict[T, Tally]:
    """Dots and distinct voters of each item; dots for anything else are not counted."""
    dots, voters = dict.fromkeys(items, 0), dict.fromkeys(items, 0)
    for ballot in ballots:
        for item, given in ballot.items():
            if item in dots and given > 0:
                dots[item] += given
                voters[item] += 1
    return {item: Tally(dots[item], voters[item]) for item in items}


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

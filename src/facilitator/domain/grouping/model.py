"""What is asked of groups: people with their values, rules in order of priority, pairs, locks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID

from facilitator.support.errors import RuleViolation

MOST_PEOPLE = 1000
"""The search keeps a table of all pairs; beyond this it would neither be quick nor of use."""

Advance = Callable[[int, int], None]
"""Called with (done, total) now and then; stops the work by raising."""


class RuleKind(StrEnum):
    """What a rule asks of an attribute (the rules of GroupEng, in the words of the room)."""

    SPREAD = "spread"
    NOT_ALONE = "not_alone"
    TOGETHER = "together"
    APART = "apart"
    BALANCE = "balance"


class PairKind(StrEnum):
    """What is asked of two named people."""

    TOGETHER = "together"
    APART = "apart"


def part_of(advance: Advance | None, place: int, parts: int) -> Advance | None:
    """`advance` for one of several parts of equal length; the whole is reckoned in thousandths."""
    if advance is None:
        return None

    def report(done: int, total: int) -> None:
        share = done / total if total else 1.0
        advance(int(1000 * (place + share) / parts), 1000)

    return report


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule on one attribute; its place in the list of rules is its priority."""

    kind: RuleKind
    attribute: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people who must share a group, or must not."""

    kind: PairKind
    first: UUID
    second: UUID


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to be placed. An attribute that is missing or '' is unknown: no rule counts it."""

    id: UUID
    values: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked: how many groups, the rules in order of priority, pairs and locks.

    `locks` fixes people to the number of a group (from 0).
    """

    groups: int
    rules: tuple[Rule, ...] = ()
    pairs: tuple[Pair, ...] = ()
    locks: Mapping[UUID, int] = field(default_factory=dict)


Groups = tuple[tuple[UUID, ...], ...]
"""The people of each group, in the order in which they were given."""


def group_sizes(people: int, groups: int) -> list[int]:
    """Sizes of the groups, equal within one, the larger ones first.

    Raises RuleViolation `groups-impossible` when there are no people or more groups than people,
    `groups-too-many-people` above MOST_PEOPLE.
    """
    if people > MOST_PEOPLE:
        raise RuleViolation("groups-too-many-people", limit=MOST_PEOPLE)
    if not 1 <= groups <= people:
        raise RuleViolation("groups-impossible", field="groups", groups=groups, people=people)
    least, larger = divmod(people, groups)
    return [least + 1] * larger + [least] * (groups - larger)


def groups_of_size(people: int, size: int, *, fewer_in_some: bool = True) -> int:
    """How many groups of about `size` there are: the remainder makes some groups one smaller,
    or, where not `fewer_in_some`, some one larger.
    """  # fmt: skip
    if size < 1 or people < 1:
        raise RuleViolation("groups-impossible", field="size", groups=0, people=people)
    count = -(-people // size) if fewer_in_some else people // size
    return max(1, min(people, count))


def check(people: Sequence[Person], wish: Wish) -> list[int]:
    """Sizes of the groups, when what is asked can be begun with at all.

    Raises RuleViolation: `groups-impossible`, `groups-too-many-people`, `groups-lock-full` when
    more people are locked to a group than it has places.
    """
    sizes = group_sizes(len(people), wish.groups)
    known = {person.id for person in people}
    locked = [0] * wish.groups
    for key, group in wish.locks.items():
        if key in known:
            locked[group] += 1
    most = max(sizes)
    too_full = sum(1 for count in locked if count == most) > sizes.count(most)
    for group, count in enumerate(locked):
        if count > most or (too_full and count == most):
            raise RuleViolation("groups-lock-full", number=group + 1, locked=count,
                                places=most)  # fmt: skip
    return sizes

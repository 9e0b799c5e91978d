"""Debrief analytics: values, frontier, zone of agreement, Nash point, as methods 3.6 defines them.

Points are scaled to each role, so joint values are never compared between exercises. All outcomes
are counted exactly up to `EXACT_LIMIT`; beyond it a seeded sample stands for them, and says so.
The counting itself is in `counting`.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import prod

from facilitator.domain.negotiation import counting
from facilitator.domain.negotiation.counting import Packing

EXACT_LIMIT = 200_000
SAMPLE_SEED = 36

Choices = tuple[int, ...]
"""The option chosen for each issue, by its number from 0."""
Values = tuple[int, ...]
"""Points of each role, in the order of the roles."""


@dataclass(frozen=True)
class Scoring:
    """What decides the numbers: `points[role][issue][option]` and each role's value of no deal."""

    points: tuple[tuple[tuple[int, ...], ...], ...]
    batna: Values

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many options each issue has."""
        return tuple(len(issue) for issue in self.points[0])

    @property
    def outcomes(self) -> int:
        """How many different agreements there are."""
        return prod(self.sizes)

    def values(self, choices: Choices) -> Values:
        """What each role gets out of an agreement."""
        return tuple(
            sum(issue[option] for issue, option in zip(role, choices, strict=True))
            for role in self.points
        )

    def surplus(self, values: Values) -> Values:
        """What each role gains over no deal."""
        return tuple(value - floor for value, floor in zip(values, self.batna, strict=True))

    def choices(self, number: int) -> Choices:
        """The agreement with this number: the last issue changes first."""
        found = []
        for size in reversed(self.sizes):
            number, option = divmod(number, size)
            found.append(option)
        return tuple(reversed(found))

    def number(self, choices: Choices) -> int:
        """The number of an agreement."""
        number = 0
        for size, option in zip(self.sizes, choices, strict=True):
            number = number * size + option
        return number

    @cached_property
    def packing(self) -> Packing:
        """How the values of all roles are packed into one whole number."""
        return Packing(len(self.batna))

    @cached_property
    def columns(self) -> list[list[int]]:
        """For each issue its options, each as the packed points that it gives all roles."""
        issues = zip(*self.points, strict=True)
        return [
            [self.packing.packed(option) for option in zip(*issue, strict=True)] for issue in issues
        ]


@dataclass(frozen=True, slots=True)
class Point:
    """One agreement with what it gives each role."""

    choices: Choices
    values: Values

    @property
    def joint(self) -> int:
        """The sum over all roles."""
        return sum(self.values)


@dataclass(frozen=True, slots=True)
class Rating:
    """How one table's agreement stands against all agreements (methods 3.6)."""

    values: Values
    surplus: Values
    joint: int
    share: float
    """Joint value as a share of the largest there is."""
    dominators: int
    """Agreements that are at least as good for every role and better for one."""
    worse_than_no_deal: tuple[int, ...]
    """Numbers of the roles that signed and got less than without a deal."""
    claims: tuple[float, ...]
    """Each role's share of the sum of surpluses; empty where a surplus is negative or all are 0."""
    in_zone: bool

    @property
    def undominated(self) -> bool:
        """Whether nobody could have gained without a loss to another."""
        return self.dominators == 0


@dataclass(frozen=True)
class Analysis:
    """All agreements of an exercise, analysed; made by `analyse`."""

    scoring: Scoring
    numbers: Sequence[int] = field(repr=False)
    """The agreements counted, by number: all of them, or the sample."""
    sums: Sequence[int] = field(repr=False)
    """What each gives the roles, packed (see `counting`)."""
    frontier: tuple[Point, ...]
    """The agreements that no other dominates, by the first role's value."""
    exact: bool

    @property
    def outcomes(self) -> int:
        """How many agreements there are, counted or not."""
        return self.scoring.outcomes

    @property
    def _packing(self) -> Packing:
        return self.scoring.packing

    def _point(self, place: int) -> Point:
        choices = self.scoring.choices(self.numbers[place])
        return Point(choices, self._packing.values(self.sums[place]))

    def dominators(self, values: Values) -> int:
        """How many agreements dominate one with these values (in the sample, where there is one)."""
        same = self._packing.packed(values)
        at_least = self._packing.at_least(self.sums, values)
        return len(at_least) - sum(1 for place in at_least if self.sums[place] == same)

    @cached_property
    def feasible_frontier(self) -> tuple[Point, ...]:
        """The part of the frontier that no role would rather leave."""
        return tuple(point for point in self.frontier if self.is_feasible(point.values))

    def is_feasible(self, values: Values) -> bool:
        """Whether no role gets less than without a deal."""
        return min(self.scoring.surplus(values)) >= 0

    @cached_property
    def _zone(self) -> list[int]:
        return self._packing.at_least(self.sums, self.scoring.batna)

    @property
    def zopa(self) -> int:
        """Size of the zone of possible agreement: agreements that no role would rather leave."""
        return len(self._zone)

    @cached_property
    def max_joint(self) -> int:
        """The largest joint value of all agreements."""
        return self._packing.joint(max(self.sums, key=self._packing.joint))

    @cached_property
    def best_joint(self) -> tuple[Point, ...]:
        """The agreements with the largest joint value, by the first role's value."""
        joint = self._packing.joint
        best = [
            self._point(n) for n, packed in enumerate(self.sums) if joint(packed) == self.max_joint
        ]
        return tuple(sorted(best, key=lambda point: (point.values, point.choices)))

    @cached_property
    def nash(self) -> Point | None:
        """The feasible agreement with the largest product of surpluses; a reference, no answer.

        Of several with the same product the one with the larger joint value, then the first.
        """
        places = {self.sums[place]: place for place in reversed(self._zone)}
        if not places:
            return None
        best = max(places, key=self._worth)
        return self._point(places[best])

    def _worth(self, packed: int) -> tuple[int, int]:
        surplus = self.scoring.surplus(self._packing.values(packed))
        return prod(surplus), self._packing.joint(packed)

    @property
    def nash_product(self) -> int:
        """The product of surpluses at the Nash point; 0 where there is none."""
        return 0 if self.nash is None else prod(self.scoring.surplus(self.nash.values))

    @cached_property
    def left_on_table(self) -> int:
        """What no deal leaves: the largest feasible joint value less all values of no deal."""
        joint = self._packing.joint
        best = max((joint(self.sums[place]) for place in self._zone), default=0)
        return best - sum(self.scoring.batna) if self._zone else 0

    def passing(self, can_pass: Callable[[frozenset[int]], bool]) -> int:
        """How many agreements enough roles would sign: `can_pass` judges the set of willing roles."""
        patterns = Counter(self._packing.willing(self.sums, self.scoring.batna))
        return sum(count for willing, count in patterns.items() if can_pass(willing))

    def rate(self, choices: Choices, signatories: Iterable[int] | None = None) -> Rating:
        """How an agreement stands; `signatories` are all roles unless named by number."""
        values = self.scoring.values(choices)
        surplus = self.scoring.surplus(values)
        signed = range(len(values)) if signatories is None else sorted(set(signatories))
        total = sum(surplus)
        shared = min(surplus) >= 0 and total > 0
        return Rating(
            values=values, surplus=surplus, joint=sum(values),
            share=sum(values) / self.max_joint if self.max_joint else 0.0,
            dominators=self.dominators(values),
            worse_than_no_deal=tuple(i for i in signed if surplus[i] < 0),
            claims=tuple(gain / total for gain in surplus) if shared else (),
            in_zone=min(surplus) >= 0,
        )  # fmt: skip


def analyse(
    scoring: Scoring, also: Iterable[Choices] = (), check: Callable[[], None] | None = None
) -> Analysis:
    """Analyse an exercise: every agreement up to EXACT_LIMIT, else a sample with `also` in it.

    `also` are the agreements of the tables. `check` is called between steps and may raise to stop.
    """
    stop = check or _go_on
    packing, columns = scoring.packing, scoring.columns
    exact = scoring.outcomes <= EXACT_LIMIT
    numbers: Sequence[int] = range(scoring.outcomes) if exact else _sampled(scoring, also)
    if exact:
        sums = counting.all_sums(columns)
        best = counting.frontier_of_all(columns, packing, stop)
    else:
        sums = [packing.packed(scoring.values(scoring.choices(number))) for number in numbers]
        stop()
        best = counting.undominated(list(zip(sums, numbers, strict=True)), packing, stop)
    points = [Point(scoring.choices(number), packing.values(packed)) for packed, number in best]
    points.sort(key=lambda point: (point.values, point.choices))
    return Analysis(scoring, numbers, sums, tuple(points), exact)


def _go_on() -> None:
    """Nobody wants to stop."""


def _sampled(scoring: Scoring, also: Iterable[Choices]) -> Sequence[int]:
    draw = random.Random(SAMPLE_SEED)  # noqa: S311 - a sample, no secret
    wanted = {scoring.number(choices) for choices in also}
    while len(wanted) < EXACT_LIMIT:
        wanted.add(draw.randrange(scoring.outcomes))
    return sorted(wanted)

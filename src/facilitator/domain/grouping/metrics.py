"""How good groups and rounds are, said honestly: with bounds that nobody could pass (methods 6.3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import median
from uuid import UUID

from facilitator.domain.grouping.model import Groups


@dataclass(frozen=True, slots=True)
class Meetings:
    """Who met whom over all rounds.

    `ceiling` is the most pairs that so many tables of such sizes could bring together at all;
    `repeats` the meetings beyond the first of each pair; `fewest`, `middle` and `largest` count
    the different people that somebody met; `fewest_ceiling` what the worst placed could have met.
    """

    people: int
    pairs: int
    met: int
    ceiling: int
    repeats: int
    most_often: int
    fewest: int
    middle: float
    largest: int
    fewest_ceiling: int

    @property
    def coverage(self) -> float:
        """Share of all pairs that met, in per cent."""
        return 100 * self.met / self.pairs if self.pairs else 0.0

    @property
    def coverage_ceiling(self) -> float:
        """The upper bound of the coverage, in per cent."""
        return 100 * self.ceiling / self.pairs if self.pairs else 0.0


def count_meetings(rounds: Iterable[Groups]) -> dict[tuple[UUID, UUID], int]:
    """How often each pair met; the keys hold the smaller id first."""
    met: dict[tuple[UUID, UUID], int] = {}
    for groups in rounds:
        for group in groups:
            for pair in combinations(sorted(group), 2):
                met[pair] = met.get(pair, 0) + 1
    return met


def meetings(people: Sequence[UUID], rounds: Sequence[Groups]) -> Meetings:
    """The numbers of all rounds together, over these people."""
    met = count_meetings(rounds)
    known = dict.fromkeys(people, 0)
    could = dict.fromkeys(people, 0)
    for first, second in met:
        for person in (first, second):
            if person in known:
                known[person] += 1
    for groups in rounds:
        for group in groups:
            for person in group:
                if person in could:
                    could[person] += len(group) - 1
    n = len(people)
    pairs, in_rounds = n * (n - 1) // 2, sum(met.values())
    numbers = sorted(known.values())
    return Meetings(
        people=n, pairs=pairs, met=len(met), ceiling=min(pairs, in_rounds),
        repeats=in_rounds - len(met), most_often=max(met.values(), default=0),
        fewest=min(numbers, default=0), middle=median(numbers) if numbers else 0.0,
        largest=max(numbers, default=0),
        fewest_ceiling=min((min(n - 1, count) for count in could.values()), default=0),
    )  # fmt: skip


def blau(values: Iterable[str]) -> float:
    """Blau's index of variety: the chance that two drawn with putting back differ (0 to 1)."""
    listed = [value for value in values if value]
    if not listed:
        return 0.0
    shares = (listed.count(value) / len(listed) for value in set(listed))
    return 1 - sum(share * share for share in shares)


def relative_variety(group: Iterable[str], everybody: Iterable[str]) -> float | None:
    """Blau's index of a group beside that of everybody; None where everybody is alike."""
    whole = blau(everybody)
    return blau(group) / whole if whole else None

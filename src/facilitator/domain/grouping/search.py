"""The search: rounds of groups, improved by swapping two people at a time (simulated annealing).

Every cost is kept up to date as people move, so that the change a swap would bring is read off in
a handful of look-ups, however many people and rounds there are. Works on places in a list, never
on names. The same model, start, steps and seed give the same result.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from facilitator.domain.grouping.costs import UNKNOWN, Balanced, Counted
from facilitator.domain.grouping.model import Advance

REPORT_EVERY = 4000
Rounds = list[list[int]]
"""For each round the group's number of each person."""


@dataclass(frozen=True, slots=True)
class Model:
    """What is being searched: costs and what must not move.

    `meetings[c]` is what two people cost who meet `c` times in all, `earlier` how often they had
    met before; both empty where meetings do not matter. `pairs` holds (person, person, cost of
    sharing a group), negative for those who belong together.
    """

    people: int
    groups: int
    counted: Sequence[Counted] = ()
    balanced: Sequence[Balanced] = ()
    meetings: Sequence[float] = ()
    earlier: Sequence[Sequence[int]] = ()
    pairs: Sequence[tuple[int, int, float]] = ()
    locked: frozenset[int] = frozenset()
    movable: list[int] = field(init=False)

    def __post_init__(self) -> None:
        free = [person for person in range(self.people) if person not in self.locked]
        object.__setattr__(self, "movable", free)

    @property
    def knows_pairs(self) -> bool:
        """Whether it matters who meets whom."""
        return bool(self.meetings or self.pairs)


class RuleCounts:
    """How many of each value, and how much of each number, every group of one round has."""

    def __init__(self, model: Model, place: Sequence[int]) -> None:
        self._counted = [
            (rule.codes, rule.table, [[0] * len(rule.totals) for _ in range(model.groups)])
            for rule in model.counted
        ]
        self._balanced = [
            (rule.offsets, rule.weight, [0.0] * model.groups) for rule in model.balanced
        ]
        for person, group in enumerate(place):
            self._add(person, group, 1)

    def _add(self, person: int, group: int, sign: int) -> None:
        for codes, _, counts in self._counted:
            if codes[person] != UNKNOWN:
                counts[group][codes[person]] += sign
        for offsets, _, sums in self._balanced:
            sums[group] += sign * offsets[person]

    def swap(self, p: int, a: int, q: int, b: int) -> None:
        """Person `p` leaves group `a` for `b`, person `q` the other way."""
        self._add(p, a, -1)
        self._add(p, b, 1)
        self._add(q, b, -1)
        self._add(q, a, 1)

    def change(self, p: int, a: int, q: int, b: int) -> float:
        """What that swap would cost."""
        change = 0.0
        for codes, table, counts in self._counted:
            mine, other = codes[p], codes[q]
            if mine == other:
                continue
            here, there = counts[a], counts[b]
            if mine != UNKNOWN:
                price, x, y = table[mine], here[mine], there[mine]
                change += price[x - 1] - price[x] + price[y + 1] - price[y]
            if other != UNKNOWN:
                price, x, y = table[other], here[other], there[other]
                change += price[x + 1] - price[x] + price[y - 1] - price[y]
        for offsets, weight, sums in self._balanced:
            more = offsets[q] - offsets[p]
            change += 2 * weight * more * (sums[a] - sums[b] + more)
        return change

    def cost(self) -> float:
        """What the rules cost in this round."""
        total = sum(weight * sum(s * s for s in sums) for _, weight, sums in self._balanced)
        for _, table, counts in self._counted:
            total += sum(
                price[n] for group in counts for price, n in zip(table, group, strict=True)
            )
        return total


class Seating:
    """All rounds with their costs, kept up to date.

    `_pull[round][person][group]` is what meeting everybody in that group costs the person more
    than meeting nobody: the price of a pair is what one meeting more would cost, not counting the
    one of this round.
    """

    def __init__(self, model: Model, rounds: Rounds) -> None:
        self.model = model
        self.rounds = [list(place) for place in rounds]
        self.rules = [RuleCounts(model, place) for place in self.rounds]
        self._members = [
            [[p for p, g in enumerate(place) if g == group] for group in range(model.groups)]
            for place in self.rounds
        ]
        if model.knows_pairs:
            self._begin_pairs()

    def _begin_pairs(self) -> None:
        model, n = self.model, self.model.people
        table = list(model.meetings) or [0.0]
        reach = len(self.rounds) + max((max(row) for row in model.earlier), default=0) + 2
        while len(table) < reach + 1:
            table.append(2 * table[-1] - table[-2] if len(table) > 1 else table[-1])
        self._table = table
        self._step = [more - less for less, more in itertools.pairwise(table)]
        self._bound: list[dict[int, float]] = [{} for _ in range(n)]
        for p, q, cost in model.pairs:
            self._bound[p][q] = self._bound[p].get(q, 0.0) + cost
            self._bound[q][p] = self._bound[q].get(p, 0.0) + cost
        self.met = [list(row) for row in model.earlier] or [[0] * n for _ in range(n)]
        for groups in self._members:
            for members in groups:
                for p in members:
                    row = self.met[p]
                    for q in members:
                        row[q] += p != q
        self._pull = [
            [[self._pull_of(p, members, own=place[p] == group)
              for group, members in enumerate(groups)] for p in range(n)]
            for groups, place in zip(self._members, self.rounds, strict=True)
        ]  # fmt: skip

    def _pull_of(self, p: int, members: Sequence[int], *, own: bool) -> float:
        row, step, bound = self.met[p], self._step, self._bound[p]
        return sum(step[row[x] - own] + bound.get(x, 0.0) for x in members if x != p)

    def change(self, number: int, p: int, q: int) -> float:
        """What swapping `p` and `q`, who are in different groups, would cost in this round."""
        place = self.rounds[number]
        a, b = place[p], place[q]
        change = self.rules[number].change(p, a, q, b)
        if self.model.knows_pairs:
            mine, other = self._pull[number][p], self._pull[number][q]
            both = self._step[self.met[p][q]]
            if q in self._bound[p]:
                both += self._bound[p][q]
            change += mine[b] - mine[a] + other[a] - other[b] - 2 * both
        return change

    def swap(self, number: int, p: int, q: int) -> None:
        """Let `p` and `q` change places in this round."""
        place = self.rounds[number]
        a, b = place[p], place[q]
        self.rules[number].swap(p, a, q, b)
        mine, other = self._members[number][a], self._members[number][b]
        mine.remove(p)
        other.remove(q)
        if self.model.knows_pairs:
            self._move_pulls(number, p, q)
            for x in mine:
                self._meet(number, p, x, -1)
                self._meet(number, q, x, 1)
            for x in other:
                self._meet(number, q, x, -1)
                self._meet(number, p, x, 1)
        mine.append(q)
        other.append(p)
        place[p], place[q] = b, a

    def _move_pulls(self, number: int, p: int, q: int) -> None:
        """The two groups of this round change by one person each, for everybody."""
        place, pulls, step = self.rounds[number], self._pull[number], self._step
        a, b = place[p], place[q]
        met_p, met_q, bound_p, bound_q = self.met[p], self.met[q], self._bound[p], self._bound[q]
        for z, group in enumerate(place):
            toward_p = 0.0 if z == p else step[met_p[z] - (group == a)] + bound_p.get(z, 0.0)
            toward_q = 0.0 if z == q else step[met_q[z] - (group == b)] + bound_q.get(z, 0.0)
            change = toward_q - toward_p
            if change:
                pulls[z][a] += change
                pulls[z][b] -= change

    def _meet(self, number: int, p: int, x: int, sign: int) -> None:
        """Two people meet once more or less: that changes what they cost in the other rounds."""
        before = self.met[p][x]
        after = before + sign
        self.met[p][x] = self.met[x][p] = after
        step = self._step
        for other, place in enumerate(self.rounds):
            if other == number:
                continue
            mine, theirs = place[p], place[x]
            same = mine == theirs
            change = step[after - same] - step[before - same]
            if change:
                pulls = self._pull[other]
                pulls[p][theirs] += change
                pulls[x][mine] += change

    def cost(self) -> float:
        """What everything costs, counted afresh."""
        total = sum(rules.cost() for rules in self.rules)
        if not self.model.knows_pairs:
            return total
        for p, row in enumerate(self.met):
            total += sum(self._table[met] for met in row[:p])
        for p, q, cost in self.model.pairs:
            total += cost * sum(place[p] == place[q] for place in self.rounds)
        return total


def random_rounds(sizes: Sequence[int], rounds: int, rng: Random, locks: dict[int, int]) -> Rounds:
    """Rounds drawn by lot, with the locked people in their groups."""
    people = sum(sizes)
    free = [person for person in range(people) if person not in locks]
    places = _free_places(sizes, locks)
    drawn = []
    for _ in range(rounds):
        place = [0] * people
        for person, group in locks.items():
            place[person] = group
        rng.shuffle(free)
        for person, group in zip(free, places, strict=True):
            place[person] = group
        drawn.append(place)
    return drawn


def _free_places(sizes: Sequence[int], locks: dict[int, int]) -> list[int]:
    """The group's number of each free place; the larger groups are those with the most locks."""
    locked = [0] * len(sizes)
    for group in locks.values():
        locked[group] += 1
    largest_first = sorted(range(len(sizes)), key=lambda group: (-locked[group], group))
    room = dict(zip(largest_first, sorted(sizes, reverse=True), strict=True))
    return [group for group in range(len(sizes)) for _ in range(room[group] - locked[group])]


def anneal(
    seating: Seating, steps: int, warmth: tuple[float, float], rng: Random,
    advance: Advance | None = None,
) -> None:  # fmt: skip
    """Improve by `steps` trials, cooling from the first to the second temperature, then to none.

    A trial swaps two people drawn by lot and keeps the swap when it costs nothing, or with a
    probability that falls with its cost and with the temperature.
    """
    movable = seating.model.movable
    if len(movable) < 2 or seating.model.groups < 2:
        return
    hot, cold = warmth
    rounds, total, draw, exp = len(seating.rounds), len(movable), rng.random, math.exp
    factor = (cold / hot) ** (1 / max(1, steps))
    temperature = hot
    for trial in range(steps):
        if advance is not None and trial % REPORT_EVERY == 0:
            advance(trial, steps)
        temperature *= factor
        number = int(draw() * rounds)
        p, q = movable[int(draw() * total)], movable[int(draw() * total)]
        place = seating.rounds[number]
        if place[p] == place[q]:
            continue
        change = seating.change(number, p, q)
        if change <= 0 or (change < 20 * temperature and draw() < exp(-change / temperature)):
            seating.swap(number, p, q)


def descend(seating: Seating, advance: Advance | None = None) -> None:
    """Take every swap that improves, until there is none."""
    movable = seating.model.movable
    improved = True
    while improved:
        improved = False
        for number in range(len(seating.rounds)):
            place = seating.rounds[number]
            if advance is not None:
                advance(0, 0)
            for i, p in enumerate(movable):
                for q in movable[i + 1 :]:
                    if place[p] != place[q] and seating.change(number, p, q) < -1e-6:
                        seating.swap(number, p, q)
                        improved = True

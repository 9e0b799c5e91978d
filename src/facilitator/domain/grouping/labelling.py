"""Who takes which place of a construction: exchanging two people's places keeps who-meets-whom.

So the rules can be met without losing a single new meeting.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from random import Random

from facilitator.domain.grouping.model import Advance
from facilitator.domain.grouping.search import REPORT_EVERY, Model, RuleCounts


class Labelling:
    """People on the places of a construction, with the costs kept up to date."""

    def __init__(self, model: Model, lines: Sequence[Sequence[int]], order: Sequence[int]) -> None:
        self.model = model
        self._lines = lines
        self.order = list(order)
        """The place of each person."""
        self._rules = [RuleCounts(model, place) for place in self.rounds()]
        self._met = _meetings_of_places(lines, model.people)
        self._bound: list[dict[int, float]] = [{} for _ in range(model.people)]
        for p, q, cost in model.pairs:
            self._bound[p][q] = self._bound[q][p] = cost

    def rounds(self) -> list[list[int]]:
        """The rounds that come of it: for each the table of each person."""
        return [[line[place] for place in self.order] for line in self._lines]

    def change(self, p: int, q: int) -> float:
        """What it would cost if `p` and `q` exchanged places."""
        mine, other = self.order[p], self.order[q]
        change = 0.0
        for line, rules in zip(self._lines, self._rules, strict=True):
            a, b = line[mine], line[other]
            if a != b:
                change += rules.change(p, a, q, b)
        if self.model.earlier or self.model.pairs:
            change += self._change_of_meetings(p, q)
        return change

    def _change_of_meetings(self, p: int, q: int) -> float:
        cost, earlier = self.model.meetings, self.model.earlier
        mine, other = self._met[self.order[p]], self._met[self.order[q]]
        change = 0.0
        for x, place in enumerate(self.order):
            before, after = mine[place], other[place]
            if before == after or x in (p, q):
                continue
            for person, old, new in ((p, before, after), (q, after, before)):
                if cost:
                    known = earlier[person][x] if earlier else 0
                    change += cost[known + new] - cost[known + old]
                if x in self._bound[person]:
                    change += self._bound[person][x] * (new - old)
        return change

    def swap(self, p: int, q: int) -> None:
        """Let `p` and `q` exchange places."""
        mine, other = self.order[p], self.order[q]
        for line, rules in zip(self._lines, self._rules, strict=True):
            if line[mine] != line[other]:
                rules.swap(p, line[mine], q, line[other])
        self.order[p], self.order[q] = other, mine

    def anneal(
        self, steps: int, warmth: tuple[float, float], rng: Random, kinds: Sequence[int],
        advance: Advance | None = None,
    ) -> None:  # fmt: skip
        """Improve by `steps` trials; only people of one of the `kinds` exchange places."""
        people, draw = self.model.people, rng.random
        factor = (warmth[1] / warmth[0]) ** (1 / max(1, steps))
        temperature = warmth[0]
        for trial in range(steps):
            if advance is not None and trial % REPORT_EVERY == 0:
                advance(trial, steps)
            temperature *= factor
            p, q = int(draw() * people), int(draw() * people)
            if p == q or kinds[p] != kinds[q]:
                continue
            change = self.change(p, q)
            if change <= 0 or draw() < math.exp(-min(change / temperature, 50.0)):
                self.swap(p, q)


def _meetings_of_places(lines: Sequence[Sequence[int]], people: int) -> list[list[int]]:
    met = [[0] * people for _ in range(people)]
    for line in lines:
        tables: dict[int, list[int]] = {}
        for place in range(people):
            tables.setdefault(line[place], []).append(place)
        for members in tables.values():
            for a in members:
                for b in members:
                    met[a][b] += a != b
    return met

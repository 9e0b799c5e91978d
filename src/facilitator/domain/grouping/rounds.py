"""Tables for the week: rounds with many new meetings and few repeats, home groups counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from random import Random

from facilitator.domain.grouping import construct, costs
from facilitator.domain.grouping.labelling import Labelling
from facilitator.domain.grouping.metrics import Meetings, meetings
from facilitator.domain.grouping.model import Advance, Groups, Person, Wish, check, part_of
from facilitator.domain.grouping.outcome import Outcomes, outcomes
from facilitator.domain.grouping.search import (
    Model,
    Seating,
    anneal,
    descend,
    random_rounds,
)  # fmt: skip
from facilitator.domain.grouping.suggest import as_groups, in_order, model_of

STEPS = 1_200_000
"""Trials for 35 people in five rounds; fewer where each costs more or fewer are needed."""


class Goal(StrEnum):
    """What matters more where not everybody can meet everybody."""

    MOST_NEW = "most_new"
    FAIR = "fair"


@dataclass(frozen=True, slots=True)
class Plan:
    """Rounds as suggested, with the numbers over them and the groups that came before.

    `constructed` says that they stand on the exact construction (methods 6.4).
    """

    rounds: tuple[Groups, ...]
    meetings: Meetings
    outcomes: tuple[Outcomes, ...]
    seed: int
    goal: Goal
    steps: int
    weights: tuple[float, ...]
    constructed: bool


def meeting_costs(goal: Goal, longest: int) -> list[float]:
    """What two people cost who meet 0, 1, 2, ... `longest` times.

    For most new meetings only the first counts, repeats a trifle; when fair, a third
    meeting costs a little more than a second one, and more than three are nearly forbidden.
    """
    if goal is Goal.MOST_NEW:
        return [0.0] + [-1.0 + 0.01 * (met - 1) ** 2 for met in range(1, longest + 1)]
    fair = [0.0, 0.0, 1.0, 2.05]
    return [fair[met] if met < 4 else 2.6 + 60.0 * (met - 3) ** 2 for met in range(longest + 1)]


def plan_rounds(
    people: Sequence[Person], wish: Wish, rounds: int, goal: Goal, seed: int,
    before: Sequence[Groups] = (), advance: Advance | None = None,
) -> Plan:  # fmt: skip
    """Rounds of `wish.groups` tables; the rules hold in each, `before` counts as meetings.

    Tries the exact construction with its places given out by the rules, improves on it, and also
    searches from a drawn start; the cheapest of all is taken. Raises RuleViolation where nothing
    could be begun, and whatever `advance` raises to stop it.
    """
    people = in_order(people)
    sizes = check(people, wish)
    rng = Random(seed)  # noqa: S311 - a draw that must be made again, not a secret
    number = {person.id: place for place, person in enumerate(people)}
    locks = {number[key]: group for key, group in wish.locks.items() if key in number}
    earlier = _earlier(people, before)
    longest = rounds + max((max(row) for row in earlier), default=0) + 2
    model = model_of(people, wish, max(sizes), meetings=meeting_costs(goal, longest),
                     earlier=earlier, locked=frozenset(locks))  # fmt: skip
    steps = _budget(len(people), rounds, len(wish.rules))
    built = [] if locks else _constructed(model, people, rounds, goal, before, rng, steps, advance)
    drawn = []
    if not any(_is_perfect(seating) for seating in built):
        drawn.append(Seating(model, random_rounds(sizes, rounds, rng, locks)))
        anneal(drawn[0], steps, (_warmth(wish), 0.1), rng, part_of(advance, 2, 3))
        descend(drawn[0], part_of(advance, 2, 3))
    best = min(built + drawn, key=lambda seating: seating.cost())
    groups = tuple(as_groups(people, place, wish.groups) for place in best.rounds)
    return Plan(
        rounds=groups, meetings=meetings([p.id for p in people], [*before, *groups]),
        outcomes=tuple(outcomes(people, each, wish) for each in groups), seed=seed, goal=goal,
        steps=steps, weights=tuple(costs.weights(len(wish.rules))),
        constructed=best not in drawn,
    )  # fmt: skip


def _budget(people: int, rounds: int, rules: int) -> int:
    """Trials of each search, so that larger weeks do not take longer than people wait."""
    load = max(1, people * rounds) / 175
    return int(max(60_000, STEPS * min(load, 1 / load)) / (1 + rules / 4))


def _warmth(wish: Wish) -> float:
    return 2.0 if wish.rules or wish.pairs else 0.8


def _earlier(people: Sequence[Person], before: Sequence[Groups]) -> list[list[int]]:
    if not before:
        return []
    number = {person.id: place for place, person in enumerate(people)}
    met = [[0] * len(people) for _ in people]
    for groups in before:
        for group in groups:
            places = [number[key] for key in group if key in number]
            for p in places:
                for q in places:
                    met[p][q] += p != q
    return met


def _constructed(
    model: Model, people: Sequence[Person], rounds: int, goal: Goal, before: Sequence[Groups],
    rng: Random,
    steps: int, advance: Advance | None,
) -> list[Seating]:  # fmt: skip
    """The construction with its places given out by the rules, as it is and improved."""
    order, first = _places(people, model, before)
    lines = construct.lines(len(people), model.groups, rounds, first)
    if lines is None:
        return []
    labelling = Labelling(model, lines, order)
    # After home groups only people of one group exchange places, so that none meet again.
    kinds = [place % model.groups for place in order] if first else [0] * len(people)
    trials = steps // 6
    if model.counted or model.balanced or model.earlier or model.pairs:
        hot = max((row[-1] for rule in model.counted for row in rule.table), default=4.0)
        labelling.anneal(trials, (min(hot, 60.0), 0.3), rng, kinds, part_of(advance, 0, 3))
    exact = Seating(model, labelling.rounds())
    if _is_perfect(exact):
        return [exact]
    improved = Seating(model, labelling.rounds())
    # Sharing repeats fairly means to leave the construction's few pairs that always meet again.
    warm = 0.8 if goal is Goal.FAIR else 0.3
    anneal(improved, steps, (warm, 0.08), rng, part_of(advance, 1, 3))
    descend(improved, part_of(advance, 1, 3))
    return [exact, improved]


def _is_perfect(seating: Seating) -> bool:
    """Whether nobody meets twice and nothing that was asked is broken: it cannot be better."""
    once = max(max(row) for row in seating.met) <= 1
    apart = not any(
        (place[p] == place[q]) == (cost > 0)
        for place in seating.rounds for p, q, cost in seating.model.pairs
    )  # fmt: skip
    return once and apart and all(rules.cost() < 1e-9 for rules in seating.rules)


def _places(
    people: Sequence[Person], model: Model, before: Sequence[Groups]
) -> tuple[list[int], int]:
    """A place in the construction for each person, and the round of it to begin with.

    Where the home groups fill it, they are its first round, so that none of them meet again.
    Otherwise people alike in the rules' values get one stratum, which is spread over all tables.
    """
    tables, count = model.groups, len(people)
    if len(before) == 1 and len(before[0]) == tables:
        number = {person.id: place for place, person in enumerate(people)}
        groups = sorted(([number[key] for key in group if key in number] for group in before[0]),
                        key=len, reverse=True)  # fmt: skip
        if sum(len(group) for group in groups) == count and len(groups[0]) - len(groups[-1]) <= 1:
            order = [0] * count
            for j, group in enumerate(groups):
                for i, person in enumerate(group):
                    order[person] = i * tables + j
            return order, 1
    alike = sorted(range(count), key=lambda p: (*(rule.codes[p] for rule in model.counted), p))
    order = [0] * count
    for place, person in enumerate(alike):
        order[person] = place
    return order, 0

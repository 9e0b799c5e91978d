"""Suggests groups: one draft or several, each from its own seed, with how every rule fared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from uuid import UUID

from facilitator.domain.grouping import costs
from facilitator.domain.grouping.model import (
    Advance,
    Groups,
    Pair,
    PairKind,
    Person,
    Wish,
    check,
    part_of,
)  # fmt: skip
from facilitator.domain.grouping.outcome import Outcomes, outcomes
from facilitator.domain.grouping.search import (
    Model,
    Seating,
    anneal,
    descend,
    random_rounds,
)  # fmt: skip

STEPS_A_PERSON = 900
FEWEST_STEPS, MOST_STEPS = 8_000, 450_000


@dataclass(frozen=True, slots=True)
class Draft:
    """Groups as suggested: nothing is kept until they are used.

    Seed, steps and weights are what makes the same groups again.
    """

    groups: Groups
    outcomes: Outcomes
    cost: float
    seed: int
    steps: int
    weights: tuple[float, ...]


def suggest_groups(
    people: Sequence[Person], wish: Wish, seed: int, advance: Advance | None = None
) -> Draft:
    """Groups of equal size within one that keep the rules as well as the search can.

    Raises RuleViolation where nothing could be begun (see `model.check`), and whatever `advance`
    raises to stop it.
    """
    people = in_order(people)
    sizes = check(people, wish)
    rng = Random(seed)  # noqa: S311 - a draw that must be made again, not a secret
    number = {person.id: place for place, person in enumerate(people)}
    locks = {number[key]: group for key, group in wish.locks.items() if key in number}
    model = model_of(people, wish, max(sizes), locked=frozenset(locks))
    seating = Seating(model, random_rounds(sizes, 1, rng, locks))
    steps = max(FEWEST_STEPS, min(MOST_STEPS, STEPS_A_PERSON * len(people)))
    hot = max(costs.LEAST, max(costs.weights(len(wish.rules)), default=1.0) / 2)
    anneal(seating, steps, (hot, 0.2), rng, advance)
    descend(seating, advance)
    groups = as_groups(people, seating.rounds[0], wish.groups)
    weights = tuple(costs.weights(len(wish.rules)))
    return Draft(groups, outcomes(people, groups, wish), seating.cost(), seed, steps, weights)


def suggest_drafts(
    people: Sequence[Person], wish: Wish, seeds: Sequence[int], advance: Advance | None = None
) -> tuple[Draft, ...]:
    """A draft for each seed, the best first; drafts that are the same are given once."""
    found: dict[frozenset[frozenset[UUID]], Draft] = {}
    for place, seed in enumerate(seeds):
        draft = suggest_groups(people, wish, seed, part_of(advance, place, len(seeds)))
        found.setdefault(frozenset(frozenset(group) for group in draft.groups), draft)
    return tuple(sorted(found.values(), key=lambda draft: draft.cost))


def in_order(people: Sequence[Person]) -> list[Person]:
    """The people in order of key, so that a seed gives the same however a list was sorted."""
    return sorted(people, key=lambda person: person.id.int)


def model_of(
    people: Sequence[Person], wish: Wish, most: int, *,
    meetings: Sequence[float] = (), earlier: Sequence[Sequence[int]] = (),
    locked: frozenset[int] = frozenset(),
) -> Model:  # fmt: skip
    """The wish as costs over places in the list `people`."""
    counted, balanced = costs.compile_rules(people, wish.rules, wish.groups, most)
    return Model(
        people=len(people), groups=wish.groups, counted=counted, balanced=balanced,
        meetings=meetings, earlier=earlier, locked=locked,
        pairs=_pair_costs(people, wish.pairs, costs.pair_weight(len(wish.rules))),
    )  # fmt: skip


def _pair_costs(
    people: Sequence[Person], pairs: Sequence[Pair], weight: float
) -> list[tuple[int, int, float]]:
    number = {person.id: place for place, person in enumerate(people)}
    return [
        (number[pair.first], number[pair.second],
         weight if pair.kind is PairKind.APART else -weight)
        for pair in pairs
        if pair.first in number and pair.second in number and pair.first != pair.second
    ]  # fmt: skip


def as_groups(people: Sequence[Person], place: Sequence[int], groups: int) -> Groups:
    """The keys of the people of each group."""
    return tuple(
        tuple(person.id for person, group in zip(people, place, strict=True) if group == number)
        for number in range(groups)
    )

"""Speed exchange: everybody talks to a new partner each round (circle method, methods 6.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from random import Random
from uuid import UUID

from facilitator.domain.grouping.model import Advance, Groups, Person
from facilitator.support.errors import RuleViolation

MOST_ORDERS, PAIRS_WEIGHED = 400, 250_000
"""Orders of the circle that are tried: fewer, the more people there are."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """Rounds of pairs; where the number is odd one person rests, never the same one twice.

    `mixed` counts the pairs whose people differ in the attribute, `new` those who had not met.
    """

    rounds: tuple[Groups, ...]
    resting: tuple[UUID | None, ...]
    pairs: int
    mixed: int
    new: int
    seed: int


def circle(people: Sequence[int]) -> list[list[tuple[int, int]]]:
    """All rounds of a round robin over an even number of places."""
    seats = list(people)
    count = len(seats)
    rounds = []
    for _ in range(count - 1):
        rounds.append([(seats[i], seats[count - 1 - i]) for i in range(count // 2)])
        seats[1:] = [seats[-1], *seats[1:-1]]
    return rounds


def plan_exchange(
    people: Sequence[Person], rounds: int, seed: int, attribute: str = "country",
    met: AbstractSet[tuple[UUID, UUID]] = frozenset(), advance: Advance | None = None,
) -> Exchange:  # fmt: skip
    """The rounds with the most pairs of different `attribute`, then with the most who had not met.

    No pair meets twice. `met` holds pairs, the smaller id first. Tries many orders of the
    circle and takes the best rounds of the best one. Raises RuleViolation `exchange-impossible`
    where there are fewer than two people or more rounds than the circle has.
    """
    listed = sorted(people, key=lambda person: person.id.int)
    count = len(listed)
    most = count - 1 if count % 2 == 0 else count
    if count < 2 or not 1 <= rounds <= most:
        raise RuleViolation("exchange-impossible", field="rounds", most=max(0, most))
    rng = Random(seed)  # noqa: S311 - a draw that must be made again, not a secret
    order = list(range(count + count % 2))  # the last place is nobody's where the count is odd
    score = _scores(listed, attribute, met)
    tries = max(3, min(MOST_ORDERS, PAIRS_WEIGHED // (count * count)))
    best: tuple[tuple[int, int], list[list[tuple[int, int]]]] = ((-1, -1), [])
    for number in range(tries):
        if advance is not None:
            advance(number, tries)
        rng.shuffle(order)
        rated = sorted(((_rate(pairs, score), pairs) for pairs in circle(order)), reverse=True)
        chosen = rated[:rounds]
        total = (sum(r[0] for r, _ in chosen), sum(r[1] for r, _ in chosen))
        if total > best[0]:
            best = (total, [pairs for _, pairs in chosen])
    (mixed, new), picked = best
    return Exchange(
        rounds=tuple(_named(pairs, listed) for pairs in picked),
        resting=tuple(_resting(pairs, listed) for pairs in picked),
        pairs=sum(len(_named(pairs, listed)) for pairs in picked), mixed=mixed, new=new, seed=seed,
    )  # fmt: skip


Scores = Mapping[tuple[int, int], tuple[int, int]]


def _scores(
    people: Sequence[Person], attribute: str, met: AbstractSet[tuple[UUID, UUID]]
) -> Scores:
    found = {}
    for p, one in enumerate(people):
        for q in range(p + 1, len(people)):
            other = people[q]
            mine, theirs = one.values.get(attribute, ""), other.values.get(attribute, "")
            found[p, q] = (int(mine != theirs), int((one.id, other.id) not in met))
    return found


def _rate(pairs: Sequence[tuple[int, int]], score: Scores) -> tuple[int, int]:
    known = [score[min(pair), max(pair)] for pair in pairs if (min(pair), max(pair)) in score]
    return sum(one for one, _ in known), sum(new for _, new in known)


def _named(pairs: Sequence[tuple[int, int]], people: Sequence[Person]) -> Groups:
    return tuple((people[p].id, people[q].id) for p, q in pairs if max(p, q) < len(people))


def _resting(pairs: Sequence[tuple[int, int]], people: Sequence[Person]) -> UUID | None:
    alone = [min(pair) for pair in pairs if max(pair) >= len(people)]
    return people[alone[0]].id if alone else None

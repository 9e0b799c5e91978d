"""Small changes to groups that exist: somebody is absent today, somebody comes late.

The home groups themselves stay: a repair is for a day, absent today is not removed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from uuid import UUID

from facilitator.domain.grouping import costs
from facilitator.domain.grouping.model import Groups, PairKind, Person, RuleKind, Wish
from facilitator.domain.grouping.outcome import Outcomes, outcomes
from facilitator.domain.grouping.search import RuleCounts
from facilitator.domain.grouping.suggest import model_of
from facilitator.support.errors import RuleViolation

MOST_EXCHANGES = 2
"""Beyond the moves that the sizes need, so many exchanges of two people may mend what is grave."""


@dataclass(frozen=True, slots=True)
class Move:
    """One person goes from one group to another, by the groups' numbers."""

    person: UUID
    source: int
    target: int


@dataclass(frozen=True, slots=True)
class Repair:
    """The smallest change: who moves, the groups of those present after it, how the rules fare."""

    moves: tuple[Move, ...]
    groups: Groups
    before: Outcomes
    after: Outcomes


def repair(
    people: Sequence[Person], groups: Groups, wish: Wish, absent: AbstractSet[UUID]
) -> Repair:
    """The fewest moves after which the groups of those present are equal within one again.

    Among equally few it takes those that cost the rules least; then at most MOST_EXCHANGES
    exchanges join somebody whom the absence left alone and keep named pairs. An uneven spread is
    borne for a day: nobody else moves for it. Locked people stay where they are.
    """
    here = [person for person in people if person.id not in absent]
    today = [[key for key in group if key not in absent] for group in groups]
    known = {person.id for person in here}
    today = [[key for key in group if key in known] for group in today]
    start = _frozen(today)
    moves: list[Move] = []
    while max(map(len, today)) - min(map(len, today)) > 1:
        best = min(_level(today, wish), key=lambda move: (_after(here, today, wish, (move,)),
                                                          move.person.int), default=None)  # fmt: skip
        if best is None:
            break  # only locked people are left to move
        _carry_out(today, (best,))
        moves.append(best)
    grave = _grave(wish)
    allowed = _cost(people, groups, grave)
    for _ in range(MOST_EXCHANGES):
        now = _cost(here, _frozen(today), grave)
        if now <= allowed + 1e-9:
            break
        found = min(((_after(here, today, grave, pair), _after(here, today, wish, pair),
                      pair[0].person.int, pair[1].person.int, pair)
                     for pair in _exchanges(here, today, grave)), default=None)  # fmt: skip
        if found is None or found[0] >= now - 1e-9:
            break
        _carry_out(today, found[4])
        moves += found[4]
    after = _frozen(today)
    return Repair(_net(moves), after, outcomes(here, start, wish), outcomes(here, after, wish))


def place_late(people: Sequence[Person], groups: Groups, wish: Wish, person: UUID) -> int:
    """The number of the smallest group that suits a person who comes late, by the rules.

    Raises RuleViolation `groups-none-yet` where there is no group.
    """
    if not groups:
        raise RuleViolation("groups-none-yet")
    lock = wish.locks.get(person)
    if lock is not None:
        return lock
    without = [tuple(key for key in group if key != person) for group in groups]
    least = min(len(group) for group in without)

    def cost(number: int) -> tuple[float, int]:
        tried = [(*group, person) if n == number else group for n, group in enumerate(without)]
        return _cost(people, tuple(tried), wish), number

    return min((n for n, group in enumerate(without) if len(group) == least), key=cost)


def _grave(wish: Wish) -> Wish:
    """What is worth moving people for on a single day: nobody alone, and the named pairs."""
    rules = tuple(rule for rule in wish.rules if rule.kind is RuleKind.NOT_ALONE)
    return Wish(wish.groups, rules, wish.pairs, wish.locks)


def _frozen(groups: Sequence[Sequence[UUID]]) -> Groups:
    return tuple(tuple(group) for group in groups)


def _cost(people: Sequence[Person], groups: Groups, wish: Wish) -> float:
    """What the rules and pairs cost in these groups."""
    number = {key: place for place, group in enumerate(groups) for key in group}
    inside = [person for person in people if person.id in number]
    most = max((len(group) for group in groups), default=0)
    asked = Wish(max(1, len(groups)), wish.rules, wish.pairs, wish.locks)
    model = model_of(inside, asked, most)
    place = [number[person.id] for person in inside]
    pairs = 0.0
    weight = costs.pair_weight(len(wish.rules))
    for pair in wish.pairs:
        if pair.first in number and pair.second in number:
            same = number[pair.first] == number[pair.second]
            pairs += weight * (same != (pair.kind is PairKind.TOGETHER))
    return RuleCounts(model, place).cost() + pairs


def _after(
    people: Sequence[Person], today: Sequence[Sequence[UUID]], wish: Wish, moves: Sequence[Move]
) -> float:
    tried = [list(group) for group in today]
    _carry_out(tried, moves)
    return _cost(people, _frozen(tried), wish)


def _carry_out(today: Sequence[list[UUID]], moves: Sequence[Move]) -> None:
    for move in moves:
        today[move.source].remove(move.person)
        today[move.target].append(move.person)


def _level(today: Sequence[Sequence[UUID]], wish: Wish) -> Iterator[Move]:
    """Every move from a largest group to a smallest."""
    most, least = max(map(len, today)), min(map(len, today))
    for source, group in enumerate(today):
        for target, other in enumerate(today):
            if len(group) == most and len(other) == least:
                yield from (Move(key, source, target) for key in group if key not in wish.locks)


def _exchanges(
    people: Sequence[Person], today: Sequence[Sequence[UUID]], wish: Wish
) -> Iterator[tuple[Move, Move]]:
    """Every exchange of two people of which one stands in a group where a rule is broken."""
    fared = outcomes(people, _frozen(today), wish)
    broken = {breach.group for rule in fared.rules for breach in rule.breaches}
    for pair in fared.pairs:
        if not pair.held:
            broken |= {n for n, group in enumerate(today)
                       if pair.pair.first in group or pair.pair.second in group}  # fmt: skip
    for a in sorted(broken):
        for b in range(len(today)):
            if b == a or (b in broken and b < a):
                continue
            for p in today[a]:
                for q in today[b]:
                    if p not in wish.locks and q not in wish.locks:
                        yield Move(p, a, b), Move(q, b, a)


def _net(moves: Sequence[Move]) -> tuple[Move, ...]:
    """The moves as each person sees them: from where they were to where they end."""
    first: dict[UUID, int] = {}
    last: dict[UUID, int] = {}
    for move in moves:
        first.setdefault(move.person, move.source)
        last[move.person] = move.target
    return tuple(Move(key, first[key], last[key]) for key in first if first[key] != last[key])

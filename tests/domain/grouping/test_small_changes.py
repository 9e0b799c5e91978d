"""Speed exchange, absent today, late arrival."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.domain.grouping.exchange import plan_exchange
from facilitator.domain.grouping.model import Person, Rule, RuleKind, Wish
from facilitator.domain.grouping.repair import place_late, repair
from facilitator.domain.grouping.suggest import suggest_groups
from facilitator.support.errors import RuleViolation

from .week import RULES, code, plain_people, sample_people


@settings(max_examples=30, deadline=None)
@given(st.integers(2, 24), st.data())
def test_nobody_talks_to_the_same_person_twice(count: int, data: st.DataObject) -> None:
    most = count - 1 if count % 2 == 0 else count
    rounds = data.draw(st.integers(1, most))
    found = plan_exchange(plain_people(count), rounds, 1)
    pairs = [frozenset(pair) for each in found.rounds for pair in each]
    assert len(pairs) == len(set(pairs)) == found.pairs == rounds * (count // 2)
    for each, resting in zip(found.rounds, found.resting, strict=True):
        seated = Counter(key for pair in each for key in pair)
        assert set(seated.values()) <= {1}
        assert len(seated) + (resting is not None) == count
    resting = [key for key in found.resting if key is not None]
    assert len(resting) == len(set(resting)) == (rounds if count % 2 else 0)


def test_seven_rounds_of_the_sample_cross_countries() -> None:
    people = sample_people()
    found = plan_exchange(people, 7, 1)
    assert found.mixed == found.pairs == 7 * 17
    assert found == plan_exchange(people[::-1], 7, 1)


def test_those_who_have_not_met_come_first() -> None:
    people = plain_people(8)
    ids = [p.id for p in people]
    met = {(a, b) for a in ids[:4] for b in ids[:4] if a < b}
    found = plan_exchange(people, 4, 1, met=met)
    said = sum(tuple(sorted(pair)) not in met for each in found.rounds for pair in each)
    assert found.new == said >= 14 > 16 * 22 / 28  # by chance 22 of the 28 pairs are new


def test_an_exchange_that_cannot_be() -> None:
    for count, rounds in ((1, 1), (6, 6), (7, 8), (6, 0)):
        with pytest.raises(RuleViolation, check=code("exchange-impossible")):
            plan_exchange(plain_people(count), rounds, 1)


def test_nothing_moves_where_sizes_and_rules_still_hold() -> None:
    people = plain_people(12)
    groups = suggest_groups(people, Wish(3), 1).groups
    found = repair(people, groups, Wish(3), {groups[0][0]})
    assert found.moves == ()
    assert [len(g) for g in found.groups] == [3, 4, 4]


def test_two_absent_from_one_group_cost_one_move() -> None:
    people = plain_people(15)
    groups = suggest_groups(people, Wish(3), 1).groups
    found = repair(people, groups, Wish(3), set(groups[0][:2]))
    assert len(found.moves) == 1
    assert sorted(len(g) for g in found.groups) == [4, 4, 5]
    assert found.moves[0].target == 0


def test_the_locked_stay() -> None:
    people = plain_people(15)
    groups = suggest_groups(people, Wish(3), 1).groups
    locks = {key: n for n, group in enumerate(groups) for key in group[:4]}
    found = repair(people, groups, Wish(3, locks=locks), set(groups[0][:2]))
    assert found.moves
    assert {m.person for m in found.moves}.isdisjoint(locks)


def test_a_woman_left_alone_is_joined_by_one_exchange() -> None:
    women = {1, 2, 6, 7, 8}
    people = [Person(UUID(int=n), {"sex": "woman" if n in women else "man"}) for n in range(1, 11)]
    groups = (tuple(UUID(int=n) for n in range(1, 6)), tuple(UUID(int=n) for n in range(6, 11)))
    wish = Wish(2, (Rule(RuleKind.NOT_ALONE, "sex"),))
    found = repair(people, groups, wish, {UUID(int=1)})
    assert not found.before.rules[0].held
    assert found.after.rules[0].held
    assert len(found.moves) <= 2


def test_absent_people_of_the_sample() -> None:
    people = sample_people()
    wish = Wish(5, RULES)
    groups = suggest_groups(people, wish, 1).groups
    for absent in ({groups[0][0]}, set(groups[0][:3]), {groups[0][0], groups[1][0], groups[1][1]}):
        found = repair(people, groups, wish, absent)
        sizes = [len(group) for group in found.groups]
        assert max(sizes) - min(sizes) <= 1
        assert len(found.moves) <= 2 + (max(sizes) - min(sizes))
        assert found.after.rules[0].held  # nobody is left alone
        assert not absent & {key for group in found.groups for key in group}


def test_who_comes_late_goes_to_the_smallest_group_that_suits() -> None:
    people = [
        Person(UUID(int=n), {"country": "x" if n in (1, 9) else f"c{n}"}) for n in range(1, 10)
    ]
    groups = (
        tuple(UUID(int=n) for n in (1, 2)), tuple(UUID(int=n) for n in (3, 4)),
        tuple(UUID(int=n) for n in (5, 6, 7)),
    )  # fmt: skip
    wish = Wish(3, (Rule(RuleKind.APART, "country"),))
    assert place_late(people, groups, wish, UUID(int=9)) == 1
    assert place_late(people, groups, wish, UUID(int=8)) == 0
    with pytest.raises(RuleViolation, check=code("groups-none-yet")):
        place_late(people, (), wish, UUID(int=9))


def test_an_uneven_spread_moves_nobody_for_a_day() -> None:
    people = [Person(UUID(int=n), {"country": f"c{n % 4}"}) for n in range(1, 13)]
    wish = Wish(3, (Rule(RuleKind.SPREAD, "country"),))
    groups = suggest_groups(people, wish, 1).groups
    assert repair(people, groups, wish, {groups[0][0]}).moves == ()

"""Rounds: the numbers that must hold, their bounds, home groups, the exact construction."""

from __future__ import annotations

import time
from itertools import combinations
from uuid import UUID

import pytest

from facilitator.domain.grouping import construct
from facilitator.domain.grouping.metrics import blau, count_meetings, meetings, relative_variety
from facilitator.domain.grouping.model import Groups, Pair, PairKind, Wish
from facilitator.domain.grouping.rounds import Goal, Plan, plan_rounds
from facilitator.domain.grouping.suggest import suggest_groups
from facilitator.support.errors import RuleViolation

from .week import RULES, code, plain_people, sample_people, seconds_here


def timed(tables: int, rounds: int, goal: Goal, *, rules: bool = False) -> tuple[Plan, float]:
    began = time.process_time()
    plan = plan_rounds(sample_people(), Wish(tables, RULES if rules else ()), rounds, goal, seed=1)
    return plan, time.process_time() - began


def whole(plan: Plan) -> None:
    """Everybody sits once in each round, at tables equal within one."""
    for groups in plan.rounds:
        assert len({key for group in groups for key in group}) == sum(map(len, groups))
        assert max(map(len, groups)) - min(map(len, groups)) <= 1


@pytest.mark.slow
@pytest.mark.parametrize(("tables", "rounds", "goal", "least"), [
    (5, 5, Goal.MOST_NEW, 485), (7, 5, Goal.MOST_NEW, 350), (7, 7, Goal.MOST_NEW, 490),
])  # fmt: skip
def test_most_new_meetings(tables: int, rounds: int, goal: Goal, least: int) -> None:
    plan, seconds = timed(tables, rounds, goal)
    whole(plan)
    assert plan.meetings.met >= least
    assert seconds < seconds_here(10)


@pytest.mark.slow
def test_fair_meetings() -> None:
    plan, seconds = timed(5, 5, Goal.FAIR)
    whole(plan)
    assert plan.meetings.met >= 440
    assert plan.meetings.most_often <= 3
    assert plan.meetings.fewest >= 21
    assert seconds < seconds_here(10)


@pytest.mark.slow
def test_the_samples_rules_and_two_thirds_of_all_pairs() -> None:
    plan, seconds = timed(5, 5, Goal.MOST_NEW, rules=True)
    whole(plan)
    assert plan.meetings.coverage >= 68
    assert all(each.held == each.total for each in plan.outcomes)
    assert seconds < seconds_here(10)


def test_the_bounds_of_the_methods() -> None:
    people = plain_people(35)
    places = construct.lines(35, 5, 5)
    assert places is not None
    rounds = [_groups(place, 5) for place in places]
    found = meetings([p.id for p in people], rounds)
    assert (found.pairs, found.ceiling) == (595, 525)
    assert round(found.coverage_ceiling, 1) == 88.2
    assert found.met + found.repeats == 525
    assert found.fewest_ceiling == 30


@pytest.mark.parametrize(("people", "tables"), [
    (35, 7), (16, 4), (20, 5), (25, 5), (12, 4), (64, 8), (81, 9), (33, 7), (60, 8), (70, 9),
])  # fmt: skip
def test_by_construction_nobody_meets_twice(people: int, tables: int) -> None:
    rounds = construct.most_rounds(people, tables)
    places = construct.lines(people, tables, rounds)
    assert places is not None
    assert len(places) >= tables
    groups = [_groups(place, tables) for place in places]
    assert max(count_meetings(groups).values()) == 1
    for each in groups:
        assert max(map(len, each)) - min(map(len, each)) <= 1


def test_the_exact_construction_of_the_methods() -> None:
    places = construct.lines(35, 7, 7)
    assert places is not None
    met = count_meetings([_groups(place, 7) for place in places])
    assert len(met) == 490
    stratum = {UUID(int=n + 1): n // 7 for n in range(35)}
    unmet = {pair for pair in combinations(sorted(stratum), 2) if pair not in met}
    assert all(stratum[a] == stratum[b] for a, b in unmet)


def test_where_there_is_no_construction() -> None:
    assert construct.field_of(6) is None
    assert construct.most_rounds(36, 6) == 0
    assert construct.lines(36, 6, 2) is None
    assert construct.lines(35, 7, 8) is None


def _groups(place: list[int], tables: int) -> Groups:
    return tuple(
        tuple(UUID(int=n + 1) for n, table in enumerate(place) if table == number)
        for number in range(tables)
    )


def test_small_weeks() -> None:
    people = plain_people(12)
    before = suggest_groups(people, Wish(4), 1).groups
    plan = plan_rounds(people, Wish(4), 3, Goal.FAIR, 5, [before])
    whole(plan)
    assert plan.meetings.repeats == 0  # three rounds after the home groups, none meets again
    assert plan.meetings.met == 4 * 12
    assert plan.constructed
    assert plan == plan_rounds(people, Wish(4), 3, Goal.FAIR, 5, [before])


def test_pairs_and_locks_hold_in_every_round() -> None:
    people = plain_people(12)
    ids = [p.id for p in people]
    wish = Wish(3, (), (Pair(PairKind.APART, ids[0], ids[1]),), {ids[2]: 1})
    plan = plan_rounds(people, wish, 3, Goal.MOST_NEW, 1)
    for groups in plan.rounds:
        place = {key: n for n, group in enumerate(groups) for key in group}
        assert place[ids[0]] != place[ids[1]]
        assert place[ids[2]] == 1


def test_uneven_tables() -> None:
    plan = plan_rounds(plain_people(13), Wish(4), 2, Goal.MOST_NEW, 1)
    whole(plan)
    assert plan.meetings.repeats == 0


def test_too_few_people() -> None:
    with pytest.raises(RuleViolation, check=code("groups-impossible")):
        plan_rounds(plain_people(3), Wish(4), 2, Goal.FAIR, 1)


def test_variety() -> None:
    assert blau(["a", "b"]) == 0.5
    assert blau([]) == 0
    assert relative_variety("aabb", "ab") == 1
    assert relative_variety("aa", "aa") is None

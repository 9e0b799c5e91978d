"""Debrief analytics: the test vector to the digit; the frontier against brute force."""

from __future__ import annotations

from itertools import permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.domain.negotiation import analysis as module
from facilitator.domain.negotiation.analysis import Scoring, analyse

NORTH = ((0, 15, 25), (30, 18, 0), (0, 8, 12), (0, 10, 15), (0, 18, 8))
SOUTH = ((12, 10, 0), (0, 20, 35), (25, 12, 0), (0, 8, 10), (4, 18, 6))
RIVER = Scoring((NORTH, SOUTH), (45, 48))


def test_the_vector() -> None:
    found = analyse(RIVER)
    assert found.exact
    assert found.outcomes == 243
    assert found.zopa == 82
    assert len(found.frontier) == 10
    assert [point.values for point in found.feasible_frontier] == [
        (48, 98), (58, 88), (66, 83), (76, 73), (78, 63), (84, 60), (88, 53)]  # fmt: skip
    assert found.max_joint == 149
    assert {point.values for point in found.best_joint} == {(66, 83), (76, 73)}
    assert found.nash is not None
    assert (found.nash.values, found.nash.choices) == ((76, 73), (2, 1, 0, 2, 1))
    assert found.nash_product == 775
    assert found.left_on_table == 149 - 93


@pytest.mark.parametrize(("choices", "values", "joint", "share", "dominators", "worse"), [
    ((1, 1, 1, 1, 1), (69, 68), 137, 0.919, 3, ()),
    ((2, 2, 1, 2, 1), (66, 75), 141, 0.946, 1, ()),
    ((0, 1, 1, 0, 0), (26, 48), 74, 0.497, 132, (0,)),
    ((0, 2, 0, 2, 1), (33, 100), 133, 0.893, 0, (0,)),
])  # fmt: skip
def test_the_tables_of_the_vector(
    choices: tuple[int, ...],
    values: tuple[int, ...],
    joint: int,
    share: float,
    dominators: int,
    worse: tuple[int, ...],
) -> None:
    rating = analyse(RIVER).rate(choices)
    assert (rating.values, rating.joint, rating.dominators) == (values, joint, dominators)
    assert round(rating.share, 3) == share
    assert rating.worse_than_no_deal == worse
    assert rating.in_zone == (not worse)
    assert rating.undominated == (dominators == 0)


def test_claims_add_up_and_only_exist_in_the_zone() -> None:
    found = analyse(RIVER)
    assert found.rate((1, 1, 1, 1, 1)).claims == (24 / 44, 20 / 44)
    assert found.rate((0, 2, 0, 2, 1)).claims == ()


def test_only_signatories_are_flagged() -> None:
    found = analyse(RIVER)
    assert found.rate((0, 1, 1, 0, 0), signatories=[1]).worse_than_no_deal == ()
    assert found.rate((0, 1, 1, 0, 0), signatories=[0]).worse_than_no_deal == (0,)


@st.composite
def scorings(draw: st.DrawFn) -> Scoring:
    roles = draw(st.integers(2, 4))
    sizes = draw(st.lists(st.integers(2, 4), min_size=1, max_size=4))
    number = st.integers(-6, 12)
    points = tuple(
        tuple(tuple(draw(number) for _ in range(size)) for size in sizes) for _ in range(roles)
    )
    return Scoring(points, tuple(draw(st.integers(-8, 25)) for _ in range(roles)))


def all_values(scoring: Scoring) -> list[tuple[int, ...]]:
    return [scoring.values(choices) for choices in product(*(range(s) for s in scoring.sizes))]


def dominates(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return one != other and all(a >= b for a, b in zip(one, other, strict=True))


@given(scorings())
def test_against_brute_force(scoring: Scoring) -> None:
    found = analyse(scoring)
    every = all_values(scoring)
    undominated = sorted(v for v in every if not any(dominates(w, v) for w in every))
    assert [point.values for point in found.frontier] == undominated
    assert all(scoring.values(point.choices) == point.values for point in found.frontier)
    feasible = [v for v in every if all(a >= b for a, b in zip(v, scoring.batna, strict=True))]
    assert found.zopa == len(feasible)
    assert found.max_joint == max(map(sum, every))
    expected = max((sum(v) for v in feasible), default=None)
    assert found.left_on_table == (0 if expected is None else expected - sum(scoring.batna))
    if found.nash is None:
        assert feasible == []
    else:
        assert found.nash.values in feasible
    for choices in product(*(range(s) for s in scoring.sizes)):
        rating = found.rate(choices)
        assert rating.dominators == sum(dominates(w, rating.values) for w in every)


@given(scorings(), st.integers(-20, 20), st.integers(0, 3), st.integers(0, 3))
def test_a_constant_moves_no_flag(scoring: Scoring, constant: int, role: int, issue: int) -> None:
    """A constant on every option of one issue, and on no deal, shifts that role and nothing else."""
    role %= len(scoring.batna)
    issue %= len(scoring.sizes)
    points = [list(map(list, r)) for r in scoring.points]
    points[role][issue] = [p + constant for p in points[role][issue]]
    batna = list(scoring.batna)
    batna[role] += constant
    moved = Scoring(tuple(tuple(map(tuple, r)) for r in points), tuple(batna))
    before, after = analyse(scoring), analyse(moved)
    assert after.zopa == before.zopa
    assert after.left_on_table == before.left_on_table
    assert {p.choices for p in after.frontier} == {p.choices for p in before.frontier}
    for choices in product(*(range(s) for s in scoring.sizes)):
        one, other = before.rate(choices), after.rate(choices)
        assert (one.dominators, one.worse_than_no_deal, one.claims, one.in_zone, one.surplus) == (
            other.dominators, other.worse_than_no_deal, other.claims, other.in_zone, other.surplus)  # fmt: skip


@settings(max_examples=40)
@given(scorings())
def test_permuting_the_roles_permutes_the_results(scoring: Scoring) -> None:
    before = analyse(scoring)
    for order in list(permutations(range(len(scoring.batna))))[:6]:
        turned = Scoring(
            tuple(scoring.points[r] for r in order), tuple(scoring.batna[r] for r in order)
        )
        after = analyse(turned)
        assert {p.choices for p in after.frontier} == {p.choices for p in before.frontier}
        assert (after.zopa, after.max_joint, after.left_on_table) == (
            before.zopa,
            before.max_joint,
            before.left_on_table,
        )
        assert after.nash_product == before.nash_product
        for choices in ((0,) * len(scoring.sizes), tuple(s - 1 for s in scoring.sizes)):
            one, other = before.rate(choices), after.rate(choices)
            assert other.values == tuple(one.values[r] for r in order)
            assert other.dominators == one.dominators
            assert {order[i] for i in other.worse_than_no_deal} == set(one.worse_than_no_deal)


def test_more_than_the_limit_is_a_sample_that_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "EXACT_LIMIT", 60)
    played = (2, 1, 0, 2, 1)
    found = analyse(RIVER, also=[played])
    assert not found.exact
    assert found.outcomes == 243
    assert len(found.sums) == 60
    assert RIVER.number(played) in found.numbers
    every = [found._packing.values(s) for s in found.sums]
    assert sorted(p.values for p in found.frontier) == sorted(
        v for v in every if not any(dominates(w, v) for w in every))  # fmt: skip
    assert analyse(RIVER, also=[played]).numbers == found.numbers


def test_a_vote_passes_with_enough_willing_roles() -> None:
    found = analyse(RIVER)
    assert found.passing(lambda willing: len(willing) == 2) == 82
    assert found.passing(lambda willing: 0 in willing) > 82
    assert found.passing(lambda _: True) == 243


def test_it_can_be_stopped() -> None:
    class StopHere(Exception):
        pass

    def stop() -> None:
        raise StopHere

    with pytest.raises(StopHere):
        analyse(RIVER, check=stop)


def test_a_constant_sum_is_all_frontier() -> None:
    up, down = (0, 10, 20, 30, 40), (40, 30, 20, 10, 0)
    found = analyse(Scoring(((up,) * 4, (down,) * 4), (0, 0)))
    assert len(found.frontier) == 625

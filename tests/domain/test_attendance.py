"""Attendance: weights, both denominators, late joiners, who can still qualify, badge codes."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.attendance import (
    BADGE_LETTERS,
    AttendanceRules,
    Mark,
    Presence,
    badge_code,
    participant_of,
    presence,
    standing,
)
from facilitator.support.errors import RuleViolation

P, L, E, A = Mark.PRESENT, Mark.LATE, Mark.EXCUSED, Mark.ABSENT
WEEK = dict.fromkeys(range(10), 180)


def test_late_counts_and_excused_does_not_unless_the_programme_says_so() -> None:
    marks = {0: P, 1: L, 2: E, 3: A}
    held = dict.fromkeys(range(4), 100)
    assert presence(held, marks) == Presence(200, 400)
    assert presence(held, marks, AttendanceRules(excused_counts=True)) == Presence(300, 400)
    half = AttendanceRules(excused_counts=True, late_weight=50, excused_weight=25)
    assert presence(held, marks, half) == Presence(175, 400)


def test_the_weight_of_excused_waits_for_the_switch() -> None:
    assert AttendanceRules(excused_weight=60).weight(E) == 0
    assert AttendanceRules(excused_counts=True, excused_weight=60).weight(E) == 60


def test_weights_are_percentages() -> None:
    with pytest.raises(RuleViolation):
        AttendanceRules(late_weight=101).checked()


def test_both_denominators() -> None:
    found = standing(WEEK, {0, 1, 2, 3}, {0: P, 1: P, 2: A, 3: P}, set())
    assert (found.so_far.percent, found.week.percent, found.best.percent) == (75, 30, 90)


def test_nobody_is_absent_before_they_joined() -> None:
    found = standing(WEEK, {0, 1, 2, 3}, {2: P, 3: P}, {0, 1})
    assert found.so_far == Presence(360, 360)
    assert found.week.held == 8 * 180
    assert found.best.percent == 100


def test_marks_from_before_joining_do_not_count_either() -> None:
    found = standing(WEEK, {0, 1}, {0: P, 1: P}, {0})
    assert found.so_far == Presence(180, 180)


@pytest.mark.parametrize(("missed", "can"), [(2, True), (3, False)])
def test_who_can_no_longer_qualify(missed: int, can: bool) -> None:
    marks = {n: A if n < missed else P for n in range(5)}
    assert standing(WEEK, set(range(5)), marks, set()).can_reach(80) is can


def test_with_nothing_planned_nobody_is_ruled_out() -> None:
    assert standing({}, set(), {}, set()).can_reach(80)


marks = st.dictionaries(st.integers(0, 9), st.sampled_from(Mark))
rules = st.builds(AttendanceRules, st.booleans(), st.integers(0, 100), st.integers(0, 100))
weeks = st.dictionaries(st.integers(0, 9), st.integers(0, 400))


@given(weeks, st.sets(st.integers(0, 9)), marks, st.sets(st.integers(0, 9)), rules)
def test_the_best_that_can_come_is_never_less_than_what_is(
    planned: dict[int, int],
    taken: set[int],
    own: dict[int, Mark],
    before: set[int],
    given_rules: AttendanceRules,
) -> None:
    found = standing(planned, taken, own, before, given_rules)
    assert 0 <= found.week.attended <= found.best.attended <= found.best.held
    assert found.so_far.held <= found.week.held == found.best.held
    if taken >= set(planned):
        assert found.so_far == found.week
        if set(own) >= set(planned):
            assert found.week == found.best


def test_a_half_day_not_marked_yet_rules_nobody_out() -> None:
    """Taken for others, open for this person: it counts as missed so far, but not as lost."""
    found = standing(WEEK, {0, 1, 2}, {}, set())
    assert found.so_far.percent == 0
    assert found.best.percent == 100


@given(st.lists(st.tuples(st.integers(1, 400), st.sampled_from(Mark)), min_size=1), rules)
def test_the_threshold_is_compared_without_rounding(
    sessions: list[tuple[int, Mark]], given_rules: AttendanceRules
) -> None:
    held = {n: minutes for n, (minutes, _) in enumerate(sessions)}
    own = {n: mark for n, (_, mark) in enumerate(sessions)}
    weighed = sum(minutes * given_rules.weight(mark) for minutes, mark in sessions)
    found = presence(held, own, given_rules)
    for threshold in (0, 33, 80, 100):
        assert found.reaches(threshold) == (weighed >= threshold * sum(held.values()))


@given(st.uuids())
def test_a_badge_says_whose_it_is(key: UUID) -> None:
    code = badge_code(key)
    assert participant_of(f" {code.lower()}\n") == key
    assert set(code) <= set(BADGE_LETTERS)


@given(st.uuids(), st.integers(0, 33), st.sampled_from(BADGE_LETTERS))
def test_one_misread_letter_is_noticed(key: UUID, place: int, letter: str) -> None:
    code = badge_code(key)
    wrong = code[:place] + letter + code[place + 1 :]
    if wrong != code:
        with pytest.raises(RuleViolation, check=lambda e: e.code == "badge-not-ours"):
            participant_of(wrong)


@pytest.mark.parametrize(
    "text", ["", "hello", "9" * 34, "B" * 33, "53a25653-a6d4-4aaa-9a0e-958ba012286f"]
)
def test_other_codes_are_refused(text: str) -> None:
    with pytest.raises(RuleViolation, check=lambda e: e.code == "badge-not-ours"):
        participant_of(text)

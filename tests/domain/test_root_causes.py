"""The board's vote: dots, the cut with its ties, counts that cannot be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.dot_vote import Tally, carried_forward, check_tally, default_dots
from facilitator.domain.root_causes import (
    check_card,
    check_core_problem,
)
from facilitator.support.errors import RuleViolation


@pytest.mark.parametrize(
    ("options", "dots"), [(1, 1), (2, 1), (4, 1), (5, 2), (12, 4), (20, 7), (99, 10)]
)
def test_about_a_third_of_the_options(options: int, dots: int) -> None:
    assert default_dots(options) == dots


@given(st.lists(st.integers(0, 9), max_size=20), st.integers(1, 8))
def test_the_cut_keeps_ties_and_drops_what_nobody_chose(dots: list[int], places: int) -> None:
    kept = carried_forward([(i, Tally(d, d)) for i, d in enumerate(dots)], places)
    out = set(range(len(dots))) - set(kept)
    assert all(dots[i] > 0 for i in kept)
    assert len(kept) >= min(places, sum(d > 0 for d in dots))
    if kept:
        lowest = min(dots[i] for i in kept)
        assert all(dots[i] < lowest or dots[i] == 0 for i in out)
        assert sum(dots[i] > lowest for i in kept) < places


@pytest.mark.parametrize(("tally", "most"), [(Tally(3, 4), 1), (Tally(5, 2), 2), (Tally(-1, 0), 1)])
def test_votes_that_cannot_have_been_given(tally: Tally, most: int) -> None:
    with pytest.raises(RuleViolation):
        check_tally(tally, most)


def test_lengths() -> None:
    check_card("12345")
    check_core_problem("x" * 140)
    for refused in (
        lambda: check_card("1234"),
        lambda: check_card("x" * 141),
        lambda: check_core_problem("x" * 14),
    ):
        with pytest.raises(RuleViolation):
            refused()

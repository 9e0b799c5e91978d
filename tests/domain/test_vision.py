"""Adoption rules, with the test vectors of the method (n = 35)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.vision import AdoptionRule, check_poll, poll_outcome
from facilitator.support.errors import RuleViolation

C, R, Q = (
    AdoptionRule.CONSENSUS,
    AdoptionRule.CONSENSUS_WITH_RESERVATIONS,
    AdoptionRule.QUALIFIED_MAJORITY,
)
polls = st.dictionaries(st.integers(1, 8), st.integers(0, 40))


@pytest.mark.parametrize(("counts", "rule", "adopted"), [
    ({1: 12, 2: 10, 3: 6, 4: 4, 6: 3}, C, True),
    ({1: 12, 2: 10, 3: 6, 4: 3, 6: 3, 7: 1}, C, False),
    ({1: 12, 2: 10, 3: 6, 4: 3, 6: 3, 7: 1}, R, True),
    ({1: 20, 2: 10, 8: 1, 4: 4}, C, False),
    ({1: 20, 2: 10, 8: 1, 4: 4}, R, False),
    ({1: 20, 2: 10, 8: 1, 4: 4}, Q, True),
    ({1: 20, 2: 10, 5: 5}, C, False),
    ({1: 20, 2: 10, 5: 5}, R, False),
    ({1: 20, 2: 10, 5: 5}, Q, True),
    ({}, C, False), ({}, R, False), ({}, Q, False),
])  # fmt: skip
def test_the_vectors(counts: dict[int, int], rule: AdoptionRule, adopted: bool) -> None:
    assert poll_outcome(rule, counts, 35).adopted is adopted


@given(polls)
def test_every_voter_stands_in_one_set_or_abstains(counts: dict[int, int]) -> None:
    outcome = poll_outcome(C, counts, 400)
    named = outcome.support + outcome.not_ready + outcome.opposed + outcome.blocks
    assert named + counts.get(4, 0) == outcome.voters


@given(polls, st.integers(1, 5))
def test_a_block_stops_consensus_and_consensus_with_reservations(
    counts: dict[int, int], n: int
) -> None:
    counts[8] = n
    assert not poll_outcome(C, counts, 400).adopted
    assert not poll_outcome(R, counts, 400).adopted


def test_a_small_poll_does_not_show_its_counts() -> None:
    assert not poll_outcome(C, {1: 5}, 5).may_show_distribution
    assert poll_outcome(C, {1: 6}, 6).may_show_distribution


@pytest.mark.parametrize("counts", [(1,) * 7, (36, 0, 0, 0, 0, 0, 0, 0), (-1, 2, 0, 0, 0, 0, 0, 0)])
def test_a_poll_that_cannot_have_happened(counts: tuple[int, ...]) -> None:
    with pytest.raises(RuleViolation):
        check_poll(counts, 35)

"""The figures of methods 5.3 to 5.5, to the digit."""

from __future__ import annotations

import pytest

from facilitator.domain.feedback.measures import (
    change_of,
    learning_of,
    median_of,
    net_of,
    net_score,
    percent_agree,
)  # fmt: skip


@pytest.mark.parametrize(
    ("counts", "score", "interval"), [((20, 11, 4), 46, 23), ((30, 4, 1), 83, 15)]
)
def test_the_worked_examples_of_the_net_score(
    counts: tuple[int, int, int], score: int, interval: int
) -> None:
    found = net_of(*counts)
    assert (found.n, found.score, found.interval) == (35, score, interval)


def test_one_person_of_35_moves_the_score_by_three_points() -> None:
    assert net_of(20, 11, 4).score - net_of(19, 12, 4).score == 3  # 2.9


def test_the_net_score_is_hidden_below_ten() -> None:
    assert net_score([0] * 9 + [4, 5]) is None or sum([4, 5]) >= 10
    assert net_score([1, 0, 0, 0, 0, 0, 0, 0, 0, 4, 4]) is None
    found = net_score([2, 0, 0, 0, 0, 0, 0, 0, 0, 4, 4])
    assert found is not None
    assert (found.promoters, found.passives, found.detractors, found.score) == (8, 0, 2, 60)


def test_promoters_are_9_and_10_passives_7_and_8() -> None:
    found = net_score([1] * 11)
    assert found is not None
    assert (found.promoters, found.passives, found.detractors) == (2, 2, 7)
    assert found.score == -45


def test_per_cent_agree_counts_fours_and_fives_of_all_answers() -> None:
    assert percent_agree([0, 1, 4, 13, 12]) == 83
    assert percent_agree([1, 0, 0, 1, 0]) == 50
    assert percent_agree([7, 0, 0, 1, 0]) == 13  # 12.5, halves away from zero


@pytest.mark.parametrize(("counts", "middle"), [([0, 1, 4, 13, 12], 4.0), ([1, 1, 0, 0, 0], 1.5)])
def test_the_median_is_one_of_the_answers_or_between_two(counts: list[int], middle: float) -> None:
    assert median_of(counts) == middle


def test_learning_is_of_pairs_and_has_the_normalised_gain() -> None:
    pairs = [(4, 8), (5, 5), (6, 9), (2, 7), (7, 6), (3, 6), (5, 8)]
    found = learning_of(pairs, 10)
    assert found is not None
    assert (found.n, found.mean_before, found.mean_after) == (7, 46, 70)
    assert (found.median_before, found.median_after) == (5.0, 7.0)
    assert found.gain == 45  # (49 - 32) / (70 - 32)
    assert (found.change.higher, found.change.same, found.change.lower) == (5, 1, 1)


def test_means_of_alike_scores_are_not_told() -> None:
    assert learning_of([(3, 10)] * 9, 10) is None
    assert learning_of([(3, n) for n in (1, 2, 3, 4, 5, 6)], 10) is None


def test_a_change_of_all_or_nearly_all_is_said_in_words() -> None:
    found = change_of([(1, 3)] * 9 + [(2, 2)])
    assert (found.higher, found.alike) == (None, 0)

"""Numbers and dates in words."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.people import SexCount
from facilitator.reports.words import (
    date_range,
    date_text,
    hours_text,
    in_words,
    listed,
    participation_sentence,
)  # fmt: skip
from facilitator.support.i18n import set_language

UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
        "eighty": 80, "ninety": 90}  # fmt: skip


def number_of(words: str) -> int:
    """The number that English words say, read independently of how they were made."""
    value = 0
    for part in words.replace("-", " ").replace(" and ", " ").split():
        if part == "hundred":
            value *= 100
        else:
            value += TENS[part] if part in TENS else UNITS.index(part)
    return value


@given(st.integers(0, 999))
def test_words_say_the_number(number: int) -> None:
    assert number_of(in_words(number)) == number


def test_every_number_has_words_of_its_own() -> None:
    assert len({in_words(number) for number in range(1000)}) == 1000


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "zero"), (14, "fourteen"), (35, "thirty-five"), (49, "forty-nine"), (90, "ninety"),
     (100, "one hundred"), (101, "one hundred and one"), (999, "nine hundred and ninety-nine"),
     (1000, "1000"), (-1, "-1")],
)  # fmt: skip
def test_some_numbers(number: int, words: str) -> None:
    assert in_words(number) == words


def test_other_languages_get_digits() -> None:
    set_language("pseudo")
    try:
        assert in_words(49) == "49"
    finally:
        set_language("en")


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((17, 18, 0), "Thirty-five women and men took part; forty-nine per cent were women."),
        ((20, 0, 0), "Twenty people took part; one hundred per cent were women."),
        ((1, 0, 0), "One person took part."),
        ((0, 0, 0), "Nobody is recorded as having taken part."),
        ((15, 14, 2), ("Thirty-one women and men took part; forty-eight per cent were women. "
                      "The total includes two who did not state their sex.")),
    ],
)  # fmt: skip
def test_sentence_on_women_and_men(counts: tuple[int, int, int], sentence: str) -> None:
    assert participation_sentence(SexCount(*counts)) == sentence


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2024, 11, 4), date(2024, 11, 8), "4 to 8 November 2024"),
        (date(2024, 10, 28), date(2024, 11, 1), "28 October to 1 November 2024"),
        (date(2024, 12, 30), date(2025, 1, 3), "30 December 2024 to 3 January 2025"),
        (date(2024, 11, 4), date(2024, 11, 4), "4 November 2024"),
    ],
)
def test_date_ranges(first: date, last: date, words: str) -> None:
    assert date_range(first, last) == words


def test_dates_hours_and_lists() -> None:
    assert date_text(date(2024, 11, 8)) == "8 November 2024"
    assert [hours_text(h) for h in (30.9, 30.0, 1, 0.5)] == [
        "30.9 hours", "30 hours", "1 hour", "0.5 hours",
    ]  # fmt: skip
    assert [listed(("A", "B", "C")), listed(("A",)), listed(())] == ["A, B and C", "A", ""]

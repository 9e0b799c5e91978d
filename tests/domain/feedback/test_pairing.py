"""Self-made codes: matched tolerantly, never guessed."""

from __future__ import annotations

import pytest

from facilitator.domain.feedback.pairing import match, tidy_code
from facilitator.support.errors import RuleViolation


@pytest.mark.parametrize(
    ("first", "second"),
    [("MA15", "ma15"), ("MA 15", "ma-15"), ("Ma15BK", "MA15BK"), ("MAIO", "MA10"),
     ("Lé07", "le07"), ("ມາລີ15", "ມາລີ15"), ("SOM12", "S0M12"), ("BINT07", "BINTO7"),
     ("KHAM09", "KHM09"), ("KHAM09", "KHAM90"), ("KHAM09", "KHAN09")],
)  # fmt: skip
def test_codes_that_one_person_may_write(first: str, second: str) -> None:
    assert match([first, "OTHER77"], ["ZWEI88", second]).pairs == ((0, 1),)


def test_two_slips_are_another_person() -> None:
    found = match(["KHAM09"], ["KHXM90"])
    assert found.pairs == ()
    assert (found.unmatched_first, found.unmatched_second) == (1, 1)


def test_what_has_two_partners_stays_unmatched() -> None:
    assert match(["KHAM09"], ["KHAM08", "KHAM07"]).pairs == ()
    assert match(["KHAM09", "KHAM09"], ["KHAM09"]).pairs == ()
    assert match(["KHAM09"], ["KHAM09", "KHAM08"]).pairs == ((0, 0),)


def test_no_code_matches_nothing() -> None:
    assert match(["", "AB"], ["", "AB"]).pairs == ()


def test_a_code_needs_four_letters_or_digits() -> None:
    assert tidy_code("  MA  15 ") == "MA 15"
    with pytest.raises(RuleViolation, check=lambda e: e.code == "code-too-short"):
        tidy_code("--a1-")
    with pytest.raises(RuleViolation, check=lambda e: e.code == "text-too-long"):
        tidy_code("a" * 41)

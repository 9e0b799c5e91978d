"""People rules: cleaning of names, e-mail, folding, counts."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.countries import SHORT_NAMES, country_name
from facilitator.domain.people import (
    BIDI_CONTROLS,
    Sex,
    clean_email,
    clean_line,
    clean_lines,
    clean_name,
    count_by_sex,
    fold,
)
from facilitator.support.errors import RuleViolation


@given(st.text())
def test_a_cleaned_line_is_clean_and_stays_as_it_is(text: str) -> None:
    once = clean_line(text).text
    assert clean_line(once).text == once
    assert unicodedata.is_normalized("NFC", once)
    assert not set(once) & BIDI_CONTROLS
    assert all(unicodedata.category(c) not in {"Cc", "Cs", "Zl", "Zp"} for c in once)
    assert "  " not in once
    assert once == once.strip()


def test_what_had_to_go_is_counted() -> None:
    assert clean_line("Ma\u202eria\u200b \x07Santos") == type(clean_line(""))("Maria Santos", 3)


@pytest.mark.parametrize("name", [
    "ສົມຊາຍ ວົງສະຫວັນ", "สมชาย ใจดี", "ចាន់ សុភា", "မောင်အောင်", "राम प्रसाद", "রহিমা খাতুন", "நளினி", "Nguyễn Thị Ánh",
    "محمد", "க்‌ஷ", "O'Brien-Smith", "d’Été",
])  # fmt: skip
def test_names_in_any_script_stay_as_written(name: str) -> None:
    assert clean_name(name) == unicodedata.normalize("NFC", name)


@pytest.mark.parametrize(("name", "code"), [
    ("", "name-empty"), (" \t\u200b ", "name-empty"), ("x" * 201, "name-too-long"),
])  # fmt: skip
def test_a_name_that_cannot_be(name: str, code: str) -> None:
    with pytest.raises(RuleViolation) as refusal:
        clean_name(name)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    "text", ["no-at.example.org", "a@b", "a@@b.org", "a b@c.org", "@c.org", "a@.org"]
)
def test_what_is_no_address(text: str) -> None:
    with pytest.raises(RuleViolation):
        clean_email(text)


def test_an_address_or_nothing() -> None:
    assert clean_email("  mali@example.org ") == "mali@example.org"
    assert clean_email("   ") == ""


def test_several_lines_keep_their_ends() -> None:
    assert clean_lines("one \r\ntwo\u202e\rthree\n") == "one\ntwo\nthree"


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=30))
def test_folding_ignores_composition(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


def test_folding_finds_names_typed_without_accents_but_keeps_vowel_signs_of_other_scripts() -> None:
    assert fold("NGUYỄN Thị  Ánh") == fold("nguyen thi anh")
    assert fold("กา") != fold("ก")


@given(st.lists(st.sampled_from(Sex)))
def test_nobody_is_dropped_from_the_counts(sexes: list[Sex]) -> None:
    assert count_by_sex(sexes).total == len(sexes)


def test_seventeen_of_thirty_five_is_forty_nine_per_cent() -> None:
    count = count_by_sex([Sex.WOMAN] * 17 + [Sex.MAN] * 18)
    assert (count.women, count.men, count.women_percent) == (17, 18, 49)
    assert count_by_sex([]).women_percent == 0


@pytest.mark.parametrize(("spelling", "name"), [
    ("Vietnam", "Viet Nam"), ("LAOS", "Lao PDR"), ("lao people's democratic republic", "Lao PDR"),
    ("Brunei", "Brunei Darussalam"), ("East Timor", "Timor-Leste"), ("burma", "Myanmar"), ("PH", "Philippines"),
    ("Atlantis ", "Atlantis"), ("Birmanie", "Myanmar"), ("", ""),
])  # fmt: skip
def test_spellings_of_countries(spelling: str, name: str) -> None:
    assert country_name(spelling) == name


def test_every_short_name_is_itself() -> None:
    assert all(country_name(name) == name for name in SHORT_NAMES)


@pytest.mark.parametrize(("typed", "clean", "removed"), [
    ("A\U000e0020na", "Ana", 1), ("Cr\u200duz", "Cruz", 1), ("க்\u200cஷ", "க்\u200cஷ", 0), ("نیم\u200cفاصله", "نیم\u200cفاصله", 0),
    ("One\u2028Two", "One Two", 1), ("One\x1fTwo\x85Three", "One Two Three", 2), ("\u3164Ana", "Ana", 1), ("A\ufe0fna", "Ana", 1),
    ("葛\U000e0100城", "葛\U000e0100城", 0), ("Ana \t Cruz\n", "Ana Cruz", 0), ("A\ue000B\ud800C", "ABC", 2),
])  # fmt: skip
def test_only_what_hides_is_taken_away_and_counted(typed: str, clean: str, removed: int) -> None:
    assert clean_line(typed) == type(clean_line(""))(clean, removed)


def test_strokes_and_joiners_do_not_hinder_a_search() -> None:
    assert fold("Đặng Thị Øst") == "dang thi ost"
    assert fold("க்\u200cஷ") == fold("க்ஷ")

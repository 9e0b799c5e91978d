"""Certificates speak nine languages, each with its own months and order of words; speakers correct them."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from facilitator.domain.certificate_layout import LANGUAGES
from facilitator.domain.certificates import CertificateKind
from facilitator.reports import fonts
from facilitator.reports.certificate_wording import languages, wording
from facilitator.support.resources import resource

FIRST, LAST = date(2024, 11, 4), date(2024, 11, 8)


def test_every_language_has_all_the_words_of_english() -> None:
    files = {
        code: tomllib.loads(
            Path(str(resource("certificates", "wording", f"{code}.toml"))).read_text("utf-8")
        )
        for code in LANGUAGES
    }
    for code, words in files.items():
        assert words.keys() - {"year_offset"} == files["en"].keys(), code
        assert len(words["months"]) == 12
        for key, text in files["en"].items():
            if isinstance(text, str):
                assert fields(words[key]) == fields(text), (code, key)


def fields(text: str) -> set[str]:
    import string

    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_letter_of_a_language_is_missing(code: str) -> None:
    words = wording(code)
    said = [words.heading(kind) for kind in CertificateKind]
    said += [words.days(FIRST, LAST), *map(words.month, (date(2024, m, 1) for m in range(1, 13)))]
    said += [str(text) for text in words.words.values()]
    assert fonts.missing_glyphs("".join(said)) == ()


@pytest.mark.parametrize(
    ("code", "days"),
    [
        ("en", "4 to 8 November 2024"), ("fr", "du 4 au 8 novembre 2024"),
        ("pt", "4 a 8 de novembro de 2024"), ("id", "4 s.d. 8 November 2024"),
        ("vi", "từ ngày 4 đến ngày 8 tháng 11 năm 2024"), ("th", "4 ถึง 8 พฤศจิกายน พ.ศ. 2567"),
    ],
)  # fmt: skip
def test_days_are_said_as_the_language_says_them(code: str, days: str) -> None:
    assert wording(code).days(FIRST, LAST) == days


def test_days_over_months_and_years() -> None:
    words = wording("en")
    assert words.days(date(2024, 11, 28), date(2024, 12, 2)) == "28 November to 2 December 2024"
    assert words.days(date(2024, 12, 30), date(2025, 1, 3)) == "30 December 2024 to 3 January 2025"
    assert words.days(FIRST, FIRST) == "4 November 2024"


def test_a_speaker_corrects_a_word_and_rubbish_is_passed_over(home: Path) -> None:
    folder = home / "wording"
    folder.mkdir()
    (folder / "fr.toml").write_text('awarded = "est remise à"\nmonths = ["un"]\nnew = 1\n', "utf-8")
    (folder / "lo.toml").write_text("no toml at all [", "utf-8")
    assert wording("fr").say("awarded") == "est remise à"
    assert wording("fr").month(FIRST) == "novembre"
    assert wording("lo").say("awarded") == "ມອບໃຫ້ແກ່"
    assert wording("xx").code == "en"


def test_what_people_typed_is_never_a_field() -> None:
    assert wording("en").say("supported", donors="{most}") == "Supported by {most}"


def test_languages_are_named_in_themselves() -> None:
    assert languages()["km"] == "ខ្មែរ"
    assert tuple(languages()) == LANGUAGES

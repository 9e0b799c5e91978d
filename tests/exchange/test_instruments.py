"""The ready forms in their languages: a file beside the English that a speaker can correct."""

from __future__ import annotations

import re

import pytest

from facilitator.domain.feedback.forms import Form, faults_of
from facilitator.exchange.instruments import in_languages, instruments
from facilitator.exchange.templates import read_toml
from facilitator.support.resources import resource

WORDS = resource("instruments") / "words"
NUMBER = re.compile(r"\d+")


def texts_of(form: Form) -> list[dict[str, str]]:
    found = [form.titles, form.intros, *(item.texts for item in form.items)]
    return [*found, *(option.texts for item in form.items for option in item.options)]


@pytest.mark.parametrize("one", instruments(), ids=lambda one: one.key)
def test_every_text_of_a_ready_form_is_there_in_each_of_its_languages(one: object) -> None:
    form = one.form  # type: ignore[attr-defined]
    assert form.languages == ("en", "fr")
    assert faults_of(form) == []
    for texts in filter(None, texts_of(form)):
        assert set(texts) == {"en", "fr"}
        assert NUMBER.findall(texts["en"]) == NUMBER.findall(texts["fr"])
        assert texts["en"].count("{objective}") == texts["fr"].count("{objective}")
        assert (
            NUMBER.fullmatch(texts["en"])
            or texts["en"] != texts["fr"]
            or texts["en"] == "Sanctions"
        )


def test_no_word_stands_there_for_nothing() -> None:
    english = {texts["en"] for one in instruments() for texts in texts_of(one.form) if texts}
    for path in WORDS.glob("*.toml"):
        assert read_toml(path)["texts"].keys() == english
        assert "Not yet read by a native speaker" in path.read_text(encoding="utf-8")


def test_a_language_that_lacks_a_word_is_not_offered() -> None:
    form = next(one.form for one in instruments() if one.key == "daily-pulse")
    bare = in_languages(form, {"xx": {"Daily pulse": "Xx"}})
    assert bare.languages == form.languages
    assert bare == form

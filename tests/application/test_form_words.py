"""The words around a form's questions follow the form's language."""

from __future__ import annotations

import pytest

from facilitator.application.form_words import choice_label, group_labels, word
from facilitator.domain.feedback.forms import Item, ItemKind, Option
from facilitator.support import i18n
from facilitator.support.resources import resource

KEYS = ("before", "now", "not_applicable", "not_stated", "rather_not", "i_am", "counted_among",
        "tick_all", "no_name", "own_code", "code_hint", "code_on_paper",
        "begin", "hand_in", "stop_and_delete", "promise", "thank_you", "in_the_box")  # fmt: skip
LANGUAGES = {path.stem for path in resource("form-words").glob("*.toml")}


@pytest.mark.parametrize("language", sorted({"en", "fr", "lo", "th", "vi", "id", "km", "my", "pt"}))
def test_every_language_has_every_word(language: str) -> None:
    assert language in LANGUAGES
    i18n.set_language("pseudo")  # what the app would say instead stands in brackets
    try:
        said = [word(key, language) for key in KEYS]
        for kind in (ItemKind.RATING, ItemKind.THEN_NOW):
            item = Item("x", kind)
            said += [choice_label(item, option, language) for option in item.choices]
        said += [label for _, label in group_labels([("woman", "["), ("man", "[")], language)]
    finally:
        i18n.set_language("en")
    assert all(said)
    assert not [text for text in said if text.startswith("[")]
    assert len(set(said)) == len(said)
    if language != "en":
        assert not set(said) & {word(key, "en") for key in KEYS}


def test_a_language_without_words_gets_those_of_the_app() -> None:
    item = Item("x", ItemKind.RATING)
    assert word("before", "sw") == "Before"
    assert choice_label(item, item.choices[4], "sw") == "Strongly agree"
    assert word("before", "fr-CH") == "Avant"


def test_words_of_the_facilitator_stand() -> None:
    item = Item(
        "x", ItemKind.RATING, options=(Option("1", {"en": "Nope"}), Option("2", {"fr": "Si"}))
    )
    assert [choice_label(item, o, "fr") for o in item.choices] == ["Nope", "Si"]

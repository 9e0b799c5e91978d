"""What stands on a feedback form beside its own questions, in the form's language and not the app's.

The words are in resources/form-words, one file a language, for a speaker to correct. A language that
has none gets those of the app. This module knows no answers.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from typing import Any

from facilitator.domain.feedback.forms import Item, ItemKind, Option, text_in
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr
from facilitator.support.resources import resource

_SCALES = {ItemKind.RATING: "agreement", ItemKind.THEN_NOW: "levels"}


@cache
def _known(language: str) -> dict[str, Any]:
    paths = {path.stem: path for path in resource("form-words").glob("*.toml")}
    path = paths.get(language) or paths.get(language.split("-", maxsplit=1)[0])
    return tomllib.loads(path.read_text(encoding="utf-8")) if path is not None else {}


def word(key: str, language: str) -> str:
    """A word of the form's own furniture: "before", "not_applicable", "code_hint", ..."""
    return str(_known(language).get(key) or _of_the_app(key))


def _of_the_app(key: str) -> str:
    return {
        "before": tr("Before"), "now": tr("Now"), "not_applicable": tr("Not applicable"),
        "not_stated": tr("Not stated"), "rather_not": tr("I do not wish to say"),
        "i_am": tr("I am"), "counted_among": tr("I am counted among"),
        "tick_all": tr("tick all that apply"),
        "no_name": tr("Anonymous and voluntary. Please write no name."),
        "own_code": tr("Your own code"),
        "code_hint": tr("First two letters of your mother's first name, then the day of the month on "
                        "which you were born. It pairs two forms; nobody knows whose it is."),
        "code_on_paper": tr("My code (first two letters of my mother's first name, then the day of "
                            "the month on which I was born):"),
        "begin": tr("Begin"), "hand_in": tr("Hand in"), "stop_and_delete": tr("Stop and delete"),
        "promise": tr("No name, no time, no order is kept."), "thank_you": tr("Thank you"),
        "in_the_box": tr("Your form is in the box with all the others. The next person may begin."),
        "take_back": tr("Take my form back"), "taken_back": tr("Your form is gone"),
        "nothing_left": tr("Nothing of it is kept."), "given_up": tr("Nothing was kept"),
        "given_up_said": tr("What was filled in is gone."),
    }[key]  # fmt: skip


def refusal_words(refusal: RuleViolation, language: str) -> str:
    """What is said of an answer that cannot be taken, to who fills the form."""
    said = _known(language).get("refusals", {}).get(refusal.code)
    return str(said).format(**refusal.params) if said else str(refusal)


def choice_label(item: Item, option: Option, language: str) -> str:
    """What stands beside the box of an option: its own words, else those of the usual scale."""
    own = option.texts.get(language)
    if own or item.options or item.kind not in _SCALES:
        return own or text_in(option.texts, language) or option.name
    scale = _known(language).get(_SCALES[item.kind])
    place = item.choices.index(option)
    return str(scale[place]) if scale else text_in(option.texts, language) or option.name


def group_labels(groups: Iterable[tuple[str, str]], language: str) -> list[tuple[str, str]]:
    """(key, label) of groups; women and men in the form's language, where there are words."""
    return [(key, str(_known(language).get(key, label))) for key, label in groups]

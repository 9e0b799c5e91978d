"""The forms that ship with the app, from resources/instruments; the editor changes copies of them.

The English stands in each form's file. Another language is a file in `words`, each text beside its
English, for a speaker to correct; a form has a language where every text of it is there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from facilitator.domain.feedback.forms import Form, Texts, from_plain
from facilitator.exchange.templates import read_toml
from facilitator.support.resources import resource

ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Instrument:
    """A form of ours; `key` is the name of its file."""

    key: str
    form: Form


ORDER = ("daily-pulse", "end-of-programme", "before-programme", "after-programme", "follow-up",
         "observer-rubric")  # fmt: skip


@cache
def instruments() -> tuple[Instrument, ...]:
    """All of them, in the order of the week."""
    folder = resource("instruments")
    words = {
        path.stem: dict(read_toml(path)["texts"])
        for path in sorted((folder / "words").glob("*.toml"))
    }
    forms = (from_plain(read_toml(folder / f"{key}.toml")) for key in ORDER)
    return tuple(
        Instrument(key, in_languages(form, words)) for key, form in zip(ORDER, forms, strict=True)
    )


def in_languages(form: Form, words: Mapping[str, Mapping[str, str]]) -> Form:
    """The form also in each language that has a word for every English text of it."""
    english = {texts[ENGLISH] for texts in _texts(form)}
    whole = [language for language, known in words.items() if english <= known.keys()]

    def spoken(texts: Texts) -> Texts:
        return texts | {language: words[language][texts[ENGLISH]] for language in whole if texts}

    items = tuple(
        replace(item, texts=spoken(item.texts), options=tuple(
            replace(option, texts=spoken(option.texts)) for option in item.options
        )) for item in form.items
    )  # fmt: skip
    return replace(form, titles=spoken(form.titles), intros=spoken(form.intros), items=items,
                   languages=(*form.languages, *whole))  # fmt: skip


def _texts(form: Form) -> Iterator[Texts]:
    for texts in (form.titles, form.intros, *(item.texts for item in form.items),
                  *(option.texts for item in form.items for option in item.options)):  # fmt: skip
        if texts:
            yield texts

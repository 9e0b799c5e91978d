"""Forms: items, their kinds, languages, and what can be wrong with them.

A form is plain data that is stored with each collection as people saw it; texts are by language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from facilitator.domain.disclosure import Dimension, K
from facilitator.domain.feedback.relevance import RelevanceError, parse

Texts = dict[str, str]
"""A text by language code."""

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")
RESERVED = frozenset({"code", "group"})
NOT_APPLICABLE = "na"
MOST_ITEMS = 120
MOST_OPTIONS = 40


class FormKind(StrEnum):
    """What a form is for."""

    PULSE = "pulse"
    END = "end"
    BEFORE = "before"
    AFTER = "after"
    FOLLOW_UP = "follow_up"
    OTHER = "other"


class ItemKind(StrEnum):
    """How an item is answered."""

    RATING = "rating"
    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    SCALE = "scale"
    TEXT = "text"
    THEN_NOW = "then_now"
    KNOWLEDGE = "knowledge"


WITH_OPTIONS = frozenset({ItemKind.RATING, ItemKind.CHOICE, ItemKind.CHOICES, ItemKind.THEN_NOW,
                          ItemKind.KNOWLEDGE})  # fmt: skip
SCALE_POINTS = 11
"""0 to 10: would you recommend it."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose; `name` is what is stored."""

    name: str
    texts: Texts = field(default_factory=dict)


AGREEMENT = (
    Option("1", {"en": "Strongly disagree"}), Option("2", {"en": "Disagree"}),
    Option("3", {"en": "Neither"}), Option("4", {"en": "Agree"}),
    Option("5", {"en": "Strongly agree"}),
)  # fmt: skip
LEVELS = (
    Option("1", {"en": "Very low"}), Option("2", {"en": "Low"}), Option("3", {"en": "Medium"}),
    Option("4", {"en": "High"}), Option("5", {"en": "Very high"}),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """One question.

    `objective` is the key of a learning objective, or "". `right` names the right option of a
    knowledge check. `stated_only`: reported by group on the base of those who stated theirs.
    `per_objective` stands in instruments only: such an item is asked for each objective.
    """

    name: str
    kind: ItemKind
    texts: Texts = field(default_factory=dict)
    options: tuple[Option, ...] = ()
    required: bool = False
    relevant: str = ""
    objective: str = ""
    right: str = ""
    stated_only: bool = False
    per_objective: bool = False
    least: float | None = None
    most: float | None = None

    @property
    def choices(self) -> tuple[Option, ...]:
        """The options to choose from, with the usual scale where the item has none of its own."""
        if self.options:
            return self.options
        if self.kind is ItemKind.SCALE:
            return tuple(Option(str(n), {}) for n in range(SCALE_POINTS))
        return {ItemKind.RATING: AGREEMENT, ItemKind.THEN_NOW: LEVELS}.get(self.kind, ())

    @property
    def has_not_applicable(self) -> bool:
        """Whether "not applicable" is offered."""
        return self.kind is ItemKind.RATING


@dataclass(frozen=True, slots=True)
class Form:
    """A form; `with_code` asks for the self-made code that pairs two forms of one person."""

    kind: FormKind
    titles: Texts
    items: tuple[Item, ...] = ()
    intros: Texts = field(default_factory=dict)
    languages: tuple[str, ...] = ("en",)
    dimension: Dimension = Dimension.NONE
    k: int = K
    with_code: bool = False

    def item(self, name: str) -> Item | None:
        """The item of this name."""
        return next((item for item in self.items if item.name == name), None)


def text_in(texts: Mapping[str, str], language: str) -> str:
    """The text in this language, else in the first there is, else empty."""
    return texts.get(language) or next((text for text in texts.values() if text), "")


def option_label(option: Option, language: str) -> str:
    """What stands beside the box: the label, else the stored name."""
    return text_in(option.texts, language) or option.name


def for_objectives(form: Form, objectives: Iterable[tuple[str, str]]) -> Form:
    """Ask each `per_objective` item once for every objective (key, text)."""
    wanted = list(objectives)
    return replace(form, items=tuple(_spread(form.items, wanted)))


def _spread(items: Iterable[Item], objectives: list[tuple[str, str]]) -> Iterator[Item]:
    for item in items:
        if not item.per_objective:
            yield item
            continue
        for number, (key, text) in enumerate(objectives, 1):
            texts = {code: said.replace("{objective}", text) for code, said in item.texts.items()}
            yield replace(item, name=f"{item.name}_{number}", texts=texts, objective=key,
                          per_objective=False)  # fmt: skip


# Faults ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong with a form. `row` counts from 1 in the place that `sheet` names.

    `code` has its sentence in support/messages.py; `values` fill it.
    """

    row: int
    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    sheet: str = "survey"


def faults_of(form: Form, rows: Sequence[int] = ()) -> list[Fault]:
    """Every fault of a form; `rows` gives the row of each item, else they count from 1."""
    places = list(rows) or list(range(1, len(form.items) + 1))
    first: dict[str, int] = {}
    found = []
    if len(form.items) > MOST_ITEMS:
        found.append(Fault(places[MOST_ITEMS], "form-too-long", {"most": MOST_ITEMS}))
    for row, item in zip(places, form.items, strict=True):
        found += [Fault(row, code, values) for code, values in _faults_of_item(item)]
        if item.name in first:
            values = {"name": item.name, "first": first[item.name]}
            found.append(Fault(row, "form-name-twice", values))
        first.setdefault(item.name, row)
    listed = [(row, i.name, i.relevant) for row, i in zip(places, form.items, strict=True)]
    return found + relevance_faults(listed)


def _faults_of_item(item: Item) -> Iterator[tuple[str, dict[str, object]]]:
    if not NAME.fullmatch(item.name) or item.name in RESERVED:
        yield "form-name-bad", {"name": item.name}
    if not any(item.texts.values()):
        yield "form-no-text", {"name": item.name}
    if item.kind in WITH_OPTIONS and len(item.choices) < 2:
        yield "form-few-choices", {"name": item.name}
    if len(item.choices) > MOST_OPTIONS:
        yield "form-many-choices", {"name": item.name, "most": MOST_OPTIONS}
    names = [option.name for option in item.choices]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield "form-choice-twice", {"name": item.name, "choice": name}
    if item.kind is ItemKind.KNOWLEDGE and item.right not in names:
        yield "form-right-missing", {"name": item.name}


def relevance_faults(items: Iterable[tuple[int, str, str]]) -> list[Fault]:
    """Faults in (row, name, relevant): not understood, unknown items, items later on, loops."""
    listed = list(items)
    known = {name for _, name, _ in listed}
    looks_at: dict[str, frozenset[str]] = {}
    found = []
    for row, name, relevant in listed:
        try:
            asked = parse(relevant).items
        except RelevanceError as error:
            found.append(Fault(row, "form-relevance-bad", {"text": relevant, "place": str(error)}))
            continue
        looks_at.setdefault(name, asked)
        unknown = sorted(asked - known)
        found += [Fault(row, "form-relevance-unknown", {"item": one}) for one in unknown]
    in_loop = {name for name in looks_at if _reaches_itself(name, looks_at)}
    places = {name: place for place, (_, name, _) in reversed(list(enumerate(listed)))}
    for row, name, _ in listed:
        if name in in_loop:
            found.append(Fault(row, "form-relevance-loop", {"name": name}))
            continue
        later = sorted(n for n in looks_at.get(name, ()) if places.get(n, -1) > places[name])
        found += [Fault(row, "form-relevance-later", {"item": one}) for one in later]
    return found


def _reaches_itself(name: str, looks_at: Mapping[str, frozenset[str]]) -> bool:
    reached: set[str] = set()
    waiting = list(looks_at.get(name, ()))
    while waiting:
        one = waiting.pop()
        if one == name:
            return True
        if one not in reached:
            reached.add(one)
            waiting.extend(looks_at.get(one, ()))
    return False


# As plain data ---------------------------------------------------------------------------------


def to_plain(form: Form) -> dict[str, Any]:
    """The form as plain data, for storing and for TOML; what is empty is left out."""
    plain: dict[str, Any] = {
        "kind": form.kind.value, "title": dict(form.titles), "languages": list(form.languages),
        "intro": dict(form.intros), "dimension": form.dimension.value, "k": form.k,
        "with_code": form.with_code, "items": [_item_to_plain(item) for item in form.items],
    }  # fmt: skip
    return plain


def _item_to_plain(item: Item) -> dict[str, Any]:
    plain: dict[str, Any] = {"name": item.name, "kind": item.kind.value, "text": dict(item.texts)}
    if item.options:
        plain["options"] = [{"name": o.name, "text": dict(o.texts)} for o in item.options]
    for name in ("required", "relevant", "objective", "right", "stated_only", "per_objective",
                 "least", "most"):  # fmt: skip
        value = getattr(item, name)
        if value not in (False, "", None):
            plain[name] = value
    return plain


def from_plain(plain: Mapping[str, Any]) -> Form:
    """The form from plain data that `to_plain` or a TOML file of ours holds."""
    return Form(
        kind=FormKind(plain["kind"]), titles=dict(plain["title"]),
        items=tuple(_item_from_plain(one) for one in plain.get("items", [])),
        intros=dict(plain.get("intro", {})), languages=tuple(plain.get("languages", ["en"])),
        dimension=Dimension(plain.get("dimension", "none")), k=int(plain.get("k", K)),
        with_code=bool(plain.get("with_code", False)),
    )  # fmt: skip


def _item_from_plain(plain: Mapping[str, Any]) -> Item:
    options = tuple(
        Option(one["name"], dict(one.get("text", {}))) for one in plain.get("options", [])
    )
    rest = {name: plain[name] for name in ("required", "relevant", "objective", "right",
            "stated_only", "per_objective", "least", "most") if name in plain}  # fmt: skip
    return Item(plain["name"], ItemKind(plain["kind"]), dict(plain["text"]), options, **rest)

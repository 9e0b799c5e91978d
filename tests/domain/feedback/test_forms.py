"""Forms: conditions, faults, what is kept of a filled one, and the forms that ship."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.disclosure import Dimension
from facilitator.domain.feedback.answers import asked, cleaned, missing
from facilitator.domain.feedback.forms import (
    Form,
    FormKind,
    Item,
    ItemKind,
    Option,
    faults_of,
    for_objectives,
    from_plain,
    to_plain,
)  # fmt: skip
from facilitator.domain.feedback.relevance import RelevanceError, parse
from facilitator.exchange.instruments import instruments
from facilitator.support.errors import RuleViolation

EN = {"en": "Question"}
YES_NO = (Option("yes", {"en": "Yes"}), Option("no", {"en": "No"}))


def form(*items: Item, **rest: Any) -> Form:
    return Form(FormKind.OTHER, {"en": "Form"}, items, **rest)


@pytest.mark.parametrize(
    ("text", "answers", "holds"),
    [
        ("", {}, True),
        ("${pace} = 'fast'", {"pace": "fast"}, True),
        ("${pace} = 'fast'", {"pace": "slow"}, False),
        ("${pace} != 'fast'", {}, True),
        ("${pace} = ''", {}, True),
        ("selected(${topics}, 'cyber')", {"topics": ["mines", "cyber"]}, True),
        ("selected(${topics}, 'cyber')", {"topics": ["mines"]}, False),
        ("${n} >= 3 and ${n} < 5", {"n": 4}, True),
        ("${n} >= 3 and ${n} < 5", {"n": 5}, False),
        ("${n} > 3", {}, False),
        ("not(${a} = 'x') or ${b} = \"y\"", {"a": "x", "b": "y"}, True),
        ("${a} = 'x' and (${b} = 'y' or ${c} = 'z')", {"a": "x", "c": "z"}, True),
    ],
)
def test_conditions(text: str, answers: dict[str, Any], holds: bool) -> None:
    assert parse(text).test(answers) is holds


@pytest.mark.parametrize(
    "text",
    ["${a} =", "= 'x'", "${a} = 'x' and", "(${a} = 'x'", "${a} = 'x') or", "today()", "${a} ~ 'x'",
     "__import__('os')", "${a} < 'x'", "count(${a}) > 1", "${a", "'x'", "(" * 50],
)  # fmt: skip
def test_what_is_outside_the_subset_is_refused(text: str) -> None:
    with pytest.raises(RelevanceError):
        parse(text)


@given(st.text(alphabet="${}ab='<>!() ,andornotselected19\"", max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(RelevanceError):
        parse(text).test({"a": "b"})


def codes(*items: Item) -> list[tuple[int, str]]:
    return [(fault.row, fault.code) for fault in faults_of(form(*items))]


def test_every_fault_is_listed_with_its_row() -> None:
    assert codes(
        Item("a", ItemKind.TEXT, EN), Item("a", ItemKind.TEXT, EN),
        Item("1b", ItemKind.TEXT, EN), Item("c", ItemKind.TEXT, {}),
        Item("d", ItemKind.CHOICE, EN, (Option("x"),)),
        Item("e", ItemKind.CHOICE, EN, (Option("x"), Option("x"))),
        Item("f", ItemKind.KNOWLEDGE, EN, YES_NO, right="maybe"),
        Item("g", ItemKind.TEXT, EN, relevant="${a} == 'x'"),
        Item("h", ItemKind.TEXT, EN, relevant="${nobody} = 'x'"),
        Item("i", ItemKind.TEXT, EN, relevant="${j} = 'x'"),
        Item("j", ItemKind.TEXT, EN, relevant="${i} = 'x'"),
        Item("k", ItemKind.TEXT, EN, relevant="${l} = 'x'"), Item("l", ItemKind.TEXT, EN),
    ) == [
        (2, "form-name-twice"), (3, "form-name-bad"), (4, "form-no-text"), (5, "form-few-choices"),
        (6, "form-choice-twice"), (7, "form-right-missing"), (8, "form-relevance-bad"),
        (9, "form-relevance-unknown"), (10, "form-relevance-loop"), (11, "form-relevance-loop"),
        (12, "form-relevance-later"),
    ]  # fmt: skip


def test_an_item_that_is_not_asked_is_not_kept() -> None:
    one = form(
        Item("pace", ItemKind.CHOICE, EN, YES_NO, required=True),
        Item("why", ItemKind.TEXT, EN, required=True, relevant="${pace} = 'no'"),
        Item("deeper", ItemKind.TEXT, EN, relevant="${why} != ''"),
    )
    assert [item.name for item in asked(one, {"pace": "yes"})] == ["pace"]
    assert missing(one, {"pace": "no"}) == ["why"]
    assert cleaned(one, {"pace": "yes", "why": "typed before", "deeper": "x"}) == {"pace": "yes"}
    with pytest.raises(
        RuleViolation, check=lambda e: (e.code, e.field) == ("answer-missing", "why")
    ):
        cleaned(one, {"pace": "no"})


def test_what_is_kept_has_nothing_beside_the_answers() -> None:
    one = form(Item("a", ItemKind.RATING, EN), with_code=True, dimension=Dimension.SEX)
    given = {"a": "4", "code": "MA 15", "group": "woman", "time": "10:15", "device": "kiosk"}
    assert cleaned(one, given) == {"a": "4", "code": "MA 15", "group": "woman"}
    assert cleaned(form(Item("a", ItemKind.RATING, EN)), given) == {"a": "4"}


@pytest.mark.parametrize(
    ("kind", "value"),
    [(ItemKind.RATING, "6"), (ItemKind.CHOICE, "maybe"), (ItemKind.CHOICES, ["yes", "x"]),
     (ItemKind.NUMBER, "ten"), (ItemKind.SCALE, "11"), (ItemKind.THEN_NOW, ["1", "9"]),
     (ItemKind.CHOICE, "na"), (ItemKind.THEN_NOW, ["1"])],
)  # fmt: skip
def test_values_that_an_item_does_not_have(kind: ItemKind, value: Any) -> None:
    options = YES_NO if kind in {ItemKind.CHOICE, ItemKind.CHOICES} else ()
    with pytest.raises(RuleViolation, check=lambda e: e.code == "value-not-allowed"):
        cleaned(form(Item("a", kind, EN, options)), {"a": value})


def test_numbers_keep_their_limits_and_take_a_comma() -> None:
    item = Item("a", ItemKind.NUMBER, EN, least=0, most=10)
    assert cleaned(form(item), {"a": " 2,5 "}) == {"a": 2.5}
    with pytest.raises(RuleViolation, check=lambda e: e.code == "number-out-of-range"):
        cleaned(form(item), {"a": "10.5"})


@pytest.mark.parametrize("one", instruments(), ids=lambda one: one.key)
def test_the_forms_that_ship_are_sound(one: Any) -> None:
    spread = for_objectives(one.form, [("k1", "Map a conflict"), ("k2", "Negotiate on interests")])
    assert faults_of(spread) == []
    assert from_plain(to_plain(spread)) == spread
    assert not any(item.per_objective for item in spread.items)


def test_the_end_form_has_the_items_of_the_method() -> None:
    by_key = {one.key: one.form for one in instruments()}
    end = by_key["end-of-programme"]
    assert sum(item.kind is ItemKind.RATING for item in end.items) == 13
    assert sum(item.kind is ItemKind.TEXT for item in end.items) == 3
    assert sum(item.kind is ItemKind.SCALE for item in end.items) == 1
    before, after = by_key["before-programme"], by_key["after-programme"]
    asked_of = [[i for i in f.items if i.kind is ItemKind.KNOWLEDGE] for f in (before, after)]
    assert len(asked_of[0]) == 10
    assert asked_of[0] == asked_of[1]
    assert [i.name for i in by_key["daily-pulse"].items] == ["energy", "clarity", "keep", "change"]


def test_items_for_each_objective_carry_its_key() -> None:
    one = Item("able", ItemKind.THEN_NOW, {"en": "How able: {objective}"}, per_objective=True)
    spread = for_objectives(form(one), [("k1", "Map it"), ("k2", "Solve it")])
    assert [(i.name, i.objective, i.texts["en"]) for i in spread.items] == [
        ("able_1", "k1", "How able: Map it"), ("able_2", "k2", "How able: Solve it"),
    ]  # fmt: skip

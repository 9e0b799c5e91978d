"""Square brackets: counted, split into options, resolved; never left in a final text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.vision import brackets
from facilitator.support.errors import RuleViolation

texts = st.text(alphabet="ab [/]", max_size=30)


@pytest.mark.parametrize(("text", "options"), [
    ("We [affirm / recognise] that", [("affirm", "recognise")]),
    ("[all / ] States", [("all", "")]),
    ("and/or [one/two] more", [("one/two",)]),
    ("[a [b / c] / d] [e]", [("a [b / c]", "d"), ("e",)]),
    ("no brackets", []),
])  # fmt: skip
def test_options(text: str, options: list[tuple[str, ...]]) -> None:
    assert [bracket.options for bracket in brackets.brackets(text)] == options


@pytest.mark.parametrize(("text", "count"), [("a [b] [c [d]]", 3), ("a ] b [", 2), ("", 0)])
def test_open_brackets_are_counted_with_those_inside(text: str, count: int) -> None:
    assert brackets.count(text) == count


@pytest.mark.parametrize(("text", "number", "option", "new"), [
    ("We [affirm / recognise] that", 0, 1, "We recognise that"),
    ("We [affirm / recognise] that", 0, None, "We that"),
    ("for peace [and justice];", 0, None, "for peace;"),
    ("[a [b / c] / d] e", 0, 0, "a [b / c] e"),
    ("[x] and [y / z]", 1, 0, "[x] and y"),
])  # fmt: skip
def test_a_bracket_is_resolved(text: str, number: int, option: int | None, new: str) -> None:
    assert brackets.resolved(text, number, option) == new


@given(texts)
def test_resolving_one_after_the_other_ends_in_clean_text(text: str) -> None:
    balanced = _is_balanced(text)
    while found := brackets.brackets(text):
        before = brackets.count(text)
        text = brackets.resolved(text, 0, len(found[0].options) - 1)
        assert brackets.count(text) < before
    assert balanced == (brackets.count(text) == 0)


def _is_balanced(text: str) -> bool:
    try:
        brackets.check_balanced(text)
    except RuleViolation:
        return False
    return True


@given(texts)
def test_what_is_balanced_has_as_many_brackets_as_opening_signs(text: str) -> None:
    if _is_balanced(text):
        assert brackets.count(text) == text.count("[") == text.count("]")


def test_words_are_put_into_brackets_beside_an_alternative() -> None:
    text = brackets.bracketed("We affirm that", 3, 9, "recognise")
    assert text == "We [affirm / recognise] that"
    assert brackets.resolved(text, 0, 0) == "We affirm that"


def test_what_is_not_there_cannot_be_resolved() -> None:
    for number, option in ((1, 0), (0, 2), (-1, 0)):
        with pytest.raises(RuleViolation) as refused:
            brackets.resolved("[a / b]", number, option)
        assert refused.value.code == "bracket-gone"

"""Differences: the steps make the new text out of the old one; words keep where they came from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.vision.differences import (
    Change,
    Step,
    applied,
    carried,
    changes_applied,
    differences,
    merged,
    sources_of,
    text_differences,
)
from facilitator.support.segments import words

vocabulary = st.sampled_from(
    [
        "peace",
        "we",
        "affirm",
        " ",
        ", ",
        "ສັນຕິພາບ",
        "ความสงบ",
        "សន្តិភាព",
        "ငြိမ်းချမ်းရေး",
        "😀",
        "[",
        "]",
        "\n",
    ]
)
texts = st.lists(vocabulary, max_size=25).map("".join)


@given(texts, texts)
def test_the_steps_done_on_the_old_text_give_the_new(old: str, new: str) -> None:
    steps = differences(old, new)
    assert applied(old, steps) == new
    assert all(step.text for step in steps)


@given(st.text(), st.text())
def test_also_for_any_characters_at_all(old: str, new: str) -> None:
    assert "".join(words(old)) == old
    assert applied(old, differences(old, new)) == new


def test_words_are_the_unit() -> None:
    assert differences("We affirm peace.", "We reaffirm peace.") == (
        Step(Change.KEPT, "We "), Step(Change.REMOVED, "affirm"), Step(Change.ADDED, "reaffirm"),
        Step(Change.KEPT, " peace."),
    )  # fmt: skip


def test_words_without_spaces_between_them_are_the_unit_too() -> None:
    steps = differences("ພວກເຮົາຕ້ອງການສັນຕິພາບ", "ພວກເຮົາຢາກໄດ້ສັນຕິພາບ")
    assert steps[0] == Step(Change.KEPT, "ພວກເຮົາ")
    assert steps[-1] == Step(Change.KEPT, "ສັນຕິພາບ")


def test_steps_of_another_text_are_refused() -> None:
    with pytest.raises(ValueError, match="another text"):
        applied("other", differences("We affirm", "We note"))


@given(texts, texts, texts)
def test_every_character_keeps_the_amendment_it_came_with(a: str, b: str, c: str) -> None:
    sources = carried(sources_of(a), a, b, 1)
    sources = carried(sources, b, c, 2)
    assert sum(length for length, _ in sources) == len(c)
    place = 0
    for length, source in sources:
        piece = c[place : place + length]
        place += length
        where = {0: a, 1: b, 2: c}[source]
        assert all(word in words(where) for word in words(piece)) or piece in where


@given(texts, texts, texts)
def test_merging_takes_both_changes_or_refuses(base: str, one: str, other: str) -> None:
    both = merged(base, one, other)
    assert both == merged(base, other, one)
    if both is not None and one == base:
        assert both == other


def test_changes_of_different_words_go_together_and_of_the_same_do_not() -> None:
    base = "We affirm peace for all people."
    assert merged(base, "We note peace for all people.", "We affirm peace for all.") == (
        "We note peace for all.")  # fmt: skip
    assert merged(base, "We note peace for all people.", "We recall peace for all people.") is None


keys = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8)


@given(keys, keys, st.randoms())
def test_the_differences_of_whole_texts_give_the_new_one(
    old: list[str], new: list[str], chance
) -> None:  # type: ignore[no-untyped-def]
    before = [(key, f"text of {key} {chance.randint(0, 2)}") for key in old]
    after = [(key, f"text of {key} {chance.randint(0, 2)}") for key in new]
    changes = text_differences(before, after)
    assert changes_applied(before, changes) == after
    assert {c.key for c in changes if c.is_gone} == set(old) - set(new)


def test_a_paragraph_that_moved_is_called_so() -> None:
    changes = text_differences(
        [("a", "1"), ("b", "2"), ("c", "3")], [("b", "2"), ("c", "3"), ("a", "1")]
    )
    assert [(c.key, c.moved) for c in changes] == [("b", False), ("c", False), ("a", True)]

"""Results: figures made of protected counts alone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from facilitator.domain.disclosure import Dimension, Why
from facilitator.domain.feedback.forms import Form, FormKind, Item, ItemKind, Option
from facilitator.domain.feedback.results import (
    changes_between,
    learning_between,
    results_of,
)  # fmt: skip

EN = {"en": "Question"}
AB = (Option("a"), Option("b"))


def form(*items: Item, **rest: Any) -> Form:
    return Form(FormKind.OTHER, {"en": "Form"}, items, **rest)


def ratings(name: str, counts: list[int]) -> list[dict[str, Any]]:
    return [{name: str(v)} for v, n in enumerate(counts, 1) for _ in range(n)]


def test_n_rate_counts_agree_and_median() -> None:
    answers = [*ratings("x", [0, 1, 4, 13, 12]), {"x": "na"}]
    found = results_of(form(Item("x", ItemKind.RATING, EN)), [answers], 35)
    assert (found.n, found.invited, found.rate) == (31, 35, 89)
    item = found.items[0]
    assert (item.shown.n, item.shown.counts) == (30, (0, 1, 4, 13, 12))
    assert (item.agree, item.median) == (83, 4.0)


def test_several_choices_are_counted_option_by_option() -> None:
    answers = [{"x": ["a"]}] * 8 + [{"x": ["a", "b"]}] * 6 + [{"x": ["b"]}] * 5 + [{}] * 3
    item = results_of(form(Item("x", ItemKind.CHOICES, EN, AB)), [answers], 30).items[0]
    assert item.shown.n == 19
    assert [one.counts for one in item.options] == [(5, 14), (8, 11)]


def test_then_and_now_have_one_base_and_are_never_mixed_with_before() -> None:
    answers: list[dict[str, Any]] = [{"x": ["2", "4"]}] * 6 + [{"x": ["3", "3"]}] * 3
    answers += [{"x": ["4", "3"]}] * 2 + [{"x": ["2", "3"]}] * 2 + [{"x": ["3", "4"]}] * 2
    answers += [{"x": ["2", "2"]}] + [{"x": ["1", ""]}] * 4
    item = results_of(form(Item("x", ItemKind.THEN_NOW, EN)), [answers], 20).items[0]
    assert item.then is not None
    assert item.then.counts == (0, 9, 5, 2, 0)
    assert item.shown.counts == (0, 1, 7, 8, 0)
    assert item.change is not None
    change = item.change
    assert (change.n, change.higher, change.same, change.lower) == (16, 10, 4, 2)


def test_a_change_is_not_told_where_one_side_is_alike() -> None:
    answers = [{"x": ["1", str(2 + n % 2)]} for n in range(12)]
    item = results_of(form(Item("x", ItemKind.THEN_NOW, EN)), [answers], 12).items[0]
    assert item.then is not None
    assert (item.then.alike, item.change) == (0, None)


def test_too_few_comments_are_not_shown() -> None:
    texts = [{"x": f"text {n}"} for n in range(4)] + [{}] * 20
    found = results_of(form(Item("x", ItemKind.TEXT, EN)), [texts], 30).items[0]
    assert (found.comments, found.shown.why) == (None, Why.TOO_FEW)
    found = results_of(form(Item("x", ItemKind.TEXT, EN)), [[*texts, {"x": "fifth"}]], 30).items[0]
    assert found.comments is not None
    assert len(found.comments) == 5


def test_fewer_late_forms_than_k_wait() -> None:
    one = form(Item("x", ItemKind.RATING, EN))
    first = ratings("x", [1, 2, 3, 8, 7])
    found = results_of(one, [first, ratings("x", [3, 0, 0, 0, 0])], 35)
    assert (found.n, found.waiting, found.items[0].shown.n) == (21, 3, 21)
    found = results_of(one, [first, ratings("x", [3, 0, 1, 1, 0])], 35)
    assert (found.n, found.waiting, found.items[0].shown.n) == (26, 0, 26)


def test_only_the_categories_of_the_form_are_broken_down() -> None:
    answers = [a | {"group": g} for g in ("woman", "man") for a in ratings("x", [1, 2, 2, 3, 3])]
    item = Item("x", ItemKind.RATING, EN)
    by_sex = results_of(form(item, dimension=Dimension.SEX), [answers], 30, ("woman", "man"))
    assert [part.names for part in by_sex.items[0].shown.parts] == [("woman",), ("man",)]
    assert results_of(form(item), [answers], 30).items[0].shown.parts == ()


KNOW = tuple(Item(f"q{n}", ItemKind.KNOWLEDGE, EN, AB, right="a") for n in range(5))


def known(code: str, n: int) -> dict[str, Any]:
    return {"code": code} | {item.name: "a" if k < n else "b" for k, item in enumerate(KNOW)}


def test_knowledge_is_reported_for_pairs_and_for_nobody_else() -> None:
    before, after = form(*KNOW, with_code=True), form(*KNOW, with_code=True)
    names = [f"person{chr(97 + n)}{chr(97 + n)}" for n in range(9)]
    first = [known(name, n % 4) for n, name in enumerate(names)]
    second = [known(name.upper(), 2 + n % 4) for n, name in enumerate(names[:7])]
    found = learning_between(before, first, after, second)
    assert (found.pairs, found.unmatched_first, found.unmatched_second) == (7, 2, 0)
    assert found.learning is not None
    assert found.learning.n == 7
    assert found.learning.change.alike == 0
    alone = results_of(before, [first], 10).items[0]
    assert (alone.shown.n, alone.shown.counts, alone.shown.why) == (None, None, Why.PAIRED)
    few = learning_between(before, first, after, second[:4])
    assert (few.learning, few.why) == (None, Why.TOO_FEW)


def about(*objectives: str) -> Any:
    return form(*(replace(item, objective=key) for item, key in zip(KNOW, objectives, strict=True)),
                with_code=True)  # fmt: skip


def answered(code: str, rights: str) -> dict[str, Any]:
    """`rights` such as "ababb": what was ticked for each question; "a" is right."""
    return {"code": code} | dict(zip((item.name for item in KNOW), rights, strict=True))


PEOPLE = [f"person{chr(97 + n)}{chr(97 + n)}" for n in range(8)]
BEFORE = ("aabbb", "abbab", "bbbab", "babbb", "bbbba", "abaab", "bbabb", "bbbbb")
AFTER = ("aabab", "aabaa", "bbaab", "abaaa", "babba", "aaaab", "abaaa", "bbbaa")


def test_knowledge_is_reported_by_objective_for_the_same_pairs() -> None:
    both = about("tree", "tree", "tree", "text", "text")
    first, second = ([answered(code, said) for code, said in zip(PEOPLE, side, strict=True)]
                     for side in (BEFORE, AFTER))  # fmt: skip
    found = learning_between(both, first, both, second)
    assert found.learning is not None
    told = {key: (one.mean_before, one.mean_after, one.n) for key, one in found.subjects}
    assert told == {"tree": (29, 54, 8), "text": (25, 75, 8)}
    assert found.subjects_why is None


@pytest.mark.parametrize("rest", ["text", ""])
def test_an_objective_on_which_all_are_alike_hides_them_all(rest: str) -> None:
    """Shown beside the whole, the others would tell it by subtraction, named or not."""
    both = about("tree", "tree", "tree", rest, rest)
    alike = [said[:3] + "bb" for said in BEFORE]
    first = [answered(code, said) for code, said in zip(PEOPLE, alike, strict=True)]
    second = [answered(code, said) for code, said in zip(PEOPLE, AFTER, strict=True)]
    found = learning_between(both, first, both, second)
    assert found.learning is not None
    assert (found.subjects, found.subjects_why) == ((), Why.OBJECTIVE_ALIKE)


def test_changes_of_ratings_wait_until_the_unmatched_are_none_or_enough() -> None:
    one = form(Item("x", ItemKind.RATING, EN), with_code=True)
    names = [f"name{chr(97 + n)}{chr(97 + n)}{n}" for n in range(12)]
    first = [{"code": name, "x": str(1 + n % 3)} for n, name in enumerate(names)]
    second = [{"code": name, "x": str(1 + n % 4)} for n, name in enumerate(names)]
    assert changes_between(one, first, one, second[:10]).why is Why.UNMATCHED
    found = changes_between(one, first, one, second)
    assert found.why is None
    assert [name for name, _ in found.changes] == ["x"]
    assert changes_between(one, first, one, second[:7]).why is None

"""The attack on whole forms with every kind of question, at every time of looking.

A daily pulse and the form of the last day, closed up to three times: what `results_of` gives is all
that screens, charts, exports and papers have.
"""

from __future__ import annotations

import itertools
import random

import pytest
from disclosure_attack import SECTORS, SEX, Attack

from facilitator.domain.disclosure import NOT_STATED, Dimension, Given, Protected, Rules
from facilitator.domain.feedback.forms import Form, FormKind, Item, ItemKind, Option
from facilitator.domain.feedback.measures import median_of, net_score, percent, percent_agree
from facilitator.domain.feedback.results import Answer, FormResults, ItemResult, results_of

ITEMS = (
    Item("energy", ItemKind.RATING),
    Item("pace", ItemKind.CHOICE, options=(Option("slow"), Option("right"), Option("fast"))),
    Item("liked", ItemKind.CHOICES, options=(Option("tree"), Option("vision"), Option("exercise"))),
    Item("recommend", ItemKind.SCALE),
    Item("check", ItemKind.KNOWLEDGE, options=(Option("a"), Option("b")), right="a"),
    Item("hours", ItemKind.NUMBER),
    Item("change", ItemKind.TEXT),
)


def a_form(draw: random.Random) -> tuple[Form, tuple[str, ...], list[list[Answer]]]:
    """A form and its answers by 20 to 60 people, in one to three batches."""
    dimension = draw.choice((Dimension.NONE, Dimension.SEX, Dimension.INSTITUTION_TYPE))
    names = {Dimension.SEX: SEX, Dimension.INSTITUTION_TYPE: SECTORS}.get(dimension, ())
    form = Form(
        FormKind.PULSE, {"en": "Day"}, ITEMS, dimension=dimension, k=draw.choice((4, 5, 5, 7))
    )
    n = draw.randint(20, 60)
    weights = [draw.random() ** 2 + 0.02 for _ in (*names, NOT_STATED)]
    leaning = {
        item.name: [draw.random() ** draw.choice((1, 3, 9)) + 1e-9 for _ in range(11)]
        for item in ITEMS
    }
    people = [_filled(draw, leaning, group, number)
              for number, group in enumerate(draw.choices([*names, NOT_STATED], weights, k=n))]  # fmt: skip
    cuts = sorted({n, *(draw.randint(5, n) for _ in range(draw.choice((0, 1, 1, 2))))})
    return form, names, [people[a:b] for a, b in itertools.pairwise([0, *cuts])]


def _filled(
    draw: random.Random, leaning: dict[str, list[float]], group: str, number: int
) -> Answer:
    given: dict[str, object] = {"group": group}
    for item in ITEMS:
        if draw.random() < 0.07:
            continue
        names = [option.name for option in item.choices]
        weights = leaning[item.name]
        if item.kind is ItemKind.CHOICES:
            given[item.name] = [
                name for name, weight in zip(names, weights, strict=False) if draw.random() < weight
            ]
        elif item.kind is ItemKind.NUMBER:
            given[item.name] = draw.randrange(6)
        elif item.kind is ItemKind.TEXT:
            if draw.random() < 0.5:
                given[item.name] = f"comment {number}"
        else:
            given[item.name] = draw.choices(names, weights[: len(names)])[0]
    return given


def attack(seed: int) -> tuple[int, list[str]]:
    draw = random.Random(seed)
    form, names, batches = a_form(draw)
    looks = [results_of(form, batches[: time + 1], 60, names) for time in range(len(batches))]
    shown, found = 0, []
    for at, item in enumerate(ITEMS):
        seen = [look.items[at] for look in looks]
        for one in seen:
            _adds_nothing(one)
        if item.kind is ItemKind.TEXT:
            _comments_come_in_crowds(form.k, [set(one.comments or ()) for one in seen])
        elif item.kind is ItemKind.NUMBER:
            _grows_by_enough(form.k, [one.shown.n or 0 for one in seen])
        elif item.kind is ItemKind.CHOICES:
            for place, option in enumerate(item.options):
                given = [[(a["group"], int(option.name in a[item.name])) for a in batch if a.get(item.name)]
                         for batch in batches]  # fmt: skip
                found += _pinned(form, names, given, [one.options[place] for one in seen], 2, draw)
        else:
            values = [option.name for option in item.choices]
            given = [[(a["group"], values.index(a[item.name])) for a in batch if item.name in a]
                     for batch in batches]  # fmt: skip
            found += _pinned(form, names, given, [one.shown for one in seen], len(values), draw)
        shown += sum(one.shown.is_published for one in seen)
    _rates_grow_by_enough(form.k, looks)
    return shown, [f"seed {seed}: {cell}" for cell in found]


def _pinned(
    form: Form, names: tuple[str, ...], given: list[list[Given]], seen: list[Protected],
    options: int, draw: random.Random,
) -> list[str]:  # fmt: skip
    rules = Rules(form.k, names, form.dimension.mergeable)
    return Attack(given, rules, seen, options).pinned(draw)


def _adds_nothing(one: ItemResult) -> None:
    """Every figure beside the counts can be made of the counts, so it tells nothing more."""
    counts, kind = one.shown.counts, one.item.kind
    if kind in {ItemKind.NUMBER, ItemKind.TEXT, ItemKind.CHOICES}:
        return
    if counts is None:
        assert (one.agree, one.right, one.net) == (None, None, None)
        first = 0 if kind is ItemKind.SCALE else 1
        assert one.median == (None if one.shown.alike is None else one.shown.alike + first)
        return
    assert one.agree in {None, percent_agree(counts)}
    assert one.median in {None, median_of(counts, 0 if kind is ItemKind.SCALE else 1)}
    assert one.right in {None, percent(counts[0], sum(counts))}
    assert one.net == (net_score(counts) if kind is ItemKind.SCALE else None)


def _comments_come_in_crowds(k: int, seen: list[set[str]]) -> None:
    for earlier, later in itertools.pairwise([set(), *seen]):
        assert earlier <= later
        assert not 0 < len(later - earlier) < k


def _grows_by_enough(k: int, seen: list[int]) -> None:
    for earlier, later in itertools.pairwise([0, *seen]):
        assert later == earlier or later - earlier >= k


def _rates_grow_by_enough(k: int, looks: list[FormResults]) -> None:
    _grows_by_enough(k, [look.n for look in looks])
    for look, time in zip(looks, itertools.count(1), strict=False):
        assert look.n + look.waiting >= look.n, time
        assert look.waiting < k


def test_no_form_tells_what_fewer_than_k_people_said() -> None:
    results = [attack(seed) for seed in range(12)]
    assert [cell for _, found in results for cell in found] == []
    assert sum(shown for shown, _ in results) > 50


@pytest.mark.slow
@pytest.mark.parametrize("hundred", range(3))
def test_no_form_of_300_programmes_tells(hundred: int) -> None:
    results = [attack(100 * hundred + seed) for seed in range(100)]
    assert [cell for _, found in results for cell in found] == []

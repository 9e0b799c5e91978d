"""Disclosure control: the worked examples to the digit, and an attack with integer programming."""

from __future__ import annotations

import itertools
import random

import pytest
from disclosure_attack import ANSWERS, SECTORS, SEX, Attack
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.disclosure import (
    LEAST_K,
    NOT_STATED,
    Given,
    K,
    Partition,
    Protected,
    Rules,
    Why,
    alike,
    check_k,
    explain,
    paired_base,
    partition,
    protect,
    protect_comments,
    slack,
)  # fmt: skip
from facilitator.support.errors import RuleViolation


def by_sex(**options: object) -> Rules:
    return Rules(categories=SEX, **options)  # type: ignore[arg-type]


BY_SECTOR = Rules(categories=SECTORS, mergeable=True)


def people(seed: int, sizes: dict[str, int]) -> list[Given]:
    """Answers that are not alike in any group."""
    draw = random.Random(seed)
    return [(name, draw.randrange(ANSWERS)) for name, n in sizes.items() for _ in range(n)]


# The worked examples ---------------------------------------------------------------------------


def test_31_answers_with_two_unstated_show_the_total_only() -> None:
    item = protect([people(1, {"woman": 15, "man": 14, NOT_STATED: 2})], ANSWERS, by_sex())
    assert (item.n, item.unstated, item.parts) == (31, 2, ())
    assert item.counts is not None
    assert sum(item.counts) == 31
    assert item.parts_why is Why.REMAINDER


def test_items_chosen_before_collection_show_both_sexes_and_never_the_31() -> None:
    answers = people(1, {"woman": 15, "man": 14, NOT_STATED: 2})
    item = protect([answers], ANSWERS, by_sex(stated_only=True))
    assert (item.n, item.unstated) == (29, 0)
    assert [(part.names, part.n) for part in item.parts] == [(("woman",), 15), (("man",), 14)]
    assert item.counts == tuple(
        map(sum, zip(*(part.counts or () for part in item.parts), strict=True))
    )


def test_15_women_and_16_men_with_none_unstated_show_everything() -> None:
    item = protect([people(2, {"woman": 15, "man": 16})], ANSWERS, by_sex())
    assert item.n == 31
    assert [part.n for part in item.parts] == [15, 16]
    assert item.parts_why is None


def test_sectors_17_8_4_2_are_shown_as_17_8_6() -> None:
    sizes = dict(zip(SECTORS, (17, 8, 4, 2), strict=True))
    item = protect([people(3, sizes)], ANSWERS, BY_SECTOR)
    assert [(part.names, part.n) for part in item.parts] == [
        (("government",), 17), (("civil society",), 8), (("academia", "institute"), 6),
    ]  # fmt: skip


# The rules -------------------------------------------------------------------------------------


def test_k_is_five_may_be_four_and_never_three() -> None:
    assert (K, LEAST_K) == (5, 4)
    check_k(4)
    with pytest.raises(RuleViolation):
        Rules(k=3)


def test_respondents_count_and_not_registered_people() -> None:
    answers: list[Given] = [("woman", None)] * 12 + [("woman", n % 3) for n in range(4)]
    assert protect([answers], ANSWERS, Rules()) == Protected(why=Why.TOO_FEW)
    answers += [("man", 4)]
    assert protect([answers], ANSWERS, Rules()).n == 5


@pytest.mark.parametrize(
    ("sizes", "visible", "hidden", "why"),
    [
        ((17, 8, 3, 0), (), ("government", "civil society", "academia"), Why.REMAINDER),
        ((12, 9, 6, 3), (("government",), ("civil society",)), ("institute", "academia"), None),
        (
            (12, 9, 1, 1),
            (),
            ("government", "civil society", "academia", "institute"),
            Why.REMAINDER,
        ),
        ((12, 9, 4, 1), (("government",), ("civil society",), ("academia", "institute")), (), None),
        ((20, 0, 0, 0), (), ("government",), Why.ONE_LEFT),
        ((3, 1, 1, 1), (), SECTORS, Why.ONE_LEFT),
    ],
)
def test_what_is_left_hidden_comes_to_k_or_to_nothing(
    sizes: tuple[int, ...],
    visible: tuple[tuple[str, ...], ...],
    hidden: tuple[str, ...],
    why: Why | None,
) -> None:
    found = partition(dict(zip(SECTORS, sizes, strict=True)), BY_SECTOR)
    assert (found.visible, found.why) == (visible, why)
    assert set(found.hidden) == set(hidden)


@given(st.lists(st.integers(0, 25), min_size=1, max_size=6), st.integers(4, 9), st.booleans())
def test_every_partition_keeps_the_rule(sizes: list[int], k: int, mergeable: bool) -> None:
    names = tuple("abcdef"[: len(sizes) - 1])
    by_name = dict(zip((*names, NOT_STATED), sizes, strict=True))
    found = partition(by_name, Rules(k, names, mergeable))
    shown = [sum(by_name[name] for name in group) for group in found.visible]
    hidden = sum(by_name[name] for name in found.hidden)
    assert sum(shown) + hidden == sum(sizes)
    assert all(n >= k for n in shown)
    assert len(shown) != 1
    if shown:
        assert hidden == 0 or hidden >= k
    else:
        assert isinstance(found, Partition)
        assert found.why in {Why.REMAINDER, Why.ONE_LEFT}


@pytest.mark.parametrize(("n", "may_differ"), [(5, 1), (9, 1), (10, 1), (19, 1), (20, 2), (31, 3)])
def test_nearly_all_leaves_room_for_one_other(n: int, may_differ: int) -> None:
    assert slack(n) == may_differ
    assert alike([0, n]) == alike([may_differ, n - may_differ]) == 1
    if n - may_differ - 1 > slack(n):
        assert alike([may_differ + 1, n - may_differ - 1]) is None


def test_a_total_that_is_alike_gives_way_to_words() -> None:
    answers: list[Given] = [("woman", 4)] * 15 + [("man", 4)] * 15 + [("man", 0)]
    item = protect([answers], ANSWERS, by_sex())
    assert (item.n, item.counts, item.alike, item.parts) == (31, None, 4, ())
    assert item.why is Why.ALIKE


def test_a_group_that_is_alike_is_said_in_words_and_none_is_counted() -> None:
    answers: list[Given] = [("woman", 4)] * 15
    answers += [("man", n % 5) for n in range(16)]
    item = protect([answers], ANSWERS, by_sex())
    assert [(part.counts, part.alike) for part in item.parts] == [(None, 4), (None, None)]
    assert item.parts_why is Why.PARTS_ALIKE


def test_words_with_one_meaning_are_left_out() -> None:
    """Men: two others, the least that is not "nearly all". So every woman would be known."""
    answers: list[Given] = [("woman", 4)] * 12 + [("man", 4)] * 7 + [("man", 1)] * 2
    answers += [("woman", 1)] * 0
    item = protect([answers], ANSWERS, Rules(categories=SEX))
    assert item.alike == 4 or item.parts == ()


def test_late_forms_change_nothing_until_there_are_k_of_them() -> None:
    first = people(4, {"woman": 15, "man": 16})
    late = people(5, {"woman": 1, "man": 2})
    item = protect([first, late], ANSWERS, by_sex())
    before = protect([first], ANSWERS, by_sex())
    assert (item.n, item.counts, item.parts) == (before.n, before.counts, before.parts)
    assert item.why is Why.LATE
    more = people(6, {"woman": 1, "man": 2})
    item = protect([first, late, more], ANSWERS, by_sex())
    assert item.n == 37
    assert item.parts == ()  # two women more: they would be read off the difference
    assert item.parts_why is Why.LATE
    many = people(7, {"woman": 6, "man": 7})
    assert [part.n for part in protect([first, many], ANSWERS, by_sex()).parts] == [21, 23]


def test_late_forms_that_are_alike_stay_out() -> None:
    first = people(4, {"woman": 15, "man": 16})
    assert protect([first, [("woman", 3)] * 6], ANSWERS, Rules()).n == 31


def test_comments_wait_for_k_and_lose_their_order() -> None:
    few = [f"comment {n}" for n in range(4)]
    assert protect_comments([few]) is None
    many = [f"comment {n}" for n in range(30)]
    shown = protect_comments([many, ["late"]])
    assert shown is not None
    assert sorted(shown) == sorted(many)
    assert shown == protect_comments([many[::-1]])  # whoever wrote first
    assert shown not in {tuple(many), tuple(many[::-1])}
    assert len(protect_comments([many, few, ["one more"]]) or ()) == 35


@pytest.mark.parametrize(
    ("first", "second", "pairs", "why"),
    [(31, 31, 31, None), (33, 31, 29, Why.UNMATCHED), (33, 31, 4, Why.TOO_FEW), (30, 25, 20, None),
     (31, 31, 27, Why.UNMATCHED)],
)  # fmt: skip
def test_pairs_beside_totals(first: int, second: int, pairs: int, why: Why | None) -> None:
    assert paired_base(first, second, pairs) is why


def test_every_reason_is_a_sentence() -> None:
    for why in Why:
        assert explain(why).endswith(".")


# The attack ------------------------------------------------------------------------------------


def a_programme(draw: random.Random) -> tuple[list[list[list[Given]]], Rules]:
    """A form of a few items, answered by 20 to 60 people in one to three batches."""
    names = SEX if draw.random() < 0.5 else SECTORS
    weights = [draw.random() ** 2 + 0.02 for _ in (*names, NOT_STATED)]
    n = draw.randint(20, 60)
    who = draw.choices([*names, NOT_STATED], weights, k=n)
    rules = Rules(
        draw.choice((4, 5, 5, 7)), names, names is SECTORS, stated_only=draw.random() < 0.3
    )
    cuts = sorted({n, *(draw.randint(5, n) for _ in range(draw.choice((0, 1, 1, 2))))})
    items = []
    for _ in range(3):
        leaning = [draw.random() ** draw.choice((1, 3, 9)) for _ in range(ANSWERS)]
        given = [(c, draw.choices(range(ANSWERS), leaning)[0]) for c in who]
        given = [(c, None if draw.random() < 0.07 else v) for c, v in given]
        items.append([given[a:b] for a, b in itertools.pairwise([0, *cuts])])
    return items, rules


def attack(seed: int) -> tuple[int, list[str]]:
    draw = random.Random(seed)
    items, rules = a_programme(draw)
    shown, found = 0, []
    for batches in items:
        shows = [protect(batches[: t + 1], ANSWERS, rules) for t in range(len(batches))]
        shown += sum(len(one.parts) for one in shows)
        kept = [[g for g in batch if g[1] is not None] for batch in batches]
        if rules.stated_only:
            kept = [[g for g in batch if g[0]] for batch in kept]
        found += [f"seed {seed}: {cell}" for cell in Attack(kept, rules, shows).pinned(draw)]
    return shown, found


def test_no_hidden_cell_can_be_worked_out() -> None:
    results = [attack(seed) for seed in range(25)]
    assert [cell for _, found in results for cell in found] == []
    assert sum(shown for shown, _ in results) > 30  # and there was something to attack


@pytest.mark.slow
@pytest.mark.parametrize("hundred", range(3))
def test_no_hidden_cell_of_300_programmes_can_be_worked_out(hundred: int) -> None:
    results = [attack(100 * hundred + seed) for seed in range(100)]
    assert [cell for _, found in results for cell in found] == []


def test_the_attack_would_find_a_leak() -> None:
    """Women, men and the total of 31 shown together: the two unstated can be read off."""
    answers = people(1, {"woman": 15, "man": 14, NOT_STATED: 2})
    rules = by_sex()
    safe = protect([answers], ANSWERS, rules)
    stated = protect([[g for g in answers if g[0]]], ANSWERS, rules)
    leaky = Protected(31, safe.counts, None, stated.parts)
    assert Attack([answers], rules, [safe]).pinned(random.Random(1)) == []
    assert Attack([answers], rules, [leaky]).pinned(random.Random(1)) != []

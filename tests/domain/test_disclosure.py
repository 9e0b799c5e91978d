"""Disclosure control: the worked examples to the digit, and an attack with integer programming."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

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

SEX = ("woman", "man")
SECTORS = ("government", "civil society", "academia", "institute")
ANSWERS = 5


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


@dataclass
class Attack:
    """Integer programming over all that was shown of one item, by who knows every group's size.

    A variable is how many of category `c` in batch `b` gave answer `v`. The attacker knows who came
    early and who late, how big every category is, and keeps every print.
    """

    batches: list[list[Given]]
    rules: Rules
    shows: list[Protected]

    def __post_init__(self) -> None:
        names = [*self.rules.categories, *(() if self.rules.stated_only else (NOT_STATED,))]
        self.groups = list(itertools.product(range(len(self.batches)), names))
        self.truth = {g: [self._count(g, v) for v in range(ANSWERS)] for g in self.groups}
        self.rows: list[tuple[np.ndarray, float, float]] = []
        for group, counts in self.truth.items():
            self._add([(group, v) for v in range(ANSWERS)], sum(counts), sum(counts))
        for time, shown in enumerate(self.shows):
            self._read(time, shown)

    def _count(self, group: tuple[int, str], value: int) -> int:
        batch, name = group
        return sum(1 for given in self.batches[batch] if given == (name, value))

    def _column(self, group: tuple[int, str], value: int) -> int:
        return self.groups.index(group) * ANSWERS + value

    def _add(self, cells: Sequence[tuple[tuple[int, str], int]], least: float, most: float) -> None:
        row = np.zeros(len(self.groups) * ANSWERS)
        for group, value in cells:
            row[self._column(group, value)] += 1
        self.rows.append((row, least, most))

    def _read(self, time: int, shown: Protected) -> None:
        """Numbers of one look; which batches are in them is known from the n."""
        if shown.n is None or not shown.is_published:
            return
        within = self._batches_in(shown.n, time)
        self._read_base(within, None, shown.n, shown.counts, shown.alike)
        for part in shown.parts:
            self._read_base(within, part.names, part.n, part.counts, part.alike)

    def _batches_in(self, n: int, time: int) -> int:
        sizes = [sum(sum(self.truth[g]) for g in self.groups if g[0] <= b) for b in range(time + 1)]
        return max(b for b, size in enumerate(sizes) if size == n)

    def _read_base(
        self,
        within: int,
        names: Sequence[str] | None,
        n: int,
        counts: Sequence[int] | None,
        same: int | None,
    ) -> None:
        groups = [g for g in self.groups if g[0] <= within and (names is None or g[1] in names)]
        assert sum(sum(self.truth[g]) for g in groups) == n
        if counts is not None:
            for value, count in enumerate(counts):
                self._add([(g, value) for g in groups], count, count)
        elif same is not None:
            self._add([(g, same) for g in groups], n - slack(n), n)

    def sensitive(self) -> Iterator[tuple[str, list[tuple[int, str]]]]:
        """Every set of fewer than k people that the prints could single out, and those in words."""
        for time, shown in enumerate(self.shows):
            for base in (shown, *shown.parts):
                names = getattr(base, "names", None)
                if base.alike is not None and shown.n is not None:
                    within = self._batches_in(shown.n, time)
                    yield (
                        f"in words {names}",
                        [
                            g
                            for g in self.groups
                            if g[0] <= within and (names is None or g[1] in names)
                        ],
                    )
        names = dict.fromkeys(name for _, name in self.groups)
        every = [(f"{b}/{name}", [(b, name)]) for b, name in self.groups]
        every += [(name, [g for g in self.groups if g[1] == name]) for name in names]
        every += [
            (f"batch {b}", [g for g in self.groups if g[0] == b]) for b in range(len(self.batches))
        ]
        for label, groups in every:
            if 0 < sum(sum(self.truth[g]) for g in groups) < self.rules.k:
                yield label, groups

    def pinned(self, draw: random.Random) -> list[str]:
        """Cells that have one value only, other than the zeros that a shown zero makes."""
        open_cells = {
            (label, v): [(g, v) for g in groups] for label, groups in self.sensitive() for v in range(ANSWERS)
            if any(self._could_be(g, v) for g in groups if any(self.truth[g]))
        }  # fmt: skip
        if not open_cells or len(self.rows) == len(self.groups):
            return []
        values = {
            key: {self._sum(cells, self._truth_vector())} for key, cells in open_cells.items()
        }
        for _ in range(4):
            aim = [draw.uniform(-1, 1) for _ in range(len(self.groups) * ANSWERS)]
            self._note(values, open_cells, self._solve(np.array(aim)))
        for key, cells in open_cells.items():
            for sign in (1, -1):
                if len(values[key]) == 1:
                    aim = np.zeros(len(self.groups) * ANSWERS)
                    for group, value in cells:
                        aim[self._column(group, value)] = sign
                    self._note(values, open_cells, self._solve(aim))
        return [f"{label}: answer {v}" for (label, v), found in values.items() if len(found) == 1]

    def _could_be(self, group: tuple[int, str], value: int) -> bool:
        """Whether no base of k or more, shown or left by subtraction, has a zero over this cell.

        That nobody among fifteen chose an answer may be told; it tells what nobody said.
        """
        for base in self._bases():
            zero = not any(self.truth[g][value] for g in base)
            if group in base and zero and sum(sum(self.truth[g]) for g in base) >= self.rules.k:
                return False
        return True

    def _bases(self) -> list[set[tuple[int, str]]]:
        """What was counted in each look, what that leaves of its total, and what one look adds."""
        bases: list[set[tuple[int, str]]] = []
        for time, shown in enumerate(self.shows):
            if shown.counts is None or shown.n is None:
                continue
            within = self._batches_in(shown.n, time)
            total = {g for g in self.groups if g[0] <= within}
            parts = [
                {g for g in total if g[1] in p.names} for p in shown.parts if p.counts is not None
            ]
            bases += [total, *parts, *([total - set().union(*parts)] if parts else [])]
        return bases + [
            later - earlier
            for earlier, later in itertools.permutations(bases, 2)
            if earlier < later
        ]

    def _truth_vector(self) -> np.ndarray:
        return np.array([c for group in self.groups for c in self.truth[group]], dtype=float)

    def _sum(self, cells: Sequence[tuple[tuple[int, str], int]], at: np.ndarray) -> int:
        return round(sum(at[self._column(group, value)] for group, value in cells))

    def _note(self, values: dict, open_cells: dict, at: np.ndarray) -> None:
        for key, cells in open_cells.items():
            values[key].add(self._sum(cells, at))

    def _solve(self, aim: np.ndarray) -> np.ndarray:
        rows = np.array([row for row, _, _ in self.rows])
        limits = LinearConstraint(
            rows, [low for _, low, _ in self.rows], [high for _, _, high in self.rows]
        )
        found = milp(
            aim, constraints=limits, integrality=np.ones(len(aim)), bounds=Bounds(0, np.inf)
        )
        assert found.success, found.message
        return found.x


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

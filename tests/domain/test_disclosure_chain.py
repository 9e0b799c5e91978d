"""The attack on forms that are matched: before, after and months later, with all that is shown of them.

An attacker who knows who is in which group, who filled which form and who left out which question
keeps every page of the programme. He must not learn what fewer than k people said.
"""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from math import inf

import pytest
from disclosure_attack import SEX, Puzzle

from facilitator.domain.disclosure import Dimension, Protected, slack
from facilitator.domain.feedback.forms import Form, FormKind, Item, ItemKind, Option
from facilitator.domain.feedback.measures import Change, Learning, percent
from facilitator.domain.feedback.results import (
    Answer,
    PairedResults,
    changes_between,
    learning_between,
    results_of,
)  # fmt: skip

ABSENT, NO_ANSWER = -1, -2
KINDS = (FormKind.BEFORE, FormKind.AFTER, FormKind.FOLLOW_UP)

Person = tuple[str, tuple[int, ...]]
"""The group, then the answer to each form: ABSENT without the form or without an answer to it."""


def who_is_there(draw: random.Random) -> list[tuple[str, tuple[bool, ...]]]:
    """20 to 60 people, and which of the three forms each of them filled."""
    n = draw.randint(20, 60)
    weights = [draw.random() + 0.3, draw.random() + 0.3, draw.choice((0.0, 0.05, 0.3))]
    often = [draw.choice((1.0, 1.0, 1.0, 0.95, 0.8, 0.6)) for _ in KINDS]
    groups = draw.choices([*SEX, ""], weights, k=n)
    return [(group, tuple(draw.random() < share for share in often)) for group in groups]


# Ratings of one question, three times ----------------------------------------------------------------


def ratings(draw: random.Random) -> tuple[list[Form], list[Person]]:
    """A question that is asked three times, with answers that mostly go up."""
    options = draw.choice((3, 4, 5))
    scale = tuple(Option(str(one), {"en": str(one)}) for one in range(options))
    item = Item("x", ItemKind.RATING, {"en": "I can analyse a conflict"}, scale)
    dimension = draw.choice((Dimension.NONE, Dimension.SEX))
    k = draw.choice((4, 5, 5, 7))
    forms = [
        Form(kind, {"en": kind.value}, (item,), dimension=dimension, with_code=True, k=k)
        for kind in KINDS
    ]
    steps = draw.choice(([0, 1, 1, 2], [0, 0, 1, 1, 2, -1], [0, 1], [-1, 0, 1]))
    no_answer = draw.choice((0.0, 0.0, 0.05))
    people = []
    for group, there in who_is_there(draw):
        level, given = draw.gauss(options / 4, 1), []
        for filled in there:
            given.append(min(options - 1, max(0, round(level))))
            level += draw.choice(steps)
            if not filled:
                given[-1] = ABSENT
            elif draw.random() < no_answer:
                given[-1] = NO_ANSWER
        people.append((group, tuple(given)))
    return forms, people


def answers_of(people: Sequence[Person], at: int) -> list[Answer]:
    """The filled forms of one of the three times."""
    return [
        {"code": code_of(number), "group": group, "x": str(given[at]) if given[at] >= 0 else "na"}
        for number, (group, given) in enumerate(people) if given[at] != ABSENT
    ]  # fmt: skip


def code_of(number: int) -> str:
    """A code that is no slip away from anybody else's."""
    return f"{number:03d}" * 3


def there(given: Sequence[int]) -> tuple[int, ...]:
    """Which forms somebody filled, and in which the answer was left out: that is known."""
    return tuple(min(one, 0) for one in given)


class Ratings:
    """All that is shown of a question asked three times, and what can be made of it."""

    def __init__(self, forms: list[Form], people: list[Person]) -> None:
        self.k, self.options = forms[0].k, len(forms[0].items[0].choices)
        self.patterns = sorted({(g, there(given)) for g, given in people})
        self.cells = [
            (group, given) for group, known in self.patterns
            for given in itertools.product(*[(one,) if one else range(self.options) for one in known])
        ]  # fmt: skip
        counted = Counter(people)
        self.puzzle = Puzzle([counted[cell] for cell in self.cells])
        self.people = people
        self.zeros: list[tuple[int, set[str], int]] = []
        for group, known in self.patterns:
            mine = [at for at, cell in enumerate(self.cells) if cell[0] == group
                    and there(cell[1]) == known]  # fmt: skip
            n = sum(self.puzzle.truth[at] for at in mine)
            self.puzzle.know(mine, n, n)
        given = [answers_of(people, at) for at in range(3)]
        named = [SEX if form.dimension is Dimension.SEX else () for form in forms]
        for at, form in enumerate(forms):
            self._total(at, results_of(form, [given[at]], len(people), named[at]).items[0].shown)
        self.shown = [
            (a, b, changes_between(forms[a], given[a], forms[b], given[b], (named[a], named[b])))
            for a, b in ((0, 1), (1, 2))
        ]
        for first, second, found in self.shown:
            for _, change in found.changes:
                self._change(first, second, change)

    def _where(self, at: int, value: int, groups: Sequence[str] | None = None) -> list[int]:
        return [number for number, (group, given) in enumerate(self.cells)
                if given[at] == value and (groups is None or group in groups)]  # fmt: skip

    def _total(self, at: int, shown: Protected) -> None:
        for names, n, counts, alike in (
            (None, shown.n, shown.counts, shown.alike),
            *((part.names, part.n, part.counts, part.alike) for part in shown.parts),
        ):
            if counts is not None:
                for value, count in enumerate(counts):
                    self.puzzle.know(self._where(at, value, names), count, count)
                    if not count:
                        self.zeros.append((at, {*(names or (*SEX, ""))}, value))
            elif alike is not None and n is not None:
                self.puzzle.know(self._where(at, alike, names), n - slack(n), n)

    def _change(self, first: int, second: int, change: Change) -> None:
        signs: dict[int, list[int]] = {1: [], 0: [], -1: []}
        for at, (_, given) in enumerate(self.cells):
            if min(given[first], given[second]) >= 0:
                signs[(given[second] > given[first]) - (given[second] < given[first])].append(at)
        know_change(self.puzzle, signs, change)

    def sensitive(self) -> dict[str, list[int]]:
        """Answers of fewer than k people: who moved from where to where, and who is in no pair."""
        found: dict[str, list[int]] = {}
        if not any(paired.changes for _, _, paired in self.shown):
            return found  # nothing ties the forms together: the attack on whole forms has them
        for first, second, paired in self.shown:
            if not paired.changes:
                continue
            for before, after in itertools.product(range(self.options), repeat=2):
                mine = [at for at, (_, given) in enumerate(self.cells)
                        if (given[first], given[second]) == (before, after)]  # fmt: skip
                if 0 < sum(self.puzzle.truth[at] for at in mine) < self.k:
                    found[f"{first}{second}: {before} to {after}"] = mine
        for label, people in self._sets():
            for at, value in itertools.product(range(3), range(self.options)):
                mine = [n for n in people if self.cells[n][1][at] == value]
                if mine and not self._told_as_zero(people, at, value):
                    found[f"{label}: {value} at {at}"] = mine
        return found

    def _sets(self) -> Iterator[tuple[str, list[int]]]:
        """Sets of fewer than k people: a group, a way of being there, both."""
        keys = {
            "group": lambda cell: cell[0],
            "there": lambda cell: there(cell[1]),
            "both": lambda cell: (cell[0], there(cell[1])),
        }
        for label, key in keys.items():
            for value in dict.fromkeys(map(key, self.cells)):
                mine = [at for at, cell in enumerate(self.cells) if key(cell) == value]
                if 0 < sum(self.puzzle.truth[at] for at in mine) < self.k:
                    yield f"{label} {value}", mine

    def _told_as_zero(self, people: Sequence[int], at: int, value: int) -> bool:
        """That nobody of k or more gave an answer may be told; it tells what nobody said."""
        groups = {self.cells[n][0] for n in people if self.cells[n][1][at] >= 0}
        told = [names for a, names, v in self.zeros if (a, v) == (at, value)]
        return groups <= set().union(*told)


def attack_ratings(seed: int) -> tuple[int, list[str]]:
    draw = random.Random(seed)
    forms, people = ratings(draw)
    attack = Ratings(forms, people)
    shown = sum(len(found.changes) for _, _, found in attack.shown)
    return shown, [
        f"seed {seed}: {cell}" for cell in attack.puzzle.pinned(attack.sensitive(), draw)
    ]


# Knowledge, three times ------------------------------------------------------------------------------


def a_check(draw: random.Random) -> tuple[list[Form], list[tuple[str, ...]], list[list[Answer]]]:
    """A check of a few questions on objectives, taken three times; forms, who filled which, answers."""
    objectives = draw.choice(
        (
            ("",),
            ("a",),
            ("a", "b"),
            ("a", "a", "b"),
            ("a", "b", "b", ""),
            ("a", "b", "c"),
            ("a", "a", "b", "b", "c"),
        )
    )
    items = tuple(
        Item(f"q{n}", ItemKind.KNOWLEDGE, {"en": "?"}, (Option("r"), Option("w")), objective=key, right="r")
        for n, key in enumerate(objectives)
    )  # fmt: skip
    k = draw.choice((4, 5, 5, 7))
    forms = [Form(kind, {"en": kind.value}, items, with_code=True, k=k) for kind in KINDS]
    ease = [draw.uniform(0.05, 0.6) for _ in items]
    gained = [draw.uniform(0, 0.6), draw.uniform(-0.3, 0.2)]
    filled, answers = [], [list[Answer]() for _ in forms]
    for number, (_, known) in enumerate(who_is_there(draw)):
        filled.append(known)
        skill = [0, gained[0], sum(gained)]
        for at in range(3):
            if known[at]:
                right = [draw.random() < one + skill[at] for one in ease]
                answers[at].append(
                    {"code": code_of(number)}
                    | {
                        item.name: "r" if yes else "w"
                        for item, yes in zip(items, right, strict=True)
                    }
                )
    return forms, filled, answers


class Knowledge:
    """All that is shown of a check taken three times: of the whole and of each objective."""

    def __init__(
        self, forms: list[Form], filled: list[tuple[bool, ...]], answers: list[list[Answer]]
    ) -> None:
        self.forms, self.k, self.most = forms, forms[0].k, len(forms[0].items)
        self.sizes = Counter(item.objective for item in forms[0].items)
        self.patterns = sorted(set(filled))
        self.cells = [
            (known, scores) for known in self.patterns
            for scores in itertools.product(*[range(self.most + 1) if one else (ABSENT,) for one in known])
        ]  # fmt: skip
        people = self._people(filled, answers)
        counted = Counter((known, tuple(sum(one.values()) if one else ABSENT for one in of_each))
                          for known, of_each in people)  # fmt: skip
        self.sums = [
            (known, at, score, key) for known in self.patterns for at in range(3) if known[at]
            for score in range(self.most + 1) for key in self.sizes
        ]  # fmt: skip
        reached = Counter[object]()
        for known, of_each in people:
            for at, one in enumerate(of_each):
                for key, right in one.items():
                    reached[(known, at, sum(one.values()), key)] += right
        self.puzzle = Puzzle([counted[c] for c in self.cells] + [reached[s] for s in self.sums])
        self.place = {name: at for at, name in enumerate([*self.cells, *self.sums])}
        self._know_the_room()
        self.shown = [
            (a, b, learning_between(forms[a], answers[a], forms[b], answers[b], beside))
            for a, b, beside in ((0, 1, ()), (1, 2, (answers[0],)))
        ]
        for first, second, found in self.shown:
            self._read(first, second, found)

    def _people(
        self, filled: list[tuple[bool, ...]], answers: list[list[Answer]]
    ) -> list[tuple[tuple[bool, ...], list[dict[str, int]]]]:
        by_code = [{answer["code"]: answer for answer in of_form} for of_form in answers]
        found = []
        for number, known in enumerate(filled):
            of_each = []
            for at in range(3):
                answer = by_code[at].get(code_of(number))
                of_each.append({} if answer is None else {
                    key: sum(answer[i.name] == "r" for i in self.forms[at].items if i.objective == key)
                    for key in self.sizes})  # fmt: skip
            found.append((known, of_each))
        return found

    def _know_the_room(self) -> None:
        """Who filled what is known, and how points of objectives add up to a score."""
        for known in self.patterns:
            mine = [self.place[c] for c in self.cells if c[0] == known]
            n = sum(self.puzzle.truth[at] for at in mine)
            self.puzzle.know(mine, n, n)
        for known, at, score in dict.fromkeys(one[:3] for one in self.sums):
            holders = [self.place[c] for c in self.cells if c[0] == known and c[1][at] == score]
            points = {self.place[known, at, score, key]: 1.0 for key in self.sizes}
            self.puzzle.know(points | dict.fromkeys(holders, -float(score)), 0, 0)
            for key, most in self.sizes.items():
                each = {self.place[known, at, score, key]: 1.0} | dict.fromkeys(
                    holders, -float(most)
                )
                self.puzzle.know(each, -inf, 0)

    def _pairs(self, first: int, second: int, at: int, score: int) -> list[int]:
        return [self.place[c] for c in self.cells
                if c[0][first] and c[0][second] and c[1][at] == score]  # fmt: skip

    def _read(self, first: int, second: int, found: PairedResults) -> None:
        learned = found.learning
        if learned is None:
            return
        for at, mean, middle in ((first, learned.mean_before, learned.median_before),
                                 (second, learned.mean_after, learned.median_after)):  # fmt: skip
            self._mean(first, second, at, [*self.sizes], mean, learned.n)
            self._median(first, second, at, middle, learned.n)
            for score in range(self.most + 1):  # it is shown, so they are not alike
                self.puzzle.know(
                    self._pairs(first, second, at, score), 0, learned.n - slack(learned.n) - 1
                )
            for key, one in found.subjects:
                self._mean(
                    first,
                    second,
                    at,
                    [key],
                    one.mean_before if at == first else one.mean_after,
                    one.n,
                )
        if learned.gain is not None:
            self._gain(first, second, learned)
        if learned.change is not None:
            self._change(first, second, learned.change)

    def _mean(self, first: int, second: int, at: int, keys: list[str], mean: int, n: int) -> None:
        whole = n * sum(self.sizes[key] for key in keys)
        fitting = [points for points in range(whole + 1) if percent(points, whole) == mean]
        self.puzzle.know([self.place[s] for s in self.sums if s[0][first] and s[0][second]
                          and s[1] == at and s[3] in keys], min(fitting), max(fitting))  # fmt: skip

    def _median(self, first: int, second: int, at: int, middle: float, n: int) -> None:
        scores = sorted(c[1][at] for c in self.cells if c[0][first] and c[0][second]
                        for _ in range(self.puzzle.truth[self.place[c]]))  # fmt: skip
        for rank in {(n - 1) // 2, n // 2}:  # more than the median of an even number tells
            upto = [
                at_
                for score in range(scores[rank] + 1)
                for at_ in self._pairs(first, second, at, score)
            ]
            below = [
                at_
                for score in range(scores[rank])
                for at_ in self._pairs(first, second, at, score)
            ]
            self.puzzle.know(upto, rank + 1, n)
            self.puzzle.know(below, 0, rank)
        assert middle == (scores[(n - 1) // 2] + scores[n // 2]) / 2

    def _gain(self, first: int, second: int, learned: Learning) -> None:
        """g - 1/2 <= 100 (after - before) / (whole - before) <= g + 1/2."""
        whole, gain = learned.most * learned.n, learned.gain or 0
        before, after = ([self.place[s] for s in self.sums if s[0][first] and s[0][second] and s[1] == at]
                         for at in (first, second))  # fmt: skip
        for edge, sign in ((gain - 0.5, 1), (gain + 0.5, -1)):
            row = dict.fromkeys(after, 100.0 * sign) | dict.fromkeys(before, (edge - 100.0) * sign)
            self.puzzle.know(row, edge * whole * sign, inf)

    def _change(self, first: int, second: int, change: Change) -> None:
        signs: dict[int, list[int]] = {1: [], 0: [], -1: []}
        for cell in self.cells:
            if cell[0][first] and cell[0][second]:
                before, after = cell[1][first], cell[1][second]
                signs[(after > before) - (after < before)].append(self.place[cell])
        know_change(self.puzzle, signs, change)

    def sensitive(self) -> dict[str, list[int]]:
        """Scores before and after of fewer than k people, and all of those who are in one pair only."""
        found: dict[str, list[int]] = {}
        for first, second, paired in self.shown:
            scores = range(self.most + 1)
            for before, after in itertools.product(scores, scores) if paired.learning else ():
                mine = [self.place[c] for c in self.cells if c[0][first] and c[0][second]
                        and (c[1][first], c[1][second]) == (before, after)]  # fmt: skip
                if 0 < sum(self.puzzle.truth[at] for at in mine) < self.k:
                    found[f"{first}{second}: {before} to {after}"] = mine
        for known in self.patterns:
            mine = [c for c in self.cells if c[0] == known]
            if sum(self.puzzle.truth[self.place[c]] for c in mine) < self.k:
                for at, key in itertools.product(range(3), self.sizes):
                    if known[at]:
                        found[f"{known}: points on {key} at {at}"] = [
                            self.place[s] for s in self.sums if s[:2] == (known, at) and s[3] == key
                        ]
        return found


def know_change(puzzle: Puzzle, signs: dict[int, list[int]], change: Change) -> None:
    """Read how many are higher, the same and lower; `signs` are the numbers that make up each."""
    if change.alike is not None:
        puzzle.know(signs[1 - change.alike], change.n - slack(change.n), change.n)
        return
    for sign, count in ((1, change.higher), (0, change.same), (-1, change.lower)):
        assert count is not None
        puzzle.know(signs[sign], count, count)


def attack_knowledge(seed: int) -> tuple[int, list[str]]:
    draw = random.Random(seed)
    forms, filled, answers = a_check(draw)
    attack = Knowledge(forms, filled, answers)
    shown = sum(found.learning is not None for _, _, found in attack.shown)
    return shown, [
        f"seed {seed}: {cell}" for cell in attack.puzzle.pinned(attack.sensitive(), draw)
    ]


# The attack ------------------------------------------------------------------------------------------

ATTACKS = {"ratings": attack_ratings, "knowledge": attack_knowledge}


@pytest.mark.parametrize("kind", ATTACKS)
def test_no_chain_of_forms_tells_what_fewer_than_k_people_said(kind: str) -> None:
    results = [ATTACKS[kind](seed) for seed in range(12)]
    assert [cell for _, found in results for cell in found] == []
    assert sum(shown for shown, _ in results) >= 2


@pytest.mark.slow
@pytest.mark.parametrize("hundred", range(3))
@pytest.mark.parametrize("kind", ATTACKS)
def test_no_chain_of_300_programmes_tells(kind: str, hundred: int) -> None:
    results = [ATTACKS[kind](100 * hundred + seed) for seed in range(100)]
    assert [cell for _, found in results for cell in found] == []


def test_the_attack_finds_pairs_that_one_question_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: without the rule for pairs, a check of one question gives them away."""
    monkeypatch.setattr("facilitator.domain.feedback.results.tells_a_pair", lambda *_: False)
    assert [cell for seed in range(12) for cell in attack_knowledge(seed)[1]] != []


def test_the_attack_finds_who_is_in_one_comparison_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: two comparisons whose people differ by fewer than k are subtracted."""
    monkeypatch.setattr("facilitator.domain.feedback.results._stands_beside", lambda *_: True)
    assert [cell for seed in range(10, 20) for cell in attack_knowledge(seed)[1]] != []


def test_the_attack_finds_a_move_that_the_groups_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: a change is counted for all, but women and men are shown beside it."""
    monkeypatch.setattr("facilitator.domain.feedback.results._Seen.part", lambda *_: ())
    assert attack_ratings(9)[1] != []

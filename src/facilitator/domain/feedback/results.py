"""The results of a form: what disclosure control leaves, with the figures made of it.

Every figure here is computed from protected counts, never from the answers beside them. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from facilitator.domain.disclosed_pairs import Cell, tells_a_pair
from facilitator.domain.disclosure import (
    NOT_STATED,
    Given,
    Protected,
    Rules,
    Why,
    alike,
    paired_base,
    protect,
    protect_comments,
)  # fmt: skip
from facilitator.domain.feedback.forms import Form, Item, ItemKind
from facilitator.domain.feedback.measures import (
    Change,
    Learning,
    NetScore,
    change_of,
    learning_of,
    median_of,
    net_score,
    percent,
    percent_agree,
)  # fmt: skip
from facilitator.domain.feedback.pairing import match

Answer = Mapping[str, Any]
Batches = Sequence[Sequence[Answer]]


@dataclass(frozen=True, slots=True)
class ItemResult:
    """What may be shown of one item.

    `shown` counts the options (for then/now: the now). `agree` is "% agree or strongly agree",
    `right` the per cent of right answers. `options` has one count of (not chosen, chosen) for each
    option of an item with several choices. `comments` are shuffled.
    """

    item: Item
    shown: Protected
    agree: int | None = None
    median: float | None = None
    right: int | None = None
    net: NetScore | None = None
    options: tuple[Protected, ...] = ()
    then: Protected | None = None
    change: Change | None = None
    comments: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class FormResults:
    """The results of one collection. `n` answered of `invited`; `waiting` late forms do not count
    yet. While it is open there is nothing but the rate."""

    n: int
    invited: int
    waiting: int
    items: tuple[ItemResult, ...]

    @property
    def rate(self) -> int | None:
        """The response rate in per cent, where it is known who was invited."""
        return percent(self.n, self.invited) if self.invited else None


def results_of(
    form: Form, batches: Batches, invited: int, categories: Sequence[str] = ()
) -> FormResults:
    """Results after these closed batches; `categories` of the form's dimension, in order."""
    counted, waiting = 0, 0
    for batch in batches:
        waiting += len(batch)
        if waiting >= form.k:
            counted, waiting = counted + waiting, 0
    items = tuple(_item_result(form, item, batches, tuple(categories)) for item in form.items)
    return FormResults(counted, invited, waiting, items)


def _rules(form: Form, item: Item, categories: tuple[str, ...]) -> Rules:
    return Rules(
        form.k, categories, form.dimension.mergeable, bool(categories) and item.stated_only
    )


def _item_result(
    form: Form, item: Item, batches: Batches, categories: tuple[str, ...]
) -> ItemResult:
    rules = _rules(form, item, categories)
    if form.with_code and item.kind is ItemKind.KNOWLEDGE:
        return ItemResult(item, Protected(why=Why.PAIRED))
    if item.kind is ItemKind.TEXT:
        texts = [[str(a[item.name]) for a in batch if a.get(item.name)] for batch in batches]
        comments = protect_comments(texts, form.k)
        why = (Why.TOO_FEW if batches else Why.COLLECTING) if comments is None else None
        return ItemResult(item, Protected(len(comments) if comments else None, why=why),
                          comments=comments)  # fmt: skip
    if item.kind is ItemKind.NUMBER:
        return _number_result(item, batches, rules)
    if item.kind is ItemKind.CHOICES:
        return _choices_result(item, batches, rules)
    if item.kind is ItemKind.THEN_NOW:
        return _then_now_result(item, batches, rules)
    return _with_figures(item, protect(_coded(item, batches), len(item.choices), rules))


def _with_figures(item: Item, shown: Protected) -> ItemResult:
    counts = shown.counts
    if counts is None:
        middle = None if shown.alike is None else float(shown.alike + _first_of(item))
        return ItemResult(item, shown, median=middle)
    return ItemResult(
        item, shown,
        agree=percent_agree(counts) if item.kind is ItemKind.RATING and len(counts) == 5 else None,
        median=median_of(counts, _first_of(item)) if item.kind in _ORDERED else None,
        right=_percent_right(item, counts),
        net=net_score(counts) if item.kind is ItemKind.SCALE else None,
    )  # fmt: skip


_ORDERED = frozenset({ItemKind.RATING, ItemKind.SCALE, ItemKind.THEN_NOW})


def _first_of(item: Item) -> int:
    return 0 if item.kind is ItemKind.SCALE else 1


def _percent_right(item: Item, counts: Sequence[int]) -> int | None:
    if item.kind is not ItemKind.KNOWLEDGE:
        return None
    return percent(counts[_places(item)[item.right]], sum(counts))


def _places(item: Item) -> dict[str, int]:
    return {option.name: place for place, option in enumerate(item.choices)}


def _given(batches: Batches, value: Callable[[Answer], int | None]) -> list[list[Given]]:
    return [[(str(a.get("group", NOT_STATED)), value(a)) for a in batch] for batch in batches]


def _coded(item: Item, batches: Batches) -> list[list[Given]]:
    places = _places(item)
    return _given(batches, lambda a: places.get(str(a.get(item.name, ""))))


def _number_result(item: Item, batches: Batches, rules: Rules) -> ItemResult:
    counted: list[float] = []
    pending: list[float] = []
    for batch in batches:
        pending += [float(a[item.name]) for a in batch if a.get(item.name) is not None]
        if len(pending) >= rules.k:
            counted, pending = counted + pending, []
    if not counted:
        return ItemResult(item, Protected(why=Why.TOO_FEW if batches else Why.COLLECTING))
    return ItemResult(item, Protected(len(counted)), median=float(median(counted)))


def _choices_result(item: Item, batches: Batches, rules: Rules) -> ItemResult:
    def chose(name: str) -> Callable[[Answer], int | None]:
        return lambda a: None if not a.get(item.name) else int(name in a[item.name])

    options = tuple(
        protect(_given(batches, chose(option.name)), 2, rules) for option in item.choices
    )
    first = options[0] if options else Protected(why=Why.TOO_FEW)
    why = None if any(one.is_published for one in options) else first.why
    return ItemResult(item, Protected(first.n, why=why), options=options)


def _then_now_result(item: Item, batches: Batches, rules: Rules) -> ItemResult:
    """Then and now of those who gave both; the change is left out where it would add them up."""
    places = _places(item)

    def side(at: int) -> Callable[[Answer], int | None]:
        def value(a: Answer) -> int | None:
            both = a.get(item.name) or ["", ""]
            return places.get(both[at]) if all(one in places for one in both) else None

        return value

    then = protect(_given(batches, side(0)), len(item.choices), rules)
    now = protect(_given(batches, side(1)), len(item.choices), rules)
    change = None
    if len(batches) == 1 and then.counts is not None and now.counts is not None:
        pairs = [
            (a, a, (x, y)) for a in batches[0]
            if (x := side(0)(a)) is not None and (y := side(1)(a)) is not None
            and _counts_here(a, rules)
        ]  # fmt: skip
        if _keeps_pairs(pairs, (_Seen(then, rules), _Seen(now, rules))):
            change = change_of([cell for _, _, cell in pairs])
    result = _with_figures(item, now)
    return ItemResult(item, now, median=result.median, then=then, change=change)


def _counts_here(answer: Answer, rules: Rules) -> bool:
    return not rules.stated_only or answer.get("group") in rules.categories


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is shown of one of two answers: it tells which people are counted together."""

    shown: Protected
    rules: Rules

    def part(self, answer: Answer) -> tuple[str, ...]:
        """The visible part that an answer is counted in, or () for what is left of the total."""
        group = str(answer.get("group", NOT_STATED))
        known = group if group in self.rules.categories else NOT_STATED
        return next((one.names for one in self.shown.parts if known in one.names), ())


def _keeps_pairs(pairs: Sequence[tuple[Answer, Answer, Cell]], sides: tuple[_Seen, _Seen]) -> bool:
    """Whether counts of change may stand beside both totals and their parts."""
    tables: dict[object, list[Cell]] = {}
    for a, b, cell in pairs:
        tables.setdefault((sides[0].part(a), sides[1].part(b)), []).append(cell)
    k = max(side.rules.k for side in sides)
    return not any(tells_a_pair(table, k) for table in tables.values())


# Two forms of the same people --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shares:
    """Per cent of right answers on one objective, before and after, of `n` pairs."""

    n: int
    mean_before: int
    mean_after: int


@dataclass(frozen=True, slots=True)
class PairedResults:
    """Two forms matched by the self-made code. `learning` or `changes`, or why there is neither.

    `subjects` is the knowledge of each objective, by its key, in the order of the form; one pair of
    bases is the same for all. `subjects_why` says why they are missing where questions have objectives.
    """

    pairs: int
    unmatched_first: int
    unmatched_second: int
    learning: Learning | None = None
    subjects: tuple[tuple[str, Shares], ...] = ()
    subjects_why: Why | None = None
    changes: tuple[tuple[str, Change], ...] = ()
    why: Why | None = None


def learning_between(
    before: Form, first: Sequence[Answer], after: Form, second: Sequence[Answer],
    beside: Sequence[Sequence[Answer]] = (),
) -> PairedResults:  # fmt: skip
    """Knowledge before and after, of matched pairs; what is not answered counts as not known.

    `beside` are the forms with which the first one is compared elsewhere: who is in one of the two
    comparisons only must be nobody, or enough.
    """
    common = [i for i in after.items if i.kind is ItemKind.KNOWLEDGE and before.item(i.name)]
    left, right, matched = _match(first, second)
    base = PairedResults(len(matched), len(first) - len(matched), len(second) - len(matched))
    k = max(before.k, after.k)
    if len(matched) < k:
        return replace(base, why=Why.TOO_FEW)
    pairs = [(left[a], right[b]) for a, b in matched]
    scores = [(_score(common, a), _score(common, b)) for a, b in pairs]
    learning = learning_of(scores, len(common))
    if learning is None:
        return replace(base, why=Why.ALIKE)
    here = {a for a, _ in matched}
    if not all(_stands_beside(before, first, here, other, k) for other in beside):
        return replace(base, why=Why.UNMATCHED)
    if tells_a_pair(scores, k):
        learning = replace(learning, change=None)
    subjects, why = _by_objective(common, pairs)
    return replace(base, learning=learning, subjects=subjects, subjects_why=why)


def _stands_beside(
    form: Form, answers: Sequence[Answer], here: set[int], other: Sequence[Answer], k: int
) -> bool:
    """Whether figures of those matched `here` can be subtracted from those matched with `other`.

    They may where each difference is nobody, or `k` people who are not alike on any objective.
    """
    there = {a for a, _ in _match(answers, other)[2]}
    known = [item for item in form.items if item.kind is ItemKind.KNOWLEDGE]
    topics = [[i for i in known if i.objective == key] for key in {i.objective for i in known}]
    for rest in (here - there, there - here):
        if 0 < len(rest) < k:
            return False
        for topic in (known, *topics):
            scores = [_score(topic, answers[a]) for a in rest]
            if rest and alike([scores.count(n) for n in range(len(topic) + 1)]) is not None:
                return False
    return True


def _by_objective(
    items: Sequence[Item], sides: Sequence[tuple[Answer, Answer]]
) -> tuple[tuple[tuple[str, Shares], ...], Why | None]:
    """What was learned of each objective: all of them or none.

    One that is left out could be subtracted from the whole; so could the questions without one.
    """
    keys = list(dict.fromkeys(item.objective for item in items))
    if not any(keys):
        return (), None
    found = []
    for key in keys:
        mine = [item for item in items if item.objective == key]
        learned = learning_of([(_score(mine, a), _score(mine, b)) for a, b in sides], len(mine))
        if learned is None:
            return (), Why.OBJECTIVE_ALIKE
        found.append((key, Shares(learned.n, learned.mean_before, learned.mean_after)))
    return tuple((key, learned) for key, learned in found if key), None


def changes_between(
    earlier: Form, first: Sequence[Answer], later: Form, second: Sequence[Answer],
    categories: tuple[Sequence[str], Sequence[str]] = ((), ()),
) -> PairedResults:  # fmt: skip
    """How ratings with the same name moved between two forms, of matched pairs.

    `categories` are those of each form's dimension: the parts are shown beside the change.
    """
    left, right, matched = _match(first, second)
    base = PairedResults(len(matched), len(first) - len(matched), len(second) - len(matched))
    why = paired_base(len(first), len(second), len(matched), max(earlier.k, later.k))
    if why is not None:
        return replace(base, why=why)
    changes = []
    for item in later.items:
        twin = earlier.item(item.name)
        if item.kind is ItemKind.RATING and twin is not None and twin.kind is item.kind:
            sides = (
                _seen(earlier, twin, left, categories[0]),
                _seen(later, item, right, categories[1]),
            )
            change = _change_between(twin, item, sides, [(left[a], right[b]) for a, b in matched])
            if change is not None and _leaves_enough(twin, item, sides, (left, right), matched):
                changes.append((item.name, change))
    return replace(base, changes=tuple(changes))


def _seen(form: Form, item: Item, answers: Sequence[Answer], categories: Sequence[str]) -> _Seen:
    rules = _rules(form, item, tuple(categories))
    return _Seen(protect(_coded(item, [answers]), len(item.choices), rules), rules)


def _change_between(
    twin: Item, item: Item, sides: tuple[_Seen, _Seen], matched: Sequence[tuple[Answer, Answer]]
) -> Change | None:
    pairs = [
        (a, b, (x, y)) for a, b in matched
        if (x := _place(twin, a)) is not None and (y := _place(item, b)) is not None
    ]  # fmt: skip
    # A smaller base could be subtracted from the others.
    if len(pairs) < len(matched) or not _keeps_pairs(pairs, sides):
        return None
    return change_of([cell for _, _, cell in pairs])


def _leaves_enough(
    twin: Item, item: Item, sides: tuple[_Seen, _Seen],
    answers: tuple[Sequence[Answer], Sequence[Answer]], matched: Sequence[tuple[int, int]],
) -> bool:  # fmt: skip
    """Whether those without a partner are nobody or `k` in every part that is shown."""
    k = max(side.rules.k for side in sides)
    for place, (one, seen) in enumerate(zip((twin, item), sides, strict=True)):
        paired = {pair[place] for pair in matched}
        rest = Counter(
            seen.part(answer) for number, answer in enumerate(answers[place])
            if number not in paired and _place(one, answer) is not None
        )  # fmt: skip
        if any(n < k for n in rest.values()):
            return False
    return True


def _match(
    first: Sequence[Answer], second: Sequence[Answer]
) -> tuple[Sequence[Answer], Sequence[Answer], tuple[tuple[int, int], ...]]:
    codes = [[str(a.get("code", "")) for a in side] for side in (first, second)]
    return first, second, match(codes[0], codes[1]).pairs


def _score(items: Sequence[Item], answer: Answer) -> int:
    return sum(answer.get(item.name) == item.right for item in items)


def _place(item: Item, answer: Answer) -> int | None:
    return _places(item).get(str(answer.get(item.name, "")))

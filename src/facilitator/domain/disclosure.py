"""Which numbers of anonymous answers may be shown, and why the others may not (methods 5.6).

Pure. Every screen, chart, hover text, export and document takes its numbers from here, so that no
two of them can be subtracted from each other. The ten rules, and where they are kept:

1. Respondents count, item by item; who said "not applicable" or nothing is not in the base.
2. A breakdown shows a category from `k` answers on; small ones are merged first; what stays hidden
   comes to `k` or to nothing, else the next smallest is hidden too; one category left: total only.
3. One breakdown a form, chosen before collection; never by country (`DIMENSIONS` has none).
4. Where all or nearly all of a base gave one answer, the counts give way to that sentence. Of a base
   below 20 this is so with one other answer: else "nearly all" of seven would say "all".
5. Results come when collecting is closed. Later forms change a number only where they add `k`
   answers that are not alike themselves (`protect` takes the batches).
6. What is left of the total beside the visible categories is checked like a category.
7. Comments: `protect_comments`, shuffled, nothing beside them, from `k` on.
8. Storage: persistence/secret_box.py.
9. Who did not state the category stays in the total, and is counted there.
10. There is no second way to the numbers.

`k` is 5; it may be raised, and is never below 4.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr

K = 5
LEAST_K = 4
NOT_STATED = ""

Given = tuple[str, int | None]
"""One answer to one item: the category of who gave it, and the number of the answer from 0; None
for "not applicable" and for nothing."""


class Dimension(StrEnum):
    """By what a form may be broken down. There is no country, and there must be none."""

    NONE = "none"
    SEX = "sex"
    INSTITUTION_TYPE = "institution_type"
    REGION = "region"

    @property
    def mergeable(self) -> bool:
        """Whether small categories may be put together; not so for sex, which has no neighbours."""
        return self is not Dimension.SEX


class Why(StrEnum):
    """Why a number is not shown."""

    COLLECTING = "collecting"
    TOO_FEW = "too_few"
    ALIKE = "alike"
    REMAINDER = "remainder"
    ONE_LEFT = "one_left"
    PARTS_ALIKE = "parts_alike"
    LATE = "late"
    UNMATCHED = "unmatched"
    STATED_ONLY = "stated_only"
    BELOW_TEN = "below_ten"
    PAIRED = "paired"
    OBJECTIVE_ALIKE = "objective_alike"
    PAIRS_TOLD = "pairs_told"


def explain(why: Why, k: int = K) -> str:
    """Why a number is hidden, in a sentence for the reader."""
    return {
        Why.COLLECTING: tr("Results are shown once, when collecting is closed."),
        Why.TOO_FEW: tr("Fewer than {k} people answered this, so nothing is shown.", k=k),
        Why.ALIKE: tr("All or nearly all gave the same answer; an exact count would tell what each "
                      "of them said."),
        Why.REMAINDER: tr("A group of fewer than {k} could be worked out by subtraction, so only "
                          "the total is shown.", k=k),
        Why.ONE_LEFT: tr("Only one group has {k} answers or more, so only the total is shown.", k=k),
        Why.PARTS_ALIKE: tr("In one of the groups all or nearly all gave the same answer, so the "
                            "groups are not counted out."),
        Why.LATE: tr("Forms came in after the first results. Comparing the two would show what "
                     "fewer than {k} people said, so this stays as it was.", k=k),
        Why.UNMATCHED: tr("Fewer than {k} people could not be matched; they could be worked out by "
                          "subtraction.", k=k),
        Why.STATED_ONLY: tr("Counted among those who stated their group, as decided before "
                            "collection; a figure for all is published nowhere."),
        Why.BELOW_TEN: tr("A net score needs at least ten answers."),
        Why.OBJECTIVE_ALIKE: tr(
            "On one objective all or nearly all answered alike, so the objectives are not counted "
            "out: it could be worked out from the others."),
        Why.PAIRS_TOLD: tr(
            "How many did better, the same or worse is left out: beside the other figures it would "
            "tell what fewer than {k} people knew before and after.", k=k),
        Why.PAIRED: tr("Reported for matched pairs only, before and after together; a figure for "
                       "all could be subtracted from it."),
    }[why]  # fmt: skip


def rules_in_words(k: int = K) -> tuple[str, ...]:
    """The ten rules in a sentence each, for whoever reads the results."""
    return (
        tr("n counts those who answered the question; “not applicable” and nothing are not in it."),
        tr("Groups are shown only where each has {k} answers or more; small ones are merged, and "
           "where one could be worked out by subtraction only the total is shown.", k=k),
        tr("There is one way of grouping a form, chosen before collecting, and never by country."),
        tr("Where all or nearly all gave one answer, words stand in place of counts."),
        tr("Results come when collecting is closed; late forms count only {k} or more together.", k=k),
        tr("Totals and groups are checked against each other, so that subtraction tells nothing."),
        tr("Comments are shown from {k} on, in mixed order, with nothing beside them.", k=k),
        tr("No time, device, order or person is kept with an answer."),
        tr("Who did not state a group stays in the total, and is said to be there."),
        tr("Screen, charts, hover texts, files and paper show the same numbers."),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rules:
    """How a form's items are protected; fixed before the first answer."""

    k: int = K
    categories: tuple[str, ...] = ()
    mergeable: bool = False
    stated_only: bool = False

    def __post_init__(self) -> None:
        check_k(self.k)


def check_k(k: int) -> None:
    """Raise RuleViolation `k-too-small` below 4."""
    if k < LEAST_K:
        raise RuleViolation("k-too-small", field="k", least=LEAST_K)


@dataclass(frozen=True, slots=True)
class Part:
    """A visible category or several merged ones. `counts` by answer, or why there are none."""

    names: tuple[str, ...]
    n: int
    counts: tuple[int, ...] | None = None
    alike: int | None = None


@dataclass(frozen=True, slots=True)
class Protected:
    """What may be shown of an item.

    `n` is None below `k`. Either `counts`, or `alike`: the answer that all or nearly all gave, or
    neither. `unstated` of the `n` did not state their category. `parts_why` says why there is no
    breakdown where one was wanted.
    """

    n: int | None = None
    counts: tuple[int, ...] | None = None
    alike: int | None = None
    parts: tuple[Part, ...] = ()
    unstated: int = 0
    why: Why | None = None
    parts_why: Why | None = None

    @property
    def is_published(self) -> bool:
        """Whether anything about the answers is shown."""
        return self.counts is not None or self.alike is not None


def slack(n: int) -> int:
    """How many of `n` may differ while the rest still counts as "nearly all": a tenth, at least 1."""
    return max(1, n // 10)


def alike(counts: Sequence[int]) -> int | None:
    """The answer that all or nearly all gave, or None."""
    n = sum(counts)
    if not n:
        return None
    most = max(counts)
    return list(counts).index(most) if n - most <= slack(n) else None


def tally(answers: Sequence[Given], options: int) -> tuple[int, ...]:
    """Count the answers 0 to `options` - 1."""
    counts = [0] * options
    for _, value in answers:
        if value is not None:
            counts[value] += 1
    return tuple(counts)


# Which categories can be seen ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Partition:
    """The visible categories (each several names where merged) and those left to the total."""

    visible: tuple[tuple[str, ...], ...]
    hidden: tuple[str, ...]
    why: Why | None = None


def partition(sizes: Mapping[str, int], rules: Rules) -> Partition:
    """Rule 2: which categories of these sizes can be shown beside their total.

    The order of `rules.categories` is kept; `NOT_STATED` comes last.
    """
    order = [name for name in (*rules.categories, NOT_STATED) if sizes.get(name)]
    groups: list[tuple[str, ...]] = [(name,) for name in order]
    size = {group: sum(sizes[name] for name in group) for group in groups}
    small = [group for group in groups if size[group] < rules.k]
    if rules.mergeable and len(small) > 1:
        merged = tuple(name for group in small for name in group)
        size[merged] = sum(size[group] for group in small)
        groups = [*(group for group in groups if group not in small), merged]
        small = [merged] if size[merged] < rules.k else []
    visible, hidden = [g for g in groups if g not in small], list(small)
    why = Why.REMAINDER if hidden else Why.ONE_LEFT
    while visible and 0 < sum(size[group] for group in hidden) < rules.k:
        smallest = min(reversed(visible), key=lambda group: size[group])
        visible.remove(smallest)
        hidden.append(smallest)
    names = tuple(name for group in hidden for name in group)
    if len(visible) < 2:
        return Partition((), tuple(order), why)
    return Partition(tuple(visible), names)


# One item --------------------------------------------------------------------------------------


def protect(batches: Sequence[Sequence[Given]], options: int, rules: Rules) -> Protected:
    """What may be shown of an item after all these batches were collected, one after the other.

    The first batch is what was published first; each later one is published as far as nobody can
    learn by comparison what fewer than `k` people said.
    """
    based = [_base(batch, rules) for batch in batches]
    if not based:
        return Protected(why=Why.COLLECTING)
    counted, pending = list(based[0]), list[Given]()
    shown = _publish(counted, options, rules)
    for batch in based[1:]:
        pending += batch
        renewed = _renew(shown, counted, pending, options, rules)
        if renewed is not None:
            shown, counted, pending = renewed, counted + pending, []
    return replace(shown, why=Why.LATE) if pending and shown.is_published else shown


def _base(batch: Sequence[Given], rules: Rules) -> list[Given]:
    known = set(rules.categories)
    cleaned: list[Given] = [
        (category if category in known else NOT_STATED, value)
        for category, value in batch
        if value is not None
    ]
    return [g for g in cleaned if g[0]] if rules.stated_only else cleaned


def _publish(answers: Sequence[Given], options: int, rules: Rules) -> Protected:
    n, counts = len(answers), tally(answers, options)
    if n < rules.k:
        return Protected(why=Why.TOO_FEW)
    unstated = sum(not category for category, _ in answers) if rules.categories else 0
    same = alike(counts)
    if same is not None:
        return Protected(n, None, same, unstated=unstated, why=Why.ALIKE)
    parts, why = _parts(answers, options, rules) if rules.categories else ((), None)
    return Protected(n, counts, None, parts, unstated, None, why)


def _parts(
    answers: Sequence[Given], options: int, rules: Rules
) -> tuple[tuple[Part, ...], Why | None]:
    split = _split(answers, rules)
    if split.why:
        return (), split.why
    counted = [(names, tally(_of(answers, names), options)) for names in split.visible]
    rest = tally(_of(answers, split.hidden), options)
    same = [counts for _, counts in counted if alike(counts) is not None]
    if not same and alike(rest) is None:
        return tuple(Part(names, sum(counts), counts) for names, counts in counted), None
    others = [counts for _, counts in counted if alike(counts) is None]
    others += [rest] if any(rest) else []
    if len(same) != 1 or alike(rest) is not None or not _has_two_meanings(same[0], others):
        return (), Why.PARTS_ALIKE
    # In words, and none counted: else the total would tell by subtraction.
    words = (Part(names, sum(counts), None, alike(counts)) for names, counts in counted)
    return tuple(words), Why.PARTS_ALIKE


def _has_two_meanings(said: Sequence[int], others: Sequence[Sequence[int]]) -> bool:
    """Whether one person of a group that is alike could have answered otherwise, unseen.

    Somebody of another group would then have given that answer instead, and neither group would
    have come to look different by it.
    """
    answer = alike(said)
    pairs = [(a, b) for a in range(len(said)) for b in range(len(said))
             if a != b and answer in {a, b} and said[a]]  # fmt: skip
    return any(
        alike(_moved(said, a, b)) == answer and alike(_moved(other, b, a)) is None
        for other in others for a, b in pairs if other[b]
    )  # fmt: skip


def _moved(counts: Sequence[int], source: int, target: int) -> list[int]:
    moved = list(counts)
    moved[source] -= 1
    moved[target] += 1
    return moved


def _split(answers: Sequence[Given], rules: Rules) -> Partition:
    sizes: dict[str, int] = {}
    for category, _ in answers:
        sizes[category] = sizes.get(category, 0) + 1
    return partition(sizes, rules)


def _of(answers: Sequence[Given], names: Sequence[str]) -> list[Given]:
    return [answer for answer in answers if answer[0] in names]


# Later forms -----------------------------------------------------------------------------------


def _renew(
    shown: Protected, counted: Sequence[Given], pending: Sequence[Given], options: int, rules: Rules
) -> Protected | None:
    """The numbers with the later answers in, or None where comparing would tell too much."""
    whole = _publish([*counted, *pending], options, rules)
    if not shown.is_published:
        return whole
    if (
        shown.alike is not None
        or whole.alike is not None
        or not _safe_gain(pending, options, rules)
    ):
        return None
    if not rules.categories:
        return whole
    before, after = _split(counted, rules), _split([*counted, *pending], rules)
    groups = [*after.visible, after.hidden]
    comparable = (
        bool(shown.parts) and bool(whole.parts) and before == after
        and all(_safe_gain(_of(pending, names), options, rules) for names in groups)
    )  # fmt: skip
    return whole if comparable else replace(whole, parts=(), parts_why=Why.LATE)


def _safe_gain(answers: Sequence[Given], options: int, rules: Rules) -> bool:
    if not answers:
        return True
    return len(answers) >= rules.k and alike(tally(answers, options)) is None


# Comments and numbers --------------------------------------------------------------------------


def protect_comments(batches: Sequence[Sequence[str]], k: int = K) -> tuple[str, ...] | None:
    """Open answers in an order of their own, from `k` on; None below. Nothing may be shown beside
    them. The order is that of a hash: it is the same on screen and paper, it is another one for
    each question's texts, and it has nothing to do with who wrote when.

    Later ones come in when there are `k` of them: else a second print would show who wrote late.
    """
    kept: list[str] = []
    pending: list[str] = []
    for batch in batches:
        pending += [text for text in batch if text]
        if len(pending) >= k:
            kept, pending = kept + pending, []
    if not kept:
        return None
    return tuple(sorted(kept, key=_by_hash))


def _by_hash(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()


def paired_base(first: int, second: int, pairs: int, k: int = K) -> Why | None:
    """Whether figures of matched pairs may stand beside the totals of both forms.

    `first` and `second` answered, `pairs` of them matched. None if so; else why not: the unmatched
    could be worked out by subtraction.
    """
    if pairs < k:
        return Why.TOO_FEW
    left = (first - pairs, second - pairs)
    return Why.UNMATCHED if any(0 < rest < k for rest in left) else None

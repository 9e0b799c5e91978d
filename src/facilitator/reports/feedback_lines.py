"""Protected results as lines of plain words and numbers, one way for table, chart, file and paper.

Takes what disclosure control left and adds nothing: no count is made here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from facilitator.application.rows.feedback import FeedbackRow, PairRow, RoundResults
from facilitator.domain.disclosure import Part, Protected, Why, explain
from facilitator.domain.feedback.forms import Item, ItemKind, option_label, text_in
from facilitator.domain.feedback.measures import Change, percent
from facilitator.domain.feedback.results import ItemResult
from facilitator.support.i18n import tr, trn


@dataclass(frozen=True, slots=True)
class Line:
    """One question for one group. `counts` by option, None where words stand in their place.

    `group` is empty for the total. `note` says why a number is not shown, or what it is the base of.
    """

    item: Item
    question: str
    group: str
    n: int | None
    labels: tuple[str, ...]
    codes: tuple[str, ...]
    counts: tuple[int, ...] | None
    in_words: str = ""
    figures: tuple[str, ...] = ()
    note: str = ""


def base_text(row: RoundResults) -> str:
    """How many answered of how many, in words."""
    found = row.results
    if found is None:
        return tr("{n} forms so far, of {invited}", n=row.round.answered, invited=row.round.invited)
    if not found.n and found.waiting:
        return _too_few(row, found.waiting)
    if found.rate is None:
        words = tr("{n} forms", n=found.n)
    else:
        words = tr("{n} of {invited} answered ({rate} %)", n=found.n, invited=found.invited,
                   rate=found.rate)  # fmt: skip
    if found.waiting:
        words += " · " + trn("{n} late form is not counted yet", "{n} late forms are not counted yet",
                             found.waiting)  # fmt: skip
    return words


def _too_few(row: RoundResults, n: int) -> str:
    """What is said of a collection that was closed with fewer forms than may be shown."""
    if row.round.invited:
        words = tr("{n} of {invited} answered ({rate} %)", n=n, invited=row.round.invited,
                   rate=percent(n, row.round.invited))  # fmt: skip
    else:
        words = trn("{n} form", "{n} forms", n)
    return f"{words} · " + tr("results are shown from {k} forms on", k=row.round.form.k)


def lines_of(row: RoundResults, language: str = "") -> list[Line]:
    """Every line of a collection, in the order of the form; open answers are not among them."""
    if row.results is None:
        return []
    return [line for one in row.results.items for line in item_lines(row, one, language)]


def item_lines(row: RoundResults, one: ItemResult, language: str = "") -> list[Line]:
    """The lines of one item: the total, then its groups."""
    spoken = language or row.round.form.languages[0]
    return list(_lines(row, one, spoken))


def _lines(row: RoundResults, one: ItemResult, language: str) -> Iterator[Line]:
    if one.item.kind is ItemKind.TEXT:
        return
    k = row.round.form.k
    if one.item.kind is ItemKind.CHOICES:
        yield from _choices(one, language, k)
    elif one.item.kind is ItemKind.NUMBER:
        middle = "" if one.median is None else tr("median {value}", value=f"{one.median:g}")
        yield Line(one.item, _question(one.item, language), "", one.shown.n, (), (), None, "",
                   (middle,) if middle else (), _why(one.shown.why, k))  # fmt: skip
    elif one.then is not None:
        yield from _of(row, one, one.then, language, tr("before, as seen today"))
        yield from _of(row, one, one.shown, language, tr("now"), _changes(one.change))
    else:
        yield from _of(row, one, one.shown, language, "", tuple(_figures(one)))


def _question(item: Item, language: str) -> str:
    return text_in(item.texts, language) or item.name


def _why(why: Why | None, k: int) -> str:
    return explain(why, k) if why is not None else ""


def _of(
    row: RoundResults, one: ItemResult, shown: Protected, language: str, when: str,
    figures: Sequence[str] = (),
) -> Iterator[Line]:  # fmt: skip
    item, k = one.item, row.round.form.k
    question = _question(item, language)
    question = f"{question} ({when})" if when else question
    labels = tuple(option_label(option, language) for option in item.choices)
    codes = tuple(option.name for option in item.choices)
    note = " ".join(filter(None, [
        _why(shown.why, k), _why(shown.parts_why, k),
        tr("n includes {n} who did not state their group.", n=shown.unstated) if shown.unstated else "",
        _why(Why.STATED_ONLY, k) if item.stated_only and row.categories else "",
        _why(Why.BELOW_TEN, k) if item.kind is ItemKind.SCALE and shown.counts and not one.net else "",
    ]))  # fmt: skip
    yield Line(item, question, "", shown.n, labels, codes, shown.counts,
               _in_words(shown.alike, labels), tuple(figures), note)  # fmt: skip
    for part in shown.parts:
        yield Line(item, question, group_label(row, part), part.n, labels, codes, part.counts,
                   _in_words(part.alike, labels),
                   _part_figures(item, part) if part.counts else ())  # fmt: skip


def group_label(row: RoundResults, part: Part) -> str:
    """The name of a visible group, merged ones joined."""
    labels = dict(row.categories) | {"": tr("not stated")}
    return " + ".join(labels.get(name, name) for name in part.names)


def _in_words(alike: int | None, labels: Sequence[str]) -> str:
    return "" if alike is None else tr("all or nearly all: {answer}", answer=labels[alike])


def _figures(one: ItemResult) -> Iterator[str]:
    if one.agree is not None:
        yield tr("{percent} % chose 4 or 5", percent=one.agree)
    if one.right is not None:
        yield tr("{percent} % right", percent=one.right)
    if one.median is not None:
        yield tr("median {value}", value=f"{one.median:g}")
    if one.net is not None:
        yield tr("net score {score} ± {interval} (n = {n})", score=f"{one.net.score:+d}",
                 interval=one.net.interval, n=one.net.n)  # fmt: skip


def _part_figures(item: Item, part: Part) -> tuple[str, ...]:
    counts = part.counts or ()
    if item.kind is not ItemKind.RATING or len(counts) != 5:
        return ()
    return (tr("{percent} % chose 4 or 5", percent=percent(sum(counts[3:]), part.n)),)


def _changes(change: Change | None) -> tuple[str, ...]:
    return () if change is None else (change_words(change),)


def change_words(change: Change) -> str:
    """How many are higher, the same, lower."""
    if change.alike is not None:
        which = (tr("higher"), tr("the same"), tr("lower"))[change.alike]
        return tr("all or nearly all {which} (n = {n})", which=which, n=change.n)
    return tr("{higher} higher, {same} the same, {lower} lower", higher=change.higher,
              same=change.same, lower=change.lower)  # fmt: skip


def _choices(one: ItemResult, language: str, k: int) -> Iterator[Line]:
    question = _question(one.item, language)
    for option, shown in zip(one.item.choices, one.options, strict=True):
        label = option_label(option, language)
        words = ""
        if shown.alike is not None:
            words = (tr("chosen by nobody or hardly anybody"), tr("chosen by all or nearly all"))[
                shown.alike
            ]
        counts = None if shown.counts is None else (shown.counts[1],)
        yield Line(one.item, f"{question}: {label}", "", shown.n, (label,), (option.name,), counts,
                   words, (), _why(shown.why, k))  # fmt: skip


def pair_lines(pair: PairRow) -> list[str]:
    """What is said of two matched forms, sentence by sentence."""
    found = pair.paired
    said = [tr("{n} pairs matched by code; {first} of the first form and {second} of the second "
               "without a partner.", n=found.pairs, first=found.unmatched_first,
               second=found.unmatched_second)]  # fmt: skip
    if found.learning is not None:
        learned = found.learning
        said += [
            tr("Right answers: {before} % before, {after} % after (median {a} and {b} of {most}).",
               before=learned.mean_before, after=learned.mean_after, a=f"{learned.median_before:g}",
               b=f"{learned.median_after:g}", most=learned.most),
            explain(Why.PAIRS_TOLD, pair.second.form.k) if learned.change is None
            else tr("Of the pairs: {words}.", words=change_words(learned.change)),
        ]  # fmt: skip
        if learned.gain is not None:
            said.append(tr("Normalised gain: {gain} % of what could still be learned.",
                           gain=learned.gain))  # fmt: skip
    texts = dict(pair.objectives)
    places = list(texts)
    learned_of = sorted(found.subjects, key=lambda s: places.index(s[0]) if s[0] in texts else -1)
    said += [
        tr("{objective}: {before} % right before, {after} % after.", before=one.mean_before,
           objective=texts.get(key, tr("An earlier objective")).rstrip("."), after=one.mean_after)
        for key, one in learned_of
    ]  # fmt: skip
    if found.subjects_why is not None:
        said.append(explain(found.subjects_why, pair.second.form.k))
    for name, change in found.changes:
        item = pair.second.form.item(name)
        question = _question(item, pair.second.form.languages[0]) if item else name
        said.append(f"{question}: {change_words(change)}")
    if found.why is not None:
        said.append(explain(found.why, pair.second.form.k))
    return said


@dataclass(frozen=True, slots=True)
class Shift:
    """Per cent of 4 and 5 for an objective, by the last day's `question`: on the first day (of `n`),
    then and now on the last (of `m`). `now` is None where it may not be said as a figure.
    """  # fmt: skip

    question: str
    before: int
    n: int | None
    then: int
    now: int | None
    m: int | None


def shift_lines(feedback: FeedbackRow) -> list[tuple[str, str]]:
    """(question, words) of each shift."""
    return [
        (one.question, tr(
            "4 or 5: {before} % on the first day (n = {n}), {then} % “before, as seen "
            "today” and {now} on the last (n = {m})", before=one.before, n=one.n, then=one.then,
            now=now_words(one), m=one.m))
        for one in shifts(feedback)
    ]  # fmt: skip


def now_words(one: Shift) -> str:
    """The figure of the last day, or that nearly all chose it."""
    return tr("nearly all now") if one.now is None else tr("{percent} % now", percent=one.now)


def shifts(feedback: FeedbackRow) -> list[Shift]:
    """Objectives for which the self-assessment before and the "then" of the end stand.

    The two are different people's totals, never mixed into one figure (methods 5.4).
    """
    before = {one.item.objective: one for row in feedback.rounds if row.results is not None
              and row.round.form.kind.value == "before" for one in row.results.items
              if one.item.objective and one.item.kind is ItemKind.RATING}  # fmt: skip
    found = []
    for row in feedback.rounds:
        for one in row.results.items if row.results is not None else ():
            first = before.get(one.item.objective)
            if (
                one.then is not None
                and first is not None
                and one.then.counts
                and first.shown.counts
            ):
                now = _top(one.shown) if one.shown.counts else None
                question = _question(one.item, row.round.form.languages[0])
                found.append(Shift(question, _top(first.shown), first.shown.n, _top(one.then), now,
                                   one.then.n))  # fmt: skip
    return found


def _top(shown: Protected) -> int:
    counts = shown.counts or ()
    return percent(sum(counts[3:5]), sum(counts))

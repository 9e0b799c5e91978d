"""Merging a group's work that was changed in several places at once, field by field.

Every field keeps the values that nobody has replaced yet, each with a mark: who wrote it and their
how-manieth change it was. A copy knows, by `seen`, every change that went into it. So a value that
the other side has seen and no longer has was replaced there; one that it has not seen is news. Two
values that did not know of each other are both kept until somebody chooses. This is the
observed-remove multi-value register of the literature (Shapiro and others 2011; Almeida and others
2016): joining is commutative, associative and idempotent, hence the order of files and repeats do
not matter. It knows nothing of tables, files or people: `who` is the random name of one sitting.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Value = Any
"""What JSON holds: text, number, yes or no, nothing, or a list of these."""
Place = tuple[str, str]
"""A record: its table and its id."""
Records = Mapping[Place, Mapping[str, Value]]
Mark = tuple[str, int]
Live = Mapping[Mark, Value]
Parents = Mapping[str, tuple[tuple[str, str], ...]]
"""By table: the columns that name a record which must be there, each with that record's table."""

THERE = ""
"""The field that says whether the record is there; people's fields have names."""
PROGRAMME = "p"
"""Marks of the facilitator's side begin with this letter."""


@dataclass(frozen=True, slots=True)
class Work:
    """One copy of a group's work: live values by record and field, and all changes it has seen."""

    fields: Mapping[Place, Mapping[str, Live]] = field(default_factory=dict)
    seen: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Contest:
    """A field with several values that did not know of each other; the first is the one shown.

    For `field` THERE one side deleted the record while another changed it.
    """

    place: Place
    field: str
    values: tuple[Value, ...]


def joined(here: Work, there: Work) -> Work:
    """Both copies as one. A mark that both have keeps the value it has here."""
    fields: dict[Place, dict[str, Live]] = {}
    for place in here.fields.keys() | there.fields.keys():
        ours, theirs = here.fields.get(place, {}), there.fields.get(place, {})
        fields[place] = {
            name: _joined_live(ours.get(name, {}), theirs.get(name, {}), here.seen, there.seen)
            for name in ours.keys() | theirs.keys()
        }
    seen = {who: max(here.seen.get(who, 0), there.seen.get(who, 0))
            for who in here.seen.keys() | there.seen.keys()}  # fmt: skip
    return Work(fields, seen)


def _joined_live(
    ours: Live, theirs: Live, seen_here: Mapping[str, int], seen_there: Mapping[str, int]
) -> Live:
    kept = {mark: value for mark, value in ours.items()
            if mark in theirs or mark[1] > seen_there.get(mark[0], 0)}  # fmt: skip
    for mark, value in theirs.items():
        if mark not in kept and mark[1] > seen_here.get(mark[0], 0):
            kept[mark] = value
    return kept


# What is shown --------------------------------------------------------------------------------


def shown(work: Work, parents: Parents, own: str = "") -> dict[Place, dict[str, Value]]:
    """The records as people see them. Where values compete, `own` writing is shown first.

    A record that was deleted comes back when another copy changed it or put something into it.
    """
    there = {place for place, fields in work.fields.items() if _is_there(fields)}
    records = {place: _shown_fields(work.fields[place], own) for place in there}
    waiting = list(records)
    while waiting:
        place = waiting.pop()
        for column, table in parents.get(place[0], ()):
            above = (table, records[place].get(column))
            if above not in records and above in work.fields:
                records[above] = _shown_fields(work.fields[above], own)  # type: ignore[index]
                waiting.append(above)  # type: ignore[arg-type]
    return records


def _is_there(fields: Mapping[str, Live]) -> bool:
    return any(value is True for value in fields.get(THERE, {}).values())


def _shown_fields(fields: Mapping[str, Live], own: str) -> dict[str, Value]:
    return {name: _pick(live, own) for name, live in fields.items() if name != THERE and live}


def _pick(live: Live, own: str) -> Value:
    """Own writing first, then the facilitator's, then the longest: never by when, clocks lie."""
    return max(live.items(), key=lambda item: _weight(item[0][0], item[1], own))[1]


def _weight(who: str, value: Value, own: str) -> tuple[bool, bool, int, str]:
    text = _text(value)
    return bool(own) and who == own, who.startswith(PROGRAMME), len(text), text


def _text(value: Value) -> str:
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True)


def contests(work: Work, parents: Parents, own: str = "") -> list[Contest]:
    """Every field where somebody has to choose, in a fixed order."""
    found = []
    records = shown(work, parents, own)
    for place in sorted(records):
        for name, live in sorted(work.fields[place].items()):
            values = _distinct(live)
            if len(values) > 1:
                first = True if name == THERE else _pick(live, own)
                rest = sorted((v for v in values if v != first), key=_text)
                found.append(Contest(place, name, (first, *rest)))
    return found


def _distinct(live: Live) -> list[Value]:
    values: list[Value] = []
    for value in live.values():
        if value not in values:
            values.append(value)
    return values


# Changing -------------------------------------------------------------------------------------


def recorded(work: Work, records: Records, parents: Parents, who: str, own: str = "") -> Work:
    """The work after people changed what was shown into `records`; `who` marks their changes.

    A new text takes the place of the one that was shown; what competes with it stays. Returns
    `work` itself where nothing was changed.
    """
    before = shown(work, parents, own)
    mark = (who, work.seen.get(who, 0) + 1)
    changed: dict[Place, dict[str, Live]] = {}
    for place in before.keys() | records.keys():
        fields = work.fields.get(place, {})
        if place not in records:
            changed[place] = {**fields, THERE: {mark: False}}
            continue
        edits = {
            name: _replaced(fields.get(name, {}), before.get(place, {}).get(name), mark, value)
            for name, value in records[place].items()
            if not _is_shown(fields.get(name, {}), value, own)
        }
        if edits or place not in before:
            changed[place] = {**fields, **edits, THERE: _touched(fields.get(THERE, {}), mark)}
    if not changed:
        return work
    return Work({**work.fields, **changed}, {**work.seen, mark[0]: mark[1]})


def _is_shown(live: Live, value: Value, own: str) -> bool:
    return bool(live) and _pick(live, own) == value


def _replaced(live: Live, old: Value, mark: Mark, new: Value) -> Live:
    others = {m: v for m, v in live.items() if v not in (old, new)}
    return {**others, mark: new}


def _touched(live: Live, mark: Mark) -> Live:
    """The record is there; a deletion that competes with this stays to be decided."""
    was_there = any(value is True for value in live.values())
    return {**{m: v for m, v in live.items() if v is False and was_there}, mark: True}


def chosen(work: Work, place: Place, name: str, value: Value, who: str) -> Work:
    """The work after somebody chose one value for a field; all others are replaced by it."""
    mark = (who, work.seen.get(who, 0) + 1)
    fields = {**work.fields[place], name: {mark: value}}
    return Work({**work.fields, place: fields}, {**work.seen, mark[0]: mark[1]})


# Comparing ------------------------------------------------------------------------------------


class State(StrEnum):
    """How a record of the file compares with the programme's."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    CONFLICT = "conflict"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """One field before and after; `others` are kept beside `after` until somebody chooses."""

    name: str
    before: Value
    after: Value
    others: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """One record: what taking the file does to it."""

    place: Place
    state: State
    fields: tuple[FieldDifference, ...] = ()


def differences(before: Work, after: Work, parents: Parents) -> list[Difference]:
    """What joining made of each record, in a fixed order; records that stay the same included."""
    old, new = shown(before, parents), shown(after, parents)
    kept = {(c.place, c.field): c.values[1:] for c in contests(after, parents)}
    known = {(c.place, c.field): c.values[1:] for c in contests(before, parents)}
    news = {key: values for key, values in kept.items() if known.get(key) != values}
    return [_difference(place, old.get(place), new.get(place), news)
            for place in sorted(old.keys() | new.keys())]  # fmt: skip


def _difference(
    place: Place, old: Mapping[str, Value] | None, new: Mapping[str, Value] | None,
    news: Mapping[tuple[Place, str], tuple[Value, ...]],
) -> Difference:  # fmt: skip
    if new is None:
        return Difference(place, State.GONE, tuple(_changes(old or {}, {})))
    fields = tuple(_changes(old or {}, new, place, news))
    if any(f.others for f in fields) or (place, THERE) in news:
        return Difference(place, State.CONFLICT, fields)
    if old is None:
        return Difference(place, State.NEW, fields)
    return Difference(place, State.CHANGED if fields else State.SAME, fields)


def _changes(
    old: Mapping[str, Value], new: Mapping[str, Value], place: Place = ("", ""),
    news: Mapping[tuple[Place, str], tuple[Value, ...]] | None = None,
) -> Iterator[FieldDifference]:  # fmt: skip
    for name in sorted(old.keys() | new.keys()):
        others = (news or {}).get((place, name), ())
        if old.get(name) != new.get(name) or others:
            yield FieldDifference(name, old.get(name), new.get(name), others)

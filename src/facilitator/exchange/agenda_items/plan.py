"""What an import of agenda items would do, row by row: values, or the field to fix and why.

Pure: made anew from the match after every fix, and turned into one command at the end. A row without
a day is on the day of the row before; a row without a start follows the row before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

from facilitator.application import fields
from facilitator.application.commands.agenda import ITEM_FIELDS
from facilitator.application.commands.agenda_import import ImportAgendaItems
from facilitator.application.rows.agenda import AgendaRow, DayRow
from facilitator.application.rows.programme import ResourcePersonRow
from facilitator.domain import agenda_list
from facilitator.domain.agenda import MINUTES_IN_DAY, ItemType, clock
from facilitator.domain.people import clean_line, clean_lines, fold
from facilitator.exchange.agenda_items.matching import ItemMatch
from facilitator.exchange.tables.sheet import Row
from facilitator.support.cells import without_apostrophe
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr

Fixes = Mapping[tuple[int, str], str]
"""Cells that the user typed anew, by row number and field."""

_TEXTS = ("mode", "objective", "materials", "private_notes")


class State(StrEnum):
    """What a row came to."""

    READY = "ready"
    SAME = "same"
    TO_FIX = "to_fix"


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """One row: its texts by field, and what they come to.

    `values` are those of AddAgendaItem but for the room, which stands by name in `room`. `problem`
    is the field to fix, `reason` says why; `notes` say what was understood and how.
    """

    number: int
    texts: Mapping[str, str]
    state: State
    day: DayRow | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    room: str = ""
    problem: str = ""
    reason: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ItemPlan:
    """All rows of a table that name an item, in its order."""

    match: ItemMatch
    place: Place
    rows: tuple[PlannedItem, ...]
    fixes: Fixes

    def of(self, *states: State) -> tuple[PlannedItem, ...]:
        """The rows in one of these states."""
        return tuple(row for row in self.rows if row.state in states)

    def fixed(self, number: int, name: str, text: str) -> ItemPlan:
        """The plan with one cell typed anew."""
        return make_plan(self.match, self.place, {**self.fixes, (number, name): text})

    @property
    def new_rooms(self) -> tuple[str, ...]:
        """Names of rooms that the programme does not have yet."""
        known = {fold(room.name) for room in self.place.agenda.rooms}
        names = {fold(row.room): row.room for row in reversed(self.of(State.READY)) if row.room}
        return tuple(name for key, name in reversed(names.items()) if key not in known)

    @property
    def command(self) -> ImportAgendaItems:
        """The one command that takes over what is ready."""
        rooms = tuple((uuid4(), name) for name in self.new_rooms)
        keys: dict[str, UUID] = {fold(room.name): room.id for room in self.place.agenda.rooms}
        keys |= {fold(name): key for key, name in rooms}
        items = tuple(
            {**row.values, "room_id": keys.get(fold(row.room)) if row.room else None}
            for row in self.of(State.READY)
        )
        return ImportAgendaItems(items, rooms, tuple(uuid4() for _ in items))


@dataclass(frozen=True, slots=True)
class Place:
    """What the items come into: the agenda, the team, and the words for types by their folded form."""

    agenda: AgendaRow
    people: tuple[ResourcePersonRow, ...] = ()
    type_words: Mapping[str, ItemType] = field(default_factory=dict)


def make_plan(match: ItemMatch, place: Place, fixes: Fixes | None = None) -> ItemPlan:
    """Read every row of the match."""
    reader = _Reader(match, place, fixes or {})
    return ItemPlan(match, place, tuple(reader.rows()), fixes or {})


class _Reader:
    """Goes down the rows and keeps the day and the time at which it stands."""

    def __init__(self, match: ItemMatch, place: Place, fixes: Fixes) -> None:
        self._match, self._place, self._fixes = match, place, fixes
        days = place.agenda.days
        self._day: DayRow | None = days[0] if len(days) == 1 else None
        self._day_fault: RuleViolation | None = None
        self._free_from: int | None = None
        self._there = {(i.day_id, i.start, fold(i.title)): 0 for i in place.agenda.items}

    def rows(self) -> list[PlannedItem]:
        """The rows that name an item, and those that try to."""
        sheet, header = self._match.sheet.rows, self._match.header
        head = [fold(cell) for cell in sheet[header].cells] if header >= 0 else []
        found = []
        for row in sheet[header + 1 :]:
            filled = [cell for cell in row.cells if cell.strip()]
            again = [fold(cell) for cell in row.cells] == head
            if filled and not again and not self._is_day_heading(row, filled):
                found.append(self._planned(row))
        return [row for row in found if any(row.texts.values())]

    def _is_day_heading(self, row: Row, filled: Sequence[str]) -> bool:
        """A row that says nothing but which day begins, as "Day 2: Seeing the roots"."""
        typed = any(number == row.number for number, _ in self._fixes)
        if len(set(filled)) > 1 or len(self._match.fields) < 2 or typed:
            return False
        try:
            self._go_to(agenda_list.read_day(filled[0], self._place.agenda.days))
        except RuleViolation as refusal:
            if refusal.code != "item-day-outside":
                return False
            self._day, self._day_fault = None, refusal
        return True

    def _go_to(self, day: DayRow) -> None:
        if self._day is None or self._day.id != day.id:
            self._free_from = None
        self._day, self._day_fault = day, None

    def _planned(self, row: Row) -> PlannedItem:
        texts = {name: _plain(row.cells[i]) if i < len(row.cells) else ""
                 for i, name in self._match.fields.items()}  # fmt: skip
        texts |= {
            name: text for (number, name), text in self._fixes.items() if number == row.number
        }
        planned = PlannedItem(row.number, texts, State.TO_FIX)
        notes: list[str] = []
        try:
            day = self._the_day(texts)
            planned = replace(planned, day=day)
            values = self._values(texts, day, notes)
        except RuleViolation as refusal:
            self._free_from = None
            return replace(planned, problem=refusal.field or "title", reason=str(refusal),
                           notes=tuple(notes))  # fmt: skip
        self._free_from = values["start"] + values["minutes"]
        planned = replace(planned, values=values, room=clean_line(texts.get("room", "")).text,
                          notes=tuple(notes))  # fmt: skip
        return self._told_apart(planned, day)

    def _told_apart(self, planned: PlannedItem, day: DayRow) -> PlannedItem:
        key = (day.id, planned.values["start"], fold(planned.values["title"]))
        earlier = self._there.get(key)
        if earlier is None:
            self._there[key] = planned.number
            return replace(planned, state=State.READY)
        reason = (tr("Same as row {row}: left out", row=earlier) if earlier
                  else tr("In the agenda already: left out"))  # fmt: skip
        return replace(planned, state=State.SAME, reason=reason)

    def _the_day(self, texts: Mapping[str, str]) -> DayRow:
        text = texts.get("day", "")
        if text:
            try:
                self._go_to(agenda_list.read_day(text, self._place.agenda.days))
            except RuleViolation as refusal:
                self._day, self._day_fault = None, refusal
        if self._day_fault is not None:
            raise self._day_fault
        if self._day is None:
            raise RuleViolation("item-day-missing", field="day")
        return self._day

    def _values(self, texts: Mapping[str, str], day: DayRow, notes: list[str]) -> dict[str, Any]:
        title = clean_line(texts.get("title", "")).text
        if not title:
            raise RuleViolation("text-empty", field="title")
        anchored = agenda_list.says_yes(texts.get("anchored", ""))
        start, minutes = self._times(texts, anchored=anchored)
        values: dict[str, Any] = {
            "day_id": day.id, "start": start, "minutes": minutes, "title": title,
            "anchored": anchored, "type": self._type(texts.get("type", ""), title, notes),
            "floor": _floor(texts.get("floor", ""), minutes, notes),
            "lead_id": self._lead(texts.get("lead", ""), notes),
        }  # fmt: skip
        fields.line("room", texts.get("room", ""))
        return fields.clean(ITEM_FIELDS, values | {name: texts.get(name, "") for name in _TEXTS})

    def _times(self, texts: Mapping[str, str], *, anchored: bool) -> tuple[int, int]:
        start, end = self._start(texts.get("start", ""))
        if texts.get("end"):
            end = agenda_list.read_time(texts["end"], "end")
        if end is not None and end < start:
            raise RuleViolation("item-end-before-start", field="end" if texts.get("end") else "start",
                                start=clock(start), end=clock(end))  # fmt: skip
        if texts.get("minutes"):
            minutes = agenda_list.read_minutes(texts["minutes"])
            if end is not None and end - start != minutes:
                raise RuleViolation("item-length-differs", field="minutes", minutes=minutes,
                                    start=clock(start), end=clock(end))  # fmt: skip
        elif end is not None:
            minutes = end - start
        else:
            raise RuleViolation("item-length-missing", field="minutes")
        least = 0 if anchored else 1  # nothing but a fixed moment ("must end by") takes no time
        if not least <= minutes <= MINUTES_IN_DAY:
            raise RuleViolation("item-length-impossible", field="minutes", minutes=minutes)
        if start + minutes > MINUTES_IN_DAY or start >= MINUTES_IN_DAY:
            raise RuleViolation("agenda-outside-day", field="start", start=clock(start))
        return start, minutes

    def _start(self, text: str) -> tuple[int, int | None]:
        if text:
            return agenda_list.read_span(text)
        if self._free_from is None:
            raise RuleViolation("item-start-missing", field="start")
        return self._free_from, None

    def _type(self, text: str, title: str, notes: list[str]) -> ItemType:
        found = agenda_list.read_type(text, self._place.type_words) if text else None
        if found is not None:
            return found
        guess = agenda_list.type_of_title(f"{title} {text}") or ItemType.PLENARY_WORK
        if text:
            notes.append(tr("the type “{text}” is not known", text=text))
        return guess

    def _lead(self, text: str, notes: list[str]) -> UUID | None:
        if not text:
            return None
        for person in self._place.people:
            if fold(text) in {fold(person.name), fold(person.role)}:
                return person.id
        notes.append(tr("“{name}” is not in the team, so the lead stays open", name=text))
        return None


def _plain(cell: str) -> str:
    """The cell without the apostrophe that keeps spreadsheets from working it out."""
    return without_apostrophe(clean_lines(cell))


def _floor(text: str, minutes: int, notes: list[str]) -> int:
    if not text:
        return minutes  # nobody said that it may be cut
    floor = agenda_list.read_minutes(text, "floor")
    if floor > minutes:
        notes.append(tr("the shortest length is held to {n} minutes", n=minutes))
    return min(floor, minutes)

"""What becomes of each row of a list: added, updated, left, decided by the user, or to be fixed.

Nothing is written here. Choices and fixes give a new plan; the plan's command carries it out as one
step of undo. Nobody is merged or overwritten unasked: what was edited by hand stays, duplicates wait.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from facilitator.application.commands.people import ImportParticipants, ListedPerson
from facilitator.application.rows.people import ParticipantRow
from facilitator.domain.participant_list.names import alike
from facilitator.domain.participant_list.same_person import Identity, Known
from facilitator.domain.participant_list.update import FieldChange, changes
from facilitator.domain.participant_list.values import stored
from facilitator.domain.people import Sex
from facilitator.exchange.participants.matching import Match
from facilitator.exchange.participants.reading import Draft, read_rows, rows_left_out

OPTIONAL = ("sex", "country", "institution", "email")
"""What is worth asking for again, though the person can be added without it."""


class RowState(StrEnum):
    """What a row is."""

    READY = "ready"
    MISSING = "missing"
    DUPLICATE = "duplicate"
    UPDATE = "update"
    SAME = "same"
    TO_FIX = "to_fix"


class Choice(StrEnum):
    """What the user wants with a duplicate."""

    SKIP = "skip"
    KEEP_BOTH = "keep_both"
    MERGE = "merge"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row with its fate. `person` or `earlier` is who it seems to be already.

    `changes` are the fields that would change on that person, those edited by hand marked.
    """

    draft: Draft
    state: RowState
    person: ParticipantRow | None = None
    earlier: int | None = None
    changes: tuple[FieldChange, ...] = ()
    missing: tuple[str, ...] = ()
    choice: Choice = Choice.SKIP
    taken: frozenset[str] = frozenset()

    @property
    def number(self) -> int:
        """The row's number as its spreadsheet shows it."""
        return self.draft.number

    @property
    def values(self) -> Mapping[str, Any]:
        """What would be stored; empty for a row to fix."""
        return self.draft.values

    @property
    def adds(self) -> bool:
        """Whether the row becomes somebody new."""
        ready = self.state in {RowState.READY, RowState.MISSING}
        return ready or (self.state is RowState.DUPLICATE and self.choice is Choice.KEEP_BOTH)

    @property
    def taken_changes(self) -> tuple[FieldChange, ...]:
        """The changes that will be made: those that touch no hand edit, and those asked for."""
        merging = self.state is RowState.DUPLICATE and self.choice is Choice.MERGE
        if self.state is not RowState.UPDATE and not merging:
            return ()
        return tuple(c for c in self.changes if not c.by_hand or c.field in self.taken)


@dataclass(frozen=True)
class ImportPlan:
    """All rows that name somebody, with their fate; see `matching` for how they were read."""

    drafts: tuple[Draft, ...]
    people: tuple[ParticipantRow, ...]
    choices: Mapping[int, Choice] = field(default_factory=dict)
    taken: Mapping[int, frozenset[str]] = field(default_factory=dict)
    left_out: tuple[int, ...] = ()
    """Rows that hold something but nobody's name."""

    @cached_property
    def rows(self) -> tuple[PlannedRow, ...]:
        """The rows in the order of the sheet."""
        return tuple(_decide(self))

    def of(self, *states: RowState) -> tuple[PlannedRow, ...]:
        """The rows of these states."""
        return tuple(row for row in self.rows if row.state in states)

    # Asking for something else

    def fixed(self, number: int, name: str, text: str) -> ImportPlan:
        """The plan with one field of one row typed anew."""
        return replace(self, drafts=tuple(
            draft.with_text(name, text) if draft.number == number else draft for draft in self.drafts
        ))  # fmt: skip

    def chosen(self, numbers: Iterable[int], choice: Choice) -> ImportPlan:
        """The plan with the user's choice for duplicates."""
        return replace(self, choices={**self.choices, **dict.fromkeys(numbers, choice)})

    def taking(self, number: int, fields: Iterable[str]) -> ImportPlan:
        """The plan where the list wins in these fields of a row, although they were edited by hand."""
        return replace(self, taken={**self.taken, number: frozenset(fields)})

    def with_proposals(self, numbers: Iterable[int] | None = None) -> ImportPlan:
        """The plan with what titles suggest taken over, for these rows or for all."""
        wanted = None if numbers is None else set(numbers)
        return replace(self, drafts=tuple(
            draft.with_text("sex", draft.proposed["sex"].value)
            if draft.proposed and (wanted is None or draft.number in wanted) else draft
            for draft in self.drafts
        ))  # fmt: skip

    # What it comes to

    @property
    def adding(self) -> int:
        """How many people would be added."""
        return sum(1 for row in self.rows if row.adds)

    @property
    def updating(self) -> int:
        """How many people who are there would change."""
        return len({row.person.id for row in self.rows if row.person and row.taken_changes})

    @property
    def proposals(self) -> tuple[Draft, ...]:
        """Rows with something that is only suggested."""
        return tuple(draft for draft in self.drafts if draft.proposed)

    @property
    def not_listed(self) -> tuple[ParticipantRow, ...]:
        """People of an earlier list whom this one does not name any more; they stay."""
        here = {row.person.id for row in self.rows if row.person is not None}
        return tuple(p for p in self.people if p.listed and not p.withdrawn and p.id not in here)

    @property
    def command(self) -> ImportParticipants:
        """The command that carries the plan out."""
        new: dict[int, dict[str, Any]] = {}
        updates: dict[UUID, ListedPerson] = {}
        for row in self.rows:
            if row.adds:
                new[row.number] = dict(row.values)
            elif row.person is not None:
                _put_update(updates, row)
            elif row.earlier in new and row.choice is Choice.MERGE:
                new[row.earlier].update({c.field: c.after for c in row.taken_changes})
        return ImportParticipants(
            tuple(ListedPerson(uuid4(), values, _listed(values)) for values in new.values()),
            tuple(updates.values()),
        )

    def summary(self) -> dict[str, Any]:
        """The counts; women and countries over the distinct people whom the list names."""
        states = Counter(row.state for row in self.rows)
        people = _distinct(self.rows)
        return {
            "rows": len(self.rows),
            "ready": states[RowState.READY] + states[RowState.MISSING],
            "duplicates": states[RowState.DUPLICATE] + states[RowState.UPDATE] + states[RowState.SAME],
            "refused": [{"row": row.number, "reason": row.draft.reason}
                        for row in self.of(RowState.TO_FIX)],
            "women": sum(1 for person in people if person["sex"] is Sex.WOMAN),
            "countries": len({person["country"] for person in people} - {""}),
        }  # fmt: skip


def make_plan(match: Match, people: Sequence[ParticipantRow] = ()) -> ImportPlan:
    """Plan the import of a matched sheet into a programme that already has `people`."""
    return ImportPlan(tuple(read_rows(match)), tuple(people), left_out=rows_left_out(match))


def _put_update(updates: dict[UUID, ListedPerson], row: PlannedRow) -> None:
    person = row.person
    if person is None or (
        row.state not in {RowState.UPDATE, RowState.SAME} and row.choice is not Choice.MERGE
    ):
        return
    values = {change.field: change.after for change in row.taken_changes}
    listed = {
        name: text for name, text in _listed(row.values).items() if person.listed.get(name) != text
    }
    if values or (listed and person.listed and row.earlier is None):
        before = updates.get(person.id, ListedPerson(person.id, {}, {}))
        updates[person.id] = ListedPerson(
            person.id, {**before.values, **values}, {**listed, **before.listed}
        )


def _listed(values: Mapping[str, Any]) -> dict[str, str]:
    return {
        name: stored(value) for name, value in values.items() if name != "notes" and stored(value)
    }


def _distinct(rows: Sequence[PlannedRow]) -> list[dict[str, Any]]:
    """Sex and country of each person whom the list names, put together from all rows of that person."""
    found: dict[object, dict[str, Any]] = {}
    alias: dict[int, object] = {}
    for row in rows:
        if row.state is RowState.TO_FIX:
            continue
        who: object = row.person.id if row.person is not None else row.number
        if row.earlier is not None and not row.adds:
            who = alias.get(row.earlier, row.earlier)
        alias[row.number] = who
        there = found.setdefault(who, {"sex": Sex.NOT_STATED, "country": ""})
        for source in (row.values, _known_of(row.person)):
            if there["sex"] is Sex.NOT_STATED:
                there["sex"] = source.get("sex", Sex.NOT_STATED)
            there["country"] = there["country"] or source.get("country", "")
    return list(found.values())


def _known_of(person: ParticipantRow | None) -> dict[str, Any]:
    return {} if person is None else {"sex": person.sex, "country": person.country}


# --- who is who ------------------------------------------------------------------------------------


def _decide(plan: ImportPlan) -> Iterable[PlannedRow]:
    sound = [draft for draft in plan.drafts if not draft.problem]
    identities = {draft.number: _identity(draft.values) for draft in sound}
    persons = _persons(plan.people, identities)
    earlier: Known[int] = Known()
    before: dict[int, Draft] = {}
    for draft in plan.drafts:
        if draft.problem:
            yield PlannedRow(draft, RowState.TO_FIX)
            continue
        identity = identities[draft.number]
        person, first = persons.get(draft.number), None
        if person is None:
            first = earlier.find(identity)
        if first is None:
            earlier.add(identity, draft.number)
            before[draft.number] = draft
            yield _row(plan, draft, person, None)
        else:
            yield _row(plan, draft, persons.get(first), before[first])


def _identity(values: Mapping[str, Any]) -> Identity:
    return Identity.of(
        values["certificate_name"], values.get("institution", ""), values.get("email", "")
    )


def _persons(
    people: Sequence[ParticipantRow], identities: Mapping[int, Identity]
) -> dict[int, ParticipantRow]:
    """Who of the programme each row is: first by name and institution, then by e-mail; each once."""
    by_id = {person.id: person for person in people}
    known: Known[UUID] = Known()
    for person in sorted(people, key=lambda p: p.withdrawn):
        known.add(Identity.of(person.certificate_name, person.institution, person.email), person.id)
    for person in people:
        if person.listed:  # what the list called a person before somebody corrected it here
            said = person.listed
            known.add(Identity.of(said.get("certificate_name", ""), said.get("institution", ""),
                                  said.get("email", "")), person.id)  # fmt: skip
    found: dict[int, UUID] = {}
    used: set[UUID] = set()
    for find in (known.by_name, known.by_email):
        for number, identity in identities.items():
            who = find(identity)
            if number not in found and who is not None and who not in used:
                found[number] = who
                used.add(who)
    return {number: by_id[who] for number, who in found.items()}


def _row(
    plan: ImportPlan, draft: Draft, person: ParticipantRow | None, first: Draft | None
) -> PlannedRow:
    number = draft.number
    row = PlannedRow(
        draft, RowState.READY, person, None if first is None else first.number,
        missing=tuple(name for name in OPTIONAL if not _stated(draft.values.get(name))),
        choice=plan.choices.get(number, Choice.SKIP), taken=plan.taken.get(number, frozenset()),
    )  # fmt: skip
    if first is not None and person is not None:
        return replace(_against_person(row, person), state=RowState.DUPLICATE)
    if first is not None:
        return replace(row, state=RowState.DUPLICATE, changes=_against_row(first, draft))
    if person is None:
        return replace(row, state=RowState.MISSING) if row.missing else row
    return _against_person(row, person)


def _stated(value: object) -> bool:
    return value not in {None, "", Sex.NOT_STATED}


def _against_row(first: Draft, draft: Draft) -> tuple[FieldChange, ...]:
    """What merging a row into an earlier one changes: only gaps are filled unasked."""
    now = {name: first.values.get(name, "") for name in draft.values}
    return changes({}, now, draft.values)


def _against_person(row: PlannedRow, person: ParticipantRow) -> PlannedRow:
    now = {name: getattr(person, name) for name in row.values}
    found = changes(person.listed, now, row.values)
    if person.name_confirmed:
        # Its owner has agreed to this spelling, which is worth as much as a hand edit.
        found = tuple(replace(c, by_hand=c.by_hand or c.field in _CONFIRMED) for c in found)
    if not person.listed or not alike(person.certificate_name, row.values["certificate_name"]):
        return replace(row, state=RowState.DUPLICATE, changes=found)
    if person.withdrawn or not found:
        return replace(row, state=RowState.SAME)
    return replace(row, state=RowState.UPDATE, changes=found)


_CONFIRMED = frozenset({"certificate_name", "own_script_name"})

"""After any change the summary is the same as one read afresh, whatever was skipped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from facilitator.application.commands.agenda import DeleteAgendaItem, MoveAgendaItem
from facilitator.application.commands.attendance import HalfDayMark, MarkAttendance
from facilitator.application.commands.case_studies import DeleteCaseStudy
from facilitator.application.commands.certificates import VoidCertificate
from facilitator.application.commands.groups import PlaceInGroup
from facilitator.application.commands.people import (
    AddParticipant,
    DeleteParticipants,
    EditParticipant,
)  # fmt: skip
from facilitator.application.commands.programme import EditProgramme, PutPart, RemovePart
from facilitator.application.commands.root_causes import DeleteCauseCard
from facilitator.application.queries.agenda import the_agenda
from facilitator.application.queries.case_studies import case_studies
from facilitator.application.queries.certificates import candidates, register
from facilitator.application.queries.groups import home_groups
from facilitator.application.queries.people import participants
from facilitator.application.queries.programme import the_programme
from facilitator.application.queries.root_causes import root_causes
from facilitator.application.queries.vision import the_vision
from facilitator.application.registry import Command
from facilitator.application.workspace import Workspace
from facilitator.domain.agenda import Half
from facilitator.domain.attendance import Mark
from facilitator.ui.app.summary import AFFECTS, READS, SummaryReader, _queries

Make = Callable[[Workspace], Command]


def first(workspace: Workspace, query: Callable[..., Any]) -> Any:
    found = workspace.query(query)
    return found[0]


def clash(workspace: Workspace) -> Command:
    plan = workspace.query(the_agenda)
    day = [i for i in plan.items_of(plan.days[0].id) if i.lead_id and i.minutes]
    pair = next((a, b) for a in day for b in day if a is not b and a.lead_id == b.lead_id)
    return MoveAgendaItem(pair[0].id, pair[0].title, plan.days[0].id, pair[1].start)


def without_certificate(workspace: Workspace) -> Any:
    return next(row for row in workspace.query(candidates) if row.issued is None)


CHANGES: dict[str, Make] = {
    "title": lambda w: EditProgramme({"title": "Other"}),
    "first day": lambda w: EditProgramme({"first_day": date(2025, 3, 3)}),
    "rules": lambda w: EditProgramme({"attendance_percent": 100}),
    "objective": lambda w: RemovePart("objective", w.query(the_programme).objectives[0].id),
    "room": lambda w: PutPart("room", {"name": "Renamed"}, w.query(the_agenda).rooms[0].id),
    "lead": lambda w: RemovePart(
        "resource_person", w.query(the_programme).resource_persons[0].id),
    "person": lambda w: AddParticipant({"certificate_name": "Late Arrival"}),
    "people gone": lambda w: DeleteParticipants((without_certificate(w).participant_id,)),
    "place": lambda w: PlaceInGroup((first(w, participants).id,), None),
    "other group": lambda w: PlaceInGroup(
        (first(w, participants).id,), w.query(home_groups)[-1].id),
    "certificate": lambda w: VoidCertificate(w.query(register)[0].id, "wrong name"),
    "withdrawn": lambda w: EditParticipant(first(w, participants).id, {"withdrawn": True}),
    "clash": clash,
    "item gone": lambda w: DeleteAgendaItem(w.query(the_agenda).items[5].id, "Item"),
    "card gone": lambda w: DeleteCauseCard(w.query(root_causes).cards[0].id),
    "case gone": lambda w: DeleteCaseStudy(first(w, case_studies).id),
    "mark": lambda w: MarkAttendance((HalfDayMark(
        first(w, participants).id, w.query(the_agenda).days[0].id, Half.MORNING, Mark.ABSENT),)),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_summary_after_a_change_is_that_of_a_fresh_reading(sample: Workspace, name: str) -> None:
    reader = SummaryReader()
    before = reader.read(sample.query)
    change_set = sample.execute(CHANGES[name](sample))
    assert change_set.changes
    after = reader.read(sample.query, change_set.tables)
    assert after == SummaryReader().read(sample.query)
    assert reader.read(sample.query, sample.undo().tables) == before


def test_only_what_changed_is_read(sample: Workspace) -> None:
    reader = SummaryReader()
    reader.read(sample.query)
    asked: Counter[str] = Counter()

    def counting(function: Callable[..., Any]) -> Any:
        asked[function.__name__] += 1
        return sample.query(function)

    reader.read(counting, frozenset({"objective"}))
    assert asked == {"the_programme": 1}
    reader.read(counting, frozenset({"a_table_of_a_later_version"}))
    assert len(asked) == 8, "an unknown table means that all is read"


def test_the_agenda_warns_where_its_checks_are_red(sample: Workspace) -> None:
    reader = SummaryReader()
    assert reader.read(sample.query).nav["agenda"].state == "done"
    done = sample.execute(EditProgramme({"day_ends": 16 * 60}))
    assert reader.read(sample.query, done.tables).nav["agenda"].state == "warning"


def test_the_navigation_counts_what_the_pages_show(sample: Workspace) -> None:
    nav = SummaryReader().read(sample.query).nav
    rows, cases = sample.query(candidates), sample.query(case_studies)
    people = [person for person in sample.query(participants) if person.takes_part]
    issued = [row for row in rows if row.issued is not None]
    complete = [case for case in cases if not case.missing]
    assert issued
    assert cases
    assert nav["certificates"].count == f"{len(issued)}/{len(people)}"
    assert nav["case_studies"].count == f"{len(complete)}/{len(cases)}"
    assert nav["root_causes"].count == str(len(sample.query(root_causes).cards))
    vision = sample.query(the_vision)
    assert vision is not None
    assert nav["vision"].state == ("done" if vision.adopted_on else "")


def test_every_table_is_named_here() -> None:
    from facilitator.persistence.base import Base

    assert set(AFFECTS) == set(Base.metadata.tables)


@pytest.mark.parametrize("part", READS)
def test_what_a_part_reads_is_what_is_said_here(sample: Workspace, part: str) -> None:
    """A table that a part reads and that is not named would leave it as it was after a change."""
    said: list[str] = []

    def listen(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        said.append(statement)

    event.listen(Engine, "before_cursor_execute", listen)
    try:
        sample.query(_queries()[part])
    finally:
        event.remove(Engine, "before_cursor_execute", listen)
    read = {table for table in AFFECTS if _is_read(table, said)}
    assert read
    assert read <= set(READS[part].split())


def _is_read(table: str, statements: list[str]) -> bool:
    asked = re.compile(rf"\b(FROM|JOIN|,)\s+{table}\b")
    return any(asked.search(statement) for statement in statements)

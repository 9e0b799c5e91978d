"""The open programme: undo and redo at random, merging, refusals, subscribers, the change log."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select, text

from facilitator.application.change_set import Action, ChangeSet
from facilitator.application.commands.agenda import DeleteAgendaItem, EditAgendaItem, MoveAgendaItem
from facilitator.application.commands.attendance import HalfDayMark, MarkAttendance
from facilitator.application.commands.people import (
    AddParticipant,
    DeleteParticipants,
    EditParticipant,
)
from facilitator.application.commands.programme import EditProgramme
from facilitator.application.commands.vision_adoption import BeginNewVersion, RecordPoll
from facilitator.application.commands.vision_text import FreezeRevision, MoveVisionTo
from facilitator.application.queries import agenda as agenda_queries
from facilitator.application.queries import certificates as certificate_queries
from facilitator.application.queries import people as people_queries
from facilitator.application.queries import programme as programme_queries
from facilitator.application.registry import Command
from facilitator.application.workspace import Workspace
from facilitator.domain.agenda import Half
from facilitator.domain.attendance import Mark
from facilitator.domain.vision import VisionState
from facilitator.persistence.base import Base
from facilitator.persistence.models.change_log import ChangeLogEntry
from facilitator.support.errors import RuleViolation


def database(workspace: Workspace) -> dict[str, list[tuple[Any, ...]]]:
    def read(session: Any) -> dict[str, list[tuple[Any, ...]]]:
        return {
            t.name: sorted((tuple(row) for row in session.execute(select(t))), key=repr)
            for t in Base.metadata.sorted_tables
            if t.name not in {"change_log", "counter"}
        }

    return workspace.query(read)


def log(workspace: Workspace) -> list[ChangeLogEntry]:
    return workspace.query(
        lambda s: list(s.scalars(select(ChangeLogEntry).order_by(ChangeLogEntry.number)))
    )


def _random_command(workspace: Workspace, dice: random.Random) -> Command:
    people = workspace.query(people_queries.participants)
    agenda = workspace.query(agenda_queries.the_agenda)
    person, item, day = dice.choice(people), dice.choice(agenda.items), dice.choice(agenda.days)
    mark = HalfDayMark(person.id, day.id, dice.choice(list(Half)), dice.choice([None, *Mark]))
    return dice.choice(
        [
            AddParticipant({"certificate_name": f"Person {dice.random()}"}),
            EditParticipant(person.id, {"institution": f"Place {dice.random()}"}),
            EditAgendaItem(item.id, {"minutes": dice.randrange(5, 60), "floor": 0}),
            MoveAgendaItem(item.id, item.title, day.id, dice.randrange(480, 1000)),
            MarkAttendance((mark,)),
            EditProgramme({"venue": f"Hall {dice.random()}"}),
            DeleteParticipants((person.id,)),
            DeleteAgendaItem(item.id, item.title),
        ]
    )


@pytest.mark.parametrize("seed", range(3))
def test_random_commands_undone_one_by_one_and_redone(sample: Workspace, seed: int) -> None:
    dice = random.Random(seed)
    states = [database(sample)]
    while len(states) < 40:
        try:
            change_set = sample.execute(_random_command(sample, dice))
        except RuleViolation:
            assert database(sample) == states[-1]
            continue
        if len(sample._done) == len(states) - 1 and change_set.changes:
            states[-1] = database(sample)  # it merged with the step before, as typing does
        elif change_set.changes:
            states.append(database(sample))
    for earlier in reversed(states[:-1]):
        sample.undo()
        assert database(sample) == earlier
    assert not sample.can_undo
    for later in states[1:]:
        sample.redo()
        assert database(sample) == later
    assert not sample.can_redo


def test_typing_in_one_field_is_one_step(sample: Workspace) -> None:
    person = sample.query(people_queries.participants)[0]
    before = database(sample)
    for end in range(1, 6):
        sample.execute(EditParticipant(person.id, {"notes": "typed"[:end]}))
    sample.execute(EditParticipant(person.id, {"position": "Director"}))
    sample.undo()
    assert sample.query(people_queries.participants)[0].notes == "typed"
    sample.undo()
    assert database(sample) == before
    sample.redo()
    assert sample.query(people_queries.participants)[0].notes == "typed"


def test_a_refused_command_changes_nothing(sample: Workspace) -> None:
    person = sample.query(people_queries.participants)[0]
    before, entries = database(sample), len(log(sample))
    with pytest.raises(RuleViolation, match="e-mail"):
        sample.execute(EditParticipant(person.id, {"institution": "New", "email": "no at sign"}))
    with pytest.raises(RuleViolation, match="no longer there"):
        sample.execute(EditParticipant(uuid4(), {"institution": "New"}))
    assert database(sample) == before
    assert len(log(sample)) == entries
    assert not sample.can_undo


def test_somebody_with_a_certificate_cannot_be_deleted(sample: Workspace) -> None:
    issued = sample.query(certificate_queries.register)[0]
    with pytest.raises(RuleViolation, match="withdrawn"):
        sample.execute(DeleteParticipants((issued.participant_id,)))


def test_undo_is_refused_where_a_later_change_touched_the_row(sample: Workspace) -> None:
    person = sample.query(people_queries.participants)[0]
    sample.execute(EditParticipant(person.id, {"position": "One"}))
    sample.query(lambda s: (s.execute(text("UPDATE participant SET position = 'Two'")), s.commit()))
    before = database(sample)
    with pytest.raises(RuleViolation, match="later change"):
        sample.undo()
    assert database(sample) == before
    assert sample.can_undo


def test_nothing_to_undo_is_said(sample: Workspace) -> None:
    with pytest.raises(RuleViolation, match="nothing to undo"):
        sample.undo()
    with pytest.raises(RuleViolation, match="nothing to redo"):
        sample.redo()


def test_a_new_command_ends_redo(sample: Workspace) -> None:
    sample.execute(EditProgramme({"venue": "One"}))
    sample.undo()
    sample.execute(EditProgramme({"place": "Two"}))
    assert not sample.can_redo


def test_subscribers_get_the_change_set_and_its_origin(sample: Workspace) -> None:
    heard: list[tuple[ChangeSet, object]] = []
    stop = sample.subscribe(lambda change_set, origin: heard.append((change_set, origin)))
    person = sample.query(people_queries.participants)[0]
    sample.execute(EditParticipant(person.id, {"position": "X"}), origin="me")
    sample.undo("you")
    stop()
    sample.redo()
    (done, first), (undone, second) = heard
    assert (first, second) == ("me", "you")
    assert (done.action, undone.action) == (Action.DO, Action.UNDO)
    assert done.tables == {"participant"}
    assert done.keys("participant") == {person.id}


def test_a_change_that_changes_nothing_is_no_step(sample: Workspace) -> None:
    person = sample.query(people_queries.participants)[0]
    entries = len(log(sample))
    assert not sample.execute(EditParticipant(person.id, {"country": person.country})).changes
    assert not sample.can_undo
    assert len(log(sample)) == entries


def test_the_log_tells_each_act_and_only_what_changed(sample: Workspace) -> None:
    person = sample.query(people_queries.participants)[0]
    sample.execute(EditParticipant(person.id, {"position": "Adviser"}))
    sample.undo()
    done, undone = log(sample)[-2:]
    assert (done.action, done.command, undone.action) == ("do", "EditParticipant", "undo")
    (change,) = done.changes
    assert change["table"] == "participant"
    assert change["before"] == {"position": person.position}
    assert change["after"] == {"position": "Adviser"}
    assert done.at.tzinfo is not None


def test_what_was_said_in_confidence_never_enters_the_log(sample: Workspace) -> None:
    reservation = "MARKERWORD would prefer otherwise"
    today = sample.query(agenda_queries.days)[4].date
    counts = (9, 9, 9, 1, 0, 1, 0, 0)
    sample.execute(BeginNewVersion())
    sample.execute(FreezeRevision(today))
    sample.execute(MoveVisionTo(VisionState.FINAL_TEXT, today))
    sample.execute(RecordPoll(30, counts, today, (reservation,)))
    sample.undo()
    sample.redo()
    entries = str([entry.changes for entry in log(sample)])
    assert "vision_poll" in entries
    assert "MARKERWORD" not in entries
    assert str(list(counts)) not in entries


def test_a_number_once_given_is_not_given_again(sample: Workspace) -> None:
    from facilitator.application.commands.certificates import IssueCertificates, VoidCertificate

    first = sample.query(certificate_queries.register)[0]
    last = sample.query(certificate_queries.register)[-1]
    sample.execute(VoidCertificate(first.id, "name misspelt"))
    again = IssueCertificates((first.participant_id,), last.issued_on)
    sample.execute(again)
    assert sample.query(certificate_queries.register)[-1].number == last.number + 1
    sample.undo()
    sample.execute(again)
    assert sample.query(certificate_queries.register)[-1].number == last.number + 2


def test_bulk_statements_cannot_slip_past_the_journal(sample: Workspace, sample_path: Path) -> None:
    from sqlalchemy import update

    from facilitator.persistence import journal
    from facilitator.persistence.models.people import Participant

    def bulk(session: Any) -> None:
        journal.attach(session)
        session.execute(update(Participant).values(notes="x"))

    with pytest.raises(AssertionError, match="bulk"):
        sample.query(bulk)


def test_an_issued_certificate_keeps_its_hours_when_the_agenda_changes(sample: Workspace) -> None:
    before = sample.query(certificate_queries.sheets)
    item = sample.query(agenda_queries.the_agenda).items[10]
    sample.execute(EditAgendaItem(item.id, {"minutes": item.minutes + 30, "type": "workshop"}))
    assert sample.query(certificate_queries.sheets) == before
    assert before[0].hours > 30


def test_what_emptied_a_secret_box_is_final_and_so_is_what_was_before_it(sample: Workspace) -> None:
    """Else an undo would reopen a vote whose ballots are gone for good."""
    sample.execute(EditProgramme({"title": "Before"}))
    box = sample.secret_box("vote")
    sample.execute(EditProgramme({"title": "Empty box"}), empties=(box,))
    sample.undo()  # nothing was in it
    box.put("", {"dots": 1})
    change = sample.execute(EditProgramme({"title": "Counted"}), empties=(box,))
    assert change.is_final
    assert box.count() == 0
    sample.execute(EditProgramme({"place": "Later"}))
    sample.undo()
    for _ in range(2):
        with pytest.raises(RuleViolation) as refusal:
            sample.undo()
        assert refusal.value.code == "undo-final"
        assert "nobody can be traced" in str(refusal.value)
    assert sample.query(programme_queries.the_programme).title == "Counted"
    with pytest.raises(RuleViolation):  # refused: nothing happened, the ballots stay
        box.put("", {"dots": 1})
        sample.execute(EditProgramme({"title": ""}), empties=(box,))
    assert box.count() == 1


def test_what_opened_a_secret_box_stays_while_something_is_in_it(sample: Workspace) -> None:
    """Else the ballots in it would be out of reach, and none would count them."""
    box = sample.secret_box("vote")
    box.put("", {"left": "over"})
    sample.execute(EditProgramme({"title": "Opened"}), opens="vote")
    assert box.count() == 0
    sample.undo()
    sample.redo()
    box.put("", {"dots": 1})
    with pytest.raises(RuleViolation) as refusal:
        sample.undo()
    assert refusal.value.code == "undo-box-filled"
    box.withdraw("", {"dots": 1})
    sample.undo()


def test_what_emptied_a_box_is_not_done_again_over_new_ballots(sample: Workspace) -> None:
    """Else a vote would be closed with the count of before, and its new ballots be left behind."""
    box = sample.secret_box("vote")
    sample.execute(EditProgramme({"title": "Closed without a ballot"}), empties=(box,))
    sample.undo()
    box.put("", {"dots": 1})
    with pytest.raises(RuleViolation) as refusal:
        sample.redo()
    assert refusal.value.code == "redo-box-filled"
    assert box.count() == 1
    box.withdraw("", {"dots": 1})
    sample.redo()
    assert sample.query(programme_queries.the_programme).title == "Closed without a ballot"

"""The journal knows each row before and after, also where the unit of work forgot."""

from __future__ import annotations

from typing import Any

from facilitator.application.workspace import Workspace
from facilitator.persistence import journal, rows
from facilitator.persistence.models.people import Participant


def test_a_column_left_to_its_default_and_changed_in_the_same_session(sample: Workspace) -> None:
    def work(session: Any) -> list[journal.RowChange]:
        changes = journal.attach(session)
        person = rows.add(session, Participant(certificate_name="Late Value"))
        person.assessment_percent = 70
        person.notes = "n"
        session.flush()
        return changes

    added, changed = sample.query(work)
    assert added.after is not None
    assert changed.before == added.after
    assert changed.before["assessment_percent"] is None
    assert changed.after is not None
    assert changed.after["assessment_percent"] == 70


def test_changes_of_one_row_merge_into_one(sample: Workspace) -> None:
    def work(session: Any) -> list[journal.RowChange]:
        changes = journal.attach(session)
        person = rows.add(session, Participant(certificate_name="One"))
        person.certificate_name = "Two"
        session.flush()
        rows.delete(session, person)
        return changes

    changes = sample.query(work)
    assert len(changes) == 3
    assert journal.merged(changes[:2], changes[2:]) == ()

"""People in their roles, consents with their day, leaving without losing what was recorded."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from facilitator.application.commands.certificates import IssueCertificates
from facilitator.application.commands.people import (
    AddParticipant,
    AddParticipants,
    EditParticipant,
    ImportParticipants,
    ListedPerson,
    ReplaceParticipant,
    WithdrawParticipants,
)
from facilitator.application.queries.attendance import marks
from facilitator.application.queries.certificates import candidates
from facilitator.application.queries.groups import home_groups
from facilitator.application.queries.people import participants, participants_as_listed
from facilitator.application.queries.report import facts, the_report
from facilitator.application.workspace import Workspace
from facilitator.domain.people import ParticipantRole, Sex
from facilitator.support.clock import FIXED_VARIABLE
from facilitator.support.errors import RuleViolation


def by_key(workspace: Workspace, key: Any) -> Any:
    return next(row for row in workspace.query(participants) if row.id == key)


def test_only_participants_are_counted_and_certified(sample: Workspace) -> None:
    before = sample.query(facts)
    new = AddParticipant(
        {"certificate_name": "Ear Sample", "sex": "woman", "country": "Fiji", "role": "interpreter"}
    )
    sample.execute(new)
    assert by_key(sample, new.participant_id).role is ParticipantRole.INTERPRETER
    assert sample.query(facts) == before
    assert new.participant_id not in {row.participant_id for row in sample.query(candidates)}
    assert sample.query(the_report).sexes.total == before["participants"]
    with pytest.raises(RuleViolation) as refusal:
        sample.execute(IssueCertificates((new.participant_id,), date(2024, 11, 8)))
    assert refusal.value.code == "certificate-not-eligible"
    sample.execute(EditParticipant(new.participant_id, {"role": "participant"}))
    assert sample.query(facts)["women"] == before["women"] + 1


def test_a_certificate_in_the_register_outlives_a_change_of_role(sample: Workspace) -> None:
    holder = next(row for row in sample.query(candidates) if row.issued is not None)
    sample.execute(EditParticipant(holder.participant_id, {"role": "observer"}))
    assert any(row.participant_id == holder.participant_id for row in sample.query(candidates))


def test_consents_are_off_dated_and_taken_back_one_by_one(
    sample: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = AddParticipant({"certificate_name": "Ana Sample"})
    sample.execute(new)
    row = by_key(sample, new.participant_id)
    consents = ("consent_photo", "consent_name_in_report", "consent_share_contact")
    assert [getattr(row, name) for name in consents] == [False] * 3
    assert [getattr(row, f"{name}_on") for name in consents] == [None] * 3
    monkeypatch.setenv(FIXED_VARIABLE, "2024-11-05T12:00:00+00:00")
    sample.execute(EditParticipant(row.id, {"consent_photo": True}))
    monkeypatch.setenv(FIXED_VARIABLE, "2024-11-07T12:00:00+00:00")
    sample.execute(EditParticipant(row.id, {"consent_photo": True, "position": "Clerk"}))
    given = by_key(sample, row.id)
    assert (given.consent_photo, given.consent_photo_on) == (True, date(2024, 11, 5))
    assert given.consent_share_contact_on is None
    sample.execute(EditParticipant(row.id, {"consent_photo": False}))
    taken = by_key(sample, row.id)
    assert (taken.consent_photo, taken.consent_photo_on) == (False, date(2024, 11, 7))
    sample.execute(
        EditParticipant(row.id, {"consent_photo": True, "consent_photo_on": "2024-11-04"})
    )
    assert by_key(sample, row.id).consent_photo_on == date(2024, 11, 4)


def test_who_withdraws_keeps_marks_and_place_but_is_counted_no_more(sample: Workspace) -> None:
    before = sample.query(facts)
    person = next(row for row in sample.query(participants) if row.group)
    own = sample.query(marks)[person.id]
    sample.execute(WithdrawParticipants((person.id,), "called home", date(2024, 11, 6)))
    gone = by_key(sample, person.id)
    assert (gone.withdrawn_on, gone.withdrawn_reason, gone.group) == (
        date(2024, 11, 6),
        "called home",
        person.group,
    )
    assert sample.query(marks)[person.id] == own
    assert sample.query(facts)["participants"] == before["participants"] - 1
    assert person.id not in {m.participant_id for g in sample.query(home_groups) for m in g.members}
    with pytest.raises(RuleViolation):
        sample.execute(WithdrawParticipants((person.id,)))
    sample.execute(EditParticipant(person.id, {"withdrawn": False}))
    assert by_key(sample, person.id) == person
    assert sample.query(facts) == before


def test_a_replacement_takes_the_place_and_the_office_but_no_mark(sample: Workspace) -> None:
    person = next(row for row in sample.query(participants) if row.group)
    command = ReplaceParticipant(
        person.id, {"certificate_name": "Stead Sample", "sex": "man"}, "ill"
    )
    sample.execute(command)
    new = by_key(sample, command.replacement_id)
    assert (new.group, new.country, new.institution) == (
        person.group,
        person.country,
        person.institution,
    )
    assert (new.email, new.consent_photo, new.name_confirmed) == ("", False, False)
    assert command.replacement_id not in sample.query(marks)
    assert by_key(sample, person.id).replaced_by_id == new.id
    members = {m.participant_id for g in sample.query(home_groups) for m in g.members}
    assert new.id in members
    assert person.id not in members


def test_an_import_is_all_or_nothing(sample: Workspace) -> None:
    before = sample.query(participants_as_listed)
    bad = (
        ListedPerson(uuid4(), {"certificate_name": "Good"}, {}),
        ListedPerson(uuid4(), {"certificate_name": "Bad", "email": "no"}, {}),
    )
    for command in (
        ImportParticipants(bad),
        ImportParticipants(bad[:1], (ListedPerson(uuid4(), {"country": "Fiji"}, {}),)),
        AddParticipants(tuple((p.participant_id, p.values) for p in bad)),
    ):
        with pytest.raises(RuleViolation):
            sample.execute(command)
        assert sample.query(participants_as_listed) == before


def test_what_a_list_said_is_kept_and_added_to(sample: Workspace) -> None:
    key = uuid4()
    listed = {"certificate_name": "Ana", "country": "Fiji"}
    sample.execute(
        ImportParticipants(
            (ListedPerson(key, {"certificate_name": "Ana", "country": "Fiji"}, listed),)
        )
    )
    sample.execute(
        ImportParticipants((), (ListedPerson(key, {"sex": Sex.WOMAN}, {"sex": "woman"}),))
    )
    (row,) = [row for row in sample.query(participants_as_listed) if row.id == key]
    assert row.listed == {"certificate_name": "Ana", "country": "Fiji", "sex": "woman"}
    assert by_key(sample, key).listed == {}  # who does not ask is not given it

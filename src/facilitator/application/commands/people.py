"""Commands on participants."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator.application import fields
from facilitator.application.registry import Command, handles
from facilitator.domain.people import InstitutionType, ParticipantRole, Sex
from facilitator.persistence import rows
from facilitator.persistence.models.certificates import Certificate
from facilitator.persistence.models.groups import Membership
from facilitator.persistence.models.people import Participant
from facilitator.support.clock import today
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr, trn

PARTICIPANT_FIELDS: dict[str, fields.Cleaner] = {
    "certificate_name": fields.name,
    "badge_name": fields.optional_name,
    "own_script_name": fields.optional_name,
    "family_name": fields.optional_name,
    "honorific": fields.line,
    "family_name_first": fields.flag,
    "role": fields.choice(ParticipantRole),
    "sex": fields.choice(Sex),
    "country": fields.line,
    "institution": fields.line,
    "institution_type": fields.choice(InstitutionType),
    "position": fields.line,
    "email": fields.email,
    "notes": fields.text,
    "consent_photo": fields.flag,
    "consent_photo_on": fields.optional_day,
    "consent_name_in_report": fields.flag,
    "consent_name_in_report_on": fields.optional_day,
    "consent_share_contact": fields.flag,
    "consent_share_contact_on": fields.optional_day,
    "name_confirmed": fields.flag,
    "withdrawn": fields.flag,
    "withdrawn_on": fields.optional_day,
    "withdrawn_reason": fields.line,
    "assessment_percent": fields.optional_percent,
}
CONSENTS = ("consent_photo", "consent_name_in_report", "consent_share_contact")


def _dated(changes: Mapping[str, Any], before: Participant | None) -> dict[str, Any]:
    """The changes, with the day of each consent given or withdrawn and of a withdrawal."""
    dated = dict(changes)
    for flag in (*CONSENTS, "withdrawn"):
        was = bool(getattr(before, flag)) if before is not None else False
        if flag in changes and bool(changes[flag]) != was:
            dated.setdefault(f"{flag}_on", today())
    if changes.get("withdrawn") is False:
        dated |= {"withdrawn_on": None, "withdrawn_reason": ""}
    return dated


@dataclass(frozen=True, slots=True)
class AddParticipant(Command):
    """Add a person; `values` by field, `certificate_name` needed."""

    values: Mapping[str, Any]
    participant_id: UUID = field(default_factory=uuid4)

    @property
    def label(self) -> str:
        return tr("Add {name}", name=self.values.get("certificate_name", ""))


@handles(AddParticipant)
def add_participant(session: Session, command: AddParticipant) -> None:
    _add(session, command.participant_id, command.values)


def _add(session: Session, key: UUID, values: Mapping[str, Any]) -> Participant:
    return rows.add(session, _new(key, values))


def _new(
    key: UUID, values: Mapping[str, Any], listed: Mapping[str, str] | None = None
) -> Participant:
    cleaned = fields.clean(PARTICIPANT_FIELDS, _dated({"certificate_name": "", **values}, None))
    return Participant(id=key, **cleaned, listed=dict(listed or {}))


@dataclass(frozen=True, slots=True)
class AddParticipants(Command):
    """Add several people as one step: all of them or nothing."""

    people: tuple[tuple[UUID, Mapping[str, Any]], ...]

    @property
    def label(self) -> str:
        return trn("Add {n} person", "Add {n} people", len(self.people))


@handles(AddParticipants)
def add_participants(session: Session, command: AddParticipants) -> None:
    session.add_all([_new(key, values) for key, values in command.people])
    session.flush()


@dataclass(frozen=True, slots=True)
class ListedPerson:
    """What a list says of one person: the values to store, and what it said, to be kept by."""

    participant_id: UUID
    values: Mapping[str, Any]
    listed: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ImportParticipants(Command):
    """Take over a list as one step: `new` people, and `updates` of people who are there."""

    new: tuple[ListedPerson, ...]
    updates: tuple[ListedPerson, ...] = ()

    @property
    def label(self) -> str:
        if not self.updates:
            return trn("Import {n} person", "Import {n} people", len(self.new))
        return tr("Import {new} people, update {updated}", new=len(self.new),
                  updated=len(self.updates))  # fmt: skip


@handles(ImportParticipants)
def import_participants(session: Session, command: ImportParticipants) -> None:
    session.add_all([_new(p.participant_id, p.values, p.listed) for p in command.new])
    session.flush()
    there = _by_key(session, [p.participant_id for p in command.updates])
    for update in command.updates:
        person = there.get(update.participant_id)
        if person is None:
            raise RuleViolation("not-found")
        fields.apply(person, PARTICIPANT_FIELDS, _dated(update.values, person))
        person.listed = {**person.listed, **update.listed}
    session.flush()


_KEYS_AT_ONCE = 500


def _by_key(session: Session, keys: Iterable[UUID]) -> dict[UUID, Participant]:
    """People by key, asked for in portions that any database takes."""
    wanted, found = list(keys), {}
    for start in range(0, len(wanted), _KEYS_AT_ONCE):
        some = select(Participant).where(Participant.id.in_(wanted[start : start + _KEYS_AT_ONCE]))
        found.update({person.id: person for person in session.scalars(some)})
    return found


@dataclass(frozen=True, slots=True)
class EditParticipant(Command):
    """Change fields of a person."""

    participant_id: UUID
    changes: Mapping[str, Any]

    @property
    def label(self) -> str:
        return tr("Edit a participant")

    @property
    def merge_key(self) -> str:
        return f"participant/{self.participant_id}/{'+'.join(self.changes)}"


@handles(EditParticipant)
def edit_participant(session: Session, command: EditParticipant) -> None:
    row = rows.find(session, Participant, command.participant_id)
    fields.apply(row, PARTICIPANT_FIELDS, _dated(command.changes, row))
    if command.changes.get("withdrawn") is False:
        row.replaced_by_id = None


@dataclass(frozen=True, slots=True)
class DeleteParticipants(Command):
    """Delete people with their marks and places in groups.

    Somebody with a certificate stays in the register and is withdrawn instead.
    """

    participant_ids: tuple[UUID, ...]

    @property
    def label(self) -> str:
        return trn("Delete {n} person", "Delete {n} people", len(self.participant_ids))


@handles(DeleteParticipants)
def delete_participants(session: Session, command: DeleteParticipants) -> None:
    for key in command.participant_ids:
        person = rows.find(session, Participant, key)
        issued = select(func.count(Certificate.id)).where(Certificate.participant_id == key)
        if session.scalar(issued):
            raise RuleViolation("participant-has-certificate", name=person.certificate_name)
        rows.delete(session, person)


@dataclass(frozen=True, slots=True)
class WithdrawParticipants(Command):
    """Mark people as withdrawn: marks, group and papers stay, but they are counted no more."""

    participant_ids: tuple[UUID, ...]
    reason: str = ""
    on: date | None = None

    @property
    def label(self) -> str:
        return trn("Withdraw {n} person", "Withdraw {n} people", len(self.participant_ids))


@handles(WithdrawParticipants)
def withdraw_participants(session: Session, command: WithdrawParticipants) -> None:
    for key in command.participant_ids:
        _withdraw(rows.find(session, Participant, key), command.reason, command.on)


def _withdraw(person: Participant, reason: str, on: date | None) -> None:
    if person.withdrawn:
        raise RuleViolation("person-withdrawn-already", name=person.certificate_name)
    person.withdrawn = True
    person.withdrawn_on = on or today()
    person.withdrawn_reason = fields.line("reason", reason)


@dataclass(frozen=True, slots=True)
class ReplaceParticipant(Command):
    """Somebody comes in a person's stead: the one withdraws, the other takes the place in the group.

    What is recorded of the one who left stays with that person.
    """

    participant_id: UUID
    values: Mapping[str, Any]
    reason: str = ""
    on: date | None = None
    replacement_id: UUID = field(default_factory=uuid4)

    @property
    def label(self) -> str:
        return tr("Replace by {name}", name=self.values.get("certificate_name", ""))


@handles(ReplaceParticipant)
def replace_participant(session: Session, command: ReplaceParticipant) -> None:
    leaving = rows.find(session, Participant, command.participant_id)
    _withdraw(leaving, command.reason, command.on)
    from_the_office = {name: getattr(leaving, name)
                       for name in ("country", "institution", "institution_type", "role")}  # fmt: skip
    _add(session, command.replacement_id, {**from_the_office, **command.values})
    leaving.replaced_by_id = command.replacement_id
    place = session.scalars(
        select(Membership).where(Membership.participant_id == leaving.id)
    ).one_or_none()
    if place is not None:
        rows.add(session, Membership(group_id=place.group_id, role=place.role,
                                     participant_id=command.replacement_id))  # fmt: skip

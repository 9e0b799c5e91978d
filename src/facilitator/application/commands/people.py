"""Commands on participants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator.application import fields
from facilitator.application.registry import Command, handles
from facilitator.domain.people import InstitutionType, Sex
from facilitator.persistence import rows
from facilitator.persistence.models.certificates import Certificate
from facilitator.persistence.models.people import Participant
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr, trn

PARTICIPANT_FIELDS: dict[str, fields.Cleaner] = {
    "certificate_name": fields.name,
    "badge_name": fields.optional_name,
    "own_script_name": fields.optional_name,
    "honorific": fields.line,
    "family_name_first": fields.flag,
    "sex": fields.choice(Sex),
    "country": fields.line,
    "institution": fields.line,
    "institution_type": fields.choice(InstitutionType),
    "position": fields.line,
    "email": fields.email,
    "notes": fields.text,
    "consent_photo": fields.flag,
    "consent_name_in_report": fields.flag,
    "consent_share_contact": fields.flag,
    "name_confirmed": fields.flag,
    "withdrawn": fields.flag,
    "assessment_percent": fields.optional_percent,
}


@dataclass(frozen=True, slots=True)
class AddParticipant(Command):
    """Add a person; `values` by field, `certificate_name` needed."""

    values: Mapping[str, Any]
    participant_id: UUID = field(default_factory=uuid4)

    @property
    def label(self) -> str:
        return tr("Add {name}", name=self.values["certificate_name"])


@handles(AddParticipant)
def add_participant(session: Session, command: AddParticipant) -> None:
    _add(session, command.participant_id, command.values)


def _add(session: Session, key: UUID, values: Mapping[str, Any]) -> None:
    cleaned = fields.clean(PARTICIPANT_FIELDS, {"certificate_name": "", **values})
    rows.add(session, Participant(id=key, **cleaned))


@dataclass(frozen=True, slots=True)
class AddParticipants(Command):
    """Add a whole list as one step, such as an import: all of it or nothing."""

    people: tuple[tuple[UUID, Mapping[str, Any]], ...]

    @property
    def label(self) -> str:
        return trn("Add {n} person", "Add {n} people", len(self.people))


@handles(AddParticipants)
def add_participants(session: Session, command: AddParticipants) -> None:
    for key, values in command.people:
        _add(session, key, values)


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
    fields.apply(row, PARTICIPANT_FIELDS, command.changes)


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

"""Commands on groups."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application import fields
from facilitator.application.registry import Command, handles
from facilitator.domain.groups import GroupRole
from facilitator.persistence import rows
from facilitator.persistence.models.case_studies import CaseStudy
from facilitator.persistence.models.groups import HomeGroup, Membership
from facilitator.persistence.models.people import Participant
from facilitator.persistence.models.root_causes import ConflictTree
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr


@dataclass(frozen=True, slots=True)
class PutGroup(Command):
    """Add a home group or change its letter, name and table."""

    letter: str
    name: str = ""
    table: str = ""
    group_id: UUID = field(default_factory=uuid4)

    @property
    def label(self) -> str:
        return tr("Edit group {letter}", letter=self.letter)


@handles(PutGroup)
def put_group(session: Session, command: PutGroup) -> None:
    group = session.get(HomeGroup, command.group_id) or HomeGroup(id=command.group_id)
    group.letter = fields.needed_line("letter", command.letter)
    group.name = fields.line("name", command.name)
    group.table_name = fields.line("table", command.table)
    rows.add(session, group)


@dataclass(frozen=True, slots=True)
class PlaceInGroup(Command):
    """Put people into a home group, out of any other; no group takes them out."""

    participant_ids: tuple[UUID, ...]
    group_id: UUID | None
    role: GroupRole = GroupRole.MEMBER

    @property
    def label(self) -> str:
        return tr("Change a group")


@handles(PlaceInGroup)
def place_in_group(session: Session, command: PlaceInGroup) -> None:
    if command.group_id is not None:
        rows.find(session, HomeGroup, command.group_id)
    for key in command.participant_ids:
        rows.find(session, Participant, key)
        _place(session, key, command)


def _place(session: Session, key: UUID, command: PlaceInGroup) -> None:
    wanted = select(Membership).where(Membership.participant_id == key)
    place = session.scalars(wanted).one_or_none()
    if command.group_id is None:
        if place is not None:
            rows.delete(session, place)
    elif place is None:
        rows.add(session, Membership(group_id=command.group_id, participant_id=key,
                                     role=command.role))  # fmt: skip
    else:
        place.group_id, place.role = command.group_id, command.role


@dataclass(frozen=True, slots=True)
class DeleteGroup(Command):
    """Delete a home group that has no tree and no case yet; its people stay."""

    group_id: UUID
    letter: str

    @property
    def label(self) -> str:
        return tr("Delete group {letter}", letter=self.letter)


@handles(DeleteGroup)
def delete_group(session: Session, command: DeleteGroup) -> None:
    group = rows.find(session, HomeGroup, command.group_id)
    for work in (ConflictTree, CaseStudy):
        if session.scalars(select(work.id).where(work.group_id == group.id)).first() is not None:
            raise RuleViolation("group-has-work", letter=group.letter)
    rows.delete(session, group)

"""Commands on what a role team writes: the preparation sheet, and the offers log."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application import fields
from facilitator.application.commands.negotiation.checks import checked_minutes
from facilitator.application.queries import negotiation as queries
from facilitator.application.registry import Audience, Command, handles
from facilitator.domain.negotiation.preparation import NUMBERS, RELATIONSHIP, TEXT_NAMES
from facilitator.persistence import rows
from facilitator.persistence.models.negotiation import (
    Exercise,
    ExerciseTable,
    Offer,
    Preparation,
)  # fmt: skip
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr


@dataclass(frozen=True, slots=True)
class PutPreparation(Command):
    """Write fields of a role team's preparation sheet."""

    table_id: UUID
    role_id: str
    changes: Mapping[str, Any] = field(repr=False)

    @property
    def label(self) -> str:
        return tr("Edit a preparation sheet")

    @property
    def merge_key(self) -> str:
        return f"preparation {self.table_id} {self.role_id} {sorted(self.changes)}"


@handles(PutPreparation, Audience.GROUP)
def put_preparation(session: Session, command: PutPreparation) -> None:
    table = rows.find(session, ExerciseTable, command.table_id)
    kit = queries.kit_of(rows.find(session, Exercise, table.exercise_id))
    if command.role_id not in kit.role_ids:
        raise RuleViolation("not-found")
    wanted = select(Preparation).where(
        Preparation.table_id == table.id, Preparation.role_id == command.role_id
    )
    sheet = session.scalars(wanted).first()
    if sheet is None:
        sheet = Preparation(table_id=table.id, role_id=command.role_id)
    cleaners = dict.fromkeys(TEXT_NAMES, fields.text) | dict.fromkeys(NUMBERS, _preparation_number)
    fields.apply(sheet, cleaners, command.changes)
    rows.add(session, sheet)


def _preparation_number(name: str, value: Any) -> int | None:
    if value is None or value == "":
        return None
    least, most = RELATIONSHIP if name.startswith("relationship") else (-100, 100)
    try:
        number = int(value)
    except (TypeError, ValueError) as error:
        raise RuleViolation("value-not-allowed", field=name, text=value) from error
    if least <= number <= most:
        return number
    if name.startswith("relationship"):
        raise RuleViolation("relationship-out-of-range", field=name)
    raise RuleViolation("points-out-of-range", field=name, least=least, most=most)


@dataclass(frozen=True, slots=True)
class PutOffer(Command):
    """Log an offer made at a table, or change the entry."""

    table_id: UUID
    text: str = field(repr=False)
    role_id: str = ""
    minute: int = 0
    offer_id: UUID = field(default_factory=uuid4)

    @property
    def label(self) -> str:
        return tr("Log an offer")


@handles(PutOffer, Audience.GROUP)
def put_offer(session: Session, command: PutOffer) -> None:
    table = rows.find(session, ExerciseTable, command.table_id)
    offer = session.get(Offer, command.offer_id) or Offer(id=command.offer_id)
    offer.table_id, offer.minute = table.id, checked_minutes(command.minute)
    offer.role_id = fields.line("role_id", command.role_id)
    offer.text = fields.needed_text("text", command.text)
    rows.add(session, offer)


@dataclass(frozen=True, slots=True)
class DeleteOffer(Command):
    """Take an offer out of the log."""

    offer_id: UUID

    @property
    def label(self) -> str:
        return tr("Delete an offer")


@handles(DeleteOffer)
def delete_offer(session: Session, command: DeleteOffer) -> None:
    rows.delete(session, rows.find(session, Offer, command.offer_id))

"""Commands of data protection. The wipe is no command: it cannot be undone (see `wipe`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application import fields
from facilitator.application.registry import Command, handles
from facilitator.domain.data_protection import check_harm, check_retention
from facilitator.persistence import rows
from facilitator.persistence.models.data_protection import DataProtection, HarmCheck
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr


def _days(field: str, value: Any) -> int:
    try:
        days = int(str(value).strip())
    except ValueError as error:
        raise RuleViolation("not-a-number", field=field) from error
    check_retention(days)
    return days


PROTECTION_FIELDS: dict[str, fields.Cleaner] = {
    "controller": fields.line,
    "responsible": fields.optional_name,
    "contact": fields.line,
    "more": fields.text,
    "retention_days": _days,
}


@dataclass(frozen=True, slots=True)
class EditDataProtection(Command):
    """Change who is responsible, or how long personal data are kept."""

    changes: Mapping[str, Any]

    @property
    def label(self) -> str:
        return tr("Edit the data protection")

    @property
    def merge_key(self) -> str:
        return f"data_protection/{'+'.join(self.changes)}"


@handles(EditDataProtection)
def edit_data_protection(session: Session, command: EditDataProtection) -> None:
    row = session.scalars(select(DataProtection)).one_or_none()
    if row is None:
        row = rows.add(session, DataProtection())
    fields.apply(row, PROTECTION_FIELDS, command.changes)


@dataclass(frozen=True, slots=True)
class RecordHarmCheck(Command):
    """Keep the answers to the do-no-harm questions; True means that there is a danger."""

    checked_on: date
    what: str
    exposes: bool
    divides: bool
    leak_harms: bool
    signed_by: str
    audience: str = ""
    note: str = ""

    @property
    def label(self) -> str:
        return tr("Keep a do-no-harm check")


@handles(RecordHarmCheck)
def record_harm_check(session: Session, command: RecordHarmCheck) -> None:
    check_harm(command.what, command.signed_by)
    rows.add(session, HarmCheck(
        checked_on=command.checked_on,
        what=fields.needed_line("what", command.what),
        exposes=command.exposes, divides=command.divides, leak_harms=command.leak_harms,
        audience=fields.line("audience", command.audience),
        note=fields.text("note", command.note),
        signed_by=fields.name("signed_by", command.signed_by),
    ))  # fmt: skip

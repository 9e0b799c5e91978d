"""Queries of data protection: who is responsible, what left, what is held about one person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import String, Table, cast, func, or_, select
from sqlalchemy.orm import Session

from facilitator.application.queries.people import participants
from facilitator.application.rows.data_protection import (
    ExportRow,
    HarmCheckRow,
    HeldLine,
    HeldPart,
    HeldRow,
    ProtectionRow,
)  # fmt: skip
from facilitator.persistence import rows
from facilitator.persistence.base import Base
from facilitator.persistence.models.agenda import Day
from facilitator.persistence.models.change_log import ChangeLogEntry
from facilitator.persistence.models.data_protection import DataProtection, ExportEntry, HarmCheck
from facilitator.persistence.models.groups import GroupPair, HomeGroup, Membership, TableSeat
from facilitator.persistence.models.people import Participant
from facilitator.support.i18n import tr


def protection(session: Session) -> ProtectionRow:
    """Who is responsible for the personal data, and until when they stay."""
    last_day = session.scalar(select(func.max(Day.date)))
    assert last_day is not None, "a programme has days"  # noqa: S101
    row = session.scalars(select(DataProtection)).one_or_none()
    if row is None:
        return ProtectionRow(last_day=last_day)
    return ProtectionRow(row.controller, row.responsible, row.contact, row.more,
                         row.retention_days, row.wiped_on, last_day)  # fmt: skip


def exports_made(session: Session) -> tuple[ExportRow, ...]:
    """What left the programme, latest first."""
    wanted = select(ExportEntry).order_by(ExportEntry.at.desc())
    return tuple(ExportRow(e.at, e.what, e.purpose, e.redacted) for e in session.scalars(wanted))


def harm_checks(session: Session) -> tuple[HarmCheckRow, ...]:
    """The do-no-harm checks, latest first."""
    wanted = select(HarmCheck).order_by(HarmCheck.checked_on.desc(), HarmCheck.what)
    return tuple(
        HarmCheckRow(c.checked_on, c.what, c.exposes, c.divides, c.leak_harms, c.audience, c.note,
                     c.signed_by)
        for c in session.scalars(wanted)
    )  # fmt: skip


# What is held about one person ---------------------------------------------------------------------

_OWN_WORDS = {
    Membership.__tablename__: lambda: tr("Group"),
    "attendance_mark": lambda: tr("Attendance"),
    "late_joining": lambda: tr("Joined late"),
    "certificate": lambda: tr("Certificates"),
    "exercise_seat": lambda: tr("Seats in exercises"),
    "vision_drafter": lambda: tr("Drafting team of the vision"),
    "vision_signature": lambda: tr("Signature under the vision"),
    TableSeat.__tablename__: lambda: tr("Seats at tables"),
    GroupPair.__tablename__: lambda: tr("Seating notes of the facilitator"),
}
_COUNTED = {TableSeat.__tablename__, GroupPair.__tablename__}
"""Told as a number only: the rest of the row speaks of other people."""


def held_about(session: Session, participant_id: UUID) -> HeldRow:
    """Everything that the programme holds about a person. Raises RuleViolation `not-found`.

    Every table that refers to people is asked, so that one which comes later is not forgotten.
    """
    person = rows.find(session, Participant, participant_id)
    own = next(row for row in participants(session) if row.id == participant_id)
    parts = [HeldPart(tr("The person"), _own_lines(person))]
    for table, columns in tables_about_people():
        found = session.execute(
            select(table).where(or_(*(column == participant_id for column in columns)))
        ).mappings().all()  # fmt: skip
        if found:
            name = _OWN_WORDS.get(table.name, lambda table=table: table.name.replace("_", " "))()
            parts.append(HeldPart(name, _lines(session, table, [dict(row) for row in found])))
    logged = session.scalar(
        select(func.count()).select_from(ChangeLogEntry)
        .where(func.instr(cast(ChangeLogEntry.changes, String), str(participant_id)) > 0)
    )  # fmt: skip
    earlier = HeldLine(tr("Earlier versions of these entries, in the log of changes"), logged or 0)
    parts.append(HeldPart(tr("Log"), (earlier,)))
    return HeldRow(own.certificate_name, tuple(parts))


def tables_about_people() -> list[tuple[Table, list[Any]]]:
    """Every table with a reference to a participant, with the columns that refer."""
    people = Base.metadata.tables[Participant.__tablename__]
    found = []
    for table in Base.metadata.sorted_tables:
        columns = [column for column in table.columns if column.references(people.c.id)]
        if columns and table is not people:
            found.append((table, columns))
    return found


def _own_lines(person: Participant) -> tuple[HeldLine, ...]:
    skipped = {"id", "listed", "replaced_by_id"}
    values = {column.key: getattr(person, column.key) for column in person.__table__.columns
              if column.key not in skipped}  # fmt: skip
    return tuple(HeldLine(name, value) for name, value in values.items() if value not in ("", None))


def _lines(session: Session, table: Table, found: list[dict[str, Any]]) -> tuple[HeldLine, ...]:
    if table.name in _COUNTED:
        return (HeldLine(tr("Entries"), len(found)),)
    if table.name == Membership.__tablename__:
        letters = [session.get_one(HomeGroup, row["group_id"]).letter for row in found]
        return tuple(HeldLine(tr("Group"), letter) for letter in letters)
    dates = {day.id: day.date for day in session.scalars(select(Day))}
    lines = []
    for row in found:
        shown = {name: dates.get(value, value) for name, value in row.items() if name != "id"}
        plain = {name: value for name, value in shown.items()
                 if not isinstance(value, UUID | bytes) and value not in ("", None)}  # fmt: skip
        day = plain.pop("day_id", None)
        lines.append(HeldLine(str(day) if day else tr("Entry"), tuple(plain.items())))
    return tuple(sorted(lines, key=lambda line: line.what))

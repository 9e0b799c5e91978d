"""Query: what another programme takes over of this one. The plan, the forms, the look; no people.

Left behind are participants, the team, signatories, groups and all that was done in the week. A
note that names one of these people is left behind, too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application.layout_pictures import whole
from facilitator.application.queries.agenda import the_agenda
from facilitator.application.rows.agenda import AgendaRow
from facilitator.persistence.base import Base
from facilitator.persistence.models.agenda import AgendaItem, Day, Room
from facilitator.persistence.models.attendance import AttendanceSetting
from facilitator.persistence.models.certificates import CertificateDesign
from facilitator.persistence.models.feedback import FeedbackForm
from facilitator.persistence.models.people import Participant
from facilitator.persistence.models.programme import (
    Attachment,
    Objective,
    Organisation,
    Programme,
    ResourcePerson,
    Signatory,
)  # fmt: skip
from facilitator.persistence.models.running import SessionStep

CARRIED: tuple[type[Base], ...] = (
    Room, Objective, AgendaItem, SessionStep, FeedbackForm, CertificateDesign, AttendanceSetting,
)  # fmt: skip
"""Tables whose rows go along, in an order in which each finds what it refers to."""
FACTS = ("subtitle", "time_zone", "donor_line", "attendance_percent", "offers_completion",
         "needs_assessment", "pass_percent", "needs_case", "serial_format",
         "day_begins", "day_ends")  # fmt: skip
_NOTES = {"agenda_item": ("private_notes",), "session_step": ("say", "task")}
SHORT = 3
"""Parts of names up to this many letters are words of many languages; they betray nobody."""
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FRIDAY = 4


@dataclass(frozen=True, slots=True)
class Carried:
    """Facts of the programme, days (key and theme), rows by table, all with new keys."""

    title: str
    first_day: date
    facts: dict[str, Any]
    days: tuple[tuple[UUID, str], ...]
    rows: tuple[tuple[str, dict[str, Any]], ...]
    plan: AgendaRow
    logos: tuple[tuple[str, str, bytes, str, str], ...] = ()
    """Organisations: name, role, logo, its media type and file name."""


def carried(session: Session) -> Carried:
    """All that goes along."""
    programme = session.scalars(select(Programme)).one()
    days = session.scalars(select(Day).order_by(Day.date)).all()
    keys = {day.id: uuid4() for day in days}
    names = _people(session)
    rows = [
        (model.__tablename__, _with_pictures(session, _row(item, keys, names)))
        for model in CARRIED
        for item in session.scalars(select(model))
    ]
    return Carried(
        title=programme.title, first_day=programme.first_day,
        facts={name: getattr(programme, name) for name in FACTS},
        days=tuple((keys[day.id], day.title) for day in days), rows=tuple(rows),
        plan=the_agenda(session), logos=tuple(_organisations(session)),
    )  # fmt: skip


def _with_pictures(session: Session, values: dict[str, Any]) -> dict[str, Any]:
    """A certificate's layout with the pictures that lie beside it here; other rows as they are."""
    if "layout" in values:
        values["layout"] = whole(session, values["layout"])
    return values


def _people(session: Session) -> set[str]:
    """Names, and their parts of four letters or more, of everybody in the programme."""
    known = [
        *session.scalars(select(ResourcePerson.name)),
        *session.scalars(select(Signatory.name)),
    ]
    for model in (
        Participant.certificate_name,
        Participant.badge_name,
        Participant.own_script_name,
    ):
        known += session.scalars(select(model))
    return {part.casefold() for name in known for part in name.split() if len(part) > SHORT}


def _row(row: Base, keys: dict[UUID, UUID], names: set[str]) -> dict[str, Any]:
    """Values of a row with new keys; what it refers to and does not go along is left open."""
    keys[row.id] = uuid4()
    table = row.__table__
    values: dict[str, Any] = {}
    for column in table.columns:
        value = getattr(row, column.key)
        if column.foreign_keys or column.key == "id":
            value = keys.get(value)
        elif column.key in _NOTES.get(row.__tablename__, ()) and _names_one(value, names):
            value = ""
        elif isinstance(value, dict | list):
            value = _with_new_keys(value, {str(old): str(new) for old, new in keys.items()})
        values[column.key] = value
    return values


def _names_one(text: str, names: set[str]) -> bool:
    words = {word.strip(".,;:!?()“”\"'").casefold() for word in text.split()}
    return bool(words & names)


def _with_new_keys(value: Any, keys: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {keys.get(k, k): _with_new_keys(v, keys) for k, v in value.items()}
    if isinstance(value, list):
        return [_with_new_keys(each, keys) for each in value]
    return keys.get(value, value) if isinstance(value, str) else value


def _organisations(session: Session) -> list[tuple[str, str, bytes, str, str]]:
    wanted = (
        select(Organisation, Attachment)
        .outerjoin(Attachment, Attachment.id == Organisation.logo_id)
        .order_by(Organisation.position)
    )
    return [
        (o.name, o.role.value, a.content if a else b"", a.media_type if a else "",
         a.file_name if a else "")
        for o, a in session.execute(wanted)
    ]  # fmt: skip


def fallen_on_another_weekday(plan: AgendaRow, shift: timedelta) -> list[tuple[str, date, date]]:
    """Items that hang on their weekday and change it by the shift: title, old date, new date.

    Those are items that speak of a weekday, and on a Friday those that speak of prayer. Nothing
    where the weekdays stay, nor where the item comes to the day that it speaks of.
    """
    if shift.days % 7 == 0:
        return []
    dates = {day.id: day.date for day in plan.days}
    found = []
    for item in plan.items:
        text = f"{item.title} {item.objective} {item.materials}".casefold()
        before, after = dates[item.day_id], dates[item.day_id] + shift
        prayer = "prayer" in text and before.weekday() == FRIDAY
        named = any(word in text for word in _WEEKDAYS)
        if (prayer or named) and _WEEKDAYS[after.weekday()] not in text:
            found.append((item.title, before, after))
    return found

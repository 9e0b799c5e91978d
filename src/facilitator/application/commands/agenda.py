"""Commands on the agenda."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator.application import fields
from facilitator.application.registry import Command, handles
from facilitator.domain.agenda import ItemType, check_span, clock
from facilitator.domain.programme import LONGEST_PROGRAMME
from facilitator.persistence import rows
from facilitator.persistence.models.agenda import AgendaItem, Day, Room
from facilitator.persistence.models.attendance import AttendanceMark, LateJoining
from facilitator.persistence.models.programme import Objective, Programme, ResourcePerson
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr


def _minutes(_field: str, value: Any) -> int:
    return int(value)


def _key(_field: str, value: Any) -> UUID | None:
    return value or None


ITEM_FIELDS: dict[str, fields.Cleaner] = {
    "day_id": _key,
    "start": _minutes,
    "minutes": _minutes,
    "floor": _minutes,
    "anchored": fields.flag,
    "title": fields.needed_line,
    "type": fields.choice(ItemType),
    "mode": fields.line,
    "objective": fields.text,
    "materials": fields.text,
    "private_notes": fields.text,
    "sensitive": fields.flag,
    "optional": fields.flag,
    "objective_id": _key,
    "lead_id": _key,
    "room_id": _key,
}


def check_item(session: Session, item: AgendaItem) -> None:
    """Refuse an item outside its day, or one that names a day, person, room or objective not there."""
    check_span(item.start, item.minutes, item.floor)
    named = ((Day, item.day_id), (ResourcePerson, item.lead_id), (Room, item.room_id),
             (Objective, item.objective_id))  # fmt: skip
    for model, key in named:
        if key is not None:
            rows.find(session, model, key)


@dataclass(frozen=True, slots=True)
class AddAgendaItem(Command):
    """Add an item; `values` by field, `day_id`, `start`, `minutes`, `title` and `type` needed."""

    values: Mapping[str, Any]
    item_id: UUID = field(default_factory=uuid4)

    @property
    def label(self) -> str:
        return tr("Add “{title}”", title=self.values.get("title", ""))


@handles(AddAgendaItem)
def add_agenda_item(session: Session, command: AddAgendaItem) -> None:
    item = AgendaItem(id=command.item_id, floor=0, lead_id=None, room_id=None,
                      objective_id=None)  # fmt: skip
    for name, value in fields.clean(ITEM_FIELDS, command.values).items():
        setattr(item, name, value)
    check_item(session, item)
    rows.add(session, item)


@dataclass(frozen=True, slots=True)
class EditAgendaItem(Command):
    """Change fields of an item."""

    item_id: UUID
    changes: Mapping[str, Any]

    @property
    def label(self) -> str:
        return tr("Edit an agenda item")

    @property
    def merge_key(self) -> str:
        return f"item/{self.item_id}/{'+'.join(self.changes)}"


@handles(EditAgendaItem)
def edit_agenda_item(session: Session, command: EditAgendaItem) -> None:
    item = rows.find(session, AgendaItem, command.item_id)
    fields.apply(item, ITEM_FIELDS, command.changes)
    if "floor" not in command.changes:
        item.floor = min(item.floor, max(0, item.minutes))  # a shorter item has a shorter floor
    check_item(session, item)


@dataclass(frozen=True, slots=True)
class MoveAgendaItem(Command):
    """Move an item to a day and start (minutes from midnight), keeping its length."""

    item_id: UUID
    title: str
    day_id: UUID
    start: int

    @property
    def label(self) -> str:
        return tr("Move “{title}” to {time}", title=self.title, time=clock(self.start))


@handles(MoveAgendaItem)
def move_agenda_item(session: Session, command: MoveAgendaItem) -> None:
    item = rows.find(session, AgendaItem, command.item_id)
    fields.apply(item, ITEM_FIELDS, {"day_id": command.day_id, "start": command.start})
    check_item(session, item)


@dataclass(frozen=True, slots=True)
class DeleteAgendaItem(Command):
    """Delete an item."""

    item_id: UUID
    title: str

    @property
    def label(self) -> str:
        return tr("Delete “{title}”", title=self.title)


@handles(DeleteAgendaItem)
def delete_agenda_item(session: Session, command: DeleteAgendaItem) -> None:
    rows.delete(session, rows.find(session, AgendaItem, command.item_id))


@dataclass(frozen=True, slots=True)
class EditDay(Command):
    """Give a day its theme."""

    day_id: UUID
    title: str

    @property
    def label(self) -> str:
        return tr("Edit a day")

    @property
    def merge_key(self) -> str:
        return f"day/{self.day_id}"


@handles(EditDay)
def edit_day(session: Session, command: EditDay) -> None:
    rows.find(session, Day, command.day_id).title = fields.line("title", command.title)


@dataclass(frozen=True, slots=True)
class AddDay(Command):
    """Add a day after the last one."""

    title: str = ""
    day_id: UUID = field(default_factory=uuid4)

    @property
    def label(self) -> str:
        return tr("Add a day")


@handles(AddDay)
def add_day(session: Session, command: AddDay) -> None:
    if (session.scalar(select(func.count(Day.id))) or 0) >= LONGEST_PROGRAMME:
        raise RuleViolation("programme-length", field="days", most=LONGEST_PROGRAMME)
    last = session.scalar(select(func.max(Day.date)))
    first = session.scalars(select(Programme.first_day)).one()
    date = first if last is None else last + timedelta(days=1)
    rows.add(session, Day(id=command.day_id, date=date, title=fields.line("title", command.title)))


@dataclass(frozen=True, slots=True)
class RemoveLastDay(Command):
    """Remove the last day, which must be empty: nothing is deleted along with it."""

    @property
    def label(self) -> str:
        return tr("Remove the last day")


@handles(RemoveLastDay)
def remove_last_day(session: Session, _command: RemoveLastDay) -> None:
    days = session.scalars(select(Day).order_by(Day.date)).all()
    if len(days) < 2:
        raise RuleViolation("programme-length", field="days", most=LONGEST_PROGRAMME)
    last = days[-1]
    counts = [
        session.scalar(select(func.count(model.id)).where(model.day_id == last.id)) or 0
        for model in (AgendaItem, AttendanceMark, LateJoining)
    ]
    if any(counts):
        raise RuleViolation("programme-day-not-empty", number=len(days), items=counts[0],
                            marks=counts[1] + counts[2])  # fmt: skip
    rows.delete(session, last)

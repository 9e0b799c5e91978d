"""Queries on the agenda."""

from __future__ import annotations

from dataclasses import fields
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator.application.rows.agenda import AgendaItemRow, AgendaRow, DayRow, RoomRow
from facilitator.domain.agenda import Half, counts_as_learning, half_of
from facilitator.persistence.models.agenda import AgendaItem, Day, Room
from facilitator.persistence.models.programme import ResourcePerson


def days(session: Session) -> tuple[DayRow, ...]:
    """The days in order of date."""
    found = session.execute(select(Day.id, Day.date, Day.title).order_by(Day.date))
    return tuple(DayRow(key, n, date, title) for n, (key, date, title) in enumerate(found, 1))


def the_agenda(session: Session) -> AgendaRow:
    """The whole agenda."""
    wanted = (
        select(*_COLUMNS)
        .join(Day, Day.id == AgendaItem.day_id)
        .outerjoin(ResourcePerson, ResourcePerson.id == AgendaItem.lead_id)
        .outerjoin(Room, Room.id == AgendaItem.room_id)
        .order_by(Day.date, AgendaItem.start, AgendaItem.minutes.desc(), AgendaItem.id)
    )
    rooms = session.execute(select(Room.id, Room.name).order_by(Room.position))
    return AgendaRow(
        days=days(session),
        items=tuple(AgendaItemRow(*values) for values in session.execute(wanted)),
        rooms=tuple(RoomRow(key, name) for key, name in rooms),
    )


_NAMED = {
    "lead": func.coalesce(func.nullif(ResourcePerson.name, ""), ResourcePerson.role, ""),
    "room": func.coalesce(Room.name, ""),
}
_COLUMNS = tuple(
    _NAMED[field.name] if field.name in _NAMED else getattr(AgendaItem, field.name)
    for field in fields(AgendaItemRow)
)
"""Columns in the order of the row's fields, and not whole objects: the page reads all of them after
each change, so no step is taken for each item but to make its row."""


def learning_minutes_by_half(session: Session) -> dict[tuple[UUID, Half], int]:
    """Learning minutes planned for each half-day that has any: what attendance is measured by."""
    minutes: dict[tuple[UUID, Half], int] = {}
    wanted = select(AgendaItem.day_id, AgendaItem.start, AgendaItem.minutes, AgendaItem.type)
    for day_id, start, length, item_type in session.execute(wanted):
        if counts_as_learning(item_type):
            key = (day_id, half_of(start))
            minutes[key] = minutes.get(key, 0) + length
    return minutes

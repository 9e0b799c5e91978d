"""Queries on attendance."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application.queries.agenda import learning_minutes_by_half
from facilitator.domain.agenda import Half
from facilitator.domain.attendance import Mark, Presence, presence
from facilitator.persistence.models.attendance import AttendanceMark
from facilitator.persistence.models.people import Participant


def marks(session: Session) -> dict[UUID, dict[tuple[UUID, Half], Mark]]:
    """Each person's marks by (day, half)."""
    found: dict[UUID, dict[tuple[UUID, Half], Mark]] = {}
    for row in session.scalars(select(AttendanceMark)):
        found.setdefault(row.participant_id, {})[(row.day_id, row.half)] = row.mark
    return found


def presences(session: Session) -> dict[UUID, Presence]:
    """Each person's presence over the half-days in which attendance was taken for anybody."""
    by_person = marks(session)
    taken = {key for own in by_person.values() for key in own}
    held = {key: n for key, n in learning_minutes_by_half(session).items() if key in taken}
    people = session.scalars(select(Participant.id))
    return {key: presence(held, by_person.get(key, {})) for key in people}

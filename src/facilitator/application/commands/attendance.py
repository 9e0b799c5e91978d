"""Commands on attendance."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application.registry import Command, handles
from facilitator.domain.agenda import Half
from facilitator.domain.attendance import Mark
from facilitator.persistence import rows
from facilitator.persistence.models.agenda import Day
from facilitator.persistence.models.attendance import AttendanceMark
from facilitator.persistence.models.people import Participant
from facilitator.support.i18n import tr


@dataclass(frozen=True, slots=True)
class HalfDayMark:
    """A person's mark for one half of a day; None takes the mark away."""

    participant_id: UUID
    day_id: UUID
    half: Half
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class MarkAttendance(Command):
    """Set marks, one or many, as one step."""

    marks: tuple[HalfDayMark, ...]

    @property
    def label(self) -> str:
        return tr("Mark attendance")


@handles(MarkAttendance)
def mark_attendance(session: Session, command: MarkAttendance) -> None:
    there = {
        (m.participant_id, m.day_id, m.half): m for m in session.scalars(select(AttendanceMark))
    }
    for wish in command.marks:
        row = there.get((wish.participant_id, wish.day_id, wish.half))
        if row is None and wish.mark is not None:
            rows.find(session, Participant, wish.participant_id)
            rows.find(session, Day, wish.day_id)
            session.add(AttendanceMark(participant_id=wish.participant_id, day_id=wish.day_id,
                                       half=wish.half, mark=wish.mark))  # fmt: skip
        elif row is not None and wish.mark is None:
            session.delete(row)
        elif row is not None and wish.mark is not None:
            row.mark = wish.mark

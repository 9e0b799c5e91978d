"""Commands on attendance."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application import fields
from facilitator.application.registry import Command, handles
from facilitator.domain.agenda import Half
from facilitator.domain.attendance import AttendanceRules, Mark
from facilitator.persistence import rows
from facilitator.persistence.models.agenda import Day
from facilitator.persistence.models.attendance import (
    AttendanceMark,
    AttendanceSetting,
    LateJoining,
)  # fmt: skip
from facilitator.persistence.models.people import Participant
from facilitator.support.clock import now
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr, trn


@dataclass(frozen=True, slots=True)
class HalfDayMark:
    """A person's mark for one half of a day; None takes the mark away."""

    participant_id: UUID
    day_id: UUID
    half: Half
    mark: Mark | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class MarkAttendance(Command):
    """Set marks, one or many, as one step."""

    marks: tuple[HalfDayMark, ...]

    @property
    def label(self) -> str:
        if len(self.marks) == 1:
            return tr("Mark attendance")
        return trn("Mark the attendance of {n} person", "Mark the attendance of {n} people",
                   len({mark.participant_id for mark in self.marks}))  # fmt: skip


@handles(MarkAttendance)
def mark_attendance(session: Session, command: MarkAttendance) -> None:
    people = {wish.participant_id for wish in command.marks}
    days = {wish.day_id for wish in command.marks}
    for key in people:
        rows.find(session, Participant, key)
    for key in days:
        rows.find(session, Day, key)
    wanted = select(AttendanceMark).where(AttendanceMark.day_id.in_(days))
    there = {(m.participant_id, m.day_id, m.half): m for m in session.scalars(wanted)}
    for wish in command.marks:
        _mark(session, there.get((wish.participant_id, wish.day_id, wish.half)), wish)


def _mark(session: Session, row: AttendanceMark | None, wish: HalfDayMark) -> None:
    note = fields.line("note", wish.note)
    if wish.mark is None:
        if row is not None:
            session.delete(row)
    elif row is None:
        session.add(AttendanceMark(participant_id=wish.participant_id, day_id=wish.day_id,
                                   half=wish.half, mark=wish.mark, note=note))  # fmt: skip
    elif (row.mark, row.note) != (wish.mark, note):
        row.mark, row.note, row.marked_at = wish.mark, note, now()


@dataclass(frozen=True, slots=True)
class PutLateJoining(Command):
    """Somebody takes part only from a half-day on, with the reason."""

    participant_id: UUID
    day_id: UUID
    half: Half
    reason: str

    @property
    def label(self) -> str:
        return tr("Joined late")


@handles(PutLateJoining)
def put_late_joining(session: Session, command: PutLateJoining) -> None:
    rows.find(session, Participant, command.participant_id)
    rows.find(session, Day, command.day_id)
    reason = fields.line("reason", command.reason)
    if not reason:
        raise RuleViolation("joining-needs-reason", field="reason")
    row = _joining(session, command.participant_id)
    if row is None:
        rows.add(session, LateJoining(participant_id=command.participant_id, day_id=command.day_id,
                                      half=command.half, reason=reason))  # fmt: skip
    else:
        row.day_id, row.half, row.reason = command.day_id, command.half, reason


@dataclass(frozen=True, slots=True)
class RemoveLateJoining(Command):
    """Somebody was there from the start after all."""

    participant_id: UUID

    @property
    def label(self) -> str:
        return tr("There from the start")


@handles(RemoveLateJoining)
def remove_late_joining(session: Session, command: RemoveLateJoining) -> None:
    row = _joining(session, command.participant_id)
    if row is not None:
        rows.delete(session, row)


def _joining(session: Session, participant_id: UUID) -> LateJoining | None:
    wanted = select(LateJoining).where(LateJoining.participant_id == participant_id)
    return session.scalars(wanted).one_or_none()


@dataclass(frozen=True, slots=True)
class SetAttendanceRules(Command):
    """Set what marks count: whether excused counts, and the weights."""

    rules: AttendanceRules

    @property
    def label(self) -> str:
        return tr("Change what attendance counts")

    @property
    def merge_key(self) -> str:
        return "attendance-rules"


@handles(SetAttendanceRules)
def set_attendance_rules(session: Session, command: SetAttendanceRules) -> None:
    rules = command.rules.checked()
    row = session.scalars(select(AttendanceSetting)).first()
    if row is None:
        row = rows.add(session, AttendanceSetting())
    row.excused_counts = rules.excused_counts
    row.late_weight, row.excused_weight = rules.late_weight, rules.excused_weight

"""Queries on attendance. Everything that is said of presence comes from `standings`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application.queries.agenda import days, learning_minutes_by_half
from facilitator.application.queries.people import participants
from facilitator.application.rows.agenda import DayRow
from facilitator.application.rows.attendance import (
    AttendanceRow,
    AttenderRow,
    HalfDay,
    HalfDayRow,
    JoiningRow,
    MarkRow,
)  # fmt: skip
from facilitator.domain.agenda import Half
from facilitator.domain.attendance import AttendanceRules, Mark, Presence, Standing, standing
from facilitator.persistence.models.attendance import (
    AttendanceMark,
    AttendanceSetting,
    LateJoining,
)  # fmt: skip
from facilitator.persistence.models.people import Participant
from facilitator.persistence.models.programme import Programme

Marks = Mapping[HalfDay, MarkRow]


def marks(session: Session) -> dict[UUID, dict[HalfDay, Mark]]:
    """Each person's marks by (day, half)."""
    return _bare(_mark_rows(session))


def _bare(found: Mapping[UUID, Marks]) -> dict[UUID, dict[HalfDay, Mark]]:
    return {person: {key: row.mark for key, row in own.items()} for person, own in found.items()}


def _mark_rows(session: Session) -> dict[UUID, dict[HalfDay, MarkRow]]:
    found: dict[UUID, dict[HalfDay, MarkRow]] = {}
    wanted = select(AttendanceMark.participant_id, AttendanceMark.day_id, AttendanceMark.half,
                    AttendanceMark.mark, AttendanceMark.note, AttendanceMark.marked_at)  # fmt: skip
    for person, day, half, mark, note, marked_at in session.execute(wanted):
        found.setdefault(person, {})[day, half] = MarkRow(mark, note, marked_at)
    return found


def attendance_rules(session: Session) -> AttendanceRules:
    """What marks count in this programme."""
    row = session.scalars(select(AttendanceSetting)).first()
    if row is None:
        return AttendanceRules()
    return AttendanceRules(row.excused_counts, row.late_weight, row.excused_weight)


def joinings(session: Session) -> dict[UUID, JoiningRow]:
    """Who joined only from a half-day on."""
    return {
        row.participant_id: JoiningRow(row.day_id, row.half, row.reason)
        for row in session.scalars(select(LateJoining))
    }


def half_days_before(week: Sequence[DayRow], joining: JoiningRow | None) -> frozenset[HalfDay]:
    """The half-days before somebody joined; none for who was there from the start."""
    if joining is None:
        return frozenset()
    order = [(day.id, half) for day in week for half in Half]
    start = (joining.day_id, joining.half)
    return frozenset(order[: order.index(start)]) if start in order else frozenset()


def standings(session: Session) -> dict[UUID, Standing]:
    """Each person's standing, withdrawn people too. A half-day counts as taken as soon as anybody
    has a mark for it.
    """  # fmt: skip
    return _standings(session, marks(session))


def _standings(
    session: Session, by_person: Mapping[UUID, Mapping[HalfDay, Mark]]
) -> dict[UUID, Standing]:
    planned = learning_minutes_by_half(session)
    taken = {key for own in by_person.values() for key in own}
    rules, joined, week = attendance_rules(session), joinings(session), days(session)
    return {
        key: standing(planned, taken, by_person.get(key, {}),
                      half_days_before(week, joined.get(key)), rules)
        for key in session.scalars(select(Participant.id))
    }  # fmt: skip


def presences(session: Session) -> dict[UUID, Presence]:
    """Each person's presence over the half-days in which attendance was taken so far."""
    return {key: found.so_far for key, found in standings(session).items()}


def the_attendance(session: Session) -> AttendanceRow:
    """The whole grid: half-days with learning time or marks, everybody with their standing."""
    by_person, planned = _mark_rows(session), learning_minutes_by_half(session)
    taken = {key for own in by_person.values() for key in own}
    week, joined, found = days(session), joinings(session), _standings(session, _bare(by_person))
    columns = tuple(
        HalfDayRow(day.id, half, day.number, day.date, planned.get((day.id, half), 0),
                   (day.id, half) in taken)
        for day in week for half in Half
        if (day.id, half) in planned or (day.id, half) in taken
    )  # fmt: skip
    people = tuple(
        AttenderRow(
            id=p.id, name=p.certificate_name, badge_name=p.badge_name,
            own_script_name=p.own_script_name, country=p.country, institution=p.institution,
            group=p.group, withdrawn=p.withdrawn, role=p.role, marks=by_person.get(p.id, {}),
            joining=joined.get(p.id), before=half_days_before(week, joined.get(p.id)),
            standing=found[p.id],
        )
        for p in participants(session)
    )  # fmt: skip
    threshold = session.scalars(select(Programme.attendance_percent)).one()
    return AttendanceRow(columns, people, attendance_rules(session), threshold)

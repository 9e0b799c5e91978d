"""Queries on the running day. What the room may see is read into public rows of its own."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator.application.rows.running import (
    PublicDay,
    PublicItem,
    PublicStep,
    RunRecordRow,
    RunRow,
    RunStateRow,
    StepRow,
)  # fmt: skip
from facilitator.domain.agenda import CATEGORY_OF, ItemType
from facilitator.persistence.models.agenda import AgendaItem, Day, Room
from facilitator.persistence.models.negotiation import Exercise
from facilitator.persistence.models.programme import Programme
from facilitator.persistence.models.running import RunRecord, RunState, SessionStep


def the_run(session: Session) -> RunRow:
    """Clock, steps and plan of record."""
    state = session.scalars(select(RunState)).first()
    kept = RunStateRow() if state is None else RunStateRow(
        state.item_id, state.step, state.seconds, state.used, state.began)  # fmt: skip
    return RunRow(kept, _steps(session), _records(session))


def an_exercise_runs(session: Session) -> bool:
    """Whether the clock of a negotiation exercise goes; its kit is not read."""
    wanted = select(Exercise.id).where(Exercise.phase_began.is_not(None)).limit(1)
    return session.scalars(wanted).first() is not None


def _steps(session: Session) -> dict[UUID, tuple[StepRow, ...]]:
    found: dict[UUID, tuple[StepRow, ...]] = {}
    for s in session.scalars(
        select(SessionStep).order_by(SessionStep.item_id, SessionStep.position)
    ):
        row = StepRow(s.id, s.title, s.minutes, s.task, s.say)
        found[s.item_id] = (*found.get(s.item_id, ()), row)
    return found


def _records(session: Session) -> tuple[RunRecordRow, ...]:
    wanted = (
        select(RunRecord).join(Day, Day.id == RunRecord.day_id)
        .order_by(Day.date, RunRecord.start, RunRecord.minutes.desc(), RunRecord.id)
    )  # fmt: skip
    return tuple(
        RunRecordRow(
            r.id, r.day_id, r.item_id, r.title, r.start, r.minutes, r.started, r.ended, r.note
        )
        for r in session.scalars(wanted)
    )


def public_day(session: Session, day_id: UUID) -> PublicDay | None:
    """The day as the room may see it; None where there is no such day.

    It names its columns one by one: nothing private is even read.
    """
    day = session.execute(select(Day.date, Day.title).where(Day.id == day_id)).first()
    if day is None:
        return None
    programme = session.execute(select(Programme.title, Programme.place)).one()
    before = select(func.count(Day.id)).where(Day.date <= day.date)
    columns = (AgendaItem.id, AgendaItem.title, AgendaItem.type, AgendaItem.start,
               AgendaItem.minutes, Room.name)  # fmt: skip
    wanted = (
        select(*columns).outerjoin(Room, Room.id == AgendaItem.room_id)
        .where(AgendaItem.day_id == day_id)
        .order_by(AgendaItem.start, AgendaItem.minutes.desc(), AgendaItem.id)
    )  # fmt: skip
    steps = _public_steps(session, day_id)
    return PublicDay(
        programme.title, programme.place, session.scalar(before) or 1,
        session.scalar(select(func.count(Day.id))) or 1, day.date, day.title,
        tuple(
            PublicItem(key, title, CATEGORY_OF[ItemType(kind)], start, minutes, room or "",
                       steps.get(key, ()))
            for key, title, kind, start, minutes, room in session.execute(wanted)
        ),
    )  # fmt: skip


def _public_steps(session: Session, day_id: UUID) -> dict[UUID, tuple[PublicStep, ...]]:
    wanted = (
        select(SessionStep.item_id, SessionStep.title, SessionStep.minutes, SessionStep.task)
        .join(AgendaItem, AgendaItem.id == SessionStep.item_id)
        .where(AgendaItem.day_id == day_id).order_by(SessionStep.position)
    )  # fmt: skip
    found: dict[UUID, tuple[PublicStep, ...]] = {}
    for item_id, title, minutes, task in session.execute(wanted):
        lines = tuple(line.strip() for line in task.splitlines() if line.strip())
        found[item_id] = (*found.get(item_id, ()), PublicStep(title, minutes, lines))
    return found

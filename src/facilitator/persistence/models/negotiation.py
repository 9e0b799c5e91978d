"""Tables of negotiation exercises.

A kit is kept whole, as its checked text: it is one file, and its ids hold it together. Everything
that a role alone may know, who holds which role, and what people rated is CONFIDENTIAL: it can be
undone, but it is never written to the change log.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from facilitator.domain.negotiation.assignment import Duty
from facilitator.domain.negotiation.outcomes import Agreed
from facilitator.domain.negotiation.phases import Phase
from facilitator.persistence.base import CONFIDENTIAL, Base, Line


class Exercise(Base):
    """An exercise of the programme: its kit, the language it is printed in, and its clock."""

    __tablename__ = "exercise"

    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[Line]
    kit: Mapped[str] = mapped_column(info=CONFIDENTIAL)
    language: Mapped[Line] = mapped_column(default="")
    phase: Mapped[Phase] = mapped_column(default=Phase.NOT_BEGUN)
    phase_minutes: Mapped[int] = mapped_column(default=0)
    phase_began: Mapped[datetime | None] = mapped_column(default=None)
    phase_used: Mapped[int] = mapped_column(default=0)


class ExerciseTable(Base):
    """A table at which an exercise is played, known by its letter."""

    __tablename__ = "exercise_table"

    exercise_id: Mapped[UUID] = mapped_column(
        ForeignKey("exercise.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int] = mapped_column(default=0)
    letter: Mapped[Line]


class ExerciseSeat(Base):
    """A person's place at a table. The role is empty for a chair or an observer.

    `sheet` is the role whose confidential sheet the person has been handed.
    """

    __tablename__ = "exercise_seat"

    table_id: Mapped[UUID] = mapped_column(
        ForeignKey("exercise_table.id", ondelete="CASCADE"), index=True
    )
    participant_id: Mapped[UUID] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
    duty: Mapped[Duty] = mapped_column(default=Duty.PLAYER)
    role_id: Mapped[Line] = mapped_column(default="", info=CONFIDENTIAL)
    lead: Mapped[bool] = mapped_column(default=False)
    absent: Mapped[bool] = mapped_column(default=False)
    sheet: Mapped[Line] = mapped_column(default="", info=CONFIDENTIAL)


class Preparation(Base):
    """The preparation sheet of a role team; private to it until the debrief. Lists: an item a line."""

    __tablename__ = "preparation"

    table_id: Mapped[UUID] = mapped_column(
        ForeignKey("exercise_table.id", ondelete="CASCADE"), index=True
    )
    role_id: Mapped[Line]
    positions: Mapped[str] = mapped_column(default="", info=CONFIDENTIAL)
    interests_ours: Mapped[str] = mapped_column(default="", info=CONFIDENTIAL)
    interests_theirs: Mapped[str] = mapped_column(default="", info=CONFIDENTIAL)
    interests_others: Mapped[str] = mapped_column(default="", info=CONFIDENTIAL)
    options: Mapped[str] = mapped_column(default="", info=CONFIDENTIAL)
    alternatives_ours: Mapped[str] = mapped_column(default="", info=CONFIDENTIAL)
    batna: Mapped[str] = mapped_column(default="", info=CONFIDENTIAL)
    alternatives_theirs: Mapped[str] = mapped_column(default="", info=CONFIDENTIAL)
    standards: Mapped[str] = mapped_column(default="", info=CONFIDENTIAL)
    questions: Mapped[str] = mapped_column(default="", info=CONFIDENTIAL)
    messages: Mapped[str] = mapped_column(default="", info=CONFIDENTIAL)
    assumptions: Mapped[str] = mapped_column(default="", info=CONFIDENTIAL)
    relationship_steps: Mapped[str] = mapped_column(default="", info=CONFIDENTIAL)
    authority: Mapped[str] = mapped_column(default="", info=CONFIDENTIAL)
    agreed_today: Mapped[str] = mapped_column(default="", info=CONFIDENTIAL)
    follow_up: Mapped[str] = mapped_column(default="", info=CONFIDENTIAL)
    relationship_now: Mapped[int | None] = mapped_column(default=None, info=CONFIDENTIAL)
    relationship_wanted: Mapped[int | None] = mapped_column(default=None, info=CONFIDENTIAL)
    reservation: Mapped[int | None] = mapped_column(default=None, info=CONFIDENTIAL)
    aspiration: Mapped[int | None] = mapped_column(default=None, info=CONFIDENTIAL)


class Offer(Base):
    """An offer made at a table, in the order of its minute from the start."""

    __tablename__ = "offer"

    table_id: Mapped[UUID] = mapped_column(
        ForeignKey("exercise_table.id", ondelete="CASCADE"), index=True
    )
    minute: Mapped[int] = mapped_column(default=0)
    role_id: Mapped[Line] = mapped_column(default="")
    text: Mapped[str] = mapped_column(info=CONFIDENTIAL)


class TableOutcome(Base):
    """How a table ended; locked once recorded. `options` are ids in the order of scored issues."""

    __tablename__ = "table_outcome"

    table_id: Mapped[UUID] = mapped_column(
        ForeignKey("exercise_table.id", ondelete="CASCADE"), index=True
    )
    recorded_at: Mapped[datetime]
    agreed: Mapped[Agreed]
    options: Mapped[list[str]] = mapped_column(JSON, default=list)
    open_text: Mapped[str] = mapped_column(default="")
    signatories: Mapped[list[str]] = mapped_column(JSON, default=list)
    side_terms: Mapped[Line] = mapped_column(default="")
    minutes_used: Mapped[int | None] = mapped_column(default=None)
    offers_made: Mapped[int | None] = mapped_column(default=None)
    walked_out: Mapped[Line] = mapped_column(default="")


class OutcomeEdit(Base):
    """A later change of a recorded outcome: when, why, and what stood there before."""

    __tablename__ = "outcome_edit"

    outcome_id: Mapped[UUID] = mapped_column(
        ForeignKey("table_outcome.id", ondelete="CASCADE"), index=True
    )
    at: Mapped[datetime]
    reason: Mapped[Line]
    before: Mapped[str]


class Satisfaction(Base):
    """One person's ratings from 1 to 7 and what was learned; no name, never told apart."""

    __tablename__ = "satisfaction"

    table_id: Mapped[UUID] = mapped_column(
        ForeignKey("exercise_table.id", ondelete="CASCADE"), index=True
    )
    interests: Mapped[int | None] = mapped_column(default=None, info=CONFIDENTIAL)
    outcome: Mapped[int | None] = mapped_column(default=None, info=CONFIDENTIAL)
    own_part: Mapped[int | None] = mapped_column(default=None, info=CONFIDENTIAL)
    process: Mapped[int | None] = mapped_column(default=None, info=CONFIDENTIAL)
    relationship: Mapped[int | None] = mapped_column(default=None, info=CONFIDENTIAL)
    learned: Mapped[str] = mapped_column(default="", info=CONFIDENTIAL)


class DebriefNote(Base):
    """A facilitator's note of the debrief, of one table or of all; those marked go to the report."""

    __tablename__ = "debrief_note"

    exercise_id: Mapped[UUID] = mapped_column(
        ForeignKey("exercise.id", ondelete="CASCADE"), index=True
    )
    table_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("exercise_table.id", ondelete="SET NULL")
    )
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[str]
    in_report: Mapped[bool] = mapped_column(default=True)

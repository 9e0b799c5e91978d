"""What several of the commands on exercises ask."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.domain.negotiation.phases import MOST_MINUTES
from facilitator.persistence.models.negotiation import ExerciseTable, TableOutcome
from facilitator.support.errors import RuleViolation


def has_outcomes(session: Session, exercise_id: UUID) -> bool:
    """Whether any table of the exercise has recorded how it ended."""
    wanted = select(TableOutcome.id).join(ExerciseTable, ExerciseTable.id == TableOutcome.table_id)
    found = session.scalars(wanted.where(ExerciseTable.exercise_id == exercise_id)).first()
    return found is not None


def checked_minutes(minutes: int) -> int:
    """The minutes, refused where nobody would mean them."""
    if not 0 <= minutes <= MOST_MINUTES:
        raise RuleViolation("minutes-out-of-range", field="minutes", most=MOST_MINUTES)
    return minutes

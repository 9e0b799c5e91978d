"""Commands on the phases of an exercise and their clock."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from facilitator.application.commands.negotiation.checks import checked_minutes
from facilitator.application.registry import Command, handles
from facilitator.domain.negotiation.phases import Phase
from facilitator.persistence import rows
from facilitator.persistence.models.negotiation import (
    Exercise,
)  # fmt: skip
from facilitator.support.clock import now
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr


@dataclass(frozen=True, slots=True)
class StartPhase(Command):
    """Begin a phase with its clock."""

    exercise_id: UUID
    phase: Phase
    minutes: int

    @property
    def label(self) -> str:
        return tr("Start a phase")


@handles(StartPhase)
def start_phase(session: Session, command: StartPhase) -> None:
    exercise = rows.find(session, Exercise, command.exercise_id)
    exercise.phase = command.phase
    exercise.phase_minutes = checked_minutes(command.minutes)
    exercise.phase_began = None if command.phase is Phase.NOT_BEGUN else now()
    exercise.phase_used = 0


@dataclass(frozen=True, slots=True)
class PausePhase(Command):
    """Stop the clock of the phase, or let it go on."""

    exercise_id: UUID
    paused: bool = True

    @property
    def label(self) -> str:
        return tr("Pause the clock") if self.paused else tr("Continue the clock")


@handles(PausePhase)
def pause_phase(session: Session, command: PausePhase) -> None:
    exercise = rows.find(session, Exercise, command.exercise_id)
    if exercise.phase is Phase.NOT_BEGUN:
        raise RuleViolation("not-found")
    if command.paused and exercise.phase_began is not None:
        passed = (now() - exercise.phase_began).total_seconds()
        exercise.phase_used += max(0, int(passed))
        exercise.phase_began = None
    elif not command.paused and exercise.phase_began is None:
        exercise.phase_began = now()


@dataclass(frozen=True, slots=True)
class GivePhaseMinutes(Command):
    """Give the phase more minutes, or take some away."""

    exercise_id: UUID
    minutes: int

    @property
    def label(self) -> str:
        return tr("Change the length of a phase")


@handles(GivePhaseMinutes)
def give_phase_minutes(session: Session, command: GivePhaseMinutes) -> None:
    exercise = rows.find(session, Exercise, command.exercise_id)
    exercise.phase_minutes = checked_minutes(exercise.phase_minutes + command.minutes)

"""Commands on who holds which role: assignment, moves, absence, late people, lead speakers, sheets."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application.commands.negotiation.checks import has_outcomes
from facilitator.application.queries import negotiation as queries
from facilitator.application.registry import Command, handles
from facilitator.domain.negotiation import assignment
from facilitator.domain.negotiation.assignment import Duty, Person, Remainder, Seat, Wish
from facilitator.domain.negotiation.kit import Kit
from facilitator.persistence import rows
from facilitator.persistence.models.negotiation import (
    Exercise,
    ExerciseSeat,
    ExerciseTable,
)  # fmt: skip
from facilitator.persistence.models.people import Participant
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr


@dataclass(frozen=True, slots=True)
class AssignRoles(Command):
    """Seat everybody by the rules of 3.4, anew. The same people and seed give the same tables."""

    exercise_id: UUID
    seed: int = 1
    by_groups: bool = True
    team: int = 1
    remainder: Remainder = Remainder.OBSERVER

    @property
    def label(self) -> str:
        return tr("Assign roles")


@handles(AssignRoles)
def assign_roles(session: Session, command: AssignRoles) -> None:
    exercise = rows.find(session, Exercise, command.exercise_id)
    if has_outcomes(session, exercise.id):
        raise RuleViolation("exercise-played")
    handed = _sheets_handed(session, exercise.id)
    wish = Wish(command.by_groups, command.team, command.remainder, command.seed)
    dealt = assignment.deal(
        queries.people_for_rules(session, exercise.id), queries.kit_of(exercise).roles, wish
    )
    for seat in dealt.seats:
        _check_sheet(session, handed.get(seat.person_id, ""), seat.role_id, seat.person_id)
    _, old = queries.seats_for_rules(session, exercise.id)
    for table in old:
        rows.delete(session, table)
    tables = [
        rows.add(session, ExerciseTable(exercise_id=exercise.id, position=n, letter=letter))
        for n, letter in enumerate(dealt.tables, 1)
    ]
    for seat in dealt.seats:
        _add_seat(session, tables[seat.table].id, seat, handed.get(seat.person_id, ""))


def _sheets_handed(session: Session, exercise_id: UUID) -> dict[UUID, str]:
    wanted = (
        select(ExerciseSeat)
        .join(ExerciseTable, ExerciseTable.id == ExerciseSeat.table_id)
        .where(ExerciseTable.exercise_id == exercise_id)
    )
    return {seat.participant_id: seat.sheet for seat in session.scalars(wanted) if seat.sheet}


def _add_seat(session: Session, table_id: UUID, seat: Seat, sheet: str = "") -> None:
    rows.add(session, ExerciseSeat(
        table_id=table_id, participant_id=seat.person_id, duty=seat.duty, role_id=seat.role_id,
        lead=seat.lead, sheet=sheet,
    ))  # fmt: skip


def _check_sheet(session: Session, handed: str, role_id: str, person_id: UUID) -> None:
    """Nobody gets the confidential sheet of two roles."""
    if handed and role_id and handed != role_id:
        name = rows.find(session, Participant, person_id).certificate_name
        raise RuleViolation("exercise-two-sheets", name=name)


def _seat_of(session: Session, exercise_id: UUID, participant_id: UUID) -> ExerciseSeat | None:
    wanted = (
        select(ExerciseSeat)
        .join(ExerciseTable, ExerciseTable.id == ExerciseSeat.table_id)
        .where(ExerciseTable.exercise_id == exercise_id,
               ExerciseSeat.participant_id == participant_id)
    )  # fmt: skip
    return session.scalars(wanted).first()


@dataclass(frozen=True, slots=True)
class MoveSeat(Command):
    """Give one person another place: a role, or chair or observer at a table."""

    exercise_id: UUID
    participant_id: UUID
    table_id: UUID
    duty: Duty = Duty.PLAYER
    role_id: str = ""

    @property
    def label(self) -> str:
        return tr("Move a person to another role")


@handles(MoveSeat)
def move_seat(session: Session, command: MoveSeat) -> None:
    exercise = rows.find(session, Exercise, command.exercise_id)
    kit = queries.kit_of(exercise)
    role_id = command.role_id if command.duty is Duty.PLAYER else ""
    if command.duty is Duty.PLAYER:
        if role_id not in kit.role_ids:
            raise RuleViolation("not-found")
        _check_may_play(session, exercise.id, command.participant_id, kit, role_id)
    table = rows.find(session, ExerciseTable, command.table_id)
    seat = _seat_of(session, exercise.id, command.participant_id)
    if seat is None:
        rows.find(session, Participant, command.participant_id)
        made = Seat(command.participant_id, 0, command.duty, role_id)
        _add_seat(session, table.id, made)
        return
    _check_sheet(session, seat.sheet, role_id, seat.participant_id)
    moved = (seat.table_id, seat.role_id) != (table.id, role_id)
    seat.table_id, seat.duty, seat.role_id, seat.absent = table.id, command.duty, role_id, False
    if moved:
        seat.lead = False


def _person(session: Session, exercise_id: UUID, key: UUID) -> Person:
    for person in queries.people_for_rules(session, exercise_id):
        if person.id == key:
            return person
    raise RuleViolation("not-found")


def _check_may_play(session: Session, exercise_id: UUID, key: UUID, kit: Kit, role_id: str) -> None:
    if not assignment.may_play(_person(session, exercise_id, key), kit.role(role_id)):
        name = rows.find(session, Participant, key).certificate_name
        raise RuleViolation("exercise-own-side", name=name)


@dataclass(frozen=True, slots=True)
class MarkSeatAbsent(Command):
    """Somebody is not there: the smallest change fills the role, where anybody can move."""

    exercise_id: UUID
    participant_id: UUID

    @property
    def label(self) -> str:
        return tr("Mark as absent from the exercise")


@handles(MarkSeatAbsent)
def mark_seat_absent(session: Session, command: MarkSeatAbsent) -> None:
    exercise = rows.find(session, Exercise, command.exercise_id)
    seat = _seat_of(session, exercise.id, command.participant_id)
    if seat is None or seat.absent:
        raise RuleViolation("not-found")
    there, tables = queries.seats_for_rules(session, exercise.id)
    gone = next(s for s in there if s.person_id == command.participant_id)
    seat.absent, seat.lead = True, False
    if gone.duty is not Duty.PLAYER:
        return
    kit = queries.kit_of(exercise)
    everyone = queries.people_for_rules(session, exercise.id)
    moved = assignment.replacement(there, gone, everyone, kit.role(gone.role_id))
    if moved is not None:
        mover = _seat_of(session, exercise.id, moved.person_id)
        assert mover is not None  # noqa: S101 - it was found among the seats
        mover.table_id, mover.duty = tables[moved.table].id, moved.duty
        mover.role_id, mover.lead = moved.role_id, moved.lead
    elif gone.lead:
        _new_lead(session, seat)


def _new_lead(session: Session, gone: ExerciseSeat) -> None:
    """The next of the team speaks for it."""
    wanted = select(ExerciseSeat).where(
        ExerciseSeat.table_id == gone.table_id, ExerciseSeat.role_id == gone.role_id,
        ExerciseSeat.absent.is_(False), ExerciseSeat.id != gone.id,
    )  # fmt: skip
    team = sorted(session.scalars(wanted), key=lambda seat: str(seat.participant_id))
    if team:
        team[0].lead = True


@dataclass(frozen=True, slots=True)
class SeatLate(Command):
    """Somebody comes late: a role that nobody has, else the smallest team."""

    exercise_id: UUID
    participant_id: UUID

    @property
    def label(self) -> str:
        return tr("Seat somebody who came late")


@handles(SeatLate)
def seat_late(session: Session, command: SeatLate) -> None:
    exercise = rows.find(session, Exercise, command.exercise_id)
    person = _person(session, exercise.id, command.participant_id)
    seat = _seat_of(session, exercise.id, person.id)
    if seat is not None and not seat.absent:
        raise RuleViolation("exercise-person-seated", name=person.name)
    there, tables = queries.seats_for_rules(session, exercise.id)
    if not tables:
        raise RuleViolation("not-found")
    roles = queries.kit_of(exercise).roles
    if seat is not None and seat.sheet:
        roles = tuple(role for role in roles if role.id == seat.sheet)
    place = assignment.late_seat(there, len(tables), person, roles)
    if seat is None:
        _add_seat(session, tables[place.table].id, place)
    else:
        seat.table_id, seat.duty = tables[place.table].id, place.duty
        seat.role_id, seat.lead, seat.absent = place.role_id, place.lead, False


@dataclass(frozen=True, slots=True)
class SetLeadSpeaker(Command):
    """Let somebody speak first for the team."""

    exercise_id: UUID
    participant_id: UUID

    @property
    def label(self) -> str:
        return tr("Choose a lead speaker")


@handles(SetLeadSpeaker)
def set_lead_speaker(session: Session, command: SetLeadSpeaker) -> None:
    seat = _seat_of(session, command.exercise_id, command.participant_id)
    if seat is None or seat.duty is not Duty.PLAYER or seat.absent:
        raise RuleViolation("not-found")
    team = select(ExerciseSeat).where(
        ExerciseSeat.table_id == seat.table_id, ExerciseSeat.role_id == seat.role_id
    )
    for other in session.scalars(team):
        other.lead = other is seat


@dataclass(frozen=True, slots=True)
class HandOutSheets(Command):
    """Note that every player who is there holds the sheet of the role: from now on nobody switches."""

    exercise_id: UUID

    @property
    def label(self) -> str:
        return tr("Hand out the sheets")


@handles(HandOutSheets)
def hand_out_sheets(session: Session, command: HandOutSheets) -> None:
    wanted = (
        select(ExerciseSeat)
        .join(ExerciseTable, ExerciseTable.id == ExerciseSeat.table_id)
        .where(ExerciseTable.exercise_id == command.exercise_id)
    )
    for seat in session.scalars(wanted).all():
        if seat.duty is Duty.PLAYER and not seat.absent and seat.role_id:
            seat.sheet = seat.role_id

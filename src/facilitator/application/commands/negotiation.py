"""Commands on negotiation exercises: kit, people, clock, preparation, offers, outcomes, notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator.application import fields
from facilitator.application.queries import negotiation as queries
from facilitator.application.registry import Audience, Command, handles
from facilitator.domain.negotiation import assignment, kit_text
from facilitator.domain.negotiation.assignment import Duty, Person, Remainder, Seat, Wish
from facilitator.domain.negotiation.kit import Kit
from facilitator.domain.negotiation.kit_rules import is_usable
from facilitator.domain.negotiation.outcomes import (
    FACETS,
    SIDE_TERMS_LIMIT,
    Agreed,
    check_outcome,
    check_rating,
)  # fmt: skip
from facilitator.domain.negotiation.phases import MOST_MINUTES, Phase
from facilitator.domain.negotiation.preparation import NUMBERS, RELATIONSHIP, TEXT_NAMES
from facilitator.persistence import rows
from facilitator.persistence.models.negotiation import (
    DebriefNote,
    Exercise,
    ExerciseSeat,
    ExerciseTable,
    Offer,
    OutcomeEdit,
    Preparation,
    Satisfaction,
    TableOutcome,
)  # fmt: skip
from facilitator.persistence.models.people import Participant
from facilitator.support.clock import now
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr
from facilitator.support.messages import text_of

# The kit ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AddExercise(Command):
    """Take a kit into the programme. Refused with every fault named where a must is broken."""

    kit: str = field(repr=False)
    language: str = ""
    exercise_id: UUID = field(default_factory=uuid4)

    @property
    def label(self) -> str:
        return tr("Add an exercise")


@handles(AddExercise)
def add_exercise(session: Session, command: AddExercise) -> None:
    kit = _checked(command.kit)
    last = session.scalars(select(func.max(Exercise.position))).one() or 0
    rows.add(session, Exercise(
        id=command.exercise_id, position=last + 1, kit=command.kit, title=_title(kit),
        language=_language(kit, command.language),
    ))  # fmt: skip


def _checked(text: str) -> Kit:
    kit, faults = kit_text.read(text)
    if kit is None or not is_usable(faults):
        musts = [f for f in faults if f.must]
        said = "; ".join(
            f"{f.where}: {text_of(f.code, f.params)}".removeprefix(": ") for f in musts
        )
        raise RuleViolation("kit-refused", path=tr("The kit"), faults=said)
    return kit


def _title(kit: Kit) -> str:
    return fields.needed_line("title", kit.title.in_language())


def _language(kit: Kit, language: str) -> str:
    if language and language not in kit.languages:
        raise RuleViolation("too-many-languages", field="language", language=language)
    return language or kit.languages[0]


@dataclass(frozen=True, slots=True)
class PutExerciseKit(Command):
    """Change the kit of an exercise. Ids and points stay as they are once outcomes are recorded."""

    exercise_id: UUID
    kit: str = field(repr=False)

    @property
    def label(self) -> str:
        return tr("Edit an exercise")


@handles(PutExerciseKit)
def put_exercise_kit(session: Session, command: PutExerciseKit) -> None:
    exercise = rows.find(session, Exercise, command.exercise_id)
    before, after = queries.kit_of(exercise), _checked(command.kit)
    if _has_outcomes(session, exercise.id) and _bones(before) != _bones(after):
        raise RuleViolation("exercise-kit-fixed", field="kit")
    seated, _ = queries.seats_for_rules(session, exercise.id)
    if seated and before.role_ids != after.role_ids:
        raise RuleViolation("exercise-roles-fixed", field="kit")
    exercise.kit, exercise.title = command.kit, _title(after)
    if exercise.language not in after.languages:
        exercise.language = after.languages[0]


def _bones(kit: Kit) -> object:
    """What recorded outcomes rest on."""
    issues = [(i.id, i.kind, [o.id for o in i.options]) for i in kit.issues]
    return issues, kit.role_ids, kit.scoring(), kit.agreement


def _has_outcomes(session: Session, exercise_id: UUID) -> bool:
    wanted = select(TableOutcome.id).join(ExerciseTable, ExerciseTable.id == TableOutcome.table_id)
    found = session.scalars(wanted.where(ExerciseTable.exercise_id == exercise_id)).first()
    return found is not None


@dataclass(frozen=True, slots=True)
class SetExerciseLanguage(Command):
    """Print and show the exercise in another language of its kit."""

    exercise_id: UUID
    language: str

    @property
    def label(self) -> str:
        return tr("Change the language of an exercise")


@handles(SetExerciseLanguage)
def set_exercise_language(session: Session, command: SetExerciseLanguage) -> None:
    exercise = rows.find(session, Exercise, command.exercise_id)
    exercise.language = _language(queries.kit_of(exercise), command.language)


@dataclass(frozen=True, slots=True)
class DeleteExercise(Command):
    """Take an exercise out of the programme, with everything that was recorded in it."""

    exercise_id: UUID

    @property
    def label(self) -> str:
        return tr("Delete an exercise")


@handles(DeleteExercise)
def delete_exercise(session: Session, command: DeleteExercise) -> None:
    rows.delete(session, rows.find(session, Exercise, command.exercise_id))


# People ------------------------------------------------------------------------------------------


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
    if _has_outcomes(session, exercise.id):
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


# The clock -----------------------------------------------------------------------------------------


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
    exercise.phase_minutes = _minutes(command.minutes)
    exercise.phase_began = None if command.phase is Phase.NOT_BEGUN else now()
    exercise.phase_used = 0


def _minutes(minutes: int) -> int:
    if not 0 <= minutes <= MOST_MINUTES:
        raise RuleViolation("minutes-out-of-range", field="minutes", most=MOST_MINUTES)
    return minutes


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
    exercise.phase_minutes = _minutes(exercise.phase_minutes + command.minutes)


# Preparation and offers -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PutPreparation(Command):
    """Write fields of a role team's preparation sheet."""

    table_id: UUID
    role_id: str
    changes: Mapping[str, Any] = field(repr=False)

    @property
    def label(self) -> str:
        return tr("Edit a preparation sheet")

    @property
    def merge_key(self) -> str:
        return f"preparation {self.table_id} {self.role_id} {sorted(self.changes)}"


@handles(PutPreparation, Audience.GROUP)
def put_preparation(session: Session, command: PutPreparation) -> None:
    table = rows.find(session, ExerciseTable, command.table_id)
    kit = queries.kit_of(rows.find(session, Exercise, table.exercise_id))
    if command.role_id not in kit.role_ids:
        raise RuleViolation("not-found")
    wanted = select(Preparation).where(
        Preparation.table_id == table.id, Preparation.role_id == command.role_id
    )
    sheet = session.scalars(wanted).first()
    if sheet is None:
        sheet = Preparation(table_id=table.id, role_id=command.role_id)
    cleaners = dict.fromkeys(TEXT_NAMES, fields.text) | dict.fromkeys(NUMBERS, _preparation_number)
    fields.apply(sheet, cleaners, command.changes)
    rows.add(session, sheet)


def _preparation_number(name: str, value: Any) -> int | None:
    if value is None or value == "":
        return None
    least, most = RELATIONSHIP if name.startswith("relationship") else (-100, 100)
    try:
        number = int(value)
    except (TypeError, ValueError) as error:
        raise RuleViolation("value-not-allowed", field=name, text=value) from error
    if least <= number <= most:
        return number
    if name.startswith("relationship"):
        raise RuleViolation("relationship-out-of-range", field=name)
    raise RuleViolation("points-out-of-range", field=name, least=least, most=most)


@dataclass(frozen=True, slots=True)
class PutOffer(Command):
    """Log an offer made at a table, or change the entry."""

    table_id: UUID
    text: str = field(repr=False)
    role_id: str = ""
    minute: int = 0
    offer_id: UUID = field(default_factory=uuid4)

    @property
    def label(self) -> str:
        return tr("Log an offer")


@handles(PutOffer, Audience.GROUP)
def put_offer(session: Session, command: PutOffer) -> None:
    table = rows.find(session, ExerciseTable, command.table_id)
    offer = session.get(Offer, command.offer_id) or Offer(id=command.offer_id)
    offer.table_id, offer.minute = table.id, _minutes(command.minute)
    offer.role_id = fields.line("role_id", command.role_id)
    offer.text = fields.needed_text("text", command.text)
    rows.add(session, offer)


@dataclass(frozen=True, slots=True)
class DeleteOffer(Command):
    """Take an offer out of the log."""

    offer_id: UUID

    @property
    def label(self) -> str:
        return tr("Delete an offer")


@handles(DeleteOffer)
def delete_offer(session: Session, command: DeleteOffer) -> None:
    rows.delete(session, rows.find(session, Offer, command.offer_id))


# Outcomes ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class RecordOutcome(Command):
    """Record how a table ended. Once recorded it is locked: a change needs `reason` and is kept.

    `options` are option ids by issue id; a partial deal may leave some out.
    """

    table_id: UUID
    agreed: Agreed
    options: Mapping[str, str] = field(default_factory=dict)
    signatories: tuple[str, ...] = ()
    open_text: str = ""
    side_terms: str = ""
    minutes_used: int | None = None
    offers_made: int | None = None
    walked_out: str = ""
    reason: str = ""

    @property
    def label(self) -> str:
        return tr("Record an outcome")


@handles(RecordOutcome)
def record_outcome(session: Session, command: RecordOutcome) -> None:
    table = rows.find(session, ExerciseTable, command.table_id)
    kit = queries.kit_of(rows.find(session, Exercise, table.exercise_id))
    check_outcome(kit, command.agreed, command.options, command.signatories)
    wanted = select(TableOutcome).where(TableOutcome.table_id == table.id)
    outcome = session.scalars(wanted).first()
    if outcome is None:
        outcome = TableOutcome(table_id=table.id, recorded_at=now())
    else:
        _log_edit(session, outcome, fields.line("reason", command.reason), table.letter)
    _fill(outcome, command, kit)
    rows.add(session, outcome)


def _log_edit(session: Session, outcome: TableOutcome, reason: str, letter: str) -> None:
    if not reason:
        raise RuleViolation("outcome-locked", field="reason", table=letter)
    parts = [outcome.agreed.value, ", ".join(outcome.options), ", ".join(outcome.signatories),
             outcome.open_text, outcome.side_terms, outcome.walked_out]  # fmt: skip
    before = "; ".join(part for part in parts if part)
    rows.add(session, OutcomeEdit(outcome_id=outcome.id, at=now(), reason=reason, before=before))


def _fill(outcome: TableOutcome, command: RecordOutcome, kit: Kit) -> None:
    terms = fields.line("side_terms", command.side_terms)
    if len(terms) > SIDE_TERMS_LIMIT:
        raise RuleViolation("text-too-long", field="side_terms", length=len(terms),
                            limit=SIDE_TERMS_LIMIT)  # fmt: skip
    outcome.agreed, outcome.side_terms = command.agreed, terms
    outcome.options = [command.options.get(issue.id, "") for issue in kit.scored]
    outcome.signatories = [role for role in kit.role_ids if role in command.signatories]
    outcome.open_text = fields.text("open_text", command.open_text)
    outcome.walked_out = fields.line("walked_out", command.walked_out)
    outcome.minutes_used = None if command.minutes_used is None else _minutes(command.minutes_used)
    outcome.offers_made = command.offers_made


@dataclass(frozen=True, slots=True)
class PutSatisfaction(Command):
    """Type in one person's ratings (1 to 7); nothing says whose they are."""

    table_id: UUID
    ratings: Mapping[str, int | None] = field(repr=False)
    learned: str = field(default="", repr=False)
    satisfaction_id: UUID = field(default_factory=uuid4)

    @property
    def label(self) -> str:
        return tr("Type in a satisfaction slip")


@handles(PutSatisfaction, Audience.GROUP)
def put_satisfaction(session: Session, command: PutSatisfaction) -> None:
    table = rows.find(session, ExerciseTable, command.table_id)
    key = command.satisfaction_id
    slip = session.get(Satisfaction, key) or Satisfaction(id=key)
    slip.table_id = table.id
    for facet in FACETS:
        setattr(slip, facet, check_rating(command.ratings.get(facet)))
    slip.learned = fields.text("learned", command.learned)
    rows.add(session, slip)


@dataclass(frozen=True, slots=True)
class DeleteSatisfaction(Command):
    """Take a satisfaction slip out again."""

    satisfaction_id: UUID

    @property
    def label(self) -> str:
        return tr("Delete a satisfaction slip")


@handles(DeleteSatisfaction)
def delete_satisfaction(session: Session, command: DeleteSatisfaction) -> None:
    rows.delete(session, rows.find(session, Satisfaction, command.satisfaction_id))


# Notes --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PutDebriefNote(Command):
    """Write a note of the debrief, of one table or of all."""

    exercise_id: UUID
    text: str
    table_id: UUID | None = None
    in_report: bool = True
    note_id: UUID = field(default_factory=uuid4)

    @property
    def label(self) -> str:
        return tr("Write a debrief note")

    @property
    def merge_key(self) -> str:
        return f"debrief note {self.note_id}"


@handles(PutDebriefNote)
def put_debrief_note(session: Session, command: PutDebriefNote) -> None:
    exercise = rows.find(session, Exercise, command.exercise_id)
    note = session.get(DebriefNote, command.note_id)
    if note is None:
        count = session.scalars(
            select(func.count(DebriefNote.id)).where(DebriefNote.exercise_id == exercise.id)
        ).one()
        note = DebriefNote(id=command.note_id, exercise_id=exercise.id, position=count + 1)
    if command.table_id is not None:
        rows.find(session, ExerciseTable, command.table_id)
    note.table_id, note.in_report = command.table_id, command.in_report
    note.text = fields.needed_text("text", command.text)
    rows.add(session, note)


@dataclass(frozen=True, slots=True)
class DeleteDebriefNote(Command):
    """Delete a note of the debrief."""

    note_id: UUID

    @property
    def label(self) -> str:
        return tr("Delete a debrief note")


@handles(DeleteDebriefNote)
def delete_debrief_note(session: Session, command: DeleteDebriefNote) -> None:
    rows.delete(session, rows.find(session, DebriefNote, command.note_id))

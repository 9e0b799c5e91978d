"""Commands on outcomes, what people rated, and notes of the debrief."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator.application import fields
from facilitator.application.commands.negotiation.checks import checked_minutes
from facilitator.application.queries import negotiation as queries
from facilitator.application.registry import Audience, Command, handles
from facilitator.domain.negotiation.kit import Kit
from facilitator.domain.negotiation.outcomes import (
    FACETS,
    SIDE_TERMS_LIMIT,
    Agreed,
    check_outcome,
    check_rating,
)  # fmt: skip
from facilitator.persistence import rows
from facilitator.persistence.models.negotiation import (
    DebriefNote,
    Exercise,
    ExerciseTable,
    OutcomeEdit,
    Satisfaction,
    TableOutcome,
)  # fmt: skip
from facilitator.support.clock import now
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr


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
    outcome.minutes_used = (
        None if command.minutes_used is None else checked_minutes(command.minutes_used)
    )
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

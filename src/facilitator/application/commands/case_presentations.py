"""Commands on presenting cases to the room and on the reviews that come back. The facilitator's."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application import fields
from facilitator.application.registry import Command, handles
from facilitator.domain.case_studies import (
    PRESENTATION,
    QUESTIONS,
    Criterion,
    check_marks,
    check_minutes,
)  # fmt: skip
from facilitator.persistence import rows
from facilitator.persistence.models.case_studies import (
    CasePresentation,
    CaseReview,
    CaseSpeaker,
    CaseStudy,
)  # fmt: skip
from facilitator.persistence.models.people import Participant
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr


def _planned(session: Session, case_id: UUID) -> CasePresentation:
    found = session.scalars(select(CasePresentation).filter_by(case_id=case_id)).first()
    if found is not None:
        return found
    rows.find(session, CaseStudy, case_id)
    return CasePresentation(case_id=case_id, minutes=PRESENTATION, question_minutes=QUESTIONS)


@dataclass(frozen=True, slots=True)
class OrderPresentations(Command):
    """The cases in the order in which they are presented; those left out are not."""

    order: tuple[UUID, ...]

    @property
    def label(self) -> str:
        return tr("Order the presentations")


@handles(OrderPresentations)
def order_presentations(session: Session, command: OrderPresentations) -> None:
    if len(set(command.order)) != len(command.order):
        raise RuleViolation("not-found")
    for row in session.scalars(select(CasePresentation)):
        if row.case_id not in command.order:
            rows.delete(session, row)
    for position, key in enumerate(command.order, 1):
        row = _planned(session, key)
        if row.position != position:
            row.position = position
        rows.add(session, row)


@dataclass(frozen=True, slots=True)
class SetPresentationTimes(Command):
    """Minutes for a presentation and for the questions after it."""

    case_id: UUID
    minutes: int
    question_minutes: int

    @property
    def label(self) -> str:
        return tr("Set the time of a presentation")

    @property
    def merge_key(self) -> str:
        return f"presentation {self.case_id}"


@handles(SetPresentationTimes)
def set_presentation_times(session: Session, command: SetPresentationTimes) -> None:
    for minutes in (command.minutes, command.question_minutes):
        check_minutes(minutes)
    row = _planned(session, command.case_id)
    row.minutes, row.question_minutes = command.minutes, command.question_minutes
    rows.add(session, row)


@dataclass(frozen=True, slots=True)
class SetSpeakers(Command):
    """Who presents a case."""

    case_id: UUID
    participant_ids: tuple[UUID, ...]

    @property
    def label(self) -> str:
        return tr("Choose the speakers")


@handles(SetSpeakers)
def set_speakers(session: Session, command: SetSpeakers) -> None:
    rows.find(session, CaseStudy, command.case_id)
    said = session.scalars(select(CaseSpeaker).filter_by(case_id=command.case_id))
    there = {row.participant_id: row for row in said}
    for key in there.keys() - set(command.participant_ids):
        rows.delete(session, there[key])
    for key in dict.fromkeys(command.participant_ids):
        if key not in there:
            person = rows.find(session, Participant, key)
            rows.add(session, CaseSpeaker(case_id=command.case_id, participant_id=person.id))


@dataclass(frozen=True, slots=True)
class MarkPresented(Command):
    """Note that a case was presented to the room, or was not."""

    case_id: UUID
    presented: bool = True

    @property
    def label(self) -> str:
        return tr("Mark a case as presented")


@handles(MarkPresented)
def mark_presented(session: Session, command: MarkPresented) -> None:
    rows.find(session, CaseStudy, command.case_id).presented = command.presented


@dataclass(frozen=True, slots=True)
class PutCaseReview(Command):
    """Enter a review from paper. It says nothing of who wrote it.

    `marks`: 0 to 3 or None for each Criterion, in order.
    """

    case_id: UUID
    strengths: tuple[str, str]
    question: str
    missing_perspective: str
    marks: tuple[int | None, ...] = (None,) * len(Criterion)
    review_id: UUID = field(default_factory=uuid4)

    @property
    def label(self) -> str:
        return tr("Enter a review")


@handles(PutCaseReview)
def put_case_review(session: Session, command: PutCaseReview) -> None:
    check_marks(command.marks)
    case = rows.find(session, CaseStudy, command.case_id)
    row = session.get(CaseReview, command.review_id) or CaseReview(
        id=command.review_id, case_id=case.id
    )
    row.strengths = [fields.text("strengths", text) for text in command.strengths]
    row.question = fields.text("question", command.question)
    row.missing_perspective = fields.text("missing_perspective", command.missing_perspective)
    row.marks = list(command.marks)
    said = [*row.strengths, row.question, row.missing_perspective]
    if not any(said) and all(mark is None for mark in command.marks):
        raise RuleViolation("text-empty", field="strengths")
    rows.add(session, row)


@dataclass(frozen=True, slots=True)
class RemoveCaseReview(Command):
    """Take a review out again."""

    review_id: UUID

    @property
    def label(self) -> str:
        return tr("Remove a review")


@handles(RemoveCaseReview)
def remove_case_review(session: Session, command: RemoveCaseReview) -> None:
    rows.delete(session, rows.find(session, CaseReview, command.review_id))

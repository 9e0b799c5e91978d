"""Reading the Common Vision's rows as the rules want them; used by its commands and queries.

Changes nothing but the one row that a vision begins with.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator.domain.vision import VisionState, brackets
from facilitator.domain.vision.amendments import (
    PENDING,
    Action,
    Amendment,
    AmendmentState,
    Paragraph,
    Text,
)  # fmt: skip
from facilitator.domain.vision.states import check_not_adopted, check_text_open
from facilitator.persistence import rows
from facilitator.persistence.models.vision import (
    RevisionParagraph,
    Vision,
    VisionAmendment,
    VisionParagraph,
    VisionPoll,
    VisionRevision,
)  # fmt: skip
from facilitator.support.errors import RuleViolation


def the_row(session: Session) -> Vision:
    """The row of the vision's state, made where there is none."""
    found = session.scalars(select(Vision)).first()
    return found or rows.add(session, Vision(adopted_on=None))


def open_row(session: Session) -> Vision:
    """The row; raises RuleViolation where the text is adopted."""
    vision = the_row(session)
    check_not_adopted(vision.state)
    return vision


def drafting_row(session: Session) -> Vision:
    """The row; raises RuleViolation where the drafting team may not change words."""
    vision = the_row(session)
    check_text_open(vision.state)
    return vision


def paragraph_rows(session: Session) -> list[VisionParagraph]:
    """The living text in order."""
    return list(session.scalars(select(VisionParagraph).order_by(VisionParagraph.position)))


def as_paragraph(row: VisionParagraph | RevisionParagraph) -> Paragraph:
    """A row as the rules see it."""
    key = row.paragraph_key if isinstance(row, RevisionParagraph) else row.id
    return Paragraph(key, row.kind, row.text, tuple((a, b) for a, b in row.sources))


def text_of(session: Session) -> Text:
    """The living text as the rules see it."""
    return tuple(as_paragraph(row) for row in paragraph_rows(session))


def as_amendment(row: VisionAmendment) -> Amendment:
    """A row as the rules see it, in the words in which it was accepted."""
    state = AmendmentState(row.state)
    text = row.decided_text if state is AmendmentState.AS_AMENDED else row.text
    return Amendment(
        row.number, Action(row.action), row.paragraph_id, text, row.new_key, row.against,
        row.after_key, row.kind, state,
    )  # fmt: skip


def amendment_rows(session: Session) -> list[VisionAmendment]:
    """All amendments, in the order in which they came."""
    return list(session.scalars(select(VisionAmendment).order_by(VisionAmendment.number)))


def amendment_row(session: Session, number: int) -> VisionAmendment:
    """The amendment with this number; raises RuleViolation `not-found`."""
    row = session.scalars(select(VisionAmendment).filter_by(number=number)).first()
    if row is None:
        raise RuleViolation("not-found")
    return row


def open_brackets(session: Session) -> int:
    """How many brackets stand in the living text."""
    return sum(
        brackets.count(row.text) + brackets.count(row.second_text)
        for row in paragraph_rows(session)
    )


def pending(session: Session) -> int:
    """How many amendments wait for a decision."""
    return sum(1 for row in amendment_rows(session) if AmendmentState(row.state) in PENDING)


def revision_rows(session: Session, version: int) -> list[VisionRevision]:
    """The frozen revisions of a version, oldest first."""
    wanted = select(VisionRevision).filter_by(version=version).order_by(VisionRevision.number)
    return list(session.scalars(wanted))


def revision_paragraphs(session: Session, revision: VisionRevision) -> list[RevisionParagraph]:
    """A frozen text in order."""
    wanted = select(RevisionParagraph).filter_by(revision_id=revision.id)
    return list(session.scalars(wanted.order_by(RevisionParagraph.position)))


def polls_held(session: Session, version: int) -> int:
    """How many polls this version has had."""
    counting = select(func.count()).select_from(VisionPoll).where(VisionPoll.version == version)
    return session.scalar(counting) or 0


def freeze(session: Session, vision: Vision, on: date, note: str) -> VisionRevision | None:
    """Freeze the living text as the next revision; None where the last one says the same."""
    before = revision_rows(session, vision.version)
    living = paragraph_rows(session)
    if before and _says(revision_paragraphs(session, before[-1])) == _says(living):
        return None
    revision = rows.add(session, VisionRevision(
        version=vision.version, number=before[-1].number + 1 if before else 0, frozen_on=on,
        note=note, rule=vision.rule,
    ))  # fmt: skip
    for row in living:
        rows.add(session, RevisionParagraph(
            revision_id=revision.id, position=row.position, paragraph_key=row.id, kind=row.kind,
            heading=row.heading, text=row.text, second_text=row.second_text,
            sources=[list(run) for run in row.sources],
        ))  # fmt: skip
    return revision


def _says(text: list[VisionParagraph] | list[RevisionParagraph]) -> list[tuple[object, ...]]:
    return [(row.kind, row.heading, row.text, row.second_text) for row in text]


def last_number(session: Session, vision: Vision) -> int:
    """Number of the newest revision; -1 where there is none."""
    before = revision_rows(session, vision.version)
    return before[-1].number if before else -1


def reading(state: VisionState) -> bool:
    """Whether the room is reading the text."""
    return state in {VisionState.FIRST_READING, VisionState.SECOND_READING}

"""Commands on the Common Vision."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application import fields
from facilitator.application.registry import Command, handles
from facilitator.domain.root_causes import Tally, check_tally
from facilitator.domain.vision import (
    AdoptionRule,
    ParagraphKind,
    VisionState,
    check_poll,
    poll_outcome,
)  # fmt: skip
from facilitator.persistence import rows
from facilitator.persistence.models.case_studies import CasePoint
from facilitator.persistence.models.root_causes import CauseCard
from facilitator.persistence.models.vision import (
    ParagraphOrigin,
    Vision,
    VisionCluster,
    VisionParagraph,
    VisionPoll,
    VisionReservation,
    VisionStatement,
)  # fmt: skip
from facilitator.support.i18n import tr

NO_VOTES = Tally(0, 0)


def _the_vision(session: Session) -> Vision:
    return session.scalars(select(Vision)).one_or_none() or rows.add(
        session, Vision(adopted_on=None)
    )


@dataclass(frozen=True, slots=True)
class PutVisionCluster(Command):
    """Write a theme with its statements and its counted dots. Statements carry no author."""

    name: str
    statements: tuple[str, ...]
    tally: Tally = NO_VOTES
    most_dots_a_voter: int = 1
    position: int = 1
    cluster_id: UUID = field(default_factory=uuid4)

    @property
    def label(self) -> str:
        return tr("Edit a theme of the vision")


@handles(PutVisionCluster)
def put_vision_cluster(session: Session, command: PutVisionCluster) -> None:
    check_tally(command.tally, command.most_dots_a_voter)
    _the_vision(session)
    cluster = session.get(VisionCluster, command.cluster_id) or VisionCluster(id=command.cluster_id)
    cluster.name = fields.needed_line("name", command.name)
    cluster.dots, cluster.voters = command.tally.dots, command.tally.voters
    cluster.position = command.position
    rows.add(session, cluster)
    for statement in session.scalars(select(VisionStatement).filter_by(cluster_id=cluster.id)):
        rows.delete(session, statement)
    for text in command.statements:
        cleaned = fields.needed_text("statement", text)
        rows.add(session, VisionStatement(cluster_id=cluster.id, text=cleaned))


@dataclass(frozen=True, slots=True)
class ParagraphContent:
    """A paragraph with what it came from."""

    kind: ParagraphKind
    text: str
    heading: str = ""
    clusters: tuple[UUID, ...] = ()
    lessons: tuple[UUID, ...] = ()
    cards: tuple[UUID, ...] = ()
    id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True, slots=True)
class PutVisionText(Command):
    """Write the whole text, paragraph by paragraph, in order."""

    paragraphs: tuple[ParagraphContent, ...]
    rule: AdoptionRule = AdoptionRule.CONSENSUS
    state: VisionState = VisionState.REV0

    @property
    def label(self) -> str:
        return tr("Edit the Common Vision")


@handles(PutVisionText)
def put_vision_text(session: Session, command: PutVisionText) -> None:
    vision = _the_vision(session)
    vision.rule, vision.state = command.rule, command.state
    if vision.state is not VisionState.ADOPTED:
        vision.adopted_on, vision.adopted_place = None, ""
    for row in session.scalars(select(VisionParagraph)):
        rows.delete(session, row)
    for position, paragraph in enumerate(command.paragraphs, 1):
        _add_paragraph(session, position, paragraph)


def _add_paragraph(session: Session, position: int, content: ParagraphContent) -> None:
    paragraph = rows.add(session, VisionParagraph(
        id=content.id, position=position, kind=content.kind,
        heading=fields.line("heading", content.heading), text=fields.needed_text("text", content.text),
    ))  # fmt: skip
    origins = [{"cluster_id": rows.find(session, VisionCluster, k).id} for k in content.clusters]
    origins += [{"lesson_id": rows.find(session, CasePoint, key).id} for key in content.lessons]
    origins += [{"card_id": rows.find(session, CauseCard, key).id} for key in content.cards]
    for number, origin in enumerate(origins, 1):
        rows.add(session, ParagraphOrigin(paragraph_id=paragraph.id, position=number, **origin))


@dataclass(frozen=True, slots=True)
class RecordPoll(Command):
    """Record a counted poll by gradients and what it means under the rule that was fixed.

    `counts` holds the voters for points 1 to 8; the change log keeps neither them nor the
    reservations.
    """

    present: int
    counts: tuple[int, ...]
    held_on: date
    place: str
    round: int = 1
    reservations: tuple[str, ...] = ()
    poll_id: UUID = field(default_factory=uuid4)

    @property
    def label(self) -> str:
        return tr("Record the poll on the Common Vision")


@handles(RecordPoll)
def record_poll(session: Session, command: RecordPoll) -> None:
    check_poll(command.counts, command.present)
    vision = _the_vision(session)
    poll = rows.add(session, VisionPoll(
        id=command.poll_id, round=command.round, rule=vision.rule, present=command.present,
        counts=list(command.counts),
    ))  # fmt: skip
    for position, text in enumerate(command.reservations, 1):
        rows.add(session, VisionReservation(
            poll_id=poll.id, position=position, text=fields.needed_text("reservation", text),
        ))  # fmt: skip
    outcome = poll_outcome(vision.rule, dict(enumerate(command.counts, 1)), command.present)
    vision.state = VisionState.ADOPTED if outcome.adopted else VisionState.NOT_ADOPTED
    vision.adopted_on = command.held_on if outcome.adopted else None
    vision.adopted_place = fields.line("place", command.place) if outcome.adopted else ""

"""Queries on the Common Vision."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application.rows.vision import (
    ParagraphRow,
    PollRow,
    VisionClusterRow,
    VisionRow,
)  # fmt: skip
from facilitator.domain.vision import ParagraphKind, poll_outcome
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


def the_vision(session: Session) -> VisionRow | None:
    """The Common Vision; None where nothing has been gathered yet."""
    vision = session.scalars(select(Vision)).one_or_none()
    if vision is None:
        return None
    return VisionRow(
        state=vision.state, rule=vision.rule, adopted_on=vision.adopted_on,
        adopted_place=vision.adopted_place, clusters=_clusters(session),
        paragraphs=_paragraphs(session), poll=_last_poll(session),
    )  # fmt: skip


def _clusters(session: Session) -> tuple[VisionClusterRow, ...]:
    statements: dict[UUID | None, list[str]] = {}
    for row in session.scalars(select(VisionStatement).order_by(VisionStatement.text)):
        statements.setdefault(row.cluster_id, []).append(row.text)
    return tuple(
        VisionClusterRow(c.id, c.name, tuple(statements.get(c.id, [])), c.dots, c.voters)
        for c in session.scalars(select(VisionCluster).order_by(VisionCluster.position))
    )


def _paragraphs(session: Session) -> tuple[ParagraphRow, ...]:
    origins = _origins(session)
    number = 0
    found = []
    for row in session.scalars(select(VisionParagraph).order_by(VisionParagraph.position)):
        numbered = row.kind is ParagraphKind.OPERATIVE
        number += numbered
        found.append(ParagraphRow(row.id, row.kind, number if numbered else None, row.heading,
                                  row.text, tuple(origins.get(row.id, []))))  # fmt: skip
    return tuple(found)


def _origins(session: Session) -> dict[UUID, list[str]]:
    origins: dict[UUID, list[str]] = {}
    wanted = (
        select(ParagraphOrigin.paragraph_id, VisionCluster.name, CasePoint.text, CauseCard.text)
        .outerjoin(VisionCluster, VisionCluster.id == ParagraphOrigin.cluster_id)
        .outerjoin(CasePoint, CasePoint.id == ParagraphOrigin.lesson_id)
        .outerjoin(CauseCard, CauseCard.id == ParagraphOrigin.card_id)
        .order_by(ParagraphOrigin.position)
    )
    for key, theme, lesson, cause in session.execute(wanted):
        if theme is not None:
            words = tr("theme: {text}", text=theme)
        elif lesson is not None:
            words = tr("lesson: {text}", text=lesson)
        else:
            words = tr("root cause: {text}", text=cause)
        origins.setdefault(key, []).append(words)
    return origins


def _last_poll(session: Session) -> PollRow | None:
    poll = session.scalars(select(VisionPoll).order_by(VisionPoll.round.desc())).first()
    if poll is None:
        return None
    reservations = session.scalars(
        select(VisionReservation.text).filter_by(poll_id=poll.id)
        .order_by(VisionReservation.position)
    )  # fmt: skip
    return PollRow(
        round=poll.round, rule=poll.rule, present=poll.present, counts=tuple(poll.counts),
        outcome=poll_outcome(poll.rule, dict(enumerate(poll.counts, 1)), poll.present),
        reservations=tuple(reservations),
    )  # fmt: skip

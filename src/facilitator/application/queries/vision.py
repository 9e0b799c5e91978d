"""Queries on the Common Vision as it stands: themes, text, polls."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application.rows.vision import (
    DotVoteRow,
    ParagraphRow,
    PollRow,
    ReservationRow,
    StatementRow,
    VisionClusterRow,
    VisionRow,
)  # fmt: skip
from facilitator.application.vision_store import paragraph_rows
from facilitator.domain.dot_vote import Tally
from facilitator.domain.vision import ParagraphKind, poll_outcome
from facilitator.domain.vision.adoption import by_point
from facilitator.domain.vision.gathering import above_the_cut
from facilitator.domain.vision.states import marks
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
    vision = session.scalars(select(Vision)).first()
    if vision is None:
        return None
    paragraphs = _paragraphs(session)
    polls = _polls(session, vision.version)
    vote = DotVoteRow(vision.vote_is_open, vision.vote_dots, vision.vote_most_per_theme,
                      vision.vote_present, vision.vote_voters, vision.places)  # fmt: skip
    return VisionRow(
        state=vision.state, rule=vision.rule, adopted_on=vision.adopted_on,
        adopted_place=vision.adopted_place,
        clusters=_clusters(session, vision.places, paragraphs), paragraphs=paragraphs,
        poll=polls[-1] if polls else None, version=vision.version, scale=vision.scale,
        rule_locked=vision.rule_locked, fallback_agreed=vision.fallback_agreed,
        second_language=vision.second_language, sign_order=vision.sign_order, vote=vote,
        poll_is_open=vision.poll_is_open, poll_present=vision.poll_present, polls=polls,
    )  # fmt: skip


def statements(session: Session) -> tuple[StatementRow, ...]:
    """What lies on the board, in the order of the words: an order that tells nothing of the cards."""
    found = list(session.scalars(select(VisionStatement).order_by(VisionStatement.text)))
    under: dict[UUID, list[tuple[UUID, str]]] = defaultdict(list)
    for row in found:
        if row.merged_into_id is not None:
            under[row.merged_into_id].append((row.id, row.text))
    return tuple(
        StatementRow(row.id, row.text, row.cluster_id, tuple(under[row.id]))
        for row in found if row.merged_into_id is None
    )  # fmt: skip


def _clusters(
    session: Session, places: int, paragraphs: tuple[ParagraphRow, ...]
) -> tuple[VisionClusterRow, ...]:
    themes = list(session.scalars(select(VisionCluster).order_by(VisionCluster.position)))
    merged: dict[UUID, list[tuple[UUID, str]]] = defaultdict(list)
    top = {theme.id: theme.merged_into_id or theme.id for theme in themes}
    for theme in themes:
        if theme.merged_into_id is not None:
            merged[theme.merged_into_id].append((theme.id, theme.name))
    texts: dict[UUID, list[str]] = defaultdict(list)
    for row in statements(session):
        if row.cluster_id is not None:
            texts[top[row.cluster_id]].append(row.text)
    shown = [theme for theme in themes if theme.merged_into_id is None]
    above = set(above_the_cut([(t.id, Tally(t.dots, t.voters)) for t in shown], places))
    used = {top.get(key, key) for paragraph in paragraphs for key in paragraph.clusters}
    return tuple(
        VisionClusterRow(t.id, t.name, tuple(texts[t.id]), t.dots, t.voters, tuple(merged[t.id]),
                         t.id in above, t.id in used)
        for t in shown
    )  # fmt: skip


def _paragraphs(session: Session) -> tuple[ParagraphRow, ...]:
    living = paragraph_rows(session)
    words, keys = _origins(session)
    called = marks([row.kind for row in living])
    return tuple(
        ParagraphRow(
            row.id, row.kind, _number(row, mark), row.heading, row.text, tuple(words[row.id]), mark,
            row.second_text, row.agreed, row.is_new, tuple((a, b) for a, b in row.sources),
            *(tuple(keys[row.id][kind]) for kind in ("cluster", "lesson", "card")),
        )
        for row, mark in zip(living, called, strict=True)
    )  # fmt: skip


def _number(row: VisionParagraph, mark: str) -> int | None:
    return int(mark) if row.kind is ParagraphKind.OPERATIVE else None


Keys = dict[str, list[UUID]]


def _origins(session: Session) -> tuple[dict[UUID, list[str]], dict[UUID, Keys]]:
    """What each paragraph came from, as words and as keys."""
    words: dict[UUID, list[str]] = defaultdict(list)
    keys: dict[UUID, Keys] = defaultdict(lambda: {"cluster": [], "lesson": [], "card": []})
    wanted = (
        select(ParagraphOrigin, VisionCluster.name, CasePoint.text, CauseCard.text)
        .outerjoin(VisionCluster, VisionCluster.id == ParagraphOrigin.cluster_id)
        .outerjoin(CasePoint, CasePoint.id == ParagraphOrigin.lesson_id)
        .outerjoin(CauseCard, CauseCard.id == ParagraphOrigin.card_id)
        .order_by(ParagraphOrigin.position)
    )
    for origin, theme, lesson, cause in session.execute(wanted):
        said, kept = words[origin.paragraph_id], keys[origin.paragraph_id]
        if origin.cluster_id is not None:
            said.append(tr("theme: {text}", text=theme))
            kept["cluster"].append(origin.cluster_id)
        elif origin.lesson_id is not None:
            said.append(tr("lesson: {text}", text=lesson))
            kept["lesson"].append(origin.lesson_id)
        elif origin.card_id is not None:
            said.append(tr("root cause: {text}", text=cause))
            kept["card"].append(origin.card_id)
    return words, keys


def _polls(session: Session, version: int) -> tuple[PollRow, ...]:
    wanted = select(VisionPoll).filter_by(version=version).order_by(VisionPoll.round)
    return tuple(_poll(session, poll) for poll in session.scalars(wanted))


def _poll(session: Session, poll: VisionPoll) -> PollRow:
    found = session.scalars(
        select(VisionReservation).filter_by(poll_id=poll.id).order_by(VisionReservation.position)
    )
    rows = tuple(ReservationRow(r.id, r.text, r.paragraphs, r.name) for r in found)
    outcome = poll_outcome(poll.rule, by_point(poll.counts, poll.scale), poll.present, poll.scale)
    return PollRow(
        round=poll.round, rule=poll.rule, present=poll.present, counts=tuple(poll.counts),
        outcome=outcome, reservations=tuple(row.text for row in rows), scale=poll.scale,
        held_on=poll.held_on, revision=poll.revision, reservation_rows=rows,
    )  # fmt: skip

"""Queries on case studies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application.rows.case_studies import (
    CaseCauseRow,
    CaseStudyRow,
    MeasureRow,
    PartyRow,
    SourceRow,
)  # fmt: skip
from facilitator.domain.case_studies import (
    CaseFacts,
    CauseFacts,
    OutcomeGrade,
    PointKind,
    missing_for_final,
)  # fmt: skip
from facilitator.persistence.models.case_studies import (
    CaseCause,
    CaseMeasure,
    CaseParty,
    CasePoint,
    CaseSource,
    CaseStudy,
    CauseSource,
)  # fmt: skip
from facilitator.persistence.models.groups import HomeGroup
from facilitator.persistence.models.root_causes import CauseCard

T = TypeVar("T", CaseCause, CaseParty, CasePoint, CaseSource)


def case_studies(session: Session) -> tuple[CaseStudyRow, ...]:
    """All cases in order of group."""
    wanted = (
        select(CaseStudy, HomeGroup.letter)
        .join(HomeGroup, HomeGroup.id == CaseStudy.group_id)
        .order_by(HomeGroup.letter, CaseStudy.position, CaseStudy.title)
    )
    return tuple(_case(session, case, letter) for case, letter in session.execute(wanted))


def _parts(session: Session, model: type[T], case_id: UUID) -> Sequence[T]:
    wanted = select(model).where(model.case_id == case_id).order_by(model.position)
    return session.scalars(wanted).all()


def _case(session: Session, case: CaseStudy, letter: str) -> CaseStudyRow:
    points = _parts(session, CasePoint, case.id)
    parties = _parts(session, CaseParty, case.id)

    def texts(kind: PointKind) -> tuple[str, ...]:
        return tuple(point.text for point in points if point.kind is kind)

    return CaseStudyRow(
        id=case.id, group=letter, title=case.title, country=case.country, arena=case.arena,
        conflict_period=_years(case.conflict_from, case.conflict_to),
        response_period=_years(case.response_from, case.response_to),
        status=case.status, situation=case.situation,
        parties=tuple(_party(p) for p in parties if not p.is_third_party),
        third_parties=tuple(_party(p) for p in parties if p.is_third_party),
        causes=_causes(session, case.id),
        triggers=case.triggers, process=case.process, unresolved=case.unresolved,
        success_factors=texts(PointKind.SUCCESS_FACTOR), conditions=texts(PointKind.CONDITION),
        lessons=texts(PointKind.LESSON), negative_comparison=case.negative_comparison,
        sources=tuple(
            SourceRow(s.type, s.author, s.title, s.date, s.publisher, s.locator, s.independence)
            for s in _parts(session, CaseSource, case.id)
        ),
        sensitivity=case.sensitivity, state=case.state, presented=case.presented,
        missing=tuple(missing_for_final(facts_of(session, case.id))),
    )  # fmt: skip


def _years(first: int, last: int) -> str:
    if not first:
        return ""
    return f"{first}–{last}" if last and last != first else f"{first}–" if not last else str(first)


def _party(party: CaseParty) -> PartyRow:
    return PartyRow(party.name, party.type, party.interest)


def _causes(session: Session, case_id: UUID) -> tuple[CaseCauseRow, ...]:
    numbers = {s.id: n for n, s in enumerate(_parts(session, CaseSource, case_id), 1)}
    found = []
    for cause in _parts(session, CaseCause, case_id):
        card = session.get_one(CauseCard, cause.card_id)
        cited = session.scalars(select(CauseSource.source_id).filter_by(cause_id=cause.id))
        found.append(CaseCauseRow(
            card=card.text, level=cause.level, explanation=cause.explanation,
            measures=tuple(
                MeasureRow(m.measure, m.actor, m.level, m.instrument, m.when)
                for m in _measures(session, cause.id)
            ),
            evidence=cause.evidence,
            grade=None if cause.grade is None else OutcomeGrade(cause.grade),
            sources=tuple(sorted(numbers[key] for key in cited)),
        ))  # fmt: skip
    return tuple(found)


def _measures(session: Session, cause_id: UUID) -> Sequence[CaseMeasure]:
    wanted = select(CaseMeasure).filter_by(cause_id=cause_id).order_by(CaseMeasure.position)
    return session.scalars(wanted).all()


def facts_of(session: Session, case_id: UUID) -> CaseFacts:
    """What the completeness rules need to know of a case."""
    case = session.get_one(CaseStudy, case_id)
    return CaseFacts(
        title=case.title, country=case.country,
        periods_given=bool(case.conflict_from and case.response_from),
        situation=case.situation, triggers=case.triggers, process=case.process,
        unresolved=case.unresolved, negative_comparison=case.negative_comparison,
        parties=sum(1 for p in _parts(session, CaseParty, case_id) if not p.is_third_party),
        causes=[
            CauseFacts(c.explanation, [m.measure for m in c.measures], c.evidence, c.grade, c.sources)
            for c in _causes(session, case_id)
        ],
        points=[(p.kind, p.text) for p in _parts(session, CasePoint, case_id)],
        sources=[
            (number, s.independence)
            for number, s in enumerate(_parts(session, CaseSource, case_id), 1)
        ],
        consent_to_share=case.consent_to_share,
    )  # fmt: skip

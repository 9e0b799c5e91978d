"""Queries on case studies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar
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

T = TypeVar("T")


def case_studies(session: Session) -> tuple[CaseStudyRow, ...]:
    """All cases in order of group, each with what it still lacks to be final."""
    wanted = (
        select(CaseStudy, HomeGroup.letter)
        .join(HomeGroup, HomeGroup.id == CaseStudy.group_id)
        .order_by(HomeGroup.letter, CaseStudy.position, CaseStudy.title)
    )
    parts = _Parts(session)
    found = []
    for case, letter in session.execute(wanted):
        row = parts.row(case, letter)
        found.append(replace(row, missing=tuple(missing_for_final(parts.facts(case, row)))))
    return tuple(found)


def facts_of(session: Session, case_id: UUID) -> CaseFacts:
    """What the completeness rules need to know of a case."""
    case, parts = session.get_one(CaseStudy, case_id), _Parts(session)
    return parts.facts(case, parts.row(case, ""))


class _Parts:
    """The parts of all cases, read in one statement a table."""

    def __init__(self, session: Session) -> None:
        self._parties = _by("case_id", session.scalars(_in_order(CaseParty)))
        self._points = _by("case_id", session.scalars(_in_order(CasePoint)))
        self._sources = _by("case_id", session.scalars(_in_order(CaseSource)))
        self._causes = _by("case_id", session.scalars(_in_order(CaseCause)))
        self._measures = _by("cause_id", session.scalars(_in_order(CaseMeasure)))
        self._citations = _by("cause_id", session.scalars(select(CauseSource)))
        self._cards = {c.id: c.text for c in session.execute(select(CauseCard.id, CauseCard.text))}

    def row(self, case: CaseStudy, letter: str) -> CaseStudyRow:
        """The case as a row, `missing` still empty."""
        parties = self._parties[case.id]
        return CaseStudyRow(
            id=case.id, group=letter, title=case.title, country=case.country, arena=case.arena,
            conflict_period=_years(case.conflict_from, case.conflict_to),
            response_period=_years(case.response_from, case.response_to),
            status=case.status, situation=case.situation,
            parties=tuple(_party(p) for p in parties if not p.is_third_party),
            third_parties=tuple(_party(p) for p in parties if p.is_third_party),
            causes=tuple(self._cause(cause) for cause in self._causes[case.id]),
            triggers=case.triggers, process=case.process, unresolved=case.unresolved,
            success_factors=self._texts(case, PointKind.SUCCESS_FACTOR),
            conditions=self._texts(case, PointKind.CONDITION),
            lessons=self._texts(case, PointKind.LESSON),
            negative_comparison=case.negative_comparison,
            sources=tuple(
                SourceRow(s.type, s.author, s.title, s.date, s.publisher, s.locator, s.independence)
                for s in self._sources[case.id]
            ),
            sensitivity=case.sensitivity, state=case.state, presented=case.presented, missing=(),
        )  # fmt: skip

    def _texts(self, case: CaseStudy, kind: PointKind) -> tuple[str, ...]:
        return tuple(point.text for point in self._points[case.id] if point.kind is kind)

    def _cause(self, cause: CaseCause) -> CaseCauseRow:
        numbers = {source.id: n for n, source in enumerate(self._sources[cause.case_id], 1)}
        return CaseCauseRow(
            card=self._cards[cause.card_id], level=cause.level, explanation=cause.explanation,
            measures=tuple(
                MeasureRow(m.measure, m.actor, m.level, m.instrument, m.when)
                for m in self._measures[cause.id]
            ),
            evidence=cause.evidence,
            grade=None if cause.grade is None else OutcomeGrade(cause.grade),
            sources=tuple(sorted(numbers[c.source_id] for c in self._citations[cause.id])),
        )  # fmt: skip

    def facts(self, case: CaseStudy, row: CaseStudyRow) -> CaseFacts:
        """What the completeness rules need to know of the case."""
        return CaseFacts(
            title=row.title, country=row.country,
            periods_given=bool(case.conflict_from and case.response_from),
            situation=row.situation, triggers=row.triggers, process=row.process,
            unresolved=row.unresolved, negative_comparison=row.negative_comparison,
            parties=len(row.parties),
            causes=[
                CauseFacts(
                    c.explanation, [m.measure for m in c.measures], c.evidence, c.grade, c.sources
                )
                for c in row.causes
            ],
            points=[(point.kind, point.text) for point in self._points[case.id]],
            sources=[(n, source.independence) for n, source in enumerate(row.sources, 1)],
            consent_to_share=case.consent_to_share,
        )  # fmt: skip


def _in_order(model: Any) -> Any:
    return select(model).order_by(model.position)


def _by(column: str, rows: Iterable[T]) -> defaultdict[UUID, list[T]]:
    found: defaultdict[UUID, list[T]] = defaultdict(list)
    for row in rows:
        found[getattr(row, column)].append(row)
    return found


def _years(first: int, last: int) -> str:
    if not first:
        return ""
    if not last:
        return f"{first}–"
    return str(first) if first == last else f"{first}–{last}"


def _party(party: CaseParty) -> PartyRow:
    return PartyRow(party.name, party.type, party.interest)

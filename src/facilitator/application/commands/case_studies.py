"""Commands on case studies."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application import fields
from facilitator.application.queries import case_studies as queries
from facilitator.application.registry import Command, handles
from facilitator.domain.case_studies import (
    ActorLevel,
    Arena,
    CaseState,
    ConflictStatus,
    Independence,
    Instrument,
    OutcomeGrade,
    PointKind,
    SourceType,
    check_years,
    missing_for_final,
)  # fmt: skip
from facilitator.domain.root_causes import Level, Sensitivity
from facilitator.persistence import rows
from facilitator.persistence.models.case_studies import (
    CaseAgreement,
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
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr
from facilitator.support.messages import text_of


@dataclass(frozen=True, slots=True)
class PartyContent:
    """A party; for a third party `interest` is its role."""

    name: str
    type: str = ""
    interest: str = ""
    is_third_party: bool = False


@dataclass(frozen=True, slots=True)
class MeasureContent:
    """What was done about a cause."""

    measure: str
    actor: str
    level: ActorLevel
    instrument: Instrument
    when: str


@dataclass(frozen=True, slots=True)
class CauseContent:
    """A board card that the case addresses; `sources` are numbers from 1."""

    card_id: UUID
    level: Level
    explanation: str
    evidence: str
    grade: OutcomeGrade | None
    measures: tuple[MeasureContent, ...] = ()
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceContent:
    """A source, numbered by its place."""

    type: SourceType
    title: str
    independence: Independence
    author: str = ""
    date: str = ""
    publisher: str = ""
    locator: str = ""


@dataclass(frozen=True, slots=True)
class AgreementContent:
    """An agreement of the case."""

    name: str
    signed: str = ""
    stage: str = ""


@dataclass(frozen=True, slots=True)
class PointContent:
    """A success factor, condition or lesson; the id lets a vision paragraph refer to a lesson."""

    kind: PointKind
    text: str
    id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True, slots=True)
class PutCaseStudy(Command):
    """Write a case as a whole. A case called final must lack nothing (methods 2.5)."""

    group_id: UUID
    title: str
    country: str = ""
    arena: Arena = Arena.NATIONAL
    conflict: tuple[int, int] = (0, 0)
    response: tuple[int, int] = (0, 0)
    status: ConflictStatus = ConflictStatus.CONTESTED
    situation: str = ""
    triggers: str = ""
    process: str = ""
    unresolved: str = ""
    negative_comparison: str = ""
    notes: str = ""
    sensitivity: Sensitivity = Sensitivity.GROUP
    state: CaseState = CaseState.DRAFT
    presented: bool = False
    consent_to_share: bool = False
    parties: tuple[PartyContent, ...] = ()
    causes: tuple[CauseContent, ...] = ()
    sources: tuple[SourceContent, ...] = ()
    agreements: tuple[AgreementContent, ...] = ()
    points: tuple[PointContent, ...] = ()
    position: int = 1
    case_id: UUID = field(default_factory=uuid4)

    @property
    def label(self) -> str:
        return tr("Edit a case study")


_TEXTS = ("situation", "triggers", "process", "unresolved", "negative_comparison", "notes")
_AS_GIVEN = ("arena", "status", "sensitivity", "state", "presented", "consent_to_share", "position")


@handles(PutCaseStudy)
def put_case_study(session: Session, command: PutCaseStudy) -> None:
    case = session.get(CaseStudy, command.case_id) or CaseStudy(id=command.case_id)
    group = rows.find(session, HomeGroup, command.group_id)
    if case.group_id not in (None, group.id):
        raise RuleViolation("work-of-another-group", letter=group.letter)
    case.group_id = group.id
    for years in (command.conflict, command.response):
        check_years(*years)
    case.title = fields.needed_line("title", command.title)
    case.country = fields.line("country", command.country)
    case.conflict_from, case.conflict_to = command.conflict
    case.response_from, case.response_to = command.response
    for name in _TEXTS:
        setattr(case, name, fields.text(name, getattr(command, name)))
    for name in _AS_GIVEN:
        setattr(case, name, getattr(command, name))
    rows.add(session, case)
    _replace_parts(session, case.id, command)
    if case.state is CaseState.FINAL:
        _check_final(session, case.id)


def _check_final(session: Session, case_id: UUID) -> None:
    session.flush()
    missing = missing_for_final(queries.facts_of(session, case_id))
    if missing:
        words = "; ".join(text_of(gap.code, dict(gap.params)) for gap in missing)
        raise RuleViolation("case-not-final", field="state", missing=words)


def _replace_parts(session: Session, case_id: UUID, command: PutCaseStudy) -> None:
    for part in (CaseCause, CaseSource, CaseParty, CaseAgreement):
        for row in session.scalars(select(part).where(part.case_id == case_id)):
            rows.delete(session, row)
    for position, party in enumerate(command.parties, 1):
        rows.add(session, CaseParty(
            case_id=case_id, position=position, is_third_party=party.is_third_party,
            name=fields.needed_line("party", party.name), type=fields.line("type", party.type),
            interest=fields.text("interest", party.interest),
        ))  # fmt: skip
    for position, agreement in enumerate(command.agreements, 1):
        rows.add(session, CaseAgreement(
            case_id=case_id, position=position, name=fields.needed_line("agreement", agreement.name),
            signed=fields.line("signed", agreement.signed),
            stage=fields.line("stage", agreement.stage),
        ))  # fmt: skip
    sources = [_add_source(session, case_id, n, s) for n, s in enumerate(command.sources, 1)]
    for position, cause in enumerate(command.causes, 1):
        _add_cause(session, case_id, position, cause, sources)
    _replace_points(session, case_id, command.points)


def _add_source(session: Session, case_id: UUID, position: int, source: SourceContent) -> UUID:
    return rows.add(session, CaseSource(
        case_id=case_id, position=position, type=source.type, independence=source.independence,
        title=fields.needed_line("source", source.title),
        author=fields.line("author", source.author), date=fields.line("date", source.date),
        publisher=fields.line("publisher", source.publisher),
        locator=fields.line("locator", source.locator),
    )).id  # fmt: skip


def _add_cause(
    session: Session, case_id: UUID, position: int, cause: CauseContent, sources: list[UUID]
) -> None:
    row = rows.add(session, CaseCause(
        case_id=case_id, card_id=rows.find(session, CauseCard, cause.card_id).id,
        position=position, level=cause.level,
        explanation=fields.text("explanation", cause.explanation),
        evidence=fields.text("evidence", cause.evidence),
        grade=None if cause.grade is None else int(cause.grade),
    ))  # fmt: skip
    for number, measure in enumerate(cause.measures, 1):
        rows.add(session, CaseMeasure(
            cause_id=row.id, position=number, level=measure.level, instrument=measure.instrument,
            measure=fields.needed_text("measure", measure.measure),
            actor=fields.line("actor", measure.actor), when=fields.line("when", measure.when),
        ))  # fmt: skip
    for number in cause.sources:
        if not 1 <= number <= len(sources):
            raise RuleViolation("value-not-allowed", field="sources", text=number)
        rows.add(session, CauseSource(cause_id=row.id, source_id=sources[number - 1]))


def _replace_points(session: Session, case_id: UUID, points: tuple[PointContent, ...]) -> None:
    there = {row.id: row for row in session.scalars(select(CasePoint).filter_by(case_id=case_id))}
    for key in there.keys() - {point.id for point in points}:
        rows.delete(session, there[key])
    for position, point in enumerate(points, 1):
        row = there.get(point.id) or CasePoint(id=point.id, case_id=case_id)
        row.position, row.kind = position, point.kind
        row.text = fields.needed_text("point", point.text)
        rows.add(session, row)


@dataclass(frozen=True, slots=True)
class DeleteCaseStudy(Command):
    """Delete a case with its parts."""

    case_id: UUID

    @property
    def label(self) -> str:
        return tr("Delete a case study")


@handles(DeleteCaseStudy)
def delete_case_study(session: Session, command: DeleteCaseStudy) -> None:
    rows.delete(session, rows.find(session, CaseStudy, command.case_id))

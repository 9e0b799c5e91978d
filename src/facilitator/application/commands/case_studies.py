"""Commands on case studies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application import fields
from facilitator.application.case_words import gap_words
from facilitator.application.queries import case_studies as queries
from facilitator.application.registry import Audience, Command, handles
from facilitator.domain.case_completeness import missing_for_final
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
)  # fmt: skip
from facilitator.domain.root_causes import Level, Sensitivity
from facilitator.persistence import rows
from facilitator.persistence.base import Base
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

P = TypeVar("P", bound=Base)
C = TypeVar("C")


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
    works_since: int = 0
    works_until: int = 0
    sources_disagree: bool = False


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
    accessed: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class AgreementContent:
    """An agreement of the case."""

    name: str
    signed: str = ""
    stage: str = ""
    kind: str = ""
    parties: str = ""
    third_parties: str = ""
    link: str = ""


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
    no_third_parties: bool = False
    authors: str = ""
    finished_on: date | None = None
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
_AS_GIVEN = ("arena", "status", "sensitivity", "state", "presented", "consent_to_share",
             "no_third_parties", "finished_on", "position")  # fmt: skip


@handles(PutCaseStudy, Audience.GROUP)
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
    case.authors = fields.line("authors", command.authors)
    case.conflict_from, case.conflict_to = command.conflict
    case.response_from, case.response_to = command.response
    for name in _TEXTS:
        setattr(case, name, fields.text(name, getattr(command, name)))
    for name in _AS_GIVEN:
        setattr(case, name, getattr(command, name))
    rows.add(session, case)
    _replace_parts(session, case.id, command)
    if case.state is CaseState.FINAL:
        check_final(session, case.id)


def check_final(session: Session, case_id: UUID) -> None:
    """Refuse a case that lacks a must, naming all that it lacks."""
    session.flush()
    missing = missing_for_final(queries.facts_of(session, case_id))
    if missing:
        words = "; ".join(gap_words(gap) for gap in missing)
        raise RuleViolation("case-not-final", field="state", missing=words)


def _replace_parts(session: Session, case_id: UUID, command: PutCaseStudy) -> None:
    """Write the parts; each keeps its row, so that laptops that worked apart can be merged."""
    parties, agreements = command.parties, command.agreements
    for position, (party, row) in _paired(session, CaseParty, CaseParty.case_id, case_id, parties):
        row.position, row.is_third_party = position, party.is_third_party
        row.name = fields.needed_line("party", party.name)
        row.type = fields.line("type", party.type)
        row.interest = fields.text("interest", party.interest)
        rows.add(session, row)
    for position, (agreement, held) in _paired(
        session, CaseAgreement, CaseAgreement.case_id, case_id, agreements
    ):
        held.position = position
        held.name = fields.needed_line("agreement", agreement.name)
        for name in ("signed", "stage", "kind", "parties", "third_parties", "link"):
            setattr(held, name, fields.line(name, getattr(agreement, name)))
        rows.add(session, held)
    sources = _put_sources(session, case_id, command.sources)
    for position, (cause, held_cause) in _paired(
        session, CaseCause, CaseCause.case_id, case_id, command.causes
    ):
        held_cause.position = position
        _put_cause(session, held_cause, cause, sources)
    _replace_points(session, case_id, command.points)


def _paired(
    session: Session, model: type[P], owner: Any, key: UUID, contents: Sequence[C]
) -> Iterator[tuple[int, tuple[C, P]]]:
    """Each content with the row at its place, a new one where there is none; the rest go."""
    wanted = select(model).where(owner == key).order_by(model.position, model.id)  # type: ignore[attr-defined]
    held = list(session.scalars(wanted))
    for row in held[len(contents) :]:
        rows.delete(session, row)
    new = (model(**{owner.key: key}) for _ in contents[len(held) :])
    yield from enumerate(zip(contents, [*held[: len(contents)], *new], strict=True), 1)


def _put_sources(
    session: Session, case_id: UUID, contents: Sequence[SourceContent]
) -> list[UUID]:  # fmt: skip
    keys = []
    for position, (source, row) in _paired(
        session, CaseSource, CaseSource.case_id, case_id, contents
    ):
        row.position, row.type, row.independence = position, source.type, source.independence
        row.title = fields.needed_line("source", source.title)
        for name in ("author", "date", "publisher", "locator", "accessed", "note"):
            setattr(row, name, fields.line(name, getattr(source, name)))
        keys.append(rows.add(session, row).id)
    return keys


def _put_cause(session: Session, row: CaseCause, cause: CauseContent, sources: list[UUID]) -> None:
    row.card_id = rows.find(session, CauseCard, cause.card_id).id
    row.level = cause.level
    row.explanation = fields.text("explanation", cause.explanation)
    row.evidence = fields.text("evidence", cause.evidence)
    row.grade = None if cause.grade is None else int(cause.grade)
    check_years(cause.works_since, cause.works_until)
    row.works_since, row.works_until = cause.works_since, cause.works_until
    row.sources_disagree = cause.sources_disagree
    rows.add(session, row)
    for number, (measure, held) in _paired(
        session, CaseMeasure, CaseMeasure.cause_id, row.id, cause.measures
    ):
        held.position, held.level, held.instrument = number, measure.level, measure.instrument
        held.measure = fields.needed_text("measure", measure.measure)
        held.actor = fields.line("actor", measure.actor)
        held.when = fields.line("when", measure.when)
        rows.add(session, held)
    cited = dict.fromkeys(cause.sources)
    for number in cited:
        if not 1 <= number <= len(sources):
            raise RuleViolation("value-not-allowed", field="sources", text=number)
    _cite(session, row.id, [sources[number - 1] for number in cited])


def _cite(session: Session, cause_id: UUID, sources: list[UUID]) -> None:
    there = {
        c.source_id: c for c in session.scalars(select(CauseSource).filter_by(cause_id=cause_id))
    }
    for key in there.keys() - set(sources):
        rows.delete(session, there[key])
    for key in sources:
        if key not in there:
            rows.add(session, CauseSource(cause_id=cause_id, source_id=key))


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

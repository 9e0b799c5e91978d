"""Rows of case studies."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from facilitator.domain.case_studies import (
    ActorLevel,
    Arena,
    CaseState,
    ConflictStatus,
    Independence,
    Instrument,
    Missing,
    OutcomeGrade,
    SourceType,
)  # fmt: skip
from facilitator.domain.root_causes import Level, Sensitivity


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party to the conflict, or a third party with its role in `interest`."""

    name: str
    type: str
    interest: str


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """What was done about a cause."""

    measure: str
    actor: str
    level: ActorLevel
    instrument: Instrument
    when: str


@dataclass(frozen=True, slots=True)
class CaseCauseRow:
    """A root cause that the case addresses; `card` is the board card's text."""

    card: str
    level: Level
    explanation: str
    measures: tuple[MeasureRow, ...]
    evidence: str
    grade: OutcomeGrade | None
    sources: tuple[int, ...]
    """Numbers (from 1) of the case's sources that carry the claim."""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source of the case, numbered from 1 in the order of the tuple."""

    type: SourceType
    author: str
    title: str
    date: str
    publisher: str
    locator: str
    independence: Independence


@dataclass(frozen=True, slots=True)
class CaseStudyRow:
    """A case study with its parts (methods 2.2) and what it still lacks to be final."""

    id: UUID
    group: str
    title: str
    country: str
    arena: Arena
    conflict_period: str
    response_period: str
    status: ConflictStatus
    situation: str
    parties: tuple[PartyRow, ...]
    third_parties: tuple[PartyRow, ...]
    causes: tuple[CaseCauseRow, ...]
    triggers: str
    process: str
    unresolved: str
    success_factors: tuple[str, ...]
    conditions: tuple[str, ...]
    lessons: tuple[str, ...]
    negative_comparison: str
    sources: tuple[SourceRow, ...]
    sensitivity: Sensitivity
    state: CaseState
    presented: bool
    missing: tuple[Missing, ...]

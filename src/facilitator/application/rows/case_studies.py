"""Rows of case studies."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from facilitator.domain.case_completeness import Completeness, Missing
from facilitator.domain.case_studies import (
    ActorLevel,
    Arena,
    CaseState,
    Confidence,
    ConflictStatus,
    Independence,
    Instrument,
    OutcomeGrade,
    PointKind,
    SourceType,
)  # fmt: skip
from facilitator.domain.root_causes import Level, Sensitivity

NO_KEY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party to the conflict, or a third party with its role in `interest`."""

    name: str
    type: str
    interest: str
    id: UUID = NO_KEY


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """What was done about a cause."""

    measure: str
    actor: str
    level: ActorLevel
    instrument: Instrument
    when: str
    id: UUID = NO_KEY


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
    id: UUID = NO_KEY
    card_id: UUID = NO_KEY
    works_since: int = 0
    works_until: int = 0
    sources_disagree: bool = False
    confidence: Confidence | None = None


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
    accessed: str = ""
    note: str = ""
    id: UUID = NO_KEY


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement of the case, by the conventions of PA-X."""

    id: UUID
    name: str
    signed: str
    stage: str
    kind: str
    parties: str
    third_parties: str
    link: str


@dataclass(frozen=True, slots=True)
class PointRow:
    """A success factor, a condition or a lesson."""

    id: UUID
    kind: PointKind
    text: str


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """Somebody who presents a case."""

    id: UUID
    name: str
    country: str


@dataclass(frozen=True, slots=True)
class PresentationRow:
    """When a case is presented (0: not planned), for how many minutes, and by whom."""

    position: int
    minutes: int
    question_minutes: int
    speakers: tuple[SpeakerRow, ...] = ()

    @property
    def countries(self) -> int:
        """How many countries the speakers come from."""
        return len({speaker.country for speaker in self.speakers})


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A peer review; nobody can tell whose. Marks by the order of Criterion, None where not given."""

    id: UUID
    strengths: tuple[str, ...]
    question: str
    missing_perspective: str
    marks: tuple[int | None, ...]


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
    completeness: Completeness = field(default_factory=lambda: Completeness((), (), 0))
    group_id: UUID = NO_KEY
    years: tuple[int, int, int, int] = (0, 0, 0, 0)
    """The conflict from, to; the response from, to. 0 where open."""
    agreements: tuple[AgreementRow, ...] = ()
    points: tuple[PointRow, ...] = ()
    notes: str = ""
    consent_to_share: bool = False
    no_third_parties: bool = False
    authors: str = ""
    finished_on: date | None = None
    is_private: bool = False
    """Whether its words are still its group's: not handed in, not final, not presented."""
    core_problem: str = ""
    """Of the group's conflict tree, where the causes of the case stand in it; for a slide."""


@dataclass(frozen=True, slots=True)
class CaseRoomRow:
    """What the facilitator needs beside a case: whether it was handed in, its turn, its reviews."""

    case_id: UUID
    handed_in: bool
    presentation: PresentationRow
    reviews: tuple[ReviewRow, ...]


@dataclass(frozen=True, slots=True)
class BoardCauseRow:
    """A root cause of the board that a case may address."""

    id: UUID
    text: str
    level: Level
    carried_forward: bool

"""Case studies: how root causes were addressed. Whether a case is complete: `case_completeness`.

Source: methods section 2 (structured, focused comparison: each case answers the same questions;
success is graded for each cause, by what was implemented).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum, StrEnum

from facilitator.support.errors import RuleViolation


class Arena(StrEnum):
    """Where the conflict lay."""

    LOCAL = "local"
    NATIONAL = "national"
    CROSS_BORDER = "cross_border"
    REGIONAL = "regional"


class ConflictStatus(StrEnum):
    """Field 4 of methods 2.2."""

    ENDED = "ended"
    LARGELY_ENDED = "largely_ended"
    ONGOING_WITH_AGREEMENT = "ongoing_with_agreement"
    CONTESTED = "contested"


class CaseState(StrEnum):
    """A case becomes final only when nothing of the musts is missing."""

    DRAFT = "draft"
    FINAL = "final"


class OutcomeGrade(IntEnum):
    """Outcome for one root cause (methods 2.4); never averaged across cases."""

    NOT_ADDRESSED = 0
    ON_PAPER_ONLY = 1
    STARTED = 2
    PARTLY_WORKING = 3
    SUBSTANTIALLY_WORKING = 4
    SUSTAINED = 5


class SourceType(StrEnum):
    """Kinds of source (methods 2.3)."""

    AGREEMENT_TEXT = "agreement_text"
    OFFICIAL_RECORD = "official_record"
    UN_OR_REGIONAL_REPORT = "un_or_regional_report"
    SCHOLARLY = "scholarly"
    NGO = "ngo"
    MEDIA = "media"
    TESTIMONY = "testimony"
    OWN_EXPERIENCE = "own_experience"


class Independence(StrEnum):
    """How near the source stands to the parties."""

    PARTY = "party"
    LINKED = "linked"
    INDEPENDENT = "independent"


class ActorLevel(StrEnum):
    """At which level a measure was taken."""

    NATIONAL = "national"
    REGIONAL = "regional"
    LOCAL = "local"


class Instrument(StrEnum):
    """What a measure was (field 10 of methods 2.2)."""

    LAW = "law"
    AGREEMENT = "agreement"
    INSTITUTION = "institution"
    PROGRAMME = "programme"
    DIALOGUE = "dialogue"
    CONFIDENCE_BUILDING = "confidence_building"


class AgreementKind(StrEnum):
    """Who agreed with whom, by the conventions of PA-X (methods 2.2)."""

    INTER = "inter"
    INTER_INTRA = "inter_intra"
    INTRA = "intra"
    LOCAL = "local"


class AgreementStage(StrEnum):
    """How far an agreement went, by the conventions of PA-X (methods 2.2)."""

    PRE_NEGOTIATION = "pre_negotiation"
    CEASEFIRE = "ceasefire"
    SUBSTANTIVE_PARTIAL = "substantive_partial"
    SUBSTANTIVE_COMPREHENSIVE = "substantive_comprehensive"
    IMPLEMENTATION = "implementation"
    RENEWAL = "renewal"
    OTHER = "other"


class Confidence(StrEnum):
    """What the sources of a claim earn it (methods 2.3); printed beside the grade."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Criterion(StrEnum):
    """What a peer review marks from 0 to 3 (methods 2.4)."""

    RELEVANCE = "relevance"
    PROCESS = "process"
    INSTITUTION = "institution"
    SECURITY = "security"
    RELATIONS = "relations"
    DURABILITY = "durability"
    EVIDENCE = "evidence"
    TRANSFER = "transfer"


class Section(StrEnum):
    """The steps in which a case is written; columns of the matrix of groups by steps."""

    SITUATION = "situation"
    PARTIES = "parties"
    CAUSES = "causes"
    PROCESS = "process"
    LESSONS = "lessons"
    SOURCES = "sources"
    SHARING = "sharing"


class Light(StrEnum):
    """Where a step of a case stands."""

    NOT_BEGUN = "not_begun"
    MUST = "must"
    SHOULD = "should"
    DONE = "done"


class PointKind(StrEnum):
    """The short numbered points of a case (fields 16 to 18)."""

    SUCCESS_FACTOR = "success_factor"
    CONDITION = "condition"
    LESSON = "lesson"


WORD_LIMITS = {
    "situation": 120,
    "triggers": 100,
    "process": 150,
    "unresolved": 100,
    "negative_comparison": 60,
    "explanation": 80,
    "measure": 80,
    "evidence": 80,
    "point": 30,
}
"""Words at most, by field (methods 2.2)."""

TITLE_LIMIT = 90
SOURCES = range(3, 16)
PARTIES = range(2, 9)
CAUSES = range(1, 5)
MEASURES = range(1, 5)
THIRD_PARTIES = 8
AGREEMENTS = 6
CASES_A_GROUP = 2
QUOTATION = 40
"""Words of a direct quotation at most (methods 2.3)."""
BODY_WORDS = range(600, 1001)
SUSTAINED_YEARS = 5
"""Years without relapse that the highest grade needs (methods 2.4)."""
MARKS = range(4)
PRESENTATION, QUESTIONS = 15, 8
"""Minutes for a presentation and for the questions after it (methods 2.6)."""
MOST_MINUTES = 120
SPEAKERS = 2
"""Speakers at least, of different countries (methods 2.6)."""
POINTS = {
    PointKind.SUCCESS_FACTOR: range(2, 6),
    PointKind.CONDITION: range(1, 4),
    PointKind.LESSON: range(2, 5),
}


def check_years(first: int, last: int) -> None:
    """Refuse a period that cannot be; 0 stands for a year that is open or not known."""
    if any(year and not 1000 <= year <= 2200 for year in (first, last)) or (last and last < first):
        raise RuleViolation("case-years", field="years")


def word_count(text: str) -> int:
    """Words as a person counts them: runs between white space."""
    return len(text.split())


def confidence(sources: Sequence[Independence], *, disagree: bool = False) -> Confidence | None:
    """What the sources of a claim earn it; None where there is none (methods 2.3)."""
    if not sources:
        return None
    independent = sources.count(Independence.INDEPENDENT)
    linked = sources.count(Independence.LINKED)
    if disagree or not (independent or linked > 1):
        return Confidence.LOW
    return Confidence.HIGH if independent > 1 else Confidence.MEDIUM


# --- presenting and reviewing ---------------------------------------------------------------------


def check_minutes(minutes: int) -> None:
    """Refuse a length of a presentation that cannot be."""
    if not 1 <= minutes <= MOST_MINUTES:
        raise RuleViolation("case-minutes", field="minutes", most=MOST_MINUTES)


def check_marks(marks: Sequence[int | None]) -> None:
    """Refuse marks of a review outside 0 to 3; None stands for no mark."""
    if len(marks) != len(Criterion) or any(m is not None and m not in MARKS for m in marks):
        raise RuleViolation("case-marks", field="marks")


def shared_factors(
    cases: Sequence[tuple[str, Sequence[str]]],
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Success factors that two cases or more name in the same words, with the cases' names."""
    found: dict[str, tuple[str, list[str]]] = {}
    for name, factors in cases:
        for factor in dict.fromkeys(factors):
            key = re.sub(r"\W+", " ", factor).strip().casefold()
            found.setdefault(key, (factor, []))[1].append(name)
    return tuple((text, tuple(names)) for text, names in found.values() if len(names) > 1)

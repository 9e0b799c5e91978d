"""Case studies: how root causes were addressed, and whether a case is complete.

Source: methods section 2 (structured, focused comparison: each case answers the same questions;
success is graded for each cause, by what was implemented).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
POINTS = {
    PointKind.SUCCESS_FACTOR: range(2, 6),
    PointKind.CONDITION: range(1, 4),
    PointKind.LESSON: range(2, 5),
}


@dataclass(frozen=True, slots=True)
class CauseFacts:
    """What completeness needs to know of one root cause in a case."""

    explanation: str
    measures: Sequence[str]
    evidence: str
    grade: OutcomeGrade | None
    cited_sources: Sequence[object]


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What completeness needs to know of a case; texts as typed, keys of sources as cited."""

    title: str
    country: str
    periods_given: bool
    situation: str
    triggers: str
    process: str
    unresolved: str
    negative_comparison: str
    parties: int
    causes: Sequence[CauseFacts]
    points: Sequence[tuple[PointKind, str]]
    sources: Sequence[tuple[object, Independence]]
    consent_to_share: bool


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that keeps a case from being final: a message code with its params."""

    code: str
    params: tuple[tuple[str, object], ...] = ()


def check_years(first: int, last: int) -> None:
    """Refuse a period that cannot be; 0 stands for a year that is open or not known."""
    if any(year and not 1000 <= year <= 2200 for year in (first, last)) or (last and last < first):
        raise RuleViolation("case-years", field="years")


def word_count(text: str) -> int:
    """Words as a person counts them: runs between white space."""
    return len(text.split())


def _missing(code: str, **params: object) -> Missing:
    return Missing(code, tuple(params.items()))


def missing_for_final(case: CaseFacts) -> list[Missing]:
    """Everything that methods 2.5 demands before a case may be called final, in reading order."""
    return [
        *_missing_in_heading(case),
        *(gap for number, cause in enumerate(case.causes, 1) for gap in _in_cause(number, cause)),
        *_missing_points(case),
        *_missing_sources(case),
    ]


def _missing_in_heading(case: CaseFacts) -> list[Missing]:
    gaps = [
        _missing("case-field-empty", name=name)
        for name in ("title", "country", "situation", "process", "unresolved")
        if not getattr(case, name).strip()
    ]
    gaps += [
        _missing("case-too-many-words", name=name, limit=WORD_LIMITS[name])
        for name in ("situation", "triggers", "process", "unresolved", "negative_comparison")
        if word_count(getattr(case, name)) > WORD_LIMITS[name]
    ]
    if len(case.title) > TITLE_LIMIT:
        gaps.append(_missing("case-title-too-long", limit=TITLE_LIMIT))
    if not case.periods_given:
        gaps.append(_missing("case-period-missing"))
    if case.parties not in PARTIES:
        gaps.append(_missing("case-parties-count"))
    if len(case.causes) not in CAUSES:
        gaps.append(_missing("case-causes-count"))
    if not case.consent_to_share:
        gaps.append(_missing("case-consent-missing"))
    return gaps


def _in_cause(number: int, cause: CauseFacts) -> list[Missing]:
    checks = {
        "case-cause-no-explanation": bool(cause.explanation.strip()),
        "case-cause-no-measure": len(cause.measures) in MEASURES,
        "case-cause-no-evidence": bool(cause.evidence.strip()),
        "case-cause-no-grade": cause.grade is not None,
        "case-cause-no-source": bool(cause.cited_sources),
    }
    gaps = [_missing(code, number=number) for code, met in checks.items() if not met]
    texts = [("explanation", cause.explanation), ("evidence", cause.evidence)]
    texts += [("measure", text) for text in cause.measures]
    gaps += [
        _missing("case-cause-too-many-words", number=number, name=name, limit=WORD_LIMITS[name])
        for name, text in texts
        if word_count(text) > WORD_LIMITS[name]
    ]
    return gaps


def _missing_points(case: CaseFacts) -> list[Missing]:
    gaps = []
    for kind, allowed in POINTS.items():
        texts = [text for k, text in case.points if k is kind and text.strip()]
        if len(texts) not in allowed:
            gaps.append(_missing("case-points-count", kind=kind.value,
                                 least=allowed.start, most=allowed.stop - 1))  # fmt: skip
        if any(word_count(text) > WORD_LIMITS["point"] for text in texts):
            gaps.append(
                _missing("case-too-many-words", name=kind.value, limit=WORD_LIMITS["point"])
            )
    return gaps


def _missing_sources(case: CaseFacts) -> list[Missing]:
    gaps = []
    if len(case.sources) not in SOURCES:
        gaps.append(_missing("case-sources-count", least=SOURCES.start, most=SOURCES.stop - 1))
    if not any(independence is Independence.INDEPENDENT for _, independence in case.sources):
        gaps.append(_missing("case-no-independent-source"))
    cited = {key for cause in case.causes for key in cause.cited_sources}
    uncited = sum(1 for key, _ in case.sources if key not in cited)
    if uncited:
        gaps.append(_missing("case-sources-uncited", count=uncited))
    return gaps

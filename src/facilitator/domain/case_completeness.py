"""Whether a case study is complete: what is missing, step by step, and what keeps it from being final.

Source: methods section 2.5. A must blocks "final"; the rest is advice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from facilitator.domain.case_studies import (
    BODY_WORDS,
    CAUSES,
    PARTIES,
    POINTS,
    QUOTATION,
    SOURCES,
    SUSTAINED_YEARS,
    TITLE_LIMIT,
    WORD_LIMITS,
    Independence,
    Light,
    OutcomeGrade,
    PointKind,
    Section,
    SourceType,
    word_count,
)  # fmt: skip
from facilitator.domain.conflict_tree import is_missing_solution


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What the rules need to know of a source; `key` is how causes cite it."""

    key: object
    independence: Independence
    type: SourceType = SourceType.OFFICIAL_RECORD


@dataclass(frozen=True, slots=True)
class CauseFacts:
    """What completeness needs to know of one root cause in a case. Years are 0 where open."""

    explanation: str
    measures: Sequence[str]
    evidence: str
    grade: OutcomeGrade | None
    cited_sources: Sequence[object]
    card: str = ""
    works_since: int = 0
    works_until: int = 0
    sources_disagree: bool = False


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
    sources: Sequence[SourceFacts]
    consent_to_share: bool
    third_parties_said: bool = True
    agreements: int = 0
    authors: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that a case lacks: a message code with its params, and the step it belongs to.

    A must keeps the case from being final; the rest is advice.
    """

    code: str
    params: tuple[tuple[str, object], ...] = ()
    section: Section = Section.SITUATION
    is_must: bool = True


@dataclass(frozen=True, slots=True)
class Completeness:
    """How far a case is: what is missing, a light for each step, and the share in per cent."""

    missing: tuple[Missing, ...]
    lights: tuple[tuple[Section, Light], ...]
    percent: int

    @property
    def musts(self) -> tuple[Missing, ...]:
        """What keeps it from being final."""
        return tuple(gap for gap in self.missing if gap.is_must)

    def light(self, section: Section) -> Light:
        """The light of one step."""
        return dict(self.lights)[section]


def longest_quotation(text: str) -> int:
    """Words of the longest direct quotation in a text."""
    quoted = re.findall(r"“([^“”]*)”|\"([^\"]*)\"|«([^«»]*)»", text)
    return max((word_count("".join(parts)) for parts in quoted), default=0)


# --- completeness (methods 2.5) -------------------------------------------------------------------

_Check = tuple[bool, Missing]
"""Whether it is met, and what is said where it is not."""
_WEIGHT = {True: 3, False: 1}
"""A must weighs three times as much as advice in the share that is shown."""


def completeness(case: CaseFacts) -> Completeness:
    """Every check of methods 2.5 in the order of the form.

    A step that is not begun counts as nothing done, though no text is too long in it yet.
    """
    checks = list(_checks(case))
    begun = {section for section in Section if _is_begun(case, section)}
    weight = sum(_WEIGHT[gap.is_must] for _, gap in checks)
    passed = sum(_WEIGHT[gap.is_must] for met, gap in checks if met and gap.section in begun)
    missing = tuple(gap for met, gap in checks if not met)
    lights = tuple((section, _light(case, section, missing)) for section in Section)
    return Completeness(missing, lights, passed * 100 // weight)


def missing_for_final(case: CaseFacts) -> list[Missing]:
    """The musts that are not met: what keeps a case from being final, in reading order."""
    return list(completeness(case).musts)


def _light(case: CaseFacts, section: Section, missing: Sequence[Missing]) -> Light:
    gaps = [gap for gap in missing if gap.section is section]
    if not _is_begun(case, section):
        return Light.NOT_BEGUN
    if not gaps:
        return Light.DONE
    return Light.MUST if any(gap.is_must for gap in gaps) else Light.SHOULD


def _is_begun(case: CaseFacts, section: Section) -> bool:
    return bool({
        Section.SITUATION: case.situation or case.country or case.periods_given,
        Section.PARTIES: case.parties, Section.CAUSES: case.causes,
        Section.PROCESS: case.process or case.triggers or case.agreements,
        Section.LESSONS: case.unresolved or case.negative_comparison or case.points,
        Section.SOURCES: case.sources, Section.SHARING: case.authors or case.consent_to_share,
    }[section])  # fmt: skip


def _must(section: Section, met: object, code: str, **params: object) -> _Check:
    return bool(met), Missing(code, tuple(params.items()), section)


def _should(section: Section, met: object, code: str, **params: object) -> _Check:
    return bool(met), Missing(code, tuple(params.items()), section, is_must=False)


def _checks(case: CaseFacts) -> Iterator[_Check]:
    yield from _of_situation(case)
    yield from _of_parties(case)
    yield _must(Section.CAUSES, len(case.causes) in CAUSES, "case-causes-count")
    for number, cause in enumerate(case.causes, 1):
        yield from _of_cause(number, cause, case)
    yield from _of_process(case)
    yield from _of_lessons(case)
    yield from _of_sources(case)
    yield _must(Section.SHARING, case.consent_to_share, "case-consent-missing")
    yield _should(Section.SHARING, case.authors.strip(), "case-field-empty", name="authors")


def _words(section: Section, name: str, text: str) -> _Check:
    limit = WORD_LIMITS[name]
    return _must(section, word_count(text) <= limit, "case-too-many-words", name=name, limit=limit)


def _of_situation(case: CaseFacts) -> Iterator[_Check]:
    here = Section.SITUATION
    yield _must(here, case.title.strip(), "case-field-empty", name="title")
    yield _must(here, len(case.title) <= TITLE_LIMIT, "case-title-too-long", limit=TITLE_LIMIT)
    yield _should(here, case.country.strip(), "case-field-empty", name="country")
    yield _should(here, case.periods_given, "case-period-missing")
    yield _should(here, case.situation.strip(), "case-field-empty", name="situation")
    yield _words(here, "situation", case.situation)
    quoted = max((longest_quotation(text) for text in _texts(case)), default=0)
    yield _must(here, quoted <= QUOTATION, "case-quotation", limit=QUOTATION)
    words = sum(word_count(text) for text in _texts(case))
    yield _should(here, words in BODY_WORDS, "case-body-words", words=words,
                  least=BODY_WORDS.start, most=BODY_WORDS.stop - 1)  # fmt: skip


def _texts(case: CaseFacts) -> list[str]:
    texts = [case.situation, case.triggers, case.process, case.unresolved, case.negative_comparison]
    texts += [text for _, text in case.points]
    for cause in case.causes:
        texts += [cause.explanation, cause.evidence, *cause.measures]
    return texts


def _of_parties(case: CaseFacts) -> Iterator[_Check]:
    yield _should(Section.PARTIES, case.parties in PARTIES, "case-parties-count")
    yield _should(Section.PARTIES, case.third_parties_said, "case-third-parties")


def _of_cause(number: int, cause: CauseFacts, case: CaseFacts) -> Iterator[_Check]:
    here = Section.CAUSES
    cited = [s for s in case.sources if s.key in set(cause.cited_sources)]
    own = [s for s in cited if s.type is SourceType.OWN_EXPERIENCE]
    musts = {
        "case-cause-missing-solution": not is_missing_solution(cause.card),
        "case-cause-no-measure": cause.measures, "case-cause-no-evidence": cause.evidence.strip(),
        "case-cause-no-grade": cause.grade is not None, "case-cause-no-source": cause.cited_sources,
        "case-cause-own-alone": not own or len(own) < len(cited),
        "case-cause-not-sustained": _is_sustained(cause),
    }  # fmt: skip
    yield _should(here, cause.explanation.strip(), "case-cause-no-explanation", number=number)
    for code, met in musts.items():
        yield _must(here, met, code, number=number)
    yield _should(here, len(cause.cited_sources) > 1, "case-cause-one-source", number=number)
    independent = any(s.independence is Independence.INDEPENDENT for s in cited)
    yield _should(here, independent, "case-cause-not-independent", number=number)
    texts = [("explanation", cause.explanation), ("evidence", cause.evidence)]
    for name, text in (*texts, *(("measure", text) for text in cause.measures)):
        limit = WORD_LIMITS[name]
        yield _must(here, word_count(text) <= limit, "case-cause-too-many-words", number=number,
                    name=name, limit=limit)  # fmt: skip


def _is_sustained(cause: CauseFacts) -> bool:
    """The highest grade needs the years that show it."""
    if cause.grade is not OutcomeGrade.SUSTAINED:
        return True
    return 0 < cause.works_since <= cause.works_until - SUSTAINED_YEARS


def _of_process(case: CaseFacts) -> Iterator[_Check]:
    here = Section.PROCESS
    yield _should(here, case.triggers.strip(), "case-field-empty", name="triggers")
    yield _words(here, "triggers", case.triggers)
    yield _should(here, case.process.strip(), "case-field-empty", name="process")
    yield _words(here, "process", case.process)
    yield _should(here, case.agreements, "case-no-agreement")


def _of_lessons(case: CaseFacts) -> Iterator[_Check]:
    here = Section.LESSONS
    yield _must(here, case.unresolved.strip(), "case-field-empty", name="unresolved")
    yield _words(here, "unresolved", case.unresolved)
    for kind, allowed in POINTS.items():
        texts = [text for k, text in case.points if k is kind and text.strip()]
        code, most = "case-points-count", allowed.stop - 1
        counts = {"kind": kind.value, "least": allowed.start, "most": most}
        if kind is PointKind.CONDITION:
            yield _must(here, texts, code, **counts)
        else:
            yield _should(here, len(texts) in allowed, code, **counts)
        limit = WORD_LIMITS["point"]
        yield _must(here, all(word_count(text) <= limit for text in texts),
                    "case-too-many-words", name=kind.value, limit=limit)  # fmt: skip
    yield _words(here, "negative_comparison", case.negative_comparison)


def _of_sources(case: CaseFacts) -> Iterator[_Check]:
    here = Section.SOURCES
    yield _must(here, len(case.sources) in SOURCES, "case-sources-count", least=SOURCES.start,
                most=SOURCES.stop - 1)  # fmt: skip
    independent = any(s.independence is Independence.INDEPENDENT for s in case.sources)
    yield _must(here, independent, "case-no-independent-source")
    cited = {key for cause in case.causes for key in cause.cited_sources}
    uncited = sum(1 for source in case.sources if source.key not in cited)
    yield _must(here, not uncited, "case-sources-uncited", count=uncited)

"""Completeness of a case study: each must, missing alone, is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facilitator.application.case_words import gap_words
from facilitator.domain.case_completeness import (
    CaseFacts,
    CauseFacts,
    SourceFacts,
    completeness,
    longest_quotation,
    missing_for_final,
)  # fmt: skip
from facilitator.domain.case_studies import (
    Confidence,
    Independence,
    Light,
    OutcomeGrade,
    PointKind,
    Section,
    SourceType,
    confidence,
    shared_factors,
)  # fmt: skip

CAUSE = CauseFacts(
    "why it mattered",
    ["a law"],
    "an office works",
    OutcomeGrade.PARTLY_WORKING,
    [1, 2, 3],
    card="Power far from people",
)
WHOLE = CaseFacts(
    title="A case", country="Somewhere", periods_given=True, situation="words", triggers="", process="talks",
    unresolved="much", negative_comparison="", parties=2, causes=[CAUSE],
    points=[(PointKind.SUCCESS_FACTOR, "a"), (PointKind.SUCCESS_FACTOR, "b"), (PointKind.CONDITION, "c"),
            (PointKind.LESSON, "d"), (PointKind.LESSON, "e")],
    sources=[SourceFacts(1, Independence.PARTY), SourceFacts(2, Independence.LINKED),
             SourceFacts(3, Independence.INDEPENDENT)],
    consent_to_share=True, agreements=1, authors="Group A",
)  # fmt: skip


def test_a_whole_case_lacks_nothing() -> None:
    assert missing_for_final(WHOLE) == []


def _cause(**changes: object) -> dict[str, object]:
    return {"causes": [replace(CAUSE, **changes)]}  # type: ignore[arg-type]


def _source(key: int, near: Independence, kind: SourceType = SourceType.NGO) -> SourceFacts:
    return SourceFacts(key, near, kind)


LONG_QUOTE = "“" + "word " * 41 + "”"
DEPENDENT = [_source(1, Independence.PARTY), _source(2, Independence.LINKED),
             _source(3, Independence.PARTY)]  # fmt: skip


@pytest.mark.parametrize(("changes", "code"), [
    ({"title": " "}, "case-field-empty"), ({"unresolved": ""}, "case-field-empty"),
    ({"title": "x" * 91}, "case-title-too-long"),
    ({"situation": "word " * 121}, "case-too-many-words"), ({"causes": []}, "case-causes-count"),
    ({"situation": LONG_QUOTE}, "case-quotation"),
    ({"consent_to_share": False}, "case-consent-missing"),
    (_cause(card="Lack of schools"), "case-cause-missing-solution"),
    (_cause(measures=[]), "case-cause-no-measure"),
    (_cause(evidence=""), "case-cause-no-evidence"), (_cause(grade=None), "case-cause-no-grade"),
    (_cause(evidence="word " * 81), "case-cause-too-many-words"),
    (_cause(grade=OutcomeGrade.SUSTAINED), "case-cause-not-sustained"),
    (_cause(grade=OutcomeGrade.SUSTAINED, works_since=2010, works_until=2014),
     "case-cause-not-sustained"),
    ({"points": [p for p in WHOLE.points if p[0] is not PointKind.CONDITION]}, "case-points-count"),
    ({"points": [*WHOLE.points[:-1], (PointKind.LESSON, "word " * 31)]}, "case-too-many-words"),
    ({"sources": DEPENDENT}, "case-no-independent-source"),
    ({"sources": [*WHOLE.sources, _source(4, Independence.PARTY)]}, "case-sources-uncited"),
])  # fmt: skip
def test_each_must_missing_alone_blocks_and_is_named(changes: dict[str, object], code: str) -> None:
    missing = missing_for_final(replace(WHOLE, **changes))  # type: ignore[arg-type]
    assert code in {gap.code for gap in missing}
    assert len(missing) == (2 if changes == {"causes": []} else 1)
    assert all(gap_words(gap) for gap in missing)


@pytest.mark.parametrize(("changes", "code", "section"), [
    ({"country": ""}, "case-field-empty", Section.SITUATION),
    ({"periods_given": False}, "case-period-missing", Section.SITUATION),
    ({"parties": 1}, "case-parties-count", Section.PARTIES),
    ({"third_parties_said": False}, "case-third-parties", Section.PARTIES),
    ({"process": ""}, "case-field-empty", Section.PROCESS),
    ({"agreements": 0}, "case-no-agreement", Section.PROCESS),
    ({"points": WHOLE.points[:-1]}, "case-points-count", Section.LESSONS),
    ({"authors": ""}, "case-field-empty", Section.SHARING),
    (_cause(explanation=""), "case-cause-no-explanation", Section.CAUSES),
])  # fmt: skip
def test_advice_is_given_and_blocks_nothing(
    changes: dict[str, object], code: str, section: Section
) -> None:
    case = replace(WHOLE, **changes)  # type: ignore[arg-type]
    assert missing_for_final(case) == []
    before, after = completeness(WHOLE), completeness(case)
    new = set(after.missing) - set(before.missing)
    (gap,) = (gap for gap in new if gap.code != "case-body-words")  # it counts the words
    assert (gap.code, gap.section, gap.is_must) == (code, section, False)
    assert after.percent < before.percent


def test_lights_of_an_empty_and_a_whole_case() -> None:
    empty = CaseFacts("A case", "", False, "", "", "", "", "", 0, [], [], [], False,
                      third_parties_said=False)  # fmt: skip
    assert {light for _, light in completeness(empty).lights} == {Light.NOT_BEGUN}
    assert completeness(empty).percent == 0
    lights = dict(completeness(WHOLE).lights)
    assert lights[Section.CAUSES] is Light.DONE
    assert lights[Section.PROCESS] is Light.SHOULD  # no triggers named
    one = replace(WHOLE, causes=[replace(CAUSE, grade=None)])
    assert completeness(one).light(Section.CAUSES) is Light.MUST


def test_own_experience_never_stands_alone() -> None:
    own = [_source(1, Independence.INDEPENDENT, SourceType.OWN_EXPERIENCE), *WHOLE.sources[1:]]
    alone = replace(WHOLE, sources=own, causes=[replace(CAUSE, cited_sources=[1]), CAUSE])
    assert [gap.code for gap in missing_for_final(alone)] == ["case-cause-own-alone"]
    assert missing_for_final(replace(WHOLE, sources=own)) == []


@pytest.mark.parametrize(("near", "disagree", "wanted"), [
    ("", False, None), ("p", False, Confidence.LOW), ("pp", False, Confidence.LOW),
    ("l", False, Confidence.LOW), ("ll", False, Confidence.MEDIUM), ("i", False, Confidence.MEDIUM),
    ("ip", False, Confidence.MEDIUM), ("ii", False, Confidence.HIGH), ("ii", True, Confidence.LOW),
])  # fmt: skip
def test_confidence_is_earned(near: str, disagree: bool, wanted: Confidence | None) -> None:
    kinds = {"p": Independence.PARTY, "l": Independence.LINKED, "i": Independence.INDEPENDENT}
    assert confidence([kinds[letter] for letter in near], disagree=disagree) is wanted


def test_quotations_are_counted_in_any_marks() -> None:
    assert longest_quotation('He said "one two" and “one two three”, then «four».') == 3
    assert longest_quotation("it's a people's word") == 0


def test_factors_that_two_cases_share() -> None:
    shared = shared_factors(
        [("A", ("A joint committee.", "Money")), ("B", ("a joint  committee",))]
    )
    assert shared == (("A joint committee.", ("A", "B")),)


def test_grade_zero_is_a_grade() -> None:
    case = replace(WHOLE, causes=[replace(CAUSE, grade=OutcomeGrade.NOT_ADDRESSED)])
    assert missing_for_final(case) == []


def test_a_cause_without_source_is_named_beside_its_uncited_sources() -> None:
    case = replace(WHOLE, causes=[replace(CAUSE, cited_sources=[])])
    assert {gap.code for gap in missing_for_final(case)} == {
        "case-cause-no-source",
        "case-sources-uncited",
    }

"""Completeness of a case study: each must, missing alone, is named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from facilitator.domain.case_studies import (
    CaseFacts,
    CauseFacts,
    Independence,
    OutcomeGrade,
    PointKind,
    missing_for_final,
)
from facilitator.support.messages import text_of

CAUSE = CauseFacts(
    "why it mattered", ["a law"], "an office works", OutcomeGrade.PARTLY_WORKING, [1, 2, 3]
)
WHOLE = CaseFacts(
    title="A case", country="Somewhere", periods_given=True, situation="words", triggers="", process="talks",
    unresolved="much", negative_comparison="", parties=2, causes=[CAUSE],
    points=[(PointKind.SUCCESS_FACTOR, "a"), (PointKind.SUCCESS_FACTOR, "b"), (PointKind.CONDITION, "c"),
            (PointKind.LESSON, "d"), (PointKind.LESSON, "e")],
    sources=[(1, Independence.PARTY), (2, Independence.LINKED), (3, Independence.INDEPENDENT)],
    consent_to_share=True,
)  # fmt: skip


def test_a_whole_case_lacks_nothing() -> None:
    assert missing_for_final(WHOLE) == []


def _cause(**changes: object) -> dict[str, object]:
    return {"causes": [replace(CAUSE, **changes)]}  # type: ignore[arg-type]


@pytest.mark.parametrize(("changes", "code"), [
    ({"title": " "}, "case-field-empty"), ({"unresolved": ""}, "case-field-empty"),
    ({"title": "x" * 91}, "case-title-too-long"), ({"periods_given": False}, "case-period-missing"),
    ({"situation": "word " * 121}, "case-too-many-words"), ({"parties": 1}, "case-parties-count"),
    ({"consent_to_share": False}, "case-consent-missing"),
    (_cause(explanation=""), "case-cause-no-explanation"), (_cause(measures=[]), "case-cause-no-measure"),
    (_cause(evidence=""), "case-cause-no-evidence"), (_cause(grade=None), "case-cause-no-grade"),
    (_cause(evidence="word " * 81), "case-cause-too-many-words"),
    ({"points": WHOLE.points[:-1]}, "case-points-count"),
    ({"points": [*WHOLE.points[:-1], (PointKind.LESSON, "word " * 31)]}, "case-too-many-words"),
    ({"sources": [(1, Independence.PARTY), (2, Independence.LINKED), (3, Independence.PARTY)]},
     "case-no-independent-source"),
    ({"sources": [*WHOLE.sources, (4, Independence.PARTY)]}, "case-sources-uncited"),
])  # fmt: skip
def test_what_is_missing_is_named(changes: dict[str, object], code: str) -> None:
    missing = missing_for_final(replace(WHOLE, **changes))  # type: ignore[arg-type]
    assert [gap.code for gap in missing] == [code]
    assert text_of(code, dict(missing[0].params))


def test_grade_zero_is_a_grade() -> None:
    case = replace(WHOLE, causes=[replace(CAUSE, grade=OutcomeGrade.NOT_ADDRESSED)])
    assert missing_for_final(case) == []


def test_a_cause_without_source_is_named_beside_its_uncited_sources() -> None:
    case = replace(WHOLE, causes=[replace(CAUSE, cited_sources=[])])
    assert {gap.code for gap in missing_for_final(case)} == {
        "case-cause-no-source",
        "case-sources-uncited",
    }

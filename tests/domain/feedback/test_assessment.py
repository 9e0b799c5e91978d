"""Assessments by name: points of a knowledge check or a rubric."""

from __future__ import annotations

from facilitator.domain.disclosure import Dimension
from facilitator.domain.feedback import assessment
from facilitator.domain.feedback.forms import ItemKind
from facilitator.exchange.instruments import instruments

FORMS = {one.key: one.form for one in instruments()}


def test_a_knowledge_check_counts_right_answers_of_all() -> None:
    check = assessment.test_of(FORMS["after-programme"])
    assert len(check.items) == 10
    assert (check.with_code, check.dimension) == (False, Dimension.NONE)
    right = {item.name: item.right for item in check.items}
    assert assessment.percent_reached(check, right) == 100
    assert assessment.percent_reached(check, dict(list(right.items())[:7])) == 70
    assert assessment.percent_reached(check, {}) == 0


def test_a_rubric_counts_marks_of_the_highest() -> None:
    rubric = assessment.test_of(FORMS["observer-rubric"])
    assert [assessment.points_of(item) for item in rubric.items] == [3] * 6
    marks = dict(zip((item.name for item in rubric.items), "332210", strict=True))
    assert assessment.percent_reached(rubric, marks) == 61  # 11 of 18


def test_reactions_are_never_assessed() -> None:
    assert assessment.test_of(FORMS["end-of-programme"]).items == ()
    assert assessment.test_of(FORMS["daily-pulse"]).items == ()
    assert all(
        i.kind is ItemKind.KNOWLEDGE for i in assessment.test_of(FORMS["before-programme"]).items
    )

"""Sentences of errors: what they quote of what was typed."""

from __future__ import annotations

import pytest

from facilitator.domain.agenda import minute_of
from facilitator.domain.participant_list.headings import FIELDS
from facilitator.support.errors import EnvironmentProblem, RuleViolation


def test_a_sentence_quotes_no_more_than_a_line_of_what_was_pasted() -> None:
    with pytest.raises(RuleViolation) as refused:
        minute_of("peace " * 20_000)
    assert len(str(refused.value)) < 200
    assert "peace peace" in str(refused.value)
    with pytest.raises(RuleViolation) as short:
        minute_of("half past nine")
    assert "“half past nine”" in str(short.value)


def test_a_sentence_names_all_that_there_is_to_choose_from() -> None:
    known = ", ".join(FIELDS)
    problem = EnvironmentProblem("table-no-such-field", path="x.csv", name="shoe", known=known)
    assert str(problem).endswith(f"{known}.")
    many = EnvironmentProblem("table-no-such-column", path="x.csv", column="Z", known="Ж" * 500_000)
    assert len(str(many)) < 2500

"""The procedure, gathering, dots, lint, re-polls, signing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.dot_vote import Tally, VoteRules
from facilitator.domain.vision import (
    AdoptionRule,
    Scale,
    VisionState,
    adoption,
    gathering,
    lint,
    poll_outcome,
    signing,
    states,
)
from facilitator.domain.vision.lint import Finding
from facilitator.domain.vision.states import ParagraphKind, kind_after
from facilitator.support.errors import RuleViolation

K = ParagraphKind


@contextmanager
def refused(code: str) -> Iterator[None]:
    with pytest.raises(RuleViolation) as caught:
        yield
    assert caught.value.code == code


def test_no_final_text_with_brackets_or_undecided_amendments() -> None:
    ready = {"revisions": 1, "brackets": 0, "pending": 0}
    states.check_step(VisionState.SECOND_READING, VisionState.FINAL_TEXT, **ready)
    with refused("vision-brackets-open"):
        states.check_step(
            VisionState.SECOND_READING, VisionState.FINAL_TEXT, **ready | {"brackets": 1}
        )
    with refused("vision-amendments-open"):
        states.check_step(
            VisionState.SECOND_READING, VisionState.FINAL_TEXT, **ready | {"pending": 1}
        )
    with refused("vision-no-revision"):
        states.check_step(VisionState.REV0, VisionState.FIRST_READING, **ready | {"revisions": 0})
    with refused("vision-adopted"):
        states.check_step(VisionState.ADOPTED, VisionState.GATHERING, **ready)
    with refused("vision-needs-poll"):
        states.check_step(VisionState.FINAL_TEXT, VisionState.ADOPTED, **ready)
    states.check_step(VisionState.POLLED, VisionState.REV1, **ready | {"brackets": 3, "pending": 3})


def test_paragraphs_are_numbered_by_kind() -> None:
    kinds = [K.TITLE, K.CHAPEAU, K.PREAMBULAR, K.PREAMBULAR, K.OPERATIVE, K.OPERATIVE, K.CLOSING]
    assert states.marks(kinds) == ["", "", "PP1", "PP2", "1", "2", ""]


def test_the_rule_is_locked_and_the_fallback_agreed_beforehand() -> None:
    consensus, majority = AdoptionRule.CONSENSUS, AdoptionRule.QUALIFIED_MAJORITY
    adoption.check_rule(majority, locked=False, now=consensus, fallback_agreed=True)
    adoption.check_rule(consensus, locked=True, now=consensus, fallback_agreed=False)
    with refused("vision-rule-locked"):
        adoption.check_rule(majority, locked=True, now=consensus, fallback_agreed=True)
    with refused("vision-fallback-not-agreed"):
        adoption.check_rule(majority, locked=False, now=consensus, fallback_agreed=False)


def test_a_five_or_seven_in_the_first_poll_means_discuss_first() -> None:
    rule = AdoptionRule.CONSENSUS_WITH_RESERVATIONS
    outcome = poll_outcome(rule, {1: 12, 2: 10, 3: 6, 4: 3, 6: 3, 7: 1}, 35)
    with refused("vision-discuss-first"):
        adoption.check_adoption(outcome, 1)
    adoption.check_adoption(outcome, 2)
    with refused("vision-not-carried"):
        adoption.check_adoption(poll_outcome(rule, {1: 20, 8: 1}, 35), 2)
    with refused("vision-needs-poll"):
        adoption.check_adoption(None, 0)


def test_at_most_two_re_polls() -> None:
    for before in range(3):
        adoption.check_round(before)
    with refused("poll-no-more-rounds"):
        adoption.check_round(3)


@pytest.mark.parametrize(("counts", "rule", "adopted"), [
    ({5: 20, 3: 5}, AdoptionRule.CONSENSUS, True), ({5: 20, 1: 1}, AdoptionRule.CONSENSUS, False),
    ({5: 20, 1: 1}, AdoptionRule.CONSENSUS_WITH_RESERVATIONS, True),
    ({5: 20, 0: 1}, AdoptionRule.CONSENSUS_WITH_RESERVATIONS, False),
    ({2: 20, 0: 1}, AdoptionRule.QUALIFIED_MAJORITY, True),
    ({2: 20, 0: 2}, AdoptionRule.QUALIFIED_MAJORITY, False),
])  # fmt: skip
def test_fist_to_five(counts: dict[int, int], rule: AdoptionRule, adopted: bool) -> None:
    assert poll_outcome(rule, counts, 30, Scale.FIST_TO_FIVE).adopted is adopted


@given(st.lists(st.integers(1, 8), max_size=40))
def test_marks_are_counted_whatever_their_order(marks: list[int]) -> None:
    counts = adoption.counted(marks, Scale.GRADIENTS)
    assert counts == adoption.counted(sorted(marks), Scale.GRADIENTS)
    assert sum(counts) == len(marks)


def test_a_mark_off_the_scale_is_refused() -> None:
    with refused("mark-not-on-scale"):
        adoption.counted([1, 9], Scale.GRADIENTS)


def test_totals_that_cannot_have_happened() -> None:
    rules = VoteRules(1)
    gathering.check_totals([Tally(3, 3), Tally(2, 2)], rules, 5, 6)
    with refused("vote-more-than-present"):
        gathering.check_totals([Tally(3, 3)], rules, 7, 6)
    with refused("vote-more-than-present"):
        gathering.check_totals([Tally(6, 6)], rules, 5, 6)
    with refused("vote-too-many-dots"):
        gathering.check_totals([Tally(4, 4), Tally(3, 3)], rules, 5, 6)
    with refused("votes-impossible"):
        gathering.check_totals([Tally(4, 3)], rules, 5, 6)


def test_three_statements_a_card_of_ten_to_two_hundred_characters() -> None:
    gathering.check_turn(0, 3)
    with refused("statement-too-many"):
        gathering.check_turn(2, 2)
    gathering.check_statement("Ten letter")
    for text in ("Too short", "x" * 201, "x" * 100_000):
        with refused("statement-length"):
            gathering.check_statement(text)


def test_what_has_no_origin_and_what_was_voted_high_and_is_unused() -> None:
    rows = [("t", K.TITLE, 0, False), ("p", K.PREAMBULAR, 0, False), ("o", K.OPERATIVE, 2, False),
            ("n", K.OPERATIVE, 0, True)]  # fmt: skip
    assert gathering.without_origin(rows) == ["p"]
    assert gathering.unused(["a", "b"], ["b"]) == ["a"]


def found(kind: K, text: str, *rest: tuple[K, str]) -> set[Finding]:
    return {w.finding for w in lint.warnings([(kind, text), *rest]) if w.place == 0}


@pytest.mark.parametrize(("kind", "text", "finding"), [
    (K.PREAMBULAR, "We met here,", Finding.OPENING),
    (K.PREAMBULAR, "Recalling the Charter;", Finding.PUNCTUATION),
    (K.OPERATIVE, "The room wants peace.", Finding.OPENING),
    (K.OPERATIVE, "Affirm peace;", Finding.PUNCTUATION),
    (K.OPERATIVE, "Affirm that all must meet.", Finding.NO_MANDATE),
    (K.OPERATIVE, "Decides to meet.", Finding.NO_MANDATE),
    (K.OPERATIVE, "Note that Thailand violated its word.", Finding.BLAME),
    (K.OPERATIVE, "Thank President Maria Lopez.", Finding.PERSON),
    (K.OPERATIVE, "Invite Vietnam to share.", Finding.STATE_NAME),
    (K.OPERATIVE, "Invite Brunei to share.", Finding.STATE_NAME),
    (K.OPERATIVE, "Affirm " + "peace " * 60 + "now.", Finding.PARAGRAPH_LONG),
    (K.OPERATIVE, "Affirm [peace / trust].", Finding.BRACKET),
])  # fmt: skip
def test_lint_finds(kind: K, text: str, finding: Finding) -> None:
    assert finding in found(kind, text)


@pytest.mark.parametrize(("kind", "text"), [
    (K.PREAMBULAR, "Recalling the Charter of the General Assembly,"),
    (K.OPERATIVE, "Invites Brunei Darussalam and Viet Nam to share what they learned."),
    (K.OPERATIVE, "Commit ourselves to meet in Myanmar and Timor-Leste."),
    (K.OPERATIVE, "ພວກເຮົາຢືນຢັນສັນຕິພາບ"),
    (K.TITLE, "A vision"),
])  # fmt: skip
def test_lint_is_quiet_about(kind: K, text: str) -> None:
    assert found(kind, text) == set()


def test_a_leaders_declaration_in_capitals_ends_its_parts_with_semicolons() -> None:
    """Resolutions have commas, regional declarations RECALLING and semicolons (methods 4.6)."""
    assert found(K.PREAMBULAR, "RECALLING the Charter;") == set()
    wrong = [w for w in lint.warnings([(K.PREAMBULAR, "WELCOMING the ties,")]) if w.place == 0]
    assert [(w.finding, w.words, w.better) for w in wrong] == [(Finding.PUNCTUATION, ",", ";")]


def test_the_last_operative_paragraph_ends_with_a_full_stop() -> None:
    assert found(K.OPERATIVE, "Affirm peace;", (K.OPERATIVE, "Invite all.")) == set()
    assert Finding.PUNCTUATION in found(K.OPERATIVE, "Affirm peace.", (K.OPERATIVE, "Invite all."))


def test_the_whole_text_has_a_length_and_an_order() -> None:
    whole = lint.warnings([(K.OPERATIVE, "Affirm."), (K.PREAMBULAR, "Recalling,")])
    assert {w.finding for w in whole if w.place < 0} == {
        Finding.TOO_SHORT, Finding.ORDER, Finding.COUNT}  # fmt: skip


def test_a_text_has_one_title() -> None:
    assert kind_after(None, []) is K.TITLE
    assert kind_after(K.TITLE, [K.TITLE]) is K.CHAPEAU
    assert kind_after(K.TITLE, [K.TITLE, K.CHAPEAU]) is K.PREAMBULAR
    assert kind_after(K.OPERATIVE, [K.OPERATIVE]) is K.OPERATIVE
    assert kind_after(K.CLOSING, [K.CLOSING]) is K.OPERATIVE
    twice = [w.place for w in lint.warnings([(K.TITLE, "Peace"), (K.TITLE, "More")])
             if w.finding is Finding.SECOND_TITLE]  # fmt: skip
    assert twice == [1]


def test_a_reservation_has_a_hundred_words() -> None:
    signing.check_reservation("word " * 100)
    with refused("reservation-too-long"):
        signing.check_reservation("word " * 101)
    with refused("team-one-pen-holder"):
        signing.check_team(5, 0)

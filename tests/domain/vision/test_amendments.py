"""Amendments: order, what falls, consolidation that keeps origins and whatever still waits."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.domain.vision import amendments as rules
from facilitator.domain.vision.amendments import (
    PENDING,
    Action,
    Amendment,
    AmendmentState,
    Paragraph,
)
from facilitator.domain.vision.states import ParagraphKind
from facilitator.support.errors import RuleViolation

A, B, C, D = (UUID(int=n) for n in range(1, 5))
TEXT = (
    Paragraph(A, ParagraphKind.PREAMBULAR, "Recalling the Charter,", ((22, 0),)),
    Paragraph(B, ParagraphKind.OPERATIVE, "Affirm that peace grows slowly;", ((31, 0),)),
    Paragraph(C, ParagraphKind.OPERATIVE, "Invite all to meet again.", ((25, 0),)),
)
REPLACE = Amendment(1, Action.REPLACE, B, "Affirm that trust grows slowly;", D, TEXT[1].text)
DELETE = Amendment(2, Action.DELETE, B, "", D, TEXT[1].text)
OTHER_WORDS = Amendment(3, Action.REPLACE, B, "Affirm that peace grows;", D, TEXT[1].text)
SAME_WORDS = Amendment(4, Action.REPLACE, B, "Affirm that justice grows slowly;", D, TEXT[1].text)
MOVE = Amendment(5, Action.MOVE, C, "", D, TEXT[2].text, after=A)
ADD = Amendment(6, Action.ADD, None, "Support mediators;", D, after=B)


def test_the_furthest_from_the_text_comes_first() -> None:
    order = rules.in_voting_order([REPLACE, OTHER_WORDS, DELETE, MOVE], TEXT)
    assert [a.number for a in order] == [2, 1, 3, 5]


def test_what_passes_takes_with_it_what_it_overtakes() -> None:
    waiting = [REPLACE, DELETE, OTHER_WORDS, SAME_WORDS, MOVE, ADD]
    assert rules.fallen_by(DELETE, waiting) == [1, 3, 4]
    assert rules.fallen_by(REPLACE, waiting) == [2, 4]
    assert rules.fallen_by(ADD, waiting) == []


def test_what_was_overtaken_cannot_be_accepted() -> None:
    passed = replace(REPLACE, state=AmendmentState.ACCEPTED)
    rules.check_not_overtaken(OTHER_WORDS, [passed])
    with pytest.raises(RuleViolation) as refused:
        rules.check_not_overtaken(SAME_WORDS, [passed])
    assert refused.value.code == "amendment-overtaken"


def test_consolidation_takes_all_that_passed() -> None:
    passed = [replace(a, state=AmendmentState.ACCEPTED) for a in (REPLACE, OTHER_WORDS, MOVE, ADD)]
    made = rules.consolidated(TEXT, passed)
    assert [p.text for p in made.text] == [
        "Recalling the Charter,", "Invite all to meet again.", "Affirm that trust grows;",
        "Support mediators;",
    ]  # fmt: skip
    assert made.applied == (1, 3, 5, 6)
    assert made.text[2].sources == ((12, 0), (5, 1), (7, 0))
    assert made.text[3].sources == ((18, 6),)


@pytest.mark.parametrize(("state", "reason", "into", "decided", "code"), [
    (AmendmentState.NOT_ACCEPTED, " ", 0, "", "amendment-needs-reason"),
    (AmendmentState.MERGED, "", 1, "", "amendment-needs-other"),
    (AmendmentState.AS_AMENDED, "", 0, "", "text-empty"),
])  # fmt: skip
def test_a_decision_says_what_it_needs_to(
    state: AmendmentState, reason: str, into: int, decided: str, code: str
) -> None:
    with pytest.raises(RuleViolation) as refused:
        rules.check_decision(state, reason, into, 1, decided)
    assert refused.value.code == code


@pytest.mark.parametrize("amendment", [
    replace(REPLACE, text=TEXT[1].text), replace(REPLACE, paragraph=D), replace(MOVE, after=C),
    replace(ADD, text="  "), replace(DELETE, paragraph=None),
])  # fmt: skip
def test_an_amendment_that_says_nothing_is_refused(amendment: Amendment) -> None:
    with pytest.raises(RuleViolation):
        rules.check_amendment(amendment, TEXT)


# --- any sequence of amendments and consolidations ------------------------------------------------

words = st.lists(st.sampled_from(["peace", "trust", "women", "roots", "ສັນຕິພາບ", "memory"]),
                 min_size=1, max_size=5).map(" ".join)  # fmt: skip
acts = st.tuples(st.sampled_from(list(Action)), st.integers(0, 9), st.integers(0, 9), words,
                 st.sampled_from(["accept", "park", "wait", "consolidate", "refuse"]))  # fmt: skip


@settings(max_examples=200)
@given(st.lists(acts, max_size=14))
def test_any_sequence_keeps_origins_and_loses_nothing_that_waits(
    sequence: list[tuple[Action, int, int, str, str]],
) -> None:
    text = TEXT
    filed: list[Amendment] = []
    done: set[int] = set()
    for action, which, where, said, fate in sequence:
        number = len(filed) + 1
        target = text[which % len(text)] if text else None
        after = text[where % len(text)].key if text and where else None
        amendment = Amendment(
            number, action, None if action is Action.ADD or target is None else target.key, said,
            UUID(int=100 + number), target.text if target else "", after=after,
        )  # fmt: skip
        try:
            rules.check_amendment(amendment, text)
        except RuleViolation:
            continue
        filed.append(amendment)
        open_ones = [a for a in filed if a.number not in done]
        if fate == "accept":
            try:
                rules.check_not_overtaken(amendment, open_ones)
            except RuleViolation:
                continue
            filed[-1] = replace(amendment, state=AmendmentState.ACCEPTED)
            for fallen in rules.fallen_by(filed[-1], open_ones):
                filed[fallen - 1] = replace(filed[fallen - 1], state=AmendmentState.FALLEN)
        elif fate == "park":
            filed[-1] = replace(amendment, state=AmendmentState.PARKED)
        elif fate == "refuse":
            filed[-1] = replace(amendment, state=AmendmentState.NOT_ACCEPTED)
        elif fate == "consolidate":
            waiting = [a for a in filed if a.state in PENDING]
            made = rules.consolidated(text, [a for a in filed if a.number not in done])
            text = made.text
            done |= set(made.applied) | set(made.unplaced)
            assert [a for a in filed if a.state in PENDING] == waiting
            assert not made.unplaced
            _check_origins(text, filed)
    assert len({p.key for p in text}) == len(text)


def _check_origins(text: rules.Text, filed: list[Amendment]) -> None:
    first = " ".join(p.text for p in TEXT)
    for paragraph in text:
        assert sum(length for length, _ in paragraph.sources) == len(paragraph.text)
        place = 0
        for length, source in paragraph.sources:
            piece = paragraph.text[place : place + length]
            place += length
            said = first if source == 0 else filed[source - 1].text
            assert all(word in said for word in piece.split())

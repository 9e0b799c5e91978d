"""Amendments: add, delete, replace, move; their order, what falls with what, and consolidation.

Pure: a text and its amendments go in, a new text comes out. No amendment that waits is ever touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from facilitator.domain.vision.differences import (
    Sources,
    amount,
    carried,
    merged,
    sources_of,
)  # fmt: skip
from facilitator.domain.vision.states import ParagraphKind
from facilitator.support.errors import RuleViolation
from facilitator.support.segments import word_count

REASON_LENGTH = 200


class Action(StrEnum):
    """What an amendment wants."""

    ADD = "add"
    DELETE = "delete"
    REPLACE = "replace"
    MOVE = "move"


class AmendmentState(StrEnum):
    """What became of an amendment (methods 4.2); `fallen`: overtaken by one that passed."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    AS_AMENDED = "accepted_as_amended"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"
    NOT_ACCEPTED = "not_accepted"
    FALLEN = "fallen"
    PARKED = "parked"


PENDING = frozenset({AmendmentState.SUBMITTED, AmendmentState.PARKED})
PASSED = frozenset({AmendmentState.ACCEPTED, AmendmentState.AS_AMENDED})


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as the rules see it."""

    key: UUID
    kind: ParagraphKind
    text: str
    sources: Sources = ()


Text = tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Amendment:
    """One amendment. `against` is the paragraph's text when it was filed; `key` of what it adds.

    `after` is the paragraph behind which something is added or moved; None means the beginning.
    """

    number: int
    action: Action
    paragraph: UUID | None
    text: str
    key: UUID
    against: str = ""
    after: UUID | None = None
    kind: ParagraphKind = ParagraphKind.OPERATIVE
    state: AmendmentState = AmendmentState.SUBMITTED


def check_amendment(amendment: Amendment, text: Text) -> None:
    """Refuse an amendment that says nothing or speaks of no paragraph of the text."""
    known = {paragraph.key: paragraph for paragraph in text}
    if amendment.action is Action.ADD:
        if not amendment.text.strip():
            raise RuleViolation("text-empty", field="text")
        return
    target = known.get(amendment.paragraph) if amendment.paragraph else None
    if target is None:
        raise RuleViolation("amendment-no-paragraph", field="paragraph")
    if amendment.action is Action.REPLACE:
        if not amendment.text.strip():
            raise RuleViolation("text-empty", field="text")
        if amendment.text == target.text:
            raise RuleViolation("amendment-changes-nothing", field="text")
    if amendment.action is Action.MOVE and amendment.after == amendment.paragraph:
        raise RuleViolation("amendment-changes-nothing", field="after")


def check_decision(
    state: AmendmentState, reason: str, merged_into: int, number: int, decided: str = ""
) -> None:
    """Refuse a decision that lacks what it needs: a reason, words, another amendment."""
    if state is AmendmentState.NOT_ACCEPTED and not reason.strip():
        raise RuleViolation("amendment-needs-reason", field="reason")
    if state is AmendmentState.AS_AMENDED and not decided.strip():
        raise RuleViolation("text-empty", field="decided")
    if state is AmendmentState.MERGED and merged_into in (0, number):
        raise RuleViolation("amendment-needs-other", field="merged_into")


# --- order ----------------------------------------------------------------------------------------


def distance(amendment: Amendment) -> int:
    """How far in substance from the text, in words; taking a paragraph out is the furthest.

    A proposal for the facilitator, who knows what the words mean and may put another order.
    """
    if amendment.action is Action.DELETE:
        return 10_000 + word_count(amendment.against)
    if amendment.action is Action.REPLACE:
        return amount(amendment.against, amendment.text)
    return word_count(amendment.text) if amendment.action is Action.ADD else 0


def in_voting_order(amendments: Iterable[Amendment], text: Text) -> list[Amendment]:
    """By paragraph in the order of the text, there furthest from the text first (UNGA rule 90)."""
    places = {paragraph.key: place for place, paragraph in enumerate(text, 1)}

    def place(amendment: Amendment) -> tuple[int, int, int]:
        target = amendment.after if amendment.action is Action.ADD else amendment.paragraph
        return (places.get(target, 0) if target else 0, -distance(amendment), amendment.number)

    return sorted(amendments, key=place)


# --- what falls -----------------------------------------------------------------------------------


def overtakes(passed: Amendment, other: Amendment) -> bool:
    """Whether `other` falls when `passed` is accepted."""
    if passed.action is Action.ADD or other.action is Action.ADD:
        return False
    if passed.paragraph is None or passed.paragraph != other.paragraph:
        return False
    if passed.action is Action.DELETE:
        return True
    if passed.action is Action.MOVE or other.action is Action.MOVE:
        return passed.action is other.action
    if other.action is Action.DELETE:
        return True  # the paragraph was voted on in its new words
    return _together(passed, other) is None


def _together(passed: Amendment, other: Amendment) -> str | None:
    if passed.against == other.against:
        return merged(passed.against, passed.text, other.text)
    rebased = merged(other.against, passed.against, other.text)
    return None if rebased is None else merged(passed.against, passed.text, rebased)


def fallen_by(passed: Amendment, others: Iterable[Amendment]) -> list[int]:
    """Numbers of the waiting amendments that fall when `passed` is accepted."""
    return [other.number for other in others
            if other.number != passed.number and other.state in PENDING
            and overtakes(passed, other)]  # fmt: skip


def check_not_overtaken(amendment: Amendment, others: Iterable[Amendment]) -> None:
    """Refuse to accept what an accepted amendment has overtaken already."""
    for other in others:
        if (
            other.number != amendment.number
            and other.state in PASSED
            and overtakes(other, amendment)
        ):
            raise RuleViolation("amendment-overtaken", number=other.number)


# --- consolidation --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Consolidated:
    """The next text, which amendments are in it, and which accepted ones found no place."""

    text: Text
    applied: tuple[int, ...]
    unplaced: tuple[int, ...]


def consolidated(text: Text, amendments: Sequence[Amendment]) -> Consolidated:
    """The text with all accepted amendments in it; those that wait are for the next revision."""
    passed = sorted((a for a in amendments if a.state in PASSED), key=_turn)
    applied: list[int] = []
    unplaced: list[int] = []
    for amendment in passed:
        changed = _with(text, amendment)
        (unplaced if changed is None else applied).append(amendment.number)
        text = text if changed is None else changed
    return Consolidated(text, tuple(applied), tuple(unplaced))


def _turn(amendment: Amendment) -> tuple[int, int]:
    """Words first, then places, then what is added behind them, deletions last."""
    order = (Action.REPLACE, Action.MOVE, Action.ADD, Action.DELETE)
    return (order.index(amendment.action), amendment.number)


def _with(text: Text, amendment: Amendment) -> Text | None:
    if amendment.action is Action.ADD:
        sources = sources_of(amendment.text, amendment.number)
        added = Paragraph(amendment.key, amendment.kind, amendment.text, sources)
        return _put(text, added, _behind(text, amendment))
    target = next((p for p in text if p.key == amendment.paragraph), None)
    if target is None:
        return None
    rest = tuple(p for p in text if p is not target)
    if amendment.action is Action.DELETE:
        return rest
    if amendment.action is Action.MOVE:
        return _put(rest, target, amendment.after)
    new = merged(amendment.against, target.text, amendment.text)
    if new is None:
        return None
    return tuple(_rewritten(p, new, amendment.number) if p is target else p for p in text)


def _behind(text: Text, amendment: Amendment) -> UUID | None:
    """Where to add; where that paragraph is gone, behind the last of its kind."""
    if amendment.after is None or any(p.key == amendment.after for p in text):
        return amendment.after
    order = list(ParagraphKind)
    before = [p.key for p in text if order.index(p.kind) <= order.index(amendment.kind)]
    return before[-1] if before else None


def _put(text: Text, paragraph: Paragraph, after: UUID | None) -> Text:
    places = [n for n, p in enumerate(text, 1) if p.key == after]
    place = places[0] if places else (0 if after is None else len(text))
    return (*text[:place], paragraph, *text[place:])


def _rewritten(paragraph: Paragraph, new: str, source: int) -> Paragraph:
    sources = carried(paragraph.sources, paragraph.text, new, source)
    return replace(paragraph, text=new, sources=sources)


def rewritten(paragraph: Paragraph, new: str) -> Paragraph:
    """The paragraph in new words by the drafting team; kept words keep where they came from."""
    return _rewritten(paragraph, new, 0)

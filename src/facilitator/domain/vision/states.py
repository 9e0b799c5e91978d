"""Kinds of paragraph, the states of the one-text procedure, and how they follow each other.

Knows no text: what the text must be like for a state is asked of `brackets` and `amendments`.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from facilitator.support.errors import RuleViolation


class ParagraphKind(StrEnum):
    """Parts of the text, in the order of a regional declaration (methods 4.6)."""

    TITLE = "title"
    CHAPEAU = "chapeau"
    PREAMBULAR = "preambular"
    OPERATIVE = "operative"
    CLOSING = "closing"


class ParagraphState(StrEnum):
    """How far a paragraph is; agreed means agreed ad referendum, until the final poll."""

    CLEAN = "clean"
    BRACKETED = "bracketed"
    AGREED = "agreed"


class VisionState(StrEnum):
    """The one-text procedure (methods 4.1)."""

    GATHERING = "gathering"
    CLUSTERING = "clustering"
    OUTLINE = "outline"
    REV0 = "rev0"
    FIRST_READING = "first_reading"
    REV1 = "rev1"
    SECOND_READING = "second_reading"
    FINAL_TEXT = "final_text"
    POLLED = "polled"
    ADOPTED = "adopted"
    NOT_ADOPTED = "not_adopted"


ORDER = tuple(VisionState)
DRAFTING = frozenset({VisionState.GATHERING, VisionState.CLUSTERING, VisionState.OUTLINE,
                      VisionState.REV0, VisionState.REV1})  # fmt: skip
"""While the drafting team may change the words; later only amendments do."""
ENDED = frozenset({VisionState.ADOPTED})


def reached(state: VisionState, other: VisionState) -> bool:
    """Whether the text is at `other` or beyond it."""
    return ORDER.index(state) >= ORDER.index(other)


def check_text_open(state: VisionState) -> None:
    """Refuse to change words where the drafting team has handed the text to the room."""
    if state is VisionState.ADOPTED:
        raise RuleViolation("vision-adopted")
    if state not in DRAFTING:
        raise RuleViolation("vision-text-closed")


def check_not_adopted(state: VisionState) -> None:
    """Refuse to change anything of an adopted text."""
    if state in ENDED:
        raise RuleViolation("vision-adopted")


def check_step(
    before: VisionState, after: VisionState, *, revisions: int, brackets: int, pending: int
) -> None:
    """Refuse a state that the text is not ready for.

    `revisions` counts those frozen so far, `brackets` the open ones, `pending` the amendments that
    wait for a decision (parked ones too). Going back is always possible, but from an adopted text.
    """
    check_not_adopted(before)
    if after in (VisionState.ADOPTED, VisionState.NOT_ADOPTED, VisionState.POLLED):
        raise RuleViolation("vision-needs-poll")
    if not reached(after, before):
        return
    if reached(after, VisionState.FIRST_READING) and not revisions:
        raise RuleViolation("vision-no-revision")
    if after is VisionState.FINAL_TEXT:
        check_clean(brackets, pending)


def check_clean(brackets: int, pending: int) -> None:
    """Refuse as final a text with open brackets or undecided amendments (methods 4.1)."""
    if brackets:
        raise RuleViolation("vision-brackets-open", count=brackets)
    if pending:
        raise RuleViolation("vision-amendments-open", count=pending)


def marks(kinds: Sequence[ParagraphKind]) -> list[str]:
    """What each paragraph is called by: "PP1" for preambular ones, "1" for operative ones, else ''."""
    counts = {ParagraphKind.PREAMBULAR: 0, ParagraphKind.OPERATIVE: 0}
    found = []
    for kind in kinds:
        if kind not in counts:
            found.append("")
            continue
        counts[kind] += 1
        prefix = "PP" if kind is ParagraphKind.PREAMBULAR else ""
        found.append(f"{prefix}{counts[kind]}")
    return found


def kind_after(before: ParagraphKind | None, kinds: Sequence[ParagraphKind]) -> ParagraphKind:
    """What a new paragraph behind one of this kind most likely is: a text has one title, one opening
    and one closing, but many preambular and operative paragraphs."""
    if before is None and not kinds:
        return ParagraphKind.TITLE
    if before is ParagraphKind.TITLE and ParagraphKind.CHAPEAU not in kinds:
        return ParagraphKind.CHAPEAU
    if before in (ParagraphKind.TITLE, ParagraphKind.CHAPEAU, ParagraphKind.PREAMBULAR):
        return ParagraphKind.PREAMBULAR
    return ParagraphKind.OPERATIVE


def in_order(kinds: Sequence[ParagraphKind]) -> bool:
    """Whether the parts stand in the order of such a text."""
    places = [list(ParagraphKind).index(kind) for kind in kinds]
    return places == sorted(places)

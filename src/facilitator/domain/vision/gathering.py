"""Statements, their themes, and where the text's paragraphs come from (methods 0, 4.2).

A statement's author is a token: a random word that belongs to a card or a turn at the laptop, never
to a person, and that is wiped when the gathering ends.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from facilitator.domain.dot_vote import Tally, VoteRules, carried_forward
from facilitator.domain.vision.states import ParagraphKind
from facilitator.support.errors import RuleViolation

STATEMENT_LENGTH = range(10, 201)
MOST_STATEMENTS = 3
THEME_LENGTH = 60
USUAL_PLACES = 5
"""Themes above the cut-off line unless the room chooses otherwise."""

K = TypeVar("K")


def check_statement(text: str) -> None:
    """Refuse a statement too short to mean something or too long for a card."""
    if len(text) not in STATEMENT_LENGTH:
        raise RuleViolation("statement-length", field="statement", least=STATEMENT_LENGTH.start,
                            most=STATEMENT_LENGTH.stop - 1, length=len(text))  # fmt: skip


def check_turn(before: int, more: int) -> None:
    """Refuse more than three statements from one card or turn."""
    if before + more > MOST_STATEMENTS:
        raise RuleViolation("statement-too-many", field="statement", most=MOST_STATEMENTS)


def check_theme(name: str) -> None:
    """Refuse a theme whose name does not fit the board."""
    if len(name) > THEME_LENGTH:
        raise RuleViolation("theme-too-long", field="name", limit=THEME_LENGTH, length=len(name))


def check_totals(totals: Sequence[Tally], rules: VoteRules, voters: int, present: int) -> None:
    """Refuse totals counted on paper that cannot have happened."""
    if not 0 <= voters <= present:
        raise RuleViolation(
            "vote-more-than-present", field="voters", voters=voters, present=present
        )
    for tally in totals:
        if not 0 <= tally.voters <= tally.dots <= tally.voters * rules.most_an_item:
            raise RuleViolation("votes-impossible", field="dots", dots=tally.dots,
                                voters=tally.voters, most=rules.most_an_item)  # fmt: skip
        if tally.voters > voters:
            raise RuleViolation("vote-more-than-present", field="voters", voters=tally.voters,
                                present=voters)  # fmt: skip
    if sum(tally.dots for tally in totals) > voters * rules.dots_each:
        raise RuleViolation("vote-too-many-dots", field="dots", most=voters * rules.dots_each)


def above_the_cut(themes: Sequence[tuple[K, Tally]], places: int = USUAL_PLACES) -> list[K]:
    """Themes at or above the cut-off line; ties there are all kept."""
    return carried_forward(themes, places)


NEEDS_ORIGIN = frozenset({ParagraphKind.PREAMBULAR, ParagraphKind.OPERATIVE})


def without_origin(paragraphs: Iterable[tuple[K, ParagraphKind, int, bool]]) -> list[K]:
    """Paragraphs that should say where they come from: key, kind, links, marked as new."""
    return [key for key, kind, links, is_new in paragraphs
            if kind in NEEDS_ORIGIN and not links and not is_new]  # fmt: skip


def unused(above: Iterable[K], used: Iterable[K]) -> list[K]:
    """What was voted above the cut-off line and stands in no paragraph."""
    taken = set(used)
    return [key for key in above if key not in taken]

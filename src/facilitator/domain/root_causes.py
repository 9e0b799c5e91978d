"""Root causes: the vocabulary of conflict analysis, the board's vote, the conflict tree's rules.

Source: methods 1.1, 1.2 and 1.10; the vote's own rules are in `dot_vote`.
"""

from __future__ import annotations

from enum import StrEnum

from facilitator.support.errors import RuleViolation


class Level(StrEnum):
    """Depth of a cause; a trigger belongs on the timeline, not here (methods 1.2)."""

    STRUCTURAL = "structural"
    PROXIMATE = "proximate"


class Dimension(StrEnum):
    """The six dimensions of methods 1.2."""

    POLITICAL = "political"
    ECONOMIC = "economic"
    SOCIAL = "social"
    SECURITY = "security"
    ENVIRONMENTAL = "environmental"
    REGIONAL = "regional"


class Influence(StrEnum):
    """Can we influence it?"""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NONE = "none"


class Agreement(StrEnum):
    """A contested node stays, with its dissent; it is not deleted."""

    AGREED = "agreed"
    CONTESTED = "contested"


class NodeKind(StrEnum):
    """What hangs on the trunk."""

    ROOT = "root"
    EFFECT = "effect"


class TreeSchool(StrEnum):
    """Two schools that are never mixed on one sheet (methods 1.2)."""

    CAUSES_PROBLEM_EFFECTS = "causes_problem_effects"
    STRUCTURAL_MANIFEST_DYNAMIC = "structural_manifest_dynamic"


class Sensitivity(StrEnum):
    """Who may see a sheet; the report takes only what is open (methods 9)."""

    OPEN = "open"
    GROUP = "group"
    FACILITATOR = "facilitator"


CARD_LENGTH = range(5, 141)
CORE_PROBLEM_LENGTH = range(15, 141)
"""Characters (methods 1.2)."""


def check_card(text: str) -> None:
    """Refuse a card that is too short to mean something or too long for one idea."""
    if len(text) not in CARD_LENGTH:
        raise RuleViolation("cause-text-length", field="text", least=CARD_LENGTH.start,
                            most=CARD_LENGTH.stop - 1)  # fmt: skip


def check_core_problem(text: str) -> None:
    """Refuse a trunk that is not one readable line."""
    if len(text) not in CORE_PROBLEM_LENGTH:
        raise RuleViolation("tree-core-problem-length", field="core_problem",
                            least=CORE_PROBLEM_LENGTH.start,
                            most=CORE_PROBLEM_LENGTH.stop - 1)  # fmt: skip

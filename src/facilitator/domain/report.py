"""What the summary report is made of: its sections, whom it names, what people write themselves."""

from __future__ import annotations

from enum import StrEnum

from facilitator.support.errors import RuleViolation

MOST_PROSE = 10_000


class SectionKey(StrEnum):
    """The sections that can be switched on and off, in their order (methods 5.7)."""

    INTRODUCTION = "introduction"
    PARTICIPATION = "participation"
    TEAM = "team"
    METHODS = "methods"
    AGENDA = "agenda"
    GROUPS = "groups"
    ROOT_CAUSES = "root_causes"
    TREES = "trees"
    CASES = "cases"
    COMPARISON = "comparison"
    NEGOTIATION = "negotiation"
    VISION = "vision"
    TRACEABILITY = "traceability"
    FEEDBACK = "feedback"
    CERTIFICATES = "certificates"
    CHALLENGES = "challenges"
    FOLLOW_UP = "follow_up"


PROSE = (
    SectionKey.INTRODUCTION, SectionKey.METHODS, SectionKey.CHALLENGES, SectionKey.FOLLOW_UP,
)  # fmt: skip
"""Sections that people write; the app leaves a marked place for each."""


class Naming(StrEnum):
    """How participants stand in the report; in any case only those who agreed to be named."""

    NONE = "none"
    INITIALS = "initials"
    NAMES = "names"


def initials(name: str) -> str:
    """The first letter of each word of a name with a full stop, marks of a script included.

    A word begins a new initial; a particle of one letter counts as well. "Vilay Phommachanh" is
    "V. P."; the empty name stays empty.
    """
    words = name.replace("-", " ").split()
    return " ".join(f"{_first(word)}." for word in words)


def _first(word: str) -> str:
    """The first letter with the combining marks that belong to it."""
    import unicodedata

    end = 1
    while end < len(word) and unicodedata.category(word[end]) in {"Mn", "Mc", "Me"}:
        end += 1
    return word[:end].upper()


def check_prose(key: str, text: str) -> None:
    """Raise RuleViolation where a text is for no section, or too long."""
    if key not in {section.value for section in PROSE}:
        raise RuleViolation("not-found")
    if len(text) > MOST_PROSE:
        raise RuleViolation("text-too-long", field=key, length=len(text), limit=MOST_PROSE)

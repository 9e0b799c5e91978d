"""What the summary report is made of: its sections, whom it names, what people write themselves."""

from __future__ import annotations

import unicodedata
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
    words = [word for word in name.replace("-", " ").split() if any(map(str.isalnum, word))]
    return " ".join(f"{_first(word)}." for word in words)


_WRITTEN_BEFORE = frozenset("\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4")
"""Vowels of Thai and Lao that stand before the consonant they follow in speech."""
_JOINING = frozenset("\u094d\u09cd\u0bcd\u1039\u17d2")
"""Signs that bind the next consonant to the one before: it would hang in the air without."""


def _first(word: str) -> str:
    """The first letter with the marks and the bound consonants that belong to it."""
    letters = [at for at, char in enumerate(word) if char.isalpha()]
    spoken = [at for at in letters if word[at] not in _WRITTEN_BEFORE] or letters
    if not spoken:
        return word[:1]
    start = end = spoken[0]
    end += 1
    while end < len(word) and (_is_mark(word[end]) or word[end - 1] in _JOINING):
        end += 1
    return word[start:end].upper()


def _is_mark(char: str) -> bool:
    return unicodedata.category(char) in {"Mn", "Mc", "Me"}


def check_prose(key: str, text: str) -> None:
    """Raise RuleViolation where a text is for no section, or too long."""
    if key not in {section.value for section in PROSE}:
        raise RuleViolation("not-found")
    if len(text) > MOST_PROSE:
        raise RuleViolation("text-too-long", field=key, length=len(text), limit=MOST_PROSE)

"""People: what we keep of a participant, how names are cleaned and ordered, who counts as what.

Only what the programme needs is kept (methods 9, proportionality): no birth date, no passport,
no religion, no party.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from facilitator.support.errors import RuleViolation

NAME_LIMIT = 200


class Sex(StrEnum):
    """As the person states it; the third term is never dropped from totals (methods 5.6, 9)."""

    WOMAN = "woman"
    MAN = "man"
    NOT_STATED = "not_stated"


class InstitutionType(StrEnum):
    """The sectors by which a programme reports (methods 5.1, 6.1)."""

    GOVERNMENT = "government"
    CIVIL_SOCIETY = "civil_society"
    ACADEMIA = "academia"
    REGIONAL_BODY = "regional_body"
    OTHER = "other"


BIDI_CONTROLS = frozenset(
    "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)
JOINERS = frozenset("\u200c\u200d")
"""Zero-width joiners that Indic scripts and Persian need to be written right."""
INVISIBLE = frozenset("\u200b\u2060\ufeff\u00ad")


@dataclass(frozen=True, slots=True)
class CleanText:
    """A text made safe to store, and how many characters had to go."""

    text: str
    removed: int


def _is_harmful(char: str) -> bool:
    if char in JOINERS:
        return False
    if char in BIDI_CONTROLS or char in INVISIBLE:
        return True
    return unicodedata.category(char) in {"Cc", "Cs", "Co", "Cn", "Zl", "Zp"}


def clean_line(text: str) -> CleanText:
    """One line of people's text: NFC, single spaces, no control or direction characters."""
    spaced = " ".join(text.split())
    kept = "".join(char for char in spaced if not _is_harmful(char))
    return CleanText(unicodedata.normalize("NFC", " ".join(kept.split())), len(spaced) - len(kept))


def clean_lines(text: str) -> str:
    """Several lines of people's text, each cleaned, line ends kept."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(clean_line(line).text for line in lines).strip("\n")


def clean_name(text: str, field: str = "certificate_name") -> str:
    """A person's name as it may be stored.

    Raises RuleViolation `name-empty` or `name-too-long` (over 200 characters).
    """
    name = clean_line(text).text
    if not name:
        raise RuleViolation("name-empty", field=field)
    if len(name) > NAME_LIMIT:
        raise RuleViolation("name-too-long", field=field, limit=NAME_LIMIT, length=len(name))
    return name


def clean_email(text: str) -> str:
    """An e-mail address or nothing.

    Raises RuleViolation `email-malformed` when it lacks a name, one `@` or a dotted domain.
    """
    email = clean_line(text).text
    if not email:
        return ""
    name, at, domain = email.rpartition("@")
    labels = domain.split(".")
    if not (at and name) or "@" in name or " " in email or len(labels) < 2 or not all(labels):
        raise RuleViolation("email-malformed", field="email", text=email)
    return email


def fold(text: str) -> str:
    """A text as search and comparison see it: no case, no accents, no double spaces."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    marks_gone = "".join(
        char for char in decomposed if not (unicodedata.combining(char) and ord(char) < 0x0370)
    )
    return " ".join(marks_gone.split())


@dataclass(frozen=True, slots=True)
class SexCount:
    """How many women, men and people who did not state their sex."""

    women: int
    men: int
    not_stated: int

    @property
    def total(self) -> int:
        """Everyone, however they answered."""
        return self.women + self.men + self.not_stated

    @property
    def women_percent(self) -> int:
        """Women among everyone, rounded half up to a whole per cent; 0 for nobody."""
        return (200 * self.women + self.total) // (2 * self.total) if self.total else 0


def count_by_sex(sexes: Iterable[Sex]) -> SexCount:
    """Count women, men and not stated."""
    listed = list(sexes)
    return SexCount(
        women=listed.count(Sex.WOMAN), men=listed.count(Sex.MAN),
        not_stated=listed.count(Sex.NOT_STATED),
    )  # fmt: skip

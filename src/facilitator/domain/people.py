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


class ParticipantRole(StrEnum):
    """In which role somebody is in the room; only participants earn certificates and are counted."""

    PARTICIPANT = "participant"
    RESOURCE_PERSON = "resource_person"
    FACILITATOR = "facilitator"
    INTERPRETER = "interpreter"
    OBSERVER = "observer"


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
_JOINING_SCRIPTS = ((0x0600, 0x08FF), (0x0900, 0x0DFF), (0x1000, 0x109F), (0x1780, 0x17FF),
                    (0x1800, 0x18AF), (0xA840, 0xABFF), (0xFB50, 0xFEFC))  # fmt: skip
"""Code ranges in which a joiner changes how letters stand; elsewhere it only hides."""
_FILLERS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u3164\uffa0")
"""Characters that draw nothing although Unicode calls them letters or marks."""
_VISIBLE_FORMAT = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")
"""Signs that Arabic and Syriac draw round numbers; format characters by name only."""
_HARMFUL = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


@dataclass(frozen=True, slots=True)
class CleanText:
    """A text made safe to store, and how many characters had to go."""

    text: str
    removed: int


def _joins(char: str) -> bool:
    return any(first <= ord(char) <= last for first, last in _JOINING_SCRIPTS)


def _is_harmful(text: str, index: int) -> bool:
    char = text[index]
    if char in JOINERS:
        return index == 0 or not _joins(text[index - 1])
    if "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef":
        # A variant of the sign before it: a few names in Chinese characters need one.
        return index == 0 or unicodedata.category(text[index - 1]) != "Lo"
    if char in _FILLERS:
        return True
    return unicodedata.category(char) in _HARMFUL and char not in _VISIBLE_FORMAT


def clean_line(text: str) -> CleanText:
    """One line of people's text: NFC, single spaces, no control or direction characters.

    Tags, fillers and zero-width characters go too, but for the joiners inside words of the scripts
    that need them.
    """
    if text.isascii() and text.isprintable():  # most texts; nothing in them can be harmful
        return CleanText(" ".join(text.split()), 0)
    broken = sum(1 for char in text if char in _ODD_BREAKS)
    spaced = " ".join(text.split())
    kept = "".join(char for i, char in enumerate(spaced) if not _is_harmful(spaced, i))
    # Two joiners in a row, or one that now stands at the start, are found by looking again.
    again = "".join(char for i, char in enumerate(kept) if not _is_harmful(kept, i))
    clean = unicodedata.normalize("NFC", " ".join(again.split()))
    return CleanText(clean, len(spaced) - len(again) + broken)


_ODD_BREAKS = frozenset("\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029")
"""Control characters that count as spaces: they become one, and are reported."""


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
    if not any(char.isalpha() for char in name):
        raise RuleViolation("name-without-letters", field=field)
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


_UNDECOMPOSED = str.maketrans({"đ": "d", "ø": "o", "ł": "l", "ħ": "h", "ı": "i", "ð": "d",
                               "\u200b": None, "\u200c": None, "\u200d": None})  # fmt: skip
"""Letters with a stroke, which Unicode does not take apart, and what nobody types in a search."""


def fold(text: str) -> str:
    """A text as search and comparison see it: no case, no accents, no double spaces."""
    if text.isascii():
        return " ".join(text.lower().split())
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    marks_gone = "".join(
        char for char in decomposed if not (unicodedata.combining(char) and ord(char) < 0x0370)
    )
    return " ".join(marks_gone.translate(_UNDECOMPOSED).split())


def by_family_name(family_name: str, certificate_name: str) -> tuple[str, str]:
    """What lists in order of family names sort by; the whole name where it has no family name."""
    return fold(family_name or certificate_name), fold(certificate_name)


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

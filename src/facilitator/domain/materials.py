"""What has to lie ready: the materials of agenda items, counted for the real number of groups.

The facilitator writes materials as names with commas. A number before a name counts; else what the
name says ("per table"), else how the item is worked in: a set for each group, pair or person.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

MOST = 999
"""The largest number before a name that is a count; a larger one, such as a year, is a name."""


class Per(StrEnum):
    """What one piece is for."""

    ROOM = "room"
    GROUP = "group"
    PAIR = "pair"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Crowd:
    """How many there are to provide for."""

    people: int
    groups: int

    def times(self, per: Per) -> int:
        """How many sets are needed; one where nobody is registered yet."""
        counts = {Per.ROOM: 1, Per.GROUP: self.groups, Per.PAIR: -(-self.people // 2),
                  Per.PERSON: self.people}  # fmt: skip
        return max(1, counts[per])


@dataclass(frozen=True, slots=True)
class Piece:
    """One material of one item: `count` pieces in all."""

    name: str
    per: Per
    count: int


_COUNTED = re.compile(r"^(\d{1,5})\s*(?:[x×]\s*)?\s+?(?=\D)|^(\d{1,5})\s*[x×]\s*", re.IGNORECASE)


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})", re.IGNORECASE)


_EACH = "(?:per|each|for each|for every)"
_SAID = (
    (Per.GROUP, _words(rf"{_EACH}\s+(?:group|table|team)\b")),
    (Per.PAIR, _words(rf"{_EACH}\s+pair\b")),
    (Per.PERSON, _words(rf"{_EACH}\s+(?:person|participant|head)\b")),
    (Per.ROOM, _words(r"(?:per|for the)\s+room\b")),
)
_ONCE = _words(
    r"(?:slides?|projector|projected|poll kiosk|wall|bell|timer|camera|printer|screen|microphones?|"
    r"refreshments|meal|transport|list|lists|plan|order|outcome board|comparison board|results|"
    r"charts|profile|room sign)\b"
)
_OWN = _words(
    r"(?:badges?|name badges?|consent forms?|data notices?|certificates?|commitment cards?|"
    r"pulse slips?|pulse forms?|anonymous codes?)$"
)
_MODES = (
    (Per.GROUP, _words(r"groups?\b|tables?\b|teams?\b")),
    (Per.PAIR, _words(r"pairs\b")),
    (Per.PERSON, _words("individual")),
)


def pieces(materials: str, mode: str, crowd: Crowd) -> tuple[Piece, ...]:
    """The materials of one item, in the order in which they are written."""
    found = []
    for part in re.split(r"[,;\n]", materials):
        name = " ".join(part.split())
        if name and name not in {"-", "–", "—"}:
            found.append(_piece(name, mode, crowd))
    return tuple(found)


def _piece(name: str, mode: str, crowd: Crowd) -> Piece:
    counted = _COUNTED.match(name)
    number = int(counted[1] or counted[2]) if counted else 0
    if counted and 0 < number <= MOST and name[counted.end() :].strip():
        name = name[counted.end() :].strip()
    else:
        number = 0
    said = next((per for per, words in _SAID if words.search(name)), None)
    if said is None and number:
        said = Per.ROOM  # "12 markers" are twelve in all
    per = said or _usual(name, mode)
    return Piece(name, per, max(1, number) * crowd.times(per))


def _usual(name: str, mode: str) -> Per:
    if _ONCE.search(name) or name.lower() == "kiosk":
        return Per.ROOM
    if _OWN.search(name):
        return Per.PERSON
    return next((per for per, words in _MODES if words.search(mode)), Per.ROOM)

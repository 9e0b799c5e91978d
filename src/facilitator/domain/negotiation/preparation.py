"""The preparation sheet: the seven elements (methods 3.1). Lists are texts with an item a line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from facilitator.domain.people import fold


class Element(StrEnum):
    """The seven elements, in the order of the workbook by Fisher and Ertel."""

    INTERESTS = "interests"
    OPTIONS = "options"
    ALTERNATIVES = "alternatives"
    LEGITIMACY = "legitimacy"
    COMMUNICATION = "communication"
    RELATIONSHIP = "relationship"
    COMMITMENT = "commitment"


@dataclass(frozen=True, slots=True)
class SheetField:
    """One field of the sheet; `least` and `most` count lines."""

    name: str
    element: Element
    least: int = 0
    most: int = 10


TEXTS = (
    SheetField("positions", Element.INTERESTS, 0, 4),
    SheetField("interests_ours", Element.INTERESTS, 2, 6),
    SheetField("interests_theirs", Element.INTERESTS, 2, 6),
    SheetField("interests_others", Element.INTERESTS, 0, 4),
    SheetField("options", Element.OPTIONS, 3, 10),
    SheetField("alternatives_ours", Element.ALTERNATIVES, 1, 5),
    SheetField("batna", Element.ALTERNATIVES, 1, 3),
    SheetField("alternatives_theirs", Element.ALTERNATIVES, 0, 5),
    SheetField("standards", Element.LEGITIMACY, 1, 5),
    SheetField("questions", Element.COMMUNICATION, 3, 6),
    SheetField("messages", Element.COMMUNICATION, 3, 6),
    SheetField("assumptions", Element.COMMUNICATION, 0, 5),
    SheetField("relationship_steps", Element.RELATIONSHIP, 0, 5),
    SheetField("authority", Element.COMMITMENT, 0, 3),
    SheetField("agreed_today", Element.COMMITMENT, 0, 3),
    SheetField("follow_up", Element.COMMITMENT, 0, 5),
)
TEXT_NAMES = tuple(field.name for field in TEXTS)
NUMBERS = ("relationship_now", "relationship_wanted", "reservation", "aspiration")
RELATIONSHIP = (1, 5)


@dataclass(frozen=True, slots=True)
class SheetGap:
    """Something that a sheet should still have: a code with its sentence's values."""

    code: str
    field: str
    params: tuple[tuple[str, object], ...] = ()


def lines_of(text: str) -> list[str]:
    """The items of a field."""
    return [line.strip() for line in text.split("\n") if line.strip()]


def sheet_gaps(
    texts: Mapping[str, str], reservation: int | None, batna_value: int
) -> Sequence[SheetGap]:
    """What the sheet should still have; saving is never blocked."""
    found = []
    interests = lines_of(texts.get("interests_ours", ""))
    if not 2 <= len(interests) <= 6:
        found.append(SheetGap("preparation-interests", "interests_ours"))
    positions = {fold(line) for line in lines_of(texts.get("positions", ""))}
    found += [
        SheetGap("preparation-interest-is-position", "interests_ours", (("text", line),))
        for line in interests if fold(line) in positions
    ]  # fmt: skip
    if len(lines_of(texts.get("options", ""))) < 3:
        found.append(SheetGap("preparation-options", "options"))
    if not lines_of(texts.get("batna", "")):
        found.append(SheetGap("preparation-batna", "batna"))
    if not lines_of(texts.get("standards", "")):
        found.append(SheetGap("preparation-standard", "standards"))
    if reservation is not None and reservation < batna_value:
        found.append(SheetGap("preparation-reservation", "reservation", (("value", batna_value),)))
    return found

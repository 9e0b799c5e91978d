"""Groups: who works with whom, in which role; what is known of people when groups are made."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from enum import StrEnum
from uuid import UUID

from facilitator.domain.grouping.model import Rule, RuleKind
from facilitator.domain.people import fold

MOST_ROUNDS = 12


class GroupRole(StrEnum):
    """Roles inside a home group (methods 7.2, day 2)."""

    MEMBER = "member"
    FACILITATOR = "facilitator"
    RAPPORTEUR = "rapporteur"
    TIMEKEEPER = "timekeeper"
    CRITIC = "critic"


class PlanKind(StrEnum):
    """What a plan of rounds is for."""

    TABLES = "tables"
    EXCHANGE = "exchange"
    TODAY = "today"


ATTRIBUTES = ("sex", "country", "institution", "institution_type")
"""What a rule can be about (methods 6.1); what a person did not state is unknown to every rule."""
NUMBERS = ("assessment",)
"""What a rule can balance."""

USUAL_RULES = (
    Rule(RuleKind.NOT_ALONE, "sex"), Rule(RuleKind.SPREAD, "country"),
    Rule(RuleKind.APART, "institution"), Rule(RuleKind.SPREAD, "sex"),
    Rule(RuleKind.SPREAD, "institution_type"),
)  # fmt: skip
"""The rules of a programme that has not set its own (methods 6.1, in that order)."""


def may_stand(rule: Rule) -> bool:
    """Whether the rule's kind and attribute go together."""
    return rule.attribute in (NUMBERS if rule.kind is RuleKind.BALANCE else ATTRIBUTES)


def letters(count: int, taken: Iterable[str] = ()) -> list[str]:
    """The first `count` letters for new groups that are not `taken`: A to Z, then AA, AB, ..."""
    used = {letter.casefold() for letter in taken}
    found: list[str] = []
    number = 0
    while len(found) < count:
        letter = _letter(number)
        if letter.casefold() not in used:
            found.append(letter)
        number += 1
    return found


def letter_order(letter: str) -> tuple[int, str]:
    """Sorts Z before AA."""
    return len(letter), letter.casefold()


def _letter(number: int) -> str:
    alphabet = string.ascii_uppercase
    prefix = _letter(number // 26 - 1) if number >= 26 else ""
    return prefix + alphabet[number % 26]


def told_apart(names: Mapping[UUID, str], hints: Mapping[UUID, tuple[str, ...]]) -> dict[UUID, str]:
    """Names to show: those that two people share get the first hint by which they differ.

    Where no hint differs they are numbered, so that two people never look like one.
    """
    same: dict[str, list[UUID]] = {}
    for key, name in names.items():
        same.setdefault(fold(name), []).append(key)
    shown = dict(names)
    for keys in same.values():
        if len(keys) > 1:
            shown |= _told_apart(sorted(keys, key=lambda key: key.int), names, hints)
    return shown


def _told_apart(
    keys: list[UUID], names: Mapping[UUID, str], hints: Mapping[UUID, tuple[str, ...]]
) -> dict[UUID, str]:
    for each in zip(*(hints.get(key, ()) for key in keys), strict=False):
        if all(each) and len({fold(hint) for hint in each}) == len(keys):
            return {key: f"{names[key]} ({hint})" for key, hint in zip(keys, each, strict=True)}
    return {key: f"{names[key]} ({number})" for number, key in enumerate(keys, 1)}

"""Pairing two forms of one person by a code that the person makes up, without a name.

People write the same code a little differently days later, so codes are matched tolerantly: case,
spaces, signs and accents do not count, 0 and O, 1 and I and L are one, and one slip is forgiven where
only one partner comes into question. What stays unmatched is counted, never guessed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.support.errors import RuleViolation

SHORTEST = 4
LONGEST = 40
_SAME = str.maketrans("0158", "oisb") | str.maketrans({"l": "i"})


def tidy_code(code: str) -> str:
    """A code as it is kept. Raises RuleViolation `code-too-short`, or `text-too-long`."""
    tidy = " ".join(unicodedata.normalize("NFC", code).split())
    if len(_letters(tidy)) < SHORTEST:
        raise RuleViolation("code-too-short", field="code", least=SHORTEST)
    if len(tidy) > LONGEST:
        raise RuleViolation("text-too-long", field="code", length=len(tidy), limit=LONGEST)
    return tidy


def _letters(code: str) -> str:
    plain = unicodedata.normalize("NFKD", code)
    return "".join(one for one in plain if one.isalnum() or unicodedata.category(one) == "Mc")


def matching_form(code: str) -> str:
    """What of a code counts when two are compared."""
    return _letters(code).casefold().translate(_SAME)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of places in two lists of codes, and how many on each side found no partner."""

    pairs: tuple[tuple[int, int], ...]
    unmatched_first: int
    unmatched_second: int


def match(first: Sequence[str], second: Sequence[str]) -> Pairs:
    """Match codes of two forms: the same ones first, then those one slip apart.

    A code that stands twice on a side, or that has two partners in question, stays unmatched.
    """
    left, right = [matching_form(code) for code in first], [matching_form(code) for code in second]
    pairs = _mutual(left, right, set(), set(), 0)
    pairs += _mutual(left, right, {a for a, _ in pairs}, {b for _, b in pairs}, 1)
    return Pairs(tuple(sorted(pairs)), len(first) - len(pairs), len(second) - len(pairs))


def _mutual(
    left: Sequence[str], right: Sequence[str], used_left: set[int], used_right: set[int], slips: int
) -> list[tuple[int, int]]:
    near = [
        (a, b)
        for a, one in enumerate(left)
        if a not in used_left and len(one) >= SHORTEST
        for b, other in enumerate(right)
        if b not in used_right and len(other) >= SHORTEST and _slips(one, other) <= slips
    ]
    lefts, rights = [a for a, _ in near], [b for _, b in near]
    return [(a, b) for a, b in near if lefts.count(a) == 1 and rights.count(b) == 1]


def _slips(one: str, other: str) -> int:
    """0 for the same, 1 for one letter more, less, other, or two neighbours swapped; else 2."""
    if one == other:
        return 0
    if abs(len(one) - len(other)) > 1:
        return 2
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    a, b = one[start:], other[start:]
    swapped = len(a) == len(b) > 1 and a[0] == b[1] and a[1] == b[0] and a[2:] == b[2:]
    return 1 if swapped or a[1:] == b[1:] or a[1:] == b or a == b[1:] else 2

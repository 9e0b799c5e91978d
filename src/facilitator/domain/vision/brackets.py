"""Square brackets: words in dispute, with stacked options `[A / B]`, inside people's text.

Brackets may be nested. An empty option means "leave the words out". Nothing here knows paragraphs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from facilitator.support.errors import RuleViolation

_BETWEEN = re.compile(r"\s*/\s+|\s+/\s*")
"""Options stand apart by a slash with a space: "and/or" is one word."""


@dataclass(frozen=True, slots=True)
class Bracket:
    """An outermost bracket: where it stands in the text (with its signs) and its options."""

    start: int
    stop: int
    options: tuple[str, ...]


def count(text: str) -> int:
    """How many brackets are open; a sign without its other half counts as one."""
    depth = strays = opened = 0
    for char in text:
        if char == "[":
            depth += 1
            opened += 1
        elif char == "]":
            if depth:
                depth -= 1
            else:
                strays += 1
    return opened + strays


def check_balanced(text: str, field: str = "text") -> None:
    """Refuse a text in which a bracket lacks its other half."""
    depth = 0
    for char in text:
        depth += {"[": 1, "]": -1}.get(char, 0)
        if depth < 0:
            break
    if depth:
        raise RuleViolation("bracket-unbalanced", field=field)


def brackets(text: str) -> tuple[Bracket, ...]:
    """The outermost brackets in order; a sign without its other half is passed over."""
    found, start, depth = [], 0, 0
    for place, char in enumerate(text):
        if char == "[":
            if not depth:
                start = place
            depth += 1
        elif char == "]" and depth:
            depth -= 1
            if not depth:
                inner = text[start + 1 : place]
                found.append(Bracket(start, place + 1, options_of(inner)))
    return tuple(found)


def options_of(inner: str) -> tuple[str, ...]:
    """The options between the signs of one bracket, split at slashes outside inner brackets."""
    parts, last = [], 0
    for slash in _BETWEEN.finditer(inner):
        if inner[: slash.start()].count("[") == inner[: slash.start()].count("]"):
            parts.append(inner[last : slash.start()])
            last = slash.end()
    return tuple(part.strip() for part in (*parts, inner[last:]))


def resolved(text: str, number: int, option: int | None) -> str:
    """The text with its bracket `number` (from 0) replaced by the option; None leaves it out.

    Raises RuleViolation `bracket-gone` where there is no such bracket or option.
    """
    found = brackets(text)
    if not 0 <= number < len(found):
        raise RuleViolation("bracket-gone")
    bracket = found[number]
    if option is not None and not 0 <= option < len(bracket.options):
        raise RuleViolation("bracket-gone")
    chosen = "" if option is None else bracket.options[option]
    before, after = text[: bracket.start], text[bracket.stop :]
    if not chosen and (before.endswith(" ") or not before):
        after = after.removeprefix(" ")
        if after[:1] in {",", ";", ".", ":"}:
            before = before.rstrip(" ")
    return before + chosen + after


def bracketed(text: str, start: int, stop: int, alternative: str = "") -> str:
    """The text with the words from `start` to `stop` in brackets, beside an alternative if given."""
    words = text[start:stop]
    options = f"{words} / {alternative}" if alternative else words
    return f"{text[:start]}[{options}]{text[stop:]}"

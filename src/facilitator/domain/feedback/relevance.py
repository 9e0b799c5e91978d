"""When an item is asked: a small part of XLSForm's `relevant` expressions.

`${pace} = 'fast'`, `!=`, `<`, `<=`, `>`, `>=` with numbers, `selected(${topics}, 'cyber')`, joined by
`and`, `or`, `not(...)` and brackets. Nothing else, and nothing is ever evaluated as code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Answers = Mapping[str, Any]
Test = Callable[[Answers], bool]
DEEPEST = 20

_TOKEN = re.compile(
    r"\s*(?:(?P<item>\$\{[^}]*\})|(?P<text>'[^']*'|\"[^\"]*\")|(?P<number>-?\d+(?:\.\d+)?)"
    r"|(?P<sign><=|>=|!=|=|<|>|\(|\)|,)|(?P<word>[A-Za-z_][\w-]*))"
)


class RelevanceError(ValueError):
    """The expression is outside the subset; the message names the place."""


@dataclass(frozen=True, slots=True)
class Relevance:
    """A parsed expression: the items that it looks at, and the test."""

    text: str
    items: frozenset[str] = frozenset()
    test: Test = field(default=lambda _answers: True, compare=False)


def parse(text: str) -> Relevance:
    """Parse an expression; an empty one is always true. Raises RelevanceError."""
    if not text.strip():
        return Relevance("")
    parser = _Parser(text)
    test = parser.either(0)
    if parser.here is not None:
        raise RelevanceError(parser.here[1])
    return Relevance(text.strip(), frozenset(parser.items), test)


class _Parser:
    def __init__(self, text: str) -> None:
        self._tokens = _tokens(text)
        self._at = 0
        self.items: set[str] = set()

    @property
    def here(self) -> tuple[str, str] | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _take(self, *wanted: str) -> str | None:
        if self.here is not None and self.here[1] in wanted and self.here[0] in {"sign", "word"}:
            self._at += 1
            return wanted[0] if len(wanted) == 1 else self._tokens[self._at - 1][1]
        return None

    def _need(self, kind: str, text: str = "") -> str:
        found = self.here
        if found is None or found[0] != kind or (text and found[1] != text):
            raise RelevanceError(found[1] if found else "")
        self._at += 1
        return found[1]

    def either(self, depth: int) -> Test:
        if depth > DEEPEST:
            raise RelevanceError("(")
        tests = [self._both(depth)]
        while self._take("or"):
            tests.append(self._both(depth))
        return tests[0] if len(tests) == 1 else lambda a: any(test(a) for test in tests)

    def _both(self, depth: int) -> Test:
        tests = [self._one(depth)]
        while self._take("and"):
            tests.append(self._one(depth))
        return tests[0] if len(tests) == 1 else lambda a: all(test(a) for test in tests)

    def _one(self, depth: int) -> Test:
        if self._take("not"):
            self._need("sign", "(")
            inner = self.either(depth + 1)
            self._need("sign", ")")
            return lambda a: not inner(a)
        if self._take("("):
            inner = self.either(depth + 1)
            self._need("sign", ")")
            return inner
        if self._take("selected"):
            return self._selected()
        return self._comparison()

    def _item(self) -> str:
        name = self._need("item")[2:-1].strip()
        self.items.add(name)
        return name

    def _selected(self) -> Test:
        self._need("sign", "(")
        name = self._item()
        self._need("sign", ",")
        value = self._need("text")[1:-1]
        self._need("sign", ")")
        return lambda a: value in _as_list(a.get(name))

    def _comparison(self) -> Test:
        name = self._item()
        sign = self._take("=", "!=", "<", "<=", ">", ">=")
        if sign is None:
            raise RelevanceError(self.here[1] if self.here else "")
        if self.here is not None and self.here[0] == "number":
            number = float(self._need("number"))
            return lambda a: _compare(sign, _number(a.get(name)), number)
        value = self._need("text")[1:-1]
        if sign not in {"=", "!="}:
            raise RelevanceError(value)
        return lambda a: (
            (value in _as_list(a.get(name)) or (not value and not a.get(name))) == (sign == "=")
        )


def _tokens(text: str) -> list[tuple[str, str]]:
    found, at = [], 0
    text = text.rstrip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise RelevanceError(text[at : at + 20])
        found.append((str(match.lastgroup), match.group().strip()))
        at = match.end()
    return found


def _as_list(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value or "")]


def _number(value: Any) -> float | None:
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def _compare(sign: str, left: float | None, right: float) -> bool:
    if left is None:
        return sign == "!="
    return {
        "=": left == right, "!=": left != right, "<": left < right,
        "<=": left <= right, ">": left > right, ">=": left >= right,
    }[sign]  # fmt: skip

"""Values of the store as JSON and back, by the type of their column. Knows no team and no file.

What comes back is a stranger's: a value of the wrong type, a text too long or with letters that
hide something raises ValueError.
"""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Boolean, Column, Date, Integer, LargeBinary, String, Table, Text, Uuid
from sqlalchemy import Enum as EnumType

from facilitator.application.fields import TEXT_LIMIT
from facilitator.persistence.base import Base, UtcDateTime

LINE_LIMIT = 400
KIT_LIMIT = 400_000
MOST_ITEMS = 200
_HIDDEN = {"Cc", "Cs", "Co", "Zl", "Zp"}
_DIRECTIONS = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def table_named(name: str) -> Table:
    """The table of the store with this name."""
    return Base.metadata.tables[name]


def to_plain(value: Any) -> Any:
    """A value of the store as JSON."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, UUID | date):
        return str(value)
    return value


def from_plain(column: Column[Any], value: Any) -> Any:
    """A JSON value as the store takes it. Raises ValueError."""
    if value is None:
        if not column.nullable:
            raise ValueError(f"{column.name} is empty")
        return None
    kind = column.type
    if isinstance(kind, Boolean):
        return _of(bool, value)
    if isinstance(kind, Integer):
        return _whole(value)
    if isinstance(kind, LargeBinary):
        raise ValueError("no bytes")
    if isinstance(kind, JSON):
        return _lines(value)
    limit = KIT_LIMIT if column.name == "kit" else TEXT_LIMIT
    return _from_text(kind, _of(str, value), limit)


def _from_text(kind: Any, value: str, limit: int) -> Any:
    if isinstance(kind, Uuid):
        return _key(value)
    if isinstance(kind, EnumType):
        return kind.enum_class(value) if kind.enum_class else value
    if isinstance(kind, UtcDateTime):
        return _moment(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    if isinstance(kind, Text):
        return clean_text(value, limit)
    if isinstance(kind, String):
        return clean_text(value, LINE_LIMIT)
    raise ValueError(f"no values of type {kind}")


def _of(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise ValueError(f"{value!r:.40} is no {kind.__name__}")
    return value


def _whole(value: Any) -> int:
    number: int = _of(int, value)
    if abs(number) > 2**53:
        raise ValueError("number out of range")
    return number


def _key(value: str) -> UUID:
    if len(value) != 36:
        raise ValueError("no id")
    return UUID(value)


def _moment(value: str) -> datetime:
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError("a time without a zone")
    return moment


def _lines(value: Any) -> list[str] | dict[str, str]:
    if isinstance(value, dict):
        pairs = {**value}
        if len(pairs) > MOST_ITEMS:
            raise ValueError("too many items")
        return {clean_text(_of(str, name), 60): clean_text(_of(str, text), LINE_LIMIT)
                for name, text in pairs.items()}  # fmt: skip
    lines: list[Any] = _of(list, value)
    if len(lines) > MOST_ITEMS:
        raise ValueError("too many items")
    return [clean_text(_of(str, line), LINE_LIMIT) for line in lines]


def clean_text(value: str, limit: int) -> str:
    """The text, if nothing in it hides and it is not too long. Raises ValueError."""
    if len(value) > limit:
        raise ValueError("text too long")
    if not value.isascii() or not value.isprintable():
        for char in value:
            if char != "\n" and (char in _DIRECTIONS or unicodedata.category(char) in _HIDDEN):
                raise ValueError("letters that hide text")
    return value

"""A sheet as it was read: texts in rows, each row with the number that its spreadsheet shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

MOST_ROWS = 20_000
"""Rows with something in them; the largest list that a programme takes in one go."""
MOST_COLUMNS = 200
"""Columns further to the right are not looked at."""
LARGEST_FILE = 20_000_000
"""Bytes on the disk."""
LONGEST_CELL = 5_000
"""Characters of a cell; the rest of a longer one is not a name or an address."""


class Encoding(StrEnum):
    """How a text table may be written; AUTO tells by the bytes."""

    AUTO = "auto"
    UTF_8 = "utf-8"
    UTF_16 = "utf-16"
    WINDOWS = "cp1252"


class Refused(Exception):
    """The file cannot be read as a table; `code` names the sentence, `params` fill it in."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True, slots=True)
class Row:
    """One row that has something in it."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; a text table has one without a name."""

    name: str
    rows: tuple[Row, ...]
    hidden: bool = False

    def as_plain(self) -> dict[str, Any]:
        """For the way from one process to another."""
        return {"name": self.name, "hidden": self.hidden,
                "rows": [[row.number, list(row.cells)] for row in self.rows]}  # fmt: skip

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any]) -> Sheet:
        """The sheet that `as_plain` described; raises KeyError, TypeError or ValueError otherwise."""
        rows = tuple(Row(int(number), tuple(map(str, cells))) for number, cells in plain["rows"])
        return cls(str(plain["name"]), rows, bool(plain["hidden"]))


def filled(number: int, cells: Sequence[str]) -> Row | None:
    """The row without empty cells at its end, or None where all are empty."""
    kept = [cell[:LONGEST_CELL] for cell in cells[:MOST_COLUMNS]]
    while kept and not kept[-1].strip():
        kept.pop()
    return Row(number, tuple(kept)) if kept else None

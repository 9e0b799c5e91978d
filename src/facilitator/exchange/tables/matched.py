"""Which column of a sheet is read as which field: what every import shares.

Knows no field by name; guessing is the business of each import.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self, TypeVar

from facilitator.domain.people import clean_line, fold
from facilitator.exchange.tables.sheet import Sheet
from facilitator.support.errors import EnvironmentProblem

M = TypeVar("M", bound="TableMatch")
_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the user sees it: its letter, heading and first values."""

    index: int
    letter: str
    heading: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableMatch:
    """How a sheet is read. `header` is the place of the heading row in the sheet's rows, -1 for none."""

    sheet: Sheet
    header: int
    fields: Mapping[int, str]

    @property
    def columns(self) -> tuple[Column, ...]:
        """All columns that hold something, in order."""
        rows = self.sheet.rows[self.header + 1 :]
        width = max((len(row.cells) for row in self.sheet.rows[max(self.header, 0) :]), default=0)
        found = []
        for index in range(width):
            heading = self._cell(self.header, index) if self.header >= 0 else ""
            samples = tuple(
                _some([row.cells[index] for row in rows[:200] if index < len(row.cells)])
            )
            if heading or samples:
                found.append(Column(index, letter(index), heading, samples))
        return tuple(found)

    def _cell(self, row: int, index: int) -> str:
        cells = self.sheet.rows[row].cells
        return clean_line(cells[index]).text if index < len(cells) else ""

    def with_field(self, index: int, field: str) -> Self:
        """The match with a column read as `field`, or left out for ''; a field has one column."""
        fields = {i: f for i, f in self.fields.items() if i != index and f != field}
        return replace(self, fields={**fields, **({index: field} if field else {})})


def chosen(
    path: Path, sheets: Sequence[Sheet], name: str | None,
    best: Callable[[Sequence[Sheet]], M], one: Callable[[Sheet], M],
) -> M:  # fmt: skip
    """The guess for the sheet that the user named, else for the best of all.

    Raises EnvironmentProblem `table-empty` or `table-no-such-sheet`.
    """
    if not any(sheet.rows for sheet in sheets):
        raise EnvironmentProblem("table-empty", path=path)
    if name is None:
        return best(sheets)
    found = next((sheet for sheet in sheets if fold(sheet.name) == fold(name)), None)
    if found is None:
        known = ", ".join(f"“{sheet.name}”" for sheet in sheets if sheet.name) or "–"
        raise EnvironmentProblem("table-no-such-sheet", path=path, sheet=name, known=known)
    return one(found)


def no_such_column(path: Path, match: TableMatch, column: str) -> EnvironmentProblem:
    """The sentence for a column that the user named and that is not there."""
    known = ", ".join(f"{c.letter} “{c.heading}”" for c in match.columns) or "–"
    return EnvironmentProblem("table-no-such-column", path=path, column=column, known=known)


def _some(cells: Sequence[str]) -> list[str]:
    filled = dict.fromkeys(clean_line(cell).text for cell in cells if cell.strip())
    return [cell for cell in filled if cell][:_SAMPLES]


def letter(index: int) -> str:
    """The letter over a column: A for 0, AA for 26."""
    name = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name

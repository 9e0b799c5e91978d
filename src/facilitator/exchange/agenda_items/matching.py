"""Which sheet and which columns of a table hold the agenda: guessed, then as the user says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from facilitator.domain.agenda_list import FIELDS, fields_of, find_header, guess_heading
from facilitator.domain.people import fold
from facilitator.exchange.tables.matched import TableMatch, chosen, no_such_column
from facilitator.exchange.tables.sheet import Sheet
from facilitator.support.errors import EnvironmentProblem


@dataclass(frozen=True, slots=True)
class ItemMatch(TableMatch):
    """How a sheet of agenda items is read."""

    @property
    def has_titles(self) -> bool:
        """Whether some column holds what the sessions are called."""
        return "title" in self.fields.values()

    def with_header(self, place: int) -> ItemMatch:
        """The match with the headings in another row, or in none (-1), guessed anew."""
        cells = self.sheet.rows[place].cells if place >= 0 else ()
        return replace(self, header=place, fields=fields_of(cells))


def match_sheet(sheet: Sheet) -> ItemMatch:
    """The guess for one sheet."""
    header, fields = find_header([row.cells for row in sheet.rows])
    return ItemMatch(sheet, header, fields)


def best_match(sheets: Sequence[Sheet]) -> ItemMatch:
    """The guess for the sheet that looks most like an agenda; visible ones go first."""
    return max(
        (match_sheet(sheet) for sheet in sheets),
        key=lambda m: (m.has_titles, not m.sheet.hidden, len(m.fields), min(len(m.sheet.rows), 3)),
    )


def choose(
    path: Path, sheets: Sequence[Sheet], sheet: str | None = None,
    wishes: Mapping[str, str] | None = None,
) -> ItemMatch:  # fmt: skip
    """The match for a file, with the sheet and the columns that the user named.

    `wishes` maps a field to a heading or to a column's letter. Raises EnvironmentProblem.
    """
    match = chosen(path, sheets, sheet, best_match, match_sheet)
    for field, column in (wishes or {}).items():
        match = _wished(path, match, field, column)
    if not match.has_titles:
        raise EnvironmentProblem("table-no-title-column", path=path)
    return match


def _wished(path: Path, match: ItemMatch, name: str, column: str) -> ItemMatch:
    field = name if name in FIELDS else guess_heading(name)
    if not field:
        known = ", ".join(FIELDS)
        raise EnvironmentProblem("table-no-such-item-field", path=path, name=name, known=known)
    columns = match.columns
    found = next((c for c in columns if fold(c.heading) == fold(column)), None) or next(
        (c for c in columns if c.letter == column.upper()), None
    )
    if found is None:
        raise no_such_column(path, match, column)
    return match.with_field(found.index, field)

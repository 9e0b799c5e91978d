"""Which sheet and which columns of a table are read, and as what: guessed, then as the user says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from facilitator.domain.participant_list.headings import (
    FIELDS,
    NAME_FIELDS,
    complete,
    find_header,
    guess_heading,
)  # fmt: skip
from facilitator.domain.participant_list.names import NameOrder
from facilitator.domain.people import clean_line, fold
from facilitator.exchange.tables.sheet import Sheet
from facilitator.support.errors import EnvironmentProblem

_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the user sees it: its letter, heading and first values."""

    index: int
    letter: str
    heading: str
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """How a sheet is read. `header` is the place of the heading row in the sheet's rows, -1 for none."""

    sheet: Sheet
    header: int
    fields: Mapping[int, str]
    order: NameOrder = NameOrder.GIVEN_FIRST

    @property
    def has_names(self) -> bool:
        """Whether some column holds names."""
        return any(field in NAME_FIELDS for field in self.fields.values())

    @property
    def french(self) -> bool:
        """Whether the headings are French, where "M." is an honorific."""
        if self.header < 0:
            return False
        return bool({fold(cell) for cell in self.sheet.rows[self.header].cells} & _FRENCH)

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

    def with_field(self, index: int, field: str) -> Match:
        """The match with a column read as `field`, or left out for ''; a field has one column."""
        fields = {i: f for i, f in self.fields.items() if i != index and f != field}
        return replace(self, fields={**fields, **({index: field} if field else {})})

    def with_header(self, place: int) -> Match:
        """The match with the headings in another row, or in none (-1), guessed anew."""
        cells = self.sheet.rows[place].cells if place >= 0 else ()
        fields: dict[int, str] = {}
        for index, cell in enumerate(cells):
            guess = guess_heading(cell)
            if guess is not None and guess.field not in fields.values():
                fields[index] = guess.field
        rows = [row.cells for row in self.sheet.rows[place + 1 :]]
        return replace(self, header=place, fields=complete(fields, rows))


_FRENCH = frozenset(
    {"nom", "prenom", "prenoms", "nom complet", "civilite", "nom et prenom", "pays", "sexe"}
)


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


def match_sheet(sheet: Sheet) -> Match:
    """The guess for one sheet."""
    header = find_header([row.cells for row in sheet.rows])
    return Match(sheet, header.row, header.fields)


def best_match(sheets: Sequence[Sheet]) -> Match:
    """The guess for the sheet that looks most like a list of people; visible ones go first."""
    matches = [match_sheet(sheet) for sheet in sheets]
    return max(
        matches,
        key=lambda m: (m.has_names, not m.sheet.hidden, len(m.fields), min(len(m.sheet.rows), 3)),
    )


def choose(
    path: Path, sheets: Sequence[Sheet], sheet: str | None = None,
    wishes: Mapping[str, str] | None = None,
) -> Match:  # fmt: skip
    """The match for a file, with the sheet and the columns that the user named.

    `wishes` maps a field to a heading or to a column's letter. Raises EnvironmentProblem.
    """
    if not any(found.rows for found in sheets):
        raise EnvironmentProblem("table-empty", path=path)
    match = best_match(sheets) if sheet is None else match_sheet(_named(path, sheets, sheet))
    for field, column in (wishes or {}).items():
        match = _wished(path, match, field, column)
    if not match.has_names:
        raise EnvironmentProblem("table-no-name-column", path=path)
    return match


def _named(path: Path, sheets: Sequence[Sheet], name: str) -> Sheet:
    for found in sheets:
        if fold(found.name) == fold(name):
            return found
    known = ", ".join(f"“{found.name}”" for found in sheets if found.name) or "–"
    raise EnvironmentProblem("table-no-such-sheet", path=path, sheet=name, known=known)


def field_named(name: str) -> str:
    """The field that a word means: its own name, or a heading that we know; '' for neither."""
    key = fold(name).replace(" ", "_").replace("-", "_")
    if key in FIELDS:
        return key
    guess = guess_heading(name)
    return guess.field if guess is not None and guess.strength > 1 else ""


def _wished(path: Path, match: Match, name: str, column: str) -> Match:
    field = field_named(name)
    if not field:
        raise EnvironmentProblem(
            "table-no-such-field", path=path, name=name, known=", ".join(FIELDS)
        )
    match, index = _column_named(match, column)
    if index is None:
        known = ", ".join(f"{c.letter} “{c.heading}”" for c in match.columns) or "–"
        raise EnvironmentProblem("table-no-such-column", path=path, column=column, known=known)
    return match.with_field(index, field)


def _column_named(match: Match, name: str) -> tuple[Match, int | None]:
    """The column of this heading, in the heading row or another of the first; else of this letter."""
    wanted = fold(name).strip(" :*")
    places = [match.header, *range(min(40, len(match.sheet.rows)))]
    for place in (p for p in places if p >= 0):
        for index, cell in enumerate(match.sheet.rows[place].cells):
            if fold(cell).strip(" :*") == wanted:
                return _with_header(match, place), index
    if re.fullmatch(r"[A-Za-z]{1,2}", name):
        return match, sum((ord(c) - 64) * 26**n for n, c in enumerate(reversed(name.upper()))) - 1
    return match, None


def _with_header(match: Match, place: int) -> Match:
    return match if place == match.header else match.with_header(place)

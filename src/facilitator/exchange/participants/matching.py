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
from facilitator.domain.people import fold
from facilitator.exchange.tables.matched import TableMatch, chosen, no_such_column
from facilitator.exchange.tables.sheet import Sheet
from facilitator.support.errors import EnvironmentProblem


@dataclass(frozen=True, slots=True)
class Match(TableMatch):
    """How a sheet of people is read."""

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
    match = chosen(path, sheets, sheet, best_match, match_sheet)
    for field, column in (wishes or {}).items():
        match = _wished(path, match, field, column)
    if not match.has_names:
        raise EnvironmentProblem("table-no-name-column", path=path)
    return match


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
        raise no_such_column(path, match, column)
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

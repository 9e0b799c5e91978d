"""Reading participants from a table: CSV or TSV, in the encodings that spreadsheets write.

Nothing is written here. The plan says what each row would become; its command adds the ready rows
as one step of undo.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import uuid4

from facilitator.application import fields
from facilitator.application.commands.people import PARTICIPANT_FIELDS, AddParticipants
from facilitator.application.rows.people import ParticipantRow
from facilitator.domain.countries import country_name
from facilitator.domain.people import InstitutionType, Sex, clean_line, fold
from facilitator.support.errors import EnvironmentProblem, RuleViolation
from facilitator.support.files import file_problem

LARGEST_FILE = 20_000_000
MOST_ROWS = 20_000

HEADINGS: Mapping[str, Sequence[str]] = {
    "certificate_name": ("certificate name", "name on certificate", "full name", "name", "nom complet",
                         "participant", "participant name", "nama", "nama lengkap"),
    "family_name": ("family name", "surname", "last name", "nom", "nom de famille"),
    "given_name": ("given name", "given names", "first name", "prenom", "prenoms", "forename"),
    "badge_name": ("badge name", "name on badge", "preferred name"),
    "own_script_name": ("own script name", "name in own script", "local name", "native name"),
    "honorific": ("honorific", "title", "salutation", "civilite"),
    "sex": ("sex", "gender", "sexe", "genre", "m/f", "f/m"),
    "country": ("country", "nationality", "pays", "country of origin", "negara", "nationalite"),
    "institution": ("institution", "organisation", "organization", "affiliation", "ministry",
                    "organisme", "institusi", "employer"),
    "institution_type": ("institution type", "sector", "type", "secteur", "type of institution"),
    "position": ("position", "job title", "function", "fonction", "designation", "jabatan"),
    "email": ("email", "e-mail", "mail", "email address", "e-mail address", "courriel"),
    "notes": ("notes", "remarks", "comments", "remarques"),
}  # fmt: skip

_FIELD_OF = {fold(heading): field for field, headings in HEADINGS.items() for heading in headings}

_SEXES = {
    **dict.fromkeys(("f", "female", "woman", "w", "femme", "feminin", "perempuan"), Sex.WOMAN),
    **dict.fromkeys(("m", "male", "man", "homme", "masculin", "laki-laki"), Sex.MAN),
    **dict.fromkeys(("", "-", "n/a", "not stated", "prefer not to say", "x"), Sex.NOT_STATED),
}
_TYPES = {
    **dict.fromkeys(("government", "gov", "govt", "ministry", "official", "public", "gouvernement"),
                    InstitutionType.GOVERNMENT),
    **dict.fromkeys(("civil society", "civil_society", "cso", "ngo", "society", "societe civile", "ong"),
                    InstitutionType.CIVIL_SOCIETY),
    **dict.fromkeys(("academia", "academic", "university", "universite", "research", "think tank"),
                    InstitutionType.ACADEMIA),
    **dict.fromkeys(("regional body", "regional_body", "regional organisation", "institute",
                     "regional organization"), InstitutionType.REGIONAL_BODY),
    **dict.fromkeys(("", "other", "autre"), InstitutionType.OTHER),
}  # fmt: skip


class RowState(StrEnum):
    """What would become of a row."""

    READY = "ready"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """A row of the table: its number as a spreadsheet counts (heading included), and its fate."""

    number: int
    state: RowState
    values: Mapping[str, Any]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """All rows of a table with their fate."""

    rows: tuple[PlannedRow, ...]

    def of(self, state: RowState) -> tuple[PlannedRow, ...]:
        """The rows of one state."""
        return tuple(row for row in self.rows if row.state is state)

    @property
    def command(self) -> AddParticipants:
        """The command that adds the ready rows."""
        ready = self.of(RowState.READY)
        return AddParticipants(tuple((uuid4(), row.values) for row in ready))

    def summary(self) -> dict[str, Any]:
        """The counts; women and countries over the ready people."""
        ready = self.of(RowState.READY)
        return {
            "rows": len(self.rows),
            "ready": len(ready),
            "duplicates": len(self.of(RowState.DUPLICATE)),
            "refused": [{"row": r.number, "reason": r.reason} for r in self.of(RowState.REFUSED)],
            "women": sum(1 for row in ready if row.values["sex"] is Sex.WOMAN),
            "countries": len({row.values["country"] for row in ready} - {""}),
        }


def read_table(path: Path, existing: Sequence[ParticipantRow] = ()) -> ImportPlan:
    """Plan the import of a CSV or TSV file into a programme that already has `existing` people.

    Raises EnvironmentProblem when the file cannot be read or no column holds names.
    """
    lines = _table(path)
    columns = _columns(next(lines, (0, []))[1])
    if not {"certificate_name", "family_name", "given_name"} & set(columns.values()):
        raise EnvironmentProblem("table-no-name-column", path=path)
    known = {key for person in existing for key in _identities(_facts(person))}
    rows = []
    for number, cells in lines:
        row = _plan(
            number, {field: cells[i] for i, field in columns.items() if i < len(cells)}, known
        )
        known.update(_identities(row.values) if row.state is RowState.READY else ())
        rows.append(row)
    return ImportPlan(tuple(rows))


def _table(path: Path) -> Iterator[tuple[int, list[str]]]:
    text = _decoded(path)
    sample = "\n".join(text.splitlines()[:20])
    delimiter = max(",;\t", key=sample.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False))
    except csv.Error as error:
        raise EnvironmentProblem("table-not-text", path=path, reason=error) from error
    if len(lines) > MOST_ROWS:
        raise EnvironmentProblem("table-not-text", path=path, reason=f"over {MOST_ROWS} rows")
    return ((n, cells) for n, cells in enumerate(lines, 1) if any(cell.strip() for cell in cells))


def _decoded(path: Path) -> str:
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise EnvironmentProblem("table-not-text", path=path, reason="it is too large")
        content = path.read_bytes()
    except OSError as error:
        raise file_problem(error, path) from error
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\0" in content:
        raise EnvironmentProblem("table-not-text", path=path, reason="it is not a text file")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _columns(headings: Sequence[str]) -> dict[int, str]:
    columns: dict[int, str] = {}
    for index, heading in enumerate(headings):
        field = _FIELD_OF.get(fold(heading).strip(" :*"))
        if field is not None and field not in columns.values():
            columns[index] = field
    if "certificate_name" not in columns.values() and "given_name" not in columns.values():
        # French lists head the only column of names with "Nom".
        columns = {i: "certificate_name" if f == "family_name" else f for i, f in columns.items()}
    return columns


def _plan(number: int, cells: Mapping[str, str], known: set[str]) -> PlannedRow:
    try:
        values = _values(cells)
    except RuleViolation as refusal:
        return PlannedRow(number, RowState.REFUSED, cells, str(refusal))
    if known.intersection(_identities(values)):
        return PlannedRow(number, RowState.DUPLICATE, values)
    return PlannedRow(number, RowState.READY, values)


def _values(cells: Mapping[str, str]) -> dict[str, Any]:
    plain: dict[str, str] = {field: cells.get(field, "") for field in _PLAIN}
    given, family = cells.get("given_name", ""), cells.get("family_name", "")
    plain["certificate_name"] = cells.get("certificate_name", "").strip() or f"{given} {family}"
    plain["country"] = country_name(plain["country"])
    values = fields.clean(PARTICIPANT_FIELDS, plain)
    values["sex"] = _known(_SEXES, "sex", cells.get("sex", ""))
    values["institution_type"] = _known(
        _TYPES, "institution_type", cells.get("institution_type", "")
    )
    return values


_PLAIN = ("badge_name", "own_script_name", "honorific", "country", "institution", "position",
          "email", "notes")  # fmt: skip


def _known(known: Mapping[str, Any], field: str, text: str) -> Any:
    try:
        return known[fold(text).rstrip(".")]
    except KeyError as error:
        raise RuleViolation("value-not-allowed", field=field, text=clean_line(text).text) from error


def _facts(person: ParticipantRow) -> dict[str, str]:
    return {"email": person.email, "certificate_name": person.certificate_name,
            "institution": person.institution}  # fmt: skip


def _identities(values: Mapping[str, Any]) -> list[str]:
    keys = [f"name:{fold(values['certificate_name'])}/{fold(values['institution'])}"]
    return [*keys, f"email:{fold(values['email'])}"] if values["email"] else keys

"""From a matched sheet to people's values, row by row. Rows that name nobody are passed over.

First the cells become one text a field (names put together, honorifics taken out), which the user
can correct; then the texts become values, or a reason why not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from facilitator.application import fields
from facilitator.application.commands.people import PARTICIPANT_FIELDS
from facilitator.domain.countries import country_name, is_country
from facilitator.domain.participant_list import values as told
from facilitator.domain.participant_list.headings import guess_heading
from facilitator.domain.participant_list.names import (
    join_name,
    read_name,
    sex_of_honorific,
    take_honorific,
)  # fmt: skip
from facilitator.domain.people import (
    InstitutionType,
    ParticipantRole,
    Sex,
    clean_email,
    clean_line,
    fold,
)
from facilitator.exchange.participants.matching import Match
from facilitator.exchange.tables.sheet import Row
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr, trn

_CONSENTS = ("consent_photo", "consent_name_in_report", "consent_share_contact")
_LONG_REMARK = 60


@dataclass(frozen=True, slots=True)
class Draft:
    """One row: a text a field, and what they come to.

    `values` holds only fields that the table has. `proposed` is what is suggested and not taken.
    `problem` is the field that must be fixed, with the reason beside it.
    """

    number: int
    texts: Mapping[str, str]
    values: Mapping[str, Any]
    problem: str = ""
    reason: str = ""
    notes: tuple[str, ...] = ()
    read_notes: tuple[str, ...] = ()
    proposed: Mapping[str, Any] | None = None

    def with_text(self, field: str, text: str) -> Draft:
        """The row with one field typed anew."""
        return valued(replace(self, texts={**self.texts, field: text}))


def read_rows(match: Match) -> list[Draft]:
    """Everybody whom the sheet names, in its order, and the rows that need a fix."""
    return [draft for _, draft in _each(match) if draft is not None]


def rows_left_out(match: Match) -> tuple[int, ...]:
    """Numbers of the rows that hold something but nobody's name, so that no person is made of them."""
    return tuple(number for number, draft in _each(match) if draft is None)


def _each(match: Match) -> Iterator[tuple[int, Draft | None]]:
    rows = match.sheet.rows
    heading = [fold(cell) for cell in rows[match.header].cells] if match.header >= 0 else []
    has_country = "country" in match.fields.values()
    section = ""
    for row in rows[match.header + 1 :]:
        cells = {i: cell for i, cell in enumerate(row.cells) if cell.strip()}
        if not cells or _is_heading(row, match, heading) or told.is_total(cells):
            continue
        if len(cells) == 1 and len(match.fields) > 1 and is_country(next(iter(cells.values()))):
            section = next(iter(cells.values()))  # a delegation's heading inside the list
            if (
                match.fields.get(next(iter(cells))) == "country"
            ):  # beside other countries it is none
                yield row.number, None
            continue
        if _names_nobody(cells, match):
            if not all(map(_is_number, cells.values())):  # else it is an empty line with a number
                yield row.number, None
            continue
        draft = _read(row, match)
        if section and not has_country:
            draft = replace(draft, texts={**draft.texts, "country": section})
        yield row.number, valued(draft)


def _is_heading(row: Row, match: Match, heading: list[str]) -> bool:
    """The headings once more, on a new page or in a second language."""
    if [fold(cell) for cell in row.cells] == heading:
        return True
    again = 0
    for index, field in match.fields.items():
        guess = guess_heading(row.cells[index]) if index < len(row.cells) else None
        again += guess is not None and guess.strength == _SURE and guess.field == field
    return again > 1 and match.header >= 0


_SURE = 3


def _names_nobody(cells: Mapping[int, str], match: Match) -> bool:
    """A remark under the list, a line of numbers, a number without a person."""
    mapped = {match.fields[i]: cell for i, cell in cells.items() if i in match.fields}
    telling = [cell for field, cell in mapped.items() if field != "notes" and not _is_number(cell)]
    if not telling:
        return True
    if len(cells) > 1 or len(match.fields) < 3:
        return False
    only = telling[0]
    if any(char.isdigit() for char in only):
        return True
    return len(only) > _LONG_REMARK or only.lstrip().startswith(
        ("*", "(", "–", "Note", "NB", "N.B.", "Source")
    )


def _is_number(cell: str) -> bool:
    return cell.strip().replace(".", "").replace("%", "").replace(",", "").strip().isdigit()


def _read(row: Row, match: Match) -> Draft:
    raw = {field: row.cells[i] if i < len(row.cells) else "" for i, field in match.fields.items()}
    removed = sum(clean_line(cell).removed for field, cell in raw.items() if field != "notes")
    notes = []
    if removed:
        notes.append(
            trn("{n} invisible character removed", "{n} invisible characters removed", removed)
        )
    texts = {field: told.said(cell) for field, cell in raw.items()}
    if "notes" in raw:
        texts["notes"] = raw["notes"]
    return Draft(row.number, _with_name(texts, match), {}, read_notes=tuple(notes))


_PARTS = frozenset({"given_name", "middle_name"})


def _with_name(texts: Mapping[str, str], match: Match) -> dict[str, str]:
    whole = read_name(texts.get("certificate_name", ""), french=match.french, order=match.order)
    both = " ".join(texts[f] for f in ("given_name", "middle_name") if texts.get(f))
    first, given = take_honorific(both, french=match.french)
    second, family = take_honorific(texts.get("family_name", ""), french=match.french)
    made = {field: text for field, text in texts.items() if field not in _PARTS}
    made["certificate_name"] = whole.name or join_name(given, family, match.order)
    if family or whole.family_name or "family_name" in texts:
        made["family_name"] = family or whole.family_name
    found = whole.honorific or first or second
    if found or "honorific" in texts:
        made["honorific"] = texts.get("honorific", "") or found
    return made


# --- from texts to values --------------------------------------------------------------------------


def valued(draft: Draft) -> Draft:
    """The draft with its texts worked out: values, or the field to fix and why."""
    texts, notes = draft.texts, list(draft.read_notes)
    try:
        values = _values(texts, notes)
    except RuleViolation as refusal:
        return replace(draft, values={}, problem=refusal.field or "certificate_name",
                       reason=str(refusal), notes=tuple(notes), proposed=None)  # fmt: skip
    proposed = _proposed(values)
    return replace(
        draft, values=values, problem="", reason="", notes=tuple(notes), proposed=proposed
    )


def _values(texts: Mapping[str, str], notes: list[str]) -> dict[str, Any]:
    plain: dict[str, Any] = {name: text for name, text in texts.items() if name in _PLAIN}
    if "country" in texts:
        plain["country"] = _country(texts["country"], notes)
    if "email" in texts:
        plain["email"] = _email(texts["email"], notes)
    values = fields.clean(PARTICIPANT_FIELDS, plain)
    if "sex" in texts:
        values["sex"] = _sex(texts["sex"])
    if "institution_type" in texts:
        values["institution_type"] = _or_else(
            told.read_institution_type(texts["institution_type"]), InstitutionType.OTHER,
            texts["institution_type"], notes, tr("kept as “Other”"))  # fmt: skip
    if "role" in texts:
        values["role"] = _or_else(told.read_role(texts["role"]), ParticipantRole.PARTICIPANT,
                                  texts["role"], notes, tr("kept as “Participant”"))  # fmt: skip
    for consent in _CONSENTS:
        if texts.get(consent):  # an empty cell neither gives a consent nor takes one back
            values[consent] = _or_else(told.read_yes(texts[consent]), False, texts[consent], notes,
                                       tr("kept as “no”"))  # fmt: skip
    return values


_PLAIN = frozenset({"certificate_name", "family_name", "badge_name", "own_script_name", "honorific",
                    "institution", "position", "notes"})  # fmt: skip


def _or_else(value: Any, otherwise: Any, text: str, notes: list[str], what: str) -> Any:
    if value is None:
        notes.append(tr("“{text}” is not known; {what}", text=text, what=what))
        return otherwise
    return value


def _country(text: str, notes: list[str]) -> str:
    name = country_name(text)
    if name == clean_line(text).text and name and not is_country(name):
        notes.append(tr("“{text}” is no name of a State that we know; kept as written", text=name))
    return name


def _email(text: str, notes: list[str]) -> str:
    addresses = told.read_emails(text)
    if not addresses:
        return ""
    if len(addresses) > 1:
        others = ", ".join(addresses[1:])
        notes.append(tr("Only the first address is taken, not {others}", others=others))
    return clean_email(addresses[0])


def _sex(text: str) -> Sex:
    sex = told.read_sex(text)
    if sex is None:
        raise RuleViolation("value-not-allowed", field="sex", text=text)
    return sex


def _proposed(values: Mapping[str, Any]) -> dict[str, Any] | None:
    if values.get("sex", Sex.NOT_STATED) is not Sex.NOT_STATED:
        return None
    sex = sex_of_honorific(values.get("honorific", ""))
    return None if sex is None else {"sex": sex}

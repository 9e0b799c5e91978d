"""Answers from a table: what people filled in months later and sent back, or an export of Kobo.

Columns are found by the names of the questions; all others (times, devices, who sent it) are passed
over and go nowhere. A table with any fault is not read at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from facilitator.domain.feedback.answers import cleaned
from facilitator.domain.feedback.forms import (
    NOT_APPLICABLE,
    Fault,
    Form,
    Item,
    ItemKind,
    text_in,
)  # fmt: skip
from facilitator.exchange.tables.guarded import read_table
from facilitator.exchange.tables.sheet import Sheet
from facilitator.exchange.xlsform import NOW, THEN, put_text
from facilitator.support.errors import RuleViolation
from facilitator.support.office_files import write_office

COMMENT = "#"


def columns_of(form: Form) -> list[tuple[str, Item | None]]:
    """The columns of a form's table: names with their items; code and group have none."""
    found: list[tuple[str, Item | None]] = [("code", None)] if form.with_code else []
    found += [("group", None)] if form.dimension.value != "none" else []
    for item in form.items:
        names = [item.name]
        if item.kind is ItemKind.THEN_NOW:
            names = [item.name + THEN, item.name + NOW]
        found += [(name, item) for name in names]
    return found


def write_answer_sheet(form: Form, path: Path) -> None:
    """An empty table to fill in: names, and below them the questions with their possible values.

    Raises EnvironmentProblem; the file is whole or not there.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    sheet.title = "answers"
    for place, (name, item) in enumerate(columns_of(form), 1):
        put_text(sheet.cell(1, place), name).font = Font(bold=True)
        told = put_text(sheet.cell(2, place), f"{COMMENT} {_told(item, form.languages[0])}")
        told.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(place)].width = 32
    sheet.freeze_panes = "A3"
    write_office(path, book.save)


def _told(item: Item | None, language: str) -> str:
    if item is None:
        return ""
    values = "; ".join(f"{o.name} = {text_in(o.texts, language)}" if o.texts else o.name
                       for o in item.choices)  # fmt: skip
    return "\n".join(filter(None, [text_in(item.texts, language), values]))


def read_answers(form: Form, path: Path) -> tuple[list[dict[str, Any]], list[Fault]]:
    """The answers of a table, or none with every fault that it has.

    Raises EnvironmentProblem where the file cannot be read as a table.
    """
    return from_sheets(form, read_table(path))


def from_sheets(form: Form, sheets: Sequence[Sheet]) -> tuple[list[dict[str, Any]], list[Fault]]:
    """Like `read_answers`, from sheets that were read."""
    rows = next((sheet.rows for sheet in sheets if sheet.rows), ())
    if not rows:
        return [], [Fault(1, "answers-empty")]
    # Kobo writes the names of groups of questions before the name: "group/name".
    head = [cell.strip().rsplit("/", 1)[-1] for cell in rows[0].cells]
    if not {name for name, item in columns_of(form) if item is not None} & set(head):
        return [], [Fault(1, "answers-no-columns")]
    answers, faults = [], []
    for row in rows[1:]:
        if row.cells and row.cells[0].lstrip().startswith(COMMENT):
            continue
        cells = dict(zip(head, (cell.strip() for cell in row.cells), strict=False))
        try:
            answer = cleaned(form, _values(form, cells))
        except RuleViolation as refusal:
            values = {"column": refusal.field, "problem": str(refusal)}
            faults.append(Fault(row.number, "answers-bad-value", values, "answers"))
            continue
        if set(answer) - {"code", "group"}:
            answers.append(answer)
    if not answers and not faults:
        faults.append(Fault(1, "answers-empty"))
    return ([], faults) if faults else (answers, [])


def _values(form: Form, cells: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {name: cells[name] for name in ("code", "group") if cells.get(name)}
    for item in form.items:
        if item.kind is ItemKind.THEN_NOW:
            both = [cells.get(item.name + THEN, ""), cells.get(item.name + NOW, "")]
            if any(both):
                found[item.name] = both
            continue
        text = cells.get(item.name, "")
        if not text:
            continue
        found[item.name] = text.split() if item.kind is ItemKind.CHOICES else _plain(item, text)
    return found


def _plain(item: Item, text: str) -> str:
    """A number that a spreadsheet wrote as 4.0 is the option 4."""
    if item.kind in {ItemKind.TEXT, ItemKind.NUMBER} or text == NOT_APPLICABLE:
        return text
    whole = text.removesuffix(".0")
    return whole if whole in {option.name for option in item.choices} else text

"""The list of participants as a workbook, by consent. Every cell is text: nothing is ever a formula."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

from facilitator.application.rows.people import ParticipantRow
from facilitator.reports.cells import put_text
from facilitator.reports.people_lists import ListedPerson, by_consent
from facilitator.reports.workbooks import Book, let_filter
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.i18n import tr

_WIDEST = 48
_WIDTHS = {"name": 32, "own_script_name": 26, "institution": 40, "position": 34, "email": 32}


def write_participant_workbook(people: Sequence[ParticipantRow], path: Path) -> None:
    """Write those who agreed to be named to an XLSX file, addresses of those who share them.

    Raises EnvironmentProblem, `nothing-to-export` where nobody did; the file is whole or not there.
    """
    rows, _ = by_consent(people)
    if not rows:
        raise EnvironmentProblem("nothing-to-export", what=tr("nobody has agreed to be named"))
    from openpyxl.styles import Alignment

    book = Book()
    names = [field.name for field in fields(ListedPerson)]
    widths = [_WIDTHS.get(name, 16) for name in names]
    sheet = book.begin(tr("Participants"), _titles(), widths, stays="B2")
    for line, row in enumerate(rows, 2):
        for place, name in enumerate(names, 1):
            cell = put_text(sheet.cell(line, place), getattr(row, name))
            cell.alignment = Alignment(vertical="top", wrap_text=len(str(cell.value)) > _WIDEST)
    let_filter(sheet, len(rows))
    book.write(path)


def _titles() -> tuple[str, ...]:
    return (tr("Name"), tr("Name in own script"), tr("Title"), tr("Country"), tr("Institution"),
            tr("Position"), tr("Role"), tr("Group"), tr("E-mail"))  # fmt: skip

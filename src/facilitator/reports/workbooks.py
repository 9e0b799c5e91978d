"""Sheets of a workbook: a bold head that stays in view, texts never worked out, numbers as such."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facilitator.reports.cells import put_lines
from facilitator.support.office_files import write_office

Cell = str | int | float | None
Row = Sequence[Cell]
_LONGEST_TITLE = 31
"""Characters that spreadsheet programs allow."""
_MOST_DIGITS = 8


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its title, the heads of its columns, its rows; widths in characters."""

    title: str
    head: Sequence[str]
    rows: Sequence[Row]
    widths: Sequence[int]


class Book:
    """A workbook that is being filled."""

    def __init__(self) -> None:
        from openpyxl import Workbook

        self._book = Workbook()
        self._book.remove(self._book.active)

    def put(self, what: Sheet) -> None:
        """Add a sheet with all its rows."""
        from openpyxl.styles import Alignment

        sheet = self.begin(what.title, what.head, what.widths)
        for number, row in enumerate(what.rows, 2):
            for place, value in enumerate(row, 1):
                cell = sheet.cell(number, place)
                if isinstance(value, str):
                    put_lines(cell, value)
                else:
                    cell.value = value
                cell.alignment = Alignment(vertical="top", wrap_text=True)

    def begin(
        self, title: str, head: Sequence[str], widths: Sequence[int], stays: str = "A2"
    ) -> Any:
        """Add a sheet that has its head alone; what is above and left of `stays` is always seen."""
        from openpyxl.styles import Font
        from openpyxl.utils import get_column_letter

        sheet = self._book.create_sheet(title[:_LONGEST_TITLE])
        for place, (text, width) in enumerate(zip(head, widths, strict=True), 1):
            put_lines(sheet.cell(1, place), text).font = Font(bold=True)
            sheet.column_dimensions[get_column_letter(place)].width = width
        sheet.freeze_panes = stays
        return sheet

    def write(self, path: Path) -> None:
        """Write the book. Raises EnvironmentProblem; the file is whole or not there."""
        write_office(path, self._book.save)


def let_filter(sheet: Any, rows: int) -> None:
    """Have the columns filtered by their heads, over this many rows."""
    from openpyxl.utils import get_column_letter

    sheet.auto_filter.ref = f"A1:{get_column_letter(sheet.max_column)}{max(1, rows) + 1}"


def numbers_as_such(row: Sequence[str]) -> list[Cell]:
    """The texts of a row, those that are whole numbers as numbers."""
    return [int(text) if _is_number(text) else text for text in row]


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS

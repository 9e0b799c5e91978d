"""The agenda as a workbook and as a text table, one row an item; the import reads them back.

The organisers may have them: nothing of the private notes is in them. Texts are never formulas.
"""

from __future__ import annotations

from datetime import time
from pathlib import Path
from typing import Any

from facilitator.application.rows.agenda import AgendaItemRow, AgendaRow, DayRow
from facilitator.application.rows.programme import ProgrammeRow
from facilitator.domain.agenda import clock
from facilitator.reports.agenda_public import for_participants, said
from facilitator.reports.cells import put_lines, write_text_table
from facilitator.reports.labels import label
from facilitator.reports.words import weekday
from facilitator.reports.workbooks import Book, let_filter
from facilitator.support.i18n import tr

_WIDTHS = (7, 12, 13, 8, 8, 9, 46, 20, 24, 20, 22, 44, 40, 10, 10)
_LONG = frozenset({6, 11, 12})
"""Columns whose texts go over several lines: title, objective, materials."""


def titles() -> tuple[str, ...]:
    """The headings, in the order of the columns."""
    return (tr("Day"), tr("Date"), tr("Weekday"), tr("Start"), tr("End"), tr("Minutes"),
            tr("Title"), tr("Type"), tr("Lead"), tr("Room"), tr("Mode"), tr("Objective"),
            tr("Materials"), tr("Shortest"), tr("Fixed time"))  # fmt: skip


def _cells(item: AgendaItemRow, day: DayRow) -> tuple[str, ...]:
    return (
        str(day.number), day.date.isoformat(), weekday(day.date), clock(item.start),
        clock(item.end), str(item.minutes), item.title, label(item.type), item.lead, item.room,
        said(item.mode), item.objective, said(item.materials), str(item.floor),
        tr("yes") if item.anchored else tr("no"),
    )  # fmt: skip


def _lines(agenda: AgendaRow) -> list[tuple[AgendaItemRow, DayRow]]:
    days = {day.id: day for day in agenda.days}
    return [(item, days[item.day_id]) for item in agenda.items]


def write_agenda_table(agenda: AgendaRow, programme: ProgrammeRow, path: Path) -> None:
    """Write the items to a CSV file.

    Raises EnvironmentProblem when the file cannot be written; nothing is left then.
    """
    lines = _lines(for_participants(agenda, programme))
    write_text_table([titles(), *(_cells(item, day) for item, day in lines)], path)


def write_agenda_workbook(agenda: AgendaRow, programme: ProgrammeRow, path: Path) -> None:
    """Write the items to an XLSX file: dates, times and minutes as such, all else as text.

    Raises EnvironmentProblem when the file cannot be written; nothing is left then.
    """
    from openpyxl.styles import PatternFill
    from openpyxl.worksheet.properties import PageSetupProperties

    book = Book()
    sheet = book.begin(tr("Agenda"), titles(), _WIDTHS)
    for cell in sheet[1]:
        cell.fill = PatternFill("solid", fgColor="E9EDEF")
    lines = _lines(for_participants(agenda, programme))
    for number, (item, day) in enumerate(lines, 2):
        _write_row(sheet, number, item, day)
    let_filter(sheet, len(lines))
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    book.write(path)


def _write_row(sheet: Any, number: int, item: AgendaItemRow, day: DayRow) -> None:
    from openpyxl.styles import Alignment

    values: dict[int, tuple[Any, str]] = {
        0: (day.number, "0"), 1: (day.date, "yyyy-mm-dd"), 3: _time(item.start),
        4: _time(item.end), 5: (item.minutes, "0"), 13: (item.floor, "0"),
    }  # fmt: skip
    for place, text in enumerate(_cells(item, day)):
        cell = sheet.cell(number, place + 1)
        if place in values:
            cell.value, cell.number_format = values[place]
        else:
            put_lines(cell, text)
        cell.alignment = Alignment(vertical="top", wrap_text=place in _LONG)


def _time(minute: int) -> tuple[Any, str]:
    """A clock time of the day; midnight at its end is a full day, which Excel shows as 24:00."""
    if minute >= 24 * 60:
        return minute / (24 * 60), "[hh]:mm"
    return time(minute // 60, minute % 60), "hh:mm"

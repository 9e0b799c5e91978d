"""The agenda as a table: what a spreadsheet program opens, and nothing that it would work out."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import openpyxl
import pytest
from report_rows import agenda, programme

from facilitator.application.rows.agenda import AgendaRow
from facilitator.reports.agenda_tables import titles, write_agenda_table, write_agenda_workbook
from facilitator.reports.cells import plain_text
from facilitator.support.cells import STARTS_FORMULA, without_apostrophe


def hostile(text: str) -> AgendaRow:
    item = replace(agenda().items[0], title=text, objective=text, materials=text, mode=text,
                   lead=text, room=text)  # fmt: skip
    return replace(agenda(), items=(item,))


def cells(path: Path) -> list[list[str]]:
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_text_table_has_every_item_once(tmp_path: Path) -> None:
    write_agenda_table(agenda(), programme(), tmp_path / "a.csv")
    head, *rows = cells(tmp_path / "a.csv")
    assert tuple(head) == titles()
    assert [row[6] for row in rows] == [item.title for item in agenda().items]
    assert rows[0][:6] == ["1", "2024-11-04", "Monday", "08:30", "09:00", "30"]
    assert "PRIVATE" not in (tmp_path / "a.csv").read_text("utf-8")


def test_workbook_has_true_dates_times_and_minutes(tmp_path: Path) -> None:
    write_agenda_workbook(agenda(), programme(), tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert [cell.value for cell in sheet[1]] == list(titles())
    row = [cell.value for cell in sheet[2]]
    assert (row[0], row[1].date()) == (1, date(2024, 11, 4))
    assert row[3:6] == [time(8, 30), time(9), 30]
    assert sheet.max_row == len(agenda().items) + 1
    assert all("PRIVATE" not in str(cell.value) for line in sheet for cell in line)


@pytest.mark.parametrize("start", [*STARTS_FORMULA, "  =", "\x07="])
def test_no_cell_is_ever_a_formula(start: str, tmp_path: Path) -> None:
    rows = hostile(f"{start}cmd|'/C calc'!A0")
    write_agenda_workbook(rows, programme(), tmp_path / "a.xlsx")
    write_agenda_table(rows, programme(), tmp_path / "a.csv")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    texts = [cell for cell in sheet[2] if isinstance(cell.value, str)]
    assert len(texts) >= 7
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in texts)
    assert not any(cell.startswith(STARTS_FORMULA) for row in cells(tmp_path / "a.csv")
                   for cell in row)  # fmt: skip


def test_apostrophe_comes_off_again() -> None:
    for text in ("=1+1", "-", "'quoted", "Break", "@home"):
        assert without_apostrophe(plain_text(text)) == text


def test_midnight_is_the_end_of_the_day(tmp_path: Path) -> None:
    item = replace(agenda().items[0], start=23 * 60, minutes=60)
    write_agenda_workbook(replace(agenda(), items=(item,)), programme(), tmp_path / "a.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx").active["E2"]
    assert cell.value in (1, 1.0) or str(cell.value) in {"1 day, 0:00:00", "24:00:00"}

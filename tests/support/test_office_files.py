"""Office files without the hour of their making."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from facilitator.support.office_files import settled


def test_no_date_is_left_and_the_book_still_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []
    for hour in (1_700_000_000.0, 1_800_000_000.0):
        monkeypatch.setattr("time.time", lambda at=hour: at)
        book = openpyxl.Workbook()
        book.active["A1"] = "Ánh"
        made.append(settled(book.save))
    assert made[0] == made[1]
    with zipfile.ZipFile(io.BytesIO(made[0])) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = parts.read("docProps/core.xml")
    assert b"dcterms:" not in core.replace(b"xmlns:dcterms", b"")
    assert openpyxl.load_workbook(io.BytesIO(made[0])).active["A1"].value == "Ánh"

"""XLSX workbooks: looked at as a packed file first, then read row by row, values only.

Runs in a process of its own (see `guarded`), since a workbook of a few kilobytes can ask for minutes
and gigabytes. Formulas are never worked out: what the spreadsheet last showed is read.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any

from facilitator.exchange.tables.sheet import MOST_COLUMNS, MOST_ROWS, Refused, Row, Sheet, filled

UNPACKED = 50_000_000
"""Bytes that the parts of a workbook may have together."""
ONE_TEXT_PART = 25_000_000
_MOST_PARTS = 2_000
_MOST_SHEETS = 100
_MOST_MERGED = 5_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def is_workbook(content: bytes) -> bool:
    """Whether the bytes begin as a packed or an old binary workbook does."""
    return content.startswith((b"PK\x03\x04", b"PK\x05\x06", _OLE))


def read_workbook(content: bytes) -> tuple[Sheet, ...]:
    """The worksheets in order. Raises Refused."""
    _check(content)
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about drawings and rules that are not read anyway
            book = openpyxl.load_workbook(
                io.BytesIO(content), read_only=True, data_only=True, keep_links=False
            )
            sheets = tuple(_sheet(content, book, sheet) for sheet in book.worksheets[:_MOST_SHEETS])
    except (Refused, MemoryError):
        raise
    except Exception as error:
        raise Refused("workbook-damaged") from error
    if not sheets:
        raise Refused("workbook-damaged")
    return sheets


def _check(content: bytes) -> None:
    """Refuse by the packed file's own list what is protected, of another kind, or would swell."""
    if content.startswith(_OLE):
        hidden = "EncryptedPackage".encode("utf-16-le") in content
        raise Refused("workbook-protected" if hidden else "workbook-old")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError) as error:
        raise Refused("workbook-damaged") from error
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        raise Refused("workbook-other-kind")
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("workbook-protected")
    shared = sum(part.file_size for part in parts if "sharedstrings" in part.filename.lower())
    if (
        len(parts) > _MOST_PARTS
        or sum(part.file_size for part in parts) > UNPACKED
        or shared > ONE_TEXT_PART
    ):
        raise Refused("workbook-swells")


def _sheet(content: bytes, book: Any, sheet: Any) -> Sheet:
    rows = list(_rows(sheet))
    path = _path_of(book, sheet)
    merged = list(_merged(content, path)) if path else []
    return Sheet(
        str(sheet.title), tuple(_filled_down(rows, merged)), sheet.sheet_state != "visible"
    )


def _rows(sheet: Any) -> Iterator[Row]:
    found = 0
    sheet.reset_dimensions()  # what a workbook says of its size is often wrong
    for number, cells in enumerate(sheet.iter_rows(values_only=True), 1):
        if not cells:
            continue
        row = filled(number, [_text(value) for value in cells[:MOST_COLUMNS]])
        if row is None:
            continue
        found += 1
        if found > MOST_ROWS:
            raise Refused("table-too-long", most=MOST_ROWS)
        yield row


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _path_of(book: Any, sheet: Any) -> str:
    path = str(getattr(sheet, "_worksheet_path", ""))
    return path if path in book._archive.namelist() else ""  # noqa: SLF001 - no public way to the part


_MERGE = re.compile(
    rb'<(?:\w+:)?mergeCell\b[^>]{0,200}\bref="\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})"'
)


def _merged(content: bytes, path: str) -> Iterable[tuple[int, int, int]]:
    """(column, first row, last row) of cells merged downwards; the reader itself does not tell."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        part = packed.read(path)
    at = part.find(b"mergeCells")
    if at < 0:
        return
    for number, match in enumerate(_MERGE.finditer(part, at)):
        if number >= _MOST_MERGED:
            return
        column, first, last = _column(match[1]), int(match[2]), int(match[4])
        if column < MOST_COLUMNS and first < last:
            yield column, first, last


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + letter - ord("A") + 1
    return number - 1


def _filled_down(rows: list[Row], merged: list[tuple[int, int, int]]) -> list[Row]:
    """Cells merged downwards say the same in each of their rows that has something else in it."""
    if not merged:
        return rows
    cells = {row.number: list(row.cells) for row in rows}
    numbers = sorted(cells)
    left = 10 * MOST_ROWS
    for column, first, last in merged:
        value = cells[first][column] if first in cells and column < len(cells[first]) else ""
        if not value.strip():
            continue
        from bisect import bisect_left, bisect_right

        for number in numbers[bisect_right(numbers, first) : bisect_left(numbers, last + 1)]:
            left -= 1
            if left < 0:
                return rows
            own = cells[number]
            own.extend([""] * (column + 1 - len(own)))
            own[column] = own[column] or value
    return [Row(number, tuple(cells[number])) for number in numbers]

"""Cells that no spreadsheet program ever works out, for workbooks and for text tables.

People's text may begin with a sign that starts a formula; here it stays a text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from facilitator.domain.people import clean_line, clean_lines
from facilitator.support.files import write_atomically

STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What makes a spreadsheet program take a text for a formula, full width signs included."""


def put_text(cell: Any, text: str) -> Any:
    """Put one line of text into a workbook's cell; returns the cell."""
    return _put(cell, clean_line(text).text)


def put_lines(cell: Any, text: str) -> Any:
    """Put a text with its line ends into a workbook's cell; returns the cell."""
    return _put(cell, clean_lines(text))


def _put(cell: Any, text: str) -> Any:
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell


def plain_text(text: str) -> str:
    """The text for a text table: an apostrophe stands before what would start a formula."""
    cleaned = clean_lines(text)
    return f"'{cleaned}" if cleaned.startswith(STARTS_FORMULA) else cleaned


def without_apostrophe(text: str) -> str:
    """The text as it was before `plain_text`."""
    return text[1:] if text.startswith("'") and text[1:].startswith(STARTS_FORMULA) else text


def write_text_table(rows: Sequence[Sequence[str]], path: Path) -> None:
    """Write rows as CSV in UTF-8 with a mark, as every spreadsheet program reads it.

    Raises EnvironmentProblem when the file cannot be written; nothing is left then.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([[plain_text(cell) for cell in row] for row in rows])
    with write_atomically(path) as stream:
        stream.write(text.getvalue().encode("utf-8-sig"))

"""People's texts in the cells of workbooks and text tables: cleaned, and never worked out."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from facilitator.domain.people import clean_line, clean_lines
from facilitator.support.cells import put_as_text, with_apostrophe
from facilitator.support.files import write_atomically


def put_text(cell: Any, text: str) -> Any:
    """Put one line of text into a workbook's cell; returns the cell."""
    return put_as_text(cell, clean_line(text).text)


def put_lines(cell: Any, text: str) -> Any:
    """Put a text with its line ends into a workbook's cell; returns the cell."""
    return put_as_text(cell, clean_lines(text))


def plain_text(text: str) -> str:
    """The text for a text table: an apostrophe stands before what would start a formula."""
    return with_apostrophe(clean_lines(text))


def write_text_table(rows: Sequence[Sequence[str]], path: Path) -> None:
    """Write rows as CSV in UTF-8 with a mark, as every spreadsheet program reads it.

    Raises EnvironmentProblem when the file cannot be written; nothing is left then.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([[plain_text(cell) for cell in row] for row in rows])
    with write_atomically(path) as stream:
        stream.write(text.getvalue().encode("utf-8-sig"))

"""Texts in cells that no spreadsheet program ever works out, for what goes out and what comes in.

People's text may begin with a sign that starts a formula; here it stays a text.
"""

from __future__ import annotations

from typing import Any

STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What makes a spreadsheet program take a text for a formula, full width signs included."""


def put_as_text(cell: Any, text: str) -> Any:
    """Put a cleaned text into a workbook's cell; returns the cell."""
    cell.value = text
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell


def with_apostrophe(text: str) -> str:
    """The text for a text table: an apostrophe stands before what would start a formula."""
    return f"'{text}" if text.startswith(STARTS_FORMULA) else text


def without_apostrophe(text: str) -> str:
    """The text as it was before `with_apostrophe`."""
    return text[1:] if text.startswith("'") and text[1:].startswith(STARTS_FORMULA) else text

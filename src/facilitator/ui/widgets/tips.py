"""Tooltips that show people's text as it was typed.

Qt guesses whether a tooltip is markup; a name with a tag in it would be drawn, and could open files.
"""

from __future__ import annotations

from html import escape

from PySide6.QtGui import Qt


def plain_tip(text: str) -> str:
    """The text for `setToolTip`: as it is, or escaped where Qt would take it for markup."""
    if not Qt.mightBeRichText(text):
        return text
    return "<br>".join(escape(line) for line in text.split("\n"))

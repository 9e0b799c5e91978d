"""Seeds: drawn afresh, or typed in to draw again what a printout names."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from PySide6.QtCore import QRegularExpression
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit

from facilitator.support.i18n import tr


def new_seed(taken: Sequence[int] = ()) -> int:
    """A seed drawn afresh, short enough to be read out."""
    seed = uuid4().int % 9000 + 1000
    return seed if seed not in taken else new_seed(taken)


def seed_field() -> QLineEdit:
    """A field for a seed; empty means a new one."""
    field = QLineEdit()
    field.setPlaceholderText(tr("new"))
    field.setValidator(QRegularExpressionValidator(QRegularExpression(r"\d{0,9}"), field))
    return field


def seed_in(field: QLineEdit) -> int | None:
    """The seed that was typed in, or None."""
    text = field.text().strip()
    return int(text) if text.isdecimal() else None

"""Single letters as keys: only where no text is being written and no other key is held."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget


def letter(event: QKeyEvent, focus: QWidget | None) -> str:
    """The letter pressed, in capitals; nothing where it belongs to a text or to a shortcut."""
    writing = isinstance(focus, QLineEdit | QPlainTextEdit | QComboBox | QSpinBox)
    modifiers = Qt.KeyboardModifier
    held = event.modifiers() & ~(modifiers.ShiftModifier | modifiers.KeypadModifier)
    return "" if writing or held else event.text().upper()

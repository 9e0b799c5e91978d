"""Small controls that pages make in code: lists of choices, numbers, frames that scroll."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QScrollArea, QSizePolicy, QSpinBox, QWidget

Choices = Sequence[tuple[str, object]]
"""What is shown, and the key it stands for."""


def combo(choices: Choices = (), *, name: str = "", letters: int = 6) -> QComboBox:
    """A list of choices that may be as narrow as `letters`; it takes the room there is."""
    made = QComboBox()
    if name:
        made.setAccessibleName(name)
    fill(made, choices)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(letters)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return made


def fill(box: QComboBox, choices: Choices, key: object = None) -> None:
    """Show these choices with `key` chosen, or what was chosen before; nothing is announced."""
    wanted = box.currentData() if key is None else key
    box.blockSignals(True)
    shown = [(box.itemText(n), box.itemData(n)) for n in range(box.count())]
    if shown != list(choices):
        box.clear()
        for text, data in choices:
            box.addItem(text, data)
    if shown != list(choices) or key is not None:
        box.setCurrentIndex(max(0, place_of(box, wanted)) if choices else -1)
    box.blockSignals(False)


def choose(box: QComboBox, key: object) -> None:
    """Choose by key, or nothing where there is no such key; nothing is announced."""
    box.blockSignals(True)
    box.setCurrentIndex(place_of(box, key))
    box.blockSignals(False)


def place_of(box: QComboBox, key: object) -> int:
    """Where the key stands, or -1; Qt's own search does not know when two of our keys are equal."""
    return next((n for n in range(box.count()) if box.itemData(n) == key), -1)


def spin(least: int, most: int, value: int = 0) -> QSpinBox:
    """A field for a whole number."""
    made = QSpinBox()
    made.setRange(least, most)
    made.setValue(value)
    return made


def scrolled(
    inner: QWidget, name: str = "", *, across: bool = False, area: QScrollArea | None = None
) -> QScrollArea:
    """The widget in a frame (`area`, or a new one) without an edge; it scrolls down, or `across` too."""
    area = QScrollArea() if area is None else area
    inner.setProperty("clear", True)
    area.setWidgetResizable(True)
    if not across:
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if name:
        area.setAccessibleName(name)
    area.setWidget(inner)
    return area

"""Small controls that pages make in code: lists of choices, numbers, frames that scroll."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QScrollArea,
    QSizePolicy,
    QSpinBox,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

Choices = Sequence[tuple[str, object]]
"""What is shown, and the key it stands for."""


class Combo(QComboBox):
    """A list of choices; where its text has no room it ends in dots, and is not cut off."""

    def shown_text(self) -> str:
        """The text as far as there is room for it."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        style = self.style()
        room = style.subControlRect(QStyle.ComplexControl.CC_ComboBox, option,
                                    QStyle.SubControl.SC_ComboBoxEditField, self).width()  # fmt: skip
        return option.fontMetrics.elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, room - option.fontMetrics.height() // 4
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.currentIndex() < 0:
            super().paintEvent(event)  # the placeholder has a colour of its own
            return
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        option.currentText = self.shown_text()
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


def combo(choices: Choices = (), *, name: str = "", letters: int = 6) -> Combo:
    """A list of choices that may be as narrow as `letters`; it takes the room there is."""
    made = Combo()
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

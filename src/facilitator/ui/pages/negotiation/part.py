"""What the parts of the page share: the exercise they show, and ways to ask the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QScrollArea, QSizePolicy, QSpinBox, QWidget

from facilitator.application.rows.negotiation import ExerciseRow, TableRow
from facilitator.ui.app import theme
from facilitator.ui.pages.base import Page
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.layouts import column
from facilitator.ui.widgets.tables import Table

if TYPE_CHECKING:
    from collections.abc import Sequence


class Part(QWidget):
    """One part of the page. It reads through the page and says what the user wants to it."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.page = page
        self.exercise: ExerciseRow | None = None
        self.body = column(self, (2, 2, 10, 2), spacing=16)
        self.build()

    @property
    def row(self) -> ExerciseRow:
        """The exercise shown; only called where there is one."""
        if self.exercise is None:
            raise RuntimeError("no exercise is shown")
        return self.exercise

    def build(self) -> None:
        """Make the widgets; called once."""

    def show_exercise(self, row: ExerciseRow) -> None:
        """Show this exercise."""
        self.exercise = row
        self.update_part()

    def update_part(self) -> None:
        """Read again what is shown."""

    def conceal(self) -> None:
        """Hide what only one role may read; called whenever the part or the page is left."""

    def start(self) -> QWidget | None:
        """Where the focus goes when the part is opened by keyboard."""
        return None


def scrolled(inner: QWidget, name: str) -> QScrollArea:
    """The widget in a scrolling frame without an edge."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName(name)
    area.setWidget(inner)
    return area


def combo(choices: Sequence[tuple[str, object]]) -> QComboBox:
    """A list of choices that may be narrow."""
    made = QComboBox()
    fill(made, choices)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(6)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return made


def fill(box: QComboBox, choices: Sequence[tuple[str, object]]) -> None:
    """Show these choices; the one that was chosen stays chosen, and nothing is announced."""
    before = box.currentData()
    if [(box.itemText(n), box.itemData(n)) for n in range(box.count())] == list(choices):
        return
    box.blockSignals(True)
    box.clear()
    for text, key in choices:
        box.addItem(text, key)
    place = next((n for n, (_, key) in enumerate(choices) if key == before), 0)
    box.setCurrentIndex(place if choices else -1)
    box.blockSignals(False)


def choose(box: QComboBox, key: object) -> None:
    """Choose by key, without announcing it."""
    box.blockSignals(True)
    place = next((n for n in range(box.count()) if box.itemData(n) == key), -1)
    box.setCurrentIndex(place)
    box.blockSignals(False)


def spin(least: int, most: int, value: int = 0, suffix: str = "") -> QSpinBox:
    """A field for a whole number."""
    made = QSpinBox()
    made.setRange(least, most)
    made.setValue(value)
    made.setSuffix(suffix)
    return made


def field(label: str, control: QWidget, hint: str = "") -> FormField:
    """A labelled field."""
    return FormField(label, control, hint)


def widths(table: Table, *columns: int) -> None:
    """Widths of the columns at 100 % text size; the last one takes the rest."""
    for number, width in enumerate(columns):
        table.setColumnWidth(number, theme.px(width))


def letters_of(tables: Sequence[TableRow]) -> list[tuple[str, object]]:
    """Tables as choices."""
    return [(table.letter, table.id) for table in tables]

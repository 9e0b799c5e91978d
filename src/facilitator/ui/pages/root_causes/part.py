"""What the parts of the page share: how they ask the page, and small controls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QScrollArea, QSizePolicy, QSpinBox, QWidget

from facilitator.ui.widgets.layouts import column

if TYPE_CHECKING:
    from facilitator.application.rows.groups import GroupRow
    from facilitator.application.rows.root_causes import RootCausesRow, SheetRow
    from facilitator.ui.pages.root_causes.page import RootCausesPage


@dataclass(frozen=True)
class Shown:
    """What was read for the page, once for all parts."""

    causes: RootCausesRow
    sheets: tuple[SheetRow, ...]
    groups: tuple[GroupRow, ...]


class Part(QWidget):
    """One part of the page; it reads through the page and says to it what the user wants."""

    def __init__(self, page: RootCausesPage) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.page = page
        self.body = column(self, spacing=10)
        self.build()

    def build(self) -> None:
        """Make the widgets; called once."""

    def show_rows(self, shown: Shown) -> None:
        """Show what is there now."""

    def add_main(self) -> None:
        """Ctrl+N."""

    @property
    def can_edit(self) -> bool:
        """Whether anything may be changed."""
        document = self.page.document
        return document.is_open and not document.read_only

    @property
    def for_facilitator(self) -> bool:
        """Whether this is the facilitator's window and not a group's session."""
        document = self.page.document
        return document.is_open and not document.is_group_session


def scrolled(inner: QWidget, name: str) -> QScrollArea:
    """The widget in a scrolling frame without an edge."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setAccessibleName(name)
    area.setWidget(inner)
    return area


def combo(name: str, choices: Sequence[tuple[str, object]] = (), width: int = 8) -> QComboBox:
    """A list of choices (text, key) that may be narrow."""
    made = QComboBox()
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(width)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    fill(made, choices)
    return made


def fill(box: QComboBox, choices: Sequence[tuple[str, object]], key: object = None) -> None:
    """Show these choices with `key` chosen, or what was chosen before; nothing is announced."""
    wanted = box.currentData() if key is None else key
    box.blockSignals(True)
    if [(box.itemText(n), box.itemData(n)) for n in range(box.count())] != list(choices):
        box.clear()
        for text, data in choices:
            box.addItem(text, data)
    place = next((n for n, (_, data) in enumerate(choices) if data == wanted), 0)
    box.setCurrentIndex(place if choices else -1)
    box.blockSignals(False)


def choose(box: QComboBox, key: object) -> None:
    """Choose by key, or the first; Qt's own search does not know our keys."""
    place = next((n for n in range(box.count()) if box.itemData(n) == key), 0)
    box.setCurrentIndex(place if box.count() else -1)


def spin(name: str, least: int, most: int, value: int = 0) -> QSpinBox:
    """A field for a whole number."""
    made = QSpinBox()
    made.setAccessibleName(name)
    made.setRange(least, most)
    made.setValue(value)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made

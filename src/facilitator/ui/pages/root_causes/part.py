"""What the parts of the page share: how they ask the page, and small controls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QSizePolicy, QSpinBox, QWidget

from facilitator.ui.widgets import controls
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


def combo(name: str, choices: controls.Choices = (), width: int = 8) -> QComboBox:
    """A list of choices that is no wider than it must be."""
    made = controls.combo(choices, name=name, letters=width)
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    return made


def choose(box: QComboBox, key: object) -> None:
    """Choose by key, or the first."""
    box.setCurrentIndex(max(0, controls.place_of(box, key)) if box.count() else -1)


def spin(name: str, least: int, most: int, value: int = 0) -> QSpinBox:
    """A field for a whole number; the wheel leaves it alone until it has the focus."""
    made = controls.spin(least, most, value)
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made

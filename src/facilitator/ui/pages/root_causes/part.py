"""What the parts of the page share: how they ask the page, and small controls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QSizePolicy, QSpinBox

from facilitator.ui.pages import base
from facilitator.ui.widgets import controls

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


class Part(base.Part):
    """One part of the page."""

    page: RootCausesPage
    margins = (0, 0, 0, 0)
    spacing = 10

    def show_rows(self, shown: Shown) -> None:
        """Show what is there now."""

    def add_main(self) -> None:
        """Ctrl+N."""


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

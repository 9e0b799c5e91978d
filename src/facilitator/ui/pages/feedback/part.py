"""What the parts of the page share: the collections it has read, and ways to ask the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QComboBox

from facilitator.ui.pages import base
from facilitator.ui.widgets import controls

if TYPE_CHECKING:
    from facilitator.ui.pages.feedback.page import FeedbackPage


class Part(base.Part):
    """One part of the page. It reads what the page has read, and changes by the page's commands."""

    page: FeedbackPage

    def minimumSizeHint(self) -> QSize:
        """As high as the words need at this width; Qt adds up what they need at their narrowest."""
        found = super().minimumSizeHint()
        needed = self.heightForWidth(self.width()) if self.hasHeightForWidth() else -1
        return QSize(found.width(), needed if needed >= 0 else found.height())

    def update_part(self) -> None:
        """Show what the page has read anew."""


def combo(name: str) -> QComboBox:
    """A list of choices, filled later."""
    return controls.combo(name=name, letters=10)


def choose(box: QComboBox, key: object) -> bool:
    """Choose the entry with this key; whether there is one."""
    place = controls.place_of(box, key)
    if place >= 0:
        box.setCurrentIndex(place)
    return place >= 0

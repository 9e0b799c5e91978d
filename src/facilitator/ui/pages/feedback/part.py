"""What the parts of the page share: the collections it has read, and ways to ask the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox, QScrollArea, QSizePolicy, QWidget

from facilitator.ui.widgets.layouts import column

if TYPE_CHECKING:
    from collections.abc import Sequence

    from facilitator.ui.pages.feedback.page import FeedbackPage


class Part(QWidget):
    """One part of the page. It reads what the page has read, and changes by the page's commands."""

    def __init__(self, page: FeedbackPage) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.page = page
        self.body = column(self, (2, 2, 10, 2), spacing=16)
        self.build()

    def minimumSizeHint(self) -> QSize:
        """As high as the words need at this width; Qt adds up what they need at their narrowest."""
        found = super().minimumSizeHint()
        needed = self.heightForWidth(self.width()) if self.hasHeightForWidth() else -1
        return QSize(found.width(), needed if needed >= 0 else found.height())

    def build(self) -> None:
        """Make the widgets; called once."""

    def update_part(self) -> None:
        """Show what the page has read anew."""

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


def combo(name: str) -> QComboBox:
    """A list of choices that may be narrow."""
    made = QComboBox()
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(10)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return made


def choose(box: QComboBox, key: object) -> bool:
    """Choose the entry with this key; whether there is one. Qt's own search wants the same object."""
    place = next((n for n in range(box.count()) if box.itemData(n) == key), -1)
    if place >= 0:
        box.setCurrentIndex(place)
    return place >= 0


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

"""What the parts of the page share: the vision they show, ways to ask the page, small builders.

A part needs a page only for its `document`, `do` and `context`, so that a group's window may host it.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from facilitator.application.rows.vision import VisionRow
from facilitator.domain.vision import VisionState
from facilitator.support.segments import with_soft_breaks, without_soft_breaks
from facilitator.ui.app import theme
from facilitator.ui.pages import base
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.layouts import FlowLayout, column
from facilitator.ui.widgets.segmented import SegmentedControl
from facilitator.ui.widgets.soft_lines import LINE_END, SoftLinesEdit
from facilitator.ui.widgets.tables import TableCard


class Part(base.Part):
    """One step."""

    vision: VisionRow | None = None

    def show_vision(self, vision: VisionRow | None) -> None:
        """Show the vision as it is now."""
        self.vision = vision
        self.update_part()

    def update_part(self) -> None:
        """Read again what is shown."""

    @property
    def can_work(self) -> bool:
        """Whether the text, and what it came from, may still be worked on: until it is adopted."""
        return self.can_edit and (
            self.vision is None or self.vision.state is not VisionState.ADOPTED
        )

    @property
    def is_group(self) -> bool:
        """Whether a group, not the facilitator, sits before the screen."""
        return self.page.document.is_group_session


class TextEdit(SoftLinesEdit):
    """Several lines of people's text whose lines end where the script allows it.

    The zero-width spaces that Lao, Thai, Khmer and Burmese need for that stand only in what is
    shown; `text` never holds them.
    """

    def __init__(self, lines: int = 3) -> None:
        super().__init__()
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.restyle()

    def restyle(self) -> None:
        """Room for its lines at the present text size."""
        self.setMinimumHeight(self.sizeHint().height())

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.px(20 * self._lines + 22))

    @property
    def text(self) -> str:
        """What stands in it, without the zero-width spaces."""
        return self.raw

    def show_text(self, text: str) -> None:
        """Show a text; what is the same already keeps its cursor."""
        if text != self.text or not self.toPlainText():
            self.setPlainText(with_soft_breaks(text))
            self.settle_lines()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """What was typed gets its places for line ends when it is left."""
        super().focusOutEvent(event)
        text = self.text
        shown = self.document().toRawText().replace(LINE_END, "").replace("\u2029", "\n")
        if shown != with_soft_breaks(text):
            self.blockSignals(True)
            self.setPlainText(with_soft_breaks(text))
            self.blockSignals(False)
            self.settle_lines()

    def selection(self) -> tuple[int, int]:
        """Start and end of what is selected, counted in `text`."""
        cursor = self.textCursor()
        shown = self.document().toRawText()
        before = (shown[: cursor.selectionStart()], shown[: cursor.selectionEnd()])
        start, stop = (len(without_soft_breaks(text.replace(LINE_END, ""))) for text in before)
        return start, stop


def buttons(*made: Button | SegmentedControl) -> FlowLayout:
    """Buttons side by side, on more lines where the room is narrow."""
    flow = FlowLayout(spacing=8)
    for button in made:
        flow.addWidget(button)
    return flow


class Columns(QWidget):
    """Two columns of cards, one below the other where the room is too narrow for both."""

    def __init__(
        self, left: Sequence[QWidget], right: Sequence[QWidget], shares: tuple[int, int]
    ) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        theme.space(self._box, (0, 0, 0, 0), 16)
        self._stacks = [_stack(widgets) for widgets in (left, right)]
        for stack, share in zip(self._stacks, shares, strict=True):
            self._box.addLayout(stack, share)

    def minimumSizeHint(self) -> QSize:
        width = max(stack.minimumSize().width() for stack in self._stacks)
        return QSize(width, self._box.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = sum(stack.minimumSize().width() for stack in self._stacks) + self._box.spacing()
        directions = QBoxLayout.Direction
        fits = self.width() >= needed
        self._box.setDirection(directions.LeftToRight if fits else directions.TopToBottom)


def _stack(widgets: Sequence[QWidget]) -> QVBoxLayout:
    stack: QVBoxLayout = column(spacing=16)
    fills = len(widgets) == 1 and isinstance(widgets[0], TableCard)
    for widget in widgets:
        stack.addWidget(widget, int(fills))
    if not fills:
        stack.addStretch(1)
    return stack


def side_by_side(
    left: Sequence[QWidget], right: Sequence[QWidget], shares: tuple[int, int] = (3, 2)
) -> Columns:
    """Two columns of cards."""
    return Columns(left, right, shares)

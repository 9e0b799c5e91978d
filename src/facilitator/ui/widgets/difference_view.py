"""Differences word by word, to be read: added words underlined, removed ones struck out.

Colour is not all that tells them apart; a screen reader is told in words.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor

from facilitator.domain.vision.differences import Change, Steps
from facilitator.support.i18n import tr
from facilitator.support.segments import with_soft_breaks
from facilitator.ui.app import theme
from facilitator.ui.app.theme import Themed
from facilitator.ui.widgets.soft_lines import SoftLinesEdit

Block = tuple[str, Steps]
"""What stands before a paragraph ("PP1", "new"), and its steps."""


class DifferenceView(Themed, SoftLinesEdit):
    """Read only; lines end where the script allows it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self._blocks: Sequence[Block] = ()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())

    def show_blocks(self, blocks: Sequence[Block]) -> None:
        """Show paragraphs with their changes."""
        if list(blocks) == list(self._blocks):
            return
        self._blocks = tuple(blocks)
        self._write()

    def restyle(self) -> None:
        self._write()
        super().restyle()

    def _write(self) -> None:
        self.clear()
        cursor = QTextCursor(self.document())
        for number, (head, steps) in enumerate(self._blocks):
            if number:
                cursor.insertText("\n\n")
            if head:
                cursor.insertText(f"{head}  ", _format("text3", bold=True))
            for step in steps:
                cursor.insertText(with_soft_breaks(step.text), _of(step.change))
        self.settle_lines()
        self.setAccessibleDescription(self._spoken())
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _spoken(self) -> str:
        said = []
        for head, steps in self._blocks:
            for step in steps:
                if step.change is Change.ADDED:
                    said.append(tr("{place} added: {words}", place=head, words=step.text.strip()))
                elif step.change is Change.REMOVED:
                    said.append(tr("{place} removed: {words}", place=head, words=step.text.strip()))
        return "; ".join(said)


def _format(ink: str, *, bold: bool = False) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(theme.colour(ink))
    if bold:
        made.setFontWeight(QFont.Weight.DemiBold)
    return made


def _of(change: Change) -> QTextCharFormat:
    if change is Change.KEPT:
        return _format("text")
    made = _format("ok" if change is Change.ADDED else "danger")
    made.setBackground(theme.colour("ok_soft" if change is Change.ADDED else "danger_soft"))
    made.setFontUnderline(change is Change.ADDED)
    made.setFontStrikeOut(change is Change.REMOVED)
    return made

"""Line ends that Qt does not know: Burmese is broken by us, at the places that ICU allows.

Qt ends lines of Lao, Thai and Khmer at zero-width spaces. Burmese it tears inside syllables, with or
without them, so its lines are ended by line separators, which are set anew with every width. Both
signs stand only in what is shown.
"""

from __future__ import annotations

import re
from itertools import pairwise

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QFontMetricsF, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from facilitator.support.segments import line_pieces, without_soft_breaks

LINE_END = "\N{LINE SEPARATOR}"
_BURMESE = re.compile("[\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f]")


def needs_line_ends(text: str) -> bool:
    """Whether Qt would break the text wrongly."""
    return _BURMESE.search(text) is not None


def line_ends(text: str, width: float, metrics: QFontMetricsF) -> list[int]:
    """Where lines end that are at most `width` wide."""
    ends, start, end = [], 0, 0
    for piece in line_pieces(text):
        wide = metrics.horizontalAdvance(text[start : end + len(piece.rstrip())])
        if wide > width and end > start:
            ends.append(end)
            start = end
        end += len(piece)
    return ends


def with_line_ends(text: str, width: float, metrics: QFontMetricsF) -> str:
    """The text in lines of at most `width`, for painting."""
    if not needs_line_ends(text):
        return text
    return "\n".join(_lines(part, width, metrics) for part in text.split("\n"))


def _lines(text: str, width: float, metrics: QFontMetricsF) -> str:
    places = [0, *line_ends(text, width, metrics), len(text)]
    return "\n".join(text[a:b] for a, b in pairwise(places))


class SoftLinesEdit(QPlainTextEdit):
    """Several lines of text whose lines end where the script allows it."""

    def __init__(self) -> None:
        super().__init__()
        self.textChanged.connect(self.settle_lines)

    @property
    def raw(self) -> str:
        """What stands in it, without the signs of ours."""
        text = (
            self.document()
            .toRawText()
            .replace(LINE_END, "")
            .replace("\N{PARAGRAPH SEPARATOR}", "\n")
        )
        return without_soft_breaks(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.settle_lines()

    def settle_lines(self) -> None:
        """Set the line ends of Burmese text anew where they are not right.

        Not between undo and redo: a change of ours would end what can be done again.
        """
        if self.document().isRedoAvailable() or not needs_line_ends(self.document().toRawText()):
            return
        width = self.viewport().width() - 2 * self.document().documentMargin() - 6
        metrics = QFontMetricsF(self.document().defaultFont())
        block = self.document().begin()
        while block.isValid():
            shown = block.text()
            plain = shown.replace(LINE_END, "")
            wanted = plain
            for end in reversed(line_ends(plain, width, metrics)):
                wanted = wanted[:end] + LINE_END + wanted[end:]
            if wanted != shown:
                self._set_ends(block.position(), shown, plain, width, metrics)
            block = block.next()

    def _set_ends(
        self, start: int, shown: str, plain: str, width: float, metrics: QFontMetricsF
    ) -> None:
        with QSignalBlocker(self):
            cursor = QTextCursor(self.document())
            cursor.joinPreviousEditBlock()
            for place in reversed([n for n, char in enumerate(shown) if char == LINE_END]):
                cursor.setPosition(start + place)
                cursor.deleteChar()
            for end in reversed(line_ends(plain, width, metrics)):
                cursor.setPosition(start + end)
                cursor.insertText(LINE_END)
            cursor.endEditBlock()

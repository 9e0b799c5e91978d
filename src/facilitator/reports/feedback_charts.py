"""The diverging bar of an agreement item: disagreement left, agreement right of one line.

It reads in black and white: the side tells the direction, each piece carries its count, and strong
answers are dark. A table with the same numbers stands beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable

from facilitator.reports import styles
from facilitator.reports.palette import WHITE, colour, mixed
from facilitator.reports.text import Align, Style, draw_line, draw_lines, wrap_text

NAME = 170.0
FIGURE = 62.0


def inks() -> tuple[Color, ...]:
    """Strongly disagree to strongly agree: dark, light, grey, light, dark."""
    low, high = colour("warn"), colour("accent")
    return (low, mixed(low, WHITE, 0.62), colour("border"), mixed(high, WHITE, 0.62), high)


class DivergingBar(Flowable):  # type: ignore[misc]  # ReportLab is untyped
    """One item: its words, the bar around the middle, one figure.

    `counts` are five, from the lowest; `reach` is the largest share that any bar has on a side.
    """

    def __init__(self, name: str, counts: Sequence[int], reach: float, figure: str) -> None:
        super().__init__()
        self.name, self.counts, self.reach, self.figure = name, tuple(counts), reach, figure
        self.lines: list[Any] = []

    def wrap(self, room: float, _height: float) -> tuple[float, float]:
        """As high as the words need."""
        self.width = room
        self.lines = wrap_text(self.name, styles.cell(), NAME - 10)
        self.height = max(20.0, sum(line.above + line.below for line in self.lines) + 5)
        return room, self.height

    def draw(self) -> None:
        """Draw words, bar and figure on one line."""
        canvas = self.canv
        used = sum(line.above + line.below for line in self.lines)
        draw_lines(canvas, 0, (self.height + used) / 2, self.lines, styles.cell(), NAME - 10)
        room = self.width - NAME - FIGURE
        middle, scale = NAME + room / 2, room / 2 / self.reach if self.reach else 0
        total = sum(self.counts) or 1
        shares = [count / total * scale for count in self.counts]
        x = middle - shares[0] - shares[1] - shares[2] / 2
        y = self.height / 2 - 6
        for count, share, ink in zip(self.counts, shares, inks(), strict=True):
            self._piece(x, y, share, count, ink)
            x += share
        canvas.setStrokeColor(colour("text3"))
        canvas.setLineWidth(0.6)
        for low, high in ((y - 3.5, y), (y + 12, y + 15.5)):  # never through a number
            canvas.line(middle, low, middle, high)
        right = Style(8.2, 10, styles.STRONG, colour("text"), align=Align.RIGHT)
        draw_line(canvas, self.width, y + 3, self.figure, right)

    def _piece(self, x: float, y: float, share: float, count: int, ink: Color) -> None:
        if not count:
            return
        canvas = self.canv
        canvas.setFillColor(ink)
        canvas.setStrokeColor(colour("text2"))
        canvas.setLineWidth(0.35)
        canvas.rect(x, y, share, 12, stroke=1, fill=1)
        dark = ink.red * 0.3 + ink.green * 0.59 + ink.blue * 0.11 < 0.55
        words = Style(7, 9, styles.STRONG, WHITE if dark else colour("text"), align=Align.CENTRE)
        if share >= 8:
            draw_line(canvas, x + share / 2, y + 3.6, str(count), words)


def reach_of(rows: Sequence[Sequence[int]]) -> float:
    """The largest share on one side of the middle among these counts."""
    sides = [0.0]
    for counts in rows:
        total = sum(counts) or 1
        sides += [
            (sum(counts[:2]) + counts[2] / 2) / total,
            (sum(counts[3:]) + counts[2] / 2) / total,
        ]
    return max(sides)

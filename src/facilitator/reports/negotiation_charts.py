"""The debrief's charts on paper: black ink that reads without colour, letters and never names.

A scatter for two parties, bars for more. What is drawn follows the steps of the debrief.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from facilitator.domain.negotiation.analysis import Point
from facilitator.domain.negotiation.chart import Axis, axis, placed
from facilitator.domain.negotiation.debrief import Debrief, Reveal
from facilitator.reports import styles
from facilitator.reports.palette import WHITE, colour
from facilitator.reports.text import Align, Style, draw_line, fit_text
from facilitator.support.i18n import tr

INK = Color(0.09, 0.12, 0.15)
SOFT = Color(0.62, 0.66, 0.7)
PALE = Color(0.86, 0.88, 0.9)
RADIUS = 7.5


class Scatter(Flowable):  # type: ignore[misc]  # ReportLab is untyped
    """Values of two roles, a letter a table, with frontier, alternatives and reference point."""

    def __init__(
        self, debrief: Debrief, height: float = 290, reveal: Reveal = Reveal.TRANSFER
    ) -> None:
        super().__init__()
        self.debrief, self.height, self.reveal = debrief, height, reveal

    def wrap(self, room: float, _height: float) -> tuple[float, float]:
        """As wide as the text."""
        self.width = room
        return room, self.height

    def draw(self) -> None:
        """Draw axes, then what the step of the debrief shows, letters last."""
        found = self.debrief
        values = [p.values for p in found.frontier] + [found.batna]
        values += [v for s in found.standings if (v := found.values_of(s)) is not None]
        self.across, self.up = axis([v[0] for v in values]), axis([v[1] for v in values])
        self.left, self.bottom = 44.0, 62.0
        self.wide, self.high = self.width - 60.0, self.height - 74.0
        self._axes(self.canv)
        if self.reveal >= Reveal.ALTERNATIVES:
            self._alternatives(self.canv)
        if self.reveal >= Reveal.FRONTIER:
            self._frontier(self.canv)
        if self.reveal >= Reveal.REFERENCE and found.nash is not None:
            self._nash(self.canv, found.nash)
        self._letters(self.canv)
        self._legend(self.canv)

    def _x(self, value: float) -> float:
        return self.left + self.across.share(value) * self.wide

    def _y(self, value: float) -> float:
        return self.bottom + self.up.share(value) * self.high

    def _axes(self, canvas: Canvas) -> None:
        small = Style(7.4, 10, styles.REGULAR, colour("text2"), Align.CENTRE)
        canvas.setLineWidth(0.4)
        canvas.setStrokeColor(PALE)
        for tick in self.across.ticks:
            canvas.line(self._x(tick), self.bottom, self._x(tick), self.bottom + self.high)
            draw_line(canvas, self._x(tick), self.bottom - 11, str(tick), small)
        right = Style(7.4, 10, styles.REGULAR, colour("text2"), Align.RIGHT)
        for tick in self.up.ticks:
            canvas.line(self.left, self._y(tick), self.left + self.wide, self._y(tick))
            draw_line(canvas, self.left - 5, self._y(tick) - 2.6, str(tick), right)
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.9)
        canvas.line(self.left, self.bottom, self.left + self.wide, self.bottom)
        canvas.line(self.left, self.bottom, self.left, self.bottom + self.high)
        strong = Style(8.4, 11, styles.STRONG, colour("text"), Align.CENTRE)
        name = fit_text(tr("Points of {role}", role=self.debrief.roles[0]), styles.STRONG, 8.4,
                        self.wide, 6, 1)  # fmt: skip
        draw_line(canvas, self.left + self.wide / 2, self.bottom - 24, name.lines[0], strong,
                  size=name.size)  # fmt: skip
        canvas.saveState()
        canvas.translate(14, self.bottom + self.high / 2)
        canvas.rotate(90)
        name = fit_text(tr("Points of {role}", role=self.debrief.roles[1]), styles.STRONG, 8.4,
                        self.high, 6, 1)  # fmt: skip
        draw_line(canvas, 0, 0, name.lines[0], strong, size=name.size)
        canvas.restoreState()

    def _alternatives(self, canvas: Canvas) -> None:
        x, y = self._x(self.debrief.batna[0]), self._y(self.debrief.batna[1])
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(1)
        canvas.setDash(6, 3)
        canvas.line(x, self.bottom, x, self.bottom + self.high)
        canvas.line(self.left, y, self.left + self.wide, y)
        canvas.setDash()

    def _frontier(self, canvas: Canvas) -> None:
        feasible = {point.values for point in self.debrief.feasible_frontier}
        spots = [(self._x(p.values[0]), self._y(p.values[1]), p.values in feasible)
                 for p in self.debrief.frontier]  # fmt: skip
        canvas.setStrokeColor(SOFT)
        canvas.setLineWidth(1.2)
        for (x, y, _), (to_x, to_y, _) in pairwise(spots):
            canvas.line(x, y, to_x, to_y)
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(0.9)
        for x, y, inside in spots:
            canvas.setFillColor(INK if inside else WHITE)
            canvas.rect(x - 2.6, y - 2.6, 5.2, 5.2, stroke=1, fill=1)

    def _nash(self, canvas: Canvas, nash: Point) -> None:
        x, y = self._x(nash.values[0]), self._y(nash.values[1])
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(1.3)
        diamond(canvas, x, y, 7)

    def _letters(self, canvas: Canvas) -> None:
        points = []
        for standing in self.debrief.standings:
            values = self.debrief.values_of(standing)
            if values is not None:
                points.append((standing.letter, self._x(values[0]), self._y(values[1])))
        for letter in placed(points, 2 * RADIUS + 1):
            if letter.is_moved:
                canvas.setStrokeColor(INK)
                canvas.setLineWidth(0.6)
                canvas.line(letter.x, letter.y, letter.at_x, letter.at_y)
                canvas.setFillColor(INK)
                canvas.circle(letter.x, letter.y, 1.6, stroke=0, fill=1)
            circled(canvas, letter.at_x, letter.at_y, letter.text)

    def _legend(self, canvas: Canvas) -> None:
        style = Style(7.4, 10, styles.REGULAR, colour("text2"))
        x, y = self.left, 18.0
        circled(canvas, x + 5, y + 2.4, "A", radius=5)
        x += 15 + draw_line(canvas, x + 14, y, tr("table"), style) + 12
        canvas.setLineWidth(0.9)
        if self.reveal >= Reveal.ALTERNATIVES:
            canvas.setDash(6, 3)
            canvas.line(x, y + 2.4, x + 20, y + 2.4)
            canvas.setDash()
            x += 24 + draw_line(canvas, x + 24, y, tr("no deal"), style) + 12
        if self.reveal >= Reveal.FRONTIER:
            for full, words in (
                (True, tr("frontier")),
                (False, tr("frontier, below no deal for one")),
            ):
                canvas.setFillColor(INK if full else WHITE)
                canvas.rect(x, y, 5.2, 5.2, stroke=1, fill=1)
                x += 10 + draw_line(canvas, x + 9, y, words, style) + 12
        if self.reveal >= Reveal.REFERENCE:
            diamond(canvas, x + 4, y + 2.6, 4.4)
            draw_line(canvas, x + 12, y, tr("Nash point, for reference"), style)


def diamond(canvas: Canvas, x: float, y: float, size: float) -> None:
    """An open square on its corner."""
    path = canvas.beginPath()
    path.moveTo(x, y + size)
    path.lineTo(x + size, y)
    path.lineTo(x, y - size)
    path.lineTo(x - size, y)
    path.close()
    canvas.drawPath(path, stroke=1, fill=0)


def circled(canvas: Canvas, x: float, y: float, letter: str, radius: float = RADIUS) -> None:
    """A table's letter in a circle."""
    canvas.setFillColor(WHITE)
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(1.1)
    canvas.circle(x, y, radius, stroke=1, fill=1)
    size = radius * 1.2
    draw_line(
        canvas, x, y - size * 0.36, letter, Style(size, size, styles.STRONG, INK, Align.CENTRE)
    )


class Bars(Flowable):  # type: ignore[misc]  # ReportLab is untyped
    """One table of more than two roles: a bar a role with the mark of no deal."""

    LINE, NAME = 14.0, 150.0

    def __init__(
        self, letter: str, values: Sequence[int], debrief: Debrief, reveal: Reveal = Reveal.TRANSFER
    ) -> None:  # fmt: skip
        super().__init__()
        self.letter, self.values, self.debrief, self.reveal = letter, values, debrief, reveal
        self.scale: Axis = axis([*values, *debrief.batna])

    def wrap(self, room: float, _height: float) -> tuple[float, float]:
        """A line a role."""
        self.width = room
        self.height = self.LINE * len(self.values) + 6
        return room, self.height

    def draw(self) -> None:
        """Draw the letter, and each bar with its value."""
        canvas = self.canv
        circled(canvas, 9, self.height / 2, self.letter)
        left, wide = self.NAME + 24, self.width - self.NAME - 70
        zero = left + self.scale.share(0) * wide
        for number, value in enumerate(self.values):
            y = self.height - 3 - (number + 1) * self.LINE + 3.5
            name = fit_text(
                numbered(self.debrief, number), styles.REGULAR, 8, self.NAME - 6, 5.5, 1
            )
            draw_line(
                canvas,
                24,
                y + 1.2,
                name.lines[0],
                Style(8, 10, styles.REGULAR, INK),
                size=name.size,
            )
            canvas.setFillColor(PALE)
            canvas.rect(left, y, wide, 8, stroke=0, fill=1)
            canvas.setFillColor(SOFT)
            end = left + self.scale.share(value) * wide
            canvas.rect(min(zero, end), y, abs(end - zero), 8, stroke=0, fill=1)
            canvas.setStrokeColor(INK)
            canvas.setLineWidth(0.8)
            canvas.rect(min(zero, end), y, abs(end - zero), 8, stroke=1, fill=0)
            if self.reveal >= Reveal.ALTERNATIVES:
                mark = left + self.scale.share(self.debrief.batna[number]) * wide
                canvas.setLineWidth(1.8)
                canvas.line(mark, y - 2, mark, y + 10)
            shown = str(value)
            if self.reveal >= Reveal.ALTERNATIVES and value < self.debrief.batna[number]:
                shown += " ▼"
            draw_line(canvas, left + wide + 6, y + 1.2, shown, Style(8, 10, styles.STRONG, INK))


def numbered(debrief: Debrief, role: int) -> str:
    """A role's name, with its number where the tables use numbers."""
    name = debrief.roles[role]
    return f"{role + 1}  {name}" if len(debrief.roles) > 3 else name


def charts(
    debrief: Debrief, reveal: Reveal = Reveal.TRANSFER, height: float = 290
) -> list[Flowable]:
    """The chart that fits the number of roles."""
    if debrief.has_scatter:
        return [Scatter(debrief, height, reveal)]
    made: list[Flowable] = []
    for standing in debrief.standings:
        values = debrief.values_of(standing)
        if values is not None:
            made.append(Bars(standing.letter, values, debrief, reveal))
    return made

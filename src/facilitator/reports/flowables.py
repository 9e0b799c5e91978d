"""The parts a report is built from: headings, bars, figures, tables, panels, tree rows.

They draw plain values; what is printed of whom is decided by the sections.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from reportlab.lib.colors import Color
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer, Table, TableStyle

from facilitator.reports import styles, tags
from facilitator.reports.palette import WHITE, colour
from facilitator.reports.text import (
    Style,
    TextBlock,
    draw_line,
    draw_lines,
    fit_text,
    para,
    printable,
    width_em,
    wrap_text,
)  # fmt: skip

WIDTH = 487.0
"""Width in points of the text on a page of the report."""
EMBEDDED = ("FONTNAME", (0, 0), (-1, -1), "Inter-Regular")
"""ReportLab's tables select a font for each cell, Helvetica unless told; it is never shipped."""


class Heading(TextBlock):
    """A heading that is also an entry of the outline."""

    def __init__(self, text: str, level: int, key: str) -> None:
        super().__init__(para(text, styles.heading(level)).spans, styles.heading(level))
        self.title = printable(text).replace("\n", " ")
        self.level = level
        self.key = key

    def draw(self) -> None:
        """Draw the text and mark the place."""
        self.canv.bookmarkHorizontal(self.key, 0, self.height + 12)
        self.canv.addOutlineEntry(self.title, self.key, self.level - 1, closed=self.level > 1)
        with tags.heading(self.canv, self.level):
            super().draw()


class SmallHeading(TextBlock):
    """A heading of the third level that the outline leaves out."""

    def __init__(self, text: str) -> None:
        super().__init__(para(text, styles.heading(3)).spans, styles.heading(3))

    def draw(self) -> None:
        """Draw the text as a heading."""
        with tags.heading(self.canv, 3):
            super().draw()


def heading(text: str, level: int, key: str) -> list[Flowable]:
    """A heading with its space, never left alone at the foot of a page."""
    needed = {1: 190.0, 2: 120.0, 3: 80.0}[level]
    before = {1: 6.0, 2: 12.0, 3: 8.0}[level]
    after = {1: 8.0, 2: 4.0, 3: 2.0}[level]
    made: list[Flowable] = [CondPageBreak(needed), Spacer(0, before), Heading(text, level, key)]
    if level == 1:
        made.append(Rule(colour("accent"), 1.2, 46))
    return [*made, Spacer(0, after)]


def small_heading(text: str) -> list[Flowable]:
    """A heading of the third level that the outline leaves out."""
    return [CondPageBreak(64), Spacer(0, 7), SmallHeading(text), Spacer(0, 2)]


def section(title: str, key: str, contents: Sequence[Flowable]) -> list[Flowable]:
    """A section under its heading, which stays with what is kept together beneath it."""
    head = heading(title, 1, key)
    first, *rest = contents
    if isinstance(first, KeepTogether):
        return [KeepTogether([*head[1:], *first._content]), *rest]  # noqa: SLF001 - no other way
    return [*head, first, *rest]


class Rule(Flowable):  # type: ignore[misc]  # ReportLab is untyped
    """A line, `length` points long or as wide as the text."""

    def __init__(self, ink: Color, line: float = 0.5, length: float = 0) -> None:
        super().__init__()
        self.ink, self.line, self.length = ink, line, length

    def wrap(self, room: float, _height: float) -> tuple[float, float]:
        """Four points high."""
        self.width = room
        return room, 4

    def draw(self) -> None:
        """Draw the line."""
        self.canv.setStrokeColor(self.ink)
        self.canv.setLineWidth(self.line)
        self.canv.line(0, 1, self.length or self.width, 1)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number worth showing large, and what it counts."""

    value: str
    caption: str


class Figures(Flowable):  # type: ignore[misc]  # ReportLab is untyped
    """A row of figures on a soft ground."""

    HEIGHT = 58.0

    def __init__(self, figures: Sequence[Figure]) -> None:
        super().__init__()
        self.figures = figures

    @property
    def rows(self) -> list[tuple[str, str]]:
        """What it shows, as names and numbers in words."""
        return [(figure.caption, figure.value) for figure in self.figures]

    def wrap(self, room: float, _height: float) -> tuple[float, float]:
        """As wide as the text."""
        self.width = room
        return room, self.HEIGHT

    def draw(self) -> None:
        """Draw each figure in its box."""
        gap = 8.0
        box = (self.width - gap * (len(self.figures) - 1)) / len(self.figures)
        for number, figure in enumerate(self.figures):
            x = number * (box + gap)
            self.canv.setFillColor(colour("accent_soft"))
            self.canv.roundRect(x, 0, box, self.HEIGHT, 5, stroke=0, fill=1)
            value = Style(21, 26, styles.STRONG, colour("accent_press"))
            fitted = fit_text(figure.value, styles.STRONG, 21, box - 16, 10, 1)
            draw_line(self.canv, x + 10, 27, figure.value, value, size=fitted.size)
            caption = Style(7.6, 9.4, styles.REGULAR, colour("accent_text"))
            lines = wrap_text(figure.caption, caption, box - 16)[:2]
            draw_lines(self.canv, x + 10, 21, lines, caption, box - 16)


class BarRow(Flowable):  # type: ignore[misc]  # ReportLab is untyped
    """One bar of a chart: its name, the bar, its value."""

    LABEL = 148.0

    def __init__(self, name: str, value: int, largest: int, shown: str, ink: Color) -> None:
        super().__init__()
        self.name, self.value, self.largest = name, value, largest
        self.shown, self.ink = shown, ink
        self.lines: list[Any] = []

    @property
    def rows(self) -> list[tuple[str, str]]:
        """What it shows, as a name and a number in words."""
        return [(self.name, self.shown)]

    def wrap(self, room: float, _height: float) -> tuple[float, float]:
        """As high as the name needs."""
        self.width = room
        self.lines = wrap_text(self.name, styles.cell(), self.LABEL - 10)
        self.height = max(16.0, sum(line.above + line.below for line in self.lines) + 4)
        return room, self.height

    def draw(self) -> None:
        """Draw name, bar and value on one line."""
        canvas = self.canv
        used = sum(line.above + line.below for line in self.lines)
        top = (self.height + used) / 2
        draw_lines(canvas, 0, top, self.lines, styles.cell(), self.LABEL - 10)
        room = self.width - self.LABEL - 74
        bar = room * self.value / self.largest if self.largest else 0
        y = self.height / 2 - 4.5
        canvas.setFillColor(colour("sunken"))
        canvas.roundRect(self.LABEL, y, room, 9, 2, stroke=0, fill=1)
        if bar > 0:
            canvas.setFillColor(self.ink)
            canvas.roundRect(self.LABEL, y, max(bar, 4), 9, 2, stroke=0, fill=1)
        draw_line(canvas, self.LABEL + room + 8, y + 1.7, self.shown, styles.cell_strong())


def bar_chart(rows: Sequence[tuple[str, int]], ink: Color) -> list[Flowable]:
    """Bars with their counts and shares of the whole."""
    total = sum(value for _, value in rows)
    largest = max((value for _, value in rows), default=0)
    return [
        BarRow(name, value, largest, f"{value}  ({percent(value, total)})", ink)
        for name, value in rows
    ]


def percent(part: int, whole: int) -> str:
    """A whole per cent, rounded half up."""
    return f"{(200 * part + whole) // (2 * whole)} %" if whole else "0 %"


class ShareBar(Flowable):  # type: ignore[misc]  # ReportLab is untyped
    """One bar divided into labelled shares."""

    def __init__(self, parts: Sequence[tuple[str, int, Color]]) -> None:
        super().__init__()
        self.parts = [part for part in parts if part[1]]

    @property
    def rows(self) -> list[tuple[str, str]]:
        """What it shows, as names and numbers in words."""
        total = sum(value for _, value, _ in self.parts)
        return [(name, f"{value} ({percent(value, total)})") for name, value, _ in self.parts]

    def wrap(self, room: float, _height: float) -> tuple[float, float]:
        """A bar and a line of words."""
        self.width = room
        return room, 38.0

    def draw(self) -> None:
        """Draw the shares from left to right, each named beneath."""
        canvas = self.canv
        total = sum(value for _, value, _ in self.parts)
        x, word_x = 0.0, 0.0
        for number, ((_, value, ink), (name, told)) in enumerate(
            zip(self.parts, self.rows, strict=True)
        ):
            share = self.width * value / total
            self._patch((x, 20, max(share - 1.2, 0.5), 16), ink, number)
            self._patch((word_x, 3.5, 9, 9), ink, number)
            word_x += 13 + draw_line(canvas, word_x + 13, 5, f"{name}: {told}", styles.cell()) + 18
            x += share

    def _patch(self, box: tuple[float, float, float, float], ink: Color, number: int) -> None:
        """Full, with slanted lines, or bare: shares differ without colour too."""
        canvas, (x, y, wide, high) = self.canv, box
        canvas.saveState()
        canvas.setFillColor(ink if number == 0 else WHITE)
        canvas.setStrokeColor(ink)
        canvas.setLineWidth(0.8)
        canvas.rect(x + 0.4, y + 0.4, max(wide - 0.8, 0.2), high - 0.8, stroke=1, fill=1)
        if number % 3 == 1:
            clip = canvas.beginPath()
            clip.rect(x, y, wide, high)
            canvas.clipPath(clip, stroke=0, fill=0)
            canvas.setLineWidth(1.6)
            at = x - high
            while at < x + wide:
                canvas.line(at, y, at + high, y + high)
                at += 4.5
        canvas.restoreState()


class DataTable(Table):  # type: ignore[misc]  # ReportLab is untyped
    """A table that stays one table for screen readers when it goes over several pages."""

    def onSplit(self, T: Table, byRow: int = 1) -> None:  # noqa: N803, ARG002 - ReportLab's names
        """Hand the tags on to a part."""
        T._renderCB = self._renderCB  # noqa: SLF001


def table(
    widths: Sequence[float], head: Sequence[Any], rows: Sequence[Sequence[Any]],
    extra: Sequence[tuple[Any, ...]] = (),
) -> Table:  # fmt: skip
    """A table of flowables with a repeated head (words or flowables) and light rules."""
    first = [para(h, styles.column_head()) if isinstance(h, str) else h for h in head]
    made = DataTable(
        [first, *[list(row) for row in rows]], colWidths=list(widths), repeatRows=1, splitInRow=1,
        hAlign="LEFT",
    )  # fmt: skip
    made._renderCB = tags.TableTags()  # noqa: SLF001 - ReportLab's own hook
    made.setStyle(
        TableStyle(
            [
                EMBEDDED,
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LEFTPADDING", (0, 0), (-1, -1), 4),
                ("RIGHTPADDING", (0, 0), (-1, -1), 6),
                ("TOPPADDING", (0, 0), (-1, -1), 3.4),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3.6),
                ("LINEBELOW", (0, 0), (-1, 0), 0.9, colour("border_strong")),
                ("LINEBELOW", (0, 1), (-1, -1), 0.4, colour("border")),
                *extra,
            ]
        )
    )
    return made


def panel(contents: Sequence[Any], ground: Color, edge: Color) -> KeepTogether:
    """Flowables on a coloured ground with a strong left edge."""
    made = Table([[list(contents)]], colWidths=[WIDTH], splitInRow=1, hAlign="LEFT")
    made.setStyle(
        TableStyle(
            [
                EMBEDDED,
                ("BACKGROUND", (0, 0), (-1, -1), ground),
                ("LINEBEFORE", (0, 0), (0, -1), 3, edge),
                ("LEFTPADDING", (0, 0), (-1, -1), 13),
                ("RIGHTPADDING", (0, 0), (-1, -1), 12),
                ("TOPPADDING", (0, 0), (-1, -1), 8),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 9),
            ]
        )
    )
    return KeepTogether([made])


def bullets(
    texts: Sequence[str], style: Style | None = None, marks: Sequence[str] = ()
) -> list[Any]:
    """Texts with a mark before each: a point, or the marks given."""
    chosen = style or styles.body()
    return [
        Marked(text, marks[number] if marks else "•", chosen) for number, text in enumerate(texts)
    ]


class Marked(TextBlock):
    """A paragraph that hangs from its mark."""

    def __init__(self, text: str, mark: str, style: Style, indent: float = 15.0) -> None:
        super().__init__(para(text, style).spans, style)
        self.mark = mark
        self.indent = max(indent, width_em(mark, style.face) * style.size + 6)

    def wrap(self, room: float, height: float) -> tuple[float, float]:
        """Set the lines beside the mark."""
        _, used = super().wrap(room - self.indent, height)
        return room, used + 2.4

    def split(self, _room: float, _height: float) -> list[Flowable]:
        """Never in two: a mark would stand without its text."""
        return []

    def draw(self) -> None:
        """Draw the mark on the first baseline and the lines beside it."""
        first = self.height - (self.lines[0].above if self.lines else 0) + 2.4
        quiet = replace(self.style, colour=colour("accent_text"))
        with tags.list_item(self.canv):
            with tags.text(self.canv, "Lbl"):
                draw_line(self.canv, 1, first, self.mark, quiet)
            with tags.text(self.canv, "LBody"):
                draw_lines(self.canv, self.indent, self.height + 2.4, self.lines, self.style,
                           self.width)  # fmt: skip


class DotRow(Flowable):  # type: ignore[misc]  # ReportLab is untyped
    """A count of dots as dots, with the number; a bar where there are many."""

    def __init__(self, dots: int, largest: int, ink: Color) -> None:
        super().__init__()
        self.dots, self.largest, self.ink = dots, largest, ink

    def wrap(self, room: float, _height: float) -> tuple[float, float]:
        """One line of a table."""
        self.width = room
        return room, 11.2

    def draw(self) -> None:
        """Draw the bar and the number."""
        canvas = self.canv
        draw_line(canvas, 0, 2.6, str(self.dots), styles.cell_strong())
        room = self.width - 20
        canvas.setFillColor(colour("sunken"))
        canvas.roundRect(18, 2, room, 7, 1.6, stroke=0, fill=1)
        if self.dots and self.largest:
            canvas.setFillColor(self.ink)
            canvas.roundRect(18, 2, max(3.0, room * self.dots / self.largest), 7, 1.6, stroke=0,
                             fill=1)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Branch:
    """Where a tree's node stands: its depth, which ancestors go on below, whether it is last."""

    depth: int
    open_above: tuple[bool, ...]
    last: bool


class NodeRow(Flowable):  # type: ignore[misc]  # ReportLab is untyped
    """A node of a conflict tree: lines from the trunk, a box, words beside it."""

    STEP = 24.0
    SIDE = 150.0

    def __init__(
        self, text: str, aside: str, branch: Branch, inks: tuple[Color, Color],
        *, upward: bool, dashed: bool,
    ) -> None:  # fmt: skip
        super().__init__()
        self.text, self.aside, self.branch = text, aside, branch
        self.fill, self.edge = inks
        self.upward, self.dashed = upward, dashed
        self.lines: list[Any] = []
        self.asides: list[Any] = []

    def wrap(self, room: float, _height: float) -> tuple[float, float]:
        """As high as the node's text or the words beside it."""
        self.width = room
        self.left = 10 + self.STEP * (self.branch.depth + 1)
        self.box = room - self.left - self.SIDE - 12
        self.lines = wrap_text(self.text, styles.cell(), self.box - 14)
        self.asides = wrap_text(self.aside, styles.aside(), self.SIDE)
        self.used = sum(line.above + line.below for line in self.lines)
        beside = sum(line.above + line.below for line in self.asides)
        self.height = max(self.used + 6, beside + 3) + 4
        return room, self.height

    def draw(self) -> None:
        """Draw the connectors, the box and the texts."""
        canvas = self.canv
        canvas.setStrokeColor(colour("border_strong"))
        canvas.setLineWidth(0.8)
        self._draw_connectors()
        middle = self.height / 2
        canvas.setFillColor(self.fill)
        canvas.setStrokeColor(self.edge)
        if self.dashed:
            canvas.setDash(3, 2)
        canvas.roundRect(self.left, 2, self.box, self.height - 4, 3.5, stroke=1, fill=1)
        canvas.setDash()
        draw_lines(canvas, self.left + 8, middle + self.used / 2, self.lines, styles.cell(),
                   self.box - 14)  # fmt: skip
        beside = sum(line.above + line.below for line in self.asides)
        draw_lines(canvas, self.left + self.box + 10, middle + beside / 2, self.asides,
                   styles.aside(), self.SIDE)  # fmt: skip

    def _draw_connectors(self) -> None:
        canvas, middle = self.canv, self.height / 2
        towards, away = (0.0, self.height) if self.upward else (self.height, 0.0)
        for depth, goes_on in enumerate(self.branch.open_above):
            if goes_on:
                x = 14 + self.STEP * depth
                canvas.line(x, 0, x, self.height)
        x = 14 + self.STEP * self.branch.depth
        canvas.line(x, middle if self.branch.last else away, x, towards)
        canvas.line(x, middle, self.left, middle)


def trunk(text: str) -> Table:
    """The core problem of a conflict tree."""
    style = Style(10.2, 14, styles.STRONG, WHITE)
    made = Table([[para(text, style)]], colWidths=[WIDTH], hAlign="LEFT")
    made.setStyle(
        TableStyle(
            [
                EMBEDDED,
                ("BACKGROUND", (0, 0), (-1, -1), colour("accent")),
                ("LEFTPADDING", (0, 0), (-1, -1), 12),
                ("RIGHTPADDING", (0, 0), (-1, -1), 12),
                ("TOPPADDING", (0, 0), (-1, -1), 7),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 8),
            ]
        )
    )
    return made

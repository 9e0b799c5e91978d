"""How the summary report sets its texts: one place for sizes and colours."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from facilitator.reports.fonts import Face, Family, Weight
from facilitator.reports.palette import colour
from facilitator.reports.text import Align, Style

REGULAR = Face()
MEDIUM = Face(weight=Weight.MEDIUM)
STRONG = Face(weight=Weight.SEMIBOLD)
SERIF = Face(Family.SERIF, Weight.BOLD)


@cache
def body() -> Style:
    """Running text."""
    return Style(9.6, 13.8, REGULAR, colour("text"))


@cache
def muted() -> Style:
    """Running text that stands back."""
    return Style(9.2, 13.0, REGULAR, colour("text2"))


@cache
def strong() -> Style:
    """Running text that stands out."""
    return Style(9.6, 13.8, STRONG, colour("text"))


@cache
def cell() -> Style:
    """Text of a table."""
    return Style(8.4, 11.2, REGULAR, colour("text"))


@cache
def cell_strong() -> Style:
    """Text of a table that names the row."""
    return Style(8.4, 11.2, STRONG, colour("text"))


@cache
def cell_muted() -> Style:
    """Text of a table that explains."""
    return Style(7.8, 10.6, REGULAR, colour("text2"))


@cache
def cell_accent() -> Style:
    """Text of a table that points somewhere."""
    return Style(8.4, 11.2, STRONG, colour("accent_text"))


@cache
def aside() -> Style:
    """Words beside a node of a tree."""
    return Style(7.2, 9.4, REGULAR, colour("text2"))


@cache
def column_head() -> Style:
    """Head of a table's column."""
    return Style(7.4, 10.0, STRONG, colour("text3"))


@cache
def lead() -> Style:
    """The sentence that opens a section."""
    return Style(13.5, 19.5, MEDIUM, colour("accent_text"))


@cache
def label_style() -> Style:
    """A word above a fact."""
    return Style(7.6, 11.0, STRONG, colour("text3"))


@cache
def heading(level: int) -> Style:
    """Headings of the three levels: section, part, paragraph."""
    return {
        1: Style(21, 27, SERIF, colour("accent_press")),
        2: Style(12.2, 17, STRONG, colour("text")),
        3: Style(9.8, 14, STRONG, colour("accent_text")),
    }[level]


def right(style: Style) -> Style:
    """The style, set to the right."""
    return replace(style, align=Align.RIGHT)


def centred(style: Style) -> Style:
    """The style, set in the middle."""
    return replace(style, align=Align.CENTRE)

"""The shipped fonts as ReportLab knows them: registered on first use, asked what they can draw.

No font of the system is ever used, so a document looks the same on every machine. ReportLab keeps
one registry a process and its font objects hold state while a document is made, so only one
document is made at a time: whoever makes one holds `MAKING`.
"""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import cache
from itertools import chain
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from facilitator.support.resources import resource

MAKING = threading.RLock()
"""Held while a document is made; ReportLab's fonts cannot serve two at once."""


class Family(StrEnum):
    """Sans for text, serif for what is framed."""

    SANS = "sans"
    SERIF = "serif"


class Weight(StrEnum):
    """Weights of the Latin fonts; other scripts have regular and bold."""

    REGULAR = "Regular"
    MEDIUM = "Medium"
    SEMIBOLD = "SemiBold"
    BOLD = "Bold"


_HEAVY = frozenset({Weight.SEMIBOLD, Weight.BOLD})


@dataclass(frozen=True, slots=True)
class Face:
    """A family in a weight."""

    family: Family = Family.SANS
    weight: Weight = Weight.REGULAR


class Script(Enum):
    """Scripts with a font of their own: name of the font, ascent and descent in em, code ranges.

    Ascent and descent are what a line of names needs above and below the baseline, stacked marks
    and subjoined consonants included.
    """

    LATIN = ("", 0.93, 0.25, ())
    ARABIC = (
        "Arabic", 1.05, 0.5,
        ((0x600, 0x6FF), (0x750, 0x77F), (0x8A0, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC)),
    )  # fmt: skip
    DEVANAGARI = ("Devanagari", 0.95, 0.42, ((0x900, 0x963), (0x966, 0x97F), (0xA8E0, 0xA8FF)))
    BENGALI = ("Bengali", 0.92, 0.42, ((0x980, 0x9FF),))
    TAMIL = ("Tamil", 0.88, 0.38, ((0xB80, 0xBFF),))
    THAI = ("Thai", 1.07, 0.45, ((0xE00, 0xE7F),))
    LAO = ("Lao", 1.15, 0.46, ((0xE80, 0xEFF),))
    MYANMAR = ("Myanmar", 1.12, 0.86, ((0x1000, 0x109F), (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F)))
    KHMER = ("Khmer", 1.05, 0.78, ((0x1780, 0x17FF), (0x19E0, 0x19FF)))

    def __init__(
        self, font: str, ascent: float, descent: float, ranges: tuple[tuple[int, int], ...]
    ) -> None:
        self.font = font
        self.ascent = ascent
        self.descent = descent
        self.ranges = ranges

    def font_name(self, weight: Weight) -> str:
        """The script's own font in the nearest weight."""
        return f"NotoSans{self.font}-{'Bold' if weight in _HEAVY else 'Regular'}"


SCRIPTS = tuple(script for script in Script if script is not Script.LATIN)
MISSING = "\N{REPLACEMENT CHARACTER}"
"""What is drawn for a character that no shipped font has."""


class ShippedFont(TTFont):  # type: ignore[misc]  # ReportLab is untyped
    """A TTFont that makes its HarfBuzz font once and gives shaped glyphs their true widths.

    ReportLab 5.1 records the advance in font units for a glyph without a code of its own, which is
    wrong in any font that does not have 1000 units an em, such as Inter. It also numbers such glyphs
    as they turn up; here the number depends on the glyph alone, so that a document has the same
    bytes whatever the process made before.
    """

    hbAddPrivate: Any  # noqa: N815 - ReportLab's name
    drawable: frozenset[int]

    def hbFont(self, fontSize: float = 10) -> Any:  # noqa: N803 - ReportLab's name
        """The HarfBuzz font; advances are in font units, so one serves every size."""
        font = getattr(self, "_hb_font", None)
        if font is None:
            font = self._hb_font = super().hbFont(fontSize)
            taken = self.face.charToGlyph
            free = [code for code in range(0xE000, 0xF900) if code not in taken]
            add = self.hbAddPrivate

            def add_private(name: str, glyph: int, _advance: float) -> int:
                width = self.pdfScale(self.face.hmetrics[glyph][0])
                if glyph >= len(free):
                    return int(add(name, glyph, width))
                code = free[glyph]
                self.face.charToGlyph[code] = glyph
                self.face.glyphToChar.setdefault(glyph, []).append(code)
                self.face.charWidths[code] = width
                return code

            self.hbAddPrivate = add_private
        return font


_REGISTERING = threading.Lock()
_registered: dict[str, ShippedFont] = {}


def registered(name: str) -> ShippedFont:
    """The shipped font of this file name (without `.ttf`), registered with ReportLab."""
    if name not in _registered:
        with _REGISTERING:
            if name not in _registered:
                font = ShippedFont(name, str(resource("fonts", f"{name}.ttf")), shapable=True)
                font.drawable = frozenset(font.face.charToGlyph)
                pdfmetrics.registerFont(font)
                _registered[name] = font
    return _registered[name]


@cache
def script_of(char: str) -> Script | None:
    """The script whose font draws the character; None for what belongs to none in particular."""
    code = ord(char)
    for script in SCRIPTS:
        if any(first <= code <= last for first, last in script.ranges):
            return script
    return Script.LATIN if unicodedata.category(char)[0] == "L" else None


@cache
def draws(name: str, char: str) -> bool:
    """Whether the shipped font has a glyph for the character."""
    return ord(char) in registered(name).drawable and unicodedata.category(char) != "Co"


def latin_font(face: Face) -> str:
    """The font that a face uses for Latin text."""
    if face.family is Family.SERIF:
        return f"NotoSerifDisplay-{'Bold' if face.weight in _HEAVY else 'Regular'}"
    return f"Inter-{face.weight.value}"


def _candidates(script: Script | None, face: Face) -> Iterator[str]:
    if script in SCRIPTS:
        yield script.font_name(face.weight)
    yield latin_font(face)
    yield Script.LATIN.font_name(face.weight)


@cache
def font_for(cluster: str, face: Face) -> str | None:
    """The first font that draws every character of the cluster, or None.

    A letter and its marks must come from one font, or the marks cannot be placed.
    """
    script = next((s for s in map(script_of, cluster) if s in SCRIPTS), None)
    others = (other.font_name(face.weight) for other in SCRIPTS)
    for name in chain(_candidates(script, face), others):
        if all(draws(name, char) for char in cluster):
            return name
    return None


def missing_glyphs(text: str) -> tuple[str, ...]:
    """Characters of the text that no shipped font can draw, each once, in order."""
    return tuple(
        char
        for char in dict.fromkeys(text)
        if not char.isspace() and font_for(char, Face()) is None
    )

"""Setting people's text: the right font for each script, shaped, in reading order, never as markup.

Everything a document prints goes through here. Nothing here parses its text: `A & B <b>` is nine
characters. Widths are in em (multiply by the size in points), all other lengths in points.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from typing import Any

from reportlab.lib.abag import ABag
from reportlab.lib.colors import Color
from reportlab.pdfbase.ttfonts import shapeFragWord
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus import Flowable

from facilitator.domain.people import clean_lines
from facilitator.reports import fonts, tags
from facilitator.reports.fonts import Face, Script
from facilitator.reports.palette import colour
from facilitator.support.segments import line_pieces

_LATIN_FEATURES = {"kern": True, "liga": False, "clig": False, "calt": False, "dlig": False}
"""No ligatures in Latin: they would have to be spelt out again for search and copying."""
_SCRIPT_FEATURES = {"kern": True, "dlig": False}
"""dlig, which ReportLab asks for by default, sets vowel signs on the Arabic name of Muhammad."""
_SHAPING = threading.Lock()
"""ReportLab numbers glyphs without a character of their own as they turn up, in one shared table."""
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_PREPOSED = frozenset("เแโใไເແໂໃໄ")
"""Thai and Lao vowels that are written before the consonant they belong to."""
_FOLLOWING = frozenset("ะาำๅะາຳ\N{KHMER SIGN NIKAHIT}")
_STACKERS = frozenset(
    "\N{KHMER SIGN COENG}\N{MYANMAR SIGN VIRAMA}\N{DEVANAGARI SIGN VIRAMA}"
    "\N{BENGALI SIGN VIRAMA}\N{TAMIL SIGN VIRAMA}\N{ZERO WIDTH JOINER}"
)


PLAIN = Face()


class Align(StrEnum):
    """Where a line stands in its box."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set; size and leading in points."""

    size: float = 9.5
    leading: float = 13.5
    face: Face = PLAIN
    colour: Color = field(default_factory=lambda: colour("text"))
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one font and one direction; `actual` is what it says where `text` cannot."""

    text: str
    font: str
    script: Script
    level: int
    actual: str = ""


@dataclass(frozen=True, slots=True)
class Shaped:
    """A run's glyphs as ReportLab takes them, and their width in em."""

    glyphs: Any
    width: float
    plain: bool
    """Whether the glyphs are the characters themselves, so that search finds them as they are."""


class RisingText(PDFTextObject):  # type: ignore[misc]  # ReportLab is untyped
    """A text object that remembers its rise.

    ReportLab 5.1 forgets it when one rise follows another at once; everything after a second
    vertically shifted mark, as in the Khmer name of Cambodia, then stays sunk.
    """

    _rise: float
    _y: float

    def setRise(self, rise: float) -> None:
        """Shift the baseline by `rise` points until the next call."""
        if self._code and self._code[-1].endswith(" Ts"):
            self._code.pop()
        self._y += self._rise - rise
        self._rise = rise
        self._code.append(f"{rise:.4f} Ts")


def printable(text: str) -> str:
    """The text without control, direction and tag characters, composed (NFC); line ends are kept.

    Format characters go too, but for joiners and the signs that Arabic writes round numbers.
    """
    if text.isascii() and text.isprintable():  # most texts; nothing in them can be harmful
        return " ".join(text.split())
    return "".join(char for char in clean_lines(text) if not _is_format(char))


def _is_format(char: str) -> bool:
    if unicodedata.category(char) != "Cf" or char in "\u200c\u200d":
        return False
    return fonts.script_of(char) is not Script.ARABIC


# --- from text to runs -----------------------------------------------------------------------


def clusters(text: str) -> list[str]:
    """The text in user-perceived characters, which no line break and no change of font may cut."""
    found: list[str] = []
    for char in text:
        if found and _belongs(found[-1], char):
            found[-1] += char
        else:
            found.append(char)
    return found


def _belongs(cluster: str, char: str) -> bool:
    last = cluster[-1]
    if unicodedata.category(char)[0] == "M" or char in "\u200c\u200d" or char in _FOLLOWING:
        return not cluster.isspace()
    if last in _PREPOSED:
        return fonts.script_of(char) in (Script.THAI, Script.LAO)
    return last in _STACKERS and unicodedata.category(char) == "Lo"


def _strong(char: str) -> str:
    """R, L, N (number) or an empty string for what takes the direction of its surroundings."""
    kind = unicodedata.bidirectional(char)
    if kind in {"R", "AL"}:
        return "R"
    if kind in {"EN", "AN"}:
        return "N"
    return "L" if kind == "L" else ""


def _levels(units: Sequence[str]) -> list[int]:
    """Embedding levels (Unicode annex 9 without explicit embeddings, which are never stored)."""
    kinds = [_strong(unit[0]) for unit in units]
    base = 1 if next((k for k in kinds if k in {"R", "L"}), "L") == "R" else 0
    if "R" not in kinds:
        return [0] * len(units)
    context, sided = base, []
    for kind in kinds:
        context = {"R": 1, "L": 0}.get(kind, context)
        sided.append({"R": 1, "L": 2 * base, "N": 2 if context or base else 0}.get(kind, -1))
    for opening, closing in _bracket_pairs(units):
        sided[opening] = sided[closing] = _bracket_level(sided, opening, closing, base)
    return [_neutral(sided, i, base) if level < 0 else level for i, level in enumerate(sided)]


def _bracket_pairs(units: Sequence[str]) -> list[tuple[int, int]]:
    pairs, waiting = [], []
    for index, unit in enumerate(units):
        if unit in "([{":
            waiting.append(index)
        elif unit in ")]}" and waiting:
            pairs.append((waiting.pop(), index))
    return pairs


def _bracket_level(sided: Sequence[int], opening: int, closing: int, base: int) -> int:
    """Rule N0: a pair follows what it holds, and its surroundings where that runs against them."""
    inside = {min(level, 1) for level in sided[opening + 1 : closing] if level >= 0}
    if not inside:
        return -1
    if base in inside:
        return base
    before = next((min(level, 1) for level in reversed(sided[:opening]) if level >= 0), base)
    return 1 if before == 1 - base and base == 0 else base


def _neutral(sided: Sequence[int], index: int, base: int) -> int:
    before = next((level for level in reversed(sided[:index]) if level >= 0), base)
    after = next((level for level in sided[index:] if level >= 0), base)
    return 1 if min(before, 1) == min(after, 1) == 1 else base


def _font_of(unit: str, face: Face, previous: str | None) -> str | None:
    joins = previous is not None and not any(map(fonts.script_of, unit))
    if joins and previous is not None and all(fonts.draws(previous, char) for char in unit):
        return previous
    return fonts.font_for(unit, face)


@lru_cache(maxsize=4_000)
def runs(text: str, face: Face) -> tuple[Run, ...]:
    """The text as runs of one font and direction, in logical order."""
    if text.isascii() and text.isprintable():  # one font, one direction
        return (Run(text, fonts.latin_font(face), Script.LATIN, 0),) if text else ()
    units = clusters(text)
    parts: list[tuple[str | None, int, str]] = []
    previous: str | None = None
    for unit, level in zip(units, _levels(units), strict=True):
        name = _font_of(unit, face, previous)
        parts.append((name, level, unit))
        previous = name or previous
    made = []
    for (name, level), group in groupby(parts, key=lambda part: part[:2]):
        made.append(_run("".join(unit for *_, unit in group), name, level))
    return tuple(made)


def _run(text: str, name: str | None, level: int) -> Run:
    if name is None:
        drawn = fonts.MISSING * len(clusters(text))
        return Run(drawn, Script.LATIN.font_name(fonts.Weight.REGULAR), Script.LATIN, level, text)
    script = next((s for s in map(fonts.script_of, text) if s in fonts.SCRIPTS), Script.LATIN)
    if level % 2 and script is not Script.ARABIC:
        turned = "".join(reversed(clusters(text))).translate(_MIRRORED)
        return Run(turned, name, script, level, text)
    return Run(text, name, script, level)


def in_visual_order(line: Sequence[Run]) -> list[Run]:
    """Runs from left to right (rule L2 of Unicode annex 9)."""
    order = list(line)
    for level in range(max((run.level for run in order), default=0), 0, -1):
        start = 0
        while start < len(order):
            stop = start
            while stop < len(order) and order[stop].level >= level:
                stop += 1
            order[start:stop] = reversed(order[start:stop])
            start = max(stop, start + 1)
    return order


# --- shaping, measuring, drawing -------------------------------------------------------------


@lru_cache(maxsize=4_000)
def shaped(text: str, font_name: str) -> Shaped:
    """The run's glyphs by HarfBuzz; the same for every size."""
    fonts.registered(font_name)
    latin = not any(fonts.script_of(char) in fonts.SCRIPTS for char in text)
    word = [0, (ABag(fontName=font_name, fontSize=1000), text)]
    features = _LATIN_FEATURES if latin else _SCRIPT_FEATURES
    with _SHAPING:
        glyphs = shapeFragWord(word, features=features, force=True)[1][1]
    width = sum(datum.x_advance for datum in glyphs.__shapeData__) / 1000
    return Shaped(glyphs, width, plain=str(glyphs) == text)


@lru_cache(maxsize=4_000)
def width_em(text: str, face: Face) -> float:
    """Width of a line in em, from shaped advances."""
    return sum(shaped(run.text, run.font).width for run in runs(text, face))


def extents_em(text: str, face: Face) -> tuple[float, float]:
    """Room above and below the baseline, in em, for the tallest script of the text."""
    scripts = {run.script for run in runs(text, face)} or {Script.LATIN}
    return max(s.ascent for s in scripts), max(s.descent for s in scripts)


def draw_line(
    canvas: Canvas, x: float, y: float, text: str, style: Style, *, size: float = 0.0
) -> float:
    """Draw one line with its baseline at `y`, aligned at `x`; its width in points."""
    points = size or style.size
    width = width_em(text, style.face) * points
    left = x - {Align.LEFT: 0, Align.CENTRE: width / 2, Align.RIGHT: width}[style.align]
    opened = bool(text) and tags.begin(canvas)
    canvas.setFillColor(style.colour)
    for run in in_visual_order(runs(text, style.face)):
        left += _draw_run(canvas, left, y, run, points)
    if opened:
        tags.end(canvas)
    return width


def _draw_run(canvas: Canvas, x: float, y: float, run: Run, size: float) -> float:
    glyphs = shaped(run.text, run.font)
    actual = _actual_text(run, glyphs)
    if actual:
        hexed = ("\ufeff" + actual).encode("utf-16-be").hex().upper()
        canvas._code.append(f"/Span <</ActualText <{hexed}>>> BDC")  # noqa: SLF001
    text = RisingText(canvas, x, y)
    text.setFont(run.font, size, size)
    text._textOut(glyphs.glyphs)  # noqa: SLF001 - the way that keeps the position as it is
    canvas.drawText(text)
    if actual:
        canvas._code.append("EMC")  # noqa: SLF001
    return glyphs.width * size


def _actual_text(run: Run, glyphs: Shaped) -> str:
    """What the run says, where its glyphs do not; nothing for Arabic, which reads back right."""
    if run.actual:
        return run.actual
    return "" if glyphs.plain or run.script is Script.ARABIC else run.text


# --- lines -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a paragraph in one face and colour.

    It stands behind a space, unless it is `glued` to the one before it.
    """

    text: str
    face: Face
    colour: Color
    glued: bool = False


@dataclass(slots=True)
class Line:
    """One set line: its spans, and the room it needs above and below its baseline in points."""

    spans: list[Span]
    width: float
    above: float
    below: float


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    span: Span
    glued: bool
    """Whether it follows the word before it without a space."""


def _words(spans: Sequence[Span]) -> Iterator[_Word]:
    for span in spans:
        for number, word in enumerate(filter(None, span.text.split(" "))):
            first, *rest = _breakable(word)
            yield _Word(first, span, glued=span.glued and number == 0)
            yield from (_Word(part, span, glued=True) for part in rest)


@lru_cache(maxsize=20_000)
def _breakable(word: str) -> list[str]:
    """The word in pieces after which a line may end: by signs, and by ICU where no spaces stand."""
    parts = re.split(r"(?<=[-/\u200b])(?=\w)", word)
    return [piece for part in parts for piece in line_pieces(part)]


def _pieces(word: _Word, size: float, room: float) -> Iterator[_Word]:
    """The word, cut between clusters where it is wider than a whole line."""
    if width_em(word.text, word.span.face) * size <= room:
        yield word
        return
    piece, glued = "", word.glued
    for unit in clusters(word.text):
        if piece and width_em(piece + unit, word.span.face) * size > room:
            yield _Word(piece, word.span, glued)
            piece, glued = "", True
        piece += unit
    yield _Word(piece, word.span, glued)


def break_lines(spans: Sequence[Span], size: float, leading: float, room: float) -> list[Line]:
    """Fill lines of at most `room` points; breaks at spaces, else between clusters."""
    lines: list[list[_Word]] = [[]]
    used = 0.0
    pieces = (piece for word in _words(spans) for piece in _pieces(word, size, room))
    for word in pieces:
        width = width_em(word.text, word.span.face) * size
        gap = 0.0 if word.glued or not lines[-1] else width_em(" ", word.span.face) * size
        if lines[-1] and used + gap + width > room + 0.01:
            lines.append([])
            used, gap = 0.0, 0.0
        lines[-1].append(word)
        used += gap + width
    return [_line(words, size, leading) for words in lines]


def _line(words: Sequence[_Word], size: float, leading: float) -> Line:
    spans: list[Span] = []
    for index, word in enumerate(words):
        gap = "" if word.glued or index == 0 else " "
        if spans and (spans[-1].face, spans[-1].colour) == (word.span.face, word.span.colour):
            spans[-1] = Span(spans[-1].text + gap + word.text, spans[-1].face, spans[-1].colour)
        else:
            spans.append(Span(gap + word.text, word.span.face, word.span.colour))
    extents = [extents_em(span.text, span.face) for span in spans] or [(0.0, 0.0)]
    above = max(leading / 2 + 0.35 * size, max(a for a, _ in extents) * size)
    below = max(leading / 2 - 0.35 * size, max(b for _, b in extents) * size)
    width = sum(width_em(span.text, span.face) for span in spans) * size
    return Line(spans, width, above, below)


def wrap_text(text: str, style: Style, room: float) -> list[Line]:
    """The text in lines of at most `room` points; line ends in the text are kept."""
    return [
        line
        for paragraph in printable(text).split("\n")
        for line in break_lines(
            [Span(paragraph, style.face, style.colour)], style.size, style.leading, room
        )
    ]


def draw_lines(
    canvas: Canvas, x: float, top: float, lines: Sequence[Line], style: Style, room: float
) -> float:
    """Draw lines downwards from `top` in a box from `x`, `room` wide; the height in points.

    The lines are one paragraph to those who have the document read to them.
    """
    y = top
    slack = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}[style.align]
    opened = any(line.spans for line in lines) and tags.begin(canvas)
    for line in lines:
        y -= line.above
        _draw_spans(canvas, x + slack * (room - line.width), y, line.spans, style.size)
        y -= line.below
    if opened:
        tags.end(canvas)
    return top - y


def _draw_spans(canvas: Canvas, x: float, y: float, spans: Sequence[Span], size: float) -> None:
    colours = {}
    order: list[tuple[Run, int]] = []
    for number, span in enumerate(spans):
        colours[number] = span.colour
        order += [(run, number) for run in runs(span.text, span.face)]
    whole = in_visual_order([run for run, _ in order])
    owner = {id(run): number for run, number in order}
    for run in whole:
        canvas.setFillColor(colours[owner[id(run)]])
        x += _draw_run(canvas, x, y, run, size)


# --- fitting ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fitted:
    """A text made to fit its box: the size in points and its lines."""

    size: float
    lines: tuple[str, ...]


@lru_cache(maxsize=4_000)
def fit_text(text: str, face: Face, size: float, room: float, floor: float, most: int) -> Fitted:
    """Shrink the text to one line down to `floor`, then wrap to `most` lines, then shrink on.

    `size`, `room` (width) and `floor` in points. Nothing is ever clipped: a text that does not fit
    `most` lines at the floor becomes smaller than the floor.
    """
    line = " ".join(printable(text).split())
    width = width_em(line, face)
    fitted = Fitted(min(size, room / width) if width else size, (line,))
    for count in range(2, most + 1):
        if fitted.size >= min(size, floor):
            break
        lines = _balanced(line, face, count)
        fitted = Fitted(min(size, room / max(width_em(part, face) for part in lines)), lines)
    return fitted


def _balanced(text: str, face: Face, count: int) -> tuple[str, ...]:
    """The text in at most `count` lines whose widest is as narrow as breaks allow."""
    words = text.split(" ")
    units = words if len(words) >= count else clusters(text)
    gap = " " if len(words) >= count else ""
    low, high = 0.0, width_em(text, face)
    best: tuple[str, ...] = (text,)
    for _ in range(16):
        middle = (low + high) / 2
        lines = _filled(units, gap, face, middle, count)
        if lines is None:
            low = middle
        else:
            high, best = middle, lines
    return best


def _filled(
    units: Sequence[str], gap: str, face: Face, room: float, count: int
) -> tuple[str, ...] | None:
    lines = [""]
    for unit in units:
        longer = f"{lines[-1]}{gap}{unit}" if lines[-1] else unit
        if width_em(longer, face) <= room:
            lines[-1] = longer
        elif lines[-1] and len(lines) < count and width_em(unit, face) <= room:
            lines.append(unit)
        else:
            return None
    return tuple(line.strip() for line in lines)


# --- in a story ------------------------------------------------------------------------------


class TextBlock(Flowable):  # type: ignore[misc]  # ReportLab is untyped
    """People's text as a paragraph of a story: it may go on the next page, nothing is parsed."""

    def __init__(
        self, spans: Sequence[Span], style: Style, *, keep_with_next: bool = False
    ) -> None:
        super().__init__()
        self.spans = [Span(printable(s.text), s.face, s.colour, s.glued) for s in spans]
        self.style = style
        self.keepWithNext = keep_with_next
        self.lines: list[Line] = []

    def wrap(self, room: float, _height: float) -> tuple[float, float]:
        """Set the lines for this width."""
        self.width = room
        self.lines = _set(self.spans, self.style, room)
        self.height = sum(line.above + line.below for line in self.lines)
        return room, self.height

    def split(self, room: float, height: float) -> list[Flowable]:
        """Two blocks of at least two lines each, or nothing where that cannot be."""
        self.wrap(room, height)
        fits, used = 0, 0.0
        for line in self.lines:
            used += line.above + line.below
            if used > height:
                break
            fits += 1
        fits = min(fits, len(self.lines) - 2)
        if fits < 2:
            return []
        return [_SetLines(self.lines[:fits], self.style), _SetLines(self.lines[fits:], self.style)]

    def draw(self) -> None:
        """Draw the lines from the top of the block."""
        draw_lines(self.canv, 0, self.height, self.lines, self.style, self.width)


class _SetLines(TextBlock):
    """Part of a block whose lines are set already."""

    def __init__(self, lines: Sequence[Line], style: Style) -> None:
        super().__init__((), style)
        self.ready = list(lines)

    def wrap(self, room: float, _height: float) -> tuple[float, float]:
        """Keep the lines as they are."""
        self.width, self.lines = room, self.ready
        self.height = sum(line.above + line.below for line in self.lines)
        return room, self.height


def _set(spans: Sequence[Span], style: Style, room: float) -> list[Line]:
    paragraphs: list[list[Span]] = [[]]
    for span in spans:
        first, *rest = span.text.split("\n")
        paragraphs[-1].append(Span(first, span.face, span.colour, span.glued))
        paragraphs += [[Span(part, span.face, span.colour)] for part in rest]
    return [
        line
        for paragraph in paragraphs
        for line in break_lines(paragraph, style.size, style.leading, room)
    ]


def para(text: str, style: Style, *, keep_with_next: bool = False) -> TextBlock:
    """A paragraph of people's text, printed as typed. The only way a document may set one."""
    return TextBlock([Span(text, style.face, style.colour)], style, keep_with_next=keep_with_next)


def rich(parts: Sequence[tuple[str, Style]], *, keep_with_next: bool = False) -> TextBlock:
    """A paragraph in several faces and colours; size, leading and align are the first part's."""
    spans = [Span(text, style.face, style.colour) for text, style in parts]
    return TextBlock(spans, parts[0][1], keep_with_next=keep_with_next)

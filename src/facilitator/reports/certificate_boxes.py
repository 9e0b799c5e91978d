"""Drawing the boxes of a certificate's layout: texts that never leave their box, logos, signatories.

Knows nothing of files or of who gets a certificate. Lengths here are points, from the lower left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reportlab.lib.colors import Color, HexColor
from reportlab.pdfgen.canvas import Canvas

from facilitator.application.rows.programme import ProgrammeRow, SignatoryRow
from facilitator.domain.certificate_layout import Box, Height, Layout, Side
from facilitator.reports import certificate_art as art
from facilitator.reports import pictures
from facilitator.reports.fonts import Face, Family, Weight
from facilitator.reports.palette import WHITE, colour
from facilitator.reports.pdf import MM
from facilitator.reports.text import (
    Align,
    Fitted,
    Style,
    draw_line,
    extents_em,
    fit_text,
    printable,
)
from facilitator.support.i18n import tr

_ALIGN = {Side.LEFT: Align.LEFT, Side.CENTRE: Align.CENTRE, Side.RIGHT: Align.RIGHT}
_WEIGHTS = {"regular": Weight.REGULAR, "medium": Weight.MEDIUM, "semibold": Weight.SEMIBOLD,
            "bold": Weight.BOLD}  # fmt: skip
SECOND_LINE = 0.525
"""Size of the lines after the first in a box, as a share of the first's."""
_GAP = 7.0
_LEADING = 1.36
"""Height of a signatory's line in its size."""
_SANS, _STRONG = Face(), Face(weight=Weight.SEMIBOLD)


@dataclass(frozen=True, slots=True)
class Place:
    """A box on the page."""

    x: float
    y: float
    width: float
    height: float

    @classmethod
    def of(cls, box: Box, layout: Layout) -> Place:
        """Where a box of the layout stands."""
        high = layout.size[1] * MM
        return cls(box.x * MM, high - (box.y + box.height) * MM, box.width * MM, box.height * MM)


@dataclass(frozen=True, slots=True)
class Inks:
    """The colours that a layout names."""

    accent: Color
    second: Color

    def of(self, name: str) -> Color:
        """The colour of a name, or the colour itself."""
        plain = {"text": "text", "muted": "text2", "faint": "text3"}
        if name in plain:
            return colour(plain[name])
        if name.startswith("#"):
            return HexColor(name)
        return {"accent": self.accent, "second": self.second, "white": WHITE}[name]


def face_of(box: Box) -> Face:
    """The face of a box's text."""
    return Face(Family.SERIF if box.serif else Family.SANS, _WEIGHTS[box.weight.value])


@dataclass(frozen=True, slots=True)
class _Block:
    fitted: Fitted
    face: Face
    ink: Color

    @property
    def height(self) -> float:
        return (
            sum(sum(extents_em(line, self.face)) for line in self.fitted.lines) * self.fitted.size
        )


def _blocks(box: Box, text: str, room: float, inks: Inks) -> list[_Block]:
    made = []
    for number, line in enumerate(printable(text).split("\n")):
        if not line.strip():
            continue
        first = number == 0
        share = 1.0 if first else SECOND_LINE
        face = face_of(box) if first else _SANS
        fitted = fit_text(line, face, box.size * share, room, box.least * share, box.lines)
        made.append(_Block(fitted, face, inks.of(box.ink if first else "muted")))
    return made


def draw_text(canvas: Canvas, box: Box, place: Place, text: str, inks: Inks) -> float:
    """Draw a text inside its box, smaller where it is long; the size of its first line in points,
    0 where nothing was drawn."""
    blocks = _blocks(box, text, place.width, inks)
    if not blocks:
        return 0.0
    gap = _GAP if len(blocks) > 1 else 0.0
    needed = sum(block.height for block in blocks) + gap * (len(blocks) - 1)
    scale = min(1.0, place.height / needed)
    if box.optional and blocks[0].fitted.size * scale < box.least - 0.01:
        return 0.0
    slack = {Height.TOP: 0.0, Height.MIDDLE: 0.5, Height.BOTTOM: 1.0}[box.stands]
    y = place.y + place.height - slack * (place.height - needed * scale)
    x = place.x + {Side.LEFT: 0.0, Side.CENTRE: 0.5, Side.RIGHT: 1.0}[box.side] * place.width
    for block in blocks:
        size = block.fitted.size * scale
        style = Style(size, face=block.face, colour=block.ink, align=_ALIGN[box.side])
        for line in block.fitted.lines:
            above, below = extents_em(line, block.face)
            y -= above * size
            draw_line(canvas, x, y, line, style)
            y -= below * size
        y -= gap * scale
    return blocks[0].fitted.size * scale


def draw_mark(canvas: Canvas, place: Place, inks: Inks) -> None:
    """Our own mark, where no organiser has a logo."""
    centre = (place.x + place.width / 2, place.y + place.height / 2)
    art.mark(canvas, centre, min(34.0, place.height), inks.accent)


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture, or a text where `alt` is empty, and what draws it."""

    alt: str
    place: Place
    draw: Callable[[Canvas], object]


def logos(box: Box, place: Place, programme: ProgrammeRow) -> Iterator[Shown]:
    """The organisations' logos in a row; nothing where none can be read."""
    found = [(o.name, pictures.picture(o.logo)) for o in programme.organisations if o.logo]
    shown = [(name, reader) for name, reader in found if reader is not None][:6]
    gap = 26.0
    most = (place.width - gap * (len(shown) - 1)) / max(1, len(shown))
    sizes = [pictures.size_in(reader, min(most, 150), place.height) for _, reader in shown]
    whole = sum(width for width, _ in sizes) + gap * (len(shown) - 1)
    x = place.x + {Side.LEFT: 0.0, Side.CENTRE: 0.5, Side.RIGHT: 1.0}[box.side] * (
        place.width - whole
    )
    for (name, reader), (width, _) in zip(shown, sizes, strict=True):
        alt = tr("Logo of {name}", name=printable(name))
        yield _picture(alt, reader, Place(x, place.y, width, place.height))
        x += width + gap


def _picture(alt: str, reader: Any, place: Place) -> Shown:
    area = (place.x, place.y, place.width, place.height)
    return Shown(alt, place, lambda canvas: pictures.draw_in(canvas, reader, *area))


def layout_picture(box: Box, place: Place) -> Iterator[Shown]:
    """A picture of the layout; its text says what it shows."""
    reader = pictures.picture(box.picture) if box.picture else None
    if reader is not None:
        yield _picture(printable(box.text), reader, place)


def draw_rule(canvas: Canvas, box: Box, place: Place, inks: Inks) -> None:
    """A line; the second colour's has a lozenge in its middle."""
    if box.ink == "second" and box.side is Side.CENTRE:
        centre = (place.x + place.width / 2, place.y + place.height / 2)
        art.ornament(canvas, centre, place.width / 2, inks.second)
        return
    canvas.setStrokeColor(inks.of(box.ink))
    canvas.setLineWidth(0.6)
    canvas.line(place.x, place.y, place.x + place.width, place.y)


def signatories(box: Box, place: Place, people: Sequence[SignatoryRow]) -> Iterator[Shown]:
    """Up to four signatories beside each other: a line to sign on, name and title beneath it."""
    shown = list(people)[:4]
    gap = 20.0
    width = min(150.0, (place.width - gap * (len(shown) - 1)) / max(1, len(shown)))
    whole = width * len(shown) + gap * (len(shown) - 1)
    x = place.x + (0.0 if box.side is Side.LEFT else (place.width - whole) / 2)
    for person in shown:
        yield from _signatory(person, Place(x, place.y, width, place.height), box.side)
        x += width + gap


def _signatory(person: SignatoryRow, place: Place, side: Side) -> Iterator[Shown]:
    line = place.y + min(38.0, place.height * 0.5)
    reader = pictures.picture(person.signature) if person.signature else None
    if reader is not None:
        high = min(34.0, place.y + place.height - line - 1)
        alt = tr("Signature of {name}", name=printable(person.name))
        yield _picture(alt, reader, Place(place.x, line + 1, place.width, high))

    def words(canvas: Canvas) -> None:
        canvas.setStrokeColor(colour("border_strong"))
        canvas.setLineWidth(0.6)
        canvas.line(place.x, line, place.x + place.width, line)
        lines = list(_signatory_lines(person, place.width))
        deep = sum(_LEADING * style.size for _, style in lines) + 3.5
        scale = min(1.0, (line - place.y) / deep)
        align = Align.LEFT if side is Side.LEFT else Align.CENTRE
        x = place.x if side is Side.LEFT else place.x + place.width / 2
        y = line - 3.5 * scale
        for text, style in lines:
            size = style.size * scale
            y -= _LEADING * size
            draw_line(canvas, x, y + 0.3 * size, text,
                      replace(style, size=size, align=align))  # fmt: skip

    yield Shown("", place, words)


def _signatory_lines(person: SignatoryRow, room: float) -> Iterator[tuple[str, Style]]:
    """Name and title, each in up to two lines."""
    for text, face, ink, size in ((person.name, _STRONG, "text", 9.0),
                                  (person.title, _SANS, "text2", 7.8)):  # fmt: skip
        fitted = fit_text(printable(text), face, size, room, 6.6, 2)
        for part in fitted.lines if text else ():
            yield part, Style(size=fitted.size, face=face, colour=colour(ink))

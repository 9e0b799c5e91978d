"""A certificate's layout: paper, ornament, colours, background, and the boxes that stand on it.

A layout file is JSON, described in docs/certificate-layouts.md; `parse` takes it from anywhere, so it
refuses whatever it does not know. Lengths are millimetres from the upper left corner of the paper,
sizes of letters are points. Texts hold fields such as `{name}`, replaced as data, never as code.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar

from facilitator.support.errors import RuleViolation

FORMAT = 1
SHIPPED = ("waves", "rules", "band")
"""Layouts that come with the app; the first is used where none was chosen."""
LANGUAGES = ("en", "fr", "lo", "th", "vi", "id", "km", "my", "pt")
"""Languages with a wording of their own."""
MOST_BYTES = 12_000_000
MOST_BOXES = 60
MOST_WORDS = 2_000
FIELDS = frozenset({
    "name", "own_name", "heading", "awarded", "deed", "programme", "subtitle", "when", "place",
    "hours", "serial", "serial_label", "issued", "issued_label", "organisers", "donor",
    "requirements", "objectives", "sample",
})  # fmt: skip
PERSONAL = frozenset({"name", "own_name", "serial"})
"""Fields that differ from sheet to sheet; all else is drawn once for many."""
NAMES = frozenset({"name", "own_name"})
"""Fields that stand on lines of their own."""
_FIELD = re.compile(r"\{([^{}]*)\}")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")


class Paper(StrEnum):
    """Paper that the field prints on."""

    A4 = "a4"
    LETTER = "letter"

    @property
    def millimetres(self) -> tuple[float, float]:
        """Width and height, upright."""
        return (210.0, 297.0) if self is Paper.A4 else (215.9, 279.4)


class Ornament(StrEnum):
    """What is drawn on the paper before anything else."""

    NONE = "none"
    WAVES = "waves"
    RULES = "rules"
    BAND = "band"


class BoxKind(StrEnum):
    """What stands in a box."""

    TEXT = "text"
    LOGOS = "logos"
    SIGNATORIES = "signatories"
    CODE = "code"
    PICTURE = "picture"
    LINE = "line"


class Weight(StrEnum):
    """How heavy the letters are."""

    REGULAR = "regular"
    MEDIUM = "medium"
    SEMIBOLD = "semibold"
    BOLD = "bold"


class Side(StrEnum):
    """Where a text stands in the width of its box."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class Height(StrEnum):
    """Where a text stands in the height of its box."""

    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


@dataclass(frozen=True, slots=True)
class Box:
    """A box and what stands in it. A text shrinks to `least` points, then wraps to `lines` lines,
    then shrinks on; where it is `optional` it is left out instead of going below `least`."""

    kind: BoxKind
    x: float
    y: float
    width: float
    height: float
    text: str = ""
    size: float = 11.0
    least: float = 7.0
    lines: int = 1
    weight: Weight = Weight.REGULAR
    serif: bool = False
    ink: str = "text"
    side: Side = Side.CENTRE
    stands: Height = Height.MIDDLE
    is_heading: bool = False
    optional: bool = False
    picture: bytes = b""

    @property
    def fields(self) -> frozenset[str]:
        """The fields in its text."""
        return frozenset(_FIELD.findall(self.text))

    @property
    def is_personal(self) -> bool:
        """Whether it differs from sheet to sheet."""
        return self.kind is BoxKind.CODE or bool(self.fields & PERSONAL)


@dataclass(frozen=True, slots=True)
class Layout:
    """A whole layout; `background` is the bytes of a PNG or JPEG that fills the paper, or empty."""

    name: str
    paper: Paper = Paper.A4
    upright: bool = False
    ornament: Ornament = Ornament.NONE
    ink: str = "#0B6A72"
    second: str = "#8C6A2F"
    background: bytes = b""
    boxes: tuple[Box, ...] = field(default_factory=tuple)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the paper in millimetres."""
        wide, high = self.paper.millimetres
        return (wide, high) if self.upright else (high, wide)


def filled(text: str, values: dict[str, str]) -> str:
    """The text with its fields replaced; unknown ones become nothing."""
    return _FIELD.sub(lambda found: values.get(found[1], ""), text)


# --- reading and writing -----------------------------------------------------------------------


def _refuse(where: str) -> RuleViolation:
    return RuleViolation("layout-invalid", field="layout", where=where)


E = TypeVar("E", bound=StrEnum)


class _Reader:
    """Takes values out of one object of the file, and refuses what is left over."""

    def __init__(self, data: Any, where: str) -> None:
        if not isinstance(data, dict):
            raise _refuse(where)
        self.data, self.where = dict(data), where

    def take(self, name: str, default: Any, kind: type | tuple[type, ...]) -> Any:
        value = self.data.pop(name, default)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise _refuse(f"{self.where}.{name}")
        return value

    def number(self, name: str, default: float, least: float, most: float) -> float:
        value = float(self.take(name, default, (int, float)))
        if not least <= value <= most:  # not a number fails too
            raise _refuse(f"{self.where}.{name}")
        return value

    def words(self, name: str, default: str, most: int) -> str:
        value = str(self.take(name, default, str))
        if len(value) > most or any(ord(c) < 32 and c != "\n" for c in value):
            raise _refuse(f"{self.where}.{name}")
        return value

    def choice(self, name: str, default: E) -> E:
        try:
            return type(default)(self.take(name, str(default), str))
        except ValueError:
            raise _refuse(f"{self.where}.{name}") from None

    def flag(self, name: str, *, default: bool = False) -> bool:
        return bool(self.take(name, default, bool))

    def colour(self, name: str, default: str, also: frozenset[str] = frozenset()) -> str:
        value = self.words(name, default, 20)
        if value not in also and not _COLOUR.fullmatch(value):
            raise _refuse(f"{self.where}.{name}")
        return value

    def picture(self, name: str) -> bytes:
        try:
            data = base64.b64decode(self.words(name, "", MOST_BYTES), validate=True)
        except (binascii.Error, ValueError):
            raise _refuse(f"{self.where}.{name}") from None
        if data and not data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
            raise _refuse(f"{self.where}.{name}")
        return data

    def done(self) -> None:
        if self.data:
            raise _refuse(f"{self.where}.{min(map(str, self.data))[:40]}")


_INKS = frozenset({"text", "muted", "faint", "accent", "second", "white"})


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of the file; a name that stands twice could be read in two ways."""
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a name stands twice")
    return made


def parse(text: str) -> Layout:
    """The layout in a file's text. Raises RuleViolation `layout-invalid` with the place."""
    if len(text) > MOST_BYTES:
        raise _refuse("size")
    try:
        data = json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        raise _refuse("json") from None
    reader = _Reader(data, "layout")
    if reader.take("format", 0, int) != FORMAT:
        raise _refuse("layout.format")
    boxes = reader.take("boxes", [], list)
    if len(boxes) > MOST_BOXES:
        raise _refuse("layout.boxes")
    made = Layout(
        name=reader.words("name", "", 80), paper=reader.choice("paper", Paper.A4),
        upright=reader.flag("upright"), ornament=reader.choice("ornament", Ornament.NONE),
        ink=reader.colour("ink", "#0B6A72"), second=reader.colour("second", "#8C6A2F"),
        background=reader.picture("background"),
        boxes=tuple(_box(box, f"boxes[{number}]") for number, box in enumerate(boxes)),
    )  # fmt: skip
    reader.done()
    if not any("name" in box.fields for box in made.boxes):
        raise RuleViolation("layout-without-name", field="layout")
    wide, high = made.size
    for number, box in enumerate(made.boxes):
        if box.x + box.width > wide + 0.01 or box.y + box.height > high + 0.01:
            raise _refuse(f"boxes[{number}]")
    return made


def _box(data: Any, where: str) -> Box:
    reader = _Reader(data, where)
    size = reader.number("size", 11, 4, 120)
    box = Box(
        kind=reader.choice("kind", BoxKind.TEXT),
        x=reader.number("x", 0, 0, 300), y=reader.number("y", 0, 0, 300),
        width=reader.number("width", 10, 1, 300), height=reader.number("height", 10, 0.1, 300),
        text=reader.words("text", "", MOST_WORDS), size=size,
        least=min(size, reader.number("least", 7, 3, 120)),
        lines=int(reader.number("lines", 1, 1, 12)), weight=reader.choice("weight", Weight.REGULAR),
        serif=reader.flag("serif"), ink=reader.colour("ink", "text", _INKS),
        side=reader.choice("side", Side.CENTRE), stands=reader.choice("stands", Height.MIDDLE),
        is_heading=reader.flag("is_heading"), optional=reader.flag("optional"),
        picture=reader.picture("picture"),
    )  # fmt: skip
    reader.done()
    unknown = box.fields - FIELDS
    if unknown:
        raise RuleViolation("layout-unknown-field", field="layout", text=min(unknown)[:40])
    if not all(_is_alone(line) for line in box.text.split("\n")):
        raise RuleViolation("layout-name-not-alone", field="layout")
    return box


def _is_alone(line: str) -> bool:
    """Whether no other words stand in a line of names: who checks a certificate could not tell
    them from what somebody has added."""
    fields = set(_FIELD.findall(line))
    if not fields & NAMES:
        return True
    return fields <= NAMES and not any(char.isalnum() for char in _FIELD.sub("", line))


def written(layout: Layout) -> str:
    """The layout as the text of a file; what is as it is by default is left out."""
    whole = {
        "format": FORMAT, "name": layout.name, "paper": layout.paper.value,
        "upright": layout.upright, "ornament": layout.ornament.value, "ink": layout.ink,
        "second": layout.second, "background": base64.b64encode(layout.background).decode(),
        "boxes": [_as_data(box) for box in layout.boxes],
    }  # fmt: skip
    return json.dumps(whole, indent=1, ensure_ascii=False)


def _as_data(box: Box) -> dict[str, object]:
    plain = Box(box.kind, 0, 0, 0, 0)
    found: dict[str, object] = {}
    for name in Box.__dataclass_fields__:
        value = getattr(box, name)
        if name in {"kind", "x", "y", "width", "height"} or value != getattr(plain, name):
            found[name] = base64.b64encode(value).decode() if isinstance(value, bytes) else value
    return found

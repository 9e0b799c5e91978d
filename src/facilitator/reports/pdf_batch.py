"""Many files of one page each that share fonts, forms and pictures: those are made and packed once.

Pages are drawn one after the other on one canvas; each then becomes a file of its own, with the
fonts that it uses. Knows nothing of what is drawn.
"""

from __future__ import annotations

import hashlib
import io
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from facilitator.reports.pdf_canvas import TaggedCanvas
from facilitator.reports.pdf_objects import HEAD

_REFERENCE = re.compile(rb"(\d+) 0 R")
_FONT = re.compile(rb"/(F\d+\+\d+) ")
_FONT_ENTRY = re.compile(rb"/(F\d+\+\d+) (\d+) 0 R")


@dataclass(frozen=True, slots=True)
class Part:
    """An object: plain data, or the entries of a stream and its content."""

    number: int
    data: bytes
    content: bytes | None = None


class Collected:
    """Takes objects as a file would, and keeps them."""

    def __init__(self) -> None:
        self._parts: list[Part] = []

    def add(self, number: int, data: bytes) -> None:
        """Keep an object that is no stream."""
        self._parts.append(Part(number, data))

    def add_stream(self, number: int, entries: bytes, content: bytes) -> None:
        """Keep a stream."""
        self._parts.append(Part(number, entries, content))

    def is_full(self) -> bool:
        """Never: nothing is packed here."""
        return False

    def take(self) -> list[Part]:
        """What was added since the last time."""
        parts, self._parts = self._parts, []
        return parts


@dataclass(slots=True)
class _Prefix:
    """The beginning that files with the same fonts share, and where its objects stand."""

    data: bytes
    digest: Any
    rows: dict[int, bytes] = field(default_factory=dict)


class BatchCanvas(TaggedCanvas):
    """Draw the pages, then ask for the files."""

    def __init__(self, size: tuple[float, float], language: str) -> None:
        super().__init__(io.BytesIO(), size, language)
        self._parts = Collected()
        self._file = self._parts  # type: ignore[assignment]  # takes what a file takes
        self.structure._add = self._parts.add  # noqa: SLF001 - ours
        self._pages: list[list[Part]] = []

    def _write_page(self, name: str) -> None:
        super()._write_page(name)
        self._pages.append(self._parts.take())

    def files(self, titles: Sequence[str]) -> Iterator[bytes]:
        """One file a page, with its title, in the order of the pages."""
        for font in self._doc.delayedFonts:
            font.addObjects(self._doc)
        self._write_resources()
        self._write_objects()
        profile = self._number()
        shared = {part.number: part for part in self._parts.take()}
        shared[profile] = Part(profile, b"/N 3/Filter/FlateDecode", self.colour_space())
        numbers = [self._number() for _ in range(6)]
        fonts = self._doc.idToObjectNumberAndVersion["BasicFonts"][0]
        maker = _FileMaker(shared, fonts, numbers[5])
        for index, (title, own) in enumerate(zip(titles, self._pages, strict=True)):
            self.setTitle(title)
            yield maker.file([*own, *self._around(index, numbers, profile)], numbers)

    def _around(self, index: int, numbers: Sequence[int], profile: int) -> list[Part]:
        """Catalog, metadata and the roots of page and structure trees of one file."""
        root, info, metadata, *_ = numbers
        structure = self.structure
        document, table = structure.document, structure.table_of(index)
        return [
            Part(self._page_list, b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % self._page_numbers[index]),
            Part(document.number, b"<</S/Document/P %d 0 R/K[%d 0 R]>>" % (
                structure.root, document.kids[index])),
            Part(structure.root, b"<</Type/StructTreeRoot/K[%d 0 R]/ParentTree<</Nums[%d %d 0 R]>>"
                 b"/ParentTreeNextKey %d>>" % (document.number, index, table, index + 1)),
            Part(info, self._info()), Part(root, self.catalog(metadata, profile)),
            Part(metadata, b"/Type/Metadata/Subtype/XML", self._metadata()),
        ]  # fmt: skip


class _FileMaker:
    """Puts files together from shared and own parts."""

    def __init__(self, shared: dict[int, Part], fonts: int, packed: int) -> None:
        self._shared, self._fonts, self._packed = shared, fonts, packed
        entries = _FONT_ENTRY.findall(shared[fonts].data)
        self._entries = {name: b"/%s %s 0 R" % (name, number) for name, number in entries}
        self._prefixes: dict[tuple[frozenset[bytes], frozenset[int]], _Prefix] = {}
        self._in_forms = {
            number: frozenset(_FONT.findall(zlib.decompress(part.content)))
            for number, part in shared.items()
            if part.content is not None and b"/Form" in part.data and b"Flate" in part.data
        }

    def file(self, own: Sequence[Part], numbers: Sequence[int]) -> bytes:
        """The bytes of a file; `numbers` are root, info, metadata, and its own packed objects and
        table."""
        used: set[bytes] = set()
        wanted: set[int] = set()
        own_numbers = {part.number for part in own}
        for part in own:
            if part.content is not None and b"Flate" in part.data:
                used.update(_FONT.findall(zlib.decompress(part.content)))
            wanted.update(
                n for n in map(int, _REFERENCE.findall(part.data)) if n not in own_numbers
            )
        prefix = self._prefix(frozenset(used), frozenset(wanted))
        body, rows = _body(own, len(prefix.data), numbers[3])
        digest = prefix.digest.copy()
        digest.update(body)
        return prefix.data + body + _end(
            {**prefix.rows, **rows}, len(prefix.data) + len(body), numbers, digest.hexdigest()
        )  # fmt: skip

    def _prefix(self, used: frozenset[bytes], wanted: frozenset[int]) -> _Prefix:
        key = (used, wanted)
        if key not in self._prefixes:
            self._prefixes[key] = self._made(used, wanted)
        return self._prefixes[key]

    def _made(self, used: frozenset[bytes], wanted: Iterable[int]) -> _Prefix:
        reached = self._reached(wanted)
        names = used.union(*(self._in_forms.get(number, frozenset()) for number in reached))
        fonts = b"<<%s>>" % b"".join(self._entries[n] for n in sorted(names) if n in self._entries)
        own_fonts = Part(self._fonts, fonts)
        numbers = reached | self._reached(map(int, _REFERENCE.findall(fonts)))
        parts = [own_fonts if n == self._fonts else self._shared[n] for n in sorted(numbers)]
        body, rows = _body(parts, len(HEAD), self._packed)
        data = HEAD + body
        return _Prefix(data, hashlib.md5(data, usedforsecurity=False), rows)

    def _reached(self, start: Iterable[int]) -> set[int]:
        """Shared objects that these lead to; not the fonts, which are chosen."""
        found: set[int] = set()
        waiting = list(start)
        while waiting:
            number = waiting.pop()
            if number in found or number not in self._shared:
                continue
            found.add(number)
            if number != self._fonts:
                waiting += map(int, _REFERENCE.findall(self._shared[number].data))
        return found


def _body(parts: Sequence[Part], place: int, packed: int) -> tuple[bytes, dict[int, bytes]]:
    """Streams, then all other parts packed as the stream `packed`; where each stands."""
    rows: dict[int, bytes] = {}
    written: list[bytes] = []
    plain = [part for part in parts if part.content is None]
    places, bodies, offset = [], [], 0
    for index, part in enumerate(plain):
        rows[part.number] = b"\2" + packed.to_bytes(5, "big") + index.to_bytes(2, "big")
        places.append(b"%d %d" % (part.number, offset))
        bodies.append(part.data)
        offset += len(part.data) + 1
    head = b" ".join(places) + b"\n"
    entries = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (len(plain), len(head))
    stream = Part(packed, entries, zlib.compress(head + b"\n".join(bodies), 6))
    for part in [*(p for p in parts if p.content is not None), *([stream] if plain else [])]:
        content = part.content or b""
        data = b"%d 0 obj\n<<%s/Length %d>>\nstream\n%s\nendstream\nendobj\n" % (
            part.number, part.data, len(content), content,
        )  # fmt: skip
        rows[part.number] = b"\1" + place.to_bytes(5, "big") + b"\0\0"
        written.append(data)
        place += len(data)
    return b"".join(written), rows


def _end(rows: dict[int, bytes], start: int, numbers: Sequence[int], name: str) -> bytes:
    """The table of objects and the end of the file."""
    root, info, _, _, table, _ = numbers
    rows = {0: b"\0\0\0\0\0\0\xff\xff", **rows,
            table: b"\1" + start.to_bytes(5, "big") + b"\0\0"}  # fmt: skip
    ordered = sorted(rows)
    ranges: list[list[int]] = []
    for number in ordered:
        if ranges and number == sum(ranges[-1]):
            ranges[-1][1] += 1
        else:
            ranges.append([number, 1])
    index = b" ".join(b"%d %d" % (first, count) for first, count in ranges)
    content = zlib.compress(b"".join(rows[number] for number in ordered), 6)
    identity = name.upper().encode()
    return (
        b"%d 0 obj\n<</Type/XRef/Size %d/W[1 5 2]/Index[%s]/Root %d 0 R/Info %d 0 R"
        b"/ID[<%s><%s>]/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream\nendobj\n"
        b"startxref\n%d\n%%%%EOF\n"
        % (table, ordered[-1] + 1, index, root, info, identity, identity, len(content), content,
           start)
    )  # fmt: skip

"""The bytes of a PDF file: streams as they come, every other object packed into shared streams.

Written as it grows: what is written is forgotten, so that ten thousand pages take no more memory
than ten. The same objects make the same bytes; the file's own number is a digest of them. Knows
nothing of what the objects mean.
"""

from __future__ import annotations

import hashlib
import zlib
from array import array
from typing import IO

HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
PACKED = 200
"""Objects in one shared stream."""
_UNUSED = (1 << 64) - 1


class PdfFile:
    """A file being written to a stream that is at its start."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._place = 0
        self._digest = hashlib.md5(usedforsecurity=False)
        self._where = array("Q", [_UNUSED])
        """By object number: twice its place in the file, or twice its shared stream's number and
        its index in there, plus one."""
        self._waiting: list[tuple[int, bytes]] = []
        self._home = 0
        self._write(HEAD)

    def _write(self, data: bytes) -> None:
        self._stream.write(data)
        self._digest.update(data)
        self._place += len(data)

    def _note(self, number: int, where: int) -> None:
        short = number + 1 - len(self._where)
        if short > 0:
            self._where.extend([_UNUSED] * short)
        self._where[number] = where

    def add(self, number: int, data: bytes) -> None:
        """Add an object that is no stream."""
        self._waiting.append((number, data))

    def add_stream(self, number: int, entries: bytes, content: bytes) -> None:
        """Add a stream; `entries` are those of its dictionary but for the length."""
        self._note(number, self._place << 1)
        self._write(
            b"%d 0 obj\n<<%s/Length %d>>\nstream\n" % (number, entries, len(content))
            + content + b"\nendstream\nendobj\n"
        )  # fmt: skip

    def is_full(self) -> bool:
        """Whether enough objects wait to be packed."""
        return len(self._waiting) >= PACKED

    def pack(self, number: int) -> None:
        """Write the waiting objects as the shared stream `number`."""
        if not self._waiting:
            return
        places, body, place = [], [], 0
        for index, (packed, data) in enumerate(self._waiting):
            self._note(packed, ((number << 16 | index) << 1) | 1)
            places.append(b"%d %d" % (packed, place))
            body.append(data)
            place += len(data) + 1
        head = b" ".join(places) + b"\n"
        entries = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (len(places), len(head))
        self._waiting = []
        self.add_stream(number, entries, zlib.compress(head + b"\n".join(body), 6))

    def finish(self, number: int, root: int, info: int) -> None:
        """Write the table of all objects as the stream `number`, and the end of the file."""
        self._note(number, self._place << 1)
        rows = bytearray()
        for where in self._where:
            if where == _UNUSED:
                rows += b"\0\0\0\0\0\0\xff\xff"
            elif where & 1:
                rows += b"\2" + (where >> 17).to_bytes(5, "big") + (where >> 1 & 0xFFFF).to_bytes(2)
            else:
                rows += b"\1" + (where >> 1).to_bytes(5, "big") + b"\0\0"
        start, name = self._place, self._digest.hexdigest().upper().encode()
        entries = (
            b"/Type/XRef/Size %d/W[1 5 2]/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]/Filter/FlateDecode"
            % (len(self._where), root, info, name, name)
        )
        self.add_stream(number, entries, zlib.compress(bytes(rows), 6))
        self._write(b"startxref\n%d\n%%%%EOF\n" % start)


def text_string(text: str) -> bytes:
    """A text as PDF writes it."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        return b"(" + escaped.encode("ascii") + b")"
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode() + b">"

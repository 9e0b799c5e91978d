"""Whether a text that stands in a PDF is what people see there: not covered, not hidden, not longer.

A PDF can hold a text under a white patch with another name over it. So a text that was found is looked
for on the page too: where its letters stand, what is drawn there after them, and what stands beside
them. Knows nothing of certificates or signatures.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""
_LEAST_HEIGHT, _LEAST_CONTRAST = 4.0, 40
_CORE = 0.2
"""Share of a line's height that is left out above and below: neighbours may reach in there."""
_BESIDE = 2.0
"""So many heights to the left and right of a line nothing else may be written."""
_MARK = 1.4
"""Letters so many times as high as a line are a mark across the sheet, such as "Sample"."""
_SCALE = 2.0


def squeezed(words: str) -> tuple[str, list[int]]:
    """The text without spaces, hyphens and marks that nobody sees, in one spelling; and for each
    character its place in `words`."""
    made: list[str] = []
    places: list[int] = []
    for start, stop in _clusters(words):
        for char in unicodedata.normalize("NFKC", words[start:stop]):
            if char.isspace() or char in "-\u2010\ufffe\u00ad":
                continue
            if unicodedata.category(char) not in {"Cf", "Cc"}:
                made.append(char)
                places.append(start)
    return "".join(made), places


def _clusters(words: str) -> Iterator[tuple[int, int]]:
    """Each letter with the marks that follow it."""
    start = 0
    for place in range(1, len(words) + 1):
        if place == len(words) or unicodedata.category(words[place])[0] != "M":
            yield start, place
            start = place


@dataclass(frozen=True, slots=True)
class Written:
    """A page's text, and where each of its letters stands."""

    words: str
    boxes: tuple[Box | None, ...]
    drawn_by: tuple[int, ...]
    """Of each letter: the object of the page that draws it; 0 where none does."""
    text: str
    places: tuple[int, ...]
    """Of each character of `text`, the squeezed words: its place in `words`."""


def written_on(page: Any) -> Written:
    """Read the text of a page of PDFium; the caller holds its lock."""
    import pypdfium2
    from pypdfium2 import raw

    found = page.get_textpage()
    try:
        count = found.count_chars()
        words = "".join(chr(raw.FPDFText_GetUnicode(found, n) or 0) for n in range(count))
        boxes: list[Box | None] = []
        drawn_by = [_address(raw.FPDFText_GetTextObject(found, n)) for n in range(count)]
        for number in range(count):
            try:
                boxes.append(found.get_charbox(number))
            except pypdfium2.PdfiumError:
                boxes.append(None)
    finally:
        found.close()
    text, places = squeezed(words)
    return Written(words, tuple(boxes), tuple(drawn_by), text, tuple(places))


def _address(thing: Any) -> int:
    return ctypes.cast(thing, ctypes.c_void_p).value or 0


@dataclass(frozen=True, slots=True)
class Sight:
    """A page as people see it: its text, what is drawn in order, and its picture in greys."""

    written: Written
    drawn: tuple[tuple[Box, int, bool], ...]
    """What is drawn, in order: its box, which object it is, and whether it is text."""
    notes: tuple[Box, ...]
    """What lies over the page: comments, stamps, fields."""
    picture: Any
    high: float

    def shows(self, parts: Sequence[tuple[int, int]], *, alone: bool) -> bool:
        """Whether the parts of `written.text` (from, until) are seen; `alone`: nothing else is
        written in their lines."""
        own = {self.written.places[n] for start, stop in parts for n in range(start, stop)}
        lines = _lines([box for n in own if (box := self.written.boxes[n]) and _area(box)])
        return bool(lines) and all(self._shown(line, own, alone=alone) for line in lines)

    def _shown(self, line: Box, own: set[int], *, alone: bool) -> bool:
        left, low, right, top = line
        high = top - low
        if high < _LEAST_HEIGHT or not self._has_ink(line):
            return False
        core = (left, low + _CORE * high, right, top - _CORE * high)
        band = (left - _BESIDE * high, core[1], right + _BESIDE * high, core[3])
        if self._is_drawn_over(core, band if alone else core, own):
            return False
        if alone and self._is_beside(band, high, own):
            return False
        return not any(_meet(band if alone else core, note) for note in self.notes)

    def _has_ink(self, box: Box) -> bool:
        left, low, right, top = (_SCALE * value for value in box)
        high = _SCALE * self.high
        area = (max(0, int(left)), max(0, int(high - top)), int(right) + 1, int(high - low) + 1)
        seen = self.picture.crop(area).getextrema()
        return bool(seen[1] - seen[0] >= _LEAST_CONTRAST)

    def _is_drawn_over(self, core: Box, band: Box, own: set[int]) -> bool:
        """Whether something that is no text is drawn after the first of the own letters: over them,
        or within the band."""
        letters = {self.written.drawn_by[n] for n in own} - {0}
        begun = False
        for box, which, is_text in self.drawn:
            begun = begun or which in letters
            if begun and not is_text and (_meet(core, box) or _holds(band, box)):
                return True
        return not begun

    def _is_beside(self, band: Box, high: float, own: set[int]) -> bool:
        """Whether a letter of another text stands in the band; a mark across the sheet does not
        count."""
        return any(
            box is not None and n not in own and box[3] - box[1] < _MARK * high
            and (char == "\0" or unicodedata.category(char)[0] in "LN")
            and _meet(band, _middle(box))
            for n, (char, box) in enumerate(zip(self.written.words, self.written.boxes, strict=True))
        )  # fmt: skip


def sight_of(page: Any) -> Sight:
    """Look at a page of PDFium; the caller holds its lock."""
    bitmap = page.render(scale=_SCALE, grayscale=True)
    picture = bitmap.to_pil().convert("L").copy()
    bitmap.close()
    return Sight(written_on(page), tuple(_drawn(page)), tuple(_notes(page)), picture,
                 page.get_height())  # fmt: skip


def _drawn(page: Any) -> Iterator[tuple[Box, int, bool]]:
    """What is drawn on the page and in its forms, in order."""
    from pypdfium2 import raw

    outer: list[Any] = []
    for item in page.get_objects():
        del outer[item.level :]
        if item.type == raw.FPDF_PAGEOBJ_FORM:
            outer.append(item.get_matrix())
            continue
        box = item.get_bounds()
        for matrix in reversed(outer):
            box = matrix.on_rect(*box)
        if not _is_clear(item):
            yield box, _address(item.raw), item.type == raw.FPDF_PAGEOBJ_TEXT


def _is_clear(item: Any) -> bool:
    """Whether a path draws nothing at all: it only limits where others draw."""
    from pypdfium2 import raw

    if item.type != raw.FPDF_PAGEOBJ_PATH:
        return False
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(item, fill, stroke):
        return False
    return fill.value == raw.FPDF_FILLMODE_NONE and not stroke.value


def _notes(page: Any) -> Iterator[Box]:
    from pypdfium2 import raw

    for number in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, number)
        area = raw.FS_RECTF()
        if note and raw.FPDFAnnot_GetRect(note, area):
            yield area.left, area.bottom, area.right, area.top
        if note:
            raw.FPDFPage_CloseAnnot(note)


def _lines(boxes: Sequence[Box]) -> list[Box]:
    """The boxes of letters put together line by line."""
    made: list[Box] = []
    for box in sorted(boxes, key=lambda box: -box[3] - box[1]):
        middle = (box[1] + box[3]) / 2
        last = made[-1] if made else box
        hang = 0.3 * (last[3] - last[1])  # a comma hangs below its line
        if made and last[1] - hang <= middle <= last[3]:
            made[-1] = (min(last[0], box[0]), min(last[1], box[1]), max(last[2], box[2]),
                        max(last[3], box[3]))  # fmt: skip
        else:
            made.append(box)
    return made


def _middle(box: Box) -> Box:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return x, y, x, y


def _area(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _holds(whole: Box, part: Box) -> bool:
    return (whole[0] <= part[0] and part[2] <= whole[2] and whole[1] <= part[1]
            and part[3] <= whole[3])  # fmt: skip


def _meet(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]

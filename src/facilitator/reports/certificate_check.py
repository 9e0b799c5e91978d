"""Reading certificates back, from a PDF, a picture or a text, and saying what they are worth.

A PDF is looked at as a picture, so that its code is the one that people see; then what is printed is
compared with what was signed. Files come from anywhere: they are read with limits and never trusted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from facilitator.application.signing import Checked, Issuer, check_code
from facilitator.domain.certificate_code import PREFIX, Facts, Opened, Verdict
from facilitator.domain.certificate_layout import LANGUAGES
from facilitator.domain.certificates import CertificateKind
from facilitator.reports.certificate_sight import Sight, sight_of, squeezed
from facilitator.reports.certificate_wording import wording
from facilitator.reports.fonts import Face, Family, Weight
from facilitator.reports.pictures import MOST_PIXELS
from facilitator.reports.text import in_visual_order, printable, runs, shaped
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.files import file_problem
from facilitator.support.pdfium import PDFIUM

MOST_BYTES = 80_000_000
MOST_PAGES = 2_000
MOST_PLACES = 40
"""Where a text stands so often and is not seen, no honest sheet shows it further on."""
_SCALES = (2.5, 4.5)
"""Dots a point at which a page is looked at: 180 and 324 to the inch."""
_FACES = (
    Face(Family.SERIF, Weight.BOLD), Face(Family.SERIF), Face(), Face(weight=Weight.BOLD),
    Face(weight=Weight.SEMIBOLD), Face(weight=Weight.MEDIUM),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """One certificate that was read: its page (from 1; 0 for a text or picture), what the code is
    worth, and the facts that the print does not say as they were signed."""

    page: int
    checked: Checked
    differs: tuple[str, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """The verdict; print that differs from what was signed was altered."""
        return Verdict.ALTERED if self.differs else self.checked.verdict


def check_text(
    text: str, known: Mapping[str, Issuer], void: frozenset[str] = frozenset()
) -> Finding:
    """Check the text of a code."""
    return Finding(0, check_code(text, known, void))


def check_file(
    path: Path, known: Mapping[str, Issuer], void: frozenset[str] = frozenset()
) -> list[Finding]:
    """Check a PDF, a picture, or a file with the text of a code: a finding for each certificate.

    A file without any code of ours gives one finding that says so. Raises EnvironmentProblem where
    it cannot be read at all.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise file_problem(error, path) from error
    if len(data) > MOST_BYTES:
        raise EnvironmentProblem("no-certificate-code", path=path)
    if data.startswith(b"%PDF-"):
        found = list(_in_pdf(data, known, void))
    elif data.lstrip().startswith(PREFIX.encode()):
        found = [check_text(data.decode("ascii", "replace"), known, void)]
    else:
        found = list(_in_picture(data, known, void))
    return found or [Finding(0, Checked(Opened(Verdict.NO_CODE)))]


def _codes(image: Any) -> list[str]:
    import zxingcpp

    read = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.QRCode)  # type: ignore[arg-type]
    return [code.text for code in read if code.text.startswith(PREFIX)]


def _in_picture(
    data: bytes, known: Mapping[str, Issuer], void: frozenset[str]
) -> Iterator[Finding]:
    import io

    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > MOST_PIXELS * 2:
                return
            grey = image.convert("L")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError,
            Image.DecompressionBombWarning):  # fmt: skip
        return
    for text in dict.fromkeys(_codes(grey)):
        yield check_text(text, known, void)


def _in_pdf(data: bytes, known: Mapping[str, Issuer], void: frozenset[str]) -> Iterator[Finding]:
    for number, (codes, sight) in enumerate(_pages(data), 1):
        for text in codes:
            checked = check_code(text, known, void)
            facts = checked.opened.facts
            yield Finding(number, checked, _differs(facts, sight) if facts and sight else ())


def _pages(data: bytes) -> Iterator[tuple[list[str], Sight | None]]:
    """Codes of each page and, where it has one, what is seen there; nothing for what is no PDF."""
    import pypdfium2

    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError:
            return
        try:
            for number in range(min(len(document), MOST_PAGES)):
                page = document[number]
                codes = _codes_of(page)
                sight = sight_of(page) if codes else None
                page.close()
                yield codes, sight
        finally:
            document.close()


def _codes_of(page: Any) -> list[str]:
    wide, high = page.get_size()
    for scale in _SCALES:
        if wide * high * scale * scale > MOST_PIXELS:
            break
        bitmap = page.render(scale=scale, grayscale=True)
        image = bitmap.to_pil().copy()
        bitmap.close()
        found = _codes(image)
        if found:
            return list(dict.fromkeys(found))
    return []


def _differs(facts: Facts, sight: Sight) -> tuple[str, ...]:
    """Names of the facts that were signed and are not what people see on the page; none where the
    page is a scan, without any text."""
    if not sight.written.text:
        return ()
    wanted = {
        "name": facts.name, "own_script_name": facts.own_script_name, "serial": facts.serial,
        "programme": facts.programme, "place": facts.place,
    }  # fmt: skip
    found = [name for name, text in wanted.items()
             if text and not _is_seen(printable(text), sight, alone="name" in name)]  # fmt: skip
    if _is_another_kind(facts.kind, sight):
        found.append("kind")
    return tuple(found)


def _is_seen(text: str, sight: Sight, *, alone: bool) -> bool:
    places = islice(_standing(text, sight.written.text), MOST_PLACES)
    return any(sight.shows(parts, alone=alone) for parts in places)


def _is_another_kind(kind: CertificateKind, sight: Sight) -> bool:
    """Whether the kind's own title is not seen in any of our languages, though it, or another's,
    stands there. Nothing can be said where a layout has no title or words of its own."""
    titles = {
        each: [wording(language).heading(each) for language in LANGUAGES]
        for each in CertificateKind
    }
    if any(_is_seen(title, sight, alone=False) for title in titles[kind]):
        return False
    return any(next(_standing(title, sight.written.text), None) is not None
               for each in titles.values() for title in each)  # fmt: skip


def _standing(text: str, printed: str) -> Iterator[list[tuple[int, int]]]:
    """Where the text stands in the squeezed words of a page: as characters, or as the glyphs that
    stand for them; in one part or in several."""
    yield from _places(squeezed(text)[0], printed)
    for face in _FACES:
        drawn = runs(text, face)
        spoken = "".join(run.actual or run.text for run in in_visual_order(drawn))
        glyphs = "".join(str(shaped(run.text, run.font).glyphs) for run in in_visual_order(drawn))
        for words in (spoken, glyphs):
            yield from _places(squeezed(words)[0], printed)
        parts = [squeezed(str(shaped(run.text, run.font).glyphs))[0] for run in drawn]
        places = [next(_places(part, printed), None) for part in parts if part]
        if places and None not in places:
            yield [place[0] for place in places if place]


def _places(words: str, printed: str) -> Iterator[list[tuple[int, int]]]:
    at = printed.find(words) if words else -1
    while at >= 0:
        yield [(at, at + len(words))]
        at = printed.find(words, at + 1)

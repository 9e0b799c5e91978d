"""Opening a PDF: metadata, language, embedded fonts only, and a file that is whole or not there.

Every document that is opened here is tagged and conforms to PDF/A-2a and PDF/UA-1; see
`pdf_canvas` and `tags`.

Knows nothing of what is drawn.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFFormXObject,
    PDFName,
    PDFStream,
)  # fmt: skip
from reportlab.pdfgen.canvas import Canvas

from facilitator import __version__
from facilitator.application.jobs import Job
from facilitator.reports import fonts
from facilitator.reports.pdf_canvas import TaggedCanvas
from facilitator.reports.text import printable
from facilitator.support.files import write_atomically

PORTRAIT: tuple[float, float] = A4
LANDSCAPE: tuple[float, float] = landscape(A4)
_TOO_FINE = re.compile(r"(\.\d\d)\d+")
MM = 72 / 25.4
"""Points in a millimetre."""


@dataclass(frozen=True, slots=True)
class About:
    """What the file says of itself."""

    title: str
    author: str
    subject: str = ""
    language: str = "en"


def canvas_for(
    stream: IO[bytes], size: tuple[float, float], about: About,
    kind: type[TaggedCanvas] = TaggedCanvas,
) -> TaggedCanvas:  # fmt: skip
    """A canvas whose every font is a shipped one (ReportLab would else name Helvetica)."""
    fonts.registered("Inter-Regular")
    canvas = kind(stream, size, about.language)
    describe(canvas, about)
    return canvas


def describe(canvas: Canvas, about: About) -> None:
    """Write title, author and maker into the file."""
    canvas.setTitle(printable(about.title))
    canvas.setAuthor(printable(about.author))
    canvas.setSubject(printable(about.subject))
    canvas.setCreator(f"Facilitator {__version__}")


@contextmanager
def document(path: Path, size: tuple[float, float], about: About) -> Iterator[TaggedCanvas]:
    """A canvas that becomes the file `path` when the block ends well; else `path` stays as it was.

    Raises EnvironmentProblem from `write_atomically`.
    """
    with fonts.MAKING, write_atomically(path) as stream:
        canvas = canvas_for(stream, size, about)
        yield canvas
        canvas.save()


def check(job: Job | None) -> None:
    """Stop here if the user cancelled."""
    if job is not None:
        job.check()


def advance(job: Job | None, done: int, total: int, what: str = "") -> None:
    """Tell how far the document is, and stop here if the user cancelled."""
    if job is not None:
        job.advance(done, total, what)


def operators(size: tuple[float, float], draw: Callable[[Canvas], None]) -> bytes:
    """What `draw` draws, as a packed stream that many documents can take over; no text in it."""
    scratch = Canvas(io.BytesIO(), pagesize=size, initialFontName="Inter-Regular")
    draw(scratch)
    code = "\n".join(scratch._code)  # noqa: SLF001
    # hundredths of a point are finer than any printer's dot
    return zlib.compress(_TOO_FINE.sub(r"\1", code).encode("ascii"), 9)


def add_form(canvas: Canvas, name: str, size: tuple[float, float], packed: bytes) -> None:
    """Add a packed stream to the document as a form, to be drawn with `canvas.doForm(name)`."""
    form = PDFFormXObject(0, 0, *size)
    filters = PDFArray([PDFName("FlateDecode")])
    form.Contents = PDFStream(PDFDictionary({"Filter": filters}), packed)
    canvas._doc.addForm(name, form)  # noqa: SLF001

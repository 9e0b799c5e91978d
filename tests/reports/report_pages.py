"""What tests of documents look at: pages as pictures and as text."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image


def picture(path: Path, page: int = 0, scale: float = 1.0) -> Image.Image:
    """A page as grey levels; `scale` 1 is one pixel a point."""
    document = pypdfium2.PdfDocument(path)
    try:
        return document[page].render(scale=scale).to_pil().convert("L")
    finally:
        document.close()


def text_of(source: Path | bytes) -> list[str]:
    """The text of each page of a file, or of its bytes, as PDFium reads it."""
    document = pypdfium2.PdfDocument(source)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def tool(name: str) -> Callable[..., str]:
    """A command of poppler or qpdf; the test is skipped where it is not installed."""
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")

    def run(*arguments: object) -> str:
        command = [name, *map(str, arguments)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    return run


def ink_box(image: Image.Image) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is darker than paper."""
    box = image.point(lambda level: 255 if level < 128 else 0).getbbox()
    assert box is not None, "nothing is drawn"
    return box


def assert_sound(path: Path) -> None:
    """The file has no error of syntax, by qpdf's library and, where it is installed, by qpdf."""
    with pikepdf.open(path) as document:
        assert document.check_pdf_syntax() == []
    if shutil.which("qpdf"):
        assert "No syntax or stream encoding errors" in tool("qpdf")("--check", path)


def assert_embedded(path: Path, least: int = 1) -> None:
    """All of at least so many fonts are in the file, by its objects and by pdffonts if there."""
    with pikepdf.open(path) as document:
        fonts = [
            part
            for part in document.objects
            if isinstance(part, pikepdf.Dictionary) and part.get("/Type") == "/Font"
        ]
        assert len(fonts) >= least
        bare = [str(font.BaseFont) for font in fonts if "/FontFile2" not in font.FontDescriptor]
    assert bare == []
    if shutil.which("pdffonts"):
        rows = tool("pdffonts")(path).splitlines()[2:]
        assert len(rows) >= least
        assert all(row.split()[-5] == "yes" for row in rows), rows

"""What tests of documents look at: pages as pictures and as text."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

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


def text_of(path: Path) -> list[str]:
    """The text of each page as PDFium reads it."""
    document = pypdfium2.PdfDocument(path)
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

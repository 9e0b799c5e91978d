"""Names in ten scripts look in our PDFs as Qt's own text engine draws them with the same fonts.

The control tests show that the comparison notices what it is there for: letters that are not
shaped, marks that sink, and a glyph that is missing.
"""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontDatabase, QImage, QPainter, QTextLayout
from report_pages import ink_box
from report_rows import NAMES
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject

from facilitator.reports import fonts, text
from facilitator.reports.fonts import Face
from facilitator.reports.palette import colour
from facilitator.reports.text import Style
from facilitator.support.resources import resource

SIZE = 72.0
WIDTH, HEIGHT = 1200, 260
ENOUGH = 0.985
"""Least share of the ink of each picture that lies within a pixel of the other's."""
NEEDS_SHAPING = ("Thai", "Lao", "Khmer", "Burmese", "Devanagari", "Bengali", "Tamil", "Arabic")


def font_of(name: str) -> str:
    """The one font that the name is set in."""
    used = {run.font for run in text.runs(name, Face())}
    assert len(used) == 1, used
    return used.pop()


def drawn_by_us(name: str, tmp_path: Path) -> Image.Image:
    """The name through the code of the documents."""
    path = tmp_path / "name.pdf"
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT))
    text.draw_line(canvas, 60, 110, name, Style(size=SIZE, colour=colour("scrim")))
    canvas.save()
    return rendered(path.read_bytes())


def drawn_unshaped(name: str) -> Image.Image:
    """The name as ReportLab draws a plain string."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(WIDTH, HEIGHT))
    font = font_of(name)
    fonts.registered(font)
    canvas.setFont(font, SIZE)
    canvas.drawString(60, 110, name)
    canvas.save()
    return rendered(stream.getvalue())


def rendered(data: bytes) -> Image.Image:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    image = document[0].render(scale=1).to_pil().convert("L")
    document.close()
    return image


def drawn_by_qt(name: str, font_file: str) -> Image.Image:
    """The name by Qt's text engine in the same font."""
    number = QFontDatabase.addApplicationFont(str(resource("fonts", f"{font_file}.ttf")))
    assert number >= 0
    font = QFont(QFontDatabase.applicationFontFamilies(number))
    font.setPixelSize(int(SIZE))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_Grayscale8)
    image.fill(QColor("white"))
    layout = QTextLayout(name, font)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(WIDTH - 60)
    layout.endLayout()
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
    painter.setPen(QColor("black"))
    layout.draw(painter, QPointF(20, HEIGHT - 110 - line.ascent()))
    painter.end()
    raw = bytes(image.constBits())
    return Image.frombytes("L", (WIDTH, HEIGHT), raw, "raw", "L", image.bytesPerLine())


def likeness(first: Image.Image, second: Image.Image) -> float:
    """How much of each picture's ink is also the other's, 0 to 1; position and half pixels aside.

    Both are cut to their ink and laid on each other at the top left; different extents tell.
    """
    inks = [image.crop(ink_box(image)).point(lambda v: 255 if v < 128 else 0)
            for image in (first, second)]  # fmt: skip
    size = tuple(max(ink.size[axis] for ink in inks) + 4 for axis in (0, 1))
    laid = []
    for ink in inks:
        sheet = Image.new("L", size, 0)
        sheet.paste(ink, (2, 2))
        laid.append(sheet)
    shares = [covered(laid[0], laid[1]), covered(laid[1], laid[0])]
    return min(shares)


def covered(ink: Image.Image, other: Image.Image) -> float:
    near = other.filter(ImageFilter.MaxFilter(3))
    return total(ImageChops.darker(ink, near)) / total(ink)


def total(ink: Image.Image) -> int:
    return ink.histogram()[255]


@pytest.mark.parametrize("script", NAMES)
def test_name_is_drawn_as_qt_draws_it(script: str, qapp: object, tmp_path: Path) -> None:
    name = NAMES[script][1]
    ours = drawn_by_us(name, tmp_path)
    theirs = drawn_by_qt(name, font_of(name))
    assert likeness(ours, theirs) >= ENOUGH


@pytest.mark.parametrize("script", NEEDS_SHAPING)
def test_unshaped_letters_do_not_pass(script: str, qapp: object) -> None:
    name = NAMES[script][1]
    assert likeness(drawn_unshaped(name), drawn_by_qt(name, font_of(name))) < ENOUGH - 0.05


def test_sunken_khmer_does_not_pass(
    qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ReportLab's own text object forgets its rise; the picture shows it."""
    name = NAMES["Khmer"][1]
    monkeypatch.setattr(text, "RisingText", PDFTextObject)
    assert likeness(drawn_by_us(name, tmp_path), drawn_by_qt(name, font_of(name))) < ENOUGH - 0.02


def test_missing_glyph_does_not_pass(
    qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = NAMES["Latin"][1]
    other = drawn_by_us(name.replace("y", "\N{REPLACEMENT CHARACTER}", 1), tmp_path)
    assert likeness(other, drawn_by_qt(name, font_of(name))) < ENOUGH - 0.02


@pytest.mark.parametrize("script", NAMES)
def test_every_glyph_is_there(script: str) -> None:
    name = NAMES[script][1]
    assert fonts.missing_glyphs(name) == ()
    for run in text.runs(name, Face()):
        face = fonts.registered(run.font).face
        glyphs = [face.charToGlyph[ord(char)] for char in text.shaped(run.text, run.font).glyphs]
        assert 0 not in glyphs

"""Pictures for a layout: PNG, JPEG, SVG or the first page of a PDF, taken in as a plain picture.

A drawing or a page becomes dots at 200 to the inch: what a foreign file can do ends here, and the
documents stay fit for archives.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from facilitator.reports.pictures import MOST_PIXELS
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.files import file_problem
from facilitator.support.pdfium import PDFIUM

KINDS = "*.png *.jpg *.jpeg *.svg *.pdf"
MOST_BYTES = 20_000_000
_DOTS = 200 / 25.4


def picture_from(path: Path, millimetres: tuple[float, float]) -> bytes:
    """The picture in the file as PNG or JPEG, to fill so many millimetres.

    Raises EnvironmentProblem `picture-unreadable` for anything that is none.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise file_problem(error, path) from error
    size = QSize(round(millimetres[0] * _DOTS), round(millimetres[1] * _DOTS))
    made = b""
    if len(data) <= MOST_BYTES:
        if data.startswith(b"%PDF-"):
            made = _page(data, size)
        elif path.suffix.lower() == ".svg" or b"<svg" in data[:2000]:
            made = _drawing(data, size)
        else:
            made = _plain(data)
    if not made:
        raise EnvironmentProblem("picture-unreadable", path=path)
    return made


def _plain(data: bytes) -> bytes:
    from facilitator.reports.pictures import picture

    reader: Any = picture(data)
    if reader is None:
        return b""
    image = reader._image  # noqa: SLF001 - ReportLab keeps the opened picture there
    stream = io.BytesIO()
    if image.mode == "RGBA":
        image.save(stream, "PNG", optimize=True)
    else:
        image.save(stream, "JPEG", quality=90)
    return stream.getvalue()


def _drawing(data: bytes, size: QSize) -> bytes:
    renderer = QSvgRenderer(QByteArray(data))
    if not renderer.isValid() or size.width() * size.height() > MOST_PIXELS:
        return b""
    renderer.setAspectRatioMode(renderer.aspectRatioMode().KeepAspectRatio)
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(0, 0, 0, 0))
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def _page(data: bytes, size: QSize) -> bytes:
    import pypdfium2

    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError:
            return b""
        try:
            page = document[0]
            wide, high = page.get_size()
            scale = min(size.width() / wide, size.height() / high)
            if not 0 < wide * high * scale * scale <= MOST_PIXELS:
                return b""
            bitmap = page.render(scale=scale)
            image = bitmap.to_pil().convert("RGB")
            bitmap.close()
            page.close()
        except (pypdfium2.PdfiumError, IndexError, ValueError, ZeroDivisionError):
            return b""
        finally:
            document.close()
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=90)
    return stream.getvalue()

"""People's pictures (logos, signatures): opened with care, drawn inside a box, never trusted.

A picture that cannot be read or is too large is left out; a document is not lost for a logo.
"""

from __future__ import annotations

import io
from functools import lru_cache
from typing import Any

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

MOST_PIXELS = 25_000_000
"""More would fill the memory; a logo at 600 dpi over half a page has fewer."""


@lru_cache(maxsize=64)
def picture(data: bytes) -> Any | None:
    """The picture as ReportLab takes it, or None for what is no PNG or JPEG of sane size."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > MOST_PIXELS or 0 in image.size:
                return None
            plain = image.convert("RGBA" if image.mode in {"RGBA", "LA", "P", "PA"} else "RGB")
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError,
            Image.DecompressionBombError, Image.DecompressionBombWarning):  # fmt: skip
        return None
    return ImageReader(plain)


def size_in(reader: Any, width: float, height: float) -> tuple[float, float]:
    """The picture's size in points when it fills a box without being bent."""
    wide, high = reader.getSize()
    scale = min(width / wide, height / high)
    return wide * scale, high * scale


def draw_in(canvas: Canvas, reader: Any, x: float, y: float, width: float, height: float) -> None:
    """Draw the picture in the middle of a box whose lower left corner is at `x`, `y`."""
    wide, high = size_in(reader, width, height)
    canvas.drawImage(
        reader, x + (width - wide) / 2, y + (height - high) / 2, wide, high, mask="auto"
    )

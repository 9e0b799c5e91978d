"""QR codes as one-bit masks in the page's own stream: sharp at any size, one ink, few bytes.

The code holds plain facts that any reader shows; it proves nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class QrCode:
    """A code's modules, row by row, as hexadecimal digits of one-bit rows; `side` in modules."""

    side: int
    rows: str


def qr_code(text: str) -> QrCode:
    """The code for a text, error correction M (15 % of it may be lost)."""
    import zxingcpp

    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image: Any = made.to_image(scale=1, add_quiet_zones=False)
    pixels = memoryview(image).tobytes()
    side = math.isqrt(len(pixels))
    digits = pixels.translate(_TO_DIGIT).decode("ascii")
    padding = -side % 8
    width = (side + padding) // 4
    rows = (
        f"{int(digits[start : start + side], 2) << padding:0{width}X}"
        for start in range(0, side * side, side)
    )
    return QrCode(side, "".join(rows))


_TO_DIGIT = bytes([ord("0")] + [ord("1")] * 255)


def mask_operators(code: QrCode, x: float, y: float, size: float) -> str:
    """PDF operators that paint the dark modules in the current fill colour, `size` points wide."""
    return (
        f"q {size:.2f} 0 0 {size:.2f} {x:.2f} {y:.2f} cm "
        f"BI /W {code.side} /H {code.side} /IM true /F /AHx ID {code.rows}>\nEI Q"
    )

"""The certificates' floor: the same pages written by hand as raw PDF operators.

What the machine can do for 1,000 certificates when nothing is general: three shipped fonts and
those of the names' scripts cut down once by HarfBuzz, the unchanging part of the page as one form,
names shaped word by word with a cache, the code as a one-bit mask in the page's stream. Same
texts, fonts, logo and code as `facilitator.reports.certificates`, without ReportLab. It knows no
long names, no missing glyphs and no right-to-left text, which is part of what it saves.

    python benchmarks/certificates_floor.py [--count 1000] [--rounds 5]

prints CPU seconds of both, each in processes of its own, run alternately, and the ratio.
"""

from __future__ import annotations

import argparse
import io
import math
import statistics
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path

import uharfbuzz

from facilitator.application.rows.certificates import CertificateSheet
from facilitator.application.rows.programme import ProgrammeRow
from facilitator.domain.certificates import CertificateKind
from facilitator.support.resources import resource

WIDTH, HEIGHT = 841.89, 595.28
CENTRE = WIDTH / 2
EDGE, BAND = 20.0, 18.0
FRAME = EDGE + BAND + 9
MM = 72 / 25.4
LEFT = 24.4 * MM
QR_SIZE = 32 * MM

TEXT, TEXT2, TEXT3 = "#182026", "#47535B", "#5C6870"
ACCENT, ACCENT_TEXT, ACCENT_PRESS = "#0B6A72", "#0A5C63", "#074A50"
BRASS, BRASS_SOFT = "#8C6A2F", "#D9C8A2"
SERIF, SANS, STRONG = "NotoSerifDisplay-Bold", "Inter-Regular", "Inter-SemiBold"
SCRIPT_FONTS = (
    (0x0900, 0x097F, "NotoSansDevanagari-Regular"), (0x0980, 0x09FF, "NotoSansBengali-Regular"),
    (0x0B80, 0x0BFF, "NotoSansTamil-Regular"), (0x0E00, 0x0E7F, "NotoSansThai-Regular"),
    (0x0E80, 0x0EFF, "NotoSansLao-Regular"), (0x1000, 0x109F, "NotoSansMyanmar-Regular"),
    (0x1780, 0x17FF, "NotoSansKhmer-Regular"),
)  # fmt: skip
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def rgb(colour: str, *, stroke: bool = False) -> str:
    """A colour as an operator."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return " ".join(f"{part:.4f}" for part in parts) + (" RG" if stroke else " rg")


def tint(colour: str, share: float) -> str:
    """The colour thinned with white."""
    parts = (255 + (int(colour[i : i + 2], 16) - 255) * share for i in (1, 3, 5))
    return "#" + "".join(f"{round(part):02X}" for part in parts)


# --- fonts -------------------------------------------------------------------------------------


@dataclass
class Font:
    """A font under a short name, with the glyphs that were used and what they stand for."""

    name: str
    alias: str
    face: uharfbuzz.Face
    font: uharfbuzz.Font
    used: dict[int, str] = field(default_factory=dict)

    @property
    def em(self) -> int:
        return self.face.upem


FONTS: dict[str, Font] = {}


def font(name: str) -> Font:
    """The shipped font, opened once."""
    if name not in FONTS:
        face = uharfbuzz.Face(resource("fonts", f"{name}.ttf").read_bytes())
        FONTS[name] = Font(name, f"F{len(FONTS)}", face, uharfbuzz.Font(face))
    return FONTS[name]


@lru_cache(maxsize=50_000)
def word(name: str, text: str) -> tuple[str, float]:
    """Glyphs of a word as the inside of a TJ array, and its width in em."""
    chosen = font(name)
    if not text:
        return "", 0.0
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    features = {"kern": True, "dlig": False}
    if name in {SERIF, SANS, STRONG}:
        features |= {"liga": False, "calt": False}
    uharfbuzz.shape(chosen.font, buffer, features)
    parts, width, scale, sunk = [], 0.0, 1000 / chosen.em, 0.0
    infos, positions = buffer.glyph_infos, buffer.glyph_positions
    starts = [info.cluster for info in infos] + [len(text)]
    for index, (info, place) in enumerate(zip(infos, positions, strict=True)):
        glyph = info.codepoint
        chosen.used.setdefault(glyph, text[info.cluster : max(starts[index + 1],
                                                             info.cluster + 1)])  # fmt: skip
        own = chosen.font.get_glyph_h_advance(glyph)
        if place.y_offset * scale != sunk:
            sunk = place.y_offset * scale
            parts.append(f"] TJ {sunk:.1f} Ts [")
        if place.x_offset:
            parts.append(f"{-place.x_offset * scale:.0f}")
        parts.append(f"<{glyph:04X}>")
        back = (own - place.x_advance + place.x_offset) * scale
        if back:
            parts.append(f"{back:.0f}")
        width += place.x_advance * scale / 1000
    if sunk:
        parts.append("] TJ 0 Ts [")
    return "".join(parts), width


@lru_cache(maxsize=50_000)
def line(name: str, text: str) -> tuple[str, float]:
    """A line, word by word."""
    glyphs, width = [], 0.0
    for index, part in enumerate(text.split(" ")):
        if index:
            space, gap = word(name, " ")
            glyphs.append(space)
            width += gap
        more, wide = word(name, part)
        glyphs.append(more)
        width += wide
    return "".join(glyphs), width


def put(  # the one way text reaches the page
    text: str, x: float, y: float, size: float, name: str, colour: str, *, centred: bool = True,
    spoken: bool = False,
) -> str:  # fmt: skip
    """Operators for one line."""
    glyphs, width = line(name, text)
    left = x - width * size / 2 if centred else x
    if "Ts" in glyphs:
        glyphs = scaled_rise(glyphs, size)
    shown = (
        f"BT /{font(name).alias} {size:.2f} Tf {rgb(colour)} 1 0 0 1 {left:.2f} {y:.2f} Tm "
        f"[{glyphs}] TJ ET"
    )
    if not spoken:
        return shown
    hexed = ("\ufeff" + text).encode("utf-16-be").hex()
    return f"/Span <</ActualText <{hexed}>>> BDC {shown} EMC"


def scaled_rise(glyphs: str, size: float) -> str:
    """Rises are recorded in thousandths of an em."""
    parts = glyphs.split(" Ts")
    for index, part in enumerate(parts[:-1]):
        head, _, rise = part.rpartition(" ")
        parts[index] = f"{head} {float(rise) * size / 1000:.3f}"
    return " Ts".join(parts)


def script_font(text: str) -> str:
    """The font of the first letter's script."""
    code = ord(text[0])
    return next((n for first, last, n in SCRIPT_FONTS if first <= code <= last), SANS)


# --- the drawing -------------------------------------------------------------------------------


def ring(x: float, y: float, radius: float, petals: int, share: float, turn: float) -> str:
    """One closed wave round a centre."""
    points = []
    for step in range(petals * 14):
        angle = 2 * math.pi * step / (petals * 14)
        swing = radius * 0.17 * (0.4 + share) * math.cos(petals * (angle + turn))
        reach = radius * share + swing
        points.append(f"{x + reach * math.cos(angle):.2f} {y + reach * math.sin(angle):.2f}")
    return f"{points[0]} m " + " ".join(f"{point} l" for point in points[1:]) + " h S"


def rosette(x: float, y: float, radius: float, petals: int, shares: Sequence[float]) -> str:
    """Rings, doubled in antiphase."""
    return "\n".join(
        ring(x, y, radius, petals, share, turn)
        for share in shares
        for turn in (0.0, math.pi / petals)
    )


def waves(length: float) -> Iterator[str]:
    """The band of one side."""
    periods = round(length / 34)
    quarter = length / (4 * periods)
    bend = (0.3261, 0.5123, 0.6381, 1.0)
    for amplitude, pen in ((BAND / 2 - 0.6, 0.34), (BAND / 4.6, 0.28)):
        yield f"{pen} w"
        for phase in range(6):
            start = (-4 + 4 * phase / 6) * quarter
            path = [f"{start:.2f} 0 m"]
            for index in range(4 * periods + 4):
                x1, y1, x2, y2 = bend
                end = 1.0
                if index % 2:
                    x1, y1, x2, y2, end = 1 - x2, y2, 1 - x1, y1, 0.0
                up = amplitude if index % 4 < 2 else -amplitude
                x = start + index * quarter
                path.append(
                    f"{x + x1 * quarter:.2f} {up * y1:.2f} {x + x2 * quarter:.2f} {up * y2:.2f} "
                    f"{x + quarter:.2f} {up * end:.2f} c"
                )
            yield " ".join(path) + " S"


@cache
def border(*, completed: bool) -> str:
    """Band, corners and rules."""
    middle, corner = EDGE + 3 + BAND / 2, BAND / 2 + 2.6
    parts = ["q", rgb(ACCENT, stroke=True)]
    sides = (
        (middle + corner, middle, 1, 0, WIDTH), (WIDTH - middle, middle + corner, 0, 1, HEIGHT),
        (WIDTH - middle - corner, HEIGHT - middle, -1, 0, WIDTH),
        (middle, HEIGHT - middle - corner, 0, -1, HEIGHT),
    )  # fmt: skip
    for x, y, cosine, sine, full in sides:
        length = full - 2 * (middle + corner)
        parts.append(f"q {cosine} {sine} {-sine} {cosine} {x:.2f} {y:.2f} cm "
                     f"0 {-BAND} {length:.2f} {2 * BAND} re W n")  # fmt: skip
        parts += waves(length)
        parts.append("Q")
    parts.append("0.3 w")
    for x in (middle, WIDTH - middle):
        for y in (middle, HEIGHT - middle):
            parts += [rosette(x, y, corner - 0.6, 10, (0.28, 0.5, 0.74)), circle(x, y, corner)]
    parts.append(rgb(ACCENT_PRESS, stroke=True))
    parts += [box(EDGE, 1.1), box(FRAME - 3, 0.5)]
    parts += [rgb(BRASS_SOFT if completed else ACCENT, stroke=True), box(FRAME + 0.5, 0.9), "Q"]
    return "\n".join(parts)


def box(inset: float, pen: float) -> str:
    """A rule round the page."""
    return f"{pen} w {inset} {inset} {WIDTH - 2 * inset:.2f} {HEIGHT - 2 * inset:.2f} re S"


def circle(x: float, y: float, radius: float) -> str:
    """A circle of four curves."""
    k = 0.5523 * radius
    r = radius
    return (
        f"{x + r:.2f} {y:.2f} m {x + r:.2f} {y + k:.2f} {x + k:.2f} {y + r:.2f} {x:.2f} {y + r:.2f} c "
        f"{x - k:.2f} {y + r:.2f} {x - r:.2f} {y + k:.2f} {x - r:.2f} {y:.2f} c "
        f"{x - r:.2f} {y - k:.2f} {x - k:.2f} {y - r:.2f} {x:.2f} {y - r:.2f} c "
        f"{x + k:.2f} {y - r:.2f} {x + r:.2f} {y - k:.2f} {x + r:.2f} {y:.2f} c S"
    )


def listed(names: Sequence[str]) -> str:
    """A, B and C."""
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def when(programme: ProgrammeRow) -> str:
    """The dates of a week inside one month."""
    last = programme.last_day
    return f"{programme.first_day.day} to {last.day} {MONTHS[last.month - 1]} {last.year}"


def ground(sheet: CertificateSheet, programme: ProgrammeRow) -> str:
    """All that sheets of one kind share."""
    completed = sheet.kind is CertificateKind.COMPLETION
    second = BRASS if completed else ACCENT
    rings = (0.32, 0.42, 0.52, 0.62, 0.72, 0.82)
    turn = math.radians(24)
    cosine, sine = math.cos(turn), math.sin(turn)
    sample = put("Sample", 0, 0, 120, SERIF, tint(TEXT, 0.07))
    logo, rule = 11.5 * MM, HEIGHT - 59.95 * MM
    parts = [
        f"q {cosine:.4f} {sine:.4f} {-sine:.4f} {cosine:.4f} {CENTRE:.2f} 250 cm {sample} Q",
        f"q {rgb(tint(second, 0.16), stroke=True)} 0.4 w",
        rosette(CENTRE, HEIGHT * 0.555, HEIGHT * 0.285, 24, rings), "Q",
        border(completed=completed),
        f"q {logo:.2f} 0 0 {logo:.2f} {CENTRE - logo / 2:.2f} {HEIGHT - 32.5 * MM:.2f} cm /L Do Q",
        (f"q {rgb(second, stroke=True)} {rgb(second)} 0.7 w {CENTRE - 110:.2f} {rule:.2f} m "
        f"{CENTRE - 9:.2f} {rule:.2f} l S {CENTRE + 9:.2f} {rule:.2f} m {CENTRE + 110:.2f} "
        f"{rule:.2f} l S {CENTRE - 5:.2f} {rule:.2f} m {CENTRE:.2f} {rule + 2.6:.2f} l "
        f"{CENTRE + 5:.2f} {rule:.2f} l {CENTRE:.2f} {rule - 2.6:.2f} l h f Q"),
    ]  # fmt: skip
    return "\n".join(parts + list(ground_texts(sheet, programme, completed=completed)))


def base(top: float, high: float, size: float, lines: int = 1) -> float:
    """The first baseline of lines in the middle of a box; `top` and `high` in millimetres."""
    return HEIGHT - (top + high / 2) * MM + lines * 0.59 * size - 0.93 * size


def ground_texts(
    sheet: CertificateSheet, programme: ProgrammeRow, *, completed: bool
) -> Iterator[str]:
    """The unchanging texts, placed by hand."""
    issued = sheet.issued_on
    kind = "Completion" if completed else "Participation"
    deed = "the completion of" if completed else "participation in"
    yield put(" · ".join(o.name for o in programme.organisations), CENTRE, base(33.4, 7.4, 9.5), 9.5,
              STRONG, ACCENT)  # fmt: skip
    yield put(f"Certificate of {kind}", CENTRE, base(41.4, 16, 35), 35, SERIF, ACCENT)
    yield put("This certificate is awarded to", CENTRE, base(62.8, 6.6, 11), 11, SANS, TEXT2)
    yield put(f"for {deed} the training programme", CENTRE, base(105.6, 5.6, 11), 11, SANS, TEXT2)
    yield put(programme.title, CENTRE, base(111.4, 12.6, 21), 21, SERIF, TEXT)
    yield put(programme.subtitle, CENTRE, base(124.4, 6.8, 11.5), 11.5, SANS, TEXT2)
    yield put(f"{programme.place}, {when(programme)} · {sheet.hours} hours of learning", CENTRE,
              base(131.6, 6.2, 11), 11, STRONG, TEXT)  # fmt: skip
    if completed:
        yield put("The requirements were met: attendance, an assessment of learning and a case "
                  "study presented with a group.", CENTRE, base(138.4, 5.2, 9.5), 9.5, SANS,
                  TEXT2)  # fmt: skip
    text = f"Objectives: {'; '.join(o.text for o in programme.objectives)}."
    half = text.index("negotiation")
    top = HEIGHT - 145 * MM - 0.93 * 7.8
    yield put(text[: half - 1], CENTRE, top, 7.8, SANS, TEXT3)
    yield put(text[half:], CENTRE, top - 1.18 * 7.8, 7.8, SANS, TEXT3)
    yield from foot_texts(programme)
    yield put("Serial number", LEFT, base(163.5, 3.6, 7.4), 7.4, SANS, TEXT3, centred=False)
    yield put("Date of issue", LEFT, base(174.3, 3.6, 7.4), 7.4, SANS, TEXT3, centred=False)
    day = f"{issued.day} {MONTHS[issued.month - 1]} {issued.year}"
    yield put(day, LEFT, base(178, 4.6, 9), 9, STRONG, TEXT, centred=False)


def foot_texts(programme: ProgrammeRow) -> Iterator[str]:
    """Signatories and the last line."""
    count = len(programme.signatories)
    low, high = HEIGHT - 183 * MM, 25.5 * MM
    width = min(150.0, (156 * MM - 20 * (count - 1)) / count)
    x = 156 * MM - (width * count + 20 * (count - 1)) / 2
    line_at = low + high / 2
    for signatory in programme.signatories:
        yield (f"{rgb('#7A868E', stroke=True)} 0.6 w {x:.2f} {line_at:.2f} m {x + width:.2f} "
               f"{line_at:.2f} l S")  # fmt: skip
        if signatory.signature:
            yield f"q 34 0 0 34 {x + width / 2 - 17:.2f} {line_at + 1:.2f} cm /L Do Q"
        yield put(signatory.name, x + width / 2, line_at - 13, 9, STRONG, TEXT)
        _, wide = line(SANS, signatory.title)
        yield put(signatory.title, x + width / 2, line_at - 24, min(7.8, width / wide), SANS,
                  TEXT2)  # fmt: skip
        x += width + 20
    note = "Sample certificate with invented names; not valid"
    yield put(f"{programme.donor_line} · {note}", CENTRE, base(186.2, 5, 8), 8, SANS, TEXT3)


def code(sheet: CertificateSheet) -> str:
    """The code as a mask."""
    import zxingcpp

    made = zxingcpp.create_barcode(sheet.code, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    pixels = memoryview(made.to_image(scale=1, add_quiet_zones=False)).tobytes()
    side = math.isqrt(len(pixels))
    bits = pixels.translate(DIGITS).decode()
    wide = -(-side // 8) * 2
    pad = wide * 4 - side
    rows = "".join(
        f"{int(bits[at : at + side], 2) << pad:0{wide}X}" for at in range(0, side * side, side)
    )
    return (f"q {rgb(TEXT)} {QR_SIZE:.2f} 0 0 {QR_SIZE:.2f} {240.6 * MM:.2f} "
            f"{HEIGHT - 182.6 * MM:.2f} cm BI /W {side} /H {side} /IM true /F /AHx "
            f"ID {rows}>\nEI Q")  # fmt: skip


DIGITS = bytes([ord("0")] + [ord("1")] * 255)


def page(sheet: CertificateSheet, form: str) -> bytes:
    """The stream of one page."""
    parts = [f"/{form} Do"]
    above, below = 0.93, 0.25
    needed = 40 * (above + below)
    top, high = HEIGHT - 70.5 * MM, 32.6 * MM
    own = sheet.own_script_name
    if own:
        name = script_font(own)
        own_above, own_below = OWN_EXTENTS.get(name, (above, below))
        needed += 7 + 21 * (own_above + own_below)
        scale = min(1.0, high / needed)
        y = top - (high - needed * scale) / 2 - above * 40 * scale
        parts.append(put(sheet.name, CENTRE, y, 40 * scale, SERIF, TEXT))
        y -= (below * 40 + 7 + own_above * 21) * scale
        parts.append(put(own, CENTRE, y, 21 * scale, name, TEXT2, spoken=name != SANS))
    else:
        y = top - (high - needed) / 2 - above * 40
        parts.append(put(sheet.name, CENTRE, y, 40, SERIF, TEXT))
    parts.append(put(sheet.serial, LEFT, base(167.2, 4.6, 9), 9, STRONG, TEXT, centred=False))
    parts.append(code(sheet))
    return "\n".join(parts).encode("ascii")


OWN_EXTENTS = {
    "NotoSansDevanagari-Regular": (0.95, 0.42), "NotoSansBengali-Regular": (0.92, 0.42),
    "NotoSansTamil-Regular": (0.88, 0.38), "NotoSansThai-Regular": (1.07, 0.45),
    "NotoSansLao-Regular": (1.15, 0.46), "NotoSansMyanmar-Regular": (1.12, 0.86),
    "NotoSansKhmer-Regular": (1.05, 0.78),
}  # fmt: skip


# --- the file ----------------------------------------------------------------------------------


class File:
    """Objects one after the other, and the table of where they stand."""

    def __init__(self, path: Path) -> None:
        self.stream = path.open("wb")
        self.stream.write(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
        self.places: dict[int, int] = {}
        self.next = 1

    def reserve(self) -> int:
        self.next += 1
        return self.next - 1

    def put(self, body: bytes, number: int = 0) -> int:
        number = number or self.reserve()
        self.places[number] = self.stream.tell()
        self.stream.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        return number

    def put_stream(self, data: bytes, extra: str = "", number: int = 0) -> int:
        packed = zlib.compress(data)
        head = f"<</Length {len(packed)} /Filter /FlateDecode {extra}>>\nstream\n"
        return self.put(head.encode() + packed + b"\nendstream", number)

    def close(self, root: int, info: int) -> None:
        start = self.stream.tell()
        rows = [b"0000000000 65535 f \n"]
        rows += [b"%010d 00000 n \n" % self.places[number] for number in range(1, self.next)]
        self.stream.write(b"xref\n0 %d\n" % self.next + b"".join(rows))
        self.stream.write(b"trailer <</Size %d /Root %d 0 R /Info %d 0 R>>\nstartxref\n%d\n%%%%EOF\n"
                          % (self.next, root, info, start))  # fmt: skip
        self.stream.close()


def put_font(file: File, chosen: Font) -> int:
    """A font cut down to its used glyphs, as a composite font addressed by glyph number."""
    cut = uharfbuzz.SubsetInput()
    cut.glyph_set.update(chosen.used)
    cut.flags = uharfbuzz.SubsetFlags.RETAIN_GIDS | uharfbuzz.SubsetFlags.NO_HINTING
    tags = (b"GSUB", b"GPOS", b"GDEF", b"kern", b"DSIG")
    cut.drop_table_tag_set.update({int.from_bytes(tag, "big") for tag in tags})
    data = uharfbuzz.subset(chosen.face, cut).blob.data
    scale = 1000 / chosen.em
    widths = " ".join(
        f"{g} [{chosen.font.get_glyph_h_advance(g) * scale:.0f}]" for g in sorted(chosen.used)
    )
    chars = [
        f"<{g:04X}> <{text.encode('utf-16-be').hex()}>" for g, text in sorted(chosen.used.items())
    ]
    cmap = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def "
    cmap += "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
    for at in range(0, len(chars), 100):
        block = chars[at : at + 100]
        cmap += f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar\n"
    cmap += "endcmap CMapName currentdict /CMap defineresource pop end end"
    program = file.put_stream(data, f"/Length1 {len(data)}")
    name = f"AAAAAA+{chosen.name}"
    extents = chosen.font.get_font_extents("ltr")
    descriptor = file.put(
        f"<</Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [-1000 -1000 3000 2000] "
        f"/ItalicAngle 0 /Ascent {extents.ascender * scale:.0f} "
        f"/Descent {extents.descender * scale:.0f} /CapHeight 700 /StemV 80 "
        f"/FontFile2 {program} 0 R>>".encode()
    )
    cid = file.put(
        f"<</Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo <</Registry (Adobe) "
        f"/Ordering (Identity) /Supplement 0>> /FontDescriptor {descriptor} 0 R /DW 0 /W [{widths}] "
        f"/CIDToGIDMap /Identity>>".encode()
    )
    unicode = file.put_stream(cmap.encode())
    return file.put(
        f"<</Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H "
        f"/DescendantFonts [{cid} 0 R] /ToUnicode {unicode} 0 R>>".encode()
    )


def put_logo(file: File, data: bytes) -> int:
    """A logo with its alpha as a soft mask."""
    from PIL import Image

    with Image.open(io.BytesIO(data)) as opened:
        image = opened.convert("RGBA")
    head = (f"/Type /XObject /Subtype /Image /Width {image.width} /Height {image.height} "
            "/BitsPerComponent 8")  # fmt: skip
    alpha = file.put_stream(image.getchannel("A").tobytes(), f"{head} /ColorSpace /DeviceGray")
    colours = f"{head} /ColorSpace /DeviceRGB /SMask {alpha} 0 R"
    return file.put_stream(image.convert("RGB").tobytes(), colours)


def write_certificates_floor(
    sheets: Sequence[CertificateSheet], programme: ProgrammeRow, path: Path
) -> None:
    """Write all sheets into one PDF with nothing but what the pages need."""
    word.cache_clear()
    line.cache_clear()
    FONTS.clear()
    file = File(path)
    pages_number, resources = file.reserve(), file.reserve()
    forms: dict[CertificateKind, str] = {}
    form_numbers: dict[str, int] = {}
    pages = []
    for sheet in sheets:
        if sheet.kind not in forms:
            name = forms[sheet.kind] = f"G{len(forms)}"
            extra = (f"/Type /XObject /Subtype /Form /BBox [0 0 {WIDTH} {HEIGHT}] "
                     f"/Resources {resources} 0 R")  # fmt: skip
            form_numbers[name] = file.put_stream(ground(sheet, programme).encode("ascii"), extra)
        content = file.put_stream(page(sheet, forms[sheet.kind]))
        pages.append(file.put(
            b"<</Type /Page /Parent %d 0 R /MediaBox [0 0 841.89 595.28] /Resources %d 0 R "
            b"/Contents %d 0 R>>" % (pages_number, resources, content)
        ))  # fmt: skip
    fonts = " ".join(f"/{f.alias} {put_font(file, f)} 0 R" for f in FONTS.values())
    form_numbers["L"] = put_logo(file, programme.organisations[0].logo)
    shown = " ".join(f"/{name} {number} 0 R" for name, number in form_numbers.items())
    file.put(f"<</Font <<{fonts}>> /XObject <<{shown}>>>>".encode(), resources)
    kids = " ".join(f"{number} 0 R" for number in pages)
    file.put(f"<</Type /Pages /Count {len(pages)} /Kids [{kids}]>>".encode(), pages_number)
    root = file.put(b"<</Type /Catalog /Pages %d 0 R /Lang (en)>>" % pages_number)
    info = file.put(b"<</Title (Certificates)>>")
    file.close(root, info)


# --- measuring ---------------------------------------------------------------------------------


def sample(count: int) -> tuple[list[CertificateSheet], ProgrammeRow]:
    """`count` sheets of invented people, a third with a name in their own script."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "reports"))
    import report_rows

    given = ("Vilay", "Lan", "Sok", "Kyi", "Prakash", "Amara", "Thida", "Nok", "Bounmy", "Rizal")
    family = ("Phommachanh", "Tran", "Sopheap", "Aye", "Shrestha", "Win", "Srisuwan", "Cruz")
    own = [name for script, (_, name) in report_rows.NAMES.items()
           if script not in {"Latin", "Arabic"}]  # fmt: skip
    return [
        report_rows.sheet(
            n, f"{given[n % 10]} {given[n // 10 % 10]} {family[n // 100 % 8]}",
            own[n % len(own)] if n % 3 == 0 else "", code=signed_like(n),
        )
        for n in range(1, count + 1)
    ], with_logo(report_rows.programme())  # fmt: skip


def signed_like(number: int) -> str:
    """A text as long as that of a signed code; signing belongs to issuing, not to printing."""
    letters = "".join(chr(33 + (7 * k + number * (k + 3)) % 58) for k in range(266))
    return "FC1:" + "".join(c if c in BASE45 else "A" for c in letters)


BASE45 = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


def with_logo(programme: ProgrammeRow) -> ProgrammeRow:
    """The programme with an invented logo of about 12 KB, with alpha, for its organiser."""
    from PIL import Image, ImageDraw

    image = Image.new("RGBA", (320, 320), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    for step in range(40):
        ink = (11, 106 - step, 114 + step, 255 - 4 * step)
        draw.arc((4 * step, 3 * step, 320 - 3 * step, 320 - 4 * step), 9 * step, 300 + 7 * step,
                 ink, 3)  # fmt: skip
    stream = io.BytesIO()
    image.save(stream, "PNG")
    first, *rest = programme.organisations
    signed, *others = programme.signatories
    return replace(
        programme, organisations=(replace(first, logo=stream.getvalue()), *rest),
        signatories=(replace(signed, signature=stream.getvalue()), *others),
    )  # fmt: skip


def run(which: str, count: int, path: Path) -> None:
    """Write once, in this process."""
    sheets, programme = sample(count)
    if which == "floor":
        write_certificates_floor(sheets, programme, path)
    else:
        from facilitator.reports.certificates import write_certificates

        write_certificates(sheets, programme, path)


def child(which: str, count: int) -> tuple[float, float]:
    """CPU seconds and peak memory in MiB of a process that writes once."""
    import resource as limits

    before = limits.getrusage(limits.RUSAGE_CHILDREN)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "certificates.pdf"
        script = [
            sys.executable,
            __file__,
            "--run",
            which,
            "--count",
            str(count),
            "--to",
            str(path),
        ]
        done = subprocess.run(script, check=True, capture_output=True, text=True)
    after = limits.getrusage(limits.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, float(done.stdout)


def measure(count: int, rounds: int) -> dict[str, float]:
    """Medians over alternate runs, and their ratio."""
    times: dict[str, list[tuple[float, float]]] = {"floor": [], "product": []}
    for _ in range(rounds):
        for which, runs in times.items():
            runs.append(child(which, count))
    floor, product = (statistics.median(cpu for cpu, _ in times[w]) for w in ("floor", "product"))
    return {
        "floor_cpu_s": floor, "product_cpu_s": product, "ratio": product / floor,
        "floor_peak_mib": max(peak for _, peak in times["floor"]),
        "product_peak_mib": max(peak for _, peak in times["product"]),
    }  # fmt: skip


def main() -> None:
    """Measure, or write once where `--run` says so."""
    import resource as limits

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--run", choices=("floor", "product"))
    parser.add_argument("--to", type=Path)
    wanted = parser.parse_args()
    if wanted.run:
        run(wanted.run, wanted.count, wanted.to)
        print(limits.getrusage(limits.RUSAGE_SELF).ru_maxrss / 1024)
        return
    for name, value in measure(wanted.count, wanted.rounds).items():
        print(f"{name} {value:.3f}")


if __name__ == "__main__":
    main()

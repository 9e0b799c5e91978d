"""The same certificates by other people's tools: Typst, fpdf2, WeasyPrint, LibreOffice.

Each page has what ours has: a border of 160 curves, a logo, the texts, a signature, the name and the
name in its own script in embedded fonts, and the code. Each tool is used as its makers mean it to be:
Typst with one document for all and one compiler kept for single files, the code as a drawing.
A tool that is not installed is said so by `installed`.
"""

from __future__ import annotations

import html
import json
import math
import subprocess
import tempfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import Any

from benchmarks import certificates_floor as floor
from facilitator.application.rows.certificates import CertificateSheet
from facilitator.application.rows.programme import ProgrammeRow
from facilitator.domain.certificates import CertificateKind
from facilitator.support.resources import resource

TOOLS = ("typst", "fpdf2", "weasyprint", "libreoffice")
_MODULES = {"typst": "typst", "fpdf2": "fpdf", "weasyprint": "weasyprint"}


def installed(tool: str) -> bool:
    """Whether the tool is here."""
    if tool == "libreoffice":
        return which("soffice") is not None
    return find_spec(_MODULES[tool]) is not None


def write(tool: str, count: int, path: Path) -> None:
    """Write so many certificates with the tool into one PDF."""
    sheets, programme = floor.sample(count)
    {"typst": typst_merged, "fpdf2": fpdf_merged, "weasyprint": weasyprint_merged,
     "libreoffice": libreoffice_merged}[tool](sheets, programme, path)  # fmt: skip


# --- what all of them show ---------------------------------------------------------------------


@cache
def border_svg() -> str:
    """A border of 160 curves."""
    parts = []
    for index in range(160):
        x = 30 + index * 780 / 160
        for y, up in ((30, 9), (565, -9)):
            parts.append(f"M{x:.2f} {y} q 10 {up} 20 0")
    width, height = floor.WIDTH, floor.HEIGHT
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}"><path d="{" ".join(parts)}" fill="none" '
            f'stroke="#0B6A72" stroke-width="0.4"/><rect x="20" y="20" width="{width - 40}" '
            f'height="{height - 40}" fill="none" stroke="#074A50"/></svg>')  # fmt: skip


def code_rows(sheet: CertificateSheet) -> list[str]:
    """The code's modules, a string of 0 and 1 a row."""
    import zxingcpp

    made = zxingcpp.create_barcode(sheet.code, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    pixels = memoryview(made.to_image(scale=1, add_quiet_zones=False)).tobytes()
    side = math.isqrt(len(pixels))
    bits = pixels.translate(floor.DIGITS).decode()
    return [bits[at : at + side] for at in range(0, side * side, side)]


def code_svg(sheet: CertificateSheet) -> str:
    """The code as a drawing: a stroke for each run of dark modules."""
    rows = code_rows(sheet)
    path = []
    for y, row in enumerate(rows):
        x = 0
        while (start := row.find("1", x)) >= 0:
            stop = row.find("0", start)
            x = stop if stop >= 0 else len(row)
            path.append(f"M{start} {y}h{x - start}v1H{start}z")
    side = len(rows)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
            f'<path d="{"".join(path)}"/></svg>')  # fmt: skip


def words(sheet: CertificateSheet, programme: ProgrammeRow) -> dict[str, str]:
    """The texts of a sheet."""
    completed = sheet.kind is CertificateKind.COMPLETION
    deed = "the completion of" if completed else "participation in"
    first = programme.signatories[0]
    return {
        "hosts": " · ".join(o.name for o in programme.organisations),
        "heading": f"Certificate of {'Completion' if completed else 'Participation'}",
        "name": sheet.name, "own": sheet.own_script_name,
        "deed": f"for {deed} the training programme", "title": programme.title,
        "subtitle": programme.subtitle,
        "where": f"{programme.place}, {floor.when(programme)} · {sheet.hours} hours of learning",
        "objectives": "; ".join(o.text for o in programme.objectives),
        "signatory": first.name, "office": first.title, "serial": sheet.serial,
        "donor": programme.donor_line,
    }  # fmt: skip


def _logo(programme: ProgrammeRow, folder: Path) -> Path:
    path = folder / "logo.png"
    path.write_bytes(programme.organisations[0].logo)
    return path


def _fonts() -> Path:
    return Path(str(resource("fonts", "Inter-Regular.ttf"))).parent


# --- Typst -------------------------------------------------------------------------------------

_TYPST = """
#set page(width: 841.89pt, height: 595.28pt, margin: 0pt, background: image("border.svg"))
#set text(font: ("Inter", "Noto Sans Lao", "Noto Sans Thai", "Noto Sans Khmer", "Noto Sans Myanmar",
  "Noto Sans Devanagari", "Noto Sans Bengali", "Noto Sans Tamil"), lang: "en")
#set document(title: "Certificates")
#let serif(body, size) = text(font: "Noto Serif Display", weight: "bold", size: size, body)
#let sheets = json(bytes(sys.inputs.data))
#for (i, s) in sheets.enumerate() [
  #if i > 0 { pagebreak() }
  #align(center)[
    #v(60pt) #image("logo.png", height: 32pt, alt: "Logo")
    #text(9.5pt, s.hosts)
    #heading(level: 1, serif(s.heading, 35pt))
    #text(11pt)[This certificate is awarded to]
    #v(14pt) #serif(s.name, 40pt)
    #text(21pt, s.own)
    #v(14pt) #text(11pt, s.deed)
    #serif(s.title, 21pt)
    #text(11.5pt, s.subtitle)
    #text(11pt, s.where)
    #text(8.4pt)[Objectives: #s.objectives.]
    #image("logo.png", height: 34pt, alt: "Signature")
    #text(9pt, s.signatory) #text(7.8pt, s.office)
    #text(8pt, s.donor)
  ]
  #place(bottom + left, dx: 69pt, dy: -80pt, text(9pt, s.serial))
  #place(bottom + right, dx: -69pt, dy: -77pt,
    image(bytes(s.code), format: "svg", width: 90.7pt, alt: "Code"))
]
"""


def _typst_folder(folder: Path, programme: ProgrammeRow) -> Path:
    (folder / "border.svg").write_text(border_svg(), encoding="utf-8")
    _logo(programme, folder)
    source = folder / "all.typ"
    source.write_text(_TYPST, encoding="utf-8")
    return source


def _typst_data(sheets: list[CertificateSheet], programme: ProgrammeRow) -> dict[str, str]:
    rows = [words(sheet, programme) | {"code": code_svg(sheet)} for sheet in sheets]
    return {"data": json.dumps(rows, ensure_ascii=False)}


def typst_merged(sheets: list[CertificateSheet], programme: ProgrammeRow, path: Path) -> None:
    """All in one document."""
    import typst

    with tempfile.TemporaryDirectory() as name:
        source = _typst_folder(Path(name), programme)
        typst.compile(str(source), output=str(path), font_paths=[str(_fonts())],
                      ignore_system_fonts=True, sys_inputs=_typst_data(sheets, programme))  # fmt: skip


def typst_single(count: int, folder: Path) -> None:
    """One file a person, one compiler kept."""
    import typst

    sheets, programme = floor.sample(count)
    with tempfile.TemporaryDirectory() as name:
        source = _typst_folder(Path(name), programme)
        compiler = typst.Compiler(str(source), font_paths=[str(_fonts())], ignore_system_fonts=True,
                                  sys_inputs=_typst_data(sheets[:1], programme))  # fmt: skip
        for sheet in sheets:
            data = compiler.compile(sys_inputs=_typst_data([sheet], programme), format="pdf")
            (folder / f"{sheet.serial}.pdf").write_bytes(data)


# --- fpdf2, WeasyPrint, LibreOffice ------------------------------------------------------------


def fpdf_merged(sheets: list[CertificateSheet], programme: ProgrammeRow, path: Path) -> None:
    """By fpdf2, with its own shaping."""
    from fpdf import FPDF

    pdf: Any = FPDF("landscape", "pt", "A4")
    pdf.set_auto_page_break(False)
    for family, file in (("Sans", "Inter-Regular"), ("Serif", "NotoSerifDisplay-Bold")):
        pdf.add_font(family, fname=str(_fonts() / f"{file}.ttf"))
    scripts = ("Lao", "Thai", "Khmer", "Myanmar", "Devanagari", "Bengali", "Tamil")
    for script in scripts:
        pdf.add_font(script, fname=str(_fonts() / f"NotoSans{script}-Regular.ttf"))
    pdf.set_fallback_fonts(list(scripts))
    pdf.set_text_shaping(True)
    with tempfile.TemporaryDirectory() as name:
        logo = str(_logo(programme, Path(name)))
        for sheet in sheets:
            _fpdf_page(pdf, sheet, words(sheet, programme), logo)
        pdf.output(str(path))


def _fpdf_page(pdf: Any, sheet: CertificateSheet, said: dict[str, str], logo: str) -> None:
    pdf.add_page()
    pdf.set_line_width(0.4)
    for index in range(160):
        x = 30 + index * 780 / 160
        pdf.bezier([(x, 30), (x + 7, 36), (x + 14, 36), (x + 20, 30)])
    pdf.image(logo, 405, 60, 32)
    pdf.image(logo, 405, 430, 34)
    lines = (("Sans", 9.5, 110, "hosts"), ("Serif", 35, 140, "heading"), ("Serif", 40, 210, "name"),
             ("Sans", 21, 250, "own"), ("Sans", 11, 300, "deed"), ("Serif", 21, 325, "title"),
             ("Sans", 11.5, 350, "subtitle"), ("Sans", 11, 370, "where"),
             ("Sans", 8.4, 390, "objectives"), ("Sans", 9, 480, "signatory"),
             ("Sans", 8, 540, "donor"))  # fmt: skip
    for family, size, y, key in lines:
        pdf.set_font(family, size=size)
        pdf.set_xy(60, y)
        pdf.cell(720, 12, said[key], align="C")
    pdf.set_font("Sans", size=9)
    pdf.text(69, 510, said["serial"])
    rows = code_rows(sheet)
    module = 90.7 / len(rows)
    for y, row in enumerate(rows):
        for x, bit in enumerate(row):
            if bit == "1":
                pdf.rect(682 + x * module, 427 + y * module, module, module, style="F")


def weasyprint_merged(sheets: list[CertificateSheet], programme: ProgrammeRow, path: Path) -> None:
    """By WeasyPrint from HTML and CSS."""
    import weasyprint

    faces = "".join(
        f"@font-face{{font-family:'{family}';src:url('{(_fonts() / file).as_uri()}')}}"
        for family, file in (("Sans", "Inter-Regular.ttf"), ("Serif", "NotoSerifDisplay-Bold.ttf"),
                             *((s, f"NotoSans{s}-Regular.ttf") for s in
                               ("Lao", "Thai", "Khmer", "Myanmar", "Devanagari", "Bengali",
                                "Tamil")))
    )  # fmt: skip
    style = (faces + "@page{size:A4 landscape;margin:0}body{margin:0;text-align:center;font-family:Sans,"
             "Lao,Thai,Khmer,Myanmar,Devanagari,Bengali,Tamil}h1,h2{font-family:Serif}"
             "section{page-break-after:always;height:590pt;position:relative}"
             ".code{position:absolute;right:69pt;bottom:77pt;width:90.7pt}"
             ".border{position:absolute;left:0;top:0;z-index:-1}")  # fmt: skip
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        logo = _logo(programme, folder).as_uri()
        border = folder / "border.svg"
        border.write_text(border_svg(), encoding="utf-8")
        pages = []
        for sheet in sheets:
            said = {key: html.escape(value) for key, value in words(sheet, programme).items()}
            pages.append(
                f"<section><img class=border src='{border.as_uri()}'><img src='{logo}' height=43>"
                f"<p>{said['hosts']}</p><h1>{said['heading']}</h1><h2>{said['name']}</h2>"
                f"<p>{said['own']}</p><p>{said['deed']}</p><h2>{said['title']}</h2>"
                f"<p>{said['where']}</p><p>{said['objectives']}</p><img src='{logo}' height=45>"
                f"<p>{said['signatory']}</p><p>{said['serial']}</p>"
                f"<div class=code>{code_svg(sheet)}</div></section>"
            )
        page = f"<html lang=en><title>Certificates</title><style>{style}</style>{''.join(pages)}"
        weasyprint.HTML(string=page).write_pdf(str(path))


def libreoffice_merged(sheets: list[CertificateSheet], programme: ProgrammeRow, path: Path) -> None:
    """By LibreOffice from a plain HTML page a person: it gets the easiest page of all."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        body = []
        for sheet in sheets:
            said = {key: html.escape(value) for key, value in words(sheet, programme).items()}
            lines = "".join(f"<p>{text}</p>" for text in said.values())
            body.append(f"<div style='page-break-after:always;text-align:center'>{lines}</div>")
        source = folder / "all.html"
        source.write_text(f"<html><meta charset=utf-8>{''.join(body)}", encoding="utf-8")
        subprocess.run(
            ["soffice", f"-env:UserInstallation={folder.as_uri()}/profile", "--headless",
             "--convert-to", "pdf:writer_web_pdf_Export", "--outdir", str(folder), str(source)],
            check=True, capture_output=True,
        )  # fmt: skip
        (folder / "all.pdf").replace(path) if path.parent == folder else path.write_bytes(
            (folder / "all.pdf").read_bytes()
        )

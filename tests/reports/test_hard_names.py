"""Thirty-five hard names on every paper that carries names: none missing, none clipped, drawn as Qt
draws them, and a file name for each that every system takes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import Image, ImageChops
from report_pages import picture, text_of
from report_rows import NAMES, key, programme, report, sheet
from test_people_documents import person
from test_scripts import ENOUGH, drawn_by_qt, drawn_by_us, likeness

from facilitator.application.rows.certificates import DesignRow, IssuedRow
from facilitator.application.rows.report import NamedParticipant
from facilitator.domain.certificate_layout import SHIPPED
from facilitator.domain.certificates import CertificateKind, CertificateState
from facilitator.reports import fonts, text
from facilitator.reports.certificate_boxes import Place
from facilitator.reports.certificate_check import _standing
from facilitator.reports.certificate_files import write_certificate_files
from facilitator.reports.certificate_register import write_register, write_register_workbook
from facilitator.reports.certificate_sight import squeezed
from facilitator.reports.certificates import layout_of, write_certificates
from facilitator.reports.fonts import Face
from facilitator.reports.people_badges import write_badges
from facilitator.reports.report import write_report

HARD = (
    *(own for _, own in NAMES.values()),
    "Đặng Thị Ngọc Diễm Phượng", "Truong Nguyễn Ưng Bửu Ữ", "ກອງແກ້ວ ສີສຸລິຍະວົງສາ ຫຼວງພະບາງ",
    "ธนัญญ์ณภัสสร์ ศิริเวชชะพันธ์ กุ้ง", "ញ៉ុក សុវណ្ណារ៉ា ព្រះសង្ឃរាជ ស្រ៊ុន", "ဦးရွှေမန်း ဒေါ်ခင်ဆွေမြင့် ဩဇာ",
    "श्रीलक्ष्मी ज्ञानेश्वर त्रिपाठी", "শ্রীকৃষ্ণ ক্ষুদিরাম জ্যোতিষ্ক", "ஸ்ரீலக்ஷ்மி க்ஷத்ரியன்", "عبد الرحمن بن محمد الأحمدي",
    "فاطمة الزهراء", "O", "Ñ", "ໄ", "Ó", "W" * 200, "Maria de los Ángeles " * 9 + "Fim",
    "Wan Nur Fatimah Az-Zahra binti Tengku Abdul Rahman Shah al-Haj ibni Sultan Muhammad",
    "D'Souza-O'Brien, Jr.", "Anak Agung Gde Ngurah (Gung De)", "José María Ñáñez y Ibáñez",
    "Zoë Brønsted-Ångström", "Vilay ວິໄລ Phommachanh", "Muhammad محمد Rahman", "สมชาย Somchai",
)  # fmt: skip
"""All scripts of the sample, letters alone, 200 characters, right to left, mixed, with signs."""


def _squeezed(printed: str) -> str:
    return squeezed(printed)[0]


def _stands(name: str, printed: str) -> bool:
    return any(True for _ in _standing(name, printed))


def issued() -> list[IssuedRow]:
    return [
        IssuedRow(key(f"c{n}"), key(f"p{n}"), f"X-{n}", n,
                  CertificateKind.COMPLETION, CertificateState.ISSUED, date(2024, 11, 8), name, "",
                  60)
        for n, name in enumerate(HARD, 1)
    ]  # fmt: skip


def test_there_are_thirty_five() -> None:
    assert len(set(HARD)) == 35


@pytest.mark.parametrize("name", HARD)
def test_no_letter_is_missing(name: str) -> None:
    assert fonts.missing_glyphs(name) == ()
    for run in text.runs(text.printable(name), Face()):
        face = fonts.registered(run.font).face
        assert 0 not in [face.charToGlyph[ord(c)] for c in text.shaped(run.text, run.font).glyphs]


@pytest.mark.parametrize("name", HARD)
def test_every_stretch_is_drawn_as_qt_draws_it(name: str, qapp: object, tmp_path: Path) -> None:
    """Word by word, each in its font: the ink of both pictures is the same."""
    words = dict.fromkeys(word[:16] if word.isascii() else word for word in name.split())
    for word in list(words)[:8]:
        word = word.strip("()")  # Qt raises brackets beside capitals; we set them as typed
        used = {run.font for run in text.runs(word, Face())}
        if len(used) != 1:
            continue
        ours = drawn_by_us(word, tmp_path)
        assert likeness(ours, drawn_by_qt(word, used.pop())) >= ENOUGH - 0.01, word


@pytest.mark.parametrize("layout", SHIPPED)
def test_certificates_hold_every_name_inside_its_box(layout: str, tmp_path: Path) -> None:
    """Outside the box of the names a sheet is the same, dot by dot, as one without a name."""
    rows = [sheet(2, name, code="FC1:A") for name in HARD]
    path, blank = tmp_path / "all.pdf", tmp_path / "blank.pdf"
    week = programme(is_sample=False)
    design = DesignRow(layout, "en")
    write_certificates(rows, week, path, None, design)
    write_certificates([sheet(2, "", code="FC1:A")], week, blank, None, design)
    chosen = layout_of(layout)
    box = next(box for box in chosen.boxes if "name" in box.fields)
    place, scale = Place.of(box, chosen), 1.0
    empty = picture(blank, scale=scale)
    high = empty.height
    inside = (int(place.x) - 1, int(high - place.y - place.height) - 1,
              int(place.x + place.width) + 2, int(high - place.y) + 2)  # fmt: skip
    texts = text_of(path)
    for number, name in enumerate(HARD):
        drawn = picture(path, number, scale=scale)
        difference = ImageChops.difference(drawn.convert("L"), empty.convert("L"))
        assert difference.getbbox() is not None, name
        difference.paste(0, inside)
        assert difference.getbbox() is None, name
        assert _stands(text.printable(name), _squeezed(texts[number])), name


def test_register_says_every_name(tmp_path: Path) -> None:
    register, table = tmp_path / "register.pdf", tmp_path / "register.xlsx"
    write_register(issued(), programme(), register)
    write_register_workbook(issued(), table)
    printed = _squeezed("".join(text_of(register)))
    for name in HARD:
        assert all(_stands(word, printed) for word in text.printable(name).split()), name
    sheet_ = load_workbook(table).active
    assert sheet_ is not None
    assert [sheet_.cell(line, 2).value for line in range(2, 37)] == [n.strip() for n in HARD]


def test_badges_say_every_name(tmp_path: Path) -> None:
    path = tmp_path / "badges.pdf"
    write_badges([person(number, name) for number, name in enumerate(HARD)], programme(), path)
    printed = _squeezed("".join(text_of(path)))
    for name in HARD:
        assert all(_stands(word, printed) for word in text.printable(name).split()), name


@pytest.mark.parametrize("short", [False, True])
def test_the_report_says_every_name_inside_its_column(tmp_path: Path, *, short: bool) -> None:
    """The other columns are left empty, so that ink beside the names would be a name's."""
    from facilitator.domain.report import Naming, initials
    from facilitator.reports.flowables import WIDTH
    from facilitator.reports.report import MARGIN

    row = report(
        named_participants=tuple(NamedParticipant(name, "", "") for name in HARD) * 3, attendance=(),
        by_country=(), by_institution_type=(), unnamed_participants=0,
    ).named_as(Naming.INITIALS if short else Naming.NAMES)  # fmt: skip
    path = tmp_path / "report.pdf"
    write_report(row, path)
    texts = text_of(path)
    first = next(n for n, page in enumerate(texts) if "who agreed to be named" in page)
    last = next(n for n, page in enumerate(texts) if "Resource persons and team" in page)
    printed = _squeezed("".join(texts[first : last + 1]))
    for name in HARD:
        expected = initials(name) if short else name
        assert all(_stands(w, printed) for w in text.printable(expected).split()), name
    assert last - first > 1
    for number in range(first + 1, last):  # pages of nothing but names
        page = picture(path, number, scale=2.0)
        column = round((MARGIN + 178) * 2)
        empty = page.crop((column, 210, page.width, page.height - 130))
        outside = page.crop((round((MARGIN + WIDTH) * 2) + 2, 0, page.width, page.height))
        assert _dark(outside) == 0, number
        assert _dark(empty) == 0, number
        assert _dark(page.crop((0, 210, column, page.height - 130))) > 1000


def _dark(image: Image.Image) -> int:
    return sum(image.convert("L").histogram()[:90])


@pytest.mark.parametrize("kind", ["names", "initials"])
def test_the_docx_says_every_name_as_typed(tmp_path: Path, kind: str) -> None:
    from docx import Document

    from facilitator.domain.report import Naming, initials
    from facilitator.reports.report_docx import write_report_docx

    row = report(named_participants=tuple(NamedParticipant(name, "", "") for name in HARD))
    write_report_docx(row.named_as(Naming(kind)), tmp_path / "report.docx")
    cells = {
        cell.text for table in Document(str(tmp_path / "report.docx")).tables
        for cell in table.columns[0].cells
    }  # fmt: skip
    expected = {initials(name) if kind == "initials" else name.strip() for name in HARD}
    assert expected <= {cell.strip() for cell in cells}


def test_file_names_are_safe_and_unique(tmp_path: Path) -> None:
    rows = [replace(sheet(1, name), serial="A/1") for name in HARD]
    written = write_certificate_files(rows, programme(), tmp_path)
    names = [path.name for path in written]
    assert len({name.lower() for name in names}) == len(HARD)
    assert all(re.fullmatch(r"[a-z0-9_-]{1,110}\.pdf", name) for name in names)
    assert all(path.parent == tmp_path for path in written)


def test_a_clipped_name_would_be_seen() -> None:
    """The comparison above notices a single dot outside the box."""
    one, other = Image.new("L", (40, 40), 255), Image.new("L", (40, 40), 255)
    other.putpixel((39, 0), 250)
    assert ImageChops.difference(one, other).getbbox() is not None

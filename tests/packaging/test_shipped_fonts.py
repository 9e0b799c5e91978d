"""The fonts that ship: whole, licensed, and told apart by both engines that draw with them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF
from pytestqt.qtbot import QtBot
from reportlab.pdfbase.ttfonts import TTFont

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
FILES = sorted(FONTS.glob("*.ttf"))
SAMPLES = {
    "Inter": "Nguyễn Thị Ánh Đặng Ỷ",
    "NotoSans": "Nguyễn Thị Ánh Đặng Ỷ",
    "NotoSerifDisplay": "Certificate Nguyễn Đặng Ỷ",
    "NotoSansThai": "สมชาย ใจดี",
    "NotoSansLao": "ວິໄລ ພົມມະຈັນ",
    "NotoSansKhmer": "សុខ ចាន់ធី",
    "NotoSansMyanmar": "အောင်မြင့်",
    "NotoSansDevanagari": "अनिता शर्मा",
    "NotoSansBengali": "রহিমা খাতুন",
    "NotoSansTamil": "கவிதா ராமன்",
    "NotoSansArabic": "محمد حسن",
}


def family(path: Path) -> str:
    return path.stem.partition("-")[0]


def test_every_file_is_the_one_that_was_fetched() -> None:
    sums = dict(
        reversed(line.split(maxsplit=1))
        for line in (FONTS / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    )
    assert sums == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in FILES}


def test_every_family_has_a_licence_and_a_bold() -> None:
    assert {family(path) for path in FILES} == set(SAMPLES)
    for name in SAMPLES:
        licence = FONTS / ("OFL-Inter.txt" if name == "Inter" else "OFL-Noto.txt")
        assert "SIL OPEN FONT LICENSE Version 1.1" in licence.read_text(encoding="utf-8")
        assert (FONTS / f"{name}-Bold.ttf").exists()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_reportlab_shapes_with_it_and_it_holds_its_script(path: Path) -> None:
    font = TTFont(path.stem, str(path), shapable=True)
    assert font.face.name == path.stem.encode(), "ReportLab registers by this name: it must differ"
    missing = [c for c in SAMPLES[family(path)] if c != " " and ord(c) not in font.face.charToGlyph]
    assert missing == []


def test_postscript_names_are_unique() -> None:
    names = [TTFont(path.stem, str(path)).face.name for path in FILES]
    assert len(set(names)) == len(names)


def test_qt_draws_the_four_weights_of_inter_apart(qtbot: QtBot) -> None:
    for path in FILES:
        assert QFontDatabase.addApplicationFont(str(path)) != -1, path.name
    widths = []
    for weight in (400, 500, 600, 700):
        font = QFont("Inter")
        font.setPixelSize(32)
        font.setWeight(QFont.Weight(weight))
        widths.append(QFontMetricsF(font).horizontalAdvance("Common Vision of the week"))
    assert widths == sorted(set(widths)), "each weight is wider than the one before"

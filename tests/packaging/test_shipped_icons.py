"""The icons that ship: licensed, drawable, and in whatever colour the theme asks for."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from pytestqt.qtbot import QtBot

ICONS = Path(__file__).resolve().parents[2] / "resources" / "icons"
OWN_MARK = "facilitator"
LUCIDE = sorted(path for path in ICONS.glob("*.svg") if path.stem != OWN_MARK)
SIZE = 24  # the grid that the icons are drawn on


def drawn(svg: str) -> QImage:
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    assert renderer.isValid()
    image = QImage(SIZE, SIZE, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image


def colours(image: QImage) -> set[str]:
    """The colours of the opaque pixels."""
    pixels = (image.pixelColor(x, y) for x in range(SIZE) for y in range(SIZE))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


@pytest.mark.parametrize("path", LUCIDE, ids=lambda path: path.stem)
def test_an_icon_takes_the_colour_it_is_given(path: Path, qtbot: QtBot) -> None:
    svg = path.read_text(encoding="utf-8")
    assert "@license lucide-static" in svg
    wanted = QColor("#ff0000").name()
    assert colours(drawn(svg.replace("currentColor", wanted))) == {wanted}


def test_the_mark_is_drawn_in_its_own_colours(qtbot: QtBot) -> None:
    svg = (ICONS / f"{OWN_MARK}.svg").read_text(encoding="utf-8")
    assert "currentColor" not in svg
    assert "#0b6a72" in colours(drawn(svg))


def test_the_licence_of_the_icons_is_there() -> None:
    text = (ICONS / "LICENSE-lucide.txt").read_text(encoding="utf-8")
    assert "ISC License" in text
    assert "The MIT License" in text, "for the icons that come from Feather"

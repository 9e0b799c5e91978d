"""Themes: enough contrast, one place for colours, one place for style sheets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QLabel

from facilitator.domain.agenda import Category
from facilitator.support.settings import TEXT_SCALES, Settings
from facilitator.ui.app import theme
from facilitator.ui.app.controller import show_theme
from facilitator.ui.app.icons import CATEGORY_ICONS, icon
from facilitator.ui.widgets.badges import TONES
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import row

UI = Path(theme.__file__).parents[1]
TEXT, SHAPE = 4.5, 3.0
"""WCAG 2.2 AA: text against its ground, and the shape of a control against its."""


def luminance(colour: str) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue, _ = QColor(colour).getRgbF()
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_measure_itself() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


GROUNDS = ("window", "sidebar", "surface", "sunken", "raised")
PAIRS = [
    *((ink, ground, TEXT) for ink in ("text", "text2", "text3") for ground in GROUNDS),
    *((ink, "surface", TEXT) for ink in ("accent_text", "ok", "warn", "danger", "link")),
    *((ink, fill, TEXT) for fill, ink in TONES.values()),
    ("on_accent", "accent_hover", TEXT), ("on_accent", "accent_press", TEXT),
    ("on_danger", "danger", TEXT), ("on_inverse", "inverse", TEXT),
    ("inverse_action", "inverse", TEXT), ("text", "accent_soft", TEXT),
    ("text2", "accent_soft", TEXT), ("text", "danger_soft", TEXT), ("text", "warn_soft", TEXT),
    ("text", "ok_soft", TEXT), ("text2", "window", TEXT),
    *(("border_strong", ground, SHAPE) for ground in ("window", "sidebar", "surface", "sunken")),
    *(("focus", ground, SHAPE) for ground in GROUNDS),
    ("accent", "sidebar", SHAPE), ("now", "surface", SHAPE), ("accent", "window", SHAPE),
]  # fmt: skip


@pytest.mark.parametrize("name", theme.THEMES)
def test_contrast_of_every_pair(name: str) -> None:
    tokens = theme.load(name).tokens
    weak = [
        f"{ink} on {ground}: {contrast(tokens[ink], tokens[ground]):.2f} < {least}"
        for ink, ground, least in PAIRS if contrast(tokens[ink], tokens[ground]) < least
    ]  # fmt: skip
    assert weak == []


@pytest.mark.parametrize("name", theme.THEMES)
@pytest.mark.parametrize("category", [c.value for c in Category])
def test_contrast_of_session_families(name: str, category: str) -> None:
    loaded = theme.load(name)
    parts = loaded.categories[category]
    for ink in ("text", "sub"):
        for fill in ("fill", "hover"):
            assert contrast(parts[ink], parts[fill]) >= TEXT
    assert contrast(parts["bar"], loaded.tokens["surface"]) >= SHAPE


def test_themes_name_the_same_tokens() -> None:
    light, dark, high = (theme.load(name) for name in theme.THEMES)
    assert set(light.tokens) == set(dark.tokens) == set(high.tokens)
    assert set(light.categories) == set(dark.categories) == set(high.categories)
    assert set(CATEGORY_ICONS) == {c.value for c in Category} == set(light.categories)


def test_contrast_takes_the_colours_of_the_system(app: QApplication) -> None:
    system = QPalette()
    wanted = {QPalette.ColorRole.Window: "#000080", QPalette.ColorRole.WindowText: "#ffff00",
              QPalette.ColorRole.Highlight: "#00ff00", QPalette.ColorRole.HighlightedText: "#000000",
              }  # fmt: skip
    for role, colour in wanted.items():
        system.setColor(role, QColor(colour))
    made = theme.contrast_from(system, 125)
    assert made.tokens["window"] == made.tokens["surface"] == "#000080"
    assert made.tokens["text"] == made.tokens["text3"] == "#ffff00"
    assert (made.tokens["accent"], made.tokens["on_accent"]) == ("#00ff00", "#000000")
    assert made.categories["lecture"]["text"] == "#ffff00"
    assert made.outlined
    assert made.scale == 125
    known = {"#000080", "#ffff00", "#00ff00", "#000000"}
    disabled = {made.tokens["disabled"]}
    assert {value.lower() for value in made.tokens.values()} <= known | disabled


def test_style_sheets_are_set_in_one_place() -> None:
    others = [p for p in UI.rglob("*.py") if p.name != "theme.py"]
    guilty = [p.name for p in others if "setStyleSheet" in p.read_text(encoding="utf-8")]
    assert others
    assert guilty == []


def test_colours_stand_in_the_themes_alone() -> None:
    hexes = re.compile(r"[\"']#[0-9a-fA-F]{3,8}[\"']")
    named = re.compile(r"QColor\(\s*(?:[\"']|\d{2,})")
    guilty = []
    for path in UI.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        found = [*hexes.findall(text), *named.findall(text)]
        guilty += [f"{path.relative_to(UI)}: {what}" for what in found]
    assert guilty == []


def test_no_question_boxes() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in UI.rglob("*.py"))
    assert "QMessageBox" not in text
    assert ".exec()" not in text.replace("waiting.exec()", "")  # the wait for the first paint


def test_sheet_fills_every_name(app: QApplication) -> None:
    for name in theme.THEMES:
        made = theme.sheet(theme.load(name, 125))
        assert "$" not in made
        for path in re.findall(r'url\("([^"]+)"\)', made):
            svg = Path(path).read_text(encoding="utf-8")
            assert "<svg" in svg
            assert "currentColor" not in svg


def test_fonts_are_ours_and_weights_differ(app: QApplication) -> None:
    assert theme.font("body").families()[0] == "Inter"
    assert {"Noto Sans Lao", "Noto Sans Khmer", "Noto Sans Myanmar"} <= set(
        QFontDatabase.families()
    )
    widths = [
        _width(role)
        for role in ("body", "body_medium", "body_strong")
    ]  # fmt: skip
    assert widths[0] < widths[1] < widths[2]


def _width(role: str) -> float:
    from PySide6.QtGui import QFontMetricsF

    return QFontMetricsF(theme.font(role)).horizontalAdvance("Confidence in the region" * 4)


@pytest.mark.parametrize("scale", TEXT_SCALES)
def test_sizes_follow_the_text_size_without_restart(app: QApplication, scale: int) -> None:
    from PySide6.QtWidgets import QWidget

    window = QWidget()
    layout = row(window, (24, 18, 24, 20), spacing=16)
    label = PlainLabel("Words", "title")
    layout.addWidget(label)
    show_theme(app, Settings(theme="dark", text_scale=scale))
    app.processEvents()
    assert label.font().pixelSize() == round(22 * scale / 100)
    assert layout.contentsMargins().left() == round(24 * scale / 100)
    assert layout.spacing() == round(16 * scale / 100)
    window.deleteLater()


def test_icons_follow_the_theme(app: QApplication) -> None:
    label = QLabel()
    made = icon("play", "text")
    label.setPixmap(made.pixmap(32, 32))

    def darkest() -> int:
        image = made.pixmap(32, 32).toImage()
        inks = [image.pixelColor(x, y) for x in range(32) for y in range(32)]
        return min(ink.lightness() for ink in inks if ink.alpha() > 200)

    show_theme(app, Settings(theme="light"))
    light = darkest()
    show_theme(app, Settings(theme="dark"))
    assert light < 60
    assert darkest() > 180
    label.deleteLater()


def test_system_theme_is_light_where_the_system_says_nothing(app: QApplication) -> None:
    assert app.styleHints().colorScheme() in {Qt.ColorScheme.Unknown, Qt.ColorScheme.Light}
    assert theme.chosen("system") == "light"

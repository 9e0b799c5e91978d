"""What holds on every page in another look: longer languages, dark, larger text."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from tests.ui.look import cut_off
from tests.ui.test_every_page import each_page, faults, titles_are_whole

from facilitator.support import i18n
from facilitator.ui.app import theme
from facilitator.ui.app.controller import Controller, show_theme

LIGHT_TEXT_AT_MOST = 0.06
"""The share of a dark page's pixels that its text makes light."""


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720)])
def test_longer_languages_have_room(with_sample: Controller, size: tuple[int, int]) -> None:
    i18n.set_language(i18n.PSEUDO)
    with_sample._renew_window()
    with_sample.window.resize(*size)
    assert faults(with_sample, cut_off) == {}


def test_dark_leaves_no_light_ground(with_sample: Controller) -> None:
    for _ in each_page(with_sample):
        pass  # made in the light theme, then switched
    with_sample.settings.theme = "dark"
    show_theme(with_sample.app, with_sample.settings)

    def light(page: QWidget) -> list[str]:
        if page is with_sample.page("certificates") or page is with_sample.page("report"):
            return []
        share = light_share(with_sample.window.grab().toImage())
        return [f"{share:.1%} is light"] if share > LIGHT_TEXT_AT_MOST else []

    assert faults(with_sample, light) == {}


def light_share(image: QImage) -> float:
    """The share of pixels that are as light as light themes' grounds."""
    places = [(x, y) for x in range(0, image.width(), 5) for y in range(0, image.height(), 5)]
    return sum(image.pixelColor(x, y).lightness() > 200 for x, y in places) / len(places)


def test_light_share_sees_a_light_page(with_sample: Controller) -> None:
    assert light_share(with_sample.window.grab().toImage()) > 0.8


@pytest.mark.parametrize("scale", [115, 125, 150])
def test_larger_text_has_room(with_sample: Controller, scale: int) -> None:
    before = with_sample.window.header.height()
    with_sample.settings.text_scale = scale
    with_sample.apply_settings()
    QApplication.processEvents()
    assert with_sample.window.header.height() == round(before * scale / 100)
    assert theme.font("body").pixelSize() == round(14 * scale / 100)
    assert faults(with_sample, cut_off) == {}


@pytest.mark.parametrize("size", [(1280, 720), (1024, 640)])
def test_large_titles_stay_whole_in_small_windows(
    with_sample: Controller, size: tuple[int, int]
) -> None:
    with_sample.settings.text_scale = 150
    with_sample.apply_settings()
    titles_are_whole(with_sample, size)

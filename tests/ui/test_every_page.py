"""What holds on every page: names, targets, keyboard, room for longer languages, one primary."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from tests.ui.look import cut_off, describe, outside_parent, shown, tab_stops, walk

from facilitator.support import i18n
from facilitator.ui.app import theme
from facilitator.ui.app.catalogue import page_specs
from facilitator.ui.app.controller import Controller, show_theme
from facilitator.ui.widgets.buttons import Button, Kind

PAGES = [spec.id for spec in page_specs()]
SMALLEST_TARGET = 24


def page_of(controller: Controller, page_id: str) -> QWidget:
    controller.go_to(page_id)
    for _ in range(3):  # fields that grow with their text ask for room a second time
        QApplication.processEvents()
    return controller.page(page_id)


@pytest.mark.parametrize("page_id", PAGES)
def test_names_for_screen_readers(with_sample: Controller, page_id: str) -> None:
    page_of(with_sample, page_id)
    nameless = [describe(w) for w in tab_stops(with_sample.window) if not w.accessibleName()]
    assert nameless == []


@pytest.mark.parametrize("page_id", PAGES)
def test_targets_are_large_enough(with_sample: Controller, page_id: str) -> None:
    page = page_of(with_sample, page_id)
    small = [
        f"{describe(w)} {w.width()}x{w.height()}" for w in tab_stops(page)
        if min(w.width(), w.height()) < SMALLEST_TARGET
    ]  # fmt: skip
    assert small == []


@pytest.mark.parametrize("page_id", PAGES)
def test_tab_reaches_everything_and_comes_round(with_sample: Controller, page_id: str) -> None:
    page_of(with_sample, page_id)
    window = with_sample.window
    reached = walk(window)
    missed = [describe(w) for w in tab_stops(window) if w not in reached]
    assert missed == []


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720)])
@pytest.mark.parametrize("page_id", PAGES)
def test_nothing_is_cut_off(
    with_sample: Controller, page_id: str, size: tuple[int, int]
) -> None:
    with_sample.window.resize(*size)
    page = page_of(with_sample, page_id)
    assert cut_off(page) == []
    assert outside_parent(with_sample.window) == []


@pytest.mark.parametrize("page_id", PAGES)
def test_longer_languages_have_room(with_sample: Controller, page_id: str) -> None:
    i18n.set_language(i18n.PSEUDO)
    with_sample._renew_window()
    with_sample.window.resize(1440, 900)
    page = page_of(with_sample, page_id)
    QApplication.processEvents()
    assert cut_off(page) == []


@pytest.mark.parametrize("page_id", PAGES)
def test_at_most_one_primary_button(with_sample: Controller, page_id: str) -> None:
    page = page_of(with_sample, page_id)
    primary = [w.label for w in shown(page) if isinstance(w, Button) and w.kind is Kind.PRIMARY]
    assert len(primary) <= 1


@pytest.mark.parametrize("page_id", [p for p in PAGES if p not in {"certificates", "report"}])
def test_dark_leaves_no_light_ground(with_sample: Controller, page_id: str) -> None:
    page_of(with_sample, page_id)
    with_sample.settings.theme = "dark"
    show_theme(with_sample.app, with_sample.settings)
    QApplication.processEvents()
    share = light_share(with_sample.window.grab().toImage())
    assert share < 0.06, f"{share:.1%} of the picture is light: text alone is less"


def light_share(image: QImage) -> float:
    """The share of pixels that are as light as light themes' grounds."""
    small = image.scaled(image.width() // 2, image.height() // 2)
    light = sum(
        small.pixelColor(x, y).lightness() > 200
        for x in range(0, small.width(), 3) for y in range(0, small.height(), 3)
    )  # fmt: skip
    return light / (len(range(0, small.width(), 3)) * len(range(0, small.height(), 3)))


@pytest.mark.parametrize("scale", [115, 125, 150])
def test_larger_text_has_room(with_sample: Controller, scale: int) -> None:
    page = page_of(with_sample, "programme")
    before = with_sample.window.header.height()
    with_sample.settings.text_scale = scale
    with_sample.apply_settings()
    QApplication.processEvents()
    assert with_sample.window.header.height() == round(before * scale / 100)
    assert theme.font("body").pixelSize() == round(14 * scale / 100)
    assert cut_off(page) == []

"""What holds on every page: names, targets, keyboard, room for longer languages, one primary."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from tests.ui.look import cut_off, describe, outside_parent, shown, tab_stops, walk

from facilitator.support import i18n
from facilitator.ui.app import theme
from facilitator.ui.app.catalogue import page_specs
from facilitator.ui.app.controller import Controller, show_theme
from facilitator.ui.pages.base import PageHeader
from facilitator.ui.widgets.buttons import Button, Kind

SMALLEST_TARGET = 24
LIGHT_TEXT_AT_MOST = 0.06
"""The share of a dark page's pixels that its text makes light."""


def each_page(controller: Controller) -> Iterator[tuple[str, QWidget]]:
    for spec in page_specs():
        controller.go_to(spec.id)
        for _ in range(3):  # fields that grow with their text ask for room a second time
            QApplication.processEvents()
        yield spec.id, controller.page(spec.id)


def faults(controller: Controller, look: Callable[[QWidget], list[str]]) -> dict[str, list[str]]:
    found = {page_id: look(page) for page_id, page in each_page(controller)}
    return {page_id: what for page_id, what in found.items() if what}


def test_names_for_screen_readers(with_sample: Controller) -> None:
    def nameless(_page: QWidget) -> list[str]:
        return [describe(w) for w in tab_stops(with_sample.window) if not w.accessibleName()]

    assert faults(with_sample, nameless) == {}


def test_targets_are_large_enough(with_sample: Controller) -> None:
    def small(page: QWidget) -> list[str]:
        return [
            f"{describe(w)} {w.width()}x{w.height()}" for w in tab_stops(page)
            if min(w.width(), w.height()) < SMALLEST_TARGET
        ]  # fmt: skip

    assert faults(with_sample, small) == {}


def test_tab_reaches_everything_and_comes_round(with_sample: Controller) -> None:
    def missed(_page: QWidget) -> list[str]:
        reached = walk(with_sample.window)
        return [describe(w) for w in tab_stops(with_sample.window) if w not in reached]

    assert faults(with_sample, missed) == {}


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720), (1024, 640)])
def test_nothing_is_cut_off(with_sample: Controller, size: tuple[int, int]) -> None:
    with_sample.window.resize(*size)

    def wrong(page: QWidget) -> list[str]:
        return cut_off(page) + outside_parent(with_sample.window)

    assert faults(with_sample, wrong) == {}


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720)])
def test_longer_languages_have_room(with_sample: Controller, size: tuple[int, int]) -> None:
    i18n.set_language(i18n.PSEUDO)
    with_sample._renew_window()
    with_sample.window.resize(*size)
    assert faults(with_sample, cut_off) == {}


def test_at_most_one_primary_button(with_sample: Controller) -> None:
    def second(page: QWidget) -> list[str]:
        primary = [w.label for w in shown(page) if isinstance(w, Button) and w.kind is Kind.PRIMARY]
        return primary if len(primary) > 1 else []

    assert faults(with_sample, second) == {}


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


@pytest.mark.parametrize("scale", [100, 150])
@pytest.mark.parametrize("size", [(1280, 720), (1024, 640)])
def test_titles_stay_whole_in_small_windows(
    with_sample: Controller, size: tuple[int, int], scale: int
) -> None:
    with_sample.settings.text_scale = scale
    with_sample.apply_settings()
    with_sample.window.resize(*size)
    top = with_sample.window.header

    def broken(page: QWidget) -> list[str]:
        header = page.findChild(PageHeader)
        assert header is not None
        labels = (top._title, header.title)
        buttons = [w for w in shown(header) if isinstance(w, Button)]
        return (
            [label.text() for label in labels if label.is_cut]
            + [w.label for w in buttons if w.height() < w.sizeHint().height()]
            + outside_parent(top) + outside_parent(header)
        )  # fmt: skip

    assert faults(with_sample, broken) == {}

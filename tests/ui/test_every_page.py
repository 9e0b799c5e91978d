"""What holds on every page: names, targets, keyboard, nothing cut off, one primary."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.conftest import KeptWindow
from tests.ui.look import cut_off, describe, outside_parent, shown, tab_stops, walk

from facilitator.ui.app.catalogue import page_specs
from facilitator.ui.app.controller import Controller
from facilitator.ui.pages.base import PageHeader
from facilitator.ui.widgets.buttons import Button, Kind

SMALLEST_TARGET = 24


@pytest.fixture
def looked_at(kept_window: KeptWindow, qtbot: QtBot) -> Iterator[Controller]:
    """The window that these tests share with all its pages: they look, and change nothing."""
    window = kept_window.controller.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield kept_window.controller
    window.resize(1440, 900)


def each_page(controller: Controller) -> Iterator[tuple[str, QWidget]]:
    for spec in page_specs():
        controller.go_to(spec.id)
        for _ in range(3):  # fields that grow with their text ask for room a second time
            QApplication.processEvents()
        yield spec.id, controller.page(spec.id)


def faults(controller: Controller, look: Callable[[QWidget], list[str]]) -> dict[str, list[str]]:
    found = {page_id: look(page) for page_id, page in each_page(controller)}
    return {page_id: what for page_id, what in found.items() if what}


def test_names_for_screen_readers(looked_at: Controller) -> None:
    def nameless(_page: QWidget) -> list[str]:
        return [describe(w) for w in tab_stops(looked_at.window) if not w.accessibleName()]

    assert faults(looked_at, nameless) == {}


def test_targets_are_large_enough(looked_at: Controller) -> None:
    def small(page: QWidget) -> list[str]:
        return [
            f"{describe(w)} {w.width()}x{w.height()}" for w in tab_stops(page)
            if min(w.width(), w.height()) < SMALLEST_TARGET
        ]  # fmt: skip

    assert faults(looked_at, small) == {}


def test_tab_reaches_everything_and_comes_round(looked_at: Controller) -> None:
    def missed(_page: QWidget) -> list[str]:
        reached = walk(looked_at.window)
        return [describe(w) for w in tab_stops(looked_at.window) if w not in reached]

    assert faults(looked_at, missed) == {}


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720), (1024, 640)])
def test_nothing_is_cut_off(with_sample: Controller, size: tuple[int, int]) -> None:
    with_sample.window.resize(*size)

    def wrong(page: QWidget) -> list[str]:
        return cut_off(page) + outside_parent(with_sample.window)

    assert faults(with_sample, wrong) == {}


def test_at_most_one_primary_button(looked_at: Controller) -> None:
    def second(page: QWidget) -> list[str]:
        primary = [w.label for w in shown(page) if isinstance(w, Button) and w.kind is Kind.PRIMARY]
        return primary if len(primary) > 1 else []

    assert faults(looked_at, second) == {}


@pytest.mark.parametrize("size", [(1280, 720), (1024, 640)])
def test_titles_stay_whole_in_small_windows(looked_at: Controller, size: tuple[int, int]) -> None:
    titles_are_whole(looked_at, size)


def titles_are_whole(controller: Controller, size: tuple[int, int]) -> None:
    controller.window.resize(*size)
    top = controller.window.header

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

    assert faults(controller, broken) == {}

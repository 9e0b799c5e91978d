"""A window with the sample week, offscreen; a test that leaves something behind fails."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from facilitator.support import i18n
from facilitator.support.settings import Settings
from facilitator.ui.app.controller import Controller, show_theme
from facilitator.ui.app.files import FileChooser
from facilitator.ui.app.run import make_app
from facilitator.ui.app.window import MainWindow
from facilitator.ui.groupmode.window import GroupWindow
from facilitator.ui.pages.feedback.kiosk import KioskWindow
from facilitator.ui.widgets.pdf_preview import close_previews
from facilitator.ui.widgets.room_screen import RoomScreen

HERE = Path(__file__).parent
KEPT = "kept for a whole module"
"""Property of a window that the tests of a module share."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform cannot pass minimum sizes on to a window manager, and says so."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("does not support propagateSizeHints"))


class Answers(FileChooser):
    """Answers file dialogs with a path that the test has set; asks nobody."""

    def __init__(self) -> None:
        self.answer: Path | None = None
        self.asked: list[str] = []

    def to_open(
        self, parent: QWidget, title: str, kinds: str, start: Path, chosen: Callable[[Path], object]
    ) -> None:
        self.asked.append(title)
        if self.answer is not None:
            chosen(self.answer)

    to_save = to_open

    def folder(
        self, parent: QWidget, title: str, start: Path, chosen: Callable[[Path], object]
    ) -> None:
        self.asked.append(title)
        if self.answer is not None:
            chosen(self.answer)


@pytest.fixture
def app(qapp: QApplication) -> Iterator[QApplication]:
    """The application in the light theme, English, 100 % text size."""
    i18n.set_language("en")
    yield make_app(Settings(theme="light"))
    i18n.set_language("en")
    show_theme(qapp, Settings(theme="light"))


@pytest.fixture(autouse=True)
def nothing_left_behind(qapp: QApplication) -> Iterator[None]:
    """No window, running timer or thread outlives its test, but a window kept for a whole module."""
    threads_before = set(threading.enumerate())
    yield
    close_previews()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.processEvents()
    shown = [w for w in qapp.topLevelWidgets() if w.isVisible() and not w.property(KEPT)]
    timers = [t for t in qapp.findChildren(QTimer) if t.isActive() and t.interval() > 0]
    threads = [t for t in threading.enumerate() if t not in threads_before and t.is_alive()]
    for widget in shown:
        widget.close()
        widget.deleteLater()
    assert not shown
    assert not timers
    assert not threads


@pytest.fixture
def answers() -> Answers:
    """What file dialogs answer."""
    return Answers()


class StrayWindows(QObject):
    """Notes every part of ours that is shown without a parent: it flashes as its own window."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            ours = type(watched).__module__.startswith("facilitator.")
            if ours and not isinstance(watched, MainWindow | GroupWindow | KioskWindow | QDialog | RoomScreen):
                self.seen.append(type(watched).__qualname__)
        return False


@pytest.fixture
def shell(app: QApplication, qtbot: QtBot, answers: Answers) -> Iterator[Controller]:
    """The window without a programme."""
    stray = StrayWindows()
    app.installEventFilter(stray)
    controller = Controller(app, Settings(theme="light", recent=[]), answers)
    controller.window.resize(1440, 900)
    controller.window.show()
    qtbot.waitExposed(controller.window)
    controller.window.activateWindow()
    qtbot.waitUntil(controller.window.isActiveWindow)
    yield controller
    controller.quit()
    window = controller.window
    window.hide()
    window.deleteLater()
    controller.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    show_theme(app, Settings(theme="light"))
    app.removeEventFilter(stray)
    assert stray.seen == []


@pytest.fixture
def with_sample(shell: Controller, sample_path: Path) -> Controller:
    """The window with the sample week open, Programme in front."""
    assert shell.open_programme(sample_path)
    QApplication.processEvents()
    return shell

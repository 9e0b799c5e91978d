"""A window with the sample week, offscreen; a test that leaves something behind fails."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import asdict
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from facilitator.support import i18n
from facilitator.support.settings import Settings
from facilitator.ui.app import theme
from facilitator.ui.app.controller import Controller, show_theme
from facilitator.ui.app.files import FileChooser
from facilitator.ui.app.run import make_app
from facilitator.ui.app.window import MainWindow
from facilitator.ui.groupmode.locked_window import LockedWindow
from facilitator.ui.groupmode.window import GroupWindow
from facilitator.ui.widgets.pdf_preview import close_previews
from facilitator.ui.widgets.room_screen import RoomScreen

HERE = Path(__file__).parent
PATIENCE = 120_000
"""Milliseconds that a test waits at least for what must come: a busy machine is no fault of ours."""
KEPT = "kept for a whole module"
"""Property of a window that the tests of a module share."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform cannot pass minimum sizes on to a window manager, and says so."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("does not support propagateSizeHints"))


class PatientBot(QtBot):
    """Goes on as soon as what it waits for is there, and gives up late."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE) -> None:
        super().waitUntil(callback, timeout=max(timeout, PATIENCE))

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE, **how: Any) -> Any:
        must_come = how.get("raising") is not False
        return super().waitSignal(
            signal, timeout=max(timeout, PATIENCE) if must_come else timeout, **how
        )


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """In place of pytest-qt's, whose waits end after five seconds."""
    return PatientBot(request)


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


@pytest.fixture(scope="session")
def made_app(qapp: QApplication) -> QApplication:
    """The application with our style and fonts."""
    return make_app(Settings(theme="light"))


def as_at_the_start(app: QApplication) -> None:
    """Light, English, 100 % text size; nothing is done where that holds: each widget would follow."""
    i18n.set_language("en")
    if theme.current() != theme.load("light"):
        show_theme(app, Settings(theme="light"))


@pytest.fixture
def app(made_app: QApplication) -> Iterator[QApplication]:
    """The application in the light theme, English, 100 % text size."""
    as_at_the_start(made_app)
    yield made_app
    as_at_the_start(made_app)


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
            if ours and not isinstance(watched, MainWindow | GroupWindow | LockedWindow | QDialog | RoomScreen):
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
    app.removeEventFilter(stray)
    assert stray.seen == []


@pytest.fixture
def with_sample(shell: Controller, sample_path: Path) -> Controller:
    """The window with the sample week open, Programme in front."""
    assert shell.open_programme(sample_path)
    QApplication.processEvents()
    return shell


# One window for a module --------------------------------------------------------------------------


class Forwarding(Answers):
    """What the present test has set, in a window that outlives the test."""

    def __init__(self) -> None:
        self.to = Answers()

    @property
    def answer(self) -> Path | None:  # type: ignore[override]
        return self.to.answer

    @answer.setter
    def answer(self, path: Path | None) -> None:
        self.to.answer = path

    @property
    def asked(self) -> list[str]:  # type: ignore[override]
        return self.to.asked


class KeptWindow:
    """A window with the sample week for a whole module; `put_back` makes it as good as new."""

    def __init__(self, app: QApplication, sample: Path, folder: Path) -> None:
        self.sample, self.path = sample, folder / "vientiane-2024.programme"
        self.files = Forwarding()
        self.controller = Controller(app, Settings(theme="light", recent=[]), self.files)
        self.controller.window.setProperty(KEPT, True)
        self.controller.window.resize(1440, 900)
        self.controller.window.show()
        self._open()
        self._start_threads()
        self._settings = asdict(self.controller.settings)

    def _open(self) -> None:
        self.controller.document.close()
        shutil.copy(self.sample, self.path)
        assert self.controller.open_programme(self.path)
        QApplication.processEvents()
        self._workspace = self.controller.document.workspace
        self._connection, self._written = self._rows_written()

    def _rows_written(self) -> tuple[Any, int]:
        """The file's one connection, and how many rows were written by it, by whatever."""
        pooled = self._workspace._file.engine.raw_connection()
        try:
            return pooled.driver_connection, int(pooled.driver_connection.total_changes)
        finally:
            pooled.close()

    def _is_as_opened(self) -> bool:
        document = self.controller.document
        if not document.is_open or document.workspace is not self._workspace:
            return False
        connection, written = self._rows_written()
        return connection is self._connection and written == self._written

    def _start_threads(self) -> None:
        """The threads for long work begin with the window, and are no test's own."""
        runner = self.controller.context.runner
        together = threading.Barrier(runner._threads)
        done: list[object] = []
        for _ in range(runner._threads):
            runner.start(lambda _job: together.wait(60)).finished.connect(done.append)
        while len(done) < runner._threads:
            QApplication.processEvents()

    def put_back(self, bot: QtBot) -> None:
        """Close what the test left open, make pages anew; the file too, where it was written to."""
        controller, window = self.controller, self.controller.window
        for menu in window.findChildren(QMenu):
            menu.close()
        for dialog in window.findChildren(QDialog):
            dialog.reject()
            dialog.deleteLater()
        controller.finish_editing()
        controller.projector.forget()
        bot.waitUntil(lambda: not controller.runner.is_busy)
        close_previews()
        QApplication.processEvents()
        controller.go_to("programme")
        self.drop_pages(but="programme")  # which the shell shows first
        for name, value in deepcopy(self._settings).items():
            setattr(controller.settings, name, value)
        as_at_the_start(controller.app)
        if not self._is_as_opened():
            self._open()
        window.toast.dismiss()
        window.alarm.dismiss()
        window.show()
        window.resize(1440, 900)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()

    def drop_pages(self, *, but: str) -> None:
        """They are made again when they are shown."""
        pages = self.controller.window.pages
        for page in pages.made:
            if page.id != but:
                del pages._pages[page.id]
                pages.removeWidget(page)
                page.deleteLater()


@pytest.fixture(scope="module")
def kept_file(built_sample: Path) -> Path:
    """What the kept window shows a copy of; a module may show another file."""
    return built_sample


@pytest.fixture(scope="module")
def kept_window(
    made_app: QApplication, kept_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[KeptWindow]:
    """The window; tests take `kept_sample`, or what their module makes of it."""
    folder = tmp_path_factory.mktemp("shared")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FACILITATOR_HOME", str(folder / "home"))
        as_at_the_start(made_app)
        stray = StrayWindows()
        made_app.installEventFilter(stray)
        kept = KeptWindow(made_app, kept_file, folder)
        yield kept
        controller = kept.controller
        controller.quit()
        controller.window.hide()
        controller.window.deleteLater()
        controller.deleteLater()
        made_app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        made_app.removeEventFilter(stray)
        assert stray.seen == []


@pytest.fixture
def kept_sample(kept_window: KeptWindow, answers: Answers, qtbot: QtBot) -> Iterator[Controller]:
    """As `with_sample`, in a window that the module's tests share: quicker, and as good as new.

    A test that changes theme, text size or language, or opens another file, takes `with_sample`.
    """
    kept_window.files.to = answers
    window = kept_window.controller.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield kept_window.controller
    kept_window.put_back(qtbot)

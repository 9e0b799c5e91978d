"""One window with the Agenda page for a whole module: opening it takes longer than most tests.

Each test gets it as if it were new: what the test before did is undone, and the page shows the week
from its beginning. A test that changes what cannot be put back (theme, language, the open file) takes
a window of its own: `own_page`.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.conftest import KEPT, Answers, StrayWindows

from facilitator.application.commands.agenda import AddDay
from facilitator.application.commands.agenda_moves import CopyDay
from facilitator.application.queries.agenda import the_agenda
from facilitator.application.queries.agenda_checks import checked_agenda
from facilitator.support import i18n
from facilitator.support.settings import Settings
from facilitator.ui.app.controller import Controller
from facilitator.ui.app.files import FileChooser
from facilitator.ui.app.run import make_app
from facilitator.ui.pages.agenda.page import AgendaPage
from facilitator.ui.widgets.toast import Toast


class Forwarding(FileChooser):
    """Hands questions on to what answers in the present test."""

    def __init__(self) -> None:
        self.to: FileChooser = Answers()

    def to_open(
        self, parent: QWidget, title: str, kinds: str, start: Path, chosen: Callable[[Path], object]
    ) -> None:
        self.to.to_open(parent, title, kinds, start, chosen)

    def to_save(
        self, parent: QWidget, title: str, kinds: str, start: Path, chosen: Callable[[Path], object]
    ) -> None:
        self.to.to_save(parent, title, kinds, start, chosen)

    def folder(
        self, parent: QWidget, title: str, start: Path, chosen: Callable[[Path], object]
    ) -> None:
        self.to.folder(parent, title, start, chosen)


@pytest.fixture(scope="module")
def agenda_window(
    qapp: QApplication, built_sample: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Controller]:
    """The window with the sample week, Agenda in front."""
    folder = tmp_path_factory.mktemp("shared")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FACILITATOR_HOME", str(folder / "home"))
        i18n.set_language("en")
        app, stray = make_app(Settings(theme="light")), StrayWindows()
        app.installEventFilter(stray)
        controller = Controller(app, Settings(theme="light", recent=[]), Forwarding())
        controller.window.setProperty(KEPT, True)
        controller.window.resize(1440, 900)
        controller.window.show()
        assert controller.open_programme(Path(shutil.copy(built_sample, folder / "week.programme")))
        controller.go_to("agenda")
        app.processEvents()
        _start_threads(controller)
        yield controller
        controller.quit()
        controller.window.hide()
        controller.window.deleteLater()
        controller.deleteLater()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        app.removeEventFilter(stray)
        assert stray.seen == []


def _start_threads(controller: Controller) -> None:
    """The threads for long work begin with the window, and are no test's own."""
    runner = controller.context.runner
    together = threading.Barrier(runner._threads)
    done: list[object] = []
    for _ in range(runner._threads):
        runner.start(lambda _job: together.wait(10)).finished.connect(done.append)
    while len(done) < runner._threads:
        QApplication.processEvents()


@pytest.fixture
def agenda_page(
    agenda_window: Controller, qapp: QApplication, answers: Answers, qtbot: QtBot
) -> Iterator[AgendaPage]:
    """The Agenda page in front as after opening the sample week, its window active."""
    window, page = agenda_window.window, agenda_window.page("agenda")
    assert isinstance(page, AgendaPage)
    assert isinstance(agenda_window.files, Forwarding)
    agenda_window.files.to = answers
    begin_again(page)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qapp.processEvents()
    before = everything(page)
    yield page
    put_back(page)
    assert everything(page) == before, "a test in a shared window leaves what undo does not take back"


def everything(page: AgendaPage) -> tuple[object, object]:
    """What the tests of the agenda change in the file."""
    return page.document.query(the_agenda), page.document.query(checked_agenda)


def put_back(page: AgendaPage) -> None:
    """Close what the test left open, and undo what it did."""
    window = page.window()
    for menu in window.findChildren(QMenu):
        menu.close()
    for dialog in window.findChildren(QDialog):
        dialog.reject()
    page.inspector.forget_everything()
    while page.document.can_undo:
        page.document.undo()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    for toast in window.findChildren(Toast):
        toast.dismiss()
    page.message.dismiss()
    page.context.settings.agenda_ripple = True


def begin_again(page: AgendaPage) -> None:
    """Show the week as after opening the programme."""
    page.window().resize(1440, 900)
    page.context.shell.go_to("agenda")
    page.checks.panel.hide()
    page.open(page.document)
    page.grid.choose(None)
    for _ in range(9):
        page.grid.zoom(-1)
    page.bring_up_to_date()
    page.show_view("week")
    page.grid._show_beginning()
    page.grid.area.horizontalScrollBar().setValue(0)
    page.checks.read()


def empty(page: AgendaPage) -> None:
    """Take every session out, by few commands."""
    spare = AddDay("Spare")
    page.document.execute(spare)
    for day in page.document.query(the_agenda).days:
        if day.id != spare.day_id:
            page.document.execute(CopyDay(spare.day_id, day.id, replace=True))
    QApplication.processEvents()
    assert page.empty.isVisible()


@pytest.fixture
def own_page(with_sample: Controller, qtbot: QtBot) -> AgendaPage:
    """The Agenda page in a window of its own."""
    with_sample.go_to("agenda")
    with_sample.window.activateWindow()
    qtbot.waitUntil(with_sample.window.isActiveWindow)
    page = with_sample.page("agenda")
    assert isinstance(page, AgendaPage)
    QApplication.processEvents()
    return page

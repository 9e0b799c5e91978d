"""One window with the Agenda page for a whole module: opening it takes longer than most tests.

Each test gets it as if it were new: what the test before did is undone, and the page shows the week
from its beginning. A test that changes what cannot be put back (theme, language, the open file) takes
a window of its own: `own_page`.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QDialog, QMenu
from pytestqt.qtbot import QtBot
from tests.ui.conftest import Answers, Forwarding, KeptWindow

from facilitator.application.commands.agenda import AddDay
from facilitator.application.commands.agenda_moves import CopyDay
from facilitator.application.queries.agenda import the_agenda
from facilitator.application.queries.agenda_checks import checked_agenda
from facilitator.ui.app.controller import Controller
from facilitator.ui.pages.agenda.page import AgendaPage
from facilitator.ui.widgets.toast import Toast


@pytest.fixture(scope="module")
def agenda_window(kept_window: KeptWindow) -> Controller:
    """The window with the sample week, Agenda in front."""
    kept_window.controller.go_to("agenda")
    QApplication.processEvents()
    return kept_window.controller


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

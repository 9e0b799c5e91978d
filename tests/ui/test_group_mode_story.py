"""A group writes a case study in its own window and hands it in, with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from facilitator.application.queries import groupwork as queries
from facilitator.application.queries.case_studies import case_studies
from facilitator.domain.case_studies import Section
from facilitator.domain.groupwork import HandInState, Task
from facilitator.support import pin
from facilitator.ui.app.controller import Controller
from facilitator.ui.groupmode.parts import TaskButton
from facilitator.ui.groupmode.window import GroupWindow
from facilitator.ui.widgets.buttons import Button

TITLE = "A valley that shared its water"


def focus() -> QWidget:
    QApplication.processEvents()
    found = QApplication.focusWidget()
    assert found is not None, "nothing has the focus"
    return found


def press(key: Qt.Key) -> None:
    QTest.keyClick(focus(), key)
    QApplication.processEvents()


def tab_to(wanted: Callable[[QWidget], bool], most: int = 80) -> QWidget:
    """Press Tab until the wanted control has the focus."""
    for _ in range(most):
        if wanted(focus()):
            return focus()
        press(Qt.Key.Key_Tab)
    raise AssertionError("Tab does not reach it")


def button(text: str) -> Callable[[QWidget], bool]:
    return lambda w: isinstance(w, Button) and w.label.startswith(text)


def write_all_of(section: Section, inside: QWidget) -> int:
    """Tab through a step's form and write into each empty text; returns how many."""
    written, seen = 0, set()
    for _ in range(60):
        here = focus()
        if here in seen or not inside.isAncestorOf(here):
            break
        seen.add(here)
        empty = isinstance(here, QLineEdit | QPlainTextEdit) and here.isEnabled()
        text = here.text() if isinstance(here, QLineEdit) else ""
        text = here.toPlainText() if isinstance(here, QPlainTextEdit) else text
        if empty and not text:
            name = here.accessibleName().lower()
            year = "from" in name or "until" in name or " to" in name
            QTest.keyClicks(here, "1994" if year else f"{section.value} {written}")
            written += 1
        press(Qt.Key.Key_Tab)
    return written


@pytest.mark.slow
def test_a_case_is_written_checked_and_handed_in_by_keyboard_alone(
    with_sample: Controller, qtbot: QtBot
) -> None:
    controller = with_sample
    controller.settings.group_pin = pin.hashed("2580")
    team = controller.document.query(queries.team_named, "C")
    assert controller.group_mode.start(team)
    window = controller.group_mode.window
    assert isinstance(window, GroupWindow)
    window.showNormal()
    window.resize(1440, 900)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    # From the cover page to the case studies
    tab_to(button("Begin"))
    press(Qt.Key.Key_Space)
    tab_to(lambda w: isinstance(w, TaskButton))
    for _ in range(5):
        here = focus()
        if isinstance(here, TaskButton) and here.task is Task.CASES:
            break
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    assert window.front is Task.CASES
    page = window.host.currentWidget()

    # A new case, step after step
    tab_to(button("Begin a case"))
    press(Qt.Key.Key_Space)
    tab_to(lambda w: isinstance(w, QLineEdit) and page.isAncestorOf(w))
    QTest.keyClicks(focus(), TITLE)
    press(Qt.Key.Key_Return)
    assert page.stack.currentWidget() is page.editor
    written = {}
    for step, section in enumerate(Section):
        assert page.editor.section is section
        written[section] = write_all_of(section, page.editor.part(section))
        if step + 1 < len(Section):
            tab_to(button("Next:"))
            press(Qt.Key.Key_Space)
    assert written[Section.SITUATION] >= 4
    assert written[Section.PROCESS] >= 2
    window.pause.save_now()

    # It is in the programme, and what it lacks is said
    def stored() -> list[str]:
        return [c.title for c in controller.document.query(case_studies) if c.group == "C"]

    qtbot.waitUntil(lambda: TITLE in stored(), timeout=5000)
    case = next(c for c in controller.document.query(case_studies) if c.title == TITLE)
    assert case.situation.startswith("situation ")
    assert case.process.startswith("process ")
    assert case.missing

    # Handed in
    tab_to(lambda w: w is window.hand_in, most=120)
    press(Qt.Key.Key_Space)
    (row,) = controller.document.query(queries.hand_ins, team)
    assert (row.task, row.state) == (Task.CASES, HandInState.HANDED_IN)
    (version,) = controller.document.query(queries.case_versions, case.id)
    assert version.fields["title"] == TITLE

    # And out by the PIN
    tab_to(button("Leave"), most=120)
    press(Qt.Key.Key_Space)
    QTest.keyClicks(focus(), "2580")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not controller.group_mode.is_on)

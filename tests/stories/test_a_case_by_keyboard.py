"""A whole case study entered, checked and handed in by keyboard alone: in the window, in group mode.

Nothing but key presses: Tab to a field by its name, type, choose with arrows. What a person cannot
reach by Tab, or cannot tell by its name, fails the story.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.conftest import *  # noqa: F403 - the window of the user interface's tests

from facilitator.application.queries.case_studies import case_studies
from facilitator.application.queries.groupwork import case_versions, team_named
from facilitator.application.rows.case_studies import CaseStudyRow
from facilitator.domain.case_studies import CaseState, Confidence, OutcomeGrade
from facilitator.support import pin
from facilitator.ui.app.controller import Controller
from facilitator.ui.app.document import Document

pytestmark = [
    pytest.mark.slow, pytest.mark.qt_log_ignore("does not support propagateSizeHints"),
]  # fmt: skip
KEY = Qt.Key
TITLE = "Two villages share one canal"
FURTHEST = 150
"""Tab presses within which everything is reached."""


class Hands:
    """Presses keys in a window, wherever the focus is."""

    def __init__(self, window: QWidget) -> None:
        self.window = window

    def press(self, key: Qt.Key, times: int = 1, mods: Qt.KeyboardModifier | None = None) -> None:
        for _ in range(times):
            held = Qt.KeyboardModifier.NoModifier if mods is None else mods
            QTest.keyClick(QApplication.focusWidget() or self.window, key, held)
            for _ in range(3):
                QApplication.processEvents()

    def to(self, name: str) -> None:
        """Tab until the focus is on what is called this."""
        for _ in range(FURTHEST):
            here = QApplication.focusWidget()
            if here is not None and here.accessibleName().startswith(name):
                return
            self.press(KEY.Key_Tab)
        raise AssertionError(f"Tab never reaches {name!r}")

    def write(self, name: str, text: str) -> None:
        self.to(name)
        QTest.keyClicks(QApplication.focusWidget(), text)
        self.press(KEY.Key_Tab)

    def choose(self, name: str, steps: int) -> None:
        self.to(name)
        self.press(KEY.Key_Home)
        self.press(KEY.Key_Down, steps)

    def act(self, name: str) -> None:
        self.to(name)
        self.press(KEY.Key_Space)


def write_the_case(hands: Hands) -> None:
    """From the cursor in the title of a new case to the last step."""
    hands.write("Country or area", "Somewhere")
    hands.write("Conflict from", "1998")
    hands.write("Conflict to", "2006")
    hands.write("Response from", "2004")
    hands.write("Situation in brief", "Two villages drew from one canal, and fought in dry years.")
    hands.act("Next: Parties")
    for number, name in enumerate(("Upper village", "Lower village"), 1):
        hands.act("Add a party")
        hands.write(f"Name {number}", name)
        hands.write(f"Interest {number}", "Water in May")
    hands.act("There were no third parties")
    hands.act("Next: Causes and measures")
    hands.act("Add this cause")
    hands.write("Why it is a root cause", "Turns were set far away.")
    hands.act("Add a measure")
    hands.write("What was done", "A canal committee of both villages")
    hands.write("By whom", "Both village councils")
    hands.write("When", "2004")
    hands.write("Evidence of implementation", "The committee has met each spring since 2004.")
    hands.choose("Outcome by what was carried out", 5)
    hands.act("Next: Process")
    hands.write("Proximate causes", "A dry May.")
    hands.write("How agreement was reached", "Elders, women's groups and engineers met six times.")
    hands.act("Add an agreement")
    hands.write("Name of the agreement", "Canal accord")
    hands.act("Next: Lessons")
    hands.write("What remains unresolved", "Families downstream still wait for a seat.")
    for kind, number in (("success factor", 2), ("condition", 1), ("lesson", 2)):
        for n in range(1, number + 1):
            hands.act(f"Add a {kind}")
            QTest.keyClicks(QApplication.focusWidget(), f"Measure together {kind} {n}")
            hands.press(KEY.Key_Tab)
    hands.act("Next: Sources")
    for n, near in ((1, 2), (2, 2), (3, 0)):
        hands.act("Add a source")
        hands.write("Title", f"Report {n}")
        if near:
            hands.choose("How near to the parties", near)
            hands.press(KEY.Key_Tab)
    hands.to("Sources: ")  # the rail is one tab stop; arrows go to the causes
    hands.press(KEY.Key_Up, 3)
    for n in (1, 2, 3):
        hands.act(f"{n}. Report {n}")
    hands.to("Causes and measures: ")
    hands.press(KEY.Key_Down, 4)
    hands.write("Authors", "The group")
    hands.act("All authors agree")


def the_case(document: Document) -> CaseStudyRow:
    found: CaseStudyRow = next(c for c in document.query(case_studies) if c.title == TITLE)
    return found


def is_whole(case: CaseStudyRow) -> None:
    assert case.missing == ()
    assert [p.name for p in case.parties] == ["Upper village", "Lower village"]
    (cause,) = case.causes
    assert cause.grade is OutcomeGrade.SUBSTANTIALLY_WORKING
    assert cause.sources == (1, 2, 3)
    assert cause.confidence is Confidence.HIGH
    assert cause.measures[0].actor == "Both village councils"
    assert len(case.lessons) == len(case.success_factors) == 2


def test_in_the_window(with_sample: Controller) -> None:
    with_sample.go_to("case_studies")
    hands = Hands(with_sample.window)
    hands.press(KEY.Key_N, mods=Qt.KeyboardModifier.ControlModifier)
    hands.to("Title")
    QTest.keyClicks(QApplication.focusWidget(), TITLE)
    hands.press(KEY.Key_Return)
    write_the_case(hands)
    is_whole(the_case(with_sample.document))
    hands.act("Call it final")
    assert the_case(with_sample.document).state is CaseState.FINAL


def test_in_group_mode(with_sample: Controller, qtbot: QtBot) -> None:
    with_sample.settings.group_pin = pin.hashed("2580")
    team = with_sample.document.query(team_named, "C")
    assert with_sample.group_mode.start(team)
    window = with_sample.group_mode.window
    assert window is not None
    window.showNormal()
    window.resize(1280, 720)
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    hands = Hands(window)
    hands.act("Begin")
    hands.to("1. Root causes")
    hands.press(KEY.Key_Down)
    hands.act("Begin a case")
    hands.to("Title")
    QTest.keyClicks(QApplication.focusWidget(), TITLE)
    hands.press(KEY.Key_Return)
    write_the_case(hands)
    hands.act("Call it final")
    hands.act("Hand in")
    with_sample.group_mode.end()
    for _ in range(5):
        QApplication.processEvents()
    case = the_case(with_sample.document)
    is_whole(case)
    assert (case.group, case.state) == ("C", CaseState.FINAL)
    (version,) = with_sample.document.query(case_versions, case.id)
    assert version.fields["title"] == TITLE

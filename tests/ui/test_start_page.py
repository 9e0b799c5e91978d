"""Start: first launch, recent programmes, the sample, a new programme."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.conftest import Answers

from facilitator.application.queries.programme import the_programme
from facilitator.application.queries.report import facts
from facilitator.ui.app.controller import Controller
from facilitator.ui.dialogs.new_programme import NewProgramme, Wish
from facilitator.ui.pages.start.page import RecentRow
from facilitator.ui.widgets.buttons import Button


def rows(shell: Controller) -> list[RecentRow]:
    shell.go_to("start")
    page = shell.page("start")
    page._show_recent()  # type: ignore[attr-defined]
    QApplication.processEvents()
    return [row for row in page.findChildren(RecentRow) if row.isVisible()]


def press(row: RecentRow, name: str) -> None:
    button = next(b for b in row.findChildren(Button) if b.accessibleName().startswith(name))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_first_launch_needs_only_enter_for_the_sample(shell: Controller, home: Path) -> None:
    page = shell.page("start")
    assert page.sample.hasFocus()  # type: ignore[attr-defined]
    QTest.keyClick(page.sample, Qt.Key.Key_Space)  # type: ignore[attr-defined]
    assert shell.document.is_open
    counts = shell.document.query(facts)
    assert (counts["participants"], counts["agenda_items"]) == (35, 73)
    assert shell.document.path is not None
    assert shell.document.path.is_relative_to(home)
    first = shell.document.path
    shell.open_sample()
    assert shell.document.path != first
    assert first.exists()


def test_recent_programmes_open_with_one_press(shell: Controller, sample_path: Path) -> None:
    shell.settings.opened(sample_path)
    press(rows(shell)[0], "Open")
    assert shell.document.path == sample_path


def test_missing_programme_can_be_located_or_removed(
    shell: Controller, answers: Answers, sample_path: Path, tmp_path: Path
) -> None:
    gone, other = tmp_path / "gone.programme", tmp_path / "lost.programme"
    shell.settings.opened(gone)
    shell.settings.opened(other)
    lost, _ = rows(shell)
    press(lost, "Remove")
    assert shell.settings.recent == [str(gone)]
    answers.answer = sample_path
    press(rows(shell)[0], "Locate")
    assert shell.document.path == sample_path
    assert str(gone) not in shell.settings.recent


def test_new_programme_asks_four_facts_and_creates(
    shell: Controller, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    answers.answer = tmp_path / "new" / "hanoi-2027.programme"
    shell.begin_programme()
    dialog = shell.window.findChild(NewProgramme)
    assert dialog is not None
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog._on_create()
    assert dialog.isVisible(), "without a name it stays, and says so"
    assert dialog._title.error
    assert dialog.form.title.hasFocus()
    dialog.form.title.setText("Dialogue in the delta")
    dialog.form.place.setText("Hà Nội")
    dialog.form.first_day.setDate(QDate(2027, 3, 1))
    dialog._on_create()
    assert not dialog.isVisible()
    programme = shell.document.query(the_programme)
    assert (programme.title, programme.place) == ("Dialogue in the delta", "Hà Nội")
    assert (programme.first_day, programme.last_day) == (date(2027, 3, 1), date(2027, 3, 5))
    assert not programme.is_sample


@pytest.mark.parametrize("create", [True, False])
def test_the_dialog_may_close_before_it_ever_was_active(
    shell: Controller, answers: Answers, tmp_path: Path, *, create: bool
) -> None:
    answers.answer = tmp_path / "quick.programme"
    shell.begin_programme()
    dialog = shell.window.findChild(NewProgramme)
    assert dialog is not None
    dialog.form.title.setText("Quick")
    if create:
        dialog._on_create()
    else:
        dialog.reject()
    assert shell.document.is_open == create
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert shell.window.findChild(NewProgramme) is None, "nothing of it is kept"


def test_a_first_day_that_is_no_date_is_refused_before_anything_is_made(
    shell: Controller, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    answers.answer = tmp_path / "new.programme"
    shell.begin_programme()
    dialog = shell.window.findChild(NewProgramme)
    assert dialog is not None
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.form.title.setText("Dialogue in the delta")
    field = dialog.form.first_day
    for text in ("99/99/9999", "01/03/2027"):
        field.setFocus()
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(field, text)
        if text.startswith("99"):
            dialog._on_create()
            assert dialog.isVisible()
            assert "99/99/9999" in dialog._first_day.error
            assert field.text() == text
            assert not answers.answer.exists()
    dialog._on_create()
    assert not dialog.isVisible()
    assert shell.document.query(the_programme).first_day == date(2027, 3, 1)


def test_file_name_of_a_new_programme_is_plain() -> None:
    wish = Wish("Title", "Hà Nội / Việt Nam", date(2027, 3, 1), "blank", "UTC")
    assert wish.file_name(".programme") == "ha-noi-viet-nam-2027.programme"
    assert Wish("ວຽງຈັນ", "", date(2027, 3, 1), "blank", "UTC").file_name(".x") == "2027.x"


def test_a_name_that_is_taken_is_refused_and_nothing_lost(
    shell: Controller, answers: Answers, tmp_path: Path
) -> None:
    taken = tmp_path / "taken.programme"
    taken.write_text("someone's file")
    answers.answer = taken
    shell._on_new_wanted(Wish("T", "", date(2027, 3, 1), "blank", "UTC"))
    assert not shell.document.is_open
    assert shell.window.alarm.isVisible()
    assert taken.read_text() == "someone's file"

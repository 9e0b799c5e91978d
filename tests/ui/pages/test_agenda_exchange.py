"""What the Agenda page gives out and takes in, through the real menu and the real dialog."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot
from tests.ui.look import cut_off

from facilitator.application.queries.agenda import the_agenda
from facilitator.exchange.agenda_items.plan import State
from facilitator.support.i18n import set_language
from facilitator.ui.app.controller import Controller
from facilitator.ui.pages.agenda.export_menu import FILES, PAPERS, Paper
from facilitator.ui.pages.agenda.import_dialog import ImportDialog
from facilitator.ui.pages.agenda.page import AgendaPage
from facilitator.ui.widgets.toast import Toast

POPUP = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
TABLE = (
    "Day;Time;Duration;Session;Facilitator;Room\n"
    "1;06:30–07:00;;Morning walk;;Garden\n"
    "2;10:00-09:00;;Backwards;;\n"
    "9;09:00;30;Ninth day;;\n"
    "1;08:30;30;Registration, badges, data notice and consent;;\n"
)


@pytest.fixture
def page(agenda_page: AgendaPage) -> AgendaPage:
    """The Agenda page in front, its window active."""
    return agenda_page


def toast(page: AgendaPage) -> str:
    (found,) = page.window().findChildren(Toast)
    return found.text if found.isVisible() else ""


def test_each_way_out_writes_its_file(
    page: AgendaPage, answers: object, tmp_path: Path, qtbot: QtBot
) -> None:
    for paper in (*PAPERS, *FILES):
        target = tmp_path / paper.file_name
        answers.answer = target  # type: ignore[attr-defined]
        page.exports.save(paper)
        qtbot.waitUntil(lambda name=paper.file_name: f"Saved {name}" in toast(page), timeout=20000)
        assert holds(paper, target.read_bytes()), paper.key
        assert page.export_button.isEnabled()


def holds(paper: Paper, content: bytes) -> bool:
    """Whether the file is of its kind."""
    if paper.suffix == "ics":
        return len(Calendar.from_ical(content).events) == 73
    return content.startswith({"pdf": b"%PDF", "xlsx": b"PK", "csv": b"\xef\xbb\xbf"}[paper.suffix])


@POPUP
def test_menu_names_every_way(page: AgendaPage) -> None:
    menu = page.exports.menu()
    texts = [action.text().partition("\t")[0] for action in menu.actions() if action.text()]
    assert texts == [paper.title for paper in (*PAPERS, *FILES)] + ["Bring in a table of sessions…"]
    assert all(action.isEnabled() for action in menu.actions())
    menu.close()


@pytest.fixture
def dialog(page: AgendaPage, tmp_path: Path, qtbot: QtBot) -> Iterator[ImportDialog]:
    """The dialog with the table read."""
    path = tmp_path / "draft.csv"
    path.write_text(TABLE, "utf-8")
    page.exports.read_table(path)
    found = page.exports.dialog
    assert found is not None
    qtbot.waitUntil(lambda: found.plan is not None, timeout=20000)
    yield found
    page.exports.dialog = None


def states(dialog: ImportDialog) -> list[State]:
    assert dialog.plan is not None
    return [row.state for row in dialog.plan.rows]


def test_table_is_shown_and_nothing_is_written(dialog: ImportDialog, page: AgendaPage) -> None:
    assert states(dialog) == [State.READY, State.TO_FIX, State.TO_FIX, State.SAME]
    assert "4 rows read from draft.csv: 1 is ready." in dialog.message.text
    assert "A new room: Garden." in dialog.message.text
    assert dialog.confirm.label == "Bring in 1 session"
    assert "before it starts" in dialog.sentence.text()
    assert len(page.document.query(the_agenda).items) == 73
    dialog.reject()
    assert len(page.document.query(the_agenda).items) == 73


def test_letters_that_come_out_wrong_are_read_another_way(
    dialog: ImportDialog, page: AgendaPage, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "windows.csv"
    path.write_bytes("Day;Time;Session\n1;06:30-07:00;Café\n".encode("cp1252"))
    dialog.read_file(path)
    qtbot.waitUntil(lambda: titles(dialog) == ["Café"], timeout=20000)
    assert dialog.encoding_box.isVisible()
    dialog.encoding_box.setFocus()
    QTest.keyClicks(dialog.encoding_box, "UTF-8")
    dialog.encoding_box.activated.emit(dialog.encoding_box.currentIndex())
    qtbot.waitUntil(lambda: titles(dialog) == ["Caf\ufffd"], timeout=20000)
    assert dialog.encoding_box.hasFocus()
    assert len(page.document.query(the_agenda).items) == 73


def titles(dialog: ImportDialog) -> list[object]:
    assert dialog.plan is not None
    return [row.texts.get("title") for row in dialog.plan.rows]


def test_fix_in_the_table_then_one_step_in_and_out(
    dialog: ImportDialog, page: AgendaPage, agenda_window: Controller
) -> None:
    rows = dialog.table.rows
    assert rows.setData(rows.index_of(3, 2), "09:00–10:00", Qt.ItemDataRole.EditRole)
    assert states(dialog).count(State.READY) == 2
    assert dialog.confirm.label == "Bring in 2 sessions"
    QTest.mouseClick(dialog.confirm, Qt.MouseButton.LeftButton)
    items = page.document.query(the_agenda).items
    assert len(items) == 75
    assert {item.room for item in items if item.title == "Morning walk"} == {"Garden"}
    assert "Import 2 agenda items" in toast(page)
    agenda_window.context.actions.run("undo")
    assert len(page.document.query(the_agenda).items) == 73


def test_fix_and_bring_in_by_keyboard_alone(
    dialog: ImportDialog, page: AgendaPage, qtbot: QtBot
) -> None:
    dialog.activateWindow()
    qtbot.waitUntil(dialog.table.hasFocus)  # on the first fault
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "10:00-09:00"
    editor.selectAll()
    QTest.keyClicks(editor, "10:00-11:00")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: states(dialog).count(State.READY) == 2)
    dialog.confirm.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(dialog.confirm, Qt.Key.Key_Space)
    assert len(page.document.query(the_agenda).items) == 75


def test_columns_can_be_read_as_something_else(dialog: ImportDialog) -> None:
    box = dialog.boxes[3]
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(""))
    box.activated.emit(box.currentIndex())
    assert not dialog.confirm.isEnabled()
    assert "which column holds the titles" in dialog.message.text
    box.setCurrentIndex(box.findData("title"))
    box.activated.emit(box.currentIndex())
    assert dialog.confirm.isEnabled()


def test_files_that_are_no_table_are_said_in_the_dialog(
    page: AgendaPage, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "broken.xlsx"
    for content in (b"", b"PK\x03\x04broken", b"\x00\x01\x02" * 50):
        path.write_bytes(content)
        page.exports.read_table(path)
        dialog = page.exports.dialog
        assert dialog is not None
        qtbot.waitUntil(lambda shown=dialog: bool(shown.message.text), timeout=20000)
        assert not dialog.confirm.isEnabled()
        dialog.reject()
    assert len(page.document.query(the_agenda).items) == 73


def test_long_words_have_room_and_everything_is_named(
    page: AgendaPage, tmp_path: Path, qtbot: QtBot
) -> None:
    set_language("pseudo")
    try:
        path = tmp_path / "draft.csv"
        path.write_text(TABLE, "utf-8")
        page.exports.read_table(path)
        dialog = page.exports.dialog
        assert dialog is not None
        qtbot.waitUntil(lambda: dialog.plan is not None, timeout=20000)
        assert cut_off(dialog) == []
        for box in dialog.findChildren(QComboBox):
            assert box.accessibleName(), box.currentText()
        dialog.reject()
    finally:
        set_language("en")

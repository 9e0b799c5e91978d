"""The Attendance page with real keys: marking, undo, search, scanner, sums, sheets."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.application.commands.attendance import HalfDayMark, MarkAttendance
from facilitator.application.commands.people import EditParticipant
from facilitator.application.queries.certificates import candidates
from facilitator.application.rows.attendance import AttenderRow
from facilitator.domain.attendance import Mark, badge_code
from facilitator.ui.app.controller import Controller
from facilitator.ui.pages.attendance.page import AttendancePage

FIRST, SECOND = "Abdulnasser Macarampat", "Agostinho de Jesus Maia"
ABSENT_OFTEN = "Devendra Pratap Solanki"


@pytest.fixture
def page(kept_sample: Controller, qtbot: QtBot) -> AttendancePage:
    kept_sample.go_to("attendance")
    kept_sample.window.activateWindow()
    qtbot.waitUntil(kept_sample.window.isActiveWindow)
    found = kept_sample.page("attendance")
    assert isinstance(found, AttendancePage)
    return found


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def person(page: AttendancePage, name: str) -> AttenderRow:
    assert page.grid_row is not None
    return next(p for p in page.grid_row.people if p.name == name)


def go_to(page: AttendancePage, name: str, column: int) -> None:
    assert page.grid_row is not None
    assert page.table.go_to(person(page, name).id, page.grid_row.half_days[column].key)
    page.table.setFocus()
    settle()


def mark(page: AttendancePage, name: str, column: int) -> Mark | None:
    assert page.grid_row is not None
    row = person(page, name).marks.get(page.grid_row.half_days[column].key)
    return row.mark if row else None


def clear_column(page: AttendancePage, column: int) -> None:
    assert page.grid_row is not None
    half_day = page.grid_row.half_days[column]
    page.document.execute(
        MarkAttendance(
            tuple(
                HalfDayMark(p.id, half_day.day_id, half_day.half, None)
                for p in page.grid_row.people
            )
        )
    )
    settle()


def test_letters_mark_the_cell_and_go_on_down(page: AttendancePage) -> None:
    go_to(page, FIRST, 3)
    for key in (Qt.Key.Key_A, Qt.Key.Key_E, Qt.Key.Key_L, Qt.Key.Key_P):
        QTest.keyClick(page.table, key)
        settle()
    names = [p.name for p in page.table.people.rows[:4]]
    assert [mark(page, name, 3) for name in names] == [
        Mark.ABSENT,
        Mark.EXCUSED,
        Mark.LATE,
        Mark.PRESENT,
    ]
    assert page.table.currentIndex().row() == 4
    page.document.undo()  # the last letter changed nothing: that person was present already
    settle()
    assert mark(page, names[2], 3) is not Mark.LATE
    assert mark(page, names[1], 3) is Mark.EXCUSED


def test_several_cells_are_one_step(page: AttendancePage) -> None:
    go_to(page, FIRST, 2)
    QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(page.table, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(page.table, Qt.Key.Key_A)
    settle()
    assert {mark(page, n, c) for n in (FIRST, SECOND) for c in (2, 3)} == {Mark.ABSENT}
    page.document.undo()
    settle()
    assert mark(page, SECOND, 3) is Mark.PRESENT
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    settle()
    assert mark(page, FIRST, 2) is None


def test_mark_the_rest_present_leaves_what_is_marked(page: AttendancePage, qtbot: QtBot) -> None:
    clear_column(page, 6)
    go_to(page, SECOND, 6)
    QTest.keyClick(page.table, Qt.Key.Key_E)
    settle()
    go_to(page, FIRST, 6)
    assert page.rest_button.isEnabled()
    assert "(34)" in page.rest_button.label
    qtbot.mouseClick(page.rest_button, Qt.MouseButton.LeftButton)
    settle()
    assert mark(page, SECOND, 6) is Mark.EXCUSED
    assert page.grid_row is not None
    assert page.grid_row.unmarked(page.grid_row.half_days[6].key) == ()
    assert not page.rest_button.isEnabled()
    page.document.undo()
    settle()
    assert mark(page, FIRST, 6) is None


def test_search_with_and_without_accents(page: AttendancePage) -> None:
    for text in ("conceicao", "Conceição", "tuyet", "ສຸພາ"):
        page.filter.setText(text)
        settle()
        assert page.table.people.rows, text
        assert len(page.table.people.rows) < 35
    page.filter.setText("nobody of that name")
    settle()
    assert page._nobody.isVisible()
    page.filter.clear()
    settle()
    assert len(page.table.people.rows) == 35


def scan(page: AttendancePage, code: str) -> None:
    """What a scanner does: it types the code and Enter."""
    page.scan.setFocus()
    QTest.keyClicks(page.scan, code)
    QTest.keyClick(page.scan, Qt.Key.Key_Return)
    settle()


def test_a_badge_marks_once_and_repeats_are_harmless(page: AttendancePage) -> None:
    clear_column(page, 4)
    go_to(page, FIRST, 4)
    code = badge_code(person(page, SECOND).id)
    scan(page, code)
    assert mark(page, SECOND, 4) is Mark.PRESENT
    assert page.scan.text() == ""
    done = page.document.undo_label
    at = person(page, SECOND).marks
    scan(page, code.lower())
    assert page.document.undo_label == done
    assert person(page, SECOND).marks == at
    page.document.undo()
    settle()
    assert mark(page, SECOND, 4) is None


def test_a_late_mark_stays_late_when_the_badge_is_read_again(page: AttendancePage) -> None:
    go_to(page, FIRST, 0)
    assert mark(page, FIRST, 0) is Mark.LATE
    scan(page, badge_code(person(page, FIRST).id))
    assert mark(page, FIRST, 0) is Mark.LATE


def test_codes_that_are_no_badge_are_said_and_mark_nobody(page: AttendancePage) -> None:
    before = page.grid_row
    go_to(page, FIRST, 4)
    for code in ("12345", badge_code(uuid4())):
        scan(page, code)
        assert page.message.isVisible()
        assert page.grid_row == before
    page.document.execute(EditParticipant(person(page, SECOND).id, {"withdrawn": True}))
    settle()
    scan(page, badge_code(person(page, SECOND).id))
    assert page.message.isVisible()


def test_excused_counts_by_a_visible_switch_and_certificates_follow(
    page: AttendancePage, qtbot: QtBot
) -> None:
    who = person(page, ABSENT_OFTEN)
    before = who.standing.so_far.attended
    qtbot.mouseClick(
        page.excused_box, Qt.MouseButton.LeftButton, pos=page.excused_box.rect().center()
    )
    settle()
    if not page.excused_box.isChecked():
        page.excused_box.click()
        settle()
    after = person(page, ABSENT_OFTEN).standing.so_far
    assert after.attended > before
    decided = {row.participant_id: row.presence for row in page.document.query(candidates)}
    assert decided[who.id] == after


def test_joined_late_needs_a_reason_and_is_not_counted_before(page: AttendancePage) -> None:
    go_to(page, FIRST, 4)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    settle()
    assert page.side.isVisible()
    held = person(page, FIRST).standing.so_far.held
    page.side.start.setCurrentIndex(1)
    page.side._keep.click()
    settle()
    assert page.side.reason_field.field.error
    page.side.reason.setText("Visa came late")
    page.side._keep.click()
    settle()
    now = person(page, FIRST)
    assert now.standing.so_far.held < held
    assert len(now.before) == 2
    page.side._forget.click()
    settle()
    assert person(page, FIRST).standing.so_far.held == held


def test_who_can_no_longer_qualify_is_said(page: AttendancePage) -> None:
    assert page.out_badge.text
    assert page.grid_row is not None
    assert [p.name for p in page.grid_row.out_of_reach] == [ABSENT_OFTEN]


def test_sign_in_sheets_are_saved(page: AttendancePage, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "sheets.pdf"
    page.save_sheets(path)
    qtbot.waitUntil(path.exists, timeout=15000)
    qtbot.waitUntil(page.sheets_button.isEnabled, timeout=15000)
    assert path.read_bytes().startswith(b"%PDF")

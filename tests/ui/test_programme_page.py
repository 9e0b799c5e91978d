"""Programme: each field is saved when it is left; errors stand beside it; the checklist is true."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from tests.ui.conftest import KeptWindow

from facilitator.application.commands.people import AddParticipant
from facilitator.application.commands.programme import EditProgramme
from facilitator.application.queries.agenda import the_agenda
from facilitator.application.queries.programme import the_programme
from facilitator.application.rows.programme import ProgrammeRow
from facilitator.application.workspace import Workspace
from facilitator.ui.app.controller import Controller
from facilitator.ui.pages.programme.checklist import checks
from facilitator.ui.pages.programme.page import ProgrammePage


@pytest.fixture
def page(kept_window: KeptWindow, kept_sample: Controller) -> ProgrammePage:
    kept_window.drop_pages(but="")
    kept_sample.go_to("programme")
    return as_shown(kept_sample)


def as_shown(controller: Controller) -> ProgrammePage:
    page = controller.page("programme")
    assert isinstance(page, ProgrammePage)
    QApplication.processEvents()
    return page


def stored(page: ProgrammePage) -> ProgrammeRow:
    row: ProgrammeRow = page.document.query(the_programme)
    return row


def type_into(page: ProgrammePage, field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)


def test_opening_and_looking_changes_nothing(page: ProgrammePage, qtbot: QtBot) -> None:
    for name in ("title", "place", "first_day", "time_zone", "attendance_percent"):
        getattr(page.form, name).setFocus()
        QApplication.processEvents()
    page.form.objectives._rows[0].start_editing()
    page.form.title.setFocus()
    QApplication.processEvents()
    assert not page.document.can_undo


def test_a_field_is_saved_when_it_is_left(page: ProgrammePage) -> None:
    type_into(page, page.form.place, "Luang Prabang")
    assert stored(page).place != "Luang Prabang"
    page.form.venue.setFocus()
    assert stored(page).place == "Luang Prabang"
    page.document.undo()
    QApplication.processEvents()
    assert page.form.place.text() == stored(page).place == "Vientiane, Lao PDR"


def test_enter_saves_too_and_once(page: ProgrammePage, qtbot: QtBot) -> None:
    type_into(page, page.form.title, "One week")
    QTest.keyClick(page.form.title, Qt.Key.Key_Return)
    assert stored(page).title == "One week"
    page.form.venue.setFocus()
    page.document.undo()
    assert not page.document.can_undo


def test_a_broken_rule_stands_beside_its_field(page: ProgrammePage) -> None:
    type_into(page, page.form.title, " ")
    page.form.place.setFocus()
    assert page._fields["title"].error == "This cannot be empty."
    assert stored(page).title != ""
    type_into(page, page.form.title, "Again")
    page.form.place.setFocus()
    assert page._fields["title"].error == ""
    assert stored(page).title == "Again"


def test_serial_format_is_checked(page: ProgrammePage) -> None:
    type_into(page, page.form.serial_format, "no number")
    page.form.title.setFocus()
    assert "cannot number certificates" in page._fields["serial_format"].error
    hint = page._fields["serial_format"].message
    type_into(page, page.form.serial_format, "VTE-{number}")
    page.form.title.setFocus()
    assert stored(page).serial_format == "VTE-{number}"
    assert "{number}" in hint.text


def test_a_new_first_day_moves_all_days(page: ProgrammePage) -> None:
    page.form.first_day.setFocus()
    page.form.first_day.setDate(QDate(2025, 3, 3))
    page.form.title.setFocus()
    days = [day.date for day in page.document.query(the_agenda).days]
    assert days[0] == date(2025, 3, 3)
    assert days[-1] == date(2025, 3, 7)


def test_what_hangs_on_its_weekday_is_named_after_a_new_first_day(page: ProgrammePage) -> None:
    page.form.first_day.setFocus()
    page.form.first_day.setDate(QDate(2025, 3, 1))  # a Saturday
    page.form.title.setFocus()
    QApplication.processEvents()
    assert page.message.isVisibleTo(page)
    assert "now falls on a Wednesday" in page.message.text
    page.form.first_day.setFocus()
    page.form.first_day.setDate(QDate(2025, 3, 3))
    page.form.title.setFocus()
    QApplication.processEvents()
    assert not page.message.isVisibleTo(page)


def type_day(page: ProgrammePage, text: str) -> None:
    """By real keys, as in a field of text."""
    field = page.form.first_day
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, text)
    assert field.lineEdit().text() == text
    page.form.title.setFocus()
    QApplication.processEvents()


@pytest.mark.parametrize(
    "text", ["01/03/2027", "1/3/2027", "2027-03-01", "1 March 2027", "1 mar 2027", "1.3.2027"]
)
def test_a_first_day_is_taken_as_it_is_usually_typed(page: ProgrammePage, text: str) -> None:
    type_day(page, text)
    assert stored(page).first_day == date(2027, 3, 1)
    assert page.form.first_day.text() == "1 March 2027"
    assert not page._fields["first_day"].error


@pytest.mark.parametrize("text", ["99/99/9999", "31/2/2027", "soon", "1/3/27", ""])
def test_what_is_no_date_is_refused_in_words_and_stays_to_be_seen(
    page: ProgrammePage, text: str
) -> None:
    before = stored(page).first_day
    field = page.form.first_day
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClicks(field, text)
    page.form.title.setFocus()
    QApplication.processEvents()
    assert stored(page).first_day == before
    wanted = "is no date" if text else "Write a date"
    assert wanted in page._fields["first_day"].error
    assert field.text() == text
    type_into(page, page.form.place, "Luang Prabang")  # another field saved: it is still there
    page.form.title.setFocus()
    QApplication.processEvents()
    assert field.text() == text
    type_day(page, "1 March 2027")
    assert stored(page).first_day == date(2027, 3, 1)
    assert not page._fields["first_day"].error


def test_undo_of_the_first_day_takes_the_place_of_what_was_refused(page: ProgrammePage) -> None:
    before = page.form.first_day.text()
    type_day(page, "1 March 2027")
    type_day(page, "soon")
    assert page._fields["first_day"].error
    page.document.undo()
    QApplication.processEvents()
    assert page.form.first_day.text() == before
    assert not page._fields["first_day"].error


def test_the_arrow_keys_still_step_the_first_day(page: ProgrammePage) -> None:
    field = page.form.first_day
    field.setFocus()
    before = field.date()
    QTest.keyClick(field, Qt.Key.Key_Home)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.date() == before.addDays(1)


def test_rules_and_switches(page: ProgrammePage) -> None:
    page.form.attendance_percent.setFocus()
    page.form.attendance_percent.setValue(90)
    page.form.title.setFocus()
    page.form.needs_case.click()
    rules = stored(page).certificate_rules
    assert rules.attendance_percent == 90
    assert rules.needs_case is page.form.needs_case.isChecked() is False


def test_lists_add_change_order_and_remove(page: ProgrammePage) -> None:
    before = [s.name for s in stored(page).signatories]
    signatories = page.form.signatories
    QTest.mouseClick(signatories._add, Qt.MouseButton.LeftButton)
    name, title = signatories._rows[-1].findChildren(QLineEdit)
    QTest.keyClicks(name, "Dr Sample Three")
    title.setFocus()
    QTest.keyClicks(title, "Director")
    page.form.title.setFocus()
    QApplication.processEvents()
    added = stored(page).signatories[-1]
    assert (added.name, added.title) == ("Dr Sample Three", "Director")
    signatories._rows[-1].up_requested.emit()
    assert [s.name for s in stored(page).signatories] == [*before[:-1], added.name, before[-1]]
    QApplication.processEvents()
    signatories._rows[-2].remove_requested.emit()
    assert [s.name for s in stored(page).signatories] == before
    assert page.context.shell.window.toast.isVisible()  # type: ignore[attr-defined]


def test_an_objective_of_two_lines_is_edited_in_place(page: ProgrammePage) -> None:
    line = page.form.objectives._rows[0]
    line.start_editing()
    QTest.keyClicks(QApplication.focusWidget(), "First: ")
    page.form.title.setFocus()
    assert stored(page).objectives[0].text.startswith("First: ")


def test_people_of_this_name_are_shown_as_typed(page: ProgrammePage) -> None:
    text = "A & B <b>bold</b> </para>"
    type_into(page, page.form.title, text)
    page.form.place.setFocus()
    QApplication.processEvents()
    assert page.context.shell.window.header.programme_title == text  # type: ignore[attr-defined]


def test_checklist_follows_the_programme(kept_sample: Controller, page: ProgrammePage) -> None:
    assert kept_sample.summary is not None
    assert all(check.done for check in checks(kept_sample.summary))
    assert page._continue.label == "Open the agenda"
    page.document.execute(AddParticipant({"certificate_name": "Late Arrival"}))
    QApplication.processEvents()
    still_open = [check for check in checks(kept_sample.summary) if not check.done]
    assert [check.page for check in still_open] == ["participants", "groups"]
    assert page._continue.label == "Confirm the names"
    QTest.mouseClick(page._continue, Qt.MouseButton.LeftButton)
    assert kept_sample.window.pages.front is kept_sample.page("participants")


def test_typing_is_not_overwritten_by_a_change_from_elsewhere(page: ProgrammePage) -> None:
    type_into(page, page.form.title, "Half a ti")
    page.document.execute(EditProgramme({"venue": "Elsewhere"}))
    QApplication.processEvents()
    assert page.form.title.text() == "Half a ti"
    assert page.form.venue.text() == "Elsewhere"


def test_what_is_being_typed_is_saved_when_the_window_closes(
    with_sample: Controller,
) -> None:
    page, path = as_shown(with_sample), with_sample.document.path
    assert path is not None
    type_into(page, page.form.title, "Typed at the last moment")
    with_sample.window.close()
    assert with_sample.has_quit
    with Workspace.open(path) as workspace:
        assert workspace.query(the_programme).title == "Typed at the last moment"


def test_ctrl_z_in_a_field_undoes_typing_first_then_commands(
    page: ProgrammePage, qtbot: QtBot
) -> None:
    title, place = page.form.title, page.form.place
    undo = (Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    type_into(page, title, "Saved title")
    place.setFocus()
    QApplication.processEvents()
    type_into(page, place, "Typed")
    QTest.keyClick(place, *undo)
    assert stored(page).title == "Saved title", "the field had something of its own to undo"
    while place.isUndoAvailable():
        QTest.keyClick(place, *undo)
    assert place.text() == "Vientiane, Lao PDR"
    with qtbot.waitSignal(page.document.changed):
        QTest.keyClick(place, *undo)
    assert stored(page).title != "Saved title"
    title.setFocus()
    assert not title.isUndoAvailable()

"""The Participants page with real keys and mouse, on the sample week in a real file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from facilitator.application.commands.people import EditParticipant
from facilitator.application.queries.people import participants
from facilitator.application.rows.people import ParticipantRow
from facilitator.application.workspace import Workspace
from facilitator.domain.people import ParticipantRole, Sex, fold
from facilitator.exchange.templates import new_programme
from facilitator.ui.app.controller import Controller
from facilitator.ui.pages.participants import menus, papers
from facilitator.ui.pages.participants.import_check import CheckStep
from facilitator.ui.pages.participants.page import ParticipantsPage
from facilitator.ui.widgets.buttons import Button, Kind

NGUYEN = "Nguyen Thi Thu Huong"
"""In her own script, Nguyễn Thị Thu Hương."""
WITHOUT_CERTIFICATE = "Devendra Pratap Solanki"


@pytest.fixture
def page(kept_sample: Controller, qtbot: QtBot) -> ParticipantsPage:
    kept_sample.go_to("participants")
    settle()
    activate(kept_sample, qtbot)
    shown = kept_sample.page("participants")
    assert isinstance(shown, ParticipantsPage)
    return shown


def activate(controller: Controller, qtbot: QtBot) -> None:
    """Make the window the active one, so that focus moves as for a user."""
    controller.window.activateWindow()
    qtbot.waitUntil(controller.window.isActiveWindow)


def settle() -> None:
    """Let queued changes reach the page."""
    for _ in range(3):
        QApplication.processEvents()


def stored(page: ParticipantsPage) -> dict[str, ParticipantRow]:
    """The people in the file, by certificate name."""
    return {row.certificate_name: row for row in page.document.query(participants)}


def names(page: ParticipantsPage) -> list[str]:
    """The people in the table, from top to bottom."""
    return [row.certificate_name for row in page.table.people.rows]


def key_of(page: ParticipantsPage, name: str) -> UUID:
    return stored(page)[name].id


def put_cursor(page: ParticipantsPage, name: str, column: str = "certificate_name") -> QPoint:
    """Click on a cell; returns where."""
    table = page.table
    number = [known.name for known in table.people.columns].index(column)
    index = table.people.index_of(key_of(page, name), number)
    table.scrollTo(index)
    place = table.visualRect(index).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle()
    return place


def press(widget: QWidget, text: str) -> None:
    """Type any text; QTest itself knows the keys of ASCII alone."""
    for char in text:
        if char.isascii():
            QTest.keyClicks(widget, char)
        else:
            nothing = Qt.KeyboardModifier.NoModifier
            QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, 0, nothing, char))


def type_into(widget: QWidget | None, text: str) -> None:
    assert isinstance(widget, QLineEdit)
    widget.selectAll()
    press(widget, text)


def focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def badges(page: ParticipantsPage) -> dict[str, str]:
    return {name: badge.text for name, badge in page.badges.items() if badge.isVisible()}


# Counters and order ----------------------------------------------------------------------------


def test_counters_in_words(page: ParticipantsPage) -> None:
    assert badges(page) == {
        "people": "35 people", "women": "17 women (49 %)", "countries": "14 countries"
    }  # fmt: skip


def test_sorted_by_name_without_regard_to_accents(page: ParticipantsPage) -> None:
    assert names(page) == sorted(names(page), key=fold)
    assert len(names(page)) == 35


def test_a_click_on_a_heading_sorts_by_it_and_again_the_other_way(page: ParticipantsPage) -> None:
    header = page.table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(1) + 20, header.height() // 2)
    for descending in (False, True):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        countries = [row.country for row in page.table.people.rows]
        assert countries == sorted(countries, reverse=descending)
    assert len(set(countries)) == 14


# Finding ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["nguyen", "NGUYỄN", "thu huong", "Hương", "thị thu"])
def test_filter_finds_with_and_without_diacritics(page: ParticipantsPage, typed: str) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert focus() is page.filter
    press(page.filter, typed)
    assert names(page) == [NGUYEN]
    assert page.shown_label.text() == "1 of 35 shown"


@pytest.mark.parametrize("typed", ["penaflorida", "လှိုင်", "soares reis"])
def test_filter_finds_letters_with_marks_and_other_scripts(
    page: ParticipantsPage, typed: str
) -> None:
    page.filter.setFocus()
    press(page.filter, typed)
    assert len(names(page)) == 1


def test_filter_looks_at_institution_and_country(page: ParticipantsPage) -> None:
    page.filter.setFocus()
    press(page.filter, "lao")
    lao = [row.certificate_name for row in stored(page).values() if row.country == "Lao PDR"]
    assert set(lao) <= set(names(page))
    page.filter.clear()
    press(page.filter, "merapi school")
    assert names(page) == ["Bagus Adi Nugroho"]


def test_nobody_found_offers_everybody_back(page: ParticipantsPage) -> None:
    page.filter.setFocus()
    press(page.filter, "zzz")
    assert names(page) == []
    assert not page.table.isVisible()
    button = next(b for b in page.findChildren(Button) if b.isVisible() and "everybody" in b.label)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(names(page)) == 35
    assert page.table.isVisible()


def test_escape_empties_the_filter_and_enter_goes_to_the_first_found(
    page: ParticipantsPage,
) -> None:
    page.filter.setFocus()
    press(page.filter, "nguyen")
    QTest.keyClick(page.filter, Qt.Key.Key_Return)
    assert focus() is page.table
    assert page.table.current_key() == key_of(page, NGUYEN)
    page.filter.setFocus()
    QTest.keyClick(page.filter, Qt.Key.Key_Escape)
    assert page.filter.text() == ""
    assert len(names(page)) == 35


def test_typing_in_the_table_goes_to_the_name(page: ParticipantsPage) -> None:
    put_cursor(page, "Abdulnasser Macarampat")
    press(page.table, "le th")  # Lê Thị Ánh Tuyết
    assert page.table.current_key() == key_of(page, "Lê Thị Ánh Tuyết")


# Editing in place ---------------------------------------------------------------------------------


def test_edit_in_place_with_f2_and_undo(page: ParticipantsPage, kept_sample: Controller) -> None:
    put_cursor(page, NGUYEN, "institution")
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    type_into(focus(), "Diplomatic Academy")
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    settle()
    assert stored(page)[NGUYEN].institution == "Diplomatic Academy"
    shown = page.table.people.index_of(key_of(page, NGUYEN), 2)
    assert shown.data() == "Diplomatic Academy"
    QTest.keyClick(page.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert stored(page)[NGUYEN].institution == "Ministry of Foreign Affairs"
    assert shown.data() == "Ministry of Foreign Affairs"


def test_double_click_edits_the_country_and_the_counter_follows(page: ParticipantsPage) -> None:
    for name in [n for n, row in stored(page).items() if row.country == "Bangladesh"]:
        place = put_cursor(page, name, "country")
        QTest.mouseDClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        type_into(focus(), "Nepal")
        QTest.keyClick(focus(), Qt.Key.Key_Return)
        settle()
    assert badges(page)["countries"] == "13 countries"


def test_a_refused_edit_in_place_goes_on_in_the_drawer(page: ParticipantsPage) -> None:
    put_cursor(page, NGUYEN)
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    type_into(focus(), "   ")
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    settle()
    field = page.drawer.fields["certificate_name"]
    assert page.drawer.isVisible()
    assert field.error == "A name is needed."
    assert focus() is field.control
    assert NGUYEN in stored(page)


def test_f2_on_a_column_without_editing_opens_its_field(page: ParticipantsPage) -> None:
    put_cursor(page, NGUYEN, "sex")
    QTest.keyClick(page.table, Qt.Key.Key_F2)
    settle()
    assert page.drawer.isVisible()
    assert focus() is page.drawer.fields["sex"].control


# The drawer ---------------------------------------------------------------------------------------


def open_drawer(page: ParticipantsPage, name: str) -> None:
    put_cursor(page, name)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    settle()
    assert page.drawer.isVisible()


def line(page: ParticipantsPage, name: str) -> QLineEdit:
    control = page.drawer.fields[name].control
    assert isinstance(control, QLineEdit)
    return control


def test_a_field_is_saved_when_it_is_left(page: ParticipantsPage) -> None:
    open_drawer(page, NGUYEN)
    line(page, "position").setFocus()
    type_into(line(page, "position"), "Head of unit")
    assert stored(page)[NGUYEN].position != "Head of unit"
    QTest.keyClick(focus(), Qt.Key.Key_Tab)
    assert stored(page)[NGUYEN].position == "Head of unit"


def test_a_wrong_address_shows_its_error_and_loses_nothing(page: ParticipantsPage) -> None:
    before = stored(page)[NGUYEN].email
    open_drawer(page, NGUYEN)
    line(page, "email").setFocus()
    type_into(line(page, "email"), "huong@example")
    QTest.keyClick(focus(), Qt.Key.Key_Tab)
    settle()
    field = page.drawer.fields["email"]
    assert "huong@example" in field.error
    assert "@" in field.error
    assert field.message.isVisible()
    assert field.message.text == field.error
    assert line(page, "email").text() == "huong@example"
    assert stored(page)[NGUYEN].email == before
    # Another person, and back: what was typed is still there, with its error.
    put_cursor(page, "Melkianus Tefa")
    assert line(page, "email").text() == stored(page)["Melkianus Tefa"].email
    assert field.error == ""
    put_cursor(page, NGUYEN)
    assert line(page, "email").text() == "huong@example"
    assert "huong@example" in field.error
    line(page, "email").setFocus()
    type_into(line(page, "email"), "huong@example.org")
    QTest.keyClick(focus(), Qt.Key.Key_Tab)
    settle()
    assert field.error == ""
    assert stored(page)[NGUYEN].email == "huong@example.org"


def test_a_change_elsewhere_leaves_what_is_being_typed(page: ParticipantsPage) -> None:
    open_drawer(page, NGUYEN)
    line(page, "position").setFocus()
    type_into(line(page, "position"), "Head of")
    key = key_of(page, NGUYEN)
    page.document.execute(EditParticipant(key, {"country": "Fiji", "position": "Trainer"}))
    settle()
    assert line(page, "country").text() == "Fiji"
    assert line(page, "position").text() == "Head of"
    QTest.keyClick(line(page, "position"), Qt.Key.Key_Tab)
    assert stored(page)[NGUYEN].position == "Head of"


def test_what_was_cleaned_is_shown_clean(page: ParticipantsPage) -> None:
    open_drawer(page, NGUYEN)
    line(page, "position").setFocus()
    type_into(line(page, "position"), "  Head   of unit ")
    QTest.keyClick(focus(), Qt.Key.Key_Tab)
    settle()
    assert stored(page)[NGUYEN].position == "Head of unit"
    assert line(page, "position").text() == "Head of unit"


def test_every_field_of_a_person_is_in_the_drawer(page: ParticipantsPage) -> None:
    open_drawer(page, NGUYEN)
    person, drawer = stored(page)[NGUYEN], page.drawer
    for name in drawer._controls:
        assert drawer._value(name) in {getattr(person, name), getattr(person, name) or ""}, name
    assert {
        "certificate_name", "badge_name", "own_script_name", "honorific", "family_name_first",
        "sex", "country", "institution", "institution_type", "position", "email", "notes",
        "consent_photo", "consent_name_in_report", "consent_share_contact", "name_confirmed",
        "withdrawn", "assessment_percent",
    } <= set(drawer._controls)  # fmt: skip


def test_choices_and_consents_are_saved_at_once(page: ParticipantsPage) -> None:
    open_drawer(page, NGUYEN)
    ui = page.drawer._ui
    ui.sex.setFocus()
    QTest.keyClick(ui.sex, Qt.Key.Key_End)
    ui.institution_type.setFocus()
    ui.consent_photo.setFocus()
    before = stored(page)[NGUYEN].consent_photo
    QTest.keyClick(ui.consent_photo, Qt.Key.Key_Space)
    settle()
    now = stored(page)[NGUYEN]
    assert now.sex is Sex.NOT_STATED
    assert now.consent_photo is not before
    assert badges(page)["women"] == "16 women (46 %)"
    assert badges(page)["not_stated"] == "1 sex not stated"


def test_an_assessment_is_a_number_or_nothing(page: ParticipantsPage) -> None:
    open_drawer(page, NGUYEN)
    box = line(page, "assessment_percent")
    for typed, expected, error in (("91 %", 91, ""), ("101", 91, "0 and 100"), ("", None, "")):
        box.setFocus()
        box.selectAll()
        QTest.keyClick(box, Qt.Key.Key_Delete)
        press(box, typed)
        QTest.keyClick(box, Qt.Key.Key_Return)
        settle()
        assert stored(page)[NGUYEN].assessment_percent == expected
        assert error in page.drawer.fields["assessment_percent"].error


def test_the_drawer_follows_the_cursor_and_closes_with_escape(page: ParticipantsPage) -> None:
    open_drawer(page, NGUYEN)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Up)
    above = names(page)[names(page).index(NGUYEN) - 1]
    assert line(page, "certificate_name").text() == above
    line(page, "country").setFocus()
    QTest.keyClick(line(page, "country"), Qt.Key.Key_Escape)
    assert not page.drawer.isVisible()
    assert focus() is page.table


def test_notes_say_that_they_are_private(page: ParticipantsPage) -> None:
    open_drawer(page, NGUYEN)
    assert page.drawer.fields["notes"].message.text == "Private: never printed or projected"


def test_the_palette_shows_a_person_and_does_what_the_page_can(
    page: ParticipantsPage, kept_sample: Controller
) -> None:
    kept_sample.go_to("programme")
    QTest.keyClick(kept_sample.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    settle()
    press(focus(), "nguyen")
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    settle()
    assert page.isVisible()
    assert page.drawer.isVisible()
    assert line(page, "certificate_name").text() == NGUYEN
    assert page.table.current_key() == key_of(page, NGUYEN)
    page.drawer.close_drawer()
    kept_sample.go_to("programme")
    assert kept_sample.actions.run("participants.add")
    assert page.isVisible()
    assert page.drawer.is_new


# Adding and deleting ------------------------------------------------------------------------------


@pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard|propagateSizeHints)")
def test_add_a_person_by_keyboard_only(
    page: ParticipantsPage, kept_sample: Controller, qtbot: QtBot
) -> None:
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert focus() is line(page, "certificate_name")
    press(focus(), "Ana Sample")
    for _ in range(30):  # down the form, as a person does, until the country
        QTest.keyClick(focus(), Qt.Key.Key_Tab)
        settle()
        if focus() is page.drawer._ui.sex:
            QTest.keyClick(focus(), Qt.Key.Key_Home)
        if focus() is line(page, "country") and not line(page, "country").text():
            press(focus(), "Fiji")
            activate(kept_sample, qtbot)  # offscreen, the suggestions had taken the window's place
        if focus() is line(page, "email"):
            press(focus(), "ana@example.org")
            break
    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    settle()
    added = stored(page)["Ana Sample"]
    assert (added.sex, added.country, added.email) == (Sex.WOMAN, "Fiji", "ana@example.org")
    assert badges(page) == {
        "people": "36 people", "women": "18 women (50 %)", "countries": "15 countries"
    }  # fmt: skip
    assert page.table.current_key() == added.id


def test_a_new_person_with_a_wrong_address_is_not_lost(page: ParticipantsPage) -> None:
    page.add_main()
    line(page, "email").setFocus()
    press(line(page, "email"), "ana@")
    line(page, "certificate_name").setFocus()
    press(line(page, "certificate_name"), "Ana Sample")
    QTest.keyClick(focus(), Qt.Key.Key_Tab)
    settle()
    assert "Ana Sample" not in stored(page)
    assert "ana@" in page.drawer.fields["email"].error
    QTest.keyClick(focus(), Qt.Key.Key_Escape)
    page.add_main()  # what was typed is there again
    assert line(page, "certificate_name").text() == "Ana Sample"
    line(page, "email").setFocus()
    type_into(line(page, "email"), "ana@example.org")
    QTest.keyClick(focus(), Qt.Key.Key_Tab)
    settle()
    assert stored(page)["Ana Sample"].email == "ana@example.org"
    page.drawer.close_drawer()
    page.add_main()
    assert line(page, "certificate_name").text() == ""


def test_after_undo_of_adding_the_drawer_closes_and_the_table_has_the_focus(
    page: ParticipantsPage, kept_sample: Controller
) -> None:
    before = stored(page)
    page.add_main()
    press(focus(), "Ana Sample")
    QTest.keyClick(focus(), Qt.Key.Key_Tab)
    settle()
    assert page.drawer.isVisible()
    assert line(page, "certificate_name").text() == "Ana Sample"
    assert page.drawer.isAncestorOf(focus())
    QTest.keyClick(focus(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert "Ana Sample" not in names(page)
    assert not page.drawer.isVisible()
    assert page.drawer.person is None
    assert focus() is page.table
    assert stored(page) == before


def test_what_is_typed_of_a_person_who_disappears_is_written_to_nobody(
    page: ParticipantsPage,
) -> None:
    page.add_main()
    press(focus(), "Ana Sample")
    QTest.keyClick(focus(), Qt.Key.Key_Tab)
    settle()
    line(page, "email").setFocus()
    press(line(page, "email"), "ana@example.org")
    page.document.undo()
    settle()
    assert not page.drawer.isVisible()
    assert focus() is page.table
    assert "ana@example.org" not in {person.email for person in stored(page).values()}


def test_delete_with_undo_in_the_toast(page: ParticipantsPage, kept_sample: Controller) -> None:
    before = stored(page)[WITHOUT_CERTIFICATE]
    put_cursor(page, WITHOUT_CERTIFICATE)
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    settle()
    assert WITHOUT_CERTIFICATE not in names(page)
    assert badges(page)["people"] == "34 people"
    toast = kept_sample.window.toast
    assert toast.isVisible()
    assert toast.text == "Done: Delete 1 person"
    QTest.mouseClick(toast._button, Qt.MouseButton.LeftButton)
    settle()
    assert stored(page)[WITHOUT_CERTIFICATE] == before
    assert badges(page)["people"] == "35 people"


def test_somebody_with_a_certificate_is_withdrawn_instead(page: ParticipantsPage) -> None:
    put_cursor(page, NGUYEN)
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    settle()
    assert NGUYEN in names(page)
    assert page.message.isVisible()
    assert NGUYEN in page.message.text
    fix = next(b for b in page.message.findChildren(Button) if b.label == "Mark as withdrawn")
    QTest.mouseClick(fix, Qt.MouseButton.LeftButton)
    settle()
    assert stored(page)[NGUYEN].withdrawn
    assert not page.message.isVisible()
    assert badges(page)["people"] == "34 people"
    assert badges(page)["women"] == "16 women (47 %)"
    assert badges(page)["withdrawn"] == "1 withdrawn"
    index = page.table.people.index_of(key_of(page, NGUYEN))
    runs = list(page.table.itemDelegate().runs(index))
    assert ("withdrawn", "caption_strong", "text2") in runs  # in words, not by colour alone
    assert runs[0] == (NGUYEN, "body_medium", "text3")
    assert "Withdrawn" in index.data(Qt.ItemDataRole.ToolTipRole)


def test_several_people_at_once(page: ParticipantsPage) -> None:
    put_cursor(page, WITHOUT_CERTIFICATE)
    QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert page.delete_button.label == "Delete 2"
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    settle()
    assert len(stored(page)) == 35
    labels = [b.label for b in page.message.findChildren(Button) if b.isVisible() and b.label]
    assert labels == ["Mark as withdrawn", "Delete only the other 1"]
    other = next(b for b in page.message.findChildren(Button) if "other" in b.label)
    QTest.mouseClick(other, Qt.MouseButton.LeftButton)
    settle()
    assert WITHOUT_CERTIFICATE not in stored(page)
    assert len(stored(page)) == 34


# A list to import ---------------------------------------------------------------------------------


LIST = """List of participants;;;;
Name;Country;Organisation;Sex;E-mail
Mei Lin Sample;Singapore;Ministry of Foreign Affairs;F;mei.tan@example.org
Arif Sample;Indonesia;Coast Guard;M;arif@example.org
Somchai Sample;Thailand;Naval Staff;M;somchai@example
Nguyễn Thị Thu Hương;Vietnam;Ministry of Foreign Affairs;F;
Ms Ana Sample;Philippines;Port;;ana@example.org
Total;5;;;
"""


@pytest.fixture
def answer(answers: object, tmp_path: Path) -> Path:
    """A list in a file, which is the answer to the file dialog."""
    path = tmp_path / "people.csv"
    path.write_text(LIST, encoding="utf-8")
    answers.answer = path  # type: ignore[attr-defined]
    return path


def to_check(page: ParticipantsPage, qtbot: QtBot) -> CheckStep:
    """By keys alone: import, choose the file, take the guessed match, check."""
    page.import_button.setFocus()
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    flow = page.importing.flow
    assert flow is not None
    assert page.importing.step_badge.text == "1 of 3: choose"
    assert focus() is flow.choose.file_button
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: flow.step == 2)
    settle()
    assert focus() is page.importing.confirm
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: flow.step == 3)
    settle()
    return flow.check


def go_to_row(check: CheckStep, number: int) -> None:
    check.table.setFocus()
    check.table.choose(number)
    settle()


def checks(check: CheckStep) -> dict[int, str]:
    """What stands in the last column, by row."""
    last = len(check.table.rows.columns) - 1
    return {
        r.number: str(check.table.rows.index_of(r.number, last).data())
        for r in check.table.rows.rows
    }


def test_import_a_list_by_keys_as_one_step_of_undo(
    page: ParticipantsPage, qtbot: QtBot, answer: Path
) -> None:
    check = to_check(page, qtbot)
    assert page.importing.step_badge.text == "3 of 3: check"
    assert "5 rows read from people.csv: 3 are ready." in check.message.text
    assert page.importing.confirm.label == "Import 3 people"
    assert len(stored(page)) == 35  # nothing yet
    primary = [b for b in page.findChildren(Button) if b.isVisible() and b.kind is Kind.PRIMARY]
    assert primary == [page.importing.confirm]
    assert {r: t.split(":")[0] for r, t in checks(check).items()} == {
        3: "Ready", 4: "Ready", 5: "“somchai@example” does not look like an e-mail address",
        6: "Seems to be in the list already", 7: "Ready; the title suggests"}  # fmt: skip
    page.importing.confirm.setFocus()
    QTest.keyClick(focus(), Qt.Key.Key_Space)
    settle()
    assert badges(page)["people"] == "38 people"
    assert stored(page)["Mei Lin Sample"].country == "Singapore"
    assert stored(page)["Ana Sample"].sex is Sex.NOT_STATED  # what a title suggests is not assumed
    page.document.undo()
    settle()
    assert badges(page)["people"] == "35 people"


def test_a_fault_is_fixed_in_the_table_and_the_number_is_true(
    page: ParticipantsPage, qtbot: QtBot, answer: Path
) -> None:
    check = to_check(page, qtbot)
    assert check._current() == 5  # the cursor stands on what must be fixed
    assert focus() is check.table
    QTest.keyClick(focus(), Qt.Key.Key_Return)  # opens the very field
    editor = focus()
    assert isinstance(editor, QLineEdit)
    assert editor.text() == "somchai@example"
    type_into(editor, "somchai@example.org")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    settle()
    assert checks(check)[5] == "Ready"
    assert page.importing.confirm.label == "Import 4 people"


def test_what_titles_suggest_is_taken_by_a_button(
    page: ParticipantsPage, qtbot: QtBot, answer: Path
) -> None:
    check = to_check(page, qtbot)
    take = next(
        b for b in check.message.findChildren(Button) if "title" in b.label and b.isVisible()
    )
    take.setFocus()
    QTest.keyClick(take, Qt.Key.Key_Space)
    settle()
    page.importing.confirm.click()
    settle()
    assert stored(page)["Ana Sample"].sex is Sex.WOMAN


def test_a_duplicate_is_shown_side_by_side_and_decided_by_keys(
    page: ParticipantsPage, qtbot: QtBot, answer: Path
) -> None:
    key = key_of(page, NGUYEN)
    page.document.execute(EditParticipant(key, {"institution": "Ministry of Foreign Affairs"}))
    settle()
    check = to_check(page, qtbot)
    go_to_row(check, 6)
    assert check.compare.isVisible()
    shown = [label.text() for label in check.compare.findChildren(QLabel) if label.isVisible()]
    assert f"Now: {NGUYEN}" in shown
    assert "List: Nguyễn Thị Thu Hương" in shown
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    assert check.compare.choice.isAncestorOf(focus())
    QTest.keyClick(focus(), Qt.Key.Key_Right)
    settle()
    assert check.compare.choice.key == "keep_both"
    assert page.importing.confirm.label == "Import 4 people"
    QTest.keyClick(focus(), Qt.Key.Key_Right)
    settle()
    assert check.compare.choice.key == "merge"
    check.compare.boxes["certificate_name"].click()
    settle()
    assert page.importing.confirm.label == "Import 3, update 1"
    page.importing.confirm.click()
    settle()
    assert stored(page)["Nguyễn Thị Thu Hương"].id == key
    assert badges(page)["people"] == "38 people"


def test_filters_show_only_what_wants_something(
    page: ParticipantsPage, qtbot: QtBot, answer: Path
) -> None:
    check = to_check(page, qtbot)
    check.filter._buttons["fix"].click()
    assert [r.number for r in check.table.rows.rows] == [5]
    check.filter._buttons[""].click()
    assert len(check.table.rows.rows) == 5


def test_a_column_is_matched_by_keys_and_back_goes_back(
    page: ParticipantsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "Wer;Woher;Was\nAnna Muster;Cambodia;Chefin\nKarl Probe;Nepal;Koch\n", encoding="utf-8"
    )
    page.importing.read_list(path)
    flow = page.importing.flow
    assert flow is not None
    qtbot.waitUntil(lambda: flow.step == 2)
    settle()
    assert "Say which column holds the names" in flow.match.message.text
    assert not page.importing.confirm.isEnabled()
    boxes = flow.match.boxes
    assert [box.currentText() for box in boxes.values()] == ["Not read", "Country", "Not read"]
    boxes[0].setFocus()
    QTest.keyClick(boxes[0], Qt.Key.Key_Down)
    qtbot.waitUntil(page.importing.confirm.isEnabled)
    page.importing.confirm.click()
    qtbot.waitUntil(lambda: flow.step == 3)
    assert page.importing.confirm.label == "Import 2 people"
    page.importing.back.click()
    assert flow.step == 2
    assert boxes[0].currentText() == "Full name"
    page.importing.back.click()
    assert flow.step == 1
    assert not page.importing.confirm.isVisible()


def test_cells_are_pasted(page: ParticipantsPage, qtbot: QtBot) -> None:
    page.importing.begin()
    flow = page.importing.flow
    assert flow is not None
    flow.choose.field.setFocus()
    flow.choose.field.setPlainText("Name\tCountry\nPasted Person\tLaos\n")
    QTest.keyClick(flow.choose.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: flow.step == 2)
    page.importing.confirm.click()
    qtbot.waitUntil(lambda: flow.step == 3)
    assert "read from the pasted cells" in flow.check.message.text
    page.importing.confirm.click()
    settle()
    assert stored(page)["Pasted Person"].country == "Lao PDR"


def test_an_update_shows_before_and_after_and_leaves_a_hand_edit(
    page: ParticipantsPage, qtbot: QtBot, answer: Path
) -> None:
    to_check(page, qtbot)
    page.importing.confirm.click()
    settle()
    key = stored(page)["Arif Sample"].id
    page.document.execute(EditParticipant(key, {"institution": "Coast Watch"}))
    answer.write_text(
        LIST.replace("Coast Guard", "Coast Office").replace("Mei Lin", "Mei-Ling"), encoding="utf-8"
    )
    settle()
    check = to_check(page, qtbot)
    assert page.importing.confirm.label == "Update 1 person"
    assert checks(check)[3] == "Update: full name"
    assert checks(check)[4] == "1 hand edit stays"
    go_to_row(check, 4)
    shown = [label.text() for label in check.compare.findChildren(QLabel) if label.isVisible()]
    assert "Now: Coast Watch" in shown
    assert "List: Coast Office" in shown
    check.compare.boxes["institution"].click()
    settle()
    assert page.importing.confirm.label == "Update 2 people"
    page.importing.confirm.click()
    settle()
    assert stored(page)["Arif Sample"].institution == "Coast Office"
    assert "Mei-Ling Sample" in stored(page)


def test_cancel_of_an_import_leaves_everything(
    page: ParticipantsPage, qtbot: QtBot, answer: Path
) -> None:
    to_check(page, qtbot)
    page.importing.cancel.click()
    assert page.table.isVisible()
    assert page.add_button.isVisible()
    assert not page.importing.step_badge.isVisible()
    assert len(stored(page)) == 35


@pytest.mark.parametrize("content", [b"PK\x03\x04\0\0", b"", b"\0" * 7])
def test_a_file_that_is_no_list_is_refused_in_a_sentence(
    page: ParticipantsPage, qtbot: QtBot, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(content)
    page.importing.read_list(path)
    assert page.importing.flow is not None
    qtbot.waitUntil(page.importing.flow.problem.isVisible)
    assert str(path) in page.importing.flow.problem.text
    assert "Nothing was imported" in page.importing.flow.problem.text
    assert page.importing.flow.step == 1


# Roles, consents, leaving -------------------------------------------------------------------------


def test_a_role_is_counted_apart(page: ParticipantsPage) -> None:
    open_drawer(page, NGUYEN)
    page.drawer._ui.role.setFocus()
    QTest.keyClick(page.drawer._ui.role, Qt.Key.Key_End)
    page.drawer._ui.sex.setFocus()
    settle()
    assert stored(page)[NGUYEN].role is ParticipantRole.OBSERVER
    assert badges(page)["people"] == "34 people"
    assert badges(page)["others"] == "1 in another role"
    assert (
        page.types_label.text()
        == "Government 16  ·  Civil society 8  ·  Academia 8  ·  Regional body 2"
    )


def test_consents_say_since_when(page: ParticipantsPage) -> None:
    open_drawer(page, NGUYEN)
    dates = page.drawer._ui.consent_photo_on
    assert dates.text() == "Given on 4 November 2024"
    page.drawer._ui.consent_photo.setFocus()
    QTest.keyClick(page.drawer._ui.consent_photo, Qt.Key.Key_Space)
    settle()
    assert dates.text().startswith("Taken back on ")


def test_somebody_is_replaced_and_the_history_stays(page: ParticipantsPage) -> None:
    left = stored(page)[NGUYEN]
    put_cursor(page, NGUYEN)
    page.changes.begin_replacement()
    press(focus(), "Ana Stead")
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    settle()
    came, gone = stored(page)["Ana Stead"], stored(page)[NGUYEN]
    assert (gone.withdrawn, gone.replaced_by_id, gone.group) == (True, came.id, left.group)
    assert (came.group, came.country, came.institution) == (
        left.group,
        left.country,
        left.institution,
    )
    assert came.email == ""
    page.document.undo()
    settle()
    assert stored(page)[NGUYEN] == left
    assert "Ana Stead" not in stored(page)


def test_who_was_replaced_says_by_whom_and_since_when(page: ParticipantsPage) -> None:
    put_cursor(page, NGUYEN)
    page.changes.begin_replacement()
    press(focus(), "Ana Stead")
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    settle()
    page.show_details(key_of(page, NGUYEN))
    assert page.drawer.fields["withdrawn_reason"].message.text == "Replaced by Ana Stead"
    page.show_details(key_of(page, "Ana Stead"))
    assert not page.drawer._ui.withdrawn_reason.isVisible()


def test_somebody_who_may_be_there_already_is_asked_about(page: ParticipantsPage) -> None:
    page.add_main()
    line(page, "email").setFocus()
    press(line(page, "email"), stored(page)[NGUYEN].email.upper())
    line(page, "certificate_name").setFocus()
    press(focus(), "N. Huong")
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    settle()
    assert "N. Huong may be in the list already" in page.message.text
    assert NGUYEN in page.message.text
    assert len(stored(page)) == 36  # both are kept until the user decides
    back = next(b for b in page.message.findChildren(Button) if b.label == "Take the new one back")
    back.click()
    settle()
    assert len(stored(page)) == 35


def test_characters_that_nobody_sees_are_removed_and_reported(page: ParticipantsPage) -> None:
    open_drawer(page, NGUYEN)
    box = line(page, "certificate_name")
    box.setText("Nguyen\u202e Thi\u200b Huong")
    QTest.keyClick(box, Qt.Key.Key_Return)
    settle()
    assert "Nguyen Thi Huong" in stored(page)
    assert page.message.text == "2 invisible characters were removed."


# Paper --------------------------------------------------------------------------------------------


@pytest.mark.qt_log_ignore("does not support (raise|grabbing the keyboard|propagateSizeHints)")
def test_papers_are_offered_by_key_and_written(
    page: ParticipantsPage, qtbot: QtBot, answers: object, tmp_path: Path, kept_sample: Controller
) -> None:
    QTest.keyClick(page.table, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    settle()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    titles = [action.text() for action in menu.actions()]
    assert titles == [
        "Badges, ten to a sheet", "Name signs for the tables", "Please check your name",
        "List of participants, by consent", "The same list as a workbook",
    ]  # fmt: skip
    menu.close()
    for paper in papers.PAPERS:
        path = tmp_path / paper.file_name
        answers.answer = path  # type: ignore[attr-defined]
        menus.save_paper(page, paper)
        qtbot.waitUntil(lambda path=path: path.exists() and not kept_sample.context.runner.is_busy)
        settle()
        assert kept_sample.window.toast.text == f"{paper.file_name} is written"


# Empty, read-only, hostile ------------------------------------------------------------------------


def test_read_only_says_why_and_changes_nothing(
    shell: Controller, sample_path: Path, qtbot: QtBot
) -> None:
    with Workspace.open(sample_path) as other:  # another copy of the app has it
        before = other.query(participants)
        assert shell.open_programme(sample_path)
        shell.go_to("participants")
        settle()
        page = shell.page("participants")
        assert isinstance(page, ParticipantsPage)
        for button in (page.add_button, page.import_button):
            assert not button.isEnabled()
            assert "read only" in button.toolTip()
        page.table.setFocus()
        page.table.go_to(key_of(page, NGUYEN))
        QTest.keyClick(page.table, Qt.Key.Key_F2)
        QTest.keyClick(page.table, Qt.Key.Key_Delete)
        settle()
        assert page.table.state() == page.table.State.NoState
        assert not page.delete_button.isEnabled()
        QTest.keyClick(page.table, Qt.Key.Key_Return)
        assert line(page, "certificate_name").isReadOnly()
        assert not page.drawer._ui.sex.isEnabled()
        assert "read only" in page.drawer._reason.text()
        assert stored(page) == {row.certificate_name: row for row in before}


def test_names_are_never_markup(page: ParticipantsPage, kept_sample: Controller) -> None:
    hostile = '<b>A & B</b> <img src="x">'
    kept_sample.document.execute(
        EditParticipant(key_of(page, NGUYEN), {"certificate_name": hostile})
    )
    settle()
    put_cursor(page, hostile)
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    settle()
    assert hostile in page.message.text
    label = page.message._text
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert page.table.people.index_of(key_of(page, hostile)).data() == hostile


def test_nobody_yet(shell: Controller, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "new.programme"
    new_programme(path, "blank", date(2026, 3, 2)).close()
    assert shell.open_programme(path)
    shell.go_to("participants")
    settle()
    page = shell.page("participants")
    assert isinstance(page, ParticipantsPage)
    texts = [b.label for b in page.findChildren(Button) if b.isVisible() and b.label]
    assert texts == ["Import a list", "Add a person"]
    assert badges(page) == {}
    activate(shell, qtbot)
    page._add_first.setFocus()
    QTest.keyClick(page._add_first, Qt.Key.Key_Space)
    press(focus(), "Ana Sample")
    QTest.keyClick(focus(), Qt.Key.Key_Return)
    settle()
    assert badges(page) == {
        "people": "1 person",
        "women": "0 women (0 %)",
        "not_stated": "1 sex not stated",
    }
    assert page.table.isVisible()

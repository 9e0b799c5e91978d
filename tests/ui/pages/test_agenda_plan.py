"""Planning on the Agenda page: ripple, late anchors, checks, methods, templates; all by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu
from pytestqt.qtbot import QtBot
from sqlalchemy import select
from tests.ui.conftest import Answers
from tests.ui.pages.conftest import empty

from facilitator.application.commands.agenda import DeleteAgendaItem, EditAgendaItem
from facilitator.application.queries.agenda import the_agenda
from facilitator.application.queries.agenda_checks import checked_agenda
from facilitator.application.rows.agenda import AgendaItemRow
from facilitator.domain.agenda_plan import Check
from facilitator.exchange import methods
from facilitator.persistence.models.running import SessionStep
from facilitator.support.i18n import set_language
from facilitator.ui.app.controller import Controller
from facilitator.ui.dialogs.new_programme import NewProgramme
from facilitator.ui.pages.agenda.block import Block
from facilitator.ui.pages.agenda.methods_dialog import MethodsDialog
from facilitator.ui.pages.agenda.page import AgendaPage
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.buttons import Button

Key, Held = Qt.Key, Qt.KeyboardModifier
POPUP = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
"""The offscreen platform has no window manager that could raise a popup, and says so."""
TREE, GALLERY = "Group work 1", "Gallery walk"


@pytest.fixture
def page(agenda_page: AgendaPage) -> AgendaPage:
    """The Agenda page in front, its window active."""
    return agenda_page


def stored(page: AgendaPage, start_of_title: str, day: str = "") -> AgendaItemRow:
    """The item as it stands in the file."""
    agenda = page.document.query(the_agenda)
    days = {d.id: f"{d.date:%A}" for d in agenda.days}
    return next(i for i in agenda.items
                if i.title.startswith(start_of_title) and days[i.day_id].startswith(day))  # fmt: skip


def titles(page: AgendaPage, start_of_title: str) -> list[str]:
    """All titles in the file that begin so."""
    return [item.title for item in page.document.query(the_agenda).items
            if item.title.startswith(start_of_title)]  # fmt: skip


def press(key: Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
    """Press a key where the focus is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, held)
    QApplication.processEvents()


def type_into(page: AgendaPage, name: str, text: str) -> None:
    """Put a text into a field of the inspector as a user does, and leave the field."""
    control = page.inspector.controls[name]
    control.setFocus()
    QTest.keyClick(control, Key.Key_A, Held.ControlModifier)
    QTest.keyClicks(control, text)
    QTest.keyClick(control, Key.Key_Tab)
    QApplication.processEvents()


def choose_in_menu(page: AgendaPage, *texts: str) -> None:
    """Open the chosen item's menu by Shift+F10 and go down to a line, by keys alone."""
    press(Key.Key_F10, Held.ShiftModifier)
    menu = next(m for m in page.findChildren(QMenu) if m.isVisible())
    for number, text in enumerate(texts):
        for _ in range(40):
            action = menu.activeAction()
            if action is not None and action.text().split("\t")[0].startswith(text):
                break
            QTest.keyClick(menu, Key.Key_Down)
        else:
            raise AssertionError(text)
        if number + 1 < len(texts):
            QTest.keyClick(menu, Key.Key_Right)
            QApplication.processEvents()
            below = menu.activeAction().menu()
            assert isinstance(below, QMenu)
            menu = below
    QTest.keyClick(menu, Key.Key_Return)
    QApplication.processEvents()


@POPUP
def test_every_act_of_the_grid_goes_by_keyboard_alone(page: AgendaPage) -> None:
    """Drag, resize and menu: by keys, each one step of undo."""
    tree = stored(page, TREE)
    page._choose(tree.id, focus=True)
    first = page.document.query(the_agenda)

    def walk(act: Callable[[], object], expected: Callable[[], bool]) -> None:
        page._choose(tree.id, focus=True)
        act()
        assert expected(), page.document.undo_label
        page.context.actions.run("undo")
        QApplication.processEvents()
        assert page.document.query(the_agenda) == first

    alt, both = Held.AltModifier, Held.AltModifier | Held.ShiftModifier
    walk(lambda: press(Key.Key_Down, alt), lambda: stored(page, TREE).start == tree.start + 15)
    walk(lambda: press(Key.Key_Up, alt), lambda: stored(page, TREE).start == tree.start - 15)
    walk(lambda: press(Key.Key_Right, alt), lambda: stored(page, TREE).day_id != tree.day_id)
    walk(lambda: press(Key.Key_Down, both), lambda: stored(page, TREE).minutes == 95)
    walk(lambda: press(Key.Key_Up, both), lambda: stored(page, TREE).minutes == 85)
    walk(lambda: press(Key.Key_Delete), lambda: len(page.document.query(the_agenda).items) == 72)
    menu = (
        (("Longer by 5",), lambda: stored(page, TREE).minutes == 95),
        (("Split",), lambda: stored(page, TREE).minutes == 45),
        (("Merge",), lambda: stored(page, TREE).minutes == 110),
        (("Insert after, push",), lambda: stored(page, GALLERY).start == tree.end + 45),
        (("Copy this session",), lambda: len(titles(page, TREE)) == 2),
        (("Move to another day", "Friday"), lambda: stored(page, TREE, "Friday").start == tree.start),
        (("This day", "Copy this day to", "Monday"), lambda: bool(stored(page, TREE, "Monday"))),
        (("This day", "Move the afternoon to", "Monday"),
         lambda: bool(stored(page, "Group work 2", "Monday"))),
    )  # fmt: skip
    for texts, expected in menu:
        walk(lambda texts=texts: choose_in_menu(page, *texts), expected)  # type: ignore[misc]
    page.act(EditAgendaItem(tree.id, {"minutes": 60}), tell=False)  # thirty minutes are free now
    first = page.document.query(the_agenda)
    gap = (
        (("Insert after, fill",),
         lambda: stored(page, "New session").minutes == 30 and stored(page, GALLERY).start == tree.end),
        (("This day", "Close gaps"), lambda: stored(page, GALLERY).start == tree.end - 30),
        (("This day", "Stretch"), lambda: stored(page, TREE).minutes == 90),
    )  # fmt: skip
    for texts, expected in gap:
        walk(lambda texts=texts: choose_in_menu(page, *texts), expected)  # type: ignore[misc]
    page.show_view("list")
    page.table.setFocus()
    walk(lambda: choose_in_menu(page, "Longer by 5"), lambda: stored(page, TREE).minutes == 65)
    assert page.document.query(the_agenda) == first


def pill_of(block: Block) -> str:
    """What the pill in the corner of a block says, as it is painted."""
    drawn: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paint, "draw_text", lambda _p, _box, text, **_: drawn.append(text))
        block.grab()
    return next(text for text in drawn if text.startswith("+"))


def test_a_longer_session_moves_the_rest_and_lunch_says_what_is_over(page: AgendaPage) -> None:
    tree, gallery = stored(page, TREE), stored(page, GALLERY)
    after = stored(page, "Group work 2")
    lunch = stored(page, "Lunch", "Tuesday")
    page._choose(tree.id, focus=True)
    page._inspect(tree.id, focus=False)
    assert page.inspector.ui.ripple.isChecked()
    type_into(page, "minutes", "105")
    assert stored(page, GALLERY).start == gallery.start + 15
    assert stored(page, "Group work 2").start == after.start
    assert stored(page, "Lunch", "Tuesday").start == lunch.start
    block = page.grid.block(lunch.id)
    assert "15 minutes over" in block.accessibleName()
    assert pill_of(block) == "+15 min"
    block.resize(70, block.height())
    assert pill_of(block) == "+15", "what a narrow block has no room for is left out, not cut off"
    page.checks.read()
    page.reveal(lunch.id)
    QApplication.processEvents()
    assert "15 minutes over" in page.inspector.clash.text
    back = [b for b in page.inspector.clash.findChildren(Button) if "to 90 min" in b.label]
    QTest.mouseClick(back[0], Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert stored(page, GALLERY).start == gallery.start
    assert "over" not in page.grid.block(lunch.id).accessibleName()


@pytest.mark.parametrize("language", ["en", "pseudo"])
def test_the_way_out_of_an_overrun_fits_into_the_inspector(
    with_sample: Controller, language: str
) -> None:
    set_language(language)
    with_sample._renew_window()
    with_sample.go_to("agenda")
    page = with_sample.page("agenda")
    assert isinstance(page, AgendaPage)
    page.act(EditAgendaItem(stored(page, TREE).id, {"minutes": 120}))
    page.checks.read()
    page.reveal(stored(page, "Lunch", "Tuesday").id)
    QApplication.processEvents()
    room = page.inspector._scroll.viewport()
    assert page.inspector.clash.findChildren(Button)
    for part in (page.inspector.clash, *page.inspector.controls.values()):
        right = part.mapTo(room, part.rect().topRight()).x()
        assert right < room.width(), part.accessibleName()


def test_the_rest_stays_when_the_setting_says_so(page: AgendaPage) -> None:
    tree, gallery = stored(page, TREE), stored(page, GALLERY)
    page._inspect(tree.id, focus=False)
    box = page.inspector.ui.ripple
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, Held.NoModifier, QPoint(8, box.height() // 2))
    assert not page.context.settings.agenda_ripple
    type_into(page, "minutes", "80")
    assert stored(page, TREE).minutes == 80
    assert stored(page, GALLERY).start == gallery.start


@pytest.mark.parametrize(("name", "text", "said"), [
    ("minutes", "2000", "inside its day"), ("minutes", "-5", "less than zero"), ("minutes", "x", "number"),
    ("end", "09:00", "less than zero"), ("start", "25:00", "not a time"), ("floor", "200", "shortest"),
])  # fmt: skip
def test_what_cannot_be_is_said_beside_its_field_and_nothing_written(
    page: AgendaPage, name: str, text: str, said: str
) -> None:
    tree = stored(page, TREE)
    before = page.document.query(the_agenda)
    page._inspect(tree.id, focus=False)
    type_into(page, name, text)
    assert said in page.inspector.fields[name].error
    assert page.document.query(the_agenda) == before


def test_no_minutes_and_a_fixed_time_mean_must_end_by(page: AgendaPage) -> None:
    tree, gallery = stored(page, TREE), stored(page, GALLERY)
    page.act(EditAgendaItem(gallery.id, {"anchored": True, "minutes": 0, "floor": 0}))
    page._inspect(tree.id, focus=False)
    type_into(page, "minutes", "100")
    assert stored(page, GALLERY).start == gallery.start
    assert page._late == {gallery.id: 10}
    assert not page._clashes


# Checks -----------------------------------------------------------------------------------------


def open_checks(page: AgendaPage) -> None:
    page.context.actions.run("agenda.checks")
    QApplication.processEvents()
    assert page.checks.panel.isVisible()


def test_checks_are_fixed_and_dismissed_by_keys_and_say_how_many_are_left(page: AgendaPage) -> None:
    page.checks.read()
    start = len(page.checks.found.open)
    tea = stored(page, "Break", "Thursday")
    page.act(EditAgendaItem(tea.id, {"minutes": 10}))
    tree = stored(page, TREE)
    page.act(EditAgendaItem(tree.id, {"materials": ""}))
    open_checks(page)
    cards = page.checks.panel.cards
    assert len(cards) == start + 2
    assert f"({start + 2})" in page.checks_button.label
    short = next(c for c in cards if c.finding.check is Check.SHORT_BREAK)
    fix = next(b for b in short.findChildren(Button) if b.label == "Set to 15 min")
    fix.setFocus()
    press(Key.Key_Space)
    assert stored(page, "Break", "Thursday").minutes == 15
    assert len(page.checks.panel.cards) == start + 1
    bare = next(c for c in page.checks.panel.cards if c.finding.check is Check.NO_MATERIALS)
    dismiss = next(b for b in bare.findChildren(Button) if b.label == "Dismiss")
    dismiss.setFocus()
    press(Key.Key_Space)
    reason = QApplication.focusWidget()
    assert isinstance(reason, QLineEdit)
    press(Key.Key_Return)
    assert page.document.query(checked_agenda).dismissed == (), "a reason is needed"
    QTest.keyClicks(reason, "They bring their own")
    press(Key.Key_Return)
    assert [why for _, why in page.document.query(checked_agenda).dismissed] == [
        "They bring their own"
    ]
    assert len(page.checks.found.open) == start
    again = next(b for b in page.checks.panel.findChildren(Button)
                 if b.label == "Show again" and b.isVisible())  # fmt: skip
    QTest.mouseClick(again, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert len(page.checks.found.open) == start + 1
    press(Key.Key_Escape)
    assert not page.checks.panel.isVisible()


@POPUP
def test_every_fix_that_is_offered_does_something(page: AgendaPage) -> None:
    """Whatever a spoilt week is found guilty of, no button is dead."""
    for number, item in enumerate(page.document.query(the_agenda).items):
        if item.type in {"break", "buffer", "recap", "reflection", "debrief"} and number % 2:
            page.act(DeleteAgendaItem(item.id, item.title), tell=False)
    page.act(EditAgendaItem(stored(page, TREE).id, {"minutes": 125, "materials": ""}), tell=False)
    for item in page.document.query(the_agenda).items:
        if item.type == "group_work":
            page.act(EditAgendaItem(item.id, {"type": "input", "minutes": 150}), tell=False)
    page.checks.read()
    assert {"much-input-day", "much-input-week"} <= {f.check for f in page.checks.found.open}
    tried = set()
    for finding in page.checks.found.open:
        for fix in finding.fixes:
            if (finding.check, fix.kind) in tried:
                continue
            tried.add((finding.check, fix.kind))
            before = page.document.query(the_agenda)
            page.checks.panel.hide()
            page.inspector.hide()
            page.checks.fix(fix)
            QApplication.processEvents()
            now = page.document.query(the_agenda)
            assert now != before or page.inspector.isVisible(), (finding.check, fix)
            if now != before:
                page.context.actions.run("undo")
    assert len(tried) >= 8


def test_hours_of_the_day_are_a_setting_of_the_programme(page: AgendaPage) -> None:
    open_checks(page)
    ends = page.checks.panel.hours["day_ends"]
    ends.control.setFocus()
    QTest.keyClick(ends.control, Key.Key_A, Held.ControlModifier)
    QTest.keyClicks(ends.control, "7:00")
    press(Key.Key_Return)
    assert "after it begins" in ends.field.error
    QTest.keyClick(ends.control, Key.Key_A, Held.ControlModifier)
    QTest.keyClicks(ends.control, "16:30")
    press(Key.Key_Return)
    assert not ends.field.error
    assert any(f.check is Check.OUTSIDE_DAY for f in page.checks.found.open)


# Templates and methods ------------------------------------------------------------------------------


def test_an_empty_agenda_starts_from_the_model_by_one_press(page: AgendaPage) -> None:
    empty(page)
    assert page._start_model.label == "Start from the five-day model"
    QTest.mouseClick(page._start_model, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert len(page.document.query(the_agenda).items) == 73
    assert page.grid.isVisible()
    page.context.actions.run("undo")
    QApplication.processEvents()
    assert page.empty.isVisible()


def test_a_method_is_found_changed_inserted_and_kept(page: AgendaPage, home: Path) -> None:
    tree, gallery = stored(page, TREE), stored(page, GALLERY)
    page._choose(tree.id, focus=True)
    dialog = page.dialogs.show_methods()
    assert isinstance(dialog, MethodsDialog)
    QTest.keyClicks(dialog.filter, "gradients")
    assert dialog.list.count() == 1
    minutes = dialog.fields["minutes"].control
    assert isinstance(minutes, QLineEdit)
    minutes.setText("2000")
    dialog.save_button.click()
    assert dialog.fields["minutes"].field.error
    assert methods.own() == ((), ())
    minutes.setText("25")
    dialog.save_button.click()
    ((mine,), _) = methods.own()
    assert (mine.name, mine.minutes) == ("Gradients of agreement", 25)
    assert home in methods.own_folder().parents
    dialog.insert_button.click()
    QApplication.processEvents()
    added = stored(page, "Gradients of agreement")
    assert (added.start, added.minutes) == (tree.end, 25)
    assert added.private_notes.startswith("1. Read the text")
    steps = page.document.query(
        lambda session: session.scalars(select(SessionStep).filter_by(item_id=added.id)).all()
    )
    assert [step.say for step in steps] == list(mine.steps)
    assert not any(step.task for step in steps), "the room sees nothing of them"
    assert stored(page, GALLERY).start == gallery.start + 25
    page.dialogs.keep_as_method(tree.id)
    open_dialog = next(d for d in page.findChildren(MethodsDialog) if d.isVisible())
    assert open_dialog.written().name == tree.title
    open_dialog.reject()


def test_a_programme_like_another_opens_with_what_to_look_at(
    shell: Controller, answers: Answers, sample_path: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    answers.answer = tmp_path / "next.programme"
    shell.settings.recent = [str(sample_path)]
    shell.begin_programme()
    dialog = shell.window.findChild(NewProgramme)
    assert dialog is not None
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    choice = dialog.form.template_choice
    choice.setCurrentIndex(choice.findText(f"Like “{sample_path.stem}”"))
    assert "without people" in dialog._template.message.text
    dialog.form.title.setText("Second week")
    dialog.form.first_day.setDate(QDate(2026, 3, 4))
    dialog._on_create()
    QApplication.processEvents()
    assert shell.document.path == answers.answer
    page = shell.page("agenda")
    assert isinstance(page, AgendaPage)
    assert page.isVisible()
    assert "Lunch and Friday prayer" in page.message.text
    assert len(page.agenda.items) == 73
    assert not any(item.lead for item in page.agenda.items)


def test_a_person_who_is_away_is_found_once_the_days_are_given(page: AgendaPage) -> None:
    item = next(i for i in page.agenda.items if i.lead_id and i.day_id == page.agenda.days[3].id)
    dialog = page.dialogs.show_team()
    lines = dialog.lists["resource_person"]
    line = next(each for each in lines._rows if each.part_id == item.lead_id)
    until = line._controls["until_day"]
    assert isinstance(until, QComboBox)
    until.setCurrentIndex(until.findData(page.agenda.days[2].date.isoformat()))
    until.activated.emit(until.currentIndex())
    begins = line._controls["from_day"]
    assert isinstance(begins, QComboBox)
    begins.setCurrentIndex(begins.findData(page.agenda.days[4].date.isoformat()))
    begins.activated.emit(begins.currentIndex())
    assert "before the first" in line.message.text
    dialog.accept()
    page.checks.read()
    away = [f for f in page.checks.found.open if f.check is Check.PERSON_AWAY]
    assert item.id in {key for f in away for key in f.item_ids}
    page.checks.fix(next(f for f in away if item.id in f.item_ids).fixes[0])
    (now,) = (i for i in page.document.query(the_agenda).items if i.id == item.id)
    assert now.day_id != item.day_id

"""The cockpit with real keys: run a day, steps, pause, slip, notes, gaps; and what the room gets."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot
from tests.ui.conftest import Answers

from facilitator.application.commands.agenda import EditAgendaItem
from facilitator.application.commands.running import DeleteStep, PutStep
from facilitator.support import alive
from facilitator.ui.app.controller import Controller
from facilitator.ui.pages.run import steps_panel
from facilitator.ui.pages.run.page import RunPage
from facilitator.ui.projector.scenes import SceneName

DAY = datetime(2024, 11, 6, tzinfo=timezone(timedelta(hours=7)))


class Watch:
    """Holds the machine's clock still and moves it on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._patch = monkeypatch
        self.at("08:45")

    def at(self, time: str) -> None:
        hours, minutes, *seconds = (int(part) for part in time.split(":"))
        self.moment = DAY + timedelta(hours=hours, minutes=minutes, seconds=sum(seconds))
        self._patch.setenv("FACILITATOR_NOW", self.moment.isoformat())

    def on(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)
        self._patch.setenv("FACILITATOR_NOW", self.moment.isoformat())


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Iterator[Watch]:
    import time

    monkeypatch.setenv("TZ", "Asia/Vientiane")
    time.tzset()
    yield Watch(monkeypatch)
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def page(watch: Watch, kept_sample: Controller) -> RunPage:
    return as_shown(kept_sample)


def as_shown(controller: Controller) -> RunPage:
    controller.go_to("run")
    found = controller.page("run")
    assert isinstance(found, RunPage)
    settle()
    return found


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def press(page: RunPage, key: Qt.Key | str) -> None:
    target = page.window().focusWidget() or page
    if isinstance(key, str):
        QTest.keyClicks(target, key)
    else:
        QTest.keyClick(target, key)
    settle()


def start(page: RunPage, title: str) -> Any:
    item = next(i for i in page.run.read.agenda.items if i.title.startswith(title))
    page.start_item(item.id)
    settle()
    return item


def with_steps(page: RunPage, title: str) -> Any:
    item = next(i for i in page.run.read.agenda.items if i.title.startswith(title))
    for step in page.run.read.run.steps.get(item.id, ()):
        page.document.execute(DeleteStep(step.id))
    for name, minutes, task, say in (("Alone", 10, "Write\nThink", "Take your time."),
                                     ("Together", 20, "", ""), ("Report", 55, "", "")):  # fmt: skip
        page.document.execute(PutStep(item.id, name, minutes, task, say))
    settle()
    return start(page, title)


def test_header_and_f5_lead_here(kept_sample: Controller) -> None:
    assert kept_sample.window.header._run.isVisible()
    QTest.keyClick(kept_sample.window, Qt.Key.Key_F5)
    assert kept_sample.window.pages.front is kept_sample.page("run")


def test_nothing_runs_the_next_session_with_its_countdown(page: RunPage, watch: Watch) -> None:
    watch.at("08:33")
    page.refresh(None)
    assert page.idle_card.title.text() == "Recap by a participant team"
    assert page.idle_card.when.text() == "Begins in 12 min"
    assert page.idle_card.start.isVisible()


def test_a_morning_by_keyboard_alone(page: RunPage, watch: Watch) -> None:
    page.idle_card.start.setFocus()
    press(page, Qt.Key.Key_Space)
    assert page.run.item is not None
    assert page.clock_card.title.text() == "Recap by a participant team"
    assert page.clock_card.timer.face.text == "15:00"
    watch.on(61)
    page.run.tick()
    assert page.clock_card.timer.face.text == "13:59"
    press(page, "+")
    assert page.clock_card.timer.face.text == "14:59"
    press(page, Qt.Key.Key_Space)  # the focus is on Pause
    watch.on(600)
    page.run.tick()
    assert page.clock_card.timer.face.text == "14:59"
    assert "Paused" in page.clock_card.timer.below
    press(page, Qt.Key.Key_Space)
    watch.on(9)
    page.run.tick()
    assert page.clock_card.timer.face.text == "14:50"
    press(page, "n")
    assert page.clock_card.title.text().startswith("Creating and claiming")
    press(page, "p")
    assert page.clock_card.title.text() == "Recap by a participant team"
    page.document.undo()
    settle()
    assert page.clock_card.title.text().startswith("Creating and claiming")


def test_steps_have_their_own_clock_and_words(page: RunPage, watch: Watch) -> None:
    watch.at("10:50")
    with_steps(page, "Exercise 2: multi")
    assert page.clock_card.step.text() == "Step 1 of 3: Alone"
    assert page.clock_card.say.text() == "Take your time."
    assert page.clock_card.timer.face.text == "10:00"
    page.go_on()
    settle()
    assert page.clock_card.timer.face.text == "20:00"
    assert page.clock_card.next.label == "Next step"
    page.back()
    settle()
    assert page.clock_card.step.text() == "Step 1 of 3: Alone"
    assert page.late_badge.text == "On time"


def test_colours_of_the_time_left(page: RunPage, watch: Watch) -> None:
    start(page, "Recap by a participant team")
    shown = []
    for seconds in (1, 720, 136, 50):
        watch.on(seconds)
        page.run.tick()
        shown.append(page.clock_card.timer.face.band.value)
    assert shown == ["calm", "amber", "red", "over"]
    assert page.clock_card.timer.face.text == "+ 00:07"


def test_marks_are_said_and_toasts_stay_in_this_window(
    page: RunPage, watch: Watch, kept_sample: Controller, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(kept_sample, "tell", lambda text, *_: told.append(text))
    start(page, "Recap by a participant team")
    told.clear()
    for seconds in (300, 301, 240, 60):
        watch.on(seconds)
        page.run.tick()
    assert told == ["10 minutes left.", "5 minutes left.", "1 minute left.", "Time is up."]


def test_late_the_slip_rule_proposes_and_the_plan_follows(page: RunPage, watch: Watch) -> None:
    """At 11:00 the break begins that was planned for 10:30; lunch is fixed at 12:15."""
    watch.at("09:00")
    start(page, "Creating and claiming")
    watch.at("11:00")
    items = page.run.read.agenda.items_of(page.day_id)
    item = next(i for i in items if i.title == "Break" and i.start == 630)
    page.start_item(item.id)
    settle()
    assert page.slip_card.isVisible()
    assert "there are 75 minutes for 105 planned" in page.slip_card.title.text()
    assert "It cannot be saved by 10 minutes." in page.slip_card.title.text()
    labels = [b.text() for b in page.slip_card.findChildren(QAbstractButton) if b.isVisible()]
    assert any("Lunch begins 10 min late" in text for text in labels)
    assert any("Leave out “Exercise 2: multi-party" in text for text in labels)
    assert not any("preparation" in text for text in labels), "what is over gives no minutes"
    before = {i.id: (i.start, i.minutes) for i in items}
    page.slip_card.confirmed.emit()
    settle()
    now = {i.id: i for i in page.run.read.agenda.items_of(page.day_id)}
    exercise = next(i for i in now.values() if i.title.startswith("Exercise 2: multi"))
    assert (exercise.start, exercise.minutes) == (675, 70)
    lunch = next(i for i in now.values() if i.title == "Lunch")
    assert (lunch.start, lunch.minutes) == before[lunch.id]
    record = page.run.read.run.record_of(exercise.id)
    assert record is not None
    assert (record.start, record.minutes) == before[exercise.id]
    assert page.run.left == 15 * 60
    page.document.undo()
    settle()
    assert {
        i.id: (i.start, i.minutes) for i in page.run.read.agenda.items_of(page.day_id)
    } == before


def test_a_rehearsal_begins_on_time_and_says_when_the_day_ends(page: RunPage, watch: Watch) -> None:
    """Another day's plan, tried out in the evening: its first session counts as begun in time."""
    watch.at("20:10")
    start(page, "Registration")
    assert (page.late_badge.text, page.slip_card.isVisible()) == ("On time", False)
    assert page.end_badge.text == "Day ends 20:00"
    assert page.end_badge.isVisible(), "the title line has room for both"
    page.give(10)
    settle()
    assert page.late_badge.text == "10 min late"
    assert page.slip_card.isVisible()


def test_title_and_lines_of_the_proposal_count_the_same_minutes(
    page: RunPage, watch: Watch
) -> None:
    """What goes on is counted from now on, as the title does, and not from its start."""
    last = max(page.run.read.agenda.items_of(page.day_id), key=lambda i: i.end)
    page.document.execute(EditAgendaItem(last.id, {"anchored": False, "floor": 0}))
    settle()
    watch.at(f"{(last.start + 3) // 60}:{(last.start + 3) % 60}")
    page.start_item(last.id)
    watch.on(120)
    page.refresh(None)
    settle()
    left = last.minutes - 2
    title, line = page.slip_card.title.text(), page.slip_card.lines.itemAt(0).widget().text()
    assert f"the planned end of the last session at {last.end // 60:02d}:" in title
    assert f"{left - 3} minutes for {left} planned" in title
    assert f"{left - 3} more min instead of {left}" in line


def test_groups_in_parallel_show_their_own_time(page: RunPage, watch: Watch) -> None:
    watch.at("10:50")
    items = page.run.read.agenda.items
    one = next(i for i in items if i.title.startswith("Exercise 2: multi"))
    other = next(i for i in items if i.title.startswith("Exercise 2: second"))
    page.document.execute(EditAgendaItem(other.id, {"start": one.start, "minutes": 45, "floor": 0}))
    settle()
    page.start_item(one.id)
    settle()
    watch.on(60)
    page.run.tick()
    shown = [label.text() for _, label in page.steps._beside_labels]
    assert len(shown) == 1
    assert shown[0].startswith("44:00  Exercise 2: second")


def test_a_note_is_kept_when_its_field_is_left(page: RunPage) -> None:
    item = start(page, "Recap by a participant team")
    page.note_button.click()
    settle()
    QTest.keyClicks(page.notes.note, "Began late: the bus.")
    page.clock_card.pause.setFocus()
    settle()
    record = page.run.read.run.record_of(item.id)
    assert record is not None
    assert record.note == "Began late: the bus."


def test_space_pauses_wherever_the_focus_is_and_enter_presses(page: RunPage) -> None:
    start(page, "Recap by a participant team")
    page.note_button.click()
    press(page, "a b")
    assert page.notes.note.toPlainText() == "a b"
    press(page, Qt.Key.Key_Escape)
    assert page.window().focusWidget() is page.clock_card.pause
    for place in (
        page.end_button,
        page.room.buttons[SceneName.TASK],
        page.context.shell.window.header._run,
    ):
        running = page.run.timer.running
        place.setFocus()
        press(page, Qt.Key.Key_Space)
        assert page.run.timer.running is not running
    page.note_button.setFocus()
    press(page, Qt.Key.Key_Return)
    assert page.notes.isVisible()


def test_steps_are_written_in_the_drawer(page: RunPage) -> None:
    start(page, "Recap by a participant team")
    page.steps.edit.click()
    settle()
    editor = page.editor
    editor.keep.click()
    settle()
    assert editor.title_field.field.error
    QTest.keyClicks(editor.title, "Two learnings each")
    editor.minutes.setValue(5)
    QTest.keyClicks(editor.say, "Short please")
    editor.keep.click()
    settle()
    assert [(s.title, s.minutes, s.say) for s in page.run.steps] == [
        ("Two learnings each", 5, "Short please")
    ]
    QTest.keyClicks(editor.title, "Questions")
    editor.keep.click()
    settle()
    editor.table.choose(page.run.steps[1].id)
    editor.up.click()
    settle()
    assert [s.title for s in page.run.steps] == ["Questions", "Two learnings each"]
    editor.delete.click()
    settle()
    assert [s.title for s in page.run.steps] == ["Two learnings each"]


def test_sleep_asks_once_and_goes_on_from_before(page: RunPage, watch: Watch) -> None:
    start(page, "Recap by a participant team")
    watch.on(60)
    page.run.tick()
    watch.on(1200)
    page.run.tick()
    assert "20 minutes" in page.message.text
    page.message.dismiss()
    watch.on(1)
    page.run.tick()
    assert not page.message.isVisible()
    page._on_gap_left_out()
    assert page.clock_card.timer.face.text == "13:59"


def test_a_crash_resumes_at_the_right_item_and_second(
    watch: Watch, with_sample: Controller, sample_path: Path
) -> None:
    page = as_shown(with_sample)
    with_steps(page, "Exercise 2: multi")
    page.go_on()
    settle()
    watch.on(100)
    alive.note(str(page.document.workspace.programme_id), watch.moment)
    with_sample.document.close()
    watch.on(40)
    assert with_sample.open_programme(sample_path)
    with_sample.go_to("run")
    settle()
    assert page.clock_card.step.text() == "Step 2 of 3: Together"
    assert page.clock_card.timer.face.text == "17:40"
    assert not page.message.isVisible()


def test_away_for_long_it_asks_when_it_comes_back(
    watch: Watch, with_sample: Controller, sample_path: Path
) -> None:
    page = as_shown(with_sample)
    start(page, "Recap by a participant team")
    watch.on(100)
    alive.note(str(page.document.workspace.programme_id), watch.moment)
    with_sample.document.close()
    watch.on(400)
    assert with_sample.open_programme(sample_path)
    with_sample.go_to("run")
    settle()
    assert "Does that count?" in page.message.text
    page._on_gap_left_out()
    settle()
    assert page.clock_card.timer.face.text == "13:20"


def test_a_changed_clock_is_written_anew_and_the_time_left_stays(
    page: RunPage, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    from facilitator.domain.timer import Instant
    from facilitator.ui.app import run_clock

    start(page, "Recap by a participant team")
    boot = {"now": 5000.0}
    monkeypatch.setattr(run_clock, "instant", lambda: Instant(boot["now"], run_clock.clock.now()))
    page.run.timer = type(page.run.timer)(900, 60, running=True, seen=run_clock.instant())  # type: ignore[misc]
    boot["now"] += 1
    watch.on(3601)  # somebody sets the clock an hour forward
    page.run.tick()
    assert page.run.left == 900 - 61
    state = page.run.read.run.state
    assert state.began == watch.moment
    assert state.used == 61


def test_the_room_gets_the_very_same_picture_as_the_preview(page: RunPage, watch: Watch) -> None:
    with_steps(page, "Exercise 2: multi")
    projector = page.context.projector
    page.room.buttons[SceneName.TASK].click()
    settle()
    assert projector.shown is page.room.preview.scene
    assert "10:00" in projector.shown.words  # type: ignore[union-attr]
    watch.on(5)
    page.run.tick()
    projector.tick()
    assert "09:55" in projector.shown.words  # type: ignore[union-attr]
    assert page.room.state.text == "Live"
    press(page, "f")
    watch.on(5)
    projector.tick()
    assert "09:55" in projector.shown.words  # type: ignore[union-attr]
    assert page.room.state.text == "Frozen"
    press(page, "b")
    assert page.room.state.text == "Blank"
    projector.close()


def test_advice_about_the_room_s_screen_goes_with_it(page: RunPage) -> None:
    projector, alarm = page.context.projector, page.context.shell.window.alarm
    page.room.buttons[SceneName.AGENDA].click()
    settle()
    assert "one screen only" in alarm.text
    assert alarm.isVisible()
    projector.close()
    settle()
    assert not alarm.isVisible()


def test_letters_can_be_switched_off_and_never_work_in_a_text(page: RunPage) -> None:
    start(page, "Recap by a participant team")
    page.context.settings.letter_keys = False
    press(page, "n")
    assert page.clock_card.title.text() == "Recap by a participant team"
    page.context.settings.letter_keys = True
    page.steps.show_list("scenes")
    page.room.notice.setFocus()
    press(page, "n")
    assert page.room.notice.text() == "n"
    assert page.clock_card.title.text() == "Recap by a participant team"


def test_targets_are_52_pixels(page: RunPage) -> None:
    """All of them: in the title line, beside the clock, in every list."""
    start(page, "Recap by a participant team")
    kinds = (QAbstractButton, QComboBox, QLineEdit)
    for part in (steps_panel.STEPS, steps_panel.DAY, steps_panel.SCENES):
        page.steps.show_list(part)
        QApplication.processEvents()
        small = [(w.accessibleName(), w.height()) for kind in kinds for w in page.findChildren(kind)
                 if w.isVisible() and w.height() < 52]  # fmt: skip
        assert small == []
    assert page.steps.table.rowHeight(0) >= 52


def test_planned_and_held_is_printed(
    page: RunPage, watch: Watch, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    start(page, "Recap by a participant team")
    watch.at("09:04")
    start(page, "Creating and claiming")
    answers.answer = tmp_path / "held.pdf"
    page.print_out()
    qtbot.waitUntil(answers.answer.exists, timeout=15000)
    import pypdfium2

    with pypdfium2.PdfDocument(answers.answer) as document:
        text = "\n".join(sheet.get_textpage().get_text_range() for sheet in document)
    assert "08:45–09:04" in text
    assert "+4 min" in text
    assert os.environ["FACILITATOR_NOW"]


def test_an_exercise_has_its_clock_and_its_calls_here_and_in_the_room(
    page: RunPage, watch: Watch
) -> None:
    told: list[str] = []
    shell = page.context.shell
    shell.exercise_calls.called.connect(told.append)
    watch.at("10:50")
    start(page, "Exercise 2: multi")
    strip = page.exercise_strip
    assert strip.isVisible()
    while strip.exercise is None or strip.exercise.clock.phase.value != "negotiate":
        strip.next.click()
        settle()
    assert strip.time.text() == "45:00"
    told.clear()
    shell.go_to("groups")  # it is called whatever page is in front
    for seconds in (1349, 1, 750, 300, 240, 60):
        watch.on(seconds)
        shell.exercise_calls.tick()
    assert shell.window.toast.text == "Time is up."
    shell.go_to("run")
    settle()
    assert told == ["Half of the time is over.", "10 minutes left.", "5 minutes left.",
                    "One minute left.", "Time is up."]  # fmt: skip
    page.room.show_scene(SceneName.EXERCISE)
    settle()
    shown = page.context.projector.shown
    assert shown is not None
    assert "Time is up." in shown.words
    strip.plus_five.click()
    settle()
    assert strip.time.text() == "5:00"
    strip.pause.click()
    settle()
    assert strip.pause.label == "Continue"
    page.context.projector.close()


def test_low_and_narrow_windows_keep_the_buttons_in_sight(page: RunPage, watch: Watch) -> None:
    with_steps(page, "Exercise 2: multi")
    for size in ((1440, 900), (1280, 720), (1024, 640)):
        page.window().resize(*size)
        settle()
        viewport = page.columns.viewport()
        pause = page.clock_card.pause
        bottom = pause.mapTo(viewport, pause.rect().bottomLeft()).y()
        assert bottom <= viewport.height(), size
        assert pause.height() >= 52
        assert page.clock_card.timer.height() >= page.clock_card.timer.minimumSizeHint().height()


def test_attendance_of_the_half_day_stands_on_its_button(page: RunPage, watch: Watch) -> None:
    start(page, "Recap by a participant team")
    here, _, expected = page.attendance_button.label.removeprefix("Attendance ").partition("/")
    assert 0 < int(here) <= int(expected) <= 35
    page.attendance_button.click()
    assert page.window().pages.front.id == "attendance"  # type: ignore[attr-defined]

"""The shell: opening, navigation, undo, messages, regions."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.application.commands.programme import EditProgramme
from facilitator.application.queries.programme import the_programme
from facilitator.application.workspace import Workspace
from facilitator.support import clock
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.settings import Settings
from facilitator.ui.app import theme
from facilitator.ui.app.catalogue import page_specs
from facilitator.ui.app.controller import Controller
from facilitator.ui.app.navigation import RAIL, WIDTH
from facilitator.ui.app.window import FIRST_SIZE, SMALLEST, inside
from facilitator.ui.widgets.toast import SHOWN_FOR


def test_opens_on_start_without_pages_to_move_in(shell: Controller) -> None:
    assert shell.window.pages.front is shell.page("start")
    assert not shell.window.navigation.isVisible()
    shell.go_to("report")
    assert shell.window.pages.front is shell.page("start")


def test_opening_shows_programme_and_its_facts(with_sample: Controller) -> None:
    header, navigation = with_sample.window.header, with_sample.window.navigation
    assert with_sample.window.pages.front is with_sample.page("programme")
    assert header.programme_title == "Building Confidence in the ASEAN Region"
    assert navigation.isVisible()
    assert navigation.item("participants").accessibleName() == "Participants, 35, complete"
    assert navigation.item("groups").accessibleName() == "Groups, 5, complete"
    assert with_sample.settings.recent[0].endswith("vientiane-2024.programme")
    assert Settings.load().recent == with_sample.settings.recent


def test_day_of_the_programme_is_shown_on_its_days(
    with_sample: Controller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(clock.FIXED_VARIABLE, "2024-11-06T09:00:00+00:00")
    assert with_sample.summary is not None
    assert "Day 3 of 5" in with_sample.summary.facts(clock.today())
    monkeypatch.setenv(clock.FIXED_VARIABLE, "2024-11-20T09:00:00+00:00")
    assert "Day" not in with_sample.summary.facts(clock.today())


def test_navigation_is_one_tab_stop_with_arrows_inside(with_sample: Controller) -> None:
    navigation = with_sample.window.navigation
    stops = [i for i in (navigation.item(k) for k in ("programme", "agenda", "help"))
             if i.focusPolicy() & Qt.FocusPolicy.TabFocus]  # fmt: skip
    assert stops == [navigation.item("programme")]
    navigation.item("programme").setFocus()
    QTest.keyClick(navigation.item("programme"), Qt.Key.Key_Down)
    assert navigation.item("participants").hasFocus()
    QTest.keyClick(navigation.item("participants"), Qt.Key.Key_End)
    assert navigation.item("help").hasFocus()
    QTest.keyClick(navigation.item("help"), Qt.Key.Key_Space)
    assert with_sample.window.pages.front is with_sample.page("help")


@pytest.mark.parametrize(("width", "rail"), [(1440, False), (1359, True), (1280, True)])
def test_rail_in_narrow_windows(with_sample: Controller, width: int, rail: bool) -> None:
    with_sample.window.resize(width, 800)
    QApplication.processEvents()
    assert with_sample.window.navigation.is_rail is rail
    assert with_sample.window.navigation.width() == (RAIL if rail else WIDTH)
    tip = with_sample.window.navigation.item("agenda").toolTip()
    assert bool(tip) is rail


@pytest.mark.parametrize(
    ("size", "scale"),
    [((1280, 720), 100), ((1280, 720), 150), ((1024, 640), 100), ((1024, 640), 150),
     ((1366, 768), 100)],
)  # fmt: skip
def test_the_list_of_pages_shows_every_entry_whole(
    with_sample: Controller, size: tuple[int, int], scale: int
) -> None:
    with_sample.settings.text_scale = scale
    with_sample.apply_settings()
    with_sample.window.resize(*size)
    for _ in range(3):
        QApplication.processEvents()
    navigation = with_sample.window.navigation
    viewport = navigation._scroll.viewport()
    for spec in page_specs():
        if spec.needs_programme:
            item = navigation.item(spec.id)
            place = QRect(item.mapTo(viewport, QPoint(0, 0)), item.size())
            assert viewport.rect().contains(place), spec.id
            assert item.height() >= max(24, theme.px(18))


def test_changes_come_queued_and_only_the_front_page_reads(
    with_sample: Controller, qtbot: QtBot
) -> None:
    groups = with_sample.page("groups")
    with_sample.go_to("groups")
    with_sample.go_to("programme")
    assert not groups.is_stale
    with qtbot.waitSignal(with_sample.document.changed):
        with_sample.document.execute(EditProgramme({"title": "Another week"}))
        assert with_sample.window.header.programme_title != "Another week"
    assert with_sample.window.header.programme_title == "Another week"
    assert groups.is_stale


def test_undo_and_redo_from_keyboard_and_header(with_sample: Controller, qtbot: QtBot) -> None:
    document = with_sample.document
    before = document.query(the_programme).title
    with qtbot.waitSignal(document.changed):
        document.execute(EditProgramme({"title": "Another week"}), tell=True)
    toast = with_sample.window.toast
    assert toast.isVisible()
    assert toast.text == "Done: Edit the programme"
    with qtbot.waitSignal(document.changed):
        QTest.keyClick(with_sample.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert document.query(the_programme).title == before
    with qtbot.waitSignal(document.changed):
        with_sample.window.header.redo_requested.emit()
    assert document.query(the_programme).title == "Another week"
    with_sample.offer_undo("Edit the programme")
    QTest.mouseClick(toast._button, Qt.MouseButton.LeftButton)
    assert document.query(the_programme).title == before


def test_toast_waits_while_it_is_looked_at(with_sample: Controller) -> None:
    toast = with_sample.window.toast
    acts: list[str] = []
    with_sample.tell("Moved", "Undo", lambda: acts.append("undone"))
    assert toast.is_waiting
    assert toast._timer.interval() == SHOWN_FOR == 8000
    with_sample.window.activateWindow()
    toast._button.setFocus()
    QApplication.processEvents()
    assert not toast.is_waiting
    QTest.keyClick(toast._button, Qt.Key.Key_Space)
    assert acts == ["undone"]
    assert not toast.isVisible()


def test_nothing_to_undo_is_said_not_raised(with_sample: Controller) -> None:
    with_sample.undo()
    assert with_sample.window.toast.isVisible()


def test_a_problem_shows_a_bar_with_a_way_out_and_goes_when_it_is_over(
    with_sample: Controller, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **_how: object) -> None:
        raise EnvironmentProblem("disk-full", path="x.programme")

    with monkeypatch.context() as patch:
        patch.setattr(Workspace, "execute", full)
        assert with_sample.document.execute(EditProgramme({"title": "Lost"})) is None
    alarm = with_sample.window.alarm
    assert alarm.isVisible()
    assert "disk is full" in alarm.text
    assert with_sample.window.header._saved.text() == "Not saved"
    with_sample.document.execute(EditProgramme({"title": "Kept"}))
    assert not alarm.isVisible()
    assert with_sample.window.header._saved.text().startswith("Saved")


def test_a_file_that_is_not_ours_is_refused_with_a_sentence(
    shell: Controller, tmp_path: Path
) -> None:
    alien = tmp_path / "letter.programme"
    alien.write_text("Dear colleague")
    assert not shell.open_programme(alien)
    assert "is not a programme" in shell.window.alarm.text
    assert shell.window.pages.front is shell.page("start")
    assert alien.read_text() == "Dear colleague"


def test_a_programme_open_elsewhere_opens_to_read_only(
    shell: Controller, sample_path: Path
) -> None:
    import subprocess
    import sys

    hold = ("import sys; from pathlib import Path\n"
            "from facilitator.application.workspace import Workspace\n"
            "w = Workspace.open(Path(sys.argv[1])); print('open', flush=True); sys.stdin.read()\n"
            "w.close()")  # fmt: skip
    with subprocess.Popen(
        [sys.executable, "-c", hold, str(sample_path)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as other:  # fmt: skip
        assert other.stdout is not None
        assert other.stdin is not None
        assert other.stdout.readline() == "open\n"
        assert shell.open_programme(sample_path)
        assert shell.document.read_only
        assert shell.window.header._saved.text() == "Read only"
        assert shell.window.alarm.isVisible()
        title = shell.page("programme").form.title  # type: ignore[attr-defined]
        assert not title.isEnabled()
        shell.close_programme()
        other.stdin.close()
        other.wait(60)


def test_save_state_says_the_time_of_the_last_change(
    with_sample: Controller, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = datetime(2024, 11, 6, 14, 21, tzinfo=UTC)
    monkeypatch.setenv(clock.FIXED_VARIABLE, moment.isoformat())
    with_sample.document.execute(EditProgramme({"title": "Another week"}))
    local = moment.astimezone().strftime("%H:%M")
    assert with_sample.window.header._saved.text() == f"Saved {local}"


def test_save_a_copy_writes_a_whole_programme(
    with_sample: Controller, answers: object, tmp_path: Path
) -> None:
    answers.answer = tmp_path / "copy.programme"  # type: ignore[attr-defined]
    assert with_sample.actions.run("copy")
    with Workspace.open(tmp_path / "copy.programme") as copy:
        assert copy.query(the_programme).title.startswith("Building Confidence")


def test_closing_goes_back_to_start(with_sample: Controller) -> None:
    with_sample.close_programme()
    assert not with_sample.document.is_open
    assert with_sample.window.header.programme_title == ""
    assert with_sample.window.pages.front is with_sample.page("start")


def test_f6_moves_between_the_parts_of_the_window(with_sample: Controller) -> None:
    window = with_sample.window
    visited = []
    for _ in range(3):
        with_sample.next_region(1)
        focus = QApplication.focusWidget()
        visited.append(next(r for r in window.regions() if r.isAncestorOf(focus)))
    assert set(visited) == set(window.regions())


def test_focus_ring_only_after_the_keyboard(with_sample: Controller, qtbot: QtBot) -> None:
    window = with_sample.window
    item, target = (window.navigation.item(name) for name in ("programme", "participants"))
    handle = window.windowHandle()
    item.setFocus()
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=item.mapTo(window, QPoint(9, 9)))
    qtbot.waitUntil(lambda: not window.ring._soon.isActive())
    assert not window.ring.isVisible()
    item.setFocus()
    QTest.keyClick(handle, Qt.Key.Key_Down)
    qtbot.waitUntil(window.ring.isVisible)
    assert target.hasFocus()
    assert window.ring.ring().topLeft() == target.mapTo(window, target.rect().topLeft())
    window.header.setFixedHeight(window.header.height() + 30)
    qtbot.waitUntil(
        lambda: window.ring.ring().topLeft() == target.mapTo(window, target.rect().topLeft())
    )
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=item.mapTo(window, QPoint(9, 9)))
    qtbot.waitUntil(lambda: not window.ring.isVisible())


def test_text_fields_show_focus_by_their_own_edge(with_sample: Controller, qtbot: QtBot) -> None:
    window = with_sample.window
    title = with_sample.page("programme").form.title  # type: ignore[attr-defined]
    title.setFocus()
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_End)
    qtbot.waitUntil(lambda: not window.ring._soon.isActive())
    assert not window.ring.isVisible()
    edge = title.grab().toImage().pixelColor(title.width() // 2, 1)
    assert edge == theme.colour("focus")


def test_language_change_makes_the_window_anew_and_keeps_its_place(
    with_sample: Controller,
) -> None:
    with_sample.go_to("settings")
    old = with_sample.window
    with_sample.settings.language = "pseudo"
    with_sample.apply_settings()
    assert with_sample.window is not old
    assert not old.isVisible()
    assert with_sample.window.pages.front is with_sample.page("settings")
    assert with_sample.window.navigation.item("agenda").title.startswith("[Agenda~")
    assert with_sample.window.header._saved.text().startswith("[Saved")
    assert with_sample.document.is_open


def test_a_file_that_fails_while_it_is_read_is_said_and_closed(
    shell: Controller, sample_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        raise EnvironmentProblem("file-missing", path=sample_path)

    with monkeypatch.context() as patch:
        patch.setattr(Workspace, "query", gone)
        shell.open_programme(sample_path)
    assert not shell.document.is_open
    assert "is not there" in shell.window.alarm.text
    assert shell.window.pages.front is shell.page("start")


def test_a_page_that_cannot_be_read_stays_stale(
    with_sample: Controller, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise EnvironmentProblem("file-busy", path="x")

    with monkeypatch.context() as patch:
        patch.setattr(Workspace, "query", busy)
        with_sample.go_to("groups")
    assert "Another program" in with_sample.window.alarm.text
    assert with_sample.page("groups").is_stale
    with_sample.go_to("groups")
    assert not with_sample.page("groups").is_stale


# Place on the screen ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "kept"),
    [
        (QRect(0, 0, 1440, 900), QRect(0, 32, 1366, 696)),
        (QRect(200, 100, 1024, 640), QRect(200, 88, 1024, 640)),
        (QRect(100, 50, 1024, 640), QRect(100, 50, 1024, 640)),
        (QRect(-900, -50, 1024, 640), QRect(0, 32, 1024, 640)),
    ],
)
def test_a_place_is_brought_inside_the_screen(place: QRect, kept: QRect) -> None:
    assert inside(place, QRect(0, 32, 1366, 696)) == kept


@pytest.mark.parametrize("earlier", [False, True])
def test_the_first_window_is_not_larger_than_its_screen(shell: Controller, earlier: bool) -> None:
    shell.window.setGeometry(-300, 500, *FIRST_SIZE)
    known = shell.window.geometry_text()
    shell.window.restore_place(known if earlier else "")
    room = QGuiApplication.primaryScreen().availableGeometry()
    place = shell.window.geometry()
    assert place.width() <= max(room.width(), SMALLEST[0])
    assert place.height() <= max(room.height(), SMALLEST[1])
    assert room.contains(place.topLeft())
    assert place.bottom() <= room.bottom()


# What is told and offered ----------------------------------------------------------------------


def test_the_toast_says_whether_it_was_undone_or_done_again(
    with_sample: Controller, qtbot: QtBot
) -> None:
    document, toast = with_sample.document, with_sample.window.toast
    with qtbot.waitSignal(document.changed):
        document.execute(EditProgramme({"title": "Another week"}))
    with qtbot.waitSignal(document.changed):
        with_sample.undo()
    assert toast.text == "Undone: Edit the programme"
    with qtbot.waitSignal(document.changed):
        with_sample.redo()
    assert toast.text == "Done again: Edit the programme"

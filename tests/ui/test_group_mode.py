"""Group mode: one team's records in the window and nothing else; saved while typing; left by PIN."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import String, Text, select, update
from sqlalchemy.orm import Session

from facilitator.application.commands.groupwork import DecideHandIn, GiveGroupWork
from facilitator.application.queries import groupwork as queries
from facilitator.application.queries import negotiation as exercises
from facilitator.domain.groupwork import HandInState, Task, Team
from facilitator.exchange import groupwork_file
from facilitator.persistence.base import Base
from facilitator.support import pin
from facilitator.ui.app.controller import Controller
from facilitator.ui.groupmode.dialogs import StartGroupMode
from facilitator.ui.groupmode.session import FileStore
from facilitator.ui.groupmode.window import GroupWindow
from facilitator.ui.pages.groupwork.page import GroupWorkPage
from facilitator.ui.widgets.room_screen import RoomScreen

MARKER = "NOT-FOR-OTHERS"
EVERYBODYS = {"programme", "home_group", "exercise", "exercise_table", "vision", "vision_paragraph",
              "vision_revision", "change_log"}  # fmt: skip


@pytest.fixture
def controller(with_sample: Controller) -> Iterator[Controller]:
    """The sample week with a PIN set; a group's window does not outlive the test."""
    with_sample.settings.group_pin = pin.hashed("2580")
    yield with_sample
    with_sample.group_mode.end()


def team_of(controller: Controller, letter: str = "C") -> Team:
    team: Team = controller.document.query(queries.team_named, letter)
    return team


def role_team(controller: Controller) -> Team:
    team: Team = controller.document.query(queries.role_teams)[0].team
    return team


def started(controller: Controller, team: Team, qtbot: QtBot) -> GroupWindow:
    assert controller.group_mode.start(team)
    window = controller.group_mode.window
    assert window is not None
    window.showNormal()
    window.resize(1280, 720)
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def opened(controller: Controller, path: Path, qtbot: QtBot) -> GroupWindow:
    controller.open_programme(path)
    window = controller.group_mode.window
    assert window is not None
    window.showNormal()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.begin()
    return window


def mark_all_others(controller: Controller, team: Team) -> None:
    """Put the marker into every text that the team must not see."""
    out = controller.document.query(queries.handed_out, team)
    held = {
        *out.work.fields,
        *((name, key) for name in out.vocabulary for key in out.vocabulary[name]),
    }
    with Session(controller.document.workspace._file.engine) as session, session.begin():
        for table in Base.metadata.sorted_tables:
            if table.name in EVERYBODYS:
                continue
            names = [c.name for c in table.columns
                     if type(c.type) in {String, Text} and not c.unique
                     and c.name not in {"role_id", "action"}]  # fmt: skip
            for key in session.scalars(select(table.c.id)):
                if names and (table.name, str(key)) not in held:
                    row = update(table).where(table.c.id == key)
                    session.execute(row.values({name: f"{MARKER} {name}" for name in names}))


def texts_of(item: QObject) -> str:
    """Everything that an object of the window could show or give away."""
    said = []
    for name in ("text", "toPlainText", "accessibleName", "accessibleDescription", "toolTip",
                 "windowTitle", "placeholderText", "currentText", "label", "statusTip"):  # fmt: skip
        found = getattr(item, name, None)
        value = found() if callable(found) else found
        said.append(value if isinstance(value, str) else "")
    if isinstance(item, QTextDocument):
        said.append(item.toPlainText())
    if isinstance(item, QAbstractItemModel):
        said += _cells(item, QModelIndex(), 0)
    return "\n".join(said) + repr(list(vars(item).values()) if hasattr(item, "__dict__") else "")


def _cells(model: QAbstractItemModel, parent: QModelIndex, depth: int) -> list[str]:
    found: list[str] = []
    for row in range(model.rowCount(parent)):
        for column in range(model.columnCount(parent)):
            index = model.index(row, column, parent)
            found += [str(model.data(index, role)) for role in range(20)]
            if depth < 3:
                found += _cells(model, index, depth + 1)
    return found


def everything_in(window: GroupWindow) -> str:
    items = [window, *window.findChildren(QObject)]
    return "\n".join(texts_of(item) for item in items)


# Leaks --------------------------------------------------------------------------------------------


def test_nothing_of_any_other_group_is_in_the_window(
    controller: Controller, qtbot: QtBot, tmp_path: Path
) -> None:
    team = team_of(controller)
    mark_all_others(controller, team)
    controller.document.workspace.forget_steps()
    files_before = {p: p.stat().st_mtime_ns for p in _files(controller, tmp_path)}
    window = started(controller, team, qtbot)
    window.begin()
    for button in window.tasks.buttons:
        window.show_task(button.task)
        QApplication.processEvents()
    content = everything_in(window)
    assert "Banyan" in content
    assert MARKER not in content
    assert MARKER not in QGuiApplication.clipboard().text()
    workspace = window.session.private.workspace
    assert MARKER not in repr((workspace._done, workspace._undone, window.session.private.work))
    dump = workspace.query(
        lambda s: [tuple(row) for t in Base.metadata.sorted_tables for row in s.execute(select(t))]
    )
    assert len(dump) > 50
    assert MARKER not in repr(dump)
    new = [p for p in _files(controller, tmp_path) if p not in files_before and "wal" not in p.name
           and "shm" not in p.name]  # fmt: skip
    for path in new:
        assert MARKER.encode() not in path.read_bytes(), path


def _files(controller: Controller, folder: Path) -> list[Path]:
    """Every file that a sitting could leave behind, but for the programme's own."""
    own = controller.document.path
    return [p for p in folder.rglob("*") if p.is_file() and p != own]


def test_nothing_of_a_sitting_stays_when_it_ends(controller: Controller, qtbot: QtBot) -> None:
    team = role_team(controller)
    window = started(controller, team, qtbot)
    window.begin()
    page = window.host.currentWidget()
    box = page.fields["batna"].control
    QTest.keyClicks(box, "we copy this")
    box.selectAll()
    box.copy()
    assert "we copy this" in QGuiApplication.clipboard().text()
    document = window.session.document
    window.leave()
    assert not controller.group_mode.is_on
    assert not document.is_open
    assert QGuiApplication.clipboard().text() == ""
    gc.collect()
    assert controller.window.isVisible()


def test_a_role_team_sees_its_own_role_alone(controller: Controller, qtbot: QtBot) -> None:
    team = role_team(controller)
    (exercise,) = controller.document.query(exercises.exercises)[:1]
    others = [r.id for r in exercise.roles if r.id != team.role_id]
    secrets = [
        controller.document.query(exercises.confidential_sheet, exercise.id, r) for r in others
    ]
    own = controller.document.query(exercises.confidential_sheet, exercise.id, team.role_id)
    window = started(controller, team, qtbot)
    window.begin()
    content = everything_in(window)
    assert own.instructions[:60] in content
    for sheet in secrets:
        for text in (sheet.instructions, sheet.batna, sheet.keep_back, sheet.may_reveal):
            common = text in {own.instructions, own.batna, own.keep_back, own.may_reveal}
            assert common or text[:60] not in content


# Saving -------------------------------------------------------------------------------------------


def stored_batna(controller: Controller, team: Team) -> str:
    sheet = controller.document.query(exercises.preparation, team.table_id, team.role_id)
    return str(sheet.texts["batna"])


def test_typing_is_saved_at_the_pause_and_also_without_one(
    controller: Controller, qtbot: QtBot
) -> None:
    team = role_team(controller)
    window = started(controller, team, qtbot)
    window.begin()
    box = window.host.currentWidget().fields["batna"].control
    box.setFocus()
    box.clear()
    QTest.keyClicks(box, "open the bridge")
    qtbot.waitUntil(lambda: stored_batna(controller, team) == "open the bridge", timeout=1500)
    assert box.hasFocus()
    assert box.toPlainText() == "open the bridge"
    assert window.header.saved.text().startswith("Saved ")
    for number in range(60):  # 1.2 s without a pause
        QTest.keyClicks(box, str(number % 10))
        QTest.qWait(20)
    assert len(stored_batna(controller, team)) > len("open the bridge") + 8
    cursor = box.textCursor()
    cursor.setPosition(4)
    box.setTextCursor(cursor)
    QTest.keyClicks(box, "X")
    QTest.qWait(700)
    assert box.textCursor().position() == 5


def test_undo_goes_back_within_this_sitting_alone(controller: Controller, qtbot: QtBot) -> None:
    team = role_team(controller)
    before = stored_batna(controller, team)
    window = started(controller, team, qtbot)
    window.begin()
    window.undo()  # nothing of the programme's own is there to be undone
    box = window.host.currentWidget().fields["batna"].control
    box.setFocus()
    QTest.keyClicks(box, "something else ")
    window.pause.save_now()
    QApplication.processEvents()
    assert stored_batna(controller, team) != before
    window.undo()
    QApplication.processEvents()
    qtbot.waitUntil(lambda: stored_batna(controller, team) == before)


def test_a_disk_that_refuses_is_said_and_tried_again(
    controller: Controller, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from facilitator.support.errors import EnvironmentProblem

    team = role_team(controller)
    window = started(controller, team, qtbot)
    window.begin()
    store = window.session.store

    def refuse(_work: object) -> None:
        raise EnvironmentProblem("disk-full", path="x")

    monkeypatch.setattr(window.session, "store", refuse)
    box = window.host.currentWidget().fields["batna"].control
    box.setFocus()
    QTest.keyClicks(box, "kept ")
    window.pause.save_now()
    qtbot.waitUntil(window.alarm.isVisible)
    assert "disk is full" in window.alarm.text
    window.leave()
    assert controller.group_mode.is_on  # it stays until the work is saved
    monkeypatch.setattr(window.session, "store", store)
    assert window.session.save()
    assert "kept" in stored_batna(controller, team)


# Handing in ---------------------------------------------------------------------------------------


def test_handed_in_work_is_locked_until_it_is_sent_back(
    controller: Controller, qtbot: QtBot
) -> None:
    team = role_team(controller)
    window = started(controller, team, qtbot)
    window.begin()
    QTest.mouseClick(window.hand_in, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    assert not window.hand_in.isVisible()
    assert not window.pages[Task.PREPARATION].isEnabled()
    assert "Handed in" in window.message.text
    window.undo()
    assert not window.pages[Task.PREPARATION].isEnabled()
    window.leave()
    (row,) = controller.document.query(queries.hand_ins, team)
    assert row.state is HandInState.HANDED_IN
    controller.document.execute(
        DecideHandIn(team, Task.PREPARATION, HandInState.SENT_BACK, "Name a second option")
    )
    window = started(controller, team, qtbot)
    window.begin()
    assert window.pages[Task.PREPARATION].isEnabled()
    assert "Name a second option" in window.message.text


# Leaving ------------------------------------------------------------------------------------------


def test_the_window_is_left_by_the_pin_alone(controller: Controller, qtbot: QtBot) -> None:
    window = started(controller, team_of(controller), qtbot)
    assert not controller.window.isVisible()
    window.begin()
    window.close()
    assert window.isVisible()
    assert window.stack.currentWidget() is window.pin_pad
    QTest.keyClicks(window.pin_pad.entry, "1111\r")
    assert "not the facilitator's PIN" in window.pin_pad.field.field.message.text
    QTest.keyClicks(window.pin_pad.entry, "2580\r")
    assert controller.group_mode.is_on  # a wrong one costs a second
    qtbot.waitUntil(window.pin_pad.enter.isEnabled, timeout=3000)
    window.pin_pad.entry.clear()
    QTest.keyClicks(window.pin_pad.entry, "2580\r")
    qtbot.waitUntil(lambda: not controller.group_mode.is_on)
    assert controller.window.isVisible()
    assert controller.settings.group_mode == []


def test_no_shortcut_leads_out(controller: Controller, qtbot: QtBot) -> None:
    controller.go_to("groups")
    window = started(controller, team_of(controller), qtbot)
    window.begin()
    window.activateWindow()
    for action in controller.actions.all():
        for keys in action.shortcuts:
            if keys not in {"Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y"}:
                QTest.keySequence(window, keys)
    QApplication.processEvents()
    assert controller.group_mode.is_on
    assert not controller.window.isVisible()
    assert controller.document.is_open
    front = controller.window.pages.front
    assert front is not None
    assert front.id == "groups"
    shown = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    assert [w for w in shown if not isinstance(w, RoomScreen)] == [window]


def test_an_app_that_was_killed_comes_back_to_the_cover_page(
    controller: Controller, qtbot: QtBot
) -> None:
    team = team_of(controller)
    window = started(controller, team, qtbot)
    kept = list(controller.settings.group_mode)
    assert kept == [str(controller.document.path), team.key]
    controller.group_mode.end()
    controller.settings.group_mode = kept  # as a killed app leaves it
    assert controller.group_mode.resume()
    again = controller.group_mode.window
    assert again is not None
    assert again is not window
    assert again.stack.currentWidget() is again.cover


def test_losing_the_focus_covers_the_work(controller: Controller, qtbot: QtBot) -> None:
    window = started(controller, team_of(controller), qtbot)
    window.begin()
    window._on_app_state(Qt.ApplicationState.ApplicationInactive)
    assert window.stack.currentWidget() is window.cover
    window.begin()
    window.ask_to_leave()
    window._on_app_state(Qt.ApplicationState.ApplicationInactive)
    assert window.stack.currentWidget() is window.pin_pad


def test_every_stop_of_the_keyboard_has_a_name_and_room(
    controller: Controller, qtbot: QtBot
) -> None:
    window = started(controller, role_team(controller), qtbot)
    window.begin()
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            named = widget.accessibleName() or isinstance(widget, QPlainTextEdit)
            assert named, widget
            assert widget.height() >= 24, widget


# Files --------------------------------------------------------------------------------------------


@pytest.fixture
def given_file(controller: Controller, tmp_path: Path) -> Path:
    """A hand-over file for a role team, and no programme open: a laptop of the group's own."""
    path = tmp_path / "team.groupwork"
    team = role_team(controller)
    workspace = controller.document.workspace
    workspace.execute(GiveGroupWork(team, path.name))
    out = workspace.query(queries.handed_out, team)
    groupwork_file.write(path, groupwork_file.make(workspace.programme_id, out))
    controller.close_programme()
    return path


def test_a_group_opens_its_file_and_goes_on_in_it(
    controller: Controller, given_file: Path, qtbot: QtBot
) -> None:
    window = opened(controller, given_file, qtbot)
    box = window.host.currentWidget().fields["batna"].control
    box.setFocus()
    QTest.keyClicks(box, "from our own laptop ")
    window.pause.save_now()
    QApplication.processEvents()
    assert "from our own laptop" in repr(groupwork_file.read(given_file).work)
    window.ask_to_leave()  # no PIN here
    assert not controller.group_mode.is_on
    assert controller.settings.group_mode == []


def test_a_file_that_was_replaced_meanwhile_is_not_written_over(
    controller: Controller, given_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window = opened(controller, given_file, qtbot)
    other = given_file.read_bytes() + b"other"
    given_file.write_bytes(other)
    box = window.host.currentWidget().fields["batna"].control
    box.setFocus()
    QTest.keyClicks(box, "typed ")
    window.pause.save_now()
    QApplication.processEvents()
    assert "replaced" in window.alarm.text
    assert given_file.read_bytes() == other
    elsewhere = tmp_path / "elsewhere.groupwork"
    controller.group_mode._go_on_in(elsewhere)
    assert isinstance(window.session.store, FileStore)
    assert "typed" in repr(groupwork_file.read(elsewhere).work)


def test_a_damaged_file_is_said_on_the_start_page(controller: Controller, given_file: Path) -> None:
    given_file.write_bytes(given_file.read_bytes()[:-5])
    controller.open_programme(given_file)
    assert not controller.group_mode.is_on
    assert "damaged" in controller.window.alarm.text


# The facilitator's page ---------------------------------------------------------------------------


@pytest.fixture
def page(controller: Controller) -> GroupWorkPage:
    """The Group work page in front."""
    controller.go_to("groupwork")
    found = controller.page("groupwork")
    assert isinstance(found, GroupWorkPage)
    return found


def test_the_pin_is_asked_for_at_first_use_and_checked(
    controller: Controller, page: GroupWorkPage, qtbot: QtBot
) -> None:
    controller.settings.group_pin = ""
    page.start_front()
    (dialog,) = controller.window.findChildren(StartGroupMode)
    assert dialog.pin is not None
    assert dialog.again is not None
    dialog.pin.control.setText("12")  # type: ignore[attr-defined]
    dialog.on_ok()
    assert "four to eight" in dialog.pin.field.message.text
    dialog.pin.control.setText("1234")  # type: ignore[attr-defined]
    dialog.again.control.setText("1235")  # type: ignore[attr-defined]
    dialog.on_ok()
    assert "not the same" in dialog.again.field.message.text
    dialog.again.control.setText("1234")  # type: ignore[attr-defined]
    dialog.on_ok()
    qtbot.waitUntil(lambda: controller.group_mode.is_on)
    assert pin.fits("1234", controller.settings.group_pin)
    assert "1234" not in controller.settings.group_pin


def test_a_file_is_shown_before_it_is_taken_and_taken_once(
    controller: Controller, page: GroupWorkPage, tmp_path: Path, qtbot: QtBot
) -> None:
    from facilitator.application.commands.root_causes import PutCauseCard
    from facilitator.application.groupwork.private import PrivateWork
    from facilitator.domain.root_causes import Dimension, Level

    team = team_of(controller)
    workspace = controller.document.workspace
    workspace.execute(GiveGroupWork(team, "c.groupwork"))
    out = workspace.query(queries.handed_out, team)
    private = PrivateWork(Path("c"), team, out.vocabulary, out.work)
    assert team.group_id is not None
    card = PutCauseCard(
        "Nobody trusts the count", Dimension.SOCIAL, Level.STRUCTURAL, (team.group_id,)
    )
    private.workspace.execute(card)
    path = tmp_path / "c.groupwork"
    made = groupwork_file.make(workspace.programme_id, out).with_work(private.collect())
    groupwork_file.write(path, made)
    private.close()
    page.show_file(path)
    assert page.side.currentWidget() is page.preview
    assert "2 new" in page.preview.summary.text()
    qtbot.mouseClick(page.preview.take, Qt.MouseButton.LeftButton)
    QApplication.processEvents()
    page.show_file(path)
    assert "Nothing would change" in page.preview.summary.text()
    assert not page.preview.take.isEnabled()
    page._on_not_taken()

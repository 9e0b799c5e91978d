"""The room's screen as a service: what is up, frozen, blank; one screen, unplugged, Escape."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPainter, QScreen
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from facilitator.ui.app.controller import Controller
from facilitator.ui.projector import awake, service
from facilitator.ui.projector.scenes import ProjectorScene, SceneName
from facilitator.ui.projector.service import Projector, ProjectorState


def scene(words: str, name: SceneName = SceneName.BOARD, painted: list[str] | None = None) -> ProjectorScene:  # fmt: skip
    def paint(_painter: QPainter) -> None:
        if painted is not None:
            painted.append(words)

    return ProjectorScene(name, paint, words)


@pytest.fixture
def projector(kept_sample: Controller) -> Iterator[Projector]:
    yield kept_sample.projector
    kept_sample.projector.close()


def seen(projector: Projector) -> str:
    shown = projector.shown
    return shown.words if shown else ""


def test_a_name_off_the_list_is_refused() -> None:
    with pytest.raises(ValueError, match="notes"):
        scene("x", "notes")  # type: ignore[arg-type]


def test_nothing_is_up_until_a_scene_is_shown(projector: Projector) -> None:
    assert (projector.state, projector.shown) == (ProjectorState.OFF, None)
    projector.renew(scene("ignored"))
    assert projector.shown is None
    painted: list[str] = []
    projector.show(scene("one", painted=painted))
    assert projector.screen_window is not None
    projector.screen_window.grab()
    assert painted[-1:] == ["one"]
    assert (projector.state, seen(projector)) == (ProjectorState.LIVE, "one")


def test_freeze_holds_the_picture_until_it_is_let_go(projector: Projector) -> None:
    projector.show(scene("one"))
    projector.freeze()
    projector.show(scene("two"))
    assert (projector.state, seen(projector)) == (ProjectorState.FROZEN, "one")
    projector.freeze()
    assert (projector.state, seen(projector)) == (ProjectorState.LIVE, "two")


def test_blank_goes_over_frozen_and_comes_back(projector: Projector) -> None:
    projector.show(scene("one"))
    projector.freeze()
    projector.blank()
    assert projector.shown is not None
    assert (projector.state, projector.shown.name) == (ProjectorState.BLANK, SceneName.BLANK)
    projector.renew(scene("one, changed"))
    assert projector.state is ProjectorState.BLANK
    projector.blank()
    assert (projector.state, seen(projector)) == (ProjectorState.FROZEN, "one")


def test_another_kind_of_scene_ends_a_blank_but_new_data_does_not(projector: Projector) -> None:
    projector.show(scene("board"))
    projector.blank()
    projector.show(scene("board 2"))
    assert projector.state is ProjectorState.BLANK
    projector.show(scene("tree", SceneName.TREE))
    assert seen(projector) == "tree"


def test_renew_leaves_other_scenes_alone(projector: Projector) -> None:
    projector.show(scene("tree", SceneName.TREE))
    projector.renew(scene("board"))
    assert seen(projector) == "tree"
    projector.renew(scene("tree 2", SceneName.TREE))
    assert seen(projector) == "tree 2"


def test_a_clock_is_made_anew_whatever_page_is_in_front(
    kept_sample: Controller, projector: Projector, qtbot: QtBot
) -> None:
    said = iter(f"{n} seconds" for n in range(100, 0, -1))
    projector.show(scene("start"), lambda: scene(next(said)))
    kept_sample.go_to("agenda")
    qtbot.waitUntil(lambda: seen(projector) == "99 seconds", timeout=3000)


def test_blank_and_freeze_work_from_any_page_by_key(
    kept_sample: Controller, projector: Projector
) -> None:
    projector.show(scene("one"))
    kept_sample.window.activateWindow()
    for page in ("participants", "certificates", "settings"):
        kept_sample.go_to(page)
        keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        QTest.keyClick(kept_sample.window, Qt.Key.Key_B, keys)
        assert projector.state is ProjectorState.BLANK
        QTest.keyClick(kept_sample.window, Qt.Key.Key_B, keys)
        QTest.keyClick(kept_sample.window, Qt.Key.Key_F, keys)
        assert projector.state is ProjectorState.FROZEN
        QTest.keyClick(kept_sample.window, Qt.Key.Key_F, keys)
        assert projector.state is ProjectorState.LIVE


def test_one_screen_only_is_said_in_plain_words(
    kept_sample: Controller, projector: Projector
) -> None:
    projector.show(scene("one"))
    assert projector.screen_window is not None
    assert not projector.screen_window.isFullScreen()
    assert "Windows+P" in kept_sample.window.alarm.text


def test_unplugged_and_plugged_in_again_the_same_picture_comes_back(
    kept_sample: Controller, projector: Projector, monkeypatch: pytest.MonkeyPatch
) -> None:
    second: list[QScreen] = [QGuiApplication.primaryScreen()]
    monkeypatch.setattr(service, "other_screen", lambda _beside: second[0] if second else None)
    projector.show(scene("one"))
    assert projector.screen_window is not None
    assert projector.screen_window.isFullScreen()
    gone = second.pop()
    projector.on_screen_removed(gone)
    assert projector.state is ProjectorState.OFF
    assert "unplugged" in kept_sample.window.alarm.text
    second.append(gone)
    projector.on_screen_added(gone)
    assert (projector.state, seen(projector)) == (ProjectorState.LIVE, "one")


def test_escape_on_the_full_screen_only_asks_the_facilitator(
    kept_sample: Controller, projector: Projector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "other_screen", lambda _beside: QGuiApplication.primaryScreen())
    projector.show(scene("one"))
    assert projector.screen_window is not None
    QTest.keyClick(projector.screen_window, Qt.Key.Key_Escape)
    assert projector.is_live
    assert "Escape" in kept_sample.window.alarm.text


def test_the_machine_is_kept_awake_while_live(
    projector: Projector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(awake, "keeper", lambda _platform: ["/bin/sleep", "60"])
    projector.show(scene("one"))
    process = projector.awake._process
    assert process is not None
    assert process.poll() is None
    projector.close()
    assert process.poll() is not None
    assert not projector.awake.is_held


def test_a_system_that_offers_nothing_is_said(
    projector: Projector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(awake, "keeper", lambda _platform: [])
    projector.awake.hold("test")
    assert "switch off its sleep" in projector.awake.advice
    projector.awake.release("test")
    assert projector.awake.advice == ""

"""A fault of ours: said calmly, logged without anything that a person typed."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.ui.app.crash import CrashDialog, CrashGuard, details, remember_command
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.labels import PlainLabel

pytestmark = pytest.mark.usefixtures("app")
TYPED = "Somchai's blood type"


def fault() -> tuple[type[BaseException], BaseException]:
    try:
        raise ValueError(TYPED)
    except ValueError as error:
        return ValueError, error


def test_details_name_the_place_and_no_values() -> None:
    remember_command("EditProgramme")
    kind, error = fault()
    text = details(kind, error.__traceback__)
    assert "ValueError" in text
    assert "test_crash.py" in text
    assert "EditProgramme" in text
    assert "blood" not in text


def test_guard_logs_and_tells_once(qtbot: QtBot, home: Path) -> None:
    saved = datetime(2024, 11, 6, 14, 21, tzinfo=UTC)
    guard = CrashGuard(lambda: None, lambda: saved)
    kind, error = fault()
    guard.handle(kind, error, error.__traceback__)
    guard.handle(kind, error, error.__traceback__)
    dialogs = [w for w in QApplication.topLevelWidgets() if isinstance(w, CrashDialog)]
    shown = [dialog for dialog in dialogs if dialog.isVisible()]
    assert len(shown) == 1
    words = " ".join(label.text() for label in shown[0].findChildren(PlainLabel))
    assert "Something went wrong" in words
    assert f"saved up to {saved.astimezone():%H:%M}" in words
    log = (home / "logs" / "facilitator.log").read_text(encoding="utf-8")
    assert log.count("builtins.ValueError") == 2
    assert "blood" not in log
    buttons = {button.label: button for button in shown[0].findChildren(Button)}
    buttons["Copy details"].click()
    assert "ValueError" in QGuiApplication.clipboard().text()
    restarts: list[bool] = []
    guard.restart_requested.connect(lambda: restarts.append(True))
    buttons["Continue"].click()
    assert not shown[0].isVisible()
    assert restarts == []


def test_restart_is_asked_for(qtbot: QtBot) -> None:
    guard = CrashGuard(lambda: None, lambda: None)
    kind, error = fault()
    guard.handle(kind, error, error.__traceback__)
    with qtbot.waitSignal(guard.restart_requested):
        assert guard._open is not None
        next(b for b in guard._open.findChildren(Button) if b.label == "Restart").click()
    assert guard.wants_restart


def test_exceptions_in_slots_reach_the_guard(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    import threading

    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    guard = CrashGuard(lambda: None, lambda: None)
    guard.install()
    kind, error = fault()
    sys.excepthook(kind, error, error.__traceback__)
    assert guard._open is not None
    guard._open.accept()

"""Protecting, locking and unlocking a programme through the window, by keys."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from facilitator.application import protection
from facilitator.persistence import keys
from facilitator.support.settings import Settings
from facilitator.ui.app.controller import Controller
from facilitator.ui.dialogs.protect import Protect
from facilitator.ui.dialogs.unlock import Unlock

PASSPHRASE = "seven herons over the Mekong"  # noqa: S105 - of a sample
D = TypeVar("D", bound=QDialog)


pytestmark = pytest.mark.usefixtures("cheap_keys")


def _dialog(shell: Controller, qtbot: QtBot, kind: type[D]) -> D:
    def shown() -> list[D]:
        return [dialog for dialog in shell.window.findChildren(kind) if dialog.isVisible()]

    qtbot.waitUntil(lambda: len(shown()) == 1)
    return shown()[0]


def _protect(shell: Controller, qtbot: QtBot) -> Protect:
    shell.guard.protect()
    dialog = _dialog(shell, qtbot, Protect)
    qtbot.keyClicks(dialog.passphrase, PASSPHRASE)
    qtbot.keyClicks(dialog.again, PASSPHRASE)
    qtbot.keyClick(dialog.again, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.done_button.isVisible, timeout=20_000)
    return dialog


def test_protect_lock_and_unlock_by_keys(with_sample: Controller, qtbot: QtBot) -> None:
    shell = with_sample
    path = shell.document.path
    assert path is not None
    assert "not encrypted" in shell.window.header._facts.text()
    dialog = _protect(shell, qtbot)
    assert len(dialog.recovery.text().replace("\n", "-").split("-")) == 11
    qtbot.keyClick(dialog.done_button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: "not encrypted" not in shell.window.header._facts.text())
    assert protection.is_protected(path)
    shell.guard.lock()
    assert not shell.document.is_open
    unlock = _dialog(shell, qtbot, Unlock)
    assert shell.window.header.programme_title == ""
    qtbot.keyClicks(unlock.passphrase, "not this one at all")
    qtbot.keyClick(unlock.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: unlock._field.field.error != "", timeout=20_000)
    assert not shell.document.is_open
    unlock.passphrase.clear()
    qtbot.keyClicks(unlock.passphrase, PASSPHRASE)
    qtbot.keyClick(unlock.passphrase, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shell.document.is_open, timeout=20_000)


def test_two_entries_that_differ_are_said_beside_the_second(
    with_sample: Controller, qtbot: QtBot
) -> None:
    with_sample.guard.protect()
    dialog = _dialog(with_sample, qtbot, Protect)
    qtbot.keyClicks(dialog.passphrase, PASSPHRASE)
    qtbot.keyClicks(dialog.again, PASSPHRASE + "x")
    qtbot.keyClick(dialog.again, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog._second.field.error != "", timeout=20_000)
    assert not with_sample.document.workspace.is_protected
    dialog.reject()


def test_it_locks_by_itself_after_a_while(with_sample: Controller, qtbot: QtBot) -> None:
    shell = with_sample
    _protect(shell, qtbot).accept()
    shell.settings.lock_after = 5
    shell.guard.watch()
    assert shell.guard._idle.remainingTime() > 200_000
    shell.guard._idle.start(1)
    unlock = _dialog(shell, qtbot, Unlock)
    assert not shell.document.is_open
    unlock.reject()


def test_the_recovery_sheet_holds_the_key_and_no_title(tmp_path: Path) -> None:
    from facilitator.reports.recovery_sheet import write_recovery_sheet

    key = keys.derived(PASSPHRASE, keys.new_salt()).recovery
    write_recovery_sheet(key, "week.programme", tmp_path / "sheet.pdf")
    pdf = pypdfium2.PdfDocument(tmp_path / "sheet.pdf")
    text = pdf[0].get_textpage().get_text_bounded()
    pdf.close()
    assert all(group in text for group in key.split("-"))
    assert "week.programme" in text


def test_idle_time_is_one_of_the_choices(home: Path) -> None:
    settings = Settings(lock_after=7)
    settings.save()
    assert Settings.load().lock_after == 10


def test_who_does_not_know_the_passphrase_cannot_change_it_or_take_it_off(
    with_sample: Controller, qtbot: QtBot
) -> None:
    _protect(with_sample, qtbot).accept()
    before = with_sample.document.workspace.recovery_key
    qtbot.wait(1)
    with_sample.guard.protect()
    dialog = next(d for d in with_sample.window.findChildren(Protect) if d.isVisible())
    qtbot.keyClicks(dialog.present, "a guess, and a wrong one")
    dialog.take_off.click()
    qtbot.waitUntil(lambda: dialog._now.field.error != "", timeout=20_000)
    assert with_sample.document.workspace.recovery_key == before
    dialog.present.clear()
    qtbot.keyClicks(dialog.present, PASSPHRASE)
    dialog.take_off.click()
    qtbot.waitUntil(lambda: not with_sample.document.workspace.is_protected, timeout=20_000)
    qtbot.waitUntil(lambda: not with_sample.window.findChildren(Protect), timeout=20_000)

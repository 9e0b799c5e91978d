"""Attacks on the quick lock: what is left in the window, the memory and the clipboard."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from facilitator.application import protection
from facilitator.application.commands.people import EditParticipant
from facilitator.application.queries import groupwork
from facilitator.application.queries.people import participants
from facilitator.persistence import keys
from facilitator.persistence.keys import FileKey
from facilitator.support import pin
from facilitator.support.settings import Settings
from facilitator.ui.app.controller import Controller
from facilitator.ui.dialogs.unlock import Unlock

PASSPHRASE = "seven herons over the Mekong"  # noqa: S105 - of a sample
MARKER = "ZEBRAMARKER"
PAGES = ("participants", "programme", "attendance", "certificates", "data_protection")


@pytest.fixture
def shell(with_sample: Controller, cheap_keys: None) -> Iterator[Controller]:
    """The sample week, protected."""
    with_sample.document.workspace.protect(protection.new_key(PASSPHRASE, PASSPHRASE))
    with_sample.document.state_changed.emit()
    yield with_sample
    with_sample.group_mode.end()
    for dialog in with_sample.window.findChildren(QDialog):
        dialog.reject()


def _texts(item: QObject) -> Iterator[str]:
    for name in ("text", "toPlainText", "accessibleName", "toolTip", "windowTitle"):
        found = getattr(item, name, None)
        value = found() if callable(found) else found
        if isinstance(value, str):
            yield value
    if isinstance(item, QAbstractItemModel):
        is_list = isinstance(item, QAbstractListModel)
        for row in range(item.rowCount(QModelIndex())):
            for column in range(1 if is_list else item.columnCount(QModelIndex())):
                yield str(item.data(item.index(row, column)))


def _in_the_windows() -> str:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    tops = QApplication.topLevelWidgets()
    return "\n".join(text for top in tops for item in (top, *top.findChildren(QObject))
                     for text in _texts(item))  # fmt: skip


def _in_memory() -> list[Any]:
    """Rows and keys that somebody still holds."""
    gc.collect()
    return [
        thing
        for thing in gc.get_objects()
        if isinstance(thing, FileKey) or type(thing).__name__ == "ParticipantRow"
    ]


def test_after_the_lock_nothing_that_was_shown_is_left(shell: Controller, qtbot: QtBot) -> None:
    person = shell.document.query(participants)[0]
    name = f"{MARKER} Sample"
    shell.document.execute(EditParticipant(person.id, {"certificate_name": name}), tell=True)
    for page in PAGES:
        shell.go_to(page)
        QApplication.processEvents()
    shell.open_palette()
    shell.window.palette_overlay.open_with("ZEBRA")
    QApplication.processEvents()
    QGuiApplication.clipboard().setText(name)
    assert MARKER in _in_the_windows(), "the control"
    assert len(_in_memory()) > 35, "the control"
    shell.guard.lock()
    QApplication.processEvents()
    assert MARKER not in _in_the_windows()
    assert QGuiApplication.clipboard().text() == ""
    assert keys._unlocked == {}
    assert not shell.document.can_undo
    del person
    assert _in_memory() == []
    assert shell.window.isVisible()
    assert [dialog for dialog in shell.window.findChildren(Unlock) if dialog.isVisible()]


def test_a_form_that_was_up_before_a_crash_does_not_keep_the_programme_open(
    shell: Controller, qtbot: QtBot
) -> None:
    """It stands in the settings, but nobody answers it: the laptop may lie unwatched."""
    shell.settings.kiosk = [str(shell.document.path), "gone since"]
    shell.guard._on_idle()
    assert not shell.document.is_open
    assert keys._unlocked == {}


def test_a_form_that_does_not_come_up_after_a_crash_is_not_looked_for_again(
    shell: Controller, qtbot: QtBot
) -> None:
    """Else each start would ask for the passphrase of that programme, or open it unasked."""
    path = str(shell.document.path)
    shell.settings.kiosk = [path, "gone since"]
    assert shell.resume_kiosk()
    assert shell.settings.kiosk == []
    shell.close_programme()
    for place in (path, f"{path} that is not there"):  # the passphrase is asked for; no such file
        shell.settings.kiosk = [place, "gone since"]
        assert not shell.resume_kiosk()
        assert Settings.load().kiosk == []


def test_an_idle_group_is_not_locked_out_of_its_own_work(shell: Controller, qtbot: QtBot) -> None:
    shell.settings.group_pin = pin.hashed("2580")
    assert shell.group_mode.start(shell.document.query(groupwork.team_named, "C"))
    shell.guard._on_idle()
    assert shell.document.is_open
    assert shell.guard._idle.isActive()


def test_a_programme_that_was_closed_asks_for_its_passphrase_again(
    shell: Controller, qtbot: QtBot
) -> None:
    path = shell.document.path
    assert path is not None
    shell.close_programme()
    assert keys._unlocked == {}
    assert not shell.open_programme(path)
    qtbot.waitUntil(lambda: bool(shell.window.findChildren(Unlock)))

"""Asks for the passphrase of a protected programme. The key is made on another thread."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QWidget

from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.tasks.runner import Runner
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import column, foot


def passphrase_line() -> QLineEdit:
    """A line for a passphrase: dots, and no help from the system that would learn the word."""
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    return line


class Unlock(QDialog):
    """Opened with `open()`; `unlocked` when the key is there. The file is named, its title not."""

    unlocked = Signal()

    def __init__(self, path: Path, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path, self._runner = path, runner
        self.setWindowTitle(tr("Protected programme"))
        self.setMinimumWidth(theme.px(440))
        self.passphrase = passphrase_line()
        self._field = FormField(
            tr("Passphrase"), self.passphrase, tr("Or the recovery key from the printed sheet.")
        )
        self.show_box = QCheckBox(tr("Show what I type"))
        self.show_box.toggled.connect(self._on_show)
        self._cancel = Button(tr("Cancel"))
        self.open_button = Button(tr("Unlock"), Kind.PRIMARY, icon="lock-open")
        self.passphrase.returnPressed.connect(self._on_unlock)
        self._cancel.clicked.connect(self.reject)
        self.open_button.clicked.connect(self._on_unlock)
        whole = column(self, (24, 22, 24, 20), spacing=16)
        whole.addWidget(PlainLabel(tr("This programme is protected"), "title"))
        whole.addWidget(PlainLabel(path.name, "body", "text2"))
        whole.addWidget(self._field)
        whole.addWidget(self.show_box)
        whole.addStretch(1)
        whole.addLayout(foot(self._cancel, self.open_button))
        self.passphrase.setFocus()

    def _on_show(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signal
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.passphrase.setEchoMode(mode)

    def _on_unlock(self) -> None:
        from facilitator.application import protection

        secret = self.passphrase.text()
        if not secret:
            self._field.show_error(tr("Type the passphrase of this programme."))
            return
        self._field.show_error("")
        self._be_busy(busy=True)
        task = self._runner.start(lambda _job: protection.unlock(self._path, secret))
        task.finished.connect(self._on_unlocked)
        task.failed.connect(self._on_failed)

    def _be_busy(self, *, busy: bool) -> None:
        self.open_button.setText(tr("Unlocking…") if busy else tr("Unlock"))
        for part in (self.open_button, self.passphrase):
            part.setEnabled(not busy)

    def _on_unlocked(self, _result: object) -> None:
        self.passphrase.clear()
        self.accept()
        self.unlocked.emit()

    def _on_failed(self, problem: Exception) -> None:
        self._be_busy(busy=False)
        self._field.show_error(str(problem))
        self.passphrase.selectAll()
        self.passphrase.setFocus()

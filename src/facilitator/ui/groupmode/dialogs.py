"""Small dialogs of group work: a new PIN and minutes, a passphrase, a comment."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from facilitator.domain.protection import check_passphrase
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.groupmode.asking import Ask, new_pin, pin_line


class StartGroupMode(Ask):
    """Minutes for the task, and at first use the facilitator's PIN."""

    wanted = Signal(int, str)
    """Minutes (0 for no clock), and the hash of a new PIN or ''."""

    def __init__(self, team: str, *, needs_pin: bool, parent: QWidget | None = None) -> None:
        said = tr("The window fills the screen and holds this team's work only. You leave it with "
                  "your PIN. It prevents accidents, not attacks: an app cannot stop the system's "
                  "own keys.")  # fmt: skip
        super().__init__(tr("Group mode: {team}", team=team), said, tr("Start"), parent)
        self.minutes = QSpinBox()
        self.minutes.setRange(0, 240)
        self.minutes.setSpecialValueText(tr("No clock"))
        self.add(tr("Minutes for the task"), self.minutes)
        self.pin = self.again = None
        if needs_pin:
            hint = tr("Four to eight digits. Write it down: it is asked for to leave.")
            self.pin = self.add(tr("Your PIN"), pin_line(), hint)
            self.again = self.add(tr("Your PIN once more"), pin_line())

    def on_ok(self) -> None:
        kept: str | None = ""
        if self.pin is not None and self.again is not None:
            kept = new_pin(self.pin, self.again)
        if kept is None:
            return
        self.wanted.emit(self.minutes.value(), kept)
        self.accept()


class AskPassphrase(Ask):
    """A passphrase, twice for a new one; an empty new one means no encryption."""

    given = Signal(str)

    def __init__(self, *, new: bool, parent: QWidget | None = None) -> None:
        said = tr("Leave it empty to write the file without encryption. The team needs the passphrase "
                  "to open it.") if new else tr("This file is protected by a passphrase.")  # fmt: skip
        act = tr("Go on") if new else tr("Open")
        super().__init__(tr("Passphrase of the file"), said, act, parent)
        self.first, self.second = QLineEdit(), QLineEdit()
        for line in (self.first, self.second):
            line.setEchoMode(QLineEdit.EchoMode.Password)
        self.once = self.add(tr("Passphrase"), self.first)
        self.again = self.add(tr("Passphrase once more"), self.second) if new else None

    def on_ok(self) -> None:
        if self.again is not None and self.first.text() != self.second.text():
            self.again.show_error(tr("The two are not the same."))
            return
        if self.again is not None and self.first.text():
            try:
                check_passphrase(self.first.text(), self.second.text())
            except RuleViolation as refusal:
                self.once.show_error(str(refusal))
                return
        self.given.emit(self.first.text())
        self.accept()


class AskComment(Ask):
    """What the team is told with the work that goes back to it."""

    given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        said = tr("The team can go on then. It reads this above its work.")
        super().__init__(tr("Send back to the team"), said, tr("Send back"), parent)
        self.text = QPlainTextEdit()
        self.text.setFixedHeight(theme.px(96))
        self.field = self.add(tr("Comment"), self.text)

    def on_ok(self) -> None:
        if not self.text.toPlainText().strip():
            self.field.show_error(tr("Say what should be done."))
            self.text.setFocus()
            return
        self.given.emit(self.text.toPlainText())
        self.accept()

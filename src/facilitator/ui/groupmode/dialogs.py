"""Small dialogs of group work: a new PIN and minutes, a passphrase, a comment."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QDialog, QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from facilitator.domain.protection import check_passphrase
from facilitator.support import pin
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import column, foot


class _Ask(QDialog):
    """A title, a sentence, fields, and two buttons; `act` names what happens."""

    def __init__(self, title: str, said: str, act: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.px(440))
        self.body = column(self, (24, 20, 24, 20), spacing=14)
        self.body.addWidget(PlainLabel(title, "subtitle"))
        self.body.addWidget(PlainLabel(said, "body", "text2", wrap=True))
        cancel = Button(tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.ok = Button(act, Kind.PRIMARY)
        self.ok.clicked.connect(self.on_ok)
        self.foot = foot(cancel, self.ok)
        self.finished.connect(self.deleteLater)

    def add(self, label: str, control: QWidget, hint: str = "") -> FormField:
        """A field above the buttons."""
        made = FormField(label, control, hint)
        self.body.addWidget(made)
        if isinstance(control, QLineEdit):
            control.returnPressed.connect(self.on_ok)
        return made

    def finish(self) -> None:
        """Put the buttons below."""
        self.body.addLayout(self.foot)

    def on_ok(self) -> None:
        """Check, and say what was wished."""


def _pin_line() -> QLineEdit:
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setMaxLength(8)
    line.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]*"), line))
    return line


class StartGroupMode(_Ask):
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
            self.pin = self.add(tr("Your PIN"), _pin_line(), hint)
            self.again = self.add(tr("Your PIN once more"), _pin_line())
        self.finish()

    def on_ok(self) -> None:
        kept = ""
        if self.pin is not None and self.again is not None:
            first, second = self.pin.control, self.again.control
            assert isinstance(first, QLineEdit)  # noqa: S101
            assert isinstance(second, QLineEdit)  # noqa: S101
            try:
                kept = pin.hashed(first.text())
            except RuleViolation as refusal:
                self.pin.show_error(str(refusal))
                first.setFocus()
                return
            if first.text() != second.text():
                self.again.show_error(tr("The two are not the same."))
                second.setFocus()
                return
        self.wanted.emit(self.minutes.value(), kept)
        self.accept()


class AskPassphrase(_Ask):
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
        self.finish()

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


class AskComment(_Ask):
    """What the team is told with the work that goes back to it."""

    given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        said = tr("The team can go on then. It reads this above its work.")
        super().__init__(tr("Send back to the team"), said, tr("Send back"), parent)
        self.text = QPlainTextEdit()
        self.text.setFixedHeight(theme.px(96))
        self.field = self.add(tr("Comment"), self.text)
        self.finish()

    def on_ok(self) -> None:
        if not self.text.toPlainText().strip():
            self.field.show_error(tr("Say what should be done."))
            self.text.setFocus()
            return
        self.given.emit(self.text.toPlainText())
        self.accept()

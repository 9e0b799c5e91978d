"""The facilitator's PIN before the screen is locked, and the plain question that it is built on."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from facilitator.support import pin
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import column, foot


class Ask(QDialog):
    """A title, a sentence, and two buttons; `act` names what happens."""

    def __init__(
        self,
        title: str,
        said: str,
        act: str,
        parent: QWidget | None = None,
        *,
        danger: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.px(440))
        self.body = column(self, (24, 20, 24, 20), spacing=14)
        self.body.addWidget(PlainLabel(title, "subtitle"))
        self.body.addWidget(PlainLabel(said, "body", "text2", wrap=True))
        self.fields = column(spacing=12)
        self.body.addLayout(self.fields)
        cancel = Button(tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.ok = Button(act, Kind.DANGER if danger else Kind.PRIMARY)
        self.ok.clicked.connect(self.on_ok)
        self.body.addLayout(foot(cancel, self.ok))
        self.finished.connect(self.deleteLater)

    def on_ok(self) -> None:
        """The act was chosen."""
        self.accept()


def _pin_field(dialog: Ask, label: str) -> FormField:
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setMaxLength(8)
    line.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]*"), line))
    line.returnPressed.connect(dialog.on_ok)
    made = FormField(label, line)
    dialog.fields.addWidget(made)
    if dialog.focusWidget() is None:
        line.setFocus()  # else the dialog begins at "Cancel"
    return made


class AskKeptPin(Ask):
    """The PIN that was set earlier, typed before the screen is locked: nobody is locked in by a
    number that they have forgotten or never knew."""

    new_wished = Signal()
    """The facilitator wants another PIN."""

    def __init__(self, kept: str, parent: QWidget | None = None) -> None:
        said = tr("The screen is locked until your PIN is typed: the one set on this laptop before, "
                  "which is the same for all programmes and for group mode.")  # fmt: skip
        super().__init__(tr("Your PIN"), said, tr("Begin"), parent)
        self._kept = kept
        self.typed = _pin_field(self, tr("PIN"))
        self.other = Button(tr("I do not know it: choose a new one"), Kind.GHOST)
        self.other.clicked.connect(self._on_other)
        self.fields.addWidget(self.other)

    def on_ok(self) -> None:
        line = self.typed.control
        assert isinstance(line, QLineEdit)  # noqa: S101 - made above
        if pin.fits(line.text(), self._kept):
            self.accept()
            return
        self.typed.show_error(tr("That is not your PIN."))
        line.selectAll()
        line.setFocus()

    def _on_other(self) -> None:
        self.reject()
        self.new_wished.emit()


class AskNewPin(Ask):
    """The facilitator's PIN, at first use."""

    given = Signal(str)
    """The hash of the new PIN."""

    def __init__(self, parent: QWidget | None = None) -> None:
        said = tr("The screen is locked until your PIN is typed. It prevents accidents, not attacks. "
                  "Write the PIN down.")  # fmt: skip
        super().__init__(tr("Your PIN"), said, tr("Begin"), parent)
        self.first = _pin_field(self, tr("PIN, four to eight digits"))
        self.second = _pin_field(self, tr("PIN once more"))

    def on_ok(self) -> None:
        first, second = self.first.control, self.second.control
        assert isinstance(first, QLineEdit)  # noqa: S101 - made above
        assert isinstance(second, QLineEdit)  # noqa: S101 - made above
        try:
            kept = pin.hashed(first.text())
        except RuleViolation as refusal:
            self.first.show_error(str(refusal))
            return
        if first.text() != second.text():
            self.second.show_error(tr("The two are not the same."))
            return
        self.given.emit(kept)
        self.accept()

"""The small dialog on which those of group work and of the locked window are built, and its PINs."""

from __future__ import annotations

from PySide6.QtCore import QRegularExpression
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
    """A title, a sentence, fields, and two buttons; `act` names what happens."""

    def __init__(
        self, title: str, said: str, act: str, parent: QWidget | None = None, *,
        danger: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.px(440))
        self.body = column(self, (24, 20, 24, 20), spacing=14)
        self.body.addWidget(PlainLabel(title, "subtitle"))
        self.body.addWidget(PlainLabel(said, "body", "text2", wrap=True))
        self.fields = column(spacing=14)
        self.body.addLayout(self.fields)
        cancel = Button(tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.ok = Button(act, Kind.DANGER if danger else Kind.PRIMARY)
        self.ok.clicked.connect(self.on_ok)
        self.body.addLayout(foot(cancel, self.ok))
        self.finished.connect(self.deleteLater)

    def add(self, label: str, control: QWidget, hint: str = "") -> FormField:
        """A field above the buttons; the dialog begins in the first one."""
        made = FormField(label, control, hint)
        self.fields.addWidget(made)
        if isinstance(control, QLineEdit):
            control.returnPressed.connect(self.on_ok)
        if self.focusWidget() is None:
            control.setFocus()  # else the dialog begins at "Cancel"
        return made

    def on_ok(self) -> None:
        """The act was chosen."""
        self.accept()


def pin_line() -> QLineEdit:
    """A line that takes the digits of a PIN and shows none."""
    line = QLineEdit()
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.setMaxLength(8)
    line.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]*"), line))
    return line


def new_pin(once: FormField, again: FormField) -> str | None:
    """The hash of a new PIN that was typed twice; None after its fault was said below a field."""
    first, second = once.control, again.control
    assert isinstance(first, QLineEdit)  # noqa: S101 - made by `pin_line`
    assert isinstance(second, QLineEdit)  # noqa: S101 - made by `pin_line`
    try:
        hashed = pin.hashed(first.text())
    except RuleViolation as refusal:
        once.show_error(str(refusal))
        first.setFocus()
        return None
    if first.text() != second.text():
        again.show_error(tr("The two are not the same."))
        second.setFocus()
        return None
    return hashed

"""Small forms that open under a person's head: put a certificate right, decide against the rules."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from facilitator.domain.certificates import CertificateKind
from facilitator.support.i18n import tr
from facilitator.ui.pages.certificates.words import Entry, kind_word
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.layouts import column, row

NONE = "none"


class ReissueRoom(QWidget):
    """The right name, and why: the old number becomes void, a new one is given."""

    asked = Signal(str, str, str)
    """Name, name in own script, reason."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self.own, self.reason = QLineEdit(), QLineEdit(), QLineEdit()
        self.name_field = FormField(tr("Name as it should be"), self.name)
        own = FormField(tr("Name in own script"), self.own)
        self.reason_field = FormField(
            tr("Why is it issued again?"), self.reason,
            tr("The old number stays in the register as void."),
        )  # fmt: skip
        self.confirm = Button(tr("Void the old, issue the new"), icon="refresh-cw")
        self.cancel = Button(tr("Leave it"), Kind.OUTLINE)
        for line in (self.name, self.own, self.reason):
            line.returnPressed.connect(self._on_confirm)
        self.confirm.clicked.connect(self._on_confirm)
        self.cancel.clicked.connect(self.hide)
        names = row(spacing=12)
        names.addWidget(self.name_field, 1)
        names.addWidget(own, 1)
        buttons = row(spacing=8)
        buttons.addWidget(self.confirm)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        whole = column(self, spacing=8)
        whole.addLayout(names)
        whole.addWidget(self.reason_field)
        whole.addLayout(buttons)
        self.hide()

    def ask(self, entry: Entry) -> None:
        """Open for a person."""
        self.name.setText(entry.candidate.name)
        self.own.setText(entry.candidate.own_script_name)
        self.reason.clear()
        self.name_field.show_error("")
        self.reason_field.show_error("")
        self.show()
        self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_confirm(self) -> None:
        self.asked.emit(self.name.text(), self.own.text(), self.reason.text())


class DecideRoom(QWidget):
    """Another certificate than the rules propose, with the reason that is kept."""

    decided = Signal(object, str)
    """The kind, or None for no certificate, and the reason."""
    rules_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = QComboBox()
        for key in (*CertificateKind, None):
            self.kind.addItem(kind_word(key), str(key or NONE))
        kind = FormField(tr("Certificate"), self.kind)
        self.reason = QLineEdit()
        self.reason_field = FormField(tr("Why, against the rules?"), self.reason,
                                      tr("Kept with the name"))  # fmt: skip
        self.confirm = Button(tr("Decide"), icon="check")
        self.follow = Button(tr("Follow the rules"), icon="undo-2")
        self.cancel = Button(tr("Leave it"), Kind.OUTLINE)
        self.reason.returnPressed.connect(self._on_confirm)
        self.confirm.clicked.connect(self._on_confirm)
        self.follow.clicked.connect(self.rules_asked)
        self.cancel.clicked.connect(self.hide)
        fields = row(spacing=12)
        fields.addWidget(kind, 1)
        fields.addWidget(self.reason_field, 2)
        buttons = row(spacing=8)
        for button in (self.confirm, self.follow, self.cancel):
            buttons.addWidget(button)
        buttons.addStretch(1)
        whole = column(self, spacing=8)
        whole.addLayout(fields)
        whole.addLayout(buttons)
        self.hide()

    def ask(self, entry: Entry) -> None:
        """Open for a person."""
        made = entry.candidate.eligibility
        self.kind.setCurrentIndex(max(0, self.kind.findData(str(made.kind or NONE))))
        self.reason.setText(made.decision.reason if made.decision else "")
        self.follow.setVisible(made.decision is not None)
        self.reason_field.show_error("")
        self.show()
        self.kind.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_confirm(self) -> None:
        key = self.kind.currentData()
        self.decided.emit(None if key == NONE else CertificateKind(key), self.reason.text())

"""Checking and signing: is this certificate genuine, and the key that signs ours.

What a code is worth is said by `reports.certificate_check`; keys are kept by `application.signing`.
No network is used. A passphrase is asked for and forgotten; the unlocked key lives while it signs.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget

from facilitator.application import signing
from facilitator.domain.certificate_code import Verdict, fingerprint
from facilitator.support.clock import today
from facilitator.support.errors import FacilitatorError, RuleViolation
from facilitator.support.i18n import tr, trn
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.cards import Card, Panel
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import IconLabel, PlainLabel
from facilitator.ui.widgets.layouts import column, row
from facilitator.ui.widgets.messages import InlineMessage

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from facilitator.application.jobs import Job
    from facilitator.reports.certificate_check import Finding
    from facilitator.ui.app.context import Context
    from facilitator.ui.app.document import Document
    from facilitator.ui.tasks.runner import Task

MOST_SHOWN = 60
_LOOKS = {
    Verdict.GENUINE: ("badge-check", "ok"), Verdict.ALTERED: ("circle-x", "danger"),
    Verdict.VOID: ("ban", "danger"), Verdict.UNKNOWN_KEY: ("circle-help", "warn"),
    Verdict.NO_CODE: ("circle-help", "warn"),
}  # fmt: skip


class CheckPart(QWidget):
    """Takes a file or the text of a code, and says what it is worth."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._task: Task | None = None
        self.setAcceptDrops(True)
        self.signing = SigningPanel(context)
        line = row(self, spacing=16)
        line.addWidget(self._checking(), 3)
        line.addWidget(self.signing, 2, Qt.AlignmentFlag.AlignTop)

    def _checking(self) -> QWidget:
        panel = Panel(tr("Is it genuine?"))
        panel.body.addWidget(PlainLabel(tr(
            "Choose a certificate as PDF or as a picture of its code, drop it here, or paste the text "
            "that a phone reads. Nothing leaves this computer."
        ), "body", "text2", wrap=True))  # fmt: skip
        self.text = QLineEdit()
        self.text.setPlaceholderText("FC1:…")
        self.text.returnPressed.connect(self._on_text)
        field = FormField(tr("Text of the code"), self.text)
        self.choose = Button(tr("Choose a file"), icon="folder-open")
        self.choose.clicked.connect(self._on_choose)
        tools = row(spacing=12)
        tools.addWidget(field, 1)
        tools.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignBottom)
        panel.body.addLayout(tools)
        self.problem = InlineMessage()
        panel.body.addWidget(self.problem)
        self._found = QWidget()
        self._found.setProperty("clear", True)
        self._lines = column(self._found, spacing=8)
        self._lines.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self._found)
        area.setAccessibleName(tr("What was found"))
        panel.body.addWidget(area, 1)
        return panel

    # Asking ---------------------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for url in event.mimeData().urls():
            if url.isLocalFile():
                self.check(Path(url.toLocalFile()))
                return

    def _on_text(self) -> None:
        if self.text.text().strip():
            self.check(self.text.text().strip())

    def _on_choose(self) -> None:
        kinds = f"{tr('Certificates and pictures')} (*.pdf *.png *.jpg *.jpeg *.txt)"
        self._context.files.to_open(self, tr("Which certificate?"), kinds, Path.home(),
                                    self.check)  # fmt: skip

    def check(self, what: Path | str) -> None:
        """Say what the certificate in a file, or the text of a code, is worth."""
        from facilitator.reports.certificate_check import check_file, check_text

        known, void = signing.issuers(), signing.void_codes(self._context.document.workspace)

        def work(job: Job) -> list[Finding]:
            job.check()
            if isinstance(what, Path):
                return check_file(what, known, void)
            return [check_text(what, known, void)]

        self._task = self._context.runner.start(work)
        self._task.finished.connect(self.show_findings)
        self._task.failed.connect(self.tell_failure)

    # Showing --------------------------------------------------------------------------------------

    def tell_failure(self, error: Exception) -> None:
        """Say that the file could not be read."""
        self.show_findings([])
        self.problem.tell_failure(error)

    def show_findings(self, findings: list[Finding]) -> None:
        """Show what was found, worst first."""
        self.problem.dismiss()
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        ordered = sorted(findings, key=lambda found: found.verdict is Verdict.GENUINE)
        for finding in ordered[:MOST_SHOWN]:
            self._lines.addWidget(_card(finding))
        self._lines.addStretch(1)


def _card(finding: Finding) -> Card:
    from facilitator.reports.certificate_words import explanation, fact_lines, verdict_word

    icon, ink = _LOOKS[finding.verdict]
    word = verdict_word(finding.verdict)
    if finding.page:
        word = tr("Page {number}: {word}", number=finding.page, word=word)
    card = Card()
    words = column(spacing=2)
    words.addWidget(PlainLabel(word, "subtitle", ink))
    words.addWidget(PlainLabel(explanation(finding), "body", wrap=True))
    facts = finding.checked.opened.facts
    for name, value in fact_lines(facts) if facts else []:
        words.addWidget(PlainLabel(f"{name}: {value}", "small", "text2", wrap=True))
    line = row(spacing=12)
    line.addWidget(IconLabel(icon, ink, 24), 0, Qt.AlignmentFlag.AlignTop)
    line.addLayout(words, 1)
    card.body.addLayout(line)
    card.setAccessibleName(word)
    return card


class SigningPanel(Panel):
    """The key that signs our certificates: made, used, published; how it is kept safe."""

    signed = Signal(int)
    """So many certificates were signed."""
    problem_told = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(tr("Signing our certificates"), parent)
        self._context = context
        self._state = PlainLabel("", "body", wrap=True)
        self._print = PlainLabel("", "small", "text2", wrap=True, numbers=True)
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.field = FormField(tr("Passphrase of the key"), self.passphrase)
        self.again = QLineEdit()
        self.again.setEchoMode(QLineEdit.EchoMode.Password)
        self.again_field = FormField(tr("Once more"), self.again)
        self.act = Button("", icon="lock")
        self.publish = Button(tr("Publish the public key…"), icon="file-down")
        self.sheet = Button(tr("Print the public key…"), icon="printer")
        self.folder = PlainLabel("", "small", "text2", wrap=True)
        for widget in (self._state, self._print, self.field, self.again_field):
            self.body.addWidget(widget)
        self.body.addWidget(self.act, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.publish, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.sheet, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.folder)
        self.act.clicked.connect(self._on_act)
        for line in (self.passphrase, self.again):
            line.returnPressed.connect(self._on_act)
        self.publish.clicked.connect(self._on_publish)
        self.sheet.clicked.connect(self._on_sheet)

    @property
    def _document(self) -> Document:
        return self._context.document

    def refresh(self) -> None:
        """Show the key, and how many certificates wait for it."""
        keys = signing.own_keys()
        waiting = len(signing.unsigned(self._document.workspace))
        locked = self._document.read_only
        self._print.setVisible(bool(keys))
        self.again_field.setVisible(not keys)
        self.publish.setVisible(bool(keys))
        self.sheet.setVisible(bool(keys))
        if not keys:
            self._state.setText(tr(
                "No key yet. With one, each certificate carries a code that proves name, programme and "
                "dates without any network. The key is locked with a passphrase of {least} characters "
                "or more.", least=signing.LEAST_CHARACTERS,
            ))  # fmt: skip
            self.act.setText(tr("Make the key"))
        else:
            self._state.setText(
                trn("{n} certificate is not signed yet.", "{n} certificates are not signed yet.",
                    waiting)
                if waiting else tr("Every certificate in force is signed.")
            )  # fmt: skip
            self._print.setText(tr("{issuer}. Fingerprint: {text}", issuer=keys[-1].issuer,
                                   text=fingerprint(keys[-1].public_key)))  # fmt: skip
            self.act.setText(tr("Sign them"))
        usable = not keys or (waiting > 0 and not locked)
        self.act.setVisible(usable)
        self.folder.setText(tr(
            "Copy the folder {folder} to a stick and keep the passphrase elsewhere: whoever has both "
            "can sign, and nobody can without them.", folder=signing.keys_folder(),
        ))  # fmt: skip

    def _on_act(self) -> None:
        typed, again = self.passphrase.text(), self.again.text()
        for line, field in ((self.passphrase, self.field), (self.again, self.again_field)):
            line.clear()
            field.show_error("")
        workspace = self._document.workspace
        try:
            keys = signing.own_keys()
            if not keys:
                self._make_key(typed, again)
            else:
                count = signing.sign_missing(workspace, signing.unlock(keys[-1].path, typed))
                self.signed.emit(count)
        except FacilitatorError as problem:
            self.field.show_error(str(problem))
            self.passphrase.setFocus()
        self.refresh()

    def _make_key(self, typed: str, again: str) -> None:
        """A slip of the finger in what is typed once would lock the key for good."""
        from facilitator.application.queries.programme import the_programme

        if typed != again:
            raise RuleViolation("passphrase-differs", field="again")
        signing.make_key(signing.issuer_name(self._document.query(the_programme)), typed)

    def _unlocked(self) -> Ed25519PrivateKey | None:
        """The key that the typed passphrase opens; where it does not, the field says so."""
        typed = self.passphrase.text()
        self.field.show_error("")
        try:
            private = signing.unlock(signing.own_keys()[-1].path, typed)
        except FacilitatorError as problem:
            self.field.show_error(str(problem))
            self.passphrase.setFocus()
            return None
        self.passphrase.clear()
        return private

    def _on_publish(self) -> None:
        private = self._unlocked()  # the list of what is void is signed
        if private is None:
            return
        kinds = f"{tr('Public keys')} (*.json)"
        start = self._document.workspace.path.with_name("issuer.json")
        self._context.files.to_save(self, tr("Where to put the public key"), kinds, start,
                                    partial(self.publish_to, private))  # fmt: skip

    def publish_to(self, private: Ed25519PrivateKey, path: Path) -> None:
        """Write what others need to check our certificates."""
        try:
            key = signing.own_keys()[-1]
            signing.publish(self._document.workspace, key, private, path, today())
        except FacilitatorError as problem:
            self.problem_told.emit(str(problem))

    def _on_sheet(self) -> None:
        kinds = f"{tr('PDF documents')} (*.pdf)"
        start = self._document.workspace.path.with_name("public-key.pdf")
        self._context.files.to_save(self, tr("Where to put the sheet"), kinds, start, self.print_to)

    def print_to(self, path: Path) -> None:
        """Write the sheet with the public key, to hang up or to send."""
        from facilitator.application.queries.programme import the_programme
        from facilitator.reports.certificate_key_sheet import write_key_sheet

        try:
            key = signing.own_keys()[-1]
            write_key_sheet(key, self._document.query(the_programme), path)
        except FacilitatorError as problem:
            self.problem_told.emit(str(problem))

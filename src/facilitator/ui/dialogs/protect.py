"""Protects the open programme with a passphrase, changes it, or takes it off.

Setting one ends on the recovery key: without the passphrase and without this key nobody, not even
its makers, can open the file again.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from facilitator.support.errors import FacilitatorError
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.app.context import Context
from facilitator.ui.dialogs.unlock import passphrase_line
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import column, foot
from facilitator.ui.widgets.messages import InlineMessage

if TYPE_CHECKING:
    from facilitator.application.jobs import Job


class Protect(QDialog):
    """Opened with `open()`, on an open programme that may be changed."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._workspace = context.document.workspace
        self.setWindowTitle(tr("Protect the programme"))
        self.setMinimumWidth(theme.px(570))
        self._steps = QStackedWidget()
        self._steps.addWidget(self._build_asking())
        self._steps.addWidget(self._build_recovery())
        column(self, (24, 22, 24, 20)).addWidget(self._steps)
        (self.present if self._workspace.is_protected else self.passphrase).setFocus()

    # Asking ---------------------------------------------------------------------------------------

    def _build_asking(self) -> QWidget:
        protected = self._workspace.is_protected
        holder = QWidget()
        whole = column(holder, spacing=16)
        heading = tr("Change the passphrase") if protected else tr("Protect with a passphrase")
        whole.addWidget(PlainLabel(heading, "title"))
        whole.addWidget(PlainLabel(tr(
            "The programme file and its automatic copies are encrypted. What was written to this "
            "disk before may still be found on it by experts: encrypt the disk of the laptop too."
        ), "body", "text2", wrap=True))  # fmt: skip
        self.passphrase, self.again = passphrase_line(), passphrase_line()
        self._first = FormField(
            tr("New passphrase"), self.passphrase,
            tr("Four or five words that only you would put together."),
        )  # fmt: skip
        self._second = FormField(tr("The same once more"), self.again)
        self.present = passphrase_line()
        self._now = FormField(tr("Present passphrase"), self.present, tr("Or the recovery key."))
        self._problem = InlineMessage()
        whole.addWidget(self._now)
        whole.addWidget(self._first)
        whole.addWidget(self._second)
        whole.addWidget(self._problem)
        whole.addStretch(1)
        self._cancel = Button(tr("Cancel"))
        self._cancel.clicked.connect(self.reject)
        self.take_off = Button(tr("Take the protection off"), icon="lock-open")
        self.take_off.clicked.connect(self._on_take_off)
        self.protect_button = Button(heading, Kind.PRIMARY, icon="lock")
        self.again.returnPressed.connect(self._on_protect)
        self.protect_button.clicked.connect(self._on_protect)
        whole.addLayout(foot(self._cancel, self.protect_button, start=(self.take_off,)))
        if not protected:
            self._now.hide()
            self.take_off.hide()
        return holder

    def _on_protect(self) -> None:
        from facilitator.application import protection

        words = self.passphrase.text(), self.again.text()
        self._check_and(lambda: protection.new_key(*words))

    def _on_take_off(self) -> None:
        self._check_and(lambda: None)

    def _check_and(self, make: Callable[[], object]) -> None:
        """Have the present passphrase checked and the new key made, on another thread."""
        from facilitator.application import protection

        for field in (self._now, self._first, self._second):
            field.show_error("")
        path, present = self._workspace.path, self.present.text()
        protected = self._workspace.is_protected

        def work(_job: Job) -> object:
            if protected:
                protection.check_present(path, present)
            return make()

        self._be_busy(busy=True)
        task = self._context.runner.start(work)
        task.finished.connect(self._use_key)
        task.failed.connect(self._on_failed)

    def _use_key(self, key: object) -> None:
        """Write the file under the new key, here, then its copies, on another thread."""
        from facilitator.application import protection

        chosen = key if isinstance(key, protection.FileKey) else None
        self._be_busy(busy=True)
        try:
            self._workspace.protect(chosen)
        except FacilitatorError as problem:
            self._on_failed(problem)
            return
        self._context.document.state_changed.emit()
        programme = self._workspace.programme_id
        task = self._context.runner.start(
            lambda job: protection.protect_copies(programme, chosen, job)
        )
        task.finished.connect(self._on_done)
        task.failed.connect(self._on_failed)

    def _on_failed(self, problem: Exception) -> None:
        self._be_busy(busy=False)
        fields = {"present": self._now, "passphrase": self._first, "again": self._second}
        place = fields.get(getattr(problem, "field", ""))
        if place is None:
            self._problem.tell("danger", str(problem))
        else:
            place.show_error(str(problem))
            place.control.setFocus()

    def _be_busy(self, *, busy: bool) -> None:
        parts = (
            self.present,
            self.passphrase,
            self.again,
            self.take_off,
            self._cancel,
            self.protect_button,
        )
        for part in parts:
            part.setEnabled(not busy)

    def _on_done(self, _result: object) -> None:
        for line in (self.present, self.passphrase, self.again):
            line.clear()
        if not self._workspace.is_protected:
            self.accept()
            self._context.shell.tell(tr("The programme is not protected any more"))
            return
        self.recovery.setText(_in_two_lines(self._workspace.recovery_key))
        self._steps.setCurrentIndex(1)
        self.done_button.setFocus()

    # The recovery key -----------------------------------------------------------------------------

    def _build_recovery(self) -> QWidget:
        holder = QWidget()
        whole = column(holder, spacing=16)
        whole.addWidget(PlainLabel(tr("Put the recovery key away"), "title"))
        whole.addWidget(PlainLabel(tr(
            "The programme is protected. If the passphrase is forgotten, only this key opens the "
            "file. Print the sheet, keep it in a safe place and not beside the laptop. An earlier "
            "sheet of this programme opens nothing any more, except copies on sticks made before."
        ), "body", "text2", wrap=True))  # fmt: skip
        self.recovery = PlainLabel("", "subtitle", numbers=True, wrap=True)
        self.recovery.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.recovery.setAccessibleName(tr("Recovery key"))
        self._saved = InlineMessage()
        whole.addWidget(self.recovery)
        whole.addWidget(self._saved)
        whole.addStretch(1)
        self.sheet_button = Button(tr("Save the sheet to print…"), icon="printer")
        self.sheet_button.clicked.connect(self._on_sheet)
        self.done_button = Button(tr("I have put it away"), Kind.PRIMARY, icon="check")
        self.done_button.clicked.connect(self.accept)
        whole.addLayout(foot(self.done_button, start=(self.sheet_button,)))
        return holder

    def _on_sheet(self) -> None:
        from facilitator.application.jobs import Job
        from facilitator.reports.exports import recovery_sheet_export

        def write(path: Path) -> None:
            try:
                recovery_sheet_export(self._workspace, path).write(Job())
            except FacilitatorError as problem:
                self._saved.tell("danger", str(problem))
            else:
                self._saved.tell("ok", tr("Saved. Print it, then delete the file."))

        start = self._workspace.path.with_name(tr("recovery key") + ".pdf")
        self._context.files.to_save(
            self, tr("Where to put the recovery sheet"), f"{tr('PDF')} (*.pdf)", start, write
        )


def _in_two_lines(recovery: str) -> str:
    groups = recovery.split("-")
    return "-".join(groups[:6]) + "\n" + "-".join(groups[6:])

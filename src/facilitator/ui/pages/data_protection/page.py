"""Data protection: notice, one person's print, do-no-harm check, what left, and the wipe."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from facilitator.application.commands.data_protection import EditDataProtection, RecordHarmCheck
from facilitator.application.queries import data_protection as queries
from facilitator.application.queries.people import participants
from facilitator.application.rows.data_protection import ProtectionRow
from facilitator.support.clock import today
from facilitator.support.errors import FacilitatorError, RuleViolation
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.app.paper_writer import PaperWriter, Written
from facilitator.ui.pages.base import Page
from facilitator.ui.pages.data_protection.cards import (
    EndCard,
    ExportsCard,
    HarmCard,
    HeldCard,
    NoticeCard,
    ResponsibleCard,
)  # fmt: skip
from facilitator.ui.widgets.controls import scrolled
from facilitator.ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from facilitator.application.change_set import ChangeSet
    from facilitator.reports.exports import Export

TABLES = frozenset({"data_protection", "harm_check", "participant", "day", "programme"})
COLUMN, NARROW = 620, 900


class DataProtectionPage(Page):
    """See the module."""

    def build(self) -> None:
        from facilitator.reports.privacy_notice import notices

        self.protected_badge = self.header.add_badge("", "neutral", "lock")
        self.passphrase_button = self.header.add_action(tr("Passphrase…"), icon="shield-check")
        self.passphrase_button.clicked.connect(self.context.shell.ask_to_protect)
        self.responsible = ResponsibleCard()
        self.notice = NoticeCard([(notice.code, notice.language) for notice in notices()])
        self.held, self.harm = HeldCard(), HarmCard()
        self.exports, self.end = ExportsCard(), EndCard()
        inner = QWidget()
        self._across = row(inner, (0, 0, 8, 0), spacing=16)
        for cards in (
            (self.responsible, self.notice, self.end),
            (self.held, self.harm, self.exports),
        ):
            holder = QWidget()
            holder.setMaximumWidth(theme.px(COLUMN))
            stack = column(holder, spacing=16)
            for card in cards:
                stack.addWidget(card)
            stack.addStretch(1)
            self._across.addWidget(holder, 1, Qt.AlignmentFlag.AlignTop)
        self.content.addWidget(scrolled(inner), 1)
        self.writer = PaperWriter(self.context, self.message)
        self._connect()

    def _connect(self) -> None:
        self.responsible.edited.connect(self._on_edited)
        self.notice.save_requested.connect(self._on_notice)
        self.held.save_requested.connect(self._on_held)
        self.harm.keep_requested.connect(self._on_keep)
        self.end.redact_requested.connect(self._on_redact)
        self.end.wipe_requested.connect(self._on_wipe)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        narrow = self.width() < theme.px(NARROW)
        self._across.setDirection(way.TopToBottom if narrow else way.LeftToRight)

    # Reading --------------------------------------------------------------------------------------

    def refresh(self, change_set: ChangeSet | None) -> None:
        if change_set is not None and not change_set.tables & TABLES:
            return
        protection = self.document.query(queries.protection)
        self.responsible.show_row(protection)
        self.end.show_state(protection, today(), left=self._free_texts_left(protection))
        self.held.show_people(self.document.query(participants))
        self.harm.show_checks(self.document.query(queries.harm_checks))
        self.exports.show_exports(self.document.query(queries.exports_made))
        protected = self.document.workspace.is_protected
        self.protected_badge.show_text(tr("Encrypted") if protected else tr("Not encrypted"),
                                       "ok" if protected else "warn")  # fmt: skip
        for card in (self.responsible, self.harm):
            card.setEnabled(not self.document.read_only)
        self.end.wipe_button.setEnabled(not self.document.read_only)
        self.passphrase_button.setEnabled(not self.document.read_only)

    def _free_texts_left(self, protection: ProtectionRow) -> bool:
        """Whether a wipe before kept free texts that the next could take."""
        from facilitator.application.wipe import free_texts

        return protection.wiped_on is not None and bool(self.document.query(free_texts))

    # Acts -----------------------------------------------------------------------------------------

    def _on_edited(self, name: str, text: str) -> None:
        self.do(EditDataProtection({name: text}), field=self.responsible.fields[name])

    def _on_keep(self, answers: dict[str, Any]) -> None:
        try:
            self.document.execute(RecordHarmCheck(today(), **answers), self, tell=True)
        except RuleViolation as refusal:
            self.show_refusal(refusal, self.harm.fields.get(refusal.field))
        else:
            self.harm.empty()

    def _on_notice(self, codes: tuple[str, ...]) -> None:
        from facilitator.reports.protection_exports import privacy_notice_export

        name = tr("privacy notice") + ".pdf"
        self._save(tr("Where to put the privacy notice"), name,
                   lambda path: privacy_notice_export(self.document.workspace, codes, path))  # fmt: skip

    def _on_held(self, participant_id: UUID) -> None:
        from facilitator.reports.protection_exports import held_data_export

        workspace, name = self.document.workspace, tr("held about one person") + ".pdf"
        self._save(tr("Where to put the print"), name,
                   lambda path: held_data_export(workspace, participant_id, path))  # fmt: skip

    def _save(self, title: str, name: str, make: Callable[[Path], Export]) -> None:
        def write(path: Path) -> None:
            self.writer.write(lambda: make(path), self._on_written)
            self.exports.show_exports(self.document.query(queries.exports_made))

        self.context.files.to_save(
            self, title, f"{tr('PDF')} (*.pdf)", self.paper_path(name), write
        )

    def _on_written(self, made: Written) -> None:
        self.context.shell.tell(tr("Saved {name}", name=made[0].name))

    def _on_redact(self) -> None:
        path = self.document.path
        if path is None:
            return
        kinds = f"{tr('Programmes')} (*.programme)"
        start = path.with_stem(tr("{name} redacted", name=path.stem))
        self.context.files.to_save(self, tr("Save a redacted copy"), kinds, start, self._redact)

    def _redact(self, target: Path) -> None:
        from facilitator.application.wipe import write_redacted_copy

        try:
            write_redacted_copy(self.document.workspace, target)
            self.document.workspace.note_export(tr("Copy of the programme"), redacted=True)
        except FacilitatorError as problem:
            self.message.tell("danger", str(problem))
        else:
            self.refresh(None)
            said = tr("Saved {name}", name=target.name)
            if self.document.workspace.is_protected:
                said = tr("Saved {name}. It opens with the passphrase of this programme.",
                          name=target.name)  # fmt: skip
            self.context.shell.tell(said)

    def _on_wipe(self) -> None:
        from facilitator.application.wipe import free_texts
        from facilitator.ui.pages.data_protection.wipe_dialog import WipeDialog

        people = len(self.document.query(participants))
        dialog = WipeDialog(people, self.document.query(free_texts), self)
        dialog.confirmed.connect(lambda: self._wipe(keep=not dialog.free_texts.isChecked()))
        dialog.redact_requested.connect(self._on_redact)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _wipe(self, *, keep: bool) -> None:
        from facilitator.application.wipe import wipe

        try:
            receipt = wipe(self.document.workspace, today(), keep_free_texts=keep)
        except FacilitatorError as problem:
            self.context.shell.show_problem(problem)
            return
        self.context.shell.read_all_again()
        self.message.tell("ok", tr(
            "Wiped: {people} people, {certificates} names on certificates, {copies} automatic "
            "copies.", people=receipt.people, certificates=receipt.certificates,
            copies=receipt.copies,
        ))  # fmt: skip


PAGE = DataProtectionPage

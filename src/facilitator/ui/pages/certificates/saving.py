"""Saves the certificates: tells who has no number yet, asks for a folder, writes all or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from facilitator.application.commands.certificates import IssueCertificates
from facilitator.support.clock import today
from facilitator.support.i18n import tr, trn
from facilitator.ui.app.paper_writer import PaperWriter, Written, show_folder
from facilitator.ui.pages.certificates import documents
from facilitator.ui.pages.certificates.words import Entry

if TYPE_CHECKING:
    from facilitator.application.jobs import Job
    from facilitator.reports.exports import Export
    from facilitator.ui.pages.certificates.page import CertificatesPage


class Saving(QObject):
    """One thing is written at a time, with progress and cancel."""

    def __init__(self, page: CertificatesPage) -> None:
        super().__init__(page)
        self._page = page
        self.writer = PaperWriter(page.context, page.message, page.progress,
                                  button=page.save_button, stopped=self._on_cancelled)  # fmt: skip

    def save_all(self) -> None:
        """Save every certificate; whoever has no number yet is told of first."""
        waiting = [entry for entry in self._page.entries if entry.is_waiting]
        if self.writer.is_busy:
            return
        if waiting and not self._page.document.read_only:
            self._ask_about(waiting)
        else:
            self.choose_folder()

    def _ask_about(self, waiting: Sequence[Entry]) -> None:
        entries = self._page.entries
        n = len(waiting)
        issued = sum(entry.is_issued for entry in entries)
        unconfirmed = sum(
            entry.is_eligible and not entry.is_issued and not entry.name_confirmed
            for entry in entries
        )
        text = trn(
            "{n} person is eligible and has no number yet. Numbers once given stay.",
            "{n} people are eligible and have no number yet. Numbers once given stay.", n,
        )  # fmt: skip
        if unconfirmed:
            text += " " + trn("{n} more has not confirmed the spelling of the name and is left out.",
                              "{n} more have not confirmed the spelling of their names and are left "
                              "out.", unconfirmed)  # fmt: skip
        fixes = [(trn("Issue {n} and save", "Issue {n} and save", n), self._choose_folder_issuing)]
        if issued:
            without = trn("Save only the {n} issued", "Save only the {n} issued", issued)
            fixes.append((without, self.choose_folder))
        self._page.message.tell("info", text, tuple(fixes))

    def _choose_folder_issuing(self) -> None:
        self._ask_folder(self._issue_and_save)

    def choose_folder(self) -> None:
        """Ask where to save those that are issued."""
        self._ask_folder(self.save_into)

    def _ask_folder(self, chosen: Callable[[Path], object]) -> None:
        page, title = self._page, tr("Where to save the certificates")
        page.context.files.folder(page, title, page.paper_path("certificates").parent, chosen)

    def _issue_and_save(self, folder: Path) -> None:
        keys = tuple(e.candidate.participant_id for e in self._page.entries if e.is_waiting)
        if not keys or self._page.do(IssueCertificates(keys, today())):
            self.save_into(folder)

    def save_into(self, folder: Path) -> None:
        """Write certificates.pdf and one PDF a person below the folder: all, or none."""
        from facilitator.reports.exports import certificates_export

        staging = documents.staging_folder(folder)
        workspace = self._page.document.workspace
        export = self.writer.prepared(lambda: certificates_export(workspace, staging))
        if export is not None:
            self._start(documents.whole(export, staging, folder))

    def write(self, make: Callable[[], Export]) -> None:
        """Prepare another paper and write it."""
        export = self.writer.prepared(make)
        if export is not None:
            self._start(export.write)

    def _start(self, work: Callable[[Job], Written]) -> None:
        if not self.writer.is_busy:
            self.writer.run(work, tr("Saving the certificates"), self._on_saved)

    def _on_saved(self, written: Written) -> None:
        folder = written[0].parent
        text = trn("{n} file saved in {folder}", "{n} files saved in {folder}", len(written),
                   folder=folder.name or str(folder))  # fmt: skip
        self._page.context.shell.tell(text, tr("Open folder"), partial(show_folder, written))

    def _on_cancelled(self) -> None:
        self._page.message.tell("info", tr("Stopped. Nothing was written."))

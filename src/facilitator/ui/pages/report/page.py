"""The Report page: the pages of the real PDF, made off the GUI loop, and saving it.

What the report holds is decided in `reports.report`; nothing is counted here.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QMenu, QStackedWidget

from facilitator.application.commands.report import (
    ChooseNaming,
    SwitchSection,
    WriteReportText,
)  # fmt: skip
from facilitator.application.queries.report import the_report
from facilitator.domain.report import PROSE
from facilitator.support.i18n import tr, trn
from facilitator.ui.app.icons import icon
from facilitator.ui.app.paper_writer import PaperWriter, Written, show_folder
from facilitator.ui.pages.base import Page
from facilitator.ui.pages.report import documents
from facilitator.ui.pages.report.choices import SectionsDialog, WordsDialog
from facilitator.ui.pages.report.sections import SectionsPanel
from facilitator.ui.widgets.buttons import Kind
from facilitator.ui.widgets.empty import EmptyState
from facilitator.ui.widgets.layouts import row
from facilitator.ui.widgets.pdf_preview import PdfPreview
from facilitator.ui.widgets.progress import ProgressStrip

if TYPE_CHECKING:
    from facilitator.application.change_set import ChangeSet
    from facilitator.application.rows.report import ReportRow
    from facilitator.ui.app.document import Document
    from facilitator.ui.pages.report.papers import Paper
    from facilitator.ui.tasks.runner import Task

SETTLE = 300
"""Milliseconds without a further change before the report is made again."""


class ReportPage(Page):
    """See the module."""

    page_id = "report"

    def build(self) -> None:
        self._report: ReportRow | None = None
        self._making: Task | None = None
        self.dialog: QDialog | None = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE)
        self._settle.timeout.connect(self._make)
        self.pages_badge = self.header.add_badge("", "neutral", "file-text")
        self.more_button = self.header.add_action(tr("Save something else"), icon="chevron-down")
        self.more_button.clicked.connect(self.offer)
        self.save_button = self.header.add_action(tr("Save report"), Kind.PRIMARY, icon="download")
        self.save_button.clicked.connect(self.save)
        self.progress = ProgressStrip()
        self.writer = PaperWriter(self.context, self.message, self.progress, button=self.save_button,
                                  stopped=self._on_cancelled)  # fmt: skip
        self.content.addWidget(self.progress)
        self.sections = SectionsPanel()
        choices = self.sections.choices
        choices.naming_chosen.connect(lambda naming: self.do(ChooseNaming(naming)))
        choices.sections_requested.connect(self._choose_sections)
        choices.words_requested.connect(self._write_words)
        self.preview = PdfPreview(tr("The report as it is printed"))
        self.preview.view.page_changed.connect(self._on_page)
        self._waiting = EmptyState(
            "file-text", tr("Making the report…"),
            tr("It is made from what is recorded now, and made again when something changes."),
        )  # fmt: skip
        self._stack = QStackedWidget()
        self._stack.addWidget(self._waiting)
        self._stack.addWidget(self.preview)
        line = row(spacing=16)
        line.addWidget(self._stack, 1)
        line.addWidget(self.sections)
        self.content.addLayout(line, 1)

    # Showing ----------------------------------------------------------------------------------------

    def open(self, document: Document) -> None:
        self._settle.stop()
        self._report = None
        self.preview.clear()
        self.sections.show_sections(())
        self._stack.setCurrentWidget(self._waiting)
        super().open(document)

    def refresh(self, _change_set: ChangeSet | None) -> None:
        report = self.document.query(the_report)
        if report == self._report:
            return
        first = self._report is None
        self._report = report
        self.sections.show_report(report)
        self.sections.choices.set_read_only(self.document.read_only)
        self._settle.start(0 if first else SETTLE)

    def _make(self) -> None:
        """Have the report made; one that is under way for older rows is given up."""
        if self._report is None:
            return
        if self._making is not None:
            self._making.cancel()
        self._making = self.context.runner.start(documents.made(self._report))
        self._making.finished.connect(self._on_made)
        self._making.failed.connect(self._on_not_made)

    def _on_made(self, made: documents.Made) -> None:
        if self.sender() is self._making:
            self.preview.show_pdf(made.content)
            self.sections.show_sections(made.sections)
            self._stack.setCurrentWidget(self.preview)

    def _on_not_made(self, error: Exception) -> None:
        if self.sender() is self._making:
            self._report = None
            self.message.tell_failure(error)

    def _on_page(self, _page: int, count: int) -> None:
        self.pages_badge.show_text(trn("{n} page", "{n} pages", count) if count else "")

    # Deciding ---------------------------------------------------------------------------------------

    def _choose_sections(self) -> None:
        from facilitator.reports.report import sections

        if self._report is None:
            return
        titles = [(key, title) for key, title, _ in sections()]
        self.dialog = SectionsDialog(titles, self._report, self)
        self.dialog.switched.connect(lambda key, shown: self.do(SwitchSection(key, shown)))
        self._open(self.dialog)

    def _write_words(self) -> None:
        from facilitator.reports.report import sections
        from facilitator.reports.report_prose import advice

        if self._report is None:
            return
        places = [(key, title, advice(key)) for key, title, _ in sections() if key in PROSE]
        self.dialog = dialog = WordsDialog(places, self._report, self)
        dialog.written.connect(
            lambda key, text: self.do(WriteReportText(key, text), field=dialog.fields[key])
        )
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # Saving -----------------------------------------------------------------------------------------

    def save(self) -> None:
        """Ask where to, then save the report."""
        if self.writer.is_busy or not self.document.is_open:
            return
        kinds = f"{tr('PDF documents')} (*.pdf)"
        start = self.paper_path(f"{tr('report')}.pdf")
        self.context.files.to_save(self, tr("Save report"), kinds, start, self.save_to)

    def offer(self) -> None:
        """Show what else can be saved, below its button."""
        from facilitator.ui.pages.report.papers import papers

        menu = QMenu(self.more_button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for paper in papers()[1:]:
            action = menu.addAction(icon(paper.icon), paper.title)
            action.triggered.connect(partial(self._on_chosen, paper))
        menu.popup(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def _on_chosen(self, paper: Paper, *_checked: object) -> None:
        if self.writer.is_busy or not self.document.is_open:
            return
        write = partial(self._save_paper, paper)
        if paper.is_folder:
            start = self.paper_path("x").parent
            self.context.files.folder(self, paper.title, start, write)
        else:
            kinds = f"{paper.kind} (*.{paper.file_name.rpartition('.')[2]})"
            start = self.paper_path(paper.file_name)
            self.context.files.to_save(self, paper.title, kinds, start, write)

    def _save_paper(self, paper: Paper, path: Path) -> None:
        """Write a paper to `path`: whole, or what was there before stays."""
        if not self.writer.is_busy:
            self.writer.write(partial(paper.make, self.document.workspace, path),
                              partial(self._on_saved, path), kind="warn",
                              what=tr("Writing {name}", name=path.name))  # fmt: skip

    def print_out(self) -> None:
        self.save()

    def save_to(self, path: Path) -> None:
        """Write the report to `path`: whole, or what was there before stays."""
        from facilitator.ui.pages.report.papers import papers

        self._save_paper(papers()[0], path)

    def _on_saved(self, path: Path, _written: Written) -> None:
        told = tr("Saved {name}", name=path.name)
        self.context.shell.tell(told, tr("Open folder"), partial(show_folder, (path,)))

    def _on_cancelled(self) -> None:
        self.message.tell("info", tr("Stopped. Nothing was written."))


PAGE = ReportPage

"""What the agenda goes out as, and comes in from: the menu, the files asked for, the writing.

Knows which papers there are and what they are called; how each is made is asked of `reports`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu

from facilitator.application.jobs import Job
from facilitator.support.i18n import tr
from facilitator.ui.app.actions import shown
from facilitator.ui.app.icons import icon
from facilitator.ui.app.paper_writer import PaperWriter, Written
from facilitator.ui.pages.base import Page
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.progress import ProgressStrip

if TYPE_CHECKING:
    from facilitator.application.workspace import Workspace
    from facilitator.reports.exports import Export
    from facilitator.ui.pages.agenda.import_dialog import ImportDialog


@dataclass(frozen=True, slots=True)
class Paper:
    """One way out: title and kind (translated when shown), icon and proposed file name."""

    key: str
    title: str
    icon: str
    file_name: str
    kind: str = "PDF documents"
    keys: str = ""

    @property
    def suffix(self) -> str:
        """The file name's ending without the dot."""
        return self.file_name.rpartition(".")[2]


PAPERS = (
    Paper("agenda", "Week and day sheets (PDF)", "file-text", "agenda.pdf", keys="Ctrl+P"),
    Paper("run-of-show", "Run of show, for the team only (PDF)", "list-checks", "run-of-show.pdf"),
    Paper("poster", "Poster for the wall, A3 (PDF)", "presentation", "agenda-poster.pdf"),
    Paper("materials", "Materials of each day (PDF)", "briefcase", "materials.pdf"),
)
FILES = (
    Paper(
        "ics", "Calendar for Google, Apple and Outlook", "calendar-days", "agenda.ics", "Calendars"
    ),
    Paper("xlsx", "Table as a workbook (XLSX)", "table", "agenda.xlsx", "Workbooks"),
    Paper("csv", "Table as text (CSV)", "file-text", "agenda.csv", "Text tables"),
)


def export_of(paper: Paper, workspace: Workspace, path: Path) -> Export:
    """The work that writes a paper to `path`. Raises EnvironmentProblem where it would be empty."""
    from facilitator.reports import exports

    make = {
        "agenda": exports.agenda_export, "run-of-show": exports.run_of_show_export,
        "poster": exports.agenda_poster_export, "materials": exports.materials_export,
    }.get(paper.key)  # fmt: skip
    if make is None:
        return exports.agenda_format_export(workspace, path, paper.suffix)
    return make(workspace, path)


class AgendaExports(QObject):
    """The menu of a page's button, and all that follows from a choice in it."""

    def __init__(
        self, page: Page, button: Button, strip: ProgressStrip, has_items: Callable[[], bool]
    ) -> None:
        super().__init__(page)
        self._page = page
        self._button = button
        self._writer = PaperWriter(page.context, page.message, strip, button=button,
                                   stopped=self._on_cancelled)  # fmt: skip
        self._has_items = has_items
        self.dialog: ImportDialog | None = None
        button.clicked.connect(self.offer)

    def offer(self) -> None:
        """Show the ways out and the way in below the button."""
        menu = self.menu()
        menu.popup(self._button.mapToGlobal(self._button.rect().bottomLeft()))
        menu.setActiveAction(
            next(a for a in menu.actions() if a.isEnabled() or a is menu.actions()[-1])
        )

    def menu(self) -> QMenu:
        """The menu; papers first, then files for other programs, then the way in."""
        menu = QMenu(self._button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for group in (PAPERS, FILES):
            for paper in group:
                keys = f"\t{shown(paper.keys)}" if paper.keys else ""
                action = menu.addAction(icon(paper.icon), tr(paper.title) + keys)
                action.triggered.connect(partial(self._on_chosen, paper))
                action.setEnabled(self._has_items())
            menu.addSeparator()
        bring = menu.addAction(
            icon("upload"), tr("Bring in a table of sessions…"), self.begin_import
        )
        bring.setEnabled(not self._page.document.read_only)
        return menu

    def _on_chosen(self, paper: Paper, *_checked: object) -> None:
        self.save(paper)

    # Out ------------------------------------------------------------------------------------------

    def save(self, paper: Paper) -> None:
        """Ask where to write a paper, and write it there."""
        page = self._page
        if not page.document.is_open:
            return
        page.context.runner.start(_get_ready)
        kinds = f"{tr(paper.kind)} (*.{paper.suffix})"
        page.context.files.to_save(page, tr(paper.title), kinds, page.paper_path(paper.file_name),
                                   partial(self._write, paper))  # fmt: skip

    def _write(self, paper: Paper, path: Path) -> None:
        page = self._page
        if not page.document.is_open:
            return
        workspace = page.document.workspace
        self._writer.write(lambda: export_of(paper, workspace, path), self._on_written, kind="warn",
                           what=tr("Writing {name}", name=path.name))  # fmt: skip

    def _on_written(self, written: Written) -> None:
        path = written[0]
        self._page.context.shell.tell(
            tr("Saved {name}", name=path.name), tr("Open"), partial(_open, path)
        )

    def _on_cancelled(self) -> None:
        self._page.context.shell.tell(tr("Cancelled. Nothing was written."))

    # In -------------------------------------------------------------------------------------------

    def begin_import(self) -> None:
        """Ask for a table and show what its rows would become."""
        page = self._page
        if not page.document.is_open or page.document.read_only:
            return
        kinds = f"{tr('Tables')} (*.xlsx *.xlsm *.csv *.tsv *.txt);;{tr('All files')} (*)"
        page.context.files.to_open(page, tr("Bring in a table of sessions"), kinds,
                                   page.paper_path("").parent, self.read_table)  # fmt: skip

    def read_table(self, path: Path) -> None:
        """Open the dialog on a table; it reads off the GUI loop and writes nothing by itself."""
        from facilitator.ui.pages.agenda.import_dialog import ImportDialog, place_of

        page = self._page
        self.dialog = ImportDialog(page.context.runner, place_of(page.document), page.window())
        self.dialog.wanted.connect(self._on_wanted)
        self.dialog.open()
        self.dialog.read_file(path)

    def _on_wanted(self) -> None:
        dialog = self.dialog
        if dialog is None or dialog.plan is None:
            return
        if self._page.do(dialog.plan.command, tell=True):
            dialog.accept()
        else:
            dialog.reject()  # the page says why


def _get_ready(_job: Job) -> None:
    """Load the library that writes PDFs while the user still chooses a place."""
    import facilitator.reports.agenda  # noqa: F401


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

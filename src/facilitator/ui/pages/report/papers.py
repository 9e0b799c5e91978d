"""What the Report page saves, and under which names. How each is made is asked of `reports`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.support.i18n import tr

if TYPE_CHECKING:
    from facilitator.application.workspace import Workspace
    from facilitator.reports.exports import Export

Make = Callable[["Workspace", Path], "Export"]


@dataclass(frozen=True, slots=True)
class Paper:
    """One thing to save: its title, icon, proposed name (empty for a folder) and kind of file."""

    key: str
    title: str
    icon: str
    file_name: str
    kind: str
    make: Make

    @property
    def is_folder(self) -> bool:
        """Whether it is several files in a folder."""
        return not self.file_name


def papers() -> tuple[Paper, ...]:
    """Everything that can be saved, in the order of the menu; the first is what the button does."""
    pdf, word = tr("PDF documents"), tr("Word documents")
    return (
        Paper("pdf", tr("Report (PDF)"), "file-text", tr("report") + ".pdf", pdf, _report),
        Paper("donor", tr("Report for the donor, nobody named (PDF)"), "file-check",
              tr("report for the donor") + ".pdf", pdf, _donor),
        Paper("draft", tr("Draft with marked places (PDF)"), "pencil",
              tr("report draft") + ".pdf", pdf, _draft),
        Paper("docx", tr("Report to go on writing in (DOCX)"), "file-text",
              tr("report") + ".docx", word, _report),
        Paper("book", tr("Data book (XLSX)"), "table", tr("data book") + ".xlsx", tr("Workbooks"),
              _book),
        Paper("pack", tr("Pack for the participants (folder)"), "users", "", "", _pack),
        Paper("json", tr("All data, for another program (JSON)"), "database",
              tr("all data") + ".json", tr("JSON documents"), _json),
        Paper("json-drafts", tr("All data, with drafts of groups and sheets before the debrief (JSON)"),
              "database", tr("all data with drafts") + ".json", tr("JSON documents"), _json_drafts),
        Paper("csv", tr("All data as text tables (folder)"), "database", "", "", _csv),
    )  # fmt: skip


def _report(workspace: Workspace, path: Path) -> Export:
    from facilitator.reports.exports import report_export

    return report_export(workspace, path)


def _donor(workspace: Workspace, path: Path) -> Export:
    from facilitator.domain.report import Naming
    from facilitator.reports.exports import report_export

    return report_export(workspace, path, Naming.NONE)


def _draft(workspace: Workspace, path: Path) -> Export:
    from facilitator.reports.exports import report_export

    return report_export(workspace, path, draft=True)


def _book(workspace: Workspace, path: Path) -> Export:
    from facilitator.reports.exports import data_book_export

    return data_book_export(workspace, path)


def _pack(workspace: Workspace, path: Path) -> Export:
    from facilitator.reports.pack_exports import pack_export

    return pack_export(workspace, path)


def _json(workspace: Workspace, path: Path) -> Export:
    from facilitator.reports.exports import json_dump_export

    return json_dump_export(workspace, path)


def _json_drafts(workspace: Workspace, path: Path) -> Export:
    from facilitator.reports.exports import json_dump_export

    return json_dump_export(workspace, path, unfinished=True)


def _csv(workspace: Workspace, path: Path) -> Export:
    from facilitator.reports.exports import csv_dump_export

    return csv_dump_export(workspace, path)

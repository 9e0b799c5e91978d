"""The papers of the groups: where they are saved is asked for, then they are written."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from facilitator.application.rows.groups import PlanRow
from facilitator.support.i18n import tr, trn
from facilitator.support.paths import documents_folder
from facilitator.ui.app.paper_writer import Written

if TYPE_CHECKING:
    from facilitator.reports.exports import Export
    from facilitator.ui.pages.groups.page import GroupsPage


def ask_documents(page: GroupsPage) -> None:
    """Group sheets, table signs, the wall list and the rounds, into a folder."""
    if page.grouping is not None and page.grouping.groups:
        page.context.files.folder(page, tr("Save the group documents in"), documents_folder(),
                                  partial(save_documents, page))  # fmt: skip


def save_documents(page: GroupsPage, folder: Path) -> None:
    """Write the documents off the GUI loop."""
    from facilitator.reports.exports import groups_export

    _save(page, lambda: groups_export(page.document.workspace, folder))


def ask_plan(page: GroupsPage, plan: PlanRow) -> None:
    """One plan of rounds."""
    start = documents_folder() / "rounds.pdf"
    kinds = f"{tr('PDF')} (*.pdf)"
    page.context.files.to_save(page, tr("Save “{title}”", title=plan.title), kinds, start,
                               partial(save_plan, page, plan.id))  # fmt: skip


def save_plan(page: GroupsPage, key: UUID, path: Path) -> None:
    """Write one plan of rounds off the GUI loop."""
    from facilitator.reports.exports import rounds_export

    _save(page, lambda: rounds_export(page.document.workspace, key, path))


def _save(page: GroupsPage, make: Callable[[], Export]) -> None:
    page.writer.write(make, partial(_tell, page), what=tr("Drawing the documents"))


def _tell(page: GroupsPage, written: Written) -> None:
    text = trn("{n} file saved in {folder}", "{n} files saved in {folder}", len(written),
               folder=written[0].parent.name)  # fmt: skip
    page.context.shell.tell(text)

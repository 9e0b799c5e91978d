"""Asking where to save what is in front of the page; the ending chooses the format."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.support.errors import FacilitatorError
from facilitator.support.files import slug
from facilitator.support.i18n import tr
from facilitator.ui.pages.root_causes import words

if TYPE_CHECKING:
    from facilitator.reports.exports import Export
    from facilitator.ui.pages.root_causes.page import RootCausesPage

ENDINGS = (".pdf", ".svg", ".png", ".csv")


def ask(page: RootCausesPage) -> None:
    """Ask for the file, then write it in the background."""
    kinds = ";;".join([
        f"{tr('PDF for A3')} (*.pdf)", f"{tr('PDF for A4')} (*.a4.pdf)", "SVG (*.svg)", "PNG (*.png)",
        f"{tr('Table')} (*.csv)",
    ])  # fmt: skip
    name = f"{slug(_title(page))}.pdf"

    def chosen(path: Path) -> None:
        _write(page, path)

    page.context.files.to_save(page, tr("Save as"), kinds, page.paper_path(name), chosen)


def _title(page: RootCausesPage) -> str:
    part = page.part(page.tool)
    if page.tool == words.BOARD:
        return tr("root causes")
    if page.tool == words.TREE:
        tree = part.tree_in_front()  # type: ignore[attr-defined]
        return f"tree-{tree.group}" if tree is not None else "tree"
    sheet = part.sheet  # type: ignore[attr-defined]
    return f"{page.tool}-{sheet.group}" if sheet is not None else page.tool


def _write(page: RootCausesPage, path: Path) -> None:
    if path.suffix.lower() not in ENDINGS:
        path = path.with_name(path.name + ".pdf")
    try:
        made = _export(page, path)
    except FacilitatorError as problem:
        page.message.tell("danger", str(problem))
        return
    if made is None:
        page.message.tell("info", tr("There is nothing to save here yet."))
    else:
        page.run(made)


def _export(page: RootCausesPage, path: Path) -> Export | None:
    from facilitator.reports import cause_exports as exports

    workspace, part = page.document.workspace, page.part(page.tool)
    small = path.name.lower().endswith(".a4.pdf")
    paper = "A4" if small else "A3"
    if page.tool == words.BOARD:
        return exports.board_export(workspace, path, paper)
    if page.tool == words.TREE:
        tree = part.tree_in_front()  # type: ignore[attr-defined]
        turned: bool = part.is_solution  # type: ignore[attr-defined]
        return (
            exports.tree_export(workspace, tree.id, path, paper, solution=turned) if tree else None
        )
    sheet = part.sheet  # type: ignore[attr-defined]
    named: bool = part.with_names  # type: ignore[attr-defined]
    return exports.sheet_export(workspace, sheet.id, path, paper, names=named) if sheet else None

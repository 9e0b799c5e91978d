"""Exports of the root causes, ready to run: one thing into one file, or everything into a folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from facilitator.application.jobs import Job
from facilitator.application.queries.programme import the_programme
from facilitator.application.queries.root_causes import root_causes, sheets
from facilitator.application.rows.root_causes import ConflictTreeRow, SheetRow
from facilitator.application.workspace import Workspace
from facilitator.domain.analysis_sheets import SheetTool
from facilitator.reports import cause_papers as papers
from facilitator.reports.exports import Export, noted
from facilitator.reports.sheet_drawings import draw_sheet
from facilitator.reports.tree_drawing import draw_tree
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.files import make_folder, slug
from facilitator.support.i18n import tr

Row = TypeVar("Row", ConflictTreeRow, SheetRow)
FORMATS = ("pdf", "pdf-a4", "svg", "png", "csv")


@noted
def board_export(workspace: Workspace, path: Path, paper: str = "A3") -> Export:
    """The board at `path`: PDF, SVG, PNG or CSV by its ending."""
    facts, causes = workspace.query(the_programme), workspace.query(root_causes)
    if not causes.cards:
        raise EnvironmentProblem("nothing-to-export", what=tr("no card is on the board"))

    def write(job: Job) -> tuple[Path, ...]:
        title = tr("Root causes")
        if path.suffix == ".svg":
            papers.write_svg(papers.board_drawing(causes), path)
        elif path.suffix == ".csv":
            papers.write_csv(papers.board_csv(causes), path)
        elif path.suffix == ".png":
            size = papers.SIZES[paper]
            papers.write_picture([papers.drawing_page(size, title, papers.board_drawing(causes))],
                                 title, facts, path)  # fmt: skip
        else:
            papers.write_pdf(
                papers.board_pages(causes, papers.SIZES[paper]), title, facts, path, job
            )
        return (path,)

    return Export(tr("Root causes"), write)


@noted
def tree_export(
    workspace: Workspace, tree_id: UUID, path: Path, paper: str = "A3", *, solution: bool = False
) -> Export:
    """A tree at `path`. As CSV it is two files: nodes at `path`, links beside it."""
    facts = workspace.query(the_programme)
    tree = _one(workspace.query(root_causes).trees, tree_id)

    def write(job: Job) -> tuple[Path, ...]:
        if path.suffix == ".csv":
            links = path.with_name(f"{path.stem}-links.csv")
            papers.write_csv(papers.nodes_csv(tree), path)
            papers.write_csv(papers.links_csv(tree), links)
            return (path, links)
        if path.suffix == ".svg":
            papers.write_svg(draw_tree(tree, solution=solution), path)
            return (path,)
        pages = papers.tree_pages(tree, papers.SIZES[paper], solution=solution)
        if path.suffix == ".png":
            papers.write_picture(pages, tree.title, facts, path)
        else:
            papers.write_pdf(pages, tree.title, facts, path, job)
        return (path,)

    return Export(tree.title, write)


@noted
def sheet_export(
    workspace: Workspace, sheet_id: UUID, path: Path, paper: str = "A4", *, names: bool = True
) -> Export:
    """A sheet at `path`; without `names` a stakeholder map has letters for its actors."""
    facts = workspace.query(the_programme)
    sheet = _one(workspace.query(sheets), sheet_id)

    def write(job: Job) -> tuple[Path, ...]:
        if path.suffix == ".csv":
            tables = papers.sheet_tables(sheet, names=names)
            rows = [row for table in tables for row in (*table, ())]
            papers.write_csv(rows, path)
        elif path.suffix == ".svg":
            papers.write_svg(draw_sheet(sheet, names=names), path)
        else:
            pages = papers.sheet_pages(sheet, papers.SIZES[paper], names=names)
            if path.suffix == ".png":
                papers.write_picture(pages, sheet.title, facts, path)
            else:
                papers.write_pdf(pages, sheet.title, facts, path, job)
        return (path,)

    return Export(sheet.title, write)


def causes_export(workspace: Workspace, folder: Path, kind: str = "pdf") -> Export:
    """Board, all trees and all sheets in one format into a folder."""
    ending, paper = f".{kind.partition('-')[0]}", "A4" if kind.endswith("a4") else "A3"
    causes, others = workspace.query(root_causes), workspace.query(sheets)
    made = [board_export(workspace, folder / f"board{ending}", paper)] if causes.cards else []
    for number, tree in enumerate(causes.trees, 1):
        path = folder / f"tree-{tree.group.lower()}-{number}-{slug(tree.title)[:40]}{ending}"
        made.append(tree_export(workspace, tree.id, path, paper))
    for number, sheet in enumerate(others, 1):
        name = f"{sheet.tool.value.replace('_', '-')}-{sheet.group.lower()}-{number}"
        made.append(sheet_export(workspace, sheet.id, folder / f"{name}{ending}", paper))
        if sheet.tool is SheetTool.STAKEHOLDERS:
            made.append(sheet_export(workspace, sheet.id, folder / f"{name}-without-names{ending}",
                                     paper, names=False))  # fmt: skip
    if not made:
        raise EnvironmentProblem("nothing-to-export", what=tr("no root causes were collected"))

    def write(job: Job) -> tuple[Path, ...]:
        make_folder(folder)
        return tuple(path for export in made for path in export.write(job))

    return Export(tr("Root causes"), write)


def _one(rows: Sequence[Row], key: UUID) -> Row:
    found = next((row for row in rows if row.id == key), None)
    if found is None:
        raise EnvironmentProblem("nothing-to-export", what=tr("the sheet was deleted"))
    return found

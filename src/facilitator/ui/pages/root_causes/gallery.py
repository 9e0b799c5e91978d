"""The gallery walk: the room's screen turns through the groups' trees, page by page.

A tree is cut into pages whose text the last row can read: the core problem first, then a few
columns of causes, then of effects. Made from public rows alone.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from facilitator.application.rows.root_causes import ConflictTreeRow, TreeNodeRow
from facilitator.domain.root_causes import Agreement, NodeKind, Sensitivity
from facilitator.reports.tree_drawing import (
    TONES,
    completeness_line,
    said_of,
    tree_words,
    trunk_said,
)
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.projector import canvas
from facilitator.ui.projector.scenes import ProjectorScene, SceneName
from facilitator.ui.widgets import paint

if TYPE_CHECKING:
    from facilitator.ui.pages.root_causes.page import RootCausesPage

SECONDS = 20.0
"""How long a page stays."""
WIDTH, HEIGHT, EDGE = 1920.0, 1080.0, 70.0
CARD, GAP, TEXT, INDENT = 560.0, 30.0, 32.0, 36.0
TOP, BOTTOM = 250.0, 1040.0


@dataclass(frozen=True)
class GalleryPage:
    """One page of a tree: some branches of one side, or none for its first page."""

    tree: ConflictTreeRow
    kind: NodeKind | None
    columns: tuple[tuple[tuple[int, TreeNodeRow], ...], ...]
    """Columns of (depth, node)."""
    number: int = 1
    total: int = 1


def pages_of(tree: ConflictTreeRow, *, solution: bool = False) -> list[GalleryPage]:
    """A tree as pages, each readable from the last row."""
    found: list[GalleryPage] = [GalleryPage(tree, None, ())]
    for kind in (NodeKind.ROOT, NodeKind.EFFECT):
        columns = _columns(tree, kind, solution=solution)
        found += [GalleryPage(tree, kind, tuple(columns[n : n + 3]))
                  for n in range(0, len(columns), 3)]  # fmt: skip
    total = len(found)
    return [GalleryPage(page.tree, page.kind, page.columns, number, total)
            for number, page in enumerate(found, 1)]  # fmt: skip


def _columns(
    tree: ConflictTreeRow, kind: NodeKind, *, solution: bool
) -> list[tuple[tuple[int, TreeNodeRow], ...]]:
    """Branches one below the other in columns; a branch is cut only where it is too tall itself."""
    columns: list[list[tuple[int, TreeNodeRow]]] = [[]]
    used = 0.0
    branches = _branches(tree, kind)
    heights = [sum(_height(n, depth, solution=solution) + 16 for depth, n in branch)
               for branch in branches]  # fmt: skip
    room = min(BOTTOM - TOP, max([sum(heights) / 3 + 40, *heights]))
    for branch, tall in zip(branches, heights, strict=True):
        if columns[-1] and used + tall > room:
            columns.append([])
            used = 0.0
        for depth, node in branch:
            high = _height(node, depth, solution=solution) + 16
            if columns[-1] and used + high > BOTTOM - TOP:
                columns.append([])
                used = 0.0
            columns[-1].append((depth, node))
            used += high
    return [tuple(column) for column in columns if column]


def _branches(tree: ConflictTreeRow, kind: NodeKind) -> list[list[tuple[int, TreeNodeRow]]]:
    nodes = [node for node in tree.nodes if node.kind is kind]

    def below(node: TreeNodeRow, depth: int) -> list[tuple[int, TreeNodeRow]]:
        found = [(depth, node)]
        for child in nodes:
            if child.parent_id == node.id:
                found += below(child, depth + 1)
        return found

    return [below(node, 0) for node in nodes if node.parent_id is None]


def _height(node: TreeNodeRow, depth: int, *, solution: bool) -> float:
    width = CARD - INDENT * min(depth, 3) - 40
    return canvas.height_of(said_of(node, solution=solution), width, TEXT) + 36


def gallery_scene(page: GalleryPage, *, solution: bool = False) -> ProjectorScene:
    """One page for the room."""
    tree = page.tree
    said = f"{tr('Group {letter}', letter=tree.group)}: {tree.title}. {tree.core_problem}"
    if page.columns:
        said += ". " + "; ".join(said_of(node, solution=solution)
                                 for column in page.columns for _, node in column)  # fmt: skip
    return ProjectorScene(SceneName.TREE, partial(_paint, page, solution), said)


def _paint(page: GalleryPage, solution: bool, painter: QPainter) -> None:  # noqa: FBT001 - bound by partial
    tree = page.tree
    canvas.ground(painter)
    head = tr("Group {letter}: {title}", letter=tree.group, title=tree.title)
    canvas.line(painter, QRectF(EDGE, 26, WIDTH - 2 * EDGE - 160, 60), head, 40, "text2")
    canvas.line(painter, QRectF(WIDTH - EDGE - 150, 26, 150, 60), f"{page.number} / {page.total}", 34,
                "text2", numbers=True, align="end")  # fmt: skip
    trunk = trunk_said(tree, solution=solution)
    if page.kind is None:
        box = QRectF(EDGE + 90, 300, WIDTH - 2 * EDGE - 180, 380)
        paint.fill_round(painter, box, 24, theme.colour("inverse"))
        canvas.paragraph(painter, box.adjusted(60, 70, -60, -50), trunk, 72, "on_inverse", bold=True,
                         align="center")  # fmt: skip
        canvas.line(painter, QRectF(EDGE, 760, WIDTH - 2 * EDGE, 60), completeness_line(tree), 36,
                    "text2", align="center")  # fmt: skip
        return
    names = tree_words(tree.school, solution=solution)
    band = names.near if page.kind is NodeKind.ROOT else names.above
    box = QRectF(EDGE, 96, WIDTH - 2 * EDGE, 74)
    paint.fill_round(painter, box, 14, theme.colour("inverse"))
    canvas.line(painter, box.adjusted(28, 0, -28, 0), trunk, 36, "on_inverse", bold=True)
    canvas.line(painter, QRectF(EDGE, 180, WIDTH - 2 * EDGE, 60), band, 40, bold=True)
    for number, column in enumerate(page.columns):
        _paint_column(painter, EDGE + number * (CARD + GAP), column, solution=solution)


def _paint_column(
    painter: QPainter, left: float, column: Sequence[tuple[int, TreeNodeRow]], *, solution: bool
) -> None:
    y = TOP
    for depth, node in column:
        shift = INDENT * min(depth, 3)
        high = _height(node, depth, solution=solution)
        box = QRectF(left + shift, y, CARD - shift, high)
        paint.fill_round(painter, box, 12, theme.category_colour(TONES[node.dimension], "bar"))
        contested = node.agreement is Agreement.CONTESTED
        paint.fill_round(
            painter,
            box.adjusted(10, 0, 0, 0),
            8,
            theme.colour("surface"),
            theme.colour("danger" if contested else "border"),
            3 if contested else 1,
        )
        canvas.paragraph(
            painter, box.adjusted(28, 16, -12, -14), said_of(node, solution=solution), TEXT
        )
        y += high + 16


def may_walk(tree: ConflictTreeRow) -> bool:
    """Whether the group's tree may be shown to all: never what is the facilitator's alone."""
    return tree.sensitivity is not Sensitivity.FACILITATOR and bool(tree.nodes)


def start_walk(page: RootCausesPage, trees: Sequence[ConflictTreeRow]) -> None:
    """Turn through all pages of all trees, round and round, until another scene is shown."""
    pages = [one for tree in trees if may_walk(tree) for one in pages_of(tree)]
    if not pages:
        page.message.tell("info", tr("No tree may be shown to the room yet."))
        return
    began = time.monotonic()
    made: dict[int, ProjectorScene] = {}

    def now() -> ProjectorScene:
        place = int((time.monotonic() - began) // SECONDS) % len(pages)
        if place not in made:
            made[place] = gallery_scene(pages[place])
        return made[place]

    page.context.projector.show(now(), again=now)

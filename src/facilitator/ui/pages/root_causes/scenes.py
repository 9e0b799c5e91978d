"""What the page shows to the room: the board, and the first page of a tree.

The other sheets are printed: their text would be too small for the last row.

Made from public rows alone; no card has an author.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from facilitator.application.rows.root_causes import RootCausesRow
from facilitator.domain.dot_vote import VoteState
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.pages.root_causes import words
from facilitator.ui.pages.root_causes.gallery import gallery_scene, may_walk, pages_of
from facilitator.ui.projector import canvas
from facilitator.ui.projector.scenes import ProjectorScene, SceneName
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.board.content import BoardColumn

if TYPE_CHECKING:
    from facilitator.ui.pages.root_causes.page import RootCausesPage

WIDTH, HEIGHT, EDGE = 1920.0, 1080.0, 60.0


def scene_for(page: RootCausesPage) -> ProjectorScene | None:
    """The scene for what is in front on the page."""
    if page.shown is None:
        return None
    if page.tool == words.TREE:
        tree = page.part(words.TREE).tree_in_front()  # type: ignore[attr-defined]
        turned = page.part(words.TREE).is_solution  # type: ignore[attr-defined]
        if tree is None or not may_walk(tree):
            return None
        return gallery_scene(pages_of(tree)[0], solution=turned)
    if page.tool == words.BOARD:
        order = page.part(words.BOARD).order.key  # type: ignore[attr-defined]
        return board_scene(page.shown.causes, order)
    return None


def board_scene(causes: RootCausesRow, order: str) -> ProjectorScene:
    """The board; while voting is open no count is shown."""
    counts = causes.vote.state is not VoteState.OPEN
    columns = [
        made for made in words.board_columns(causes.cards, order, counts=counts) if made.cards
    ]
    said = "; ".join(f"{made.title}: {len(made.cards)}" for made in columns)
    return ProjectorScene(
        SceneName.BOARD, partial(_paint_board, columns), said or tr("Root causes")
    )


def _paint_board(columns: list[BoardColumn], painter: QPainter) -> None:
    canvas.ground(painter)
    canvas.line(painter, QRectF(EDGE, 36, WIDTH - 2 * EDGE, 80), tr("Root causes"), 60, bold=True)
    if not columns:
        return
    gap = 24.0
    width = (WIDTH - 2 * EDGE - gap * (len(columns) - 1)) / len(columns)
    for number, made in enumerate(columns):
        _paint_column(
            painter, made, QRectF(EDGE + number * (width + gap), 140, width, HEIGHT - 180)
        )


def _paint_column(painter: QPainter, made: BoardColumn, box: QRectF) -> None:
    paint.fill_round(painter, box, 16, theme.colour("sunken"))
    painter.fillRect(
        QRectF(box.x(), box.y(), box.width(), 8), theme.category_colour(made.tone, "bar")
    )
    head = QRectF(box.x() + 16, box.y() + 14, box.width() - 32, 54)
    canvas.line(painter, head, made.title, 36, bold=True)
    y, left_out = box.y() + 78, 0
    for number, card in enumerate(made.cards):
        inner = box.width() - 56
        high = canvas.height_of(card.text, inner, 32) + 28
        last = number == len(made.cards) - 1
        if y + high + (0 if last else 56) > box.bottom() - 8:
            left_out = len(made.cards) - number
            break
        place = QRectF(box.x() + 12, y, box.width() - 24, high)
        paint.fill_round(painter, place, 10, theme.colour("surface"),
                         theme.colour("accent" if card.marked else "border"),
                         4 if card.marked else 1)  # fmt: skip
        canvas.paragraph(painter, place.adjusted(16, 12, -16, -10), card.text, 32)
        y += high + 12
    if left_out:
        more = tr("{n} more", n=left_out)
        canvas.line(
            painter, QRectF(box.x() + 16, box.bottom() - 54, box.width() - 32, 46), more, 32
        )

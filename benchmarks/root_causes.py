"""200 cards on the board of root causes and 60 nodes in a conflict tree: opening, and a step of a drag.

The subject is the page in the real window, everything read from the programme. Opening: the query,
the painting of the board or the tree, and all that the window still has to do until nothing is left
of the opening. Drag: one movement of the mouse with a card in the hand, painted. The reference is a
bare QGraphicsView with as many rectangles and texts: made and painted; one of them moved and
painted. It has no screen-reader names, no keys and no wrapped texts. A frame of a 60 Hz screen is
16.7 ms. Processor time is measured, so that other work on the machine does not count.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import probe

if TYPE_CHECKING:
    from benchmarks.harness import Line, Scale

CARDS, NODES, STEPS = 200, 60, 60
FRAME, OPENING = 16.0, 150.0
"""Milliseconds."""
ROUNDS_AFTER = 4
"""Turns of the event loop that count as the opening: what they find to do belongs to it."""


def _programme(path: Path) -> None:
    from collections.abc import Iterator
    from uuid import uuid4

    from facilitator.application.commands.groups import PutGroup
    from facilitator.application.commands.root_causes import (
        PutCauseCard,
        PutConflictTree,
        TreeNodeContent,
    )
    from facilitator.application.registry import Command
    from facilitator.application.workspace import Workspace
    from facilitator.domain.root_causes import Dimension, Level, NodeKind

    group, dimensions = uuid4(), list(Dimension)

    def filling() -> Iterator[Command]:
        yield PutGroup("A", "", "", group)
        for number in range(CARDS):
            text = f"Cause {number}: decisions on local affairs are taken far from the people"
            yield PutCauseCard(
                text[: 40 + number % 30], dimensions[number % 6], Level.STRUCTURAL, (group,)
            )
        nodes: list[TreeNodeContent] = []
        for number in range(NODES):
            kind = NodeKind.ROOT if number < NODES * 2 // 3 else NodeKind.EFFECT
            side = [node.id for node in nodes if node.kind is kind]
            parent = side[len(side) // 4] if len(side) > 8 and number % 4 else None
            level = Level.STRUCTURAL if kind is NodeKind.ROOT else None
            nodes.append(TreeNodeContent(uuid4(), parent, kind, f"Node {number} of this large tree",
                                         dimensions[number % 6], level))  # fmt: skip
        yield PutConflictTree(group, "Large", "Two villages quarrel over one spring", tuple(nodes))

    Workspace.create(path, {"title": "Bench", "first_day": "2026-03-02"}, [(uuid4(), "Monday")],
                     filling()).close()  # fmt: skip


def _timed(act: Callable[[int], object], times: int) -> float:
    return probe.median_cpu(probe.painted(act), times)


def _opened(act: Callable[[int], object]) -> float:
    """Processor time of an opening with all that follows it by itself."""
    from PySide6.QtWidgets import QApplication

    def whole(number: int) -> None:
        act(number)
        for _ in range(ROUNDS_AFTER):
            QApplication.processEvents()

    return _timed(whole, 1)


def page(programme: str) -> None:
    """The subject: the page in its window, in a process that has settled as the app's own does."""
    from PySide6.QtCore import QPointF

    from benchmarks.app import window_on
    from facilitator.application.queries.root_causes import root_causes
    from facilitator.ui.app.run import settle

    controller = window_on(programme)
    settle()  # as the app does when a programme was opened
    from facilitator.ui.pages.root_causes import page as _modules  # noqa: F401 - loaded beforehand
    from facilitator.ui.pages.root_causes.tree import tab as _tab  # noqa: F401

    controller.page("programme").document.query(root_causes)
    controller.app.processEvents()
    board_open = _opened(lambda _: controller.go_to("root_causes"))
    shown = controller.page("root_causes")
    board = shown.part("board").board
    if sum(len(column.cards) for column in board.columns) != CARDS:
        raise SystemExit("the board does not show everything")
    card = board.columns[0].cards[0]
    board_drag = _timed(lambda n: board.drag(card, QPointF(60 + 12 * n, 60 + 6 * n)), STEPS)
    board._end_drag()  # noqa: SLF001 - nothing is to be stored
    tree_open = _opened(lambda _: shown.show_tool("tree"))
    tree = shown.part("tree")
    canvas = tree.canvas
    if len(canvas.cards) != NODES or not tree.panel.isVisible():
        raise SystemExit("the tree does not show everything")
    node = next(iter(canvas.cards.values()))
    tree_drag = _timed(lambda n: canvas.drag(node, QPointF(100 + 10 * n, 100 + 6 * n)), STEPS)
    probe.say(
        board_open=board_open, board_drag=board_drag, tree_open=tree_open, tree_drag=tree_drag
    )


def stock(_programme: str) -> None:
    """The reference: Qt's own canvas."""
    from PySide6.QtWidgets import QApplication, QGraphicsRectItem, QGraphicsScene, QGraphicsView

    app = QApplication([])
    found = {}
    for name, count in (("board", CARDS), ("tree", NODES)):
        boxes: list[QGraphicsRectItem] = []
        kept: list[object] = []

        def make(_number: int, count: int = count, boxes: list[QGraphicsRectItem] = boxes,
                 kept: list[object] = kept) -> None:  # fmt: skip
            scene = QGraphicsScene(0, 0, 1150, 3600)
            for number in range(count):
                box = scene.addRect(0, 0, 170, 90)
                scene.addSimpleText(f"Cause {number}: decisions on local").setParentItem(box)
                box.setPos(number % 6 * 190, number // 6 * 100)
                boxes.append(box)
            view = QGraphicsView(scene)
            view.resize(1150, 700)
            view.show()
            kept.append((scene, view))

        found[f"{name}_open"] = _timed(make, 1)
        app.processEvents()
        found[f"{name}_drag"] = _timed(lambda n, boxes=boxes: boxes[7].setPos(12 * n, 6 * n), STEPS)  # type: ignore[misc]
    probe.say(**found)


def measure(scale: Scale, folder: Path) -> list[Line]:
    """The four lines."""
    from benchmarks.harness import alternate, run_apart

    programme = folder / "causes.programme"
    _programme(programme)
    taken = alternate(
        min(scale.rounds, 3),
        lambda: run_apart(page, programme),
        lambda: run_apart(stock, programme),
    )
    return [
        taken.line(name, figure, "ms", times=1000, aim=aim, aim_is_absolute=True)
        for name, figure, aim in (
            (f"root causes: the page opens with {CARDS} cards", "board_open", OPENING),
            (f"root causes: a step of a drag among {CARDS} cards", "board_drag", FRAME),
            (f"root causes: a tree of {NODES} nodes opens", "tree_open", OPENING),
            (f"root causes: a step of a drag in a tree of {NODES} nodes", "tree_drag", FRAME),
        )
    ]

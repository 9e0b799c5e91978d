"""A ten-day programme with 200 items on the Agenda page: a step of a drag, and an edit repainted.

The subject is the page in the real window. Drag: one movement of the mouse with an item in the hand,
the ghost painted. Repaint: the grid shows 200 rows of which one has another length, and paints.
The reference is a bare QGraphicsView of the same size with 200 rectangles and their titles: one of
them moved and painted; all of them set again and painted. A frame of a 60 Hz screen is 16.7 ms.
Processor time is measured, so that other work on the machine does not count.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import probe

if TYPE_CHECKING:
    from benchmarks.harness import Line, Scale

ITEMS = 200
DAYS = 10
STEPS = 60
EDITS = 30
AIM = 16.0


def _programme(path: Path) -> None:
    from datetime import date

    from facilitator.application.commands.agenda import AddAgendaItem, AddDay
    from facilitator.application.commands.agenda_moves import CopyDay
    from facilitator.application.queries.agenda import days, the_agenda
    from facilitator.exchange.templates import new_programme

    with new_programme(path, "asean-week", date(2026, 3, 2), "Bench") as workspace:
        for _ in range(DAYS - 5):
            workspace.execute(AddDay())
        keys = [day.id for day in workspace.query(days)]
        for source, target in zip(keys[:5], keys[5:], strict=True):
            workspace.execute(CopyDay(source, target))
        for number in range(ITEMS - len(workspace.query(the_agenda).items)):
            workspace.execute(AddAgendaItem({
                "day_id": keys[number % DAYS], "start": 540 + number // DAYS * 45, "minutes": 45,
                "title": f"Beside {number}", "type": "workshop", "mode": "home groups",
            }))  # fmt: skip


def _median(act: Callable[[int], object], times: int) -> float:
    return probe.median_cpu(probe.painted(act), times)


def page(programme: str) -> None:
    """The subject: the page in its window."""
    from dataclasses import replace

    from PySide6.QtCore import QPoint

    from benchmarks.app import window_on
    from facilitator.ui.pages.agenda.picture import Picture

    controller = window_on(programme)
    controller.go_to("agenda")
    controller.app.processEvents()
    shown = controller.page("agenda")
    agenda, grid = shown.agenda, shown.grid
    if len(agenda.items) != ITEMS:
        raise SystemExit("the agenda does not show everything")
    block = next(b for b in grid.blocks if b.item.title.startswith("Group work 1"))
    at = block.mapToGlobal(QPoint(40, 40))
    block.pressed_at.emit(at)
    drag = _median(lambda n: block.dragged_to.emit(at + QPoint(4 * n, 3 * n), "all"), STEPS)
    grid._cancel_drag()  # noqa: SLF001 - nothing is to be stored

    def edited(number: int) -> Picture:
        items = tuple(
            replace(item, minutes=60 + 5 * (number % 2))
            if item.id == block.item.id
            else replace(item)
            for item in agenda.items
        )
        return Picture(agenda.days, items)

    pictures = [edited(number) for number in range(EDITS)]
    repaint = _median(lambda n: grid.show_picture(pictures[n]), EDITS)
    probe.say(drag=drag, repaint=repaint)


def stock(_programme: str) -> None:
    """The reference: Qt's own canvas."""
    from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView

    app = QApplication([])
    scene = QGraphicsScene(0, 0, 1150, 1200)
    boxes = []
    for number in range(ITEMS):
        day, place = number % DAYS, number // DAYS
        box = scene.addRect(0, 0, 100, 50)
        scene.addSimpleText(f"Beside {number}").setParentItem(box)
        box.setPos(day * 115, place * 58)
        boxes.append(box)
    view = QGraphicsView(scene)
    view.resize(1150, 760)
    view.show()
    app.processEvents()
    drag = _median(lambda n: boxes[7].setPos(4 * n, 3 * n), STEPS)

    def again(number: int) -> None:
        for box in boxes:
            box.setRect(0, 0, 100, 50 + number % 2)

    probe.say(drag=drag, repaint=_median(again, EDITS))


def measure(scale: Scale, folder: Path) -> list[Line]:
    """The two lines."""
    from benchmarks.harness import alternate, run_apart

    programme = folder / "ten-days.programme"
    _programme(programme)
    taken = alternate(
        min(scale.rounds, 3),
        lambda: run_apart(page, programme),
        lambda: run_apart(stock, programme),
    )
    many = f"agenda of {DAYS} days and {ITEMS} items"
    return [
        taken.line(f"{many}: a step of a drag, painted", "drag", "ms", times=1000, aim=AIM,
                   aim_is_absolute=True),
        taken.line(f"{many}: an edit repainted", "repaint", "ms", times=1000, aim=AIM,
                   aim_is_absolute=True),
    ]  # fmt: skip

"""From asking for the app to its first painted window, and to the sample open and answering.

The reference is a bare PySide6 window with a table of fifty rows, of our window's size: what Python
and Qt cost by themselves. Both clocks begin before the process is made. Both stop when the window
has worked off its first update request, which paints; the second measurement stops when the
sample's page has been painted, the event loop had nothing more to do and then took up new work.
Times are wall time, since that is what somebody waits for; CPU stands beside them because it
wavers less on a machine that others use.

Each process has a home of its own, so it is the app's first start with that home.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from benchmarks import probe

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.harness import Line, Scale

PAINTED, OPENED = "start to first painted window", "start to the sample open and answering"
ROWS, COLUMNS = 50, 6
SIZE = (1440, 900)
"""Of our window on its first start."""
PAINT_AIM, OPEN_AIM = 1.5, 4.0


def bare_window() -> None:
    """The reference."""
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

    class Window(QMainWindow):
        def event(self, event: QEvent) -> bool:
            answer = super().event(event)
            if event.type() == QEvent.Type.UpdateRequest:
                probe.say()
            return answer

    app = QApplication([])
    model = QStandardItemModel(ROWS, COLUMNS)
    for row in range(ROWS):
        for column in range(COLUMNS):
            model.setItem(row, column, QStandardItem(f"Row {row}, column {column}"))
    table = QTableView()
    table.setModel(model)
    window = Window()
    window.setCentralWidget(table)
    window.resize(*SIZE)
    window.show()
    app.exec()


def first_paint() -> None:
    """Our window to its first paint."""
    from benchmarks.app import at_first_paint

    at_first_paint(lambda _controller: probe.say())


def open_sample(path: str) -> None:
    """Our window on a programme, to the page painted and the loop idle."""
    from benchmarks.app import with_open_programme

    with_open_programme(path, lambda _controller: probe.say())


def measure(scale: Scale, folder: Path) -> list[Line]:
    """Both measurements; the second opens a copy of the sample that was built for it."""
    from benchmarks.harness import alternate, run_apart
    from benchmarks.sample import build, fresh_copy

    sample = build(folder)
    bare = partial(run_apart, bare_window)
    painted = alternate(scale.rounds, partial(run_apart, first_paint), bare)
    opened = alternate(
        scale.rounds, lambda: run_apart(open_sample, fresh_copy(sample, folder)), bare
    )
    return [
        painted.line(PAINTED, "wall", "ms", times=1000, aim=PAINT_AIM),
        painted.line(f"{PAINTED}, CPU", "cpu", "ms", times=1000),
        painted.peak(PAINTED),
        opened.line(OPENED, "wall", "ms", times=1000, aim=OPEN_AIM),
        opened.line(f"{OPENED}, CPU", "cpu", "ms", times=1000),
        opened.peak(OPENED),
    ]

"""A tick of the cockpit: the clock counts on, the cockpit shows it, the room's scene is made anew.

The subject is the Run page of the sample week in the real window, a session with steps running, the
room's screen live: one tick of the clock with all that hangs on it, its events handled, without
and with the painting of page and screen (software rendering, as in the offscreen platform). The
reference is a bare QLabel that gets another text. Processor time is measured.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import probe

if TYPE_CHECKING:
    from benchmarks.harness import Line, Scale

TICKS = 200
AIM = 2.0
START = 1_730_858_400  # in the third day of the sample week


def _median(act: Callable[[int], object]) -> float:
    return probe.median_cpu(act, TICKS)


def _at(second: int) -> None:
    from datetime import UTC, datetime

    os.environ["FACILITATOR_NOW"] = datetime.fromtimestamp(START + second, UTC).isoformat()


def page(programme: str) -> None:
    """The subject: the page in its window, the room's screen open."""
    from benchmarks.app import window_on
    from facilitator.application.commands.running import PutStep, StartItem
    from facilitator.ui.projector.scenes import SceneName

    _at(0)
    controller = window_on(programme)
    item = next(
        i for i in controller.run_clock.read.agenda.items if i.title.startswith("Exercise 2: m")
    )
    for number in range(4):
        controller.document.execute(PutStep(item.id, f"Step {number}", 60, "Write\nThink", "Say"))
    controller.document.execute(StartItem(item.id))
    controller.go_to("run")
    controller.app.processEvents()
    shown = controller.page("run")
    shown.room.show_scene(SceneName.TASK)
    controller.app.processEvents()
    _at(60)

    def tick(number: int) -> None:
        _at(60 + number)
        controller.run_clock.tick()
        controller.projector.tick()

    bare = _median(tick)

    def painted(number: int) -> None:
        tick(TICKS + number)
        controller.app.processEvents()

    whole = _median(painted)
    if controller.run_clock.left >= 60 * 60 - TICKS:
        raise SystemExit("the clock does not count")
    controller.projector.close()
    probe.say(tick=bare, painted=whole)


def stock(_programme: str) -> None:
    """The reference: a label."""
    from PySide6.QtWidgets import QApplication, QLabel

    app = QApplication([])
    label = QLabel()
    label.resize(600, 200)
    label.show()
    app.processEvents()

    def painted(number: int) -> None:
        label.setText(str(number))
        app.processEvents()

    probe.say(tick=_median(lambda n: label.setText(str(n))), painted=_median(painted))


def measure(scale: Scale, folder: Path) -> list[Line]:
    """Two lines."""
    from benchmarks.harness import alternate, run_apart
    from facilitator.exchange.sample_week import build_sample

    programme = folder / "cockpit.programme"
    build_sample(programme).close()
    taken = alternate(
        min(scale.rounds, 3),
        lambda: run_apart(page, programme),
        lambda: run_apart(stock, programme),
    )
    return [
        taken.line("a tick of the cockpit, the room's screen live", "tick", "ms", times=1000, aim=AIM,
                   aim_is_absolute=True),
        taken.line("a tick of the cockpit, page and room's screen painted", "painted", "ms",
                   times=1000),
    ]  # fmt: skip

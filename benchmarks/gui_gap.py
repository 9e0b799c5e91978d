"""How long the window stands still while many certificates are written on a thread of its own.

The real window with the sample open, a timer of the GUI thread, and the window's own task runner
with a progress strip that follows it, as pages use them. The figure is the longest time between two
ticks of the timer beyond its interval: what a click would have waited at worst. The reference is
the same window left idle for as long.

Both load the modules of the documents beforehand, as the page does that shows a certificate.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import probe

if TYPE_CHECKING:
    from benchmarks.harness import Line, Scale
    from facilitator.ui.app.controller import Controller

INTERVAL = 16
"""Milliseconds between ticks."""
AIM = 50.0
SETTLE = 300
"""Milliseconds between the window's readiness and the first tick."""


class _Ticks:
    """A timer that notes when it fires, on the GUI thread."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.times: list[float] = []
        self._timer = QTimer(interval=INTERVAL, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._note)

    def start(self) -> None:
        """Tick from now on."""
        self._timer.start()

    def _note(self) -> None:
        import time

        self.times.append(time.monotonic())

    def say(self) -> None:
        """Tell the longest gap and over how long it was looked for, in seconds."""
        import itertools
        import statistics

        steps = [b - a for a, b in itertools.pairwise(self.times)]
        probe.say(
            gap=max(steps) - INTERVAL / 1000, usual=statistics.median(steps),
            lasted=self.times[-1] - self.times[0],
        )  # fmt: skip


def writing(programme: str, count: str, path: str) -> None:
    """The subject."""
    from benchmarks.app import with_open_programme

    def begin(controller: Controller) -> None:
        from PySide6.QtCore import QTimer

        from benchmarks.certificates_floor import sample
        from facilitator.reports.certificates import write_certificates
        from facilitator.ui.widgets.progress import ProgressStrip

        sheets, facts = sample(int(count))
        strip = ProgressStrip(controller.window)
        ticks = _Ticks()

        def start() -> None:
            ticks.start()
            task = controller.runner.start(
                lambda job: write_certificates(sheets, facts, Path(path), job)
            )
            strip.setGeometry(300, 100, 700, 80)
            strip.follow(task, "Certificates")
            task.finished.connect(lambda _result: QTimer.singleShot(3 * INTERVAL, ticks.say))
            task.failed.connect(_give_up)

        QTimer.singleShot(SETTLE, start)

    with_open_programme(programme, begin)


def _give_up(error: object) -> None:
    import os
    import sys

    print(f"the certificates were not written: {error}", file=sys.stderr, flush=True)
    os._exit(1)


def idle(programme: str, seconds: str) -> None:
    """The reference."""
    from benchmarks.app import with_open_programme

    def begin(_controller: Controller) -> None:
        from PySide6.QtCore import QTimer

        import facilitator.reports.certificates
        import facilitator.ui.widgets.progress  # noqa: F401 - loaded as on the other side

        ticks = _Ticks()
        # A bound method alone would not keep `ticks` alive.
        QTimer.singleShot(SETTLE, lambda: ticks.start())  # noqa: PLW0108
        QTimer.singleShot(SETTLE + round(float(seconds) * 1000), lambda: ticks.say())  # noqa: PLW0108

    with_open_programme(programme, begin)


def measure(scale: Scale, folder: Path) -> list[Line]:
    """The longest gap of each, and memory."""
    from benchmarks.harness import Numbers, alternate, run_apart
    from benchmarks.sample import build, fresh_copy

    sample, made = build(folder), folder / "from-the-window.pdf"
    lasted = 1.0

    def subject() -> Numbers:
        nonlocal lasted
        numbers = run_apart(writing, fresh_copy(sample, folder), scale.certificates, made)
        lasted = numbers["lasted"]
        return numbers

    def reference() -> Numbers:
        return run_apart(idle, fresh_copy(sample, folder), lasted)

    found = alternate(scale.rounds, subject, reference)
    name = f"longest gap of the window while {scale.certificates} certificates are written"
    return [
        found.line(name, "gap", "ms", times=1000, aim=AIM, aim_is_absolute=True),
        found.line("the window writing, usual step of its timer", "usual", "ms", times=1000),
        found.peak("the window writing"),
    ]

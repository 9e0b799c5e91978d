"""Calls the time of negotiation exercises whatever page is in front: half, 10, 5, 1 minute, over.

It reads what runs and says what is due; it changes nothing.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from facilitator.support import clock
from facilitator.support.errors import EnvironmentProblem

if TYPE_CHECKING:
    from uuid import UUID

    from facilitator.domain.negotiation.phases import PhaseClock
    from facilitator.ui.app.document import Document
    from facilitator.ui.app.run_clock import RunClock

TICK = 1000
"""Milliseconds between two looks at the clocks."""


class ExerciseCalls(QObject):
    """One for the whole run. Its timer runs only while an exercise's clock does."""

    called = Signal(str)
    """A call of the time in words."""

    def __init__(self, document: Document, run: RunClock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document, self._run = document, run
        self._seen: dict[UUID, tuple[PhaseClock, int]] = {}
        """Each running clock with the seconds left when it was looked at last."""
        self._timer = QTimer(self)
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self.tick)
        document.opened.connect(self._follow)
        document.closed.connect(self._stop)
        run.changed.connect(self._follow)

    def _stop(self) -> None:
        self._seen = {}
        self._timer.stop()

    def _follow(self) -> None:
        """Take over the file's clocks; one that goes on as before keeps its count."""
        from facilitator.application.queries.running import (
            an_exercise_runs,  # after the first paint
        )

        with suppress(EnvironmentProblem):  # the shell says it: it reads the file, too
            runs = self._document.query(an_exercise_runs)  # asked first: kits are long to read
            rows = self._run.read.exercises if runs else ()
            clocks = {row.id: row.clock for row in rows if row.clock.began is not None}
            before, self._seen, now = self._seen, {}, clock.now()
            for key, found in clocks.items():
                known = before.get(key)
                same = known is not None and known[0] == found
                self._seen[key] = known if same and known else (found, found.left(now))
        if self._seen:
            self._timer.start()
        else:
            self._stop()

    def tick(self) -> None:
        """Say what is due since the last look."""
        from facilitator.ui.projector.exercise import call_text

        now = clock.now()
        for key, (found, before) in self._seen.items():
            left = found.left(now)
            self._seen[key] = (found, left)
            due = found.call_between(before, left)
            if due is not None:
                self.called.emit(call_text(due, found.minutes))
        if all(left < 0 for _, left in self._seen.values()):
            self._timer.stop()

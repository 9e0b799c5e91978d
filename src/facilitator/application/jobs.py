"""Long work with progress and cancel, for any thread; knows no window.

A job reads its rows in one query beforehand, works without a session, writes beside its target.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

Progress = Callable[[int, int, str], None]


class Cancelled(Exception):
    """The user cancelled; nothing half done may stay behind."""


def _quiet(_done: int, _total: int, _what: str) -> None:
    """Report nothing."""


@dataclass
class Job:
    """Handed to the function that does the work; `progress` is called on the working thread."""

    progress: Progress = _quiet
    _cancelled: threading.Event = field(default_factory=threading.Event)

    def advance(self, done: int, total: int, what: str = "") -> None:
        """Report `done` of `total` and stop here if the user cancelled."""
        self.check()
        self.progress(done, total, what)

    def check(self) -> None:
        """Raise Cancelled if the user cancelled."""
        if self._cancelled.is_set():
            raise Cancelled

    def cancel(self) -> None:
        """Ask the work to stop; safe from any thread."""
        self._cancelled.set()

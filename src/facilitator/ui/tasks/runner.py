"""Runs Qt-free work on threads of the app's own; results come back on the GUI thread.

Qt delivers the signals in the GUI thread because the task lives there. Nothing here knows what
the work is.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from facilitator.application.jobs import Cancelled, Job

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

Work = Callable[[Job], Any]
_THREADS = 2
_TELL_EVERY = 0.1
"""Seconds between two reports of progress: each paints, and a thousand would hold the window up."""


class Task(QObject):
    """One piece of work under way: follow `progressed`, then exactly one of the other three."""

    progressed = Signal(int, int, str)
    """Done, total, what is being done; a few times a second, and at the end."""
    finished = Signal(object)
    """What the work returned."""
    failed = Signal(object)
    """The exception."""
    cancelled = Signal()
    _ended = Signal(object)
    _told = Signal(int, int, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.job = Job(progress=self._tell)
        self._told_at = 0.0
        self.future: Future[Any] | None = None
        self.running = True
        # Queued, so that work that ends at once is still heard by who connects after `start`.
        self._told.connect(self.progressed, Qt.ConnectionType.QueuedConnection)
        self._ended.connect(self._on_ended, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop; `cancelled` follows when it has."""
        self.job.cancel()

    async def result(self) -> Any:
        """Wait without blocking the window, then return the result or raise what was raised.

        Raises Cancelled where the user cancelled.
        """
        if self.future is None:
            raise RuntimeError("not started")
        import asyncio  # after the first paint

        return await asyncio.wrap_future(self.future)

    def _tell(self, done: int, total: int, what: str) -> None:
        """Called on the working thread."""
        now = time.monotonic()
        if done >= total or now - self._told_at >= _TELL_EVERY:
            self._told_at = now
            self._told.emit(done, total, what)

    def _on_ended(self, future: Future[Any]) -> None:
        self.running = False
        if future.cancelled() or isinstance(future.exception(), Cancelled):
            self.cancelled.emit()
        elif future.exception() is not None:
            self.failed.emit(future.exception())
        else:
            self.finished.emit(future.result())


class Runner(QObject):
    """The app's small pool of threads. `close` waits for what runs, after cancelling it."""

    def __init__(self, parent: QObject | None = None, threads: int = _THREADS) -> None:
        super().__init__(parent)
        self._threads = threads
        self._pool: ThreadPoolExecutor | None = None
        self._tasks: list[Task] = []

    def start(self, work: Work) -> Task:
        """Run `work(job)` on a thread; it reports by `job.advance` and stops where that raises."""
        self._tasks = [task for task in self._tasks if task.running]
        task = Task(self)
        self._tasks.append(task)
        task.future = self.pool.submit(work, task.job)
        task.future.add_done_callback(task._ended.emit)  # noqa: SLF001 - its own second half
        return task

    @property
    def pool(self) -> ThreadPoolExecutor:
        """The executor itself, for the event loop."""
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(self._threads, thread_name_prefix="facilitator")
        return self._pool

    @property
    def is_busy(self) -> bool:
        """Whether any work is under way."""
        return any(task.running for task in self._tasks)

    def close(self) -> None:
        """Cancel everything and wait until the threads are gone."""
        for task in self._tasks:
            task.cancel()
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

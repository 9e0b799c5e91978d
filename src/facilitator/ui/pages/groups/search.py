"""One search off the GUI loop at a time, for drafts of groups or for rounds; a new one ends the last."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from facilitator.ui.app.context import Context
from facilitator.ui.widgets.messages import InlineMessage
from facilitator.ui.widgets.progress import ProgressStrip

if TYPE_CHECKING:
    from facilitator.application.jobs import Job
    from facilitator.ui.tasks.runner import Task


class Search(QObject):
    """Hands what was found to its asker, unless it was asked for something else meanwhile."""

    def __init__(self, context: Context, message: InlineMessage, strip: ProgressStrip) -> None:
        super().__init__(message)
        self._context = context
        self._message = message
        self._strip = strip
        self._task: Task | None = None
        self._then: Callable[..., object] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is looked for."""
        return self._task is not None

    def start(self, work: Callable[[Job], object], what: str, then: Callable[..., object]) -> None:
        """Look for what `work` returns, called `what`, and hand it to `then`."""
        self.cancel()
        task = self._context.runner.start(work)
        self._task, self._then = task, then
        self._strip.follow(task, what)
        task.finished.connect(self._on_found)
        task.failed.connect(partial(self._message.tell_failure, kind="warn"))
        for end in (task.failed, task.cancelled):
            end.connect(self._on_end)

    def cancel(self) -> None:
        """Look no further."""
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _on_found(self, found: object) -> None:
        if self.sender() is self._task and self._then is not None:
            try:
                self._then(found)
            finally:
                self._task = None

    def _on_end(self) -> None:
        if self.sender() is self._task:
            self._task = None

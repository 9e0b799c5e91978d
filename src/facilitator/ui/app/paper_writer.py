"""Writes a page's papers off the GUI loop. What is written, and what is said then, the page knows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from facilitator.support.errors import FacilitatorError
from facilitator.support.i18n import trn
from facilitator.ui.app.context import Context
from facilitator.ui.tasks.runner import Task, Work
from facilitator.ui.widgets.messages import InlineMessage
from facilitator.ui.widgets.progress import ProgressStrip

if TYPE_CHECKING:
    from facilitator.reports.exports import Export

Written = tuple[Path, ...]
Then = Callable[[Written], object]


class PaperWriter(QObject):
    """Prepares an export, writes it on a thread, shows how far it is, and tells where it fails.

    `button` cannot be pressed while something is written; `stopped` is called after a cancel.
    """

    def __init__(
        self, context: Context, message: InlineMessage, strip: ProgressStrip | None = None, *,
        button: QWidget | None = None, stopped: Callable[[], object] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(message)
        self._context = context
        self._message = message
        self._strip = strip
        self._button = button
        self._stopped = stopped
        self._under_way: dict[Task, Then] = {}

    @property
    def is_busy(self) -> bool:
        """Whether something is being written."""
        return bool(self._under_way)

    def prepared(self, make: Callable[[], Export], kind: str = "danger") -> Export | None:
        """The export, or None after its refusal was told as `kind`."""
        try:
            return make()
        except FacilitatorError as refusal:
            self._message.tell(kind, str(refusal))
            return None

    def write(
        self, make: Callable[[], Export], then: Then | None = None, *, what: str = "",
        kind: str = "danger",
    ) -> None:  # fmt: skip
        """Prepare an export and run it; `what` stands for its own name, `kind` as in `prepared`."""
        export = self.prepared(make, kind)
        if export is not None:
            self.run(export.write, what or export.what, then)

    def run(self, work: Work, what: str, then: Then | None = None) -> None:
        """Run `work`, called `what`, and hand what it wrote to `then`, or tell how much it is."""
        self._message.dismiss()
        task = self._context.runner.start(work)
        self._under_way[task] = then or self._tell_written
        if self._button is not None:
            self._button.setEnabled(False)
        task.finished.connect(self._on_finished)
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._on_cancelled)
        if self._strip is not None:
            self._strip.follow(task, what)

    def _on_finished(self, written: Written) -> None:
        self._ended()(written)

    def _on_failed(self, error: Exception) -> None:
        self._ended()
        self._message.tell_failure(error)

    def _on_cancelled(self) -> None:
        self._ended()
        if self._stopped is not None:
            self._stopped()

    def _tell_written(self, made: Written) -> None:
        self._context.shell.tell(written_into(made))

    def _ended(self) -> Then:
        then = self._under_way.pop(self.sender())  # type: ignore[call-overload]
        if self._button is not None:
            self._button.setEnabled(not self._under_way)
        return then  # type: ignore[no-any-return]


def written_into(made: Written) -> str:
    """How many files were written, and the folder that they are in."""
    return trn("{n} file is written to {folder}.", "{n} files are written to {folder}.", len(made),
               folder=made[0].parent)  # fmt: skip


def show_folder(made: Written) -> None:
    """Open the folder of what was written, in the system's own window."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(made[0].parent)))

"""Has the chosen person's sheet drawn on a thread, once the cursor rests on the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from facilitator.support.clock import today
from facilitator.ui.pages.certificates import documents

if TYPE_CHECKING:
    from facilitator.application.rows.certificates import DesignRow
    from facilitator.application.rows.programme import ProgrammeRow
    from facilitator.ui.pages.certificates.page import CertificatesPage
    from facilitator.ui.tasks.runner import Task

SETTLE = 120
"""Milliseconds that the cursor rests on a person before the sheet is drawn."""


class SheetDrawing(QObject):
    """One sheet at a time; what the user has gone on from is not drawn to its end."""

    def __init__(self, page: CertificatesPage) -> None:
        super().__init__(page)
        self._page = page
        self._look: tuple[ProgrammeRow, DesignRow] | None = None
        self._task: Task | None = None
        self._drawn: object = None
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE)
        self._settle.timeout.connect(self._draw)

    def forget(self) -> None:
        """Another programme is opened."""
        self._settle.stop()
        self._drawn = None

    def set_look(self, programme: ProgrammeRow, design: DesignRow) -> None:
        """What every sheet says of the programme, and how it looks."""
        self._look = (programme, design)

    def draw_soon(self) -> None:
        """Draw the sheet of the person under the cursor, unless the cursor goes on."""
        self._settle.start()

    def _draw(self) -> None:
        """Have the chosen person's sheet drawn, unless it is the one in view."""
        page, entry = self._page, self._page.list.current()
        if entry is None or self._look is None:
            return
        sheet = documents.sheet_of(entry.candidate, entry.candidate.presence.held, today())
        if (sheet, self._look) == self._drawn:
            page.detail.mark.setVisible(not entry.is_issued)
            return
        if self._task is not None:
            self._task.cancel()
        self._drawn = (sheet, self._look)
        self._task = page.context.runner.start(documents.drawn(sheet, *self._look))
        self._task.finished.connect(self._on_drawn)
        self._task.failed.connect(self._on_not_drawn)

    def _on_drawn(self, content: bytes) -> None:
        if self.sender() is self._task:
            self._page.detail.show_pdf(content)

    def _on_not_drawn(self, error: Exception) -> None:
        if self.sender() is not self._task:
            return
        self._drawn = None
        self._page.message.tell_failure(error)

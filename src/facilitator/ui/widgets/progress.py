"""How far long work has come, in the page, with Cancel."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.app.theme import Themed
from facilitator.ui.tasks.runner import Task
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import column, row

QUIET_FOR = 400
"""Milliseconds before the strip shows: short work needs no strip."""


class ProgressStrip(Themed, QWidget):
    """Shows a task's count while it runs; hidden otherwise."""

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = PlainLabel("", "body_medium", numbers=True)
        self._count = PlainLabel("", "body", "text2", numbers=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._cancel = Button(tr("Cancel"), size="compact")
        self._cancel.clicked.connect(self._on_cancel)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(QUIET_FOR)
        self._delay.timeout.connect(self.show)
        self._task: Task | None = None
        head = row(spacing=8)
        head.addWidget(self._text, 1)
        head.addWidget(self._count)
        words = column(spacing=6)
        words.addLayout(head)
        words.addWidget(self._bar)
        line = row(self, (16, 10, 12, 10), spacing=16)
        line.addLayout(words, 1)
        line.addWidget(self._cancel)
        self.hide()

    def follow(self, task: Task, what: str) -> None:
        """Show how `task` goes on, called `what` in words."""
        self._task = task
        self._text.setText(what)
        self._count.setText("")
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(what)
        self._cancel.setEnabled(True)
        task.progressed.connect(self._on_progress)
        for end in (task.finished, task.failed, task.cancelled):
            end.connect(self._on_end)
        self._delay.start()

    def _on_progress(self, done: int, total: int, _what: str) -> None:
        if self.sender() is not self._task:
            return
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)
        self._count.setText(tr("{done} of {total}", done=done, total=total))

    def _on_end(self) -> None:
        if self.sender() is self._task:
            self._delay.stop()
            self._task = None
            self.hide()

    def _on_cancel(self) -> None:
        self._cancel.setEnabled(False)
        self._text.setText(tr("Stopping…"))
        self.cancel_requested.emit()
        if self._task is not None:
            self._task.cancel()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        edge = theme.colour("border")
        corner = theme.radius("card")
        paint.fill_round(painter, self.rect().toRectF(), corner, theme.colour("surface"), edge)

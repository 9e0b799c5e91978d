"""A vote at this laptop: one person marks after another, with a cover page between them.

It fills the screen and holds nothing but one person's ballot; only the facilitator's
PIN leads out. A ballot goes into the secret box and leaves the screen the same moment; a ballot that
was begun and left is forgotten after a while.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from facilitator.support.errors import FacilitatorError
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.groupmode.ballots import BallotPanel
from facilitator.ui.groupmode.locked_window import LockedWindow
from facilitator.ui.groupmode.pin_pad import PinPad
from facilitator.ui.widgets.layouts import row

PATIENCE = 120_000
"""Milliseconds without a touch after which a ballot that was begun is forgotten."""
WIDTH = 860


class BallotWindow(LockedWindow):
    """`put` stores what the panel casts, or raises what is to be said."""

    def __init__(
        self, title: str, panel: BallotPanel, put: Callable[[Any], object], pin: str
    ) -> None:
        super().__init__(PinPad(
            pin, title=tr("Leave the vote"), back=tr("Back to the vote"),
            said=tr("Only the facilitator leaves this window. The ballots are in the box."),
        ))  # fmt: skip
        self._put = put
        self.setWindowTitle(title)
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self.show_cover)
        self.panel = panel
        self.panel.setMaximumWidth(theme.px(WIDTH))
        self.panel.cast.connect(self._on_cast)
        self.panel.touched.connect(self._on_touched)
        self.panel.finished.connect(self.ask_to_leave)
        self.room = QWidget()
        line = row(self.room, (24, 24, 24, 24))
        line.addStretch(1)
        line.addWidget(self.panel, 8)
        line.addStretch(1)
        self.stack.addWidget(self.room)
        self.show_cover()

    def show_cover(self) -> None:
        self._idle.stop()
        self.stack.setCurrentWidget(self.room)
        self.panel.show_cover()

    def ask_to_leave(self) -> None:
        """Ask for the PIN; a ballot that was begun is forgotten."""
        self.show_cover()
        super().ask_to_leave()

    def _on_touched(self) -> None:
        self._idle.start(PATIENCE)

    def _on_cast(self, answer: object) -> None:
        try:
            self._put(answer)
        except FacilitatorError as problem:
            self.panel.refuse(problem)
            return
        self._idle.stop()
        self.panel.taken()

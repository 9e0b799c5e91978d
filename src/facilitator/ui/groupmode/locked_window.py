"""A window that fills the screen and holds one thing; only the facilitator's PIN leads out.

Its sitting asks for the PIN before, puts the app's own window away and brings it back. What the
window holds is its subclass's; an app cannot stop the system's own keys, the help says so.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from facilitator.ui.app import theme
from facilitator.ui.app.theme import Themed
from facilitator.ui.groupmode.pin_dialogs import AskKeptPin, AskNewPin
from facilitator.ui.groupmode.pin_pad import PinPad
from facilitator.ui.widgets.focus_ring import FocusRing
from facilitator.ui.widgets.layouts import column

if TYPE_CHECKING:
    from facilitator.ui.app.context import Context


class LockedWindow(Themed, QWidget):
    """`ended` comes when the facilitator has left. Put what it shows into `stack`."""

    ended = Signal()

    def __init__(self, pin_pad: PinPad) -> None:
        super().__init__()
        self._may_close = False
        self.pin_pad = pin_pad
        self.pin_pad.accepted.connect(self.leave)
        self.pin_pad.cancelled.connect(self.show_cover)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.pin_pad)
        column(self).addWidget(self.stack)
        self.ring = FocusRing(self)

    def show_cover(self) -> None:
        """Show what stands between two people."""
        raise NotImplementedError

    def ask_to_leave(self) -> None:
        """Ask for the PIN."""
        self.stack.setCurrentWidget(self.pin_pad)
        self.pin_pad.begin()

    def leave(self) -> None:
        """Close; the PIN was right."""
        self._may_close = True
        self.close()
        self.ended.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close:
            super().closeEvent(event)
        else:  # the system's own way to close a window
            event.ignore()
            self.ask_to_leave()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("window"))


class Sitting(QObject):
    """Hands the laptop over: `begin` asks for the PIN first; `ended` comes when it is back."""

    ended = Signal()

    def __init__(self, page: QWidget, context: Context) -> None:
        super().__init__(page)
        self._page, self._context = page, context
        self.window: LockedWindow | None = None

    def begin(self, key: str, make: Callable[[str], LockedWindow]) -> None:
        """Ask for the PIN and show the window that `make` makes for its hash.

        `key` says after a crash what was shown (`Controller.resume_kiosk`).
        """
        kept = self._context.settings.group_pin
        if not kept:
            self._ask_new_pin(key, make)
            return
        dialog = AskKeptPin(kept, self._page.window())
        dialog.accepted.connect(partial(self._show, key, make, kept))
        dialog.new_wished.connect(partial(self._ask_new_pin, key, make))
        dialog.open()

    def resume(self, key: str, make: Callable[[str], LockedWindow]) -> None:
        """It was up when the app went: whoever sits there now is not asked."""
        kept = self._context.settings.group_pin
        if kept:
            self._show(key, make, kept)
        else:
            self.begin(key, make)

    def _ask_new_pin(self, key: str, make: Callable[[str], LockedWindow]) -> None:
        dialog = AskNewPin(self._page.window())
        dialog.given.connect(partial(self._take_new_pin, key, make))
        dialog.open()

    def _take_new_pin(self, key: str, make: Callable[[str], LockedWindow], kept: str) -> None:
        self._context.settings.group_pin = kept
        self._context.shell.save_settings()
        self._show(key, make, kept)

    def _show(self, key: str, make: Callable[[str], LockedWindow], kept: str) -> None:
        self._remember(key)
        self.window = make(kept)
        self.window.ended.connect(self._on_ended)
        self.window.showFullScreen()
        self._page.window().hide()

    def _on_ended(self) -> None:
        window, self.window = self.window, None
        self._page.window().show()
        self._remember("")
        if window is not None:
            window.deleteLater()
        self.ended.emit()

    def _remember(self, key: str) -> None:
        context, path = self._context, self._context.document.path
        context.settings.kiosk = [str(path), key] if key and path else []
        context.shell.save_settings()

"""Saves while people type: at a pause, and at the latest half a second after the first key.

Editors save when they are left. In a group's window they are told so at each pause, while the
cursor stays where it is.
"""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from facilitator.ui.widgets.fields import Field

PAUSE = 400
"""Milliseconds without a key."""
LONGEST = 500
"""Milliseconds from the first key that is not saved."""

LOOK = 200
"""Milliseconds between two looks at who has the focus."""


class TypingPause(QObject):
    """Watches the text field that has the focus inside one window."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._control: QLineEdit | QPlainTextEdit | None = None
        self._first = 0.0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.save_now)
        self._look = QTimer(self)  # the focus can be there before the window is told of it
        self._look.setInterval(LOOK)
        self._look.timeout.connect(self._look_again)
        self._look.start()
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101
        app.focusChanged.connect(self._on_focus)

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        self.stop()
        if isinstance(new, QLineEdit | QPlainTextEdit) and self._window.isAncestorOf(new):
            self._control = new
            new.textChanged.connect(self._on_typed)

    def _look_again(self) -> None:
        new = self._window.focusWidget()
        if new is not self._control and isinstance(new, QLineEdit | QPlainTextEdit):
            self._on_focus(None, new)
            self._on_typed()

    def end(self) -> None:
        """The window closes."""
        self._look.stop()
        self.stop()

    def stop(self) -> None:
        """Let go of the field; it saves by itself when it is left."""
        control, self._control = self._control, None
        self._timer.stop()
        self._first = 0.0
        if control is not None:
            control.textChanged.disconnect(self._on_typed)

    def _on_typed(self) -> None:
        now = time.monotonic()
        self._first = self._first or now
        left = LONGEST - (now - self._first) * 1000
        self._timer.start(max(0, min(PAUSE, round(left))))

    def save_now(self) -> None:
        """Have the field that is being edited save what it holds."""
        self._timer.stop()
        self._first = 0.0
        control = self._control or self._window.focusWidget()
        if not isinstance(control, QLineEdit | QPlainTextEdit):
            return
        field = next((c for c in control.children() if isinstance(c, Field)), None)
        if field is not None:
            field.left.emit()
            return
        reason = Qt.FocusReason.ActiveWindowFocusReason
        QApplication.sendEvent(control, QFocusEvent(QEvent.Type.FocusOut, reason))
        QApplication.sendEvent(control, QFocusEvent(QEvent.Type.FocusIn, reason))

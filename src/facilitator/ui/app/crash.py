"""When the app itself has a fault: say so, say what is safe, keep a log without personal data."""

from __future__ import annotations

import platform
import sys
import traceback
from collections import deque
from collections.abc import Callable
from datetime import datetime
from types import TracebackType

from PySide6.QtCore import QObject, QProcess, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QWidget

from facilitator import __version__
from facilitator.support import clock
from facilitator.support.i18n import tr
from facilitator.support.paths import logs_folder
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.labels import IconLabel, PlainLabel
from facilitator.ui.widgets.layouts import column, foot, row

LOG_LIMIT = 512 * 1024
"""Bytes of log after which the older half is dropped."""
_commands: deque[str] = deque(maxlen=20)


def remember_command(name: str) -> None:
    """Note the name of a command; only names go into the log, never what was typed."""
    _commands.append(name)


def details(kind: type[BaseException], trace: TracebackType | None) -> str:
    """What a developer needs: version, place in the code, last commands. No messages, no values.

    The message of an exception may hold what a user typed, so it is left out.
    """
    places = "".join(traceback.format_tb(trace))
    return (
        f"Facilitator {__version__}, Python {platform.python_version()}, "
        f"{platform.system()} {platform.release()}\n"
        f"{clock.now().isoformat(timespec='seconds')}\n"
        f"{kind.__module__}.{kind.__name__}\n"
        f"Last commands: {', '.join(_commands) or 'none'}\n\n{places}"
    )


def write_log(text: str) -> None:
    """Add to the local log; a log that cannot be written is not worth a second fault."""
    path = logs_folder() / "facilitator.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        earlier = path.read_text(encoding="utf-8") if path.exists() else ""
        if len(earlier) > LOG_LIMIT:
            earlier = earlier[len(earlier) // 2 :]
        path.write_text(f"{earlier}{text}\n{'-' * 72}\n", encoding="utf-8")
    except OSError:
        sys.stderr.write(text)


class CrashDialog(QDialog):
    """Something went wrong: Continue or Restart; the details fold out and can be copied."""

    def __init__(self, saved: datetime | None, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Something went wrong"))
        self.setMinimumWidth(520)
        self._details = QPlainTextEdit(text)
        self._details.setReadOnly(True)
        self._details.setAccessibleName(tr("Details"))
        self._details.setTabChangesFocus(True)
        fixed = QFont("monospace")
        fixed.setStyleHint(QFont.StyleHint.Monospace)
        self._details.setFont(fixed)
        self._details.setMinimumHeight(180)
        self._details.hide()
        safe = (
            tr("Your work is saved up to {time}.", time=saved.astimezone().strftime("%H:%M"))
            if saved else tr("No programme was open, so nothing is lost.")
        )  # fmt: skip
        head = row(spacing=12)
        head.addWidget(IconLabel("circle-alert", "danger", 24), 0, Qt.AlignmentFlag.AlignTop)
        words = column(spacing=4)
        words.addWidget(PlainLabel(tr("Something went wrong"), "subtitle"))
        advice = tr("You can go on. If something looks odd, restart the app.")
        words.addWidget(PlainLabel(f"{safe} {advice}", "body", "text2", wrap=True))
        head.addLayout(words, 1)
        whole = column(self, (24, 24, 24, 20), spacing=16)
        whole.addLayout(head)
        whole.addWidget(self._details)
        whole.addLayout(self._buttons())

    def _buttons(self) -> QHBoxLayout:
        more = Button(tr("Details"), Kind.GHOST, icon="chevron-down")
        copy = Button(tr("Copy details"), Kind.GHOST, icon="copy")
        restart = Button(tr("Restart"))
        go_on = Button(tr("Continue"), Kind.PRIMARY)
        more.clicked.connect(self._toggle)
        copy.clicked.connect(self._copy)
        restart.clicked.connect(self._restart)
        go_on.clicked.connect(self.accept)
        line = foot(restart, go_on, start=(more, copy))
        go_on.setFocus()
        return line

    def _toggle(self) -> None:
        self._details.setVisible(self._details.isHidden())
        self.adjustSize()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details.toPlainText())

    def _restart(self) -> None:
        self.done(2)


class CrashGuard(QObject):
    """Takes every exception that nobody caught, from slots, threads and coroutines."""

    restart_requested = Signal()
    _caught = Signal(str)

    def __init__(
        self, window: Callable[[], QWidget | None], saved: Callable[[], datetime | None],
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._window = window
        self._saved = saved
        self._open: CrashDialog | None = None
        self.wants_restart = False
        self._caught.connect(self._show)

    def install(self) -> None:
        """From now on, nothing unexpected goes by unseen."""
        import threading

        sys.excepthook = self.handle
        threading.excepthook = self._on_thread

    def _on_thread(self, fault: object) -> None:
        kind = getattr(fault, "exc_type", Exception)
        self.handle(kind, None, getattr(fault, "exc_traceback", None))

    def on_loop_error(self, _loop: object, context: dict[str, object]) -> None:
        """The event loop's handler for coroutines that nobody waits for."""
        fault = context.get("exception")
        if isinstance(fault, BaseException):
            self.handle(type(fault), fault, fault.__traceback__)

    def handle(
        self, kind: type[BaseException], _fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Log the fault and tell the user."""
        if issubclass(kind, KeyboardInterrupt):
            sys.exit(130)
        text = details(kind, trace)
        write_log(text)
        self._caught.emit(text)

    def _show(self, text: str) -> None:
        if self._open is not None:
            return  # one dialog is enough; the log has them all
        self._open = CrashDialog(self._saved(), text, self._window())
        self._open.finished.connect(self._on_finished)
        self._open.open()

    def _on_finished(self, code: int) -> None:
        if self._open is not None:
            self._open.deleteLater()
        self._open = None
        if code == 2:
            self.wants_restart = True
            self.restart_requested.emit()


def start_again() -> None:
    """Start a second copy of the app as this one was started."""
    QProcess.startDetached(sys.executable, sys.orig_argv[1:])

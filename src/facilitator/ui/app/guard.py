"""Keeps protected programmes shut: asks for passphrases, locks at once and after a while idle."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

from facilitator.support.i18n import tr

if TYPE_CHECKING:
    from facilitator.ui.app.controller import Controller

_INPUT = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove,
                    QEvent.Type.Wheel, QEvent.Type.TouchBegin})  # fmt: skip


class Guard(QObject):
    """One for the whole run. It watches the keyboard and mouse only over a protected programme."""

    def __init__(self, controller: Controller) -> None:
        super().__init__(controller)
        self._controller = controller
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._on_idle)
        document = controller.document
        document.opened.connect(self.watch)
        document.closed.connect(self.watch)
        document.closed.connect(self._forget_keys)
        document.state_changed.connect(self.watch)

    @property
    def is_protected(self) -> bool:
        """Whether a protected programme is open."""
        document = self._controller.document
        return document.is_open and document.workspace.is_protected

    def ask(self, path: Path, then: Callable[[], object]) -> None:
        """Ask for the passphrase of a file and go on with `then`."""
        from facilitator.ui.dialogs.unlock import Unlock

        dialog = Unlock(path, self._controller.runner, self._controller.window)
        dialog.unlocked.connect(then)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def protect(self) -> None:
        """Let the user set, change or take off the passphrase of the open programme."""
        from facilitator.ui.dialogs.protect import Protect

        controller = self._controller
        controller.finish_editing()
        dialog = Protect(controller.context, controller.window)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def lock(self) -> None:
        """Close the programme and ask for the passphrase again.

        A programme without a passphrase cannot be locked: protecting it is offered instead.
        """
        controller = self._controller
        path = controller.document.path
        if path is None:
            return
        if not self.is_protected:
            self.protect()
            return
        controller.close_programme()
        self.ask(path, lambda: controller.open_programme(path))

    def _forget_keys(self) -> None:
        """A programme that was closed needs its passphrase again, however it was closed."""
        from facilitator.application import protection

        protection.lock()

    # Idle -----------------------------------------------------------------------------------------

    def watch(self) -> None:
        """Begin or stop counting idle time, by the settings."""
        minutes = self._controller.settings.lock_after
        app = self._controller.app
        app.removeEventFilter(self)
        self._idle.stop()
        if minutes and self.is_protected:
            app.installEventFilter(self)
            self._idle.start(minutes * 60_000)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self._idle.start()
        return False

    def _on_idle(self) -> None:
        """Lock, unless room, kiosk or group are being served: then count again. Kiosk and group mode
        have their own lock, and are idle for long between two people or while a group talks."""
        from facilitator.ui.groupmode.locked_window import LockedWindow

        controller = self._controller
        windows = controller.app.topLevelWidgets()
        locked = any(isinstance(one, LockedWindow) and one.isVisible() for one in windows)
        if locked or controller.projector.is_live or controller.group_mode.is_on:
            self._idle.start()
            return
        self.lock()
        self._controller.tell(tr("Locked after a while without a key or the mouse"))

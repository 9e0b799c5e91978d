"""One registry of everything the window can do: palette, shortcuts, menus and Help read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from facilitator.ui.app.icons import icon


def _always() -> bool:
    return True


@dataclass(frozen=True)
class Action:
    """One act. `shortcuts` in Qt's portable form; `page` is the id of the page it belongs to."""

    id: str
    title: str
    icon: str
    run: Callable[[], object]
    shortcuts: tuple[str, ...] = ()
    page: str = ""
    enabled: Callable[[], bool] = _always

    @property
    def keys(self) -> str:
        """The first shortcut as the user reads it, or ''."""
        return shown(self.shortcuts[0]) if self.shortcuts else ""


def shown(shortcut: str) -> str:
    """A shortcut as it stands on the keys of this machine."""
    native = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
    return " ".join(part or "+" for part in native.split("+")) if native != "+" else native


class ActionRegistry(QObject):
    """The acts by id, and a QAction for each on the window, so that shortcuts work everywhere."""

    changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._actions: dict[str, Action] = {}
        self._qt: dict[str, QAction] = {}

    def add(self, actions: Iterable[Action]) -> None:
        """Register acts; one with a known id takes the place of the earlier."""
        for action in actions:
            self._forget(action.id)
            self._actions[action.id] = action
            self._qt[action.id] = self._qaction(action)
        self.changed.emit()

    def _forget(self, action_id: str) -> None:
        old = self._qt.pop(action_id, None)
        if old is not None:
            self._window.removeAction(old)
            old.deleteLater()

    def _qaction(self, action: Action) -> QAction:
        made = QAction(icon(action.icon), action.title, self._window)
        made.setShortcuts([QKeySequence(keys) for keys in action.shortcuts])
        made.setData(action.id)
        made.triggered.connect(self._on_triggered)
        self._window.addAction(made)
        return made

    def _on_triggered(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.run(str(sender.data()))

    def all(self) -> tuple[Action, ...]:
        """Every act, in the order of registration."""
        return tuple(self._actions.values())

    def get(self, action_id: str) -> Action:
        """One act."""
        return self._actions[action_id]

    def qaction(self, action_id: str) -> QAction:
        """The QAction of an act, for menus."""
        return self._qt[action_id]

    def run(self, action_id: str) -> bool:
        """Do it, if it can be done now; returns whether it was."""
        action = self._actions[action_id]
        if not action.enabled():
            return False
        action.run()
        return True

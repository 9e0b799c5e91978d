"""The context menu of an agenda item. It lists the acts; the page does them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from facilitator.support.i18n import tr
from facilitator.ui.app.actions import shown
from facilitator.ui.app.icons import icon


@dataclass(frozen=True, slots=True)
class Acts:
    """What can be done with the item: `move` by days and minutes, `stretch` by minutes."""

    inspect: Callable[[], object]
    move: Callable[[int, int], object]
    stretch: Callable[[int], object]
    copy: Callable[[], object]
    delete: Callable[[], object]


class ItemMenu(QMenu):
    """Every act of the grid, so that none needs the mouse or a shortcut known by heart."""

    def __init__(self, parent: QWidget, acts: Acts, *, editable: bool) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._acts = acts
        self._editable = editable
        self._add(tr("Open"), "pencil", "Return", acts.inspect, always=True)
        self.addSeparator()
        self._add(tr("Earlier by 15 minutes"), "arrow-up", "Alt+Up", self._earlier)
        self._add(tr("Later by 15 minutes"), "arrow-down", "Alt+Down", self._later)
        self._add(tr("To the day before"), "arrow-left", "Alt+Left", self._day_before)
        self._add(tr("To the next day"), "arrow-right", "Alt+Right", self._next_day)
        self._add(tr("Longer by 5 minutes"), "plus", "Shift+Alt+Down", self._longer)
        self._add(tr("Shorter by 5 minutes"), "minus", "Shift+Alt+Up", self._shorter)
        self.addSeparator()
        self._add(tr("Copy this session"), "copy", "", acts.copy)
        self._add(tr("Delete"), "trash-2", "Del", acts.delete)

    def _add(
        self, text: str, picture: str, keys: str, act: Callable[[], object], *,
        always: bool = False,
    ) -> None:  # fmt: skip
        label = f"{text}\t{shown(keys)}" if keys else text
        action = self.addAction(icon(picture), label)
        action.setEnabled(self._editable or always)
        action.triggered.connect(act)

    def _earlier(self) -> None:
        self._acts.move(0, -15)

    def _later(self) -> None:
        self._acts.move(0, 15)

    def _day_before(self) -> None:
        self._acts.move(-1, 0)

    def _next_day(self) -> None:
        self._acts.move(1, 0)

    def _longer(self) -> None:
        self._acts.stretch(5)

    def _shorter(self) -> None:
        self._acts.stretch(-5)

"""The context menu of an agenda item. It lists the acts; the page does them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

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


def item_menu(parent: QWidget, acts: Acts, *, editable: bool) -> QMenu:
    """Every act of the grid, so that none needs the mouse or a shortcut known by heart."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    _add(menu, tr("Open"), "pencil", "Return", acts.inspect)
    menu.addSeparator()
    move, stretch = acts.move, acts.stretch
    changes: list[tuple[str, str, str, Callable[[], object]]] = [
        (tr("Earlier by 15 minutes"), "arrow-up", "Alt+Up", partial(move, 0, -15)),
        (tr("Later by 15 minutes"), "arrow-down", "Alt+Down", partial(move, 0, 15)),
        (tr("To the day before"), "arrow-left", "Alt+Left", partial(move, -1, 0)),
        (tr("To the next day"), "arrow-right", "Alt+Right", partial(move, 1, 0)),
        (tr("Longer by 5 minutes"), "plus", "Shift+Alt+Down", partial(stretch, 5)),
        (tr("Shorter by 5 minutes"), "minus", "Shift+Alt+Up", partial(stretch, -5)),
        (tr("Copy this session"), "copy", "", acts.copy),
        (tr("Delete"), "trash-2", "Del", acts.delete),
    ]
    for text, picture, keys, act in changes:
        _add(menu, text, picture, keys, act, enabled=editable)
    return menu


def _add(
    menu: QMenu, text: str, picture: str, keys: str, act: Callable[[], object], *,
    enabled: bool = True,
) -> None:  # fmt: skip
    def run(*_checked: object) -> None:
        act()

    action = menu.addAction(icon(picture), f"{text}\t{shown(keys)}" if keys else text)
    action.setEnabled(enabled)
    action.triggered.connect(run)

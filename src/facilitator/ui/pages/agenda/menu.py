"""The menus of an agenda item and of a day. They list the acts; the page does them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from facilitator.support.i18n import tr, trn
from facilitator.ui.app.actions import shown
from facilitator.ui.app.icons import icon

Days = Sequence[tuple[UUID, str, int]]
"""Key, name and number of items of each day that something can be moved or copied to."""


@dataclass(frozen=True, slots=True)
class Acts:
    """What can be done with the item: `move` by days and minutes, `stretch` by minutes.

    `insert` puts a new session after it and fills the gap (True) or pushes the rest (False).
    """

    inspect: Callable[[], object]
    move: Callable[[int, int], object]
    stretch: Callable[[int], object]
    copy: Callable[[], object]
    delete: Callable[[], object]
    insert: Callable[[bool], object]
    split: Callable[[], object] | None
    merge: Callable[[], object] | None
    to_day: Callable[[UUID], object]
    method: Callable[[], object]


@dataclass(frozen=True, slots=True)
class DayActs:
    """What can be done with a whole day."""

    close_gaps: Callable[[], object]
    stretch: Callable[[], object]
    afternoon: Callable[[UUID], object]
    copy: Callable[[UUID], object]


def item_menu(
    parent: QWidget, acts: Acts, days: Days, day_acts: DayActs, *, editable: bool
) -> QMenu:  # fmt: skip
    """Every act of the grid, so that none needs the mouse or a shortcut known by heart."""
    menu = _menu(parent)
    _add(menu, tr("Open"), "pencil", "Return", acts.inspect)
    menu.addSeparator()
    move, stretch = acts.move, acts.stretch
    changes: list[tuple[str, str, str, Callable[[], object] | None]] = [
        (tr("Earlier by 15 minutes"), "arrow-up", "Alt+Up", partial(move, 0, -15)),
        (tr("Later by 15 minutes"), "arrow-down", "Alt+Down", partial(move, 0, 15)),
        (tr("To the day before"), "arrow-left", "Alt+Left", partial(move, -1, 0)),
        (tr("To the next day"), "arrow-right", "Alt+Right", partial(move, 1, 0)),
        (tr("Longer by 5 minutes"), "plus", "Shift+Alt+Down", partial(stretch, 5)),
        (tr("Shorter by 5 minutes"), "minus", "Shift+Alt+Up", partial(stretch, -5)),
        ("", "", "", None),
        (tr("Insert after, push the rest"), "plus", "", partial(acts.insert, False)),
        (tr("Insert after, fill the gap"), "maximize", "", partial(acts.insert, True)),
        (tr("Split in two"), "unlink", "", acts.split),
        (tr("Merge with the next"), "link", "", acts.merge),
        (tr("Copy this session"), "copy", "", acts.copy),
        (tr("Keep as a method"), "save", "", acts.method),
        (tr("Delete"), "trash-2", "Del", acts.delete),
    ]
    for text, picture, keys, act in changes:
        if not text:
            menu.addSeparator()
            continue
        _add(menu, text, picture, keys, act, enabled=editable and act is not None)
    menu.addSeparator()
    _add_days(menu, tr("Move to another day"), days, acts.to_day, editable=editable)
    _add_day_acts(menu.addMenu(tr("This day")), day_acts, days, editable=editable)
    return menu


def day_menu(
    parent: QWidget, acts: DayActs, days: Days, title: str, *, editable: bool
) -> QMenu:  # fmt: skip
    """What can be done with the day named `title`."""
    menu = _menu(parent)
    menu.addAction(title).setEnabled(False)
    _add_day_acts(menu, acts, days, editable=editable)
    return menu


def _add_day_acts(menu: QMenu, acts: DayActs, days: Days, *, editable: bool) -> None:
    _add(menu, tr("Close gaps"), "arrow-up", "", acts.close_gaps, enabled=editable)
    _add(menu, tr("Stretch to fill"), "maximize", "", acts.stretch, enabled=editable)
    _add_days(menu, tr("Move the afternoon to"), days, acts.afternoon, editable=editable)
    _add_days(menu, tr("Copy this day to"), days, acts.copy, editable=editable, replaces=True)


def _add_days(
    menu: QMenu, title: str, days: Days, act: Callable[[UUID], object], *, editable: bool,
    replaces: bool = False,
) -> None:  # fmt: skip
    below = menu.addMenu(title)
    below.setEnabled(editable and bool(days))
    for key, name, items in days:
        text = name
        if replaces and items:
            what = trn("replaces {n} item", "replaces {n} items", items)
            text = f"{name} ({what})"
        _add(below, text, "calendar", "", partial(act, key))


def _menu(parent: QWidget) -> QMenu:
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def _add(
    menu: QMenu, text: str, picture: str, keys: str, act: Callable[[], object] | None, *,
    enabled: bool = True,
) -> None:  # fmt: skip
    def run(*_checked: object) -> None:
        if act is not None:
            act()

    action = menu.addAction(icon(picture), f"{text}\t{shown(keys)}" if keys else text)
    action.setEnabled(enabled)
    action.triggered.connect(run)

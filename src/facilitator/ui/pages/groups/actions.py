"""What the Groups page adds to the palette and to Help."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from facilitator.support.i18n import tr
from facilitator.ui.app.actions import Action
from facilitator.ui.app.context import Context

if TYPE_CHECKING:
    from facilitator.ui.pages.groups.page import GroupsPage


def declare(context: Context, page: Callable[[], GroupsPage]) -> list[Action]:
    """The acts; `page` brings the page to the front and returns it."""

    def is_open() -> bool:
        return context.document.is_open

    def may_change() -> bool:
        return context.document.may_change

    def suggest() -> None:
        page().drafting.begin()

    def show_today() -> None:
        page().day.show_drawer()

    return [
        Action("groups.suggest", tr("Suggest groups"), "sparkles", suggest,
               page="groups", enabled=may_change),
        Action("groups.rules", tr("Rules for groups"), "list-checks",
               lambda: page().show_rules(), page="groups", enabled=is_open),
        Action("groups.rounds", tr("Tables and rounds for the week"), "repeat",
               lambda: page().show_view("rounds"), page="groups", enabled=is_open),
        Action("groups.today", tr("Absent today: repair the groups"), "user-x",
               show_today, page="groups", enabled=is_open),
        Action("groups.wall", tr("The wall of names"), "presentation",
               lambda: page().show_view("wall"), page="groups", enabled=is_open),
        Action("groups.room", tr("Show the wall of names to the room"), "monitor",
               lambda: page().show_to_room(), page="groups", enabled=is_open),
        Action("groups.print", tr("Save group sheets, table signs and wall list"), "printer",
               lambda: page().print_out(), page="groups", enabled=is_open),
    ]  # fmt: skip

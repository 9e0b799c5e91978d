"""What the Root causes page adds to the palette and to Help."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from facilitator.support.i18n import tr
from facilitator.ui.app.actions import Action
from facilitator.ui.app.context import Context

if TYPE_CHECKING:
    from facilitator.ui.pages.root_causes.page import RootCausesPage


def declare(context: Context, page: Callable[[], RootCausesPage]) -> list[Action]:
    """The acts; `page` brings the page to the front and returns it."""

    def is_open() -> bool:
        return context.document.is_open

    def may_change() -> bool:
        return context.document.may_change

    def tool(key: str, title: str, icon: str) -> Action:
        return Action(f"root_causes.{key}", title, icon, lambda: page().show_tool(key),
                      page="root_causes", enabled=is_open)  # fmt: skip

    return [
        Action("root_causes.add", tr("Write a root-cause card"), "plus",
               lambda: page().write_card(), page="root_causes",
               enabled=may_change),
        Action("root_causes.save", tr("Save board, tree or sheet as a file"), "download",
               lambda: page().print_out(), page="root_causes", enabled=is_open),
        Action("root_causes.room", tr("Show root causes on the room's screen"), "presentation",
               lambda: page().show_in_room(), page="root_causes", enabled=is_open),
        tool("board", tr("Board of root causes"), "sticky-note"),
        tool("tree", tr("Conflict tree of a group"), "git-fork"),
        tool("five_whys", tr("Five whys"), "list-checks"),
        tool("roles", tr("Roles of factors in the conflict"), "network"),
        tool("timeline", tr("Timeline of both sides"), "history"),
        tool("stakeholders", tr("Stakeholder map"), "users-round"),
        tool("onion", tr("Onion of positions, interests and needs"), "circle-dot"),
        tool("abc", tr("ABC triangle"), "triangle-alert"),
        tool("connectors", tr("Connectors and dividers"), "link"),
    ]  # fmt: skip

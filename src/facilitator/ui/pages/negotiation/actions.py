"""What the Negotiation page adds to the palette and to Help."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from facilitator.support.i18n import tr
from facilitator.ui.app.actions import Action
from facilitator.ui.app.context import Context

if TYPE_CHECKING:
    from facilitator.ui.pages.negotiation.page import NegotiationPage


def declare(context: Context, page: Callable[[], NegotiationPage]) -> list[Action]:
    """The acts; `page` brings the page to the front and returns it."""

    def is_open() -> bool:
        return context.document.is_open

    def may_change() -> bool:
        return context.document.may_change

    def act(key: str, title: str, icon: str, part: str) -> Action:
        return Action(f"negotiation.{key}", title, icon, lambda: page().show_part(part),
                      page="negotiation", enabled=is_open)  # fmt: skip

    return [
        Action("negotiation.add", tr("Add a negotiation exercise"), "plus",
               lambda: page().add_main(), page="negotiation", enabled=may_change),
        Action("negotiation.packs", tr("Write role packs and forms of the exercise"), "printer",
               lambda: page().print_out(), page="negotiation", enabled=is_open),
        act("roles", tr("Assign roles of the exercise"), "users", "roles"),
        act("run", tr("Phases and offers of the exercise"), "timer", "run"),
        act("outcomes", tr("Outcomes of the tables"), "lock", "outcomes"),
        act("debrief", tr("Debrief the exercise"), "chart-column", "debrief"),
        act("sheets", tr("Confidential sheets of the exercise"), "eye-off", "sheets"),
        act("edit", tr("Edit the kit of the exercise"), "pencil", "edit"),
    ]  # fmt: skip

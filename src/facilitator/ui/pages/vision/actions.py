"""What the Common Vision page adds to the palette and to Help."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from facilitator.support.i18n import tr
from facilitator.ui.app.actions import Action
from facilitator.ui.app.context import Context

if TYPE_CHECKING:
    from facilitator.ui.pages.vision.page import VisionPage


def declare(context: Context, page: Callable[[], VisionPage]) -> list[Action]:
    """The acts; `page` brings the page to the front and returns it."""

    def is_open() -> bool:
        return context.document.is_open

    def may_change() -> bool:
        return context.document.may_change

    def step(key: str, title: str, icon: str) -> Action:
        return Action(f"vision.{key}", title, icon, lambda: page().show_part(key), page="vision",
                      enabled=is_open)  # fmt: skip

    return [
        step("gather", tr("Gather statements for the vision"), "sticky-note"),
        step("cluster", tr("Cluster and vote on the vision's themes"), "vote"),
        step("draft", tr("Draft the Common Vision"), "file-text"),
        step("amend", tr("Amend the Common Vision"), "brackets"),
        step("adopt", tr("Adopt the Common Vision"), "handshake"),
        step("sign", tr("Signatures of the Common Vision"), "pen-line"),
        Action("vision.next", tr("Next step of the Common Vision"), "arrow-right",
               lambda: page().go_on(), page="vision", enabled=may_change),
        Action("vision.room", tr("Show the vision to the room"), "monitor",
               lambda: page().show_to_room(), page="vision", enabled=is_open),
        Action("vision.papers", tr("Save the papers of the Common Vision"), "file-down",
               lambda: page().print_out(), page="vision", enabled=is_open),
    ]  # fmt: skip

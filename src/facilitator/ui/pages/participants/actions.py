"""What the Participants page adds to the palette and to Help."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from facilitator.support.i18n import tr
from facilitator.ui.app.actions import Action
from facilitator.ui.app.context import Context

if TYPE_CHECKING:
    from facilitator.ui.pages.participants.page import ParticipantsPage


def declare(context: Context, page: Callable[[], ParticipantsPage]) -> list[Action]:
    """The acts; `page` brings the page to the front and returns it."""

    def may_change() -> bool:
        return context.document.may_change

    def begin_import() -> None:
        page().importing.begin()

    def begin_replacement() -> None:
        page().changes.begin_replacement()

    return [
        Action("participants.add", tr("Add a person"), "user-plus", lambda: page().add_main(),
               page="participants", enabled=may_change),
        Action("participants.import", tr("Import a list of participants"), "upload",
               begin_import, page="participants", enabled=may_change),
        Action("participants.replace", tr("Replace the chosen participant by somebody else"), "repeat",
               begin_replacement, page="participants", enabled=may_change),
        Action("participants.find", tr("Find a participant"), "search",
               lambda: page().find_here(),
               page="participants", enabled=lambda: context.document.is_open),
    ]  # fmt: skip

"""Acts of the Group work page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from facilitator.support.i18n import tr
from facilitator.ui.app.actions import Action
from facilitator.ui.app.context import Context

if TYPE_CHECKING:
    from facilitator.ui.pages.groupwork.page import GroupWorkPage


def declare(context: Context, page: Callable[[], GroupWorkPage]) -> list[Action]:
    """Start group mode, take a file in."""

    def can_change() -> bool:
        return context.document.may_change

    return [
        Action("groupwork.mode", tr("Group mode…"), "lock", lambda: page().start_front(),
               ("Ctrl+Shift+G",), page="groupwork", enabled=can_change),
        Action("groupwork.take", tr("Take group work in…"), "download", lambda: page().choose_file(),
               page="groupwork", enabled=can_change),
    ]  # fmt: skip

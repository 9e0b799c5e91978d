"""What the cockpit adds to the palette and to Help."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from facilitator.support.i18n import tr
from facilitator.ui.app.actions import Action
from facilitator.ui.app.context import Context

if TYPE_CHECKING:
    from facilitator.ui.pages.run.page import RunPage


def declare(context: Context, page: Callable[[], RunPage]) -> list[Action]:
    """The acts; `page` brings the page to the front and returns it."""

    def is_open() -> bool:
        return context.document.is_open

    def runs() -> bool:
        return context.document.may_change and context.run_clock.timer is not None

    return [
        Action("run.pause", tr("Pause or continue the session's clock"), "pause",
               lambda: page().pause(), page="run", enabled=runs),
        Action("run.next", tr("Next step or session"), "skip-forward", lambda: page().go_on(),
               page="run", enabled=runs),
        Action("run.back", tr("Back a step or session"), "skip-back", lambda: page().back(),
               page="run", enabled=runs),
        Action("run.one", tr("One more minute"), "plus", lambda: page().give(1), page="run",
               enabled=runs),
        Action("run.five", tr("Five more minutes"), "plus", lambda: page().give(5), page="run",
               enabled=runs),
        Action("run.end", tr("End the session"), "flag", lambda: page().end(), page="run",
               enabled=runs),
        Action("run.steps", tr("Edit the steps of the session"), "list-checks",
               lambda: page().edit_steps(), page="run", enabled=runs),
        Action("run.note", tr("Note on the session"), "sticky-note", lambda: page().take_note(),
               page="run", enabled=runs),
        Action("run.print", tr("Save planned and held as PDF"), "printer",
               lambda: page().print_out(), page="run", enabled=is_open),
    ]  # fmt: skip

"""The acts of the Agenda page for palette, shortcuts and Help."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from facilitator.support.i18n import tr
from facilitator.ui.app.actions import Action
from facilitator.ui.app.context import Context

if TYPE_CHECKING:
    from facilitator.ui.pages.agenda.page import AgendaPage


def declare(context: Context, page: Callable[[], AgendaPage]) -> list[Action]:
    """Three views, the next clash, a new session and the printed agenda."""

    def is_open() -> bool:
        return context.document.is_open

    def can_change() -> bool:
        return is_open() and not context.document.read_only

    def act(key: str, title: str, icon: str, run: Callable[[], object], shortcut: str = "") -> Action:
        keys = (shortcut,) if shortcut else ()
        return Action(f"agenda.{key}", title, icon, run, keys, "agenda", is_open)

    add = Action("agenda.add", tr("Add a session to the agenda"), "calendar-plus",
                 lambda: page().add_main(), (), "agenda", can_change)  # fmt: skip
    def offer() -> None:
        page().exports.offer()

    def bring_in() -> None:
        page().exports.begin_import()

    return [
        act("week", tr("Agenda: week"), "layout-grid", lambda: page().show_view("week")),
        act("day", tr("Agenda: one day"), "calendar", lambda: page().show_view("day")),
        act("list", tr("Agenda: list"), "list", lambda: page().show_view("list")),
        act("clash", tr("Agenda: next clash"), "triangle-alert",
            lambda: page().show_next_clash(), "F8"),
        act("print", tr("Print the agenda (PDF)"), "printer", lambda: page().print_out()),
        act("export", tr("Agenda: papers, calendar and tables"), "download", offer),
        Action("agenda.import", tr("Agenda: bring in a table of sessions"), "upload", bring_in, (),
               "agenda", can_change),
        add,
    ]  # fmt: skip

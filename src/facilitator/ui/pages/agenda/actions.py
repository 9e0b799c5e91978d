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
    """The views, clashes and checks, what changes a day, methods, papers and tables."""

    def is_open() -> bool:
        return context.document.is_open

    def can_change() -> bool:
        return is_open() and not context.document.read_only

    def act(
        key: str, title: str, icon: str, run: Callable[[], object], shortcut: str = ""
    ) -> Action:
        keys = (shortcut,) if shortcut else ()
        return Action(f"agenda.{key}", title, icon, run, keys, "agenda", is_open)

    def change(
        key: str, title: str, icon: str, run: Callable[[], object], shortcut: str = ""
    ) -> Action:
        keys = (shortcut,) if shortcut else ()
        return Action(f"agenda.{key}", title, icon, run, keys, "agenda", can_change)

    add = Action("agenda.add", tr("Add a session to the agenda"), "calendar-plus",
                 lambda: page().add_main(), (), "agenda", can_change)  # fmt: skip

    def offer() -> None:
        page().exports.offer()

    def bring_in() -> None:
        page().exports.begin_import()

    def show_methods() -> None:
        page().dialogs.show_methods()

    def show_team() -> None:
        page().dialogs.show_team()

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
        act("checks", tr("Agenda: all checks"), "list-checks", lambda: page().show_checks(), "F7"),
        act("methods", tr("Methods library"), "book-open", show_methods),
        change("team", tr("Team and rooms"), "users", show_team),
        change("gaps", tr("Agenda: close the gaps of the day"), "arrow-up",
               lambda: page().close_gaps()),
        change("stretch", tr("Agenda: stretch to fill the gaps of the day"), "maximize",
               lambda: page().stretch()),
        change("push", tr("Agenda: insert after, push the rest"), "plus",
               lambda: page().insert_after(), "Ctrl+Alt+N"),
        change("fill", tr("Agenda: insert after, fill the gap"), "plus",
               lambda: page().insert_after(fill=True), "Ctrl+Alt+Shift+N"),
        change("split", tr("Agenda: split the session in two"), "unlink", lambda: page().split()),
        change("merge", tr("Agenda: merge the session with the next"), "link",
               lambda: page().merge()),
        change("ripple", tr("Agenda: later sessions move along, or stay"), "repeat",
               lambda: page().set_ripple(not page().ripples)),
        add,
    ]  # fmt: skip

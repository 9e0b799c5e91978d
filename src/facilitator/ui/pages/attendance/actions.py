"""What the Attendance page adds to the palette and to Help."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from facilitator.support.i18n import tr
from facilitator.ui.app.actions import Action
from facilitator.ui.app.context import Context

if TYPE_CHECKING:
    from facilitator.ui.pages.attendance.page import AttendancePage


def declare(context: Context, page: Callable[[], AttendancePage]) -> list[Action]:
    """The acts; `page` brings the page to the front and returns it."""

    def is_open() -> bool:
        return context.document.is_open

    def may_change() -> bool:
        return context.document.may_change

    def scan() -> None:
        page().scan.setFocus()

    return [
        Action("attendance.rest", tr("Mark the rest present"), "list-checks",
               lambda: page().mark_the_rest(), page="attendance", enabled=may_change),
        Action("attendance.scan", tr("Scan badges"), "user-check",
               scan, page="attendance", enabled=may_change),
        Action("attendance.sheets", tr("Save the sign-in sheets"), "printer",
               lambda: page().print_out(), page="attendance", enabled=is_open),
    ]  # fmt: skip

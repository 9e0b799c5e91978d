"""What the Feedback page adds to the palette and to Help."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from facilitator.support.i18n import tr
from facilitator.ui.app.actions import Action
from facilitator.ui.app.context import Context

if TYPE_CHECKING:
    from facilitator.ui.pages.feedback.page import FeedbackPage


def declare(context: Context, page: Callable[[], FeedbackPage]) -> list[Action]:
    """The acts; `page` brings the page to the front and returns it."""

    def is_open() -> bool:
        return context.document.is_open

    def part(key: str, title: str, icon: str) -> Action:
        return Action(f"feedback.{key}", title, icon, lambda: page().show_part(key),
                      page="feedback", enabled=is_open)  # fmt: skip

    return [
        part("collect", tr("Collect feedback"), "message-square-heart"),
        part("results", tr("Results of feedback"), "chart-column"),
        part("forms", tr("Edit feedback forms"), "pencil"),
        part("assessment", tr("Type in assessments for the certificate"), "graduation-cap"),
        Action("feedback.save", tr("Save feedback results as a workbook"), "download",
               lambda: page().print_out(), page="feedback", enabled=is_open),
    ]  # fmt: skip

"""What the Report page adds to the palette and to Help."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from facilitator.support.i18n import tr
from facilitator.ui.app.actions import Action
from facilitator.ui.app.context import Context

if TYPE_CHECKING:
    from facilitator.ui.pages.report.page import ReportPage


def declare(context: Context, page: Callable[[], ReportPage]) -> list[Action]:
    """The acts; `page` brings the page to the front and returns it."""
    return [
        Action("report.save", tr("Save the report as PDF"), "download", lambda: page().save(),
               page="report", enabled=lambda: context.document.is_open),
    ]  # fmt: skip

"""What the Case studies page adds to the palette and to Help."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from facilitator.support.i18n import tr
from facilitator.ui.app.actions import Action
from facilitator.ui.app.context import Context

if TYPE_CHECKING:
    from facilitator.ui.pages.case_studies.page import CaseStudiesPage


def declare(context: Context, page: Callable[[], CaseStudiesPage]) -> list[Action]:
    """The acts; `page` brings the page to the front and returns it."""

    def is_open() -> bool:
        return context.document.is_open

    def may_change() -> bool:
        return context.document.may_change

    def tab(key: str, title: str, icon: str) -> Action:
        return Action(f"case_studies.{key}", title, icon, lambda: page().show_tab(key),
                      page="case_studies", enabled=is_open)  # fmt: skip

    return [
        Action("case_studies.begin", tr("Begin a case study"), "plus", lambda: page().add_main(),
               page="case_studies", enabled=may_change),
        tab("cases", tr("Case studies of the groups"), "briefcase"),
        tab("present", tr("Present the case studies"), "presentation"),
        tab("compare", tr("Compare the case studies"), "table"),
        tab("thread", tr("The thread from causes to vision"), "link"),
        Action("case_studies.papers", tr("Save the papers of the case studies"), "file-down",
               lambda: page().print_out(), page="case_studies", enabled=is_open),
    ]  # fmt: skip

"""The menu behind the page's dots: acts on a day, methods, and how lengths behave."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QMenu

from facilitator.support.i18n import tr
from facilitator.ui.app.icons import icon
from facilitator.ui.pages.agenda import words
from facilitator.ui.pages.agenda.menu import day_menu

if TYPE_CHECKING:
    from facilitator.ui.pages.agenda.page import AgendaPage


def more_menu(page: AgendaPage, day_id: UUID) -> QMenu:
    """What can be done with the day of the chosen item, and with the agenda as a whole."""
    editable = not page.document.read_only
    title = words.long_day(next(day for day in page.agenda.days if day.id == day_id))
    menu = day_menu(page, page.day_acts(day_id), page.other_days(day_id), title, editable=editable)
    menu.addSeparator()
    ripple = menu.addAction(tr("Later sessions move along"))
    ripple.setCheckable(True)
    ripple.setChecked(page.ripples)
    ripple.toggled.connect(page.set_ripple)
    menu.addSeparator()
    methods = menu.addAction(icon("book-open"), tr("Methods library…"))
    methods.triggered.connect(page.dialogs.show_methods)
    team = menu.addAction(icon("users"), tr("Team and rooms…"))
    team.triggered.connect(page.dialogs.show_team)
    team.setEnabled(editable)
    return menu

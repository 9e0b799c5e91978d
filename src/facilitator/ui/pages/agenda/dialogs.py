"""Opens the dialogs of the Agenda page: the methods library, and the lists of the team and the rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QObject, Qt

from facilitator.application.queries.agenda import the_agenda

if TYPE_CHECKING:
    from facilitator.application.rows.agenda import AgendaRow
    from facilitator.ui.pages.agenda.changing import AgendaChanges
    from facilitator.ui.pages.agenda.methods_dialog import MethodsDialog
    from facilitator.ui.pages.agenda.team_dialog import TeamDialog


class AgendaDialogs(QObject):
    """Each is made when it is asked for."""

    def __init__(self, page: AgendaChanges) -> None:
        super().__init__(page)
        self._page = page

    def show_methods(self) -> MethodsDialog:
        """Open the methods library; what is inserted comes after the chosen session."""
        from facilitator.ui.pages.agenda.methods_dialog import MethodsDialog

        dialog = MethodsDialog(self._page, editable=not self._page.document.read_only)
        dialog.insert_wanted.connect(self._page.insert_method)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def keep_as_method(self, key: UUID) -> None:
        """Open the library with the item as a method of the user's own, to be kept there."""
        from facilitator.exchange.methods import Method

        item = self._page.item(key)
        if item is not None:
            self.show_methods().show_method(Method(
                "", item.title, item.type, item.mode, item.minutes, item.floor, item.objective,
                (), item.materials,
            ))  # fmt: skip

    def show_team(self) -> TeamDialog:
        """Open the lists of the team and of the rooms."""
        from facilitator.ui.pages.agenda.team_dialog import TeamDialog

        dialog = TeamDialog(self._page, self._page.document, self._agenda_now)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setEnabled(not self._page.document.read_only)
        dialog.open()
        return dialog

    def _agenda_now(self) -> AgendaRow:
        agenda: AgendaRow = self._page.document.query(the_agenda)
        return agenda

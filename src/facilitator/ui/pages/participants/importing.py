"""An import as the page shows it: the header with its buttons, the file, what is done at the end.

The three steps themselves are `import_flow`, made when a list is first imported.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from facilitator.application.queries.people import participants_as_listed
from facilitator.support.i18n import tr
from facilitator.ui.widgets.buttons import Kind

if TYPE_CHECKING:
    from facilitator.ui.pages.participants.import_flow import ImportFlow
    from facilitator.ui.pages.participants.page import ParticipantsPage


class Importing(QObject):
    """Takes the page over while `is_on`; made right after the page's own header."""

    def __init__(self, page: ParticipantsPage) -> None:
        super().__init__(page)
        self._page = page
        self.is_on = False
        self.flow: ImportFlow | None = None
        self.step_badge = page.header.add_badge("", "accent")
        self.cancel = page.header.add_action(tr("Cancel"))
        self.back = page.header.add_action(tr("Back"), icon="arrow-left")
        self.confirm = page.header.add_action("", Kind.PRIMARY, icon="check")
        self.cancel.clicked.connect(self.leave)
        self.back.clicked.connect(self._on_back)
        self.confirm.clicked.connect(self._on_confirmed)

    def begin(self) -> None:
        """Show the three steps of an import: choose, match, check."""
        page = self._page
        if page.document.read_only:
            return
        from facilitator.ui.pages.participants.import_flow import ImportFlow

        page.message.dismiss()
        page.drawer.close_drawer()
        if self.flow is None:
            self.flow = ImportFlow(page.context.runner)
            self.flow.state_changed.connect(self._show_step)
            self.flow.file_wanted.connect(self.choose_list)
            page.stack.addWidget(self.flow)
        self.is_on = True
        page.show_state()
        self.flow.begin(page.document.query(participants_as_listed))

    def choose_list(self) -> None:
        """Ask for a file with a list of people."""
        page = self._page
        kinds = f"{tr('Tables')} (*.xlsx *.xlsm *.csv *.tsv *.txt);;{tr('All files')} (*)"
        page.context.files.to_open(
            page, tr("Import a list"), kinds, page.paper_path("").parent, self.read_list
        )

    def read_list(self, path: Path) -> None:
        """Read a list off the GUI loop, then show how its columns are matched."""
        if not self.is_on:
            self.begin()
        if self.flow is not None:
            self.flow.read_file(path)

    def show_header(self) -> None:
        """Show the buttons and the step, or hide them where nothing is imported."""
        self.cancel.setVisible(self.is_on)
        self.confirm.setVisible(self.is_on and self.flow is not None and self.flow.step > 1)
        if self.is_on and self.flow is not None:
            self._show_step()
        else:
            self.step_badge.show_text("")
            self.back.hide()

    def _show_step(self) -> None:
        """The header follows the steps."""
        flow = self.flow
        if flow is None or not self.is_on:
            return
        self._page.stack.setCurrentWidget(flow)
        self.step_badge.show_text(flow.step_text)
        self.back.setVisible(flow.step > 1)
        came = flow.step > 1 and not self.confirm.isVisible()
        self.confirm.setVisible(flow.step > 1)
        self.confirm.setText(flow.button_text)
        self.confirm.set_icon("check" if flow.step == 3 else "arrow-right")
        self.confirm.setEnabled(flow.may_go_on)
        if came and flow.may_go_on:
            # What was guessed is right more often than not: Enter goes on.
            self.confirm.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_back(self) -> None:
        if self.flow is not None:
            self.flow.back()

    def _on_confirmed(self) -> None:
        if self.flow is None:
            return
        plan = self.flow.plan
        if plan is None:
            self.flow.go_on()
        elif self._page.do(plan.command, tell=True):
            self.leave()

    def leave(self) -> None:
        """Go back to the people; what is not imported yet is forgotten."""
        if self.is_on:
            self.is_on = False
            self._page.show_state()
            self._page.focus_list()

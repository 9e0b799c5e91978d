"""Starts and ends group mode: the main window gives way to the group's, and comes back by PIN.

While it runs, the settings say so: after a crash the app comes back to the group's cover page.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from facilitator.domain.groupwork import Team
from facilitator.support.errors import FacilitatorError
from facilitator.support.i18n import tr

if TYPE_CHECKING:
    from facilitator.ui.app.controller import Controller
    from facilitator.ui.groupmode.session import GroupSession
    from facilitator.ui.groupmode.window import GroupWindow

SUFFIX = ".groupwork"
LARGER_TEXT, ON_A_LOW_SCREEN = 125, 115
"""Per cent at least: a group of seven reads over each other's shoulders."""
LOW_SCREEN = 800
"""Height in logical pixels under which larger text would leave too little room for the work."""


class GroupMode(QObject):
    """At most one group's window."""

    def __init__(self, controller: Controller) -> None:
        super().__init__(controller)
        self._controller = controller
        self.window: GroupWindow | None = None
        self._path: Path | None = None

    @property
    def is_on(self) -> bool:
        """Whether a group's window is open."""
        return self.window is not None

    # On the facilitator's laptop ------------------------------------------------------------------

    def start(self, team: Team, minutes: int = 0) -> bool:
        """Hand this laptop to a team. Returns whether its window is open."""
        from facilitator.ui.groupmode.session import in_programme

        controller = self._controller
        document, settings = controller.document, controller.settings
        if self.is_on or not document.is_open or document.read_only or not settings.group_pin:
            return False
        controller.finish_editing()
        try:
            session = in_programme(document.workspace, team, self)
        except FacilitatorError as problem:
            controller.show_problem(problem)
            return False
        controller.projector.close()
        settings.group_mode = [str(document.path), team.key]
        controller.save_settings()
        self._show(session, settings.group_pin, minutes)
        return True

    def resume(self) -> bool:
        """After a crash: the cover page of the group that was working. Returns whether it is up."""
        kept = self._controller.settings.group_mode
        if len(kept) != 2:
            return False
        try:
            team = Team.from_key(kept[1])
        except ValueError:
            return False
        return self._controller.open_programme(Path(kept[0])) and self.start(team)

    # On a laptop of the group's own ---------------------------------------------------------------

    def open_file(self, path: Path, secret: str = "") -> bool:
        """Open a hand-over file in the group's window. Returns whether it is open."""
        from facilitator.exchange import groupwork_file
        from facilitator.ui.groupmode.session import in_file

        controller = self._controller
        if self.is_on:
            return False
        try:
            if not secret and groupwork_file.is_sealed(path):
                self._ask(path)
                return False
            content = groupwork_file.read(path, secret)
        except FacilitatorError as problem:
            controller.show_problem(problem)
            return False
        controller.close_programme()
        self._path = path
        self._show(in_file(path, content, self), "", 0)
        return True

    def _ask(self, path: Path) -> None:
        from facilitator.ui.groupmode.dialogs import AskPassphrase

        dialog = AskPassphrase(new=False, parent=self._controller.window)
        dialog.given.connect(lambda secret: secret and self.open_file(path, secret))
        dialog.open()

    def _save_elsewhere(self) -> None:
        controller = self._controller
        if self.window is None or self._path is None:
            return
        kinds = f"{tr('Group work')} (*{SUFFIX})"
        controller.files.to_save(
            self.window, tr("Save elsewhere"), kinds, self._path, self._go_on_in
        )

    def _go_on_in(self, path: Path) -> None:
        from facilitator.ui.groupmode.session import FileStore

        if self.window is None:
            return
        store = self.window.session.store
        if isinstance(store, FileStore):
            store.go_on_in(path)
            self._path = path
            self.window.session.save()

    # Both -----------------------------------------------------------------------------------------

    def _show(self, session: GroupSession, pin: str, minutes: int) -> None:
        from facilitator.ui.groupmode.window import GroupWindow

        controller = self._controller
        self._larger_text(on=True)
        self.window = GroupWindow(session, controller.context, pin, minutes)
        self.window.ended.connect(self.end)
        self.window.save_elsewhere_requested.connect(self._save_elsewhere)
        self.window.showFullScreen()
        controller.window.hide()
        self.window.activateWindow()

    def end(self) -> None:
        """Put the group's window away; the facilitator's comes back."""
        window, self.window = self.window, None
        if window is None:
            return
        controller = self._controller
        window.put_away()
        self._larger_text(on=False)
        controller.settings.group_mode = []
        controller.save_settings()
        controller.window.show()
        if controller.document.is_open:
            controller.read_all_again()
        elif self._path is not None:
            said = tr("{name} is saved. Hand it back to the facilitator.", name=self._path.name)
            controller.tell(said)
        self._path = None

    def _larger_text(self, *, on: bool) -> None:
        from facilitator.ui.app.controller import show_theme

        settings = self._controller.settings
        low = self._controller.window.screen().size().height() < LOW_SCREEN
        least = ON_A_LOW_SCREEN if low else LARGER_TEXT
        scale = max(least, settings.text_scale) if on else settings.text_scale
        show_theme(self._controller.app, replace(settings, text_scale=scale))

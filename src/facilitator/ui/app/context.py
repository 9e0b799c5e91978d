"""What a page is given: the open programme, the runner for long work, and ways to ask the shell.

Pages get this object and nothing else of the shell; they do not import each other or the window.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from facilitator.support.settings import Settings
from facilitator.ui.app.actions import ActionRegistry
from facilitator.ui.app.document import Document
from facilitator.ui.app.files import FileChooser
from facilitator.ui.app.run_clock import RunClock
from facilitator.ui.app.summary import Summary
from facilitator.ui.projector.service import Projector
from facilitator.ui.tasks.runner import Runner

if TYPE_CHECKING:
    from facilitator.domain.groupwork import Team


class Shell(Protocol):
    """What a page may ask of the window."""

    @property
    def summary(self) -> Summary | None:
        """The open programme at a glance; read again after every change, before pages refresh."""

    def go_to(self, page_id: str) -> None:
        """Show another page."""

    def open_programme(self, path: Path, *, read_only: bool = False) -> bool:
        """Open another programme; returns whether it is open."""

    def tell(self, text: str, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Show a toast, with a button that does `act`."""

    def show_problem(self, problem: Exception) -> None:
        """Show the red bar: what happened, what is safe, what to do."""

    def read_all_again(self) -> None:
        """Every page reads its rows anew: they changed past the commands."""

    def start_group_mode(self, team: Team, minutes: int) -> object:
        """Hand this laptop to a team; its PIN is in the settings by then."""

    def ask_to_protect(self) -> None:
        """Let the user set, change or take off the programme's passphrase."""

    def save_settings(self) -> None:
        """Keep the settings that change nothing on the screen."""

    def apply_settings(self) -> None:
        """Save the settings and show everything by them."""


@dataclass(frozen=True)
class Context:
    """Handed to every page."""

    document: Document
    runner: Runner
    settings: Settings
    actions: ActionRegistry
    files: FileChooser
    shell: Shell
    projector: Projector
    run_clock: RunClock

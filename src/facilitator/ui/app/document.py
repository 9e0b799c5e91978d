"""The open programme as the window sees it: the workspace, and signals for what happens to it.

It holds no rule and shows nothing. SQLAlchemy comes with the workspace and is imported only when
a programme is opened, after the window has painted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from facilitator.support.errors import EnvironmentProblem

if TYPE_CHECKING:
    from uuid import UUID

    from facilitator.application.change_set import ChangeSet
    from facilitator.application.registry import Command
    from facilitator.application.workspace import SecretBox, Workspace


class Document(QObject):
    """At most one open programme. `changed` comes queued: after the caller has returned."""

    opened = Signal()
    closed = Signal()
    changed = Signal(object, object)
    """The change set and its origin."""
    state_changed = Signal()
    """Save state, undo or redo may have changed."""
    done = Signal(str)
    """Label of a command that should be told to the user, with Undo."""
    undone = Signal(str)
    """Label of the command that was undone, for the toast."""
    redone = Signal(str)
    """Label of the command that was done again, for the toast."""
    problem = Signal(object)
    """An EnvironmentProblem: nothing was changed, and the user must know."""
    recovered = Signal()
    """The first success after a problem."""
    _published = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace: Workspace | None = None
        self._has_problem = False
        self._published.connect(self.changed, Qt.ConnectionType.QueuedConnection)

    # Opening and closing ----------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """Whether a programme is open."""
        return self._workspace is not None

    @property
    def workspace(self) -> Workspace:
        """The open programme's workspace; RuntimeError where none is open."""
        if self._workspace is None:
            raise RuntimeError("no programme is open")
        return self._workspace

    @property
    def path(self) -> Path | None:
        """The programme file, or None."""
        return self._workspace.path if self._workspace else None

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed."""
        return self._workspace is not None and self._workspace.read_only

    @property
    def may_change(self) -> bool:
        """Whether a programme is open and may be changed."""
        return self.is_open and not self.read_only

    @property
    def is_group_session(self) -> bool:
        """Whether a group works here on its own records; what is the facilitator's is hidden."""
        return self._workspace is not None and self._workspace.team is not None

    @property
    def group_id(self) -> UUID | None:
        """The group whose session this is; None in the facilitator's window."""
        return self._workspace.group_id if self._workspace else None

    @property
    def locked_by(self) -> str:
        """Who has the file open elsewhere, or ''."""
        return self._workspace.locked_by if self._workspace else ""

    @property
    def last_saved(self) -> datetime | None:
        """When the last change was committed, in UTC."""
        return self._workspace.last_saved if self._workspace else None

    def open(self, path: Path, *, read_only: bool = False) -> None:
        """Open the programme in place of the one before. Raises EnvironmentProblem."""
        from facilitator.application.workspace import Workspace

        if self._workspace is not None and self._workspace.has_open(path):
            return
        self.adopt(Workspace.open(path, read_only=read_only))

    def adopt(self, workspace: Workspace) -> None:
        """Take a workspace that was opened elsewhere."""
        self.close()
        self._workspace = workspace
        workspace.subscribe(self._publish)
        self.opened.emit()
        self.state_changed.emit()

    def close(self) -> None:
        """Close the programme, if one is open."""
        workspace, self._workspace = self._workspace, None
        if workspace is not None:
            workspace.close()
            self._has_problem = False
            self.closed.emit()
            self.state_changed.emit()

    # Reading and changing ---------------------------------------------------------------------

    def query(self, function: Callable[..., Any], *args: object, **kwargs: object) -> Any:
        """The rows of a query function."""
        return self.workspace.query(function, *args, **kwargs)

    def execute(
        self, command: Command, origin: object = None, *, tell: bool = False,
        empties: Iterable[SecretBox] = (), opens: str = "",
    ) -> ChangeSet | None:  # fmt: skip
        """Carry out the command; `tell` offers Undo in a toast. `empties` and `opens`: see
        Workspace.execute.

        Raises RuleViolation, to be shown beside its field. An EnvironmentProblem is announced by
        `problem`, and None returned: nothing has changed then.
        """
        change_set = self._attempt(
            lambda: self.workspace.execute(command, origin, empties=empties, opens=opens)
        )
        if change_set is not None and change_set.changes and tell and not change_set.is_final:
            self.done.emit(change_set.label)
        return change_set

    def undo(self) -> None:
        """Take the last command back. Raises RuleViolation where it cannot be."""
        change_set = self._attempt(self.workspace.undo)
        if change_set is not None:
            self.undone.emit(change_set.label)

    def redo(self) -> None:
        """Do again what was undone last. Raises RuleViolation where it cannot be."""
        change_set = self._attempt(self.workspace.redo)
        if change_set is not None:
            self.redone.emit(change_set.label)

    def _attempt(self, act: Callable[[], ChangeSet]) -> ChangeSet | None:
        try:
            change_set = act()
        except EnvironmentProblem as problem:
            self._has_problem = True
            self.problem.emit(problem)
            self.state_changed.emit()
            return None
        if self._has_problem:
            self._has_problem = False
            self.recovered.emit()
        self.state_changed.emit()
        return change_set

    @property
    def has_problem(self) -> bool:
        """Whether the last change could not be saved."""
        return self._has_problem

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo."""
        return self._workspace is not None and self._workspace.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether there is something to redo."""
        return self._workspace is not None and self._workspace.can_redo

    @property
    def undo_label(self) -> str:
        """What undo would take back, or ''."""
        return self._workspace.undo_label if self._workspace else ""

    @property
    def redo_label(self) -> str:
        """What redo would do again, or ''."""
        return self._workspace.redo_label if self._workspace else ""

    def _publish(self, change_set: ChangeSet, origin: object) -> None:
        self._published.emit(change_set, origin)

"""One sitting of a team: its private document, stored at every change. Shows nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from facilitator.application.commands.groupwork import HandInTask, TakeGroupWork
from facilitator.application.groupwork.private import PrivateWork
from facilitator.application.queries import groupwork as queries
from facilitator.application.rows.groupwork import HandInRow, TeamRow
from facilitator.application.workspace import Workspace
from facilitator.domain.groupwork import Task, Team
from facilitator.domain.merging import Work
from facilitator.exchange import groupwork_file
from facilitator.exchange.groupwork_file import GroupWorkFile
from facilitator.support.clock import now
from facilitator.support.errors import EnvironmentProblem, FacilitatorError
from facilitator.ui.app.document import Document

Store = Callable[[Work], object]


class GroupSession(QObject):
    """The document that the group's pages work on, and where its work goes."""

    saved = Signal(object)
    """When, in UTC."""
    failed = Signal(object)
    """The problem; what was typed is still in the window."""

    def __init__(self, private: PrivateWork, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.private = private
        self.team: Team = private.team
        self.store = store
        self._stored = private.work
        self.document = Document(self)
        self.document.adopt(private.workspace)
        self.document.changed.connect(self._on_changed)

    def _on_changed(self, _change_set: object, _origin: object) -> None:
        self.save()

    def save(self) -> bool:
        """Store what changed since the last time; returns whether all is stored."""
        if not self.document.is_open:
            return True
        work = self.private.collect()
        if work is self._stored:
            return True
        try:
            self.store(work)
        except FacilitatorError as problem:
            self.failed.emit(problem)
            return False
        self._stored = work
        self.saved.emit(now())
        return True

    @property
    def last_saved(self) -> datetime:
        """When the last change was made in the private workspace."""
        return self.private.workspace.last_saved

    def row(self) -> TeamRow:
        """Who works here."""
        row: TeamRow = self.document.query(queries.team_row, self.team)
        return row

    def hand_ins(self) -> dict[Task, HandInRow]:
        """Where each task stands that was handed in once."""
        return {row.task: row for row in self.document.query(queries.hand_ins, self.team)}

    def hand_in(self, task: Task) -> bool:
        """Hand a task in; it cannot be undone by the team. Returns whether it is stored."""
        self.document.execute(HandInTask(self.team, task), self)
        self.private.workspace.forget_steps()
        self.document.state_changed.emit()
        return self.save()

    def close(self) -> None:
        """Store what is left and forget everything."""
        self.document.close()


def in_programme(workspace: Workspace, team: Team, parent: QObject | None = None) -> GroupSession:
    """A sitting on the facilitator's laptop: what the team does goes into the programme at once."""
    from facilitator.application.commands.groupwork import GiveGroupWork

    workspace.execute(GiveGroupWork(team))
    out = workspace.query(queries.handed_out, team)
    private = PrivateWork(Path("group"), team, out.vocabulary, out.work)

    def store(work: Work) -> None:
        workspace.execute(TakeGroupWork(team, work))

    return GroupSession(private, store, parent)


class FileStore:
    """Writes the hand-over file anew at each pause; the file that is there stays whole."""

    def __init__(self, path: Path, content: GroupWorkFile) -> None:
        self.path = path
        self._content = content
        self._digest = _digest(path)

    def __call__(self, work: Work) -> None:
        if self._digest and _digest(self.path) != self._digest:
            raise EnvironmentProblem("groupwork-replaced", path=self.path)
        self._content = self._content.with_work(work)
        groupwork_file.write(self.path, self._content)
        self._digest = _digest(self.path)

    def go_on_in(self, path: Path) -> None:
        """Write to another file from now on, as when the stick is out."""
        self.path, self._digest = path, ""


def _digest(path: Path) -> str:
    """What the file is now, by size, time and place: cheap, and enough to notice another one."""
    try:
        status = path.stat()
    except OSError:
        return ""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ino}"


def in_file(path: Path, content: GroupWorkFile, parent: QObject | None = None) -> GroupSession:
    """A sitting on a laptop of the group's own: its work goes back into the hand-over file."""
    private = PrivateWork(path, content.team, content.vocabulary, content.work)
    return GroupSession(private, FileStore(path, content), parent)

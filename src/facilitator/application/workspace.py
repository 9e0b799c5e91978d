"""The open programme: execute, query, undo, redo, subscribe. Every change goes through here.

One session a command or query, closed at once. Use from one thread.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Self, TypeVar
from uuid import UUID, uuid4

from sqlalchemy import insert
from sqlalchemy.exc import DatabaseError, IntegrityError
from sqlalchemy.orm import Session

from facilitator.application.change_set import Action, ChangeSet
from facilitator.application.commands.programme import NamedDays, begin_programme
from facilitator.application.registry import Audience, Command, registered
from facilitator.domain.groupwork import Team
from facilitator.domain.people import clean_line
from facilitator.persistence import copies, creating, journal, programme_file
from facilitator.persistence.journal import RowChange
from facilitator.persistence.keys import FileKey
from facilitator.persistence.models.change_log import ChangeLogEntry
from facilitator.persistence.models.data_protection import ExportEntry
from facilitator.persistence.private_file import PrivateFile
from facilitator.persistence.problems import problem_of
from facilitator.persistence.programme_file import ProgrammeFile
from facilitator.persistence.secret_box import SecretBox as SecretBox  # noqa: PLC0414 - pages name its type
from facilitator.support.clock import now
from facilitator.support.errors import EnvironmentProblem, RuleViolation

P = ParamSpec("P")
T = TypeVar("T")
Subscriber = Callable[[ChangeSet, object], None]

LABEL_LIMIT = 300
MERGE_WITHIN = 3.0
COPY_EVERY = 15 * 60.0
"""Seconds, on a clock that nobody can set back."""


def _anything(_changes: Sequence[RowChange]) -> None:
    """The facilitator may change whatever the rules allow."""


class Workspace:
    """One open programme file with its undo stack of this sitting."""

    def __init__(self, file: ProgrammeFile | PrivateFile, team: Team | None = None) -> None:
        """`team` makes it a group's session: it may carry out only what a group may."""
        self.team = team
        self.check_changes: Callable[[Sequence[RowChange]], None] = _anything
        self._file = file
        self._done: list[ChangeSet] = []
        self._undone: list[ChangeSet] = []
        self._merge_key = ""
        self._subscribers: list[Subscriber] = []
        self._last_copy = self._remembered_at = time.monotonic()
        self.last_saved: datetime = now()

    @classmethod
    def open(cls, path: Path, *, read_only: bool = False) -> Self:
        """Open a programme; to read only if it must be (see `read_only`, `locked_by`).

        Raises EnvironmentProblem.
        """
        return cls(programme_file.open_file(path, read_only=read_only))

    @classmethod
    def create(
        cls, path: Path, facts: Mapping[str, Any], days: NamedDays,
        content: Iterable[Command] = (),
    ) -> Self:  # fmt: skip
        """Make a new programme file, filled by `content`, and open it: whole, or not there at all.

        `facts` are fields of the programme (`title`, `first_day` needed). Raises RuleViolation or
        EnvironmentProblem; a file that exists is left as it is.
        """

        def fill(session: Session) -> None:
            begin_programme(session, facts, days)
            for command in content:
                registered(type(command)).handler(session, command)
                session.flush()

        creating.create(path, fill)
        return cls.open(path)

    @classmethod
    def open_to_change(cls, path: Path) -> Self:
        """Open a programme for writing or raise EnvironmentProblem with the reason why not."""
        workspace = cls.open(path)
        if workspace.read_only:
            workspace.close()
            raise workspace.why_read_only()
        return workspace

    @property
    def group_id(self) -> UUID | None:
        """The group whose session this is; None in the programme and for a role of an exercise."""
        return self.team.group_id if self.team else None

    @property
    def path(self) -> Path:
        """The programme file."""
        return self._file.path

    def has_open(self, path: Path) -> bool:
        """Whether `path` leads to this very file."""
        try:
            return path.samefile(self.path)
        except OSError:
            return False

    @property
    def programme_id(self) -> UUID:
        """Key of the programme."""
        return self._file.programme_id

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed."""
        return self._file.read_only

    @property
    def locked_by(self) -> str:
        """Who has the file open elsewhere; empty where nobody has."""
        return self._file.locked_by

    def why_read_only(self) -> EnvironmentProblem:
        """The sentence for a file that is open to read only."""
        if self.locked_by:
            return EnvironmentProblem("file-in-use", path=self.path, owner=self.locked_by)
        if self._file.is_copy:
            return EnvironmentProblem("copy-is-read-only", path=self.path)
        return EnvironmentProblem("not-allowed", path=self.path)

    # Reading

    def query(
        self, function: Callable[Concatenate[Session, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run a query function in a session of its own and return its rows."""
        try:
            with Session(self._file.engine) as session:
                return function(session, *args, **kwargs)
        except DatabaseError as error:
            raise problem_of(error, self.path) from error

    # Changing

    def execute(
        self, command: Command, origin: object = None, audience: Audience | None = None, *,
        empties: Iterable[SecretBox] = (), opens: str = "",
    ) -> ChangeSet:  # fmt: skip
        """Carry a command out in one transaction, log it, and make it undoable.

        Raises RuleViolation or EnvironmentProblem; then nothing has changed. `origin` is handed to
        the subscribers, so that a view can know its own echo. `empties` are the boxes whose answers
        the command has counted or gives up: they are wiped with it, for good. Where answers were in
        them it is final: an undo would bring back an open vote without its ballots. `opens` names the
        box that the command opens, empty: it is not undone while something is in that box.
        """
        entry = registered(type(command))
        if audience is None:
            audience = Audience.FACILITATOR if self.team is None else Audience.GROUP
        if audience is Audience.GROUP and entry.audience is not Audience.GROUP:
            raise PermissionError(type(command).__name__)
        name, label = type(command).__name__, clean_line(command.label).text[:LABEL_LIMIT]

        def work(session: Session) -> Sequence[RowChange]:
            changes = journal.attach(session)
            entry.handler(session, command)
            session.flush()
            return changes

        boxes = list(empties)
        is_final, emptied = any(box.count() for box in boxes), tuple(box.subject for box in boxes)
        if opens:
            boxes.append(self.secret_box(opens))
        changes = self._write(Action.DO, name, label, work)
        change_set = ChangeSet(Action.DO, name, label, changes, is_final, opens, emptied)
        if changes:
            self._remember(change_set, command.merge_key)
            try:
                for box in boxes:
                    box.forget()
            finally:
                self._publish(change_set, origin)
        return change_set

    def undo(self, origin: object = None) -> ChangeSet:
        """Take the last command of this sitting back. Raises RuleViolation when it cannot be."""
        return self._step(Action.UNDO, self._done, self._undone, "nothing-to-undo", origin)

    def redo(self, origin: object = None) -> ChangeSet:
        """Carry out again what was undone last. Raises RuleViolation when it cannot be."""
        return self._step(Action.REDO, self._undone, self._done, "nothing-to-redo", origin)

    def _step(
        self, action: Action, source: list[ChangeSet], target: list[ChangeSet], nothing: str,
        origin: object,
    ) -> ChangeSet:  # fmt: skip
        if not source:
            raise RuleViolation(nothing)
        last = source[-1]
        if last.is_final:
            raise RuleViolation("undo-final", label=last.label)
        if action is Action.UNDO and last.box and self.secret_box(last.box).count():
            raise RuleViolation("undo-box-filled", label=last.label)
        if action is Action.REDO and any(self.secret_box(box).count() for box in last.emptied):
            raise RuleViolation("redo-box-filled", label=last.label)

        def work(session: Session) -> Sequence[RowChange]:
            try:
                return journal.take_back(session.connection(), last.changes)
            except journal.RowsMoved as moved:
                raise RuleViolation("undo-overtaken", label=last.label) from moved

        changes = self._write(action, last.command, last.label, work)
        change_set = replace(last, action=action, changes=changes)
        target.append(change_set)
        source.pop()
        self._merge_key = ""
        self._publish(change_set, origin)
        return change_set

    def _write(
        self, action: Action, name: str, label: str, work: Callable[[Session], Sequence[RowChange]]
    ) -> tuple[RowChange, ...]:
        self._check_writable()
        try:
            with (
                Session(self._file.engine, expire_on_commit=False) as session,
                session.begin(),
            ):
                changes = tuple(work(session))
                self.check_changes(changes)
                if changes:
                    self._log(session, action, name, label, changes)
        except IntegrityError as error:
            raise RuleViolation("does-not-fit") from error
        except DatabaseError as error:
            raise problem_of(error, self.path) from error
        self.last_saved = now()
        self._keep_copy_if_due()
        return changes

    def _log(
        self, session: Session, action: Action, name: str, label: str,
        changes: Sequence[RowChange],
    ) -> None:  # fmt: skip
        session.connection().execute(
            insert(ChangeLogEntry).values(
                at=now(), action=action.value, command=name, label=label,
                changes=journal.for_log(changes),
            )
        )  # fmt: skip

    def _remember(self, change_set: ChangeSet, merge_key: str) -> None:
        self._undone.clear()
        follows_closely = self._done and time.monotonic() - self._remembered_at <= MERGE_WITHIN
        if merge_key and merge_key == self._merge_key and follows_closely:
            both = journal.merged(self._done[-1].changes, change_set.changes)
            if both:
                self._done[-1] = replace(change_set, changes=both)
            else:  # it came back to where it began: there is nothing to undo
                self._done.pop()
        else:
            self._done.append(change_set)
        self._merge_key = merge_key
        self._remembered_at = time.monotonic()

    def forget_steps(self) -> None:
        """From here on, what was done before cannot be undone in this sitting."""
        self._done.clear()
        self._undone.clear()
        self._merge_key = ""

    @property
    def can_undo(self) -> bool:
        """Whether there is something to undo in this sitting."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is something to redo."""
        return bool(self._undone)

    @property
    def undo_label(self) -> str:
        """Label of the command that undo would take back; empty where there is none."""
        return self._done[-1].label if self._done else ""

    @property
    def redo_label(self) -> str:
        """Label of the command that redo would carry out; empty where there is none."""
        return self._undone[-1].label if self._undone else ""

    def secret_box(self, subject: str, about: str = "") -> SecretBox:
        """The box of anonymous answers under this name; past the change log and undo.

        `about` is kept with the first answer: what was asked, in the words that people saw.
        """
        return SecretBox(self._file.engine, subject, self._check_writable, self._note_saved, about)

    def _check_writable(self) -> None:
        if self.read_only:
            raise EnvironmentProblem("read-only")
        self._file.check_still_there()

    def _note_saved(self) -> None:
        self.last_saved = now()

    # Being told

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Have `subscriber(change_set, origin)` called after each change; returns its removal."""
        self._subscribers.append(subscriber)
        return lambda: self._subscribers.remove(subscriber)

    def _publish(self, change_set: ChangeSet, origin: object) -> None:
        for subscriber in tuple(self._subscribers):
            subscriber(change_set, origin)

    # Protection

    @property
    def is_protected(self) -> bool:
        """Whether the file needs a passphrase."""
        return self._file.salt is not None

    @property
    def recovery_key(self) -> str:
        """The key to print and put away; empty where the file is not protected."""
        key = self._file.key
        return key.recovery if key else ""

    def protect(self, key: FileKey | None) -> None:
        """Write the file anew under a key of `protection.new_key`, or under none.

        Undo stays. Raises EnvironmentProblem; then nothing has changed.
        """
        self._check_writable()
        self._file.protect(key)
        self._note_saved()

    # What cannot be undone

    def change_for_good(self, work: Callable[[Session], None]) -> None:
        """Change rows past the change log and write the file anew, so that nothing old is left.

        Undo and redo are emptied. Whoever shows rows must read all of them again. Raises
        EnvironmentProblem; a change that fails is not made.
        """
        self._check_writable()
        try:
            with Session(self._file.engine) as session, session.begin():
                work(session)
        except DatabaseError as error:
            raise problem_of(error, self.path) from error
        self.forget_steps()
        self._file.protect(self._file.key)
        self._note_saved()

    def note_export(self, what: str, purpose: str = "", *, redacted: bool = False) -> None:
        """Write down that something left the programme; undo does not take that back.

        A programme that is open to read only keeps no such list.
        """
        if self.read_only:
            return
        entry = {"id": uuid4(), "at": now(), "what": clean_line(what).text[:LABEL_LIMIT],
                 "purpose": clean_line(purpose).text[:LABEL_LIMIT], "redacted": redacted}  # fmt: skip
        try:
            with self._file.engine.begin() as connection:
                connection.execute(insert(ExportEntry).values(entry))
        except DatabaseError as error:
            raise problem_of(error, self.path) from error

    # Copies and closing

    def keep_copy(self, why: str = "opened") -> Path | None:
        """Make an automatic copy now; None where the newest copy holds the same changes."""
        self._last_copy = time.monotonic()
        return None if self.read_only else self._file.keep_copy(why)

    def save_copy(self, target: Path) -> None:
        """Write a complete copy of the programme to `target`. Raises EnvironmentProblem."""
        copies.write_copy(self.path, target)

    def copies(self) -> list[Path]:
        """The automatic copies of this programme, oldest first."""
        return copies.copies_of(self.programme_id)

    def _keep_copy_if_due(self) -> None:
        if time.monotonic() - self._last_copy < COPY_EVERY:
            return
        try:
            self.keep_copy("quarter-hour")
        except EnvironmentProblem:
            # The change itself is saved. A copy that cannot be made now is tried again next time.
            self._last_copy = time.monotonic()

    def close(self) -> None:
        """Close the file: one file stays, no side files, the lock is given back."""
        self._subscribers.clear()
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

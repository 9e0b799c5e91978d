"""The programme file while it is open: open, lock, copy, protect, close. One programme is one SQLite
file.

A file that this process has open must never be opened and closed as a plain file as well: that
would drop SQLite's locks on it. `open_files` knows them; headers are read only of other files.
"""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import Engine, desc, select

from facilitator.persistence import (
    copies,
    file_on_disk,
    file_version,
    keys,
    models,
    open_files,
    sqlite,
)  # fmt: skip
from facilitator.persistence.keys import FileKey
from facilitator.persistence.lock import ProgrammeLock
from facilitator.persistence.models.change_log import ChangeLogEntry
from facilitator.persistence.models.programme import Programme
from facilitator.persistence.problems import damaged, sentences
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.files import TEMPORARY_SUFFIX, file_problem, remove_stumps

assert models  # noqa: S101 - importing the package registers every table


@dataclass(slots=True)
class ProgrammeFile:
    """An open programme file. `locked_by` says who has it when it is open to read only."""

    path: Path
    engine: Engine
    read_only: bool
    locked_by: str
    programme_id: UUID
    _lock: ProgrammeLock | None
    _identity: open_files.Identity
    _scratch: Path | None = None

    @property
    def is_copy(self) -> bool:
        """Whether it is one of the automatic copies, which are for reading only."""
        return copies.is_copy(self.path)

    def check_still_there(self) -> None:
        """Raise `file-replaced` if the path no longer leads to the file that is open."""
        if self._scratch is None and open_files.identity(self.path) != self._identity:
            raise EnvironmentProblem("file-replaced", path=self.path,
                                     copies=copies.folder_of(self.programme_id))  # fmt: skip

    def keep_copy(self, why: str) -> Path | None:
        """Make an automatic copy unless the newest one holds the same changes.

        Where a kill kept older copies of a protected file from being protected, they are now.
        """
        if self.key is not None:
            copies.protect_those_in_clear(self.programme_id, self.key)
        return copies.make_copy(self.path, self.programme_id, why, _last_change(self.engine))

    @property
    def salt(self) -> bytes | None:
        """The salt of a protected file; None where anybody can read it."""
        return open_files.salt_of(self.path)

    @property
    def key(self) -> FileKey | None:
        """The key of a protected file; None where anybody can read it."""
        return keys.kept(self.salt) if self.salt is not None else None

    def protect(self, key: FileKey | None) -> None:
        """Write the file anew under another key, or none, and put it in the old one's place.

        Killed at any moment, either the old or the new file is whole. The automatic copies keep
        the old key (see `copies.protect`). Raises EnvironmentProblem; then nothing has changed.
        """
        self.check_still_there()
        salt = self.salt
        if key is not None:
            keys.keep(key)
        temporary = file_on_disk.place_of_protecting(self.path)
        file_on_disk.remove(temporary)
        file_on_disk.settle(self.engine)
        self.engine.dispose()
        open_files.forget(self._identity)
        try:
            copies.write_protected(self.path, temporary, key)
            copies.put_alone(temporary, self.path)
            salt = key.salt if key else None
        finally:
            file_on_disk.remove(temporary)
            self.engine = sqlite.open_engine(self.path)
            self._identity = open_files.identity(self.path) or self._identity
            open_files.remember(self._identity, salt)

    def close(self) -> None:
        """Leave one file behind, without side files, and give the lock back."""
        if not self.read_only:
            file_on_disk.settle(self.engine)
        self.engine.dispose()
        open_files.forget(self._identity)
        if self._lock is not None:
            self._lock.release()
        elif self._scratch is None:
            file_on_disk.settle_after_the_writer(self.path)
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)


def _last_change(engine: Engine) -> str:
    """A name for the state of the programme: the last entry of its change log."""
    newest = select(ChangeLogEntry.id).order_by(desc(ChangeLogEntry.number)).limit(1)
    with engine.connect() as connection:
        key = connection.scalar(newest)
    return key.hex[:12] if key else "unchanged"


def open_file(path: Path, *, read_only: bool = False) -> ProgrammeFile:
    """Open a programme: for writing where possible, else to read only, with the reason at hand.

    A file of an older version is migrated first, after a copy has been set aside. Raises
    EnvironmentProblem; then nothing was written.
    """
    path = file_on_disk.true_path(path)
    file_on_disk.clear_after_a_kill(path)
    version = file_version.version_of(path)
    wants_to_write = not read_only and file_on_disk.may_write(path) and not copies.is_copy(path)
    if wants_to_write:
        remove_stumps(path.parent)
    lock, locked_by = file_on_disk.take(path) if wants_to_write else (None, "")
    try:
        with sentences(path):
            return _open(path, version, lock, locked_by)
    except BaseException:
        if lock is not None:
            lock.release()
        raise


def _open(path: Path, version: int, lock: ProgrammeLock | None, locked_by: str) -> ProgrammeFile:
    read_only = lock is None
    salt = keys.salt_of(path)
    scratch: Path | None = None
    engine: Engine | None = None
    try:
        opened = path
        if read_only and (version < file_version.SCHEMA_VERSION or _needs_replay_elsewhere(path)):
            scratch = Path(tempfile.mkdtemp(prefix="facilitator-"))
            opened = _private_copy(path, scratch)
        immutable = read_only and not locked_by and file_on_disk.is_at_rest(opened)
        _check_sound(opened, path, immutable=immutable)
        if version < file_version.SCHEMA_VERSION:
            _migrate(opened, version, keep_copy=scratch is None)
        engine = sqlite.open_engine(opened, read_only=read_only, immutable=immutable)
        programme_id = _programme_id(engine, path)
        identity = open_files.identity(path)
        if identity is None:
            raise EnvironmentProblem("file-missing", path=path)
    except BaseException:
        if engine is not None:
            engine.dispose()
        if scratch is not None:
            shutil.rmtree(scratch, ignore_errors=True)
        raise
    open_files.remember(identity, salt)
    return ProgrammeFile(path, engine, read_only, locked_by, programme_id, lock, identity, scratch)


def _needs_replay_elsewhere(path: Path) -> bool:
    """Whether a killed app left a log beside the file, on a medium where it cannot be replayed."""
    return file_on_disk.has_log(path) and not file_on_disk.may_write(path)


def _private_copy(path: Path, folder: Path) -> Path:
    try:
        for file in (path, file_on_disk.log_of(path), file_on_disk.journal_of(path)):
            if file.exists():
                shutil.copyfile(file, folder / file.name)
    except OSError as error:
        raise file_problem(error, path) from error
    settling = sqlite.open_engine(folder / path.name)
    sqlite.settle(settling)
    settling.dispose()
    return folder / path.name


def _check_sound(opened: Path, path: Path, *, immutable: bool) -> None:
    """Look before anything is written: a damaged file stays as it is, for whoever can mend it."""
    with contextlib.closing(sqlite.bare_connection(opened, immutable=immutable)) as connection:
        if connection.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise damaged(path)
        foreign = connection.execute(
            "SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')"
        ).fetchone()
        if foreign != (0,):
            raise EnvironmentProblem("file-tampered", path=path)


def _programme_id(engine: Engine, path: Path) -> UUID:
    with engine.connect() as connection:
        keys = connection.scalars(select(Programme.id)).all()
    if len(keys) != 1:
        raise damaged(path)
    return keys[0]


def _migrate(path: Path, version: int, *, keep_copy: bool) -> None:
    """Upgrade a copy and put it in the file's place; the caller holds the file's lock."""
    from facilitator.persistence.migrations.upgrade import BrokenReferencesError, upgrade

    if keep_copy:
        _set_aside(path)
    temporary = path.with_name(f".{uuid4().hex}{TEMPORARY_SUFFIX}")
    if file_on_disk.log_of(path).exists():  # bring it home, so that it cannot meet the new file
        original = sqlite.open_engine(path)
        sqlite.settle(original)
        original.dispose()
    try:
        copies.write_copy(path, temporary, with_open_boxes=True)
        upgrade(temporary, version)
        copies.put_alone(temporary, path)
    except BrokenReferencesError as error:
        raise EnvironmentProblem("migration-failed", path=path, version=version) from error
    finally:
        file_on_disk.remove(temporary)


def _set_aside(path: Path) -> None:
    with contextlib.closing(sqlite.bare_connection(path)) as connection:
        row = connection.execute("SELECT id FROM programme").fetchone()
    try:
        key = UUID(row[0])
    except (TypeError, ValueError, AttributeError) as error:
        raise damaged(path) from error
    copies.make_copy(path, key, "migration", copies.ALWAYS)

"""The programme file: create, open, lock, check, close. One programme is one SQLite file."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from sqlalchemy import Engine, func, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from facilitator.persistence import copies, models, sqlite
from facilitator.persistence.base import Base
from facilitator.persistence.lock import ProgrammeLock
from facilitator.persistence.models.change_log import ChangeLogEntry
from facilitator.persistence.models.programme import Programme
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.files import TEMPORARY_SUFFIX, file_problem, put_in_place, remove_stumps
from facilitator.support.paths import backups_folder

SCHEMA_VERSION = 1
"""The number of the newest migration; stands in the file as SQLite's user_version."""
FILE_SUFFIX = ".programme"

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
    _identity: tuple[int, int]
    _scratch: Path | None = None

    def check_still_there(self) -> None:
        """Raise `file-replaced` if the path no longer leads to the file that is open."""
        if self._scratch is None and _identity(self.path) != self._identity:
            raise EnvironmentProblem("file-replaced", path=self.path,
                                     copies=copies.folder_of(self.programme_id))  # fmt: skip

    def keep_copy(self, why: str) -> Path | None:
        """Make an automatic copy unless the newest one holds the same changes."""
        return copies.make_copy(self.path, self.programme_id, why, _change_number(self.engine))

    def close(self) -> None:
        """Leave one file behind, without side files, and give the lock back."""
        if not self.read_only:
            with contextlib.suppress(DatabaseError, sqlite.driver().DatabaseError):
                # A disk that is full or gone now costs nothing: SQLite finds its log at opening.
                sqlite.settle(self.engine)
        self.engine.dispose()
        if self._lock is not None:
            self._lock.release()
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _change_number(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.scalar(select(func.max(ChangeLogEntry.number))) or 0


def create(path: Path, fill: Callable[[Session], None]) -> None:
    """Make a new programme file; `fill` adds the first rows.

    Raises EnvironmentProblem `file-exists` and those of writing; `path` is whole or not there.
    """
    if path.exists():
        raise EnvironmentProblem("file-exists", path=path)
    temporary = path.with_name(f".{uuid4().hex}{TEMPORARY_SUFFIX}")
    try:
        _check_folder(path)
        engine = sqlite.open_engine(temporary)
        try:
            with engine.begin() as connection:
                Base.metadata.create_all(connection)
                stamp(connection, SCHEMA_VERSION)
            with Session(engine, expire_on_commit=False) as session, session.begin():
                fill(session)
            sqlite.settle(engine)
        finally:
            engine.dispose()
        put_in_place(temporary, path)
    except DatabaseError as error:
        raise problem_of(error, path) from error
    finally:
        for leftover in path.parent.glob(f"{temporary.name}*"):
            with contextlib.suppress(OSError):
                leftover.unlink()


def _check_folder(path: Path) -> None:
    if not path.parent.is_dir():
        raise EnvironmentProblem("file-missing", path=path.parent)
    if not os.access(path.parent, os.W_OK):
        raise EnvironmentProblem("not-allowed", path=path)


def stamp(connection: object, version: int) -> None:
    """Write down which migration the tables stand at, for Alembic and in the header."""
    run = connection.exec_driver_sql  # type: ignore[attr-defined]
    run("CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) NOT NULL, "
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))")  # fmt: skip
    run("DELETE FROM alembic_version")
    run(f"INSERT INTO alembic_version VALUES ('{version:04d}')")  # noqa: S608 - our own number
    sqlite.mark_as_ours(connection, version)


def version_of(path: Path) -> int:
    """Schema version of a file, judged by its header alone.

    Raises EnvironmentProblem: missing, not ours, cut short, or from a newer version of the app.
    """
    try:
        head = sqlite.header(path)
        if head is None or head[0] != sqlite.APPLICATION_ID:
            raise EnvironmentProblem("file-not-ours", path=path)
        # With a log beside it the rest may be in there, as after a disk was full at closing.
        has_log = path.with_name(f"{path.name}-wal").exists()
        if not has_log and path.stat().st_size < sqlite.declared_size(path):
            raise damaged(path)
    except OSError as error:
        raise file_problem(error, path) from error
    if head[1] > SCHEMA_VERSION:
        raise EnvironmentProblem("file-from-newer-version", path=path, version=head[1],
                                 known=SCHEMA_VERSION)  # fmt: skip
    return head[1]


def damaged(path: Path) -> EnvironmentProblem:
    """The sentence for a file that SQLite cannot read."""
    return EnvironmentProblem("file-damaged", path=path, copies=backups_folder())


def problem_of(error: DatabaseError, path: Path) -> EnvironmentProblem:
    """The sentence for what the database reported."""
    if sqlite.is_full(error):
        return EnvironmentProblem("disk-full", path=path)
    if sqlite.is_busy(error):
        return EnvironmentProblem("file-busy", path=path)
    if sqlite.is_read_only(error):
        return EnvironmentProblem("not-allowed", path=path)
    if "disk I/O" in str(error.orig) or "unable to open" in str(error.orig):
        return EnvironmentProblem("file-error", path=path, reason=str(error.orig))
    return damaged(path)


def open_file(path: Path, *, read_only: bool = False) -> ProgrammeFile:
    """Open a programme: for writing where possible, else to read only, with the reason at hand.

    A file of an older version is migrated first, after a copy has been set aside. Raises
    EnvironmentProblem.
    """
    version = version_of(path)
    if not read_only:
        remove_stumps(path.parent)
    lock, locked_by = (None, "") if read_only or not _may_write(path) else _take(path)
    try:
        return _open(path, version, lock, locked_by)
    except BaseException as error:
        if lock is not None:
            lock.release()
        if isinstance(error, DatabaseError):
            raise problem_of(error, path) from error
        raise


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _take(path: Path) -> tuple[ProgrammeLock | None, str]:
    lock = ProgrammeLock(path)
    try:
        return (lock, "") if lock.acquire() else (None, lock.owner())
    except OSError:
        return None, ""  # a folder that holds no lock can still be read


def _open(path: Path, version: int, lock: ProgrammeLock | None, locked_by: str) -> ProgrammeFile:
    read_only = lock is None
    scratch: Path | None = None
    opened = path
    if read_only and (version < SCHEMA_VERSION or _needs_replay_elsewhere(path)):
        scratch = Path(tempfile.mkdtemp(prefix="facilitator-"))
        opened = _private_copy(path, scratch)
    if version < SCHEMA_VERSION:
        _migrate(opened, version, keep_copy=scratch is None)
    _check_sound(opened, path)
    engine = sqlite.open_engine(opened, read_only=read_only)
    try:
        programme_id = _programme_id(engine, path)
        identity = _identity(path)
        if identity is None:
            raise EnvironmentProblem("file-missing", path=path)
    except BaseException:
        engine.dispose()
        raise
    return ProgrammeFile(path, engine, read_only, locked_by, programme_id, lock, identity, scratch)


def _needs_replay_elsewhere(path: Path) -> bool:
    """Whether a killed app left a log beside the file, on a medium where it cannot be replayed."""
    return path.with_name(f"{path.name}-wal").exists() and not _may_write(path)


def _private_copy(path: Path, folder: Path) -> Path:
    try:
        for name in (path.name, f"{path.name}-wal"):
            if path.with_name(name).exists():
                shutil.copyfile(path.with_name(name), folder / name)
    except OSError as error:
        raise file_problem(error, path) from error
    settling = sqlite.open_engine(folder / path.name)
    sqlite.settle(settling)
    settling.dispose()
    return folder / path.name


def _check_sound(opened: Path, path: Path) -> None:
    """Look before anything is written: a damaged file stays as it is, for whoever can mend it."""
    connection = sqlite.bare_connection(opened, read_only=True)
    try:
        if connection.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise damaged(path)
    except sqlite.driver().DatabaseError as error:
        raise damaged(path) from error
    finally:
        connection.close()


def _programme_id(engine: Engine, path: Path) -> UUID:
    with engine.connect() as connection:
        programme_id = connection.scalar(select(Programme.id))
    if not isinstance(programme_id, UUID):
        raise damaged(path)
    return programme_id


def _migrate(path: Path, version: int, *, keep_copy: bool) -> None:
    from facilitator.persistence.migrations.upgrade import upgrade

    if keep_copy:
        _set_aside(path)
    temporary = path.with_name(f".{uuid4().hex}{TEMPORARY_SUFFIX}")
    try:
        copies.write_copy(path, temporary)
        upgrade(temporary, version)
        put_in_place(temporary, path)
        for side in ("-wal", "-shm"):  # of the old file; left beside the new one they would mix
            path.with_name(path.name + side).unlink(missing_ok=True)
    except OSError as error:
        raise file_problem(error, path) from error
    finally:
        temporary.unlink(missing_ok=True)


def _set_aside(path: Path) -> None:
    connection = sqlite.bare_connection(path)
    try:
        (key,) = connection.execute("SELECT id FROM programme").fetchone()
    finally:
        connection.close()
    copies.make_copy(path, UUID(key), "migration", 0)


def check(path: Path) -> list[str]:
    """Faults of a programme file in words; empty where it is sound. Writes nothing.

    Raises EnvironmentProblem where the file cannot be read at all.
    """
    version = version_of(path)
    immutable = not _may_write(path) and not path.with_name(f"{path.name}-wal").exists()
    connection = sqlite.bare_connection(path, immutable=immutable)
    try:
        found = [row[0] for row in connection.execute("PRAGMA integrity_check").fetchall()]
        faults = [fault for fault in found if fault != "ok"]
        faults += [f"a row of {row[0]} refers to a missing row of {row[2]}"
                   for row in connection.execute("PRAGMA foreign_key_check").fetchall()]  # fmt: skip
        tables = {row[0] for row in connection.execute("SELECT name FROM sqlite_master "
                                                       "WHERE type = 'table'")}  # fmt: skip
        if version == SCHEMA_VERSION:
            faults += [f"the table {name} is missing"
                       for name in sorted(set(Base.metadata.tables) - tables)]  # fmt: skip
        return faults
    except sqlite.driver().DatabaseError as error:
        raise damaged(path) from error
    finally:
        connection.close()

"""The programme file: create, open, lock, check, close. One programme is one SQLite file.

A file that this process has open must never be opened and closed as a plain file as well: that
would drop SQLite's locks on it. `open_files` knows them; headers are read only of other files.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Engine, desc, select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from facilitator.persistence import copies, keys, models, open_files, sqlite
from facilitator.persistence.base import Base
from facilitator.persistence.keys import FileKey
from facilitator.persistence.lock import ProgrammeLock
from facilitator.persistence.models.change_log import ChangeLogEntry
from facilitator.persistence.models.programme import Programme
from facilitator.persistence.problems import damaged, problem_of
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.files import (
    TEMPORARY_SUFFIX,
    file_problem,
    put_in_new_place,
    remove_stumps,
)
from facilitator.support.paths import backups_folder

SCHEMA_VERSION = 2
"""The number of the newest migration; stands in the file as SQLite's user_version."""

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
        temporary = _place_of_protecting(self.path)
        _remove(temporary)
        _settle(self.engine)
        self.engine.dispose()
        open_files.forget(self._identity)
        try:
            copies.write_protected(self.path, temporary, key)
            copies.put_alone(temporary, self.path)
            salt = key.salt if key else None
        finally:
            _remove(temporary)
            self.engine = sqlite.open_engine(self.path)
            self._identity = open_files.identity(self.path) or self._identity
            open_files.remember(self._identity, salt)

    def close(self) -> None:
        """Leave one file behind, without side files, and give the lock back."""
        if not self.read_only:
            _settle(self.engine)
        self.engine.dispose()
        open_files.forget(self._identity)
        if self._lock is not None:
            self._lock.release()
        elif self._scratch is None:
            _settle_after_the_writer(self.path)
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)


def _place_of_protecting(path: Path) -> Path:
    """Where `protect` writes: always the same, so that what a kill leaves there, which may be in
    clear, is known by whoever opens the file next."""
    name = hashlib.sha256(path.name.encode()).hexdigest()[:32]
    return path.with_name(f".{name}{TEMPORARY_SUFFIX}")


def _clear_after_a_kill(path: Path) -> None:
    """Take back what was half written into the file, and remove what was half protected beside it
    or half freed of it, unless somebody is at it."""
    temporary = _place_of_protecting(path)
    if not _may_write(path) or not (temporary.exists() or _journal_of(path).exists()):
        return
    lock, _owner = _take(path)
    if lock is not None:
        _remove(temporary)
        with contextlib.suppress(sqlite.driver().DatabaseError):  # said by whoever reads it next
            sqlite.take_back_half_written(path)
        lock.release()


def _remove(temporary: Path) -> None:
    for leftover in temporary.parent.glob(f"{temporary.name}*"):
        with contextlib.suppress(OSError):
            leftover.unlink()


def _settle(engine: Engine) -> None:
    # A disk that is full or gone now costs nothing: SQLite finds its log when it opens the file.
    with contextlib.suppress(DatabaseError, sqlite.driver().DatabaseError):
        sqlite.settle(engine)


def _settle_after_the_writer(path: Path) -> None:
    """A reader that outlived the writer kept the log from going home: see to it now."""
    if not _log_of(path).exists() or not _may_write(path):
        return
    lock = ProgrammeLock(path)
    with contextlib.suppress(OSError):
        if lock.acquire():
            engine = sqlite.open_engine(path)
            _settle(engine)
            engine.dispose()
            lock.release()


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _journal_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-journal")


def _last_change(engine: Engine) -> str:
    """A name for the state of the programme: the last entry of its change log."""
    newest = select(ChangeLogEntry.id).order_by(desc(ChangeLogEntry.number)).limit(1)
    with engine.connect() as connection:
        key = connection.scalar(newest)
    return key.hex[:12] if key else "unchanged"


def true_path(path: Path) -> Path:
    """The path without links, so that one file has one lock. Raises EnvironmentProblem."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise EnvironmentProblem("path-unusable", path=repr(str(path))) from error


# Creating --------------------------------------------------------------------------------------


def create(path: Path, fill: Callable[[Session], None]) -> None:
    """Make a new programme file; `fill` adds the first rows.

    Raises EnvironmentProblem `file-exists` and those of writing; `path` is whole or not there.
    """
    path = true_path(path)
    _check_place(path)
    temporary = path.with_name(f".{uuid4().hex}{TEMPORARY_SUFFIX}")
    try:
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
        for (
            side
        ) in copies.SIDE_FILES:  # of a deleted file of this name: its log must not be replayed
            path.with_name(path.name + side).unlink(missing_ok=True)
        put_in_new_place(temporary, path)
    except (DatabaseError, sqlite.driver().DatabaseError) as error:
        raise problem_of(error, path) from error
    except OSError as error:
        raise file_problem(error, path) from error
    finally:
        _remove(temporary)


def _check_place(path: Path) -> None:
    try:
        if path.exists():
            raise EnvironmentProblem("file-exists", path=path)
        if not path.parent.is_dir():
            raise EnvironmentProblem("folder-missing", path=path.parent)
    except OSError as error:
        raise file_problem(error, path) from error
    if not os.access(path.parent, os.W_OK):
        raise EnvironmentProblem("not-allowed", path=path)


def stamp(connection: Any, version: int) -> None:
    """Write down which migration the tables stand at, for Alembic and in the header."""
    run = connection.exec_driver_sql
    run("CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) NOT NULL, "
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))")  # fmt: skip
    run("DELETE FROM alembic_version")
    run(f"INSERT INTO alembic_version VALUES ('{version:04d}')")  # noqa: S608 - our own number
    sqlite.mark_as_ours(connection, version)


# Opening ---------------------------------------------------------------------------------------


def open_file(path: Path, *, read_only: bool = False) -> ProgrammeFile:
    """Open a programme: for writing where possible, else to read only, with the reason at hand.

    A file of an older version is migrated first, after a copy has been set aside. Raises
    EnvironmentProblem; then nothing was written.
    """
    path = true_path(path)
    _clear_after_a_kill(path)
    version = version_of(path)
    wants_to_write = not read_only and _may_write(path) and not copies.is_copy(path)
    if wants_to_write:
        remove_stumps(path.parent)
    lock, locked_by = _take(path) if wants_to_write else (None, "")
    try:
        with _sentences(path):
            return _open(path, version, lock, locked_by)
    except BaseException:
        if lock is not None:
            lock.release()
        raise


@contextmanager
def _sentences(path: Path) -> Iterator[None]:
    """Turn what the database reports into its sentence."""
    try:
        yield
    except (DatabaseError, sqlite.driver().DatabaseError) as error:
        raise problem_of(error, path) from error


def version_of(path: Path) -> int:
    """Schema version of a file, judged by its header alone.

    Raises EnvironmentProblem: missing, not ours, cut short, from a newer version of the app, or
    `passphrase-needed` for a protected one that was not unlocked.
    """
    if open_files.is_open(path):
        return SCHEMA_VERSION
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise EnvironmentProblem("not-a-file", path=path)
        if (salt := keys.salt_of(path)) is not None:
            head = _protected_header(path, salt)
        else:
            head = _plain_header(path)
    except OSError as error:
        raise file_problem(error, path) from error
    if head[1] > SCHEMA_VERSION:
        raise EnvironmentProblem("file-from-newer-version", path=path, version=head[1],
                                 known=SCHEMA_VERSION)  # fmt: skip
    return head[1]


def _plain_header(path: Path) -> tuple[int, int]:
    head = sqlite.header(path)
    if head is None or head[0] != sqlite.APPLICATION_ID:
        raise EnvironmentProblem("file-not-ours", path=path)
    # With a log beside it the rest may be in there, as after a disk was full at closing.
    if not _log_of(path).exists() and path.stat().st_size < sqlite.declared_size(path):
        raise damaged(path)
    return head


def _protected_header(path: Path, salt: bytes) -> tuple[int, int]:
    if keys.kept(salt) is None:
        raise EnvironmentProblem("passphrase-needed", path=path)
    with (
        _sentences(path),
        contextlib.closing(
            sqlite.bare_connection(path, immutable=not _may_write(path))
        ) as connection,
    ):
        marks = [connection.execute(f"PRAGMA {mark}").fetchone()[0]
                 for mark in ("application_id", "user_version")]  # fmt: skip
    if marks[0] != sqlite.APPLICATION_ID:
        raise EnvironmentProblem("file-not-ours", path=path)
    return marks[0], marks[1]


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
    salt = keys.salt_of(path)
    scratch: Path | None = None
    engine: Engine | None = None
    try:
        opened = path
        if read_only and (version < SCHEMA_VERSION or _needs_replay_elsewhere(path)):
            scratch = Path(tempfile.mkdtemp(prefix="facilitator-"))
            opened = _private_copy(path, scratch)
        immutable = read_only and not locked_by and _is_at_rest(opened)
        _check_sound(opened, path, immutable=immutable)
        if version < SCHEMA_VERSION:
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
    return _has_log(path) and not _may_write(path)


def _is_at_rest(path: Path) -> bool:
    """Whether nobody can write the file here, so that SQLite needs no side files to read it."""
    return not _has_log(path) and not _may_write(path)


def _has_log(path: Path) -> bool:
    return _log_of(path).exists() or _journal_of(path).exists()


def _private_copy(path: Path, folder: Path) -> Path:
    try:
        for file in (path, _log_of(path), _journal_of(path)):
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
    if _log_of(path).exists():  # bring it home, so that it cannot meet the new file
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
        _remove(temporary)


def _set_aside(path: Path) -> None:
    with contextlib.closing(sqlite.bare_connection(path)) as connection:
        row = connection.execute("SELECT id FROM programme").fetchone()
    try:
        key = UUID(row[0])
    except (TypeError, ValueError, AttributeError) as error:
        raise damaged(path) from error
    copies.make_copy(path, key, "migration", copies.ALWAYS)


# Unlocking -------------------------------------------------------------------------------------


def is_protected(path: Path) -> bool:
    """Whether a file is protected by a passphrase. Raises EnvironmentProblem."""
    try:
        return keys.salt_of(true_path(path)) is not None
    except OSError as error:
        raise file_problem(error, path) from error


def unlock(path: Path, secret: str) -> None:
    """Keep the key that `secret`, a passphrase or a recovery key, makes for a protected file.

    Raises EnvironmentProblem: `passphrase-wrong`; `file-damaged` where the same secret opens an
    automatic copy of this file; `passphrase-or-damage` where neither can be shown.
    """
    path = true_path(path)
    _clear_after_a_kill(path)
    try:
        salt = keys.salt_of(path)
        if salt is None:
            return
        tried = [
            key for key in (keys.from_recovery(secret, salt), keys.derived(secret, salt)) if key
        ]
        for key in tried:
            if _opens(path, key):
                keys.keep(key)
                return
        siblings = [
            copy for copy in copies.all_copies() if copy != path and keys.salt_of(copy) == salt
        ]
    except OSError as error:
        raise file_problem(error, path) from error
    if any(_opens(copy, key) for copy in siblings for key in tried):
        raise damaged(path)
    sound = path.stat().st_size % keys.PAGE == 0 and siblings
    raise EnvironmentProblem("passphrase-wrong" if sound else "passphrase-or-damage", path=path,
                             copies=backups_folder())  # fmt: skip


def holds_key(path: Path, secret: str) -> bool:
    """Whether a passphrase or recovery key is that of an unlocked, protected file."""
    salt = keys.salt_of(true_path(path))
    kept = keys.kept(salt) if salt is not None else None
    if salt is None or kept is None:
        return False
    return kept in (keys.from_recovery(secret, salt), keys.derived(secret, salt))


def lock() -> None:
    """Drop every key that no open file needs: that of a closed one, and those it had before."""
    keys.forget_all_but(open_files.salts())


def _opens(path: Path, key: FileKey) -> bool:
    kept = keys.kept(key.salt)
    keys.keep(key)
    try:
        with contextlib.closing(
            sqlite.bare_connection(path, immutable=not _may_write(path))
        ) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite.driver().DatabaseError:
        return False
    else:
        return True
    finally:
        if kept is None:
            keys.forget(key.salt)
        else:
            keys.keep(kept)


# Checking --------------------------------------------------------------------------------------


def check(path: Path) -> list[str]:
    """Faults of a programme file in words; empty where it is sound. Writes nothing.

    Raises EnvironmentProblem where the file cannot be read at all.
    """
    path = true_path(path)
    _clear_after_a_kill(path)
    version = version_of(path)
    immutable = _is_at_rest(path)
    with _sentences(path):
        with contextlib.closing(sqlite.bare_connection(path, immutable=immutable)) as connection:
            faults = _faults_of_structure(connection, version)
        if not faults and version == SCHEMA_VERSION:
            faults = _faults_of_values(path, immutable=immutable)
        return faults


def _faults_of_structure(connection: Any, version: int) -> list[str]:
    found = [row[0] for row in connection.execute("PRAGMA integrity_check").fetchall()]
    faults = [fault for fault in found if fault != "ok"]
    faults += [
        f"a row of {row[0]} refers to a missing row of {row[2]}"
        for row in connection.execute("PRAGMA foreign_key_check").fetchall()
    ]
    things = connection.execute("SELECT type, name FROM sqlite_master").fetchall()
    faults += [f"a {kind} named {name} is in it" for kind, name in things
               if kind in {"trigger", "view"}]  # fmt: skip
    if version == SCHEMA_VERSION:
        there = {name for kind, name in things if kind == "table"}
        missing = sorted(set(Base.metadata.tables) - there)
        faults += [f"the table {name} is missing" for name in missing]
    return faults


def _faults_of_values(path: Path, *, immutable: bool) -> list[str]:
    """Read every value as the app would; one that cannot be read is named by its table."""
    engine = sqlite.open_engine(path, read_only=True, immutable=immutable)
    faults = []
    try:
        with engine.connect() as connection:
            for table in Base.metadata.sorted_tables:
                try:
                    connection.execute(select(table)).fetchall()
                except (LookupError, ValueError, TypeError, DatabaseError):
                    faults.append(f"a row of {table.name} holds a value that cannot be read")
            if len(connection.execute(select(Programme.id)).fetchall()) != 1:
                faults.append("it does not hold exactly one programme")
    finally:
        engine.dispose()
    return faults

"""A programme file as it lies on the disk: its true path, what lies beside it, who may write it, and
what a kill left. Looks into no table.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError

from facilitator.persistence import sqlite
from facilitator.persistence.lock import ProgrammeLock
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.files import TEMPORARY_SUFFIX


def true_path(path: Path) -> Path:
    """The path without links, so that one file has one lock. Raises EnvironmentProblem."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError) as error:
        raise EnvironmentProblem("path-unusable", path=repr(str(path))) from error


def may_write(path: Path) -> bool:
    """Whether the file, and what SQLite keeps beside it, can be written."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def log_of(path: Path) -> Path:
    """Where SQLite keeps what is not yet home in the file."""
    return path.with_name(f"{path.name}-wal")


def journal_of(path: Path) -> Path:
    """Where SQLite keeps the pages that it is writing over."""
    return path.with_name(f"{path.name}-journal")


def has_log(path: Path) -> bool:
    """Whether a killed app, or one that still runs, left something beside the file."""
    return log_of(path).exists() or journal_of(path).exists()


def is_at_rest(path: Path) -> bool:
    """Whether nobody can write the file here, so that SQLite needs no side files to read it."""
    return not has_log(path) and not may_write(path)


def take(path: Path) -> tuple[ProgrammeLock | None, str]:
    """The lock of the file; else None, and who has it where that is known."""
    lock = ProgrammeLock(path)
    try:
        return (lock, "") if lock.acquire() else (None, lock.owner())
    except OSError:
        return None, ""  # a folder that holds no lock can still be read


def place_of_protecting(path: Path) -> Path:
    """Where `protect` writes: always the same, so that what a kill leaves there, which may be in
    clear, is known by whoever opens the file next."""
    name = hashlib.sha256(path.name.encode()).hexdigest()[:32]
    return path.with_name(f".{name}{TEMPORARY_SUFFIX}")


def clear_after_a_kill(path: Path) -> None:
    """Take back what was half written into the file, and remove what was half protected beside it
    or half freed of it, unless somebody is at it."""
    temporary = place_of_protecting(path)
    if not may_write(path) or not (temporary.exists() or journal_of(path).exists()):
        return
    lock, _owner = take(path)
    if lock is not None:
        remove(temporary)
        with contextlib.suppress(sqlite.driver().DatabaseError):  # said by whoever reads it next
            sqlite.take_back_half_written(path)
        lock.release()


def remove(temporary: Path) -> None:
    """Remove a temporary file with all that SQLite put beside it, as far as possible."""
    for leftover in temporary.parent.glob(f"{temporary.name}*"):
        with contextlib.suppress(OSError):
            leftover.unlink()


def settle(engine: Engine) -> None:
    """Leave a single file, as far as possible."""
    # A disk that is full or gone now costs nothing: SQLite finds its log when it opens the file.
    with contextlib.suppress(DatabaseError, sqlite.driver().DatabaseError):
        sqlite.settle(engine)


def settle_after_the_writer(path: Path) -> None:
    """A reader that outlived the writer kept the log from going home: see to it now."""
    if not log_of(path).exists() or not may_write(path):
        return
    lock = ProgrammeLock(path)
    with contextlib.suppress(OSError):
        if lock.acquire():
            engine = sqlite.open_engine(path)
            settle(engine)
            engine.dispose()
            lock.release()

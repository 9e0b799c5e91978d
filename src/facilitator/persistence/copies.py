"""Automatic copies of a programme, kept beside the user's data and not beside the file.

A copy is made by SQLite's backup interface, checked, and only then counted.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from uuid import UUID

from facilitator.persistence import sqlite
from facilitator.support.clock import now
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.files import (
    TEMPORARY_SUFFIX,
    make_folder,
    put_in_place,
    remove_stumps,
)
from facilitator.support.paths import backups_folder

KEPT = 20
SUFFIX = ".programme"


def folder_of(programme: UUID) -> Path:
    """Where the copies of this programme lie."""
    return backups_folder() / programme.hex


def copies_of(programme: UUID) -> list[Path]:
    """The copies, oldest first."""
    return sorted(folder_of(programme).glob(f"*{SUFFIX}"))


def make_copy(source: Path, programme: UUID, why: str, change_number: int) -> Path | None:
    """Copy the programme as it is now; None when the newest copy holds the same changes.

    `why` is a word for the file name ("opened", "hourly", "migration"). The oldest copies beyond
    the last 20 are removed. Raises EnvironmentProblem when the copy cannot be written.
    """
    folder = folder_of(programme)
    make_folder(folder)
    remove_stumps(folder)
    mark = f"n{change_number:07d}"
    existing = copies_of(programme)
    if existing and existing[-1].stem.endswith(mark) and why != "migration":
        return None
    target = folder / f"{now():%Y%m%d-%H%M%S-%f}-{why}-{mark}{SUFFIX}"
    write_copy(source, target)
    for old in copies_of(programme)[:-KEPT]:
        with contextlib.suppress(OSError):
            old.unlink()
    return target


def write_copy(source: Path, target: Path) -> None:
    """A checked, self-contained copy of a programme that may be open at this moment.

    Raises EnvironmentProblem; an older file at `target` stays whole until the copy is checked.
    """
    temporary = target.with_name(f".{target.name}{TEMPORARY_SUFFIX}")
    database_error = sqlite.driver().DatabaseError
    try:
        _back_up(source, temporary)
    except database_error as error:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        code = "disk-full" if "full" in str(error) else "file-damaged"
        raise EnvironmentProblem(code, path=target, copies=backups_folder()) from error
    put_in_place(temporary, target)


def _back_up(source: Path, temporary: Path) -> None:
    temporary.unlink(missing_ok=True)
    reading = sqlite.bare_connection(source)
    try:
        writing = sqlite.driver().connect(str(temporary))
        try:
            reading.backup(writing)
            writing.execute("PRAGMA journal_mode = DELETE")
            if writing.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise sqlite.driver().DatabaseError("the copy is damaged")
        finally:
            writing.close()
    finally:
        reading.close()

"""Of which version of the app a programme file is, told by its header alone."""

from __future__ import annotations

import contextlib
import stat
from pathlib import Path
from typing import Any

from facilitator.persistence import file_on_disk, keys, open_files, sqlite
from facilitator.persistence.problems import damaged, sentences
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.files import file_problem

SCHEMA_VERSION = 2
"""The number of the newest migration; stands in the file as SQLite's user_version."""


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
    if not file_on_disk.log_of(path).exists() and path.stat().st_size < sqlite.declared_size(path):
        raise damaged(path)
    return head


def _protected_header(path: Path, salt: bytes) -> tuple[int, int]:
    if keys.kept(salt) is None:
        raise EnvironmentProblem("passphrase-needed", path=path)
    with (
        sentences(path),
        contextlib.closing(
            sqlite.bare_connection(path, immutable=not file_on_disk.may_write(path))
        ) as connection,
    ):
        marks = [connection.execute(f"PRAGMA {mark}").fetchone()[0]
                 for mark in ("application_id", "user_version")]  # fmt: skip
    if marks[0] != sqlite.APPLICATION_ID:
        raise EnvironmentProblem("file-not-ours", path=path)
    return marks[0], marks[1]


def stamp(connection: Any, version: int) -> None:
    """Write down which migration the tables stand at, for Alembic and in the header."""
    run = connection.exec_driver_sql
    run("CREATE TABLE IF NOT EXISTS alembic_version (version_num VARCHAR(32) NOT NULL, "
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))")  # fmt: skip
    run("DELETE FROM alembic_version")
    run(f"INSERT INTO alembic_version VALUES ('{version:04d}')")  # noqa: S608 - our own number
    sqlite.mark_as_ours(connection, version)

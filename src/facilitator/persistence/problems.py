"""The sentence for what a database or its driver reported."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DatabaseError, DBAPIError

from facilitator.persistence import sqlite
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.paths import backups_folder


def damaged(path: Path) -> EnvironmentProblem:
    """The sentence for a file that SQLite cannot read."""
    return EnvironmentProblem("file-damaged", path=path, copies=backups_folder())


def problem_of(error: Exception, path: Path) -> EnvironmentProblem:
    """The sentence for an error of SQLAlchemy or of the driver itself."""
    said = str(error.orig if isinstance(error, DBAPIError) else error)
    for words, code in _CODES.items():
        if words in said:
            return EnvironmentProblem(code, path=path)
    if "disk I/O" in said or "unable to open" in said:
        return EnvironmentProblem("file-error", path=path, reason=said)
    return damaged(path)


@contextmanager
def sentences(path: Path) -> Iterator[None]:
    """Turn what the database reports into its sentence."""
    try:
        yield
    except (DatabaseError, sqlite.driver().DatabaseError) as error:
        raise problem_of(error, path) from error


_CODES = {
    "disk is full": "disk-full",
    "locked": "file-busy",
    "busy": "file-busy",
    "readonly": "not-allowed",
    "read-only": "not-allowed",
    "interrupted": "file-tampered",
}

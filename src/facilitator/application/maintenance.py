"""Looking after programme files without opening them as a programme."""

from __future__ import annotations

from pathlib import Path

from facilitator.persistence import checking, copies, sqlite

OLDEST_SAFE_SQLITE = (3, 51, 3)
"""From here on SQLite is free of a bug that could corrupt a file with two connections."""


def check(path: Path) -> list[str]:
    """Faults of a programme file in words; empty where it is sound. Raises EnvironmentProblem."""
    return checking.check(path)


def replace_programme(finished: Path, path: Path) -> None:
    """Put a finished, closed programme file in the place of the one at `path`.

    Raises EnvironmentProblem, `file-in-use` when another copy of the app has that one open.
    """
    copies.replace_database(finished, path)


def sqlite_version() -> tuple[int, ...]:
    """The version of SQLite that the app really uses."""
    return tuple(int(part) for part in sqlite.driver().sqlite_version.split("."))

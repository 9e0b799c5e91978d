"""Checking a programme file, value by value, without opening it as a programme. Writes nothing."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import DatabaseError

from facilitator.persistence import file_on_disk, file_version, models, sqlite
from facilitator.persistence.base import Base
from facilitator.persistence.models.programme import Programme
from facilitator.persistence.problems import sentences

assert models  # noqa: S101 - importing the package registers every table


def check(path: Path) -> list[str]:
    """Faults of a programme file in words; empty where it is sound. Writes nothing.

    Raises EnvironmentProblem where the file cannot be read at all.
    """
    path = file_on_disk.true_path(path)
    file_on_disk.clear_after_a_kill(path)
    version = file_version.version_of(path)
    immutable = file_on_disk.is_at_rest(path)
    with sentences(path):
        with contextlib.closing(sqlite.bare_connection(path, immutable=immutable)) as connection:
            faults = _faults_of_structure(connection, version)
        if not faults and version == file_version.SCHEMA_VERSION:
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
    if version == file_version.SCHEMA_VERSION:
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

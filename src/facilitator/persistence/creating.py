"""Making a new programme file: whole, or not there at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from sqlalchemy.orm import Session

from facilitator.persistence import copies, file_on_disk, file_version, models, sqlite
from facilitator.persistence.base import Base
from facilitator.persistence.problems import sentences
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.files import TEMPORARY_SUFFIX, file_problem, put_in_new_place

assert models  # noqa: S101 - importing the package registers every table


def create(path: Path, fill: Callable[[Session], None]) -> None:
    """Make a new programme file; `fill` adds the first rows.

    Raises EnvironmentProblem `file-exists` and those of writing; `path` is whole or not there.
    """
    path = file_on_disk.true_path(path)
    _check_place(path)
    temporary = path.with_name(f".{uuid4().hex}{TEMPORARY_SUFFIX}")
    try:
        with sentences(path):
            _write(temporary, fill)
        for side in copies.SIDE_FILES:  # a deleted file of this name: its log must not be replayed
            path.with_name(path.name + side).unlink(missing_ok=True)
        put_in_new_place(temporary, path)
    except OSError as error:
        raise file_problem(error, path) from error
    finally:
        file_on_disk.remove(temporary)


def _write(path: Path, fill: Callable[[Session], None]) -> None:
    engine = sqlite.open_engine(path)
    try:
        with engine.begin() as connection:
            Base.metadata.create_all(connection)
            file_version.stamp(connection, file_version.SCHEMA_VERSION)
        with Session(engine, expire_on_commit=False) as session, session.begin():
            fill(session)
        sqlite.settle(engine)
    finally:
        engine.dispose()


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

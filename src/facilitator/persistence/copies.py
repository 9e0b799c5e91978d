"""Automatic copies of a programme, kept beside the user's data and not beside the file.

A copy is made by SQLite's backup interface, checked, and only then counted. Names begin with a
rising number, so that a clock that was set back cannot make the newest copy look like the oldest.
"""

from __future__ import annotations

import contextlib
import shutil
import stat
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from facilitator.persistence import keys, sqlite
from facilitator.persistence.keys import FileKey
from facilitator.persistence.lock import ProgrammeLock
from facilitator.persistence.problems import damaged, problem_of
from facilitator.persistence.secret_box import strip_open_boxes
from facilitator.support.clock import now
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.files import (
    TEMPORARY_SUFFIX,
    file_problem,
    make_folder,
    put_in_place,
    remove_stumps,
)
from facilitator.support.paths import backups_folder

KEPT = 20
SUFFIX = ".programme"
ALWAYS = "always"
"""A state that no copy has: such a copy is made in any case."""


def folder_of(programme: UUID) -> Path:
    """Where the copies of this programme lie."""
    return backups_folder() / programme.hex


def remove_all(programme: UUID) -> int:
    """Remove every copy of a programme and what a kill left of one; returns how many copies.

    Raises EnvironmentProblem.
    """
    every = copies_of(programme)
    stumps = folder_of(programme).glob(f".*{TEMPORARY_SUFFIX}*")
    for file in (*every, *stumps):
        try:
            file.unlink()
        except OSError as error:
            raise file_problem(error, file) from error
    return len(every)


def is_copy(path: Path) -> bool:
    """Whether the path is one of the automatic copies, which are for reading only."""
    return path.is_relative_to(backups_folder().resolve())


def copies_of(programme: UUID) -> list[Path]:
    """The copies, oldest first."""
    return sorted(folder_of(programme).glob(f"*{SUFFIX}"))


def all_copies() -> list[Path]:
    """The copies of every programme of this user."""
    return sorted(backups_folder().glob(f"*/*{SUFFIX}"))


def make_copy(source: Path, programme: UUID, why: str, state: str) -> Path | None:
    """Copy the programme as it is now; None when the newest copy holds the same state.

    `why` is a word for the file name ("opened", "migration"); `state` names the last change that
    the programme holds. The oldest copies beyond the last 20 are removed. Raises EnvironmentProblem
    when the copy cannot be written.
    """
    folder = folder_of(programme)
    make_folder(folder, private=True)
    remove_stumps(folder)
    existing = copies_of(programme)
    if existing and state != ALWAYS and existing[-1].stem.endswith(f"-{state}"):
        return None
    number = 1 + (_number(existing[-1]) if existing else 0)
    target = folder / f"{number:06d}-{now():%Y%m%d-%H%M%S}-{why}-{state}{SUFFIX}"
    write_copy(source, target)
    for old in existing[: max(0, len(existing) + 1 - KEPT)]:
        with contextlib.suppress(OSError):
            old.unlink()
    return target


def _number(copy: Path) -> int:
    digits = copy.name.partition("-")[0]
    return int(digits) if digits.isdecimal() else 0


def write_copy(source: Path, target: Path, *, with_open_boxes: bool = False) -> None:
    """A checked, self-contained copy of a programme that may be open at this moment.

    Answers that are still being collected are left out (see secret_box.py) unless the copy takes
    the place of the file itself.

    Raises EnvironmentProblem; an older file at `target` stays whole until the copy is checked.
    """
    temporary = target.with_name(f".{target.stem[:40]}{TEMPORARY_SUFFIX}")
    try:
        if target.exists() and target.samefile(source):
            raise EnvironmentProblem("copy-onto-itself", path=target)
        _back_up(source, temporary, with_open_boxes=with_open_boxes)
        shutil.copymode(source, temporary)
    except sqlite.driver().DatabaseError as error:
        raise _why_not(error, target) from error
    except OSError as error:
        raise file_problem(error, target) from error
    else:
        replace_database(temporary, target)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _why_not(error: Exception, target: Path) -> EnvironmentProblem:
    if not target.parent.is_dir():
        return EnvironmentProblem("folder-missing", path=target.parent)
    return problem_of(error, target)


def _back_up(source: Path, temporary: Path, *, with_open_boxes: bool) -> None:
    temporary.unlink(missing_ok=True)
    with (
        contextlib.closing(sqlite.bare_connection(source)) as reading,
        contextlib.closing(sqlite.new_connection(temporary, keys.key_of(source))) as writing,
    ):
        reading.backup(writing)
        if not with_open_boxes:
            strip_open_boxes(writing)
        writing.execute("PRAGMA journal_mode = DELETE")
        if writing.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise damaged(source)


def write_protected(source: Path, target: Path, key: FileKey | None) -> None:
    """Write `source` anew to the new file `target` under another key, or none, and check it.

    Raises EnvironmentProblem; `target` may then be half there.
    """
    try:
        target.touch(mode=stat.S_IMODE(source.stat().st_mode), exist_ok=False)
        sqlite.write_anew(source, target, key)
        with contextlib.closing(sqlite.new_connection(target, key)) as connection:
            if connection.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise damaged(source)
    except sqlite.driver().DatabaseError as error:
        raise _why_not(error, target) from error
    except OSError as error:
        raise file_problem(error, target) from error


def protect(programme: UUID, key: FileKey | None, progress: Callable[[int, int], None]) -> None:
    """Write every copy of a programme anew under another key, or none; `progress` hears how many.

    A copy that cannot be read any more is removed: it would keep what it holds under the old key.
    Raises EnvironmentProblem.
    """
    every = copies_of(programme)
    for at, copy in enumerate(every):
        _protect_one(copy, key)
        progress(at + 1, len(every))


def protect_those_in_clear(programme: UUID, key: FileKey) -> None:
    """Protect the copies that anybody can read. Raises EnvironmentProblem."""
    for copy in copies_of(programme):
        if keys.salt_of(copy) is None:
            _protect_one(copy, key)


def _protect_one(copy: Path, key: FileKey | None) -> None:
    temporary = copy.with_name(f".{copy.stem[:40]}{TEMPORARY_SUFFIX}")
    temporary.unlink(missing_ok=True)
    try:
        write_protected(copy, temporary, key)
        put_alone(temporary, copy)
    except EnvironmentProblem as problem:
        if problem.code not in {"file-damaged", "passphrase-needed"}:
            raise
        copy.unlink(missing_ok=True)
    finally:
        temporary.unlink(missing_ok=True)


SIDE_FILES = ("-wal", "-shm", "-journal")


def replace_database(temporary: Path, target: Path) -> None:
    """Put a finished database at `target`, with nothing beside it that could be replayed into it.

    Raises EnvironmentProblem; `file-in-use` when another copy of the app has the old one open.
    """
    lock = ProgrammeLock(target)
    try:
        if not lock.acquire():
            raise EnvironmentProblem("file-in-use", path=target, owner=lock.owner())
    except OSError as error:
        raise file_problem(error, target) from error
    try:
        put_alone(temporary, target)
    finally:
        lock.release()


def put_alone(temporary: Path, target: Path) -> None:
    """Like `replace_database`, for a caller who holds the target's lock."""
    try:
        for side in SIDE_FILES:
            target.with_name(target.name + side).unlink(missing_ok=True)
    except OSError as error:
        raise file_problem(error, target) from error
    put_in_place(temporary, target)

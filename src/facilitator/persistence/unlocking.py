"""Unlocking protected programme files by their passphrase or recovery key, and locking them again."""

from __future__ import annotations

import contextlib
from pathlib import Path

from facilitator.persistence import copies, file_on_disk, keys, open_files, sqlite
from facilitator.persistence.keys import FileKey
from facilitator.persistence.problems import damaged
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.files import file_problem
from facilitator.support.paths import backups_folder


def is_protected(path: Path) -> bool:
    """Whether a file is protected by a passphrase. Raises EnvironmentProblem."""
    try:
        return keys.salt_of(file_on_disk.true_path(path)) is not None
    except OSError as error:
        raise file_problem(error, path) from error


def unlock(path: Path, secret: str) -> None:
    """Keep the key that `secret`, a passphrase or a recovery key, makes for a protected file.

    Raises EnvironmentProblem: `passphrase-wrong`; `file-damaged` where the same secret opens an
    automatic copy of this file; `passphrase-or-damage` where neither can be shown.
    """
    path = file_on_disk.true_path(path)
    file_on_disk.clear_after_a_kill(path)
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
    salt = keys.salt_of(file_on_disk.true_path(path))
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
            sqlite.bare_connection(path, immutable=not file_on_disk.may_write(path))
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

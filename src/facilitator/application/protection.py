"""Protecting programme files with a passphrase, and unlocking them.

A key is made slowly on purpose (some 0.2 s): call `new_key`, `unlock` and `protect_copies` in a job.
"""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from facilitator.application.jobs import Job
from facilitator.domain.protection import check_passphrase
from facilitator.persistence import copies, keys, unlocking
from facilitator.persistence.keys import FileKey
from facilitator.support.errors import RuleViolation

__all__ = [
    "FileKey",
    "check_present",
    "is_protected",
    "lock",
    "new_key",
    "protect_copies",
    "unlock",
]


def is_protected(path: Path) -> bool:
    """Whether the file needs a passphrase. Raises EnvironmentProblem."""
    return unlocking.is_protected(path)


def unlock(path: Path, secret: str) -> None:
    """Make the file readable in this run by its passphrase or its recovery key.

    Raises EnvironmentProblem `passphrase-wrong`, `passphrase-or-damage` or `file-damaged`.
    """
    unlocking.unlock(path, secret)


def check_present(path: Path, secret: str) -> None:
    """Raise RuleViolation `passphrase-present` unless `secret` opens the open, protected programme.

    Who finds an unlocked laptop must not be able to change or take off its passphrase.
    """
    if not unlocking.holds_key(path, secret):
        raise RuleViolation("passphrase-present", field="present")


def lock() -> None:
    """Forget the keys of closed files: they need the passphrase again."""
    unlocking.lock()


def new_key(passphrase: str, again: str) -> FileKey:
    """The key of a file that is about to be protected. Raises RuleViolation."""
    check_passphrase(passphrase, again)
    return keys.derived(passphrase, keys.new_salt())


def protect_copies(programme: UUID, key: FileKey | None, job: Job) -> None:
    """Write the automatic copies anew under the programme's key. Raises EnvironmentProblem."""
    copies.protect(programme, key, lambda done, total: job.progress(done, total, ""))

"""Which programme files this process has open.

Opening and closing such a file as a plain file as well would drop SQLite's locks on it: who wants
to look into a file asks here first. Files are known by device and inode.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

Identity = tuple[int, int]


@dataclass(slots=True)
class _Open:
    times: int
    salt: bytes | None


_open: dict[Identity, _Open] = {}


def identity(path: Path) -> Identity | None:
    """Device and inode of a file; None where there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def remember(file: Identity, salt: bytes | None) -> None:
    """The file is open once more; `salt` is that of a protected one."""
    entry = _open.setdefault(file, _Open(0, salt))
    entry.times += 1


def forget(file: Identity) -> None:
    """The file is open once less."""
    _open[file].times -= 1
    if not _open[file].times:
        del _open[file]


def is_open(path: Path) -> bool:
    """Whether this process has the file open."""
    return identity(path) in _open


def salt_of(path: Path) -> bytes | None:
    """The salt that an open file was remembered with."""
    file = identity(path)
    return _open[file].salt if file in _open else None


def salts() -> set[bytes]:
    """The salts of the protected files that this process has open."""
    return {entry.salt for entry in _open.values() if entry.salt is not None}

"""Who has a programme open. The operating system frees the lock of a killed app by itself."""

from __future__ import annotations

import contextlib
import getpass
import hashlib
import json
import platform
from pathlib import Path

from filelock import FileLock, Timeout

from facilitator.support.clock import local_now


class ProgrammeLock:
    """A lock beside the programme file, with a note of who holds it for the others to read.

    Both names are short whatever the programme's is; `path` must be free of links.
    """

    def __init__(self, path: Path) -> None:
        mark = hashlib.sha256(path.name.encode(errors="surrogateescape")).hexdigest()[:16]
        self._note = path.with_name(f".facilitator-{mark}.owner")
        self._lock = FileLock(path.with_name(f".facilitator-{mark}.lock"), blocking=False)

    def acquire(self) -> bool:
        """Take the lock; False when another copy of the app has it. Raises OSError."""
        try:
            self._lock.acquire()
        except Timeout:
            return False
        note = {"user": _user(), "machine": platform.node(), "since": f"{local_now():%d %B %H:%M}"}
        self._note.write_text(json.dumps(note), encoding="utf-8")
        return True

    def owner(self) -> str:
        """Who holds the lock, such as "mali on HALL-LAPTOP since 4 November 09:10"."""
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
            return f"{note['user']} on {note['machine']} since {note['since'].lstrip('0')}"
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return "somebody else"

    def release(self) -> None:
        """Give the lock back and leave no file behind."""
        with contextlib.suppress(OSError):
            self._note.unlink(missing_ok=True)
            Path(self._lock.lock_file).unlink(missing_ok=True)
        self._lock.release()


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "somebody"

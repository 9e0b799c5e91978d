"""A sign of life of the running clock, outside the programme: when the app was last there.

After a crash it tells a short absence, which counts, from a long one, which is asked about. A sign
that cannot be written or read is as good as none.
"""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from facilitator.support.errors import EnvironmentProblem
from facilitator.support.files import make_folder, write_atomically
from facilitator.support.paths import user_folder


def _file() -> Path:
    return user_folder() / "running.json"


def note(programme: str, moment: datetime) -> None:
    """The clock of this programme runs, and the app is there."""
    with suppress(EnvironmentProblem, OSError):
        make_folder(_file().parent)
        with write_atomically(_file()) as stream:
            stream.write(json.dumps({"programme": programme, "at": moment.isoformat()}).encode())


def last(programme: str) -> datetime | None:
    """When the app was last there while this programme's clock ran, or None."""
    try:
        kept = json.loads(_file().read_text(encoding="utf-8"))
        return datetime.fromisoformat(kept["at"]) if kept["programme"] == programme else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None

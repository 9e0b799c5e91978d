"""One command's commit against the bare UPDATE it comes down to, on the same disk.

The subject edits a person's name through `Workspace.execute`: the rule, the row, the journal that
undo needs, the log entry, one transaction. The reference updates the same row in a copy of the same
file with the same driver and settings (WAL, synchronous=FULL, BEGIN IMMEDIATE) and nothing else.
Each process makes many commits, one after the other, on its own; its figure is their median.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import probe

if TYPE_CHECKING:
    from benchmarks.harness import Line, Scale

NAME = "one command's commit"


def _time(count: int, act: Callable[[int], object]) -> dict[str, float]:
    """Median wall time and mean CPU of `act`, in seconds."""
    import statistics
    import time

    act(0)  # statements are compiled and the log file made
    walls = []
    cpu = time.process_time()
    for number in range(1, count + 1):
        before = time.perf_counter()
        act(number)
        walls.append(time.perf_counter() - before)
    return {"commit": statistics.median(walls), "commit_cpu": (time.process_time() - cpu) / count}


def bare(path: str, count: str) -> None:
    """The reference."""
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(path)
    connection.isolation_level = None
    for setting in ("foreign_keys = ON", "journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {setting}").fetchall()
    (key,) = connection.execute("SELECT min(id) FROM participant").fetchone()

    def change(number: int) -> None:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE participant SET certificate_name = ? WHERE id = ?",
                           (f"Sample Person {number}", key))  # fmt: skip
        connection.execute("COMMIT")

    probe.say(**_time(int(count), change))


def command(path: str, count: str) -> None:
    """The subject."""
    from facilitator.application.commands.people import EditParticipant
    from facilitator.application.queries.people import participants
    from facilitator.application.workspace import Workspace

    workspace = Workspace.open_to_change(Path(path))
    key = workspace.query(participants)[0].id

    def change(number: int) -> None:
        edit = EditParticipant(key, {"certificate_name": f"Sample Person {number}"})
        if not workspace.execute(edit).changes:
            raise SystemExit("nothing was changed")

    probe.say(**_time(int(count), change))


def measure(scale: Scale, folder: Path) -> list[Line]:
    """Time and CPU of a commit, and memory."""
    from benchmarks.harness import Numbers, alternate, run_apart
    from benchmarks.sample import build, fresh_copy

    sample = build(folder)

    def side(function: Callable[[str, str], None]) -> Numbers:
        return run_apart(function, fresh_copy(sample, folder), scale.commits)

    found = alternate(scale.rounds, lambda: side(command), lambda: side(bare))
    return [
        found.line(NAME, "commit", "us", times=1e6),
        found.line(f"{NAME}, CPU", "commit_cpu", "us", times=1e6),
        found.peak(NAME),
    ]

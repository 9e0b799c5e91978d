"""What the shell's commands share: exit codes, running an export, telling what was written."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilitator.support.i18n import tr

if TYPE_CHECKING:
    from facilitator.reports.exports import Export

DONE, REFUSED = 0, 1

Commands = Any
"""What `add_subparsers` returns; argparse has no public name for it."""


def write(export: Export) -> list[Path]:
    """Run an export to its end; returns the files written."""
    from facilitator.application.jobs import Job

    return list(export.write(Job()))


def tell(written: Sequence[Path]) -> None:
    """Print the files written; a folder with many of them as one line."""
    folders: dict[Path, int] = {}
    for path in written:
        folders[path.parent] = folders.get(path.parent, 0) + 1
    for path in written:
        if folders[path.parent] <= 10:
            print(path)
    for folder, count in folders.items():
        if count > 10:
            print(tr("{folder} ({count} files)", folder=f"{folder}{os.sep}", count=count))

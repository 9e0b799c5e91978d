"""The sample week as a file that measurements may open and change."""

from __future__ import annotations

import shutil
from pathlib import Path
from uuid import uuid4


def build(folder: Path) -> Path:
    """The sample week in the folder, built by the app unless it is there."""
    from facilitator.exchange.sample_week import build_sample

    path = folder / "sample.programme"
    if not path.exists():
        build_sample(path).close()
    return path


def fresh_copy(sample: Path, folder: Path) -> Path:
    """A copy that no process has open: a measured process ends without closing its file."""
    return Path(shutil.copy(sample, folder / f"{uuid4().hex}{sample.suffix}"))

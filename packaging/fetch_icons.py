#!/usr/bin/env python3
"""Fetches the icons of `resources/icons` again from npm's `lucide-static`, with their licence.

Only needed to add an icon: add its Lucide name (https://lucide.dev) to `NAMES` and run, with npm
and the network:

    python3 packaging/fetch_icons.py

Each file keeps `currentColor`, which the window replaces by the theme's colour when it draws.
`facilitator.svg`, the app's own mark, is ours and is left alone.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
NPM_PACKAGE = "lucide-static@1.62.0"

NAMES = """
    a-large-small arrow-down arrow-left arrow-right arrow-up award badge-check ban bell book-open
    briefcase calendar calendar-days calendar-plus chart-column check chevron-down chevron-left
    chevron-right chevron-up circle circle-alert circle-check circle-dot circle-help circle-x
    clipboard-check clock coffee contrast copy database download ellipsis ellipsis-vertical
    external-link eye eye-off file file-check file-plus file-text filter flag folder folder-open
    git-fork globe graduation-cap grip-vertical group handshake hard-drive history house image info
    keyboard landmark languages layout-grid link list list-checks list-todo loader-circle lock
    lock-open log-out mail map-pin maximize message-square message-square-heart minimize minus
    monitor moon network panel-left panel-right pause pencil pin play plus presentation printer
    quote redo-2 refresh-cw repeat rotate-ccw route save scale search settings shield-check
    skip-forward sparkles square square-play star sticky-note sun table tag target timer trash-2
    triangle-alert undo-2 unlink upload user user-check user-minus user-plus user-x users
    users-round vote x zoom-in zoom-out
""".split()

# Names that Lucide has changed since the look was drawn; the file keeps the name the app uses.
RENAMED = {"circle-help": "circle-question-mark", "filter": "funnel"}


def unpacked(work: Path) -> Path:
    subprocess.run(["npm", "pack", "--silent", NPM_PACKAGE], cwd=work, check=True)
    with tarfile.open(next(work.glob("lucide-static-*.tgz"))) as archive:
        archive.extractall(work, filter="data")
    return work / "package"


def source(package: Path, name: str) -> Path:
    """The file of one icon, under its present or its new name."""
    path = package / "icons" / f"{name}.svg"
    return path if path.exists() else package / "icons" / f"{RENAMED[name]}.svg"


def main() -> int:
    ICONS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        package = unpacked(Path(folder))
        for name in NAMES:
            (ICONS / f"{name}.svg").write_bytes(source(package, name).read_bytes())
        (ICONS / "LICENSE-lucide.txt").write_bytes((package / "LICENSE").read_bytes())
    return 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Fetches the icons of `resources/icons` again from npm's `lucide-static`, with their licence.

Only needed to add icons, named as on https://lucide.dev; needs npm and the network. Those that are
there already are fetched again:

    python3 packaging/fetch_icons.py [NAME ...]

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
OWN_MARK = "facilitator"

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


def main(new: list[str]) -> int:
    names = {path.stem for path in ICONS.glob("*.svg")} - {OWN_MARK} | set(new)
    with tempfile.TemporaryDirectory() as folder:
        package = unpacked(Path(folder))
        for name in sorted(names):
            (ICONS / f"{name}.svg").write_bytes(source(package, name).read_bytes())
        (ICONS / "LICENSE-lucide.txt").write_bytes((package / "LICENSE").read_bytes())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

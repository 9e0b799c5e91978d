#!/usr/bin/env python3
"""Fetches the fonts of `resources/fonts` again, from their pinned sources, and writes SHA256SUMS.

Only needed to change a font: the files are in the repository, so that set-up, tests and the app
never fetch one. Needs Debian (apt-get, dpkg-deb), npm and the network:

    python3 packaging/fetch_fonts.py

Noto comes unchanged out of Debian's `fonts-noto-core`; Inter comes from npm's `inter-ui`, whose
woff2 files are unpacked to TrueType (the same tables, no compression) because ReportLab reads
TrueType alone. Static files only: Qt draws a variable Inter in one weight, and ReportLab takes two
instances of one variable font for the same font.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import venv
from pathlib import Path

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
DEBIAN_PACKAGE = "fonts-noto-core=20201225-1"
NPM_PACKAGE = "inter-ui@4.1.1"
CONVERTER = ["fonttools==4.68.0", "brotli>=1.1,<2"]

INTER_WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold")
NOTO_FAMILIES = (
    "NotoSans",
    "NotoSansThai",
    "NotoSansLao",
    "NotoSansKhmer",
    "NotoSansMyanmar",
    "NotoSansDevanagari",
    "NotoSansBengali",
    "NotoSansTamil",
    "NotoSansArabic",
    "NotoSerifDisplay",
)
NOTO_WEIGHTS = ("Regular", "Bold")

# Runs in a throw-away environment that has fontTools and brotli.
UNPACK = """
import sys
from fontTools.ttLib import TTFont
for source, target in zip(sys.argv[1::2], sys.argv[2::2]):
    font = TTFont(source, recalcTimestamp=False)
    font.flavor = None
    font.save(target)
"""
COPYRIGHTS = """
import sys
from fontTools.ttLib import TTFont
for path in sys.argv[1:]:
    names = TTFont(path)["name"]
    print(f"{names.getDebugName(1)}: {names.getDebugName(0)}")
"""


def converter(work: Path) -> Path:
    """A Python with fontTools and brotli, in `work`."""
    folder = work / "venv"
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", *CONVERTER], check=True)
    return python


def fetch_noto(work: Path) -> None:
    """The Noto files, byte for byte as Debian ships them."""
    subprocess.run(["apt-get", "download", "--quiet", DEBIAN_PACKAGE], cwd=work, check=True)
    package = next(work.glob("fonts-noto-core_*.deb"))
    subprocess.run(["dpkg-deb", "-x", package, work / "noto"], check=True)
    folder = work / "noto" / "usr" / "share" / "fonts" / "truetype" / "noto"
    for family in NOTO_FAMILIES:
        for weight in NOTO_WEIGHTS:
            shutil.copyfile(folder / f"{family}-{weight}.ttf", FONTS / f"{family}-{weight}.ttf")


def fetch_inter(work: Path, python: Path) -> Path:
    """The Inter files as TrueType; returns the unpacked package, which holds the licence."""
    subprocess.run(["npm", "pack", "--silent", NPM_PACKAGE], cwd=work, check=True)
    with tarfile.open(next(work.glob("inter-ui-*.tgz"))) as archive:
        archive.extractall(work / "inter", filter="data")
    package = work / "inter" / "package"
    pairs: list[Path] = []
    for weight in INTER_WEIGHTS:
        pairs += [package / "web" / f"Inter-{weight}.woff2", FONTS / f"Inter-{weight}.ttf"]
    subprocess.run([python, "-c", UNPACK, *pairs], check=True)
    return package


def write_licences(inter: Path, python: Path) -> None:
    """The Open Font License for each source, under the copyright lines in the fonts."""
    text = (inter / "LICENSE.txt").read_text(encoding="utf-8")
    (FONTS / "OFL-Inter.txt").write_text(text, encoding="utf-8")
    copyrights = subprocess.run(
        [python, "-c", COPYRIGHTS, *(FONTS / f"{name}-Regular.ttf" for name in NOTO_FAMILIES)],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    licence = text[text.index("This Font Software is licensed") :]
    (FONTS / "OFL-Noto.txt").write_text(f"{copyrights}\n{licence}", encoding="utf-8")


def write_sums() -> None:
    """SHA256SUMS, in the form that `sha256sum --check` reads."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(FONTS.glob("*.ttf"))
    ]
    (FONTS / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def main() -> int:
    FONTS.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        python = converter(work)
        fetch_noto(work)
        write_licences(fetch_inter(work, python), python)
    write_sums()
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Many certificates in one PDF against the same pages written by hand as raw PDF operators.

Reference and subject stand together in `certificates_floor.py`, with the same people, logo, fonts
and codes. CPU is that of the whole process, Python's start and the imports included.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import certificates_floor, probe

if TYPE_CHECKING:
    from benchmarks.harness import Line, Run, Scale

AIM = 2.0


def write(which: str, count: str, path: str) -> None:
    """Write once, by "floor" or "product"."""
    certificates_floor.run(which, int(count), Path(path))
    probe.say()


def measure(scale: Scale, folder: Path) -> list[Line]:
    """CPU and memory. Raises RuntimeError where a side did not write every page."""
    from benchmarks.harness import alternate, run_apart

    def side(which: str) -> Run:
        path = folder / f"{which}.pdf"
        return partial(run_apart, write, which, scale.certificates, path)

    found = alternate(scale.rounds, side("product"), side("floor"))
    for which in ("product", "floor"):
        _check(folder / f"{which}.pdf", scale.certificates)
    name = f"{scale.certificates} certificates in one PDF"
    return [
        found.line(f"{name}, CPU", "cpu", "s", aim=AIM),
        found.line(f"{name}, wall", "wall", "s"),
        found.peak(name),
    ]


def _check(path: Path, count: int) -> None:
    """Both sides must have done the same: as many pages, the last person on the last."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as made:
        text = made[len(made) - 1].get_textpage().get_text_bounded()
        if len(made) != count or f"2024-11-{count:03d}" not in text:
            raise RuntimeError(f"{path.name} holds {len(made)} of {count} certificates")

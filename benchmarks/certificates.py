"""Many certificates against the same pages by hand, and against the tools of the field.

Reference and subject by hand stand together in `certificates_floor.py`, with the same people, logo,
fonts and codes; the tools in `certificates_field.py`. CPU is that of the whole process and of those
that it starts, Python's start and the imports included. Ours are tagged and fit for archives; the
floor is not, which is part of what it saves.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import certificates_field, certificates_floor, probe

if TYPE_CHECKING:
    from benchmarks.harness import Line, Run, Scale

AIM = 2.0
FASTER_THAN_TYPST = 1 / 1.5
FLAT = 1.5
"""Most that the peak memory of ten times as many may be."""
SLOW = {"fpdf2": 10, "weasyprint": 20, "libreoffice": 10}
"""By how many a slow tool's certificates are fewer; its figure is multiplied back."""


def _say(**more: float) -> None:
    used = os.times()
    probe.say(cpu=used.user + used.system + used.children_user + used.children_system, **more)


def write(which: str, count: str, path: str) -> None:
    """Write once, by "floor", "product" or a tool's name, into one PDF."""
    if which in certificates_field.TOOLS:
        certificates_field.write(which, int(count), Path(path))
    else:
        certificates_floor.run(which, int(count), Path(path))
    _say(size=Path(path).stat().st_size / int(count))


def write_single(which: str, count: str) -> None:
    """Write one file a person, by "product" or "typst"."""
    with tempfile.TemporaryDirectory() as name:
        if which == "typst":
            certificates_field.typst_single(int(count), Path(name))
        else:
            from facilitator.application.rows.certificates import DesignRow
            from facilitator.reports.certificate_files import single_files

            sheets, programme = certificates_floor.sample(int(count))
            for file, data in single_files(sheets, programme, DesignRow()):
                (Path(name) / file).write_bytes(data)
        files = list(Path(name).iterdir())
        if len(files) != int(count):
            raise RuntimeError(f"{len(files)} of {count} files")
        _say(size=sum(file.stat().st_size for file in files) / len(files))


def measure(scale: Scale, folder: Path) -> Iterator[Line]:
    """CPU, size and memory. Raises RuntimeError where a side did not write every page."""
    from benchmarks.harness import alternate, run_apart

    count = scale.certificates

    def side(which: str, times: int = 1) -> Run:
        path = folder / f"{which}-{times}.pdf"
        return partial(run_apart, write, which, count * times, path)

    found = alternate(scale.rounds, side("product"), side("floor"))
    for which in ("product", "floor"):
        _check(folder / f"{which}-1.pdf", count)
    name = f"{count} certificates in one PDF"
    yield found.line(f"{name}, CPU", "cpu", "s", aim=AIM)
    yield found.line(f"{name}, wall", "wall", "s")
    yield found.line(f"{name}, bytes a certificate", "size", "B", aim=2048, aim_is_absolute=True)
    yield found.peak(name)
    ten = alternate(1, side("product", 10), side("product"))
    yield ten.line(f"{count * 10} against {count} in one PDF: peak memory", "peak", "MiB", aim=FLAT)
    yield from _field(scale, folder)


def _field(scale: Scale, folder: Path) -> Iterator[Line]:
    from benchmarks.harness import Line as OneLine
    from benchmarks.harness import Spread, alternate, run_apart

    count = scale.certificates
    nothing = Spread(0, 0, 0)
    ours = partial(run_apart, write, "product", count, folder / "ours.pdf")
    rounds = min(3, scale.rounds)
    for tool in certificates_field.TOOLS:
        name = f"{count} certificates in one PDF against {tool}, CPU"
        if not certificates_field.installed(tool):
            yield OneLine(f"{name}: not installed", "s", nothing, nothing, nothing)
            continue
        fewer = SLOW.get(tool, 1)
        made = max(1, count // fewer)
        theirs = partial(run_apart, write, tool, made, folder / f"{tool}.pdf")

        def scaled(run: Run = theirs, times: float = count / made) -> dict[str, float]:
            numbers = run()
            return numbers | {"cpu": numbers["cpu"] * times}

        aim = FASTER_THAN_TYPST if tool == "typst" else None
        once = rounds if fewer == 1 else 1
        yield alternate(once, ours, scaled).line(name, "cpu", "s", aim=aim)
    name = f"{count} single files against Typst with its compiler kept, CPU"
    if certificates_field.installed("typst"):
        single = alternate(rounds, partial(run_apart, write_single, "product", count),
                           partial(run_apart, write_single, "typst", count))  # fmt: skip
        yield single.line(name, "cpu", "s", aim=1.0)
        yield single.line("Single files, bytes each", "size", "B")
    else:
        yield OneLine(f"{name}: not installed", "s", nothing, nothing, nothing)


def _check(path: Path, count: int) -> None:
    """Both sides must have done the same: as many pages, the last person on the last."""
    import pypdfium2

    with pypdfium2.PdfDocument(path) as made:
        text = made[len(made) - 1].get_textpage().get_text_bounded()
        if len(made) != count or f"2024-11-{count:03d}" not in text:
            raise RuntimeError(f"{path.name} holds {len(made)} of {count} certificates")

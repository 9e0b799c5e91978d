"""`python -m benchmarks`: measure what we claim about speed, and print it.

Each line: what is measured; the subject's median with the least and the most of the rounds; the
same of the reference; the ratio of the two medians with the least and most of single rounds; the
aim and whether it is met. `benchmarks/harness.py` says how rounds are run, the module of each
measurement what its reference is. A missed aim is told, not punished: the exit code is 0.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module

from benchmarks.harness import FULL, QUICK, Line, Scale, Spread, work_folder

MEASUREMENTS = ("start", "certificates", "report", "commit", "gui_gap", "people", "groups",
                "negotiation", "feedback",
                "agenda_page", "cockpit", "root_causes")  # fmt: skip


def measured(names: list[str], scale: Scale) -> Iterator[Line]:
    """The lines of the named measurements, each module's when it is done."""
    with work_folder() as folder:
        for name in names:
            began = time.monotonic()
            yield from import_module(f"benchmarks.{name}").measure(scale, folder)
            took = time.monotonic() - began
            print(f"({name}: {took:.0f} s)", file=sys.stderr, flush=True)


def shown(spread: Spread, unit: str = "") -> str:
    """A spread in three significant figures: `412 ms (399..447)`."""
    median, least, most = (_figure(value) for value in (spread.median, spread.least, spread.most))
    return f"{median}{' ' if unit else ''}{unit} ({least}..{most})"


def _figure(value: float) -> str:
    decimals = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:.{decimals}f}"


def text(line: Line) -> str:
    """The line for people."""
    return (
        f"{line.name}\n    {shown(line.subject, line.unit)} against "
        f"{shown(line.reference, line.unit)}: ratio {shown(line.ratio)}; {line.verdict}"
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("only", nargs="*", metavar="NAME", help=", ".join(MEASUREMENTS))
    parser.add_argument("--json", action="store_true", help="one JSON document instead of lines")
    parser.add_argument("--quick", action="store_true", help="less work, fewer rounds")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--certificates", type=int)
    parser.add_argument("--commits", type=int)
    wanted = parser.parse_args()
    names = wanted.only or list(MEASUREMENTS)
    if unknown := set(names) - set(MEASUREMENTS):
        parser.error(f"no such measurement: {', '.join(sorted(unknown))}")
    scale = QUICK if wanted.quick else FULL
    for field in ("rounds", "certificates", "commits"):
        given = getattr(wanted, field)
        if given is not None and given < 1:
            parser.error(f"--{field} must be at least 1")
        scale = replace(scale, **{field: given}) if given else scale
    lines = []
    for line in measured(names, scale):
        lines.append(line)
        if not wanted.json:
            print(text(line), flush=True)
    if wanted.json:
        print(json.dumps([line.as_data() for line in lines], indent=1))


if __name__ == "__main__":
    main()

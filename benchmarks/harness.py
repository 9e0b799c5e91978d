"""Runs subject and reference in turn, each in processes of their own, and compares them.

A round runs both, one after the other; odd rounds in the other order, so that a machine which grows
slower is unfair to neither. Figures are medians over the rounds, with the least and the most. A
ratio is that of the two medians; its least and most are those of the single rounds. Both sides run
once before the rounds and are not counted: Python's compiled files and the disk's cache are warm.

Knows nothing of what is measured.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks import probe

ROOT = Path(__file__).parents[1]
PATIENCE = 600
"""Seconds after which a process that does not answer is given up."""

Numbers = dict[str, float]
Run = Callable[[], Numbers]


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured: rounds, and the size of the work within a round."""

    rounds: int
    certificates: int
    commits: int


FULL = Scale(rounds=7, certificates=1000, commits=200)
QUICK = Scale(rounds=3, certificates=100, commits=30)


@dataclass(frozen=True, slots=True)
class Spread:
    """Median, least and most of some figures."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, figures: Sequence[float]) -> Spread:
        """The spread of at least one figure."""
        return cls(statistics.median(figures), min(figures), max(figures))


@dataclass(frozen=True, slots=True)
class Line:
    """One measurement: subject and reference in `unit`, their ratio, and the aim if there is one.

    The aim is the most that the ratio may be, or, where `aim_is_absolute`, the subject's median.
    """

    name: str
    unit: str
    subject: Spread
    reference: Spread
    ratio: Spread
    aim: float | None = None
    aim_is_absolute: bool = False

    @property
    def is_met(self) -> bool | None:
        """Whether the aim is met; None where there is none."""
        if self.aim is None:
            return None
        return (self.subject.median if self.aim_is_absolute else self.ratio.median) <= self.aim

    @property
    def verdict(self) -> str:
        """The aim and whether it is met, in words."""
        if self.aim is None:
            return "no aim"
        unit = f" {self.unit}" if self.aim_is_absolute else ""
        return f"aim <= {self.aim:g}{unit}: {'met' if self.is_met else 'not met'}"

    def as_data(self) -> dict[str, object]:
        """The line as plain data."""
        return asdict(self) | {"is_met": self.is_met}


@dataclass(frozen=True, slots=True)
class Rounds:
    """What the rounds gave, subject and reference by round."""

    subject: list[Numbers]
    reference: list[Numbers]

    def line(
        self, name: str, figure: str, unit: str, *, times: float = 1, aim: float | None = None,
        aim_is_absolute: bool = False,
    ) -> Line:  # fmt: skip
        """Compare one figure of both; `times` turns it into the unit."""
        subject = [numbers[figure] * times for numbers in self.subject]
        reference = [numbers[figure] * times for numbers in self.reference]
        both, single = Spread.of(subject), Spread.of(reference)
        ratios = [a / b for a, b in zip(subject, reference, strict=True)]
        ratio = Spread(both.median / single.median, min(ratios), max(ratios))
        return Line(name, unit, both, single, ratio, aim, aim_is_absolute)

    def peak(self, name: str) -> Line:
        """Compare the peak memory of both."""
        return self.line(f"{name}: peak memory", "peak", "MiB")


def alternate(rounds: int, subject: Run, reference: Run) -> Rounds:
    """Run both in turn, after one round that does not count."""
    found = Rounds([], [])
    for number in range(rounds + 1):
        sides = [(reference, found.reference), (subject, found.subject)]
        for run, numbers in reversed(sides) if number % 2 else sides:
            figures = run()
            if number:
                numbers.append(figures)
    return found


def run_apart(function: Callable[..., object], *words: object) -> Numbers:
    """Run a function of a benchmark module in a fresh process with a fresh home; what it said.

    The function gets the words as text and ends with `probe.say`. Raises RuntimeError with the
    process's own words where it did not.
    """
    code = (
        f"import sys; from {function.__module__} import {function.__name__} as go; "
        "go(*sys.argv[1:])"
    )
    command = [sys.executable, "-c", code, *map(str, words)]
    with tempfile.TemporaryDirectory(prefix="facilitator-home-") as home:
        env = os.environ | {
            "FACILITATOR_HOME": home,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": os.pathsep.join([str(ROOT), *filter(None, [_search_path()])]),
        }
        env.pop("PYTHONDONTWRITEBYTECODE", None)
        env[probe.STARTED] = repr(time.monotonic())
        done = subprocess.run(command, capture_output=True, text=True, env=env, cwd=home,
                              timeout=PATIENCE, check=False)  # fmt: skip
    last = done.stdout.strip().rpartition("\n")[2]
    if done.returncode != 0 or not last.startswith("{"):
        raise RuntimeError(f"{function.__module__}.{function.__name__}: {done.stderr or last}")
    numbers: Numbers = json.loads(last)
    return numbers


def _search_path() -> str:
    """PYTHONPATH with whole paths, since the processes stand elsewhere."""
    given = os.environ.get("PYTHONPATH", "")
    return os.pathsep.join(str(Path(part).resolve()) for part in given.split(os.pathsep) if part)


@contextmanager
def work_folder() -> Iterator[Path]:
    """An empty folder on a disk: `/tmp` may be memory, where a commit costs nothing."""
    disk = Path("/var/tmp")  # noqa: S108 - the folder in it has a name of its own
    with tempfile.TemporaryDirectory(
        prefix="facilitator-bench-", dir=disk if disk.is_dir() else None
    ) as folder:
        yield Path(folder)

"""The measurements run, keep out of the user's folder, and judge by what they measured."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def _benchmarks_importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT))


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "benchmarks", *words], cwd=ROOT, capture_output=True, text=True,
        timeout=300, check=False, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip


SPINE = ("start", "certificates", "report", "commit", "gui_gap")


@pytest.mark.slow
def test_every_measurement_gives_ratios_of_what_it_measured(home: Path) -> None:
    done = run(*SPINE, "--json", "--rounds", "1", "--certificates", "12", "--commits", "3")
    assert done.returncode == 0, done.stderr
    lines = {line["name"]: line for line in json.loads(done.stdout)}
    aims = {name: line["aim"] for name, line in lines.items() if line["aim"] is not None}
    known = {
        "start to first painted window": 1.5,
        "start to the sample open and answering": 4.0,
        "12 certificates in one PDF, CPU": 2.0,
        "longest gap of the window while 12 certificates are written": 50.0,
        "12 certificates in one PDF, bytes a certificate": 2048,
        "120 against 12 in one PDF: peak memory": 1.5,
    }
    assert known.items() <= aims.items()
    assert sum(name.startswith("the report of 500 people") for name in aims) == 2
    assert sum(name.endswith("peak memory") for name in lines) == 7
    for name in ("the sample's report, the writing alone, CPU", "one command's commit"):
        assert lines[name]["ratio"]["median"] > 1, "the bare reference does less than we do"
    not_here = [line for name, line in lines.items() if name.endswith(": not installed")]
    assert all(" against " in line["name"] for line in not_here), "we ourselves are measured"
    for line in lines.values():
        if line in not_here:
            assert line["subject"] == line["reference"] == {"median": 0, "least": 0, "most": 0}
            continue
        if line["reference"]["median"]:  # a small reference can be below what the clock shows
            ratio = line["subject"]["median"] / line["reference"]["median"]
            assert line["ratio"]["median"] == pytest.approx(ratio)
        assert 0 < line["subject"]["least"] <= line["subject"]["median"] <= line["subject"]["most"]
    assert list(home.iterdir()) == []


@pytest.mark.usefixtures("_benchmarks_importable")
@pytest.mark.parametrize(
    ("absolute", "subject", "reference", "met"),
    [(False, 3.0, 2.0, True), (False, 3.1, 2.0, False), (True, 1.5, 9.0, True),
     (True, 1.6, 9.0, False)],
)  # fmt: skip
def test_an_aim_is_the_most_that_is_allowed(
    absolute: bool, subject: float, reference: float, met: bool
) -> None:
    from benchmarks.harness import Rounds

    rounds = Rounds([{"wall": subject}], [{"wall": reference}])
    line = rounds.line("some", "wall", "s", aim=1.5, aim_is_absolute=absolute)
    assert line.is_met is met
    assert line.verdict.endswith(": met" if met else ": not met")


@pytest.mark.usefixtures("_benchmarks_importable")
def test_medians_stand_beside_least_and_most_and_the_first_round_does_not_count() -> None:
    from benchmarks.harness import Spread, alternate

    subject, reference = iter([99.0, 4.0, 6.0, 5.0]), iter([99.0, 2.0, 1.0, 2.0])
    found = alternate(3, lambda: {"cpu": next(subject)}, lambda: {"cpu": next(reference)})
    line = found.line("some", "cpu", "ms", times=10)
    assert line.subject == Spread(50, 40, 60)
    assert line.reference == Spread(20, 10, 20)
    assert line.ratio == Spread(2.5, 2, 6)
    assert line.verdict == "no aim"


@pytest.mark.usefixtures("_benchmarks_importable")
def test_a_process_that_fails_is_not_a_figure() -> None:
    from benchmarks.harness import run_apart

    from benchmarks import commit

    with pytest.raises(RuntimeError, match=r"unable to open|no such table"):
        run_apart(commit.bare, "/nowhere/x.programme", 1)


def test_an_unknown_measurement_is_refused() -> None:
    done = run("speed")
    assert done.returncode == 2
    assert "no such measurement: speed" in done.stderr

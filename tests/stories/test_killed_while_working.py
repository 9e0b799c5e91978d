"""The app killed at random moments while it works: nothing acknowledged is lost, nothing is torn."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from facilitator.application.queries.people import participants
from facilitator.application.workspace import Workspace
from facilitator.persistence.checking import check

WRITER = """
import sys
from pathlib import Path
from facilitator.application.workspace import Workspace
from facilitator.application.commands.people import AddParticipants
from uuid import uuid4

with Workspace.open(Path(sys.argv[1])) as workspace:
    print("open", flush=True)
    for number in range(100_000):
        pair = tuple((uuid4(), {"certificate_name": f"{sys.argv[2]} {number} {half}"}) for half in "ab")
        workspace.execute(AddParticipants(pair))
        print(number, flush=True)
"""

EXPORTER = """
import sys
from pathlib import Path
from facilitator.application.jobs import Job
from facilitator.application.workspace import Workspace
from facilitator.reports import exports

with Workspace.open(Path(sys.argv[1])) as workspace:
    export = exports.certificates_export(workspace, Path(sys.argv[2]))
print("open", flush=True)
while True:
    export.write(Job())
"""


def _kill_after(lines: int, seconds: float, code: str, *words: str) -> list[str]:
    """Run Python code, wait for its first line and so many more, kill it later; the lines but the first."""
    process = subprocess.Popen(
        [sys.executable, "-c", code, *words], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    read = [process.stdout.readline() for _ in range(lines)]
    time.sleep(seconds)
    process.kill()
    said = "".join(read) + process.stdout.read()
    process.wait()
    process.stdout.close()
    return said.split("\n")[:-1]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX's")
def test_no_acknowledged_change_is_lost_and_none_is_half_there(sample_path: Path) -> None:
    dice = random.Random(4)
    acknowledged: set[str] = set()
    for round_ in range(12):
        done = _kill_after(
            dice.randint(0, 16), dice.uniform(0, 0.02), WRITER, str(sample_path), f"R{round_}"
        )
        acknowledged |= {f"R{round_} {number} {half}" for number in done for half in "ab"}
        with Workspace.open(sample_path) as workspace:
            assert not workspace.read_only
            names = {p.certificate_name for p in workspace.query(participants)}
        assert acknowledged <= names
        assert {n[:-1] for n in names if n.endswith(" a")} == {
            n[:-1] for n in names if n.endswith(" b")
        }
    assert check(sample_path) == []
    assert len(acknowledged) > 100


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX's")
def test_a_document_is_whole_or_not_there(sample_path: Path, tmp_path: Path) -> None:
    import pikepdf

    out = tmp_path / "out"
    out.mkdir()
    dice = random.Random(7)
    for _ in range(6):
        _kill_after(0, dice.uniform(0, 1.2), EXPORTER, str(sample_path), str(out))
        for document in out.rglob("*.pdf"):
            with pikepdf.open(document) as pdf:
                assert len(pdf.pages) in {1, 34}

"""Files made to harm are refused in time and little memory, by one sentence, with nothing written."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import hostile_tables
import pytest

from facilitator.exchange.participants.matching import choose
from facilitator.exchange.tables import guarded, workbook
from facilitator.exchange.tables.guarded import read_here
from facilitator.exchange.tables.sheet import Refused
from facilitator.support.errors import EnvironmentProblem

SECONDS, MEGABYTES = 5.0, 300
A_BUSY_MACHINE = 20
MEASURED = """
import json, os, sys, threading, time
from pathlib import Path
from facilitator.main import main

def held(process):
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") + sum(map(held, children))

most = 0
def look_on():
    global most
    while True:
        most = max(most, held(os.getpid()))
        time.sleep(0.01)

threading.Thread(target=look_on, daemon=True).start()
before = os.times()
code = main(["import", "participants", *sys.argv[1:]])
used = [then - now for now, then in zip(before, os.times())]
print(json.dumps({"code": code, "seconds": sum(used[:4]), "by_the_clock": used[4], "megabytes": most / 1e6}),
      file=sys.stderr)
"""
REFUSED = {name: (content, codes) for name, content, codes in hostile_tables.refused()}
EITHER = dict(hostile_tables.refused_or_read())


def run(programme: Path, sheet: Path) -> tuple[dict[str, float], str]:
    """Import in a process of its own; (code, what it and its child took; what it said).

    `seconds` are of work: by the clock a busy machine is slow with any file.
    """
    done = subprocess.run([sys.executable, "-c", MEASURED, str(programme), str(sheet)], text=True,
                          capture_output=True, check=False)  # fmt: skip
    *said, told = done.stderr.strip().splitlines()
    return json.loads(told), "\n".join(said)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="measures by what only Linux tells")
@pytest.mark.parametrize("name", [*REFUSED, *EITHER])
def test_refused_in_time_and_little_memory_with_nothing_written(
    name: str, sample_path: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "list.xlsx"
    sheet.write_bytes((REFUSED[name][0] if name in REFUSED else EITHER[name])())
    before = sample_path.read_bytes()
    told, said = run(sample_path, sheet)
    assert told["megabytes"] > 20, "nothing was measured"
    assert told["seconds"] < SECONDS
    assert told["by_the_clock"] < A_BUSY_MACHINE * SECONDS
    assert told["megabytes"] < MEGABYTES
    if name in REFUSED:
        assert told["code"] == 1
    if told["code"] == 1:
        assert said.startswith("facilitator: ")
        assert "Nothing was imported" in said
        assert "Traceback" not in said
        assert sample_path.read_bytes() == before
    assert "root:" not in said


QUICK = [name for name in REFUSED if not any(
    word in name for word in ("million", "lies", "300", "30 MB", "goes on", "thousand")
)]  # fmt: skip


@pytest.mark.parametrize("name", QUICK)
def test_the_reason_is_the_true_one(name: str, tmp_path: Path) -> None:
    content, codes = REFUSED[name]
    with pytest.raises((Refused, EnvironmentProblem)) as refusal:
        choose(tmp_path / "x", read_here(content()))
    assert refusal.value.code in codes.split("|")


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem) as problem:
        guarded.read_table(tmp_path / "none.xlsx")
    assert problem.value.code == "file-missing"
    with pytest.raises(EnvironmentProblem):
        guarded.read_table(tmp_path)


@pytest.mark.parametrize(("change", "code"), [
    (lambda m: m.setattr(guarded, "PATIENCE", 0.01), "table-takes-too-long"),
    (lambda m: m.setattr(guarded, "LARGEST_FILE", 3), "table-too-large"),
    (lambda m: m.setattr(guarded, "WORD", "self-destroy"), "table-takes-too-much"),
])  # fmt: skip
def test_a_child_that_does_not_answer(change: Callable[[pytest.MonkeyPatch], None], code: str,
                                      tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    path = tmp_path / "x.csv"
    path.write_text("Name\nA B\n")
    change(monkeypatch)
    with pytest.raises(EnvironmentProblem) as problem:
        guarded.read_table(path)
    assert problem.value.code == code


def test_through_the_child_and_here_is_the_same(tmp_path: Path) -> None:
    content = hostile_tables.real_workbook()
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    assert guarded.read_table(path) == read_here(content)
    assert not workbook.is_workbook(b"Name,Sex")

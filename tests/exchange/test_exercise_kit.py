"""Kit files: read with care, written whole; the shell's check."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from facilitator.cli.run import run
from facilitator.exchange import exercise_kit
from facilitator.support.errors import EnvironmentProblem, RuleViolation
from facilitator.support.resources import resource


def test_the_shipped_kits_are_usable_and_stand_easiest_first() -> None:
    found = exercise_kit.shipped()
    assert [c.kit.key for c in found if c.kit] == ["second-ferry", "river-crossing", "lake-meriva"]
    assert all(c.is_usable for c in found)


def test_what_is_no_kit(tmp_path: Path) -> None:
    path = tmp_path / "kit.toml"
    for content in (b"\xff\xfe\x00", b"x" * 2_000_000, b"", b"a = ["):
        path.write_bytes(content)
        assert not exercise_kit.check_file(path).is_usable
        with pytest.raises(RuleViolation) as refusal:
            exercise_kit.usable_file(path)
        assert str(path) in str(refusal.value)
    with pytest.raises(EnvironmentProblem):
        exercise_kit.check_file(tmp_path / "none.toml")


def test_a_written_kit_reads_back(tmp_path: Path) -> None:
    kit = exercise_kit.shipped()[0].kit
    assert kit is not None
    exercise_kit.write_file(kit, tmp_path / "copy.toml")
    assert exercise_kit.usable_file(tmp_path / "copy.toml").kit == kit


def test_check_as_the_shell_does_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        run(["exercise", "check", str(resource("exercises", "river-crossing.toml")), "--json"]) == 0
    )
    told = json.loads(capsys.readouterr().out)
    expected = {
        "outcomes": 243,
        "zopa": 82,
        "frontier": 10,
        "frontier_feasible": 7,
        "max_joint": 149,
        "nash": [76, 73],
    }
    assert {name: told[name] for name in expected} == expected
    assert told["frontier_feasible_values"] == [
        [48, 98],
        [58, 88],
        [66, 83],
        [76, 73],
        [78, 63],
        [84, 60],
        [88, 53],
    ]


def test_check_names_every_fault_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "kit.toml"
    text = resource("exercises", "river-crossing.toml").read_text(encoding="utf-8")
    path.write_text(text.replace("prepare = 30", "prepare = 0").replace("24h = 15", "24h = 14"))
    assert run(["exercise", "check", str(path)]) == 1
    told = capsys.readouterr()
    assert "meta.prepare" in told.err
    assert "roles.north.points" in told.err
    assert run(["exercise", "check", str(path), "--json"]) == 1
    assert len(json.loads(capsys.readouterr().out)["faults"]) == 2
    assert list(tmp_path.iterdir()) == [path]

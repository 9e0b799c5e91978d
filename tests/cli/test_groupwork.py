"""Group work from the shell: give, take, and what is refused."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from facilitator.application.groupwork.holdings import PARENTS
from facilitator.cli.run import run
from facilitator.domain.merging import recorded, shown
from facilitator.exchange import groupwork_file

TITLE = "A title from the group's own laptop"


def said(capsys: pytest.CaptureFixture[str], *words: object) -> Any:
    capsys.readouterr()
    assert run(["groupwork", *map(str, words)]) == 0
    return json.loads(capsys.readouterr().out)


def retitle(path: Path, secret: str = "") -> None:
    """Work in the file as a laptop of the group's own does."""
    content = groupwork_file.read(path, secret)
    records = shown(content.work, PARENTS)
    place = next(p for p in sorted(records) if p[0] == "case_study")
    changed = {**records, place: {**records[place], "title": TITLE}}
    work = recorded(content.work, changed, PARENTS, "g-00000001")
    groupwork_file.write(path, content.with_work(work))


def test_given_changed_and_taken_once(
    sample_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "c.groupwork"
    facts = said(capsys, "give", sample_path, "C", out, "--json")
    assert facts["records"] > 20
    assert facts["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    retitle(out)
    before = sample_path.read_bytes()
    dry = said(capsys, "take", sample_path, out, "--dry-run", "--json")
    assert sample_path.read_bytes() == before
    (record,) = dry["records"]
    assert (dry["changed"], record["kind"], record["fields"][0]["after"]) == (
        1,
        "Case study",
        TITLE,
    )
    assert said(capsys, "take", sample_path, out, "--json") == dry
    again = said(capsys, "take", sample_path, out, "--json")
    assert (again["records"], again["changed"]) == ([], 0)


def test_an_encrypted_file_wants_its_passphrase(
    sample_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, right, wrong = tmp_path / "c.groupwork", tmp_path / "right", tmp_path / "wrong"
    right.write_text("eight quiet rivers\n", encoding="utf-8")
    wrong.write_text("nine\n", encoding="utf-8")
    option = "--hand-over-passphrase"
    said(capsys, "give", sample_path, "C", out, "--encrypt", option, right, "--json")
    retitle(out, "eight quiet rivers")
    words = ["groupwork", "take", str(sample_path), str(out), option]
    assert run([*words, str(wrong)]) == 1
    assert "does not open with this passphrase" in capsys.readouterr().err
    assert said(capsys, *words[1:], right, "--json")["changed"] == 1


@pytest.mark.parametrize(
    ("words", "reason"),
    [(("give", "{p}", "Z", "{o}"), "no group “Z”"), (("give", "{p}", "C", "{p}"), "exists already"),
     (("take", "{p}", "{p}"), "not a group work file"), (("take", "{p}", "{o}"), "is not there")],
)  # fmt: skip
def test_what_is_refused_writes_nothing(
    sample_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...], reason: str,
) -> None:  # fmt: skip
    before = sample_path.read_bytes()
    out = tmp_path / "c.groupwork"
    said_words = [word.format(p=sample_path, o=out) for word in words]
    assert run(["groupwork", *said_words]) == 1
    assert reason in capsys.readouterr().err
    assert words[0] == "give" or sample_path.read_bytes() == before  # giving opens it to write
    assert not out.exists()

"""Feedback from the shell: protected numbers in three formats, and nothing before closing."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.main import main


@pytest.mark.parametrize(
    ("kind", "start"), [("xlsx", b"PK"), ("csv", b"\xef\xbb\xbfForm,Invited"), ("pdf", b"%PDF")]
)
def test_export_feedback(
    sample_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str, start: bytes
) -> None:
    folder = tmp_path / "out"
    assert main(["export", "feedback", str(sample_path), str(folder), "--format", kind]) == 0
    path = folder / f"feedback.{kind}"
    assert capsys.readouterr().out.strip() == str(path)
    assert path.read_bytes().startswith(start)


def test_a_calendar_of_feedback_is_refused(sample_path: Path, tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        main(["export", "feedback", str(sample_path), str(tmp_path), "--format", "ics"])


def test_without_results_it_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "new.programme"
    assert main(["new", str(path), "--template", "blank", "--first-day", "2026-03-02"]) == 0
    capsys.readouterr()
    assert main(["export", "feedback", str(path), str(tmp_path)]) == 1
    assert "no feedback has been closed" in capsys.readouterr().err

"""`export vision`: the papers, the editable text, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.cli import run


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(("words", "made"), [
    ((), ["vision-poster-a3.pdf", "vision-signatures.pdf", "vision-traceability.pdf", "vision.pdf"]),
    (("--format", "docx"), ["vision.docx"]),
    (("--format", "md"), ["vision.md"]),
])  # fmt: skip
def test_the_vision_is_written(
    words: tuple[str, ...], made: list[str], sample_path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run.run(["export", "vision", str(sample_path), str(tmp_path / "out"), *words]) == 0
    assert names(tmp_path / "out") == made
    assert "vision" in capsys.readouterr().out


def test_other_formats_are_refused(sample_path: Path, tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        run.run(["export", "vision", str(sample_path), str(tmp_path / "out"), "--format", "csv"])
    assert not (tmp_path / "out").exists()

"""Protecting a programme from the shell."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.application import protection
from facilitator.main import main

pytestmark = pytest.mark.usefixtures("cheap_keys")


@pytest.fixture
def passphrase(tmp_path: Path) -> Path:
    path = tmp_path / "words.txt"
    path.write_text("seven herons over the Mekong\n", encoding="utf-8")
    return path


def test_protect_read_and_unprotect(
    sample_path: Path, home: Path, passphrase: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = passphrase.with_name("sheet.pdf")
    words = ["protect", str(sample_path), "--new-passphrase-file", str(passphrase)]
    assert main([*words, "--recovery-sheet", str(sheet)]) == 0
    assert sheet.stat().st_size > 1000
    protection.lock()
    capsys.readouterr()
    assert main(["info", str(sample_path)]) == 1
    assert "--passphrase-file" in capsys.readouterr().err
    assert main(["--passphrase-file", str(passphrase), "info", str(sample_path)]) == 0
    assert "Vientiane" in capsys.readouterr().out
    protection.lock()
    assert main(["--passphrase-file", str(passphrase), "unprotect", str(sample_path)]) == 0
    assert not protection.is_protected(sample_path)


def test_a_passphrase_file_that_is_not_there_is_said(
    sample_path: Path, home: Path, passphrase: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = passphrase.with_name("none.txt")
    assert main(["protect", str(sample_path), "--new-passphrase-file", str(missing)]) == 1
    assert "none.txt" in capsys.readouterr().err
    assert not protection.is_protected(sample_path)

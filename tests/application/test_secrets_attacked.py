"""Attacks on secret boxes and signing keys from outside: copies, dumps, redacted copies, the disk."""

from __future__ import annotations

import base64
from datetime import date
from pathlib import Path

import pytest

from facilitator.application import protection, signing
from facilitator.application.jobs import Job
from facilitator.application.wipe import wipe, write_redacted_copy
from facilitator.application.workspace import Workspace
from facilitator.reports.exports import csv_dump_export, json_dump_export

PASSPHRASE = "seven herons over the Mekong"  # noqa: S105 - of a sample
ANSWER, TAKEN_BACK, TOKEN = "ZEBRAANSWER", "ZEBRAWITHDRAWN", "ZEBRATOKEN"


def _under(*folders: Path) -> bytes:
    return b"".join(p.read_bytes() for folder in folders for p in folder.rglob("*") if p.is_file())


def _leave(workspace: Workspace, folder: Path) -> None:
    """Everything that takes data out of a programme."""
    folder.mkdir()
    workspace.save_copy(folder / "stick.programme")
    write_redacted_copy(workspace, folder / "archive.programme")
    json_dump_export(workspace, folder / "all.json").write(Job())
    csv_dump_export(workspace, folder / "tables").write(Job())


def test_nothing_of_an_open_box_leaves_and_nothing_taken_back_stays(
    sample_path: Path, home: Path
) -> None:
    out = sample_path.parent / "out"
    with Workspace.open(sample_path) as workspace:
        box = workspace.secret_box("feedback attacked")
        box.put(TOKEN, {"x": ANSWER})
        box.put(f"{TOKEN}2", {"x": TAKEN_BACK})
        box.withdraw(f"{TOKEN}2", {"x": TAKEN_BACK})
        workspace.keep_copy()
        _leave(workspace, out)
        assert ANSWER.encode() in _under(sample_path.parent), "the control"
        for left in (_under(out), _under(home)):
            assert ANSWER.encode() not in left
        wipe(workspace, date(2025, 6, 1))
    left = _under(sample_path.parent, home)
    for words in (ANSWER, TAKEN_BACK, TOKEN):
        assert words.encode() not in left, words


@pytest.mark.usefixtures("cheap_keys")
def test_nothing_taken_back_stays_when_a_programme_is_protected_and_freed_of_it(
    sample_path: Path, home: Path
) -> None:
    with Workspace.open(sample_path) as workspace:
        box = workspace.secret_box("feedback attacked")
        box.put(TOKEN, {"x": TAKEN_BACK})
        workspace.protect(protection.new_key(PASSPHRASE, PASSPHRASE))
        box = workspace.secret_box("feedback attacked")
        assert box.has_answered(TOKEN)
        box.withdraw(TOKEN, {"x": TAKEN_BACK})
        box.put(f"{TOKEN}2", {"x": ANSWER})
        workspace.protect(None)
        assert workspace.secret_box("feedback attacked").close() == [{"x": ANSWER}]
    protection.lock()
    left = _under(sample_path.parent, home)
    assert ANSWER.encode() in left, "the control"
    assert TAKEN_BACK.encode() not in left
    assert TOKEN.encode() not in left


@pytest.mark.usefixtures("cheap_keys")
def test_the_private_signing_key_is_nowhere_in_clear(sample_path: Path, home: Path) -> None:
    out = sample_path.parent / "out"
    key = signing.make_key("Sample Institute", PASSPHRASE)
    private = signing.unlock(key.path, PASSPHRASE)
    with Workspace.open(sample_path) as workspace:
        assert signing.sign_missing(workspace, private) > 0
        signing.publish(workspace, key, private, sample_path.with_name("issuer.json"),
                        date(2024, 11, 8))  # fmt: skip
        workspace.keep_copy()
        _leave(workspace, out)
        left = _under(sample_path.parent, home)
    raw = private.private_bytes_raw()
    assert base64.b64encode(key.public_key) in left, "the control"
    written = (raw, raw.hex().encode(), raw.hex().upper().encode(), base64.b64encode(raw),
               base64.urlsafe_b64encode(raw), base64.b32encode(raw), PASSPHRASE.encode())  # fmt: skip
    assert not [form for form in written if form.rstrip(b"=") in left]

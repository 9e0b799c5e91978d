"""A protected programme: nothing of it in clear on the disk, and nothing of it lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from facilitator.application import maintenance, protection
from facilitator.application.commands.people import AddParticipant
from facilitator.application.jobs import Job
from facilitator.application.queries.people import participants
from facilitator.application.workspace import Workspace
from facilitator.persistence import file_version, keys, sqlite
from facilitator.persistence.copies import copies_of
from facilitator.persistence.migrations import upgrade
from facilitator.support.errors import EnvironmentProblem, RuleViolation

PASSPHRASE = "seven herons over the Mekong"  # noqa: S105 - of a sample
MARKER = "ZEBRAMARKER"


pytestmark = pytest.mark.usefixtures("cheap_keys")


def _protect(path: Path, passphrase: str = PASSPHRASE) -> str:
    """Protect the programme and its copies; returns the recovery key."""
    with Workspace.open(path) as workspace:
        key = protection.new_key(passphrase, passphrase)
        workspace.protect(key)
        protection.protect_copies(workspace.programme_id, key, Job())
        recovery = workspace.recovery_key
    protection.lock()
    return recovery


def _everything_under(*folders: Path) -> bytes:
    files = [file for folder in folders for file in folder.rglob("*") if file.is_file()]
    return b"".join(file.read_bytes() for file in files)


def test_a_protected_programme_opens_with_its_passphrase_only(
    sample_path: Path, home: Path
) -> None:
    _protect(sample_path)
    assert protection.is_protected(sample_path)
    with pytest.raises(EnvironmentProblem) as refusal:
        Workspace.open(sample_path)
    assert refusal.value.code == "passphrase-needed"
    before = sample_path.read_bytes()
    with pytest.raises(EnvironmentProblem):
        protection.unlock(sample_path, PASSPHRASE.upper())
    assert sample_path.read_bytes() == before
    protection.unlock(sample_path, PASSPHRASE)
    with Workspace.open(sample_path) as workspace:
        assert workspace.is_protected
        assert len(workspace.query(participants)) == 35
    assert maintenance.check(sample_path) == []


def test_the_same_passphrase_typed_on_another_keyboard_opens_it(
    sample_path: Path, home: Path
) -> None:
    _protect(sample_path, "Le café du Mékong")
    protection.unlock(
        sample_path, "Le cafe\N{COMBINING ACUTE ACCENT} du Me\N{COMBINING ACUTE ACCENT}kong"
    )
    Workspace.open(sample_path).close()


def test_the_recovery_key_opens_it_and_forgives_how_it_is_typed(
    sample_path: Path, home: Path
) -> None:
    recovery = _protect(sample_path)
    assert [len(group) for group in recovery.split("-")] == [5] * 11
    protection.unlock(sample_path, f"  {recovery.lower().replace('-', ' ')} ")
    Workspace.open(sample_path).close()
    protection.lock()
    slip = ("A" if recovery[0] != "A" else "B") + recovery[1:]
    assert keys.from_recovery(slip, keys.new_salt()) is None


def test_no_text_is_in_clear_anywhere_while_it_is_open_or_closed(
    sample_path: Path,
    home: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    scratch = tmp_path_factory.mktemp("scratch")
    monkeypatch.setenv("TMPDIR", str(scratch))
    with Workspace.open(sample_path) as workspace:
        known = [person.certificate_name for person in workspace.query(participants)]
        workspace.keep_copy()
    assert known[0].encode() in _everything_under(sample_path.parent, home), "the control"
    _protect(sample_path)
    protection.unlock(sample_path, PASSPHRASE)
    with Workspace.open(sample_path) as workspace:
        workspace.execute(AddParticipant({"certificate_name": f"{MARKER} Sample", "sex": "woman"}))
        workspace.keep_copy()
        workspace.save_copy(sample_path.with_name("stick.programme"))
        open_now = _everything_under(sample_path.parent, home, scratch)
        assert (sample_path.with_name(f"{sample_path.name}-wal")).exists()
    closed = _everything_under(sample_path.parent, home, scratch)
    for bytes_on_disk in (open_now, closed):
        assert MARKER.encode() not in bytes_on_disk
        assert not [name for name in known if name.encode() in bytes_on_disk]
        assert b"CREATE TABLE" not in bytes_on_disk
    assert len(copies_of(workspace.programme_id)) == 2
    with Workspace.open(sample_path.with_name("stick.programme")) as copy:
        assert any(MARKER in person.certificate_name for person in copy.query(participants))


def test_undo_goes_on_after_protecting_and_protection_can_be_taken_off(
    sample_path: Path, home: Path
) -> None:
    with Workspace.open(sample_path) as workspace:
        workspace.execute(AddParticipant({"certificate_name": f"{MARKER} Sample", "sex": "woman"}))
        workspace.protect(protection.new_key(PASSPHRASE, PASSPHRASE))
        workspace.undo()
        workspace.redo()
        workspace.protect(None)
        assert not workspace.is_protected
        assert len(workspace.query(participants)) == 36
    assert sqlite.header(sample_path) == (sqlite.APPLICATION_ID, file_version.SCHEMA_VERSION)
    assert [p.name for p in sample_path.parent.iterdir()] == [sample_path.name]


def test_damage_is_told_from_a_wrong_passphrase_where_a_copy_can_show_it(
    sample_path: Path, home: Path
) -> None:
    with Workspace.open(sample_path) as workspace:
        workspace.keep_copy()
    _protect(sample_path)
    whole = sample_path.read_bytes()
    sample_path.write_bytes(whole[:100] + bytes(200) + whole[300:])
    with pytest.raises(EnvironmentProblem) as refusal:
        protection.unlock(sample_path, PASSPHRASE)
    assert refusal.value.code == "file-damaged"
    with pytest.raises(EnvironmentProblem) as refusal:
        protection.unlock(sample_path, "not this one at all")
    assert refusal.value.code == "passphrase-wrong"
    sample_path.write_bytes(whole[:20_000] + bytes(200) + whole[20_200:])
    protection.unlock(sample_path, PASSPHRASE)
    with pytest.raises(EnvironmentProblem) as refusal:
        Workspace.open(sample_path)
    assert refusal.value.code == "file-damaged"


def test_without_a_copy_the_message_names_both(sample_path: Path, home: Path) -> None:
    _protect(sample_path)
    for copy in home.rglob("*.programme"):
        copy.unlink()
    with pytest.raises(
        EnvironmentProblem, match=r"wrong or the beginning of\s+the file is damaged"
    ):
        protection.unlock(sample_path, "not this one at all")


@pytest.mark.parametrize(("passphrase", "again", "field"), [
    ("short", "short", "passphrase"), ("aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaa", "passphrase"),
    ("x y z " * 200, "x y z " * 200, "passphrase"), (PASSPHRASE, PASSPHRASE + ".", "again"),
])  # fmt: skip
def test_a_bad_new_passphrase_is_refused_beside_its_field(
    passphrase: str, again: str, field: str
) -> None:
    with pytest.raises(RuleViolation) as refusal:
        protection.new_key(passphrase, again)
    assert refusal.value.field == field


CHANGER = """
import sys
from pathlib import Path
from facilitator.application import protection
from facilitator.application.workspace import Workspace
from facilitator.persistence import keys
keys.PASSES, keys.MEMORY_KIB = 1, 64
path = Path(sys.argv[1])
protection.unlock(path, sys.argv[2])
workspace = Workspace.open(path)
print("ready", flush=True)
while True:
    for passphrase in sys.argv[2:]:
        workspace.protect(keys.derived(passphrase, keys.new_salt()))
        print("changed", flush=True)
"""


@pytest.mark.slow
def test_a_kill_while_the_passphrase_changes_loses_nothing(sample_path: Path, home: Path) -> None:
    both = (PASSPHRASE, "eight herons over the Mekong")
    _protect(sample_path)
    for pause in (0.0, 0.02, 0.05, 0.09, 0.14, 0.2):
        opening = _opening(sample_path, both)
        words = [opening, *(passphrase for passphrase in both if passphrase != opening)]
        child = subprocess.Popen(
            [sys.executable, "-c", CHANGER, str(sample_path), *words],
            stdout=subprocess.PIPE, env=os.environ | {"FACILITATOR_HOME": str(home)},
        )  # fmt: skip
        assert child.stdout is not None
        assert child.stdout.readline() == b"ready\n"
        time.sleep(pause)
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
        _opening(sample_path, both)
        with Workspace.open(sample_path) as workspace:
            assert len(workspace.query(participants)) == 35
        protection.lock()
        assert maintenance_free_of_clear_text(sample_path.parent)


def _opening(path: Path, passphrases: tuple[str, ...]) -> str:
    for passphrase in passphrases:
        try:
            protection.unlock(path, passphrase)
        except EnvironmentProblem:
            continue
        return passphrase
    raise AssertionError("no passphrase opens it")


def maintenance_free_of_clear_text(folder: Path) -> bool:
    return b"CREATE TABLE" not in _everything_under(folder)


def test_a_kill_before_the_copies_were_protected_leaves_none_in_clear_for_long(
    sample_path: Path, home: Path
) -> None:
    with Workspace.open(sample_path) as workspace:
        workspace.keep_copy()
        workspace.protect(protection.new_key(PASSPHRASE, PASSPHRASE))  # and no more: killed
    assert b"CREATE TABLE" in _everything_under(home), "the control"
    with Workspace.open(sample_path) as workspace:
        workspace.keep_copy("opened")
        every = copies_of(workspace.programme_id)
    assert b"CREATE TABLE" not in _everything_under(home, sample_path.parent)
    assert every
    for copy in every:
        Workspace.open(copy, read_only=True).close()


def test_what_a_kill_left_in_clear_while_protection_was_taken_off_goes_at_the_next_opening(
    sample_path: Path, home: Path
) -> None:
    stump = _stump_of_a_kill(sample_path)
    assert b"CREATE TABLE" in stump.read_bytes(), "the control"
    with pytest.raises(EnvironmentProblem):  # before the passphrase is typed
        Workspace.open(sample_path)
    assert not stump.exists()
    assert b"CREATE TABLE" not in _everything_under(sample_path.parent)


def _stump_of_a_kill(path: Path) -> Path:
    _protect(path)
    protection.unlock(path, PASSPHRASE)
    child = subprocess.run(
        [sys.executable, "-c", TAKER_OFF, str(path), PASSPHRASE],
        check=False,
    )
    protection.lock()
    assert child.returncode == -signal.SIGKILL
    (stump,) = path.parent.glob("*.facilitator-part")
    return stump


TAKER_OFF = """
import os, signal, sys
from pathlib import Path
from facilitator.application import protection
from facilitator.application.workspace import Workspace
from facilitator.persistence import copies, keys
keys.PASSES, keys.MEMORY_KIB = 1, 64
copies.put_alone = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
protection.unlock(Path(sys.argv[1]), sys.argv[2])
Workspace.open(Path(sys.argv[1])).protect(None)
"""


def test_locking_forgets_the_keys_that_a_file_had_before(sample_path: Path, home: Path) -> None:
    _protect(sample_path)
    protection.unlock(sample_path, PASSPHRASE)
    with Workspace.open(sample_path) as workspace:
        workspace.protect(protection.new_key(PASSPHRASE * 2, PASSPHRASE * 2))
        protection.lock()
        assert workspace.recovery_key, "an open file keeps its own"
    protection.lock()
    assert keys._unlocked == {}


def test_a_copy_that_a_kill_left_under_the_old_passphrase_opens_with_it(
    sample_path: Path, home: Path
) -> None:
    with Workspace.open(sample_path) as workspace:
        workspace.keep_copy()
    _protect(sample_path)
    protection.unlock(sample_path, PASSPHRASE)
    with Workspace.open(sample_path) as workspace:
        programme = workspace.programme_id
        workspace.protect(protection.new_key(PASSPHRASE * 2, PASSPHRASE * 2))
    protection.lock()  # killed before its copies were written anew
    (copy,) = copies_of(programme)
    protection.unlock(sample_path, PASSPHRASE * 2)
    with pytest.raises(EnvironmentProblem) as refusal:
        Workspace.open(copy)
    assert refusal.value.code == "passphrase-needed"
    protection.unlock(copy, PASSPHRASE)
    with Workspace.open(copy, read_only=True) as old:
        assert len(old.query(participants)) == 35


def test_an_older_protected_file_is_migrated_with_nothing_in_clear(
    sample_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _protect(sample_path)
    protection.unlock(sample_path, PASSPHRASE)
    seen = list[bytes]()

    def watched(path: Path, _version: int) -> None:
        engine = sqlite.open_engine(path)
        with engine.begin() as connection:
            connection.exec_driver_sql("UPDATE participant SET notes = 'ZEBRAMARKER'")
            sqlite.mark_as_ours(connection, file_version.SCHEMA_VERSION)
            seen.append(_everything_under(sample_path.parent, home))
        engine.dispose()

    monkeypatch.setattr(upgrade, "upgrade", watched)
    monkeypatch.setattr(file_version, "SCHEMA_VERSION", file_version.SCHEMA_VERSION + 1)
    Workspace.open(sample_path).close()
    seen.append(_everything_under(sample_path.parent, home))
    assert len(seen) == 2
    for bytes_on_disk in seen:
        assert b"CREATE TABLE" not in bytes_on_disk
        assert MARKER.encode() not in bytes_on_disk


COPIER = """
import os, signal, sys
from pathlib import Path
from facilitator.application import protection
from facilitator.application.jobs import Job
from facilitator.application.workspace import Workspace
from facilitator.persistence import copies, keys
keys.PASSES, keys.MEMORY_KIB = 1, 64
protection.unlock(Path(sys.argv[1]), sys.argv[2])
workspace = Workspace.open(Path(sys.argv[1]))
key = protection.new_key(sys.argv[3], sys.argv[3])
workspace.protect(key)
real, times = copies.put_alone, iter((False, True))
def put_alone(*args):
    if next(times):
        os.kill(os.getpid(), signal.SIGKILL)
    real(*args)
copies.put_alone = put_alone
protection.protect_copies(workspace.programme_id, key, Job())
"""


def test_a_kill_while_copies_are_written_anew_leaves_each_under_one_of_the_two(
    sample_path: Path, home: Path
) -> None:
    with Workspace.open(sample_path) as workspace:
        for name in ("One", "Two"):
            workspace.execute(AddParticipant({"certificate_name": f"Ada {name}", "sex": "woman"}))
            workspace.keep_copy()
        programme = workspace.programme_id
    _protect(sample_path)
    both = (PASSPHRASE, PASSPHRASE * 2)
    child = subprocess.run([sys.executable, "-c", COPIER, str(sample_path), *both], check=False)
    assert child.returncode == -signal.SIGKILL
    assert _opening(sample_path, both) == both[1]
    assert [_opening(copy, both) for copy in copies_of(programme)] == [both[1], both[0]]
    for copy in copies_of(programme):
        with Workspace.open(copy, read_only=True) as old:
            assert len(old.query(participants)) > 35
    assert maintenance_free_of_clear_text(sample_path.parent)
    assert maintenance_free_of_clear_text(home)

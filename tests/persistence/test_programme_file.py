"""The programme file: header, lock, copies, damage, read-only places, other paths."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from facilitator.application.commands.people import AddParticipant
from facilitator.application.commands.programme import EditProgramme
from facilitator.application.maintenance import OLDEST_SAFE_SQLITE, sqlite_version
from facilitator.application.queries.people import participants
from facilitator.application.queries.programme import the_programme
from facilitator.application.workspace import Workspace
from facilitator.exchange.templates import new_programme
from facilitator.persistence import checking, file_version, sqlite
from facilitator.persistence.copies import KEPT
from facilitator.support.errors import EnvironmentProblem

AN_EDIT = EditProgramme({"venue": "Another hall"})


def problem(code: str) -> object:
    """`pytest.raises` for one code of EnvironmentProblem."""
    return pytest.raises(EnvironmentProblem, check=lambda error: error.code == code)


def test_the_sqlite_in_use_has_no_known_corruption_bug() -> None:
    assert sqlite_version() >= OLDEST_SAFE_SQLITE


def test_a_new_programme_is_one_file_marked_as_ours(tmp_path: Path) -> None:
    path = tmp_path / "new.programme"
    with new_programme(path, "blank", date(2026, 3, 2), "My week") as workspace:
        workspace.execute(AN_EDIT)
        assert path.with_name("new.programme-wal").exists()
    assert list(tmp_path.iterdir()) == [path]
    assert sqlite.header(path) == (sqlite.APPLICATION_ID, file_version.SCHEMA_VERSION)
    assert checking.check(path) == []


def test_settings_of_the_connection(sample: Workspace) -> None:
    def pragma(name: str) -> object:
        return sample.query(lambda s: s.connection().exec_driver_sql(f"PRAGMA {name}").scalar())

    assert pragma("journal_mode") == "wal"
    assert pragma("synchronous") == 2  # FULL
    assert pragma("foreign_keys") == 1
    assert pragma("trusted_schema") == 0
    assert pragma("cell_size_check") == 1
    assert pragma("busy_timeout") == 5000


def test_an_existing_file_is_never_overwritten(sample_path: Path) -> None:
    before = sample_path.read_bytes()
    with problem("file-exists"):
        new_programme(sample_path, "blank", date(2026, 3, 2))
    assert sample_path.read_bytes() == before


@pytest.mark.parametrize("name", [
    "Ünïcode ລາວ 中文 🕊.programme", "50% done.programme", "a%20b.programme", "what?.programme",
    "C# group.programme", "it's \"quoted\".programme", "a&b;c=d.programme", "n" * 200 + ".programme",
])  # fmt: skip
def test_the_file_is_where_its_path_says(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    new_programme(path, "blank", date(2026, 3, 2)).close()
    assert [entry.name for entry in tmp_path.iterdir()] == [name]
    with Workspace.open(path, read_only=True) as workspace:
        assert workspace.query(the_programme).title == "Blank week"
    assert checking.check(path) == []


# Files that cannot be opened: one sentence, nothing written ------------------------------------


def _not_ours(path: Path) -> None:
    path.write_text("hello\n" * 100)


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _foreign_database(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE programme (id)")
    connection.close()


def _cut(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def _corrupt(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096 : 4096 * 20] = b"\xaa" * (4096 * 19)
    path.write_bytes(bytes(content))


def _newer(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {file_version.SCHEMA_VERSION + 1}")
    connection.close()


def _gone(path: Path) -> None:
    path.unlink()


@pytest.mark.parametrize(("harm", "code"), [
    (_not_ours, "file-not-ours"), (_empty, "file-not-ours"), (_foreign_database, "file-not-ours"),
    (_cut, "file-damaged"), (_corrupt, "file-damaged"), (_newer, "file-from-newer-version"),
    (_gone, "file-missing"),
])  # fmt: skip
def test_a_file_that_cannot_be_opened(harm: object, code: str, sample_path: Path) -> None:
    harm(sample_path)  # type: ignore[operator]
    before = sample_path.read_bytes() if sample_path.exists() else None
    for read_only in (False, True):
        with problem(code):
            Workspace.open(sample_path, read_only=read_only)
    assert (sample_path.read_bytes() if sample_path.exists() else None) == before
    assert [p.name for p in sample_path.parent.iterdir()] == (
        [] if before is None else [sample_path.name]
    )


def test_a_folder_is_not_a_programme(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem):
        Workspace.open(tmp_path)


# Two at once -----------------------------------------------------------------------------------


def test_a_second_copy_of_the_app_reads_only_and_says_who_has_it(sample_path: Path) -> None:
    with Workspace.open(sample_path) as first:
        first.execute(AN_EDIT)
        with Workspace.open(sample_path) as second:
            assert second.read_only
            assert " on " in second.locked_by
            assert " since " in second.locked_by
            assert second.query(the_programme).venue == "Another hall"
            with problem("read-only"):
                second.execute(EditProgramme({"venue": "x"}))
        with problem("file-in-use"):
            Workspace.open_to_change(sample_path)
        first.execute(EditProgramme({"venue": "Still mine"}))
    with Workspace.open(sample_path) as third:
        assert not third.read_only
        assert third.query(the_programme).venue == "Still mine"
    assert list(sample_path.parent.iterdir()) == [sample_path]


ADD_AND_BE_KILLED = """
import os, signal, sys
from pathlib import Path
from facilitator.application.workspace import Workspace
from facilitator.application.commands.people import AddParticipant
workspace = Workspace.open(Path(sys.argv[1]))
workspace.execute(AddParticipant({"certificate_name": "Kept Person"}))
os.kill(os.getpid(), signal.SIGKILL)
"""


def _add_somebody_and_be_killed(path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", ADD_AND_BE_KILLED, str(path)], check=False)
    assert done.returncode == -9
    assert path.with_name(f"{path.name}-wal").stat().st_size > 0


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX's")
def test_a_killed_app_leaves_no_lock_and_loses_nothing(sample_path: Path) -> None:
    _add_somebody_and_be_killed(sample_path)
    with Workspace.open(sample_path, read_only=True) as reader:
        assert "Kept Person" in {p.certificate_name for p in reader.query(participants)}
    with Workspace.open(sample_path) as workspace:
        assert not workspace.read_only
        assert "Kept Person" in {p.certificate_name for p in workspace.query(participants)}
    assert list(sample_path.parent.iterdir()) == [sample_path]


def test_a_file_replaced_under_the_app_is_noticed_before_the_next_save(sample_path: Path) -> None:
    other = sample_path.with_name("other")
    shutil.copy(sample_path, other)
    workspace = Workspace.open(sample_path)
    other.replace(sample_path)
    with problem("file-replaced"):
        workspace.execute(AN_EDIT)
    sample_path.unlink()
    with problem("file-replaced"):
        workspace.execute(AN_EDIT)
    workspace.close()


# Places that cannot be written -----------------------------------------------------------------


def _without_special_rights(*words: str) -> subprocess.CompletedProcess[str]:
    """Run Python bound by permissions even where the tests run as root."""
    prefix = ["setpriv", "--bounding-set=-dac_override"] if os.getuid() == 0 else []
    return subprocess.run([*prefix, sys.executable, *words], text=True, capture_output=True,
                          check=False)  # fmt: skip


OPEN_AND_COUNT = """
import sys
from pathlib import Path
from facilitator.application.workspace import Workspace
from facilitator.application.queries.people import participants
with Workspace.open(Path(sys.argv[1])) as workspace:
    print(workspace.read_only, len(workspace.query(participants)), workspace.why_read_only())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are POSIX's")
@pytest.mark.parametrize(("killed_before", "people"), [(False, "35"), (True, "36")])
def test_a_read_only_medium_opens_to_read(
    sample_path: Path, killed_before: bool, people: str
) -> None:
    if killed_before:
        _add_somebody_and_be_killed(sample_path)
        for lock in sample_path.parent.glob(".*"):
            lock.unlink()
    before = sample_path.read_bytes()
    sample_path.chmod(0o444)
    sample_path.parent.chmod(0o555)
    try:
        done = _without_special_rights("-c", OPEN_AND_COUNT, str(sample_path))
    finally:
        sample_path.parent.chmod(0o755)
    assert done.stdout.startswith(f"True {people} "), done.stderr
    assert "read-only" in done.stdout
    assert sample_path.read_bytes() == before


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with problem("folder-missing"):
        new_programme(tmp_path / "no" / "x.programme", "blank", date(2026, 3, 2))


# Copies ----------------------------------------------------------------------------------------


def test_copies_are_kept_beside_the_users_data_and_only_when_changed(
    sample: Workspace, home: Path
) -> None:
    first = sample.keep_copy()
    assert first is not None
    assert first.is_relative_to(home)
    assert sample.keep_copy() is None
    sample.execute(AN_EDIT)
    second = sample.keep_copy()
    assert sample.copies() == [first, second]
    with Workspace.open(second) as copy:  # type: ignore[arg-type]
        assert copy.query(the_programme).venue == "Another hall"


def test_the_last_twenty_copies_stay(sample: Workspace) -> None:
    made = []
    for number in range(KEPT + 5):
        sample.execute(EditProgramme({"venue": f"Hall {number}"}))
        made.append(sample.keep_copy())
    assert sample.copies() == made[-KEPT:]


def test_a_copy_of_a_live_programme_is_whole(sample: Workspace, tmp_path: Path) -> None:
    sample.execute(AddParticipant({"certificate_name": "Late Comer"}))
    target = tmp_path / "stick" / "copy.programme"
    target.parent.mkdir()
    sample.save_copy(target)
    assert checking.check(target) == []
    with Workspace.open(target, read_only=True) as copy:
        assert len(copy.query(participants)) == 36
    assert list(target.parent.iterdir()) == [target]


def test_check_names_a_broken_reference(sample_path: Path) -> None:
    connection = sqlite3.connect(sample_path)
    connection.execute("DELETE FROM home_group WHERE letter = 'A'")
    connection.commit()
    connection.close()
    faults = checking.check(sample_path)
    assert any("membership" in fault and "home_group" in fault for fault in faults)

"""What people do to files: stale logs, links, copies, two programmes of one origin, hostile contents."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from facilitator.application import protection
from facilitator.application.commands.programme import EditProgramme
from facilitator.application.queries.people import participants
from facilitator.application.queries.programme import the_programme
from facilitator.application.workspace import Workspace
from facilitator.exchange.templates import new_programme
from facilitator.persistence import checking, creating, file_on_disk, keys, sqlite
from facilitator.support.errors import EnvironmentProblem

CHANGE_AND_BE_KILLED = """
import os, signal, sys
from pathlib import Path
from facilitator.application.workspace import Workspace
from facilitator.application.commands.programme import EditProgramme
workspace = Workspace.open(Path(sys.argv[1]))
workspace.execute(EditProgramme({"venue": "Kept Hall"}))
os.kill(os.getpid(), signal.SIGKILL)
"""


def problem(code: str) -> object:
    return pytest.raises(EnvironmentProblem, check=lambda error: error.code == code)


def change_and_be_killed(path: Path) -> None:
    done = subprocess.run([sys.executable, "-c", CHANGE_AND_BE_KILLED, str(path)], check=False)
    assert done.returncode == -9
    assert path.with_name(f"{path.name}-wal").stat().st_size > 0


def tamper(path: Path, *statements: str) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


def cut_off_while_writing(path: Path) -> None:
    """Leave `path` as a kill in the middle of a write with a rollback journal leaves it, which is
    how opening and closing switch to the log and back."""
    whole = path.read_bytes()
    connection = sqlite.new_connection(path, keys.key_of(path))
    connection.isolation_level = None
    for statement in ("PRAGMA journal_mode = DELETE", "PRAGMA cache_size = 2", "BEGIN IMMEDIATE",
                      "UPDATE participant SET certificate_name = certificate_name || 'x'"):  # fmt: skip
        connection.execute(statement).fetchall()
    half_done = {file: file.read_bytes() for file in (path, path.with_name(f"{path.name}-journal"))}
    connection.close()
    for file, content in half_done.items():
        file.write_bytes(content)
    assert path.read_bytes() != whole, "some pages are written already"


posix_only = pytest.mark.skipif(sys.platform == "win32", reason="kills and links are POSIX's")


def test_a_kill_in_the_middle_of_a_write_is_taken_back_by_opening(sample_path: Path) -> None:
    with Workspace.open(sample_path) as workspace:
        names = [person.certificate_name for person in workspace.query(participants)]
    cut_off_while_writing(sample_path)
    with Workspace.open(sample_path) as workspace:
        assert [person.certificate_name for person in workspace.query(participants)] == names
    assert [file.name for file in sample_path.parent.iterdir()] == [sample_path.name]


def test_a_kill_in_the_middle_of_a_write_is_no_fault(sample_path: Path) -> None:
    cut_off_while_writing(sample_path)
    assert checking.check(sample_path) == []


@pytest.mark.usefixtures("cheap_keys")
def test_a_kill_in_the_middle_of_a_write_does_not_look_like_a_wrong_passphrase(
    sample_path: Path,
) -> None:
    with Workspace.open(sample_path) as workspace:
        workspace.protect(protection.new_key("seven herons on a wall", "seven herons on a wall"))
    cut_off_while_writing(sample_path)
    protection.lock()
    protection.unlock(sample_path, "seven herons on a wall")
    with Workspace.open(sample_path) as workspace:
        assert len(workspace.query(participants)) == 35
    protection.lock()


@posix_only
def test_what_a_kill_left_can_be_read_where_nothing_can_be_written(
    sample_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut_off_while_writing(sample_path)
    before = {file.name: file.read_bytes() for file in sample_path.parent.iterdir()}
    monkeypatch.setattr(file_on_disk, "may_write", lambda _path: False)
    with Workspace.open(sample_path) as workspace:
        assert workspace.read_only
        names = [person.certificate_name for person in workspace.query(participants)]
    assert len(names) == 35
    assert not [name for name in names if name.endswith("x")]
    assert {file.name: file.read_bytes() for file in sample_path.parent.iterdir()} == before


@posix_only
def test_the_log_of_a_deleted_file_is_not_replayed_into_a_new_one(sample_path: Path) -> None:
    change_and_be_killed(sample_path)
    sample_path.unlink()
    new_programme(sample_path, "blank", date(2026, 3, 2), "New week").close()
    assert checking.check(sample_path) == []
    with Workspace.open(sample_path) as workspace:
        assert workspace.query(the_programme).title == "New week"


@posix_only
def test_a_copy_over_a_file_with_a_left_over_log_is_whole(
    sample: Workspace, tmp_path: Path
) -> None:
    other = Path(shutil.copy(sample.path, tmp_path / "other.programme"))
    change_and_be_killed(other)
    sample.execute(EditProgramme({"venue": "From the first"}))
    sample.save_copy(other)
    assert checking.check(other) == []
    with Workspace.open(other) as copy:
        assert copy.query(the_programme).venue == "From the first"


def test_a_copy_is_not_put_over_a_programme_that_is_open(sample: Workspace, tmp_path: Path) -> None:
    other = Path(shutil.copy(sample.path, tmp_path / "other.programme"))
    with Workspace.open(other) as second:
        with problem("file-in-use"):
            sample.save_copy(other)
        second.execute(EditProgramme({"venue": "Still there"}))
    with problem("copy-onto-itself"):
        sample.save_copy(sample.path)
    sample.execute(EditProgramme({"venue": "Going on"}))


@posix_only
def test_a_second_opening_in_the_same_app_does_not_drop_the_locks(sample: Workspace) -> None:
    with Workspace.open(sample.path) as second:
        assert second.read_only
    tamper_sees_lock = subprocess.run(
        [sys.executable, "-c", "import sqlite3, sys; c = sqlite3.connect(sys.argv[1], timeout=0);"
         "c.execute('PRAGMA journal_mode = DELETE')", str(sample.path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "locked" in tamper_sees_lock.stderr
    sample.execute(EditProgramme({"venue": "Safe"}))
    assert sample.path.with_name(f"{sample.path.name}-wal").exists()


@posix_only
def test_one_file_has_one_writer_whatever_it_is_called(sample_path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.programme"
    link.symlink_to(sample_path)
    with Workspace.open(sample_path) as first, Workspace.open(link) as second:
        assert not first.read_only
        assert second.read_only
        assert first.has_open(link)
    with Workspace.open(link) as alone:
        assert not alone.read_only
    assert link.is_symlink()


def test_an_automatic_copy_is_for_reading(sample: Workspace) -> None:
    copy = sample.keep_copy()
    assert copy is not None
    with Workspace.open(copy) as opened:
        assert opened.read_only
        assert opened.why_read_only().code == "copy-is-read-only"


def test_a_clock_set_back_does_not_cost_the_newest_copy(
    sample: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(22):
        monkeypatch.setenv("FACILITATOR_NOW", f"{2026 - number}-01-01T00:00:00+00:00")
        sample.execute(EditProgramme({"venue": f"Hall {number}"}))
        newest = sample.keep_copy()
    assert newest is not None
    assert sample.copies()[-1] == newest
    assert len(sample.copies()) == 20


def test_two_programmes_of_one_origin_each_get_their_copies(
    sample: Workspace, tmp_path: Path
) -> None:
    sample.keep_copy()
    other = Path(shutil.copy(sample.path, tmp_path / "other.programme"))
    sample.execute(EditProgramme({"venue": "One"}))
    sample.keep_copy()
    with Workspace.open(other) as second:
        second.execute(EditProgramme({"venue": "Two"}))
        assert second.keep_copy() is not None


def test_a_file_that_came_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "week.programme"

    def fill(_session: object) -> None:
        path.write_text("somebody else's")

    with problem("file-exists"):
        creating.create(path, fill)
    assert path.read_text() == "somebody else's"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("statement", [
    "CREATE TRIGGER t AFTER INSERT ON change_log BEGIN DELETE FROM certificate; END",
    "CREATE VIEW people AS SELECT * FROM participant",
])  # fmt: skip
def test_what_we_never_write_is_not_run(statement: str, sample_path: Path) -> None:
    tamper(sample_path, statement)
    before = sample_path.read_bytes()
    for read_only in (True, False):
        with problem("file-tampered"):
            Workspace.open(sample_path, read_only=read_only)
    assert sample_path.read_bytes() == before
    assert checking.check(sample_path)


@pytest.mark.parametrize("statement", [
    "UPDATE participant SET sex = 'martian'", "UPDATE agenda_item SET day_id = 'x'",
    "UPDATE programme SET first_day = 'monday'", "UPDATE tree_node SET affected = '{'",
    "UPDATE participant SET certificate_name = CAST(X'FF00FE' AS TEXT)",
    "INSERT INTO programme SELECT lower(hex(randomblob(16))), title, subtitle, place, venue, time_zone, "
    "first_day, donor_line, notes, is_sample, attendance_percent, offers_completion, needs_assessment, "
    "pass_percent, needs_case, serial_format, dots_each, board_voters, day_begins, "
    "day_ends FROM programme",
])  # fmt: skip
def test_check_reads_every_value(statement: str, sample_path: Path) -> None:
    tamper(sample_path, statement)
    assert checking.check(sample_path)


def test_a_header_that_lies_is_a_sentence(sample_path: Path, tmp_path: Path) -> None:
    forged = tmp_path / "forged.programme"
    tamper(forged, "PRAGMA application_id = 1180787564", "CREATE TABLE x (y)")
    before = forged.read_bytes()
    with pytest.raises(EnvironmentProblem):
        Workspace.open(forged)
    assert forged.read_bytes() == before


@posix_only
def test_what_is_no_file_is_said_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.programme"
    os.mkfifo(pipe)
    for path in (pipe, tmp_path):
        with problem("not-a-file"):
            Workspace.open(path)
    with problem("path-unusable"):
        Workspace.open(Path("nul\0byte.programme"))


def test_a_name_too_long_for_the_disk_is_said(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem):
        new_programme(tmp_path / ("n" * 300 + ".programme"), "blank", date(2026, 3, 2))
    assert list(tmp_path.iterdir()) == []


def test_a_long_name_in_another_script_still_has_a_lock(tmp_path: Path) -> None:
    path = tmp_path / ("ລ" * 78 + ".programme")
    new_programme(path, "blank", date(2026, 3, 2)).close()
    with Workspace.open(path) as workspace:
        assert not workspace.read_only


@posix_only
def test_a_writer_who_closes_before_a_reader_leaves_one_file_in_the_end(sample_path: Path) -> None:
    writer = Workspace.open(sample_path)
    writer.execute(EditProgramme({"venue": "One file"}))
    reader = Workspace.open(sample_path)
    reader.query(the_programme)
    writer.close()
    reader.close()
    assert list(sample_path.parent.iterdir()) == [sample_path]
    with contextlib.closing(sqlite3.connect(sample_path)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_what_was_deleted_is_not_left_in_the_file(sample_path: Path) -> None:
    from uuid import uuid4

    from facilitator.application.commands.people import AddParticipants, DeleteParticipants

    key = uuid4()
    with Workspace.open(sample_path) as workspace:
        workspace.execute(AddParticipants(((key, {"certificate_name": "X", "position": "p"}),)))
        before = workspace.query(
            lambda s: s.connection().exec_driver_sql("PRAGMA secure_delete").scalar()
        )
        workspace.execute(DeleteParticipants((key,)))
    assert before == 1


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are POSIX's")
def test_copies_are_as_private_as_the_programme(sample_path: Path) -> None:
    sample_path.chmod(0o600)
    with Workspace.open(sample_path) as workspace:
        copy = workspace.keep_copy()
    assert copy is not None
    assert copy.stat().st_mode & 0o777 == 0o600
    assert copy.parent.stat().st_mode & 0o777 == 0o700

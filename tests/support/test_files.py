"""Writing files: whole or not at all, and names that any system can hold."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.support.errors import EnvironmentProblem
from facilitator.support.files import remove_stumps, slug, write_atomically


def test_what_was_there_stays_when_writing_fails(tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(b"old")
    with pytest.raises(KeyError), write_atomically(path) as stream:
        stream.write(b"half of the n")
        raise KeyError
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_written_file_is_whole(tmp_path: Path) -> None:
    with write_atomically(tmp_path / "a") as stream:
        stream.write(b"x" * 100_000)
    assert (tmp_path / "a").stat().st_size == 100_000
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(
    ("place", "code"), [("no/such/x", "folder-missing"), ("f/x", "folder-missing")]
)
def test_a_place_that_is_none(place: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "f").write_text("a file, not a folder")
    with pytest.raises(EnvironmentProblem) as problem, write_atomically(tmp_path / place):
        pass
    assert problem.value.code == code


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of four megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)],
                             capture_output=True, check=False)  # fmt: skip
    if mounted.returncode:
        pytest.skip("only root may make a disk that is too small")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.slow
def test_a_full_disk_costs_nothing_that_was_there(small_disk: Path) -> None:
    path = small_disk / "certificates.pdf"
    path.write_bytes(b"o" * 300_000)
    with pytest.raises(EnvironmentProblem) as problem, write_atomically(path) as stream:
        for _ in range(400):
            stream.write(b"n" * 20_000)
    assert problem.value.code == "disk-full"
    assert "untouched" in str(problem.value)
    assert path.read_bytes() == b"o" * 300_000
    assert list(small_disk.iterdir()) == [path]


@pytest.mark.slow
def test_a_full_disk_under_an_open_programme(small_disk: Path, sample_path: Path) -> None:
    import shutil

    from facilitator.application.commands.people import AddParticipant
    from facilitator.application.queries.people import participants
    from facilitator.application.workspace import Workspace
    from facilitator.persistence.checking import check

    path = Path(shutil.copy(sample_path, small_disk))
    acknowledged = 35
    workspace = Workspace.open(path)
    with pytest.raises(EnvironmentProblem) as problem:
        for number in range(1000):
            workspace.execute(
                AddParticipant({"certificate_name": f"P {number}", "notes": "n" * 9000})
            )
            acknowledged += 1
    assert problem.value.code == "disk-full"
    assert len(workspace.query(participants)) == acknowledged
    workspace.close()
    subprocess.run(["mount", "-o", "remount,size=24m", str(small_disk)], check=True)
    with Workspace.open(path) as again:
        assert len(again.query(participants)) == acknowledged
        again.execute(AddParticipant({"certificate_name": "After"}))
    assert check(path) == []


@given(st.text(max_size=300))
def test_a_slug_fits_every_file_system(text: str) -> None:
    name = slug(text)
    assert 1 <= len(name) <= 60
    assert all(c.isascii() and (c.isalnum() or c == "-") for c in name)
    assert name[0] != "-"
    assert name[-1] != "-"


@pytest.mark.parametrize(("text", "name"), [
    ("Nguyễn Thị Ánh", "nguyen-thi-anh"), ("Đỗ", "do"), ("CON", "unnamed"), ("..", "unnamed"), ("", "unnamed"),
    ("ສົມຊາຍ", "unnamed"), ("../../etc/passwd", "etc-passwd"), ("conin$", "conin"), ("COM1", "unnamed"),
])  # fmt: skip
def test_slugs(text: str, name: str) -> None:
    assert slug(text) == name


def test_what_a_killed_app_left_half_written_goes_and_what_is_being_written_stays(
    tmp_path: Path,
) -> None:
    import os

    old, new, other = (
        tmp_path / ".a.facilitator-part",
        tmp_path / ".b.facilitator-part",
        tmp_path / ".c",
    )
    for path in (old, new, other):
        path.write_bytes(b"x")
    for path in (old, other):
        os.utime(path, (1, 1))
    remove_stumps(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {new.name, other.name}

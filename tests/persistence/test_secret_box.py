"""Secret boxes: what the bytes on the disk tell about who answered, when, and in which order."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from facilitator.application.commands.programme import EditProgramme
from facilitator.application.workspace import Workspace
from facilitator.persistence import sqlite
from facilitator.persistence.copies import folder_of
from facilitator.support.errors import EnvironmentProblem, RuleViolation

BOX = "form/end-of-week"
FORMS = 35


def answer(number: int) -> dict[str, object]:
    return {"useful": 4, "comment": f"mark-{number:02d}-{'word ' * 40}"}


def broken(code: str) -> object:
    return pytest.raises(RuleViolation, check=lambda error: error.code == code)


def all_bytes(*folders: Path) -> dict[Path, bytes]:
    """Every file of the programme: itself, side files, copies, settings, logs."""
    return {
        path: path.read_bytes() for folder in folders for path in folder.rglob("*")
        if path.is_file()
    }  # fmt: skip


def order_in(content: bytes) -> list[int]:
    """In which order the marks of the answers come in a file."""
    found = [(content.find(f"mark-{n:02d}-".encode()), n) for n in range(FORMS)]
    return [n for place, n in sorted(found) if place >= 0]


def test_a_box_counts_and_closes(sample: Workspace) -> None:
    box = sample.secret_box(BOX)
    assert (box.count(), box.is_closed) == (0, False)
    box.put("ana", {"energy": 4})
    box.put("", {"energy": 2})
    assert box.has_answered("ana")
    assert not box.has_answered("bo")
    with broken("already-answered"):
        box.put("ana", {"energy": 5})
    assert box.count() == 2
    given = box.close()
    assert sorted(a["energy"] for a in given) == [2, 4]
    assert box.is_closed
    assert not box.has_answered("ana")
    with broken("box-closed"):
        box.put("bo", {"energy": 1})
    assert len(box.close()) == 2  # a kill between closing and counting loses nothing
    box.forget()
    assert (box.count(), box.is_closed) == (0, False)


def test_boxes_do_not_mix(sample: Workspace) -> None:
    sample.secret_box("one").put("ana", {"dots": [1]})
    assert sample.secret_box("two").count() == 0
    assert not sample.secret_box("two").has_answered("ana")


def test_nothing_goes_into_undo_or_the_change_log(sample: Workspace) -> None:
    before = sample.query(lambda s: s.connection().exec_driver_sql(
        "SELECT count(*) FROM change_log").scalar())  # fmt: skip
    sample.secret_box(BOX).put("ana", answer(1))
    sample.secret_box(BOX).close()
    after = sample.query(lambda s: s.connection().exec_driver_sql(
        "SELECT count(*) FROM change_log").scalar())  # fmt: skip
    assert before == after
    assert not sample.can_undo


def test_the_bytes_hold_no_order_link_or_withdrawn_answer(
    sample_path: Path, home: Path, tmp_path: Path
) -> None:
    """35 people answer while copies are made and other work goes on; then the files are searched."""
    tokens = [f"token-of-person-{n:02d}" for n in range(FORMS)]
    random.Random(5).shuffle(tokens)
    orders, hashes = [], set()
    with Workspace.open(sample_path) as workspace:
        box = workspace.secret_box(BOX)
        for number, token in enumerate(tokens):
            box.put(token, answer(number))
            box.put(f"regrets-{number}", {"comment": f"withdrawn-{number:02d}"})
            box.withdraw(f"regrets-{number}", {"comment": f"withdrawn-{number:02d}"})
            workspace.execute(EditProgramme({"venue": f"Hall {number}"}))
            workspace.keep_copy()
            _look_while_open(tmp_path, home, number, orders, hashes)
        workspace.save_copy(tmp_path / "stick.programme")
        box.close()
        _look_when_closed(tmp_path, home, hashes)
        workspace.keep_copy("closed")
    _look_when_closed(tmp_path, home, hashes)
    _orders_tell_nothing(orders)
    with Workspace.open(sample_path) as workspace:
        answers = workspace.secret_box(BOX).close()
    assert len(answers) == FORMS
    assert all(set(one) == {"useful", "comment"} for one in answers)


def _look_while_open(
    folder: Path, home: Path, number: int, orders: list[list[int]], hashes: set[bytes]
) -> None:
    files = all_bytes(folder, home)
    programme = next(path for path in files if path.name == "vientiane-2024.programme")
    for path, content in files.items():
        assert b"withdrawn-" not in content, path
        assert b"token-of-person" not in content, path
        if path not in {programme, programme.with_name(f"{programme.name}-wal")}:
            assert b"mark-" not in content, path  # no copy holds what is being collected
    assert len(order_in(files[programme])) == number + 1
    assert files[programme].count(b"mark-") == number + 1  # no earlier state is left anywhere
    wal = files.get(programme.with_name(f"{programme.name}-wal"), b"")
    assert b"mark-" not in wal
    orders.append(order_in(files[programme]))
    hashes.update(_token_hashes(programme))


def _token_hashes(programme: Path) -> set[bytes]:
    connection = sqlite.bare_connection(programme)
    try:
        content = connection.execute("SELECT content FROM secret_tokens").fetchone()[0]
    finally:
        connection.close()
    rest = content[16:]
    found = [rest[i : i + 32] for i in range(0, len(rest), 32)]
    assert found == sorted(found)
    return set(found)


def _look_when_closed(folder: Path, home: Path, hashes: set[bytes]) -> None:
    for path, content in all_bytes(folder, home).items():
        assert b"withdrawn-" not in content, path
        assert b"token-of-person" not in content, path
        assert content.count(b"mark-") in {0, FORMS}, path
        assert not any(one in content for one in hashes), path


def _orders_tell_nothing(orders: list[list[int]]) -> None:
    """The newest answer is as likely first as last, and neighbours change from look to look."""
    last = [order.index(max(order)) / (len(order) - 1) for order in orders if len(order) > 10]
    assert 0.2 < sum(last) / len(last) < 0.8
    assert len({round(place, 1) for place in last}) > 4
    earlier, later = orders[-2], orders[-1]
    kept = [n for n in later if n in earlier]
    assert kept != earlier


def test_the_page_of_the_table_has_one_cell(sample: Workspace) -> None:
    """One value a box: there are no rows whose numbers or places could tell an order."""
    for number in range(12):
        sample.secret_box(BOX).put(f"{number}", answer(number))
    rows = sample.query(lambda s: s.connection().exec_driver_sql(
        "SELECT count(*) FROM secret_answers WHERE subject = ?", (BOX,)).scalar())  # fmt: skip
    assert rows == 1
    length = sample.query(lambda s: s.connection().exec_driver_sql(
        "SELECT length(content) FROM secret_answers WHERE subject = ?", (BOX,)).scalar())  # fmt: skip
    assert length % 4096 == 0


def test_a_copy_keeps_the_closed_boxes(sample: Workspace, tmp_path: Path) -> None:
    sample.secret_box("closed").put("ana", {"dots": 2})
    sample.secret_box("closed").close()
    sample.secret_box("open").put("ana", {"dots": 3})
    sample.save_copy(tmp_path / "copy.programme")
    with Workspace.open(tmp_path / "copy.programme") as copy:
        assert copy.secret_box("closed").close() == [{"dots": 2}]
        assert copy.secret_box("open").count() == 0
    assert sample.secret_box("open").count() == 1


def test_a_file_open_to_read_takes_no_answer(sample_path: Path) -> None:
    with (
        Workspace.open(sample_path),
        Workspace.open(sample_path) as second,
        pytest.raises(EnvironmentProblem, check=lambda error: error.code == "read-only"),
    ):
        second.secret_box(BOX).put("ana", {})


@pytest.mark.slow
def test_a_kill_loses_no_answer_that_was_taken(sample_path: Path) -> None:
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from facilitator.application.workspace import Workspace\n"
        "box = Workspace.open(Path(sys.argv[1])).secret_box('kiosk')\n"
        "n = 0\n"
        "while True:\n    n += 1\n    box.put(str(n), {'n': n})\n    print(n, flush=True)\n"
    )
    taken = 0
    with subprocess.Popen(
        [sys.executable, "-c", code, str(sample_path)], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        for line in child.stdout:
            taken = int(line)
            if taken == 15:
                os.kill(child.pid, signal.SIGKILL)
    with Workspace.open(sample_path) as workspace:
        box = workspace.secret_box("kiosk")
        assert box.count() in {taken, taken + 1}
        assert {one["n"] for one in box.close()} >= set(range(1, taken + 1))


def test_answers_are_plain_data(sample: Workspace) -> None:
    box = sample.secret_box(BOX)
    with pytest.raises(ValueError, match="JSON"):
        box.put("ana", {"energy": float("nan")})
    assert not box.has_answered("ana")
    box.put("ana", {"text": "ວຽງຈັນ \u202e \x00 '; --", "several": ["a", "b"], "none": None})
    given = box.close()
    assert json.loads(json.dumps(given)) == given
    assert folder_of(sample.programme_id) is not None


@pytest.mark.usefixtures("cheap_keys")
def test_in_a_protected_programme_no_answer_lies_anywhere_in_plain(
    sample_path: Path, home: Path, tmp_path: Path
) -> None:
    from facilitator.application import protection

    with Workspace.open(sample_path) as workspace:
        workspace.secret_box(BOX).put("ana", answer(1))
        workspace.protect(protection.new_key(*["seven herons over the Mekong"] * 2))
        for number in range(2, 8):
            workspace.secret_box(BOX).put(f"token-{number}", answer(number))
            workspace.keep_copy()
        assert workspace.secret_box(BOX).count() == 7
        for path, content in all_bytes(tmp_path, home).items():
            assert b"mark-" not in content, path
        assert len(workspace.secret_box(BOX).close()) == 7
        workspace.keep_copy("closed")
    for path, content in all_bytes(tmp_path, home).items():
        assert b"mark-" not in content, path
        assert b"token-" not in content, path


def test_an_error_in_a_log_quotes_no_answer(sample: Workspace) -> None:
    from sqlalchemy import text
    from sqlalchemy.exc import DatabaseError
    from sqlalchemy.orm import Session

    with Session(sample._file.engine) as session, pytest.raises(DatabaseError) as raised:
        session.execute(text("INSERT INTO nowhere VALUES (:said)"), {"said": "marker-said"})
    assert "nowhere" in str(raised.value)
    assert "marker-said" not in str(raised.value)

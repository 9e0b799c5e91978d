"""After a secret poll the raw bytes tell the counts and nothing else: not who, not in which order.

The test reads every file that the app has left: the programme, its write-ahead log, the automatic
copies, whatever else lies in the user's folder.
"""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from facilitator.application.commands.vision import (
    AddStatements,
    CountDotVote,
    EndGathering,
    OpenDotVote,
)
from facilitator.application.commands.vision_adoption import BeginNewVersion, OpenPoll, RecordPoll
from facilitator.application.commands.vision_text import FreezeRevision, MoveVisionTo
from facilitator.application.queries.vision import the_vision
from facilitator.application.workspace import Workspace
from facilitator.domain.dot_vote import VoteRules, counted
from facilitator.domain.vision import Scale, VisionState
from facilitator.domain.vision.adoption import counted as marks_counted
from facilitator.persistence.models.change_log import ChangeLogEntry

DAY = date(2024, 11, 8)
MARKS = (8, 1, 5, 2, 7, 3, 1, 4, 6, 2, 1, 3)
"""In the order in which people came to the laptop."""
TOKENS = [f"token-of-person-{number:02}-x{number * 7919}" for number in range(len(MARKS))]


def all_bytes(*folders: Path) -> bytes:
    return b"\0\0\0".join(
        path.read_bytes() for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()
    )


def log(workspace: Workspace) -> list[ChangeLogEntry]:
    return workspace.query(
        lambda s: list(s.scalars(select(ChangeLogEntry).order_by(ChangeLogEntry.number)))
    )


@pytest.fixture
def week(sample_path: Path) -> Iterator[Workspace]:
    """The sample week; a test may close it."""
    workspace = Workspace.open(sample_path)
    CLOSED.clear()
    yield workspace
    if not CLOSED:
        workspace.close()


CLOSED: list[bool] = []


def close(workspace: Workspace) -> None:
    workspace.close()
    CLOSED.append(True)


@pytest.fixture
def final(week: Workspace) -> Workspace:
    for command in (BeginNewVersion(), FreezeRevision(DAY), MoveVisionTo(VisionState.FINAL_TEXT, DAY),
                    OpenPoll(len(MARKS))):
        week.execute(command)
    return week


def test_the_bytes_after_a_poll_hold_no_mark(final: Workspace, home: Path) -> None:
    box = final.secret_box("vision-poll-2-1")
    entries = len(log(final))
    folder = final.path.parent
    for mark, token in zip(MARKS, TOKENS, strict=True):
        box.put(token, {"mark": mark})
    final.keep_copy("while the poll is open")
    assert len(log(final)) == entries, "a vote left a line in the log"
    during = all_bytes(folder, home)
    assert not [token for token in TOKENS if token.encode() in during]
    copies = all_bytes(home)
    assert b'"mark"' not in copies, "an open box is in a copy"

    answers = box.close()
    assert Counter(a["mark"] for a in answers) == Counter(MARKS)
    final.execute(RecordPoll(len(MARKS), marks_counted([a["mark"] for a in answers], Scale.GRADIENTS), DAY))
    box.forget()

    assert [entry.command for entry in log(final)[entries:]] == ["RecordPoll"]
    counts = list(marks_counted(MARKS, Scale.GRADIENTS))
    logged = json.dumps(log(final)[-1].changes)
    assert str(counts) not in logged
    final.keep_copy("after the poll")
    for closed in (False, True):
        if closed:
            path = final.path
            close(final)
            assert sorted(p.name for p in folder.iterdir() if p.name.startswith(path.stem)) == [path.name]
        left = all_bytes(folder, home)
        assert b'"mark"' not in left
        for order in (MARKS, tuple(reversed(MARKS))):
            for written in (json.dumps(list(order)), str(list(order)), "".join(map(str, order)), bytes(order).decode("latin1")):
                assert written.encode("latin1") not in left
        assert not [token for token in TOKENS if token.encode() in left]


def test_the_counts_stand_once_and_belong_to_no_moment(final: Workspace) -> None:
    counts = marks_counted(MARKS, Scale.GRADIENTS)
    final.execute(RecordPoll(len(MARKS), counts, DAY))
    assert the_vision_of(final).poll.counts == counts
    columns = final.query(lambda s: [row[1] for table in ("vision_poll", "secret_answers", "secret_tokens")
                                     for row in s.connection().exec_driver_sql(f"PRAGMA table_info({table})")])
    words = [c for c in columns if any(w in c for w in ("time", "_at", "device", "person", "participant", "user"))]
    assert words == []


def the_vision_of(workspace: Workspace):  # type: ignore[no-untyped-def]
    return workspace.query(the_vision)


def test_the_order_in_the_file_is_not_the_order_of_voting(final: Workspace) -> None:
    """While the poll is open, where the first mark stands tells nothing: it is everywhere alike."""
    places = Counter()
    for attempt in range(20):
        box = final.secret_box(f"attempt-{attempt}")
        for mark in range(1, 7):
            box.put("", {"mark": mark})
        raw = final.path.read_bytes()
        wal = final.path.with_name(final.path.name + "-wal")
        raw += wal.read_bytes() if wal.exists() else b""
        found = [match.start() for match in re.finditer(rb'\[\{"mark": ', raw)]
        assert len(found) == 1, "an earlier state of the box is still in the file"
        content = json.loads(raw[found[0] : raw.index(b"]", found[0]) + 1])
        places[[answer["mark"] for answer in content].index(1)] += 1
        box.close()
        box.forget()
    assert len(places) >= 4


def test_dots_leave_only_totals(week: Workspace, home: Path) -> None:
    week.execute(BeginNewVersion())
    week.execute(OpenDotVote(VoteRules(2), 8))
    themes = [theme.id for theme in the_vision_of(week).clusters]
    box = week.secret_box("vision-dots-2")
    ballots = list(itertools.islice(itertools.combinations(range(len(themes)), 2), 8))
    for one, two in ballots:
        box.put("", {str(themes[one]): 1, str(themes[two]): 1})
    answers = box.close()
    tallies = counted(answers, [str(key) for key in themes])
    week.execute(CountDotVote(tuple((key, tallies[str(key)]) for key in themes), len(answers)))
    box.forget()
    left = all_bytes(week.path.parent, home)
    for one, two in ballots:
        for first, second in ((one, two), (two, one)):
            assert f'{{"{themes[first]}": 1, "{themes[second]}": 1}}'.encode() not in left
    vote = the_vision_of(week)
    assert sum(theme.dots for theme in vote.clusters) == 16
    assert vote.vote.voters == 8


def test_a_cards_token_is_wiped_and_never_logged(week: Workspace, home: Path) -> None:
    week.execute(BeginNewVersion())
    card = "c0ffee-of-a-card"
    week.execute(AddStatements(("Peace begins with water", "We listen before we speak"), card))
    assert card not in json.dumps([entry.changes for entry in log(week)])
    week.execute(EndGathering())
    assert card not in json.dumps([entry.changes for entry in log(week)])
    rows = week.query(lambda s: s.connection().exec_driver_sql("SELECT token FROM vision_statement").all())
    assert {row[0] for row in rows} == {""}
    close(week)
    assert card.encode() not in all_bytes(week.path.parent)

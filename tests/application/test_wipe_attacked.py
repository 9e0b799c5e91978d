"""Attacks on the wipe and the redacted copy: words about people beside the list of people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from facilitator.application.queries import feedback
from facilitator.application.queries.people import participants
from facilitator.application.rows.feedback import FeedbackRow
from facilitator.application.wipe import wipe, write_redacted_copy
from facilitator.application.workspace import Workspace
from facilitator.persistence.base import Base
from facilitator.persistence.models.agenda import Day
from facilitator.persistence.models.data_protection import ExportEntry, HarmCheck
from facilitator.persistence.models.programme import Attachment, Signatory
from facilitator.persistence.models.running import RunRecord
from facilitator.support.clock import now

MARKER = "ZEBRAMARKER"
WORDS = ("agenda_item.private_notes", "attendance_mark.note", "case_study.authors",
         "certificate.code", "certificate.void_reason", "participant.notes", "participant.position",
         "programme.notes", "satisfaction.learned", "case_study.notes", "resource_person.name", "session_step.say", "vision_reservation.name",
         "vision_statement.token", "preparation.batna")  # fmt: skip


def _mark(session: Session) -> None:
    for word in WORDS:
        table, column = word.split(".")
        changed = session.execute(update(Base.metadata.tables[table]).values({column: MARKER}))
        assert changed.rowcount, word
    session.add(ExportEntry(at=now(), what="List", purpose=MARKER))
    session.add(HarmCheck(checked_on=date(2024, 11, 8), what="Report", exposes=False,
                          divides=False, leak_harms=False, note=MARKER, signed_by=MARKER))  # fmt: skip
    day_id = session.scalars(select(Day.id)).first()
    session.add(RunRecord(day_id=day_id, title="A", start=1, minutes=1, note=MARKER))
    picture = Attachment(sha256="0", media_type="image/png", file_name="ada.png",
                         content=MARKER.encode())  # fmt: skip
    session.add(picture)
    session.flush()
    session.execute(update(Signatory).values(signature_id=picture.id))


def _wiped(workspace: Workspace, _target: Path) -> Path:
    wipe(workspace, date(2025, 6, 1))
    return workspace.path


def _redacted(workspace: Workspace, target: Path) -> Path:
    write_redacted_copy(workspace, target)
    return target


MADE = pytest.mark.parametrize("made", [_wiped, _redacted])
Making = Callable[[Workspace, Path], Path]


@MADE
def test_notes_authors_signatures_and_signed_codes_go(
    made: Making, sample_path: Path, home: Path
) -> None:
    with Workspace.open(sample_path) as workspace:
        workspace.change_for_good(_mark)
        assert MARKER.encode() in sample_path.read_bytes(), "the control"
        left = made(workspace, sample_path.with_name("archive.programme"))
    assert MARKER.encode() not in left.read_bytes()


@MADE
def test_comments_that_may_not_be_printed_and_codes_go_and_the_figures_stay(
    made: Making, sample_path: Path, home: Path
) -> None:
    with Workspace.open(sample_path) as workspace:
        before = workspace.query(feedback.protected_results)
        raw = _raw(workspace)
        left = made(workspace, sample_path.with_name("archive.programme"))
    with Workspace.open(left) as copy:
        after = copy.query(feedback.protected_results)
        kept = _raw(copy)
    assert before.pairs
    assert _figures(after) == _figures(before)
    printed = {text for one in before.rounds for _, said in one.printable for text in said}
    comments, codes = raw
    assert comments - printed, "the control: some comments are not for print"
    assert kept[0] <= printed | {"\N{EN DASH}"}
    assert codes
    assert not codes & kept[1]


def _raw(workspace: Workspace) -> tuple[set[str], set[str]]:
    """Comments and codes as they lie in the boxes."""
    comments, codes = set[str](), set[str]()
    for row in workspace.query(feedback.rounds):
        texts = [item.name for item in row.form.items if item.kind.value == "text"]
        for answer in workspace.query(feedback.all_answers, row):
            comments |= {str(answer[name]) for name in texts if answer.get(name)}
            codes |= {str(answer["code"])} if answer.get("code") else set()
    return comments, codes


def _figures(row: FeedbackRow) -> tuple[object, ...]:
    """All but the comments' own order, which comes from their letters."""
    rounds = tuple(
        (one.results and tuple(replace(item, comments=None) for item in one.results.items),
         sorted((name, sorted(said)) for name, said in one.printable))
        for one in row.rounds
    )  # fmt: skip
    return rounds, tuple(pair.paired for pair in row.pairs)


def test_a_redacted_copy_has_no_serial_and_no_order_by_which_people_are_found(
    sample_path: Path, home: Path
) -> None:
    target = sample_path.with_name("archive.programme")
    with Workspace.open(sample_path) as workspace:
        serials = workspace.query(lambda s: set(_column(s, "SELECT serial FROM certificate")))
        ids = workspace.query(lambda s: _column(s, "SELECT id FROM participant ORDER BY rowid"))
        write_redacted_copy(workspace, target)
    assert serials
    assert not [one for one in serials if one.encode() in target.read_bytes()]
    with Workspace.open(target) as copy:
        assert len(copy.query(participants)) == 35
        found = copy.query(lambda s: _column(s, "SELECT id FROM participant ORDER BY rowid"))
        names = copy.query(
            lambda s: _column(s, "SELECT certificate_name FROM participant ORDER BY rowid")
        )
    assert set(found) == set(ids)
    assert found != ids
    assert names != sorted(names, key=lambda name: int(name.split()[-1]))


def _column(session: Session, sql: str) -> list[str]:
    return list(session.connection().exec_driver_sql(sql).scalars())


def test_copies_go_before_the_programme_is_wiped_and_their_stumps_too(
    sample_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Workspace.open(sample_path) as workspace:
        copy = workspace.keep_copy()
        assert copy is not None
        stump = copy.with_name(f".{copy.stem[:40]}.facilitator-part")
        stump.write_bytes(copy.read_bytes())

        def killed(_work: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(workspace, "change_for_good", killed)
        with pytest.raises(KeyboardInterrupt):
            wipe(workspace, date(2025, 6, 1))
        assert list(copy.parent.iterdir()) == []
        assert len(workspace.query(participants)) == 35

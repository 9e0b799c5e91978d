"""Attacks on the wipe and the redacted copy: words about people beside the list of people."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import (
    JSON,
    Column,
    LargeBinary,
    String,
    Table,
    TypeDecorator,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Session

from facilitator.application.queries import feedback
from facilitator.application.queries.people import participants
from facilitator.application.rows.feedback import FeedbackRow
from facilitator.application.wipe import _GONE, free_texts, wipe, write_redacted_copy
from facilitator.application.wiped_columns import ALWAYS, FREE, FREE_ROWS, KEPT
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


# Every text column ------------------------------------------------------------------------------


GONE = {table.__tablename__ for table in _GONE} | {"participant"}
PEOPLE = Base.metadata.tables["participant"]
CASCADED = {
    table.name for table in Base.metadata.sorted_tables for key in table.foreign_keys
    if key.column.table is PEOPLE and key.ondelete == "CASCADE"
}  # fmt: skip
"""Go with the people they speak of, in the database."""


def _texts(table: Table) -> list[Column[object]]:
    """Columns that can hold words: not keys, numbers, dates or a choice from a list."""
    found = []
    for column in table.columns:
        if column.primary_key or column.foreign_keys or getattr(column.type, "enums", None):
            continue
        kind = column.type.impl if isinstance(column.type, TypeDecorator) else column.type
        if isinstance(kind, String | JSON | LargeBinary):
            found.append(column)
    return found


def _every_text() -> set[tuple[str, str]]:
    return {(table.name, column.name) for table in Base.metadata.sorted_tables
            if table.name not in GONE | CASCADED for column in _texts(table)}  # fmt: skip


def _listed(columns: Mapping[str, Sequence[str]]) -> set[tuple[str, str]]:
    return {(table, column) for table, mine in columns.items() for column in mine}


def test_each_column_that_can_hold_words_is_emptied_or_stays_for_a_reason() -> None:
    kept = _listed({table: columns for table, (_, columns) in KEPT.items()})
    rows = {(name, c.name) for name in FREE_ROWS for c in _texts(Base.metadata.tables[name])}
    places = [_listed(ALWAYS), _listed(FREE), rows, kept]
    assert sum(map(len, places)) == len(set().union(*places)), "no column stands in two places"
    assert set().union(*places) == _every_text()
    assert all(reason for reason, _ in KEPT.values())


def _mark_all(session: Session) -> set[str]:
    """A marker of its own in each text column that does not stay; in a new row where there is none."""
    left = set()
    kept = _listed({table: columns for table, (_, columns) in KEPT.items()})
    for table in Base.metadata.sorted_tables:
        columns = [one for one in _texts(table) if (table.name, one.name) not in kept]
        if not columns or table.name in {"attachment", "secret_tokens"}:
            continue
        if not session.scalar(select(func.count()).select_from(table)):
            session.execute(insert(table).values(_a_row(session, table)))
        for column in columns:
            marker = f"ZEBRA-{table.name}-{column.name}-"
            value: object = [marker] if isinstance(column.type, JSON) else marker
            if isinstance(column.type, LargeBinary):
                value = marker.encode()
            every = session.scalars(select(table.c.id)).all()
            for at, key in enumerate(every):
                told = f"{marker}{at}" if isinstance(value, str) else value
                session.execute(update(table).where(table.c.id == key).values({column.name: told}))
            left.add(marker)
    return left


def _a_row(session: Session, table: Table) -> dict[str, object]:
    """The least that a row of this table needs."""
    row: dict[str, object] = {}
    for column in table.columns:
        if column.foreign_keys:
            target = next(iter(column.foreign_keys)).column
            found = session.execute(select(target)).scalars().first()
            assert found is not None or column.nullable, (table.name, column.name)
            row[column.name] = found
        elif not column.nullable and column.default is None:
            row[column.name] = _a_value(column)
    return row


def _a_value(column: Column[object]) -> object:
    kinds = {str: "x", int: 1, bool: False, bytes: b"x", datetime: now(), date: date(2024, 11, 4),
             UUID: uuid4(), list: [], dict: {}}  # fmt: skip
    if getattr(column.type, "enums", None):
        return next(iter(column.type.python_type))  # type: ignore[call-overload]
    if isinstance(column.type, JSON):
        return []
    return kinds.get(column.type.python_type, now())


REGISTER = {"ZEBRA-certificate-serial-"}
SEATS = {"ZEBRA-certificate-place-", "ZEBRA-certificate-programme_title-",
         "ZEBRA-exercise_seat-role_id-", "ZEBRA-exercise_seat-sheet-"}  # fmt: skip


@pytest.mark.parametrize(("made", "stays"), [(_wiped, REGISTER), (_redacted, SEATS)])
def test_no_marker_of_any_column_that_does_not_stay_is_left(
    made: Making, stays: set[str], sample_path: Path, home: Path
) -> None:
    """A wipe keeps the register; a redacted copy keeps people without names, in their seats."""
    with Workspace.open(sample_path) as workspace:
        marked = set[str]()
        workspace.change_for_good(lambda session: marked.update(_mark_all(session)))
        before = sample_path.read_bytes()
        assert all(marker.encode() in before for marker in marked), "the control"
        assert len(marked) > 60
        left = made(workspace, sample_path.with_name("archive.programme"))
    found = left.read_bytes()
    assert {marker for marker in marked if marker.encode() in found} == stays


def test_free_texts_are_listed_and_stay_only_where_the_facilitator_says_so(
    sample_path: Path, home: Path
) -> None:
    with Workspace.open(sample_path) as workspace:
        marked = set[str]()
        workspace.change_for_good(lambda session: marked.update(_mark_all(session)))
        listed = workspace.query(free_texts)
        assert {"Texts of the report", "Notes of the debrief", "Reviews of case studies"} <= {
            what for what, _ in listed
        }
        assert len(listed) == len(FREE) + len(FREE_ROWS)
        wipe(workspace, date(2025, 6, 1), keep_free_texts=True)
        assert b"ZEBRA-report_text-text-" in workspace.path.read_bytes()
        assert workspace.query(free_texts) == listed
        wipe(workspace, date(2025, 6, 2))
        assert b"ZEBRA-report_text-text-" not in workspace.path.read_bytes()
        assert workspace.query(free_texts) == ()

"""The wipe: nobody can be found in the file any more; the numbers and the groups' work stay."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from facilitator.application.commands.data_protection import EditDataProtection, RecordHarmCheck
from facilitator.application.commands.people import AddParticipant, EditParticipant
from facilitator.application.queries import data_protection as queries
from facilitator.application.queries.case_studies import case_studies
from facilitator.application.queries.certificates import register
from facilitator.application.queries.people import participants
from facilitator.application.queries.programme import the_programme
from facilitator.application.wipe import wipe, write_redacted_copy
from facilitator.application.workspace import Workspace
from facilitator.domain.data_protection import Person, Retention, due_on, kept_counts, retention
from facilitator.persistence.models.data_protection import KeptCertificate, KeptStatistic
from facilitator.support.errors import RuleViolation

MARKER = "ZEBRAMARKER"


def _all_bytes(*folders: Path) -> bytes:
    return b"".join(p.read_bytes() for folder in folders for p in folder.rglob("*") if p.is_file())


def test_after_the_wipe_no_name_is_left_in_the_file_its_log_or_its_copies(
    sample_path: Path, home: Path
) -> None:
    with Workspace.open(sample_path) as workspace:
        people = workspace.query(participants)
        workspace.execute(EditParticipant(people[0].id, {"notes": MARKER}))
        workspace.execute(AddParticipant({"certificate_name": f"{MARKER} Two", "sex": "man"}))
        workspace.undo()
        workspace.keep_copy()
        assert MARKER.encode() in _all_bytes(sample_path.parent, home), "the control"
        serials = {row.serial for row in workspace.query(register)}
        receipt = wipe(workspace, date(2025, 6, 1))
        assert (receipt.people, receipt.copies >= 1) == (35, True)
        assert not workspace.can_undo
        assert workspace.query(participants) == ()
        assert workspace.query(queries.protection).wiped_on == date(2025, 6, 1)
        assert len(workspace.query(case_studies)) == 5
        kept = workspace.query(lambda s: {k.serial for k in s.scalars(select(KeptCertificate))})
        numbers = workspace.query(
            lambda s: {k.name: k.value for k in s.scalars(select(KeptStatistic))}
        )
        assert kept == serials
        assert numbers["people"] == 35
    left = _all_bytes(sample_path.parent, home)
    assert MARKER.encode() not in left
    signers = _public_names(sample_path)
    assert not [p.certificate_name for p in people
                if p.certificate_name.encode() in left and p.certificate_name not in signers]  # fmt: skip
    assert not [p.email for p in people if p.email and p.email.encode() in left]


def _public_names(path: Path) -> set[str]:
    with Workspace.open(path, read_only=True) as workspace:
        return {s.name for s in workspace.query(the_programme).signatories}


def test_a_redacted_copy_names_nobody_and_leaves_the_programme_as_it_was(
    sample_path: Path, home: Path
) -> None:
    target = sample_path.with_name("archive.programme")
    with Workspace.open(sample_path) as workspace:
        people = workspace.query(participants)
        write_redacted_copy(workspace, target)
        assert workspace.query(participants) == people
    with Workspace.open(target) as copy:
        redacted = copy.query(participants)
        assert min(p.certificate_name for p in redacted) == "Participant 1"
        assert {(p.country, p.email, p.institution) for p in redacted} == {("", "", "")}
    left = target.read_bytes()
    assert not [p.certificate_name for p in people if p.certificate_name.encode() in left]
    assert [p.name for p in sample_path.parent.iterdir() if p.name.startswith(".")] == []


def test_what_is_held_about_a_person_comes_from_every_table_that_refers_to_people(
    sample_path: Path, home: Path
) -> None:
    with Workspace.open(sample_path) as workspace:
        person = workspace.query(participants)[0]
        workspace.execute(EditParticipant(person.id, {"notes": "Needs a lift"}))
        held = workspace.query(queries.held_about, person.id)
    said = {part.title: part for part in held.parts}
    assert held.name == person.certificate_name
    assert any(line.value == "Needs a lift" for line in said["The person"].lines)
    assert said["Group"].lines[0].value == person.group
    assert len(said["Attendance"].lines) == 10
    assert said["Log"].lines[0].value >= 1


def test_every_table_about_people_is_in_what_is_held_and_goes_with_the_wipe(
    sample_path: Path, home: Path
) -> None:
    tables = queries.tables_about_people()
    assert {"membership", "attendance_mark", "certificate"} <= {table.name for table, _ in tables}
    with Workspace.open(sample_path) as workspace:
        wipe(workspace, date(2025, 6, 1))
        left = {table.name: len(workspace.query(lambda s, t=table: s.execute(select(t)).all()))
                for table, _ in tables}  # fmt: skip
    assert set(left.values()) == {0}, left


def test_exports_are_written_down_and_undo_does_not_take_that_back(sample: Workspace) -> None:
    sample.execute(EditDataProtection({"retention_days": "90"}))
    sample.note_export("Participant list", "for the donor")
    sample.undo()
    entry = sample.query(queries.exports_made)[0]
    assert (entry.what, entry.purpose, entry.redacted) == (
        "Participant list",
        "for the donor",
        False,
    )


def test_papers_are_written_down_when_they_are_asked_for(sample: Workspace, tmp_path: Path) -> None:
    from facilitator.reports.exports import agenda_export
    from facilitator.reports.vision_exports import vision_export

    agenda_export(sample, tmp_path / "agenda.pdf")
    vision_export(sample, tmp_path)
    latest = sample.query(queries.exports_made)[:2]
    assert [row.what for row in latest] == ["Common Vision", "Agenda"]


def test_a_harm_check_needs_its_subject_and_a_name(sample: Workspace) -> None:
    for what, name in (("", "Ada"), ("Report", " ")):
        with pytest.raises(RuleViolation):
            sample.execute(RecordHarmCheck(date(2024, 11, 8), what, False, False, False, name))
    sample.execute(RecordHarmCheck(date(2024, 11, 8), "Report", False, True, False, "Ada Sample"))
    (check,) = sample.query(queries.harm_checks)
    assert not check.is_clear


@pytest.mark.parametrize("days", ["-1", "4000", "soon", ""])
def test_a_retention_that_is_no_number_of_days_is_refused(sample: Workspace, days: str) -> None:
    with pytest.raises(RuleViolation) as refusal:
        sample.execute(EditDataProtection({"retention_days": days}))
    assert refusal.value.field == "retention_days"


def test_where_a_programme_stands() -> None:
    last = date(2024, 11, 8)
    assert due_on(last, 180) == date(2025, 5, 7)
    assert retention(last, 180, None, last) is Retention.RUNNING
    assert retention(last, 180, None, date(2025, 5, 6)) is Retention.KEPT
    assert retention(last, 180, None, date(2025, 5, 7)) is Retention.DUE
    assert retention(last, 180, last, date(2026, 1, 1)) is Retention.WIPED


@given(st.lists(st.tuples(st.sampled_from(["woman", "man", "not_stated"]),
                          st.sampled_from(["government", "academia", "civil_society"]))))  # fmt: skip
def test_no_kept_count_is_below_five_nor_can_one_be_worked_out(
    pairs: list[tuple[str, str]],
) -> None:
    counts = kept_counts([Person(sex, kind, None) for sex, kind in pairs], [])
    assert counts["people"] == len(pairs)
    for dimension in ("sex", "institution_type"):
        parts = [n for name, n in counts.items() if name.startswith(dimension)]
        assert all(n >= 5 for n in parts)
        assert not parts or sum(parts) == len(pairs)

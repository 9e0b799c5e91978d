"""Lists as organisers really send them: who is read, who is proposed, refused, found again."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.application.commands.people import EditParticipant
from facilitator.application.queries.people import participants, participants_as_listed
from facilitator.application.queries.report import facts
from facilitator.application.rows.people import ParticipantRow
from facilitator.application.workspace import Workspace
from facilitator.domain.participant_list.names import NameOrder
from facilitator.domain.people import Sex
from facilitator.exchange.participants.matching import choose, match_sheet
from facilitator.exchange.participants.plan import Choice, ImportPlan, RowState, make_plan
from facilitator.exchange.tables.guarded import read_here
from facilitator.exchange.tables.sheet import Encoding, Refused
from facilitator.support.errors import EnvironmentProblem
from facilitator.ui.pages.participants import import_words

AWKWARD = Path(__file__).parent / "awkward"
EXPECTED: dict[str, dict[str, Any]] = json.loads((AWKWARD / "expected.json").read_text("utf-8"))
FACTS = (
    "family_name",
    "own_script_name",
    "honorific",
    "sex",
    "country",
    "institution",
    "position",
    "email",
)


def read(path: Path, sheet: str | None = None, wishes: dict[str, str] | None = None,
         people: tuple[ParticipantRow, ...] = ()) -> ImportPlan:  # fmt: skip
    return make_plan(choose(path, read_here(path.read_bytes()), sheet, wishes), people)


def write(folder: Path, *lines: str, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_there_are_enough_awkward_files_and_none_is_forgotten() -> None:
    assert len(EXPECTED) >= 12
    files = {
        path.name for path in AWKWARD.iterdir() if path.suffix in {".csv", ".tsv", ".txt", ".xlsx"}
    }
    assert files == set(EXPECTED)


@pytest.mark.parametrize("file", EXPECTED)
def test_an_awkward_file_gives_exactly_its_people(file: str, sample: Workspace) -> None:
    case = EXPECTED[file]
    plan = read(AWKWARD / file, case["sheet"], case["wishes"])
    summary = plan.summary()
    assert [refusal["row"] for refusal in summary["refused"]] == case["refused"]
    assert all(refusal["reason"] for refusal in summary["refused"])
    assert (summary["rows"], summary["ready"], summary["duplicates"], summary["women"], summary["countries"]) == (
        case["rows"], len(case["people"]), case["duplicates"], case["women"], case["countries"])  # fmt: skip
    before = {person.id for person in sample.query(participants)}
    sample.execute(plan.command)
    added = [person for person in sample.query(participants) if person.id not in before]
    assert _sorted(_told(person) for person in added) == _sorted(case["people"])
    told = {
        row.values["certificate_name"]: row.draft.proposed["sex"].value
        for row in plan.rows
        if row.draft.proposed
    }
    assert told == case["proposed"]
    assert [row.number for row in plan.rows if row.draft.notes] == case["notes"]


def _told(person: ParticipantRow) -> dict[str, str]:
    told = {name: str(getattr(person, name)) for name in FACTS}
    kept = {name: value for name, value in told.items() if value and value != "not_stated"}
    return {"certificate_name": person.certificate_name, **kept}


def _sorted(people: Any) -> list[dict[str, str]]:
    return sorted(people, key=lambda p: json.dumps(p, sort_keys=True))


def test_names_are_composed_and_nothing_invisible_is_stored(tmp_path: Path) -> None:
    path = write(tmp_path, "Name", unicodedata.normalize("NFD", "Nguyễn Thị Ánh") + "\u202e")
    (row,) = read(path).rows
    assert row.values["certificate_name"] == unicodedata.normalize("NFC", "Nguyễn Thị Ánh")
    assert "1 invisible" in row.draft.notes[0]


# --- what the user decides ----------------------------------------------------------------------


def test_what_a_title_suggests_is_taken_only_when_asked() -> None:
    plan = read(AWKWARD / "sex-only-in-the-title.xlsx")
    assert all(row.values.get("sex", Sex.NOT_STATED) is Sex.NOT_STATED for row in plan.rows)
    taken = plan.with_proposals()
    assert [row.values.get("sex") for row in taken.rows] == [Sex.WOMAN, Sex.MAN, None, Sex.WOMAN]
    assert not taken.proposals
    assert taken.summary()["women"] == 2


def test_a_row_is_fixed_in_place_and_the_number_follows() -> None:
    plan = read(AWKWARD / "rows-to-fix.csv")
    assert (plan.adding, len(plan.of(RowState.TO_FIX))) == (1, 4)
    row = plan.of(RowState.TO_FIX)[1]
    assert row.draft.problem == "email"
    fixed = plan.fixed(row.number, "email", "somchai@example.org").fixed(
        2, "certificate_name", "New Name"
    )
    assert (fixed.adding, len(fixed.of(RowState.TO_FIX))) == (3, 2)
    assert len(fixed.command.new) == 3


def test_duplicates_wait_for_the_user_who_keeps_both_or_merges(sample: Workspace) -> None:
    plan = read(AWKWARD / "duplicates-in-disguise.xlsx")
    assert [row.earlier for row in plan.of(RowState.DUPLICATE)] == [2, 2, 6]
    assert plan.adding == 3
    both = plan.chosen([4], Choice.KEEP_BOTH)
    assert both.adding == len(both.command.new) == 4
    merged = plan.chosen([7], Choice.MERGE)
    assert merged.adding == 3
    somchai = next(p for p in merged.command.new if p.values["certificate_name"] == "Somchai Dee")
    assert somchai.values["email"] == "chai@example.org"  # a gap that the second row fills
    spelt = plan.chosen([7], Choice.MERGE).taking(7, ["certificate_name"]).command.new
    assert "somchai dee" in {p.values["certificate_name"] for p in spelt}


def test_two_people_of_one_name_in_two_institutions_are_two(tmp_path: Path) -> None:
    plan = read(write(tmp_path, "Name,Institution", "Li Na,A", "Li Na,B"))
    assert [row.state for row in plan.rows] == [RowState.MISSING] * 2


def test_somebody_typed_in_by_hand_is_a_duplicate_and_is_left(
    sample: Workspace, tmp_path: Path
) -> None:
    there = sample.query(participants_as_listed)
    path = write(tmp_path, "Name,Institution,Email,Position",
                 f"Dr. {there[0].certificate_name.upper()},{there[0].institution},,Chief",
                 f"Somebody Else,Elsewhere,{there[1].email.upper()},Chief")  # fmt: skip
    plan = read(path, people=there)
    assert [row.state for row in plan.rows] == [RowState.DUPLICATE] * 2
    assert [row.person and row.person.id for row in plan.rows] == [there[0].id, there[1].id]
    assert not plan.command.new
    assert not plan.command.updates
    merged = plan.chosen([2], Choice.MERGE).taking(2, ["position"])
    sample.execute(merged.command)
    assert next(p for p in sample.query(participants) if p.id == there[0].id).position == "Chief"


def test_family_names_may_go_first(tmp_path: Path) -> None:
    from dataclasses import replace

    match = match_sheet(read_here(b"Surname,First name\nNguyen,Thi Anh\n")[0])
    assert make_plan(match).rows[0].values["certificate_name"] == "Thi Anh Nguyen"
    other = make_plan(replace(match, order=NameOrder.FAMILY_FIRST))
    assert other.rows[0].values["certificate_name"] == "Nguyen Thi Anh"


# --- the same list again --------------------------------------------------------------------------

FIRST = ("Name,Institution,Email,Country,Position", "Jon Smit,River Office,jon@example.org,Laos,Clerk",
         "Ana Cruz,Peace Office,ana@example.org,Philippines,Officer", "Li Na,Port,li@example.org,China,Pilot")  # fmt: skip


def imported(sample: Workspace, *paths: Path) -> dict[str, ParticipantRow]:
    for path in paths:
        sample.execute(read(path, people=sample.query(participants_as_listed)).command)
    return {person.email: person for person in sample.query(participants)}


def test_the_same_list_twice_changes_nothing(sample: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path, *FIRST)
    before = imported(sample, path)
    plan = read(path, people=sample.query(participants_as_listed))
    assert [row.state for row in plan.rows] == [RowState.SAME] * 3
    assert plan.summary()["duplicates"] == 3
    assert not plan.command.new + plan.command.updates
    assert imported(sample, path) == before


def test_an_updated_list_updates_and_shows_before_and_after(
    sample: Workspace, tmp_path: Path
) -> None:
    imported(sample, write(tmp_path, *FIRST))
    newer = write(tmp_path, FIRST[0], "John Smit,River Office,jon@example.org,Laos,Chief", FIRST[2],
                  "Li Na,Port,li.na@example.org,China,", "New One,Port,new@example.org,China,")  # fmt: skip
    plan = read(newer, people=sample.query(participants_as_listed))
    assert [row.state for row in plan.rows] == [
        RowState.UPDATE, RowState.SAME, RowState.UPDATE, RowState.MISSING]  # fmt: skip
    assert [(c.field, c.before, c.after) for c in plan.rows[0].changes] == [
        ("certificate_name", "Jon Smit", "John Smit"), ("position", "Clerk", "Chief")]  # fmt: skip
    assert (plan.adding, plan.updating) == (1, 2)
    people_before = sample.query(participants)
    people = imported(sample, newer)
    assert people["jon@example.org"].certificate_name == "John Smit"
    assert people["li.na@example.org"].position == "Pilot"  # an empty cell clears nothing
    sample.undo()
    assert sample.query(participants) == people_before


def test_what_was_edited_by_hand_stays_unless_asked(sample: Workspace, tmp_path: Path) -> None:
    jon = imported(sample, write(tmp_path, *FIRST))["jon@example.org"]
    sample.execute(
        EditParticipant(jon.id, {"certificate_name": "John H. Smit", "position": "Head"})
    )
    again = read(write(tmp_path, *FIRST), people=sample.query(participants_as_listed))
    assert again.rows[0].state is RowState.SAME  # the list says what it said: no reason to ask
    newer = write(
        tmp_path, FIRST[0], "Jon Smit,River Office,jon@example.org,Laos,Director", *FIRST[2:]
    )
    plan = read(newer, people=sample.query(participants_as_listed))
    (change,) = plan.rows[0].changes
    assert (change.field, change.before, change.after, change.by_hand) == (
        "position",
        "Head",
        "Director",
        True,
    )
    assert not plan.rows[0].taken_changes
    sample.execute(plan.command)
    assert _by_id(sample, jon).position == "Head"
    asked = read(write(tmp_path, FIRST[0], "Jon Smit,River Office,jon@example.org,Laos,Chair"),
                 people=sample.query(participants_as_listed)).taking(2, ["position"])  # fmt: skip
    sample.execute(asked.command)
    assert (_by_id(sample, jon).position, _by_id(sample, jon).certificate_name) == (
        "Chair",
        "John H. Smit",
    )


def _by_id(sample: Workspace, person: ParticipantRow) -> ParticipantRow:
    return next(row for row in sample.query(participants) if row.id == person.id)


def test_a_confirmed_spelling_is_not_changed_by_a_list(sample: Workspace, tmp_path: Path) -> None:
    jon = imported(sample, write(tmp_path, *FIRST))["jon@example.org"]
    sample.execute(EditParticipant(jon.id, {"name_confirmed": True}))
    people = imported(sample, write(tmp_path, "Name,Email", "Jonn Smit,jon@example.org"))
    assert people["jon@example.org"].certificate_name == "Jon Smit"


def test_another_person_at_an_office_address_is_asked_about(
    sample: Workspace, tmp_path: Path
) -> None:
    imported(sample, write(tmp_path, *FIRST))
    plan = read(write(tmp_path, "Name,Institution,Email", "Paula Brown,River Office,jon@example.org"),
                people=sample.query(participants_as_listed))  # fmt: skip
    assert plan.rows[0].state is RowState.DUPLICATE
    assert not plan.rows[0].taken_changes


def test_a_consent_is_given_by_a_yes_and_not_taken_back_by_an_empty_cell(
    sample: Workspace, tmp_path: Path
) -> None:
    heading = "Name,Photo consent"
    (ana,) = [p for p in imported(sample, write(tmp_path, heading, "Ana Solo,yes")).values()
              if p.certificate_name == "Ana Solo"]  # fmt: skip
    assert (ana.consent_photo, ana.consent_name_in_report) == (True, False)
    assert ana.consent_photo_on is not None
    imported(sample, write(tmp_path, heading, "Ana Solo,"))
    assert _by_id(sample, ana).consent_photo
    imported(sample, write(tmp_path, heading, "Ana Solo,no"))
    assert not _by_id(sample, ana).consent_photo


def test_people_who_are_no_longer_listed_stay_and_are_named(
    sample: Workspace, tmp_path: Path
) -> None:
    imported(sample, write(tmp_path, *FIRST))
    plan = read(write(tmp_path, *FIRST[:3]), people=sample.query(participants_as_listed))
    assert [person.certificate_name for person in plan.not_listed] == ["Li Na"]


def test_somebody_who_withdrew_stays_so(sample: Workspace, tmp_path: Path) -> None:
    jon = imported(sample, write(tmp_path, *FIRST))["jon@example.org"]
    sample.execute(EditParticipant(jon.id, {"withdrawn": True}))
    people = imported(
        sample, write(tmp_path, FIRST[0], "Jon Smit,River Office,jon@example.org,Laos,Chief")
    )
    assert people["jon@example.org"].withdrawn
    assert people["jon@example.org"].position == "Clerk"


def test_one_undo_takes_the_whole_import_back(sample: Workspace, tmp_path: Path) -> None:
    before = sample.query(facts)
    imported(sample, write(tmp_path, *FIRST))
    assert sample.query(facts)["participants"] == before["participants"] + 3
    sample.undo()
    assert sample.query(facts) == before


@pytest.mark.parametrize(("lines", "names", "refused"), [
    (["Name;Sex;Country", "TBC;;Laos", "Ana Cruz;F;n/a", "To be confirmed;;", "Women: 17 / Men: 18;;", "Women;1;"], ["Ana Cruz"], [2, 4]),
    (["Last Name,First Name,Middle Name", "Cruz,Ana,Reyes", "Li,Na,"], ["Ana Reyes Cruz", "Na Li"], []),
    (["ຊື່,ເພດ,ປະເທດ", "Name,Sex,Country", "Mali Sisavath,F,Laos"], ["Mali Sisavath"], []),
    (["Name,Country", "Ana Cruz,Filipino", "Name,Country", "Li Na,Chinese"], ["Ana Cruz", "Li Na"], []),
])  # fmt: skip
def test_odd_lines_among_people(
    lines: list[str], names: list[str], refused: list[int], tmp_path: Path
) -> None:
    plan = read(write(tmp_path, *lines))
    assert [row.values["certificate_name"] for row in plan.rows if row.values] == names
    assert [row.number for row in plan.of(RowState.TO_FIX)] == refused
    countries = {row.values.get("country", "") for row in plan.rows if row.values}
    assert countries <= {"", "Lao PDR", "Philippines", "China"}


# --- columns ----------------------------------------------------------------------------------------


def test_columns_are_named_by_heading_by_letter_and_by_what_we_call_them(tmp_path: Path) -> None:
    path = write(tmp_path, "Wer,Wo,Was", "Anna Muster,Bank,Chefin")
    plan = read(path, wishes={"certificate_name": "wer", "institution": "B", "Job title": "Was"})
    assert dict(plan.rows[0].values) == {
        "certificate_name": "Anna Muster",
        "institution": "Bank",
        "position": "Chefin",
    }


@pytest.mark.parametrize(("sheet", "wishes", "code"), [
    (None, {}, "table-no-name-column"), ("x", {}, "table-no-such-sheet"),
    (None, {"name": "Zzz"}, "table-no-such-column"), (None, {"shoe size": "Wer"}, "table-no-such-field"),
])  # fmt: skip
def test_what_cannot_be_matched_is_said(
    sheet: str | None, wishes: dict[str, str], code: str, tmp_path: Path
) -> None:
    path = write(tmp_path, "Wer,Wo", "Anna Muster,Bank")
    with pytest.raises(EnvironmentProblem) as problem:
        read(path, sheet, wishes)
    assert problem.value.code == code
    assert "Nothing was imported" in str(problem.value)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encodings_and_delimiters(encoding: str, delimiter: str) -> None:
    lines = [["Nom", "Pays"], ["Zoé Brontë", "Cambodge"], ["Rémi Noël", "Thaïlande"]]
    content = "\r\n".join(delimiter.join(line) for line in lines).encode(encoding)
    rows = make_plan(match_sheet(read_here(content)[0])).rows
    assert [(r.values["certificate_name"], r.values["country"]) for r in rows] == [
        ("Zoé Brontë", "Cambodia"), ("Rémi Noël", "Thailand")]  # fmt: skip


def test_a_wrong_guess_of_the_encoding_can_be_put_right() -> None:
    content = "Name\nZoë".encode()
    assert read_here(content, Encoding.WINDOWS)[0].rows[1].cells == ("ZoÃ«",)
    assert read_here(content, Encoding.UTF_8)[0].rows[1].cells == ("Zoë",)


@settings(max_examples=150)
@given(st.one_of(st.binary(max_size=600), st.text(max_size=300).map(lambda t: t.encode("utf-8", "replace")),
                 st.binary(max_size=300).map(lambda b: b"PK\x03\x04" + b),
                 st.binary(max_size=300).map(lambda b: b"Name,Sex,E-mail\n" + b)))  # fmt: skip
def test_any_bytes_end_in_a_plan_or_a_refusal(content: bytes) -> None:
    try:
        match = choose(Path("x"), read_here(content))
    except (Refused, EnvironmentProblem) as problem:
        assert problem.code
        return
    plan = make_plan(match)
    assert len(plan.rows) == sum(len(plan.of(state)) for state in RowState)
    for row in plan.rows:
        assert row.draft.reason if row.state is RowState.TO_FIX else row.values["certificate_name"]


@settings(max_examples=60)
@given(st.data())
def test_a_workbook_cut_off_or_scratched_is_refused_or_read(data: Any) -> None:
    content = bytearray((AWKWARD / "merged-cells.xlsx").read_bytes())
    if data.draw(st.booleans()):
        content = content[: data.draw(st.integers(0, len(content) - 1))]
    else:
        for _ in range(data.draw(st.integers(1, 20))):
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        sheets = read_here(bytes(content))
    except Refused as refusal:
        assert refusal.code
    else:
        assert all(row.cells for sheet in sheets for row in sheet.rows)


def test_a_row_that_names_nobody_is_told_and_never_vanishes(tmp_path: Path) -> None:
    path = write(tmp_path, "No,Name,Sex,Country,Notes", "1,Ada Sample,F,Laos,", "2,,F,Thailand,",
                 "3,,,,", "4,,,,will be named later", ",,,Malaysia,", "6,Bo Sample,M,Viet Nam,",
                 "Total,,,,2")  # fmt: skip
    plan = read(path)
    assert [row.values.get("certificate_name") for row in plan.rows if row.adds] == [
        "Ada Sample", "Bo Sample",
    ]  # fmt: skip
    assert [row.number for row in plan.of(RowState.TO_FIX)] == [3]
    assert plan.left_out == (5, 6)
    assert "Rows 5, 6 have no name: left out." in import_words.summary(plan, path.name)
    assert read(write(tmp_path, "Name,Sex", "Ada Sample,F")).left_out == ()

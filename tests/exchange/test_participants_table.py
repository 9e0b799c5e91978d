"""Reading tables of participants as spreadsheets really write them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.application.queries.people import participants
from facilitator.application.queries.report import facts
from facilitator.application.workspace import Workspace
from facilitator.domain.people import InstitutionType, Sex
from facilitator.exchange.participants_table import RowState, read_table
from facilitator.support.errors import EnvironmentProblem

TABLE = """Name,Sex,Country,Institution,Sector,E-mail
Nguyễn Thị Ánh,F,Vietnam,Ministry of Foreign Affairs,Government,anh@example.org
"Somchai ""Chai"" Dee",Male,Thailand,"River, Lake and Sea Office",NGO,chai@example.org
,F,Laos,Nobody,Academia,
Nguyen Thi Anh,female ,Viet Nam,ministry of foreign affairs,gov,other@example.org
Bad Mail,M,Nepal,X,,bad at example
Odd Sex,maybe,Nepal,X,,
"""


def write(folder: Path, text: str, encoding: str = "utf-8", name: str = "list.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def test_rows_and_their_fate(tmp_path: Path) -> None:
    plan = read_table(write(tmp_path, TABLE))
    assert [row.state.value for row in plan.rows] == [
        "ready", "ready", "refused", "duplicate", "refused", "refused"]  # fmt: skip
    first, second = plan.of(RowState.READY)
    assert first.values["country"] == "Viet Nam"
    assert first.values["sex"] is Sex.WOMAN
    assert second.values["institution_type"] is InstitutionType.CIVIL_SOCIETY
    assert second.values["certificate_name"] == 'Somchai "Chai" Dee'
    summary = plan.summary()
    assert [refusal["row"] for refusal in summary.pop("refused")] == [4, 6, 7]
    assert summary == {"rows": 6, "ready": 2, "duplicates": 1, "women": 1, "countries": 2}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters(encoding: str, delimiter: str, tmp_path: Path) -> None:
    text = (
        delimiter.join(["Nom", "Pays"])
        + "\r\n"
        + delimiter.join(["Zoé Brontë", "Cambodge"])
        + "\r\n"
    )
    (row,) = read_table(write(tmp_path, text, encoding)).rows
    assert row.values["certificate_name"] == "Zoé Brontë"
    assert row.values["country"] == "Cambodia"


def test_two_columns_of_names(tmp_path: Path) -> None:
    (row,) = read_table(write(tmp_path, "Surname;First name\nDee;Somchai\n")).rows
    assert row.values["certificate_name"] == "Somchai Dee"


def test_people_who_are_there_already_are_duplicates(sample: Workspace, tmp_path: Path) -> None:
    there = sample.query(participants)
    text = (
        "Name,Institution,Email\n"
        + f"{there[0].certificate_name.upper()},{there[0].institution},\n"
    )
    text += f"Somebody Else,Elsewhere,{there[1].email.upper()}\n"
    plan = read_table(write(tmp_path, text), there)
    assert [row.state for row in plan.rows] == [RowState.DUPLICATE] * 2


def test_one_undo_takes_the_whole_import_back(sample: Workspace, tmp_path: Path) -> None:
    before = sample.query(facts)
    sample.execute(read_table(write(tmp_path, TABLE), sample.query(participants)).command)
    assert sample.query(facts)["participants"] == before["participants"] + 2
    sample.undo()
    assert sample.query(facts) == before


@pytest.mark.parametrize(("content", "code"), [
    (b"", "table-no-name-column"), (b"a,b\n1,2\n", "table-no-name-column"), (b"PK\x03\x04\0\0", "table-not-readable"),
])  # fmt: skip
def test_what_is_no_table_of_people(content: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with pytest.raises(EnvironmentProblem) as problem:
        read_table(path)
    assert problem.value.code == code


def test_a_missing_sheet(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem) as problem:
        read_table(tmp_path / "none.csv")
    assert problem.value.code == "file-missing"


@given(st.binary(max_size=400))
def test_any_bytes_end_in_a_plan_or_a_sentence(tmp_path_factory: Any, content: bytes) -> None:
    path = tmp_path_factory.mktemp("bytes") / "x.csv"
    path.write_bytes(b"Name,Sex\n" + content)
    try:
        plan = read_table(path)
    except EnvironmentProblem as problem:
        assert str(problem)
    else:
        assert len(plan.rows) == sum(len(plan.of(state)) for state in RowState)

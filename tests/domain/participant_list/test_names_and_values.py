"""Names, headings and values as lists write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.participant_list.headings import find_header, guess_heading
from facilitator.domain.participant_list.names import (
    alike,
    name_key,
    read_name,
    sex_of_honorific,
    take_honorific,
)
from facilitator.domain.participant_list.update import changes
from facilitator.domain.participant_list.values import (
    is_total,
    read_emails,
    read_role,
    read_sex,
    read_yes,
)
from facilitator.domain.people import ParticipantRole, Sex


@pytest.mark.parametrize(("text", "honorific", "name"), [
    ("H.E. Dr. Somchai Dee", "H.E. Dr.", "Somchai Dee"), ("Mr Tan", "Mr", "Tan"), ("Dr.Somchai Dee", "Dr.", "Somchai Dee"),
    ("Lt. Col. John Smith", "Lt. Col.", "John Smith"), ("นางสาวสมศรี ใจดี", "นางสาว", "สมศรี ใจดี"), ("Ana Cruz (Ms)", "Ms", "Ana Cruz"),
    ("Prof. Dr. Nguyen Anh", "Prof. Dr.", "Nguyen Anh"), ("Mme Zoé", "Mme", "Zoé"),
    ("U Thant", "", "U Thant"), ("Ma Thida", "", "Ma Thida"), ("He Jian", "", "He Jian"), ("Ba Nguyen", "", "Ba Nguyen"),
    ("M. Night", "", "M. Night"), ("Don Pathan", "", "Don Pathan"), ("Ms", "", "Ms"), ("Amb Ratana", "", "Amb Ratana"), ("", "", ""),
])  # fmt: skip
def test_honorifics_are_taken_out_and_names_are_left(text: str, honorific: str, name: str) -> None:
    assert take_honorific(text) == (honorific, name)


def test_m_is_monsieur_only_in_french_lists() -> None:
    assert take_honorific("M. Noël", french=True) == ("M.", "Noël")


@given(st.text(max_size=60))
def test_taking_a_name_apart_never_loses_it(text: str) -> None:
    honorific, name = take_honorific(text)
    assert name or not honorific
    assert name_key(text) == name_key(text)


@pytest.mark.parametrize(("one", "other"), [
    ("Nguyễn Thị Ánh", "NGUYEN THI ANH"), ("Dr. Somchai  Dee", "somchai dee"), ("Anne-Marie O’Neil", "anne marie ONeil"),
    ("Đặng Hòa", "Dang Hoa"),
])  # fmt: skip
def test_one_name_in_two_spellings(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_different_names_differ() -> None:
    assert name_key("Li Na") != name_key("Li Ma")
    assert alike("Jon Smit", "John Smit")
    assert not alike("Paula Brown", "Jon Smit")


def test_surname_first_in_one_column() -> None:
    assert read_name("DEE, Somchai").name == "Somchai DEE"
    assert read_name("Jane Doe, PhD").name == "Jane Doe, PhD"
    assert read_name("Reyes, Mr. Paolo") == read_name("Mr. Reyes, Paolo")


@pytest.mark.parametrize(
    ("title", "sex"),
    [
        ("Ms.", Sex.WOMAN),
        ("H.E. Mr", Sex.MAN),
        ("Dr", None),
        ("", None),
        ("นาย", Sex.MAN),
        ("Mx", None),
    ],
)
def test_a_title_suggests_or_does_not(title: str, sex: Sex | None) -> None:
    assert sex_of_honorific(title) is sex


@pytest.mark.parametrize(("text", "sex"), [
    ("F", Sex.WOMAN), ("Female", Sex.WOMAN), ("female ", Sex.WOMAN), ("Mme", Sex.WOMAN), ("Ms.", Sex.WOMAN), ("ຍິງ", Sex.WOMAN),
    ("Nữ", Sex.WOMAN), ("หญิง", Sex.WOMAN), ("ស្រី", Sex.WOMAN), ("Perempuan", Sex.WOMAN), ("m", Sex.MAN), ("Homme", Sex.MAN),
    ("Laki-laki", Sex.MAN), ("", Sex.NOT_STATED), ("prefer not to say", Sex.NOT_STATED), ("maybe", None), ("5", None),
])  # fmt: skip
def test_sex_in_many_spellings(text: str, sex: Sex | None) -> None:
    assert read_sex(text) is sex


def test_other_values() -> None:
    assert read_role("Interpreter") is ParticipantRole.INTERPRETER
    assert read_role("astronaut") is None
    assert (read_yes("Oui"), read_yes(""), read_yes("perhaps")) == (True, False, None)
    assert read_emails("A <a@x.org>; b@y.org") == ("a@x.org",)
    assert read_emails("a@x.org / b@y.org") == ("a@x.org", "b@y.org")


@pytest.mark.parametrize(("first", "total"), [("Total", True), ("TOTAL: 35", True), ("Grand total", True), ("Jumlah", True),
                                              ("Totok Widodo", False), ("Tota Lim", False), ("35", False)])  # fmt: skip
def test_totals(first: str, total: bool) -> None:
    assert is_total({1: first, 2: "35"}) is total


@pytest.mark.parametrize(("heading", "field"), [
    ("Full Name (as in passport)", "certificate_name"), ("Name / ຊື່", "certificate_name"), ("Prénom(s)", "given_name"),
    ("Participant's e-mail", "email"), ("Position/Title", "position"), ("Title", "honorific"), ("Jenis Kelamin", "sex"),
    ("ប្រទេស", "country"), ("Photo consent", "consent_photo"), ("Name of organisation", "institution"), ("M / F", "sex"),
    ("Date of birth", None), ("Passport number", None), ("No.", None), ("Name of supervisor", None), ("Phone", None), ("", None),
])  # fmt: skip
def test_headings(heading: str, field: str | None) -> None:
    guess = guess_heading(heading)
    assert (guess.field if guess else None) == field


def test_the_heading_row_is_found_under_titles_and_a_title_column_by_its_values() -> None:
    rows = [
        ["List of participants"],
        [],
        ["Participants of the week", "x"],
        ["Name", "Title"],
        ["Ana Cruz", "Director"],
        ["Li Na", "Clerk"],
    ]
    header = find_header(rows)
    assert (header.row, dict(header.fields)) == (3, {0: "certificate_name", 1: "position"})


def test_three_values_tell_a_hand_edit_from_a_change_in_the_list() -> None:
    listed = {"position": "Clerk", "country": "Nepal", "email": "a@x.org", "institution": "A"}
    now = {
        "position": "Clerk",
        "country": "India",
        "email": "b@x.org",
        "institution": "A",
        "honorific": "",
    }
    wanted = {
        "position": "Chief",
        "country": "Nepal",
        "email": "c@x.org",
        "institution": "",
        "honorific": "Dr",
    }
    found = {c.field: (c.after, c.by_hand) for c in changes(listed, now, wanted)}
    assert found == {
        "position": ("Chief", False),
        "email": ("c@x.org", True),
        "honorific": ("Dr", False),
    }

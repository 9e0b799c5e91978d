"""Badges, name signs, name check and the list by consent: who stands on them, where, and how safely."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid5

import openpyxl
import pytest
import zxingcpp
from PIL import Image
from report_pages import assert_embedded, assert_sound, ink_box, picture, text_of
from report_rows import programme

from facilitator.application.rows.people import ParticipantRow
from facilitator.domain.attendance import participant_of
from facilitator.domain.people import InstitutionType, ParticipantRole, Sex
from facilitator.reports import pdf
from facilitator.reports.people_badges import (
    HEIGHT,
    LEFT,
    TOP,
    WIDTH,
    write_badges,
    write_name_signs,
)
from facilitator.reports.people_lists import by_consent, write_name_check, write_participant_list
from facilitator.reports.people_workbook import write_participant_workbook
from facilitator.support.errors import EnvironmentProblem

SPACE = UUID(int=7)


def person(number: int, name: str = "", **facts: object) -> ParticipantRow:
    row = ParticipantRow(
        id=uuid5(SPACE, str(number)), certificate_name=name or f"Person Sample {number}", badge_name="",
        own_script_name="", honorific="", family_name_first=False, sex=Sex.NOT_STATED, country="Lao PDR",
        institution="River Office", institution_type=InstitutionType.OTHER, position="Officer",
        email=f"p{number}@example.org", notes="private note", consent_photo=False, consent_name_in_report=False,
        consent_share_contact=False, name_confirmed=False, withdrawn=False, assessment_percent=None, group="",
    )  # fmt: skip
    return replace(row, **facts)


def people(count: int = 23) -> list[ParticipantRow]:
    return [person(number) for number in range(count)]


def test_ten_badges_to_a_page_and_cut_marks_alike_on_all_pages(tmp_path: Path) -> None:
    path = tmp_path / "badges.pdf"
    write_badges(people(), programme(), path)
    assert_sound(path)
    assert_embedded(path)
    pages = text_of(path)
    assert [page.count("Person Sample") for page in pages] == [10, 10, 3]
    marks = [_margin(picture(path, page)) for page in range(3)]
    assert marks[0] == marks[1] == marks[2]
    assert marks[0].count(0) < len(marks[0])  # there are marks


def _margin(page: Image.Image) -> bytes:
    """What stands left of the badges, where only cut marks are."""
    return (
        page.crop((0, 0, int(LEFT) - 1, int(pdf.PORTRAIT[1]) - 40))
        .point(lambda v: 255 if v < 200 else 0)
        .tobytes()
    )


def test_a_badge_says_group_role_photograph_and_holds_the_persons_code(tmp_path: Path) -> None:
    path = tmp_path / "badges.pdf"
    who = person(1, "Nguyễn Thị Ánh", badge_name="Ánh", own_script_name="ສົມຊາຍ", group="C", consent_photo=True,
                 role=ParticipantRole.OBSERVER, honorific="Dr")  # fmt: skip
    write_badges([who, person(2)], programme(), path)
    words = text_of(path)[0]
    for expected in (
        "Ánh",
        "Dr Nguyễn Thị Ánh",
        "ສົມຊາຍ",
        "Observer",
        "Photographs are fine",
        "No photographs, please",
    ):
        assert expected in words
    assert "private" not in words
    assert "@" not in words
    first = picture(path, 0, 4).crop(
        tuple(
            int(4 * v)
            for v in (LEFT, pdf.PORTRAIT[1] - TOP, LEFT + WIDTH, pdf.PORTRAIT[1] - TOP + HEIGHT)
        )
    )  # type: ignore[arg-type]
    (code,) = zxingcpp.read_barcodes(first)
    assert participant_of(code.text) == who.id


LONG = "Wolfeschlegelsteinhausenbergerdorff " * 5 + "Sample"
NAMES = [
    LONG.strip(),
    "W" * 200,
    "ကျော်ဇင်ဦး" * 8,
    "ຈັນທະລາ ອິນທະວົງ " * 8,
    "محمد حازق بن عبد الرحمن " * 5,
    "A & B <b>",
]


@pytest.mark.parametrize("name", NAMES)
def test_no_name_leaves_its_badge(name: str, tmp_path: Path) -> None:
    path = tmp_path / "badges.pdf"
    who = person(1, name, badge_name=name[:190], own_script_name=name, institution=name, group="A")
    write_badges([who], programme(), path)
    scale = 3
    page = picture(path, 0, scale)
    box = tuple(
        int(scale * v)
        for v in (LEFT, pdf.PORTRAIT[1] - TOP, LEFT + WIDTH, pdf.PORTRAIT[1] - TOP + HEIGHT)
    )
    left, top, right, bottom = box
    outside = page.copy()
    outside.paste(255, (left, top, right + 2, bottom + 2))  # the edges of its band
    outside.paste(255, (0, 0, left, page.height))  # cut marks
    outside.paste(255, (0, 0, page.width, top))
    outside.paste(255, (0, page.height - 40 * scale, page.width, page.height))  # the foot
    outside.paste(255, (int(scale * (LEFT + 2 * WIDTH)), 0, page.width, page.height))
    outside.paste(
        255, (left, int(scale * (pdf.PORTRAIT[1] - TOP + 5 * HEIGHT)), page.width, page.height)
    )
    assert outside.point(lambda v: 255 if v < 128 else 0).getbbox() is None


@pytest.mark.parametrize("write", [write_badges, write_name_signs, write_name_check])
def test_every_paper_is_sound_with_the_longest_names(write: object, tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    rows = [person(n, name, own_script_name=name, badge_name=name) for n, name in enumerate(NAMES)]
    write(rows, programme(), path)  # type: ignore[operator]
    assert_sound(path)
    assert_embedded(path)
    left, _, right, bottom = ink_box(picture(path, 0, 1))
    width, height = picture(path).size
    assert left >= 0
    assert right <= width
    assert bottom <= height
    assert "A & B <b>" in "".join(text_of(path))


def test_who_withdrew_has_no_badge_and_an_observer_no_line_to_check(tmp_path: Path) -> None:
    rows = [
        person(1, withdrawn=True),
        person(2, role=ParticipantRole.OBSERVER),
        person(3, name_confirmed=True),
    ]
    write_badges(rows, programme(), tmp_path / "b.pdf")
    assert text_of(tmp_path / "b.pdf")[0].count("Person Sample") == 2
    write_name_check(rows, programme(), tmp_path / "c.pdf")
    words = text_of(tmp_path / "c.pdf")[0]
    assert (
        words.count("Person Sample 3") == words.count("Person Sample") == 2
    )  # certificate and badge
    assert "Confirmed" in words
    assert "@" not in words
    for write in (write_badges, write_name_check, write_participant_list):
        with pytest.raises(EnvironmentProblem) as problem:
            write([rows[0]], programme(), tmp_path / "none.pdf")
        assert problem.value.code == "nothing-to-export"
    assert not (tmp_path / "none.pdf").exists()


def test_the_list_names_only_who_agreed_and_gives_addresses_only_of_who_shares(
    tmp_path: Path,
) -> None:
    rows = [
        person(1, "Agreed Both", consent_name_in_report=True, consent_share_contact=True),
        person(2, "Agreed Name", consent_name_in_report=True),
        person(3, "Agreed Address", consent_share_contact=True), person(4, "Agreed Nothing"),
        person(5, "Gone Away", consent_name_in_report=True, withdrawn=True),
    ]  # fmt: skip
    write_participant_list(rows, programme(), tmp_path / "l.pdf")
    words = "".join(text_of(tmp_path / "l.pdf"))
    write_participant_workbook(rows, tmp_path / "l.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "l.xlsx").active
    cells = "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    for text in (words, cells):
        assert "Agreed Both" in text
        assert "p1@example.org" in text
        assert "Agreed Name" in text
        for hidden in ("p2@", "p3@", "Agreed Address", "Agreed Nothing", "Gone Away", "private"):
            assert hidden not in text
    assert "2 further people took part" in words
    assert [p.name for p in by_consent(rows)[0]] == ["Agreed Both", "Agreed Name"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "＝", "=cmd|' /C calc'!A0"])
def test_no_cell_is_ever_a_formula(start: str, tmp_path: Path) -> None:
    name = f"{start}1+1 Sample\x07\u202e"
    write_participant_workbook(
        [person(1, name, consent_name_in_report=True, institution=name)], tmp_path / "x.xlsx"
    )
    sheet = openpyxl.load_workbook(tmp_path / "x.xlsx").active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value]
    assert len(cells) >= 12
    assert all(cell.data_type == "s" and cell.quotePrefix for cell in cells)
    assert sheet["A2"].value.startswith(start.strip())
    assert "\u202e" not in sheet["A2"].value

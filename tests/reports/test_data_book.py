"""The data book: its numbers are those of the report, and nobody stands in it who should not."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from facilitator.application.commands.root_causes import PutCauseCard
from facilitator.application.jobs import Job
from facilitator.application.queries.people import participants
from facilitator.application.workspace import Workspace
from facilitator.domain.report import Naming
from facilitator.domain.root_causes import Dimension, Level, Sensitivity
from facilitator.reports.case_exports import cases_to_share
from facilitator.reports.exports import data_book_export, report_export
from facilitator.reports.pack_exports import pack_export

Book = dict[str, list[tuple[object, ...]]]


def _read(path: Path) -> Book:
    book = openpyxl.load_workbook(path)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def _pdf(path: Path) -> str:
    pdf = pypdfium2.PdfDocument(path)
    try:
        return " ".join(" ".join(p.get_textpage().get_text_bounded().split()) for p in pdf)
    finally:
        pdf.close()


@pytest.fixture
def book(sample: Workspace, tmp_path: Path) -> Book:
    data_book_export(sample, tmp_path / "book.xlsx").write(Job())
    return _read(tmp_path / "book.xlsx")


def test_every_number_of_the_reports_charts_and_tables_is_in_the_book(
    sample: Workspace, book: Book, tmp_path: Path
) -> None:
    report_export(sample, tmp_path / "report.pdf").write(Job())
    printed = _pdf(tmp_path / "report.pdf")
    in_book = {
        str(cell) for rows in book.values() for row in rows for cell in row if cell is not None
    }
    words = " ".join(in_book)
    shares = set(re.findall(r"\d+\s+\(\d+ %\)", printed))
    assert len(shares) > 8
    held = {" ".join(text.split()) for text in in_book}
    assert {" ".join(share.split()) for share in shares} <= held
    facts = dict(book["Facts"][1:])
    for caption, name in (("participants", "Participants"), ("countries", "Countries"),
                          ("hours of learning", "Hours of learning")):  # fmt: skip
        assert f"{facts[name]} {caption}" in printed, name
    people = {row[1]: row[2] for row in book["Participation"][1:]}
    assert f"Women: {people['Women']} (" in printed
    for half in book["Attendance"][1:]:
        there = int(str(half[4])) + int(str(half[5]))
        assert f"{there} ({(200 * there + 35) // 70} %)" in printed, half
    assert re.search(r"Right answers before \d+ %", printed)
    for card in book["Root causes"][1:]:
        assert str(card[4]) in words
        assert re.search(rf"\b{card[4]}\b", printed)


def test_numbers_agree_within_the_book(book: Book) -> None:
    facts = dict(book["Facts"][1:])
    by: dict[object, int] = {}
    for kind, _, count, _ in book["Participation"][1:]:
        by[kind] = by.get(kind, 0) + int(str(count))
    assert by["Sex"] == by["Institution"] == facts["Participants"] == 35
    issued = [row for row in book["Certificates"][1:] if row[2] == "Issued"]
    given = int(str(facts["Certificates of completion"])) + int(
        str(facts["Certificates of participation"])
    )
    assert len(issued) == given
    assert given + int(str(facts["Participants without a certificate"])) == facts["Participants"]
    assert sum(int(str(row[2])) for row in book["Groups"][1:]) == 35
    for half in book["Attendance"][1:]:
        assert half[3] == sum(int(str(n)) for n in half[4:8]) == 35, half
    planned = sum(int(str(row[5])) for row in book["Agenda"][1:])
    assert planned > int(str(facts["Minutes of learning"]))


def test_nobody_stands_in_the_book_by_name_unless_the_report_says_so(
    sample: Workspace, tmp_path: Path
) -> None:
    people = [p.certificate_name for p in sample.query(participants) if p.takes_part]
    data_book_export(sample, tmp_path / "book.xlsx", Naming.NONE).write(Job())
    words = " ".join(
        str(c) for rows in _read(tmp_path / "book.xlsx").values() for r in rows for c in r
    )
    assert not [name for name in people if name in words]


def test_no_cell_is_a_formula(sample: Workspace, tmp_path: Path) -> None:
    sample.execute(PutCauseCard("=SUM(1+1)", Dimension.POLITICAL, Level.STRUCTURAL))
    data_book_export(sample, tmp_path / "book.xlsx").write(Job())
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert any(cell.value == "=SUM(1+1)" for cell in cells)


def test_the_pack_holds_what_people_take_home_and_nothing_private(
    sample: Workspace, tmp_path: Path
) -> None:
    written = pack_export(sample, tmp_path / "pack").write(Job())
    names = {path.relative_to(tmp_path / "pack").as_posix() for path in written}
    assert {"agenda.pdf", "participants.pdf", "vision/vision.pdf", "certificates.pdf"} <= names
    assert len([name for name in names if name.startswith("certificates/")]) == 34
    cases = sorted(name for name in names if name.startswith("cases/"))
    open_cases = [case for case in cases_to_share(sample) if case.sensitivity is Sensitivity.OPEN]
    assert len(cases) == len(open_cases) > 1
    for case, name in zip(open_cases, cases, strict=True):
        assert "".join(case.title.split()) in "".join(_pdf(tmp_path / "pack" / name).split())

"""The report as DOCX: the content of the PDF under real styles; marked places; whom it names."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from uuid import uuid4

import pypdfium2
import pytest
from docx import Document
from openpyxl import load_workbook

from facilitator.application.commands.people import AddParticipant, EditParticipant
from facilitator.application.commands.report import ChooseNaming, SwitchSection, WriteReportText
from facilitator.application.jobs import Job
from facilitator.application.queries.people import participants
from facilitator.application.workspace import Workspace
from facilitator.domain.report import Naming, SectionKey
from facilitator.reports.exports import agenda_format_export, data_book_export, report_export


def _docx_text(path: Path) -> str:
    document = Document(str(path))
    return "\n".join(
        node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t")
    )


def _pdf_text(path: Path) -> str:
    pdf = pypdfium2.PdfDocument(path)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
    finally:
        pdf.close()


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{4,}", text.casefold()))


@pytest.fixture
def both(sample: Workspace, tmp_path: Path) -> tuple[Path, Path]:
    paths = tmp_path / "report.docx", tmp_path / "report.pdf"
    for path in paths:
        report_export(sample, path).write(Job())
    return paths


def test_the_docx_says_what_the_pdf_says(both: tuple[Path, Path]) -> None:
    in_docx, in_pdf = _words(_docx_text(both[0])), _words(_pdf_text(both[1]))
    hyphened = {word for word in in_pdf if not any(word in other for other in in_docx)}
    assert len(hyphened) < 0.02 * len(in_pdf), sorted(hyphened)[:40]


def test_headings_tables_and_lists_are_real_and_pictures_have_words(
    both: tuple[Path, Path],
) -> None:
    document = Document(str(both[0]))
    used = {p.style.name for p in document.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "Heading 3", "List Bullet"} <= used
    titles = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert titles[0] == "Introduction"
    assert "Participation" in titles
    assert len(document.tables) > 10
    marks = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert marks
    assert all(marks)


def test_a_place_that_waits_for_words_is_marked_in_docx_and_draft_and_never_in_the_final_pdf(
    sample: Workspace, both: tuple[Path, Path], tmp_path: Path
) -> None:
    assert _docx_text(both[0]).count("To be written") == 4
    assert "To be written" not in _pdf_text(both[1])
    report_export(sample, tmp_path / "draft.pdf", draft=True).write(Job())
    draft = _pdf_text(tmp_path / "draft.pdf")
    assert draft.count("To be written") == 4
    assert "Summary report: draft" in draft
    sample.execute(WriteReportText(SectionKey.METHODS, "People learned by doing.\n\nEvery day."))
    report_export(sample, tmp_path / "after.pdf").write(Job())
    assert "People learned by doing." in _pdf_text(tmp_path / "after.pdf")


def test_whom_the_report_names(sample: Workspace, tmp_path: Path) -> None:
    people = [p for p in sample.query(participants) if p.takes_part]
    agreed = next(p for p in people if p.consent_name_in_report and " " in p.certificate_name)
    path = tmp_path / "report.pdf"

    def printed(naming: Naming | None = None) -> str:
        report_export(sample, path, naming).write(Job())
        return " ".join(_pdf_text(path).split())

    short = printed()
    assert agreed.certificate_name not in short, "initials are the default"
    assert (
        "".join(f"{word[0].upper()}. " for word in agreed.certificate_name.split()).strip() in short
    )
    sample.execute(ChooseNaming(Naming.NAMES))
    assert agreed.certificate_name in printed()
    donor = printed(Naming.NONE)
    assert not [p.certificate_name for p in people if p.certificate_name in donor]
    sample.execute(EditParticipant(agreed.id, {"consent_name_in_report": False}))
    assert agreed.certificate_name not in printed()


def test_a_section_that_is_switched_off_is_in_neither(sample: Workspace, tmp_path: Path) -> None:
    sample.execute(SwitchSection(SectionKey.TREES, shown=False))
    for path in (tmp_path / "report.pdf", tmp_path / "report.docx"):
        report_export(sample, path).write(Job())
    assert "Conflict trees\n" not in _pdf_text(tmp_path / "report.pdf")
    headings = [p.text for p in Document(str(tmp_path / "report.docx")).paragraphs
                if p.style.name == "Heading 1"]  # fmt: skip
    assert "Conflict trees" not in headings


def test_the_same_input_makes_the_same_bytes_whatever_the_hour(
    sample: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ZIP's own times and the properties' dates say nothing."""
    made = []
    for hour in (1_700_000_000, 1_800_000_000):
        monkeypatch.setattr("time.time", lambda at=hour: float(at))
        folder = tmp_path / str(hour)
        for export, name in ((report_export, "report.docx"), (data_book_export, "book.xlsx"),
                             (partial(agenda_format_export, kind="xlsx"), "agenda.xlsx")):  # fmt: skip
            folder.mkdir(exist_ok=True)
            export(sample, folder / name).write(Job())
        made.append({path.name: path.read_bytes() for path in sorted(folder.rglob("*.*"))})
    assert made[0].keys() == made[1].keys()
    assert len(made[0]) == 3
    for name in made[0]:
        assert made[0][name] == made[1][name], name


def test_hostile_names_of_people_are_printed_as_typed_and_run_nowhere(
    sample: Workspace, tmp_path: Path
) -> None:
    hostile = {
        "=cmd|'/C calc'!A0": "=cmd|'/C calc'!A0", "<b>bold</b> & <para>": "<b>bold</b> & <para>",
        "Evil\u202egnp.exe": "Evilgnp.exe", "../../etc/passwd": "../../etc/passwd",
        "{{x}} %s": "{{x}} %s", "\u2066aside\u2069 Iso": "aside Iso", "nul\x00 byte": "nul byte",
        "@SUM(1)\x1b[31m": "@SUM(1)[31m",
    }  # fmt: skip
    for typed in hostile:
        sample.execute(AddParticipant(
            {"certificate_name": typed, "consent_name_in_report": True}, uuid4()))  # fmt: skip
    out = tmp_path / "out"
    out.mkdir()
    for name in ("report.pdf", "report.docx"):
        report_export(sample, out / name, Naming.NAMES).write(Job())
    data_book_export(sample, out / "book.xlsx", Naming.NAMES).write(Job())
    in_pdf = "".join(_pdf_text(out / "report.pdf").split())
    in_docx = _docx_text(out / "report.docx")
    cells = [cell for page in load_workbook(out / "book.xlsx") for row in page.iter_rows()
             for cell in row]  # fmt: skip
    for shown in hostile.values():
        assert shown in in_docx
        assert "".join(shown.split()) in in_pdf, shown
        assert any(shown in str(cell.value) for cell in cells), shown
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert not any(char in in_docx + in_pdf for char in "\u202e\u2066\u2069\x1b")
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == {"out"}
    assert len(list(out.iterdir())) == 3


def test_control_characters_and_markup_go_in_as_text(sample: Workspace, tmp_path: Path) -> None:
    sample.execute(WriteReportText(SectionKey.FOLLOW_UP, "<b>5 < 6 & 7</b> {=SUM(A1)} {{x}}"))
    report_export(sample, tmp_path / "report.docx").write(Job())
    assert "<b>5 < 6 & 7</b> {=SUM(A1)} {{x}}" in _docx_text(tmp_path / "report.docx")

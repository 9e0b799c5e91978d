"""What holds for all documents: any language, several at once, the sample's own rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from report_pages import text_of, tool
from report_rows import agenda, programme, report, sheets

from facilitator.application.queries import certificates as certificate_queries
from facilitator.application.queries import programme as programme_queries
from facilitator.application.queries import report as report_queries
from facilitator.application.workspace import Workspace
from facilitator.reports import fonts
from facilitator.reports.agenda import write_agenda
from facilitator.reports.certificates import write_certificates
from facilitator.reports.exports import issue_missing
from facilitator.reports.report import write_report
from facilitator.support.i18n import set_language

Writer = Callable[[Path], None]

WRITERS: dict[str, Writer] = {
    "certificates": lambda path: write_certificates(sheets(), programme(), path),
    "report": lambda path: write_report(report(), path),
    "agenda": lambda path: write_agenda(agenda(), programme(), path),
}


@pytest.fixture
def pseudo_language() -> Iterator[None]:
    """Every text longer by two fifths and in brackets."""
    set_language("pseudo")
    yield
    set_language("en")


@pytest.mark.parametrize("document", WRITERS)
def test_longer_language_fits(document: str, pseudo_language: None, tmp_path: Path) -> None:
    path = tmp_path / f"{document}.pdf"
    WRITERS[document](path)
    found = "".join("".join(text_of(path)).split())
    word = {"certificates": "[CertificateofCompletion~", "report": "[Participation~",
            "agenda": "[Agenda~"}[document]  # fmt: skip
    assert word in found


def test_documents_made_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    alone, together = tmp_path / "alone", tmp_path / "together"
    alone.mkdir()
    together.mkdir()
    for name, write in WRITERS.items():
        write(alone / f"{name}.pdf")
    with ThreadPoolExecutor(4) as pool:
        work = [
            pool.submit(write, together / f"{name}{turn}.pdf")
            for turn in range(3)
            for name, write in WRITERS.items()
        ]
        for done in work:
            done.result()
    for path in together.iterdir():
        assert text_of(path) == text_of(alone / f"{path.stem[:-1]}.pdf"), path.name


def test_the_sample_week_prints(sample: Workspace, tmp_path: Path) -> None:
    issue_missing(sample)
    facts = sample.query(programme_queries.the_programme)
    row = sample.query(report_queries.the_report)
    issued = sample.query(certificate_queries.sheets)
    assert len(issued) >= 30
    assert fonts.missing_glyphs(" ".join(s.own_script_name + s.name for s in issued)) == ()
    report_file, agenda_file = tmp_path / "report.pdf", tmp_path / "agenda.pdf"
    certificate_file = tmp_path / "certificates.pdf"
    write_report(row, report_file)
    write_agenda(row.agenda, facts, agenda_file)
    write_certificates(issued, facts, certificate_file)
    assert "forty-nine per cent" in tool("pdftotext")(report_file, "-")
    pages = text_of(certificate_file)
    assert len(pages) == len(issued)
    for page, sheet in zip(pages, issued, strict=True):
        assert sheet.serial in page
        assert "".join(sheet.name.split()) in "".join(page.split())
        assert sheet.own_script_name in page
    notes = {item.private_notes for item in row.agenda.items if item.private_notes}
    shown = "".join("".join(text_of(path)) for path in (agenda_file, report_file))
    assert not [note for note in notes if note in shown]
    for path in (report_file, agenda_file, certificate_file):
        assert "No syntax or stream encoding errors" in tool("qpdf")("--check", path)

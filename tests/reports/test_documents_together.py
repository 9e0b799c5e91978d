"""What holds for all documents: any language, several at once, the sample's own rows."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from report_pages import assert_sound, text_of, tool
from report_rows import agenda, programme, report, sheets

from facilitator.application.jobs import Job, Progress
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
    # a certificate keeps the language that was chosen for it, whatever the app's is
    word = {"certificates": "CertificateofCompletion", "report": "[Participation~",
            "agenda": "[Agenda~"}[document]  # fmt: skip
    assert word in found


def test_one_document_is_made_at_a_time(tmp_path: Path) -> None:
    """ReportLab's fonts keep a reading position while a document is saved, and serve one at once.

    The first document waits in its middle for the second, which must not begin before it is done.
    """
    steps: list[str] = []
    second_began = threading.Event()

    def second(_done: int, _total: int, _what: str) -> None:
        steps.append("second")
        second_began.set()

    def first(_done: int, _total: int, _what: str) -> None:
        second_began.wait(0.05)
        steps.append("first")

    def write(name: str, progress: Progress) -> None:
        write_certificates(sheets()[:4], programme(), tmp_path / name, Job(progress))

    with ThreadPoolExecutor(2) as pool:
        started = pool.submit(write, "first.pdf", first)
        while not steps:
            time.sleep(0.005)
        pool.submit(write, "second.pdf", second).result()
        started.result()
    assert steps == ["first"] * 4 + ["second"] * 4
    assert text_of(tmp_path / "first.pdf") == text_of(tmp_path / "second.pdf")


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
        assert_sound(path)

"""The Report page: the real PDF in view, kept up to date, and saved whole or not at all."""

from __future__ import annotations

import os
import threading
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from facilitator.application.commands.people import EditParticipant
from facilitator.application.queries.people import participants
from facilitator.domain.people import Sex
from facilitator.domain.report import Naming, SectionKey
from facilitator.exchange.templates import new_programme
from facilitator.reports import exports
from facilitator.reports.exports import Export
from facilitator.ui.app.controller import Controller
from facilitator.ui.pages.report.choices import SectionsDialog, WordsDialog
from facilitator.ui.pages.report.page import ReportPage
from facilitator.ui.pages.report.papers import papers
from facilitator.ui.widgets import pdf_preview
from facilitator.ui.widgets.buttons import Button

PATIENCE = 30000


@pytest.fixture
def page(kept_sample: Controller, qtbot: QtBot) -> ReportPage:
    return shown(kept_sample, qtbot)


def shown(controller: Controller, qtbot: QtBot) -> ReportPage:
    controller.go_to("report")
    controller.window.activateWindow()
    qtbot.waitUntil(controller.window.isActiveWindow)
    page = controller.page("report")
    assert isinstance(page, ReportPage)
    return page


def wait_for_pages(page: ReportPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.preview.view.page_count > 0, timeout=PATIENCE)


def words_of(document: object, most: int = 100) -> str:
    """The text of an open PDF; to be called on PDFium's own thread."""
    texts = []
    for number in range(min(most, len(document))):  # type: ignore[arg-type]
        sheet = document[number]  # type: ignore[index]
        words = sheet.get_textpage()
        texts.append(words.get_text_range())
        words.close()
        sheet.close()
    return " ".join(" ".join(texts).split())


def preview_text(page: ReportPage, most: int = 3) -> str:
    opened = page.preview.view._document
    if opened is None:
        return ""
    return pdf_preview._thread().submit(words_of, opened.document, most).result()


def file_text(path: Path) -> str:
    def read() -> str:
        import pypdfium2

        document = pypdfium2.PdfDocument(path)
        text = words_of(document)
        document.close()
        return text

    return pdf_preview._thread().submit(read).result()


def wait_for_end(page: ReportPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.writer.is_busy, timeout=PATIENCE)
    QApplication.processEvents()


def click(widget: Button) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_the_real_report_is_in_view(page: ReportPage, qtbot: QtBot) -> None:
    wait_for_pages(page, qtbot)
    assert "forty-nine per cent were women" in preview_text(page)
    assert page.preview.view.page_count > 5
    assert page.pages_badge.text == f"{page.preview.view.page_count} pages"
    assert page.preview.isVisible()
    held, skipped = page.sections.titles
    assert held[0] == "Participation"
    assert "Common Vision" in held
    assert skipped == []
    assert page.sections.sentence.text() == (
        "Thirty-five women and men took part; forty-nine per cent were women."
    )


def test_pages_and_zoom_by_keyboard(page: ReportPage, qtbot: QtBot) -> None:
    wait_for_pages(page, qtbot)
    view = page.preview.view
    view.setFocus()
    assert view.page == 1
    for _ in range(2):
        QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.page == 3
    assert page.preview._page.text() == f"Page 3 of {view.page_count}"
    QTest.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom > 1


def test_a_change_makes_the_report_again_and_keeps_the_place(
    page: ReportPage, qtbot: QtBot
) -> None:
    wait_for_pages(page, qtbot)
    page.preview.view.go_to(3)
    woman = next(p for p in page.document.query(participants) if p.sex is Sex.WOMAN)
    page.document.execute(EditParticipant(woman.id, {"sex": Sex.MAN}))
    qtbot.waitUntil(lambda: "forty-six per cent" in preview_text(page), timeout=PATIENCE)
    assert page.preview.view.page == 3
    assert "forty-six" in page.sections.sentence.text()
    page.document.undo()
    qtbot.waitUntil(lambda: "forty-nine per cent" in preview_text(page), timeout=PATIENCE)


def test_a_hidden_page_waits_until_it_is_shown(
    page: ReportPage, kept_sample: Controller, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait_for_pages(page, qtbot)
    kept_sample.go_to("participants")
    started: list[object] = []
    start = kept_sample.runner.start
    monkeypatch.setattr(
        kept_sample.runner, "start", lambda work: (started.append(work), start(work))[1]
    )
    woman = next(p for p in page.document.query(participants) if p.sex is Sex.WOMAN)
    page.document.execute(EditParticipant(woman.id, {"sex": Sex.MAN}))
    qtbot.wait(500)
    assert started == []
    kept_sample.go_to("report")
    qtbot.waitUntil(lambda: "forty-six per cent" in preview_text(page), timeout=PATIENCE)
    kept_sample.go_to("participants")
    kept_sample.go_to("report")
    qtbot.wait(500)
    assert len(started) == 1  # nothing changed since: nothing is made


def test_save_report(
    page: ReportPage, kept_sample: Controller, qtbot: QtBot, tmp_path: Path
) -> None:
    target = tmp_path / "out"
    target.mkdir()
    page.context.files.answer = target / "report.pdf"  # type: ignore[attr-defined]
    click(page.save_button)
    wait_for_end(page, qtbot)
    assert [path.name for path in target.iterdir()] == ["report.pdf"]
    assert "forty-nine per cent" in file_text(target / "report.pdf")
    toast = kept_sample.window.toast
    assert toast.text == "Saved report.pdf"
    assert toast._button.label == "Open folder"
    assert page.save_button.isEnabled()


def test_open_folder_after_saving(
    page: ReportPage, kept_sample: Controller, qtbot: QtBot, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    opened: list[str] = []
    monkeypatch.setattr(
        "facilitator.ui.app.paper_writer.QDesktopServices.openUrl",
        lambda url: opened.append(url.toLocalFile()),
    )
    page.save_to(tmp_path / "report.pdf")
    wait_for_end(page, qtbot)
    click(kept_sample.window.toast._button)
    assert [Path(folder) for folder in opened] == [tmp_path]


def test_cancel_leaves_the_file_of_before(
    page: ReportPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait_for_pages(page, qtbot)
    path = tmp_path / "out" / "report.pdf"
    path.parent.mkdir()
    path.write_bytes(b"from yesterday")
    make, go_on = exports.report_export, threading.Event()

    def held_export(workspace: object, where: Path) -> Export:
        export = make(workspace, where)  # type: ignore[arg-type]

        def write(job: object) -> tuple[Path, ...]:
            report = job.progress  # type: ignore[attr-defined]

            def held(done: int, total: int, what: str) -> None:
                half_way = len(list(path.parent.iterdir())) == 2
                assert not half_way or go_on.wait(60)
                report(done, total, what)

            job.progress = held  # type: ignore[attr-defined]
            return export.write(job)  # type: ignore[arg-type]

        return Export(export.what, write)

    monkeypatch.setattr(exports, "report_export", held_export)
    page.save_to(path)
    qtbot.waitUntil(page.progress.isVisible, timeout=PATIENCE)
    assert not page.save_button.isEnabled()
    # Half-way: the part that is being written lies beside its target.
    qtbot.waitUntil(lambda: len(list(path.parent.iterdir())) == 2, timeout=PATIENCE)
    click(next(b for b in page.progress.findChildren(Button) if b.label == "Cancel"))
    go_on.set()
    wait_for_end(page, qtbot)
    assert [p.name for p in path.parent.iterdir()] == ["report.pdf"]
    assert path.read_bytes() == b"from yesterday"
    assert page.message.text == "Stopped. Nothing was written."


def test_a_forbidden_folder_is_a_sentence(page: ReportPage, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0o555)
    if os.access(folder, os.W_OK):  # root may write nearly everywhere
        folder = Path("/sys")
    page.save_to(folder / "report.pdf")
    wait_for_end(page, qtbot)
    assert page.message.isVisible()
    assert page.message.text.startswith(f"{folder / 'report.pdf'} may not be changed")
    assert page.save_button.isEnabled()


def test_what_has_no_data_is_named_as_left_out(
    shell: Controller, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "new.programme"
    new_programme(path, "asean-week", date(2026, 3, 2)).close()
    assert shell.open_programme(path)
    page = shown(shell, qtbot)
    wait_for_pages(page, qtbot)
    held, skipped = page.sections.titles
    assert "Agenda" in held
    assert {"Groups", "Root causes", "Case studies", "Common Vision"} <= set(skipped)
    assert page.sections._skipped_title.isVisible()
    assert "Nobody is recorded as having taken part." in page.sections.sentence.text()


def test_another_programme_shows_nothing_of_the_one_before(
    with_sample: Controller, tmp_path: Path, qtbot: QtBot
) -> None:
    wait_for_pages(shown(with_sample, qtbot), qtbot)
    path = tmp_path / "new.programme"
    new_programme(path, "blank", date(2026, 3, 2), title="Another week").close()
    assert with_sample.open_programme(path)
    page = shown(with_sample, qtbot)
    assert "forty-nine" not in preview_text(page)
    qtbot.waitUntil(lambda: "Another week" in preview_text(page), timeout=PATIENCE)


def test_naming_sections_and_words_are_chosen_in_the_page(page: ReportPage, qtbot: QtBot) -> None:
    wait_for_pages(page, qtbot)
    choices = page.sections.choices
    choices.naming.setCurrentIndex(0)
    choices.naming.activated.emit(0)
    qtbot.waitUntil(lambda: page._report.naming is Naming.NONE)  # type: ignore[union-attr]
    choices.sections_button.click()
    assert isinstance(page.dialog, SectionsDialog)
    box = page.dialog.boxes[SectionKey.TREES]
    qtbot.keyClick(box, Qt.Key.Key_Space)
    page.dialog.accept()
    qtbot.waitUntil(lambda: not page._report.shows(SectionKey.TREES))  # type: ignore[union-attr]
    choices.words_button.click()
    assert isinstance(page.dialog, WordsDialog)
    qtbot.keyClicks(page.dialog.texts[SectionKey.METHODS], "By doing.")
    page.dialog.accept()
    qtbot.waitUntil(lambda: page._report.prose == {SectionKey.METHODS: "By doing."})  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: "3 wait" in choices.words_button.text())


@pytest.mark.parametrize(("key", "name"), [("docx", "report.docx"), ("donor", "donor.pdf"),
                                           ("book", "book.xlsx"), ("json", "all.json")])  # fmt: skip
def test_other_papers_are_saved(
    kept_sample: Controller, page: ReportPage, qtbot: QtBot, tmp_path: Path, key: str, name: str
) -> None:
    kept_sample.files.answer = tmp_path / name  # type: ignore[attr-defined]
    paper = next(paper for paper in papers() if paper.key == key)
    page._on_chosen(paper)
    qtbot.waitUntil(lambda: not page.writer.is_busy, timeout=PATIENCE)
    assert (tmp_path / name).stat().st_size > 3000

"""The Certificates page with real keys and mouse: reasons, preview, issuing, saving."""

from __future__ import annotations

import errno
import os
import threading
import time
from itertools import count, pairwise
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from facilitator.application import signing
from facilitator.application.commands.certificates import VoidCertificate
from facilitator.application.commands.people import EditParticipant
from facilitator.application.queries.certificates import candidates, register
from facilitator.application.rows.certificates import CandidateRow
from facilitator.application.workspace import Workspace
from facilitator.domain.attendance import Presence
from facilitator.domain.certificates import (
    CertificateKind,
    CertificateRules,
    CertificateState,
    Eligibility,
    Reason,
    Record,
    decide,
)
from facilitator.domain.people import fold
from facilitator.support import files
from facilitator.ui.app.controller import Controller
from facilitator.ui.pages.certificates import words
from facilitator.ui.pages.certificates.page import CertificatesPage
from facilitator.ui.pages.certificates.placing import moved
from facilitator.ui.widgets import pdf_preview
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.labels import PlainLabel

BELOW = "Devendra Pratap Solanki"
FIRST, SECOND = "Abdulnasser Macarampat", "Agostinho de Jesus Maia"
PATIENCE = 15000


@pytest.fixture
def page(kept_sample: Controller, qtbot: QtBot) -> CertificatesPage:
    return shown(kept_sample, qtbot)


def shown(controller: Controller, qtbot: QtBot) -> CertificatesPage:
    controller.go_to("certificates")
    controller.window.activateWindow()
    qtbot.waitUntil(controller.window.isActiveWindow)
    page = controller.page("certificates")
    assert isinstance(page, CertificatesPage)
    page.list.setFocus()
    return page


def settle() -> None:
    for _ in range(3):
        QApplication.processEvents()


def people(page: CertificatesPage) -> dict[str, CandidateRow]:
    return {row.name: row for row in page.document.query(candidates)}


def key_of(page: CertificatesPage, name: str) -> UUID:
    return people(page)[name].participant_id


def go_to(page: CertificatesPage, name: str) -> None:
    assert page.list.go_to(key_of(page, name))
    settle()


def listed(page: CertificatesPage) -> list[str]:
    return [entry.candidate.name for entry in page.list.entries.rows]


def button(parent: QWidget, label: str) -> Button:
    return next(b for b in parent.findChildren(Button) if b.label == label and b.isVisible())


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    settle()


def pdf_text(source: Path | bytes) -> str:
    """The text of a PDF, read on the one thread that may use PDFium."""

    def read() -> str:
        import pypdfium2

        document = pypdfium2.PdfDocument(source)
        texts = []
        for page in document:
            words = page.get_textpage()
            texts.append(words.get_text_range())
            words.close()
            page.close()
        document.close()
        return "\n".join(texts)

    return pdf_preview._thread().submit(read).result()


def preview_text(page: CertificatesPage) -> str:
    opened = page.detail.preview.view._document
    if opened is None:
        return ""

    def read() -> str:
        sheet = opened.document[0]
        words = sheet.get_textpage()
        text = words.get_text_range()
        words.close()
        sheet.close()
        return str(text)

    return pdf_preview._thread().submit(read).result()


def wait_for_preview(page: CertificatesPage, qtbot: QtBot, text: str) -> str:
    qtbot.waitUntil(lambda: text in preview_text(page), timeout=PATIENCE)
    return preview_text(page)


def answer(page: CertificatesPage, path: Path) -> None:
    page.context.files.answer = path  # type: ignore[attr-defined]


def everything_in(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


# The list -----------------------------------------------------------------------------------------


def test_the_list_is_in_order_of_name_with_kind_serial_and_sum(page: CertificatesPage) -> None:
    assert listed(page) == sorted(listed(page), key=fold)
    assert len(listed(page)) == 35
    said = {entry.candidate.name: entry for entry in page.list.entries.rows}
    assert said[FIRST].sum == "present 100 % of 30 h 55 min, assessment 76 %, case presented"
    assert said[SECOND].sum == (
        "present 100 % of 30 h 55 min, assessment 68 %: below the 70 % for completion, "
        "case presented"
    )
    assert said["Vu Dinh Luong"].sum == (
        "present 89 % of 30 h 55 min, not assessed, so participation only, case presented"
    )
    assert said[BELOW].sum == "present 57 %: below the 80 % that the programme asks"
    spoken = page.list.entries.index_of(key_of(page, FIRST)).data()
    assert "Completion, issued" in spoken
    assert "VTE-2024-11-001" in spoken
    assert page.issued_badge.text == "34 of 35 issued"


@pytest.mark.parametrize(
    ("label", "expected"), [("All", 35), ("Eligible", 34), ("Issued", 34), ("Not eligible", 1)]
)
def test_the_choice_of_whom_to_show(page: CertificatesPage, label: str, expected: int) -> None:
    click(button(page.choice, label))
    assert len(listed(page)) == expected
    if label == "Not eligible":
        assert listed(page) == [BELOW]
        assert page.detail.entry is not None
        assert page.detail.entry.candidate.name == BELOW


def test_finding_somebody_without_accents(page: CertificatesPage) -> None:
    page.find_here()
    QTest.keyClicks(page.filter, "penaflor")
    assert listed(page) == ["Ma. Luisa Peñaflorida"]
    QTest.keyClicks(page.filter, "zz")
    assert listed(page) == []
    click(button(page, "Show everybody"))
    assert len(listed(page)) == 35


def row(rules: CertificateRules, record: Record) -> CandidateRow:
    return CandidateRow(
        UUID(int=1), "Ana", "", "", record.presence, record.assessment_percent,
        record.case_presented, decide(rules, record), None,
    )  # fmt: skip


def test_a_sum_never_rounds_up_to_what_was_not_reached() -> None:
    rules = CertificateRules()
    almost = Presence(attended=7999, held=10000)
    text = words.sum_in_words(row(rules, Record(almost, 90, True)), rules)
    assert text == "present 79 %: below the 80 % that the programme asks"


@pytest.mark.parametrize(
    ("record", "rules", "expected"),
    [
        (Record(Presence(0, 0)), CertificateRules(), "no attendance has been taken yet"),
        (Record(Presence(60, 60), 90, False), CertificateRules(),
         "present 100 % of 1 h, assessment 90 %, no case presented, which completion asks"),
        (Record(Presence(60, 60)), CertificateRules(offers_completion=False),
         "present 100 % of 1 h"),
        (Record(Presence(60, 60), None, True),
         CertificateRules(needs_assessment=False), "present 100 % of 1 h, case presented"),
        (Record(Presence(60, 60), 75, False), CertificateRules(needs_case=False),
         "present 100 % of 1 h, assessment 75 %"),
        (Record(Presence(60, 60), 75, True, withdrawn=True), CertificateRules(),
         "withdrawn from the programme"),
    ],
)  # fmt: skip
def test_every_reason_in_words(record: Record, rules: CertificateRules, expected: str) -> None:
    assert words.sum_in_words(row(rules, record), rules) == expected


def test_every_reason_has_words() -> None:
    rules = CertificateRules()
    for reason in Reason:
        base = row(rules, Record(Presence(50, 60), 60, False))
        candidate = CandidateRow(
            base.participant_id, base.name, "", "", base.presence, 60, False,
            Eligibility(None, reason), None,
        )  # fmt: skip
        assert words.sum_in_words(candidate, rules)


# The preview --------------------------------------------------------------------------------------


def test_the_preview_shows_the_chosen_person(page: CertificatesPage, qtbot: QtBot) -> None:
    text = wait_for_preview(page, qtbot, FIRST)
    assert "VTE-2024-11-001" in text
    assert "Certificate of Completion" in text
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    text = wait_for_preview(page, qtbot, SECOND)
    assert FIRST not in text
    assert "Certificate of Participation" in text
    QTest.keyClick(page.list, Qt.Key.Key_Up)
    wait_for_preview(page, qtbot, FIRST)
    assert not page.detail.mark.isVisible()


def test_only_the_sheet_where_the_cursor_rests_is_drawn(
    page: CertificatesPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait_for_preview(page, qtbot, FIRST)
    started: list[object] = []
    start = page.context.runner.start
    monkeypatch.setattr(
        page.context.runner, "start", lambda work: (started.append(work), start(work))[1]
    )
    for _ in range(12):
        QTest.keyClick(page.list, Qt.Key.Key_Down)
    wait_for_preview(page, qtbot, listed(page)[12])
    assert len(started) == 1


def test_without_a_number_it_is_a_proof(page: CertificatesPage, qtbot: QtBot) -> None:
    go_to(page, BELOW)
    text = wait_for_preview(page, qtbot, BELOW)
    assert "PROOF" in text
    assert "VTE-" not in text
    qtbot.waitUntil(page.detail.mark.isVisible)
    assert not page.detail.issue.isVisible()  # the rules propose none
    go_to(page, FIRST)
    wait_for_preview(page, qtbot, FIRST)
    assert not page.detail.mark.isVisible()


def test_the_preview_follows_the_programme_but_for_what_was_issued(
    page: CertificatesPage, qtbot: QtBot
) -> None:
    from facilitator.application.commands.programme import EditProgramme

    wait_for_preview(page, qtbot, FIRST)
    page.document.execute(EditProgramme({"title": "A Week of Trust", "donor_line": "A new friend"}))
    text = wait_for_preview(page, qtbot, "A new friend")
    # what was issued keeps the title that it was issued with
    assert "A Week of Trust" not in text


# Issuing and voiding ------------------------------------------------------------------------------


def void(page: CertificatesPage, name: str) -> str:
    """Void a certificate by command; its serial."""
    issued = people(page)[name].issued
    assert issued is not None
    page.document.execute(VoidCertificate(issued.id, "a test"))
    settle()
    return issued.serial


def test_void_asks_for_a_reason_and_can_be_undone(
    page: CertificatesPage, kept_sample: Controller, qtbot: QtBot
) -> None:
    go_to(page, SECOND)
    click(page.detail.void)
    assert QApplication.focusWidget() is page.detail.reason
    QTest.keyClick(page.detail.reason, Qt.Key.Key_Return)
    assert page.detail.reason_field.field.error == "Say why, so that the register can tell later."
    assert people(page)[SECOND].issued is not None
    QTest.keyClicks(page.detail.reason, "Wrong name")
    click(page.detail.confirm_void)
    assert people(page)[SECOND].issued is None
    assert page.issued_badge.text == "33 of 35 issued"
    assert page.waiting_badge.text == "1 without a number yet"
    assert "void: VTE-2024-11-002" in page.detail._state.text()
    qtbot.waitUntil(page.detail.mark.isVisible, timeout=PATIENCE)
    click(kept_sample.window.toast._button)
    again = people(page)[SECOND].issued
    assert again is not None
    assert again.serial == "VTE-2024-11-002"
    assert page.issued_badge.text == "34 of 35 issued"


def test_issue_again_gives_a_new_number(page: CertificatesPage) -> None:
    old = void(page, SECOND)
    go_to(page, SECOND)
    click(page.detail.issue)
    issued = people(page)[SECOND].issued
    assert issued is not None
    assert issued.serial == "VTE-2024-11-035"
    states = {kept.serial: kept.state for kept in page.document.query(register)}
    assert states[old] is CertificateState.VOID
    assert page.detail.void.isVisible()
    assert not page.detail.issue.isVisible()


def test_a_spelling_that_is_not_confirmed_is_named_and_put_right(page: CertificatesPage) -> None:
    void(page, SECOND)
    page.document.execute(EditParticipant(key_of(page, SECOND), {"name_confirmed": False}))
    settle()
    go_to(page, SECOND)
    assert "not confirmed" in page.detail.caution.text
    click(page.detail.issue)
    assert "has not confirmed the spelling" in page.message.text
    assert people(page)[SECOND].issued is None
    click(button(page.detail.caution, "The spelling is right"))
    assert not page.detail.caution.isVisible()
    click(page.detail.issue)
    assert people(page)[SECOND].issued is not None
    assert not page.message.isVisible()


def test_a_name_changed_after_issue_is_noticed(page: CertificatesPage) -> None:
    page.document.execute(EditParticipant(key_of(page, SECOND), {"certificate_name": "A. Maia"}))
    settle()
    go_to(page, "A. Maia")
    assert page.detail.caution.isVisible()
    assert SECOND in page.detail.caution.text
    assert "Put it right to issue it again" in page.detail.caution.text


def test_a_kind_that_does_not_hold_any_more_is_noticed(page: CertificatesPage) -> None:
    page.document.execute(EditParticipant(key_of(page, FIRST), {"assessment_percent": 40}))
    settle()
    go_to(page, FIRST)
    entry = page.detail.entry
    assert entry is not None
    assert entry.candidate.eligibility.kind is CertificateKind.PARTICIPATION
    assert page.detail.caution.text == ("Issued as completion; the record now says: participation.")


def test_change_signatories_leads_to_the_programme(
    page: CertificatesPage, kept_sample: Controller
) -> None:
    click(page.signatories_button)
    front = kept_sample.window.pages.front
    assert front is not None
    assert front.id == "programme"


# Saving -------------------------------------------------------------------------------------------


def wait_for_end(page: CertificatesPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.saving.writer.is_busy, timeout=60000)
    settle()


def test_save_pdfs_into_a_real_folder(
    page: CertificatesPage, qtbot: QtBot, tmp_path: Path, kept_sample: Controller
) -> None:
    target = tmp_path / "Certificates à imprimer"
    target.mkdir()
    answer(page, target)
    click(page.save_button)
    wait_for_end(page, qtbot)
    made = everything_in(target)
    assert "certificates.pdf" in made
    single = [name for name in made if name.startswith("certificates/")]
    assert len(single) == 34
    assert len(made) == 36  # nothing else, hidden or not
    together = pdf_text(target / "certificates.pdf")
    for row in people(page).values():
        if row.issued is not None:
            assert row.issued.serial in together
    assert BELOW not in together
    one = next(name for name in single if "001" in name)
    assert FIRST in pdf_text(target / one)
    toast = kept_sample.window.toast
    assert toast.text == "35 files saved in Certificates à imprimer"
    assert toast._button.label == "Open folder"


def test_missing_numbers_are_told_of_and_given_on_saving(
    page: CertificatesPage, qtbot: QtBot, tmp_path: Path
) -> None:
    void(page, FIRST)
    void(page, SECOND)
    page.document.execute(EditParticipant(key_of(page, SECOND), {"name_confirmed": False}))
    settle()
    click(page.save_button)
    assert "1 person is eligible and has no number yet" in page.message.text
    assert "1 more has not confirmed the spelling" in page.message.text
    click(button(page.message, "Issue 1 and save"))  # the dialog is cancelled
    assert people(page)[FIRST].issued is None
    answer(page, tmp_path / "out")
    click(page.save_button)
    click(button(page.message, "Issue 1 and save"))
    wait_for_end(page, qtbot)
    issued = people(page)[FIRST].issued
    assert issued is not None
    assert issued.serial == "VTE-2024-11-035"
    text = pdf_text(tmp_path / "out" / "certificates.pdf")
    assert "VTE-2024-11-035" in text
    assert "VTE-2024-11-001" not in text
    assert people(page)[SECOND].issued is None


def test_only_the_issued_can_be_saved(page: CertificatesPage, qtbot: QtBot, tmp_path: Path) -> None:
    void(page, FIRST)
    answer(page, tmp_path)
    click(page.save_button)
    click(button(page.message, "Save only the 33 issued"))
    wait_for_end(page, qtbot)
    assert people(page)[FIRST].issued is None
    assert len(list((tmp_path / "certificates").iterdir())) == 33


def held(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Single certificates are written up to the fifth; the others when this is set."""
    from facilitator.reports import certificate_files

    name, go_on, numbers = certificate_files._unused, threading.Event(), count(1)

    def held_name(*args: Any) -> str:
        assert next(numbers) <= 5 or go_on.wait(60)
        return name(*args)

    monkeypatch.setattr(certificate_files, "_unused", held_name)
    return go_on


def test_cancel_half_way_leaves_nothing_half_done(
    page: CertificatesPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait_for_preview(page, qtbot, FIRST)
    (tmp_path / "certificates.pdf").write_bytes(b"from yesterday")
    go_on = held(monkeypatch)
    before = everything_in(tmp_path)
    page.saving.save_into(tmp_path)
    qtbot.waitUntil(page.progress.isVisible, timeout=PATIENCE)
    assert not page.save_button.isEnabled()
    # In the second half: the joint PDF is done, single ones are being written.
    qtbot.waitUntil(
        lambda: len([p for p in everything_in(tmp_path) - before if p.endswith(".pdf")]) > 4,
        timeout=60000,
    )
    click(button(page.progress, "Cancel"))
    go_on.set()
    wait_for_end(page, qtbot)
    assert everything_in(tmp_path) == before
    assert (tmp_path / "certificates.pdf").read_bytes() == b"from yesterday"
    assert page.message.text == "Stopped. Nothing was written."
    assert page.save_button.isEnabled()
    assert not page.progress.isVisible()


A_BUSY_MACHINE = 10.0
"""Seconds by the clock after which no load explains that a window stands still."""


def test_the_window_answers_while_certificates_are_written(
    page: CertificatesPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait_for_preview(page, qtbot, FIRST)
    go_on = held(monkeypatch)
    beats: list[float] = []
    moments: list[float] = []
    timer = QTimer()
    timer.setInterval(16)
    # The window's own work between two beats; by the clock it also waits for a busy machine.
    timer.timeout.connect(lambda: beats.append(time.thread_time()))
    timer.timeout.connect(lambda: moments.append(time.monotonic()))
    page.saving.save_into(tmp_path)
    timer.start()
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert page.detail.entry is not None
    assert page.detail.entry.candidate.name == SECOND
    qtbot.waitUntil(lambda: len(beats) > 10)
    assert page.saving.writer.is_busy, (
        "the window does not wait for the writing, which is held back"
    )
    go_on.set()
    wait_for_end(page, qtbot)
    timer.stop()
    longest = max(later - earlier for earlier, later in pairwise(beats))
    assert len(beats) > 10
    assert longest < 0.5, f"the window stood still for {longest:.2f} s"
    assert max(later - earlier for earlier, later in pairwise(moments)) < A_BUSY_MACHINE


def forbidden(tmp_path: Path) -> Path:
    """A folder in which this user cannot write; root can nearly everywhere."""
    folder = tmp_path / "locked"
    folder.mkdir()
    folder.chmod(0o555)
    return Path("/sys") if os.access(folder, os.W_OK) else folder


def test_a_forbidden_folder_is_a_sentence(
    page: CertificatesPage, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = forbidden(tmp_path)
    answer(page, folder)
    click(page.save_button)
    qtbot.waitUntil(page.message.isVisible, timeout=PATIENCE)
    wait_for_end(page, qtbot)
    assert page.message.text.startswith(f"{folder} ")
    assert "read-only" in page.message.text
    assert ".facilitator-part" not in page.message.text
    assert page.save_button.isEnabled()


def test_a_full_disk_is_a_sentence_and_leaves_nothing(
    page: CertificatesPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait_for_preview(page, qtbot, FIRST)

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    target = tmp_path / "stick"
    target.mkdir()
    page.saving.save_into(target)
    wait_for_end(page, qtbot)
    assert page.message.text.startswith("The disk is full")
    assert str(target) in page.message.text
    assert everything_in(target) == set()


def test_saving_from_the_palette(
    page: CertificatesPage, kept_sample: Controller, qtbot: QtBot, tmp_path: Path
) -> None:
    kept_sample.go_to("programme")
    answer(page, tmp_path / "out")
    assert kept_sample.actions.run("certificates.save")
    wait_for_end(page, qtbot)
    assert (tmp_path / "out" / "certificates.pdf").exists()


def test_one_pdf_for_the_printer(page: CertificatesPage, qtbot: QtBot, tmp_path: Path) -> None:
    answer(page, tmp_path / "all.pdf")
    QTest.keyClick(page.list, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    wait_for_end(page, qtbot)
    assert everything_in(tmp_path) >= {"all.pdf"}
    assert "VTE-2024-11-034" in pdf_text(tmp_path / "all.pdf")


def test_nothing_issued_is_a_sentence(page: CertificatesPage, tmp_path: Path, qtbot: QtBot) -> None:
    for row in people(page).values():
        page.document.execute(EditParticipant(row.participant_id, {"name_confirmed": False}))
        if row.issued is not None:
            page.document.execute(VoidCertificate(row.issued.id, "a test"))
    settle()
    answer(page, tmp_path / "out")
    click(page.save_button)
    assert page.message.text.startswith("There is nothing to export yet")
    assert not (tmp_path / "out").exists()


# Read-only, nobody --------------------------------------------------------------------------------


def test_read_only_says_why_and_still_saves(
    shell: Controller, sample_path: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    with Workspace.open(sample_path):
        assert shell.open_programme(sample_path)
        page = shown(shell, qtbot)
        assert not page.detail.void.isEnabled()
        assert "read only" in page.detail.void.toolTip()
        answer(page, tmp_path / "out")
        click(page.save_button)
        wait_for_end(page, qtbot)
        assert (tmp_path / "out" / "certificates.pdf").exists()


def test_nobody_yet_leads_to_participants(shell: Controller, tmp_path: Path, qtbot: QtBot) -> None:
    from datetime import date

    from facilitator.exchange.templates import new_programme

    path = tmp_path / "new.programme"
    new_programme(path, "blank", date(2026, 3, 2)).close()
    assert shell.open_programme(path)
    page = shown(shell, qtbot)
    visible = [b.label for b in page.findChildren(Button) if b.isVisible() and b.label]
    assert visible == ["Go to Participants"]
    click(page._to_people)
    front = shell.window.pages.front
    assert front is not None
    assert front.id == "participants"


# The other parts of the page ----------------------------------------------------------------------


def part(page: CertificatesPage, key: str) -> None:
    page.part.choose(key)
    page._show_part()
    settle()


def test_the_look_is_chosen_and_shown_with_the_longest_name(
    page: CertificatesPage, qtbot: QtBot, tmp_path: Path
) -> None:
    from facilitator.application.queries.certificates import design
    from facilitator.reports.certificates import layout_of

    part(page, "look")
    look = page.look

    def shown_text() -> str:
        opened = look.preview.view._document
        return "" if opened is None else pdf_preview._thread().submit(
            lambda: opened.document[0].get_textpage().get_text_range()
        ).result()  # fmt: skip

    qtbot.waitUntil(lambda: "Domingas" in shown_text(), timeout=PATIENCE)
    look.language.setCurrentIndex(look.language.findData("pt"))
    look._on_language()
    look.which.setCurrentIndex(look.which.findData("band"))
    look._on_which()
    assert page.document.query(design).language == "pt"
    qtbot.waitUntil(lambda: "Certificado" in shown_text(), timeout=PATIENCE)
    at = next(n for n, box in enumerate(look.layout_now.boxes) if "{donor}" in box.text)
    look.boxes.setCurrentRow(at)
    look.form.text.setPlainText("Ao povo {donor}")
    settle()
    own = layout_of(page.document.query(design).layout)
    assert own.boxes[at].text == "Ao povo {donor}"
    look.keep_layout(tmp_path / "ours.certificate-layout")
    page.document.undo()
    look.take_layout(tmp_path / "ours.certificate-layout")
    assert layout_of(page.document.query(design).layout) == own
    (tmp_path / "bad.json").write_text("{}", "utf-8")
    look.take_layout(tmp_path / "bad.json")
    assert "layout" in page.message.text
    assert layout_of(page.document.query(design).layout) == own


def test_a_box_is_placed_by_mouse_and_by_keys(page: CertificatesPage, qtbot: QtBot) -> None:
    from facilitator.application.queries.certificates import design
    from facilitator.reports.certificates import layout_of

    part(page, "look")
    look, area = page.look, page.look.placing
    qtbot.waitUntil(lambda: look.preview.view.is_drawn, timeout=PATIENCE)
    at = next(n for n, box in enumerate(look.layout_now.boxes) if "{donor}" in box.text)
    before = look.layout_now.boxes[at]
    start = area.place_of(before).center().toPoint()
    unit = area._millimetre()
    way = QPoint(round(10 * unit), round(-6 * unit))
    QTest.mousePress(area, Qt.MouseButton.LeftButton, pos=start)
    assert look.boxes.currentRow() == at
    QTest.mouseMove(area, start + way)
    assert page.document.query(design).layout == "", "nothing is kept while it is dragged"
    QTest.mouseRelease(area, Qt.MouseButton.LeftButton, pos=start + way)
    put = layout_of(page.document.query(design).layout).boxes[at]
    assert put.x == pytest.approx(before.x + way.x() / unit, abs=0.11)
    assert put.y == pytest.approx(before.y + way.y() / unit, abs=0.11)
    assert look.boxes.currentRow() == at
    area.setFocus()
    QTest.keyClick(area, Qt.Key.Key_Right)
    QTest.keyClick(area, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    last = layout_of(page.document.query(design).layout).boxes[at]
    assert (last.x, last.y) == (pytest.approx(put.x + 1), pytest.approx(put.y + 0.1))
    for _ in range(3):
        area.placed.emit(moved(last, (-999, 999), look.layout_now.size))
    edge = layout_of(page.document.query(design).layout).boxes[at]
    assert edge.x == 0
    assert edge.y + edge.height == pytest.approx(look.layout_now.size[1], abs=0.1)


def test_a_drawing_or_a_page_becomes_the_background(page: CertificatesPage, tmp_path: Path) -> None:
    svg, junk = tmp_path / "a.svg", tmp_path / "b.svg"
    svg.write_text("<svg xmlns='http://www.w3.org/2000/svg' width='29' height='21'>"
                   "<rect width='29' height='21' fill='#ffeedd'/></svg>", "utf-8")  # fmt: skip
    junk.write_text("<svg", "utf-8")
    part(page, "look")
    page.look.take_background(svg)
    assert page.look.layout_now.background.startswith(b"\x89PNG")
    before = page.look.layout_now
    page.look.take_background(junk)
    assert page.look.layout_now == before
    assert "picture" in page.message.text


def test_names_that_need_a_look_are_listed_with_the_fix(page: CertificatesPage) -> None:
    part(page, "preflight")
    assert page.preflight._told.text().startswith("All is well")
    changes = {"own_script_name": "李明", "certificate_name": "x" * 180}
    page.document.execute(EditParticipant(key_of(page, FIRST), changes))
    part(page, "preflight")
    said = " ".join(label.text() for label in page.preflight.findChildren(PlainLabel))
    assert "No font here draws the script of the own script (Cjk)" in said
    assert "prints at" in said
    assert "Ask the person" in said
    click(button(page.preflight, "Open the person"))
    assert page.part.key == "people"


def test_a_certificate_is_signed_and_found_genuine(
    page: CertificatesPage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part(page, "check")
    panel = page.check.signing
    panel.passphrase.setText("short")
    panel.again.setText("short")
    click(panel.act)
    assert "characters" in panel.field.field.message.text
    panel.passphrase.setText("four words and a comma")
    panel.again.setText("four words and a coma")
    click(panel.act)
    assert "differ" in panel.field.field.message.text
    assert not signing.own_keys()
    panel.passphrase.setText("four words and a comma")
    panel.again.setText("four words and a comma")
    click(panel.act)
    assert not panel.again_field.isVisibleTo(panel)
    panel.passphrase.setText("wrong wrong wrong")
    click(panel.act)
    assert "passphrase" in panel.field.field.message.text
    assert not any(row.code for row in page.document.query(register))
    panel.passphrase.setText("four words and a comma")
    click(panel.act)
    rows = page.document.query(register)
    assert all(row.code.startswith("FC1:") for row in rows)
    assert panel.passphrase.text() == ""
    page.check.text.setText(rows[0].code)
    page.check._on_text()
    qtbot.waitUntil(lambda: "Genuine" in said_by(page.check), timeout=PATIENCE)
    page.document.execute(VoidCertificate(rows[0].id, "a test"))
    page.check._on_text()
    qtbot.waitUntil(lambda: "Void" in said_by(page.check), timeout=PATIENCE)
    click(panel.publish)
    assert "passphrase" in panel.field.field.message.text
    assert not (tmp_path / "issuer.json").exists()
    monkeypatch.setattr(page.context.files, "to_save",
                        lambda *given: given[-1](tmp_path / "issuer.json"))  # fmt: skip
    panel.passphrase.setText("four words and a comma")
    click(panel.publish)
    assert panel.passphrase.text() == ""
    panel.print_to(tmp_path / "key.pdf")
    assert rows[0].serial in (tmp_path / "issuer.json").read_text("utf-8")
    assert "Fingerprint" in pdf_text(tmp_path / "key.pdf")


def said_by(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(PlainLabel))


def test_a_wrong_name_is_put_right_in_one_act(page: CertificatesPage, qtbot: QtBot) -> None:
    go_to(page, FIRST)
    old = people(page)[FIRST].issued
    assert old is not None
    click(page.detail.reissue)
    room = page.detail.reissue_room
    room.name.setText("Abdul Nasser Macarampat")
    click(room.confirm)
    assert "Say why" in room.reason_field.field.message.text
    room.reason.setText("misspelt")
    click(room.confirm)
    new = people(page)["Abdul Nasser Macarampat"].issued
    assert new is not None
    assert new.replaces == old.serial
    assert new.number > old.number
    (void,) = [row for row in page.document.query(register) if row.serial == old.serial]
    assert (void.state, void.name) == (CertificateState.VOID, FIRST)
    page.document.undo()
    assert people(page)[FIRST].issued == old


def test_what_is_decided_against_the_rules_is_kept_with_its_reason(page: CertificatesPage) -> None:
    go_to(page, BELOW)
    click(page.detail.decide)
    room = page.detail.decide_room
    room.kind.setCurrentIndex(room.kind.findData("participation"))
    room.reason.setText("ill on Thursday, made up for it")
    click(room.confirm)
    made = people(page)[BELOW].eligibility
    assert made.kind is CertificateKind.PARTICIPATION
    assert "ill on Thursday" in page.detail._sum.text()
    assert "below the 80 %" in page.detail._sum.text()
    click(page.detail.decide)
    click(room.follow)
    assert people(page)[BELOW].eligibility.kind is None


def test_the_other_papers_are_written(page: CertificatesPage, qtbot: QtBot, tmp_path: Path) -> None:
    from facilitator.ui.pages.certificates import more_papers

    more_papers.save_zip(page, tmp_path / "all.zip")
    wait_for_end(page, qtbot)
    more_papers.save_register(page, tmp_path)
    wait_for_end(page, qtbot)
    more_papers.save_ordered(page, tmp_path / "seats.pdf", "seat")
    wait_for_end(page, qtbot)
    more_papers.save_proofs(page, tmp_path / "proofs.pdf")
    wait_for_end(page, qtbot)
    names = {path.name for path in tmp_path.iterdir()}
    assert names >= {"all.zip", "register.pdf", "register.xlsx", "seats.pdf", "proofs.pdf"}
    acts = more_papers.menu(page).actions()
    assert len([act for act in acts if act.text()]) == 7

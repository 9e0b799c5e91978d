"""Data protection through the window: fields by keys, prints read back, the wipe with its word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from facilitator.application.commands.data_protection import EditDataProtection
from facilitator.application.queries import data_protection as queries
from facilitator.application.queries.people import participants
from facilitator.application.queries.programme import the_programme
from facilitator.application.workspace import Workspace
from facilitator.reports.privacy_notice import filled, notices
from facilitator.ui.app.controller import Controller
from facilitator.ui.pages.data_protection.page import DataProtectionPage
from facilitator.ui.pages.data_protection.wipe_dialog import WipeDialog


@pytest.fixture
def page(kept_sample: Controller) -> DataProtectionPage:
    found = kept_sample.bring("data_protection")
    assert isinstance(found, DataProtectionPage)
    return found


def _text(path: Path) -> list[str]:
    pdf = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_bounded() for page in pdf]
    finally:
        pdf.close()


def _fill(shell: Controller, qtbot: QtBot, page: DataProtectionPage, name: str, text: str) -> None:
    control = page.responsible.fields[name].control
    control.setFocus()
    control.clear()  # type: ignore[attr-defined]
    qtbot.keyClicks(control, text)
    qtbot.keyClick(control, Qt.Key.Key_Return)


def test_the_notice_is_printed_in_the_languages_ticked_once_it_says_who_answers(
    kept_sample: Controller, page: DataProtectionPage, qtbot: QtBot, tmp_path: Path
) -> None:
    target = tmp_path / "notice.pdf"
    kept_sample.files.answer = target  # type: ignore[attr-defined]
    kept_sample.document.execute(EditDataProtection({"controller": ""}), None)
    page.notice.save_button.click()
    qtbot.waitUntil(lambda: "Fill in who is responsible" in page.message.text, timeout=10_000)
    assert not target.exists()
    _fill(kept_sample, qtbot, page, "controller", "Riverside Institute")
    _fill(kept_sample, qtbot, page, "responsible", "Ada Sample")
    _fill(kept_sample, qtbot, page, "contact", "ada@example.org")
    page.notice.boxes["lo"].setChecked(True)
    page.notice.save_button.click()
    qtbot.waitUntil(target.exists, timeout=20_000)
    qtbot.waitUntil(lambda: len(_text(target)) == 2, timeout=20_000)
    english = _text(target)[0]
    assert "Riverside Institute" in english
    assert "{" not in english


def test_a_wrong_number_of_days_is_said_beside_its_field(
    kept_sample: Controller, page: DataProtectionPage, qtbot: QtBot
) -> None:
    _fill(kept_sample, qtbot, page, "retention_days", "soon")
    assert "whole number" in page.responsible.fields["retention_days"].field.error
    _fill(kept_sample, qtbot, page, "retention_days", "90")
    assert page.responsible.fields["retention_days"].field.error == ""
    assert kept_sample.document.query(queries.protection).retention_days == 90


def test_one_persons_print_names_that_person_and_nobody_else(
    kept_sample: Controller, page: DataProtectionPage, qtbot: QtBot, tmp_path: Path
) -> None:
    target = tmp_path / "held.pdf"
    kept_sample.files.answer = target  # type: ignore[attr-defined]
    people = kept_sample.document.query(participants)
    before = len(kept_sample.document.query(queries.exports_made))
    page.held.people.setCurrentIndex(3)
    page.held.save_button.click()
    qtbot.waitUntil(target.exists, timeout=20_000)
    text = " ".join(" ".join(_text(target)).split())
    assert people[3].certificate_name in text
    assert not [p for p in people if p.id != people[3].id and p.certificate_name in text]
    assert len(kept_sample.document.query(queries.exports_made)) == before + 1


def test_a_harm_check_is_kept_or_says_what_is_missing(
    kept_sample: Controller, page: DataProtectionPage, qtbot: QtBot
) -> None:
    page.harm.keep_button.click()
    assert page.harm.fields["what"].field.error != ""
    qtbot.keyClicks(page.harm.what, "Report for the donor")
    qtbot.keyClick(page.harm.divides, Qt.Key.Key_Space)
    qtbot.keyClicks(page.harm.signed_by, "Ada Sample")
    page.harm.keep_button.click()
    (check,) = kept_sample.document.query(queries.harm_checks)
    assert (check.what, check.divides, check.exposes) == ("Report for the donor", True, False)


def test_the_wipe_needs_its_word_and_then_nobody_is_left(
    kept_sample: Controller, page: DataProtectionPage, qtbot: QtBot, tmp_path: Path
) -> None:
    kept_sample.files.answer = tmp_path / "archive.programme"  # type: ignore[attr-defined]
    page.end.wipe_button.click()
    dialog = page.findChild(WipeDialog)
    assert dialog is not None
    dialog.redact_requested.emit()
    assert dialog.free_texts.isChecked()
    assert dialog.free_texts.isVisibleTo(dialog)
    assert "Reasons for amendments (5)" in "".join(label.text() for label in dialog.findChildren(QLabel))
    qtbot.keyClick(dialog.word, Qt.Key.Key_Return)
    assert len(kept_sample.document.query(participants)) == 35
    qtbot.keyClicks(dialog.word, "wipe")
    qtbot.keyClick(dialog.word, Qt.Key.Key_Return)
    assert kept_sample.document.query(participants) == ()
    assert not page.end.wipe_button.isVisible()
    assert "35 people" in page.message.text
    kept_sample.go_to("participants")
    assert kept_sample.summary is not None
    assert kept_sample.summary.people == ()
    with Workspace.open(tmp_path / "archive.programme") as copy:
        assert len(copy.query(participants)) == 35


def test_every_language_of_the_notice_is_whole() -> None:
    codes = [notice.code for notice in notices()]
    assert codes[0] == "en"
    assert set(codes) == {"en", "fr", "lo", "th", "vi", "id", "km", "my", "pt"}
    for notice in notices():
        said = " ".join(text for _, text in notice.sections)
        for brace in ("{controller}", "{programme}", "{responsible}", "{contact}", "{due}"):
            assert said.count(brace) == 1, (notice.code, brace)


def test_the_notice_says_the_date_as_its_readers_do(kept_sample: Controller) -> None:
    programme = kept_sample.document.query(the_programme)
    protection = replace(
        kept_sample.document.query(queries.protection),
        last_day=date(2024, 11, 8),
        retention_days=180,
    )
    told = {
        notice.code: " ".join(text for _, text in filled(notice, programme, protection))
        for notice in notices()
    }
    assert "Until 7 May 2025." in told["en"]
    assert "Jusqu'au 7 mai 2025." in told["fr"]
    assert "2025-05-07" not in "".join(told.values())

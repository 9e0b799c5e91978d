"""Where the pages offer to save: beside the programme, under its name."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from facilitator.ui.app.controller import Controller
from facilitator.ui.app.files import Chosen
from facilitator.ui.pages.participants import menus, papers
from facilitator.ui.pages.participants.page import ParticipantsPage


class Asked:
    """Notes what a dialog would start with; nothing is chosen."""

    def __init__(self) -> None:
        self.starts: list[Path] = []

    def to_save(self, parent: QWidget, title: str, kinds: str, start: Path, chosen: Chosen) -> None:
        self.starts.append(start)

    to_open = to_save

    def folder(self, parent: QWidget, title: str, start: Path, chosen: Chosen) -> None:
        self.starts.append(start)


@pytest.fixture
def asked(with_sample: Controller, monkeypatch: pytest.MonkeyPatch) -> Asked:
    found = Asked()
    files = with_sample.page("certificates").context.files
    for name in ("to_save", "to_open", "folder"):
        monkeypatch.setattr(files, name, getattr(found, name), raising=False)
    return found


@pytest.mark.parametrize(
    ("page_id", "name"),
    [("certificates", "certificates.pdf"), ("attendance", "sign-in sheets.pdf"),
     ("report", "report.pdf"), ("agenda", "agenda.pdf")],
)  # fmt: skip
def test_a_paper_is_offered_beside_the_programme(
    with_sample: Controller, asked: Asked, sample_path: Path, page_id: str, name: str
) -> None:
    with_sample.go_to(page_id)
    QApplication.processEvents()
    with_sample.page(page_id).print_out()
    assert asked.starts == [sample_path.with_name(f"vientiane-2024 - {name}")]


def test_papers_and_lists_of_people_are_offered_beside_the_programme(
    with_sample: Controller, asked: Asked, sample_path: Path
) -> None:
    with_sample.go_to("participants")
    QApplication.processEvents()
    page = with_sample.page("participants")
    assert isinstance(page, ParticipantsPage)
    for paper in papers.PAPERS:
        menus.save_paper(page, paper)
    wanted = [sample_path.with_name(f"vientiane-2024 - {p.file_name}") for p in papers.PAPERS]
    assert asked.starts == wanted
    page.importing.choose_list()
    assert asked.starts[-1] == sample_path.parent


def test_the_folder_of_certificates_is_that_of_the_programme(
    with_sample: Controller, asked: Asked, sample_path: Path
) -> None:
    with_sample.go_to("certificates")
    QApplication.processEvents()
    with_sample.page("certificates").saving.choose_folder()  # type: ignore[attr-defined]
    assert asked.starts == [sample_path.parent]

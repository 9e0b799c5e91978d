"""The menus of the page: what can be done with a person, and what can be printed or saved."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from facilitator.support.i18n import tr
from facilitator.ui.app.icons import icon
from facilitator.ui.app.paper_writer import Written, show_folder
from facilitator.ui.pages.participants import papers

if TYPE_CHECKING:
    from facilitator.ui.pages.participants.page import ParticipantsPage


def _menu(parent: QWidget) -> QMenu:
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def show_person_menu(page: ParticipantsPage, place: QPoint) -> None:
    """Offer at `place` of the table what can be done with the person under the cursor."""
    person, changes = page.current_person(), page.changes
    if person is None:
        return
    menu = _menu(page.table)
    menu.addAction(icon("panel-right"), tr("Details"), page.show_current)
    if not page.document.read_only:
        word = tr("Take back the withdrawal") if person.withdrawn else tr("Mark as withdrawn")
        menu.addAction(icon("user-minus"), word, changes.toggle_withdrawn)
        if not person.withdrawn:
            menu.addAction(
                icon("repeat"), tr("Replace by somebody else…"), changes.begin_replacement
            )
        menu.addSeparator()
        menu.addAction(icon("trash-2"), page.delete_button.label, changes.delete_chosen)
    menu.popup(page.table.viewport().mapToGlobal(place))


def show_papers(page: ParticipantsPage) -> None:
    """Offer below the button "Print" what can be printed or saved of the people."""
    button = page.print_button
    menu = _menu(button)
    for paper in papers.PAPERS:
        menu.addAction(icon(paper.icon), tr(paper.title), partial(save_paper, page, paper))
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
    menu.setActiveAction(menu.actions()[0])


def save_paper(page: ParticipantsPage, paper: papers.Paper) -> None:
    """Ask where to write one of the papers, and write it there."""
    start = page.paper_path(paper.file_name)
    suffix = paper.file_name.rpartition(".")[2]
    kinds = f"{suffix.upper()} (*.{suffix})"
    page.context.files.to_save(page, tr(paper.title), kinds, start, partial(_write, page, paper))


def _write(page: ParticipantsPage, paper: papers.Paper, path: Path) -> None:
    if page.document.is_open:
        page.writer.write(partial(papers.export_of, paper, page.document.workspace, path),
                          partial(_tell_written, page), kind="warn")  # fmt: skip


def _tell_written(page: ParticipantsPage, made: Written) -> None:
    page.context.shell.tell(tr("{file} is written", file=made[0].name), tr("Show the folder"),
                            partial(show_folder, made))  # fmt: skip

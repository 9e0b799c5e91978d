"""Revisions: every frozen text can be read, and any two compared word by word."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from facilitator.application.commands.vision_text import FreezeRevision
from facilitator.application.queries import vision_work
from facilitator.application.rows.vision import ParagraphRow, RevisionRow
from facilitator.domain.vision.differences import text_differences
from facilitator.support.clock import today
from facilitator.support.i18n import tr
from facilitator.ui.pages.vision.part import buttons
from facilitator.ui.pages.vision.words import called
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.controls import combo, fill
from facilitator.ui.widgets.difference_view import Block, DifferenceView
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import row

if TYPE_CHECKING:
    from facilitator.ui.pages.vision.draft import DraftPart

NOW = "now"


def revision_name(revision: RevisionRow) -> str:
    """Number and date of a revision."""
    words = tr("Revision {number}, {date}", number=revision.number,
               date=revision.frozen_on.isoformat())  # fmt: skip
    if revision.version > 1:
        words = tr("Version {version}: {words}", version=revision.version, words=words)
    return tr("{words} (adopted)", words=words) if revision.adopted else words


def blocks(old: tuple[ParagraphRow, ...], new: tuple[ParagraphRow, ...]) -> list[Block]:
    """Changes between two texts, each under the mark that it has, with what was added or moved."""
    changes = text_differences(
        [(str(p.id), p.text) for p in old], [(str(p.id), p.text) for p in new]
    )
    names = {str(p.id): called(p) for p in (*old, *new)}
    found = []
    for change in changes:
        name = names[change.key]
        if change.is_new and old:
            name = tr("{place} (new)", place=name)
        elif change.is_gone:
            name = tr("{place} (taken out)", place=name)
        elif change.moved:
            name = tr("{place} (moved)", place=name)
        found.append((name, change.steps))
    return found


class RevisionsPanel(Panel):
    """Freeze, read, compare."""

    def __init__(self, part: DraftPart) -> None:
        super().__init__(tr("Revisions"))
        self.part = part
        self.revisions: tuple[RevisionRow, ...] = ()
        self.note = QLineEdit()
        self.note_field = FormField(tr("Note on the next revision"), self.note)
        self.body.addWidget(self.note_field)
        self.freeze = Button(tr("Freeze a revision"), icon="lock")
        self.freeze.clicked.connect(self._on_freeze)
        self.body.addLayout(buttons(self.freeze))
        self.old, self.new = combo(), combo()
        line = row(spacing=12)
        line.addWidget(FormField(tr("From"), self.old), 1)
        line.addWidget(FormField(tr("To"), self.new), 1)
        self.body.addLayout(line)
        self.view = DifferenceView(tr("Differences"))
        self.view.setMinimumHeight(260)
        self.body.addWidget(self.view)
        legend = tr("Underlined: added. Struck out: taken away.")
        self.body.addWidget(PlainLabel(legend, "small", "text2", wrap=True))
        self.save = Button(tr("Save the differences as PDF"), icon="file-down")
        self.save.clicked.connect(self._on_save)
        self.body.addLayout(buttons(self.save))
        for box in (self.old, self.new):
            box.activated.connect(self._show)

    def update_panel(self) -> None:
        """Read the revisions again."""
        known = len(self.revisions)
        self.revisions = self.part.page.document.query(vision_work.revisions)
        choices: list[tuple[str, object]] = [(revision_name(r), r.id) for r in self.revisions]
        fill(self.old, choices)
        fill(self.new, [*choices, (tr("The text as it is now"), NOW)])
        if known != len(self.revisions):
            self.old.setCurrentIndex(max(0, len(choices) - 2))
            self.new.setCurrentIndex(max(0, len(choices) - 1))
        self.freeze.setEnabled(self.part.may_write)
        self.save.setEnabled(bool(self.revisions))
        self._show()

    def _text(self, key: object) -> tuple[ParagraphRow, ...]:
        if key == NOW:
            return self.part.vision.paragraphs if self.part.vision else ()
        return next((r.paragraphs for r in self.revisions if r.id == key), ())

    def _show(self) -> None:
        self.view.show_blocks(
            blocks(self._text(self.old.currentData()), self._text(self.new.currentData()))
        )

    def _on_freeze(self) -> None:
        if self.part.page.do(FreezeRevision(today(), self.note.text()), tell=True):
            self.note.clear()
            self.part.page.refresh(None)

    def _on_save(self) -> None:
        page = self.part.page
        page.context.files.to_save(page, tr("Save the differences"), "PDF (*.pdf)",
                                   page.paper_path("vision-differences.pdf"), self._write)  # fmt: skip

    def _write(self, path: Path) -> None:
        from facilitator.reports.vision_exports import differences_export

        page = self.part.page
        old, new = self.old.currentText(), self.new.currentText()
        page.write(lambda: differences_export(  # type: ignore[attr-defined]
            page.document.workspace, self._text(self.old.currentData()),
            self._text(self.new.currentData()), (old, new), path,
        ))  # fmt: skip

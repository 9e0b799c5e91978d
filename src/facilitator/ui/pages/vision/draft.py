"""Draft: the paragraphs on the left, on the right where they come from, warnings and revisions."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QLineEdit, QStackedWidget, QWidget

from facilitator.application.commands.vision_text import (
    AgreeParagraph,
    DeleteParagraph,
    MoveParagraph,
    PutParagraph,
    SetSecondLanguage,
)  # fmt: skip
from facilitator.application.rows.vision import ParagraphRow
from facilitator.domain.vision import ParagraphKind, ParagraphState, brackets
from facilitator.domain.vision.states import DRAFTING, kind_after
from facilitator.support.i18n import tr, trn
from facilitator.ui.models.rows import Column, RowModel
from facilitator.ui.pages.vision.draft_side import OriginsPanel, TeamPanel, WarningsPanel
from facilitator.ui.pages.vision.part import Part, TextEdit, buttons, side_by_side
from facilitator.ui.pages.vision.revisions import RevisionsPanel
from facilitator.ui.pages.vision.words import called, kind_words, paragraph_state_words
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.controls import choose, combo
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import row
from facilitator.ui.widgets.segmented import SegmentedControl
from facilitator.ui.widgets.tables import Table, TableCard

FRAMES = {
    ParagraphKind.PREAMBULAR: ("Recalling ", "Recognising ", "Noting ", "Acknowledging "),
    ParagraphKind.OPERATIVE: ("Affirm ", "Commit ourselves to ", "Encourage ", "Invite "),
}
"""Openings that Ctrl+Enter offers, one after the other; they are words of the text, in English."""


class DraftPart(Part):
    """Only while the drafting team has the text are its words open to change."""

    def build(self) -> None:
        self.paragraph_id: UUID | None = None
        self._frame = 0
        self.side_tabs = SegmentedControl(
            [("origins", tr("Origins"), "link"), ("warnings", tr("Warnings"), "triangle-alert"),
             ("revisions", tr("Revisions"), "history"), ("team", tr("Team"), "users")],
            tr("Beside the text"))  # fmt: skip
        self.side_tabs.chosen.connect(self._on_side)
        self.origins, self.warnings = OriginsPanel(self), WarningsPanel(self)
        self.revisions, self.team = RevisionsPanel(self), TeamPanel(self)
        self.side = QStackedWidget()
        for panel in (self.origins, self.warnings, self.revisions, self.team):
            self.side.addWidget(panel)
        self.body.addWidget(
            side_by_side([self._list(), self._editor()], [self.side_tabs, self.side]), 1
        )

    def _list(self) -> QWidget:
        columns = [
            Column[ParagraphRow]("mark", tr("No."), called),
            Column[ParagraphRow]("text", tr("Text"), lambda row: row.text,
                                 tip=lambda row: row.text),
            Column[ParagraphRow]("state", tr("State"),
                                 lambda row: paragraph_state_words(row.state)),
        ]  # fmt: skip
        self.model: RowModel[ParagraphRow] = RowModel(columns, lambda row: row.id, self)
        self.table = Table(tr("Paragraphs"))
        self.table.show_model(self.model, -1)
        self.table.setSortingEnabled(False)
        self.table.setMinimumHeight(250)
        self.table.row_chosen.connect(self._on_row)
        self.table.opened.connect(lambda _key: self.text.setFocus())
        self.table.delete_requested.connect(lambda _keys: self._on_delete())
        header = self.table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(1, header.ResizeMode.Stretch)
        return TableCard(self.table)

    def _editor(self) -> QWidget:
        self.panel = Panel(tr("Paragraph"))
        self.kind = combo([(kind_words(kind), kind.value) for kind in ParagraphKind])
        self.heading = QLineEdit()
        line = row(spacing=12)
        self.kind_field = FormField(tr("Kind"), self.kind)
        self.heading_field = FormField(tr("Heading above it"), self.heading)
        line.addWidget(self.kind_field, 1)
        line.addWidget(self.heading_field, 2)
        self.panel.body.addLayout(line)
        self.text, self.second = TextEdit(4), TextEdit(4)
        self.text_field = FormField(tr("Text"), self.text, tr("Ctrl+Enter offers an opening word"))
        self.second_field = FormField(tr("Second language"), self.second)
        both = row(spacing=12)
        both.addWidget(self.text_field, 1)
        both.addWidget(self.second_field, 1)
        self.panel.body.addLayout(both)
        for made in (self.kind_field, self.heading_field, self.text_field, self.second_field):
            made.left.connect(self._on_save)
        frame = QShortcut(QKeySequence("Ctrl+Return"), self.text, self._on_frame)
        frame.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.from_words = PlainLabel("", "small", "text3", wrap=True)
        self.panel.body.addWidget(self.from_words)
        self._build_buttons()
        self.closed = PlainLabel("", "small", "text2", wrap=True)
        self.panel.body.addWidget(self.closed)
        return self.panel

    def _build_buttons(self) -> None:
        self.add = Button(tr("Add a paragraph"), icon="plus")
        self.up = Button(tr("Up"), icon="arrow-up")
        self.down = Button(tr("Down"), icon="arrow-down")
        self.bracket = Button(tr("Put the selected words in brackets"), icon="brackets")
        self.agree = Button(tr("Agreed ad referendum"), icon="check")
        self.delete = Button(tr("Delete"), icon="trash-2")
        self.bilingual = QCheckBox(tr("Second language beside it"))
        self.bilingual.setAccessibleName(self.bilingual.text())
        self.bilingual.toggled.connect(self._on_bilingual)
        for button, act in ((self.add, self.add_paragraph), (self.up, lambda: self._move(-1)),
                            (self.down, lambda: self._move(1)), (self.bracket, self._on_bracket),
                            (self.agree, self._on_agree), (self.delete, self._on_delete)):  # fmt: skip
            button.clicked.connect(act)
        flow = buttons(self.add, self.up, self.down, self.bracket, self.agree, self.delete)
        flow.addWidget(self.bilingual)
        self.panel.body.addLayout(flow)

    # Showing --------------------------------------------------------------------------------------

    @property
    def paragraphs(self) -> tuple[ParagraphRow, ...]:
        """The living text."""
        return self.vision.paragraphs if self.vision else ()

    @property
    def row(self) -> ParagraphRow | None:
        """The paragraph in the editor; None for one that is being begun."""
        return next((p for p in self.paragraphs if p.id == self.paragraph_id), None)

    @property
    def _refused(self) -> bool:
        """Whether what stands in the editor was refused, and stays to be put right."""
        return bool(self.text_field.field.error)

    @property
    def may_write(self) -> bool:
        """Whether the drafting team has the text."""
        return self.can_edit and (self.vision is None or self.vision.state in DRAFTING)

    def update_part(self) -> None:
        self.model.set_rows(self.paragraphs)
        if self.row is None and self.paragraphs and not self._begun:
            self.paragraph_id = self.paragraphs[0].id
        if self.paragraph_id is not None:
            self.table.choose(self.paragraph_id)
        language = self.vision.second_language if self.vision else ""
        self.bilingual.blockSignals(True)
        self.bilingual.setChecked(bool(language))
        self.bilingual.blockSignals(False)
        self.second_field.setVisible(bool(language))
        self._show_row()
        for panel in (self.origins, self.warnings, self.revisions, self.team):
            panel.update_panel()

    _begun = False

    def _show_row(self) -> None:
        row = self.row
        if row is not None and not self._refused:
            self._begun = False
            choose(self.kind, row.kind.value)
            self.heading.setText(row.heading)
            self.text.show_text(row.text)
            self.second.show_text(row.second_text)
        self.panel.set_title(called(row) if row else tr("New paragraph"))
        self.from_words.setText(_sources_words(row) if row else "")
        may = self.may_write
        for control in (self.kind_field, self.heading_field, self.add, self.up, self.down,
                        self.bracket, self.delete, self.bilingual):  # fmt: skip
            control.setEnabled(may)
        self.text.setReadOnly(not may)
        self.second.setReadOnly(not self.can_work)
        self.agree.setEnabled(self.can_work and row is not None)
        agreed = row is not None and row.state is ParagraphState.AGREED
        self.agree.setText(tr("Open again") if agreed else tr("Agreed ad referendum"))
        closed = tr("The text is before the room: its words change by amendments alone.")
        adopted = tr("The text is adopted and locked; a new version can begin from it.")
        self.closed.setText("" if may else closed if self.can_work else adopted)

    def start(self) -> QWidget | None:
        return self.table

    # Acts -----------------------------------------------------------------------------------------

    def _on_side(self, key: str) -> None:
        panels = {"origins": self.origins, "warnings": self.warnings, "revisions": self.revisions,
                  "team": self.team}  # fmt: skip
        self.side.setCurrentWidget(panels[key])

    def _on_row(self, key: object) -> None:
        if isinstance(key, UUID) and key != self.paragraph_id:
            if self._refused and self.paragraph_id is not None:
                self.table.choose(self.paragraph_id)  # what was typed is not saved, and not lost
                return
            self.paragraph_id, self._begun = key, False
            self._show_row()
            self.origins.update_panel()

    def add_paragraph(self) -> None:
        """Begin a paragraph behind the one in the editor."""
        kind = kind_after(self.row.kind if self.row else None, [p.kind for p in self.paragraphs])
        self._after = self.row.id if self.row else None
        self.paragraph_id, self._begun, self._frame = uuid4(), True, 0
        self._show_row()
        choose(self.kind, kind.value)
        self.heading.clear()
        self.text.show_text("")
        self.second.show_text("")
        self.text.setFocus()

    _after: UUID | None = None

    def _on_save(self) -> None:
        row, text = self.row, self.text.text
        if not (self.may_write or self.can_work) or (row is None and not text.strip()):
            return
        kind = ParagraphKind(str(self.kind.currentData()))
        said = (kind, self.heading.text().strip(), text.strip(), self.second.text.strip())
        if row and (row.kind, row.heading, row.text, row.second_text) == said:
            return
        key = self.paragraph_id or uuid4()
        same_kind = self._after is not None and any(
            p.id == self._after and p.kind is kind for p in self.paragraphs
        )
        command = PutParagraph(key, kind, text, self.second.text, self.heading.text(),
                               self._after if same_kind else None)  # fmt: skip
        if self.page.do(command, field=self.text_field):
            self.page.message.dismiss()  # such as that there was no paragraph yet
            self.paragraph_id, self._begun = key, False
            self.page.refresh(None)

    def _do(self, command: Any) -> None:
        if self.page.do(command, tell=True):
            self.page.refresh(None)

    def _move(self, step: int) -> None:
        if self.row:
            self._do(MoveParagraph(self.row.id, step))

    def _on_delete(self) -> None:
        if self.row and self.may_write:
            self._do(DeleteParagraph(self.row.id))

    def _on_agree(self) -> None:
        if self.row:
            self._do(AgreeParagraph(self.row.id, self.row.state is not ParagraphState.AGREED))

    def _on_bracket(self) -> None:
        start, stop = self.text.selection()
        if start == stop:
            self.text_field.show_error(tr("Select the words in dispute first."))
            self.text.setFocus()
            return
        self.text_field.show_error("")
        self.text.show_text(brackets.bracketed(self.text.text, start, stop))
        self._on_save()

    def _on_frame(self) -> None:
        frames = FRAMES.get(ParagraphKind(str(self.kind.currentData())), ())
        if not frames or (self.text.text and self.text.text not in frames):
            return
        self.text.show_text(frames[self._frame % len(frames)])
        self._frame += 1
        self.text.moveCursor(self.text.textCursor().MoveOperation.End)

    def _on_bilingual(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._do(SetSecondLanguage(tr("Second language") if on else ""))


def _sources_words(row: ParagraphRow) -> str:
    """Which amendments the words came with."""
    numbers = sorted({source for _, source in row.sources if source})
    if not numbers:
        return ""
    listed = ", ".join(map(str, numbers))
    return trn("Words of amendment {numbers}", "Words of amendments {numbers}", len(numbers),
               numbers=listed)  # fmt: skip

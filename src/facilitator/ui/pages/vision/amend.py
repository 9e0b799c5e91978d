"""Amend: file amendments, decide them in order, settle brackets, consolidate.

In a group's window only filing is there; deciding is the facilitator's.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QLineEdit, QWidget

from facilitator.application.commands.vision_amendments import DecideAmendment, SubmitAmendment
from facilitator.application.commands.vision_text import ResolveBracket
from facilitator.application.queries import vision_work
from facilitator.application.queries.groups import home_groups
from facilitator.application.rows.vision import AmendmentRow, ParagraphRow
from facilitator.domain.vision import ParagraphKind, VisionState, brackets
from facilitator.domain.vision.amendments import PENDING, Action, AmendmentState
from facilitator.domain.vision.differences import differences
from facilitator.domain.vision.states import reached
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr, trn
from facilitator.ui.models.rows import Column, RowModel
from facilitator.ui.pages.vision.part import Part, TextEdit, buttons, side_by_side
from facilitator.ui.pages.vision.words import (
    action_words,
    called,
    kind_words,
    standing,
)  # fmt: skip
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.controls import combo, fill
from facilitator.ui.widgets.difference_view import DifferenceView
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import row
from facilitator.ui.widgets.segmented import SegmentedControl
from facilitator.ui.widgets.tables import Table, TableCard

BODY = (ParagraphKind.PREAMBULAR, ParagraphKind.OPERATIVE)


class AmendPart(Part):
    """The queue and the decision on the left; filing and brackets on the right."""

    def build(self) -> None:
        self.amendments: tuple[AmendmentRow, ...] = ()
        self.number = 0
        left = [self._queue(), self._decision()]
        self.body.addWidget(side_by_side(left, [self._form(), self._brackets()], (1, 1)), 1)

    def _queue(self) -> QWidget:
        columns = [
            Column[AmendmentRow]("number", tr("No."), lambda a: str(a.number)),
            Column[AmendmentRow]("mark", tr("Paragraph"), _place),
            Column[AmendmentRow]("action", tr("Wants to"), lambda a: action_words(a.action)),
            Column[AmendmentRow]("by", tr("By"), lambda a: a.proposer or tr("anonymous")),
            Column[AmendmentRow]("state", tr("State"), standing),
        ]  # fmt: skip
        self.model: RowModel[AmendmentRow] = RowModel(columns, lambda a: a.number, self)
        self.table = Table(tr("Amendments, furthest from the text first"))
        self.table.show_model(self.model, -1)
        self.table.setSortingEnabled(False)
        self.table.setMinimumHeight(220)
        self.table.row_chosen.connect(self._on_row)
        header = self.table.horizontalHeader()
        for number in range(len(columns) - 1):
            header.setSectionResizeMode(number, header.ResizeMode.ResizeToContents)
        return TableCard(self.table)

    def _decision(self) -> QWidget:
        self.panel = Panel(tr("Amendment"))
        self.words = PlainLabel("", "body", "text2", wrap=True)
        self.panel.body.addWidget(self.words)
        self.view = DifferenceView(tr("What the amendment changes"))
        self.view.setMinimumHeight(110)
        self.panel.body.addWidget(self.view)
        self.decided = TextEdit(3)
        self.decided_field = FormField(tr("Words as amended in the room"), self.decided)
        self.reason = QLineEdit()
        self.reason_field = FormField(tr("Reason of the decision"), self.reason)
        self.into = combo()
        self.into_field = FormField(tr("Merge into"), self.into)
        line = row(spacing=12)
        line.addWidget(self.reason_field, 2)
        line.addWidget(self.into_field, 1)
        self.panel.body.addWidget(self.decided_field)
        self.panel.body.addLayout(line)
        self.decide: dict[AmendmentState, Button] = {}
        labels = {
            AmendmentState.ACCEPTED: (tr("Accept"), "check"),
            AmendmentState.AS_AMENDED: (tr("Accept as amended"), "pencil"),
            AmendmentState.MERGED: (tr("Merge"), "combine"),
            AmendmentState.NOT_ACCEPTED: (tr("Do not accept"), "x"),
            AmendmentState.WITHDRAWN: (tr("Withdrawn"), "undo-2"),
            AmendmentState.PARKED: (tr("Park"), "clock"),
            AmendmentState.SUBMITTED: (tr("Open again"), ""),
        }  # fmt: skip
        for state, (text, icon) in labels.items():
            button = Button(text, icon=icon)
            button.clicked.connect(lambda _checked=False, s=state: self._on_decide(s))
            self.decide[state] = button
        self.panel.body.addLayout(buttons(*self.decide.values()))
        return self.panel

    def _form(self) -> QWidget:
        self.form = Panel(tr("File an amendment"))
        self.action = SegmentedControl(
            [(a.value, action_words(a), "") for a in (Action.REPLACE, Action.ADD, Action.DELETE,
                                                      Action.MOVE)], tr("What it wants"))  # fmt: skip
        self.action.chosen.connect(self._on_action)
        self.form.body.addWidget(self.action)
        self.paragraph, self.after, self.kind = combo(), combo(), combo()
        fill(self.kind, [(kind_words(kind), kind.value) for kind in reversed(BODY)])
        self.paragraph_field = FormField(tr("Paragraph"), self.paragraph)
        self.kind_field = FormField(tr("Kind"), self.kind)
        self.after_field = FormField(tr("Behind"), self.after)
        self.paragraph.activated.connect(self._fill_words)
        line = row(spacing=12)
        for made in (self.paragraph_field, self.kind_field, self.after_field):
            line.addWidget(made, 1)
        self.form.body.addLayout(line)
        self.text = TextEdit(4)
        self.text_field = FormField(
            tr("Proposed words"), self.text,
            tr("Words in dispute stand in brackets: [one / the other]"),
        )  # fmt: skip
        self.form.body.addWidget(self.text_field)
        self.why, self.by = QLineEdit(), combo()
        self.why_field = FormField(tr("Why"), self.why, tr("Up to 200 characters"))
        self.by_field = FormField(tr("Proposed by"), self.by)
        last = row(spacing=12)
        last.addWidget(self.why_field, 2)
        last.addWidget(self.by_field, 1)
        self.form.body.addLayout(last)
        self.submit = Button(tr("File it"), icon="plus")
        self.submit.clicked.connect(self._on_submit)
        self.form.body.addLayout(buttons(self.submit))
        return self.form

    def _brackets(self) -> QWidget:
        self.bracket_panel = Panel(tr("Square brackets"))
        self.bracket_words = PlainLabel("", "body", "text2", wrap=True)
        self.bracket_panel.body.addWidget(self.bracket_words)
        self.bracket, self.option = combo(), combo()
        self.bracket.activated.connect(self._fill_options)
        line = row(spacing=12)
        line.addWidget(FormField(tr("Bracket"), self.bracket), 1)
        line.addWidget(FormField(tr("What stays"), self.option), 1)
        self.bracket_panel.body.addLayout(line)
        self.settle = Button(tr("Settle the bracket"), icon="check")
        self.settle.clicked.connect(self._on_settle)
        self.bracket_panel.body.addLayout(buttons(self.settle))
        return self.bracket_panel

    # Showing --------------------------------------------------------------------------------------

    @property
    def paragraphs(self) -> tuple[ParagraphRow, ...]:
        """The text that amendments speak of."""
        return self.vision.paragraphs if self.vision else ()

    @property
    def row(self) -> AmendmentRow | None:
        """The amendment that is looked at."""
        return next((a for a in self.amendments if a.number == self.number), None)

    @property
    def is_open(self) -> bool:
        """Whether amendments may be filed and decided."""
        closed = self.vision is None or reached(self.vision.state, VisionState.FINAL_TEXT)
        return self.can_edit and not closed

    def update_part(self) -> None:
        document = self.page.document
        self.amendments = document.query(vision_work.amendments)
        self.model.set_rows(self.amendments)
        if self.row is None:
            self.number = self.amendments[0].number if self.amendments else 0
        if self.number:
            self.table.choose(self.number)
        texts: list[tuple[str, object]] = [
            (f"{called(p)}  {p.text[:70]}", p.id) for p in self.paragraphs
        ]
        fill(self.paragraph, texts)
        fill(self.after, [(tr("(at the beginning)"), None), *texts])
        own = document.group_id
        by: list[tuple[str, object]] = [
            (tr("Group {letter}", letter=g.letter), g.id)
            for g in document.query(home_groups) if own in (None, g.id)
        ]  # fmt: skip
        fill(self.by, by if self.is_group else [*by, (tr("anonymous"), None)])
        self._show_decision()
        self._on_action(self.action.key)
        self._show_brackets()
        for panel in (self.panel, self.bracket_panel):
            panel.setVisible(not self.is_group)
        self.form.setEnabled(self.is_open and bool(self.paragraphs))

    def _show_decision(self) -> None:
        row = self.row
        self.panel.setEnabled(self.is_open and row is not None and not row.consolidated)
        if row is None:
            self.words.setText(tr("No amendment has been filed yet."))
            self.view.show_blocks([])
            return
        self.panel.set_title(tr("Amendment {number}: {action}", number=row.number,
                                action=action_words(row.action)))  # fmt: skip
        said = [row.reason] if row.reason else []
        if row.decision_reason:
            said.append(tr("Decided: {reason}", reason=row.decision_reason))
        if not row.fits and row.state in PENDING:
            said.append(tr("The text has changed since: accept it as amended, or not."))
        self.words.setText("  ".join(said) or tr("No reason was given."))
        new = "" if row.action is Action.DELETE else row.decided_text or row.text
        old = "" if row.action is Action.ADD else row.against
        if row.action is Action.MOVE:
            new = old
        head = _place(row)
        if row.action in (Action.MOVE, Action.ADD):
            behind = row.after_mark or tr("the beginning")
            head = tr("{place} → behind {behind}", place=head, behind=behind)
        self.view.show_blocks([(head, differences(old, new))])
        self.decided.show_text(row.decided_text or row.text)
        others = [(str(a.number), a.number) for a in self.amendments if a.number != row.number]
        fill(self.into, others)
        self.into_field.setEnabled(bool(others))
        self.decide[AmendmentState.SUBMITTED].setEnabled(row.state is not AmendmentState.SUBMITTED)

    def _on_row(self, key: object) -> None:
        if isinstance(key, int) and key != self.number:
            self.number = key
            self._show_decision()

    def _on_action(self, key: str) -> None:
        action = Action(key)
        self.paragraph_field.setVisible(action is not Action.ADD)
        self.kind_field.setVisible(action is Action.ADD)
        self.after_field.setVisible(action in (Action.ADD, Action.MOVE))
        self.text_field.setVisible(action in (Action.ADD, Action.REPLACE))
        if action is Action.REPLACE and not self.text.text:
            self._fill_words()

    def _fill_words(self) -> None:
        """Start from the paragraph's own words."""
        target = next((p for p in self.paragraphs if p.id == self.paragraph.currentData()), None)
        if target is not None and self.action.key == Action.REPLACE.value:
            self.text.show_text(target.text)

    def _show_brackets(self) -> None:
        count = self.vision.brackets if self.vision else 0
        words = trn("{n} bracket is open.", "{n} brackets are open.", count)
        self.bracket_words.setText(words if count else tr("No bracket is open: the text is clean."))
        choices = [
            (f"{called(p)}: {text[b.start : b.stop][:50]}", (p.id, number, second))
            for p in self.paragraphs
            for second, text in enumerate((p.text, p.second_text))
            for number, b in enumerate(brackets.brackets(text))
        ]
        fill(self.bracket, choices)
        self._fill_options()
        for control in (self.bracket, self.option, self.settle):
            control.setEnabled(bool(choices) and self.is_open)

    def _fill_options(self) -> None:
        chosen = self.bracket.currentData()
        found: list[tuple[str, object]] = []
        if chosen is not None:
            key, number, second = chosen
            row = next(p for p in self.paragraphs if p.id == key)
            text = row.second_text if second else row.text
            options = brackets.brackets(text)[number].options
            found = [(words or tr("(nothing)"), n) for n, words in enumerate(options)]
            if "" not in options:
                found.append((tr("(take the words out)"), -1))
        fill(self.option, found)

    def start(self) -> QWidget | None:
        return self.table

    # Acts -----------------------------------------------------------------------------------------

    def _done(self, command: Any, places: dict[str, Any]) -> bool:
        for place in places.values():
            place.show_error("")
        try:
            done = self.page.document.execute(command, self.page, tell=True)
        except RuleViolation as refusal:
            place = places.get(refusal.field)
            self.page.show_refusal(refusal, place)
            if place is not None:
                place.control.setFocus()
            return False
        self.page.message.dismiss()
        self.page.refresh(None)
        return done is not None

    def _on_submit(self) -> None:
        action = Action(self.action.key)
        words = action in (Action.ADD, Action.REPLACE)
        places = action in (Action.ADD, Action.MOVE)
        key = self.paragraph.currentData()
        by = self.by.currentData()
        after = self.after.currentData() if places else None
        command = SubmitAmendment(
            action, key if action is not Action.ADD else None, self.text.text if words else "",
            self.why.text(), by if isinstance(by, UUID) else None,
            after if isinstance(after, UUID) else None,
            ParagraphKind(str(self.kind.currentData())),
        )  # fmt: skip
        fields = {"text": self.text_field, "reason": self.why_field, "after": self.after_field,
                  "paragraph": self.paragraph_field}  # fmt: skip
        if self._done(command, fields):
            self.why.clear()
            self.text.show_text("")
            self._fill_words()
            self.submit.setFocus()

    def _on_decide(self, state: AmendmentState) -> None:
        row = self.row
        if row is None:
            return
        into = self.into.currentData()
        command = DecideAmendment(
            row.number, state, self.reason.text(),
            self.decided.text if state is AmendmentState.AS_AMENDED else "",
            int(into) if state is AmendmentState.MERGED and into else 0,
        )  # fmt: skip
        fields = {"reason": self.reason_field, "decided": self.decided_field,
                  "merged_into": self.into_field}  # fmt: skip
        if self._done(command, fields):
            self.reason.clear()
            self.table.setFocus()

    def _on_settle(self) -> None:
        chosen, option = self.bracket.currentData(), self.option.currentData()
        if chosen is None or option is None:
            return
        key, number, second = chosen
        kept = option if option >= 0 else None
        self._done(ResolveBracket(key, number, kept, second=bool(second)), {})


def _place(row: AmendmentRow) -> str:
    if row.action is Action.ADD:
        return tr("new")
    return row.mark or (tr("gone") if row.paragraph_id is None else tr("text"))

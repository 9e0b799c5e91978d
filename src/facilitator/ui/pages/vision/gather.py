"""Gather: up to three statements a person, typed card by card; nobody's name stands anywhere.

Also what a group sees in its own window: there, one person after the other takes a turn.
"""

from __future__ import annotations

import secrets

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from facilitator.application.commands.vision import AddStatements, DeleteStatement, EditStatement
from facilitator.application.queries import vision as queries
from facilitator.application.rows.vision import StatementRow
from facilitator.domain.vision.gathering import MOST_STATEMENTS
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr, trn
from facilitator.ui.models.rows import Column, RowModel
from facilitator.ui.pages.vision.part import Part, buttons, side_by_side
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.tables import Table, TableCard


class GatherPart(Part):
    """A card on the left, what was gathered on the right."""

    def build(self) -> None:
        self.body.addWidget(side_by_side([self._card()], [self._list()], (1, 1)), 1)

    def _card(self) -> QWidget:
        self.card = Panel(tr("A card"))
        hint = tr("“In ten years our region …” Nobody writes a name. The app keeps none: a card's "
                  "statements hang together by a random word, which is wiped when the gathering "
                  "ends.")  # fmt: skip
        self.card.body.addWidget(PlainLabel(hint, "small", "text2", wrap=True))
        self.fields = []
        for number in range(1, MOST_STATEMENTS + 1):
            control = QLineEdit()
            made = FormField(tr("Statement {number}", number=number), control,
                             tr("10 to 200 characters") if number == 1 else "")  # fmt: skip
            control.returnPressed.connect(self._on_return)
            self.fields.append(made)
            self.card.body.addWidget(made)
        self.add = Button(tr("Put the card in"), icon="plus")
        self.add.clicked.connect(self._on_add)
        self.card.body.addLayout(buttons(self.add))
        self.told = PlainLabel("", "small", "text2", wrap=True)
        self.card.body.addWidget(self.told)
        return self.card

    def _list(self) -> QWidget:
        column = Column[StatementRow]("text", tr("Statements"), lambda row: row.text,
                                      edit=lambda row: None if self.is_group else row.text,
                                      tip=lambda row: row.text)  # fmt: skip
        self.model: RowModel[StatementRow] = RowModel([column], lambda row: row.id, self)
        self.model.edit_requested.connect(self._on_edit)
        self.table = Table(tr("Statements"))
        self.table.show_model(self.model, 0)
        self.table.setMinimumHeight(320)
        self.table.delete_requested.connect(self._on_delete)
        return TableCard(self.table)

    # Showing --------------------------------------------------------------------------------------

    def update_part(self) -> None:
        rows = self.page.document.query(queries.statements)
        self.model.set_rows(rows)
        self.told.setText(trn("{n} statement is in.", "{n} statements are in.", len(rows)))
        self.card.setEnabled(self.can_work)

    def start(self) -> QWidget | None:
        return self.fields[0].control

    # Acts -----------------------------------------------------------------------------------------

    def _texts(self) -> list[str]:
        return [made.control.text() for made in self.fields]  # type: ignore[attr-defined]

    def _on_return(self) -> None:
        """Enter goes to the next line; on the last one, or an empty one, the card goes in."""
        controls = [made.control for made in self.fields]
        place = next((n for n, control in enumerate(controls) if control.hasFocus()), 0)
        text = controls[place].text()  # type: ignore[attr-defined]
        if text.strip() and place + 1 < len(controls):
            controls[place + 1].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._on_add()

    def _on_add(self) -> None:
        texts = tuple(text for text in self._texts() if text.strip())
        if not texts:
            self.fields[0].control.setFocus()
            return
        for made in self.fields:
            made.show_error("")
        try:
            self.page.document.execute(AddStatements(texts, secrets.token_hex(8)), self.page)
        except RuleViolation as refusal:
            self._show_refusal(refusal)
            return
        for made in self.fields:
            made.control.clear()  # type: ignore[attr-defined]
        self.fields[0].control.setFocus()
        self.page.refresh(None)

    def _show_refusal(self, refusal: RuleViolation) -> None:
        """Beside the line that is at fault; what was typed stays."""
        length = refusal.params.get("length")
        place = next((n for n, text in enumerate(self._texts()) if len(text.strip()) == length), 0)
        self.fields[place].show_error(str(refusal))
        self.fields[place].control.setFocus()

    def _on_edit(self, key: object, _name: str, value: object) -> None:
        if self.page.do(EditStatement(key, str(value)), tell=True):  # type: ignore[arg-type]
            self.page.refresh(None)

    def _on_delete(self, keys: list[object]) -> None:
        if self.is_group or not self.can_work:
            return
        for key in keys:
            self.page.do(DeleteStatement(key), tell=True)  # type: ignore[arg-type]
        self.page.refresh(None)

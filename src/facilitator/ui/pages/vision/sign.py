"""Sign: who stands on the signature page, and how; the papers of the adopted text."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilitator.application.commands.vision_adoption import ChooseSignOn, ChooseSignOrder
from facilitator.application.queries import vision_work
from facilitator.application.rows.vision import SignerRow
from facilitator.domain.vision import VisionState
from facilitator.domain.vision.signing import SignOn, SignOrder
from facilitator.support.i18n import tr
from facilitator.support.messages import text_of
from facilitator.ui.models.rows import Column, RowModel
from facilitator.ui.pages.vision.part import Part, buttons, side_by_side
from facilitator.ui.pages.vision.words import sign_words
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.controls import choose, combo
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.tables import Table, TableCard


class SignPart(Part):
    """People on the left; choices and papers on the right."""

    papers_wished = Signal()

    def build(self) -> None:
        self.body.addWidget(side_by_side([self._list()], [self._choices(), self._papers()]), 1)

    def _list(self) -> QWidget:
        columns = [
            Column[SignerRow]("name", tr("Name"), lambda row: row.name),
            Column[SignerRow]("country", tr("Country"), lambda row: row.country),
            Column[SignerRow]("choice", tr("On the page"), lambda row: sign_words(row.choice),
                              token=lambda row: "text3" if row.choice is SignOn.NOT_LISTED
                              else "text"),
        ]  # fmt: skip
        self.model: RowModel[SignerRow] = RowModel(columns, lambda row: row.id, self)
        self.table = Table(tr("People and how they sign"))
        self.table.show_model(self.model, -1)
        self.table.setSortingEnabled(False)
        self.table.setMinimumHeight(420)
        header = self.table.horizontalHeader()
        for number in (0, 1):
            header.setSectionResizeMode(number, header.ResizeMode.Stretch)
        return TableCard(self.table)

    def _choices(self) -> QWidget:
        self.panel = Panel(tr("How they sign"))
        words = tr("Everybody signs in their personal capacity; it binds no government and no "
                   "institution. Nobody is listed until they say so. The signatures are on paper: "
                   "only the choice is kept.")  # fmt: skip
        self.panel.body.addWidget(PlainLabel(words, "body", "text2", wrap=True))
        self.closed = PlainLabel(text_of("sign-needs-adopted", {}), "body_strong", wrap=True)
        self.panel.body.addWidget(self.closed)
        self.choices: dict[SignOn, Button] = {}
        for choice in SignOn:
            button = Button(sign_words(choice))
            button.clicked.connect(lambda _checked=False, c=choice: self._on_choice(c))
            self.choices[choice] = button
        self.panel.body.addLayout(buttons(*self.choices.values()))
        self.order = combo([(tr("By family name"), SignOrder.FAMILY_NAME.value),
                            (tr("By country"), SignOrder.COUNTRY.value)])  # fmt: skip
        self.order.activated.connect(self._on_order)
        self.panel.body.addWidget(FormField(tr("Order of the page; never by rank"), self.order))
        self.counts = PlainLabel("", "body", wrap=True)
        self.panel.body.addWidget(self.counts)
        return self.panel

    def _papers(self) -> QWidget:
        self.papers = Panel(tr("Papers"))
        words = tr("The text as PDF, Word file and Markdown, the signature page, an A3 poster, and "
                   "the sheet that traces each paragraph to where it came from.")  # fmt: skip
        self.papers.body.addWidget(PlainLabel(words, "body", "text2", wrap=True))
        self.save = Button(tr("Save the papers"), icon="file-down")
        self.save.clicked.connect(self.papers_wished)
        self.papers.body.addLayout(buttons(self.save))
        return self.papers

    # Showing --------------------------------------------------------------------------------------

    def update_part(self) -> None:
        rows = self.page.document.query(vision_work.signers)
        self.model.set_rows(rows)
        if rows and not self.table.selected_keys():
            self.table.choose(rows[0].id)
        order = self.vision.sign_order if self.vision else SignOrder.FAMILY_NAME
        choose(self.order, order.value)
        said = [
            f"{sign_words(choice)}: {sum(row.choice is choice for row in rows)}"
            for choice in SignOn
        ]
        self.counts.setText("\n".join(said))
        adopted = self.vision is not None and self.vision.state is VisionState.ADOPTED
        some_listed = any(row.choice is not SignOn.NOT_LISTED for row in rows)
        self.closed.setVisible(not adopted)
        for choice, button in self.choices.items():
            free = adopted or (choice is SignOn.NOT_LISTED and some_listed)
            button.setEnabled(self.can_edit and bool(rows) and free)
        self.order.setEnabled(self.can_edit and bool(rows))
        self.save.setEnabled(self.vision is not None and bool(self.vision.paragraphs))

    def start(self) -> QWidget | None:
        return self.table

    # Acts -----------------------------------------------------------------------------------------

    def _on_choice(self, choice: SignOn) -> None:
        keys: list[Any] = self.table.selected_keys()
        for key in keys:
            if not self.page.do(ChooseSignOn(key, choice)):
                break
        self.page.refresh(None)
        self.table.setFocus()

    def _on_order(self) -> None:
        if self.page.do(ChooseSignOrder(SignOrder(str(self.order.currentData())))):
            self.page.refresh(None)

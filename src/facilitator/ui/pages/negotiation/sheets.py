"""Confidential sheets and preparation sheets: one role at a time, after a deliberate reveal.

What is revealed is concealed when the part, the page or the window is left, and after a change of
role or table. Its text cannot be selected, so it cannot be copied.
"""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QHideEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from facilitator.application.commands.negotiation import PutPreparation
from facilitator.application.queries import negotiation as queries
from facilitator.application.rows.negotiation import ConfidentialSheet, PreparationRow
from facilitator.domain.negotiation.preparation import NUMBERS, TEXTS
from facilitator.reports.negotiation import element_name, field_name
from facilitator.support.i18n import tr
from facilitator.ui.pages.negotiation.part import Part, letters_of
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.controls import combo, fill
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import clear, column, row
from facilitator.ui.widgets.messages import InlineMessage


class SheetsPart(Part):
    """Choose a role, reveal its sheet; choose a table as well, and its preparation sheet opens."""

    print_requested = Signal(object, str)
    """Table and role of a preparation sheet."""

    def build(self) -> None:
        self.revealed = ""
        self.sheet: ConfidentialSheet | None = None
        self._prepared: PreparationRow | None = None
        top = Panel(tr("One role at a time"))
        said = tr(
            "Nobody but this role may read along. Leaving this screen conceals the sheet again."
        )
        top.body.addWidget(PlainLabel(said, "body", "text2", wrap=True))
        line = row(spacing=12)
        self.role, self.table = combo([]), combo([])
        self.role.currentIndexChanged.connect(self.conceal)
        self.table.currentIndexChanged.connect(self.conceal)
        self.reveal = Button(tr("Reveal"), icon="eye")
        self.reveal.clicked.connect(self._on_reveal)
        line.addWidget(FormField(tr("Role"), self.role), 2)
        line.addWidget(FormField(tr("Table (for the preparation sheet)"), self.table), 2)
        top.body.addLayout(line)
        acts = row(spacing=8)
        acts.addWidget(self.reveal)
        acts.addStretch(1)
        top.body.addLayout(acts)
        self.body.addWidget(top)
        self.confidential = Panel(tr("Confidential sheet"))
        self.texts = column(spacing=8)
        self.confidential.body.addLayout(self.texts)
        self.body.addWidget(self.confidential)
        self.body.addWidget(self._preparation())
        self.body.addStretch(1)
        self.confidential.hide()

    def _preparation(self) -> QWidget:
        self.preparation = Panel(tr("Preparation sheet"))
        self.gaps = InlineMessage()
        self.preparation.body.addWidget(self.gaps)
        self.fields: dict[str, FormField] = {}
        element = None
        for entry in TEXTS:
            if entry.element is not element:
                element = entry.element
                title = PlainLabel(element_name(element), "subtitle")
                self.preparation.body.addWidget(title)
            box = QPlainTextEdit()
            box.setTabChangesFocus(True)
            box.setFixedHeight(76)
            self._add_field(entry.name, box, tr("An item a line"))
        for names in (NUMBERS[:2], NUMBERS[2:]):
            numbers = row(spacing=12)
            for name in names:
                numbers.addWidget(self._make_field(name, QLineEdit(), ""), 1)
            self.preparation.body.addLayout(numbers)
        self.print = Button(tr("Save this sheet as PDF…"), icon="printer")
        self.print.clicked.connect(self._on_print)
        foot = row()
        foot.addWidget(self.print)
        foot.addStretch(1)
        self.preparation.body.addLayout(foot)
        self.preparation.hide()
        return self.preparation

    def _make_field(self, name: str, control: QWidget, hint: str) -> FormField:
        made = FormField(field_name(name), control, hint)
        made.setProperty("field_name", name)
        made.left.connect(self._on_left)
        self.fields[name] = made
        return made

    def _add_field(self, name: str, control: QWidget, hint: str) -> None:
        self.preparation.body.addWidget(self._make_field(name, control, hint))

    # Showing --------------------------------------------------------------------------------------

    def update_part(self) -> None:
        fill(self.role, [(role.name, role.id) for role in self.row.roles])
        tables = self.page.document.query(queries.tables, self.row.id)
        fill(self.table, [(tr("none"), None), *letters_of(tables)])
        if self.revealed:
            self._show_preparation()
        else:
            self.conceal()

    def conceal(self, *_arguments: object) -> None:
        """Hide the sheets and forget their texts."""
        if self.revealed:
            self._leave_field()
            self._clear_clipboard()
        self.revealed, self.sheet, self._prepared = "", None, None
        clear(self.texts)
        self.confidential.hide()
        self.preparation.hide()
        for made in self.fields.values():
            _write(made.control, "")
        self.gaps.dismiss()
        role = self.role.currentText()
        self.reveal.setText(tr("Reveal for {role}", role=role) if role else tr("Reveal"))
        self.reveal.set_icon("eye")

    def hideEvent(self, event: QHideEvent) -> None:
        self.conceal()
        super().hideEvent(event)

    def _leave_field(self) -> None:
        """What is being typed is kept before it is hidden."""
        for name, made in self.fields.items():
            if made.control.hasFocus():
                self._keep(name, made)

    def _clear_clipboard(self) -> None:
        """What was copied out of the fields does not outlive the reveal."""
        clipboard = QGuiApplication.clipboard()
        copied = clipboard.text().strip()
        if copied and any(copied in _read(made.control) for made in self.fields.values()):
            clipboard.clear()

    def _on_reveal(self) -> None:
        if self.revealed:
            self.conceal()
            return
        role_id = self.role.currentData()
        if not isinstance(role_id, str):
            return
        self.revealed = role_id
        self.sheet = self.page.document.query(queries.confidential_sheet, self.row.id, role_id)
        self._show_sheet(self.sheet)
        self._show_preparation()
        self.reveal.setText(tr("Conceal"))
        self.reveal.set_icon("eye-off")

    def _show_sheet(self, sheet: ConfidentialSheet) -> None:
        clear(self.texts)
        self.confidential.set_title(tr("Confidential: {role}", role=sheet.role))
        points = "\n".join(
            f"{issue.issue}: " + " · ".join(f"{option} {value}" for option, value in issue.options)
            for issue in sheet.points
        )
        for title, text in (
            ("", sheet.organisation), ("", sheet.instructions),
            (tr("Without an agreement: {points} points", points=sheet.batna_value), sheet.batna),
            (tr("You may reveal"), sheet.may_reveal), (tr("Keep back"), sheet.keep_back),
            (tr("Your points"), points),
        ):  # fmt: skip
            if not text:
                continue
            if title:
                self.texts.addWidget(PlainLabel(title, "body_strong"))
            self.texts.addWidget(PlainLabel(text, "body", "text", wrap=True))
        self.confidential.show()

    def _show_preparation(self) -> None:
        table = self.table.currentData()
        if not isinstance(table, UUID) or not self.revealed:
            self.preparation.hide()
            return
        self._prepared = self.page.document.query(queries.preparation, table, self.revealed)
        for name, made in self.fields.items():
            value = self._prepared.texts.get(name, self._prepared.numbers.get(name))
            made.control.setEnabled(not self.page.document.read_only)
            if not made.control.hasFocus():
                _write(made.control, "" if value is None else str(value))
        if self._prepared.gaps:
            self.gaps.tell("info", "\n".join(sentence for _, sentence in self._prepared.gaps))
        else:
            self.gaps.dismiss()
        self.preparation.show()

    # Acts ------------------------------------------------------------------------------------------

    def _on_left(self) -> None:
        made = self.sender()
        if isinstance(made, FormField):
            self._keep(str(made.property("field_name")), made)

    def _keep(self, name: str, made: FormField) -> None:
        prepared = self._prepared
        if prepared is None or self.page.document.read_only:
            return
        before = prepared.texts.get(name, prepared.numbers.get(name))
        value = _read(made.control)
        if value == ("" if before is None else str(before)):
            return
        if self.page.do(
            PutPreparation(prepared.table_id, prepared.role_id, {name: value}), field=made
        ):
            self._prepared = self.page.document.query(
                queries.preparation, prepared.table_id, prepared.role_id
            )

    def _on_print(self) -> None:
        if self._prepared is not None:
            self.print_requested.emit(self._prepared.table_id, self._prepared.role_id)

    def start(self) -> QWidget | None:
        return self.role


def _read(control: QWidget) -> str:
    return control.toPlainText() if isinstance(control, QPlainTextEdit) else control.text()  # type: ignore[attr-defined]


def _write(control: QWidget, text: str) -> None:
    if _read(control) == text:
        return
    if isinstance(control, QPlainTextEdit):
        control.setPlainText(text)
    elif isinstance(control, QLineEdit):
        control.setText(text)

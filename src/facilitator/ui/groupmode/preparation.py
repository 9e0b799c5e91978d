"""The preparation sheet of a role team in its own window: its role's sheet, and the seven elements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QScrollArea, QWidget

from facilitator.application.commands.negotiation import PutPreparation
from facilitator.application.queries import negotiation as queries
from facilitator.domain.groupwork import Team
from facilitator.domain.negotiation.preparation import NUMBERS, TEXTS
from facilitator.reports.negotiation import element_name, field_name
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import column, row
from facilitator.ui.widgets.messages import InlineMessage

if TYPE_CHECKING:
    from facilitator.application.change_set import ChangeSet
    from facilitator.ui.app.document import Document


class PreparationPage(QWidget):
    """Private to the role team until the debrief: its document holds no other role's texts."""

    def __init__(self, document: Document, team: Team, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._team = document, team
        self.fields: dict[str, FormField] = {}
        self.gaps = InlineMessage()
        inside = QWidget()
        body = column(inside, (4, 4, 16, 4), spacing=16)
        body.addWidget(self._sheet())
        body.addWidget(self.gaps)
        element = None
        for entry in TEXTS:
            if entry.element is not element:
                element = entry.element
                body.addWidget(PlainLabel(element_name(element), "subtitle"))
            box = QPlainTextEdit()
            box.setFixedHeight(theme.px(96))
            body.addWidget(self._field(entry.name, box, tr("An item a line")))
        for names in (NUMBERS[:2], NUMBERS[2:]):
            line = row(spacing=12)
            for name in names:
                line.addWidget(self._field(name, QLineEdit(), ""), 1)
            body.addLayout(line)
        body.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName(tr("Preparation sheet"))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        whole = column(self)
        whole.addWidget(area)
        self.refresh(None)

    def _sheet(self) -> QWidget:
        table_id, role_id = self._team.table_id, self._team.role_id
        (exercise,) = self._document.query(queries.exercises)
        sheet = self._document.query(queries.confidential_sheet, exercise.id, role_id)
        panel = Panel(tr("Your role: {role}", role=sheet.role))
        assert table_id is not None  # noqa: S101 - a role team has a table
        points = "\n".join(
            f"{issue.issue}: " + " · ".join(f"{option} {value}" for option, value in issue.options)
            for issue in sheet.points
        )
        for title, text in (
            (tr("For everybody"), exercise.general), (tr("For you alone"), sheet.instructions),
            (tr("Without an agreement: {points} points", points=sheet.batna_value), sheet.batna),
            (tr("You may reveal"), sheet.may_reveal), (tr("Keep back"), sheet.keep_back),
            (tr("Your points"), points),
        ):  # fmt: skip
            if text:
                panel.body.addWidget(PlainLabel(title, "body_strong"))
                panel.body.addWidget(PlainLabel(text, "body", wrap=True))
        return panel

    def _field(self, name: str, control: QLineEdit | QPlainTextEdit, hint: str) -> FormField:
        made = FormField(field_name(name), control, hint)
        made.setProperty("field_name", name)
        made.left.connect(self._on_left)
        self.fields[name] = made
        return made

    def refresh(self, _change_set: ChangeSet | None) -> None:
        """Read the sheet; a field that is being typed in keeps what it holds."""
        sheet = self._document.query(queries.preparation, self._team.table_id, self._team.role_id)
        self._known = {**sheet.texts, **sheet.numbers}
        for name, made in self.fields.items():
            value = self._known[name]
            text = "" if value is None else str(value)
            control = made.control
            if control.hasFocus() or _text(control) == text:
                continue
            if isinstance(control, QPlainTextEdit):
                control.setPlainText(text)
            elif isinstance(control, QLineEdit):
                control.setText(text)
        if sheet.gaps:
            self.gaps.tell("info", "\n".join(sentence for _, sentence in sheet.gaps))
        else:
            self.gaps.dismiss()

    def _on_left(self) -> None:
        made = self.sender()
        table_id = self._team.table_id
        if not isinstance(made, FormField) or table_id is None or not self._document.is_open:
            return
        name = str(made.property("field_name"))
        before, value = self._known[name], _text(made.control)
        if value == ("" if before is None else str(before)):
            return
        try:
            self._document.execute(
                PutPreparation(table_id, self._team.role_id, {name: value}), self
            )
        except RuleViolation as refusal:
            made.show_error(str(refusal))
        else:
            made.show_error("")
            self._known[name] = value


def _text(control: QWidget) -> str:
    if isinstance(control, QPlainTextEdit):
        return control.toPlainText()
    return control.text() if isinstance(control, QLineEdit) else ""

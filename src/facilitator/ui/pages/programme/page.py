"""The facts of the programme, each saved when its field is left; and what is still open."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zoneinfo import available_timezones

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QCompleter,
    QDateEdit,
    QLineEdit,
    QSpinBox,
    QWidget,
)  # fmt: skip

from facilitator._built.forms.pages.programme import Ui_ProgrammeForm
from facilitator.domain.programme import OrganisationRole
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.pages.base import Page
from facilitator.ui.pages.programme.checklist import Check, checks
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.controls import scrolled
from facilitator.ui.widgets.date_edit import DateEdit
from facilitator.ui.widgets.fields import Field
from facilitator.ui.widgets.labels import IconLabel, PlainLabel
from facilitator.ui.widgets.layouts import clear, column, row
from facilitator.ui.widgets.part_list import PartField, PartList

if TYPE_CHECKING:
    from datetime import timedelta

    from facilitator.application.change_set import ChangeSet
    from facilitator.application.rows.agenda import AgendaRow
    from facilitator.application.rows.programme import ProgrammeRow

FORM_WIDTH, SIDE_WIDTH, NARROW = 820, 320, 860
"""Widths at 100 %; a page narrower than NARROW has the checklist above the form."""
HEADINGS = ("week_heading", "objectives_card_heading", "organisations_card_heading",
            "signatories_card_heading", "rules_card_heading")  # fmt: skip
FIELDS = ("title", "subtitle", "place", "venue", "first_day", "time_zone", "donor_line",
          "attendance_percent", "pass_percent", "serial_format")  # fmt: skip
SWITCHES = ("offers_completion", "needs_assessment", "needs_case")
PARTS = {"objectives": "objective", "organisations": "organisation", "signatories": "signatory"}


def _roles() -> tuple[tuple[str, str], ...]:
    return (
        (OrganisationRole.ORGANISER.value, tr("Organiser")),
        (OrganisationRole.PARTNER.value, tr("Partner")),
        (OrganisationRole.DONOR.value, tr("Donor")),
    )


class ProgrammePage(Page):
    """Home of an open programme."""

    def build(self) -> None:
        self._shown: dict[str, Any] = {}
        self._fields: dict[str, Field] = {}
        self._next_page = ""
        self._sample = self.header.add_badge()
        self._continue = self.header.add_action(tr("Continue"), "primary", "arrow-right")
        self._continue.clicked.connect(self._on_continue)
        self._make_form()
        self._make_checklist()
        inner = QWidget()
        self._across = across = row(inner, (0, 0, 8, 0), spacing=16)
        self._form_holder.setMaximumWidth(theme.px(FORM_WIDTH))
        across.addWidget(self._form_holder, 3)
        across.addWidget(self._side, 1, Qt.AlignmentFlag.AlignTop)
        self.content.addWidget(scrolled(inner), 1)

    # Building ---------------------------------------------------------------------------------

    def _make_form(self) -> None:
        self._form_holder = QWidget()
        self.form = Ui_ProgrammeForm()
        self.form.setupUi(self._form_holder)
        theme.adopt_form(self._form_holder)
        self.form.whole.addStretch(1)
        for heading in HEADINGS:
            getattr(self.form, heading).set_style("subtitle")
        hints = _hints()
        for name in FIELDS:
            label, control = getattr(self.form, f"{name}_label"), getattr(self.form, name)
            field = Field.adopt(label, control, hints.get(name, ""))
            field.left.connect(self._on_left)
            self._fields[name] = field
        for name in SWITCHES:
            getattr(self.form, name).clicked.connect(self._on_switch)
        self._make_time_zones()
        self._make_parts()

    def _make_time_zones(self) -> None:
        zones = sorted(available_timezones())
        combo = self.form.time_zone
        combo.addItems(zones)
        combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        completer = QCompleter(zones, combo)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        combo.setCompleter(completer)

    def _make_parts(self) -> None:
        name, words = tr("Name"), tr("Role or title")
        self.form.objectives.describe(
            [PartField("text", tr("Objective"), wraps=True)], tr("Add an objective")
        )
        self.form.organisations.describe(
            [PartField("name", name, stretch=3), PartField("role", tr("Role"), _roles())],
            tr("Add an organisation"),
        )  # fmt: skip
        self.form.signatories.describe(
            [PartField("name", name), PartField("title", words)], tr("Add a signatory")
        )
        for part_list in (getattr(self.form, name) for name in PARTS):
            part_list.put_requested.connect(self._on_put)
            part_list.remove_requested.connect(self._on_remove)
            part_list.order_requested.connect(self._on_order)

    def _make_checklist(self) -> None:
        self._side = Panel(tr("Ready for Monday?"))
        self._progress = PlainLabel("", "body", "text2")
        self._checks = column(spacing=4)
        self._side.body.addWidget(self._progress)
        self._side.body.addLayout(self._checks)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.width() < theme.px(NARROW)
        way = QBoxLayout.Direction
        self._across.setDirection(way.BottomToTop if narrow else way.LeftToRight)
        self._across.setStretch(0, 0 if narrow else 3)
        self._across.setStretch(1, 0 if narrow else 1)
        self._side.setMinimumWidth(0 if narrow else theme.px(SIDE_WIDTH))
        self._side.setMaximumWidth(theme.px(FORM_WIDTH if narrow else SIDE_WIDTH + 80))

    # Reading ----------------------------------------------------------------------------------

    def refresh(self, change_set: ChangeSet | None) -> None:
        summary = self.context.shell.summary
        if summary is None:
            return
        self._show_checks(checks(summary))
        stays = change_set is not None and summary.programme.first_day == self._shown.get(
            "first_day"
        )
        if self.form.first_day.problem and not stays:
            self.form.first_day.setDate(self.form.first_day.date())
            self._fields["first_day"].show_error("")
        if change_set is None or self._concerns(change_set):
            self._show(summary.programme)

    def _concerns(self, change_set: ChangeSet) -> bool:
        tables = {"programme", "organisation", "objective", "signatory"}
        return bool(tables & change_set.tables)

    def _show(self, programme: ProgrammeRow) -> None:
        rules = programme.certificate_rules
        self._shown = {
            name: getattr(programme, name) for name in FIELDS if hasattr(programme, name)
        }
        for name in ("attendance_percent", "pass_percent", *SWITCHES):
            self._shown[name] = getattr(rules, name)
        for name in (*FIELDS, *SWITCHES):
            control = getattr(self.form, name)
            refused = isinstance(control, DateEdit) and control.problem
            if not control.hasFocus() and not refused:
                _fill(control, self._shown[name])
        self._show_parts(programme)
        self._sample.show_text(tr("Sample data") if programme.is_sample else "", "accent")
        for control in self._form_holder.findChildren(QWidget):
            if isinstance(
                control, QLineEdit | QComboBox | QDateEdit | QSpinBox | QCheckBox | Button
            ):
                control.setEnabled(not self.document.read_only)

    def _show_parts(self, programme: ProgrammeRow) -> None:
        self.form.objectives.show_parts([(o.id, {"text": o.text}) for o in programme.objectives])
        self.form.organisations.show_parts(
            [(o.id, {"name": o.name, "role": o.role.value}) for o in programme.organisations]
        )
        self.form.signatories.show_parts(
            [(s.id, {"name": s.name, "title": s.title}) for s in programme.signatories]
        )

    def _show_checks(self, found: tuple[Check, ...]) -> None:
        clear(self._checks)
        for check in found:
            self._checks.addWidget(CheckLine(check, self._go))
        done = sum(check.done for check in found)
        self._progress.setText(tr("{done} of {all} done", done=done, all=len(found)))
        waiting = next((c for c in found if not c.done and c.page != self.id), None)
        self._next_page = waiting.page if waiting else "agenda"
        self._continue.setText(waiting.step if waiting else tr("Open the agenda"))

    # Changing ---------------------------------------------------------------------------------

    def _on_left(self) -> None:
        field = self.sender()
        name = next((name for name, own in self._fields.items() if own is field), "")
        if not name or not self._shown or self.document.read_only:
            return
        value = _value(getattr(self.form, name))
        if value == self._shown[name]:
            self._fields[name].show_error("")
        else:
            self._keep(name, value)

    def _keep(self, name: str, value: Any) -> None:
        summary, before = self.context.shell.summary, self._shown[name]
        if not self._save({name: value}, self._fields[name]):
            return
        self._shown[name] = value
        if name == "first_day" and summary is not None:
            self._tell_weekdays(summary.agenda, value - before)

    def _tell_weekdays(self, plan: AgendaRow, shift: timedelta) -> None:
        """All days moved along: name what hangs on its weekday."""
        from facilitator.exchange.clone import weekday_notes

        notes = weekday_notes(plan, shift)
        if not notes and shift.days % 7:
            self.message.dismiss()
        elif notes:
            self.message.tell("warn", "\n".join(notes), ((tr("Open the agenda"), self._to_agenda),))

    def _to_agenda(self) -> None:
        self._go("agenda")

    def _on_switch(self) -> None:
        control = self.sender()
        if isinstance(control, QCheckBox):
            self._save({control.objectName(): control.isChecked()}, None)

    def _save(self, changes: Mapping[str, Any], field: Field | None) -> bool:
        from facilitator.application.commands.programme import EditProgramme

        return self.do(EditProgramme(changes), field=field)

    def _on_put(self, part_id: UUID, changes: dict[str, str]) -> None:
        from facilitator.application.commands.programme import PutPart

        part_list = self.sender()
        if not isinstance(part_list, PartList) or not self.document.is_open:
            return
        try:
            self.document.execute(PutPart(PARTS[part_list.objectName()], changes, part_id), self)
        except RuleViolation as refusal:
            part_list.show_error(part_id, str(refusal))

    def _on_remove(self, part_id: UUID) -> None:
        from facilitator.application.commands.programme import RemovePart

        self.do(RemovePart(PARTS[self.sender().objectName()], part_id), tell=True)

    def _on_order(self, part_ids: tuple[UUID, ...]) -> None:
        from facilitator.application.commands.programme import OrderParts

        self.do(OrderParts(PARTS[self.sender().objectName()], part_ids))

    def _on_continue(self) -> None:
        self._go(self._next_page)

    def _go(self, page_id: str) -> None:
        self.context.shell.go_to(page_id)


class CheckLine(QWidget):
    """One line of the checklist; its button goes where the matter is seen to."""

    def __init__(self, check: Check, go: Any) -> None:
        super().__init__()
        self._page, self._go = check.page, go
        icon, token = ("circle-check", "ok") if check.done else ("triangle-alert", "warn")
        meaning = tr("done") if check.done else tr("still open")
        line = row(self, (0, 2, 0, 2), spacing=10)
        line.addWidget(IconLabel(icon, token, 18, meaning=meaning), 0, Qt.AlignmentFlag.AlignTop)
        words = PlainLabel(check.text, "body", "text", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        line.addWidget(words, 1, Qt.AlignmentFlag.AlignTop)
        if not check.done and check.page != "programme":
            button = Button(tr("Open"), size="compact")
            button.setAccessibleName(tr("Open: {what}", what=check.text))
            button.clicked.connect(self._on_open)
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def _on_open(self) -> None:
        self._go(self._page)


def _hints() -> dict[str, str]:
    return {
        "first_day": tr("All days of the agenda move along."),
        "donor_line": tr("Printed as given, for example “From the people of …”."),
        "serial_format": tr("Use {{number}}, and {{year}} or {{month}} if you like.").replace(
            "{{", "{").replace("}}", "}"),
    }  # fmt: skip


def _value(control: QWidget) -> Any:
    if isinstance(control, QDateEdit):
        return control.date().toPython()
    if isinstance(control, QSpinBox):
        return control.value()
    if isinstance(control, QComboBox):
        return control.currentText().strip()
    return control.text().strip() if isinstance(control, QLineEdit) else None


def _fill(control: QWidget, value: Any) -> None:
    if isinstance(control, QDateEdit):
        control.setDate(QDate(value.year, value.month, value.day))
    elif isinstance(control, QSpinBox):
        control.setValue(value)
    elif isinstance(control, QComboBox):
        control.setCurrentText(value)
    elif isinstance(control, QCheckBox):
        control.setChecked(value)
    elif isinstance(control, QLineEdit) and control.text() != value:
        control.setText(value)
        control.setCursorPosition(0)


PAGE = ProgrammePage

"""Outcome of each table: typed in from its form, locked once recorded; and satisfaction slips."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSpinBox, QWidget

from facilitator.application.commands.negotiation import PutSatisfaction, RecordOutcome
from facilitator.application.queries import negotiation as queries
from facilitator.application.rows.negotiation import TableRow
from facilitator.domain.negotiation.outcomes import FACETS, RATING, Agreed
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr, trn
from facilitator.ui.models.rows import Column, RowModel
from facilitator.ui.pages.negotiation.part import Part, widths
from facilitator.ui.projector.exercise import agreed_words
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.controls import choose, combo, fill, spin
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import FlowLayout, clear, column, row
from facilitator.ui.widgets.segmented import SegmentedControl
from facilitator.ui.widgets.tables import Table, TableCard


def facet_words(facet: str) -> str:
    """What people rate, in words."""
    return {
        "interests": tr("Interests met"), "outcome": tr("Outcome"), "own_part": tr("My own part"),
        "process": tr("Process"), "relationship": tr("Relationship"),
    }[facet]  # fmt: skip


def _ended(table: TableRow) -> str:
    if table.outcome is None:
        return tr("not recorded")
    edits = len(table.outcome.edits)
    changed = trn(", changed {n} time", ", changed {n} times", edits) if edits else ""
    return agreed_words(table.outcome.agreed) + changed


class OutcomesPart(Part):
    """The tables on the left, the form of the chosen one on the right."""

    def build(self) -> None:
        self.tables: tuple[TableRow, ...] = ()
        self.table_id: UUID | None = None
        self.options: dict[str, QComboBox] = {}
        self.signatures: dict[str, QCheckBox] = {}
        line = row(spacing=16)
        line.addWidget(self._list_card(), 2)
        right = column(spacing=16)
        right.addWidget(self._form_card())
        right.addWidget(self._slip_card())
        right.addStretch(1)
        line.addLayout(right, 3)
        self.body.addLayout(line, 1)

    def _list_card(self) -> QWidget:
        self.model: RowModel[TableRow] = RowModel(
            [Column("letter", tr("Table"), lambda t: t.letter), Column("ended", tr("Ended"), _ended),
             Column("people", tr("People"), lambda t: str(t.people), sort=lambda t: t.people),
             Column("slips", tr("Slips"), lambda t: str(t.means.people), sort=lambda t: t.means.people)],
            key=lambda table: table.id, parent=self,
        )  # fmt: skip
        self.list = Table(tr("Tables"))
        self.list.show_model(self.model, -1)
        widths(self.list, 72, 150, 84)
        self.list.setMinimumHeight(280)
        self.list.row_chosen.connect(self._on_table)
        return TableCard(self.list)

    def _form_card(self) -> QWidget:
        self.form = Panel(tr("Outcome"))
        self.agreed = SegmentedControl(
            [(a.value, agreed_words(a), "") for a in Agreed], tr("How it ended"))  # fmt: skip
        self.agreed.chosen.connect(self._on_agreed)
        self.form.body.addWidget(self.agreed)
        self.issues = column(spacing=8)
        self.form.body.addLayout(self.issues)
        self.signed_title = PlainLabel(tr("Signed by"), "label", "text2")
        self.form.body.addWidget(self.signed_title)
        self.signed = FlowLayout(spacing=12)
        self.form.body.addLayout(self.signed)
        self.side_terms, self.open_text = QLineEdit(), QLineEdit()
        self.side_field = FormField(tr("Side terms"), self.side_terms, tr("Up to 200 characters"))
        self.form.body.addWidget(self.side_field)
        self.minutes, self.offers = spin(0, 600), spin(0, 200)
        self.walked = combo([])
        small = row(spacing=12)
        small.addWidget(FormField(tr("Minutes used"), self.minutes), 1)
        small.addWidget(FormField(tr("Offers made"), self.offers), 1)
        small.addWidget(FormField(tr("Left the table"), self.walked), 2)
        self.form.body.addLayout(small)
        self.reason = QLineEdit()
        self.reason_field = FormField(tr("Recorded and locked. Why is it changed?"), self.reason,
                                      tr("Kept with what stood there before"))  # fmt: skip
        self.form.body.addWidget(self.reason_field)
        self.error = PlainLabel("", "body_medium", "danger", wrap=True)
        self.form.body.addWidget(self.error)
        self.record = Button(tr("Record the outcome"), Kind.PRIMARY, icon="lock")
        self.record.clicked.connect(self._on_record)
        line = row()
        line.addWidget(self.record)
        line.addStretch(1)
        self.form.body.addLayout(line)
        return self.form

    def _slip_card(self) -> QWidget:
        self.slip = Panel(tr("Satisfaction slip, 1 to 7"))
        self.ratings: dict[str, QSpinBox] = {}
        for facets in (FACETS[:3], FACETS[3:]):
            line = row(spacing=8)
            for facet in facets:
                box = spin(0, RATING[1], 0)
                box.setSpecialValueText("–")
                self.ratings[facet] = box
                line.addWidget(FormField(facet_words(facet), box), 1)
            self.slip.body.addLayout(line)
        self.learned = QLineEdit()
        self.slip.body.addWidget(FormField(tr("I learned …"), self.learned))
        self.add_slip = Button(tr("Add the slip"), icon="plus")
        self.add_slip.clicked.connect(self._on_slip)
        self.slips = PlainLabel("", "small", "text2")
        foot = row(spacing=12)
        foot.addWidget(self.add_slip)
        foot.addWidget(self.slips, 1)
        self.slip.body.addLayout(foot)
        return self.slip

    # Showing --------------------------------------------------------------------------------------

    def show_exercise(self, row: object) -> None:
        before = self.exercise
        super().show_exercise(row)  # type: ignore[arg-type]
        if before is None or before.id != self.row.id:
            self.table_id, self._shown = None, None
            self.update_part()

    def update_part(self) -> None:
        self.tables = self.page.document.query(queries.tables, self.row.id)
        self.model.set_rows(self.tables)
        if self._table() is None:
            self.table_id = self.tables[0].id if self.tables else None
        self._build_form()
        table = self._table()
        if table is None or (table.id, table.outcome) != self._shown:
            self._show_form()
        else:  # what is being typed stays
            self._show_slips(table)
        if self.table_id is not None and not self.list.selected_keys():
            self.list.choose(self.table_id)

    def _table(self) -> TableRow | None:
        return next((table for table in self.tables if table.id == self.table_id), None)

    def _on_table(self, key: object) -> None:
        if isinstance(key, UUID) and key != self.table_id:
            self.table_id = key
            self._show_form()

    def _build_form(self) -> None:
        """The fields of this exercise's issues and roles; kept while they stay the same."""
        wanted = {issue.id: issue for issue in self.row.issues if issue.is_scored}
        if self._made_for == (wanted, self.row.roles):
            return
        self._made_for = (dict(wanted), self.row.roles)
        self._shown = None
        clear(self.issues)
        clear(self.signed)
        self.options, self.signatures = {}, {}
        for issue in wanted.values():
            box = combo([(tr("open"), ""), *((o.title, o.id) for o in issue.options)])
            self.options[issue.id] = box
            self.issues.addWidget(FormField(issue.title, box))
        if len(wanted) < len(self.row.issues):
            self.open_text = QLineEdit()
            names = ", ".join(issue.title for issue in self.row.issues if not issue.is_scored)
            self.issues.addWidget(FormField(names, self.open_text))
        for role in self.row.roles:
            check = QCheckBox(role.name.replace("&", "&&"))
            check.setAccessibleName(tr("Signed by {role}", role=role.name))
            self.signatures[role.id] = check
            self.signed.addWidget(check)
        fill(
            self.walked, [(tr("nobody"), ""), *((role.name, role.name) for role in self.row.roles)]
        )

    _made_for: object = None
    _shown: object = None

    def _show_form(self) -> None:
        table = self._table()
        may = table is not None and not self.page.document.read_only
        for card in (self.form, self.slip):
            card.setEnabled(may)
        self.error.setText("")
        self.error.hide()
        if table is None:
            return
        self.form.set_title(tr("Outcome of table {letter}", letter=table.letter))
        outcome = table.outcome
        self.agreed.choose(outcome.agreed.value if outcome else Agreed.YES.value)
        for issue_id, box in self.options.items():
            choose(box, outcome.options.get(issue_id, "") if outcome else "")
        for role_id, check in self.signatures.items():
            check.setChecked(outcome is None or role_id in outcome.signatories)
        self.side_terms.setText(outcome.side_terms if outcome else "")
        self.open_text.setText(outcome.open_text if outcome else "")
        self.minutes.setValue((outcome.minutes_used or 0) if outcome else 0)
        self.offers.setValue((outcome.offers_made or 0) if outcome else len(table.offers))
        choose(self.walked, outcome.walked_out if outcome else "")
        self.reason.clear()
        self.reason_field.setVisible(outcome is not None)
        self.record.setText(tr("Change the record") if outcome else tr("Record the outcome"))
        self._show_slips(table)
        self._shown = (table.id, outcome)
        self._on_agreed(self.agreed.key)

    def _show_slips(self, table: TableRow) -> None:
        self.slips.setText(trn("{n} slip typed in", "{n} slips typed in", table.means.people))

    def _on_agreed(self, key: str) -> None:
        no_deal = key == Agreed.NO.value
        for control in (*self.options.values(), *self.signatures.values()):
            control.setEnabled(not no_deal)

    # Acts ------------------------------------------------------------------------------------------

    def _on_record(self) -> None:
        table = self._table()
        if table is None:
            return
        agreed = Agreed(self.agreed.key)
        no_deal = agreed is Agreed.NO
        options = (
            {} if no_deal else {i: str(box.currentData() or "") for i, box in self.options.items()}
        )
        signed = () if no_deal else tuple(r for r, c in self.signatures.items() if c.isChecked())
        command = RecordOutcome(
            table.id, agreed, options, signed, open_text=self.open_text.text(),
            side_terms=self.side_terms.text(), minutes_used=self.minutes.value() or None,
            offers_made=self.offers.value(), walked_out=str(self.walked.currentData() or ""),
            reason=self.reason.text(),
        )  # fmt: skip
        try:
            self.page.document.execute(command, self.page, tell=True)
        except RuleViolation as refusal:
            self._show_refusal(refusal)
        else:
            self.page.refresh(None)

    def _show_refusal(self, refusal: RuleViolation) -> None:
        places: dict[str, FormField] = {"reason": self.reason_field, "side_terms": self.side_field}
        place = places.get(refusal.field)
        if place is not None:
            place.show_error(str(refusal))
            place.control.setFocus()
            return
        self.error.setText(str(refusal))
        self.error.show()

    def _on_slip(self) -> None:
        table = self._table()
        if table is None:
            return
        values = {facet: box.value() or None for facet, box in self.ratings.items()}
        if not any(values.values()) and not self.learned.text().strip():
            return
        if self.page.do(PutSatisfaction(table.id, values, self.learned.text())):
            for box in self.ratings.values():
                box.setValue(0)
            self.learned.clear()
            self.ratings[FACETS[0]].setFocus()
            self.page.refresh(None)

    def start(self) -> QWidget | None:
        return self.list

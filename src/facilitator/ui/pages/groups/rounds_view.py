"""Rounds: tables for the week or a speed exchange, what they would bring, and those that are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QSpinBox, QWidget

from facilitator.application.rows.groups import GroupingRow, PlanRow
from facilitator.domain.grouping.exchange import Exchange
from facilitator.domain.grouping.metrics import Meetings, meetings
from facilitator.domain.grouping.model import Groups
from facilitator.domain.grouping.rounds import Goal, Plan
from facilitator.domain.groups import MOST_ROUNDS, PlanKind
from facilitator.support.i18n import tr, trn
from facilitator.ui.app import theme
from facilitator.ui.pages.groups import words
from facilitator.ui.pages.groups.seeds import seed_field, seed_in
from facilitator.ui.widgets.buttons import Button, IconButton, Kind
from facilitator.ui.widgets.cards import Card, Panel
from facilitator.ui.widgets.controls import scrolled
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import FlowLayout, clear, column, row
from facilitator.ui.widgets.segmented import SegmentedControl

TABLES, EXCHANGE = PlanKind.TABLES.value, PlanKind.EXCHANGE.value


@dataclass(frozen=True, slots=True)
class RoundsWish:
    """What is asked: the kind, tables and rounds, the goal, what counts."""

    kind: PlanKind
    title: str
    tables: int
    rounds: int
    goal: Goal
    counts_home: bool
    with_rules: bool
    seed: int | None
    """To draw again what was drawn by it; None draws afresh."""


class RoundsView(QWidget):
    """Says what is wished; the page carries it out."""

    suggest_wished = Signal(object)
    """The RoundsWish."""
    use_wished = Signal()
    print_wished = Signal(object)
    """Id of a kept plan."""
    delete_wished = Signal(object)
    """Id of a kept plan."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build_controls()
        self._result = Card()
        self._numbers = column(spacing=4)
        self._result.body.addLayout(self._numbers)
        self.use = Button(tr("Use these rounds"), Kind.PRIMARY, icon="check")
        self.use.clicked.connect(self.use_wished)
        line = row(spacing=8)
        line.addWidget(self.use)
        line.addStretch(1)
        self._result.body.addLayout(line)
        self._tables_room = QWidget()
        self._tables = column(self._tables_room, spacing=12)
        self._result.body.addWidget(self._tables_room)
        self._result.hide()
        self._kept_room = QWidget()
        self._kept = column(self._kept_room, spacing=12)
        inner = QWidget()
        whole = column(inner, (0, 0, 6, 12), spacing=16)
        whole.addWidget(self._controls)
        whole.addWidget(self._result)
        whole.addWidget(self._kept_room)
        whole.addStretch(1)
        column(self).addWidget(scrolled(inner, across=True))

    def _build_controls(self) -> None:
        self._controls = Panel(tr("Suggest rounds"))
        self.kind = SegmentedControl(
            ((TABLES, tr("Tables"), ""), (EXCHANGE, tr("Speed exchange in pairs"), "")),
            tr("What the rounds are"),
        )
        self.goal = SegmentedControl(
            ((Goal.MOST_NEW.value, tr("Most new meetings"), ""),
             (Goal.FAIR.value, tr("Repeats shared fairly"), "")), tr("What matters more"),
        )  # fmt: skip
        self.title = QLineEdit(tr("Mixed tables"))
        self.tables, self.rounds = QSpinBox(), QSpinBox()
        self.tables.setRange(2, 99)
        self.tables.setValue(5)
        self.rounds.setRange(1, MOST_ROUNDS)
        self.rounds.setValue(5)
        self.seed = seed_field()
        self.seed_field = FormField(tr("Seed"), self.seed)
        self.title_field = FormField(tr("Title"), self.title)
        self.tables_field = FormField(tr("Tables"), self.tables)
        self.rounds_field = FormField(tr("Rounds"), self.rounds)
        self.home = QCheckBox(tr("People of one home group have met already"))
        self.home.setChecked(True)
        self.home.setAccessibleName(self.home.text())
        self.rules = QCheckBox(tr("Keep the rules in every round"))
        self.rules.setChecked(True)
        self.rules.setAccessibleName(self.rules.text())
        self.suggest = Button(tr("Suggest rounds"), icon="sparkles")
        self.suggest.clicked.connect(self._on_suggest)
        self.kind.chosen.connect(self._on_kind)
        choices = FlowLayout(spacing=12)
        for widget in (self.kind, self.goal):
            choices.addWidget(widget)
        fields = row(spacing=12)
        fields.addWidget(self.title_field, 3)
        fields.addWidget(self.tables_field, 1)
        fields.addWidget(self.rounds_field, 1)
        fields.addWidget(self.seed_field, 1)
        last = row(spacing=16)
        for box in (self.home, self.rules):
            last.addWidget(box)
        last.addStretch(1)
        last.addWidget(self.suggest)
        for layout in (choices, fields, last):
            self._controls.body.addLayout(layout)

    def _on_kind(self, key: str) -> None:
        exchange = key == EXCHANGE
        for widget in (self.goal, self.tables_field, self.rules):
            widget.setVisible(not exchange)
        if exchange and self.title.text() == tr("Mixed tables"):
            self.title.setText(tr("Speed exchange"))
            self.rounds.setValue(7)
        elif not exchange and self.title.text() == tr("Speed exchange"):
            self.title.setText(tr("Mixed tables"))

    def wish(self) -> RoundsWish:
        """What the controls ask for."""
        return RoundsWish(
            PlanKind(self.kind.key), self.title.text(), self.tables.value(), self.rounds.value(),
            Goal(self.goal.key), self.home.isChecked(), self.rules.isChecked(),
            seed_in(self.seed),
        )  # fmt: skip

    def _on_suggest(self) -> None:
        self.suggest_wished.emit(self.wish())

    # Showing ----------------------------------------------------------------------------------------

    def show_kept(self, grouping: GroupingRow, *, editable: bool) -> None:
        """Show the plans that are kept."""
        for control in (self.suggest, self.use):
            control.setEnabled(editable)
        clear(self._kept)
        for plan in grouping.plans:
            self._kept.addWidget(self._kept_card(plan, grouping, editable=editable))

    def _kept_card(self, plan: PlanRow, grouping: GroupingRow, *, editable: bool) -> Panel:
        panel = Panel(plan.title)
        panel.title.setProperty("mayElide", True)
        save = Button(tr("Save PDF"), icon="printer", size="compact")
        save.setProperty("plan", plan.id)
        save.clicked.connect(self._on_print)
        delete = IconButton("trash-2", tr("Delete “{title}”", title=plan.title), size="compact")
        delete.setProperty("plan", plan.id)
        delete.setEnabled(editable)
        delete.clicked.connect(self._on_delete)
        panel.tools.addWidget(save)
        panel.tools.addWidget(delete)
        rounds = trn("{n} round", "{n} rounds", len(plan.rounds))
        if plan.kind is not PlanKind.TODAY:
            rounds += "  ·  " + tr("seed {seed}", seed=plan.seed)
        panel.body.addWidget(PlainLabel(rounds, "small", "text2", wrap=True))
        if plan.kind is PlanKind.TABLES:
            before = [grouping.home()] if plan.counts_home else []
            found = meetings([p.id for p in grouping.people], [*before, *plan.rounds])
            panel.body.addWidget(PlainLabel(words.meeting_lines(found)[0], "small", wrap=True))
        return panel

    def _on_print(self) -> None:
        key = self.sender().property("plan")
        if isinstance(key, UUID):
            self.print_wished.emit(key)

    def _on_delete(self) -> None:
        key = self.sender().property("plan")
        if isinstance(key, UUID):
            self.delete_wished.emit(key)

    def show_plan(self, plan: Plan, grouping: GroupingRow) -> None:
        """Show rounds of tables that were suggested, not kept yet."""
        lines = words.meeting_lines(plan.meetings)
        if plan.outcomes and plan.outcomes[0].total:
            held = sum(each.held for each in plan.outcomes)
            total = sum(each.total for each in plan.outcomes)
            lines.append(
                tr("Rules over all rounds: {held} of {total} hold", held=held, total=total)
            )
        if plan.constructed and plan.meetings.most_often == 1:
            lines.append(tr("By the exact construction: nobody meets anybody twice"))
        lines.append(tr("Seed {seed}", seed=plan.seed))
        self._show(lines, plan.rounds, grouping, tr("Table {number}"))

    def show_exchange(self, found: Exchange, met: Meetings, grouping: GroupingRow) -> None:
        """Show rounds of pairs that were suggested, not kept yet."""
        resting = [key for key in found.resting if key is not None]
        names = grouping.names()
        lines = [
            tr("{n} pairs, {mixed} of them of two countries, {new} who had not met at a table",
               n=found.pairs, mixed=found.mixed, new=found.new),
            words.meeting_lines(met)[0], tr("Seed {seed}", seed=found.seed),
        ]  # fmt: skip
        if resting:
            who = ", ".join(names.get(key, "?") for key in resting)
            lines.insert(1, tr("One person rests in each round: {who}", who=who))
        self._show(lines, found.rounds, grouping, tr("Pair {number}"))

    def forget(self) -> None:
        """What was suggested is kept, or no longer true."""
        self._result.hide()
        clear(self._tables)

    def _show(
        self, lines: Sequence[str], rounds: Sequence[Groups], grouping: GroupingRow, title: str
    ) -> None:
        clear(self._numbers)
        clear(self._tables)
        for number, line in enumerate(lines):
            role = "body_strong" if number == 0 else "body"
            self._numbers.addWidget(PlainLabel(line, role, wrap=True))
        short = {person.id: person.first_name for person in grouping.people}
        for number, groups in enumerate(rounds, 1):
            heading = tr("Round {number}", number=number)
            self._tables.addWidget(PlainLabel(heading, "body_strong"))
            room = QWidget()
            flow = FlowLayout(room, spacing=8)
            for place, group in enumerate(groups, 1):
                text = ", ".join(short.get(key, "?") for key in group)
                cell = PlainLabel(f"{title.format(number=place)}: {text}", "small", wrap=True)
                cell.setFixedWidth(theme.px(250))
                flow.addWidget(cell)
            self._tables.addWidget(room)
        self._result.show()

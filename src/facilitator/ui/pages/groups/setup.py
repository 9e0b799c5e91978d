"""The drawer with what groups are suggested by: rules in order, pairs with their private reason."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from facilitator.application.rows.groups import GroupingRow
from facilitator.domain.grouping.model import PairKind, Rule, RuleKind
from facilitator.domain.groups import ATTRIBUTES, NUMBERS
from facilitator.support.i18n import tr
from facilitator.ui.pages.groups import words
from facilitator.ui.pages.groups.seeds import seed_field
from facilitator.ui.widgets.buttons import Button, IconButton
from facilitator.ui.widgets.drawer import Drawer
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import clear, column, row

WIDTH = 360


class RulesDrawer(Drawer):
    """Says what is wished; the page carries it out."""

    rules_wished = Signal(object)
    """All rules in their new order."""
    pair_wished = Signal(object, object, object, str)
    """Kind, the two ids, the reason."""
    pair_removed = Signal(object)
    """Id of the pair."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page, tr("Rules for groups"), WIDTH)
        self._rules: tuple[Rule, ...] = ()
        self._editable = True
        self._build_rules()
        self._build_pairs()
        self.seed = seed_field()
        hint = tr("Of the first draft: the same people, rules and seed give the same groups.")
        self.body.addWidget(FormField(tr("Seed"), self.seed, hint))
        self.body.addStretch(1)

    def _build_rules(self) -> None:
        note = tr("Where not all can hold, the upper one wins.")
        self.body.addWidget(PlainLabel(note, "caption", "text2", wrap=True))
        self._list_room = QWidget()
        self._list = column(self._list_room, spacing=2)
        self.body.addWidget(self._list_room)
        self.kind = QComboBox()
        for kind in RuleKind:
            self.kind.addItem(words.kind_word(kind), kind)
        self.attribute = QComboBox()
        self.kind.activated.connect(self._on_kind)
        self.kind_field = FormField(tr("Add a rule"), self.kind)
        self.attribute_field = FormField(tr("About"), self.attribute)
        self._add = Button(tr("Add the rule"), icon="plus", size="compact")
        self._add.clicked.connect(self._on_add)
        for part in (self.kind_field, self.attribute_field):
            self.body.addWidget(part)
        self.body.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeading)
        self._on_kind()

    def _build_pairs(self) -> None:
        self.body.addWidget(PlainLabel(tr("Two people together or apart"), "body_strong"))
        self._pairs_room = QWidget()
        self._pairs = column(self._pairs_room, spacing=4)
        self.body.addWidget(self._pairs_room)
        self.pair_kind = QComboBox()
        self.pair_kind.addItem(tr("Keep apart"), PairKind.APART)
        self.pair_kind.addItem(tr("Keep together"), PairKind.TOGETHER)
        self.first, self.second, self.reason = QComboBox(), QComboBox(), QLineEdit()
        for box in (self.first, self.second):
            box.setMinimumContentsLength(10)
        self.pair_fields = (
            FormField(tr("What"), self.pair_kind), FormField(tr("One person"), self.first),
            FormField(tr("Another person"), self.second),
            FormField(tr("Reason (private)"), self.reason,
                      tr("For you alone: never printed, projected or logged.")),
        )  # fmt: skip
        for field in self.pair_fields:
            self.body.addWidget(field)
        self._add_pair = Button(tr("Add the pair"), icon="plus", size="compact")
        self._add_pair.clicked.connect(self._on_add_pair)
        self.body.addWidget(self._add_pair, 0, Qt.AlignmentFlag.AlignLeading)

    # Showing ----------------------------------------------------------------------------------------

    def show_setup(self, grouping: GroupingRow, *, editable: bool) -> None:
        """Show the rules and pairs of the programme."""
        self._editable = editable
        for control in (self._add, self._add_pair, self.kind, self.attribute, self.pair_kind,
                        self.first, self.second, self.reason):  # fmt: skip
            control.setEnabled(editable)
        self._rules = grouping.rules
        self._show_rules()
        self._show_pairs(grouping)

    def _show_rules(self) -> None:
        clear(self._list)
        last = len(self._rules) - 1
        for number, rule in enumerate(self._rules):
            line = QWidget()
            cells = row(line, spacing=2)
            cells.addWidget(PlainLabel(str(number + 1), "small", "text3", numbers=True))
            cells.addWidget(PlainLabel(words.rule_word(rule), "body", wrap=True), 1)
            said = words.rule_word(rule)
            for name, step, title in (
                ("arrow-up", -1, tr("Earlier: {rule}", rule=said)),
                ("arrow-down", 1, tr("Later: {rule}", rule=said)),
                ("x", 0, tr("Remove: {rule}", rule=said)),
            ):
                button = IconButton(name, title, size="compact")
                button.setProperty("place", number)
                button.setProperty("step", step)
                button.setEnabled(self._editable and (step == 0 or 0 <= number + step <= last))
                button.clicked.connect(self._on_rule_button)
                cells.addWidget(button)
            self._list.addWidget(line)

    def _show_pairs(self, grouping: GroupingRow) -> None:
        clear(self._pairs)
        names = grouping.names()
        for pair in grouping.pairs:
            line = QWidget()
            cells = row(line, spacing=4)
            first, second = names.get(pair.first_id, "?"), names.get(pair.second_id, "?")
            together = pair.kind is PairKind.TOGETHER
            text = (tr("Together: {first} and {second}", first=first, second=second) if together
                    else tr("Apart: {first} and {second}", first=first, second=second))  # fmt: skip
            inner = column(spacing=0)
            inner.addWidget(PlainLabel(text, "small", wrap=True))
            if pair.reason:
                inner.addWidget(PlainLabel(pair.reason, "caption", "text3", wrap=True))
            cells.addLayout(inner, 1)
            button = IconButton("x", tr("Remove: {rule}", rule=text), size="compact")
            button.setProperty("pair", pair.id)
            button.setEnabled(self._editable)
            button.clicked.connect(self._on_remove_pair)
            cells.addWidget(button)
            self._pairs.addWidget(line)
        self._fill_people(grouping)

    def _fill_people(self, grouping: GroupingRow) -> None:
        for box in (self.first, self.second):
            kept = box.currentData()
            box.clear()
            for person in grouping.people:
                box.addItem(person.name, person.id)
            box.setCurrentIndex(max(0, box.findData(kept)) if kept is not None else 0)
        if self.second.currentIndex() == self.first.currentIndex() == 0:
            self.second.setCurrentIndex(min(1, self.second.count() - 1))

    # What the user does -------------------------------------------------------------------------------

    def _on_kind(self) -> None:
        balance = RuleKind(self.kind.currentData()) is RuleKind.BALANCE
        self.attribute.clear()
        for attribute in NUMBERS if balance else ATTRIBUTES:
            self.attribute.addItem(words.attribute_word(attribute), attribute)

    def _on_add(self) -> None:
        rule = Rule(RuleKind(self.kind.currentData()), str(self.attribute.currentData()))
        self.rules_wished.emit((*self._rules, rule))

    def _on_rule_button(self) -> None:
        place, step = int(self.sender().property("place")), int(self.sender().property("step"))
        rules = list(self._rules)
        rule = rules.pop(place)
        if step:
            rules.insert(place + step, rule)
        self.rules_wished.emit(tuple(rules))

    def _on_add_pair(self) -> None:
        self.pair_wished.emit(PairKind(self.pair_kind.currentData()), self.first.currentData(),
                              self.second.currentData(), self.reason.text())  # fmt: skip

    def forget_reason(self) -> None:
        """The pair was added: its reason leaves the field."""
        self.reason.clear()

    def _on_remove_pair(self) -> None:
        key = self.sender().property("pair")
        if isinstance(key, UUID):
            self.pair_removed.emit(key)

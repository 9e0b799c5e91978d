"""A duplicate or an update side by side with who is there, and the choice between them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from facilitator.exchange.participants.plan import Choice, ImportPlan, PlannedRow, RowState
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.pages.participants.import_words import field_word, value_word
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.controls import scrolled
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import clear, column
from facilitator.ui.widgets.segmented import SegmentedControl

WIDTH = 340
_SHOWN = ("certificate_name", "institution", "country", "email", "position", "sex")


class ComparePanel(Panel):
    """`chosen(row, choice)` and `taken(row, fields)` say what the user wants."""

    chosen = Signal(int, str)
    taken = Signal(int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Side by side"), parent)
        self._number = 0
        self.choice = SegmentedControl(
            [(Choice.SKIP.value, tr("Skip"), ""), (Choice.KEEP_BOTH.value, tr("Keep both"), ""),
             (Choice.MERGE.value, tr("Merge"), "")], tr("What to do with the duplicate"),
        )  # fmt: skip
        self.choice.chosen.connect(self._on_choice)
        self._why = PlainLabel("", "small", "text2", wrap=True)
        self.boxes: dict[str, QCheckBox] = {}
        inner = QWidget()
        self._lines = column(inner, spacing=12)
        self.body.addWidget(self.choice)
        self.body.addWidget(self._why)
        self.body.addWidget(scrolled(inner), 1)
        self.restyle()

    def restyle(self) -> None:
        self.setFixedWidth(theme.px(WIDTH))
        super().restyle()

    def show_row(self, plan: ImportPlan, row: PlannedRow) -> None:
        """Show a row beside the person, or the earlier row, that it seems to be."""
        same = self._number == row.number and self.boxes.keys() == {c.field for c in row.changes}
        self._number = row.number
        duplicate = row.state is RowState.DUPLICATE
        self.set_title(tr("Row {row} side by side", row=row.number))
        self.choice.setVisible(duplicate)
        self.choice.choose(row.choice.value)
        self._why.setText(_why(row))
        if same:
            self._mark(row)
            return
        clear(self._lines)
        self.boxes = {}
        for name, before, after in _sides(plan, row):
            self._add_side(name, before, after)
        for change in row.changes:
            self._add_change(row, change.field)
        self._lines.addStretch(1)
        self._mark(row)

    def _add_side(self, name: str, before: str, after: str) -> None:
        line = column(spacing=2)
        line.addWidget(PlainLabel(field_word(name), "label", "text2"))
        line.addWidget(PlainLabel(before, "body", wrap=True))
        line.addWidget(PlainLabel(after, "body", "text2", wrap=True))
        holder = QWidget()
        holder.setProperty("clear", True)
        holder.setLayout(line)
        self._lines.addWidget(holder)

    def _add_change(self, row: PlannedRow, name: str) -> None:
        change = next(c for c in row.changes if c.field == name)
        holder = QWidget()
        holder.setProperty("clear", True)
        line = column(holder, spacing=2)
        line.addWidget(PlainLabel(field_word(name), "label", "text2"))
        line.addWidget(PlainLabel(_now(row, value_word(change.before)), "body", wrap=True))
        line.addWidget(PlainLabel(_new(row, value_word(change.after)), "body", wrap=True))
        if change.by_hand:
            mine = row.earlier is not None and row.person is None
            box = QCheckBox(
                tr("Take row {row}'s", row=row.number) if mine else tr("Take the list's")
            )
            box.setAccessibleName(tr("{field}: take the list's value", field=field_word(name)))
            box.clicked.connect(self._on_taken)
            line.addWidget(box)
            self.boxes[name] = box
        else:
            line.addWidget(PlainLabel(tr("will be taken over"), "small", "text3"))
        self._lines.addWidget(holder)

    def _mark(self, row: PlannedRow) -> None:
        for name, box in self.boxes.items():
            box.setChecked(name in row.taken)

    def _on_choice(self, key: str) -> None:
        self.chosen.emit(self._number, key)

    def _on_taken(self) -> None:
        wanted = frozenset(name for name, box in self.boxes.items() if box.isChecked())
        self.taken.emit(self._number, wanted)


def _now(row: PlannedRow, value: str) -> str:
    if row.person is None and row.earlier is not None:
        return tr("Row {row}: {value}", row=row.earlier, value=value)
    return tr("Now: {value}", value=value)


def _new(row: PlannedRow, value: str) -> str:
    if row.person is None and row.earlier is not None:
        return tr("Row {row}: {value}", row=row.number, value=value)
    return tr("List: {value}", value=value)


def _why(row: PlannedRow) -> str:
    if row.state is RowState.UPDATE:
        return tr("An earlier list named this person. What was edited by hand stays unless you take "
                  "the list's value.")  # fmt: skip
    if row.earlier is not None:
        return tr("The same e-mail address, or the same name and institution, as row {row}. Merging "
                  "fills what is empty there.", row=row.earlier)  # fmt: skip
    return tr("The same e-mail address, or the same name and institution, as somebody in the list. "
              "Merging fills what is empty there.")  # fmt: skip


def _sides(plan: ImportPlan, row: PlannedRow) -> list[tuple[str, str, str]]:
    """Facts that agree, or that the list does not have: field, who is there, this row."""
    changed = {change.field for change in row.changes}
    found = []
    for name in _SHOWN:
        if name in changed:
            continue
        before, after = _there(plan, row, name), value_word(row.values.get(name, ""))
        if before != after or name in {"certificate_name", "institution"}:
            found.append((name, _now(row, before), _new(row, after)))
    return found


def _there(plan: ImportPlan, row: PlannedRow, name: str) -> str:
    if row.person is not None:
        return value_word(getattr(row.person, name))
    first = next((draft for draft in plan.drafts if draft.number == row.earlier), None)
    return value_word(first.values.get(name, "") if first is not None else "")

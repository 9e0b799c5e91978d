"""Step 3 of an import: every row with what it came to; faults are fixed in the table itself."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from facilitator.exchange.participants.plan import Choice, ImportPlan, PlannedRow, RowState
from facilitator.support.i18n import tr, trn
from facilitator.ui.app import theme
from facilitator.ui.models.rows import Column, RowModel
from facilitator.ui.pages.participants import import_words as words
from facilitator.ui.pages.participants.import_compare import ComparePanel
from facilitator.ui.pages.participants.people_table import CellDelegate
from facilitator.ui.widgets.layouts import column, row
from facilitator.ui.widgets.messages import InlineMessage
from facilitator.ui.widgets.segmented import SegmentedControl
from facilitator.ui.widgets.tables import Table, TableCard

_SHARES = {"number": (80, 0), "certificate_name": (170, 4), "institution": (150, 4), "country": (100, 1),
           "email": (150, 3), "sex": (84, 0), "check": (220, 6)}  # fmt: skip
_DISPENSABLE = ("sex", "country", "institution", "email")
_EDITABLE = frozenset({"certificate_name", "institution", "country", "email", "sex"})


class CheckTable(Table):
    """Shares its width out; what is dispensable leaves where there is no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Rows of the list"), parent)
        self.rows: RowModel[PlannedRow] = RowModel(_columns(), key=lambda planned: planned.number)
        self.setItemDelegate(CellDelegate(self))
        self.show_model(self.rows, sort_by=0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.viewport().width()
        shown = list(_SHARES)
        for name in _DISPENSABLE:
            if sum(theme.px(_SHARES[other][0]) for other in shown) <= room:
                break
            shown.remove(name)
        spare = max(0, room - sum(theme.px(_SHARES[name][0]) for name in shown))
        shares = sum(_SHARES[name][1] for name in shown)
        for number, name in enumerate(_SHARES):
            self.setColumnHidden(number, name not in shown)
            least, share = _SHARES[name]
            self.setColumnWidth(number, theme.px(least) + spare * share // shares)


class CheckStep(QWidget):
    """Shows a plan; `plan_changed` follows each fix and each choice."""

    plan_changed = Signal()
    match_again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.plan: ImportPlan | None = None
        self._source = ""
        self.message = InlineMessage()
        self.table = CheckTable()
        self.compare = ComparePanel()
        self.filter = SegmentedControl(name=tr("Rows shown"))
        self._bar = QWidget()
        line = row(self._bar, spacing=8)
        line.addWidget(self.filter)
        line.addStretch(1)
        beside = row(spacing=16)
        beside.addWidget(TableCard(self.table), 1)
        beside.addWidget(self.compare)
        whole = column(self, spacing=12)
        whole.addWidget(self.message)
        whole.addWidget(self._bar)
        whole.addLayout(beside, 1)
        self.table.rows.edit_requested.connect(self._on_edited)
        self.table.row_chosen.connect(self._on_row)
        self.table.opened.connect(self._on_opened)
        self.filter.chosen.connect(self._on_filter)
        self.compare.chosen.connect(self._on_chosen)
        self.compare.taken.connect(self._on_taken)
        self.compare.hide()

    def show_plan(self, plan: ImportPlan, source: str) -> None:
        """Show a plan from the start."""
        self._source = source
        self.plan = plan
        self.table.rows.set_filter(None)
        self._offer_filters(plan)
        self._show(plan)

    def begin(self) -> None:
        """Put the cursor on the first row that wants something, else on the first."""
        rows = self.table.rows.rows
        wanting = [r for r in rows if r.state in {RowState.TO_FIX, RowState.DUPLICATE}] or list(
            rows
        )
        self.table.setFocus()
        if wanting:
            self.table.choose(wanting[0].number)

    def _offer_filters(self, plan: ImportPlan) -> None:
        choices = [("", tr("All {n}", n=len(plan.rows)), "")]
        for key, title in _filters().items():
            found = len(plan.of(*_STATES[key]))
            if found:
                choices.append((key, f"{title} {found}", ""))
        self.filter.set_choices(choices)
        self._bar.setVisible(len(choices) > 1)

    def _show(self, plan: ImportPlan) -> None:
        self.plan = plan
        self.table.rows.set_rows(plan.rows)
        troubled = plan.of(RowState.TO_FIX, RowState.DUPLICATE)
        kind = "warn" if troubled else "ok"
        self.message.tell(kind, words.summary(plan, self._source), self._fixes(plan))
        self._on_row(self.table.rows.row_at(self.table.currentIndex()) and self._current())

    def _fixes(self, plan: ImportPlan) -> tuple[tuple[str, Callable[[], object]], ...]:
        fixes: list[tuple[str, Callable[[], object]]] = []
        if plan.proposals:
            text = trn("Take the sex of {n} person from the title",
                       "Take the sex of {n} people from their titles", len(plan.proposals))  # fmt: skip
            fixes.append((text, self.take_proposals))
        fixes.append((tr("Match columns again"), self.match_again.emit))
        return tuple(fixes)

    def _current(self) -> int:
        row_now = self.table.rows.row_at(self.table.currentIndex())
        return row_now.number if row_now is not None else 0

    # What the user does -------------------------------------------------------------------------

    def take_proposals(self) -> None:
        """Take over what titles suggest, for all rows."""
        if self.plan is not None:
            self._change(self.plan.with_proposals())

    def _on_edited(self, number: int, name: str, value: object) -> None:
        if self.plan is not None:
            self._change(self.plan.fixed(number, name, str(value)))

    def _on_chosen(self, number: int, key: str) -> None:
        if self.plan is not None:
            self._change(self.plan.chosen([number], Choice(key)))

    def _on_taken(self, number: int, fields: frozenset[str]) -> None:
        if self.plan is not None:
            self._change(self.plan.taking(number, fields))

    def _change(self, plan: ImportPlan) -> None:
        self._show(plan)
        self.plan_changed.emit()

    def _on_filter(self, key: str) -> None:
        self.table.rows.set_filter((lambda r: r.state in _STATES[key]) if key else None)

    def _on_row(self, number: object) -> None:
        plan = self.plan
        chosen = (
            next((r for r in plan.rows if r.number == number), None) if plan and number else None
        )
        side_by_side = chosen is not None and chosen.state in {RowState.DUPLICATE, RowState.UPDATE}
        self.compare.setVisible(side_by_side)
        if plan is not None and chosen is not None and side_by_side:
            self.compare.show_row(plan, chosen)

    def _on_opened(self, number: object) -> None:
        """Enter on a row: to its choice, or to the field that must be fixed."""
        found = self.table.rows.row_at(self.table.currentIndex())
        if found is None:
            return
        if self.compare.isVisible():
            target = self.compare.choice if self.compare.choice.isVisible() else next(
                iter(self.compare.boxes.values()), None)  # fmt: skip
            if target is not None:
                target.setFocus()
            return
        name = found.draft.problem or "certificate_name"
        index = self.table.rows.index_of(
            number, list(_SHARES).index(name) if name in _SHARES else 1
        )
        self.table.setCurrentIndex(index)
        self.table.edit(index)


_STATES = {
    "fix": (RowState.TO_FIX,), "duplicate": (RowState.DUPLICATE,), "update": (RowState.UPDATE,),
    "missing": (RowState.MISSING,),
}  # fmt: skip


def _filters() -> dict[str, str]:
    return {"fix": tr("To fix"), "duplicate": tr("Duplicates"), "update": tr("Updates"),
            "missing": tr("Incomplete")}  # fmt: skip


def _columns() -> tuple[Column[PlannedRow], ...]:
    return (
        Column("number", tr("Row"), lambda r: str(r.number), sort=lambda r: r.number,
               icon=lambda r: words.MARKS[r.state]),
        _column("certificate_name", tr("Name")), _column("institution", tr("Institution")),
        _column("country", tr("Country")), _column("email", tr("E-mail")), _column("sex", tr("Sex")),
        Column("check", tr("Check"), words.state_word, token=_check_token, tip=words.state_word),
    )  # fmt: skip


def _column(name: str, title: str) -> Column[PlannedRow]:
    def text(planned: PlannedRow) -> str:
        if name in planned.values:
            return words.value_word(planned.values[name]) if planned.values[name] else ""
        return planned.draft.texts.get(name, "")

    def token(planned: PlannedRow) -> str:
        if planned.draft.problem == name:
            return "danger"
        return "text" if planned.adds or planned.taken_changes or planned.draft.problem else "text3"

    def to_edit(planned: PlannedRow) -> str:
        return planned.draft.texts.get(name, "")

    return Column(name, title, text, token=token, edit=to_edit if name in _EDITABLE else None)


def _check_token(planned: PlannedRow) -> str:
    return {RowState.TO_FIX: "danger", RowState.DUPLICATE: "warn"}.get(planned.state, "text2")

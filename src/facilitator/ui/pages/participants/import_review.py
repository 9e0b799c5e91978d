"""What a list that was read would bring: every row with its fate, before anything is written."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from facilitator.exchange.participants_table import ImportPlan, PlannedRow, RowState
from facilitator.support.i18n import tr, trn
from facilitator.ui.models.rows import Column, RowModel
from facilitator.ui.pages.participants.people_table import CellDelegate
from facilitator.ui.widgets.layouts import column
from facilitator.ui.widgets.messages import InlineMessage
from facilitator.ui.widgets.tables import Table, TableCard

_MARKS = {
    RowState.READY: ("circle-check", "ok"), RowState.DUPLICATE: ("copy", "text2"),
    RowState.REFUSED: ("circle-alert", "danger"),
}  # fmt: skip
_SHARES = (8, 18, 18, 10, 17, 29)


class ReviewTable(Table):
    """Shares its width out by `_SHARES`: the check at the end needs most."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.viewport().width()
        for number, share in enumerate(_SHARES):
            self.setColumnWidth(number, room * share // sum(_SHARES))


class ImportReview(QWidget):
    """The rows of a plan with their states; `show_plan` fills it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message = InlineMessage()
        self._only_refused = False
        self.table = ReviewTable(tr("Rows of the list"))
        self.rows: RowModel[PlannedRow] = RowModel(_columns(), key=lambda planned: planned.number)
        self.table.setItemDelegate(CellDelegate(self.table))
        self.table.show_model(self.rows, sort_by=0)
        whole = column(self, spacing=12)
        whole.addWidget(self.message)
        whole.addWidget(TableCard(self.table), 1)

    def show_plan(self, plan: ImportPlan, file_name: str) -> None:
        """Show the rows of a plan and their sum."""
        self._only_refused = False
        self.rows.set_filter(None)
        self.rows.set_rows(plan.rows)
        refused = len(plan.of(RowState.REFUSED))
        troubled = refused or len(plan.of(RowState.DUPLICATE))
        fixes = ((tr("Show only the refused rows"), self._toggle_refused),) if refused else ()
        self.message.tell("warn" if troubled else "ok", summary(plan, file_name), fixes)

    def _toggle_refused(self) -> None:
        self._only_refused = not self._only_refused
        keep = _is_refused if self._only_refused else None
        self.rows.set_filter(keep)


def summary(plan: ImportPlan, file_name: str) -> str:
    """The sum of a plan in a sentence or three, with the first reasons why rows are refused."""
    ready, same, refused = (
        plan.of(state) for state in (RowState.READY, RowState.DUPLICATE, RowState.REFUSED)
    )
    sentences = [
        trn("{n} row read from {file}", "{n} rows read from {file}", len(plan.rows), file=file_name)
        + ": "
        + trn("{n} is ready.", "{n} are ready.", len(ready))
    ]
    if same:
        sentences.append(trn("{n} is in the list already and will be skipped.",
                             "{n} are in the list already and will be skipped.", len(same)))  # fmt: skip
    if refused:
        sentences.append(trn("{n} cannot be read and will be skipped:",
                             "{n} cannot be read and will be skipped:", len(refused)))  # fmt: skip
        sentences.extend(_reason(row) for row in refused[:3])
        if len(refused) > 3:
            sentences.append("…")
    return " ".join(sentences)


def _reason(row: PlannedRow) -> str:
    return tr("Row {number}: {reason}", number=row.number, reason=row.reason)


def _is_refused(row: PlannedRow) -> bool:
    return row.state is RowState.REFUSED


def _columns() -> tuple[Column[PlannedRow], ...]:
    return (
        Column("number", tr("Row"), lambda row: str(row.number), sort=lambda row: row.number,
               icon=lambda row: _MARKS[row.state]),
        Column("name", tr("Name"), _name, token=_token),
        Column("institution", tr("Institution"), lambda row: _value(row, "institution"), token=_token),
        Column("country", tr("Country"), lambda row: _value(row, "country"), token=_token),
        Column("email", tr("E-mail"), lambda row: _value(row, "email"), token=_token),
        Column("check", tr("Check"), _check, token=_check_token),
    )  # fmt: skip


def _value(row: PlannedRow, name: str) -> str:
    return str(row.values.get(name, ""))


def _name(row: PlannedRow) -> str:
    parts = (_value(row, "given_name"), _value(row, "family_name"))
    return _value(row, "certificate_name") or " ".join(part for part in parts if part)


def _check(row: PlannedRow) -> str:
    if row.state is RowState.REFUSED:
        return row.reason
    return tr("Ready") if row.state is RowState.READY else tr("In the list already: skipped")


def _token(row: PlannedRow) -> str:
    return "text" if row.state is RowState.READY else "text3"


def _check_token(row: PlannedRow) -> str:
    return "danger" if row.state is RowState.REFUSED else "text2"

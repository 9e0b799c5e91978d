"""The drawer in which the steps of a session are written: title, minutes, task, what to say."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QSpinBox, QWidget

from facilitator.application.commands.running import DeleteStep, MoveStep, PutStep
from facilitator.support.i18n import tr
from facilitator.ui.models.rows import Column, RowModel
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.drawer import Drawer
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.layouts import FlowLayout
from facilitator.ui.widgets.tables import Table, TableCard

if TYPE_CHECKING:
    from facilitator.application.registry import Command
    from facilitator.application.rows.running import StepRow


class StepEditor(Drawer):
    """Lists the steps and edits the chosen one; it says which command is wished."""

    wished = Signal(object, object)
    """A command and the field at which a refusal is shown (or None)."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page, tr("Steps of the session"), width=360)
        self._item_id: UUID | None = None
        self._step: StepRow | None = None
        self.model: RowModel[StepRow] = RowModel(
            [Column("title", tr("Step"), lambda s: s.title),
             Column("minutes", tr("Minutes"), lambda s: str(s.minutes or ""))],
            key=lambda step: step.id, parent=self,
        )  # fmt: skip
        self.table = Table(tr("Steps"))
        self.table.show_model(self.model, -1)
        self.table.setSortingEnabled(False)
        self.table.setColumnWidth(0, 210)
        self.table.setMinimumHeight(170)
        self.table.row_chosen.connect(self._on_chosen)
        self.table.delete_requested.connect(self._on_delete_keys)
        self.body.addWidget(TableCard(self.table))
        self._acts()
        self._fields()

    def _acts(self) -> None:
        acts = FlowLayout(spacing=8)
        self.new = Button(tr("New step"), icon="plus", size="compact")
        self.up = Button(tr("Up"), icon="arrow-up", size="compact")
        self.down = Button(tr("Down"), icon="arrow-down", size="compact")
        self.delete = Button(tr("Delete"), icon="trash-2", size="compact")
        self.new.clicked.connect(self.begin_new)
        self.up.clicked.connect(self._on_up)
        self.down.clicked.connect(self._on_down)
        self.delete.clicked.connect(self._on_delete)
        for button in (self.new, self.up, self.down, self.delete):
            acts.addWidget(button)
        self.body.addLayout(acts)

    def _fields(self) -> None:
        self.title = QLineEdit()
        self.minutes = QSpinBox()
        self.minutes.setRange(0, 600)
        self.task, self.say = QPlainTextEdit(), QPlainTextEdit()
        for text in (self.task, self.say):
            text.setTabChangesFocus(True)
            text.setMinimumHeight(84)
        self.title_field = FormField(tr("Title, for the room"), self.title)
        self.body.addWidget(self.title_field)
        self.body.addWidget(FormField(tr("Minutes"), self.minutes))
        self.body.addWidget(FormField(tr("Task, for the room: a line each"), self.task))
        self.body.addWidget(FormField(tr("What to say: for you alone"), self.say))
        self.body.addStretch(1)
        self.keep = Button(tr("Keep the step"), Kind.OUTLINE, icon="check")
        self.keep.clicked.connect(self._on_keep)
        self.foot.addWidget(self.keep)

    # Showing --------------------------------------------------------------------------------------

    def show_steps(self, item_id: UUID, steps: tuple[StepRow, ...]) -> None:
        """The steps of an item; the one in hand stays in hand."""
        if item_id != self._item_id:
            self._item_id, self._step = item_id, None
        self.model.set_rows(steps)
        if self._step is not None:
            kept = next((s for s in steps if s.id == self._step.id), None)
            if kept != self._step:
                self._fill(kept)
        self._enable()

    def begin_new(self) -> None:
        """An empty form for a new step."""
        self.table.clearSelection()
        self._fill(None)
        self.title.setFocus()

    def _on_chosen(self, key: object) -> None:
        step = next((s for s in self.model.rows if s.id == key), None)
        if step is not None:
            self._fill(step)

    def _fill(self, step: StepRow | None) -> None:
        self._step = step
        self.title.setText(step.title if step else "")
        self.minutes.setValue(step.minutes if step else 0)
        self.task.setPlainText(step.task if step else "")
        self.say.setPlainText(step.say if step else "")
        self.title_field.show_error("")
        self._enable()

    def _enable(self) -> None:
        for button in (self.up, self.down, self.delete):
            button.setEnabled(self._step is not None)
        self.keep.setText(tr("Keep the step") if self._step is not None else tr("Add the step"))

    # Acts -----------------------------------------------------------------------------------------

    def _wish(self, command: Command, field: FormField | None = None) -> None:
        self.wished.emit(command, field)

    def _on_keep(self) -> None:
        if self._item_id is None:
            return
        key = self._step.id if self._step is not None else None
        self._wish(
            PutStep(
                self._item_id,
                self.title.text(),
                self.minutes.value(),
                self.task.toPlainText(),
                self.say.toPlainText(),
                key,
            ),
            self.title_field,
        )

    def kept(self) -> None:
        """The step was taken over: ready for the next one."""
        if self._step is None:
            self._fill(None)
            self.title.setFocus()

    def _on_up(self) -> None:
        if self._step is not None:
            self._wish(MoveStep(self._step.id, -1))

    def _on_down(self) -> None:
        if self._step is not None:
            self._wish(MoveStep(self._step.id, 1))

    def _on_delete(self) -> None:
        if self._step is not None:
            self._wish(DeleteStep(self._step.id))
            self._fill(None)

    def _on_delete_keys(self, keys: list[object]) -> None:
        for key in keys:
            if isinstance(key, UUID):
                self._wish(DeleteStep(key))

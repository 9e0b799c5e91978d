"""A sheet of the analysis as a form with its picture: one editor for all tools.

What may be entered is described in `domain/analysis_sheets`; the picture is the one that is printed.
"""

from __future__ import annotations

from functools import cached_property, partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QMenu, QStackedWidget, QWidget

from facilitator.application.commands.analysis_sheets import (
    AddSheet,
    DeleteSheet,
    DeleteSheetEntry,
    EditSheet,
    PutSheetEntry,
    PutSheetHintAside,
    SendWhysToTree,
)  # fmt: skip
from facilitator.application.rows.root_causes import SheetRow
from facilitator.domain.analysis_sheets import SheetTool, findings, spec_of
from facilitator.reports.drawing import Drawing
from facilitator.reports.sheet_drawings import draw_sheet
from facilitator.support.i18n import tr
from facilitator.ui.app.icons import icon
from facilitator.ui.pages.root_causes.begin_form import BeginForm
from facilitator.ui.pages.root_causes.entry_form import EntryForm, SheetHeadForm
from facilitator.ui.pages.root_causes.part import Part, Shown, combo
from facilitator.ui.widgets.buttons import IconButton
from facilitator.ui.widgets.cards import Card
from facilitator.ui.widgets.controls import fill, scrolled
from facilitator.ui.widgets.drawing import DrawingView
from facilitator.ui.widgets.labels import IconLabel, PlainLabel
from facilitator.ui.widgets.layouts import clear, column, row


class SheetTab(Part):
    """See the module."""

    def __init__(self, page, tool: SheetTool) -> None:  # type: ignore[no-untyped-def]
        self.tool = tool
        self.spec = spec_of(tool)
        super().__init__(page)

    def build(self) -> None:
        self.shown: Shown | None = None
        self.sheet_id: UUID | None = None
        self._build_tools()
        self.about = PlainLabel(tr(self.spec.about), "small", "text2", wrap=True)
        self.body.addWidget(self.about)
        self.picture = DrawingView()
        left = Card(padding=12)
        self.hints = column(spacing=4)
        left.body.addLayout(self.hints)
        left.body.addWidget(self.picture)
        left.body.addStretch(1)
        self.form = EntryForm(self.spec)
        self.form.put_wished.connect(self._on_put)
        self.form.delete_wished.connect(self._on_delete)
        self.form.send_wished.connect(self._on_send)
        self.head = SheetHeadForm()
        self.head.changed.connect(self._on_head)
        side = QWidget()
        side.setProperty("clear", True)
        lines = column(side, (0, 0, 8, 0), spacing=14)
        lines.addWidget(self.form)
        lines.addWidget(self.head)
        lines.addStretch(1)
        both = QWidget()
        both.setProperty("clear", True)
        line = row(both, spacing=12)
        line.addWidget(scrolled(left, tr("Picture of the sheet")), 3)
        line.addWidget(scrolled(side, tr("Lines of the sheet")), 2)
        self.stack = QStackedWidget()
        self.stack.addWidget(both)
        self.body.addWidget(self.stack, 1)

    def _build_tools(self) -> None:
        self.choice = combo(tr("Sheet"), width=26)
        self.choice.activated.connect(self._on_choice)
        self.new_button = IconButton("plus", tr("Begin another sheet"))
        self.new_button.clicked.connect(self._on_new)
        self.names = QCheckBox(tr("Without names, for sharing"))
        self.names.setAccessibleName(self.names.text())
        self.names.clicked.connect(self._on_names)
        self.delete_button = IconButton("trash-2", tr("Delete this sheet"))
        self.delete_button.clicked.connect(self._on_delete_sheet)
        tools = row(spacing=8)
        tools.addWidget(self.choice, 1)
        tools.addWidget(self.new_button)
        tools.addStretch(1)
        tools.addWidget(self.names)
        tools.addWidget(self.delete_button)
        self.body.addLayout(tools)

    @cached_property
    def begin(self) -> BeginForm:
        """Where a sheet is begun; made when it is first asked for."""
        made = BeginForm(
            self.spec.icon, tr(self.spec.title), tr(self.spec.about), tr("Begin the sheet")
        )
        made.begin_wished.connect(self._on_begin)
        made.cancelled.connect(self._on_begin_cancelled)
        self.stack.addWidget(made)
        return made

    # Showing --------------------------------------------------------------------------------------

    @property
    def own(self) -> list[SheetRow]:
        """The sheets of this tool."""
        return [row for row in (self.shown.sheets if self.shown else ()) if row.tool is self.tool]

    @property
    def sheet(self) -> SheetRow | None:
        """The sheet in front."""
        return next((row for row in self.own if row.id == self.sheet_id), None)

    @property
    def with_names(self) -> bool:
        """Whether actors are named."""
        return not self.names.isChecked()

    def drawing_in_front(self) -> Drawing | None:
        """The picture that is shown."""
        return draw_sheet(self.sheet, names=self.with_names) if self.sheet is not None else None

    def show_rows(self, shown: Shown) -> None:
        self.shown = shown
        if self.sheet is None:
            self.sheet_id = self.own[0].id if self.own else None
        sheet = self.sheet
        fill(self.choice, [(tr("Group {letter}: {title}", letter=s.group, title=s.title), s.id)
                           for s in self.own], self.sheet_id)  # fmt: skip
        has = sheet is not None
        self.choice.setVisible(has)
        self.about.setVisible(has)
        self.names.setVisible(has and self.tool is SheetTool.STAKEHOLDERS)
        for button in (self.new_button, self.delete_button):
            button.setVisible(has and self.can_edit)
        if has:
            self.stack.setCurrentIndex(0)
        else:
            self._show_begin()
        if sheet is None:
            self.picture.show_drawing(None)
            return
        self.picture.show_drawing(draw_sheet(sheet, names=self.with_names))
        self.form.show_sheet(sheet, editable=self.can_edit)
        self.head.show_sheet(sheet, editable=self.can_edit)
        self._show_hints(sheet)

    def _show_hints(self, sheet: SheetRow) -> None:
        clear(self.hints)
        for hint in findings(self.spec, sheet.entries, sheet.head.viewpoint):
            if hint.key in sheet.head.put_aside:
                continue
            line = row(spacing=8)
            line.addWidget(IconLabel("info", "accent_text", 16, meaning=tr("Hint")))
            line.addWidget(PlainLabel(hint.sentence, "small", wrap=True), 1)
            if self.can_edit:
                away = IconButton("x", tr("Put this hint aside"), size="compact")
                away.clicked.connect(partial(self._aside, hint.key))
                line.addWidget(away)
            self.hints.addLayout(line)

    # Acts -----------------------------------------------------------------------------------------

    def add_main(self) -> None:
        if self.sheet is None:
            self._on_new()
        else:
            self.form.begin_new()

    def _on_choice(self) -> None:
        key = self.choice.currentData()
        self.sheet_id = key if isinstance(key, UUID) else None
        if self.shown is not None:
            self.stack.setCurrentIndex(0)
            self.show_rows(self.shown)

    def _on_new(self) -> None:
        self._show_begin()
        self.begin.take_focus()

    def _show_begin(self) -> None:
        groups = self.shown.groups if self.shown else ()
        self.begin.show_groups(groups, may_cancel=self.sheet is not None)
        self.stack.setCurrentWidget(self.begin)

    def _on_begin_cancelled(self) -> None:
        """Back to the sheet in front."""
        self.stack.setCurrentIndex(0)

    def _on_begin(self, group: UUID | None, title: str, _problem: str) -> None:
        if group is None:
            self.page.message.tell("info", tr("Form the groups first: a sheet belongs to a group."))
            return
        command = AddSheet(group, self.tool, title)
        if self.page.try_do(command, self.begin.refuse):
            self.sheet_id = command.sheet_id
            self.begin.forget()
            self.stack.setCurrentIndex(0)
            self.page.refresh(None)
            self.form.begin_new()

    def _on_names(self) -> None:
        if self.shown is not None:
            self.show_rows(self.shown)

    def _on_delete_sheet(self) -> None:
        if self.sheet is not None:
            self.page.do(DeleteSheet(self.sheet.id), tell=True)

    def _on_put(self, command: PutSheetEntry) -> None:
        if self.page.try_do(command, self.form.refuse):
            self.form.taken(command)

    def _on_delete(self, key: UUID) -> None:
        self.page.do(DeleteSheetEntry(key), tell=True)

    def _on_head(self, changes: dict[str, object]) -> None:
        if self.sheet is not None:
            self.page.try_do(EditSheet(self.sheet.id, changes), self.head.refuse)

    def _aside(self, key: str) -> None:
        if self.sheet is not None:
            self.page.do(PutSheetHintAside(self.sheet.id, key), tell=True)

    def _on_send(self, key: UUID) -> None:
        """The last two steps of a chain go to a tree of the same group."""
        sheet = self.sheet
        trees = [tree for tree in (self.shown.causes.trees if self.shown else ())
                 if sheet is not None and tree.group_id == sheet.group_id]  # fmt: skip
        if not trees:
            self.page.message.tell("info", tr("Begin the group's conflict tree first."))
        elif len(trees) == 1:
            self._send(key, trees[0].id)
        else:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            for tree in trees:
                menu.addAction(icon("git-fork"), tree.title.replace("&", "&&"),
                               partial(self._send, key, tree.id))  # fmt: skip
            menu.popup(self.mapToGlobal(self.rect().center()))

    def _send(self, key: UUID, tree_id: UUID) -> None:
        self.page.do(SendWhysToTree(key, tree_id), tell=True)

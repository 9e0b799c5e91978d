"""The form in which a tree or a sheet is begun: whose it is, its title, a tree's core problem.

Made when it is first needed; it says what is wished, and the tab begins it.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QScrollArea, QWidget

from facilitator.application.rows.groups import GroupRow
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.app.theme import Themed
from facilitator.ui.pages.root_causes.part import combo
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.cards import Card
from facilitator.ui.widgets.controls import fill, scrolled
from facilitator.ui.widgets.empty import EmptyState
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.layouts import column, row

WIDTH = 460
"""Width of the lines to fill in, in pixels at 100 %: as wide as the sentence above them."""


class BeginForm(Themed, QScrollArea):
    """Give it what is begun; `problem` asks for a core problem as well."""

    begin_wished = Signal(object, str, str)
    """The group's id, the title and the core problem ("" where none is asked for)."""
    cancelled = Signal()

    def __init__(
        self, icon: str, title: str, about: str, act: str, *, problem: bool = False
    ) -> None:
        super().__init__()
        self.group, self.title, self.problem = (
            combo(tr("Group"), width=14),
            QLineEdit(),
            QLineEdit(),
        )
        self.title_field = FormField(tr("Title"), self.title)
        self.problem_field = FormField(tr("Core problem"), self.problem, tr("15 to 140 characters"))
        self._last = self.problem_field if problem else self.title_field
        self._form = QWidget()
        self._form.setProperty("clear", True)
        lines = column(self._form, spacing=10)
        lines.addWidget(FormField(tr("Group"), self.group))
        lines.addWidget(self.title_field)
        lines.addWidget(self.problem_field)
        if not problem:
            self.problem_field.hide()
        self.begin = Button(act, icon="check")
        self.begin.clicked.connect(self._on_begin)
        self._last.control.returnPressed.connect(self._on_begin)  # type: ignore[attr-defined]
        self.cancel = Button(tr("Cancel"))
        self.cancel.clicked.connect(self._on_cancel)
        buttons = row(spacing=8)
        buttons.addWidget(self.begin)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        lines.addLayout(buttons)
        empty = EmptyState(icon, title, about)
        empty.extra.addWidget(self._form, 0, Qt.AlignmentFlag.AlignHCenter)
        whole = Card()
        whole.body.addWidget(empty)
        scrolled(whole, title, area=self)
        self.restyle()

    def restyle(self) -> None:
        self._form.setFixedWidth(theme.px(WIDTH))
        super().restyle()

    def show_groups(self, groups: Sequence[GroupRow], *, may_cancel: bool) -> None:
        """Offer these groups; there is something to go back to where it may be cancelled."""
        fill(self.group, [(tr("Group {letter}", letter=g.letter), g.id) for g in groups])
        self.cancel.setVisible(may_cancel)

    def take_focus(self) -> None:
        """Put the cursor into the first line."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, refusal: RuleViolation) -> None:
        """Show what rule was broken at its line."""
        field = self.title_field if refusal.field == "title" else self._last
        field.show_error(str(refusal))

    def forget(self) -> None:
        """Empty for the next one."""
        for field, line in ((self.title_field, self.title), (self.problem_field, self.problem)):
            line.clear()
            field.show_error("")

    def _on_begin(self) -> None:
        self.title_field.show_error("")
        self.problem_field.show_error("")
        key = self.group.currentData()
        self.begin_wished.emit(key if isinstance(key, UUID) else None, self.title.text(),
                               self.problem.text())  # fmt: skip

    def _on_cancel(self) -> None:
        self.forget()
        self.cancelled.emit()

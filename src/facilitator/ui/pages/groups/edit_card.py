"""The line above the board in which a group gets its letter, name and table, or is deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from facilitator.application.commands.groups import DeleteGroup, PutGroup
from facilitator.support.i18n import tr
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.cards import Card
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.layouts import row

if TYPE_CHECKING:
    from facilitator.ui.pages.groups.page import GroupsPage


class EditCard(Card):
    """Hidden until a group is to be edited."""

    def __init__(self, page: GroupsPage) -> None:
        super().__init__(padding=12)
        self._page = page
        self._edited: UUID | None = None
        self.letter, self.name, self.table = QLineEdit(), QLineEdit(), QLineEdit()
        self.letter_field = FormField(tr("Letter"), self.letter)
        line = row(spacing=12)
        line.addWidget(self.letter_field, 1)
        line.addWidget(FormField(tr("Name"), self.name), 3)
        line.addWidget(FormField(tr("Table"), self.table), 3)
        self.keep = Button(tr("Save"), icon="check", size="compact")
        self.delete = Button(tr("Delete"), Kind.GHOST, icon="trash-2", size="compact")
        self.cancel = Button(tr("Cancel"), Kind.GHOST, size="compact")
        for button in (self.keep, self.delete, self.cancel):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(line)
        self.hide()
        self.keep.clicked.connect(self._on_kept)
        self.delete.clicked.connect(self._on_deleted)
        self.cancel.clicked.connect(self.leave)
        for field in (self.letter, self.name, self.table):
            field.returnPressed.connect(self._on_kept)

    def begin(self, key: UUID) -> None:
        """Edit the group with this id, if it is there."""
        found = self._page.grouping
        group = next((g for g in found.groups if g.id == key), None) if found else None
        if group is None:
            return
        self._edited = group.id
        self.letter.setText(group.letter)
        self.name.setText(group.name)
        self.table.setText(group.table)
        self.letter_field.show_error("")
        self.show()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.name.selectAll()

    def leave(self) -> None:
        """Keep nothing of what is typed."""
        self._edited = None
        self.hide()

    def _on_kept(self) -> None:
        if self._edited is not None:
            command = PutGroup(
                self.letter.text(), self.name.text(), self.table.text(), self._edited
            )
            if self._page.do(command, tell=True, field=self.letter_field):
                self.leave()

    def _on_deleted(self) -> None:
        if self._edited is not None and self._page.do(
            DeleteGroup(self._edited, self.letter.text()), tell=True
        ):
            self.leave()

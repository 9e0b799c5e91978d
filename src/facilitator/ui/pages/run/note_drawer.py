"""The drawer for a note on the session that goes on: for the facilitator alone."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from facilitator.application.commands.running import PutRunNote
from facilitator.support.i18n import tr
from facilitator.ui.widgets.drawer import Drawer
from facilitator.ui.widgets.fields import FormField


class NoteDrawer(Drawer):
    """Saves the note when its field is left."""

    wished = Signal(object, object)
    """A command, and the field at which a refusal is shown."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page, tr("Note on the session"), width=340)
        self._item_id: UUID | None = None
        self._kept = ""
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setMinimumHeight(160)
        self.field = FormField(tr("What was decided, what slipped: for you alone"), self.note)
        self.field.left.connect(self._on_left)
        self.body.addWidget(self.field)
        self.body.addStretch(1)

    def take(self, item_id: UUID, note: str, *, editable: bool) -> None:
        """Show the note of this item, ready to write."""
        self._item_id, self._kept = item_id, note
        self.note.setPlainText(note)
        self.note.setReadOnly(not editable)
        self.open_drawer()
        self.note.setFocus()

    def _on_left(self) -> None:
        text = self.note.toPlainText()
        if self._item_id is not None and not self.note.isReadOnly() and text.strip() != self._kept:
            self._kept = text.strip()
            self.wished.emit(PutRunNote(self._item_id, text), self.field)

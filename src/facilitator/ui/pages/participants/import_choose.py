"""Step 1 of an import: choose a file, drop one, or paste cells. It reads nothing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import column, row


class PasteField(QPlainTextEdit):
    """Takes pasted cells; Tab leaves it, Ctrl+Enter goes on."""

    done = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setAccessibleName(tr("Pasted cells"))
        self.setPlaceholderText(tr("Name\tCountry\tInstitution\n…"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if ctrl and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.done.emit()
        else:
            super().keyPressEvent(event)


class ChooseStep(QWidget):
    """Says what was chosen: `file_wanted`, `dropped` with a path, `pasted` with a text."""

    file_wanted = Signal()
    dropped = Signal(object)
    pasted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.field = PasteField()
        self.paste_button = Button(tr("Read the pasted cells"), icon="arrow-right")
        self.paste_button.setEnabled(False)
        whole = row(self, spacing=16)
        whole.addWidget(self._file_panel(), 1)
        whole.addWidget(self._paste_panel(), 1)
        self.field.textChanged.connect(self._on_text)
        self.field.done.connect(self._on_paste)
        self.paste_button.clicked.connect(self._on_paste)

    def _file_panel(self) -> QWidget:
        panel = Panel(tr("A file"))
        text = tr(
            "XLSX, CSV or TSV, as the organisers sent it: titles above the headings, empty rows, "
            "several sheets and a line of totals do no harm. You can also drop the file here."
        )
        panel.body.addWidget(PlainLabel(text, "body", "text2", wrap=True))
        self.file_button = Button(tr("Choose a file…"), Kind.PRIMARY, icon="folder-open")
        self.file_button.clicked.connect(self.file_wanted)
        panel.body.addWidget(self.file_button, 0, Qt.AlignmentFlag.AlignLeading)
        after = tr("Nothing is written until you have seen every row.")
        panel.body.addWidget(PlainLabel(after, "small", "text3", wrap=True))
        panel.body.addStretch(1)
        return panel

    def _paste_panel(self) -> QWidget:
        panel = Panel(tr("Cells copied from a table"))
        text = tr(
            "Copy the cells with their headings in your spreadsheet program and paste them here."
        )
        panel.body.addWidget(PlainLabel(text, "body", "text2", wrap=True))
        panel.body.addWidget(self.field, 1)
        line = column(spacing=0)
        line.addWidget(self.paste_button, 0, Qt.AlignmentFlag.AlignLeading)
        panel.body.addLayout(line)
        return panel

    def begin(self) -> None:
        """Show the step anew."""
        self.field.setMinimumHeight(theme.px(120))
        self.file_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_text(self) -> None:
        self.paste_button.setEnabled(bool(self.field.toPlainText().strip()))

    def _on_paste(self) -> None:
        text = self.field.toPlainText()
        if text.strip():
            self.pasted.emit(text)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(Path(paths[0]))

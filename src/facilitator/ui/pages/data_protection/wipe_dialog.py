"""Asks once more before the wipe, which cannot be undone: the word has to be typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QWidget

from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import column, foot


class WipeDialog(QDialog):
    """Opened with `open()`; `confirmed` when the word was typed."""

    confirmed = Signal()
    redact_requested = Signal()

    def __init__(
        self, people: int, free_texts: Sequence[tuple[str, int]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Wipe personal data"))
        self.setMinimumWidth(theme.px(520))
        self._word = tr("wipe")
        self.word = QLineEdit()
        self._field = FormField(tr("Type “{word}” to go on", word=self._word), self.word)
        self.wipe_button = Button(tr("Wipe for good"), Kind.DANGER, icon="trash-2")
        cancel = Button(tr("Cancel"))
        redact = Button(tr("Save a redacted copy first…"), icon="file-check")
        cancel.clicked.connect(self.reject)
        redact.clicked.connect(self.redact_requested)
        self.wipe_button.clicked.connect(self._on_wipe)
        self.word.returnPressed.connect(self._on_wipe)
        whole = column(self, (24, 22, 24, 20), spacing=16)
        whole.addWidget(PlainLabel(tr("Wipe personal data"), "title"))
        whole.addWidget(PlainLabel(tr(
            "{people} people, their attendance, places in groups, certificates by name, private "
            "notes, the log of changes and every automatic copy go for good. Nobody can bring them "
            "back. Certificates that were saved as PDF, and copies on sticks, are not touched: see "
            "to those yourself.", people=people,
        ), "body", wrap=True))  # fmt: skip
        self.free_texts = QCheckBox(tr("Also wipe free texts that may name people"))
        self.free_texts.setChecked(True)
        listed = ", ".join(f"{what} ({n})" for what, n in free_texts)
        told = PlainLabel(tr("{texts}. Keep them only if you have read them.", texts=listed),
                          "caption", "text2", wrap=True)  # fmt: skip
        whole.addWidget(self.free_texts)
        whole.addWidget(told)
        for widget in (self.free_texts, told):
            widget.setVisible(bool(free_texts))
        whole.addWidget(self._field)
        whole.addStretch(1)
        whole.addLayout(foot(cancel, self.wipe_button, start=(redact,)))
        self.word.setFocus()

    def _on_wipe(self) -> None:
        if self.word.text().strip().casefold() != self._word.casefold():
            self._field.show_error(
                tr("Nothing was wiped. Type the word “{word}”.", word=self._word)
            )
            self.word.setFocus()
            return
        self.accept()
        self.confirmed.emit()

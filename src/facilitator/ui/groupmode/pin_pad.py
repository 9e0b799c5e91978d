"""Asks for the facilitator's PIN, by keys or by buttons. A wrong one costs time, never a lock-out."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from facilitator.support import pin
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.groupmode.asking import pin_line
from facilitator.ui.widgets.buttons import Button, IconButton, Kind
from facilitator.ui.widgets.cards import Card
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import column, foot, row

FIRST_DELAY, LONGEST_DELAY = 1000, 4000
"""Milliseconds after the first wrong PIN, and at most."""


class PinPad(QWidget):
    """Shown in place of the work. `accepted` comes when the PIN fits the one that is kept."""

    accepted = Signal()
    cancelled = Signal()

    def __init__(
        self, kept: str, parent: QWidget | None = None, *, title: str = "", said: str = "",
        back: str = "",
    ) -> None:  # fmt: skip
        """`kept` is the PIN's hash; `title`, `said` and `back` where it is not group mode that is
        left."""
        super().__init__(parent)
        self._kept = kept
        self._delay = FIRST_DELAY
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.timeout.connect(self._on_waited)
        title = title or tr("Leave group mode")
        said = said or tr("Only the facilitator leaves this window. All work is saved.")
        self.setAccessibleName(title)
        card = Card(padding=24)
        card.body.addWidget(PlainLabel(title, "title", wrap=True))
        card.body.addWidget(PlainLabel(said, "body", "text2", wrap=True))
        self.entry = pin_line()
        self.entry.returnPressed.connect(self._on_enter)
        self.field = FormField(tr("PIN"), self.entry)
        card.body.addWidget(self.field)
        card.body.addLayout(self._pad())
        self.cancel = Button(back or tr("Back to the work"), size="large")
        self.cancel.clicked.connect(self.cancelled)
        self.enter = Button(tr("Leave"), Kind.PRIMARY, size="large")
        self.enter.clicked.connect(self._on_enter)
        card.body.addLayout(foot(self.enter, start=[self.cancel]))
        card.setMaximumWidth(theme.px(420))
        middle = row()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        whole = column(self)
        whole.addStretch(1)
        whole.addLayout(middle)
        whole.addStretch(1)

    def _pad(self) -> QGridLayout:
        pad = QGridLayout()
        pad.setSpacing(theme.px(8))
        for side in range(3):
            pad.setColumnStretch(side, 1)
        for place, digit in enumerate("1234567890"):
            button = Button(digit, size="large")
            button.clicked.connect(self._on_digit)
            spot = 10 if digit == "0" else place
            pad.addWidget(button, spot // 3, spot % 3)
        erase = IconButton(
            "arrow-left", tr("Delete the last digit"), size="large", kind=Kind.OUTLINE
        )
        erase.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        erase.clicked.connect(self.entry.backspace)
        pad.addWidget(erase, 3, 2)
        return pad

    def begin(self) -> None:
        """Empty the field and put the cursor into it."""
        self.entry.clear()
        self.field.show_error("")
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_digit(self) -> None:
        button = self.sender()
        if isinstance(button, Button):
            self.entry.insert(button.label)

    def _on_enter(self) -> None:
        if self._wait.isActive():
            return
        if pin.fits(self.entry.text(), self._kept):
            self._delay = FIRST_DELAY
            self.accepted.emit()
            return
        self.entry.clear()
        self.field.show_error(
            tr("That is not the facilitator's PIN. Wait a moment, then try again.")
        )
        self.enter.setEnabled(False)
        self._wait.start(self._delay)
        self._delay = min(LONGEST_DELAY, self._delay * 2)

    def _on_waited(self) -> None:
        self.enter.setEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

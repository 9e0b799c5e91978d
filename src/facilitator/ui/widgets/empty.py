"""A page that has nothing to show yet: icon, one line, one sentence, what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from facilitator.ui.app import theme
from facilitator.ui.app.theme import Themed
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.labels import IconLabel, PlainLabel
from facilitator.ui.widgets.layouts import column, row


class EmptyState(Themed, QWidget):
    """Centred in its room. Add the buttons with `offer`."""

    def __init__(
        self, icon: str, title: str, sentence: str, *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon = IconLabel(icon, "text3", 44)
        self._title = PlainLabel(title, "title")
        self._sentence = PlainLabel(sentence, "body", "text2", wrap=True)
        middle = Qt.AlignmentFlag.AlignHCenter
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.extra = column(spacing=8)
        self._buttons = row(spacing=8)
        whole = column(self, (24, 24, 24, 48), spacing=12)
        whole.addStretch(1)
        whole.addWidget(self._icon, 0, middle)
        whole.addWidget(self._title)
        across = row(spacing=0)
        across.addStretch(1)
        across.addWidget(self._sentence)
        across.addStretch(1)
        whole.addLayout(across)
        whole.addLayout(self.extra)
        whole.addSpacing(8)
        line = row()
        line.addStretch(1)
        line.addLayout(self._buttons)
        line.addStretch(1)
        whole.addLayout(line)
        whole.addStretch(1)
        self.restyle()

    def restyle(self) -> None:
        """Keep the sentence at a width that reads well."""
        self._sentence.setFixedWidth(theme.px(460))
        super().restyle()

    def tell(self, title: str, sentence: str) -> None:
        """Change the words."""
        self._title.setText(title)
        self._sentence.setText(sentence)

    def offer(self, text: str, *, primary: bool = False, icon: str = "") -> Button:
        """Add a button and return it, to be connected."""
        button = Button(text, Kind.PRIMARY if primary else Kind.OUTLINE, icon=icon)
        self._buttons.addWidget(button)
        return button

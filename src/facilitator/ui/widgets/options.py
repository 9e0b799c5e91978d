"""Options to choose from, as large targets; the arrows move between them and choose nothing.

It holds what is chosen and knows no rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from facilitator.ui.widgets.buttons import ARROWS, Button
from facilitator.ui.widgets.layouts import FlowLayout, column


class OptionButton(Button):
    """An option to choose; arrow keys are left to the row of options."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text, size="large")
        self.name = name
        self.setCheckable(True)

    def keyPressEvent(self, event: Any) -> None:
        if event.key() in ARROWS:
            event.ignore()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)


class Options(QWidget):
    """Options side by side or, `upright`, one below the other; one or several to choose. Pressing a
    chosen one again takes it back."""

    changed = Signal()

    def __init__(
        self, options: Sequence[tuple[str, str]], name: str, *, several: bool, upright: bool = False
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._several = several
        self.buttons = [OptionButton(text, key) for key, text in options]
        group = QButtonGroup(self)
        group.setExclusive(False)
        flow = column(self, spacing=6) if upright else FlowLayout(self)
        for button in self.buttons:
            button.setAccessibleDescription(name)
            button.clicked.connect(self._on_clicked)
            group.addButton(button)
            flow.addWidget(button)
        if not several:
            self._one_stop(self.buttons[0] if self.buttons else None)

    @property
    def chosen(self) -> list[str]:
        """Names of what is chosen."""
        return [button.name for button in self.buttons if button.isChecked()]

    def choose(self, names: Sequence[str]) -> None:
        """Show these as chosen."""
        for button in self.buttons:
            button.setChecked(button.name in names)

    def _on_clicked(self) -> None:
        pressed = self.sender()
        if not self._several:
            for button in self.buttons:
                if button is not pressed:
                    button.setChecked(False)
            self._one_stop(pressed if isinstance(pressed, OptionButton) else None)
        self.changed.emit()

    def _one_stop(self, stop: OptionButton | None) -> None:
        """One tab stop a question: the arrows move inside."""
        for button in self.buttons:
            keyboard = Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(keyboard)

    def keyPressEvent(self, event: Any) -> None:
        focused = self.focusWidget()
        if event.key() not in ARROWS or not isinstance(focused, OptionButton):
            super().keyPressEvent(event)
            return
        back = event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Up}
        place = (self.buttons.index(focused) + (-1 if back else 1)) % len(self.buttons)
        target = self.buttons[place]
        if not self._several:
            self._one_stop(target)
        target.setFocus(Qt.FocusReason.TabFocusReason)

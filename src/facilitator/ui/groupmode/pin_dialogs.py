"""The facilitator's PIN before the screen is locked: the kept one, or a new one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from facilitator.support import pin
from facilitator.support.i18n import tr
from facilitator.ui.groupmode.asking import Ask, new_pin, pin_line
from facilitator.ui.widgets.buttons import Button, Kind


class AskKeptPin(Ask):
    """The PIN that was set earlier, typed before the screen is locked: nobody is locked in by a
    number that they have forgotten or never knew."""

    new_wished = Signal()
    """The facilitator wants another PIN."""

    def __init__(self, kept: str, parent: QWidget | None = None) -> None:
        said = tr("The screen is locked until your PIN is typed: the one set on this laptop before, "
                  "which is the same for all programmes and for group mode.")  # fmt: skip
        super().__init__(tr("Your PIN"), said, tr("Begin"), parent)
        self._kept = kept
        self.typed = self.add(tr("PIN"), pin_line())
        self.other = Button(tr("I do not know it: choose a new one"), Kind.GHOST)
        self.other.clicked.connect(self._on_other)
        self.fields.addWidget(self.other)

    def on_ok(self) -> None:
        line = self.typed.control
        assert isinstance(line, QLineEdit)  # noqa: S101 - made above
        if pin.fits(line.text(), self._kept):
            self.accept()
            return
        self.typed.show_error(tr("That is not your PIN."))
        line.selectAll()
        line.setFocus()

    def _on_other(self) -> None:
        self.reject()
        self.new_wished.emit()


class AskNewPin(Ask):
    """The facilitator's PIN, at first use."""

    given = Signal(str)
    """The hash of the new PIN."""

    def __init__(self, parent: QWidget | None = None) -> None:
        said = tr("The screen is locked until your PIN is typed. It prevents accidents, not attacks. "
                  "Write the PIN down.")  # fmt: skip
        super().__init__(tr("Your PIN"), said, tr("Begin"), parent)
        self.first = self.add(tr("PIN, four to eight digits"), pin_line())
        self.second = self.add(tr("PIN once more"), pin_line())

    def on_ok(self) -> None:
        kept = new_pin(self.first, self.second)
        if kept is not None:
            self.given.emit(kept)
            self.accept()

"""The choice of how a text table is written, for every dialog that reads one."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QWidget

from facilitator.exchange.tables.sheet import Encoding
from facilitator.support.i18n import tr


class EncodingBox(QComboBox):
    """First by what the file tells; the user may know better where letters come out wrong."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        for choice, words in ((Encoding.AUTO, tr("As the file tells")), (Encoding.UTF_8, "UTF-8"),
                              (Encoding.WINDOWS, tr("Windows (Western Europe)")),
                              (Encoding.UTF_16, "UTF-16")):  # fmt: skip
            self.addItem(words, choice.value)

    @property
    def encoding(self) -> Encoding:
        """What is chosen."""
        return Encoding(self.currentData())

"""One choice out of a few that stand side by side: views, kinds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from facilitator.ui.app import theme
from facilitator.ui.app.theme import Themed
from facilitator.ui.widgets import paint
from facilitator.ui.widgets.buttons import Choice
from facilitator.ui.widgets.layouts import row


class SegmentedControl(Themed, QWidget):
    """Exclusive choices; one tab stop, arrow keys inside. Keys are the caller's own."""

    chosen = Signal(str)
    """The key that the user chose; not emitted by `choose`."""

    def __init__(
        self, choices: Sequence[tuple[str, str, str]] | QWidget | None = (), name: str = "",
        *, size: str = "normal", parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        if isinstance(choices, QWidget):
            choices, parent = None, choices
        super().__init__(parent)
        self.setAccessibleName(name)
        self._size = size
        self._buttons: dict[str, Choice] = {}
        self._group = QButtonGroup(self)
        self._row = row(self, spacing=0)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_choices(choices or ())

    def set_choices(self, choices: Sequence[tuple[str, str, str]]) -> None:
        """Show (key, text, icon) for each choice; the first is chosen."""
        for button in self._buttons.values():
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        self._buttons = {}
        for key, text, icon in choices:
            button = Choice(text, icon=icon, size=self._size, parent=self)
            button.setCheckable(True)
            button.setProperty("key", key)
            button.clicked.connect(self._on_clicked)
            self._group.addButton(button)
            self._row.addWidget(button)
            self._buttons[key] = button
        if choices:
            self.choose(choices[0][0])

    def choose(self, key: str) -> None:
        """Show `key` as chosen."""
        for other, button in self._buttons.items():
            button.setChecked(other == key)
            keyboard = Qt.FocusPolicy.StrongFocus if other == key else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(keyboard)
            if other == key:
                self.setFocusProxy(button)
        self.update()

    @property
    def key(self) -> str:
        """The key that is chosen."""
        return next((k for k, button in self._buttons.items() if button.isChecked()), "")

    def _on_clicked(self) -> None:
        key = str(self.sender().property("key"))
        self.choose(key)
        self.chosen.emit(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        forward = {Qt.Key.Key_Right, Qt.Key.Key_Down}
        back = {Qt.Key.Key_Left, Qt.Key.Key_Up}
        if event.key() not in forward | back or not self._buttons:
            super().keyPressEvent(event)
            return
        step = 1 if event.key() in forward else -1
        horizontal = event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}
        if horizontal and self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            step = -step
        keys = list(self._buttons)
        key = keys[(keys.index(self.key) + step) % len(keys)]
        self.choose(key)
        self._buttons[key].setFocus(Qt.FocusReason.TabFocusReason)
        self.chosen.emit(key)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = paint.smooth(self)
        box = self.rect().toRectF()
        corner = theme.radius("control")
        edge = theme.colour("border_strong")
        paint.fill_round(painter, box, corner, theme.colour("surface"), edge)
        outline = QPainterPath()
        outline.addRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), corner, corner)
        painter.setClipPath(outline)
        for button in list(self._buttons.values())[1:]:
            mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            left = button.geometry().right() if mirrored else button.x()
            painter.fillRect(left, 0, 1, self.height(), edge)
        chosen = self._buttons.get(self.key)
        if chosen is not None and chosen.isEnabled():
            painter.fillRect(chosen.geometry(), theme.colour("accent_soft"))
            painter.setClipping(False)
            around = QRectF(chosen.geometry())
            paint.fill_round(painter, around, corner / 2, None, theme.colour("accent"), 1.5)

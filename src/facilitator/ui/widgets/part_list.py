"""A short list that is edited in place: objectives, organisers, signatories.

It says what the user wishes and shows the rows it is given; it stores nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.widgets.buttons import Button, IconButton
from facilitator.ui.widgets.fields import FieldMessage, forget_typing, leaves_undo_to_window
from facilitator.ui.widgets.layouts import column, row


@dataclass(frozen=True)
class PartField:
    """One column: its name in `changes`, its placeholder, and (key, text) choices for a combo.

    `wraps` gives a field that grows with its text instead of one line.
    """

    name: str
    title: str
    choices: tuple[tuple[str, str], ...] = ()
    stretch: int = 1
    wraps: bool = False


class GrowingText(QPlainTextEdit):
    """A field as high as its text, for one paragraph; Enter leaves it like a line."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(4)
        self.setProperty("growing", True)
        self.textChanged.connect(self._fit)

    def _fit(self) -> None:
        lines = max(1, round(self.document().size().height()))
        edges = 2 * (theme.px(4) + 4 + 1) + 1  # padding, document margin, border, rounding
        wanted = lines * self.fontMetrics().lineSpacing() + edges
        self.setFixedHeight(max(theme.control(), wanted))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def text(self) -> str:
        """The text as one line."""
        return " ".join(self.toPlainText().split())


Control = QLineEdit | QComboBox | GrowingText


class _PartRow(QWidget):
    """The controls of one part."""

    left = Signal()
    remove_requested = Signal()
    up_requested = Signal()

    def __init__(self, part_id: UUID, fields: Sequence[PartField], number: int) -> None:
        super().__init__()
        self.part_id = part_id
        self.is_new = False
        self._controls: dict[str, Control] = {}
        self.message = FieldMessage()
        line = row(spacing=8)
        for field in fields:
            control = _control(field)
            control.setAccessibleName(f"{field.title} {number}")
            control.installEventFilter(self)
            self._controls[field.name] = control
            line.addWidget(control, field.stretch)
        up = IconButton("arrow-up", tr("Move up: line {number}", number=number))
        remove = IconButton("trash-2", tr("Remove line {number}", number=number))
        up.setEnabled(number > 1)
        up.clicked.connect(self.up_requested)
        remove.clicked.connect(self.remove_requested)
        line.addWidget(up)
        line.addWidget(remove)
        whole = column(self, spacing=4)
        whole.addLayout(line)
        whole.addWidget(self.message)
        for control in self._controls.values():
            if isinstance(control, QLineEdit):
                control.returnPressed.connect(self.left)
            elif isinstance(control, GrowingText):
                control.entered.connect(self.left)
            else:
                control.activated.connect(self.left)

    def values(self) -> dict[str, str]:
        """What the controls hold."""
        return {
            name: str(control.currentData()) if isinstance(control, QComboBox) else control.text()
            for name, control in self._controls.items()
        }  # fmt: skip

    def show_values(self, values: Mapping[str, str]) -> None:
        """Fill the controls, except one that is being edited."""
        for name, control in self._controls.items():
            value = values.get(name, "")
            if isinstance(control, QComboBox):
                control.setCurrentIndex(max(0, control.findData(value)))
            elif not control.hasFocus() and control.text() != value:
                _write(control, value)

    def start_editing(self) -> None:
        """Put the focus into the first control."""
        next(iter(self._controls.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut and not isinstance(watched, QComboBox):
            self.left.emit()
            if isinstance(watched, QWidget):
                forget_typing(watched)
        elif isinstance(watched, QWidget) and _is_not_for(watched, event):
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def _is_not_for(control: QWidget, event: QEvent) -> bool:
    """Undo belongs to the window where nothing was typed; the wheel scrolls the page."""
    wheel = event.type() == QEvent.Type.Wheel and isinstance(control, QComboBox)
    return wheel or leaves_undo_to_window(control, event)


def _write(control: QLineEdit | GrowingText, value: str) -> None:
    if isinstance(control, GrowingText):
        control.setPlainText(value)
    else:
        control.setText(value)
        control.setCursorPosition(0)


def _control(field: PartField) -> Control:
    if field.wraps:
        growing = GrowingText()
        growing.setPlaceholderText(field.title)
        return growing
    if not field.choices:
        line = QLineEdit()
        line.setPlaceholderText(field.title)
        return line
    combo = QComboBox()
    for key, text in field.choices:
        combo.addItem(text, key)
    return combo


class PartList(QWidget):
    """Lines of controls, with Add below. An added line is only put once it says something."""

    put_requested = Signal(object, dict)
    """Key of the part and the values that changed (all of them for a new part)."""
    remove_requested = Signal(object)
    order_requested = Signal(tuple)
    """All keys in the order wished."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: tuple[PartField, ...] = ()
        self._rows: list[_PartRow] = []
        self._shown: dict[UUID, dict[str, str]] = {}
        self._lines = column(spacing=8)
        self._add = Button(tr("Add"), "ghost", icon="plus", size="compact")
        self._add.clicked.connect(self._on_add)
        whole = column(self, spacing=8)
        whole.addLayout(self._lines)
        whole.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeading)

    def describe(self, fields: Sequence[PartField], add: str) -> None:
        """Set the columns and the words of the button that adds a line."""
        self._fields = tuple(fields)
        self._add.setText(add)

    def show_parts(self, parts: Sequence[tuple[UUID, Mapping[str, str]]]) -> None:
        """Show the parts; lines that stay keep their focus."""
        self._shown = {key: dict(values) for key, values in parts}
        unsaved = [line for line in self._rows if line.is_new and line.part_id not in self._shown]
        keys = [key for key, _ in parts] + [line.part_id for line in unsaved]
        if [line.part_id for line in self._rows] != keys:
            self._rebuild(keys)
        for line in self._rows:
            if line.part_id in self._shown:
                line.is_new = False
                line.show_values(self._shown[line.part_id])

    def show_error(self, part_id: object, error: str) -> None:
        """Show what is wrong with a line."""
        for line in self._rows:
            if line.part_id == part_id:
                line.message.show_error(error)

    def _rebuild(self, keys: Sequence[UUID]) -> None:
        kept = {line.part_id: line.values() for line in self._rows if line.is_new}
        for line in self._rows:
            self._lines.removeWidget(line)
            line.blockSignals(True)
            line.hide()
            line.deleteLater()
        self._rows = []
        for key in keys:
            line = self._new_row(key)
            if key in kept and key not in self._shown:
                line.is_new = True
                line.show_values(kept[key])

    def _new_row(self, key: UUID) -> _PartRow:
        line = _PartRow(key, self._fields, len(self._rows) + 1)
        line.left.connect(self._on_left)
        line.remove_requested.connect(self._on_remove)
        line.up_requested.connect(self._on_up)
        self._rows.append(line)
        self._lines.addWidget(line)
        return line

    def _on_add(self) -> None:
        line = self._new_row(uuid4())
        line.is_new = True
        line.show()
        line.start_editing()

    def _on_left(self) -> None:
        line = self.sender()
        if not isinstance(line, _PartRow):
            return
        values = line.values()
        before = self._shown.get(line.part_id, {})
        if line.is_new and not any(values[f.name].strip() for f in self._fields if not f.choices):
            return
        changes = {name: value for name, value in values.items() if before.get(name) != value}
        if changes:
            line.message.show_error("")
            self.put_requested.emit(line.part_id, changes)

    def _on_remove(self) -> None:
        line = self.sender()
        if not isinstance(line, _PartRow):
            return
        if line.is_new:
            line.is_new = False
            self.show_parts([(key, values) for key, values in self._shown.items()])
        else:
            self.remove_requested.emit(line.part_id)

    def _on_up(self) -> None:
        line = self.sender()
        keys = [row_.part_id for row_ in self._rows if not row_.is_new]
        if isinstance(line, _PartRow) and line.part_id in keys[1:]:
            place = keys.index(line.part_id)
            keys[place - 1], keys[place] = keys[place], keys[place - 1]
            self.order_requested.emit(tuple(keys))

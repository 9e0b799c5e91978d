"""A form field: label, control, hint, and the error under it; for code and for compiled forms."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextDocument
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QLabel,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QSpinBox,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)  # fmt: skip
from shiboken6 import isValid

from facilitator.ui.app import theme
from facilitator.ui.widgets.date_edit import DateEdit
from facilitator.ui.widgets.labels import IconLabel, PlainLabel
from facilitator.ui.widgets.layouts import column, row
from facilitator.ui.widgets.messages import announce

STEPPED = (QComboBox, QSpinBox, QDateEdit, QTimeEdit)


class FieldMessage(QWidget):
    """The line under a control: an error with its icon, or a hint. Lay it out, then fill it:

    shown without a parent it would be a window of its own.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel("circle-alert", "danger", 14)
        self._text = PlainLabel("", "caption", "text3", wrap=True)
        line = row(self, spacing=6)
        line.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._text, 1)
        self._hint = self._error = ""
        self.set_hint("")

    @property
    def text(self) -> str:
        """The words shown."""
        return self._text.text()

    def set_hint(self, hint: str) -> None:
        """What helps to fill the field, shown while there is no error."""
        self._hint = hint
        self.show_error("")

    def show_error(self, error: str) -> None:
        """Show the error; the empty text brings the hint back."""
        self._icon.setVisible(bool(error))
        if error != self._error:
            self._error = error
            self._text.set_style(
                "caption_medium" if error else "caption", "danger" if error else "text3"
            )
        self._text.setText(error or self._hint)
        self.setVisible(bool(error or self._hint))


class Field(QObject):
    """Joins a label, its control and the message under it, wherever they were laid out.

    `left` is emitted when the user leaves the control (or presses Enter in one line): that is
    when a value is checked and committed, never per key.
    """

    left = Signal()

    def __init__(self, label: QLabel, control: QWidget, message: FieldMessage) -> None:
        super().__init__(control)
        self.label = label
        self.control = control
        self.message = message
        label.setBuddy(control)
        if not control.accessibleName():
            control.setAccessibleName(label.text().replace("&", ""))
        control.installEventFilter(self)
        if isinstance(control, QPlainTextEdit):
            control.setTabChangesFocus(True)
        if isinstance(control, QSpinBox | QTimeEdit):
            # The style sheet's padding does not reach the line inside a stock spin box.
            control.lineEdit().setTextMargins(theme.px(9), 0, theme.px(9), 0)
        if isinstance(control, QLineEdit):
            control.returnPressed.connect(self.left)
        if isinstance(control, QComboBox):
            control.activated.connect(self.left)
            narrow = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            control.setSizeAdjustPolicy(narrow)
            control.setMinimumContentsLength(6)

    @classmethod
    def adopt(cls, label: QLabel, control: QWidget, hint: str = "") -> Field:
        """Make a field of a compiled form's label and control; the message goes under the control.

        The control must stand in a vertical layout of the form.
        """
        message = FieldMessage(control.parentWidget())
        holder = _layout_of(control)
        if not isinstance(holder, QVBoxLayout):
            raise TypeError(f"{control.objectName()} stands in no vertical layout")
        holder.insertWidget(holder.indexOf(control) + 1, message)
        message.set_hint(hint)
        holder.addStretch(1)  # beside a taller field the label stays at the top
        return cls(label, control, message)

    def show_error(self, error: str) -> None:
        """Show the error under the control with a red edge; the empty text clears it."""
        if not error and not self.error:
            return  # forms clear all their fields with every showing
        theme.set_state(self.control, "invalid", "true" if error else "false")
        self.message.show_error(error)
        self.control.setAccessibleDescription(error)
        if error:
            announce(self.control, error)

    @property
    def error(self) -> str:
        """The error shown, or ''."""
        return self.control.accessibleDescription() if self.control.property("invalid") else ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isValid(self.control):
            # A control that goes while it has the focus loses it on the way: nothing to commit, and
            # on Python 3.11 one touch of the dead control ends the whole process.
            return False
        if event.type() == QEvent.Type.FocusOut:
            self._on_focus_out()
        elif leaves_undo_to_window(self.control, event):
            event.ignore()
            return True
        elif event.type() == QEvent.Type.Wheel and isinstance(self.control, STEPPED):
            # The wheel scrolls the page; it does not change a value in passing.
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _on_focus_out(self) -> None:
        combo = self.control
        if isinstance(combo, QComboBox) and combo.view().isVisible():
            return
        if not self.takes_typed():
            return
        self.left.emit()
        if not self.error:
            forget_typing(self.control)

    def takes_typed(self) -> bool:
        """Whether what was typed is a value at all; if not, the message says why."""
        control = self.control
        if not isinstance(control, DateEdit):
            return True
        before, problem = self.error, control.take_typed()
        if problem != before:
            self.show_error(problem)
        return not problem


def leaves_undo_to_window(control: QWidget, event: QEvent) -> bool:
    """Whether `event` is Ctrl+Z or its like in a field without anything of its own to undo.

    A text field takes these keys even then; the window should, to undo the last command.
    """
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    text = control.document() if isinstance(control, QPlainTextEdit) else control
    if not isinstance(text, QLineEdit | QTextDocument):
        return False
    if event.matches(QKeySequence.StandardKey.Undo):
        return not text.isUndoAvailable()
    return event.matches(QKeySequence.StandardKey.Redo) and not text.isRedoAvailable()


def forget_typing(control: QWidget) -> None:
    """What was typed is saved as a command: from here on the window undoes it, not the field."""
    if isinstance(control, QLineEdit) and control.isUndoAvailable():
        place = control.cursorPosition()
        control.blockSignals(True)
        control.setText(control.text())
        control.setCursorPosition(place)  # it may be saved at a pause, in the middle of the line
        control.blockSignals(False)
    elif isinstance(control, QPlainTextEdit):
        control.document().clearUndoRedoStacks()


def _layout_of(widget: QWidget) -> QLayout | None:
    parent = widget.parentWidget()
    layouts = parent.findChildren(QLayout) if parent is not None else []
    return next((layout for layout in layouts if layout.indexOf(widget) >= 0), None)


class FormField(QWidget):
    """A field built in code: the label above, the control, the message below."""

    stands_on_top = True
    """Beside others in a row it begins where they begin (`layouts.row`)."""
    left = Signal()

    def __init__(
        self, label: str, control: QWidget, hint: str = "", *, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._label = PlainLabel(label, "label", "text2")
        self.control = control
        message = FieldMessage()
        whole = column(self, spacing=6)
        whole.addWidget(self._label)
        whole.addWidget(control)
        whole.addWidget(message)
        message.set_hint(hint)
        control.setAccessibleName(label)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.field = Field(self._label, control, message)
        self.field.left.connect(self.left)

    def show_error(self, error: str) -> None:
        """Show the error under the control; the empty text clears it."""
        self.field.show_error(error)

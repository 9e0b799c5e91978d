"""A form whose fields save themselves one by one: what was typed is announced when a field is left.

It shows what it is given and announces what the user wishes; it stores nothing and knows no rule
but how many words are meant to fit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLineEdit,
    QSizePolicy,
    QWidget,
)  # fmt: skip

from facilitator.domain.case_studies import word_count
from facilitator.support.i18n import tr
from facilitator.support.segments import with_soft_breaks
from facilitator.ui.app import theme
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.layouts import column
from facilitator.ui.widgets.soft_lines import SoftLinesEdit

Choices = Sequence[tuple[str, object]]
"""Words and key of each choice."""


class TextBox(SoftLinesEdit):
    """Several lines of text, as high as `lines` at the present text size."""

    def __init__(self, lines: int) -> None:
        super().__init__()
        self._lines = lines
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.px(20 * self._lines + 20))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(120), self.sizeHint().height())

    def show_text(self, text: str) -> None:
        """Show a text."""
        self.setPlainText(with_soft_breaks(text))
        self.settle_lines()


Control = QLineEdit | QComboBox | TextBox | QCheckBox


class Form(QWidget):
    """Fields in a grid of twelve columns, each with its label above."""

    changed = Signal(str, object)
    """Name of the field and its new value; comes when the field is left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("clear", True)
        self.fields: dict[str, FormField] = {}
        self.controls: dict[str, Control] = {}
        self._shown: dict[str, object] = {}
        self._sent: set[str] = set()
        """Fields that were saved while the cursor stayed in them: they keep what was typed."""
        self._grid = QGridLayout()
        theme.space(self._grid, (0, 0, 0, 0), 12)
        for number in range(12):
            self._grid.setColumnStretch(number, 1)
        self._place = [0, 0]
        whole = column(self)
        whole.addLayout(self._grid)

    # Building ---------------------------------------------------------------------------------

    def add_line(self, name: str, label: str, *, wide: int = 12, hint: str = "") -> QLineEdit:
        """A line of text over `wide` of twelve columns."""
        made = QLineEdit()
        self._add_field(name, FormField(label, made, hint), wide)
        return made

    def add_text(
        self, name: str, label: str, lines: int = 4, *, limit: int = 0, hint: str = ""
    ) -> TextBox:
        """Several lines; `limit` counts the words below it."""
        made = TextBox(lines)
        field = FormField(label, made, hint)
        self._add_field(name, field, 12)
        if limit:
            made.setProperty("limit", limit)
            made.textChanged.connect(self._on_typed)
            _count(field, "", limit)
        return made

    def add_choice(self, name: str, label: str, choices: Choices, *, wide: int = 6) -> QComboBox:
        """One of several values."""
        made = QComboBox()
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        for words, key in choices:
            made.addItem(words, key)
        self._add_field(name, FormField(label, made), wide)
        return made

    def add_flag(self, name: str, label: str, *, wide: int = 12) -> QCheckBox:
        """Yes or no."""
        made = QCheckBox(label)
        made.setAccessibleName(label)
        made.setProperty("field", name)
        made.clicked.connect(self._on_left)
        self.controls[name] = made
        self._add(made, wide)
        return made

    def add_widget(self, widget: QWidget, wide: int = 12) -> None:
        """Anything else, over `wide` of twelve columns."""
        self._add(widget, wide)

    def _add_field(self, name: str, field: FormField, wide: int) -> None:
        control = field.control
        assert isinstance(control, QLineEdit | QComboBox | TextBox)  # noqa: S101 - made above
        field.setProperty("field", name)
        field.left.connect(self._on_left)
        self.fields[name], self.controls[name] = field, control
        self._add(field, wide)

    def _add(self, widget: QWidget, wide: int) -> None:
        line, place = self._place
        if place + wide > 12:
            line, place = line + 1, 0
        self._grid.addWidget(widget, line, place, 1, wide, Qt.AlignmentFlag.AlignTop)
        self._place = [line, place + wide]

    # Showing ----------------------------------------------------------------------------------

    def show_values(self, values: Mapping[str, object]) -> None:
        """Fill the fields; what is being typed or was refused stays as it is."""
        for name, control in self.controls.items():
            if name not in values:
                continue
            before, value = self._shown.get(name), values[name]
            self._shown[name] = value
            held = self._is_held(control) and (name in self._sent or _value(control) != before)
            refused = name in self.fields and bool(self.fields[name].field.error)
            if not held and not refused and _value(control) != value:
                control.blockSignals(True)
                _write(control, value)
                control.blockSignals(False)
            self._show_count(name)

    def _is_held(self, control: Control) -> bool:
        """Whether the cursor is in the control, also where the window is not in front."""
        return control.hasFocus() or self.window().focusWidget() is control

    def set_choices(self, name: str, choices: Choices) -> None:
        """Other choices for a field; what was chosen stays."""
        box = self.controls[name]
        assert isinstance(box, QComboBox)  # noqa: S101 - a mistake of ours
        if [(box.itemText(n), box.itemData(n)) for n in range(box.count())] == list(choices):
            return
        chosen = box.currentData()
        box.blockSignals(True)
        box.clear()
        for words, key in choices:
            box.addItem(words, key)
        box.setCurrentIndex(next((n for n, (_, key) in enumerate(choices) if key == chosen), -1))
        box.blockSignals(False)

    def forget(self) -> None:
        """Another record comes: nothing that was typed belongs to it."""
        self._shown = {}
        self._sent.clear()
        for name, control in self.controls.items():
            control.blockSignals(True)
            _write(control, False if isinstance(control, QCheckBox) else "")
            control.blockSignals(False)
            if name in self.fields:
                self.fields[name].show_error("")

    def start(self) -> QWidget:
        """Where the focus goes first."""
        return next(iter(self.controls.values()))

    # What happens -----------------------------------------------------------------------------

    def _on_left(self) -> None:
        name = str(self.sender().property("field"))
        value = _value(self.controls[name])
        if self._is_held(self.controls[name]):  # a pause: what is stored may come back tidied
            self._sent.add(name)
        else:
            self._sent.discard(name)
        if value != self._shown.get(name):
            if name in self.fields:
                self.fields[name].show_error("")
            self._shown[name] = value
            self.changed.emit(name, value)
            self._show_count(name)

    def _on_typed(self) -> None:
        control = self.sender()
        name = next((n for n, made in self.controls.items() if made is control), "")
        if name:
            self._show_count(name)

    def _show_count(self, name: str) -> None:
        control = self.controls[name]
        limit = control.property("limit")
        if isinstance(control, TextBox) and limit and not self.fields[name].field.error:
            _count(self.fields[name], control.raw, int(limit))


def _count(field: FormField, text: str, limit: int) -> None:
    count = word_count(text)
    words = tr("{count} of {limit} words", count=count, limit=limit)
    if count > limit:
        words = tr("{count} words; {limit} fit. A final case keeps to that.", count=count,
                   limit=limit)  # fmt: skip
    field.field.message.set_hint(words)


def _value(control: Control) -> object:
    if isinstance(control, QComboBox):
        return control.currentData()
    if isinstance(control, QCheckBox):
        return control.isChecked()
    return control.raw if isinstance(control, TextBox) else control.text()


def _write(control: Control, value: object) -> None:
    if isinstance(control, QComboBox):
        place = next((n for n in range(control.count()) if control.itemData(n) == value), -1)
        control.setCurrentIndex(place)
    elif isinstance(control, QCheckBox):
        control.setChecked(bool(value))
    elif isinstance(control, TextBox):
        control.show_text(str(value))
    else:
        control.setText(str(value))
        control.setCursorPosition(0)

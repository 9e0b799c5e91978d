"""The form of one box of a layout: its text with fields, place, letters, colour."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)  # fmt: skip

from facilitator.domain.certificate_layout import Box, BoxKind, Height, Side, Weight
from facilitator.support.i18n import tr
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.layouts import column


def kind_word(kind: BoxKind) -> str:
    """What a box holds, in a word."""
    return {
        BoxKind.TEXT: tr("Text"), BoxKind.LOGOS: tr("Logos"),
        BoxKind.SIGNATORIES: tr("Signatories"), BoxKind.CODE: tr("Code"),
        BoxKind.PICTURE: tr("Picture"), BoxKind.LINE: tr("Line"),
    }[kind]  # fmt: skip


def field_word(name: str) -> str:
    """What a field stands for."""
    return {
        "name": tr("Name"), "own_name": tr("Name in own script"), "heading": tr("Title"),
        "awarded": tr("“awarded to”"), "deed": tr("“for participation in”"),
        "programme": tr("Programme"), "subtitle": tr("Subtitle"), "when": tr("Dates"),
        "place": tr("Place"), "hours": tr("Hours of learning"), "serial": tr("Serial number"),
        "serial_label": tr("Label of the serial number"), "issued": tr("Date of issue"),
        "issued_label": tr("Label of the date of issue"), "organisers": tr("Organisers"),
        "donor": tr("Line of the donor"), "requirements": tr("Requirements met"),
        "objectives": tr("Objectives"), "sample": tr("Mark of a sample"),
    }[name]  # fmt: skip


def _inks() -> tuple[tuple[str, str], ...]:
    return (("text", tr("Dark")), ("muted", tr("Grey")), ("faint", tr("Light grey")),
            ("accent", tr("First colour")), ("second", tr("Second colour")),
            ("white", tr("White")))  # fmt: skip


def _weights() -> tuple[tuple[str, str], ...]:
    return ((Weight.REGULAR, tr("Regular")), (Weight.MEDIUM, tr("Medium")),
            (Weight.SEMIBOLD, tr("Semibold")), (Weight.BOLD, tr("Bold")))  # fmt: skip


def _sides() -> tuple[tuple[str, str], ...]:
    return ((Side.LEFT, tr("Left")), (Side.CENTRE, tr("Centre")), (Side.RIGHT, tr("Right")))


def _heights() -> tuple[tuple[str, str], ...]:
    return ((Height.TOP, tr("Top")), (Height.MIDDLE, tr("Middle")), (Height.BOTTOM, tr("Bottom")))


class BoxForm(QWidget):
    """Shows a box (`show_box`) and tells each change."""

    changed = Signal(object)
    """The box as it is now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box: Box | None = None
        self._filling = False
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(64)
        self.text.textChanged.connect(self._on_change)
        self._text_field = FormField(tr("Text"), self.text)
        self.field = QComboBox()
        self.field.addItem(tr("Add a field…"), "")
        from facilitator.domain.certificate_layout import FIELDS

        for name in sorted(FIELDS, key=field_word):
            self.field.addItem(field_word(name), name)
        self.field.setAccessibleName(tr("Add a field"))
        self.field.activated.connect(self._on_field)
        self.places = {name: self._length() for name in ("x", "y", "width", "height")}
        self.letters, self.smallest = self._length(), self._length()
        self.lines = QSpinBox()
        self.lines.setRange(1, 12)
        self.lines.valueChanged.connect(self._on_change)
        self.weight, self.side = self._choice(_weights()), self._choice(_sides())
        self.stands, self.ink = self._choice(_heights()), self._choice(_inks())
        self.serif = QCheckBox(tr("Serif letters"))
        self.serif.toggled.connect(self._on_change)
        whole = column(self, spacing=10)
        whole.addWidget(self._text_field)
        whole.addWidget(self.field)
        whole.addLayout(self._grid())
        whole.addWidget(self.serif)

    def _length(self) -> QDoubleSpinBox:
        box = QDoubleSpinBox()
        box.setRange(0, 300)
        box.setDecimals(1)
        box.setSingleStep(0.5)
        box.setKeyboardTracking(False)
        box.valueChanged.connect(self._on_change)
        return box

    def _choice(self, choices: tuple[tuple[str, str], ...]) -> QComboBox:
        box = QComboBox()
        for key, word in choices:
            box.addItem(word, str(key))
        box.activated.connect(self._on_change)
        return box

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(8)
        cells = (
            (tr("From the left, mm"), self.places["x"]), (tr("From above, mm"), self.places["y"]),
            (tr("Width, mm"), self.places["width"]), (tr("Height, mm"), self.places["height"]),
            (tr("Size, points"), self.letters), (tr("At least, points"), self.smallest),
            (tr("Lines at most"), self.lines), (tr("Weight"), self.weight),
            (tr("Side"), self.side), (tr("In the height"), self.stands),
            (tr("Colour"), self.ink),
        )  # fmt: skip
        for number, (word, control) in enumerate(cells):
            grid.addWidget(FormField(word, control), number // 2, number % 2)
        return grid

    def show_box(self, box: Box | None) -> None:
        """Show a box; None where there is none."""
        self.setEnabled(box is not None)
        self._box = box
        if box is None:
            return
        self._filling = True
        if self.text.toPlainText() != box.text:
            self.text.setPlainText(box.text)
        for name, control in self.places.items():
            control.setValue(getattr(box, name))
        self.letters.setValue(box.size)
        self.smallest.setValue(box.least)
        self.lines.setValue(box.lines)
        for combo, value in ((self.weight, box.weight), (self.side, box.side),
                             (self.stands, box.stands), (self.ink, box.ink)):  # fmt: skip
            combo.setCurrentIndex(max(0, combo.findData(str(value))))
        self.serif.setChecked(box.serif)
        is_text = box.kind is BoxKind.TEXT
        for widget in (
            self.field,
            self.letters,
            self.smallest,
            self.lines,
            self.weight,
            self.serif,
        ):
            widget.setEnabled(is_text)
        self._text_field.setEnabled(box.kind in {BoxKind.TEXT, BoxKind.PICTURE})
        self._filling = False

    def _on_field(self, index: int) -> None:
        name = self.field.itemData(index)
        self.field.setCurrentIndex(0)
        if name:
            self.text.insertPlainText("{" + str(name) + "}")

    def _on_change(self, _value: object = None) -> None:
        if self._filling or self._box is None:
            return
        x, y, width, height = (round(control.value(), 1) for control in self.places.values())
        ink = self.ink.currentData() if self._box.ink in dict(_inks()) else self._box.ink
        self._box = replace(
            self._box, x=x, y=y, width=width, height=height, text=self.text.toPlainText(),
            size=max(4.0, self.letters.value()),
            least=max(3.0, min(self.smallest.value(), self.letters.value())), lines=self.lines.value(),
            weight=Weight(self.weight.currentData()), side=Side(self.side.currentData()),
            stands=Height(self.stands.currentData()), ink=ink, serif=self.serif.isChecked(),
        )  # fmt: skip
        self.changed.emit(self._box)

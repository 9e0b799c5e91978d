"""Step 2 of an import: which sheet, which row holds the headings, which column is what.

Shows the guesses with the first values of each column; a change is announced, nothing is read here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from facilitator.domain.participant_list.headings import FIELDS
from facilitator.domain.participant_list.names import NameOrder
from facilitator.exchange.participants.matching import Match, match_sheet
from facilitator.exchange.tables.matched import Column
from facilitator.exchange.tables.sheet import Sheet
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.pages.participants.import_words import field_word
from facilitator.ui.widgets.cards import Card
from facilitator.ui.widgets.controls import scrolled
from facilitator.ui.widgets.encoding_box import EncodingBox
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import column, row
from facilitator.ui.widgets.messages import InlineMessage
from facilitator.ui.widgets.segmented import SegmentedControl

_MOST_COLUMNS = 60


class MatchStep(theme.Themed, QWidget):
    """Shows a match and lets it be changed; `matched` follows each change."""

    changed = Signal()
    encoding_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.match: Match | None = None
        self._sheets: tuple[Sheet, ...] = ()
        self.message = InlineMessage()
        self.sheet_box, self.header_box, self.encoding_box = QComboBox(), QComboBox(), EncodingBox()
        self.order = SegmentedControl(
            [(NameOrder.GIVEN_FIRST.value, tr("Given name first"), ""),
             (NameOrder.FAMILY_FIRST.value, tr("Family name first"), "")],
            tr("Order of names that are in two columns"),
        )  # fmt: skip
        self._grid_room = QWidget()
        self.boxes: dict[int, QComboBox] = {}
        self._build()
        self.restyle()

    def restyle(self) -> None:
        """The lists are wide enough for what they say, at any text size."""
        for box, width in ((self.sheet_box, 200), (self.header_box, 380), (self.encoding_box, 220)):
            box.setMinimumWidth(theme.px(width))
        super().restyle()

    def _build(self) -> None:
        self._sheet_field = FormField(tr("Sheet"), self.sheet_box)
        self._header_field = FormField(tr("Headings"), self.header_box)
        self._encoding_field = FormField(tr("Letters"), self.encoding_box)
        self._order_field = FormField(tr("Order of names"), self.order)
        top = row(spacing=16)
        for field in (
            self._sheet_field,
            self._header_field,
            self._encoding_field,
            self._order_field,
        ):
            top.addWidget(field)
        top.addStretch(1)
        card = Card(padding=0)
        card.body.addWidget(scrolled(self._grid_room, across=True))
        whole = column(self, spacing=12)
        whole.addWidget(self.message)
        whole.addLayout(top)
        whole.addWidget(card, 1)
        self.sheet_box.activated.connect(self._on_sheet)
        self.header_box.activated.connect(self._on_header)
        self.encoding_box.activated.connect(self._on_encoding)
        self.order.chosen.connect(self._on_order)

    # Showing ------------------------------------------------------------------------------------

    def show_match(self, sheets: Sequence[Sheet], match: Match, *, is_text: bool) -> None:
        """Show the guess for a file; `is_text` offers the ways in which text may be written."""
        self._sheets, self.match = tuple(sheets), match
        self.sheet_box.clear()
        for number, sheet in enumerate(self._sheets):
            hidden = tr("{name} (hidden)", name=sheet.name) if sheet.hidden else sheet.name
            self.sheet_box.addItem(hidden, number)
        self.sheet_box.setCurrentIndex(self._sheets.index(match.sheet))
        self._sheet_field.setVisible(len(self._sheets) > 1)
        self._encoding_field.setVisible(is_text)
        self._show()

    def begin(self) -> None:
        """Put the focus where the first decision is."""
        box = next(iter(self.boxes.values()), None)
        if box is not None:
            box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        match = self.match
        if match is None:
            return
        self.header_box.clear()
        for place, found in enumerate(match.sheet.rows[:40]):
            words = " · ".join(cell.strip() for cell in found.cells[:6] if cell.strip())
            self.header_box.addItem(
                tr("Row {row}: {cells}", row=found.number, cells=words[:60]), place
            )
        self.header_box.addItem(tr("No headings: the first row is somebody"), -1)
        self.header_box.setCurrentIndex(self.header_box.findData(match.header))
        self.order.choose(match.order.value)
        self._fill_grid(match)
        self._show_state()

    def _fill_grid(self, match: Match) -> None:
        old = self._grid_room.layout()
        if old is not None:
            for box in self._grid_room.findChildren(QWidget):
                box.hide()
                box.deleteLater()
            QWidget().setLayout(old)
        grid = QGridLayout(self._grid_room)
        theme.space(grid, (16, 12, 16, 16), 8)
        for place, title in enumerate((tr("Column"), tr("First values"), tr("Is read as"))):
            grid.addWidget(PlainLabel(title, "caption_strong", "text2"), 0, place)
        self.boxes = {}
        for line, found in enumerate(match.columns[:_MOST_COLUMNS], 1):
            self._add_line(grid, line, found, match.fields.get(found.index, ""))
        grid.setRowStretch(grid.rowCount(), 1)
        for place, share in enumerate((3, 5, 3)):
            grid.setColumnStretch(place, share)

    def _add_line(self, grid: QGridLayout, line: int, found: Column, field: str) -> None:
        heading = found.heading or tr("Column {letter}", letter=found.letter)
        grid.addWidget(PlainLabel(heading, "body_medium"), line, 0)
        grid.addWidget(PlainLabel("  ·  ".join(found.samples), "body", "text2"), line, 1)
        box = QComboBox()
        box.setAccessibleName(tr("{column} is read as", column=heading))
        box.addItem(tr("Not read"), "")
        for name in FIELDS:
            box.addItem(field_word(name), name)
        box.setCurrentIndex(box.findData(field))
        box.setProperty("column", found.index)
        box.activated.connect(self._on_field)
        grid.addWidget(box, line, 2)
        self.boxes[found.index] = box

    def _show_state(self) -> None:
        match = self.match
        if match is None:
            return
        read = [field_word(field) for field in FIELDS if field in match.fields.values()]
        if not match.has_names:
            self.message.tell(
                "warn", tr("Say which column holds the names; the rest may stay out.")
            )
        else:
            self.message.tell("info", tr("Guessed by headings and values. Read will be: {fields}.",
                                         fields=", ".join(read)))  # fmt: skip
        apart = {"family_name", "given_name"} & set(match.fields.values())
        self._order_field.setVisible(bool(apart) or "," in " ".join(self._name_samples(match)))

    def _name_samples(self, match: Match) -> list[str]:
        return [sample for found in match.columns for sample in found.samples
                if match.fields.get(found.index) == "certificate_name"]  # fmt: skip

    # What the user does -------------------------------------------------------------------------

    def _on_sheet(self) -> None:
        self._set(match_sheet(self._sheets[self.sheet_box.currentData()]))

    def _on_header(self) -> None:
        if self.match is not None:
            self._set(self.match.with_header(int(self.header_box.currentData())))

    def _on_encoding(self) -> None:
        self.encoding_chosen.emit(str(self.encoding_box.currentData()))

    def _on_order(self, key: str) -> None:
        if self.match is not None:
            self.match = replace(self.match, order=NameOrder(key))
            self.changed.emit()

    def _on_field(self) -> None:
        box = self.sender()
        if self.match is None or not isinstance(box, QComboBox):
            return
        self.match = self.match.with_field(int(box.property("column")), str(box.currentData()))
        for index, other in self.boxes.items():
            other.setCurrentIndex(other.findData(self.match.fields.get(index, "")))
        self._show_state()
        self.changed.emit()

    def _set(self, match: Match) -> None:
        self.match = match
        self._show()
        self.changed.emit()

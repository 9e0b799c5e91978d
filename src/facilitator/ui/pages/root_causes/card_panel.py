"""The panel beside the board: everything about one card, and what was merged into it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from facilitator.application.rows.groups import GroupRow
from facilitator.application.rows.root_causes import CauseCardRow
from facilitator.domain.root_causes import CARD_LENGTH, Dimension, Level
from facilitator.reports.labels import label
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr
from facilitator.ui.pages.root_causes.part import combo
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.controls import fill
from facilitator.ui.widgets.drawer import Drawer
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import clear, column
from facilitator.ui.widgets.part_list import GrowingText


class CardPanel(Drawer):
    """Says what is to be changed; the board tab changes it."""

    change_wished = Signal(object, object)
    """Card's key and {field: value}."""
    groups_wished = Signal(object, object)
    split_wished = Signal(object)
    delete_wished = Signal(object)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page, tr("Card"))
        self.key: UUID | None = None
        self._card: CauseCardRow | None = None
        self.text = GrowingText()
        self.text_field = FormField(tr("One idea"), self.text,
                                    tr("{least} to {most} characters", least=CARD_LENGTH.start,
                                       most=CARD_LENGTH.stop - 1))  # fmt: skip
        self.dimension = combo("", [(label(one), one.value) for one in Dimension])
        self.level = combo("", [(label(one), one.value) for one in Level])
        self.cluster = QLineEdit()
        self.cluster_field = FormField(tr("Cluster"), self.cluster)
        for field, name in ((self.text_field, "text"), (self.cluster_field, "cluster")):
            field.setProperty("name", name)
            field.left.connect(self._on_left)
            self.body.addWidget(field)
        self.text.entered.connect(self.text_field.left)
        for box, title, name in ((self.dimension, tr("Dimension"), "dimension"),
                                 (self.level, tr("Level"), "level")):  # fmt: skip
            box.setAccessibleName(title)
            field = FormField(title, box)
            field.setProperty("name", name)
            field.left.connect(self._on_left)
            self.body.addWidget(field)
        self.body.addWidget(PlainLabel(tr("Said by"), "label", "text2"))
        self._group_lines = column(spacing=4)
        self.body.addLayout(self._group_lines)
        self._boxes: dict[UUID, QCheckBox] = {}
        self.merged_title = PlainLabel(tr("Merged from"), "label", "text2")
        self._merged = column(spacing=6)
        self.body.addWidget(self.merged_title)
        self.body.addLayout(self._merged)
        self.split_button = Button(tr("Take apart"), icon="unlink", size="compact")
        self.split_button.clicked.connect(self._on_split)
        self.body.addWidget(self.split_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addStretch(1)
        self.delete_button = Button(tr("Delete card"), Kind.GHOST, icon="trash-2", size="compact")
        self.delete_button.clicked.connect(self._on_delete)
        self.foot.addWidget(self.delete_button)

    def show_card(
        self, card: CauseCardRow, groups: Sequence[GroupRow], *, editable: bool, may_merge: bool
    ) -> None:
        """Show a card."""
        fresh = self.key != card.id
        self.key, self._card = card.id, card
        if fresh or not self.text.hasFocus():
            self.text.setPlainText(card.text)
        if fresh or not self.cluster.hasFocus():
            self.cluster.setText(card.cluster)
        fill(self.dimension, [(label(one), one.value) for one in Dimension], card.dimension.value)
        fill(self.level, [(label(one), one.value) for one in Level], card.level.value)
        self.text_field.show_error("")
        self._show_groups(card, groups, editable=editable)
        for widget in (self.text, self.cluster, self.dimension, self.level):
            widget.setEnabled(editable)
        self.delete_button.setVisible(editable and may_merge)
        clear(self._merged)
        for text in card.originals:
            self._merged.addWidget(PlainLabel(f"“{text}”", "small", "text2", wrap=True))
        self.merged_title.setVisible(bool(card.originals))
        self.split_button.setVisible(bool(card.originals) and editable and may_merge)

    def _show_groups(
        self, card: CauseCardRow, groups: Sequence[GroupRow], *, editable: bool
    ) -> None:
        if set(self._boxes) != {group.id for group in groups}:
            clear(self._group_lines)
            self._boxes = {}
            for group in groups:
                name = f"{group.letter}  {group.name}" if group.name else group.letter
                box = QCheckBox(name.replace("&", "&&"))
                box.setAccessibleName(name)
                box.clicked.connect(self._on_groups)
                self._group_lines.addWidget(box)
                self._boxes[group.id] = box
        for key, box in self._boxes.items():
            box.setChecked(key in card.group_ids)
            box.setEnabled(editable)

    def refuse(self, refusal: RuleViolation) -> None:
        """Show what rule was broken beside its field."""
        field = self.cluster_field if refusal.field == "cluster" else self.text_field
        field.show_error(str(refusal))

    def focus_text(self) -> None:
        """Put the cursor into the text, all of it chosen."""
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.text.selectAll()

    def _on_left(self) -> None:
        card = self._card
        if card is None:
            return
        values: dict[str, Any] = {
            "text": self.text.toPlainText().strip(), "cluster": self.cluster.text().strip(),
            "dimension": self.dimension.currentData(), "level": self.level.currentData(),
        }  # fmt: skip
        now = {"text": card.text, "cluster": card.cluster, "dimension": card.dimension.value,
               "level": card.level.value}  # fmt: skip
        changes = {name: value for name, value in values.items() if value != now[name]}
        if changes:
            self.change_wished.emit(card.id, changes)
        else:
            self.text_field.show_error("")

    def _on_groups(self) -> None:
        chosen = tuple(key for key, box in self._boxes.items() if box.isChecked())
        self.groups_wished.emit(self.key, chosen)

    def _on_split(self) -> None:
        self.split_wished.emit(self.key)

    def _on_delete(self) -> None:
        self.delete_wished.emit(self.key)

"""The questions of a form, one after another in a list, and the fields of the one that is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QListWidget, QWidget

from facilitator.application.queries.feedback import objectives
from facilitator.domain.feedback.forms import (
    WITH_OPTIONS,
    Form,
    Item,
    ItemKind,
    Option,
    text_in,
)  # fmt: skip
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.pages.feedback.part import Part, combo
from facilitator.ui.pages.feedback.words import item_title
from facilitator.ui.widgets.buttons import IconButton
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.controls import fill
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.layouts import column, row
from facilitator.ui.widgets.part_list import GrowingText


class ItemsEditor(Panel):
    """Says what the whole form is after each change."""

    changed = Signal(object)

    def __init__(self, part: Part) -> None:
        super().__init__(tr("Questions"))
        self._part = part
        self.form: Form | None = None
        self.language = "en"
        self._showing = False
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Questions"))
        self.list.setMinimumHeight(theme.px(420))
        self.list.setSpacing(theme.px(4))
        self.list.setWordWrap(True)
        self.list.currentRowChanged.connect(self._on_row)
        self.add = IconButton("plus", tr("Add a question"))
        self.up = IconButton("arrow-up", tr("Move the question up"))
        self.down = IconButton("arrow-down", tr("Move the question down"))
        self.delete = IconButton("trash-2", tr("Delete the question"))
        for button, act in ((self.add, self._on_add), (self.up, self._on_up),
                            (self.down, self._on_down), (self.delete, self._on_delete)):  # fmt: skip
            button.clicked.connect(act)
            self.tools.addWidget(button)
        line = row(spacing=16)
        line.addWidget(self.list, 2)
        self.fields = self._fields()
        line.addWidget(self.fields, 3)
        self.body.addLayout(line)

    def _fields(self) -> QWidget:
        made = QWidget()
        made.setProperty("clear", True)
        box = column(made, spacing=12)
        self.text, self.options = GrowingText(), GrowingText()
        self.name, self.relevant = QLineEdit(), QLineEdit()
        self.kind, self.right = combo(tr("Kind")), combo(tr("Right answer"))
        fill(self.kind, [(item_title(kind), kind.value) for kind in ItemKind])
        self.objective = combo(tr("Objective"))
        self.required = QCheckBox(tr("Needs an answer"))
        self.stated = QCheckBox(tr("By group, counted among those who stated theirs"))
        self.stated.setToolTip(tr("A figure for all is then published nowhere."))
        self.text_field = FormField(tr("Question"), self.text)
        self.kind_field = FormField(tr("Kind"), self.kind)
        self.name_field = FormField(tr("Name (letters, digits, _)"), self.name)
        hint = tr("One line an answer: name | words. Left empty, a rating has the usual five.")
        self.options_field = FormField(tr("Answers"), self.options, hint)
        self.right_field = FormField(tr("Right answer"), self.right)
        said = tr("For example ${pace} = 'fast'; empty: always")
        self.relevant_field = FormField(tr("Asked only if"), self.relevant, said)
        self.objective_field = FormField(tr("Objective"), self.objective)
        box.addWidget(self.text_field)
        pair = row(spacing=12)
        pair.addWidget(self.kind_field, 1, Qt.AlignmentFlag.AlignTop)
        pair.addWidget(self.name_field, 1, Qt.AlignmentFlag.AlignTop)
        box.addLayout(pair)
        for widget in (self.options_field, self.right_field, self.objective_field,
                       self.relevant_field, self.required, self.stated):  # fmt: skip
            box.addWidget(widget)
        box.addStretch(1)
        for field in (self.text_field, self.name_field, self.options_field, self.relevant_field):
            field.left.connect(self._on_fields)
        for list_ in (self.kind, self.right, self.objective):
            list_.activated.connect(self._on_fields)
        for box_ in (self.required, self.stated):
            box_.toggled.connect(self._on_fields)
        return made

    # Showing ----------------------------------------------------------------------------------------

    def show_form(self, form: Form, language: str, *, free: bool) -> None:
        """Show the questions of this form; the chosen one stays chosen."""
        self.form, self.language = form, language
        self._showing = True
        place = max(0, self.list.currentRow())
        self.list.clear()
        for number, item in enumerate(form.items, 1):
            words = text_in(item.texts, language) or item.name
            self.list.addItem(f"{number}  {words}")
        self.list.setCurrentRow(min(place, len(form.items) - 1))
        keys = self._part.page.document.query(objectives)
        fill(self.objective, [(tr("None"), ""), *((text, key) for key, text in keys)])
        for widget in (self.fields, self.add, self.up, self.down, self.delete):
            widget.setEnabled(free)
        self._showing = False
        self._on_row()

    @property
    def item(self) -> Item | None:
        """The chosen question."""
        place = self.list.currentRow()
        items = self.form.items if self.form is not None else ()
        return items[place] if 0 <= place < len(items) else None

    def _on_row(self, _row: int = 0) -> None:
        item = self.item
        self.fields.setVisible(item is not None)
        if self._showing or item is None:
            return
        self._showing = True
        self._show_lines(self.text, item.texts.get(self.language, ""))
        self._show_lines(self.options, "\n".join(
            f"{o.name} | {o.texts.get(self.language, '')}" for o in item.options
        ))  # fmt: skip
        self.name.setText(item.name)
        self.relevant.setText(item.relevant)
        self.kind.setCurrentIndex(self.kind.findData(item.kind.value))
        choices = [(text_in(o.texts, self.language) or o.name, o.name) for o in item.choices]
        fill(self.right, choices)
        self.right.setCurrentIndex(max(0, self.right.findData(item.right)))
        self.objective.setCurrentIndex(max(0, self.objective.findData(item.objective)))
        self.required.setChecked(item.required)
        self.stated.setChecked(item.stated_only)
        self.options_field.setVisible(item.kind in WITH_OPTIONS)
        self.right_field.setVisible(item.kind is ItemKind.KNOWLEDGE)
        self._showing = False

    def _show_lines(self, box: GrowingText, text: str) -> None:
        if box.text() != text:
            box.setPlainText(text)

    # Changing ---------------------------------------------------------------------------------------

    def _on_fields(self, _value: Any = None) -> None:
        item = self.item
        if self._showing or item is None or self.form is None:
            return
        kind = ItemKind(self.kind.currentData())
        options = self._options(item.options)
        names = [o.name for o in options]
        right = self.right.currentData() if kind is ItemKind.KNOWLEDGE else ""
        if kind is ItemKind.KNOWLEDGE and right not in names:
            right = names[0] if names else ""
        changed = replace(
            item, kind=kind, name=self.name.text().strip(), relevant=self.relevant.text().strip(),
            texts=item.texts | {self.language: self.text.text()}, options=options,
            required=self.required.isChecked(), stated_only=self.stated.isChecked(),
            objective=str(self.objective.currentData() or ""), right=str(right or ""),
        )  # fmt: skip
        self._put([changed if one is item else one for one in self.form.items])

    def _options(self, before: Sequence[Option]) -> tuple[Option, ...]:
        """Options from their lines; words in the other languages stay with the name."""
        known = {option.name: option.texts for option in before}
        found = []
        for number, line in enumerate(
            filter(None, map(str.strip, self.options.text().split("\n"))), 1
        ):
            name, bar, words = line.partition("|")
            name, words = (name.strip(), words.strip()) if bar else (str(number), name.strip())
            texts = dict(known.get(name, {}))
            if words:
                texts[self.language] = words
            found.append(Option(name, texts))
        return tuple(found)

    def _put(self, items: Sequence[Item]) -> None:
        if self.form is not None and tuple(items) != self.form.items:
            self.changed.emit(replace(self.form, items=tuple(items)))

    def _on_add(self) -> None:
        if self.form is None:
            return
        taken = {item.name for item in self.form.items}
        name = next(f"question_{n}" for n in range(1, 999) if f"question_{n}" not in taken)
        place = self.list.currentRow() + 1
        item = Item(name, ItemKind.RATING, {self.language: tr("New question")})
        items = [*self.form.items[:place], item, *self.form.items[place:]]
        self._put(items)
        self.list.setCurrentRow(place)
        self.text.setFocus()

    def _on_up(self) -> None:
        self._move(-1)

    def _on_down(self) -> None:
        self._move(1)

    def _move(self, step: int) -> None:
        place = self.list.currentRow()
        target = place + step
        if self.form is None or not 0 <= target < len(self.form.items):
            return
        items = list(self.form.items)
        items[place], items[target] = items[target], items[place]
        self.list.setCurrentRow(target)
        self._put(items)

    def _on_delete(self) -> None:
        if self.item is not None and self.form is not None:
            self._put([one for one in self.form.items if one is not self.item])

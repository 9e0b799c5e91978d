"""The questions of a form as people answer them on a screen: large targets, one a line of options.

They hold what is chosen and know no rule; `value` is what answers.py takes.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from facilitator.application.form_words import choice_label, word
from facilitator.domain.feedback.forms import (
    NOT_APPLICABLE,
    Item,
    ItemKind,
    text_in,
)  # fmt: skip
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import column, row
from facilitator.ui.widgets.messages import announce
from facilitator.ui.widgets.options import Options
from facilitator.ui.widgets.part_list import GrowingText


class Question(QWidget):
    """One item with its words, its options or field, and what is missing."""

    changed = Signal(str)
    """The item's name."""

    def __init__(self, item: Item, language: str, number: int = 0) -> None:
        super().__init__()
        self.item = item
        words = text_in(item.texts, language)
        self.title = PlainLabel(words, "body_strong", wrap=True)
        self.error = PlainLabel("", "caption", "danger", wrap=True)
        self.error.hide()
        self.setAccessibleName(words)
        whole = column(self, spacing=8)
        line = row(spacing=8)
        if number:
            line.addWidget(PlainLabel(str(number), "body", "text3"), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.title, 1)
        whole.addLayout(line)
        self.sides: list[Options] = []
        self.line: QLineEdit | None = None
        self.lines: GrowingText | None = None
        self._build(whole, words, language)
        whole.addWidget(self.error)

    def _build(self, whole: Any, words: str, language: str) -> None:
        item = self.item
        if item.kind is ItemKind.TEXT:
            self.lines = GrowingText()
            self.lines.setAccessibleName(words)
            self.lines.textChanged.connect(self._on_changed)
            whole.addWidget(self.lines)
            return
        if item.kind is ItemKind.NUMBER:
            self.line = QLineEdit()
            self.line.setAccessibleName(words)
            self.line.textChanged.connect(self._on_changed)
            whole.addWidget(self.line)
            return
        options = [(o.name, choice_label(item, o, language)) for o in item.choices]
        if item.has_not_applicable:
            options.append((NOT_APPLICABLE, word("not_applicable", language)))
        both = (word("before", language), word("now", language))
        sides = both if item.kind is ItemKind.THEN_NOW else ("",)
        for side in sides:
            if side:
                whole.addWidget(PlainLabel(side, "label", "text2"))
            made = Options(
                options, f"{words} {side}".strip(), several=item.kind is ItemKind.CHOICES
            )
            made.changed.connect(self._on_changed)
            self.sides.append(made)
            whole.addWidget(made)

    @property
    def value(self) -> Any:
        """What is answered, as answers.py takes it; None for nothing."""
        if self.lines is not None:
            return self.lines.text() or None
        if self.line is not None:
            return self.line.text().strip() or None
        if self.item.kind is ItemKind.CHOICES:
            return self.sides[0].chosen or None
        if self.item.kind is ItemKind.THEN_NOW:
            both = [next(iter(side.chosen), "") for side in self.sides]
            return both if any(both) else None
        return next(iter(self.sides[0].chosen), None)

    def tell(self, error: str) -> None:
        """Say what is missing or wrong; the empty text takes it back."""
        self.error.setText(error)
        self.error.setVisible(bool(error))
        if error:
            announce(self, error)

    def begin(self) -> None:
        """Put the focus where the answer goes."""
        target = self.lines or self.line or (self.sides[0].buttons[0] if self.sides else None)
        if target is not None:
            target.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_changed(self) -> None:
        self.tell("")
        self.changed.emit(self.item.name)

"""Typing paper forms in, by keyboard alone: one key an answer, then Enter for the next form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from facilitator.application.queries.feedback import categories
from facilitator.application.rows.feedback import RoundRow
from facilitator.domain.feedback.answers import cleaned
from facilitator.domain.feedback.forms import ItemKind, option_label, text_in
from facilitator.domain.feedback.typing_in import BACK, NEXT, Difference, Step, TypingIn, keys_of
from facilitator.support.errors import FacilitatorError
from facilitator.support.i18n import tr, trn
from facilitator.ui.pages.feedback.part import Part
from facilitator.ui.pages.feedback.words import rate_words
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.cards import Card
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import clear, column, row
from facilitator.ui.widgets.messages import InlineMessage, announce

if TYPE_CHECKING:
    from facilitator.domain.feedback.forms import Form, Item

_KEYS = {Qt.Key.Key_Return: NEXT, Qt.Key.Key_Enter: NEXT, Qt.Key.Key_Backspace: BACK,
         Qt.Key.Key_Up: BACK}  # fmt: skip


class TypingPanel(QWidget):
    """A form as it is typed. `finished` hands over a whole one; `give_back` puts a refused one back."""

    finished = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("clear", True)
        self.typing: TypingIn | None = None
        self.heading = ""
        self._groups: dict[str, str] = {}
        whole = column(self, spacing=16)
        self.message = InlineMessage()
        whole.addWidget(self.message)
        self.card = _Keys()
        self.card.pressed.connect(self._on_key)
        whole.addWidget(self.card)
        self.number = PlainLabel("", "caption_strong", "accent_text")
        self.question = PlainLabel("", "title", wrap=True)
        self.options = column(spacing=4)
        self.line = QLineEdit()
        self.line.returnPressed.connect(self._on_text)
        self.line.installEventFilter(self)
        self.hint = PlainLabel("", "caption", "text2", wrap=True)
        for widget in (self.number, self.question):
            self.card.body.addWidget(widget)
        self.card.body.addLayout(self.options)
        self.card.body.addWidget(self.line)
        self.card.body.addWidget(self.hint)
        self.differences = column(spacing=4)
        whole.addLayout(self.differences)

    def begin(self, form: Form, groups: dict[str, str], heading: str, *, double: bool) -> None:
        """Type forms of this kind; `heading` stands above each."""
        self._groups, self.heading = groups, heading
        self.typing = TypingIn(form, list(groups), double)
        self.message.dismiss()
        self.show_step()

    def set_double(self, on: bool) -> None:  # noqa: FBT001 - one switch
        """Whether each form is typed twice; begins the form anew."""
        if self.typing is not None:
            self.typing.begin()
            self.typing.double = on
            self.show_step()

    def give_back(self, whole: dict[str, Any], problem: Exception) -> None:
        """Put a form back, at the question that was refused."""
        typing = self.typing
        if typing is None:
            return
        typing.given = whole
        names = [step.name for step in typing.steps]
        field = getattr(problem, "field", "")
        typing.at = names.index(field) if field in names else 0
        self.message.tell("danger", str(problem))
        self.show_step()

    # Keys -------------------------------------------------------------------------------------------

    def _on_key(self, key: str) -> None:
        typing = self.typing
        if typing is None:
            return
        announced = typing.differences[:]
        whole = typing.key(key)
        if typing.refused:
            self.hint.setText(tr("“{key}” is not among the answers.", key=typing.refused))
            announce(self, self.hint.text())
            return
        if whole is not None:
            self.message.dismiss()
            self.finished.emit(whole)
        elif typing.differences and not announced:
            self.message.tell("warn", trn("{n} answer differs. Look at the paper and type it once more.",
                                          "{n} answers differ. Look at the paper and type them once "
                                          "more.", len(typing.differences)))  # fmt: skip
        self.show_step()

    def _on_text(self) -> None:
        if self.typing is not None:
            self.typing.text(self.line.text())
            self.line.clear()
            self.show_step()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In an empty line, Backspace goes back to the question before."""
        if (
            watched is self.line and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in {Qt.Key.Key_Backspace, Qt.Key.Key_Up} and not self.line.text()
        ):  # fmt: skip
            self._on_key(BACK)
            return True
        return super().eventFilter(watched, event)

    # Showing ----------------------------------------------------------------------------------------

    def show_step(self) -> None:
        """Show what is typed now."""
        typing = self.typing
        if typing is None:
            return
        clear(self.options)
        clear(self.differences)
        step, steps = typing.here, typing.steps
        self.line.setVisible(typing.takes_text)
        self.hint.setText(self._hint(step))
        if step is None:
            self.number.setText(self.heading)
            second = typing.double and typing.first is None
            self.question.setText(tr("Enter: type it a second time") if second
                                  else tr("Enter: into the box, and the next form"))  # fmt: skip
            self.card.setFocus()
            return
        times = tr("second time") if typing.second_time else ""
        place = tr("{at} of {all}", at=typing.at + 1, all=len(steps))
        self.number.setText(" · ".join(filter(None, [self.heading, place, times])))
        self.question.setText(self._words(step))
        self._show_options(step)
        for difference in typing.differences:
            self.differences.addWidget(PlainLabel(self._difference(difference), "body", wrap=True))
        if typing.takes_text:
            self.line.setText(str(typing.value(step) or ""))
            self.line.setAccessibleName(self._words(step))
            self.line.setFocus()
        else:
            self.card.setAccessibleName(self._words(step))
            self.card.setFocus()

    def _hint(self, step: Step | None) -> str:
        """What the keys do that stand beside no answer."""
        if step is None or self.typing is None or self.typing.takes_text:
            return tr("Enter: next · Backspace in an empty line: back")
        if step.item is not None and step.item.kind is ItemKind.CHOICES:
            return tr("Several may be chosen; Enter for the next question.")
        return tr("Space: left open · Backspace: back")

    def _words(self, step: Step) -> str:
        if step.name == "code":
            return tr("Code")
        if step.item is None:
            return tr("Group")
        words = text_in(step.item.texts, self._language)
        side = "" if step.side is None else (tr("Before"), tr("Now"))[step.side]
        return f"{words} – {side}" if side else words

    @property
    def _language(self) -> str:
        return self.typing.form.languages[0] if self.typing is not None else "en"

    def _show_options(self, step: Step) -> None:
        typing = self.typing
        if typing is None or typing.takes_text:
            return
        chosen = typing.value(step)
        names = chosen if isinstance(chosen, list) else [chosen]
        for key, name in self._keys(step).items():
            mark = "✓ " if name in names and name else ""
            words = f"{key}   {mark}{self._option(step.item, name)}"
            role = "body_strong" if mark else "body"
            self.options.addWidget(PlainLabel(words, role))

    def _keys(self, step: Step) -> dict[str, str]:
        if step.item is not None:
            return keys_of(step.item)
        return {str(n): key for n, key in enumerate(self._groups, 1)} | {"0": ""}

    def _option(self, item: Item | None, name: str) -> str:
        if item is None:
            return self._groups.get(name, tr("Not stated"))
        found = next((option for option in item.choices if option.name == name), None)
        return option_label(found, self._language) if found else tr("Not applicable")

    def _difference(self, difference: Difference) -> str:
        item = difference.step.item

        def said(value: Any) -> str:
            values = value if isinstance(value, list) else [value]
            named = [self._option(item, str(one)) if item and item.choices else str(one)
                     for one in values if one]  # fmt: skip
            return ", ".join(named) or tr("nothing")

        return tr("{question}: first {first}, then {second}", question=self._words(difference.step),
                  first=said(difference.first), second=said(difference.second))  # fmt: skip


class TypingPart(Part):
    """One form after another, into the collection's box. `left` when the user is done."""

    left = Signal()

    def build(self) -> None:
        self.row: RoundRow | None = None
        self.typed = 0
        head = row(spacing=12)
        self.title = PlainLabel("", "subtitle")
        self.count = PlainLabel("", "body", "text2", numbers=True)
        self.panel = TypingPanel()
        self.panel.finished.connect(self._take)
        self.double = QCheckBox(tr("Type each form twice and compare"))
        self.double.toggled.connect(self.panel.set_double)
        self.done = Button(tr("Done"), icon="check")
        self.done.clicked.connect(self.left)
        head.addWidget(self.title)
        head.addWidget(self.count, 1)
        head.addWidget(self.double)
        head.addWidget(self.done)
        self.body.addLayout(head)
        self.body.addWidget(self.panel)
        self.body.addStretch(1)

    def begin(self, row_: RoundRow) -> None:
        """Type forms of this collection."""
        self.row, self.typed = row_, 0
        self.title.setText(row_.title)
        groups = dict(categories(row_.form.dimension))
        self.panel.begin(row_.form, groups, self._heading(), double=self.double.isChecked())
        self.update_part()

    def _heading(self) -> str:
        return tr("Form {n}", n=self.typed + 1)

    def update_part(self) -> None:
        if self.row is not None:
            rows = [one.round for one in self.page.feedback.rounds if one.round.id == self.row.id]
            self.row = rows[0] if rows else self.row
            self.count.setText(rate_words(self.row))

    def _take(self, whole: dict[str, Any]) -> None:
        assert self.row is not None  # noqa: S101 - a form was typed
        try:
            self.page.box(self.row).put("", cleaned(self.row.form, whole))
        except FacilitatorError as problem:
            self.panel.give_back(whole, problem)
            return
        self.typed += 1
        self.panel.heading = self._heading()
        announce(self, trn("{n} form typed", "{n} forms typed", self.typed))
        self.page.read_again()

    def start(self) -> QWidget | None:
        return self.panel.card


class _Keys(Card):
    """A card that takes keys: digits, letters, space, Enter, Backspace."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__(padding=24)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = _KEYS.get(Qt.Key(event.key())) or event.text()
        plain = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier
                                      | Qt.KeyboardModifier.ShiftModifier)  # fmt: skip
        if key and not plain and (key in {NEXT, BACK, " "} or key.isalnum()):
            self.pressed.emit(key)
        else:
            super().keyPressEvent(event)

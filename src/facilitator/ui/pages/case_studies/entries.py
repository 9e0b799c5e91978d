"""A list whose lines have many fields: a card for each, with Add below and Remove in its head."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID, uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from facilitator.support.i18n import tr
from facilitator.ui.pages.case_studies.form import Form
from facilitator.ui.widgets.buttons import Button, IconButton
from facilitator.ui.widgets.cards import Panel
from facilitator.ui.widgets.layouts import column


class EntryCard(Panel):
    """One line of the list."""

    put_requested = Signal(object, dict)
    remove_requested = Signal(object)

    def __init__(self, key: UUID, title: str, describe: Callable[[Form], object]) -> None:
        super().__init__(title)
        self.key = key
        self.is_new = False
        self.form = Form()
        describe(self.form)
        self.form.changed.connect(self._on_changed)
        remove = IconButton("trash-2", tr("Remove {what}", what=title))
        remove.clicked.connect(self._on_remove)
        self.tools.addWidget(remove)
        self.body.addWidget(self.form)

    def _on_changed(self, name: str, value: object) -> None:
        self.put_requested.emit(self.key, {name: value})

    def _on_remove(self) -> None:
        self.remove_requested.emit(self.key)


class EntryList(QWidget):
    """The cards. A new one is put once the field that it needs says something.

    `describe` builds the form of a card, `needed` names the field without which there is no line,
    `title` says what a card is called by its number.
    """

    put_requested = Signal(object, dict)
    """Key of the line and what it says; for a new line all its fields."""
    remove_requested = Signal(object)

    def __init__(
        self, describe: Callable[[Form], object], needed: str, title: Callable[[int], str],
        add: str, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setProperty("clear", True)
        self._describe, self._needed, self._title = describe, needed, title
        self.cards: list[EntryCard] = []
        self._waiting: dict[UUID, dict[str, object]] = {}
        self._lines = column(spacing=12)
        self.add_button = Button(add, "ghost", icon="plus", size="compact")
        self.add_button.clicked.connect(self.add)
        whole = column(self, spacing=8)
        whole.addLayout(self._lines)
        whole.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeading)

    def show_entries(self, entries: Sequence[tuple[UUID, Mapping[str, object]]]) -> None:
        """Show the lines; cards that stay keep their focus."""
        keys = [key for key, _ in entries]
        new = [card for card in self.cards if card.is_new and card.key not in keys]
        wanted = keys + [card.key for card in new]
        have = {card.key: card for card in self.cards}
        for card in self.cards:
            if card.key not in wanted:
                self._drop(card)
        self.cards = [have.get(key) or self._make(key, n) for n, key in enumerate(wanted, 1)]
        for number, card in enumerate(self.cards):
            if self._lines.indexOf(card) != number:
                self._lines.removeWidget(card)
                self._lines.insertWidget(number, card)
            card.set_title(self._title(number + 1))
        for key, values in entries:
            card = next(c for c in self.cards if c.key == key)
            card.is_new = False
            self._waiting.pop(key, None)
            card.form.show_values(values)

    def form(self, key: object) -> Form | None:
        """The form of a line."""
        return next((card.form for card in self.cards if card.key == key), None)

    def add(self) -> None:
        """Begin a line and put the cursor into it."""
        card = self._make(uuid4(), len(self.cards) + 1)
        card.is_new = True
        self.cards.append(card)
        self._lines.addWidget(card)
        card.show()
        card.form.start().setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, key: UUID, number: int) -> EntryCard:
        card = EntryCard(key, self._title(number), self._describe)
        card.put_requested.connect(self._on_put)
        card.remove_requested.connect(self._on_remove)
        return card

    def _drop(self, card: EntryCard) -> None:
        self._lines.removeWidget(card)
        self._waiting.pop(card.key, None)
        card.form.blockSignals(True)
        card.hide()
        card.deleteLater()

    def _on_put(self, key: UUID, changes: dict[str, object]) -> None:
        card = next(c for c in self.cards if c.key == key)
        if not card.is_new:
            self.put_requested.emit(key, changes)
            return
        said = self._waiting.setdefault(key, {})
        said.update(changes)
        if str(said.get(self._needed) or "").strip():
            self.put_requested.emit(key, dict(said))

    def _on_remove(self, key: UUID) -> None:
        card = next(c for c in self.cards if c.key == key)
        if card.is_new:
            self.cards.remove(card)
            self._drop(card)
            self.add_button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.remove_requested.emit(key)

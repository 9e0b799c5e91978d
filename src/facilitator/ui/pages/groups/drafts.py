"""Drafts beside each other: who would be where and which rules would hold. Nothing is kept here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilitator.application.rows.groups import GroupingRow
from facilitator.domain.grouping.outcome import composition
from facilitator.domain.grouping.suggest import Draft
from facilitator.domain.groups import ATTRIBUTES
from facilitator.support.i18n import tr
from facilitator.ui.app import theme
from facilitator.ui.pages.groups import words
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.cards import Card
from facilitator.ui.widgets.controls import scrolled
from facilitator.ui.widgets.labels import IconLabel, PlainLabel
from facilitator.ui.widgets.layouts import clear, column, row


class DraftsView(QWidget):
    """The drafts, best first; each can be used as it is."""

    used = Signal(object)
    """The Draft."""
    more_wished = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.drafts: tuple[Draft, ...] = ()
        self._note = PlainLabel("", "body", "text2", wrap=True)
        self.more = Button(tr("Other drafts"), icon="refresh-cw")
        self.back = Button(tr("Back without using any"), Kind.GHOST)
        self.more.clicked.connect(self.more_wished)
        self.back.clicked.connect(self.left)
        head = row(spacing=8)
        head.addWidget(self._note, 1)
        head.addWidget(self.more)
        head.addWidget(self.back)
        self._room = QWidget()
        self._line = row(self._room, spacing=16)
        whole = column(self, spacing=12)
        whole.addLayout(head)
        whole.addWidget(scrolled(self._room, across=True), 1)

    def show_drafts(
        self, drafts: Sequence[Draft], grouping: GroupingRow, *, editable: bool
    ) -> None:
        """Show these drafts beside each other."""
        self.drafts = tuple(drafts)
        clear(self._line)
        self._note.setText(tr("Nothing is changed until you use a draft. The best comes first."))
        self.more.setEnabled(editable)
        names = grouping.names()
        for number, draft in enumerate(self.drafts):
            self._line.addWidget(self._card(number, draft, grouping, names, editable=editable))
        self._line.addStretch(1)

    def first_button(self) -> Button | None:
        """The button of the best draft, for the cursor."""
        return self._room.findChild(Button)

    def _card(
        self, number: int, draft: Draft, grouping: GroupingRow, names: Mapping[UUID, str], *,
        editable: bool,
    ) -> Card:  # fmt: skip
        card = Card()
        card.setFixedWidth(theme.px(330))
        head = row(spacing=8)
        head.addWidget(PlainLabel(tr("Draft {number}", number=number + 1), "subtitle"), 1)
        head.addWidget(PlainLabel(tr("seed {seed}", seed=draft.seed), "caption", "text3"))
        card.body.addLayout(head)
        use = Button(tr("Use these groups"), Kind.PRIMARY if number == 0 else Kind.OUTLINE)
        use.setProperty("number", number)
        use.setEnabled(editable)
        use.clicked.connect(self._on_use)
        card.body.addWidget(use)
        top = Qt.AlignmentFlag.AlignTop
        letters = words.letters_of(grouping, len(draft.groups))
        _add_outcomes(card, draft, letters, names)
        persons = grouping.persons()
        for attribute in dict.fromkeys(rule.attribute for rule in grouping.rules):
            if attribute in ATTRIBUTES:
                text = words.composition_words(composition(persons, draft.groups, attribute))
                card.body.addWidget(PlainLabel(text, "caption", "text2", wrap=True))
        for letter, group in zip(letters, draft.groups, strict=True):
            members = [p for p in grouping.people if p.id in set(group)]
            block = column(spacing=1)
            line = row(spacing=8)
            line.addWidget(PlainLabel(letter, "body_strong", "accent_text"), 0, top)
            line.addWidget(
                PlainLabel(words.composition_line(members), "caption", "text2", wrap=True), 1
            )
            block.addLayout(line)
            text = ", ".join(person.first_name for person in members)
            block.addWidget(PlainLabel(text, "small", wrap=True))
            card.body.addLayout(block)
        card.body.addStretch(1)
        return card

    def _on_use(self) -> None:
        self.used.emit(self.drafts[int(self.sender().property("number"))])


def _add_outcomes(
    card: Card, draft: Draft, letters: Sequence[str], names: Mapping[UUID, str]
) -> None:
    lines = column(spacing=3)
    for outcome in draft.outcomes.rules:
        detail = "" if outcome.held else "; ".join(
            words.breach_word(outcome.rule, breach, letters) for breach in outcome.breaches)  # fmt: skip
        text = f"{words.rule_word(outcome.rule)}: {words.outcome_word(outcome)}"
        lines.addLayout(_line(text, held=outcome.held))
        if detail:
            lines.addWidget(PlainLabel(detail, "caption", "text2", wrap=True))
    for pair in draft.outcomes.pairs:
        lines.addLayout(_line(words.pair_word(pair, names), held=pair.held))
    card.body.addLayout(lines)


def _line(text: str, *, held: bool) -> QHBoxLayout:
    line = row(spacing=6)
    icon = IconLabel("circle-check" if held else "triangle-alert", "ok" if held else "warn", 14)
    line.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(PlainLabel(text, "small", "text", wrap=True), 1)
    return line

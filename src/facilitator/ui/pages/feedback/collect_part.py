"""Collecting: start, the response rate while people are still in the room, kiosk, paper, closing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QProgressBar, QWidget

from facilitator.application.commands.feedback import OpenRound, TakeForms
from facilitator.application.rows.feedback import RoundRow, box_of
from facilitator.domain.feedback.forms import FormKind, text_in
from facilitator.exchange.instruments import instruments
from facilitator.support.i18n import tr
from facilitator.ui.pages.feedback.part import Part, combo
from facilitator.ui.pages.feedback.words import kind_title, rate_words
from facilitator.ui.widgets.badges import Badge
from facilitator.ui.widgets.buttons import Button, Kind
from facilitator.ui.widgets.cards import Card, Panel
from facilitator.ui.widgets.controls import fill
from facilitator.ui.widgets.empty import EmptyState
from facilitator.ui.widgets.fields import FormField
from facilitator.ui.widgets.labels import PlainLabel
from facilitator.ui.widgets.layouts import FlowLayout, clear, column, row

_Act = tuple[str, str, Callable[[object], object], Kind]
"""Words, icon, what it asks for, how much it asks."""


class CollectPart(Part):
    """The collections, open ones first, and a line to start another."""

    kiosk_requested = Signal(object)
    typing_requested = Signal(object)
    print_requested = Signal(object)
    close_requested = Signal(object)
    reopen_requested = Signal(object)
    remove_requested = Signal(object)
    results_requested = Signal(object)
    pack_requested = Signal(object)
    answers_requested = Signal(object)

    def build(self) -> None:
        self.new = Panel(tr("Start collecting"))
        line = row(spacing=12)
        self.form = combo(tr("Form"))
        self.form.activated.connect(self._on_form)
        self.title = QLineEdit()
        self.title.returnPressed.connect(self.begin)
        self.form_field = FormField(tr("Form"), self.form)
        self.title_field = FormField(tr("Title"), self.title)
        self.begin_button = Button(tr("Start"), icon="play")
        self.begin_button.clicked.connect(self.begin)
        line.addWidget(self.form_field, 2)
        line.addWidget(self.title_field, 2)
        line.addWidget(self.begin_button)
        self.new.body.addLayout(line)
        self.body.addWidget(self.new)
        self.cards = column(spacing=12)
        self.body.addLayout(self.cards)
        self.empty = EmptyState("message-square-heart", "", "")
        self.take_all = self.empty.offer(tr("Add the ready forms"), icon="plus")
        self.take_all.clicked.connect(self._on_take_all)
        self.to_forms = self.empty.offer(tr("Choose a form"), icon="file-text")
        self.to_forms.clicked.connect(self.page.go_to_forms)
        self.body.addWidget(self.empty)
        self.body.addStretch(1)

    def update_part(self) -> None:
        forms = [one for one in self.page.forms if not one.faults and one.form.items]
        fill(self.form, [(text_in(one.form.titles, "en"), one.id) for one in forms])
        if not self.title.text():
            self._on_form()
        free = not self.page.document.read_only
        self.new.setVisible(free and bool(forms))
        rows = [one.round for one in self.page.feedback.rounds]
        self._show_empty(has_forms=bool(forms), free=free)
        self.empty.setVisible(not rows or not forms)
        clear(self.cards)
        for one in sorted(rows, key=lambda found: not found.is_open):
            self.cards.addWidget(self._card(one, free=free))

    def _show_empty(self, *, has_forms: bool, free: bool) -> None:
        """What there is to do before the first collection, or without a form that can be used."""
        for button in (self.take_all, self.to_forms):
            button.setVisible(free and not has_forms)
        if has_forms:
            self.empty.tell(tr("Nothing has been collected yet"), tr(
                "Choose a form above and start. People answer at this laptop, one after another, or "
                "on paper that is typed in. Nobody can see who said what."
            ))  # fmt: skip
        else:
            self.empty.tell(tr("There is no form to collect with yet"), tr(
                "Forms for each day, the end of the week and later are ready: take all of them, or one "
                "on the tab “Forms”, or write your own. They ask about each objective of the programme, "
                "so write the objectives first. Then start collecting here."
            ))  # fmt: skip

    def _on_form(self) -> None:
        """Propose a title: the form's, or the day of the pulse."""
        row_ = next((one for one in self.page.forms if one.id == self.form.currentData()), None)
        if row_ is None:
            return
        title = text_in(row_.form.titles, "en")
        before = [one for one in self.page.feedback.rounds if one.round.form_id == row_.id]
        if row_.form.kind is FormKind.PULSE:
            title = tr("Day {n}", n=len(before) + 1)
        elif before:
            title = f"{title} ({len(before) + 1})"
        self.title.setText(title)

    def begin(self) -> None:
        """Start collecting with the chosen form."""
        key = self.form.currentData()
        if key is None:
            return
        command = OpenRound(key, self.title.text())
        opens = box_of(command.round_id, 1)
        if self.page.do(command, field=self.title_field, opens=opens):
            self.title.clear()

    # One collection ---------------------------------------------------------------------------------

    def _card(self, one: RoundRow, *, free: bool) -> QWidget:
        card = Card()
        head = row(spacing=8)
        head.addWidget(PlainLabel(one.title, "subtitle"))
        state = (tr("Open"), "accent", "") if one.is_open else (tr("Closed"), "neutral", "lock")
        head.addWidget(Badge(*state, parent=card))
        if one.is_open and one.batch > 1:
            head.addWidget(Badge(tr("late forms"), "warn", parent=card))
        head.addStretch(1)
        head.addWidget(PlainLabel(kind_title(one.form.kind), "caption", "text2"))
        card.body.addLayout(head)
        card.body.addWidget(PlainLabel(rate_words(one), "body_strong", numbers=True))
        if one.invited:
            bar = QProgressBar()
            bar.setTextVisible(False)
            bar.setRange(0, max(one.invited, one.answered, 1))
            bar.setValue(one.answered)
            bar.setAccessibleName(rate_words(one))
            card.body.addWidget(bar)
        if one.is_open:
            said = tr("Results come when it is closed. Copies of the file made meanwhile do not hold "
                      "these answers.")  # fmt: skip
            card.body.addWidget(PlainLabel(said, "caption", "text2", wrap=True))
        buttons = QWidget()
        buttons.setProperty("clear", True)
        flow = FlowLayout(buttons)
        for text, icon, signal, kind in self._acts(one, free=free):
            button = Button(text, kind, icon=icon)
            button.setAccessibleDescription(one.title)
            button.clicked.connect(partial(signal, one))
            flow.addWidget(button)
        card.body.addWidget(buttons)
        return card

    def _acts(self, one: RoundRow, *, free: bool) -> list[_Act]:
        plain, ghost = Kind.OUTLINE, Kind.GHOST
        acts: list[_Act] = []
        if not one.is_open:
            acts += [(tr("Results"), "chart-column", self.results_requested.emit, plain)]
            if free and not one.form.with_code:
                acts.append(
                    (tr("Collect late forms"), "refresh-cw", self.reopen_requested.emit, ghost)
                )
        elif free:
            acts += [
                (tr("Answer at this laptop"), "monitor", self.kiosk_requested.emit, plain),
                (tr("Type in paper forms"), "keyboard", self.typing_requested.emit, plain),
                (tr("Print the form…"), "printer", self.print_requested.emit, plain),
            ]
            if one.form.kind is FormKind.FOLLOW_UP:
                acts += [
                    (tr("Write the follow-up pack…"), "mail", self.pack_requested.emit, plain),
                    (tr("Read answers…"), "upload", self.answers_requested.emit, plain),
                ]
            acts.append((tr("Close collecting"), "lock", self.close_requested.emit, plain))
        if free:
            acts.append((tr("Throw away…"), "trash-2", self.remove_requested.emit, ghost))
        return acts

    def _on_take_all(self) -> None:
        """The forms of the week in one act; items for each objective follow the programme's."""
        if self.page.do(TakeForms(tuple(one.form for one in instruments())), tell=True):
            self.page.read_again()

    def start(self) -> QWidget | None:
        return self.form if self.form.count() else self.take_all

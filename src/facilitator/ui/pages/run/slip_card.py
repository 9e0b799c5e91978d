"""What gives way when time is short: the proposal of the slip rule, to be confirmed, or choices."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilitator.domain.agenda import clock
from facilitator.domain.running import Current, Slip, after, can_be_left_out
from facilitator.support.i18n import tr, trn
from facilitator.ui.pages.run import words
from facilitator.ui.widgets.buttons import Button
from facilitator.ui.widgets.cards import Card
from facilitator.ui.widgets.labels import IconLabel, PlainLabel
from facilitator.ui.widgets.layouts import FlowLayout, clear, column, row

if TYPE_CHECKING:
    from facilitator.application.rows.agenda import AgendaItemRow

MOST_CHOICES = 3


class SlipCard(Card):
    """Shown only while more is planned than there is time for."""

    confirmed = Signal()
    """Do what the rule proposes."""
    left_out = Signal(object)
    """Key of an item that the facilitator chooses to leave out."""
    put_off = Signal()
    """Not now; ask again when it gets worse."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, padding=14)
        self.setAccessibleName(tr("Short of time"))
        self._shown: tuple[object, ...] = ()
        head = row(spacing=8)
        head.addWidget(IconLabel("triangle-alert", "warn", 18))
        self.title = PlainLabel("", "body_strong", wrap=True)
        head.addWidget(self.title, 1)
        self.body.addLayout(head)
        self.lines = column(spacing=4)
        self.body.addLayout(self.lines)
        self._room = QWidget()
        self._room.setProperty("clear", True)
        self.buttons = FlowLayout(self._room, spacing=8)
        self.body.addWidget(self._room)
        self.hide()

    def show_slip(
        self, found: Slip, items: tuple[AgendaItemRow, ...], current: Current, *, editable: bool
    ) -> None:
        """Show the proposal; it stays as it is while it says the same."""
        shown = (found, tuple((i.id, i.title) for i in items), current.used, editable)
        if shown == self._shown:
            return
        self._shown = shown
        by_id: dict[object, AgendaItemRow] = {item.id: item for item in items}
        anchor = by_id[found.anchor_id].title if found.anchor_id in by_id else ""
        clear(self.lines)
        clear(self.buttons)
        said = words.slip_words(found, anchor)
        if found.short_by:
            said += " " + trn("It cannot be saved by {n} minute.", "It cannot be saved by {n} minutes.",
                              found.short_by)  # fmt: skip
        self.title.setText(said)
        for text in _lines(found, by_id, current):
            self.lines.addWidget(PlainLabel(text, "body", "text2", wrap=True, numbers=True))
        self._offer(found, after(items, by_id[current.item.id]), anchor, editable=editable)
        self.show()

    def _offer(
        self, found: Slip, rest: list[AgendaItemRow], anchor: str, *, editable: bool
    ) -> None:
        changes = bool(found.shortened or found.dropped)
        if changes:
            label = tr("Do so") if not found.short_by else (
                trn("Do so; {title} begins {n} min late", "Do so; {title} begins {n} min late",
                    found.short_by, title=anchor) if anchor else
                trn("Do so; the day ends {n} min late", "Do so; the day ends {n} min late",
                    found.short_by))  # fmt: skip
            self._add(label, self.confirmed.emit, "check", editable=editable)
        if found.short_by:
            for item in can_be_left_out(rest, found)[:MOST_CHOICES]:
                self._add(tr("Leave out “{title}” ({n} min)", title=item.title, n=item.minutes),
                          partial(self.left_out.emit, item.id), "x", editable=editable)  # fmt: skip
        self._add(tr("Not now"), self.put_off.emit, "", editable=True)

    def _add(self, label: str, act: object, icon: str, *, editable: bool) -> None:
        button = Button(label, icon=icon, size="large", parent=self._room)
        button.setProperty("mayElide", True)
        button.setEnabled(editable)
        button.clicked.connect(act)
        self.buttons.addWidget(button)

    def forget(self) -> None:
        """There is time enough."""
        self._shown = ()
        self.hide()


def _lines(found: Slip, by_id: Mapping[object, AgendaItemRow], current: Current) -> list[str]:
    """What would change, a line each; of what goes on, the minutes from now on, as in the title."""
    lines = []
    for change in found.shortened:
        item = by_id.get(change.item_id)
        if item is not None and item.id == current.item.id:
            lines.append(tr(
                "now  {title}: {after} more min instead of {before}", title=item.title,
                after=change.minutes - current.used, before=change.minutes_before - current.used,
            ))  # fmt: skip
        elif item is not None:
            lines.append(
                tr(
                    "{time}  {title}: {after} instead of {before} min",
                    time=clock(change.start),
                    title=item.title,
                    after=change.minutes,
                    before=change.minutes_before,
                )
            )
    for key in found.dropped:
        item = by_id.get(key)
        if item is not None:
            lines.append(tr("Leave out {title} ({n} min)", title=item.title, n=item.minutes))
    return lines

"""How late the day runs, when it will end, and what could give way: looked at once a minute.

The rules are in `domain/running.py`; this asks them and shows badges and the slip card.
"""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, Signal

from facilitator.application.commands.running import ConfirmSlip
from facilitator.application.rows.agenda import AgendaItemRow
from facilitator.domain.agenda import MINUTES_IN_DAY
from facilitator.domain.agenda import clock as minute_text
from facilitator.domain.running import Current, Slip, projected_end, slip
from facilitator.support import clock
from facilitator.support.i18n import tr
from facilitator.ui.app.run_clock import RunClock, minute_at
from facilitator.ui.pages.run import words
from facilitator.ui.pages.run.slip_card import SlipCard
from facilitator.ui.widgets.badges import Badge


class Lateness(QObject):
    """`wished` is the command that the facilitator confirmed."""

    wished = Signal(object)

    def __init__(self, run: RunClock, card: SlipCard, late: Badge, end: Badge) -> None:
        super().__init__(card)
        self._run, self._card, self._late, self._end = run, card, late, end
        self._slip: Slip | None = None
        self._put_off: Slip | None = None
        card.confirmed.connect(self._on_confirmed)
        card.left_out.connect(self._on_left_out)
        card.put_off.connect(self._on_put_off)

    def forget(self) -> None:
        """Another session: what was put off counts no more."""
        self._put_off = None
        self._card.forget()

    def show_minute(self, minute: int, *, editable: bool) -> None:
        """Badges and proposal as of this minute of the day."""
        item = self._run.item
        if item is None:
            self._late.show_text("")
            self._end.show_text("")
            self._card.forget()
            return
        shift = self._shift(item)
        minute += shift
        rest = self._run.rest()
        left = -(-self._run.left_of_item() // 60)
        self._late.show_text(*words.lateness(minute + left - item.end))
        end = projected_end(minute + left, rest)
        self._end.show_text(tr("Day ends {time}", time=minute_text(min(end, MINUTES_IN_DAY))))
        record = self._run.read.run.record_of(item.id)
        began = minute
        if record is not None and record.started:
            began = minute_at(record.started) + shift
        items = self._run.read.agenda.items_of(item.day_id)
        current = Current(item, max(0, minute - began), left)
        self._slip = slip(minute, current, rest, max(i.end for i in items))
        self._show(self._slip, current, editable=editable)

    def _shift(self, item: AgendaItemRow) -> int:
        """Minutes from the clock on the wall to that of the plan: none on the day itself.

        A rehearsal has its own: the first session that was begun today counts as begun in time.
        """
        today = clock.today()
        if any(day.id == item.day_id and day.date == today for day in self._run.read.agenda.days):
            return 0
        begun = [
            (record.started, record.start) for record in self._run.read.run.records_of(item.day_id)
            if record.started is not None and record.started.astimezone().date() == today
        ]  # fmt: skip
        if not begun:
            return 0
        moment, planned = min(begun)
        return planned - minute_at(moment)

    def _show(self, found: Slip, current: Current, *, editable: bool) -> None:
        if not found.is_late:
            self._put_off = None
            self._card.forget()
            return
        before = self._put_off
        if before is None or found.need - found.have > before.need - before.have:
            item = self._run.item
            items = self._run.read.agenda.items_of(item.day_id) if item is not None else ()
            self._put_off = None
            self._card.show_slip(found, items, current, editable=editable)

    def _on_confirmed(self) -> None:
        found, item = self._slip, self._run.item
        if found is None or item is None:
            return
        cut = next((c.minutes_before - c.minutes for c in found.changes if c.item_id == item.id), 0)
        changes = tuple((c.item_id, c.start, c.minutes) for c in found.changes
                        if isinstance(c.item_id, UUID) and (c.item_id != item.id or cut))  # fmt: skip
        dropped = tuple(key for key in found.dropped if isinstance(key, UUID))
        self._put_off = found if found.short_by else None
        self._card.forget()
        self.wished.emit(ConfirmSlip(changes, dropped, cut))

    def _on_left_out(self, key: object) -> None:
        if isinstance(key, UUID):
            self.wished.emit(ConfirmSlip((), (key,)))

    def _on_put_off(self) -> None:
        self._put_off = self._slip
        self._card.forget()

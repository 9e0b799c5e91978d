"""What the cockpit looks up: the day, the item to start or that came before, who is here. No widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from facilitator.application.queries.attendance import the_attendance
from facilitator.domain.agenda import half_of
from facilitator.domain.attendance import COUNTS_AS_PRESENT
from facilitator.domain.running import next_to_start
from facilitator.support import clock
from facilitator.ui.app.run_clock import minute_now

if TYPE_CHECKING:
    from facilitator.application.rows.agenda import AgendaItemRow, DayRow
    from facilitator.ui.app.document import Document
    from facilitator.ui.app.run_clock import RunClock


def usual_day(days: tuple[DayRow, ...]) -> UUID | None:
    """Today, or the first day."""
    today = clock.today()
    return next((d.id for d in days if d.date == today), days[0].id if days else None)


def item_to_start(run: RunClock, day_id: UUID, *, is_today: bool) -> AgendaItemRow | None:
    """What is to be started next: the first that has not begun, from about now on if it is today."""
    items = run.read.agenda.items_of(day_id)
    begun = {r.item_id for r in run.read.run.records if r.started is not None}
    return next_to_start(items, begun, minute_now() if is_today else None)


def item_before(run: RunClock, item: AgendaItemRow) -> AgendaItemRow | None:
    """The last item of the day that was begun before this one."""
    record_of = run.read.run.record_of
    return next(
        (i for i in reversed(run.read.agenda.items_of(item.day_id))
         if i.end <= item.start and (r := record_of(i.id)) is not None and r.started is not None),
        None,
    )  # fmt: skip


def present_words(document: Document, item: AgendaItemRow) -> str:
    """` 22/24`: who is here in the half-day of the item; nothing where none is taken."""
    found = document.query(the_attendance)
    half_day = (item.day_id, half_of(item.start))
    here = sum(found.count(half_day, mark) for mark in COUNTS_AS_PRESENT)
    expected = sum(half_day not in person.before for person in found.active)
    return f" {here}/{expected}" if here else ""

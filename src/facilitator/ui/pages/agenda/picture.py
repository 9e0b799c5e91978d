"""All that the agenda's grid shows, as plain data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from facilitator.application.rows.agenda import AgendaItemRow, DayRow
from facilitator.ui.pages.agenda import words
from facilitator.ui.pages.agenda.parts import Now


@dataclass(frozen=True, slots=True)
class Picture:
    """All that the grid shows."""

    days: tuple[DayRow, ...] = ()
    """All days of the programme."""
    items: tuple[AgendaItemRow, ...] = ()
    only: UUID | None = None
    """The one day to show; None shows all."""
    clashes: tuple[words.ItemClash, ...] = ()
    now: Now | None = None
    editable: bool = True
    late: Mapping[UUID, int] = field(default_factory=dict)
    """Minutes over, at each anchor that cannot begin in time."""
    shown: tuple[DayRow, ...] = field(init=False)

    def __post_init__(self) -> None:
        chosen = tuple(day for day in self.days if self.only in {None, day.id})
        object.__setattr__(self, "shown", chosen)


def elapsed(item: AgendaItemRow, now: Now | None) -> float | None:
    """The share of the item that is over; None where it is not going on."""
    if now is None or now.day_id != item.day_id or not item.start <= now.minute < item.end:
        return None
    return (now.minute - item.start) / item.minutes


def passed(item: AgendaItemRow, picture: Picture) -> bool:
    """Whether the item is over while the programme still goes on."""
    now = picture.now
    if now is None:
        return False
    order: Sequence[UUID] = [day.id for day in picture.days]
    day, today = order.index(item.day_id), order.index(now.day_id)
    return day < today or (day == today and item.end <= now.minute)

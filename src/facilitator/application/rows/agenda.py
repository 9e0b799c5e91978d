"""Rows of the agenda."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from facilitator.domain.agenda import CATEGORY_OF, Category, ItemType, end_of


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day of the programme; `number` counts from 1."""

    id: UUID
    number: int
    date: date
    title: str


@dataclass(frozen=True, slots=True)
class RoomRow:
    """A room of the venue."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class AgendaItemRow:
    """One agenda item; `start` in minutes from midnight, lengths in minutes.

    `private_notes` are the facilitator's: no participant-facing output may show them.
    """

    id: UUID
    day_id: UUID
    start: int
    minutes: int
    floor: int
    anchored: bool
    title: str
    type: ItemType
    mode: str
    objective: str
    materials: str
    private_notes: str
    lead_id: UUID | None
    lead: str
    room_id: UUID | None
    room: str
    objective_id: UUID | None = None
    sensitive: bool = False
    optional: bool = False
    """May be left out when time is short."""

    @property
    def end(self) -> int:
        """Minute of the day at which it ends."""
        return end_of(self)

    @property
    def category(self) -> Category:
        """The family that gives its colour and icon."""
        return CATEGORY_OF[self.type]


@dataclass(frozen=True, slots=True)
class AgendaRow:
    """The whole agenda: days in order, items in order of day and start."""

    days: tuple[DayRow, ...]
    items: tuple[AgendaItemRow, ...]
    rooms: tuple[RoomRow, ...]

    def items_of(self, day_id: UUID) -> tuple[AgendaItemRow, ...]:
        """The day's items in order of start."""
        return tuple(item for item in self.items if item.day_id == day_id)

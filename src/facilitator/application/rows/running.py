"""Rows of the running day: the clock as the file has it, steps, the plan of record, and what of it
the room may see.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from facilitator.domain.agenda import Category


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step of an item, in order. `say` is private to the facilitator."""

    id: UUID
    title: str
    minutes: int
    task: str
    say: str


@dataclass(frozen=True, slots=True)
class RunStateRow:
    """The clock as the file has it; `began` is None while it stands still."""

    item_id: UUID | None = None
    step: int = 0
    seconds: int = 0
    used: int = 0
    began: datetime | None = None


@dataclass(frozen=True, slots=True)
class RunRecordRow:
    """An item of the plan of record. `note` is private."""

    id: UUID
    day_id: UUID
    item_id: UUID | None
    title: str
    start: int
    minutes: int
    started: datetime | None
    ended: datetime | None
    note: str


@dataclass(frozen=True, slots=True)
class RunRow:
    """All that the cockpit needs beside the agenda."""

    state: RunStateRow
    steps: Mapping[UUID, tuple[StepRow, ...]]
    records: tuple[RunRecordRow, ...]

    def record_of(self, item_id: UUID) -> RunRecordRow | None:
        """How the item went so far."""
        return next((r for r in self.records if r.item_id == item_id), None)

    def records_of(self, day_id: UUID) -> tuple[RunRecordRow, ...]:
        """The day's plan of record in order of start."""
        return tuple(r for r in self.records if r.day_id == day_id)


# What the room may see ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PublicStep:
    """A step as the room sees it: no word of what is said."""

    title: str
    minutes: int
    task: tuple[str, ...]
    """Lines of the task."""


@dataclass(frozen=True, slots=True)
class PublicItem:
    """An item as the room sees it: no notes, no materials, no objective, no person."""

    id: UUID
    title: str
    category: Category
    start: int
    minutes: int
    room: str
    steps: tuple[PublicStep, ...]

    @property
    def end(self) -> int:
        """Minute of the day at which it ends."""
        return self.start + self.minutes


@dataclass(frozen=True, slots=True)
class PublicDay:
    """A day as the room sees it. `number` counts from 1."""

    programme: str
    place: str
    number: int
    days: int
    date: date
    title: str
    items: tuple[PublicItem, ...]

    def item(self, item_id: UUID | None) -> PublicItem | None:
        """One of its items."""
        return next((item for item in self.items if item.id == item_id), None)

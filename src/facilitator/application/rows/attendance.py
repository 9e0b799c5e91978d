"""Rows of attendance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from facilitator.domain.agenda import Half
from facilitator.domain.attendance import AttendanceRules, Mark, Standing
from facilitator.domain.people import ParticipantRole

HalfDay = tuple[UUID, Half]
"""A day's id and the half of it."""


@dataclass(frozen=True, slots=True)
class HalfDayRow:
    """A column of the grid. `minutes` of learning are planned in it; `taken` says that somebody
    has a mark for it; `number` is the day's, counted from 1.
    """  # fmt: skip

    day_id: UUID
    half: Half
    number: int
    date: date
    minutes: int
    taken: bool

    @property
    def key(self) -> HalfDay:
        """Day and half."""
        return self.day_id, self.half


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A mark, what was noted beside it, and when it was set (UTC)."""

    mark: Mark
    note: str
    marked_at: datetime


@dataclass(frozen=True, slots=True)
class JoiningRow:
    """From which half-day on somebody takes part, and why."""

    day_id: UUID
    half: Half
    reason: str


@dataclass(frozen=True, slots=True)
class AttenderRow:
    """A row of the grid: one person with the marks, the standing and the half-days before."""

    id: UUID
    name: str
    badge_name: str
    own_script_name: str
    country: str
    institution: str
    group: str
    withdrawn: bool
    role: ParticipantRole
    marks: Mapping[HalfDay, MarkRow]
    joining: JoiningRow | None
    before: frozenset[HalfDay]
    standing: Standing


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """The whole grid: half-days in order, people in order of name."""

    half_days: tuple[HalfDayRow, ...]
    people: tuple[AttenderRow, ...]
    rules: AttendanceRules
    threshold_percent: int

    @property
    def active(self) -> tuple[AttenderRow, ...]:
        """Those whose attendance is taken: participants who have not withdrawn."""
        return tuple(
            person for person in self.people
            if not person.withdrawn and person.role is ParticipantRole.PARTICIPANT
        )  # fmt: skip

    @property
    def out_of_reach(self) -> tuple[AttenderRow, ...]:
        """Those who take part and can no longer reach the threshold, whatever comes."""
        return tuple(p for p in self.active if not p.standing.can_reach(self.threshold_percent))

    def count(self, half_day: HalfDay, mark: Mark) -> int:
        """How many have this mark for a half-day."""
        return sum(
            half_day in p.marks and half_day not in p.before and p.marks[half_day].mark is mark
            for p in self.active
        )  # fmt: skip

    def unmarked(self, half_day: HalfDay) -> tuple[AttenderRow, ...]:
        """Those who take part in a half-day and have no mark for it yet."""
        return tuple(p for p in self.active if half_day not in p.marks and half_day not in p.before)

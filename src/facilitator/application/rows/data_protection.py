"""Rows of data protection."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from facilitator.domain.data_protection import DEFAULT_RETENTION_DAYS, Retention, due_on, retention


@dataclass(frozen=True, slots=True)
class ProtectionRow:
    """Who is responsible and how long the data stay."""

    controller: str = ""
    responsible: str = ""
    contact: str = ""
    more: str = ""
    retention_days: int = DEFAULT_RETENTION_DAYS
    wiped_on: date | None = None
    last_day: date = date.min

    @property
    def due_on(self) -> date:
        """The day on which the wipe is due."""
        return due_on(self.last_day, self.retention_days)

    def state(self, today: date) -> Retention:
        """Where the programme stands."""
        return retention(self.last_day, self.retention_days, self.wiped_on, today)


@dataclass(frozen=True, slots=True)
class ExportRow:
    """Something that left the programme."""

    at: datetime
    what: str
    purpose: str
    redacted: bool


@dataclass(frozen=True, slots=True)
class HarmCheckRow:
    """The answers of a do-no-harm check; True means that there is a danger."""

    checked_on: date
    what: str
    exposes: bool
    divides: bool
    leak_harms: bool
    audience: str
    note: str
    signed_by: str

    @property
    def is_clear(self) -> bool:
        """Whether no danger was seen."""
        return not (self.exposes or self.divides or self.leak_harms)


@dataclass(frozen=True, slots=True)
class HeldLine:
    """One thing that is held: what it is (words, or a column's name) and the value itself.

    A tuple of pairs is a row of several values.
    """

    what: str
    value: object


@dataclass(frozen=True, slots=True)
class HeldPart:
    """Part of what is held about a person, under a heading."""

    title: str
    lines: tuple[HeldLine, ...]


@dataclass(frozen=True, slots=True)
class HeldRow:
    """All that the programme holds about one person."""

    name: str
    parts: tuple[HeldPart, ...]

"""Rows of negotiation exercises. Only `ConfidentialSheet` holds what a role alone may know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from facilitator.domain.negotiation.assignment import Duty
from facilitator.domain.negotiation.debrief import Played
from facilitator.domain.negotiation.kit import Level
from facilitator.domain.negotiation.outcomes import Agreed, Means
from facilitator.domain.negotiation.phases import Phase, PhaseClock


@dataclass(frozen=True, slots=True)
class RoleRow:
    """What everybody may know of a role."""

    id: str
    name: str
    organisation: str
    country: str


@dataclass(frozen=True, slots=True)
class OptionRow:
    """An option of an issue."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class IssueRow:
    """An issue; a free-text issue has no options."""

    id: str
    title: str
    about: str
    options: tuple[OptionRow, ...]

    @property
    def is_scored(self) -> bool:
        """Whether its options carry points."""
        return bool(self.options)


@dataclass(frozen=True, slots=True)
class ExerciseRow:
    """An exercise without anything confidential; texts in its language."""

    id: UUID
    number: int
    key: str
    title: str
    author: str
    licence: str
    level: Level
    aims: tuple[str, ...]
    content_warning: str
    general: str
    agreement: str
    """The rule of agreement in words."""
    language: str
    languages: tuple[str, ...]
    minutes: Mapping[Phase, int]
    """Planned minutes by phase."""
    roles: tuple[RoleRow, ...]
    issues: tuple[IssueRow, ...]
    clock: PhaseClock
    tables: int
    outcomes: int
    """How many tables have recorded theirs."""

    def role_name(self, role_id: str) -> str:
        """A role's name; the id where the kit has none."""
        return next((role.name for role in self.roles if role.id == role_id), role_id)


@dataclass(frozen=True, slots=True)
class SeatRow:
    """A person's place at a table: for the facilitator alone."""

    participant_id: UUID
    name: str
    country: str
    institution: str
    table_id: UUID
    table: str
    duty: Duty
    role_id: str
    role: str
    lead: bool
    absent: bool
    has_sheet: bool


@dataclass(frozen=True, slots=True)
class OfferRow:
    """An offer made at a table; `by` is a role."""

    id: UUID
    minute: int
    by: str
    role_id: str
    text: str


@dataclass(frozen=True, slots=True)
class OutcomeEditRow:
    """A later change of a recorded outcome."""

    at: datetime
    reason: str
    before: str


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """What a table recorded; options by issue id, in ids."""

    recorded_at: datetime
    agreed: Agreed
    options: Mapping[str, str]
    open_text: str
    signatories: tuple[str, ...]
    side_terms: str
    minutes_used: int | None
    offers_made: int | None
    walked_out: str
    edits: tuple[OutcomeEditRow, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A table of an exercise. No names: seats are a query of their own."""

    id: UUID
    letter: str
    people: int
    offers: tuple[OfferRow, ...]
    outcome: OutcomeRow | None
    means: Means


@dataclass(frozen=True, slots=True)
class RatingRow:
    """One set of ratings, for the person who types them in."""

    id: UUID
    values: Mapping[str, int | None]
    learned: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class DebriefNoteRow:
    """A note of the debrief; `table` is a letter or empty."""

    id: UUID
    table_id: UUID | None
    table: str
    text: str
    in_report: bool


@dataclass(frozen=True, slots=True)
class PointsRow:
    """What an issue's options are worth to one role."""

    issue: str
    options: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ConfidentialSheet:
    """What one role alone may know. Never for a projector, a report, or another role."""

    exercise: str
    role_id: str
    role: str
    organisation: str
    instructions: str = field(repr=False)
    batna: str = field(repr=False)
    batna_value: int = field(repr=False)
    may_reveal: str = field(repr=False)
    keep_back: str = field(repr=False)
    points: tuple[PointsRow, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class PreparationRow:
    """The preparation sheet of a role team; `gaps` are what it should still have, in words."""

    table_id: UUID
    role_id: str
    texts: Mapping[str, str] = field(repr=False)
    numbers: Mapping[str, int | None] = field(repr=False)
    gaps: tuple[tuple[str, str], ...] = field(repr=False)
    """Field and sentence."""


@dataclass(frozen=True, slots=True)
class TeachingRow:
    """For the facilitator and the observers."""

    teaching_note: str = field(repr=False)
    observer_sheet: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExerciseReportRow:
    """An exercise in the report: no role texts, no names, no points of single persons."""

    title: str
    aims: tuple[str, ...]
    roles: tuple[str, ...]
    played: Played | None
    """What the tables recorded, to be analysed where the report is written; None without any."""
    notes: tuple[DebriefNoteRow, ...]

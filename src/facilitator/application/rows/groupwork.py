"""Rows of work that teams do apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from facilitator.domain.groupwork import HandInState, Task, Team
from facilitator.domain.merging import Place, State, Value


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team with its members as they are called."""

    team: Team
    letter: str
    name: str
    members: tuple[str, ...]
    is_role: bool = False


@dataclass(frozen=True, slots=True)
class HandInRow:
    """A task of a team as it was handed in last."""

    team: Team
    task: Task
    number: int
    at: datetime
    state: HandInState
    comment: str


@dataclass(frozen=True, slots=True)
class HandOverRow:
    """A line of the log of hand-overs."""

    at: datetime
    given: bool
    file_name: str
    records: int


@dataclass(frozen=True, slots=True)
class FieldPreview:
    """One field: its name in words, before and after, and what is kept beside it."""

    label: str
    before: str = field(repr=False)
    after: str = field(repr=False)
    others: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class RecordPreview:
    """What taking a file does to one record."""

    place: Place
    kind: str
    title: str
    state: State
    fields: tuple[FieldPreview, ...]


@dataclass(frozen=True, slots=True)
class TakePreview:
    """What taking a file does, record by record; `same` are counted and not listed."""

    team: TeamRow
    records: tuple[RecordPreview, ...]
    same: int
    hand_ins: tuple[Task, ...]
    aside: tuple[str, ...]
    """Records that could not be placed, by name."""

    def count(self, state: State) -> int:
        """How many records are new, changed, gone or in conflict."""
        return sum(1 for record in self.records if record.state is state)

    @property
    def changes_nothing(self) -> bool:
        """Whether all of it is in the programme already."""
        return not self.records and not self.hand_ins


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """A field with several texts, the one shown first."""

    team: Team
    place: Place
    field: str
    kind: str
    title: str
    label: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A case study as it was handed in: its own fields, and its parts by table."""

    number: int
    at: datetime
    state: HandInState
    fields: dict[str, Value]
    parts: dict[str, tuple[dict[str, Value], ...]]

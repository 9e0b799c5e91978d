"""Who works apart from the programme, on what, and where handed-in work stands. Pure words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

ROLE_LIMIT = 60


@dataclass(frozen=True, slots=True)
class Team:
    """A home group, or the players of one role at one table of an exercise."""

    group_id: UUID | None = None
    table_id: UUID | None = None
    role_id: str = ""

    @property
    def key(self) -> str:
        """A name for the team inside one programme: "group:…" or "role:…:…"."""
        if self.group_id is not None:
            return f"group:{self.group_id}"
        return f"role:{self.table_id}:{self.role_id}"

    @classmethod
    def from_key(cls, key: str) -> Team:
        """The team of a key. Raises ValueError."""
        kind, _, rest = key.partition(":")
        if kind == "group":
            return cls(group_id=UUID(rest))
        table, _, role = rest.partition(":")
        if kind != "role" or not 0 < len(role) <= ROLE_LIMIT:
            raise ValueError(key)
        return cls(table_id=UUID(table), role_id=role)


class Task(StrEnum):
    """What a team works on; one page of its window each, handed in as a whole."""

    CAUSES = "causes"
    CASES = "cases"
    VISION = "vision"
    PREPARATION = "preparation"


class HandInState(StrEnum):
    """Where a task stands after it was handed in once."""

    HANDED_IN = "handed_in"
    REOPENED = "reopened"
    SENT_BACK = "sent_back"
    ACCEPTED = "accepted"

    @property
    def is_locked(self) -> bool:
        """Whether the team may not go on for now."""
        return self in {HandInState.HANDED_IN, HandInState.ACCEPTED}


class Direction(StrEnum):
    """Which way a hand-over file went."""

    GIVEN = "given"
    TAKEN = "taken"

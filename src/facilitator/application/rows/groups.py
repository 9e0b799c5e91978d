"""Rows of groups."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from facilitator.domain.groups import GroupRole


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A participant's place in a group."""

    participant_id: UUID
    name: str
    country: str
    institution: str
    role: GroupRole


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A home group with its members in order of name."""

    id: UUID
    letter: str
    name: str
    table: str
    members: tuple[MemberRow, ...]

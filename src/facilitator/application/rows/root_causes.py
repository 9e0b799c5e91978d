"""Rows of the root-cause board and the conflict trees."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from facilitator.domain.root_causes import (
    Agreement,
    Dimension,
    Influence,
    Level,
    NodeKind,
    Sensitivity,
    TreeSchool,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class CauseCardRow:
    """A card on the board, without author; `groups` are the letters of the groups that said it."""

    id: UUID
    text: str
    dimension: Dimension
    level: Level
    groups: tuple[str, ...]
    dots: int
    voters: int
    carried_forward: bool


@dataclass(frozen=True, slots=True)
class TreeNodeRow:
    """A root or an effect; `parent_id` is None where it hangs on the trunk."""

    id: UUID
    parent_id: UUID | None
    kind: NodeKind
    text: str
    level: Level | None
    dimension: Dimension
    influence: Influence | None
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class ConflictTreeRow:
    """One group's conflict tree."""

    id: UUID
    group: str
    title: str
    school: TreeSchool
    core_problem: str
    sensitivity: Sensitivity
    nodes: tuple[TreeNodeRow, ...]
    feedback: tuple[tuple[UUID, UUID], ...]


@dataclass(frozen=True, slots=True)
class RootCausesRow:
    """The board, most dots first, and the trees in order of group."""

    cards: tuple[CauseCardRow, ...]
    trees: tuple[ConflictTreeRow, ...]
    voters: int
    dots_each: int

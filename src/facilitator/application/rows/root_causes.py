"""Rows of the root-cause board, the conflict trees and the other sheets of the analysis."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from facilitator.domain.analysis_sheets import Entry, SheetTool
from facilitator.domain.case_studies import Arena
from facilitator.domain.conflict_tree import Node, SheetStatus
from facilitator.domain.dot_vote import VoteState
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
    cluster: str = ""
    originals: tuple[str, ...] = ()
    """Texts of the cards that were merged into this one."""
    group_ids: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class BoardVoteRow:
    """The state of the board's vote; never who voted what."""

    state: VoteState = VoteState.NONE
    dots_each: int = 0
    most_a_card: int = 1
    places: int = 6
    expected: int = 0
    round: int = 0

    @property
    def subject(self) -> str:
        """The name of this vote's secret box."""
        return f"board-vote-{self.round}"


@dataclass(frozen=True, slots=True)
class SheetHead:
    """What is printed on every sheet: an analysis is always from a viewpoint at a date."""

    status: SheetStatus = SheetStatus.DRAFT
    arena: Arena = Arena.LOCAL
    period_from: str = ""
    period_to: str = ""
    viewpoint: str = ""
    made_on: date | None = None
    put_aside: tuple[str, ...] = ()


PLAIN_HEAD = SheetHead()


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
    affected: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    solution: str = ""
    card_id: UUID | None = None

    @property
    def rule_node(self) -> Node:
        """What the rules look at."""
        return Node(self.id, self.parent_id, self.kind, self.text, self.dimension, self.level)


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
    head: SheetHead = PLAIN_HEAD
    solution: str = ""
    group_id: UUID | None = None

    @property
    def rule_nodes(self) -> tuple[Node, ...]:
        """What the rules look at."""
        return tuple(node.rule_node for node in self.nodes)


@dataclass(frozen=True, slots=True)
class RootCausesRow:
    """The board, most dots first, and the trees in order of group."""

    cards: tuple[CauseCardRow, ...]
    trees: tuple[ConflictTreeRow, ...]
    voters: int
    dots_each: int
    vote: BoardVoteRow = field(default_factory=BoardVoteRow)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A sheet beside the tree, with its entries in order."""

    id: UUID
    tool: SheetTool
    group: str
    group_id: UUID
    title: str
    sensitivity: Sensitivity
    head: SheetHead
    entries: tuple[Entry, ...]

    def of_kind(self, kind: str) -> tuple[Entry, ...]:
        """The entries of one kind."""
        return tuple(entry for entry in self.entries if entry.kind == kind)

    def under(self, key: UUID | None, kind: str = "") -> tuple[Entry, ...]:
        """The entries that belong to another one."""
        return tuple(entry for entry in self.entries
                     if entry.parent_id == key and kind in ("", entry.kind))  # fmt: skip

    def entry(self, key: UUID | None) -> Entry | None:
        """The entry with this key."""
        return next((entry for entry in self.entries if entry.id == key), None)

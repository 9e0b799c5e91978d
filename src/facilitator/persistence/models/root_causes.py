"""Tables of the root-cause board, the conflict trees and the other sheets of the analysis.

No column names an author.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from facilitator.domain.analysis_sheets import SheetTool
from facilitator.domain.case_studies import Arena
from facilitator.domain.conflict_tree import SheetStatus
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
from facilitator.persistence.base import Base, Line


class CauseCard(Base):
    """A card on the board; a merged card keeps its originals, which point to it."""

    __tablename__ = "cause_card"

    text: Mapped[Line]
    dimension: Mapped[Dimension]
    level: Mapped[Level]
    cluster: Mapped[Line] = mapped_column(default="")
    dots: Mapped[int] = mapped_column(default=0)
    voters: Mapped[int] = mapped_column(default=0)
    carried_forward: Mapped[bool] = mapped_column(default=False)
    merged_into_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("cause_card.id", ondelete="SET NULL")
    )
    is_earlier_wording: Mapped[bool] = mapped_column(default=False)
    """Whether this hidden card keeps what the card that it points to said before merging."""


class BoardVote(Base):
    """The one row of the board's vote; ballots are in the secret box or on paper, never here."""

    __tablename__ = "board_vote"

    state: Mapped[VoteState] = mapped_column(default=VoteState.NONE)
    dots_each: Mapped[int] = mapped_column(default=0)
    most_a_card: Mapped[int] = mapped_column(default=1)
    places: Mapped[int] = mapped_column(default=6)
    expected: Mapped[int] = mapped_column(default=0)
    round: Mapped[int] = mapped_column(default=0)


class CardGroup(Base):
    """A group that said what the card says."""

    __tablename__ = "card_group"

    card_id: Mapped[UUID] = mapped_column(ForeignKey("cause_card.id", ondelete="CASCADE"))
    group_id: Mapped[UUID] = mapped_column(ForeignKey("home_group.id", ondelete="CASCADE"))


class ConflictTree(Base):
    """One group's tree: one trunk, the core problem."""

    __tablename__ = "conflict_tree"

    group_id: Mapped[UUID] = mapped_column(ForeignKey("home_group.id", ondelete="CASCADE"))
    title: Mapped[Line]
    school: Mapped[TreeSchool] = mapped_column(default=TreeSchool.CAUSES_PROBLEM_EFFECTS)
    core_problem: Mapped[Line]
    sensitivity: Mapped[Sensitivity] = mapped_column(default=Sensitivity.GROUP)
    solution: Mapped[Line] = mapped_column(default="")
    put_aside: Mapped[list[str]] = mapped_column(JSON, default=list)
    status: Mapped[SheetStatus] = mapped_column(default=SheetStatus.DRAFT)
    arena: Mapped[Arena] = mapped_column(default=Arena.LOCAL)
    period_from: Mapped[Line] = mapped_column(default="")
    period_to: Mapped[Line] = mapped_column(default="")
    viewpoint: Mapped[Line] = mapped_column(default="")
    made_on: Mapped[date | None]


class TreeNode(Base):
    """A root or an effect; without a parent it hangs on the trunk."""

    __tablename__ = "tree_node"

    tree_id: Mapped[UUID] = mapped_column(ForeignKey("conflict_tree.id", ondelete="CASCADE"))
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("tree_node.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[NodeKind]
    text: Mapped[Line]
    level: Mapped[Level | None]
    dimension: Mapped[Dimension]
    influence: Mapped[Influence | None]
    agreement: Mapped[Agreement] = mapped_column(default=Agreement.AGREED)
    affected: Mapped[list[str]] = mapped_column(JSON, default=list)
    evidence: Mapped[list[str]] = mapped_column(JSON, default=list)
    solution: Mapped[Line] = mapped_column(default="")
    card_id: Mapped[UUID | None] = mapped_column(ForeignKey("cause_card.id", ondelete="SET NULL"))


class TreeFeedback(Base):
    """An effect that feeds back into a root; drawn dashed."""

    __tablename__ = "tree_feedback"

    effect_id: Mapped[UUID] = mapped_column(ForeignKey("tree_node.id", ondelete="CASCADE"))
    root_id: Mapped[UUID] = mapped_column(ForeignKey("tree_node.id", ondelete="CASCADE"))


class AnalysisSheet(Base):
    """One sheet of a group beside the tree: onion, stakeholder map, timeline and the others."""

    __tablename__ = "analysis_sheet"

    group_id: Mapped[UUID] = mapped_column(ForeignKey("home_group.id", ondelete="CASCADE"))
    tool: Mapped[SheetTool]
    title: Mapped[Line]
    sensitivity: Mapped[Sensitivity] = mapped_column(default=Sensitivity.GROUP)
    put_aside: Mapped[list[str]] = mapped_column(JSON, default=list)
    status: Mapped[SheetStatus] = mapped_column(default=SheetStatus.DRAFT)
    arena: Mapped[Arena] = mapped_column(default=Arena.LOCAL)
    period_from: Mapped[Line] = mapped_column(default="")
    period_to: Mapped[Line] = mapped_column(default="")
    viewpoint: Mapped[Line] = mapped_column(default="")
    made_on: Mapped[date | None]


class SheetEntry(Base):
    """A line of a sheet. `values` holds the short fields of its kind (domain/analysis_sheets)."""

    __tablename__ = "sheet_entry"

    sheet_id: Mapped[UUID] = mapped_column(ForeignKey("analysis_sheet.id", ondelete="CASCADE"))
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("sheet_entry.id", ondelete="CASCADE"))
    other_id: Mapped[UUID | None] = mapped_column(ForeignKey("sheet_entry.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[Line]
    text: Mapped[Line] = mapped_column(default="")
    values: Mapped[dict[str, str]] = mapped_column("fields", JSON, default=dict)

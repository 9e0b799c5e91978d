"""Tables of the root-cause board and the conflict trees. No column names an author."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

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
    dots: Mapped[int] = mapped_column(default=0)
    voters: Mapped[int] = mapped_column(default=0)
    carried_forward: Mapped[bool] = mapped_column(default=False)
    merged_into_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("cause_card.id", ondelete="SET NULL")
    )


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


class TreeFeedback(Base):
    """An effect that feeds back into a root; drawn dashed."""

    __tablename__ = "tree_feedback"

    effect_id: Mapped[UUID] = mapped_column(ForeignKey("tree_node.id", ondelete="CASCADE"))
    root_id: Mapped[UUID] = mapped_column(ForeignKey("tree_node.id", ondelete="CASCADE"))

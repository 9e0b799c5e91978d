"""Tables of groups: who is in them, the rules they were made by, rounds of tables for the week."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from facilitator.domain.grouping.model import PairKind, RuleKind
from facilitator.domain.grouping.rounds import Goal
from facilitator.domain.groups import GroupRole, PlanKind
from facilitator.persistence.base import CONFIDENTIAL, Base, Line


class HomeGroup(Base):
    """A group that works together all week, known by its letter."""

    __tablename__ = "home_group"

    letter: Mapped[Line]
    name: Mapped[Line] = mapped_column(default="")
    table_name: Mapped[Line] = mapped_column("table_label", default="")


class Membership(Base):
    """A participant's place in a home group; one group a person. The locked are not shuffled."""

    __tablename__ = "membership"

    group_id: Mapped[UUID] = mapped_column(
        ForeignKey("home_group.id", ondelete="CASCADE"), index=True
    )
    participant_id: Mapped[UUID] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), unique=True
    )
    role: Mapped[GroupRole] = mapped_column(default=GroupRole.MEMBER)
    locked: Mapped[bool] = mapped_column(default=False)


class GroupRule(Base):
    """A rule that groups are suggested by; `position` is its priority."""

    __tablename__ = "group_rule"

    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[RuleKind]
    attribute: Mapped[Line]


class GroupPair(Base):
    """Two people to be kept together or apart. The reason is the facilitator's alone."""

    __tablename__ = "group_pair"

    kind: Mapped[PairKind]
    first_id: Mapped[UUID] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
    second_id: Mapped[UUID] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
    reason: Mapped[Line] = mapped_column(default="", info=CONFIDENTIAL)


class GroupDraw(Base):
    """How the home groups were drawn, so that they can be drawn again; one row at most."""

    __tablename__ = "group_draw"

    seed: Mapped[int]
    steps: Mapped[int]
    rules: Mapped[list[str]] = mapped_column(JSON, default=list)
    weights: Mapped[list[float]] = mapped_column(JSON, default=list)


class TablePlan(Base):
    """Rounds of tables or pairs, or today's groups; with what they were drawn by."""

    __tablename__ = "table_plan"

    kind: Mapped[PlanKind]
    title: Mapped[Line]
    position: Mapped[int] = mapped_column(default=0)
    seed: Mapped[int] = mapped_column(default=0)
    steps: Mapped[int] = mapped_column(default=0)
    goal: Mapped[Goal] = mapped_column(default=Goal.FAIR)
    counts_home: Mapped[bool] = mapped_column(default=True)
    rules: Mapped[list[str]] = mapped_column(JSON, default=list)
    weights: Mapped[list[float]] = mapped_column(JSON, default=list)


class TableRound(Base):
    """One round of a plan."""

    __tablename__ = "table_round"

    plan_id: Mapped[UUID] = mapped_column(
        ForeignKey("table_plan.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int] = mapped_column(default=0)


class TableSeat(Base):
    """Where somebody sits in a round; nobody sits twice. Who rests has no seat."""

    __tablename__ = "table_seat"
    __table_args__ = (UniqueConstraint("round_id", "participant_id"),)

    round_id: Mapped[UUID] = mapped_column(ForeignKey("table_round.id", ondelete="CASCADE"))
    participant_id: Mapped[UUID] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
    table_number: Mapped[int]

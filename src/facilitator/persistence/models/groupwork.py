"""Tables of work that teams do apart: merge state, what was handed in, log of files.

A team is a home group, or a role at a table of an exercise; exactly one of the two is set.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from facilitator.domain.groupwork import Direction, HandInState, Task
from facilitator.persistence.base import CONFIDENTIAL, Base, Line


class OfTeam:
    """The columns that say whose row it is."""

    group_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("home_group.id", ondelete="CASCADE"), default=None, index=True
    )
    table_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("exercise_table.id", ondelete="CASCADE"), default=None, index=True
    )
    role_id: Mapped[Line] = mapped_column(default="")


class TeamWork(OfTeam, Base):
    """The team's work with the marks that merging needs (docs/groupwork.md), packed."""

    __tablename__ = "team_work"

    work: Mapped[bytes] = mapped_column(LargeBinary, info=CONFIDENTIAL)


class HandIn(OfTeam, Base):
    """A task as it was handed in, and what became of it; each hand-in is a new row."""

    __tablename__ = "hand_in"

    task: Mapped[Task]
    number: Mapped[int]
    at: Mapped[datetime]
    state: Mapped[HandInState] = mapped_column(default=HandInState.HANDED_IN)
    comment: Mapped[str] = mapped_column(default="")
    content: Mapped[bytes] = mapped_column(LargeBinary, default=b"", info=CONFIDENTIAL)


class HandOver(OfTeam, Base):
    """A file that went out or came in, for the log of hand-overs."""

    __tablename__ = "hand_over"

    at: Mapped[datetime]
    direction: Mapped[Direction]
    file_name: Mapped[Line] = mapped_column(default="")
    records: Mapped[int] = mapped_column(default=0)

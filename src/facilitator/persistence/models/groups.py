"""Tables of groups and who is in them."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from facilitator.domain.groups import GroupRole
from facilitator.persistence.base import Base, Line


class HomeGroup(Base):
    """A group that works together all week, known by its letter."""

    __tablename__ = "home_group"

    letter: Mapped[Line]
    name: Mapped[Line] = mapped_column(default="")
    table_name: Mapped[Line] = mapped_column("table_label", default="")


class Membership(Base):
    """A participant's place in a home group; one group a person."""

    __tablename__ = "membership"

    group_id: Mapped[UUID] = mapped_column(
        ForeignKey("home_group.id", ondelete="CASCADE"), index=True
    )
    participant_id: Mapped[UUID] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), unique=True
    )
    role: Mapped[GroupRole] = mapped_column(default=GroupRole.MEMBER)

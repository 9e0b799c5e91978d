"""Tables of the agenda."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Date, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from facilitator.domain.agenda import ItemType
from facilitator.persistence.base import Base, Line


class Room(Base):
    """A room of the venue."""

    __tablename__ = "room"

    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[Line]


class Day(Base):
    """A day of the programme, in order of date."""

    __tablename__ = "day"

    date: Mapped[date] = mapped_column(Date)
    title: Mapped[Line] = mapped_column(default="")


class AgendaItem(Base):
    """An item of the agenda; start in minutes from midnight, lengths in minutes."""

    __tablename__ = "agenda_item"

    day_id: Mapped[UUID] = mapped_column(ForeignKey("day.id", ondelete="CASCADE"), index=True)
    start: Mapped[int]
    minutes: Mapped[int]
    floor: Mapped[int] = mapped_column(default=0)
    anchored: Mapped[bool] = mapped_column(default=False)
    title: Mapped[Line]
    type: Mapped[ItemType]
    mode: Mapped[Line] = mapped_column(default="")
    sensitive: Mapped[bool] = mapped_column(default=False)
    optional: Mapped[bool] = mapped_column(default=False)
    objective: Mapped[str] = mapped_column(default="")
    objective_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("objective.id", ondelete="SET NULL")
    )
    materials: Mapped[str] = mapped_column(default="")
    private_notes: Mapped[str] = mapped_column(default="")
    lead_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("resource_person.id", ondelete="SET NULL")
    )
    room_id: Mapped[UUID | None] = mapped_column(ForeignKey("room.id", ondelete="SET NULL"))


class CheckDismissal(Base):
    """A check of the agenda that somebody looked at and found all right, with the reason."""

    __tablename__ = "check_dismissal"

    finding: Mapped[Line] = mapped_column(unique=True)
    reason: Mapped[Line]

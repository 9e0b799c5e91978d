"""Tables of attendance: marks by person and half-day, who joined late, what marks count."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from facilitator.domain.agenda import Half
from facilitator.domain.attendance import Mark
from facilitator.persistence.base import Base, Line
from facilitator.support.clock import now


class AttendanceMark(Base):
    """A person's mark for one half of one day, and when it was set."""

    __tablename__ = "attendance_mark"
    __table_args__ = (UniqueConstraint("participant_id", "day_id", "half"),)

    participant_id: Mapped[UUID] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
    day_id: Mapped[UUID] = mapped_column(ForeignKey("day.id", ondelete="CASCADE"))
    half: Mapped[Half]
    mark: Mapped[Mark]
    note: Mapped[Line] = mapped_column(default="")
    marked_at: Mapped[datetime] = mapped_column(default=now)


class LateJoining(Base):
    """Somebody who joined the programme only from a half-day on, with the reason."""

    __tablename__ = "late_joining"

    participant_id: Mapped[UUID] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), unique=True
    )
    day_id: Mapped[UUID] = mapped_column(ForeignKey("day.id", ondelete="CASCADE"))
    half: Mapped[Half]
    reason: Mapped[Line]


class AttendanceSetting(Base):
    """What marks count, in per cent; one row at most, the defaults where there is none."""

    __tablename__ = "attendance_setting"

    excused_counts: Mapped[bool] = mapped_column(default=False)
    late_weight: Mapped[int] = mapped_column(default=100)
    excused_weight: Mapped[int] = mapped_column(default=100)

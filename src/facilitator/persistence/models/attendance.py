"""Table of attendance marks, one a person and half-day."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from facilitator.domain.agenda import Half
from facilitator.domain.attendance import Mark
from facilitator.persistence.base import Base, Line


class AttendanceMark(Base):
    """A person's mark for one half of one day."""

    __tablename__ = "attendance_mark"
    __table_args__ = (UniqueConstraint("participant_id", "day_id", "half"),)

    participant_id: Mapped[UUID] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
    day_id: Mapped[UUID] = mapped_column(ForeignKey("day.id", ondelete="CASCADE"))
    half: Mapped[Half]
    mark: Mapped[Mark]
    note: Mapped[Line] = mapped_column(default="")

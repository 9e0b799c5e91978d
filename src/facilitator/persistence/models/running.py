"""Tables of the running day: steps of a session, the clock, and the plan of record with how it went."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from facilitator.persistence.base import Base, Line


class SessionStep(Base):
    """A step within an agenda item. The room may see `title` and `task`; `say` is private."""

    __tablename__ = "session_step"

    item_id: Mapped[UUID] = mapped_column(
        ForeignKey("agenda_item.id", ondelete="CASCADE"), index=True
    )
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[Line]
    minutes: Mapped[int] = mapped_column(default=0)
    task: Mapped[str] = mapped_column(default="")
    say: Mapped[str] = mapped_column(default="")


class RunState(Base):
    """The one row of the clock: what goes on now. `began` is None while it stands still.

    `seconds` are given to the step (or to the item, where its steps have no minutes), `used` were
    used before `began`.
    """

    __tablename__ = "run_state"

    item_id: Mapped[UUID | None] = mapped_column(ForeignKey("agenda_item.id", ondelete="SET NULL"))
    step: Mapped[int] = mapped_column(default=0)
    seconds: Mapped[int] = mapped_column(default=0)
    used: Mapped[int] = mapped_column(default=0)
    began: Mapped[datetime | None] = mapped_column(default=None)


class RunRecord(Base):
    """An item of the plan of record, as it was planned when its day began, and how it went.

    It outlives the item. `note` is the facilitator's own.
    """

    __tablename__ = "run_record"

    day_id: Mapped[UUID] = mapped_column(ForeignKey("day.id", ondelete="CASCADE"), index=True)
    item_id: Mapped[UUID | None] = mapped_column(ForeignKey("agenda_item.id", ondelete="SET NULL"))
    title: Mapped[Line]
    start: Mapped[int]
    minutes: Mapped[int]
    started: Mapped[datetime | None] = mapped_column(default=None)
    ended: Mapped[datetime | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(default="")

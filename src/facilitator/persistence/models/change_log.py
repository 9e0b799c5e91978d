"""Table of the change log: who-did-what by command, with the rows before and after."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from facilitator.persistence.base import Base, Line


class ChangeLogEntry(Base):
    """One executed, undone or redone command; `number` gives the order."""

    __tablename__ = "change_log"

    id: Mapped[UUID] = mapped_column(default=uuid4, unique=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=True, sort_order=-2)
    at: Mapped[datetime]
    action: Mapped[Line]
    command: Mapped[Line]
    label: Mapped[Line]
    changes: Mapped[list[Any]] = mapped_column(JSON)

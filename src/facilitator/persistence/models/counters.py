"""Table of counters that never go back, not even by undo: numbers that left the house on paper."""

from __future__ import annotations

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from facilitator.persistence.base import Base, Line


class Counter(Base):
    """The last number given under a name."""

    __tablename__ = "counter"

    name: Mapped[Line] = mapped_column(unique=True)
    last: Mapped[int] = mapped_column(default=0)


def next_number(session: Session, name: str, at_least: int = 0) -> int:
    """Take the next number, above every one given before and above `at_least`.

    Written past the unit of work on purpose: the journal must not see it, or undo would take it
    back.
    """
    connection = session.connection()
    here = Counter.name == name
    last = connection.scalar(select(func.max(Counter.last)).where(here))
    number = max(last or 0, at_least) + 1
    if last is None:
        connection.execute(insert(Counter).values(name=name, last=number))
    else:
        connection.execute(update(Counter).where(here).values(last=number))
    return number

"""Adding, finding and deleting rows through the unit of work, so that the journal sees each one."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import Column, Table, inspect, select
from sqlalchemy.orm import Session

from facilitator.persistence.base import Base
from facilitator.support.errors import RuleViolation

M = TypeVar("M", bound=Base)


def add(session: Session, row: M) -> M:
    """Add a row at once, so that rows that refer to it can follow."""
    session.add(row)
    session.flush()
    return row


def find(session: Session, model: type[M], key: UUID) -> M:
    """The row with this key; raises RuleViolation `not-found`."""
    row = session.get(model, key)
    if row is None:
        raise RuleViolation("not-found")
    return row


def delete(session: Session, row: Base) -> None:
    """Delete a row and, first, what refers to it, as each foreign key's ON DELETE says.

    Done row by row and not by the database, which would leave the journal blind.
    """
    for model, column in _referrers(type(row)):
        children = session.scalars(select(model).where(column == row.id)).all()
        for child in children:
            if not inspect(child).persistent:
                continue  # a tree's node went along with its parent node
            if _on_delete(column) == "CASCADE":
                delete(session, child)
            else:
                setattr(child, _attribute(model, column), None)
    session.flush()
    session.delete(row)
    session.flush()


def _referrers(model: type[Base]) -> list[tuple[type[Base], Column[Any]]]:
    target = model.__table__
    return [
        (mapper.class_, column)
        for mapper in Base.registry.mappers
        for column in _columns(mapper.class_)
        if any(key.column.table is target for key in column.foreign_keys)
    ]


def _columns(model: type[Base]) -> list[Column[Any]]:
    table = model.__table__
    assert isinstance(table, Table)  # noqa: S101 - no mapped class here is a join
    return list(table.columns)


def _on_delete(column: Column[Any]) -> str:
    (key,) = column.foreign_keys
    return key.ondelete or "CASCADE"


def _attribute(model: type[Base], column: Column[Any]) -> str:
    return str(model.__mapper__.get_property_by_column(column).key)

"""The journal: every row that a session's unit of work writes, before and after.

It listens to mapper events, since `session.dirty` misses rows that the unit of work changes itself.
Bulk statements would slip past it and are refused. It knows nothing of commands.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Table, event, inspect, select
from sqlalchemy.orm import Mapper, ORMExecuteState, Session, object_session

from facilitator.persistence.base import Base

Values = dict[str, Any]
_JOURNAL = "journal"


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after, by column name; None where it did not exist."""

    table: str
    key: UUID
    before: Values | None
    after: Values | None

    @property
    def inverse(self) -> RowChange:
        """The change that takes this one back."""
        return RowChange(self.table, self.key, self.after, self.before)


class RowsMoved(Exception):
    """A row is no longer as the change left it, so the change cannot be taken back."""


def attach(session: Session) -> list[RowChange]:
    """Start a journal on the session; the list returned grows with each flush."""
    changes: list[RowChange] = []
    session.info[_JOURNAL] = changes
    event.listen(session, "do_orm_execute", _refuse_bulk)
    return changes


def _refuse_bulk(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        raise AssertionError("bulk statements are not journalled; change mapped objects instead")


def _journal_of(target: object) -> list[RowChange] | None:
    session = object_session(target)
    return None if session is None else session.info.get(_JOURNAL)


def _row(mapper: Mapper[Any], target: Base) -> Values:
    return {p.columns[0].name: getattr(target, p.key) for p in mapper.column_attrs}


def _row_before(mapper: Mapper[Any], target: Base, journal: list[RowChange]) -> Values:
    row = _row(mapper, target)
    state = inspect(target)
    for prop in mapper.column_attrs:
        history, name = state.attrs[prop.key].history, prop.columns[0].name
        if history.deleted:
            row[name] = history.deleted[0]
        elif history.added:
            row[name] = _last_known(journal, _table(mapper).name, target.id, name)
    return row


def _last_known(journal: list[RowChange], table: str, key: UUID, column: str) -> object:
    """The value that this session itself wrote: the unit of work forgets one left to its default."""
    for change in reversed(journal):
        if (change.table, change.key) == (table, key) and change.after is not None:
            return change.after[column]
    raise AssertionError(f"{table}.{column} was changed without having been read")


@event.listens_for(Base, "after_insert", propagate=True)
def _inserted(mapper: Mapper[Any], _connection: Connection, target: Base) -> None:
    journal = _journal_of(target)
    if journal is not None:
        journal.append(RowChange(_table(mapper).name, target.id, None, _row(mapper, target)))


@event.listens_for(Base, "after_update", propagate=True)
def _updated(mapper: Mapper[Any], _connection: Connection, target: Base) -> None:
    journal = _journal_of(target)
    if journal is None:
        return
    before, after = _row_before(mapper, target, journal), _row(mapper, target)
    if before != after:
        journal.append(RowChange(_table(mapper).name, target.id, before, after))


@event.listens_for(Base, "after_delete", propagate=True)
def _deleted(mapper: Mapper[Any], _connection: Connection, target: Base) -> None:
    journal = _journal_of(target)
    if journal is not None:
        journal.append(
            RowChange(_table(mapper).name, target.id, _row_before(mapper, target, journal), None)
        )


def _table(mapper: Mapper[Any]) -> Table:
    table = mapper.local_table
    assert isinstance(table, Table)  # noqa: S101 - no mapped class here is a join
    return table


def take_back(connection: Connection, changes: Iterable[RowChange]) -> tuple[RowChange, ...]:
    """Write the rows of `changes` back as they were, latest first; returns the inverse changes.

    Raises RowsMoved, before the row in question is touched, when one is not as its change left it.
    """
    inverses = tuple(change.inverse for change in reversed(tuple(changes)))
    for inverse in inverses:
        _write(connection, inverse)
    return inverses


def _write(connection: Connection, change: RowChange) -> None:
    table = Base.metadata.tables[change.table]
    here = table.c.id == change.key
    found = connection.execute(select(table).where(here)).mappings().one_or_none()
    if (None if found is None else dict(found)) != change.before:
        raise RowsMoved
    if change.after is None:
        connection.execute(table.delete().where(here))
    elif change.before is None:
        connection.execute(table.insert().values(change.after))
    else:
        connection.execute(table.update().where(here).values(change.after))


def merged(first: Iterable[RowChange], second: Iterable[RowChange]) -> tuple[RowChange, ...]:
    """Two runs of changes as one, with a row changed twice standing once.

    Used when typing in one field is one step of undo.
    """
    rows: dict[tuple[str, UUID], RowChange] = {}
    for change in (*first, *second):
        place = (change.table, change.key)
        earlier = rows.get(place)
        before = change.before if earlier is None else earlier.before
        rows[place] = RowChange(change.table, change.key, before, change.after)
    return tuple(change for change in rows.values() if change.before != change.after)


def for_log(changes: Iterable[RowChange]) -> list[dict[str, Any]]:
    """The changes as JSON for the change log, without what was said in confidence.

    An update lists only the columns that changed. Files stand as the hash of their content.
    """
    return [
        {
            "table": change.table,
            "id": str(change.key),
            "before": _for_log(change, change.before, change.after),
            "after": _for_log(change, change.after, change.before),
        }
        for change in changes
    ]


def _for_log(change: RowChange, side: Values | None, other: Values | None) -> Values | None:
    if side is None:
        return None
    columns = Base.metadata.tables[change.table].columns
    shown: Mapping[str, Any] = side
    if other is not None:
        shown = {name: value for name, value in side.items() if value != other[name]}
    return {
        name: "(withheld)" if columns[name].info.get("confidential") else _plain(value)
        for name, value in shown.items()
    }


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, UUID | date | datetime):
        return str(value)
    if isinstance(value, bytes):
        return {"sha256": hashlib.sha256(value).hexdigest(), "bytes": len(value)}
    return value

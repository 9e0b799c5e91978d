"""A team's private workspace: the normal pages work on it, and it holds nothing of anybody else.

It lives in memory. `collect` tells what the team did; whoever opened it stores that.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from facilitator.application.groupwork.extracting import all_rows
from facilitator.application.groupwork.holdings import OWN, PARENTS, VOCABULARY, Holding
from facilitator.application.groupwork.packing import Vocabulary
from facilitator.application.groupwork.plain import from_plain, table_named
from facilitator.application.workspace import Workspace
from facilitator.domain.groupwork import Team
from facilitator.domain.merging import Work, recorded, shown
from facilitator.persistence.base import Base
from facilitator.persistence.journal import RowChange
from facilitator.persistence.private_file import PrivateFile
from facilitator.support.errors import RuleViolation


def new_writer(kind: str = "g") -> str:
    """A random name for one sitting; it says nothing about machine or person."""
    return f"{kind}-{secrets.token_hex(8)}"


class PrivateWork:
    """One sitting of a team: its workspace and its copy of the work."""

    def __init__(self, name: Path, team: Team, vocabulary: Vocabulary, work: Work) -> None:
        """Raises ValueError where the rows do not fit together, as in a stranger's file."""
        self.team = team
        self.vocabulary = vocabulary
        self.work = work
        self._writer = new_writer()
        self._to_read = {(name, key) for name, rows in vocabulary.items() for key in rows
                         if (name, key) not in work.fields}  # fmt: skip
        (programme,) = vocabulary["programme"]
        try:
            file = PrivateFile(name, UUID(programme), self._fill)
        except DatabaseError as error:
            raise ValueError("the records do not fit together") from error
        self.workspace = Workspace(file, team)
        self.workspace.check_changes = self._check

    def _fill(self, session: Session) -> None:
        records = shown(self.work, PARENTS, self._writer)
        for table in Base.metadata.sorted_tables:
            if table.name not in OWN and table.name not in VOCABULARY:
                continue
            own = {key: fields for (name, key), fields in records.items() if name == table.name}
            self._insert(session, table.name, own)
        session.flush()

    def _insert(self, session: Session, name: str, own: Mapping[str, Mapping[str, Any]]) -> None:
        holding = VOCABULARY.get(name) or OWN[name]
        given = self.vocabulary.get(name, {})
        rows = [self._row(name, holding, key, {**given.get(key, {}), **values})
                for key, values in own.items()]  # fmt: skip
        rows += [self._row(name, holding, key, values, own=False)
                 for key, values in given.items() if (name, key) in self._to_read]  # fmt: skip
        present = {row["id"] for row in rows}
        for column, above in holding.above:
            if above == name:
                rows = _parents_first(rows, column, present)
        for row in rows:
            session.execute(insert(table_named(name)).values(row))

    def _row(
        self, name: str, holding: Holding, key: str, values: Mapping[str, Any], *, own: bool = True
    ) -> dict[str, Any]:
        columns = table_named(name).columns
        row: dict[str, Any] = {"id": UUID(key)} | {
            column: from_plain(columns[column], value) for column, value in values.items()
        }
        if own:
            row |= {column: getattr(self.team, column) for column in holding.owner}
        for column, value in holding.fill.items():
            row.setdefault(column, value)
        return row

    def _check(self, changes: Sequence[RowChange]) -> None:
        """Refuse what would not come back: it must not look as if it were saved."""
        for change in changes:
            if change.table not in OWN or (change.table, str(change.key)) in self._to_read:
                raise RuleViolation("not-of-this-team")

    def collect(self) -> Work:
        """The team's work as it stands now; the same object where nothing was changed."""
        records = self.workspace.query(all_rows, self._to_read)
        self.work = recorded(self.work, records, PARENTS, self._writer, self._writer)
        return self.work

    def close(self) -> None:
        """Forget everything."""
        self.workspace.close()


def _parents_first(rows: list[dict[str, Any]], column: str, present: set[Any]) -> list[Any]:
    done: set[Any] = set()
    ordered: list[dict[str, Any]] = []
    waiting = list(rows)
    while waiting:
        ready = [r for r in waiting if r.get(column) not in present or r[column] in done]
        for row in ready or waiting:
            ordered.append(row)
            done.add(row["id"])
        waiting = [row for row in waiting if row["id"] not in done]
    return ordered

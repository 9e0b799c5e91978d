"""Everything in a programme as plain data, so that nobody is locked in.

Answers that are still being collected, and who gave them, stay in their boxes: they are promised
to nobody (see persistence/secret_box.py). Merging marks of groups' work are left out with them.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Table, select
from sqlalchemy.orm import Session

from facilitator.application.groupwork.plain import to_plain
from facilitator.domain.vision.adoption import SMALL_POLL
from facilitator.persistence.base import Base

LEFT_OUT = frozenset({"secret_answers", "secret_tokens", "team_work", "hand_in"})


@dataclass(frozen=True, slots=True)
class DumpedColumn:
    """A column: its name, its kind in plain words, whether it may be empty, what it refers to."""

    name: str
    kind: str
    may_be_empty: bool
    refers_to: str
    choices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DumpedTable:
    """A table with what it holds, its columns and its rows as plain values."""

    name: str
    about: str
    columns: tuple[DumpedColumn, ...]
    rows: tuple[tuple[Any, ...], ...]


def dump(session: Session) -> tuple[DumpedTable, ...]:
    """Every table in order of its references, each row with text, numbers, true/false or null."""
    return tuple(
        DumpedTable(table.name, abouts.get(table.name, ""), tuple(map(_column, table.columns)),
                    _rows(session, table))
        for abouts in (_abouts(),)
        for table in Base.metadata.sorted_tables if table.name not in LEFT_OUT
    )  # fmt: skip


def _abouts() -> dict[str, str]:
    """What each table holds: the first sentence of its class."""
    found = {}
    for mapper in Base.registry.mappers:
        said = (mapper.class_.__doc__ or "").strip().split("\n\n")[0]
        found[mapper.local_table.name] = " ".join(said.split())  # type: ignore[attr-defined]
    return found


def _column(column: Column[Any]) -> DumpedColumn:
    refers = next((f"{key.column.table.name}.{key.column.name}" for key in column.foreign_keys), "")
    return DumpedColumn(column.name, _kind(column), bool(column.nullable), refers,
                        tuple(getattr(column.type, "enums", ())))  # fmt: skip


def _kind(column: Column[Any]) -> str:
    if getattr(column.type, "enums", None):
        return "choice"
    try:
        python = column.type.python_type
    except NotImplementedError:
        return "data"
    kinds = {UUID: "key", str: "text", bool: "yes or no", int: "whole number", float: "number",
             date: "date", datetime: "date and time, UTC", bytes: "bytes, base64"}  # fmt: skip
    return kinds.get(python, "list or record")


def _rows(session: Session, table: Table) -> tuple[tuple[Any, ...], ...]:
    key = list(table.primary_key.columns)
    found = session.execute(select(table).order_by(*key))
    names = [column.name for column in table.columns]
    return tuple(
        tuple(
            plain(_shown(table.name, name, value)) for name, value in zip(names, row, strict=True)
        )
        for row in found
    )


def _shown(table: str, column: str, value: Any) -> Any:
    """The value, unless it tells what few people said: a small poll's split, a comment's key."""
    if (table, column) == ("vision_poll", "counts") and sum(value) <= SMALL_POLL:
        return []
    if (table, column) == ("feedback_round", "printable"):
        return sorted(text for text in value.values() if text)
    return value


def plain(value: Any) -> Any:
    """A value as JSON can hold it, without loss."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return to_plain(value)


def as_json(tables: tuple[DumpedTable, ...], version: int) -> Iterator[str]:
    """The dump as one JSON document, piece by piece: format, schema, then a record for each row."""
    yield '{\n"format": "facilitator-programme",\n'
    yield f'"version": {version},\n"tables": {{\n'
    for number, table in enumerate(tables):
        names = [column.name for column in table.columns]
        head = {"about": table.about, "columns": [_described(column) for column in table.columns]}
        yield f'{json.dumps(table.name)}: {json.dumps(head, ensure_ascii=False)[:-1]}, "rows": ['
        for at, row in enumerate(table.rows):
            record = json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False)
            yield f"{',' if at else ''}\n  {record}"
        yield f"\n]}}{',' if number < len(tables) - 1 else ''}\n"
    yield "}}\n"


def _described(column: DumpedColumn) -> dict[str, Any]:
    described: dict[str, Any] = {"name": column.name, "kind": column.kind}
    if column.may_be_empty:
        described["may_be_empty"] = True
    if column.refers_to:
        described["refers_to"] = column.refers_to
    if column.choices:
        described["choices"] = list(column.choices)
    return described

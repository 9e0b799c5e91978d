"""Everything in a programme as plain data, so that nobody is locked in.

Answers that are still being collected, and who gave them, stay in their boxes: they are promised
to nobody (see persistence/secret_box.py). Merging marks of groups' work are left out with them.
What groups have not finished, and preparation sheets before the debrief, are dumped without their
words unless the facilitator asks for them; `_unfinished` decides, and nothing else.
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
from facilitator.domain.case_studies import CaseState
from facilitator.domain.conflict_tree import SheetStatus
from facilitator.domain.negotiation.phases import Phase
from facilitator.domain.vision.adoption import SMALL_POLL
from facilitator.persistence.base import Base
from facilitator.persistence.models.case_studies import CaseStudy
from facilitator.persistence.models.change_log import ChangeLogEntry
from facilitator.persistence.models.negotiation import Exercise, ExerciseTable, Preparation
from facilitator.persistence.models.root_causes import AnalysisSheet, ConflictTree

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


def dump(session: Session, *, unfinished: bool = False) -> tuple[DumpedTable, ...]:
    """Every table in order of its references, each row with text, numbers, true/false or null.

    `unfinished`: with the words of drafts and of preparation sheets before the debrief, and with what
    the log of changes holds of them.
    """
    held = {} if unfinished else _unfinished(session)
    abouts = _abouts()
    return tuple(
        DumpedTable(table.name, abouts.get(table.name, ""), tuple(map(_column, table.columns)),
                    _rows(session, table, held.get(table.name, frozenset())))
        for table in Base.metadata.sorted_tables if table.name not in LEFT_OUT
    )  # fmt: skip


def _unfinished(session: Session) -> dict[str, frozenset[UUID]]:
    """Keys of the rows whose words are not for others yet, by table, with all that belongs to them."""
    before_debrief = (
        select(Preparation.id)
        .join(ExerciseTable, Preparation.table_id == ExerciseTable.id)
        .join(Exercise, ExerciseTable.exercise_id == Exercise.id)
        .where(Exercise.phase != Phase.DEBRIEF)
    )
    chosen = {
        "preparation": before_debrief,
        "case_study": select(CaseStudy.id).where(CaseStudy.state == CaseState.DRAFT),
        "conflict_tree": select(ConflictTree.id).where(ConflictTree.status == SheetStatus.DRAFT),
        "analysis_sheet": select(AnalysisSheet.id).where(AnalysisSheet.status == SheetStatus.DRAFT),
        "change_log": select(ChangeLogEntry.id),
    }
    held: dict[str, frozenset[UUID]] = {}
    for table in Base.metadata.sorted_tables:
        keys = set(session.scalars(chosen[table.name])) if table.name in chosen else set()
        for key in table.foreign_keys:
            above = held.get(key.column.table.name, frozenset())
            if key.ondelete == "CASCADE" and above:
                keys |= set(session.scalars(select(table.c.id).where(key.parent.in_(above))))
        held[table.name] = frozenset(keys)
    return held


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


def _rows(session: Session, table: Table, held: frozenset[UUID]) -> tuple[tuple[Any, ...], ...]:
    key = list(table.primary_key.columns)
    found = session.execute(select(table).order_by(*key))
    columns = list(table.columns)
    return tuple(
        tuple(
            plain(_shown(column, _without_words(column, value) if row.id in held else value))
            for column, value in zip(columns, row, strict=True)
        )
        for row in found
    )


def _without_words(column: Column[Any], value: Any) -> Any:
    """The value where it is a key, a choice or a place in an order; else nothing."""
    if column.primary_key or column.foreign_keys or getattr(column.type, "enums", None):
        return value
    if column.table.name == ChangeLogEntry.__tablename__ and column.name != "changes":
        return value
    if isinstance(value, str | list | dict | bytes):
        return type(value)()
    return None if column.nullable else value


def _shown(column: Column[Any], value: Any) -> Any:
    """The value, unless it tells what few people said: a small poll's split, a comment's key."""
    place = (column.table.name, column.name)
    if place == ("vision_poll", "counts") and sum(value) <= SMALL_POLL:
        return []
    if place == ("feedback_round", "printable"):
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

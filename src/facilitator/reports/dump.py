"""The whole programme as open data: one JSON document, or a text table for each of its tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from facilitator.application.jobs import Job
from facilitator.application.queries.dump import DumpedTable, as_json
from facilitator.reports.cells import write_text_table
from facilitator.support.files import make_folder, write_atomically

VERSION = 1
"""The version of the dump's format; a change that a reader would notice raises it."""
SCHEMA = "schema.json"


def write_json_dump(tables: tuple[DumpedTable, ...], path: Path, job: Job) -> None:
    """Write the JSON document. Raises EnvironmentProblem; the file is whole or as it was."""
    with write_atomically(path) as stream:
        for piece in as_json(tables, VERSION):
            job.check()
            stream.write(piece.encode("utf-8"))


def write_csv_dump(tables: tuple[DumpedTable, ...], folder: Path, job: Job) -> tuple[Path, ...]:
    """Write a CSV file for each table, and their description; returns what was written.

    A text that a spreadsheet program would take for a formula begins with an apostrophe; the JSON
    document holds every text as it is.
    """
    make_folder(folder)
    written = []
    for number, table in enumerate(tables, 1):
        job.advance(number, len(tables), table.name)
        path = folder / f"{table.name}.csv"
        head = [column.name for column in table.columns]
        write_text_table([head, *([_text(value) for value in row] for row in table.rows)], path)
        written.append(path)
    path = folder / SCHEMA
    with write_atomically(path) as stream:
        for piece in as_json(tuple(_without_rows(table) for table in tables), VERSION):
            stream.write(piece.encode("utf-8"))
    return (*written, path)


def _without_rows(table: DumpedTable) -> DumpedTable:
    return DumpedTable(table.name, table.about, table.columns, ())


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)

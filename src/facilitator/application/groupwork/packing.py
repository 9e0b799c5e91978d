"""A team's work as JSON: written for files and for the store, read as a stranger's.

Reading checks every table, column, id, mark and value against the allow-list before anything is
made of it, and raises ValueError with a short reason. See docs/groupwork.md for the form.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from facilitator.application.groupwork.holdings import OWN, VOCABULARY
from facilitator.application.groupwork.plain import from_plain, table_named
from facilitator.domain.merging import THERE, Live, Mark, Place, Work

MOST_WRITERS = 5_000
MOST_RECORDS = 5_000
MOST_LIVE = 50
MOST_CHANGES = 10_000_000
MOST_VOCABULARY = 2_000
MOST_BYTES = 8 << 20
"""Of JSON, unpacked."""
MOST_BRACKETS = 200_000
MOST_COMMAS = 1_000_000
_WRITER = re.compile(r"[pg]-[0-9a-f]{8,32}")

Vocabulary = Mapping[str, Mapping[str, Mapping[str, Any]]]
"""Plain values by table, id and column."""


# Work -----------------------------------------------------------------------------------------


def pack(work: Work) -> dict[str, Any]:
    """The work as JSON."""
    writers = sorted(work.seen)
    number = {who: n for n, who in enumerate(writers)}
    records: dict[str, dict[str, Any]] = {}
    for (table, key), fields in sorted(work.fields.items()):
        records.setdefault(table, {})[key] = {
            name: [[number[who], n, value] for (who, n), value in sorted(live.items())]
            for name, live in sorted(fields.items())
        }
    return {"who": writers, "seen": [work.seen[who] for who in writers], "records": records}


def unpack(content: Any) -> Work:
    """The work, every part of it allowed. Raises ValueError."""
    table = _object(content, {"who", "seen", "records"})
    seen = _seen(_list(table["who"], MOST_WRITERS), _list(table["seen"], MOST_WRITERS))
    writers = list(seen)
    fields: dict[Place, dict[str, Live]] = {}
    for name, rows in _mapping(table["records"], len(OWN)).items():
        if name not in OWN:
            raise ValueError(f"table {name!r:.40}")
        for key, columns in _mapping(rows, MOST_RECORDS - len(fields)).items():
            fields[name, checked_id(key)] = _fields(name, columns, writers, seen)
    return Work(fields, seen)


def _seen(writers: Sequence[Any], counts: Sequence[Any]) -> dict[str, int]:
    if len(writers) != len(counts) or len(set(map(str, writers))) != len(writers):
        raise ValueError("writers")
    for who in writers:
        if type(who) is not str or not _WRITER.fullmatch(who):
            raise ValueError("writer")
    return {who: _count(n) for who, n in zip(writers, counts, strict=True)}


def _count(value: Any) -> int:
    if type(value) is not int or not 0 < value <= MOST_CHANGES:
        raise ValueError("count of changes")
    return value


def _fields(
    table: str, columns: Any, writers: list[str], seen: Mapping[str, int]
) -> dict[str, Live]:
    found: dict[str, Live] = {}
    for name, marks in _mapping(columns, 60).items():
        if name != THERE and name not in OWN[table].given:
            raise ValueError(f"column {name!r:.40}")
        found[name] = dict(_live(table, name, mark, writers, seen)
                           for mark in _list(marks, MOST_LIVE))  # fmt: skip
    if any(value is True for value in found.get(THERE, {}).values()):
        _check_whole(table, found)
    elif THERE not in found:
        raise ValueError("a record that is nowhere")
    return found


def _live(
    table: str, name: str, entry: Any, writers: list[str], seen: Mapping[str, int]
) -> tuple[Mark, Any]:
    number, change, value = _list(entry, 3, exactly=True)
    if type(number) is not int or not 0 <= number < len(writers):
        raise ValueError("writer's number")
    who = writers[number]
    if _count(change) > seen[who]:
        raise ValueError("a change that was not seen")
    if name == THERE:
        if type(value) is not bool:
            raise ValueError("there or not")
    else:
        from_plain(table_named(table).columns[name], value)
    return (who, change), value


def _check_whole(table: str, fields: Mapping[str, Live]) -> None:
    for name in OWN[table].given:
        column = table_named(table).columns[name]
        needed = not column.nullable and column.default is None
        if needed and not fields.get(name):
            raise ValueError(f"{table} without {name}")


# Vocabulary -----------------------------------------------------------------------------------


def unpack_vocabulary(content: Any) -> Vocabulary:
    """The rows to be read, every part of them allowed. Raises ValueError."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for name, rows in _mapping(content, len(VOCABULARY) + 1).items():
        holding = VOCABULARY.get(name) or OWN.get(name)
        if holding is None:
            raise ValueError(f"table {name!r:.40}")
        allowed = {*holding.shown, *holding.given, *holding.owner}
        found[name] = {}
        for key, columns in _mapping(rows, MOST_VOCABULARY).items():
            found[name][checked_id(key)] = _row(name, columns, allowed)
    if len(found.get("programme", {})) != 1:
        raise ValueError("not exactly one programme")
    return found


def _row(table: str, columns: Any, allowed: set[str]) -> dict[str, Any]:
    known = table_named(table).columns
    for name, value in _mapping(columns, 60).items():
        if name not in allowed:
            raise ValueError(f"column {name!r:.40}")
        from_plain(known[name], value)
    return dict(columns)


# JSON -----------------------------------------------------------------------------------------


def checked_id(key: str) -> str:
    """The id, if it is one as we write it. Raises ValueError."""
    if len(key) != 36 or str(UUID(key)) != key:
        raise ValueError("an id")
    return key


def _object(value: Any, names: set[str]) -> dict[str, Any]:
    if not isinstance(value, dict) or set(value) != names:
        raise ValueError(f"not exactly {', '.join(sorted(names))}")
    return value


def _mapping(value: Any, most: int) -> dict[str, Any]:
    if not isinstance(value, dict) or len(value) > most:
        raise ValueError("no object, or too many in it")
    return value


def _list(value: Any, most: int, *, exactly: bool = False) -> list[Any]:
    if not isinstance(value, list) or len(value) > most or (exactly and len(value) != most):
        raise ValueError("no list, or not so many in it")
    return value


def compress(content: Any) -> bytes:
    """JSON as packed bytes; the same content gives the same bytes."""
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return zlib.compress(text.encode(), 6)


def expand(packed: bytes) -> Any:
    """JSON from packed bytes, within limits that are checked before it is parsed.

    Raises ValueError for anything that `compress` does not make.
    """
    unpacker = zlib.decompressobj()
    try:
        raw = unpacker.decompress(packed, MOST_BYTES)
    except zlib.error as error:
        raise ValueError("not packed as it should be") from error
    if unpacker.unconsumed_tail or unpacker.unused_data or not unpacker.eof:
        raise ValueError("too large, cut short, or more behind it")
    if raw.count(b"[") + raw.count(b"{") > MOST_BRACKETS or raw.count(b",") > MOST_COMMAS:
        raise ValueError("too much in it")
    return _parse(raw.decode("utf-8"))


def _parse(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse, parse_float=_refuse,
                          object_pairs_hook=_without_doubles)  # fmt: skip
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _refuse(text: str) -> Any:
    raise ValueError(f"the number {text:.20}")


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name twice")
    return found

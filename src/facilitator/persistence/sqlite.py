"""All that is SQLite's own: the driver, the settings of a connection, the header of a file.

Tables and queries elsewhere stay portable to PostgreSQL.
"""

from __future__ import annotations

import contextlib
import struct
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import StaticPool

from facilitator.persistence import keys
from facilitator.persistence.keys import FileKey

APPLICATION_ID = 0x4661_636C
"""Marks our files ("Facl")."""
BUSY_MILLISECONDS = 5000
_MAGIC = b"SQLite format 3\x00"
_HEADER = 100


def driver() -> Any:
    """The SQLite driver: sqlcipher3, for a current SQLite on every Python (docs/decisions/0001)."""
    from sqlcipher3 import dbapi2

    return dbapi2


def open_engine(path: Path, *, read_only: bool = False, immutable: bool = False) -> Engine:
    """An engine on the file with safe settings on its one connection.

    `immutable` also reads a file on a medium that cannot hold SQLite's side files. A protected file
    must have been unlocked (see `keys`).
    """
    if read_only:
        query = {"mode": "ro", "uri": "true"} | ({"immutable": "1"} if immutable else {})
        url = URL.create("sqlite", database=path.absolute().as_uri(), query=query)
    else:
        url = URL.create("sqlite", database=str(path))
    return _engine(url, keys.key_of(path), shared=not read_only)


def memory_engine() -> Engine:
    """An engine on a store in memory, which is gone when the engine is disposed of."""
    return _engine(URL.create("sqlite"), None, shared=False)


def _engine(url: URL, key: FileKey | None, *, shared: bool) -> Engine:
    """`shared` is for a file that is written while others may read it."""
    # One connection: the programme has one writer, and closing it leaves one file behind.
    engine = create_engine(
        url, module=driver(), poolclass=StaticPool,
        hide_parameters=True,  # an error in a log must not quote what people wrote
        connect_args={"check_same_thread": False, "timeout": BUSY_MILLISECONDS / 1000},
    )  # fmt: skip

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: object) -> None:
        keys.give(connection, key)
        _configure(connection, shared=shared)

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        # The driver begins none of its own. A deferred transaction that turns into a write fails
        # at once with SQLITE_BUSY_SNAPSHOT where others read the file.
        connection.exec_driver_sql("BEGIN IMMEDIATE" if shared else "BEGIN")

    return engine


def _configure(connection: Any, *, shared: bool) -> None:
    connection.isolation_level = None  # the driver must not begin transactions of its own
    settings = [
        "trusted_schema = OFF",
        "cell_size_check = ON",
        "foreign_keys = ON",
        "mmap_size = 0",
        "secure_delete = ON",
        "temp_store = MEMORY",  # nothing of a programme in temporary files
        f"busy_timeout = {BUSY_MILLISECONDS}",
    ]
    if shared:
        settings += ["journal_mode = WAL", "synchronous = FULL"]
    for setting in settings:
        connection.execute(f"PRAGMA {setting}").fetchall()


PATIENCE = 20.0
"""Seconds after which reading a stranger's file is broken off."""


def bare_connection(path: Path, *, immutable: bool = False) -> Any:
    """A plain connection to read by, for checks and copies; the caller closes it.

    A file that makes SQLite work without end is broken off with "interrupted".
    """
    uri = f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if immutable else ''}"
    key = keys.key_of(path)
    connection = driver().connect(uri, uri=True, timeout=BUSY_MILLISECONDS / 1000)
    keys.give(connection, key)
    connection.execute("PRAGMA trusted_schema = OFF")
    end = time.monotonic() + PATIENCE
    connection.set_progress_handler(lambda: time.monotonic() > end, 100_000)
    return connection


def mark_as_ours(connection: Any, schema_version: int) -> None:
    """Write the header fields by which a file is known as ours and of which version."""
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {schema_version}")


def new_connection(path: Path, key: FileKey | None) -> Any:
    """A plain connection to write by, to a file protected by the key; the caller closes it."""
    connection = driver().connect(str(path))
    keys.give(connection, key)
    return connection


def write_anew(source: Path, target: Path, key: FileKey | None) -> None:
    """Write all that is in `source` to the new file `target`, protected by `key` or by none.

    Raises the driver's DatabaseError.
    """
    connection = new_connection(source, keys.key_of(source))
    try:
        connection.execute(
            "ATTACH DATABASE ? AS anew KEY ?", (str(target), key.pragma if key else "")
        )
        connection.execute("SELECT sqlcipher_export('anew')").fetchall()
        for mark in ("application_id", "user_version"):
            (value,) = connection.execute(f"PRAGMA main.{mark}").fetchone()
            connection.execute(f"PRAGMA anew.{mark} = {int(value)}")
        connection.commit()
        connection.execute("DETACH DATABASE anew")
    finally:
        connection.close()


def take_back_half_written(path: Path) -> None:
    """Have SQLite roll back from the journal what a kill left half written in the file.

    Needs no key: the journal holds pages as they lay on the disk. Raises the driver's DatabaseError
    where the file cannot be read, which a protected one without its key never can.
    """
    with contextlib.closing(driver().connect(str(path))) as connection:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def settle(engine: Engine) -> None:
    """Bring the write-ahead log home and leave a single file that any medium can open."""
    raw = engine.raw_connection()
    try:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        raw.execute("PRAGMA journal_mode = DELETE")
    finally:
        raw.close()


def scrub(engine: Engine, *, rebuild: bool = False) -> None:
    """Empty the write-ahead log; with `rebuild` also write the file anew, without free pages."""
    raw = engine.raw_connection()
    try:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if rebuild:
            raw.execute("VACUUM")
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        raw.close()


def shuffle_rows(connection: Any, table: str) -> None:
    """Give the rows of a table new hidden numbers at random, so that their order tells nothing.

    `table` is a name of ours. Written anew (see `write_anew`), the file has them in that order.
    """
    connection.exec_driver_sql(f'UPDATE "{table}" SET rowid = random() / 2')  # noqa: S608


def header(path: Path) -> tuple[int, int] | None:
    """`(application_id, user_version)` from the first 100 bytes; None if it is not SQLite at all.

    Raises OSError. Reads no more than the header, so a hostile file is not parsed.
    """
    with path.open("rb") as stream:
        head = stream.read(_HEADER)
    if len(head) < _HEADER or not head.startswith(_MAGIC):
        return None
    version, application = struct.unpack(">I", head[60:64])[0], struct.unpack(">I", head[68:72])[0]
    return application, version


def declared_size(path: Path) -> int:
    """Bytes that the header says the file has (page size times pages); 0 where it does not say."""
    with path.open("rb") as stream:
        head = stream.read(_HEADER)
    page = struct.unpack(">H", head[16:18])[0]
    pages: int = struct.unpack(">I", head[28:32])[0]
    return (65536 if page == 1 else page) * pages

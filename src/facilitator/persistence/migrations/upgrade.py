"""Runs the migrations on a programme file that nobody else has open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, event
from sqlalchemy.engine import URL

from facilitator.persistence import keys, sqlite

FOLDER = Path(__file__).parent


class BrokenReferencesError(Exception):
    """A step would leave rows that refer to nothing; it was not carried out."""


def configuration() -> Config:
    """Alembic's configuration, without an ini file."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("version_locations", str(FOLDER / "versions").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def upgrade(path: Path, version: int, config: Config | None = None) -> None:
    """Bring the tables of the file from `version` to the newest step, all or nothing.

    Foreign keys rest meanwhile, since SQLite changes a table by making it anew; they are checked
    before the end. Raises BrokenReferencesError and sqlalchemy's DatabaseError.
    """
    config = config or configuration()
    head = ScriptDirectory.from_config(config).get_current_head()
    engine = create_engine(URL.create("sqlite", database=str(path)), module=sqlite.driver())

    @event.listens_for(engine, "connect")
    def set_up(connection: Any, _record: object) -> None:
        keys.give(connection, keys.key_of(path))
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA synchronous = FULL")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken or head is None:
                raise BrokenReferencesError(version, broken)
            sqlite.mark_as_ours(connection, int(head))
    finally:
        engine.dispose()

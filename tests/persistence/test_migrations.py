"""Migrations: the chain equals the models; an older file is upgraded, with a copy set aside."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine
from sqlalchemy.engine import URL

from facilitator.application.queries.people import participants
from facilitator.application.workspace import Workspace
from facilitator.persistence import file_version, sqlite
from facilitator.persistence.base import Base
from facilitator.persistence.migrations import upgrade as migrations
from facilitator.support.errors import EnvironmentProblem

NEXT_STEP = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "{new:04d}", "{old:04d}"


def upgrade():
    with op.batch_alter_table("participant") as table:
        table.add_column(sa.Column("shoe_size", sa.Integer, nullable=True))
    {more}
"""


def _differences(path: Path) -> list[object]:
    engine = create_engine(URL.create("sqlite", database=str(path)), module=sqlite.driver())
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = compare_metadata(context, Base.metadata)
    engine.dispose()
    return found


def test_the_chain_of_migrations_makes_the_tables_of_the_models(tmp_path: Path) -> None:
    path = tmp_path / "empty.programme"
    sqlite3.connect(path).close()
    migrations.upgrade(path, 0)
    assert _differences(path) == []
    assert sqlite.header(path) == (sqlite.APPLICATION_ID, file_version.SCHEMA_VERSION)


def test_a_new_file_stands_at_the_newest_step(sample_path: Path) -> None:
    assert _differences(sample_path) == []


@pytest.fixture
def next_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Makes the app one migration newer than the files it finds; returns the folder of steps."""
    folder = tmp_path / "migrations"
    shutil.copytree(migrations.FOLDER, folder)
    monkeypatch.setattr(file_version, "SCHEMA_VERSION", file_version.SCHEMA_VERSION + 1)
    _write_step(folder)

    def configuration() -> Config:
        config = Config()
        config.set_main_option("script_location", str(folder))
        config.set_main_option("version_locations", str(folder / "versions"))
        config.set_main_option("path_separator", "os")
        return config

    monkeypatch.setattr(migrations, "configuration", configuration)
    return folder


def _write_step(folder: Path, more: str = "pass") -> None:
    new = file_version.SCHEMA_VERSION
    text = NEXT_STEP.format(new=new, old=new - 1, more=more)
    (folder / "versions" / f"{new:04d}_next.py").write_text(text)


def test_an_older_file_is_upgraded_after_a_copy_is_set_aside(
    sample_path: Path, next_version: Path, home: Path
) -> None:
    with Workspace.open(sample_path) as workspace:
        assert len(workspace.query(participants)) == 35
        (copy,) = workspace.copies()
    assert "migration" in copy.name
    assert sqlite.header(copy) == (sqlite.APPLICATION_ID, file_version.SCHEMA_VERSION - 1)
    assert sqlite.header(sample_path) == (sqlite.APPLICATION_ID, file_version.SCHEMA_VERSION)
    connection = sqlite3.connect(sample_path)
    columns = [row[1] for row in connection.execute("PRAGMA table_info(participant)")]
    connection.close()
    assert "shoe_size" in columns
    assert {p.name for p in sample_path.parent.iterdir()} == {sample_path.name, next_version.name}


def test_an_older_file_on_a_read_only_opening_is_left_as_it_is(
    sample_path: Path, next_version: Path
) -> None:
    before = sample_path.read_bytes()
    with Workspace.open(sample_path, read_only=True) as workspace:
        assert len(workspace.query(participants)) == 35
    assert sample_path.read_bytes() == before


def test_a_migration_that_fails_leaves_the_file_as_it_was(
    sample_path: Path, next_version: Path
) -> None:
    _write_step(next_version, more='op.execute("DELETE FROM home_group")')
    before = sample_path.read_bytes()
    with pytest.raises(EnvironmentProblem, match="could not be brought up to date"):
        Workspace.open(sample_path)
    assert sample_path.read_bytes() == before
    assert {p.name for p in sample_path.parent.iterdir()} == {sample_path.name, next_version.name}

"""A private workspace's store: in memory alone, so that nothing of it ever reaches a disk."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from facilitator.persistence import models, sqlite
from facilitator.persistence.base import Base

assert models  # noqa: S101 - importing the package registers every table


class PrivateFile:
    """What a workspace asks of its file, for one that is no file. `path` is only a name."""

    read_only = False
    locked_by = ""
    is_copy = False
    salt = None
    key = None

    def __init__(self, path: Path, programme_id: UUID, fill: Callable[[Session], None]) -> None:
        self.path = path
        self.programme_id = programme_id
        self.engine: Engine = sqlite.memory_engine()
        try:
            with self.engine.begin() as connection:
                Base.metadata.create_all(connection)
            with Session(self.engine, expire_on_commit=False) as session, session.begin():
                fill(session)
        except BaseException:
            self.engine.dispose()
            raise

    def check_still_there(self) -> None:
        """Memory stays where it is."""

    def keep_copy(self, _why: str) -> None:
        """No copies: the work goes into the programme or the hand-over file at each pause."""

    def protect(self, key: object) -> None:
        """There is no file that could be protected."""
        raise NotImplementedError

    def close(self) -> None:
        """Forget everything."""
        self.engine.dispose()

"""What an executed, undone or redone command changed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from facilitator.persistence.journal import RowChange


class Action(StrEnum):
    """How a change set came about."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """Rows before and after, with the command's name and its label for people."""

    action: Action
    command: str
    label: str
    changes: tuple[RowChange, ...]
    is_final: bool = False
    """Whether secret answers went with it: undo does not take it back, nor what was before it."""
    box: str = ""
    """Name of the secret box that it opened: while something is in it, undo leaves it open."""
    emptied: tuple[str, ...] = ()
    """Names of the secret boxes that it emptied: redo is not done over what came in since."""

    @property
    def tables(self) -> frozenset[str]:
        """Names of the tables that changed."""
        return frozenset(change.table for change in self.changes)

    def keys(self, table: str) -> frozenset[UUID]:
        """Keys of the rows of one table that changed."""
        return frozenset(change.key for change in self.changes if change.table == table)

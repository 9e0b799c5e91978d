"""The command that takes a table of items into the agenda: all of it, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator.application import fields
from facilitator.application.commands.agenda import AddAgendaItem, add_agenda_item
from facilitator.application.registry import Command, handles
from facilitator.persistence import rows
from facilitator.persistence.models.agenda import Room
from facilitator.support.i18n import trn


@dataclass(frozen=True, slots=True)
class ImportAgendaItems(Command):
    """Add items, each as the values of AddAgendaItem, and the rooms they need first by key and name.

    One step of undo. Raises what AddAgendaItem raises; then nothing is added.
    """

    items: tuple[Mapping[str, Any], ...]
    rooms: tuple[tuple[UUID, str], ...] = ()
    item_ids: tuple[UUID, ...] = ()

    @property
    def label(self) -> str:
        return trn("Import {n} agenda item", "Import {n} agenda items", len(self.items))


@handles(ImportAgendaItems)
def import_agenda_items(session: Session, command: ImportAgendaItems) -> None:
    last = session.scalar(select(func.max(Room.position))) or 0
    for place, (key, name) in enumerate(command.rooms, last + 1):
        rows.add(session, Room(id=key, position=place, name=fields.needed_line("room", name)))
    keys = command.item_ids or tuple(uuid4() for _ in command.items)
    for key, values in zip(keys, command.items, strict=True):
        add_agenda_item(session, AddAgendaItem(values, key))

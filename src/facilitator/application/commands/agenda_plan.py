"""A whole agenda at once: an empty programme takes over the plan of a template."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator.application import fields
from facilitator.application.commands.agenda import AddAgendaItem, add_agenda_item
from facilitator.application.commands.programme import PutPart, put_part
from facilitator.application.registry import Command, handles
from facilitator.domain.programme import LONGEST_PROGRAMME
from facilitator.persistence import rows
from facilitator.persistence.models.agenda import AgendaItem, Day, Room
from facilitator.persistence.models.programme import Objective, Programme
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr

_NO_THEME = re.compile(r"(Day \d+)?")


@dataclass(frozen=True, slots=True)
class FillAgenda(Command):
    """Fill an agenda without items.

    `days` are themes; `rooms` and `objectives` texts by the names that the items use. An item's
    values are those of AddAgendaItem, with `day` (from 1), `room` and `serves` in place of keys.
    """

    name: str
    days: tuple[str, ...]
    rooms: Mapping[str, str]
    objectives: Mapping[str, str]
    items: tuple[Mapping[str, Any], ...]

    @property
    def label(self) -> str:
        return tr("Start from “{name}”", name=self.name)


@handles(FillAgenda)
def fill_agenda(session: Session, command: FillAgenda) -> None:
    if session.scalar(select(func.count(AgendaItem.id))):
        raise RuleViolation("agenda-not-empty")
    days = _days(session, command.days)
    rooms = _parts(session, "room", command.rooms, {"name": Room.name})
    there = session.scalar(select(func.count(Objective.id)))
    known = {} if there else command.objectives
    objectives = _parts(session, "objective", known, {"text": Objective.text})
    for entry in command.items:
        values = {k: v for k, v in entry.items() if k not in {"day", "room", "serves"}}
        values |= {
            "day_id": days[entry["day"] - 1], "room_id": rooms.get(entry.get("room", "")),
            "objective_id": objectives.get(entry.get("serves", "")),
        }  # fmt: skip
        add_agenda_item(session, AddAgendaItem(values))


def _days(session: Session, themes: Sequence[str]) -> list[UUID]:
    """The programme's days, as many as there are themes; a day without a theme takes one."""
    if len(themes) > LONGEST_PROGRAMME:
        raise RuleViolation("programme-length", field="days", most=LONGEST_PROGRAMME)
    days = list(session.scalars(select(Day).order_by(Day.date)))
    first = session.scalars(select(Programme.first_day)).one()
    while len(days) < len(themes):
        date = days[-1].date + timedelta(days=1) if days else first
        days.append(rows.add(session, Day(date=date)))
    for day, theme in zip(days, themes, strict=False):
        if _NO_THEME.fullmatch(day.title):
            day.title = fields.line("title", theme)
    return [day.id for day in days]


def _parts(
    session: Session, part: str, texts: Mapping[str, str], column: Mapping[str, Any]
) -> dict[str, UUID]:
    """Keys of the parts with these texts, added where there is none of that text yet."""
    ((name, attribute),) = column.items()
    there = {text: key for key, text in session.execute(select(attribute.class_.id, attribute))}
    found: dict[str, UUID] = {}
    for short, text in texts.items():
        if text not in there:
            there[text] = uuid4()
            put_part(session, PutPart(part, {name: text}, there[text]))
        found[short] = there[text]
    return found

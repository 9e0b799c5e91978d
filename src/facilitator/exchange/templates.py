"""Templates: an agenda with day themes, objectives and rooms, and no people."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from facilitator.application.commands.agenda import AddAgendaItem
from facilitator.application.commands.agenda_plan import FillAgenda
from facilitator.application.commands.programme import PutPart
from facilitator.application.registry import Command
from facilitator.application.workspace import Workspace
from facilitator.domain.agenda import minute_of
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr
from facilitator.support.resources import resource

Entry = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Template:
    """A template file as read; entries as in resources/templates."""

    key: str
    name: str
    description: str
    days: tuple[str, ...]
    objectives: tuple[Entry, ...]
    rooms: tuple[Entry, ...]
    items: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class AgendaKeys:
    """Row keys by the names that the files use."""

    days: tuple[UUID, ...]
    rooms: Mapping[str, UUID] = field(default_factory=dict)
    leads: Mapping[str, UUID] = field(default_factory=dict)
    objectives: Mapping[str, UUID] = field(default_factory=dict)


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file of ours."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def templates() -> tuple[Template, ...]:
    """The templates that ship with the app, the blank one last."""
    files = sorted(resource("templates").glob("*.toml"), key=lambda f: (f.stem == "blank", f.stem))
    return tuple(_read(path) for path in files)


def template(key: str) -> Template:
    """One template; raises RuleViolation `template-unknown`."""
    for candidate in templates():
        if candidate.key == key:
            return candidate
    known = ", ".join(t.key for t in templates())
    raise RuleViolation("template-unknown", field="template", name=key, known=known)


def _read(path: Path) -> Template:
    content = read_toml(path)
    return Template(
        key=path.stem, name=content["template"]["name"],
        description=content["template"]["description"],
        days=tuple(day["title"] for day in content["days"]),
        objectives=tuple(content.get("objectives", ())), rooms=tuple(content.get("rooms", ())),
        items=tuple(content.get("items", ())),
    )  # fmt: skip


def new_programme(
    path: Path, template_key: str, first_day: date, title: str = "", place: str = "",
    time_zone: str = "UTC",
) -> Workspace:  # fmt: skip
    """Create a programme from a template, its days from `first_day` on, and open it.

    Raises RuleViolation or EnvironmentProblem; nothing is left behind then.
    """
    chosen = template(template_key)
    facts = {"title": title or chosen.name, "place": place, "first_day": first_day,
             "time_zone": time_zone}  # fmt: skip
    days = [(uuid4(), title) for title in chosen.days]
    return Workspace.create(
        path, facts, days, [fill_agenda(chosen)] if chosen.items else _parts(chosen)
    )


def _parts(chosen: Template) -> list[Command]:
    rooms: list[Command] = [PutPart("room", {"name": room["name"]}) for room in chosen.rooms]
    return rooms + [PutPart("objective", {"text": o["text"]}) for o in chosen.objectives]


def fill_agenda(chosen: Template) -> FillAgenda:
    """The command that fills an empty agenda from a template."""
    return FillAgenda(
        name=tr(chosen.name), days=chosen.days,
        rooms={room["key"]: room["name"] for room in chosen.rooms},
        objectives={o["key"]: o["text"] for o in chosen.objectives},
        items=tuple({**item, "start": minute_of(item["start"])} for item in chosen.items),
    )  # fmt: skip


def agenda_item(entry: Entry, keys: AgendaKeys) -> AddAgendaItem:
    """The command that adds one entry of `items`."""
    values = {name: entry[name] for name in _AS_WRITTEN if name in entry}
    values["day_id"] = keys.days[entry["day"] - 1]
    values["start"] = minute_of(entry["start"])
    values["room_id"] = keys.rooms.get(entry.get("room", ""))
    values["lead_id"] = keys.leads.get(entry.get("lead", ""))
    values["objective_id"] = keys.objectives.get(entry.get("serves", ""))
    return AddAgendaItem(values)


_AS_WRITTEN = ("minutes", "floor", "anchored", "title", "type", "mode", "objective", "materials",
               "private_notes", "optional")  # fmt: skip

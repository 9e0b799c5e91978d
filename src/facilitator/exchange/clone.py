"""A new programme like one of the user's: agenda, forms and certificate layout, and no people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

from facilitator.application.commands.carry_over import CarryOver
from facilitator.application.commands.programme import EditProgramme, PutPart, SetPicture
from facilitator.application.queries.carry_over import Carried, carried, fallen_on_another_weekday
from facilitator.application.registry import Command
from facilitator.application.rows.agenda import AgendaRow
from facilitator.application.workspace import Workspace
from facilitator.support.i18n import tr

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Cloned:
    """The new programme, open, and what to look at: lines for people."""

    workspace: Workspace
    notes: tuple[str, ...]


def clone_programme(
    source: Path, path: Path, first_day: date, title: str = "", place: str = ""
) -> Cloned:
    """Create a programme at `path` like the one at `source`, its days from `first_day` on.

    The source is only read. What falls on another weekday stands in the notes, which the new
    programme keeps. Raises RuleViolation or EnvironmentProblem; nothing is left behind then.
    """
    with Workspace.open(source, read_only=True) as other:
        known = other.query(carried)
    facts = {**known.facts, "title": title or known.title, "place": place, "first_day": first_day}
    notes = _notes(known, first_day)
    content: list[Command] = [CarryOver(known.rows, known.title), *_organisations(known)]
    content.append(EditProgramme({"notes": "\n".join(notes)}))
    return Cloned(Workspace.create(path, facts, known.days, content), notes)


def _organisations(known: Carried) -> list[Command]:
    commands: list[Command] = []
    for name, role, logo, media_type, file_name in known.logos:
        key = uuid4()
        commands.append(PutPart("organisation", {"name": name, "role": role}, key))
        if logo:
            commands.append(SetPicture("organisation", key, logo, media_type, file_name))
    return commands


def _notes(known: Carried, first_day: date) -> tuple[str, ...]:
    lines = [tr("Taken over from “{title}”, without people.", title=known.title)]
    lines += weekday_notes(known.plan, first_day - known.first_day)
    return tuple(lines)


def weekday_notes(plan: AgendaRow, shift: timedelta) -> list[str]:
    """A line for each item that hangs on its weekday and is taken from it by the shift."""
    return [
        tr("“{title}” was on a {before} and now falls on a {after}: check it.", title=title,
           before=tr(_WEEKDAYS[before.weekday()]), after=tr(_WEEKDAYS[after.weekday()]))
        for title, before, after in fallen_on_another_weekday(plan, shift)
    ]  # fmt: skip

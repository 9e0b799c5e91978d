"""From what was put into a field to the command that stores it. No widget."""

from __future__ import annotations

from facilitator.application.commands.agenda import EditAgendaItem, MoveAgendaItem
from facilitator.application.commands.agenda_moves import SetLength
from facilitator.application.registry import Command
from facilitator.application.rows.agenda import AgendaItemRow
from facilitator.domain.agenda import MINUTES_IN_DAY, clock, minute_of


class NotMinutes(ValueError):
    """What was typed is no number of minutes."""


def command_for(item: AgendaItemRow, name: str, value: object, *, ripple: bool) -> Command:
    """The command that puts `value` into a field of an item.

    With `ripple`, a new length moves what comes after the item.

    Raises RuleViolation for what is no time, NotMinutes for what is no number of minutes.
    """
    if name == "day_id":
        return MoveAgendaItem(item.id, item.title, value, item.start)  # type: ignore[arg-type]
    if name == "start":
        return MoveAgendaItem(item.id, item.title, item.day_id, minute_of(str(value)))
    if name == "end":
        return SetLength(item.id, item.title, _end_of(str(value)) - item.start, ripple)
    if name == "minutes":
        return SetLength(item.id, item.title, _minutes(str(value)), ripple)
    if name == "floor":
        return EditAgendaItem(item.id, {name: _minutes(str(value))})
    return EditAgendaItem(item.id, {name: value})


def _end_of(text: str) -> int:
    """Like `minute_of`, and midnight at the end of the day."""
    return MINUTES_IN_DAY if text.strip() == clock(MINUTES_IN_DAY) else minute_of(text)


def _minutes(text: str) -> int:
    bare = text.strip().lower().removesuffix("min").strip()
    digits = bare.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 5):
        raise NotMinutes(text)
    return int(bare)


def copied(item: AgendaItemRow) -> dict[str, object]:
    """Values for an item like this one; a copy at another time is not fixed."""
    names = ("day_id", "minutes", "floor", "title", "type", "mode", "objective",
             "objective_id", "materials", "private_notes", "sensitive", "optional",
             "lead_id", "room_id")  # fmt: skip
    return {name: getattr(item, name) for name in names}

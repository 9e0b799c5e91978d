"""Commands that move several items of a day at once, each one step of undo.

The rules are those of `domain.agenda_moves`; a handler reads the day, asks, and writes the times.
What is over at an anchor is not stored: `agenda_moves.overruns` says it of the day as it stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application import fields
from facilitator.application.commands.agenda import AddAgendaItem, add_agenda_item, check_item
from facilitator.application.registry import Command, handles
from facilitator.domain import agenda_moves as moves
from facilitator.domain.agenda import end_of
from facilitator.domain.agenda_moves import Retimed, Span
from facilitator.persistence import rows
from facilitator.persistence.models.agenda import AgendaItem, CheckDismissal, Day
from facilitator.persistence.models.running import SessionStep
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr


def _of_day(session: Session, day_id: UUID) -> Sequence[AgendaItem]:
    return session.scalars(select(AgendaItem).where(AgendaItem.day_id == day_id)).all()


def _put(session: Session, retimed: Retimed) -> None:
    for key, span in retimed.spans.items():
        item = session.get_one(AgendaItem, key)
        item.start, item.minutes = span.start, span.minutes
        item.floor = min(item.floor, span.minutes)
        check_item(session, item)


@dataclass(frozen=True, slots=True)
class SetLength(Command):
    """Let an item last `minutes`; with `ripple`, later items of its day move along.

    With `only_push` they move no more than they must.
    """

    item_id: UUID
    title: str
    minutes: int
    ripple: bool = True
    only_push: bool = False

    @property
    def label(self) -> str:
        return tr("“{title}”: {n} minutes", title=self.title, n=self.minutes)

    @property
    def merge_key(self) -> str:
        return f"length/{self.item_id}/{self.ripple}"


@handles(SetLength)
def set_length(session: Session, command: SetLength) -> None:
    item = rows.find(session, AgendaItem, command.item_id)
    if not command.ripple:
        _put(session, Retimed({item.id: Span(item.start, command.minutes)}))
        return
    rule = moves.push if command.only_push else moves.ripple
    _put(session, rule(_of_day(session, item.day_id), item.id, command.minutes))


@dataclass(frozen=True, slots=True)
class InsertItem(Command):
    """Add an item where others are: `fill` the gap up to the next one, or push the rest.

    `values` as for AddAgendaItem; with `fill`, `minutes` is what the gap has. `steps` are what the
    facilitator does in it, one after the other; they are private.
    """

    values: Mapping[str, Any]
    fill: bool = False
    steps: tuple[str, ...] = ()
    item_id: UUID = field(default_factory=uuid4)

    @property
    def label(self) -> str:
        return tr("Insert “{title}”", title=self.values.get("title", ""))


@handles(InsertItem)
def insert_item(session: Session, command: InsertItem) -> None:
    values = dict(command.values)
    there = _of_day(session, values["day_id"])
    if command.fill:
        values["minutes"] = moves.gap_at(there, values["start"])
        values["floor"] = min(values.get("floor", 0), values["minutes"])
    else:
        _put(session, moves.make_room(there, values["start"], values["minutes"]))
    add_agenda_item(session, AddAgendaItem(values, command.item_id))
    for number, text in enumerate(command.steps, 1):
        title, say = tr("Step {n}", n=number), fields.text("say", text)
        rows.add(
            session, SessionStep(item_id=command.item_id, position=number, title=title, say=say)
        )


@dataclass(frozen=True, slots=True)
class CloseGaps(Command):
    """Move the items of a day up to one another; anchors stay."""

    day_id: UUID

    @property
    def label(self) -> str:
        return tr("Close the gaps of a day")


@handles(CloseGaps)
def close_gaps(session: Session, command: CloseGaps) -> None:
    rows.find(session, Day, command.day_id)
    _put(session, moves.close_gaps(_of_day(session, command.day_id)))


@dataclass(frozen=True, slots=True)
class StretchToFill(Command):
    """Make the items of a day so long that they fill its gaps."""

    day_id: UUID

    @property
    def label(self) -> str:
        return tr("Stretch to fill the gaps of a day")


@handles(StretchToFill)
def stretch_to_fill(session: Session, command: StretchToFill) -> None:
    rows.find(session, Day, command.day_id)
    _put(session, moves.stretch_to_fill(_of_day(session, command.day_id)))


@dataclass(frozen=True, slots=True)
class MoveItemsToDay(Command):
    """Move items to another day at the same times; what is in their way there is pushed.

    `what` names them for undo: a title, or "the afternoon".
    """

    item_ids: tuple[UUID, ...]
    day_id: UUID
    what: str

    @property
    def label(self) -> str:
        return tr("Move {what} to another day", what=self.what)


@handles(MoveItemsToDay)
def move_items_to_day(session: Session, command: MoveItemsToDay) -> None:
    rows.find(session, Day, command.day_id)
    moving = [rows.find(session, AgendaItem, key) for key in command.item_ids]
    if any(item.day_id == command.day_id for item in moving):
        raise RuleViolation("agenda-same-day", field="day_id")
    if not moving:
        return
    start = min(item.start for item in moving)
    minutes = max(end_of(item) for item in moving) - start
    _put(session, moves.make_room(_of_day(session, command.day_id), start, minutes))
    for item in moving:
        item.day_id = command.day_id


_COPIED = ("start", "minutes", "floor", "anchored", "title", "type", "mode", "objective",
           "objective_id", "materials", "private_notes", "sensitive", "optional", "lead_id",
           "room_id")  # fmt: skip
_STEP = ("position", "title", "minutes", "task", "say")


@dataclass(frozen=True, slots=True)
class CopyDay(Command):
    """Copy the items of a day to another; what is there already is refused, or replaced."""

    day_id: UUID
    target_id: UUID
    replace: bool = False

    @property
    def label(self) -> str:
        return tr("Copy a day")


@handles(CopyDay)
def copy_day(session: Session, command: CopyDay) -> None:
    if command.day_id == command.target_id:
        raise RuleViolation("agenda-same-day", field="day_id")
    source = rows.find(session, Day, command.day_id)
    target = rows.find(session, Day, command.target_id)
    there = _of_day(session, target.id)
    if there and not command.replace:
        raise RuleViolation("agenda-day-not-empty", field="day_id", items=len(there))
    for item in there:
        rows.delete(session, item)
    for item in _of_day(session, source.id):
        values = {name: getattr(item, name) for name in _COPIED}
        copy = rows.add(session, AgendaItem(day_id=target.id, **values))
        _copy_steps(session, item.id, copy.id)


def _copy_steps(session: Session, source_id: UUID, target_id: UUID) -> None:
    for step in session.scalars(select(SessionStep).filter_by(item_id=source_id)).all():
        values = {name: getattr(step, name) for name in _STEP}
        rows.add(session, SessionStep(item_id=target_id, **values))


@dataclass(frozen=True, slots=True)
class SplitItem(Command):
    """Cut an item in two after `first` minutes; the second part says so in its title."""

    item_id: UUID
    title: str
    first: int
    new_id: UUID = field(default_factory=uuid4)

    @property
    def label(self) -> str:
        return tr("Split “{title}”", title=self.title)


@handles(SplitItem)
def split_item(session: Session, command: SplitItem) -> None:
    item = rows.find(session, AgendaItem, command.item_id)
    span = Span(item.start, item.minutes)
    (one, floor), (two, rest) = moves.split(span, item.floor, command.first)
    values = {name: getattr(item, name) for name in _COPIED}
    title = fields.line("title", tr("{title} (continued)", title=item.title))
    values |= {"title": title, "start": two.start, "minutes": two.minutes, "floor": rest,
               "anchored": False}  # fmt: skip
    item.minutes, item.floor = one.minutes, floor
    rows.add(session, AgendaItem(id=command.new_id, day_id=item.day_id, **values))


@dataclass(frozen=True, slots=True)
class MergeItems(Command):
    """Make an item and the one that follows it into one; no text of either is lost."""

    item_id: UUID
    title: str

    @property
    def label(self) -> str:
        return tr("Merge “{title}” with the next", title=self.title)


@handles(MergeItems)
def merge_items(session: Session, command: MergeItems) -> None:
    item = rows.find(session, AgendaItem, command.item_id)
    second = moves.next_to_merge(_of_day(session, item.day_id), item.id)
    if second is None:
        raise RuleViolation("agenda-nothing-to-merge")
    whole = moves.merged_span(Span(item.start, item.minutes), Span(second.start, second.minutes))
    item.minutes, item.floor = whole.minutes, item.floor + second.floor
    item.title = _both(item.title, second.title, " + ", fields.LINE_LIMIT)
    for name in ("objective", "materials", "private_notes"):
        joined = _both(getattr(item, name), getattr(second, name), "\n", fields.TEXT_LIMIT)
        setattr(item, name, joined)
    item.sensitive = item.sensitive or second.sensitive
    for name in ("objective_id", "lead_id", "room_id"):
        setattr(item, name, getattr(item, name) or getattr(second, name))
    rows.delete(session, second)


def _both(first: str, second: str, between: str, limit: int) -> str:
    if not second or second in first:
        return first
    joined = f"{first}{between}{second}" if first else second
    if len(joined) > limit:
        raise RuleViolation("text-too-long", field="title", length=len(joined), limit=limit)
    return joined


@dataclass(frozen=True, slots=True)
class SwapWithNext(Command):
    """Let the item that follows begin first, and this one after it."""

    item_id: UUID
    title: str

    @property
    def label(self) -> str:
        return tr("Swap “{title}” with the next", title=self.title)


@handles(SwapWithNext)
def swap_with_next(session: Session, command: SwapWithNext) -> None:
    item = rows.find(session, AgendaItem, command.item_id)
    second = moves.next_to_merge(_of_day(session, item.day_id), item.id)
    if second is None or item.anchored:
        raise RuleViolation("agenda-nothing-to-merge")
    start, gap = item.start, second.start - end_of(item)
    second.start = start
    item.start = end_of(second) + gap
    check_item(session, item)


# Checks -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DismissCheck(Command):
    """Keep a check quiet, with the reason; `finding` is its key."""

    finding: str
    reason: str

    @property
    def label(self) -> str:
        return tr("Dismiss a check")


@handles(DismissCheck)
def dismiss_check(session: Session, command: DismissCheck) -> None:
    reason = fields.line("reason", command.reason)
    if not reason:
        raise RuleViolation("agenda-needs-reason", field="reason")
    found = session.scalars(select(CheckDismissal).filter_by(finding=command.finding)).one_or_none()
    if found is not None:
        found.reason = reason
        return
    rows.add(session, CheckDismissal(finding=command.finding, reason=reason))


@dataclass(frozen=True, slots=True)
class RestoreCheck(Command):
    """Let a dismissed check speak again."""

    finding: str

    @property
    def label(self) -> str:
        return tr("Show a dismissed check again")


@handles(RestoreCheck)
def restore_check(session: Session, command: RestoreCheck) -> None:
    for found in session.scalars(select(CheckDismissal).filter_by(finding=command.finding)):
        rows.delete(session, found)

"""Agenda: the items of a day, their times, and what holds between them.

Times are minutes from midnight of the day (0 to 1440), lengths are minutes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeVar

from facilitator.support.errors import RuleViolation

T = TypeVar("T", bound="Timed")

MINUTES_IN_DAY = 24 * 60
GRID_MINUTES = 5
"""The finest step that the clock of a printed agenda shows."""


class ItemType(StrEnum):
    """What an agenda item is; the values are those of the model agenda (methods 7.2)."""

    ADMIN = "admin"
    BREAK = "break"
    BRIEFING = "briefing"
    BUFFER = "buffer"
    CEREMONY = "ceremony"
    DEBRIEF = "debrief"
    DECISION = "decision"
    DRAFTING = "drafting"
    ENERGISER = "energiser"
    EVALUATION = "evaluation"
    GAME = "game"
    GROUP_SETUP = "group_setup"
    GROUP_WORK = "group_work"
    INDIVIDUAL_WORK = "individual_work"
    INPUT = "input"
    MEAL = "meal"
    PEER_EXCHANGE = "peer_exchange"
    PLENARY_WORK = "plenary_work"
    PRESENTATION = "presentation"
    RECAP = "recap"
    REFLECTION = "reflection"
    RESOURCE_TALK = "resource_talk"
    SIMULATION = "simulation"
    SIMULATION_PREP = "simulation_prep"
    SOCIAL = "social"
    WORKSHOP = "workshop"


class Category(StrEnum):
    """The seven families that give an item its colour and icon (design tokens)."""

    PLENARY = "plenary"
    LECTURE = "lecture"
    EXERCISE = "exercise"
    CASE = "case"
    NEGOTIATE = "negotiate"
    REFLECT = "reflect"
    BREAK = "break"


_CATEGORIES = {
    Category.BREAK: "break buffer meal social energiser",
    Category.LECTURE: "input resource_talk briefing",
    Category.NEGOTIATE: "simulation simulation_prep debrief",
    Category.CASE: "presentation drafting",
    Category.EXERCISE: "group_work group_setup workshop game individual_work",
    Category.REFLECT: "reflection evaluation recap",
    Category.PLENARY: "admin ceremony decision plenary_work peer_exchange",
}
CATEGORY_OF: dict[ItemType, Category] = {
    ItemType(name): category for category, names in _CATEGORIES.items() for name in names.split()
}

NOT_LEARNING = frozenset(
    {ItemType.ADMIN, ItemType.BREAK, ItemType.BUFFER, ItemType.CEREMONY, ItemType.DRAFTING,
     ItemType.ENERGISER, ItemType.MEAL, ItemType.SOCIAL}
)  # fmt: skip
"""Types that do not count as learning time (methods 7.2: 30.9 hours in the model agenda)."""


class Half(StrEnum):
    """The two halves of a day in which attendance is taken."""

    MORNING = "morning"
    AFTERNOON = "afternoon"


class Timed(Protocol):
    """Anything with a start and a length on one day."""

    @property
    def start(self) -> int: ...
    @property
    def minutes(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Lane:
    """Where an item stands among those that run beside it: column `index` of `count`."""

    index: int
    count: int


def end_of(item: Timed) -> int:
    """Minute of the day at which the item ends."""
    return item.start + item.minutes


def half_of(start: int) -> Half:
    """The half of the day that an item starting at `start` belongs to; noon starts the second."""
    return Half.MORNING if start < 12 * 60 else Half.AFTERNOON


def counts_as_learning(item_type: ItemType) -> bool:
    """Whether minutes of this type are learning minutes."""
    return item_type not in NOT_LEARNING


def clock(minute: int) -> str:
    """`545` is `"09:05"`."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def minute_of(text: str) -> int:
    """Minute of the day for `"9:05"`, `"09.05"`, `"905"` or `"9"`.

    Raises RuleViolation `agenda-bad-time` for anything else.
    """
    digits = text.strip().replace(".", ":").replace("h", ":").rstrip(":")
    hours, _, minutes = digits.partition(":")
    if not minutes and len(hours) in (3, 4):
        hours, minutes = hours[:-2], hours[-2:]
    if not (hours.isascii() and hours.isdigit() and len(hours) <= 2):
        raise RuleViolation("agenda-bad-time", field="start", text=text)
    if minutes and not (minutes.isascii() and minutes.isdigit() and len(minutes) == 2):
        raise RuleViolation("agenda-bad-time", field="start", text=text)
    minute = int(hours) * 60 + int(minutes or 0)
    if int(hours) > 23 or int(minutes or 0) > 59:
        raise RuleViolation("agenda-bad-time", field="start", text=text)
    return minute


def check_span(start: int, minutes: int, floor: int = 0) -> None:
    """Refuse an item that does not lie inside its day.

    Zero minutes are allowed: a zero-minute anchored item means "must end by".
    """
    if minutes < 0:
        raise RuleViolation("agenda-negative-length", field="minutes", minutes=minutes)
    if not 0 <= start < MINUTES_IN_DAY or start + minutes > MINUTES_IN_DAY:
        raise RuleViolation("agenda-outside-day", field="start", start=clock(max(0, start)))
    if not 0 <= floor <= minutes:
        raise RuleViolation("agenda-floor-above-length", field="floor", floor=floor)


def moved_start(start: int, minutes: int, by: int) -> int:
    """The start after a move of `by` minutes, held inside the day."""
    return max(0, min(MINUTES_IN_DAY - minutes, start + by))


def in_time_order(items: Iterable[T]) -> list[T]:
    """Items by start, then by end."""
    return sorted(items, key=lambda item: (item.start, end_of(item)))


def overlaps(first: Timed, second: Timed) -> bool:
    """Whether two items of one day run at the same time; touching ends do not overlap."""
    return first.start < end_of(second) and second.start < end_of(first)


def lanes(items: Sequence[Timed]) -> list[Lane]:
    """A lane for each item, in the order given, so that overlapping items stand side by side.

    Greedy: each item takes the first free column of its cluster of overlapping items.
    """
    order = sorted(range(len(items)), key=lambda i: (items[i].start, -items[i].minutes, i))
    placed: dict[int, Lane] = {}
    cluster: list[tuple[int, int]] = []
    ends: list[int] = []

    def close_cluster() -> None:
        placed.update({index: Lane(column, len(ends)) for index, column in cluster})
        cluster.clear()
        ends.clear()

    for index in order:
        item = items[index]
        if ends and item.start >= max(ends):
            close_cluster()
        column = next((c for c, end in enumerate(ends) if end <= item.start), len(ends))
        if column == len(ends):
            ends.append(end_of(item))
        else:
            ends[column] = end_of(item)
        cluster.append((index, column))
    close_cluster()
    return [placed[index] for index in range(len(items))]

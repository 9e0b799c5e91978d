"""Agenda: the items of a day, their times, and what holds between them.

Times are minutes from midnight of the day (0 to 1440), lengths are minutes.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

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


_FOR_EVERYBODY = frozenset({ItemType.BREAK, ItemType.CEREMONY, ItemType.MEAL})
_BESIDE_ANYTHING = frozenset({ItemType.BUFFER, ItemType.SOCIAL})
_DRAFTING_TEAM = "drafting team"


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
    return max(0, min(MINUTES_IN_DAY - max(minutes, 1), start + by))


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


# Clashes -------------------------------------------------------------------------------------


class Reason(StrEnum):
    """Why two items at the same time get in each other's way."""

    EVERYBODY = "everybody"
    LEAD = "lead"
    ROOM = "room"
    TIME = "time"


class Bookable(Timed, Protocol):
    """An item that takes a day, a room and a person; the last two may still be open."""

    @property
    def id(self) -> Hashable: ...
    @property
    def day_id(self) -> Hashable: ...
    @property
    def lead_id(self) -> Hashable | None: ...
    @property
    def room_id(self) -> Hashable | None: ...
    @property
    def type(self) -> ItemType: ...
    @property
    def mode(self) -> str: ...


B = TypeVar("B", bound=Bookable)


@dataclass(frozen=True, slots=True)
class Clash(Generic[B]):
    """Two items of one day that cannot both go on, the earlier one first."""

    first: B
    second: B
    reasons: frozenset[Reason]

    def concerns(self, item_id: Hashable) -> bool:
        """Whether the item is one of the two."""
        return item_id in (self.first.id, self.second.id)

    def other(self, item_id: Hashable) -> B:
        """The one of the two that `item_id` is not."""
        return self.second if self.first.id == item_id else self.first


def takes_everybody(item: Bookable) -> bool:
    """Whether nobody of the course is free for anything else meanwhile.

    The mode says so ("plenary", "plenary, then pairs"), or it is a meal, a break or a ceremony. A
    plenary session without a mode is one for everybody, too.
    """
    mode = item.mode.strip().casefold()
    if item.type in _BESIDE_ANYTHING or _DRAFTING_TEAM in mode:
        return False
    of_its_type = item.type is ItemType.PLENARY_WORK and not mode
    return of_its_type or item.type in _FOR_EVERYBODY or mode.startswith("plenary")


def _may_run_beside(item: Bookable) -> bool:
    """Whether it leaves the others to their own: spare time, evenings, the drafting team."""
    return item.type in _BESIDE_ANYTHING or _DRAFTING_TEAM in item.mode.casefold()


def reasons_against(first: Bookable, second: Bookable) -> frozenset[Reason]:
    """Why the two cannot both go on as they stand; empty where they can.

    An item of no minutes is a moment ("must end by"): what runs beyond it is an overrun and no
    clash (see `agenda_moves.overruns`).
    """
    moment = first.minutes == 0 or second.minutes == 0
    if moment or first.day_id != second.day_id or not overlaps(first, second):
        return frozenset()
    return reasons_if_together(first, second)


def reasons_if_together(first: Bookable, second: Bookable) -> frozenset[Reason]:
    """Why the two could not run at the same time.

    They could not when one person leads both, both take one room, or one of them takes everybody.
    Sessions of groups in two different rooms are parallel by design. Where a room is still open
    nothing says so, and the overlap itself is the reason.
    """
    found = set()
    if first.lead_id is not None and first.lead_id == second.lead_id:
        found.add(Reason.LEAD)
    if _one_takes_everybody(first, second):
        found.add(Reason.EVERYBODY)
    if first.room_id is None or second.room_id is None:
        found.add(Reason.TIME)
    elif first.room_id == second.room_id:
        found.add(Reason.ROOM)
    return frozenset(found)


def _one_takes_everybody(first: Bookable, second: Bookable) -> bool:
    if _may_run_beside(first) or _may_run_beside(second):
        return False
    return takes_everybody(first) or takes_everybody(second)


def clashes(items: Sequence[B]) -> list[Clash[B]]:
    """Every clash among the items of any number of days, days in the order given, then by time."""
    by_day: dict[Hashable, list[B]] = {}
    for item in items:
        by_day.setdefault(item.day_id, []).append(item)
    found = []
    for of_day in by_day.values():
        order = in_time_order(of_day)
        for place, first in enumerate(order):
            for second in order[place + 1 :]:
                if second.start >= end_of(first) and second.start > first.start:
                    break
                reasons = reasons_against(first, second)
                if reasons:
                    found.append(Clash(first, second, reasons))
    return found


def next_free_start(item: Bookable, items: Iterable[Bookable]) -> int | None:
    """The earliest later start at which the item clashes with none of `items` on its day.

    None where the day has no such room. Items keep their rooms and people.
    """
    others = [other for other in items if other.id != item.id and other.day_id == item.day_id]
    start, found = item.start, True
    while found:
        found = False
        for other in others:
            if reasons_against(_Standing(item, start), other):
                start, found = end_of(other), True
                if start + item.minutes > MINUTES_IN_DAY:
                    return None
    return start


def start_for_new(items: Iterable[Bookable], day_id: Hashable, start: int, wanted: int) -> int:
    """Where a new session begins that is wanted at `start` and `wanted` minutes long.

    At `start` where nothing is going on; else where there is room for it whole. On a day without
    such room it stays at `start`, where its clash is seen.
    """
    there = list(items)
    at_once = next_free_start(_New(day_id, start, GRID_MINUTES), there)
    free = start if at_once == start else next_free_start(_New(day_id, start, wanted), there)
    return start if free is None else free


def start_for_copy(items: Iterable[Bookable], item: Bookable) -> int:
    """Where a copy of a session begins: at its end, or as soon after as it clashes with nothing.

    On a day without such room it begins at its end, held inside the day, where its clash is seen.
    """
    start = end_of(item)
    free = None
    if start + item.minutes <= MINUTES_IN_DAY:
        free = next_free_start(_Standing(item, start), items)
    return moved_start(start, item.minutes, 0) if free is None else free


@dataclass(frozen=True, slots=True)
class _New:
    """A session that is not there yet: in no room, led by nobody."""

    day_id: Hashable
    start: int
    minutes: int
    id: Hashable = None
    lead_id: Hashable | None = None
    room_id: Hashable | None = None
    type: ItemType = ItemType.PLENARY_WORK
    mode: str = ""


@dataclass(frozen=True, slots=True)
class _Standing:
    """An item as if it started at another time."""

    item: Bookable
    start: int

    @property
    def id(self) -> Hashable:
        return self.item.id

    @property
    def minutes(self) -> int:
        return self.item.minutes

    @property
    def day_id(self) -> Hashable:
        return self.item.day_id

    @property
    def lead_id(self) -> Hashable | None:
        return self.item.lead_id

    @property
    def room_id(self) -> Hashable | None:
        return self.item.room_id

    @property
    def type(self) -> ItemType:
        return self.item.type

    @property
    def mode(self) -> str:
        return self.item.mode


def length_that_fits(items: Iterable[Timed], start: int, wanted: int) -> int:
    """How long an item added at `start` should be: until the next item begins, at most `wanted`.

    Where something is going on at `start`, or less than the finest step is free, it is `wanted`,
    held inside the day.
    """
    until = min((item.start for item in items if item.start >= start), default=MINUTES_IN_DAY)
    free = until - start
    longest = MINUTES_IN_DAY - start
    return min(wanted, free if free >= GRID_MINUTES else longest)


def snapped(minute: float) -> int:
    """The nearest minute on the grid of five."""
    return round(minute / GRID_MINUTES) * GRID_MINUTES


def resized(start: int, end: int, by_start: int, by_end: int) -> tuple[int, int]:
    """Start and length after both edges were moved: inside the day, at least one grid step."""
    new_start = max(0, min(start + by_start, end - GRID_MINUTES))
    new_end = min(MINUTES_IN_DAY, max(end + by_end, new_start + GRID_MINUTES))
    if by_start and not by_end:
        return new_start, end - new_start
    return start, new_end - start

"""Running a day: time left and its colour, how late it is, when it will end, and what can give way.

Pure rules over plain items of ONE day; minutes are minutes from midnight or lengths. The slip rule
is that of methods 7.3: from now to the next item that is fixed to the clock, what is planned must
fit. Nothing here changes a plan; it proposes.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeVar

from facilitator.domain.agenda import (
    CATEGORY_OF,
    Category,
    ItemType,
    Timed,
    end_of,
    in_time_order,
    overlaps,
)  # fmt: skip

AMBER, RED = 0.20, 0.05
"""Shares of the time left at which the clock changes its colour."""


class Planned(Timed, Protocol):
    """An item of the day as the slip rule sees it."""

    @property
    def id(self) -> Hashable: ...
    @property
    def floor(self) -> int: ...
    @property
    def anchored(self) -> bool: ...
    @property
    def optional(self) -> bool: ...
    @property
    def type(self) -> ItemType: ...


P = TypeVar("P", bound=Planned)


# The clock --------------------------------------------------------------------------------------


class Band(StrEnum):
    """How the time left is shown."""

    CALM = "calm"
    AMBER = "amber"
    RED = "red"
    OVER = "over"


def band(left: int, whole: int) -> Band:
    """The colour for so many seconds left of the whole: amber at 20 %, red at 5 %, then over."""
    if left <= 0:
        return Band.OVER
    if left <= RED * whole:
        return Band.RED
    return Band.AMBER if left <= AMBER * whole else Band.CALM


def clock_text(seconds: int) -> str:
    """`06:42`; `1:06:42` beyond an hour; `+ 00:40` once the time is over."""
    minutes, rest = divmod(abs(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    shown = f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes:02d}:{rest:02d}"
    return f"+ {shown}" if seconds < 0 else shown


def marks(whole: int) -> tuple[int, ...]:
    """Seconds left at which the time is announced: 10, 5, 2, 1 minutes and the end."""
    return (*tuple(mark for mark in (600, 300, 120, 60) if mark < whole), 0)


def mark_between(earlier: int, later: int, whole: int) -> int | None:
    """The announcement that is due when the seconds left went from `earlier` to `later`."""
    passed = [mark for mark in marks(whole) if later <= mark < earlier]
    return min(passed) if passed else None


# How late, and until when ------------------------------------------------------------------------


LEAST_PAUSE = {ItemType.BREAK: 15, ItemType.MEAL: 60}
"""What a pause keeps where nobody stated a floor (methods 7.1)."""


def floor_of(item: Planned) -> int:
    """The fewest minutes of use to anybody: as stated, for a pause what people need."""
    return min(item.floor or LEAST_PAUSE.get(item.type, 0), item.minutes)


@dataclass(frozen=True, slots=True)
class Slot:
    """Items that run side by side, as one piece of the day."""

    items: tuple[Planned, ...]

    @property
    def start(self) -> int:
        return min(item.start for item in self.items)

    @property
    def end(self) -> int:
        return max(end_of(item) for item in self.items)

    @property
    def minutes(self) -> int:
        """Planned length."""
        return self.end - self.start

    @property
    def floor(self) -> int:
        """The shortest length at which no item in it falls below its own floor."""
        if self.anchored:
            return self.minutes
        return max(item.start - self.start + floor_of(item) for item in self.items)

    @property
    def anchored(self) -> bool:
        """Whether something in it is fixed to the clock."""
        return any(item.anchored for item in self.items)

    @property
    def is_buffer(self) -> bool:
        """Whether it is there to be used up."""
        return all(item.type is ItemType.BUFFER for item in self.items)

    @property
    def is_optional(self) -> bool:
        """Whether all of it may be left out."""
        return all(item.optional for item in self.items) and not self.anchored


def slots(items: Iterable[Planned]) -> list[Slot]:
    """The day as a chain: items that overlap belong to one slot."""
    made: list[list[Planned]] = []
    until = -1
    for item in in_time_order(items):
        if made and item.start < until:
            made[-1].append(item)
        else:
            made.append([item])
            until = -1
        until = max(until, end_of(item))
    return [Slot(tuple(together)) for together in made]


def after(items: Iterable[P], current: P) -> list[P]:
    """What is planned to begin when the item has ended, or later; not what runs beside it."""
    return [item for item in in_time_order(items)
            if item.id != current.id and item.start >= current.start
            and (item.start >= end_of(current) or not overlaps(item, current))]  # fmt: skip


def beside(items: Iterable[P], current: P) -> list[P]:
    """What is planned to go on at the same time."""
    return [item for item in items if item.id != current.id and overlaps(item, current)]


def next_to_start(
    items: Iterable[P], begun: Collection[Hashable | None], minute: int | None
) -> P | None:
    """What is to begin next: the first after all that has begun.

    Before anything has begun it is the first that is not over at `minute` (None: not today).
    """
    order = in_time_order(items)
    reached = max((item.start for item in order if item.id in begun), default=None)
    waiting = [item for item in order if item.id not in begun]
    if reached is not None:
        waiting = [item for item in waiting if item.start >= reached]
    elif minute is not None:
        waiting = [item for item in waiting if end_of(item) > minute]
    return next(iter(waiting), None)


def projected_end(free_at: int, rest: Iterable[Planned]) -> int:
    """When the day ends if all that is left takes its planned time.

    `free_at` is the minute at which the current item will be over. Nothing begins before its time;
    buffers are used up by what runs late.
    """
    at = free_at
    for slot in slots(rest):
        if slot.is_buffer:
            at = max(at, min(slot.end, at + slot.minutes)) if at < slot.end else at
        else:
            at = max(at, slot.start) + slot.minutes
    return at


# The slip rule -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Change:
    """New times of one item."""

    item_id: Hashable
    start: int
    minutes: int
    minutes_before: int


@dataclass(frozen=True, slots=True)
class Slip:
    """What the slip rule says: `need` and `have` in minutes from now to `until`.

    `changes` are the new times of every item before the anchor, `dropped` the optional ones to
    leave out. `short_by` minutes are missing even then: it cannot be saved by this rule.
    """

    need: int
    have: int
    until: int
    anchor_id: Hashable | None
    changes: tuple[Change, ...] = ()
    dropped: tuple[Hashable, ...] = ()
    short_by: int = 0

    @property
    def is_late(self) -> bool:
        """Whether more is planned than there is time for."""
        return self.need > self.have

    @property
    def shortened(self) -> tuple[Change, ...]:
        """The items that would get less time than planned."""
        return tuple(c for c in self.changes if c.minutes < c.minutes_before)


@dataclass(frozen=True, slots=True)
class Current:
    """The item that is going on: minutes used, and minutes still given to it."""

    item: Planned
    used: int
    left: int

    @property
    def could_end_in(self) -> int:
        """The fewest minutes that it still needs: up to its floor; an anchored one all its time."""
        if self.item.anchored:
            return self.left
        return min(self.left, max(0, floor_of(self.item) - self.used))


def slip(now: int, current: Current | None, rest: Sequence[Planned], day_end: int) -> Slip:
    """The proposal of the slip rule at minute `now`.

    `rest` are the items after the current one; `day_end` counts where no item is anchored any more.
    """
    chain = slots(rest)
    anchor = next((slot for slot in chain if slot.anchored), None)
    until = anchor.start if anchor is not None else day_end
    before = chain[: chain.index(anchor)] if anchor is not None else chain
    left = current.left if current is not None else 0
    need, have = left + sum(slot.minutes for slot in before), until - now
    anchor_id = next((i.id for i in anchor.items if i.anchored), None) if anchor else None
    if need <= have:
        return Slip(need, have, until, anchor_id)
    could = current.could_end_in if current is not None else 0
    lengths, dropped, short_by = _fitted(left, could, before, max(0, have))
    changes = _laid_out(now, current, before, lengths, dropped)
    out = tuple(item.id for n in sorted(dropped) for item in before[n].items)
    return Slip(need, have, until, anchor_id, changes, out, short_by + min(0, have) * -1)


def _fitted(
    left: int, could: int, chain: Sequence[Slot], have: int
) -> tuple[list[int], set[int], int]:
    """Lengths for the current item (first) and each slot; slots to drop; minutes still missing."""
    lengths = [left, *(slot.minutes for slot in chain)]
    floors = [could, *(slot.floor for slot in chain)]
    buffers = [n for n, slot in enumerate(chain, 1) if slot.is_buffer]
    others = [n for n in range(len(lengths)) if n not in buffers]
    optional = sorted((n for n, slot in enumerate(chain, 1) if slot.is_optional and n not in buffers),
                      key=lambda n: (-floors[n], -n))  # fmt: skip
    dropped: list[int] = []
    while True:
        kept = [n for n in range(len(lengths)) if n not in dropped]
        if sum(floors[n] for n in kept) <= have or len(dropped) == len(optional):
            break
        dropped.append(optional[len(dropped)])
    fitted = [0 if n in dropped else length for n, length in enumerate(lengths)]
    over = sum(fitted) - have
    for part in (buffers, [n for n in others if n not in dropped]):
        over = _take(fitted, floors, part, over)
    return fitted, {n - 1 for n in dropped}, max(0, over)


def _take(lengths: list[int], floors: Sequence[int], part: Sequence[int], over: int) -> int:
    """Shorten `part` by `over` in all, in proportion to what each can give; returns what is left.

    Minutes that do not divide come from those that can give most.
    """
    gives = {n: lengths[n] - floors[n] for n in part if lengths[n] > floors[n]}
    total = sum(gives.values())
    if over <= 0 or not total:
        return over
    taking = min(over, total)
    cuts = {n: taking * give // total for n, give in gives.items()}
    for n in sorted(gives, key=lambda n: (-gives[n], n)):
        if sum(cuts.values()) == taking:
            break
        cuts[n] += min(1, gives[n] - cuts[n])
    for n, cut in cuts.items():
        lengths[n] -= cut
    return over - taking


def _laid_out(
    now: int, current: Current | None, chain: Sequence[Slot], lengths: Sequence[int],
    dropped: set[int],
) -> tuple[Change, ...]:  # fmt: skip
    """New times, one after the other from now on."""
    made = []
    if current is not None:
        item = current.item
        total = current.used + lengths[0]
        if not item.anchored:
            made.append(Change(item.id, item.start, total, current.used + current.left))
    at = now + lengths[0]
    for n, slot in enumerate(chain):
        if n in dropped:
            continue
        end = at + lengths[n + 1]
        for item in slot.items:
            start = at + item.start - slot.start
            made.append(Change(item.id, start, min(item.minutes, end - start), item.minutes))
        at = end
    return tuple(made)


def can_be_left_out(rest: Iterable[P], slip: Slip) -> list[P]:
    """What the facilitator may choose to leave out where the rule does not suffice.

    Items before the anchor that are neither pauses nor fixed; those that free most come first.
    """
    dropped = set(slip.dropped)
    found = [item for item in rest
             if item.start < slip.until and not item.anchored and item.id not in dropped
             and CATEGORY_OF[item.type] is not Category.BREAK]  # fmt: skip
    return sorted(found, key=lambda item: (-item.minutes, item.start))


# Planned against as-run ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AsRun:
    """An item of the plan of record, and how it went; minutes from midnight, None where it did not."""

    title: str
    start: int
    minutes: int
    started: int | None = None
    ended: int | None = None
    note: str = ""

    @property
    def late_by(self) -> int | None:
        """Minutes by which it began later than planned; negative for earlier."""
        return None if self.started is None else self.started - self.start

    @property
    def longer_by(self) -> int | None:
        """Minutes by which it took longer than planned; negative for less."""
        if self.started is None or self.ended is None:
            return None
        return self.ended - self.started - self.minutes


def totals(records: Iterable[AsRun]) -> Mapping[str, int]:
    """Counts for the foot of the list: items, held, not held, minutes planned and held."""
    every = list(records)
    held = [r for r in every if r.started is not None]
    return {
        "items": len(every), "held": len(held), "left_out": len(every) - len(held),
        "planned": sum(r.minutes for r in every),
        "taken": sum(r.ended - r.started for r in held
                     if r.ended is not None and r.started is not None),
    }  # fmt: skip

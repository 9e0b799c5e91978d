"""Moves on a day: what follows when one item gets longer, is put in, taken out or cut in two.

Pure rules over plain items of ONE day. Each answers with the new times of the items that change
and with the minutes that do not fit before a fixed item. Two laws hold for all of them: an anchored
item never moves, and what came after another item (began when that had ended) still does, unless
it is an anchor, where the overlap is reported as an overrun. No rule drops an item.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from facilitator.domain.agenda import (
    CATEGORY_OF,
    GRID_MINUTES,
    MINUTES_IN_DAY,
    Bookable,
    Category,
    check_span,
    end_of,
    in_time_order,
    reasons_if_together,
)  # fmt: skip
from facilitator.support.errors import RuleViolation


class Movable(Bookable, Protocol):
    """An item that may be fixed to the clock."""

    @property
    def anchored(self) -> bool: ...


M = TypeVar("M", bound=Movable)


@dataclass(frozen=True, slots=True)
class Span:
    """A start (minutes from midnight) and a length in minutes."""

    start: int
    minutes: int

    @property
    def end(self) -> int:
        """Minute of the day at which it ends."""
        return self.start + self.minutes


@dataclass(frozen=True, slots=True)
class Retimed:
    """New times by item, of those that change, and the minutes over at each anchor (by item)."""

    spans: Mapping[Hashable, Span]
    overruns: Mapping[Hashable, int] = field(default_factory=dict)


# When one length changes -----------------------------------------------------------------------


def ripple(items: Iterable[M], item_id: Hashable, minutes: int) -> Retimed:
    """One item of the day lasts `minutes` now: later items that are not anchored move along.

    They move by the same minutes, so gaps between them stay; behind an anchor nothing moves that
    is not pushed. Made shorter, they move up as far as what runs beside the item allows. Raises
    RuleViolation where something would leave the day.
    """
    order = in_time_order(items)
    changed = _named(order, item_id)
    check_span(changed.start, minutes)
    by = minutes - changed.minutes
    wanted = {item_id: Span(changed.start, minutes)}
    carried = [item for item in order if _is_carried(item, changed, order)]
    if by < 0:
        by = -min(-by, _room_before(carried, order, wanted))
    wanted |= {item.id: Span(item.start + by, item.minutes) for item in carried}
    return _settled(order, wanted, held=item_id)


def push(items: Iterable[M], item_id: Hashable, minutes: int) -> Retimed:
    """Like `ripple`, but later items move only where they must: gaps take up what they can."""
    order = in_time_order(items)
    changed = _named(order, item_id)
    check_span(changed.start, minutes)
    return _settled(order, {item_id: Span(changed.start, minutes)}, held=item_id)


def _is_carried(item: M, changed: M, order: Sequence[M]) -> bool:
    if item.id == changed.id or item.anchored or not _comes_later(item, changed):
        return False
    return not any(
        anchor.anchored and anchor.id != changed.id and _comes_later(anchor, changed)
        and end_of(anchor) <= item.start
        for anchor in order
    )  # fmt: skip


def _comes_later(item: M, changed: M) -> bool:
    """Whether it begins when the other has ended, or already runs into it."""
    if item.start >= end_of(changed):
        return True
    return item.start > changed.start and bool(reasons_if_together(item, changed))


def _room_before(carried: Sequence[M], order: Sequence[M], wanted: Mapping[Hashable, Span]) -> int:
    """By how much all of `carried` can move up before one meets what stays."""
    moving = {item.id for item in carried}
    rooms = [
        item.start - wanted.get(other.id, Span(other.start, other.minutes)).end
        for item in carried
        for other in order
        if other.id not in moving and end_of(other) <= item.start
    ]
    return min(rooms, default=MINUTES_IN_DAY)


def _settled(
    order: Sequence[M], wanted: Mapping[Hashable, Span], *, held: Hashable = None
) -> Retimed:
    """Put each item where it is wanted, or later where what came before it is not over yet."""
    spans: dict[Hashable, Span] = {}
    for place, item in enumerate(order):
        aim = wanted.get(item.id, Span(item.start, item.minutes))
        if not item.anchored and item.id != held:
            ends = (spans[e.id].end for e in order[:place] if end_of(e) <= item.start)
            aim = Span(max([aim.start, *ends]), aim.minutes)
        check_span(aim.start, aim.minutes)
        spans[item.id] = aim
    changed = {item.id: spans[item.id] for item in order
               if spans[item.id] != Span(item.start, item.minutes)}  # fmt: skip
    return Retimed(changed, _over(order, spans))


def _over(order: Sequence[M], spans: Mapping[Hashable, Span]) -> dict[Hashable, int]:
    """Minutes by which what belongs before an anchor runs beyond its start."""
    found: dict[Hashable, int] = {}
    for anchor in order:
        if not anchor.anchored:
            continue
        before = [item for item in order if item.id != anchor.id and _belongs_before(item, anchor)]
        over = max((spans[item.id].end - anchor.start for item in before), default=0)
        if over > 0:
            found[anchor.id] = over
    return found


def _belongs_before(item: Movable, anchor: Movable) -> bool:
    if item.anchored and item.start >= anchor.start:
        return False
    came_before = end_of(item) <= anchor.start and item.start <= anchor.start
    runs_into = item.start < anchor.start and bool(reasons_if_together(item, anchor))
    return came_before or runs_into


def overruns(items: Iterable[M]) -> dict[Hashable, int]:
    """The day as it stands: minutes by which it is late at each anchor that cannot begin in time.

    What sticks into an anchor from before counts, and what lies wholly inside it. An item of no
    minutes that is anchored means "must end by".
    """
    order = list(items)
    found: dict[Hashable, int] = {}
    for anchor in order:
        if not anchor.anchored:
            continue
        late = [end_of(item) - anchor.start for item in order if sticks_into(item, anchor)]
        if late:
            found[anchor.id] = max(late)
    return found


def sticks_into(item: Movable, anchor: Movable) -> bool:
    """Whether the item keeps the anchor from beginning in time."""
    if not anchor.anchored or item.anchored or item.minutes == 0 or item.id == anchor.id:
        return False
    from_before = item.start < anchor.start < end_of(item)
    inside = anchor.start <= item.start and end_of(item) <= end_of(anchor)
    return (from_before or inside) and bool(reasons_if_together(item, anchor))


# When something is put in -------------------------------------------------------------------------


def make_room(items: Iterable[M], start: int, minutes: int) -> Retimed:
    """Something of `minutes` begins at `start`: push what begins there or later, if it must.

    Gaps take up what they can. What is going on at `start` stays. Raises RuleViolation where
    something would leave the day.
    """
    check_span(start, minutes)
    order = in_time_order(items)
    end = start + minutes
    wanted: dict[Hashable, Span] = {}
    for item in order:
        free = not item.anchored and item.start >= start
        wanted[item.id] = Span(max(item.start, end) if free else item.start, item.minutes)
    retimed = _settled(order, wanted)
    late = {item.id: end - item.start for item in order
            if item.anchored and start <= item.start < end}  # fmt: skip
    keys = {*retimed.overruns, *late}
    over = {key: max(late.get(key, 0), retimed.overruns.get(key, 0)) for key in keys}
    return Retimed(retimed.spans, over)


def gap_at(items: Iterable[Movable], start: int) -> int:
    """Minutes that are free from `start` until the next item begins.

    Raises RuleViolation `agenda-no-gap` where something is going on, or nothing follows.
    """
    there = list(items)
    following = [item.start for item in there if item.start >= start]
    running = any(item.start < start < end_of(item) for item in there)
    if running or not following or min(following) - start < GRID_MINUTES:
        raise RuleViolation("agenda-no-gap", field="minutes")
    return min(following) - start


# Gaps -------------------------------------------------------------------------------------------


def close_gaps(items: Iterable[M]) -> Retimed:
    """Move every item that is not anchored up to the end of what comes before it.

    The first item of the day stays, and nothing moves across an anchor.
    """
    order = in_time_order(items)
    spans: dict[Hashable, Span] = {}
    for place, item in enumerate(order):
        ends = [spans[e.id].end for e in order[:place] if end_of(e) <= item.start]
        start = max(ends) if ends and not item.anchored else item.start
        spans[item.id] = Span(start, item.minutes)
    changed = {i.id: spans[i.id] for i in order if spans[i.id].start != i.start}
    return Retimed(changed, _over(order, spans))


def can_stretch(item: Movable) -> bool:
    """Whether its length may grow to fill a gap: no anchor, no pause and no buffer."""
    return not item.anchored and CATEGORY_OF[item.type] is not Category.BREAK


def stretch_to_fill(items: Iterable[M]) -> Retimed:
    """Fill the gaps of the day: what stands before a gap lasts until the next item begins.

    Where that is a pause or an anchor, what comes after the gap begins earlier instead.
    """
    order = in_time_order(items)
    spans = {item.id: Span(item.start, item.minutes) for item in order}
    for item in order:
        following = [other.start for other in order
                     if other.start >= end_of(item) and other.id != item.id]  # fmt: skip
        if following and can_stretch(item):
            spans[item.id] = Span(item.start, min(following) - item.start)
    for place, item in enumerate(order):
        ends = [spans[e.id].end for e in order[:place] if end_of(e) <= item.start]
        if ends and can_stretch(item):
            start = max(ends)
            spans[item.id] = Span(start, spans[item.id].end - start)
    changed = {item.id: spans[item.id] for item in order
               if spans[item.id] != Span(item.start, item.minutes)}  # fmt: skip
    return Retimed(changed, _over(order, spans))


# From day to day -----------------------------------------------------------------------------------


def movable_half(items: Iterable[M], *, from_minute: int) -> tuple[list[M], list[M]]:
    """What begins at `from_minute` or later: what can go to another day, and the anchors that stay."""
    later = [item for item in in_time_order(items) if item.start >= from_minute]
    return [i for i in later if not i.anchored], [i for i in later if i.anchored]


# One into two, two into one ---------------------------------------------------------------------------


def split(span: Span, floor: int, first: int) -> tuple[tuple[Span, int], tuple[Span, int]]:
    """Cut an item after its `first` minutes; each part with its share of the floor.

    Raises RuleViolation `agenda-bad-split` where one part would be empty.
    """
    if not 0 < first < span.minutes:
        raise RuleViolation("agenda-bad-split", field="minutes", minutes=span.minutes)
    second = span.minutes - first
    share = min(first, max(floor - second, round(floor * first / span.minutes)))
    return (Span(span.start, first), share), (Span(span.start + first, second), floor - share)


def next_to_merge(items: Iterable[M], item_id: Hashable) -> M | None:
    """The item that follows this one and could become one with it; None where there is none.

    An anchored item keeps its time, so it is not merged into the one before it.
    """
    order = in_time_order(items)
    first = _named(order, item_id)
    later = [item for item in order if item.start >= end_of(first) and item.id != item_id]
    if not later or later[0].anchored:
        return None
    beside = [item for item in later if item.start == later[0].start]
    return later[0] if len(beside) == 1 else None


def merged_span(first: Span, second: Span) -> Span:
    """From the start of the first to the end of the second, with the gap between them."""
    return Span(first.start, second.end - first.start)


def _named(items: Sequence[M], item_id: Hashable) -> M:
    found = next((item for item in items if item.id == item_id), None)
    if found is None:
        raise RuleViolation("not-found")
    return found

"""Where things stand on the grid of time: minutes to pixels, days to columns, neighbours.

Plain arithmetic over plain data, for any widget to use: no Qt here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from facilitator.application.rows.agenda import AgendaItemRow, DayRow
from facilitator.domain.agenda import MINUTES_IN_DAY, Lane, lanes

ZOOMS = (1.6, 2.0, 2.6, 3.4)
"""Pixels a minute at 100 % text size. At the least, a quarter of an hour is 24 px high: the
smallest target of WCAG 2.5.8, with room for a line of text. The grid scrolls rather than shrink."""
SHORTEST_SHOWN = 10
"""Items of fewer minutes are drawn this long where there is room, so that they can be hit."""
LEAST_SHOWN = 5
"""And this long in any case, so that they can be seen."""
WIDE = 1.55
"""Width of a day with items side by side, against a day without."""
LESS_WIDE = 1.2
"""The same where room is short, so that all days stay in sight."""
USUAL_HOURS = (8, 18)


@dataclass(frozen=True, slots=True)
class Shown:
    """The stretch of the day that an item is drawn over."""

    start: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item stands: the number of its day among those shown, its stretch, its lane."""

    day: int
    start: int
    end: int
    lane: Lane


@dataclass(frozen=True, slots=True)
class TimeScale:
    """The vertical axis: from minute `first` to `last`, with `edge` pixels of air at both ends."""

    first: int
    last: int
    per_minute: float
    edge: int = 12

    def y(self, minute: float) -> float:
        """Pixels from the top."""
        return self.edge + (minute - self.first) * self.per_minute

    def minute(self, y: float) -> float:
        """Minute of the day at `y`."""
        return self.first + (y - self.edge) / self.per_minute

    @property
    def height(self) -> int:
        """Pixels in all."""
        return round((self.last - self.first) * self.per_minute) + 2 * self.edge

    def hours(self) -> range:
        """The full hours on the axis, in minutes."""
        return range(-(-self.first // 60) * 60, self.last + 1, 60)


def hours_shown(items: Iterable[AgendaItemRow]) -> tuple[int, int]:
    """First and last minute of the axis: the usual day, or more, and an hour to move into."""
    known = list(items)
    first = min([USUAL_HOURS[0] * 60, *(item.start for item in known)])
    last = max([USUAL_HOURS[1] * 60, *(item.end for item in known)])
    return max(0, first // 60 * 60 - 60), min(MINUTES_IN_DAY, -(-last // 60) * 60 + 60)


def places(days: Sequence[DayRow], items: Iterable[AgendaItemRow]) -> dict[UUID, Place]:
    """The place of each item that lies on one of the days shown."""
    found: dict[UUID, Place] = {}
    known = list(items)
    for number, day in enumerate(days):
        of_day = [item for item in known if item.day_id == day.id]
        stretches = _stretches(of_day)
        for item, shown, lane in zip(of_day, stretches, lanes(stretches), strict=True):
            found[item.id] = Place(number, shown.start, shown.start + shown.minutes, lane)
    return found


def _stretches(of_day: Sequence[AgendaItemRow]) -> list[Shown]:
    """What each item of a day is drawn over, in the order given.

    A short one grows into the free time after it, then before it: what does not go on at the same
    time shall not stand side by side. Only where it would all but vanish is it drawn over others.
    """
    found: dict[int, Shown] = {}
    for index in sorted(range(len(of_day)), key=lambda n: (of_day[n].start, of_day[n].end)):
        item = of_day[index]
        start, end = item.start, item.end
        lacking = SHORTEST_SHOWN - item.minutes
        if lacking > 0:
            rest = [other for n, other in enumerate(of_day) if n not in found and n != index]
            until = min((o.start for o in rest if o.start >= end), default=MINUTES_IN_DAY)
            ends = (shown.start + shown.minutes for shown in found.values())
            free_from = max((e for e in ends if e <= start), default=0)
            end += min(lacking, until - end)
            start -= min(SHORTEST_SHOWN - (end - start), start - free_from)
            end = max(end, start + LEAST_SHOWN)
        minutes = end - start
        found[index] = Shown(min(start, MINUTES_IN_DAY - minutes), minutes)
    return [found[index] for index in range(len(of_day))]


def column_widths(room: int, least: int, weights: Sequence[float]) -> list[int]:
    """Widths that fill `room` by weight, but no column narrower than `least` times its weight."""
    total = sum(weights)
    if not weights:
        return []
    unit = max(least, room / total)
    widths = [int(unit * weight) for weight in weights]
    if unit > least:
        widths[-1] += room - sum(widths)
    return widths


def weights_of(count: int, found: Mapping[UUID, Place], room: int, comfortable: int) -> list[float]:
    """How wide each day is against the others.

    Where the plain days would be narrower than `comfortable`, a crowded one takes less from them.
    """
    crowded = {place.day for place in found.values() if place.lane.count > 1}

    def weights(wide: float) -> list[float]:
        return [wide if day in crowded and count > 1 else 1.0 for day in range(count)]

    roomy = weights(WIDE)
    return roomy if room >= comfortable * sum(roomy) else weights(LESS_WIDE)


# Arrow keys --------------------------------------------------------------------------------------


def neighbour(found: Mapping[UUID, Place], current: UUID, across: int, down: int) -> UUID | None:
    """The item that an arrow key leads to: `across` -1 or 1 a lane or day, `down` -1 or 1 in time.

    None where there is nothing in that direction.
    """
    if current not in found:
        return None
    here = found[current]
    return _in_the_day(found, current, down) if down else _beside(found, here, across)


def _order(found: Mapping[UUID, Place], day: int) -> list[UUID]:
    of_day = [key for key, place in found.items() if place.day == day]
    return sorted(of_day, key=lambda key: (found[key].start, found[key].lane.index))


def _in_the_day(found: Mapping[UUID, Place], current: UUID, down: int) -> UUID | None:
    order = _order(found, found[current].day)
    target = order.index(current) + down
    return order[target] if 0 <= target < len(order) else None


def _beside(found: Mapping[UUID, Place], here: Place, across: int) -> UUID | None:
    def distance(key: UUID) -> tuple[int, float, int]:
        place = found[key]
        after = max(0, place.start - here.start)
        before = max(0, here.start - place.end + 1)  # what has just ended is no longer beside it
        near_lane = place.lane.index if across > 0 else -place.lane.index
        return abs(place.day - here.day), after or before, near_lane

    in_lane = [
        key for key, place in found.items()
        if place.day == here.day and (place.lane.index - here.lane.index) * across > 0
        and place.start < here.end and here.start < place.end
    ]  # fmt: skip
    further = [key for key, place in found.items() if (place.day - here.day) * across > 0]
    return min(in_lane or further, key=distance, default=None)


def first_of(found: Mapping[UUID, Place], day: int, *, last: bool = False) -> UUID | None:
    """The first (or last) item of a day."""
    order = _order(found, day)
    return order[-1 if last else 0] if order else None

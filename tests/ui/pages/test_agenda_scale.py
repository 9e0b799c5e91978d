"""Where the items of a day stand: side by side is what goes on at the same time, nothing else."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from facilitator.application.rows.agenda import AgendaItemRow, DayRow
from facilitator.domain.agenda import ItemType, minute_of
from facilitator.ui.pages.agenda.scale import LEAST_SHOWN, SHORTEST_SHOWN, Place, places

DAY = DayRow(uuid4(), 1, date(2024, 11, 4), "")


def item(start: str, minutes: int) -> AgendaItemRow:
    return AgendaItemRow(uuid4(), DAY.id, minute_of(start), minutes, 0, anchored=False, title="Item",
                         type=ItemType.WORKSHOP, mode="", objective="", materials="",
                         private_notes="", lead_id=None, lead="", room_id=None, room="")  # fmt: skip


def placed(*items: AgendaItemRow) -> list[Place]:
    found = places([DAY], items)
    return [found[each.id] for each in items]


def test_a_short_item_takes_free_time_and_squeezes_nobody() -> None:
    short, dinner = placed(item("18:55", 5), item("19:00", 120))
    assert (short.lane.count, dinner.lane.count) == (1, 1)
    assert (short.start, short.end) == (minute_of("19:00") - SHORTEST_SHOWN, minute_of("19:00"))


def test_between_two_neighbours_it_is_as_high_as_it_is_long() -> None:
    before, short, after = placed(item("18:00", 55), item("18:55", 5), item("19:00", 60))
    assert {p.lane.count for p in (before, short, after)} == {1}
    assert short.end - short.start == LEAST_SHOWN


def test_what_is_at_the_same_time_stands_side_by_side() -> None:
    first = item("09:00", 5)
    assert [p.lane.count for p in placed(first, item("09:02", 60))] == [2, 2]


def test_the_end_of_the_day_is_not_passed() -> None:
    (end,) = placed(item("23:59", 0))
    assert (end.start, end.end) == (minute_of("23:59") + 1 - SHORTEST_SHOWN, minute_of("23:59") + 1)

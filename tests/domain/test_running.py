"""Running a day: colours, marks, projected end, and the slip rule's laws on random days."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.agenda import ItemType
from facilitator.domain.running import (
    AsRun,
    Band,
    Current,
    after,
    band,
    beside,
    can_be_left_out,
    clock_text,
    mark_between,
    next_to_start,
    projected_end,
    slip,
    totals,
)


@dataclass(frozen=True)
class Item:
    id: int
    start: int
    minutes: int
    floor: int = 0
    anchored: bool = False
    optional: bool = False
    type: ItemType = ItemType.WORKSHOP


def test_colours_change_at_a_fifth_and_a_twentieth() -> None:
    shown = [band(left, 600) for left in (121, 120, 31, 30, 1, 0, -1)]
    assert shown == [Band.CALM, Band.AMBER, Band.AMBER, Band.RED, Band.RED, Band.OVER, Band.OVER]


@pytest.mark.parametrize(
    ("seconds", "text"), [(402, "06:42"), (0, "00:00"), (-40, "+ 00:40"), (4002, "1:06:42")]
)
def test_clock_counts_up_once_it_is_over(seconds: int, text: str) -> None:
    assert clock_text(seconds) == text


def test_marks_are_due_once_and_the_latest_wins_after_a_gap() -> None:
    assert mark_between(301, 300, 900) == 300
    assert mark_between(300, 299, 900) is None
    assert mark_between(700, 55, 900) == 60
    assert mark_between(1, 0, 900) == 0
    assert mark_between(601, 600, 600) is None


def day() -> list[Item]:
    return [
        Item(1, 540, 45, 35), Item(2, 585, 20, 15, type=ItemType.BREAK), Item(3, 605, 90, 70),
        Item(4, 695, 10, 0, type=ItemType.BUFFER), Item(5, 705, 15, 10, optional=True),
        Item(6, 720, 60, 60, anchored=True, type=ItemType.MEAL), Item(7, 780, 60, 45),
    ]  # fmt: skip


def test_on_time_nothing_is_proposed() -> None:
    items = day()
    found = slip(550, Current(items[0], 10, 35), items[1:], 840)
    assert not found.is_late
    assert (found.need, found.have, found.anchor_id, found.changes) == (170, 170, 6, ())


def test_the_buffer_gives_way_first() -> None:
    items = day()
    found = slip(557, Current(items[0], 10, 35), items[1:], 840)
    assert [c.item_id for c in found.shortened] == [4]
    assert found.changes[-1].start + found.changes[-1].minutes == 720
    assert (found.dropped, found.short_by) == ((), 0)


def test_then_those_that_can_give_most_in_proportion() -> None:
    items = day()
    found = slip(585, Current(items[0], 45, 0), [*items[1:]], 840)
    assert not found.is_late
    late = slip(605, Current(items[0], 65, 0), items[1:], 840)
    assert {c.item_id: c.minutes_before - c.minutes for c in late.shortened} == {
        2: 2,
        3: 7,
        4: 10,
        5: 1,
    }


def test_then_the_optional_one_is_left_out_and_the_rest_gets_what_that_frees() -> None:
    items = day()
    found = slip(629, Current(items[0], 90, 0), items[1:], 840)
    assert found.dropped == (5,)
    assert found.short_by == 0
    lengths = {c.item_id: c.minutes for c in found.changes}
    assert lengths[2] >= 15
    assert lengths[3] >= 70
    assert sum(lengths[n] for n in (2, 3, 4)) == found.have


def test_a_pause_without_a_stated_floor_keeps_what_people_need() -> None:
    """15 minutes of break, 60 of lunch (methods 7.1); what is planned shorter stays as it is."""
    tea = Item(1, 600, 20, type=ItemType.BREAK)
    lunch = Item(2, 620, 75, type=ItemType.MEAL)
    short, end = Item(3, 695, 10, type=ItemType.BREAK), Item(4, 705, 30, anchored=True)
    found = slip(622, None, [tea, lunch, short, end], 1080)
    assert found.short_by == 2
    assert {c.item_id: c.minutes for c in found.changes} == {1: 15, 2: 60, 3: 10}
    assert slip(590, Current(tea, 5, 15), [], 595).short_by == 5


def test_what_cannot_be_saved_is_said_in_minutes_with_choices() -> None:
    items = day()
    found = slip(650, Current(items[0], 110, 0), items[1:], 840)
    assert found.short_by == 15 + 70 - (720 - 650)
    assert [i.id for i in can_be_left_out(items[1:], found)] == [3]


def test_after_the_last_anchor_the_end_of_the_day_counts() -> None:
    items = day()
    found = slip(795, Current(items[5], 75, 0), items[6:], 840)
    assert (found.anchor_id, found.until, found.shortened[0].minutes) == (None, 840, 45)


def test_projected_end_waits_for_anchors_and_uses_up_buffers() -> None:
    items = day()
    assert projected_end(585, items[1:]) == 840
    assert projected_end(595, items[1:]) == 840
    assert projected_end(605, items[1:]) == 850


def test_groups_in_parallel_are_one_piece_of_the_day() -> None:
    items = [
        Item(1, 540, 30),
        Item(2, 570, 60, 40),
        Item(3, 570, 45, 40),
        Item(4, 630, 30, anchored=True),
    ]
    assert [i.id for i in beside(items, items[1])] == [3]
    assert [i.id for i in after(items, items[1])] == [4]
    found = slip(580, Current(items[0], 40, 0), items[1:], 660)
    assert (found.need, found.have) == (60, 50)
    assert {c.item_id: (c.start, c.minutes) for c in found.changes if c.item_id != 1} == {
        2: (580, 50), 3: (580, 45)}  # fmt: skip


def test_totals_of_planned_against_as_run() -> None:
    records = [AsRun("a", 540, 45, 545, 600), AsRun("b", 585, 20)]
    assert (records[0].late_by, records[0].longer_by) == (5, 10)
    assert totals(records) == {"items": 2, "held": 1, "left_out": 1, "planned": 65, "taken": 55}


@st.composite
def days(draw: st.DrawFn) -> list[Item]:
    items, at = [], 480
    for number in range(draw(st.integers(2, 14))):
        minutes = draw(st.integers(0, 95))
        items.append(Item(
            number, at, minutes, draw(st.integers(0, minutes)), draw(st.integers(0, 4)) == 0,
            draw(st.booleans()), draw(st.sampled_from([*ItemType, ItemType.BREAK, ItemType.BUFFER])),
        ))  # fmt: skip
        at += (
            0
            if minutes and draw(st.integers(0, 5)) == 0
            else minutes + draw(st.sampled_from([0, 0, 0, 7]))
        )
    return items


@given(days(), st.integers(0, 200), st.integers(0, 120), st.integers(0, 240))
def test_slip_never_goes_below_a_floor_never_touches_an_anchor_and_loses_no_minute(
    items: list[Item], used: int, left: int, late: int
) -> None:
    current = Current(items[0], used, left)
    rest = after(items, items[0])
    now = items[0].start + used + late
    found = slip(now, current, rest, max(i.start + i.minutes for i in items))
    by_id = {item.id: item for item in items}
    if not found.is_late:
        assert found.changes == found.dropped == ()
        return
    for change in found.changes:
        item = by_id[change.item_id]
        assert not item.anchored
        given_time = used + left if item is items[0] else item.minutes
        assert min(item.floor, given_time) <= change.minutes <= given_time
    assert all(by_id[key].optional and not by_id[key].anchored for key in found.dropped)
    before = [i for i in rest if i.start < found.until and not i.anchored]
    said = {c.item_id for c in found.changes} | set(found.dropped)
    assert {i.id for i in before if i.minutes and i.start + i.minutes <= found.until} <= said
    own = next((c.minutes - used for c in found.changes if c.item_id == items[0].id), left)
    ends = [c.start + c.minutes for c in found.changes if c.item_id != items[0].id]
    over = max([now + own, *ends]) - found.until
    if found.short_by == 0:
        assert over <= 0
    else:  # nothing is left to give: the overrun is exactly what is reported
        assert over == found.short_by


@given(days(), st.integers(0, 240))
def test_what_cannot_be_saved_is_missing_exactly(items: list[Item], late: int) -> None:
    rest = [replace_optional(i) for i in items]
    now = items[0].start + late
    found = slip(now, None, rest, max(i.start + i.minutes for i in items))
    if found.short_by:
        ends = [c.start + c.minutes for c in found.changes]
        over = max([now, *ends]) - found.until
        assert over == found.short_by


def replace_optional(item: Item) -> Item:
    return Item(item.id, item.start, item.minutes, item.floor, item.anchored, optional=False,
                type=item.type)  # fmt: skip


def test_the_next_one_is_the_first_after_all_that_has_begun() -> None:
    items = day()
    assert [next_to_start(items, begun, minute) for begun, minute in (
        (set(), None), (set(), 600), ({1}, 900), ({1, 3}, None), ({7}, None))] == [
        items[0], items[1], items[1], items[3], None]  # fmt: skip
    assert next_to_start(items, set(), 1000) is None

"""Moves on a day: anchors stay, the order stays, and no minute is lost that is not reported."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.domain.agenda import ItemType, end_of
from facilitator.domain.agenda_moves import (
    Retimed,
    Span,
    close_gaps,
    gap_at,
    make_room,
    merged_span,
    movable_half,
    next_to_merge,
    overruns,
    push,
    ripple,
    split,
    stretch_to_fill,
)
from facilitator.support.errors import RuleViolation


@dataclass(frozen=True)
class Item:
    """An item as the rules see it."""

    id: str
    start: int
    minutes: int
    anchored: bool = False
    lead_id: str | None = None
    room_id: str | None = None
    day_id: str = "Monday"
    type: ItemType = ItemType.GROUP_WORK
    mode: str = "home groups"


TEN = 600
LUNCH = Item("lunch", 720, 60, anchored=True, type=ItemType.MEAL, mode="")


def after(items: list[Item], retimed: Retimed) -> dict[str, Item]:
    """The items by name with their new times."""
    changed = {
        item.id: replace(item, start=span.start, minutes=span.minutes)
        for item in items
        for span in [retimed.spans.get(item.id, Span(item.start, item.minutes))]
    }
    assert len(changed) == len(items)
    return changed


@st.composite
def days(draw: st.DrawFn) -> list[Item]:
    """Any day: gaps, items side by side, overlaps, anchors, moments."""
    items, cursor = [], 480
    for number in range(draw(st.integers(1, 12))):
        cursor += draw(st.sampled_from([0, 0, 0, 5, 15, 40, -10]))
        minutes = draw(st.sampled_from([0, 5, 15, 20, 45, 60, 90]))
        anchored = draw(st.booleans()) and draw(st.booleans())
        room = draw(st.sampled_from([None, "A", "B"]))
        kind = draw(st.sampled_from([ItemType.GROUP_WORK, ItemType.BREAK, ItemType.INPUT]))
        items.append(Item(str(number), cursor, minutes or 5, anchored, None, room, type=kind))
        if anchored and minutes == 0:
            items[-1] = replace(items[-1], minutes=0)
        if draw(st.booleans()):
            cursor += minutes
    return items


def check_laws(
    before: list[Item], now: dict[str, Item], retimed: Retimed, changed: str = ""
) -> None:
    """What holds for every move."""
    for item in before:
        new = now[item.id]
        if item.anchored and item.id != changed:
            assert (new.start, new.minutes) == (item.start, item.minutes)
        for later in before:
            if later.id == item.id or end_of(item) > later.start or item.start > later.start:
                continue
            if item.minutes == 0 and later.start == item.start:
                continue  # a moment and what begins in it have no order
            over = end_of(now[item.id]) - now[later.id].start
            if later.anchored:
                assert over <= retimed.overruns.get(later.id, 0)
            else:
                assert over <= 0, (item, later)


@settings(max_examples=200, deadline=None)
@given(days(), st.data())
def test_ripple_keeps_anchors_and_order_and_every_minute(
    items: list[Item], data: st.DataObject
) -> None:
    chosen = data.draw(st.sampled_from(items))
    minutes = data.draw(st.sampled_from([0, 5, 10, 30, 75, 200]))
    try:
        retimed = ripple(items, chosen.id, minutes)
    except RuleViolation as refusal:
        assert refusal.code == "agenda-outside-day"
        assert max(map(end_of, items)) + 200 > 1440
        return
    now = after(items, retimed)
    check_laws(items, now, retimed, chosen.id)
    assert now[chosen.id].minutes == minutes
    assert now[chosen.id].start == chosen.start
    assert all(now[i.id].minutes == i.minutes for i in items if i.id != chosen.id)
    for anchor, over in retimed.overruns.items():
        assert (
            max(end_of(now[i.id]) for i in items if i.id != anchor) - now[str(anchor)].start >= over
        )


@settings(max_examples=150, deadline=None)
@given(days(), st.data())
def test_putting_in_pushes_no_more_than_it_must(items: list[Item], data: st.DataObject) -> None:
    start = data.draw(st.integers(90, 240).map(lambda n: n * 5))
    minutes = data.draw(st.sampled_from([5, 15, 45, 90]))
    try:
        retimed = make_room(items, start, minutes)
    except RuleViolation:
        return
    now = after(items, retimed)
    check_laws(items, now, retimed)
    for item in items:
        moved = now[item.id].start - item.start
        assert moved >= 0
        assert now[item.id].minutes == item.minutes
        if item.start >= start and not item.anchored:
            assert now[item.id].start >= start + minutes
        if item.start < start:
            assert moved == 0
        if item.anchored and start <= item.start < start + minutes:
            assert retimed.overruns[item.id] >= start + minutes - item.start


@settings(max_examples=150, deadline=None)
@given(days())
def test_closing_gaps_and_stretching_keep_the_laws(items: list[Item]) -> None:
    for rule in (close_gaps, stretch_to_fill):
        retimed = rule(items)
        now = after(items, retimed)
        check_laws(items, now, retimed)
    closed = after(items, close_gaps(items))
    assert all(closed[i.id].minutes == i.minutes and closed[i.id].start <= i.start for i in items)
    stretched = after(items, stretch_to_fill(items))
    assert all(stretched[i.id].minutes >= i.minutes for i in items)


@settings(max_examples=100, deadline=None)
@given(st.integers(2, 300), st.data())
def test_a_cut_loses_neither_minutes_nor_floor(minutes: int, data: st.DataObject) -> None:
    floor = data.draw(st.integers(0, minutes))
    first = data.draw(st.integers(1, minutes - 1))
    (one, floor_one), (two, floor_two) = split(Span(TEN, minutes), floor, first)
    assert (one.start, one.end, two.end) == (TEN, two.start, TEN + minutes)
    assert floor_one + floor_two == floor
    assert 0 <= floor_one <= one.minutes
    assert 0 <= floor_two <= two.minutes
    assert merged_span(one, two) == Span(TEN, minutes)


def test_a_longer_item_moves_the_rest_up_to_lunch_and_says_how_much_is_over() -> None:
    morning = [
        Item("a", 540, 60),
        Item("b", 600, 60),
        Item("c", 660, 60),
        LUNCH,
        Item("d", 780, 60),
    ]
    retimed = ripple(morning, "a", 75)
    now = after(morning, retimed)
    assert [now[k].start for k in "abcd"] == [540, 615, 675, 780]
    assert retimed.overruns == {"lunch": 15}
    assert overruns(list(now.values())) == {"lunch": 15}
    back = ripple(list(now.values()), "a", 60)
    assert after(list(now.values()), back) == {i.id: i for i in morning}


def test_the_gap_before_lunch_takes_up_the_minutes() -> None:
    morning = [Item("a", 540, 60), Item("b", 600, 90), LUNCH]
    retimed = ripple(morning, "a", 80)
    assert after(morning, retimed)["b"].start == 620
    assert not retimed.overruns


def test_pushed_things_move_no_more_than_they_must() -> None:
    day = [Item("a", 540, 30), Item("b", 600, 60), Item("c", 660, 30)]
    assert not push(day, "a", 60).spans.keys() - {"a"}
    now = after(day, push(day, "a", 70))
    assert [now[k].start for k in "abc"] == [540, 610, 670]


def test_a_moment_means_must_end_by() -> None:
    day = [Item("a", 540, 60), Item("b", 600, 60), Item("stop", 660, 0, anchored=True),
           Item("c", 660, 30)]  # fmt: skip
    retimed = ripple(day, "a", 70)
    assert retimed.overruns == {"stop": 10}
    assert overruns(list(after(day, retimed).values())) == {"stop": 10}


def test_shorter_moves_up_only_as_far_as_a_parallel_group_allows() -> None:
    day = [Item("a", 540, 60, room_id="A"), Item("p", 540, 50, room_id="B"), Item("q", 600, 30)]
    assert after(day, ripple(day, "a", 40))["q"].start == 590


def test_what_runs_into_an_anchor_of_another_room_by_design_is_no_overrun() -> None:
    talk = Item("talk", 630, 20, anchored=True, room_id="B", lead_id="guest")
    day = [Item("a", 540, 60, room_id="A"), Item("q", 600, 60, room_id="A"), talk]
    assert overruns(day) == {}
    assert ripple(day, "a", 65).overruns == {}


def test_put_in_at_an_anchor_it_is_the_anchor_that_is_late() -> None:
    retimed = make_room([Item("a", 660, 60), LUNCH], 720, 20)
    assert not retimed.spans
    assert retimed.overruns == {"lunch": 20}


def test_fill_takes_the_gap_and_refuses_where_there_is_none() -> None:
    day = [Item("a", 540, 60), LUNCH]
    assert gap_at(day, 600) == 120
    for start in (550, 720, 800):
        with pytest.raises(RuleViolation):
            gap_at(day, start)


def test_close_gaps_stops_at_anchors_and_stretch_leaves_pauses_alone() -> None:
    tea = Item("tea", 610, 20, type=ItemType.BREAK)
    day = [Item("a", 540, 60), tea, Item("b", 640, 60), LUNCH, Item("c", 800, 60)]
    closed = after(day, close_gaps(day))
    assert [closed[k].start for k in ("a", "tea", "b", "lunch", "c")] == [540, 600, 620, 720, 780]
    filled = after(day, stretch_to_fill(day))
    assert [(filled[k].start, filled[k].minutes) for k in ("a", "tea", "b", "c")] == [
        (540, 70), (610, 20), (630, 90), (780, 80),
    ]  # fmt: skip


def test_an_afternoon_goes_without_its_anchors_and_merging_needs_one_follower() -> None:
    day = [Item("a", 660, 60), LUNCH, Item("c", 780, 60), Item("e", 840, 30)]
    going, staying = movable_half(day, from_minute=720)
    assert [i.id for i in going] == ["c", "e"]
    assert staying == [LUNCH]
    assert next_to_merge(day, "a") is None  # lunch keeps its time
    following = next_to_merge(day, "c")
    assert following is not None
    assert following.id == "e"
    with pytest.raises(RuleViolation):
        split(Span(TEN, 30), 0, 30)

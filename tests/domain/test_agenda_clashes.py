"""What clashes, where there is room, how long and how far: the rules behind the agenda's grid."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

import pytest

from facilitator.domain.agenda import (
    MINUTES_IN_DAY,
    ItemType,
    Reason,
    clashes,
    end_of,
    length_that_fits,
    next_free_start,
    overlaps,
    reasons_against,
    resized,
    snapped,
    start_for_copy,
    start_for_new,
)  # fmt: skip


@dataclass(frozen=True)
class Item:
    """An item as the rules see it; days, people and rooms by name."""

    id: str
    start: int
    minutes: int
    lead_id: str | None = None
    room_id: str | None = None
    day_id: str = "Monday"
    type: ItemType = ItemType.GROUP_WORK
    mode: str = "home groups"


NINE, TEN, ELEVEN = 540, 600, 660


def test_one_person_in_two_rooms_is_a_clash_of_the_lead_alone() -> None:
    first = Item("a", NINE, 60, "Mateus", "Hall")
    second = Item("b", NINE + 30, 60, "Mateus", "Library")
    (clash,) = clashes([second, first])
    assert (clash.first, clash.second) == (first, second)
    assert clash.reasons == {Reason.LEAD}


def test_one_room_for_two_is_a_clash_of_the_room() -> None:
    found = clashes([Item("a", NINE, 60, "Mateus", "Hall"), Item("b", NINE, 30, "Inthira", "Hall")])
    assert [clash.reasons for clash in found] == [{Reason.ROOM}]


def test_parallel_sessions_in_two_rooms_do_not_clash() -> None:
    items = [Item("a", NINE, 60, "Mateus", "Hall"), Item("b", NINE, 60, "Inthira", "Library")]
    assert clashes(items) == []


GROUPS = Item("groups", NINE, 60, None, "Library")


@pytest.mark.parametrize(
    ("kind", "mode"),
    [(ItemType.INPUT, "plenary"), (ItemType.WORKSHOP, "Plenary, then pairs"),
     (ItemType.MEAL, "free"), (ItemType.BREAK, ""), (ItemType.CEREMONY, ""),
     (ItemType.PLENARY_WORK, "")],
)  # fmt: skip
def test_beside_what_takes_everybody_nothing_else_can_go_on(kind: ItemType, mode: str) -> None:
    for_all = Item("all", NINE + 30, 60, None, "Hall", type=kind, mode=mode)
    assert reasons_against(for_all, GROUPS) == {Reason.EVERYBODY}
    assert reasons_against(GROUPS, for_all) == {Reason.EVERYBODY}
    assert reasons_against(for_all, replace(for_all, id="b", room_id="Library")) == {Reason.EVERYBODY}
    assert reasons_against(for_all, replace(GROUPS, start=NINE - 30)) == frozenset()


@pytest.mark.parametrize(
    ("kind", "mode"),
    [(ItemType.BUFFER, "-"), (ItemType.SOCIAL, "plenary"), (ItemType.DRAFTING, "drafting team"),
     (ItemType.DRAFTING, "plenary: the drafting team")],
)  # fmt: skip
def test_spare_time_evenings_and_the_drafting_team_run_beside_a_plenary(
    kind: ItemType, mode: str
) -> None:
    lunch = Item("lunch", NINE, 60, None, "Hall", type=ItemType.MEAL, mode="plenary")
    beside = Item("beside", NINE, 60, None, "Library", type=kind, mode=mode)
    assert clashes([lunch, beside]) == []


def test_a_new_session_stands_in_free_time() -> None:
    day = [Item("a", NINE, 60, None, "Hall"), Item("b", TEN, 30, None, "Hall"),
           Item("c", ELEVEN, 60, None, "Hall"), Item("d", NINE, 999, day_id="Tuesday")]  # fmt: skip
    assert start_for_new(day, "Monday", TEN + 30, 45) == TEN + 30  # free now, if only for a while
    assert start_for_new(day, "Monday", NINE + 10, 45) == ELEVEN + 60
    assert start_for_new(day, "Monday", NINE + 10, 30) == TEN + 30
    assert start_for_new(day, "Wednesday", NINE, 45) == NINE
    assert start_for_new([Item("all day", 0, MINUTES_IN_DAY)], "Monday", NINE, 45) == NINE


def test_two_items_without_leads_are_not_led_by_the_same_person() -> None:
    items = [Item("a", NINE, 60, None, "Hall"), Item("b", NINE, 60, None, "Library")]
    assert clashes(items) == []


def test_an_overlap_where_a_room_is_open_is_a_clash_of_time() -> None:
    items = [Item("a", NINE, 60, "Mateus", "Hall"), Item("b", NINE + 59, 60, "Inthira", None)]
    assert [clash.reasons for clash in clashes(items)] == [{Reason.TIME}]


def test_touching_ends_and_other_days_do_not_clash() -> None:
    items = [
        Item("a", NINE, 60, "Mateus", "Hall"), Item("b", TEN, 60, "Mateus", "Hall"),
        Item("c", NINE, 60, "Mateus", "Hall", day_id="Tuesday"),
    ]  # fmt: skip
    assert clashes(items) == []


def test_an_item_that_must_end_by_is_overrun_and_clashes_with_nothing() -> None:
    """How many minutes are over is said by `agenda_moves.overruns`."""
    limit = Item("must end", TEN, 0)
    assert reasons_against(Item("long", NINE, 75, None, "Hall"), limit) == frozenset()
    assert reasons_against(Item("in time", NINE, 60, None, "Hall"), limit) == frozenset()


def test_a_clash_knows_its_two_items() -> None:
    first, second = Item("a", NINE, 60), Item("b", NINE, 60)
    (clash,) = clashes([first, second])
    assert clash.concerns("a")
    assert clash.concerns("b")
    assert not clash.concerns("c")
    assert clash.other("a") is second
    assert clash.other("b") is first


def test_clashes_are_those_of_every_pair() -> None:
    """Against the plain definition, on random weeks."""
    chance = random.Random(4)
    for _ in range(200):
        items = [
            Item(str(n), chance.randrange(480, 1080, 5), chance.choice((0, 5, 15, 45, 90, 240)),
                 chance.choice((None, "M", "I")), chance.choice((None, "Hall", "Library")),
                 chance.choice(("Monday", "Tuesday")))
            for n in range(12)
        ]  # fmt: skip
        wanted = {
            frozenset((a.id, b.id)) for n, a in enumerate(items) for b in items[n + 1 :]
            if reasons_against(a, b)
        }  # fmt: skip
        found = [frozenset((clash.first.id, clash.second.id)) for clash in clashes(items)]
        assert len(found) == len(set(found))
        assert set(found) == wanted


def test_the_next_free_start_is_after_everything_in_the_way() -> None:
    item = Item("x", NINE, 30, "Mateus", "Hall")
    day = [item, Item("a", NINE, 60, "Mateus", "Hall"), Item("b", TEN, 60, "Inthira", "Hall"),
           Item("c", ELEVEN, 60, "Inthira", "Library")]  # fmt: skip
    assert next_free_start(item, day) == ELEVEN


def test_a_free_item_stays_where_it_is() -> None:
    item = Item("x", NINE, 30, "Mateus", "Hall")
    assert next_free_start(item, [item]) == NINE


def test_a_full_day_has_no_free_start() -> None:
    item = Item("x", NINE, 60, "Mateus", "Hall")
    day = [item, Item("a", NINE, MINUTES_IN_DAY - NINE - 30, "Mateus", "Hall")]
    assert next_free_start(item, day) is None


def test_a_copy_begins_at_the_end_or_after_all_that_is_in_its_way() -> None:
    item = Item("x", NINE, 60, "Mateus", "Hall")
    beside = Item("b", TEN, 60, "Inthira", "Library")
    after = Item("a", TEN, 60, "Inthira", "Hall")
    assert start_for_copy([item], item) == TEN
    assert start_for_copy([item, beside], item) == TEN
    assert start_for_copy([item, beside, after], item) == ELEVEN
    full = Item("f", TEN, MINUTES_IN_DAY - TEN, "Mateus", "Hall")
    assert start_for_copy([item, full], item) == TEN  # no room: its clash is seen
    evening = Item("x", MINUTES_IN_DAY - 90, 60)
    assert start_for_copy([evening], evening) == MINUTES_IN_DAY - 60


def test_the_next_free_start_never_clashes() -> None:
    chance = random.Random(7)
    for _ in range(300):
        items = [
            Item(str(n), chance.randrange(480, 1200, 5), chance.choice((0, 5, 30, 60, 200)),
                 chance.choice((None, "M")), chance.choice((None, "Hall")))
            for n in range(8)
        ]  # fmt: skip
        item = items[0]
        start = next_free_start(item, items)
        if start is None:
            continue
        moved = Item(item.id, start, item.minutes, item.lead_id, item.room_id)
        assert start >= item.start
        assert end_of(moved) <= MINUTES_IN_DAY
        assert not any(reasons_against(moved, other) for other in items[1:])


@pytest.mark.parametrize(
    ("start", "wanted"), [(TEN, 30), (TEN + 28, 45), (NINE, 45), (ELEVEN, 45), (1420, 20)]
)
def test_a_new_item_ends_where_the_next_begins(start: int, wanted: int) -> None:
    day = [Item("a", NINE, 60), Item("b", TEN + 30, 30)]
    assert length_that_fits(day, start, 45) == wanted


def test_snapping_and_resizing_stay_on_the_grid_and_in_the_day() -> None:
    assert [snapped(minute) for minute in (601.0, 603.0, 602.4)] == [600, 605, 600]
    assert resized(NINE, TEN, 0, 15) == (NINE, 75)
    assert resized(NINE, TEN, 15, 0) == (NINE + 15, 45)
    assert resized(NINE, TEN, 0, -300) == (NINE, 5)
    assert resized(NINE, TEN, 300, 0) == (TEN - 5, 5)
    assert resized(30, 60, -300, 0) == (0, 60)
    assert resized(1380, 1430, 0, 60) == (1380, 60)


def test_overlap_is_what_clashes_build_on() -> None:
    assert overlaps(Item("a", NINE, 61), Item("b", TEN, 10))
    assert not overlaps(Item("a", NINE, 60), Item("b", TEN, 10))

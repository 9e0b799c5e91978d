"""Agenda rules: times, spans, halves, lanes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.agenda import (
    CATEGORY_OF,
    Half,
    ItemType,
    check_span,
    clock,
    end_of,
    half_of,
    in_time_order,
    lanes,
    minute_of,
    moved_start,
    overlaps,
)  # fmt: skip
from facilitator.support.errors import RuleViolation


@dataclass(frozen=True)
class Span:
    start: int
    minutes: int


spans = st.builds(Span, st.integers(0, 1380), st.integers(0, 60))


@given(st.integers(0, 1439))
def test_a_clock_reads_back(minute: int) -> None:
    assert minute_of(clock(minute)) == minute


@pytest.mark.parametrize(("text", "minute"), [
    ("9:05", 545), ("09.05", 545), ("905", 545), ("0905", 545), ("9", 540), (" 14:30 ", 870), ("9h05", 545),
])  # fmt: skip
def test_a_time_as_people_type_it(text: str, minute: int) -> None:
    assert minute_of(text) == minute


@pytest.mark.parametrize(
    "text", ["", "25:00", "9:60", "nine", "9:5", "-1", "12345", "9:05:00", "９:05"]
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(RuleViolation) as refusal:
        minute_of(text)
    assert refusal.value.field == "start"
    assert "09:30" in str(refusal.value)


@pytest.mark.parametrize(("start", "minutes", "floor"), [
    (-1, 10, 0), (1440, 0, 0), (1430, 11, 0), (60, -1, 0), (60, 10, 11), (60, 10, -1),
])  # fmt: skip
def test_an_item_outside_its_day_is_refused(start: int, minutes: int, floor: int) -> None:
    with pytest.raises(RuleViolation):
        check_span(start, minutes, floor)


def test_a_zero_minute_item_is_allowed_since_it_means_must_end_by() -> None:
    check_span(720, 0)


def test_noon_begins_the_afternoon() -> None:
    assert (half_of(719), half_of(720)) == (Half.MORNING, Half.AFTERNOON)


def test_every_type_has_a_category() -> None:
    assert set(CATEGORY_OF) == set(ItemType)


@given(spans, st.integers(-2000, 2000))
def test_a_moved_item_stays_inside_its_day(span: Span, by: int) -> None:
    start = moved_start(span.start, span.minutes, by)
    check_span(start, span.minutes)


@given(st.lists(spans, max_size=25))
def test_overlapping_items_never_share_a_lane(items: list[Span]) -> None:
    placed = lanes(items)
    for i, first in enumerate(items):
        assert 0 <= placed[i].index < placed[i].count
        for j in range(i):
            if overlaps(first, items[j]):
                assert placed[i].index != placed[j].index
                assert placed[i].count == placed[j].count


@given(st.lists(spans, max_size=25))
def test_no_more_lanes_than_run_at_once(items: list[Span]) -> None:
    most = max((sum(s.start <= m < max(end_of(s), s.start + 1) for s in items)
                for m in {s.start for s in items}), default=0)  # fmt: skip
    assert all(lane.count <= max(most, 1) for lane in lanes(items))


@given(st.lists(spans, max_size=10))
def test_time_order(items: list[Span]) -> None:
    ordered = in_time_order(items)
    assert sorted(map(hash, ordered)) == sorted(map(hash, items))
    assert all(a.start <= b.start for a, b in pairwise(ordered))

"""The timer: sleep asks once, a crash resumes to the second, a changed clock changes nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from facilitator.domain.timer import Instant, Timer

START = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)


def at(seconds: float, *, wall: float | None = None) -> Instant:
    return Instant(1000 + seconds, START + timedelta(seconds=seconds if wall is None else wall))


def begun(whole: int = 900) -> Timer:
    return Timer(whole, 0, running=True, seen=at(0))


def test_it_counts_and_goes_below_nothing() -> None:
    timer = begun(60).ticked(at(1)).ticked(at(61.5))
    assert timer.left == -1
    assert timer.question is None


def test_sleep_asks_once_and_either_answer_is_right() -> None:
    timer = begun().ticked(at(100)).ticked(at(700))
    assert timer.question is not None
    assert (timer.question.used_before, timer.question.seconds) == (100, 600)
    later = timer.ticked(at(701)).ticked(at(702))
    assert later.question == timer.question
    assert later.answered(counts=True).left == 900 - 702
    goes_on = later.answered(counts=False)
    assert goes_on.left == 900 - 102
    assert goes_on.ticked(at(703)).question is None


def test_a_short_gap_counts_without_a_question() -> None:
    timer = begun().ticked(at(119))
    assert (timer.question, timer.left) == (None, 900 - 119)


def test_a_pause_is_no_gap() -> None:
    timer = Timer(900, 50, running=False, seen=at(0)).ticked(at(5000))
    assert (timer.left, timer.question) == (850, None)


@given(st.floats(-100_000, 100_000))
def test_a_changed_clock_changes_nothing_and_is_noticed(jump: float) -> None:
    timer = begun().ticked(at(100))
    now = at(101, wall=101 + jump)
    assert timer.clock_was_set(now) == (abs(jump) > 2)
    assert timer.ticked(now).left == 900 - 101
    again = timer.ticked(now)
    assert again.began is not None
    assert abs((now.wall - again.began).total_seconds() - 101) < 0.001


@given(st.integers(0, 3600), st.integers(0, 119))
def test_after_a_crash_it_resumes_at_the_right_second(used: int, away: int) -> None:
    running = begun().ticked(at(used)).answered(counts=True)
    kept = running.began
    new_boot = Instant(7, START + timedelta(seconds=used + away))
    resumed = Timer.resumed(900, 0, kept, new_boot, START + timedelta(seconds=used))
    assert resumed.left == 900 - used - away
    assert resumed.question is None


def test_after_a_long_absence_it_asks() -> None:
    resumed = Timer.resumed(900, 30, START, Instant(7, START + timedelta(seconds=600)),
                            START + timedelta(seconds=100))  # fmt: skip
    assert resumed.question is not None
    assert resumed.answered(counts=False).left == 900 - 130
    assert resumed.answered(counts=True).left == 900 - 630


def test_what_stood_still_stands_still() -> None:
    resumed = Timer.resumed(900, 30, None, at(5000), None)
    assert (resumed.left, resumed.running, resumed.began) == (870, False, None)

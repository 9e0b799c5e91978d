"""Words of the cockpit."""

from __future__ import annotations

from facilitator.application.rows.agenda import AgendaItemRow, DayRow
from facilitator.domain.agenda import clock
from facilitator.domain.running import Slip, clock_text
from facilitator.domain.timer import Gap, Timer
from facilitator.reports.words import weekday
from facilitator.support.i18n import tr, trn


def day_name(day: DayRow) -> str:
    """`Day 3, Wednesday`."""
    return tr("Day {n}, {weekday}", n=day.number, weekday=weekday(day.date))


def when_and_where(item: AgendaItemRow) -> str:
    """`13:30–15:00 · Room 2 · Lead`."""
    parts = (f"{clock(item.start)}–{clock(item.end)}", item.room, item.lead)
    return " · ".join(part for part in parts if part)


def lateness(minutes: int) -> tuple[str, str]:
    """Words and tone of the badge: on time, late, ahead."""
    if minutes > 0:
        return trn("{n} min late", "{n} min late", minutes), "warn" if minutes < 10 else "danger"
    if minutes < 0:
        return trn("{n} min ahead", "{n} min ahead", -minutes), "ok"
    return tr("On time"), "ok"


def mark_words(seconds: int) -> str:
    """A mark of the time, for a screen reader and the toast of the main window."""
    if seconds == 0:
        return tr("Time is up.")
    return trn("{n} minute left.", "{n} minutes left.", seconds // 60)


def gap_words(timer: Timer, gap: Gap) -> tuple[str, str, str]:
    """The question after a sleep, and the words for leaving that time out and for counting it."""
    before = clock_text(timer.whole - int(gap.used_before))
    return (
        tr("The computer slept or the app was away for {n} minutes. Does that count?",
           n=round(gap.seconds / 60)),
        tr("Continue from {time}", time=before),
        tr("Count it: {time} left", time=clock_text(timer.left)),
    )  # fmt: skip


def slip_words(found: Slip, anchor: str) -> str:
    """What the slip rule found, in one sentence."""
    until = tr("{title} at {time}", title=anchor, time=clock(found.until)) if anchor else tr(
        "the planned end of the last session at {time}", time=clock(found.until))  # fmt: skip
    return tr("Until {until} there are {have} minutes for {need} planned.", until=until,
              have=max(0, found.have), need=found.need)  # fmt: skip


def then_words(rest: list[AgendaItemRow]) -> str:
    """`15:45 Coffee · 16:00 Round 1`."""
    return "  ·  ".join(f"{clock(item.start)} {item.title}" for item in rest[:2])

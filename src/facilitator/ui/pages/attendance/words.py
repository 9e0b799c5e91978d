"""The words of the Attendance page: marks, half-days, sums."""

from __future__ import annotations

from facilitator.application.rows.attendance import AttenderRow, HalfDayRow, JoiningRow
from facilitator.domain.agenda import Half
from facilitator.domain.attendance import Mark, Presence
from facilitator.domain.people import fold
from facilitator.reports.words import weekday
from facilitator.support.i18n import tr

KEYS = {"P": Mark.PRESENT, "L": Mark.LATE, "E": Mark.EXCUSED, "A": Mark.ABSENT}
"""The keys stay the same in every language: they are printed on the keys."""
LETTERS = {mark: letter for letter, mark in KEYS.items()}
TOKENS = {
    Mark.PRESENT: ("ok_soft", "ok"), Mark.LATE: ("warn_soft", "warn"),
    Mark.EXCUSED: ("accent_soft", "accent_text"), Mark.ABSENT: ("danger_soft", "danger"),
}  # fmt: skip
"""Ground and ink of a mark; the letter says the same."""


def mark_word(mark: Mark) -> str:
    """A mark in words."""
    words = {
        Mark.PRESENT: tr("Present"), Mark.LATE: tr("Late"), Mark.EXCUSED: tr("Excused"),
        Mark.ABSENT: tr("Absent"),
    }  # fmt: skip
    return words[mark]


def half_word(half: Half) -> str:
    """The half of a day in words."""
    return tr("morning") if half is Half.MORNING else tr("afternoon")


def half_day_word(column: HalfDayRow) -> str:
    """ "Tuesday 5, morning"."""
    return tr("{weekday} {day}, {half}", weekday=weekday(column.date), day=column.date.day,
              half=half_word(column.half))  # fmt: skip


def heading(column: HalfDayRow) -> str:
    """The two lines above a column."""
    half = tr("a.m.") if column.half is Half.MORNING else tr("p.m.")
    return f"{weekday(column.date)[:3]} {column.date.day}\n{half}"


def percent(presence: Presence) -> str:
    """A share as the grid shows it: rounded down, so that 79.6 does not look like enough."""
    return tr("{n} %", n=int(presence.percent + 1e-9)) if presence.held else "–"


def minutes(presence: Presence) -> str:
    """Attended and held, in hours and minutes."""
    return tr(
        "{attended} of {held}", attended=_hours(presence.attended), held=_hours(presence.held)
    )


def _hours(minutes_: float) -> str:
    whole = round(minutes_)
    return tr("{h}:{m:02d} h", h=whole // 60, m=whole % 60)


def joining_word(joining: JoiningRow, columns: tuple[HalfDayRow, ...]) -> str:
    """From when on somebody is there, and why."""
    start = next((c for c in columns if c.key == (joining.day_id, joining.half)), None)
    when = half_day_word(start) if start is not None else half_word(joining.half)
    return tr("Joined {when}: {reason}", when=when, reason=joining.reason)


def searchable(person: AttenderRow) -> str:
    """Everything by which somebody can be found, folded."""
    parts = [person.name, person.badge_name, person.own_script_name, person.country]
    return fold(" ".join([*parts, person.institution, person.group]))


def shortened(name: str, most: int = 26) -> str:
    """A name that fits a narrow panel; the whole is in the tooltip."""
    return name if len(name) <= most else name[: most - 1].rstrip() + "…"

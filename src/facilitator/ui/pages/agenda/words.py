"""The words and icons of the agenda: what an item is called, when it is, what clashes.

No widget and no rule; texts are translated when they are asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import TypeAlias

from facilitator.application.rows.agenda import AgendaItemRow, DayRow
from facilitator.domain.agenda import Category, Clash, ItemType, Reason, clock, takes_everybody
from facilitator.reports.labels import label
from facilitator.reports.words import MONTHS, WEEKDAYS
from facilitator.support.i18n import tr, trn

ItemClash: TypeAlias = Clash[AgendaItemRow]

ICONS = {
    Category.PLENARY: "users", Category.LECTURE: "book-open", Category.EXERCISE: "group",
    Category.CASE: "briefcase", Category.NEGOTIATE: "handshake",
    Category.REFLECT: "message-square-heart", Category.BREAK: "coffee",
}  # fmt: skip


def type_word(kind: ItemType) -> str:
    """`"Group work"`."""
    return label(kind)


def short_weekday(day: date) -> str:
    """`"Mon"`."""
    return tr(WEEKDAYS[day.weekday()][:3])


def short_date(day: date) -> str:
    """`"4 Nov"`."""
    return tr("{day} {month}", day=day.day, month=tr(MONTHS[day.month - 1][:3]))


def short_day(day: DayRow) -> str:
    """`"Mon 4 Nov"`."""
    return f"{short_weekday(day.date)} {short_date(day.date)}"


def long_day(day: DayRow) -> str:
    """`"Monday 4 November"`."""
    weekday, month = tr(WEEKDAYS[day.date.weekday()]), tr(MONTHS[day.date.month - 1])
    return tr("{weekday} {day} {month}", weekday=weekday, day=day.date.day, month=month)


def span(start: int, end: int) -> str:
    """`"09:00–10:30"`."""
    return f"{clock(start)}–{clock(end)}"


def length(minutes: int) -> str:
    """`"45 min"`."""
    return tr("{n} min", n=minutes)


def over(minutes: int) -> str:
    """What stands on an anchor that cannot begin in time: `"+15 min"`."""
    return tr("+{n} min", n=minutes)


def where_and_who(item: AgendaItemRow) -> str:
    """Room and lead, as far as they are known."""
    return " · ".join(part for part in (item.room, item.lead) if part)


def spoken(
    item: AgendaItemRow, day: DayRow, found: Sequence[ItemClash], late: int = 0
) -> str:  # fmt: skip
    """All that a screen reader should say of an item, most telling first."""
    parts = [
        item.title, long_day(day),
        tr("{start} to {end}", start=clock(item.start), end=clock(item.end)),
        type_word(item.type), item.room, item.lead,
        tr("fixed time") if item.anchored else "",
        tr("{n} minutes over before it", n=late) if late else "",
        *(tr("clashes with {title}", title=clash.other(item.id).title) for clash in found),
    ]  # fmt: skip
    return ", ".join(part for part in parts if part)


def tip(item: AgendaItemRow) -> str:
    """The tooltip: people's words are data, so they are escaped."""
    facts = f"{span(item.start, item.end)} · {length(item.minutes)} · {type_word(item.type)}"
    lines = [item.title, facts, where_and_who(item), item.objective]
    return "<br>".join(escape(line) for line in lines if line)


def clash_count(number: int) -> str:
    """`"1 clash"`, or nothing where there is none."""
    return trn("{n} clash", "{n} clashes", number) if number else ""


def clash_sentence(clash: ItemClash, item: AgendaItemRow) -> str:
    """What is in the way of `item`, in words."""
    other = clash.other(item.id)
    until = clock(other.end)
    facts = {"lead": item.lead, "room": item.room, "title": other.title, "until": until}
    if Reason.LEAD in clash.reasons and Reason.ROOM in clash.reasons:
        return tr("{lead} leads “{title}” in {room} until {until}.", **facts)
    if Reason.LEAD in clash.reasons:
        return tr("{lead} is already leading “{title}” until {until}.", **facts)
    if Reason.ROOM in clash.reasons:
        return tr("{room} is taken by “{title}” until {until}.", **facts)
    if Reason.EVERYBODY in clash.reasons and takes_everybody(other):
        return tr("Everybody is in “{title}” until {until}.", **facts)
    if Reason.EVERYBODY in clash.reasons:
        return tr("Everybody is in this session, and “{title}” runs until {until}.", **facts)
    return tr("“{title}” runs at the same time, until {until}, and one of the two has no room.",
              **facts)  # fmt: skip

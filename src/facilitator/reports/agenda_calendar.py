"""The agenda as an iCalendar file (RFC 5545) for Google, Apple, Outlook and the like.

Every event keeps its UID, so that a later import updates it and adds nothing twice. Times are local
times of the programme's zone, which is described in the file. Participants may have it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from icalendar import Calendar, Component, Event, Timezone, TimezoneDaylight, TimezoneStandard

from facilitator import __version__
from facilitator.application.rows.agenda import AgendaItemRow, AgendaRow, DayRow
from facilitator.application.rows.programme import ProgrammeRow
from facilitator.domain.agenda import Category
from facilitator.domain.people import clean_line, clean_lines
from facilitator.reports.agenda_public import for_participants, said
from facilitator.reports.labels import label
from facilitator.reports.words import capitalised
from facilitator.support.clock import now
from facilitator.support.errors import EnvironmentProblem
from facilitator.support.files import write_atomically
from facilitator.support.i18n import tr

_COUNT_FROM = datetime(2020, 1, 1, tzinfo=UTC)
"""Revisions are numbered by the seconds since: a later export is always the newer one."""


def write_calendar(agenda: AgendaRow, programme: ProgrammeRow, path: Path) -> None:
    """Write one event for each item.

    Raises EnvironmentProblem when the file cannot be written, or `nothing-to-export` where there is
    no item: a calendar file without events is refused by calendar programs. Nothing is left then.
    """
    if not agenda.items:
        raise EnvironmentProblem("nothing-to-export", what=tr("the agenda has no sessions"))
    content = calendar_of(agenda, programme, now()).to_ical()
    with write_atomically(path) as stream:
        stream.write(content)


def calendar_of(agenda: AgendaRow, programme: ProgrammeRow, made: datetime) -> Calendar:
    """The calendar as it is at the moment `made`, which has a time zone."""
    agenda = for_participants(agenda, programme)
    zone = ZoneInfo(programme.time_zone)
    calendar = Calendar()
    calendar.add("prodid", f"-//Facilitator//Facilitator {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", clean_line(programme.title).text)
    calendar.add("x-wr-timezone", zone.key)
    if not _is_utc(zone):
        calendar.add_component(_described(zone, programme))
    by_id = {day.id: day for day in agenda.days}
    for item in agenda.items:
        calendar.add_component(_event(item, by_id[item.day_id], zone, programme, made))
    return calendar


def _event(
    item: AgendaItemRow, day: DayRow, zone: ZoneInfo, programme: ProgrammeRow, made: datetime
) -> Event:
    begins = datetime.combine(day.date, time(), zone) + timedelta(minutes=item.start)
    event = Event()
    event.add("uid", str(item.id))
    event.add("dtstamp", made.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", max(0, int((made - _COUNT_FROM).total_seconds())))
    event.add("dtstart", begins)
    if item.minutes:  # an event without an end takes no time: "must end by"
        event.add("dtend", begins + timedelta(minutes=item.minutes))
    event.add("summary", clean_line(item.title).text)
    where = ", ".join(part for part in (item.room, programme.venue, programme.place) if part)
    if where:
        event.add("location", clean_line(where).text)
    description = _description(item)
    if description:
        event.add("description", description)
    event.add("categories", [label(item.category)])
    event.add("transp", "TRANSPARENT" if item.category is Category.BREAK else "OPAQUE")
    return event


def _description(item: AgendaItemRow) -> str:
    lines = [said(item.objective)]
    if item.lead:
        lines.append(tr("Lead: {name}", name=item.lead))
    if said(item.mode):
        lines.append(capitalised(said(item.mode)))
    if said(item.materials):
        lines.append(tr("Materials: {materials}", materials=said(item.materials)))
    return clean_lines("\n".join(line for line in lines if line))


# --- the time zone -------------------------------------------------------------------------------


def _is_utc(zone: ZoneInfo) -> bool:
    return zone.key in {"UTC", "Etc/UTC", "Zulu", "Etc/Zulu", "Etc/UCT", "UCT"}


def _described(zone: ZoneInfo, programme: ProgrammeRow) -> Timezone:
    """The zone's offsets in the years of the programme.

    An onset is written in the local time that was valid until then, as the standard asks.
    """
    first = datetime(programme.first_day.year - 1, 1, 1, tzinfo=UTC)
    last = datetime(programme.last_day.year + 1, 1, 2, tzinfo=UTC)
    described = Timezone()
    described.add("tzid", zone.key)
    before = first.astimezone(zone)
    described.add_component(_observance(before, before, before))
    for moment in _changes(zone, first, last):
        earlier = (moment - timedelta(seconds=1)).astimezone(zone)
        after = moment.astimezone(zone)
        described.add_component(_observance(earlier + timedelta(seconds=1), earlier, after))
    return described


def _observance(onset: datetime, before: datetime, after: datetime) -> Component:
    part = TimezoneDaylight() if after.dst() else TimezoneStandard()
    part.add("dtstart", onset.replace(tzinfo=None))
    part.add("tzoffsetfrom", before.utcoffset())
    part.add("tzoffsetto", after.utcoffset())
    part.add("tzname", after.tzname() or "")
    return part


def _changes(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[datetime]:
    """The moments, to the second, at which the zone's offset changes."""
    here = first
    while here < last:
        there = here + timedelta(days=1)
        if here.astimezone(zone).utcoffset() != there.astimezone(zone).utcoffset():
            yield _moment(zone, here, there)
        here = there


def _moment(zone: ZoneInfo, early: datetime, late: datetime) -> datetime:
    offset = early.astimezone(zone).utcoffset()
    while late - early > timedelta(seconds=1):
        middle = early + timedelta(seconds=int((late - early).total_seconds()) // 2)
        if middle.astimezone(zone).utcoffset() == offset:
            early = middle
        else:
            late = middle
    return late

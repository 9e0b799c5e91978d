"""The agenda as a calendar file: read back by the library, and checked against RFC 5545 itself."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from report_rows import HOSTILE, agenda, programme

from facilitator.application.rows.agenda import AgendaRow
from facilitator.reports.agenda_calendar import calendar_of, write_calendar
from facilitator.support.errors import EnvironmentProblem

MADE = datetime(2024, 11, 1, 9, tzinfo=UTC)


def read_back(rows: AgendaRow, **changes: object) -> Calendar:
    return Calendar.from_ical(calendar_of(rows, programme(**changes), MADE).to_ical())


def test_every_item_is_an_event_with_its_times_and_place() -> None:
    rows = agenda()
    events = read_back(rows).events
    assert len(events) == len(rows.items)
    days = {day.id: day.date for day in rows.days}
    for item, event in zip(rows.items, events, strict=True):
        begins = datetime.combine(
            days[item.day_id], datetime.min.time(), ZoneInfo("Asia/Vientiane")
        )
        begins += timedelta(minutes=item.start)
        assert event["UID"] == str(item.id)
        assert event.start == begins
        assert event.start.utcoffset() == timedelta(hours=7)
        assert event.end - event.start == timedelta(minutes=item.minutes)
        assert event["SUMMARY"] == item.title
        assert "Mekong Hall, Mekong Conference Centre, Vientiane" in event["LOCATION"]
        assert "Lead: Lan Tran" in event["DESCRIPTION"]


def test_zone_is_described_and_every_time_refers_to_it() -> None:
    text = calendar_of(agenda(), programme(), MADE).to_ical().decode()
    assert text.count("BEGIN:VTIMEZONE") == 1
    assert "TZID:Asia/Vientiane" in text
    assert set(re.findall(r"DT(?:START|END);TZID=([^:]+):", text)) == {"Asia/Vientiane"}
    assert not re.search(r"BEGIN:VEVENT(?:(?!END:VEVENT).)*DTSTART:", text, re.DOTALL)


@pytest.mark.parametrize("zone", ["Europe/Paris", "America/New_York", "Australia/Lord_Howe",
                                  "Asia/Kathmandu", "Africa/Casablanca"])  # fmt: skip
def test_described_offsets_are_those_of_the_zone(zone: str) -> None:
    calendar = read_back(agenda(), time_zone=zone)
    described = calendar.timezones[0]
    parts = [(part["TZOFFSETFROM"].td, part["DTSTART"].dt, part["TZOFFSETTO"].td)
             for part in described.walk() if part.name in {"STANDARD", "DAYLIGHT"}]  # fmt: skip
    onsets = sorted((onset.replace(tzinfo=UTC) - before, after) for before, onset, after in parts)
    moment = datetime(2024, 1, 1, tzinfo=UTC)
    while moment < datetime(2024, 12, 31, tzinfo=UTC):
        valid = [after for onset, after in onsets if onset <= moment][-1]
        assert moment.astimezone(ZoneInfo(zone)).utcoffset() == valid, moment
        moment += timedelta(hours=1)


def test_universal_time_needs_no_description() -> None:
    text = calendar_of(agenda(), programme(time_zone="UTC"), MADE).to_ical().decode()
    assert "VTIMEZONE" not in text
    assert "DTSTART:20241104T083000Z" in text


def test_a_later_export_updates_and_adds_nothing() -> None:
    first = read_back(agenda())
    moved = replace(agenda().items[0], start=8 * 60, title="Registration")
    later = calendar_of(replace(agenda(), items=(moved, *agenda().items[1:])), programme(),
                        MADE + timedelta(seconds=1))  # fmt: skip
    kept = {event["UID"]: event for event in first.events}  # what a calendar program has
    for event in Calendar.from_ical(later.to_ical()).events:
        assert event["SEQUENCE"] > kept[event["UID"]]["SEQUENCE"]
        assert event["DTSTAMP"].dt > kept[event["UID"]]["DTSTAMP"].dt
        kept[event["UID"]] = event
    assert len(kept) == len(first.events)
    assert kept[str(moved.id)]["SUMMARY"] == "Registration"
    assert kept[str(moved.id)].start.hour == 8


def test_lines_are_folded_escaped_and_end_as_the_standard_says() -> None:
    item = replace(agenda().items[0], title="Case; one, two \\ three: ຄວາມໄວ້ວາງໃຈ " * 12,
                   objective="First\nsecond; third, BEGIN:VEVENT\nEND:VCALENDAR")  # fmt: skip
    raw = calendar_of(replace(agenda(), items=(item,)), programme(), MADE).to_ical()
    assert raw.endswith(b"END:VCALENDAR\r\n")
    lines = raw.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    for line in lines:
        line.decode()  # no letter is cut in two
    assert raw.count(b"BEGIN:VEVENT\r\n") == 1
    unfolded = raw.replace(b"\r\n ", b"").decode()
    assert "SUMMARY:Case\\; one\\, two \\\\ three: ຄວາມ" in unfolded
    event = Calendar.from_ical(raw).events[0]
    assert event["SUMMARY"] == item.title.strip()
    assert item.objective in event["DESCRIPTION"]


@pytest.mark.parametrize("text", [*HOSTILE, "a\r\nEND:VEVENT", "\u202eright", "a\x00b\x1bc"])
def test_texts_of_people_end_no_line_and_no_event(text: str) -> None:
    item = replace(agenda().items[0], title=text, objective=text, room=text, materials=text)
    calendar = read_back(replace(agenda(), items=(item,)), title=text, venue=text)
    assert len(calendar.events) == 1
    assert "\x00" not in calendar.to_ical().decode()
    assert "\u202e" not in calendar.to_ical().decode()


def test_an_item_without_length_ends_when_it_begins() -> None:
    item = replace(agenda().items[0], minutes=0, anchored=True)
    event = read_back(replace(agenda(), items=(item,))).events[0]
    assert "DTEND" not in event
    assert event.end == event.start


def test_an_item_until_midnight_ends_on_the_next_day() -> None:
    item = replace(agenda().items[0], start=22 * 60, minutes=120)
    event = read_back(replace(agenda(), items=(item,))).events[0]
    assert event.end.date() == date(2024, 11, 5)


def test_neither_private_notes_nor_names_that_are_not_wished(tmp_path: Path) -> None:
    hidden = programme().resource_persons[1]
    item = replace(agenda().items[0], lead_id=hidden.id, lead=hidden.name)
    path = tmp_path / "agenda.ics"
    write_calendar(replace(agenda(), items=(item, *agenda().items[1:])), programme(), path)
    text = path.read_bytes().replace(b"\r\n ", b"").decode()
    assert "PRIVATE" not in text
    assert hidden.name not in text
    assert hidden.role in text


def test_an_empty_agenda_is_said(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem) as caught:
        write_calendar(replace(agenda(), items=()), programme(), tmp_path / "agenda.ics")
    assert caught.value.code == "nothing-to-export"
    assert list(tmp_path.iterdir()) == []

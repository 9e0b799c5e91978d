"""Cleaning what people type before it reaches a row: one function a kind of field.

Each takes the field's name and the value and returns the value to store, or raises RuleViolation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar
from zoneinfo import available_timezones

from facilitator.domain.agenda import MINUTES_IN_DAY, minute_of
from facilitator.domain.people import clean_email, clean_line, clean_lines, clean_name
from facilitator.persistence.base import Base
from facilitator.support.errors import RuleViolation

Cleaner = Callable[[str, Any], Any]
E = TypeVar("E", bound=StrEnum)

LINE_LIMIT = 300
TEXT_LIMIT = 10_000


def line(field: str, value: Any) -> str:
    """One line of text, possibly empty."""
    return _within(field, clean_line(str(value)).text, LINE_LIMIT)


def needed_line(field: str, value: Any) -> str:
    """One line of text that must say something."""
    text = line(field, value)
    if not text:
        raise RuleViolation("text-empty", field=field)
    return text


def text(field: str, value: Any) -> str:
    """Several lines of text, possibly empty."""
    return _within(field, clean_lines(str(value)), TEXT_LIMIT)


def needed_text(field: str, value: Any) -> str:
    """Several lines of text that must say something."""
    cleaned = text(field, value)
    if not cleaned:
        raise RuleViolation("text-empty", field=field)
    return cleaned


def _within(field: str, value: str, limit: int) -> str:
    if len(value) > limit:
        raise RuleViolation("text-too-long", field=field, length=len(value), limit=limit)
    return value


def name(field: str, value: Any) -> str:
    """A person's name, needed."""
    return clean_name(str(value), field)


def optional_name(field: str, value: Any) -> str:
    """A person's name, or nothing."""
    return clean_name(str(value), field) if clean_line(str(value)).text else ""


def email(_field: str, value: Any) -> str:
    """An e-mail address, or nothing."""
    return clean_email(str(value))


def flag(_field: str, value: Any) -> bool:
    """Yes or no."""
    return bool(value)


def choice(enum: type[E]) -> Cleaner:
    """One of the values of an enum."""

    def clean(field: str, value: Any) -> E:
        try:
            return enum(value)
        except ValueError as error:
            raise RuleViolation("value-not-allowed", field=field, text=value) from error

    return clean


def minute_of_day(field: str, value: Any) -> int:
    """Minutes from midnight, given as such or as "9:30"; midnight at the end of the day included."""
    minute = value if isinstance(value, int) else agenda_minute(str(value), field)
    if not 0 <= minute <= MINUTES_IN_DAY:
        raise RuleViolation("agenda-bad-time", field=field, text=value)
    return minute


def agenda_minute(text: str, field: str) -> int:
    """Like `domain.agenda.minute_of`, refusing in the name of `field`."""
    try:
        return minute_of(text)
    except RuleViolation as refusal:
        raise RuleViolation("agenda-bad-time", field=field, text=text) from refusal


def percent(field: str, value: Any) -> int:
    """A whole percentage from 0 to 100."""
    try:
        number = int(value)
    except (TypeError, ValueError, OverflowError) as error:
        raise RuleViolation("percent-out-of-range", field=field) from error
    if not 0 <= number <= 100 or number != float(value):
        raise RuleViolation("percent-out-of-range", field=field)
    return number


def optional_percent(field: str, value: Any) -> int | None:
    """A whole percentage, or None."""
    return None if value is None or value == "" else percent(field, value)


def day(field: str, value: Any) -> date:
    """A date, given as one or as "2024-11-04"."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise RuleViolation("date-malformed", field=field, text=value) from error


def optional_day(field: str, value: Any) -> date | None:
    """A date, or None."""
    return None if value is None or value == "" else day(field, value)


def time_zone(field: str, value: Any) -> str:
    """A name from the time zone database."""
    zone = clean_line(str(value)).text
    if zone not in available_timezones():
        raise RuleViolation("time-zone-unknown", field=field, text=zone)
    return zone


def clean(cleaners: Mapping[str, Cleaner], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Every value cleaned by its field's cleaner; a field without one is a mistake in our code."""
    return {field: cleaners[field](field, value) for field, value in changes.items()}


def apply(row: Base, cleaners: Mapping[str, Cleaner], changes: Mapping[str, Any]) -> None:
    """Set the cleaned values on a row; nothing is set when one of them is refused."""
    for field, value in clean(cleaners, changes).items():
        if getattr(row, field) != value:
            setattr(row, field, value)

"""Rules of data protection: how long personal data stay, and the do-no-harm questions (methods 9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from facilitator.support.errors import RuleViolation

DEFAULT_RETENTION_DAYS = 180
LONGEST_RETENTION_DAYS = 3650
SMALLEST_KEPT = 5
"""A kept count below this is not kept: with so few, a number can be a person (methods 5.6)."""


class Retention(StrEnum):
    """Where a programme stands between its end and its wipe."""

    RUNNING = "running"
    KEPT = "kept"
    DUE = "due"
    WIPED = "wiped"


def check_retention(days: int) -> None:
    """Raise RuleViolation `retention-days` outside 0 to 3,650 days."""
    if not 0 <= days <= LONGEST_RETENTION_DAYS:
        raise RuleViolation("retention-days", field="retention_days", most=LONGEST_RETENTION_DAYS)


def due_on(last_day: date, retention_days: int) -> date:
    """The first day on which the personal data should be gone."""
    return last_day + timedelta(days=retention_days)


def retention(last_day: date, retention_days: int, wiped_on: date | None, today: date) -> Retention:
    """Where the programme stands today."""
    if wiped_on is not None:
        return Retention.WIPED
    if today <= last_day:
        return Retention.RUNNING
    return Retention.DUE if today >= due_on(last_day, retention_days) else Retention.KEPT


@dataclass(frozen=True, slots=True)
class Person:
    """What the kept statistics are counted from."""

    sex: str
    institution_type: str
    attendance_percent: int | None


def kept_counts(people: Iterable[Person], certificates: Iterable[str]) -> dict[str, int]:
    """The numbers that stay after the wipe, by name.

    The whole, and by one dimension at a time; a dimension with any count below five is left out
    whole, since the rest would give the small one away.
    """
    everybody = tuple(people)
    counts = {"people": len(everybody)}
    attended = [p.attendance_percent for p in everybody if p.attendance_percent is not None]
    if len(attended) >= SMALLEST_KEPT:
        counts["mean_attendance_percent"] = round(sum(attended) / len(attended))
    for dimension in ("sex", "institution_type"):
        counts |= _safe(dimension, [getattr(person, dimension) for person in everybody])
    kinds = list(certificates)
    counts["certificates"] = len(kinds)
    return counts


def _safe(dimension: str, values: list[str]) -> dict[str, int]:
    counts = {value: values.count(value) for value in sorted(set(values))}
    if any(count < SMALLEST_KEPT for count in counts.values()):
        return {}
    return {f"{dimension}.{value}": count for value, count in counts.items()}


def check_harm(what: str, signed_by: str) -> None:
    """Raise RuleViolation where a do-no-harm check says not what was checked, or by whom."""
    if not what.strip():
        raise RuleViolation("text-empty", field="what")
    if not signed_by.strip():
        raise RuleViolation("text-empty", field="signed_by")

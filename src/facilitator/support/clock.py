"""The time, in one place, so that a test can hold it still."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

FIXED_VARIABLE = "FACILITATOR_NOW"
"""ISO time that stands in for the clock, for reproducible documents and pictures."""


def now() -> datetime:
    """The present moment, in UTC."""
    fixed = os.environ.get(FIXED_VARIABLE)
    return datetime.fromisoformat(fixed).astimezone(UTC) if fixed else datetime.now(UTC)


def local_now() -> datetime:
    """The present moment in the machine's own time zone, for the clock on the wall."""
    return now().astimezone()


def today() -> date:
    """Today on the machine's calendar."""
    return local_now().date()

"""The time, in one place, so that a test can hold it still."""

from __future__ import annotations

import os
import sys
import time
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


def boot_seconds() -> float:
    """Seconds on a clock that nobody can set and that goes on while the machine sleeps.

    Linux has it as CLOCK_BOOTTIME; on macOS CLOCK_MONOTONIC counts sleep although Python's own
    monotonic clock does not; on Windows Python's own does.
    """
    which = getattr(time, "CLOCK_BOOTTIME", None)
    if which is None and sys.platform == "darwin":
        which = getattr(time, "CLOCK_MONOTONIC", None)
    return time.monotonic() if which is None else time.clock_gettime(which)

"""The programme: its days, its organisations, and the words for its facts."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from facilitator.support.errors import RuleViolation

LONGEST_PROGRAMME = 30
YEARS = range(1950, 2201)


class OrganisationRole(StrEnum):
    """What an organisation is to the programme."""

    ORGANISER = "organiser"
    PARTNER = "partner"
    DONOR = "donor"


def day_dates(first_day: date, working_days: int) -> list[date]:
    """Dates of the programme's days: consecutive calendar days from the first.

    Raises RuleViolation `programme-length` outside 1 to 30 days, `date-out-of-range` for a first day
    in another age.
    """
    if not 1 <= working_days <= LONGEST_PROGRAMME:
        raise RuleViolation("programme-length", field="days", most=LONGEST_PROGRAMME)
    if first_day.year not in YEARS:
        raise RuleViolation("date-out-of-range", field="first_day", first=YEARS.start,
                            last=YEARS.stop - 1)  # fmt: skip
    return [first_day + timedelta(days=offset) for offset in range(working_days)]

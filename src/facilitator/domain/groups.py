"""Groups: who works with whom, and in which role."""

from __future__ import annotations

from enum import StrEnum


class GroupRole(StrEnum):
    """Roles inside a home group (methods 7.2, day 2)."""

    MEMBER = "member"
    FACILITATOR = "facilitator"
    RAPPORTEUR = "rapporteur"
    TIMEKEEPER = "timekeeper"
    CRITIC = "critic"

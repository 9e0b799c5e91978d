"""Reservations and sign-on (methods 4.5): who stands on the signature page, and how.

Everybody signs in a personal capacity. The default is not to be listed.
"""

from __future__ import annotations

from enum import StrEnum

from facilitator.domain.vision.states import VisionState
from facilitator.support.errors import RuleViolation
from facilitator.support.segments import word_count

RESERVATION_WORDS = 100
TEAM_SIZE = range(5, 8)


class SignOn(StrEnum):
    """What a person chose."""

    SIGN = "sign"
    WITH_RESERVATION = "with_reservation"
    PRESENT = "present"
    NOT_LISTED = "not_listed"


class SignOrder(StrEnum):
    """How the signature page is ordered; never by rank."""

    FAMILY_NAME = "family_name"
    COUNTRY = "country"


def check_sign_on(state: VisionState, choice: SignOn) -> None:
    """Refuse to list anybody under a text that is not adopted; leaving the list is always free."""
    if state is not VisionState.ADOPTED and choice is not SignOn.NOT_LISTED:
        raise RuleViolation("sign-needs-adopted", field="choice")


def check_reservation(text: str) -> None:
    """Refuse a reservation longer than a hundred words."""
    length = word_count(text)
    if length > RESERVATION_WORDS:
        raise RuleViolation("reservation-too-long", field="reservation", limit=RESERVATION_WORDS,
                            length=length)  # fmt: skip


def check_team(size: int, pen_holders: int) -> None:
    """Refuse a drafting team without exactly one pen-holder; its size is advice, not a rule."""
    if size and pen_holders != 1:
        raise RuleViolation("team-one-pen-holder", field="team")

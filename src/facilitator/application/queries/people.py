"""Queries on participants."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application.rows.people import ParticipantRow
from facilitator.domain.people import fold
from facilitator.persistence.models.groups import HomeGroup, Membership
from facilitator.persistence.models.people import Participant

_PLAIN = [
    "id", "certificate_name", "badge_name", "own_script_name", "honorific", "family_name_first",
    "sex", "country", "institution", "institution_type", "position", "email", "notes",
    "consent_photo", "consent_name_in_report", "consent_share_contact", "name_confirmed",
    "withdrawn", "assessment_percent", "family_name", "role", "consent_photo_on",
    "consent_name_in_report_on", "consent_share_contact_on", "withdrawn_on", "withdrawn_reason",
    "replaced_by_id", "listed",
]  # fmt: skip


def participants(session: Session) -> tuple[ParticipantRow, ...]:
    """Everybody on the list in order of name, in every role, withdrawn ones too."""
    wanted = (
        select(Participant, HomeGroup.letter)
        .outerjoin(Membership, Membership.participant_id == Participant.id)
        .outerjoin(HomeGroup, HomeGroup.id == Membership.group_id)
    )
    found = [
        ParticipantRow(**{name: getattr(person, name) for name in _PLAIN}, group=letter or "")
        for person, letter in session.execute(wanted)
    ]
    return tuple(sorted(found, key=lambda row: (fold(row.certificate_name), str(row.id))))

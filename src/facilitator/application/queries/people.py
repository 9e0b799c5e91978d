"""Queries on participants."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application.rows.people import ParticipantRow
from facilitator.domain.people import fold
from facilitator.persistence.models.groups import HomeGroup, Membership
from facilitator.persistence.models.people import Participant

_PLAIN = (
    "id", "certificate_name", "badge_name", "own_script_name", "honorific", "family_name_first",
    "sex", "country", "institution", "institution_type", "position", "email", "notes",
    "consent_photo", "consent_name_in_report", "consent_share_contact", "name_confirmed",
    "withdrawn", "assessment_percent", "family_name", "role", "consent_photo_on",
    "consent_name_in_report_on", "consent_share_contact_on", "withdrawn_on", "withdrawn_reason",
    "replaced_by_id",
)  # fmt: skip


def participants(session: Session) -> tuple[ParticipantRow, ...]:
    """Everybody on the list in order of name, in every role, withdrawn ones too.

    `listed` is left empty: only an import needs it (see `participants_as_listed`).
    """
    # Columns and not objects: a list of ten thousand is read three times as fast.
    columns: list[Any] = [getattr(Participant, name) for name in _PLAIN]
    wanted = (
        select(*columns, HomeGroup.letter)
        .outerjoin(Membership, Membership.participant_id == Participant.id)
        .outerjoin(HomeGroup, HomeGroup.id == Membership.group_id)
    )
    found = [
        ParticipantRow(**dict(zip(_PLAIN, values, strict=True)), group=letter or "")
        for *values, letter in session.execute(wanted)
    ]
    return tuple(sorted(found, key=lambda row: (fold(row.certificate_name), row.id.int)))


def participants_as_listed(session: Session) -> tuple[ParticipantRow, ...]:
    """The same people, each with what an imported list said last."""
    said = session.execute(select(Participant.id, Participant.listed))
    listed = {key: fields for key, fields in said}  # noqa: C416 - rows are no pairs to mypy
    return tuple(replace(row, listed=listed[row.id]) for row in participants(session))

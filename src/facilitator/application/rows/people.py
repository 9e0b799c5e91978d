"""Rows of participants."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from facilitator.domain.people import InstitutionType, Sex


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """One participant. `country` is the UN short name; `group` the home group's letter or ''."""

    id: UUID
    certificate_name: str
    badge_name: str
    own_script_name: str
    honorific: str
    family_name_first: bool
    sex: Sex
    country: str
    institution: str
    institution_type: InstitutionType
    position: str
    email: str
    notes: str
    consent_photo: bool
    consent_name_in_report: bool
    consent_share_contact: bool
    name_confirmed: bool
    withdrawn: bool
    assessment_percent: int | None
    group: str

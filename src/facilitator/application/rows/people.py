"""Rows of participants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from facilitator.domain.people import InstitutionType, ParticipantRole, Sex


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """One person of the list. `country` is the UN short name; `group` the home group's letter or ''.

    `listed` is what an imported list said last, by field; empty for people who were typed in, and
    where the query did not ask for it.
    """

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
    family_name: str = ""
    role: ParticipantRole = ParticipantRole.PARTICIPANT
    consent_photo_on: date | None = None
    consent_name_in_report_on: date | None = None
    consent_share_contact_on: date | None = None
    withdrawn_on: date | None = None
    withdrawn_reason: str = ""
    replaced_by_id: UUID | None = None
    listed: Mapping[str, str] = field(default_factory=dict)

    @property
    def takes_part(self) -> bool:
        """Whether the person is a participant who has not withdrawn: counted, and certified."""
        return self.role is ParticipantRole.PARTICIPANT and not self.withdrawn

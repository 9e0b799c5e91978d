"""Table of participants: only what the programme needs (methods 9, proportionality)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from facilitator.domain.people import InstitutionType, ParticipantRole, Sex
from facilitator.persistence.base import Base, Line


class Participant(Base):
    """A person with four names: for the certificate, the badge, in the own script, of the family.

    `listed` is what the list said last time, by field, so that a hand edit can be told from a
    change in the list; empty for people who were typed in. A consent's date is the day on which it
    was last given or withdrawn.
    """

    __tablename__ = "participant"

    certificate_name: Mapped[Line]
    badge_name: Mapped[Line] = mapped_column(default="")
    own_script_name: Mapped[Line] = mapped_column(default="")
    family_name: Mapped[Line] = mapped_column(default="")
    honorific: Mapped[Line] = mapped_column(default="")
    family_name_first: Mapped[bool] = mapped_column(default=False)
    role: Mapped[ParticipantRole] = mapped_column(default=ParticipantRole.PARTICIPANT)
    sex: Mapped[Sex] = mapped_column(default=Sex.NOT_STATED)
    country: Mapped[Line] = mapped_column(default="")
    institution: Mapped[Line] = mapped_column(default="")
    institution_type: Mapped[InstitutionType] = mapped_column(default=InstitutionType.OTHER)
    position: Mapped[Line] = mapped_column(default="")
    email: Mapped[Line] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    consent_photo: Mapped[bool] = mapped_column(default=False)
    consent_photo_on: Mapped[date | None] = mapped_column(default=None)
    consent_name_in_report: Mapped[bool] = mapped_column(default=False)
    consent_name_in_report_on: Mapped[date | None] = mapped_column(default=None)
    consent_share_contact: Mapped[bool] = mapped_column(default=False)
    consent_share_contact_on: Mapped[date | None] = mapped_column(default=None)
    name_confirmed: Mapped[bool] = mapped_column(default=False)
    withdrawn: Mapped[bool] = mapped_column(default=False)
    withdrawn_on: Mapped[date | None] = mapped_column(default=None)
    withdrawn_reason: Mapped[Line] = mapped_column(default="")
    replaced_by_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("participant.id", ondelete="SET NULL"), default=None
    )
    assessment_percent: Mapped[int | None] = mapped_column(default=None)
    listed: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)

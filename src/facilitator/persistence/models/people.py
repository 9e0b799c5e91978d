"""Table of participants: only what the programme needs (methods 9, proportionality)."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from facilitator.domain.people import InstitutionType, Sex
from facilitator.persistence.base import Base, Line


class Participant(Base):
    """A participant with four names: certificate, badge, own script, and how they are ordered."""

    __tablename__ = "participant"

    certificate_name: Mapped[Line]
    badge_name: Mapped[Line] = mapped_column(default="")
    own_script_name: Mapped[Line] = mapped_column(default="")
    honorific: Mapped[Line] = mapped_column(default="")
    family_name_first: Mapped[bool] = mapped_column(default=False)
    sex: Mapped[Sex] = mapped_column(default=Sex.NOT_STATED)
    country: Mapped[Line] = mapped_column(default="")
    institution: Mapped[Line] = mapped_column(default="")
    institution_type: Mapped[InstitutionType] = mapped_column(default=InstitutionType.OTHER)
    position: Mapped[Line] = mapped_column(default="")
    email: Mapped[Line] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    consent_photo: Mapped[bool] = mapped_column(default=False)
    consent_name_in_report: Mapped[bool] = mapped_column(default=False)
    consent_share_contact: Mapped[bool] = mapped_column(default=False)
    name_confirmed: Mapped[bool] = mapped_column(default=False)
    withdrawn: Mapped[bool] = mapped_column(default=False)
    assessment_percent: Mapped[int | None] = mapped_column(default=None)

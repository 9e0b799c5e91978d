"""Tables of the programme itself. A file holds one programme, so no other table refers to it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from facilitator.domain.programme import OrganisationRole
from facilitator.persistence.base import Base, Line


class Programme(Base):
    """The one row of the programme's facts and rules."""

    __tablename__ = "programme"

    title: Mapped[Line]
    subtitle: Mapped[Line] = mapped_column(default="")
    place: Mapped[Line] = mapped_column(default="")
    venue: Mapped[Line] = mapped_column(default="")
    time_zone: Mapped[Line] = mapped_column(default="UTC")
    first_day: Mapped[date]
    donor_line: Mapped[Line] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    is_sample: Mapped[bool] = mapped_column(default=False)
    attendance_percent: Mapped[int] = mapped_column(default=80)
    offers_completion: Mapped[bool] = mapped_column(default=True)
    needs_assessment: Mapped[bool] = mapped_column(default=True)
    pass_percent: Mapped[int] = mapped_column(default=70)
    needs_case: Mapped[bool] = mapped_column(default=True)
    serial_format: Mapped[Line]
    dots_each: Mapped[int] = mapped_column(default=5)
    board_voters: Mapped[int] = mapped_column(default=0)
    day_begins: Mapped[int] = mapped_column(default=8 * 60)
    day_ends: Mapped[int] = mapped_column(default=18 * 60)


class Attachment(Base):
    """A picture or document, stored once by the hash of its content."""

    __tablename__ = "attachment"

    sha256: Mapped[Line] = mapped_column(unique=True)
    media_type: Mapped[Line]
    file_name: Mapped[Line] = mapped_column(default="")
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Organisation(Base):
    """An organiser, partner or donor."""

    __tablename__ = "organisation"

    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[Line]
    role: Mapped[OrganisationRole]
    logo_id: Mapped[UUID | None] = mapped_column(ForeignKey("attachment.id", ondelete="SET NULL"))


class Objective(Base):
    """A learning objective of the week."""

    __tablename__ = "objective"

    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[str]


class Signatory(Base):
    """Who signs the certificates."""

    __tablename__ = "signatory"

    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[Line]
    title: Mapped[Line] = mapped_column(default="")
    signature_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("attachment.id", ondelete="SET NULL")
    )


class ResourcePerson(Base):
    """A resource person or member of the team."""

    __tablename__ = "resource_person"

    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[Line] = mapped_column(default="")
    role: Mapped[Line] = mapped_column(default="")
    show_name: Mapped[bool] = mapped_column(default=True)
    from_day: Mapped[date | None]
    until_day: Mapped[date | None]

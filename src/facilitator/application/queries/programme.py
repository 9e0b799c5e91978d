"""Queries on the programme itself."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator.application.rows.programme import (
    ObjectiveRow,
    OrganisationRow,
    ProgrammeRow,
    ResourcePersonRow,
    SignatoryRow,
)  # fmt: skip
from facilitator.domain.certificates import CertificateRules
from facilitator.persistence.models.agenda import Day
from facilitator.persistence.models.programme import (
    Attachment,
    Objective,
    Organisation,
    Programme,
    ResourcePerson,
    Signatory,
)  # fmt: skip


def the_programme(session: Session) -> ProgrammeRow:
    """The programme with its organisations, objectives, signatories and resource persons."""
    row = session.scalars(select(Programme)).one()
    pictures = _pictures(session)
    return ProgrammeRow(
        id=row.id, title=row.title, subtitle=row.subtitle, place=row.place, venue=row.venue,
        time_zone=row.time_zone, first_day=row.first_day, last_day=_last_day(session, row),
        donor_line=row.donor_line, notes=row.notes, is_sample=row.is_sample,
        certificate_rules=rules_of(row), serial_format=row.serial_format,
        organisations=tuple(
            OrganisationRow(o.id, o.name, o.role, pictures.get(o.logo_id, b""))
            for o in session.scalars(select(Organisation).order_by(Organisation.position))
        ),
        objectives=tuple(
            ObjectiveRow(o.id, o.text)
            for o in session.scalars(select(Objective).order_by(Objective.position))
        ),
        signatories=tuple(
            SignatoryRow(s.id, s.name, s.title, pictures.get(s.signature_id, b""))
            for s in session.scalars(select(Signatory).order_by(Signatory.position))
        ),
        resource_persons=tuple(
            ResourcePersonRow(p.id, p.name, p.role, p.show_name, p.from_day, p.until_day)
            for p in session.scalars(select(ResourcePerson).order_by(ResourcePerson.position))
        ),
        day_begins=row.day_begins, day_ends=row.day_ends,
    )  # fmt: skip


def rules_of(row: Programme) -> CertificateRules:
    """The programme's certificate rules."""
    return CertificateRules(
        attendance_percent=row.attendance_percent, offers_completion=row.offers_completion,
        needs_assessment=row.needs_assessment, pass_percent=row.pass_percent,
        needs_case=row.needs_case,
    )  # fmt: skip


def _last_day(session: Session, row: Programme) -> date:
    return session.scalar(select(func.max(Day.date))) or row.first_day


def _pictures(session: Session) -> dict[UUID | None, bytes]:
    found = session.execute(select(Attachment.id, Attachment.content))
    return {row.id: row.content for row in found}

"""Queries on certificates."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application.queries.attendance import presences
from facilitator.application.queries.people import participants
from facilitator.application.queries.programme import rules_of
from facilitator.application.rows.certificates import CandidateRow, CertificateSheet, IssuedRow
from facilitator.domain.certificates import CertificateState, Record, decide
from facilitator.domain.people import ParticipantRole
from facilitator.persistence.models.case_studies import CaseStudy
from facilitator.persistence.models.certificates import Certificate
from facilitator.persistence.models.groups import Membership
from facilitator.persistence.models.programme import Programme


def candidates(session: Session) -> tuple[CandidateRow, ...]:
    """Every participant with what the rules propose and the certificate in force, by name.

    Resource persons, interpreters, observers and the team earn no certificate.
    """
    rules = rules_of(session.scalars(select(Programme)).one())
    present, presenters = presences(session), _presenters(session)
    issued = {row.participant_id: row for row in register(session)
              if row.state is CertificateState.ISSUED}  # fmt: skip
    found = []
    for person in participants(session):
        if person.role is not ParticipantRole.PARTICIPANT and person.id not in issued:
            continue
        record = Record(present[person.id], person.assessment_percent, person.id in presenters,
                        person.withdrawn)  # fmt: skip
        found.append(CandidateRow(
            participant_id=person.id, name=person.certificate_name,
            own_script_name=person.own_script_name, country=person.country,
            presence=record.presence, assessment_percent=record.assessment_percent,
            case_presented=record.case_presented, eligibility=decide(rules, record),
            issued=issued.get(person.id),
        ))  # fmt: skip
    return tuple(found)


def _presenters(session: Session) -> set[UUID]:
    wanted = (
        select(Membership.participant_id)
        .join(CaseStudy, CaseStudy.group_id == Membership.group_id)
        .where(CaseStudy.presented.is_(True))
    )
    return set(session.scalars(wanted))


def register(session: Session) -> tuple[IssuedRow, ...]:
    """The register in order of number, void certificates too."""
    return tuple(
        IssuedRow(c.id, c.participant_id, c.serial, c.number, c.kind, c.state, c.issued_on, c.name,
                  c.own_script_name, c.learning_minutes)
        for c in session.scalars(select(Certificate).order_by(Certificate.number))
    )  # fmt: skip


def sheets(session: Session) -> tuple[CertificateSheet, ...]:
    """The certificates in force, as they are printed, in order of number."""
    return _sheets(session, CertificateState.ISSUED)


def void_sheets(session: Session) -> tuple[CertificateSheet, ...]:
    """The void certificates, as they were printed."""
    return _sheets(session, CertificateState.VOID)


def _sheets(session: Session, state: CertificateState) -> tuple[CertificateSheet, ...]:
    return tuple(
        CertificateSheet(serial=row.serial, kind=row.kind, name=row.name,
                         own_script_name=row.own_script_name, issued_on=row.issued_on,
                         hours=row.learning_minutes / 60)
        for row in register(session)
        if row.state is state
    )  # fmt: skip

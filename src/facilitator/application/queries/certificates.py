"""Queries on certificates."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application.layout_pictures import whole
from facilitator.application.queries.agenda import learning_minutes_by_half
from facilitator.application.queries.attendance import presences
from facilitator.application.queries.groups import home_groups
from facilitator.application.queries.people import participants
from facilitator.application.queries.programme import rules_of
from facilitator.application.rows.certificates import (
    CandidateRow,
    CertificateSheet,
    DesignRow,
    IssuedRow,
)  # fmt: skip
from facilitator.domain.certificates import (
    CertificateKind,
    CertificateState,
    Decision,
    Record,
    decide,
)  # fmt: skip
from facilitator.domain.people import ParticipantRole
from facilitator.persistence.models.case_studies import CaseStudy
from facilitator.persistence.models.certificates import (
    Certificate,
    CertificateDecision,
    CertificateDesign,
)  # fmt: skip
from facilitator.persistence.models.groups import Membership
from facilitator.persistence.models.programme import Programme


def candidates(session: Session) -> tuple[CandidateRow, ...]:
    """Every participant with what the rules propose and the certificate in force, by name.

    Resource persons, interpreters, observers and the team earn no certificate.
    """
    rules = rules_of(session.scalars(select(Programme)).one())
    present, presenters = presences(session), _presenters(session)
    decisions = {
        row.participant_id: Decision(row.kind, row.reason)
        for row in session.scalars(select(CertificateDecision))
    }
    issued = {row.participant_id: row for row in register(session)
              if row.state is CertificateState.ISSUED}  # fmt: skip
    found = []
    for person in participants(session):
        if person.role is not ParticipantRole.PARTICIPANT and person.id not in issued:
            continue
        record = Record(present[person.id], person.assessment_percent, person.id in presenters,
                        person.withdrawn)  # fmt: skip
        eligibility = decide(rules, record, decisions.get(person.id))
        found.append(CandidateRow(
            participant_id=person.id, name=person.certificate_name,
            own_script_name=person.own_script_name, country=person.country,
            presence=record.presence, assessment_percent=record.assessment_percent,
            case_presented=record.case_presented, eligibility=eligibility,
            issued=issued.get(person.id), withdrawn=person.withdrawn,
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
                  c.own_script_name, c.learning_minutes, c.void_reason, c.replaces,
                  c.programme_title, c.place, c.first_day, c.last_day, c.code)
        for c in session.scalars(select(Certificate).order_by(Certificate.number))
    )  # fmt: skip


def design(session: Session) -> DesignRow:
    """How the certificates look."""
    found = session.scalars(select(CertificateDesign)).one_or_none()
    return DesignRow(whole(session, found.layout), found.language) if found else DesignRow()


def sheets(session: Session) -> tuple[CertificateSheet, ...]:
    """The certificates in force, as they are printed, in order of number."""
    return _sheets(session, CertificateState.ISSUED)


def void_sheets(session: Session) -> tuple[CertificateSheet, ...]:
    """The void certificates, as they were printed."""
    return _sheets(session, CertificateState.VOID)


def proof_sheets(session: Session, on: date) -> tuple[CertificateSheet, ...]:
    """A proof for everybody who may get a certificate, for checking names; nothing is issued."""
    places = _places(session)
    hours = sum(learning_minutes_by_half(session).values()) / 60
    return tuple(
        CertificateSheet(
            serial="", kind=row.eligibility.kind or CertificateKind.PARTICIPATION, name=row.name,
            own_script_name=row.own_script_name, issued_on=on, hours=hours,
            group=places.get(row.participant_id, ("", 0))[0],
            seat=places.get(row.participant_id, ("", 0))[1], is_proof=True,
        )
        for row in candidates(session)
    )  # fmt: skip


def _places(session: Session) -> dict[UUID, tuple[str, int]]:
    """Home group and place in it of each person, by key."""
    found = {}
    for group in home_groups(session):
        for seat, member in enumerate(group.members, 1):
            found[member.participant_id] = (group.name, seat)
    return found


def _sheets(session: Session, state: CertificateState) -> tuple[CertificateSheet, ...]:
    places = _places(session)
    return tuple(
        CertificateSheet(
            serial=row.serial, kind=row.kind, name=row.name, own_script_name=row.own_script_name,
            issued_on=row.issued_on, hours=row.learning_minutes / 60, code=row.code,
            programme_title=row.programme_title, place=row.place, first_day=row.first_day,
            last_day=row.last_day, group=places.get(row.participant_id, ("", 0))[0],
            seat=places.get(row.participant_id, ("", 0))[1],
        )
        for row in register(session)
        if row.state is state
    )  # fmt: skip

"""Commands on certificates: issue and void. A number once given is never given again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator.application import fields
from facilitator.application.queries import certificates as queries
from facilitator.application.queries.agenda import learning_minutes_by_half
from facilitator.application.registry import Command, handles
from facilitator.application.rows.certificates import CandidateRow
from facilitator.domain.certificates import CertificateState, serial
from facilitator.persistence import rows
from facilitator.persistence.models.certificates import Certificate
from facilitator.persistence.models.counters import next_number
from facilitator.persistence.models.people import Participant
from facilitator.persistence.models.programme import Programme
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr, trn


@dataclass(frozen=True, slots=True)
class IssueCertificates(Command):
    """Give running numbers to people who are eligible, in the order given."""

    participant_ids: tuple[UUID, ...]
    issued_on: date

    @property
    def label(self) -> str:
        n = len(self.participant_ids)
        return trn("Issue {n} certificate", "Issue {n} certificates", n)


@handles(IssueCertificates)
def issue_certificates(session: Session, command: IssueCertificates) -> None:
    programme = session.scalars(select(Programme)).one()
    candidates = {row.participant_id: row for row in queries.candidates(session)}
    highest = session.scalar(select(func.max(Certificate.number))) or 0
    minutes = sum(learning_minutes_by_half(session).values())
    taken = set(session.scalars(select(Certificate.serial)))
    for key in dict.fromkeys(command.participant_ids):
        person = rows.find(session, Participant, key)
        candidate = candidates.get(key)
        if candidate is None:  # an interpreter, an observer, the team
            raise RuleViolation("certificate-not-eligible", name=person.certificate_name)
        _check(person, candidate)
        number, text = _next_serial(session, programme, highest, taken)
        rows.add(session, Certificate(
            participant_id=key, number=number, kind=candidate.eligibility.kind, serial=text,
            issued_on=command.issued_on, name=person.certificate_name,
            own_script_name=person.own_script_name, learning_minutes=minutes,
        ))  # fmt: skip


def _next_serial(
    session: Session, programme: Programme, highest: int, taken: set[str]
) -> tuple[int, str]:
    """The next number whose serial is not in the register, whatever the format was before."""
    while True:
        number = next_number(session, "certificate", at_least=highest)
        text = serial(programme.serial_format, programme.first_day, number)
        if text not in taken:
            return number, text


def _check(person: Participant, candidate: CandidateRow) -> None:
    name = person.certificate_name
    if candidate.issued is not None:
        raise RuleViolation("certificate-already-issued", name=name, serial=candidate.issued.serial)
    if candidate.eligibility.kind is None:
        raise RuleViolation("certificate-not-eligible", name=name)
    if not person.name_confirmed:
        raise RuleViolation("certificate-name-unconfirmed", name=name)


@dataclass(frozen=True, slots=True)
class VoidCertificate(Command):
    """Void a certificate with a reason; it stays in the register and its number is not reused."""

    certificate_id: UUID
    reason: str

    @property
    def label(self) -> str:
        return tr("Void a certificate")


@handles(VoidCertificate)
def void_certificate(session: Session, command: VoidCertificate) -> None:
    certificate = rows.find(session, Certificate, command.certificate_id)
    reason = fields.text("reason", command.reason)
    if not reason:
        raise RuleViolation("certificate-needs-reason", field="reason")
    if certificate.state is CertificateState.VOID:
        raise RuleViolation("certificate-already-void", serial=certificate.serial)
    certificate.state, certificate.void_reason = CertificateState.VOID, reason

"""Commands on certificates: decide, issue, sign, correct, void, and how they look.

A number once given is never given again; name, programme, dates and place are kept as they were.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator.application import fields
from facilitator.application.layout_pictures import lean
from facilitator.application.queries import certificates as queries
from facilitator.application.queries.agenda import learning_minutes_by_half
from facilitator.application.queries.programme import the_programme
from facilitator.application.registry import Command, handles
from facilitator.application.rows.certificates import CandidateRow
from facilitator.domain import certificate_layout as layouts
from facilitator.domain.certificate_code import MOST_CHARACTERS, PREFIX
from facilitator.domain.certificate_layout import LANGUAGES
from facilitator.domain.certificates import CertificateKind, CertificateState, serial
from facilitator.persistence import rows
from facilitator.persistence.models.certificates import (
    Certificate,
    CertificateDecision,
    CertificateDesign,
)  # fmt: skip
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
    candidates = {row.participant_id: row for row in queries.candidates(session)}
    issue = _Issue.of(session, command.issued_on)
    for key in dict.fromkeys(command.participant_ids):
        person = rows.find(session, Participant, key)
        candidate = candidates.get(key)
        if candidate is None:  # an interpreter, an observer, the team
            raise RuleViolation("certificate-not-eligible", name=person.certificate_name)
        kind = _check(person, candidate)
        issue.give(session, person, kind)


@dataclass(frozen=True, slots=True)
class _Issue:
    """What certificates that are issued together have in common."""

    programme: Programme
    last_day: date
    issued_on: date
    minutes: int
    highest: int
    taken: set[str]

    @classmethod
    def of(cls, session: Session, issued_on: date) -> _Issue:
        return cls(
            session.scalars(select(Programme)).one(), the_programme(session).last_day, issued_on,
            sum(learning_minutes_by_half(session).values()),
            session.scalar(select(func.max(Certificate.number))) or 0,
            set(session.scalars(select(Certificate.serial))),
        )  # fmt: skip

    def give(
        self, session: Session, person: Participant, kind: CertificateKind, replaces: str = ""
    ) -> None:
        number, text = _next_serial(session, self.programme, self.highest, self.taken)
        self.taken.add(text)
        rows.add(session, Certificate(
            participant_id=person.id, number=number, kind=kind, serial=text,
            issued_on=self.issued_on, name=person.certificate_name,
            own_script_name=person.own_script_name, learning_minutes=self.minutes,
            programme_title=self.programme.title, place=self.programme.place,
            first_day=self.programme.first_day, last_day=self.last_day, replaces=replaces,
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


def _check(person: Participant, candidate: CandidateRow) -> CertificateKind:
    name = person.certificate_name
    if candidate.issued is not None:
        raise RuleViolation("certificate-already-issued", name=name, serial=candidate.issued.serial)
    if candidate.eligibility.kind is None:
        raise RuleViolation("certificate-not-eligible", name=name)
    if not person.name_confirmed:
        raise RuleViolation("certificate-name-unconfirmed", name=name)
    return candidate.eligibility.kind


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
    _void(rows.find(session, Certificate, command.certificate_id), command.reason)


def _void(certificate: Certificate, given: str) -> None:
    reason = fields.text("reason", given)
    if not reason:
        raise RuleViolation("certificate-needs-reason", field="reason")
    if certificate.state is CertificateState.VOID:
        raise RuleViolation("certificate-already-void", serial=certificate.serial)
    certificate.state, certificate.void_reason = CertificateState.VOID, reason


@dataclass(frozen=True, slots=True)
class ReissueCertificate(Command):
    """Put a certificate right: the person's name as given here, the old one void, a new number."""

    certificate_id: UUID
    name: str
    own_script_name: str
    reason: str
    issued_on: date

    @property
    def label(self) -> str:
        return tr("Reissue a certificate")


@handles(ReissueCertificate)
def reissue_certificate(session: Session, command: ReissueCertificate) -> None:
    old = rows.find(session, Certificate, command.certificate_id)
    person = rows.find(session, Participant, old.participant_id)
    _void(old, command.reason)
    person.certificate_name = fields.name("name", command.name)
    person.own_script_name = fields.optional_name("own_script_name", command.own_script_name)
    person.name_confirmed = True
    session.flush()
    candidate = {row.participant_id: row for row in queries.candidates(session)}.get(person.id)
    kind = old.kind if candidate is None else candidate.eligibility.kind or old.kind
    _Issue.of(session, command.issued_on).give(session, person, kind, replaces=old.serial)


@dataclass(frozen=True, slots=True)
class DecideCertificate(Command):
    """Give one person another certificate than the rules propose, or none, with the reason."""

    participant_id: UUID
    kind: CertificateKind | None
    reason: str
    decided_on: date

    @property
    def label(self) -> str:
        return tr("Decide about a certificate")


@handles(DecideCertificate)
def decide_certificate(session: Session, command: DecideCertificate) -> None:
    person = rows.find(session, Participant, command.participant_id)
    reason = fields.text("reason", command.reason)
    if not reason:
        raise RuleViolation("certificate-needs-reason", field="reason")
    kind = None if command.kind is None else CertificateKind(command.kind)
    found = _decision(session, person.id)
    if found is None:
        rows.add(session, CertificateDecision(
            participant_id=person.id, kind=kind, reason=reason, decided_on=command.decided_on,
        ))  # fmt: skip
    else:
        found.kind, found.reason, found.decided_on = kind, reason, command.decided_on


@dataclass(frozen=True, slots=True)
class FollowCertificateRules(Command):
    """Take back what was decided about one person: the rules decide again."""

    participant_id: UUID

    @property
    def label(self) -> str:
        return tr("Follow the rules again")


@handles(FollowCertificateRules)
def follow_certificate_rules(session: Session, command: FollowCertificateRules) -> None:
    found = _decision(session, command.participant_id)
    if found is not None:
        session.delete(found)


def _decision(session: Session, participant_id: UUID) -> CertificateDecision | None:
    wanted = select(CertificateDecision).where(CertificateDecision.participant_id == participant_id)
    return session.scalars(wanted).one_or_none()


@dataclass(frozen=True, slots=True)
class SignCertificates(Command):
    """Keep the signed facts of certificates: the certificate's key and the text of its code."""

    codes: tuple[tuple[UUID, str], ...]

    @property
    def label(self) -> str:
        n = len(self.codes)
        return trn("Sign {n} certificate", "Sign {n} certificates", n)


@handles(SignCertificates)
def sign_certificates(session: Session, command: SignCertificates) -> None:
    for key, code in command.codes:
        certificate = rows.find(session, Certificate, key)
        if not code.startswith(PREFIX) or len(code) > MOST_CHARACTERS:
            raise RuleViolation("value-not-allowed", field="code", text=code[:40])
        certificate.code = code


@dataclass(frozen=True, slots=True)
class DesignCertificates(Command):
    """Choose how the certificates look: a layout that ships by name, or a layout file as text."""

    layout: str
    language: str

    @property
    def label(self) -> str:
        return tr("Change the look of certificates")

    @property
    def merge_key(self) -> str:
        return "certificate-design" if self.layout.startswith("{") else ""


@handles(DesignCertificates)
def design_certificates(session: Session, command: DesignCertificates) -> None:
    if command.language not in LANGUAGES:
        raise RuleViolation("value-not-allowed", field="language", text=command.language)
    if command.layout.lstrip().startswith("{"):
        layouts.parse(command.layout)
    elif command.layout not in layouts.SHIPPED:
        raise RuleViolation("value-not-allowed", field="layout", text=command.layout)
    found = session.scalars(select(CertificateDesign)).one_or_none()
    if found is None:
        found = CertificateDesign()
        rows.add(session, found)
    found.layout, found.language = lean(session, command.layout), command.language

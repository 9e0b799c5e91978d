"""Rows of certificates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from facilitator.domain.attendance import Presence
from facilitator.domain.certificates import CertificateKind, CertificateState, Eligibility, Record


@dataclass(frozen=True, slots=True)
class IssuedRow:
    """A certificate in the register."""

    id: UUID
    participant_id: UUID
    serial: str
    number: int
    kind: CertificateKind
    state: CertificateState
    issued_on: date
    name: str
    own_script_name: str
    learning_minutes: int
    """Of the programme as it stood when the certificate was issued."""
    void_reason: str = ""
    replaces: str = ""
    programme_title: str = ""
    place: str = ""
    first_day: date | None = None
    last_day: date | None = None
    code: str = ""


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """A participant as the certificate page shows them: what the rules propose and what exists."""

    participant_id: UUID
    name: str
    own_script_name: str
    country: str
    presence: Presence
    assessment_percent: int | None
    case_presented: bool
    eligibility: Eligibility
    issued: IssuedRow | None
    withdrawn: bool = False

    @property
    def record(self) -> Record:
        """What the rules see of the person."""
        return Record(self.presence, self.assessment_percent, self.case_presented, self.withdrawn)


@dataclass(frozen=True, slots=True)
class CertificateSheet:
    """All that is printed on one certificate; `hours` are learning hours of the programme.

    Title, place and days are those of the day of issue; where a certificate was issued before they
    were kept, they are empty and the programme's own are printed. `is_proof` prints it as a draft
    for checking names, over which a mark says so.
    """

    serial: str
    kind: CertificateKind
    name: str
    own_script_name: str
    issued_on: date
    hours: float
    code: str = ""
    programme_title: str = ""
    place: str = ""
    first_day: date | None = None
    last_day: date | None = None
    group: str = ""
    seat: int = 0
    is_proof: bool = False


@dataclass(frozen=True, slots=True)
class DesignRow:
    """How the certificates look: the layout's name or its whole text, and their language."""

    layout: str = ""
    language: str = "en"

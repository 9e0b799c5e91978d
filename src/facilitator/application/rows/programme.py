"""Rows of the programme itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from facilitator.domain.certificates import CertificateRules
from facilitator.domain.programme import OrganisationRole


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    """An organiser, partner or donor; `logo` is the bytes of a PNG or JPEG, or empty."""

    id: UUID
    name: str
    role: OrganisationRole
    logo: bytes = b""


@dataclass(frozen=True, slots=True)
class SignatoryRow:
    """Who signs the certificates; `signature` is the bytes of a PNG or JPEG, or empty."""

    id: UUID
    name: str
    title: str
    signature: bytes = b""


@dataclass(frozen=True, slots=True)
class ResourcePersonRow:
    """A resource person or team member; `role` is printed where the name is not wished.

    There from `from_day` until `until_day`; None where that is open.
    """

    id: UUID
    name: str
    role: str
    show_name: bool
    from_day: date | None = None
    until_day: date | None = None


@dataclass(frozen=True, slots=True)
class ObjectiveRow:
    """One learning objective, with an observable verb."""

    id: UUID
    text: str


@dataclass(frozen=True, slots=True)
class ProgrammeRow:
    """The facts of the programme that every page and document needs."""

    id: UUID
    title: str
    subtitle: str
    place: str
    venue: str
    time_zone: str
    first_day: date
    last_day: date
    donor_line: str
    notes: str
    is_sample: bool
    certificate_rules: CertificateRules
    serial_format: str
    organisations: tuple[OrganisationRow, ...]
    objectives: tuple[ObjectiveRow, ...]
    signatories: tuple[SignatoryRow, ...]
    resource_persons: tuple[ResourcePersonRow, ...]
    day_begins: int = 8 * 60
    day_ends: int = 18 * 60

    def named(self, role: OrganisationRole) -> tuple[str, ...]:
        """Names of the organisations with this role, in their order."""
        return tuple(o.name for o in self.organisations if o.role is role)

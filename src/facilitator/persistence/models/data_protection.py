"""Tables of data protection: who is responsible, what was handed out, what stays after the wipe."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Mapped, mapped_column

from facilitator.domain.certificates import CertificateKind, CertificateState
from facilitator.domain.data_protection import DEFAULT_RETENTION_DAYS
from facilitator.persistence.base import CONFIDENTIAL, Base, Line


class DataProtection(Base):
    """Who answers for the personal data, and how long it is kept; one row at most."""

    __tablename__ = "data_protection"

    controller: Mapped[Line] = mapped_column(default="")
    responsible: Mapped[Line] = mapped_column(default="")
    contact: Mapped[Line] = mapped_column(default="")
    more: Mapped[str] = mapped_column(default="")
    retention_days: Mapped[int] = mapped_column(default=DEFAULT_RETENTION_DAYS)
    wiped_on: Mapped[date | None] = mapped_column(default=None)


class ExportEntry(Base):
    """Something left the programme: what, when, what for. Never undone; names nobody."""

    __tablename__ = "export_entry"

    at: Mapped[datetime]
    what: Mapped[Line]
    purpose: Mapped[Line] = mapped_column(default="")
    redacted: Mapped[bool] = mapped_column(default=False)


class HarmCheck(Base):
    """The do-no-harm questions, answered before something is shared (methods 9)."""

    __tablename__ = "harm_check"

    checked_on: Mapped[date]
    what: Mapped[Line]
    exposes: Mapped[bool]
    divides: Mapped[bool]
    leak_harms: Mapped[bool]
    audience: Mapped[Line] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="", info=CONFIDENTIAL)
    signed_by: Mapped[Line]


class KeptCertificate(Base):
    """A line of the register after the wipe: no name."""

    __tablename__ = "kept_certificate"

    serial: Mapped[Line] = mapped_column(unique=True)
    kind: Mapped[CertificateKind]
    state: Mapped[CertificateState]
    issued_on: Mapped[date]


class KeptStatistic(Base):
    """A number that stays after the wipe, such as how many people took part."""

    __tablename__ = "kept_statistic"

    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[Line] = mapped_column(unique=True)
    value: Mapped[int]

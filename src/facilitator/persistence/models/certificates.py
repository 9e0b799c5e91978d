"""Tables of certificates: the register, decisions against the rules, the look.

A number once given is never given again; what was printed is kept as it was printed.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from facilitator.domain.certificates import CertificateKind, CertificateState
from facilitator.persistence.base import Base, Line


class Certificate(Base):
    """A certificate as it was issued, with the name as it was printed."""

    __tablename__ = "certificate"

    participant_id: Mapped[UUID] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), index=True
    )
    number: Mapped[int] = mapped_column(unique=True)
    serial: Mapped[Line] = mapped_column(unique=True)
    kind: Mapped[CertificateKind]
    state: Mapped[CertificateState] = mapped_column(default=CertificateState.ISSUED)
    issued_on: Mapped[date]
    name: Mapped[Line]
    own_script_name: Mapped[Line] = mapped_column(default="")
    learning_minutes: Mapped[int] = mapped_column(default=0)
    void_reason: Mapped[str] = mapped_column(default="")
    programme_title: Mapped[Line] = mapped_column(default="")
    place: Mapped[Line] = mapped_column(default="")
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    replaces: Mapped[Line] = mapped_column(default="")
    """The serial of the void certificate that this one stands for."""
    code: Mapped[str] = mapped_column(default="")
    """The signed facts, as the QR code holds them; empty until it was signed."""


class CertificateDecision(Base):
    """What the facilitator decided about one person against the rules, and why."""

    __tablename__ = "certificate_decision"

    participant_id: Mapped[UUID] = mapped_column(
        ForeignKey("participant.id", ondelete="CASCADE"), unique=True
    )
    kind: Mapped[CertificateKind | None]
    """None where the person gets no certificate."""
    reason: Mapped[str]
    decided_on: Mapped[date]


class CertificateDesign(Base):
    """How this programme's certificates look; at most one row."""

    __tablename__ = "certificate_design"

    language: Mapped[Line] = mapped_column(default="en")
    layout: Mapped[str] = mapped_column(default="")
    """The name of a layout that ships, or a whole layout file as text."""

"""Table of certificates: the register. A number once given is never given again."""

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

"""Tables of the summary report: how it is set up, and what people write in it themselves."""

from __future__ import annotations

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from facilitator.domain.report import Naming
from facilitator.persistence.base import Base, Line


class ReportSetting(Base):
    """Whom the report names and which sections are switched off; one row at most."""

    __tablename__ = "report_setting"

    naming: Mapped[Naming] = mapped_column(default=Naming.INITIALS)
    left_out: Mapped[list[str]] = mapped_column(JSON, default=list)


class ReportText(Base):
    """The text that people wrote for one section."""

    __tablename__ = "report_text"

    section: Mapped[Line] = mapped_column(unique=True)
    text: Mapped[str] = mapped_column(default="")

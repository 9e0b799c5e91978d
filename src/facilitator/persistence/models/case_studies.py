"""Tables of case studies and their parts (methods 2.2)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from facilitator.domain.case_studies import (
    ActorLevel,
    Arena,
    CaseState,
    ConflictStatus,
    Independence,
    Instrument,
    PointKind,
    SourceType,
)  # fmt: skip
from facilitator.domain.root_causes import Level, Sensitivity
from facilitator.persistence.base import Base, Line


class CaseStudy(Base):
    """A case: how root causes were addressed. Years are 0 where open or unknown."""

    __tablename__ = "case_study"

    group_id: Mapped[UUID] = mapped_column(ForeignKey("home_group.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[Line]
    country: Mapped[Line] = mapped_column(default="")
    arena: Mapped[Arena] = mapped_column(default=Arena.NATIONAL)
    conflict_from: Mapped[int] = mapped_column(default=0)
    conflict_to: Mapped[int] = mapped_column(default=0)
    response_from: Mapped[int] = mapped_column(default=0)
    response_to: Mapped[int] = mapped_column(default=0)
    status: Mapped[ConflictStatus] = mapped_column(default=ConflictStatus.CONTESTED)
    situation: Mapped[str] = mapped_column(default="")
    triggers: Mapped[str] = mapped_column(default="")
    process: Mapped[str] = mapped_column(default="")
    unresolved: Mapped[str] = mapped_column(default="")
    negative_comparison: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")
    sensitivity: Mapped[Sensitivity] = mapped_column(default=Sensitivity.GROUP)
    state: Mapped[CaseState] = mapped_column(default=CaseState.DRAFT)
    presented: Mapped[bool] = mapped_column(default=False)
    consent_to_share: Mapped[bool] = mapped_column(default=False)
    no_third_parties: Mapped[bool] = mapped_column(default=False)
    authors: Mapped[Line] = mapped_column(default="")
    finished_on: Mapped[date | None]


class CaseParty(Base):
    """A party; for a third party `interest` holds its role."""

    __tablename__ = "case_party"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_study.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(default=0)
    is_third_party: Mapped[bool] = mapped_column(default=False)
    name: Mapped[Line]
    type: Mapped[Line] = mapped_column(default="")
    interest: Mapped[str] = mapped_column(default="")


class CaseCause(Base):
    """A root cause of the board that the case shows addressed; `grade` 0 to 5 (methods 2.4)."""

    __tablename__ = "case_cause"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_study.id", ondelete="CASCADE"))
    card_id: Mapped[UUID] = mapped_column(ForeignKey("cause_card.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(default=0)
    level: Mapped[Level]
    explanation: Mapped[str] = mapped_column(default="")
    evidence: Mapped[str] = mapped_column(default="")
    grade: Mapped[int | None]
    works_since: Mapped[int] = mapped_column(default=0)
    works_until: Mapped[int] = mapped_column(default=0)
    sources_disagree: Mapped[bool] = mapped_column(default=False)


class CaseMeasure(Base):
    """What was done about a cause."""

    __tablename__ = "case_measure"

    cause_id: Mapped[UUID] = mapped_column(ForeignKey("case_cause.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(default=0)
    measure: Mapped[str]
    actor: Mapped[Line] = mapped_column(default="")
    level: Mapped[ActorLevel] = mapped_column(default=ActorLevel.NATIONAL)
    instrument: Mapped[Instrument] = mapped_column(default=Instrument.DIALOGUE)
    when: Mapped[Line] = mapped_column("when_text", default="")


class CaseAgreement(Base):
    """An agreement of the case, by the conventions of PA-X (methods 2.2)."""

    __tablename__ = "case_agreement"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_study.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[Line]
    signed: Mapped[Line] = mapped_column(default="")
    stage: Mapped[Line] = mapped_column(default="")
    kind: Mapped[Line] = mapped_column(default="")
    parties: Mapped[Line] = mapped_column(default="")
    third_parties: Mapped[Line] = mapped_column(default="")
    link: Mapped[Line] = mapped_column(default="")


class CaseSource(Base):
    """A source of the case."""

    __tablename__ = "case_source"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_study.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(default=0)
    type: Mapped[SourceType]
    author: Mapped[Line] = mapped_column(default="")
    title: Mapped[Line]
    date: Mapped[Line] = mapped_column(default="")
    publisher: Mapped[Line] = mapped_column(default="")
    locator: Mapped[Line] = mapped_column(default="")
    independence: Mapped[Independence]
    accessed: Mapped[Line] = mapped_column(default="")
    note: Mapped[Line] = mapped_column(default="")


class CauseSource(Base):
    """A cause's claim rests on a source."""

    __tablename__ = "cause_source"

    cause_id: Mapped[UUID] = mapped_column(ForeignKey("case_cause.id", ondelete="CASCADE"))
    source_id: Mapped[UUID] = mapped_column(ForeignKey("case_source.id", ondelete="CASCADE"))


class CasePoint(Base):
    """A success factor, a condition that may not transfer, or a lesson."""

    __tablename__ = "case_point"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_study.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[PointKind]
    text: Mapped[str]


class CasePresentation(Base):
    """When a case is presented and for how long, in minutes."""

    __tablename__ = "case_presentation"

    case_id: Mapped[UUID] = mapped_column(
        ForeignKey("case_study.id", ondelete="CASCADE"), unique=True
    )
    position: Mapped[int] = mapped_column(default=0)
    minutes: Mapped[int]
    question_minutes: Mapped[int]


class CaseSpeaker(Base):
    """Somebody who presents a case."""

    __tablename__ = "case_speaker"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_study.id", ondelete="CASCADE"))
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("participant.id", ondelete="CASCADE"))


class CaseReview(Base):
    """A peer review as it was handed in on paper. It does not say whose it is (methods 2.4).

    `marks` are numbers from 0 to 3 or None, by the order of `Criterion`.
    """

    __tablename__ = "case_review"

    case_id: Mapped[UUID] = mapped_column(ForeignKey("case_study.id", ondelete="CASCADE"))
    strengths: Mapped[list[str]] = mapped_column(JSON, default=list)
    question: Mapped[str] = mapped_column(default="")
    missing_perspective: Mapped[str] = mapped_column(default="")
    marks: Mapped[list[int | None]] = mapped_column(JSON, default=list)

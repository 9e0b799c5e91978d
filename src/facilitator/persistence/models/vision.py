"""Tables of the Common Vision. Statements have no author column, so none can be traced."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from facilitator.domain.vision import AdoptionRule, ParagraphKind, VisionState
from facilitator.persistence.base import CONFIDENTIAL, Base, Line


class Vision(Base):
    """The one row of the Common Vision's state."""

    __tablename__ = "vision"

    state: Mapped[VisionState] = mapped_column(default=VisionState.GATHERING)
    rule: Mapped[AdoptionRule] = mapped_column(default=AdoptionRule.CONSENSUS)
    adopted_on: Mapped[date | None]
    adopted_place: Mapped[Line] = mapped_column(default="")


class VisionCluster(Base):
    """A theme of statements, with the counted dots."""

    __tablename__ = "vision_cluster"

    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[Line]
    dots: Mapped[int] = mapped_column(default=0)
    voters: Mapped[int] = mapped_column(default=0)


class VisionStatement(Base):
    """A statement from a silent card."""

    __tablename__ = "vision_statement"

    cluster_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("vision_cluster.id", ondelete="SET NULL")
    )
    text: Mapped[str]


class VisionParagraph(Base):
    """A paragraph of the text."""

    __tablename__ = "vision_paragraph"

    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[ParagraphKind]
    heading: Mapped[Line] = mapped_column(default="")
    text: Mapped[str]


class ParagraphOrigin(Base):
    """What a paragraph came from: a theme, a lesson of a case, or a root cause."""

    __tablename__ = "paragraph_origin"

    paragraph_id: Mapped[UUID] = mapped_column(
        ForeignKey("vision_paragraph.id", ondelete="CASCADE")
    )
    position: Mapped[int] = mapped_column(default=0)
    cluster_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("vision_cluster.id", ondelete="CASCADE")
    )
    lesson_id: Mapped[UUID | None] = mapped_column(ForeignKey("case_point.id", ondelete="CASCADE"))
    card_id: Mapped[UUID | None] = mapped_column(ForeignKey("cause_card.id", ondelete="CASCADE"))


class VisionAmendment(Base):
    """A proposed change to a paragraph, by a group or anonymous."""

    __tablename__ = "vision_amendment"

    paragraph_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("vision_paragraph.id", ondelete="SET NULL")
    )
    group_id: Mapped[UUID | None] = mapped_column(ForeignKey("home_group.id", ondelete="SET NULL"))
    action: Mapped[Line]
    text: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    state: Mapped[Line] = mapped_column(default="submitted")
    decision_reason: Mapped[str] = mapped_column(default="")


class VisionPoll(Base):
    """A poll by gradients: voters by point 1 to 8, counted; who marked what is never stored."""

    __tablename__ = "vision_poll"

    round: Mapped[int]
    rule: Mapped[AdoptionRule]
    present: Mapped[int]
    counts: Mapped[list[int]] = mapped_column(JSON, info=CONFIDENTIAL)


class VisionReservation(Base):
    """A reservation, shown as "one participant" unless the person chose to be named."""

    __tablename__ = "vision_reservation"

    poll_id: Mapped[UUID] = mapped_column(ForeignKey("vision_poll.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[str] = mapped_column(info=CONFIDENTIAL)

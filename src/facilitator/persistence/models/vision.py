"""Tables of the Common Vision. Statements have no author: only a random token, wiped in time.

Ballots and marks are never here; they lie in the secret box until they are counted.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from facilitator.domain.vision import AdoptionRule, ParagraphKind, Scale, VisionState
from facilitator.domain.vision.signing import SignOn, SignOrder
from facilitator.persistence.base import CONFIDENTIAL, Base, Line


class Vision(Base):
    """The one row of the Common Vision's state. `version` counts adopted texts begun anew."""

    __tablename__ = "vision"

    state: Mapped[VisionState] = mapped_column(default=VisionState.GATHERING)
    rule: Mapped[AdoptionRule] = mapped_column(default=AdoptionRule.CONSENSUS)
    adopted_on: Mapped[date | None]
    adopted_place: Mapped[Line] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)
    scale: Mapped[Scale] = mapped_column(default=Scale.GRADIENTS)
    rule_locked: Mapped[bool] = mapped_column(default=False)
    fallback_agreed: Mapped[bool] = mapped_column(default=False)
    second_language: Mapped[Line] = mapped_column(default="")
    sign_order: Mapped[SignOrder] = mapped_column(default=SignOrder.FAMILY_NAME)
    vote_is_open: Mapped[bool] = mapped_column(default=False)
    vote_dots: Mapped[int] = mapped_column(default=0)
    vote_most_per_theme: Mapped[int] = mapped_column(default=1)
    vote_present: Mapped[int] = mapped_column(default=0)
    vote_voters: Mapped[int] = mapped_column(default=0)
    places: Mapped[int] = mapped_column(default=5)
    poll_is_open: Mapped[bool] = mapped_column(default=False)
    poll_present: Mapped[int] = mapped_column(default=0)


class VisionCluster(Base):
    """A theme of statements, with the counted dots; a merged theme keeps its name and original."""

    __tablename__ = "vision_cluster"

    position: Mapped[int] = mapped_column(default=0)
    name: Mapped[Line]
    dots: Mapped[int] = mapped_column(default=0)
    voters: Mapped[int] = mapped_column(default=0)
    merged_into_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("vision_cluster.id", ondelete="SET NULL")
    )


class VisionStatement(Base):
    """A statement from a silent card. `token` is random, belongs to a card, and is wiped."""

    __tablename__ = "vision_statement"

    cluster_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("vision_cluster.id", ondelete="SET NULL")
    )
    text: Mapped[str]
    token: Mapped[Line] = mapped_column(default="", info=CONFIDENTIAL)
    merged_into_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("vision_statement.id", ondelete="SET NULL")
    )


class VisionParagraph(Base):
    """A paragraph of the text. `sources`: runs of [characters, number of the amendment]."""

    __tablename__ = "vision_paragraph"

    position: Mapped[int] = mapped_column(default=0)
    kind: Mapped[ParagraphKind]
    heading: Mapped[Line] = mapped_column(default="")
    text: Mapped[str]
    second_text: Mapped[str] = mapped_column(default="")
    agreed: Mapped[bool] = mapped_column(default=False)
    is_new: Mapped[bool] = mapped_column(default=False)
    sources: Mapped[list[list[int]]] = mapped_column(JSON, default=list)


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


class VisionRevision(Base):
    """A frozen text: never changed again. An adopted one has place and rule."""

    __tablename__ = "vision_revision"

    version: Mapped[int]
    number: Mapped[int]
    frozen_on: Mapped[date]
    note: Mapped[Line] = mapped_column(default="")
    adopted: Mapped[bool] = mapped_column(default=False)
    place: Mapped[Line] = mapped_column(default="")
    rule: Mapped[AdoptionRule] = mapped_column(default=AdoptionRule.CONSENSUS)


class RevisionParagraph(Base):
    """A paragraph as it stood; `paragraph_key` is what it has, or had, in the living text."""

    __tablename__ = "revision_paragraph"

    revision_id: Mapped[UUID] = mapped_column(ForeignKey("vision_revision.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(default=0)
    paragraph_key: Mapped[UUID]
    kind: Mapped[ParagraphKind]
    heading: Mapped[Line] = mapped_column(default="")
    text: Mapped[str]
    second_text: Mapped[str] = mapped_column(default="")
    sources: Mapped[list[list[int]]] = mapped_column(JSON, default=list)


class VisionAmendment(Base):
    """A proposed change to a paragraph, by a group or anonymous.

    `against` is the paragraph's text when it was filed. `after_key` and `paragraph_key` are kept as
    plain keys, so that an amendment survives the paragraph it speaks of.
    """

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
    number: Mapped[int] = mapped_column(default=0)
    against: Mapped[str] = mapped_column(default="")
    after_key: Mapped[UUID | None]
    new_key: Mapped[UUID] = mapped_column(default=uuid4)
    kind: Mapped[ParagraphKind] = mapped_column(default=ParagraphKind.OPERATIVE)
    decided_text: Mapped[str] = mapped_column(default="")
    merged_into: Mapped[int] = mapped_column(default=0)
    revision: Mapped[int] = mapped_column(default=0)
    consolidated: Mapped[bool] = mapped_column(default=False)


class VisionWarning(Base):
    """A warning that the drafting team set aside, with its reason."""

    __tablename__ = "vision_warning"

    finding: Mapped[Line]
    paragraph_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("vision_paragraph.id", ondelete="CASCADE")
    )
    words: Mapped[Line] = mapped_column(default="")
    reason: Mapped[Line] = mapped_column(default="")


class VisionDrafter(Base):
    """A member of the drafting team; one of them holds the pen."""

    __tablename__ = "vision_drafter"

    participant_id: Mapped[UUID] = mapped_column(ForeignKey("participant.id", ondelete="CASCADE"))
    pen_holder: Mapped[bool] = mapped_column(default=False)


class VisionPoll(Base):
    """A poll by gradients: voters by point, counted; who marked what is never stored."""

    __tablename__ = "vision_poll"

    round: Mapped[int]
    rule: Mapped[AdoptionRule]
    present: Mapped[int]
    counts: Mapped[list[int]] = mapped_column(JSON, info=CONFIDENTIAL)
    scale: Mapped[Scale] = mapped_column(default=Scale.GRADIENTS)
    version: Mapped[int] = mapped_column(default=1)
    revision: Mapped[int] = mapped_column(default=0)
    held_on: Mapped[date | None]


class VisionReservation(Base):
    """A reservation, shown as "one participant" unless the person chose to be named."""

    __tablename__ = "vision_reservation"

    poll_id: Mapped[UUID] = mapped_column(ForeignKey("vision_poll.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[str] = mapped_column(info=CONFIDENTIAL)
    name: Mapped[Line] = mapped_column(default="", info=CONFIDENTIAL)
    paragraphs: Mapped[Line] = mapped_column(default="", info=CONFIDENTIAL)


class VisionSignature(Base):
    """How somebody stands on the signature page; nobody is listed until ticked."""

    __tablename__ = "vision_signature"

    participant_id: Mapped[UUID] = mapped_column(ForeignKey("participant.id", ondelete="CASCADE"))
    choice: Mapped[SignOn] = mapped_column(default=SignOn.NOT_LISTED)

"""Tables of feedback: forms and collections. Answers are in secret boxes and nowhere else."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from facilitator.persistence.base import CONFIDENTIAL, Base, Line


class FeedbackForm(Base):
    """A form that can be edited; `content` as in domain/feedback/forms.py `to_plain`."""

    __tablename__ = "feedback_form"

    position: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    content: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class FeedbackRound(Base):
    """One collection with the form as people saw it, frozen at the first answer.

    `batches` counts how often it was opened; each has a secret box of its own. `noted` is the number
    of answers at the last closing. `printable` holds screened comments by their hash.
    """

    __tablename__ = "feedback_round"

    form_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("feedback_form.id", ondelete="SET NULL")
    )
    position: Mapped[int] = mapped_column(default=0)
    title: Mapped[Line] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)
    content: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    invited: Mapped[int] = mapped_column(default=0)
    batches: Mapped[int] = mapped_column(default=1)
    noted: Mapped[int] = mapped_column(default=0)
    you_said: Mapped[str] = mapped_column(default="")
    we_changed: Mapped[str] = mapped_column(default="")
    printable: Mapped[dict[str, str]] = mapped_column(JSON, default=dict, info=CONFIDENTIAL)

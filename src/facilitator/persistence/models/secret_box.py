"""Tables of the secret boxes: anonymous answers, and apart from them who has answered."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from facilitator.persistence.base import CONFIDENTIAL, Base, Line


class SecretAnswers(Base):
    """All answers of one box in one value, shuffled anew at each change; see secret_box.py."""

    __tablename__ = "secret_answers"

    subject: Mapped[Line] = mapped_column(unique=True)
    is_closed: Mapped[bool] = mapped_column(default=False)
    content: Mapped[bytes] = mapped_column(default=b"[]", info=CONFIDENTIAL)
    about: Mapped[str] = mapped_column(default="")
    """What was asked, as it stood at the first answer; undo does not reach it."""


class SecretTokens(Base):
    """Who has answered, as salted hashes; wiped when the box is closed."""

    __tablename__ = "secret_tokens"

    subject: Mapped[Line] = mapped_column(unique=True)
    content: Mapped[bytes] = mapped_column(default=b"", info=CONFIDENTIAL)

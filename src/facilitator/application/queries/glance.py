"""How far the parts of a programme are, in one number each, for the shell.

Asked at each opening: loads none of the parts' own rows and rules.
"""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator.domain.certificates import CertificateState
from facilitator.persistence.models.certificates import Certificate
from facilitator.persistence.models.root_causes import CauseCard
from facilitator.persistence.models.vision import Vision


def number_of_cards(session: Session) -> int:
    """How many cards lie on the board; those merged into another lie under it."""
    wanted = select(func.count(CauseCard.id)).where(CauseCard.merged_into_id.is_(None))
    return session.scalars(wanted).one()


def is_adopted(session: Session) -> bool:
    """Whether the Common Vision is adopted."""
    return session.scalars(select(Vision.adopted_on)).first() is not None


def number_of_holders(session: Session) -> int:
    """How many people hold a certificate that is in force."""
    wanted = select(func.count(Certificate.participant_id.distinct()))
    return session.scalars(wanted.filter_by(state=CertificateState.ISSUED)).one()

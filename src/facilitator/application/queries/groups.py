"""Queries on groups."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application.rows.groups import GroupRow, MemberRow
from facilitator.domain.people import fold
from facilitator.persistence.models.groups import HomeGroup, Membership
from facilitator.persistence.models.people import Participant


def home_groups(session: Session) -> tuple[GroupRow, ...]:
    """The home groups in order of letter, members in order of name."""
    members: dict[object, list[MemberRow]] = {}
    wanted = select(Membership, Participant).join(
        Participant, Participant.id == Membership.participant_id
    )
    for place, person in session.execute(wanted):
        members.setdefault(place.group_id, []).append(
            MemberRow(person.id, person.certificate_name, person.country, person.institution,
                      place.role)
        )  # fmt: skip
    return tuple(
        GroupRow(
            g.id, g.letter, g.name, g.table_name,
            tuple(sorted(members.get(g.id, []), key=lambda m: (fold(m.name), str(m.participant_id)))),
        )
        for g in session.scalars(select(HomeGroup).order_by(HomeGroup.letter))
    )  # fmt: skip

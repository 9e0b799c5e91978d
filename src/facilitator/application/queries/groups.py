"""Queries on groups."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application.rows.groups import (
    DrawRow,
    GroupingRow,
    GroupPersonRow,
    GroupRow,
    MemberRow,
    PairRow,
    PlanRow,
)  # fmt: skip
from facilitator.domain.grouping.model import Groups, Rule
from facilitator.domain.groups import USUAL_RULES, GroupRole, letter_order, told_apart
from facilitator.domain.people import ParticipantRole, fold
from facilitator.persistence.models.groups import (
    GroupDraw,
    GroupPair,
    GroupRule,
    HomeGroup,
    Membership,
    TablePlan,
    TableRound,
    TableSeat,
)  # fmt: skip
from facilitator.persistence.models.people import Participant


def home_groups(session: Session) -> tuple[GroupRow, ...]:
    """The home groups in order of letter, members in order of name; not those who withdrew."""
    members: dict[object, list[MemberRow]] = {}
    wanted = (
        select(Membership, Participant)
        .join(Participant, Participant.id == Membership.participant_id)
        .where(Participant.withdrawn.is_(False), Participant.role == ParticipantRole.PARTICIPANT)
    )
    for place, person in session.execute(wanted):
        members.setdefault(place.group_id, []).append(
            MemberRow(person.id, person.certificate_name, person.country, person.institution,
                      place.role, person.consent_name_in_report)
        )  # fmt: skip
    return tuple(
        GroupRow(
            g.id, g.letter, g.name, g.table_name,
            tuple(sorted(members.get(g.id, []), key=lambda m: (fold(m.name), str(m.participant_id)))),
        )
        for g in sorted(session.scalars(select(HomeGroup)), key=lambda g: letter_order(g.letter))
    )  # fmt: skip


def the_grouping(session: Session) -> GroupingRow:
    """People who take part, groups, rules, pairs, the draw and the plans of rounds."""
    draw = session.scalars(select(GroupDraw)).first()
    return GroupingRow(
        people=group_people(session),
        groups=home_groups(session),
        rules=rules(session),
        pairs=tuple(
            PairRow(p.id, p.kind, p.first_id, p.second_id, p.reason)
            for p in session.scalars(select(GroupPair).order_by(GroupPair.kind, GroupPair.id))
        ),
        draw=None if draw is None else DrawRow(draw.seed, draw.steps, tuple(draw.rules),
                                               tuple(draw.weights)),
        plans=plans(session),
    )  # fmt: skip


def rules(session: Session) -> tuple[Rule, ...]:
    """The rules in order of priority; the usual ones where the programme has set none."""
    found = session.scalars(select(GroupRule).order_by(GroupRule.position))
    return tuple(Rule(row.kind, row.attribute) for row in found) or USUAL_RULES


def group_people(session: Session) -> tuple[GroupPersonRow, ...]:
    """Every participant, in order of name, names told apart; nobody who withdrew or only observes."""
    wanted = (
        select(Participant, Membership)
        .outerjoin(Membership, Membership.participant_id == Participant.id)
        .where(Participant.withdrawn.is_(False), Participant.role == ParticipantRole.PARTICIPANT)
        .where(Participant.role == ParticipantRole.PARTICIPANT)
    )
    found = sorted(
        ((person, place) for person, place in session.execute(wanted)),
        key=lambda row: (fold(row[0].certificate_name), row[0].id.int),
    )
    people = [person for person, _ in found]
    hints = {p.id: (p.institution, p.country, p.position) for p in people}
    full = told_apart({p.id: p.certificate_name for p in people}, hints)
    first = told_apart({p.id: p.badge_name or p.certificate_name for p in people},
                       {p.id: (p.certificate_name, *hints[p.id]) for p in people})  # fmt: skip
    return tuple(_person(p, place, full[p.id], first[p.id]) for p, place in found)


def _person(p: Participant, place: Membership | None, name: str, first: str) -> GroupPersonRow:
    return GroupPersonRow(
        id=p.id, name=name, first_name=first, own_script_name=p.own_script_name, sex=p.sex,
        country=p.country, institution=p.institution, institution_type=p.institution_type,
        assessment=p.assessment_percent, group_id=place.group_id if place else None,
        role=place.role if place else GroupRole.MEMBER, locked=place.locked if place else False,
    )  # fmt: skip


def plans(session: Session) -> tuple[PlanRow, ...]:
    """The plans of rounds in order; the people at a table in order of their id."""
    rounds: dict[UUID, list[Groups]] = {}
    seats = _seats(session)
    for row in session.scalars(select(TableRound).order_by(TableRound.position)):
        rounds.setdefault(row.plan_id, []).append(seats.get(row.id, ()))
    return tuple(
        PlanRow(p.id, p.kind, p.title, p.seed, p.steps, p.goal, p.counts_home, tuple(p.rules),
                tuple(p.weights), tuple(rounds.get(p.id, ())))
        for p in session.scalars(select(TablePlan).order_by(TablePlan.position, TablePlan.title))
    )  # fmt: skip


def _seats(session: Session) -> dict[UUID, Groups]:
    tables: dict[UUID, dict[int, list[UUID]]] = {}
    wanted = select(TableSeat.round_id, TableSeat.table_number, TableSeat.participant_id)
    for round_id, table, person in session.execute(wanted):
        tables.setdefault(round_id, {}).setdefault(table, []).append(person)
    return {
        round_id: tuple(tuple(sorted(found.get(n, ()), key=lambda key: key.int))
                        for n in range(max(found) + 1))
        for round_id, found in tables.items()
    }  # fmt: skip

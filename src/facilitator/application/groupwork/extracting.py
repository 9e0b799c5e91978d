"""What a team holds, read from the store as plain values; nothing else of the store is read.

`team_rows` is asked in the programme, `all_rows` in a private workspace, where every row that is
not vocabulary is the team's own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from facilitator.application.groupwork.holdings import OWN, VOCABULARY
from facilitator.application.groupwork.plain import table_named, to_plain
from facilitator.domain.groupwork import Team
from facilitator.domain.merging import Place, Value
from facilitator.domain.negotiation import kit_text
from facilitator.domain.negotiation.kit import NO_WORDS, Kit, Role
from facilitator.persistence.models.groups import HomeGroup, Membership
from facilitator.persistence.models.negotiation import Exercise, ExerciseSeat, ExerciseTable
from facilitator.persistence.models.programme import Programme
from facilitator.persistence.models.root_causes import CardGroup, CauseCard
from facilitator.persistence.models.vision import Vision, VisionParagraph, VisionRevision
from facilitator.persistence.rows import find
from facilitator.support.errors import RuleViolation

Keys = dict[str, set[UUID]]
Plain = dict[Place, dict[str, Value]]


# The team's own rows ----------------------------------------------------------------------------


def team_rows(session: Session, team: Team, known: Collection[Place]) -> Plain:
    """The team's own rows in the programme. `known` are the places that its work has named so far:
    what names no owner (a statement from a silent card) is the team's only if it came from it.
    """
    keys: Keys = {}
    for name in OWN:
        keys[name] = _own_keys(session, team, name, keys, known)
    return _given(session, keys)


def _own_keys(
    session: Session, team: Team, name: str, found: Keys, known: Collection[Place]
) -> set[UUID]:
    holding, table = OWN[name], table_named(name)
    if name == "cause_card":
        return _own_cards(session, team)
    if holding.owner:
        wanted = select(table.c.id).where(
            *(table.c[column] == getattr(team, column) for column in holding.owner)
        )
        if name == "card_group":
            wanted = wanted.where(table.c.card_id.in_(found["cause_card"]))
        return set(session.scalars(wanted)) if _can_own(team, holding.owner) else set()
    if holding.above:
        column, above = holding.above[0]
        if not found[above]:
            return set()
        return set(session.scalars(select(table.c.id).where(table.c[column].in_(found[above]))))
    named = {UUID(key) for place, key in known if place == name}
    if not named:
        return set()
    return set(session.scalars(select(table.c.id).where(table.c.id.in_(named))))


def _can_own(team: Team, owner: tuple[str, ...]) -> bool:
    """A role team owns nothing that goes by group, and the other way round."""
    return any(getattr(team, column) for column in owner)


def _own_cards(session: Session, team: Team) -> set[UUID]:
    """Cards that this group alone said; those of several groups are everybody's."""
    if team.group_id is None:
        return set()
    alone = (
        select(CardGroup.card_id).group_by(CardGroup.card_id)
        .having(func.count(CardGroup.group_id.distinct()) == 1,
                func.max(CardGroup.group_id) == team.group_id)
    )  # fmt: skip
    wanted = select(CauseCard.id).where(CauseCard.id.in_(alone), CauseCard.merged_into_id.is_(None))
    return set(session.scalars(wanted))


def all_rows(session: Session, to_read: Collection[Place]) -> Plain:
    """Every row of a private workspace that a team may own, but for those given `to_read`."""
    keys: Keys = {}
    for name in OWN:
        ids = session.scalars(select(table_named(name).c.id))
        keys[name] = {key for key in ids if (name, str(key)) not in to_read}
    return _given(session, keys)


def _given(session: Session, keys: Mapping[str, set[UUID]]) -> Plain:
    found: Plain = {}
    for name, ids in keys.items():
        for key, row in _rows(session, name, ids, OWN[name].given).items():
            found[name, key] = row
    return found


def _rows(
    session: Session, name: str, ids: Iterable[UUID], columns: Iterable[str]
) -> dict[str, dict[str, Any]]:
    table, wanted_ids = table_named(name), set(ids)
    if not wanted_ids:
        return {}
    wanted = select(table.c.id, *(table.c[column] for column in columns)).where(
        table.c.id.in_(wanted_ids)
    )
    found = {}
    for row in session.execute(wanted.order_by(table.c.id)).mappings():
        values = {name: to_plain(value) for name, value in row.items()}
        found[values.pop("id")] = values
    return found


# What it may read -------------------------------------------------------------------------------


def check_team(session: Session, team: Team) -> None:
    """Refuse a team that is not, or no longer, in the programme. Raises RuleViolation."""
    there = HomeGroup if team.table_id is None else ExerciseTable
    key = team.group_id if team.table_id is None else team.table_id
    if key is None or session.get(there, key) is None:
        raise RuleViolation("team-not-here")


def vocabulary_of(session: Session, team: Team, own: Plain) -> dict[str, dict[str, dict[str, Any]]]:
    """What the team may read beside its own rows, by table and id; and what is `shown` of those."""
    group_id = team.group_id
    keys = _for_role(session, team) if group_id is None else _for_group(session, group_id)
    keys["programme"] = set(session.scalars(select(Programme.id)))
    found = {name: _rows(session, name, ids, VOCABULARY[name].shown) for name, ids in keys.items()}
    _name_people(found.get("participant", {}))
    if group_id is not None:
        found["cause_card"] = _cards_to_read(session, own)
    for row in found.get("exercise", {}).values():
        row["kit"] = kit_for_role(row["kit"], team.role_id)
    for name, holding in OWN.items():  # what others decided about the team's own rows
        if holding.shown:
            mine = [UUID(key) for table, key in own if table == name]
            found.setdefault(name, {}).update(_rows(session, name, mine, holding.shown))
    return found


def _for_group(session: Session, group_id: UUID) -> Keys:
    find(session, HomeGroup, group_id)
    members = select(Membership.id, Membership.participant_id).where(
        Membership.group_id == group_id
    )
    rows = session.execute(members).all()
    return {
        "home_group": set(session.scalars(select(HomeGroup.id))),
        "membership": {row[0] for row in rows},
        "participant": {row[1] for row in rows},
        "vision": set(session.scalars(select(Vision.id))),
        "vision_revision": set(session.scalars(select(VisionRevision.id))),
        "vision_paragraph": set(session.scalars(select(VisionParagraph.id))),
    }


def _for_role(session: Session, team: Team) -> Keys:
    assert team.table_id is not None  # noqa: S101 - a team is one or the other
    table = find(session, ExerciseTable, team.table_id)
    kit_text.stored(find(session, Exercise, table.exercise_id).kit).role(team.role_id)
    seated = select(ExerciseSeat.participant_id).where(
        ExerciseSeat.table_id == table.id, ExerciseSeat.role_id == team.role_id
    )
    return {"exercise": {table.exercise_id}, "exercise_table": {table.id},
            "participant": set(session.scalars(seated))}  # fmt: skip


def _name_people(people: Mapping[str, dict[str, Any]]) -> None:
    """Members are known by what they are called; the name on the certificate stays behind."""
    for row in people.values():
        row["badge_name"] = row["certificate_name"] = row["badge_name"] or row["certificate_name"]


def _cards_to_read(session: Session, own: Plain) -> dict[str, dict[str, Any]]:
    """Root causes that were carried forward, and those that the team's cases speak of."""
    cited = {UUID(fields["card_id"]) for (name, _), fields in own.items() if name == "case_cause"}
    mine = {UUID(key) for name, key in own if name == "cause_card"}
    here = or_(CauseCard.carried_forward, CauseCard.id.in_(cited))
    wanted = select(CauseCard.id).where(here, CauseCard.id.not_in(mine))
    holding = OWN["cause_card"]
    return _rows(session, "cause_card", session.scalars(wanted), holding.given + holding.shown)


def kit_for_role(text: str, role_id: str) -> str:
    """The kit with the confidential sheet of one role alone. Raises KeyError."""
    kit = kit_text.stored(text)
    kit.role(role_id)
    roles = tuple(role if role.id == role_id else _open_part(role) for role in kit.roles)
    return kit_text.write(_without_teaching(replace(kit, roles=roles)))


def _open_part(role: Role) -> Role:
    return replace(role, instructions=NO_WORDS, batna=NO_WORDS, batna_value=0,
                   may_reveal=NO_WORDS, keep_back=NO_WORDS, points={}, not_for=())  # fmt: skip


def _without_teaching(kit: Kit) -> Kit:
    return replace(kit, teaching_note=NO_WORDS, observer_sheet=())

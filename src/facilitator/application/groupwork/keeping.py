"""The team's merge state in the programme: read, brought up to date, written, joined."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application.groupwork.applying import apply, model_of, without_doubles
from facilitator.application.groupwork.extracting import team_rows, vocabulary_of
from facilitator.application.groupwork.holdings import OF_TASK, OWN, PARENTS
from facilitator.application.groupwork.packing import Vocabulary, compress, expand, pack, unpack
from facilitator.application.groupwork.private import new_writer
from facilitator.domain.groupwork import Task, Team
from facilitator.domain.merging import PROGRAMME, Work, joined, recorded, shown
from facilitator.persistence import rows
from facilitator.persistence.models.groupwork import HandIn, TeamWork
from facilitator.persistence.models.vision import VisionStatement


@dataclass(frozen=True, slots=True)
class HandedOut:
    """What a team gets: rows to read, and its own work as it stands."""

    team: Team
    vocabulary: Vocabulary
    work: Work


def of_team(team: Team) -> dict[str, Any]:
    """The columns that say whose row it is."""
    return {"group_id": team.group_id, "table_id": team.table_id, "role_id": team.role_id}


def stored(session: Session, team: Team) -> Work:
    """The work as it was when it was last merged; empty before that."""
    row = session.scalars(select(TeamWork).filter_by(**of_team(team))).first()
    return unpack(expand(row.work)) if row else Work()


def current(session: Session, team: Team) -> Work:
    """The work with what was changed in the programme since; nothing is written."""
    return _up_to_date(session, team, stored(session, team))


def _up_to_date(session: Session, team: Team, work: Work) -> Work:
    records = team_rows(session, team, work.fields.keys())
    return recorded(work, records, PARENTS, new_writer(PROGRAMME))


def keep(session: Session, team: Team, work: Work) -> None:
    """Write the work down, if it is not written so already."""
    row = session.scalars(select(TeamWork).filter_by(**of_team(team))).first()
    packed = compress(pack(work))
    if row is None:
        rows.add(session, TeamWork(work=packed, **of_team(team)))
    elif row.work != packed:
        row.work = packed
        session.flush()


def handed_out(session: Session, team: Team) -> HandedOut:
    """What the team gets; after `GiveGroupWork` has written its state down."""
    work = current(session, team)
    own = shown(work, PARENTS)
    return HandedOut(team, vocabulary_of(session, team, own), work)


def take(session: Session, team: Team, incoming: Work) -> bool:
    """Join the team's work into the programme; returns whether anything was new in it."""
    before = current(session, team)
    merged = joined(before, incoming)
    if merged == before:
        return False
    apply(session, team, shown(before, PARENTS), shown(merged, PARENTS))
    _withdraw_posted(session, incoming)
    keep(session, team, _without_posted(merged))  # what could not be placed is told next time
    _fill_hand_ins(session, team)
    return True


def _without_posted(work: Work) -> Work:
    """The work without what is nobody's once it has come in. Its marks stay seen, so that the same
    file brings nothing a second time.
    """
    fields = {place: f for place, f in work.fields.items() if not OWN[place[0]].posted}
    return Work(fields, work.seen)


def _withdraw_posted(session: Session, incoming: Work) -> None:
    """What a team posted and took back by undo, as long as nobody has worked with it."""
    there = shown(incoming, PARENTS)
    for place in incoming.fields:
        if OWN[place[0]].posted and place not in there:
            row = session.get(model_of(place[0]), UUID(place[1]))
            used = isinstance(row, VisionStatement) and (row.cluster_id or row.merged_into_id)
            if row is not None and not used:
                rows.delete(session, row)


def _fill_hand_ins(session: Session, team: Team) -> None:
    """Keep each task as it was when it was handed in."""
    for row in session.scalars(select(HandIn).filter_by(**of_team(team))):
        if not row.content:
            row.content = content_of(session, team, row.task)
    session.flush()


def content_of(session: Session, team: Team, task: Task) -> bytes:
    """The task's records as they are now, packed."""
    records = shown(current(session, team), PARENTS)
    found: dict[str, dict[str, Mapping[str, Any]]] = {}
    for (name, key), values in without_doubles(records).items():
        if name in OF_TASK[task]:
            found.setdefault(name, {})[key] = values
    return compress(found)

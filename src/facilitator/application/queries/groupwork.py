"""Queries on work that teams do apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application.groupwork import keeping
from facilitator.application.groupwork.applying import unplaced
from facilitator.application.groupwork.holdings import OF_TASK, PARENTS
from facilitator.application.groupwork.packing import expand
from facilitator.application.groupwork.words import (
    TECHNICAL,
    TITLES,
    field_label,
    kind_of,
    value_text,
)  # fmt: skip
from facilitator.application.rows.groupwork import (
    ChoiceRow,
    FieldPreview,
    HandInRow,
    HandOverRow,
    RecordPreview,
    TakePreview,
    TeamRow,
    VersionRow,
)  # fmt: skip
from facilitator.domain.groupwork import Direction, Task, Team
from facilitator.domain.merging import (
    Difference,
    FieldDifference,
    State,
    Value,
    Work,
    contests,
    differences,
    joined,
    shown,
)  # fmt: skip
from facilitator.domain.negotiation import kit_text
from facilitator.domain.people import fold
from facilitator.persistence.models.groups import HomeGroup, Membership
from facilitator.persistence.models.groupwork import HandIn, HandOver
from facilitator.persistence.models.negotiation import Exercise, ExerciseSeat, ExerciseTable
from facilitator.persistence.models.people import Participant
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr

handed_out = keeping.handed_out
current_work = keeping.current


# Teams ------------------------------------------------------------------------------------------


def group_teams(session: Session) -> tuple[TeamRow, ...]:
    """The home groups with their members, by letter."""
    members: dict[UUID, list[str]] = {}
    wanted = (
        select(Membership.group_id, Participant)
        .join(Participant, Participant.id == Membership.participant_id)
        .where(Participant.withdrawn.is_(False)).order_by(Participant.certificate_name)
    )  # fmt: skip
    for group_id, person in session.execute(wanted):
        members.setdefault(group_id, []).append(person.badge_name or person.certificate_name)
    found = session.scalars(select(HomeGroup).order_by(HomeGroup.letter))
    return tuple(
        TeamRow(Team(group_id=g.id), g.letter, g.name, tuple(members.get(g.id, ()))) for g in found
    )


def role_teams(session: Session) -> tuple[TeamRow, ...]:
    """The players of each role at each table, of every exercise that people were dealt into."""
    wanted = (
        select(ExerciseSeat, ExerciseTable, Exercise, Participant)
        .join(ExerciseTable, ExerciseTable.id == ExerciseSeat.table_id)
        .join(Exercise, Exercise.id == ExerciseTable.exercise_id)
        .join(Participant, Participant.id == ExerciseSeat.participant_id)
        .where(ExerciseSeat.role_id != "", ExerciseSeat.absent.is_(False))
        .order_by(Exercise.position, ExerciseTable.position, ExerciseSeat.role_id,
                  Participant.certificate_name)
    )  # fmt: skip
    found: dict[Team, TeamRow] = {}
    for seat, table, exercise, person in session.execute(wanted):
        team = Team(table_id=table.id, role_id=seat.role_id)
        before = found.get(team)
        names = (*(before.members if before else ()), person.badge_name or person.certificate_name)
        name = before.name if before else _role_name(exercise, seat.role_id)
        found[team] = TeamRow(team, table.letter, name, names, is_role=True)
    return tuple(found.values())


def _role_name(exercise: Exercise, role_id: str) -> str:
    kit = kit_text.stored(exercise.kit)
    said = exercise.language or kit.languages[0]
    role = next((role for role in kit.roles if role.id == role_id), None)
    name = role.name.in_language(said) if role else role_id
    return tr("{role}, {exercise}", role=name, exercise=exercise.title)


def team_row(session: Session, team: Team) -> TeamRow:
    """A team by its key; works in the programme and in a private workspace.

    Raises RuleViolation `team-not-here`.
    """
    if team.group_id is not None:
        row = next((row for row in group_teams(session) if row.team == team), None)
    else:
        row = next((row for row in role_teams(session) if row.team == team), None)
        row = row or _private_role(session, team)
    if row is None:
        raise RuleViolation("team-not-here")
    return row


def _private_role(session: Session, team: Team) -> TeamRow | None:
    """In a private workspace there are no seats: all the people in it are the team."""
    table = session.get(ExerciseTable, team.table_id)
    if table is None:
        return None
    name = _role_name(session.get_one(Exercise, table.exercise_id), team.role_id)
    seated = select(ExerciseSeat.id)
    people = (
        () if session.scalars(seated).first() else session.scalars(select(Participant.badge_name))
    )
    return TeamRow(team, table.letter, name, tuple(sorted(people)), is_role=True)


def team_named(session: Session, name: str) -> Team:
    """The group with this letter or name. Raises RuleViolation `group-unknown`."""
    teams = group_teams(session)
    for row in teams:
        if fold(name) in {fold(row.letter), fold(row.name), fold(f"group {row.letter}")}:
            return row.team
    known = ", ".join(row.letter for row in teams) or tr("none")
    raise RuleViolation("group-unknown", name=name, known=known)


# Taking -----------------------------------------------------------------------------------------


def take_preview(session: Session, team: Team, incoming: Work) -> TakePreview:
    """What taking this work would do; nothing is written."""
    row = team_row(session, team)
    before = keeping.current(session, team)
    after = joined(before, incoming)
    rows = differences(before, after, PARENTS)
    old, new = shown(before, PARENTS), shown(after, PARENTS)
    changed = [d for d in rows if d.state is not State.SAME and d.place[0] != "hand_in"]
    tasks = [Task(new[d.place]["task"]) for d in rows
             if d.place[0] == "hand_in" and d.state is State.NEW]  # fmt: skip
    records = (_record(d, {**old.get(d.place, {}), **new.get(d.place, {})}) for d in changed)
    aside = tuple(_title(new[place]) or kind_of(place[0]) for place in unplaced(session, old, new))
    return TakePreview(row, tuple(records), len(rows) - len(changed), tuple(tasks), aside)


def _record(difference: Difference, values: Mapping[str, Value]) -> RecordPreview:
    return RecordPreview(
        difference.place, kind_of(difference.place[0]), _title(values), difference.state,
        tuple(_field(f) for f in difference.fields if f.name not in TECHNICAL),
    )  # fmt: skip


def _field(found: FieldDifference) -> FieldPreview:
    return FieldPreview(
        field_label(found.name), value_text(found.name, found.before),
        value_text(found.name, found.after),
        tuple(value_text(found.name, other) for other in found.others),
    )  # fmt: skip


def _title(values: Mapping[str, Value]) -> str:
    return next((str(values[name]) for name in TITLES if values.get(name)), "")[:120]


def choices(session: Session) -> tuple[ChoiceRow, ...]:
    """Every field of every team where two texts wait for somebody to choose."""
    found: list[ChoiceRow] = []
    for row in (*group_teams(session), *role_teams(session)):
        work = keeping.stored(session, row.team)
        if not work.fields:
            continue
        records = shown(work, PARENTS)
        found += [
            ChoiceRow(row.team, c.place, c.field, kind_of(c.place[0]), _title(records[c.place]),
                      field_label(c.field), c.values)
            for c in contests(work, PARENTS)
        ]  # fmt: skip
    return tuple(found)


# Handing in -------------------------------------------------------------------------------------


def hand_ins(session: Session, team: Team | None = None) -> tuple[HandInRow, ...]:
    """The last hand-in of each task, of one team or of all."""
    wanted = select(HandIn).order_by(HandIn.number, HandIn.at)
    if team is not None:
        wanted = wanted.filter_by(**keeping.of_team(team))
    last: dict[tuple[Team, Task], HandInRow] = {}
    for row in session.scalars(wanted):
        whose = Team(row.group_id, row.table_id, row.role_id)
        last[whose, row.task] = HandInRow(
            whose, row.task, row.number, row.at, row.state, row.comment
        )
    return tuple(last.values())


def hand_overs(session: Session, team: Team) -> tuple[HandOverRow, ...]:
    """The log of files that went to the team and came back, newest first."""
    wanted = select(HandOver).filter_by(**keeping.of_team(team)).order_by(HandOver.at.desc())
    return tuple(
        HandOverRow(row.at, row.direction is Direction.GIVEN, row.file_name, row.records)
        for row in session.scalars(wanted)
    )


def case_versions(session: Session, case_id: UUID) -> tuple[VersionRow, ...]:
    """A case study as it was each time its group handed its cases in, oldest first."""
    found = []
    wanted = select(HandIn).where(HandIn.task == Task.CASES).order_by(HandIn.number, HandIn.at)
    for row in session.scalars(wanted):
        content = expand(row.content) if row.content else {}
        fields = content.get("case_study", {}).get(str(case_id))
        if fields is not None:
            parts = _parts(content, str(case_id))
            found.append(VersionRow(row.number, row.at, row.state, fields, parts))
    return tuple(found)


def _parts(content: dict[str, Any], case_id: str) -> dict[str, tuple[dict[str, Value], ...]]:
    belonging = {case_id}
    parts = {}
    for name in OF_TASK[Task.CASES]:
        above = PARENTS.get(name)
        if above is None:
            continue
        rows = {key: row for key, row in content.get(name, {}).items()
                if row.get(above[0][0]) in belonging}  # fmt: skip
        belonging |= set(rows)
        ordered = sorted(rows.items(), key=lambda item: (item[1].get("position", 0), item[0]))
        parts[name] = tuple({"id": key, **row} for key, row in ordered)
    return parts

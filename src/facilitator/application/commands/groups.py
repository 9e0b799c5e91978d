"""Commands on groups."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application import fields
from facilitator.application.registry import Command, handles
from facilitator.application.rows.groups import rule_text
from facilitator.domain.grouping.model import Groups, PairKind, Rule
from facilitator.domain.grouping.rounds import Goal
from facilitator.domain.groups import (
    MOST_ROUNDS,
    GroupRole,
    PlanKind,
    letter_order,
    letters,
    may_stand,
)  # fmt: skip
from facilitator.persistence import rows
from facilitator.persistence.models.case_studies import CaseStudy
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
from facilitator.persistence.models.root_causes import ConflictTree
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr, trn


@dataclass(frozen=True, slots=True)
class PutGroup(Command):
    """Add a home group or change its letter, name and table."""

    letter: str
    name: str = ""
    table: str = ""
    group_id: UUID = field(default_factory=uuid4)

    @property
    def label(self) -> str:
        return tr("Edit group {letter}", letter=self.letter)


@handles(PutGroup)
def put_group(session: Session, command: PutGroup) -> None:
    group = session.get(HomeGroup, command.group_id) or HomeGroup(id=command.group_id)
    letter = fields.needed_line("letter", command.letter)
    others = session.execute(select(HomeGroup.id, HomeGroup.letter))
    if any(key != group.id and taken.casefold() == letter.casefold() for key, taken in others):
        raise RuleViolation("groups-letter-taken", field="letter", letter=letter)
    group.letter = letter
    group.name = fields.line("name", command.name)
    group.table_name = fields.line("table", command.table)
    rows.add(session, group)


@dataclass(frozen=True, slots=True)
class PlaceInGroup(Command):
    """Put people into a home group, out of any other; no group takes them out.

    Who changes groups is unlocked.
    """

    participant_ids: tuple[UUID, ...]
    group_id: UUID | None
    role: GroupRole = GroupRole.MEMBER

    @property
    def label(self) -> str:
        return tr("Change a group")


@handles(PlaceInGroup)
def place_in_group(session: Session, command: PlaceInGroup) -> None:
    if command.group_id is not None:
        rows.find(session, HomeGroup, command.group_id)
    for key in command.participant_ids:
        rows.find(session, Participant, key)
        _place(session, key, command)


def _place(session: Session, key: UUID, command: PlaceInGroup) -> None:
    wanted = select(Membership).where(Membership.participant_id == key)
    place = session.scalars(wanted).one_or_none()
    if command.group_id is None:
        if place is not None:
            rows.delete(session, place)
    elif place is None:
        rows.add(session, Membership(group_id=command.group_id, participant_id=key,
                                     role=command.role))  # fmt: skip
    else:
        place.locked = place.locked and place.group_id == command.group_id
        place.group_id, place.role = command.group_id, command.role


@dataclass(frozen=True, slots=True)
class LockMembers(Command):
    """Lock people to their group, so that suggesting leaves them there; or unlock them."""

    participant_ids: tuple[UUID, ...]
    locked: bool

    @property
    def label(self) -> str:
        count = len(self.participant_ids)
        if self.locked:
            return trn("Lock {n} person", "Lock {n} people", count)
        return trn("Unlock {n} person", "Unlock {n} people", count)


@handles(LockMembers)
def lock_members(session: Session, command: LockMembers) -> None:
    wanted = select(Membership).where(Membership.participant_id.in_(command.participant_ids))
    for place in session.scalars(wanted):
        place.locked = command.locked


@dataclass(frozen=True, slots=True)
class UseGroups(Command):
    """Make suggested groups the home groups: the first becomes the first letter, and so on.

    Who stays in a group keeps role and lock. Groups that are no longer needed go, unless they have
    a tree or a case: then they stay, empty. Seed, steps, rules and weights are kept.
    """

    groups: Groups
    seed: int = 0
    steps: int = 0
    rules: tuple[Rule, ...] = ()
    weights: tuple[float, ...] = ()

    @property
    def label(self) -> str:
        return tr("Use these groups")


@handles(UseGroups)
def use_groups(session: Session, command: UseGroups) -> None:
    for key in (key for group in command.groups for key in group):
        if rows.find(session, Participant, key).withdrawn:
            raise RuleViolation("groups-stale")
    homes = sorted(session.scalars(select(HomeGroup)), key=lambda home: letter_order(home.letter))
    missing = len(command.groups) - len(homes)
    homes += [
        rows.add(session, HomeGroup(letter=letter))
        for letter in letters(max(0, missing), [home.letter for home in homes])
    ]
    places = {place.participant_id: place for place in session.scalars(select(Membership))}
    for home, members in zip(homes, command.groups, strict=False):
        for key in members:
            _settle(session, places.pop(key, None), key, home.id)
    for place in places.values():
        rows.delete(session, place)
    for home in homes[len(command.groups) :]:
        if not _has_work(session, home):
            rows.delete(session, home)
    _keep_draw(session, command)


def _settle(session: Session, place: Membership | None, key: UUID, group_id: UUID) -> None:
    if place is None:
        rows.add(session, Membership(group_id=group_id, participant_id=key))
    elif place.group_id != group_id:
        place.group_id, place.role, place.locked = group_id, GroupRole.MEMBER, False


def _keep_draw(session: Session, command: UseGroups) -> None:
    draw = session.scalars(select(GroupDraw)).first()
    if draw is None:
        draw = rows.add(session, GroupDraw(seed=0, steps=0))
    draw.seed, draw.steps = command.seed, command.steps
    draw.rules = [rule_text(rule) for rule in command.rules]
    draw.weights = list(command.weights)


@dataclass(frozen=True, slots=True)
class DeleteGroup(Command):
    """Delete a home group that has no tree and no case yet; its people stay."""

    group_id: UUID
    letter: str

    @property
    def label(self) -> str:
        return tr("Delete group {letter}", letter=self.letter)


@handles(DeleteGroup)
def delete_group(session: Session, command: DeleteGroup) -> None:
    group = rows.find(session, HomeGroup, command.group_id)
    if _has_work(session, group):
        raise RuleViolation("group-has-work", letter=group.letter)
    rows.delete(session, group)


def _has_work(session: Session, group: HomeGroup) -> bool:
    return any(
        session.scalars(select(work.id).where(work.group_id == group.id)).first() is not None
        for work in (ConflictTree, CaseStudy)
    )


@dataclass(frozen=True, slots=True)
class SetGroupRules(Command):
    """Set the rules by which groups are suggested, in order of priority."""

    rules: tuple[Rule, ...]

    @property
    def label(self) -> str:
        return tr("Change the rules for groups")


@handles(SetGroupRules)
def set_group_rules(session: Session, command: SetGroupRules) -> None:
    if len(set(command.rules)) < len(command.rules):
        raise RuleViolation("group-rule-twice", field="rules")
    for rule in command.rules:
        if not may_stand(rule):
            raise RuleViolation("value-not-allowed", field="rules", text=rule_text(rule))
    for row in session.scalars(select(GroupRule)).all():
        rows.delete(session, row)
    for position, rule in enumerate(command.rules, 1):
        rows.add(session, GroupRule(position=position, kind=rule.kind, attribute=rule.attribute))


@dataclass(frozen=True, slots=True)
class PutGroupPair(Command):
    """Keep two people together or apart. The reason is the facilitator's and never printed."""

    kind: PairKind
    first_id: UUID
    second_id: UUID
    reason: str = ""
    pair_id: UUID = field(default_factory=uuid4)

    @property
    def label(self) -> str:
        return tr("Keep two people together or apart")


@handles(PutGroupPair)
def put_group_pair(session: Session, command: PutGroupPair) -> None:
    if command.first_id == command.second_id:
        raise RuleViolation("group-pair-same", field="second")
    for key in (command.first_id, command.second_id):
        rows.find(session, Participant, key)
    pair = session.get(GroupPair, command.pair_id) or GroupPair(id=command.pair_id)
    pair.kind, pair.first_id, pair.second_id = command.kind, command.first_id, command.second_id
    pair.reason = fields.line("reason", command.reason)
    rows.add(session, pair)


@dataclass(frozen=True, slots=True)
class RemoveGroupPair(Command):
    """Two people may be in any group again."""

    pair_id: UUID

    @property
    def label(self) -> str:
        return tr("Forget a pair")


@handles(RemoveGroupPair)
def remove_group_pair(session: Session, command: RemoveGroupPair) -> None:
    rows.delete(session, rows.find(session, GroupPair, command.pair_id))


@dataclass(frozen=True, slots=True)
class PutTablePlan(Command):
    """Keep rounds of tables, of pairs, or today's groups, with what they were drawn by."""

    kind: PlanKind
    title: str
    rounds: tuple[Groups, ...]
    seed: int = 0
    steps: int = 0
    goal: Goal = Goal.FAIR
    counts_home: bool = True
    rules: tuple[Rule, ...] = ()
    weights: tuple[float, ...] = ()
    plan_id: UUID = field(default_factory=uuid4)

    @property
    def label(self) -> str:
        return tr("Use these rounds") if self.kind is not PlanKind.TODAY else tr("Groups for today")


@handles(PutTablePlan)
def put_table_plan(session: Session, command: PutTablePlan) -> None:
    if not 1 <= len(command.rounds) <= MOST_ROUNDS:
        raise RuleViolation("rounds-out-of-range", field="rounds", most=MOST_ROUNDS)
    title = fields.needed_line("title", command.title)
    for key in {key for groups in command.rounds for group in groups for key in group}:
        rows.find(session, Participant, key)
    plan = session.get(TablePlan, command.plan_id)
    if plan is not None:
        rows.delete(session, plan)
    position = len(session.scalars(select(TablePlan.id)).all()) + 1
    rows.add(session, TablePlan(
        id=command.plan_id, kind=command.kind, title=title, position=position, seed=command.seed,
        steps=command.steps, goal=command.goal, counts_home=command.counts_home,
        rules=[rule_text(rule) for rule in command.rules], weights=list(command.weights),
    ))  # fmt: skip
    for number, groups in enumerate(command.rounds, 1):
        _seat(session, command.plan_id, number, groups)


def _seat(session: Session, plan_id: UUID, number: int, groups: Groups) -> None:
    one = rows.add(session, TableRound(plan_id=plan_id, position=number))
    session.add_all(
        TableSeat(round_id=one.id, participant_id=key, table_number=table)
        for table, group in enumerate(groups)
        for key in group
    )
    session.flush()


@dataclass(frozen=True, slots=True)
class DeleteTablePlan(Command):
    """Delete a plan of rounds."""

    plan_id: UUID
    title: str = ""

    @property
    def label(self) -> str:
        return tr("Delete “{title}”", title=self.title)


@handles(DeleteTablePlan)
def delete_table_plan(session: Session, command: DeleteTablePlan) -> None:
    rows.delete(session, rows.find(session, TablePlan, command.plan_id))

"""Commands on work that teams do apart: give, take, choose between texts, hand in, send back."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from facilitator.application import fields
from facilitator.application.groupwork import keeping
from facilitator.application.groupwork.applying import apply
from facilitator.application.groupwork.extracting import check_team
from facilitator.application.groupwork.holdings import PARENTS
from facilitator.application.groupwork.private import new_writer
from facilitator.application.registry import Audience, Command, handles
from facilitator.domain.groupwork import Direction, HandInState, Task, Team
from facilitator.domain.merging import (
    PROGRAMME,
    Place,
    Value,
    Work,
    chosen,
    contests,
    shown,
)  # fmt: skip
from facilitator.persistence import rows
from facilitator.persistence.models.groupwork import HandIn, HandOver
from facilitator.support.clock import now
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr


@dataclass(frozen=True, slots=True)
class GiveGroupWork(Command):
    """Note what a team is handed, so that its changes can be told from the programme's own."""

    team: Team
    file_name: str = ""

    @property
    def label(self) -> str:
        return tr("Hand out group work")


@handles(GiveGroupWork)
def give_group_work(session: Session, command: GiveGroupWork) -> None:
    check_team(session, command.team)
    work = keeping.current(session, command.team)
    keeping.keep(session, command.team, work)
    if command.file_name:
        _log(session, command.team, Direction.GIVEN, command.file_name, work)


@dataclass(frozen=True, slots=True)
class TakeGroupWork(Command):
    """Merge a team's work into the programme, field by field; taking it twice changes nothing.

    `file_name` is empty while the team works on this very laptop: its pauses are one step of undo.
    """

    team: Team
    work: Work = field(repr=False)
    file_name: str = ""

    @property
    def label(self) -> str:
        return tr("Take in group work")

    @property
    def merge_key(self) -> str:
        return "" if self.file_name else f"group work {self.team.key}"


@handles(TakeGroupWork)
def take_group_work(session: Session, command: TakeGroupWork) -> None:
    check_team(session, command.team)
    changed = keeping.take(session, command.team, command.work)
    if command.file_name and changed:
        _log(session, command.team, Direction.TAKEN, command.file_name, command.work)


def _log(session: Session, team: Team, way: Direction, file_name: str, work: Work) -> None:
    rows.add(session, HandOver(
        at=now(), direction=way, file_name=fields.line("file_name", file_name)[:200],
        records=len(shown(work, PARENTS)), **keeping.of_team(team),
    ))  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChooseText(Command):
    """Choose one of the texts that two people wrote in the same field; the others go."""

    team: Team
    place: Place
    name: str
    value: Value = field(repr=False)

    @property
    def label(self) -> str:
        return tr("Choose between two texts")


@handles(ChooseText)
def choose_text(session: Session, command: ChooseText) -> None:
    team = command.team
    work = keeping.current(session, team)
    contest = next((c for c in contests(work, PARENTS)
                    if (c.place, c.field) == (command.place, command.name)), None)  # fmt: skip
    if contest is None or command.value not in contest.values:
        raise RuleViolation("nothing-to-choose")
    before = shown(work, PARENTS)
    decided = chosen(work, command.place, command.name, command.value, new_writer(PROGRAMME))
    apply(session, team, before, shown(decided, PARENTS))
    keeping.keep(session, team, decided)


# Handing in -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HandInTask(Command):
    """Hand a task in: it is kept as it is now, and locked for the team until it is reopened."""

    team: Team
    task: Task

    @property
    def label(self) -> str:
        return tr("Hand in")


@handles(HandInTask, Audience.GROUP)
def hand_in_task(session: Session, command: HandInTask) -> None:
    team, task = command.team, command.task
    here = keeping.of_team(team)
    last = _last(session, team, task)
    if last is not None and last.state.is_locked:
        raise RuleViolation("handed-in-already")
    number = session.scalar(
        select(func.count(HandIn.id)).filter_by(task=task, **here)
    ) or 0  # fmt: skip
    rows.add(session, HandIn(task=task, number=number + 1, at=now(), **here))


def _last(session: Session, team: Team, task: Task) -> HandIn | None:
    wanted = select(HandIn).filter_by(task=task, **keeping.of_team(team))
    return session.scalars(wanted.order_by(HandIn.number.desc(), HandIn.at.desc())).first()


@dataclass(frozen=True, slots=True)
class DecideHandIn(Command):
    """Accept what was handed in, reopen it, or send it back with a comment."""

    team: Team
    task: Task
    state: HandInState
    comment: str = ""

    @property
    def label(self) -> str:
        return {
            HandInState.ACCEPTED: tr("Accept what was handed in"),
            HandInState.SENT_BACK: tr("Send back to the group"),
            HandInState.REOPENED: tr("Reopen for the group"),
        }.get(self.state, tr("Hand in"))


@handles(DecideHandIn)
def decide_hand_in(session: Session, command: DecideHandIn) -> None:
    row = _last(session, command.team, command.task)
    if row is None:
        raise RuleViolation("nothing-handed-in")
    if not row.content:
        row.content = keeping.content_of(session, command.team, command.task)
    row.state = command.state
    row.comment = fields.text("comment", command.comment)
    if command.state is HandInState.SENT_BACK and not row.comment:
        raise RuleViolation("text-empty", field="comment")

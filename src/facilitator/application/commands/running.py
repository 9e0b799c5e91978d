"""Commands of the running day: the clock, the steps of a session, the slip rule, notes.

The clock is kept as wall-clock anchors (`began`, `used`), so that a crash loses no second. When the
first item of a day begins, the day's plan is put on record; it is never changed afterwards.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from facilitator.application import fields
from facilitator.application.registry import Command, handles
from facilitator.domain.agenda import check_span
from facilitator.domain.running import beside
from facilitator.persistence import rows
from facilitator.persistence.models.agenda import AgendaItem
from facilitator.persistence.models.running import RunRecord, RunState, SessionStep
from facilitator.support.clock import now
from facilitator.support.errors import RuleViolation
from facilitator.support.i18n import tr

MOST_MINUTES = 600
MOST_STEPS = 30


def _minutes(minutes: int) -> int:
    if not 0 <= minutes <= MOST_MINUTES:
        raise RuleViolation("minutes-out-of-range", field="minutes", most=MOST_MINUTES)
    return minutes


def _state(session: Session) -> RunState:
    found = session.scalars(select(RunState)).first()
    if found is not None:
        return found
    return rows.add(
        session, RunState(id=uuid4(), item_id=None, step=0, seconds=0, used=0, began=None)
    )


def _steps(session: Session, item_id: UUID) -> list[SessionStep]:
    wanted = select(SessionStep).where(SessionStep.item_id == item_id)
    return list(session.scalars(wanted.order_by(SessionStep.position)))


def _seconds(session: Session, item: AgendaItem, step: int) -> int:
    """What the clock is given: the step's minutes, or the item's where steps have none."""
    steps = _steps(session, item.id)
    if steps and any(s.minutes for s in steps):
        return 60 * steps[min(step, len(steps) - 1)].minutes
    return 60 * item.minutes


# Plan of record ----------------------------------------------------------------------------------


def _put_on_record(session: Session, day_id: UUID) -> None:
    """Keep the day's plan as it is now, once; items added later join when they begin."""
    known = set(session.scalars(select(RunRecord.item_id).where(RunRecord.day_id == day_id)))
    if known:
        return
    for item in session.scalars(select(AgendaItem).where(AgendaItem.day_id == day_id)):
        rows.add(session, _record(item))


def _record(item: AgendaItem) -> RunRecord:
    return RunRecord(id=uuid4(), day_id=item.day_id, item_id=item.id, title=item.title,
                     start=item.start, minutes=item.minutes, started=None, ended=None,
                     note="")  # fmt: skip


def _record_of(session: Session, item: AgendaItem) -> RunRecord:
    found = session.scalars(select(RunRecord).where(RunRecord.item_id == item.id)).first()
    return found if found is not None else rows.add(session, _record(item))


def _together(session: Session, item: AgendaItem) -> list[AgendaItem]:
    """The item and those that groups do at the same time, begun with it."""
    of_day = session.scalars(select(AgendaItem).where(AgendaItem.day_id == item.day_id)).all()
    return [item, *(other for other in beside(of_day, item) if other.start == item.start)]


def _end(session: Session, item_id: UUID | None, moment: datetime) -> None:
    item = session.get(AgendaItem, item_id) if item_id is not None else None
    if item is None:
        return
    for one in _together(session, item):
        record = _record_of(session, one)
        if record.started is not None and record.ended is None:
            record.ended = moment


# The clock -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class StartItem(Command):
    """Begin an item now; what was going on ends. Its groups in parallel begin along with it."""

    item_id: UUID
    title: str = ""

    @property
    def label(self) -> str:
        return tr("Start “{title}”", title=self.title)


@handles(StartItem)
def start_item(session: Session, command: StartItem) -> None:
    item = rows.find(session, AgendaItem, command.item_id)
    state, moment = _state(session), now()
    _put_on_record(session, item.day_id)
    if state.item_id is not None and state.item_id != item.id:
        _end(session, state.item_id, moment)
    for one in _together(session, item):
        record = _record_of(session, one)
        record.started, record.ended = moment, None
    _set_clock(session, state, item, 0, moment)


def _set_clock(
    session: Session, state: RunState, item: AgendaItem, step: int, moment: datetime
) -> None:
    state.item_id, state.step, state.used = item.id, step, 0
    state.seconds, state.began = _seconds(session, item, step), moment


@dataclass(frozen=True, slots=True)
class BackToItem(Command):
    """Go back: the item now goes on again as before, the one begun since has not begun."""

    item_id: UUID
    title: str = ""

    @property
    def label(self) -> str:
        return tr("Back to “{title}”", title=self.title)


@handles(BackToItem)
def back_to_item(session: Session, command: BackToItem) -> None:
    item = rows.find(session, AgendaItem, command.item_id)
    state, moment = _state(session), now()
    left = session.get(AgendaItem, state.item_id) if state.item_id else None
    if left is not None and left.id != item.id:
        for one in _together(session, left):
            record = _record_of(session, one)
            record.started = record.ended = None
    for one in _together(session, item):
        record = _record_of(session, one)
        record.started, record.ended = record.started or moment, None
    steps = _steps(session, item.id)
    step = len(steps) - 1 if steps and any(s.minutes for s in steps) else 0
    _set_clock(session, state, item, step, moment)
    began = _record_of(session, item).started
    if began is not None and step == 0:
        state.used = max(0, int((moment - began).total_seconds()))


@dataclass(frozen=True, slots=True)
class EndItem(Command):
    """End what is going on; nothing runs then."""

    @property
    def label(self) -> str:
        return tr("End the session")


@handles(EndItem)
def end_item(session: Session, _command: EndItem) -> None:
    state = _state(session)
    if state.item_id is None:
        raise RuleViolation("nothing-runs")
    _end(session, state.item_id, now())
    state.item_id, state.began, state.step, state.seconds, state.used = None, None, 0, 0, 0


@dataclass(frozen=True, slots=True)
class GoToStep(Command):
    """Begin a step of the running item, counted from 0."""

    step: int

    @property
    def label(self) -> str:
        return tr("Go to step {n}", n=self.step + 1)


@handles(GoToStep)
def go_to_step(session: Session, command: GoToStep) -> None:
    state, item = _running(session)
    steps = _steps(session, item.id)
    if not 0 <= command.step < len(steps):
        raise RuleViolation("not-found")
    if any(s.minutes for s in steps):
        _set_clock(session, state, item, command.step, now())
    else:
        state.step = command.step


def _running(session: Session) -> tuple[RunState, AgendaItem]:
    state = _state(session)
    item = session.get(AgendaItem, state.item_id) if state.item_id is not None else None
    if item is None:
        raise RuleViolation("nothing-runs")
    return state, item


@dataclass(frozen=True, slots=True)
class PauseRun(Command):
    """Stop the clock, or let it go on."""

    paused: bool = True

    @property
    def label(self) -> str:
        return tr("Pause the clock") if self.paused else tr("Continue the clock")


@handles(PauseRun)
def pause_run(session: Session, command: PauseRun) -> None:
    state, _item = _running(session)
    if command.paused and state.began is not None:
        state.used += max(0, int((now() - state.began).total_seconds()))
        state.began = None
    elif not command.paused and state.began is None:
        state.began = now()


@dataclass(frozen=True, slots=True)
class GiveMinutes(Command):
    """Give the clock more minutes, or take some away."""

    minutes: int

    @property
    def label(self) -> str:
        return tr("Give {n} more minutes", n=self.minutes)


@handles(GiveMinutes)
def give_minutes(session: Session, command: GiveMinutes) -> None:
    state, _item = _running(session)
    state.seconds = 60 * _minutes(state.seconds // 60 + command.minutes) + state.seconds % 60


@dataclass(frozen=True, slots=True)
class SetClock(Command):
    """Seconds used so far, from now on: a gap was decided on, or the machine's clock was set."""

    used: int

    @property
    def label(self) -> str:
        return tr("Set the clock")


@handles(SetClock)
def set_clock(session: Session, command: SetClock) -> None:
    state, _item = _running(session)
    state.used = max(0, command.used)
    if state.began is not None:
        state.began = now()


# The slip rule ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ConfirmSlip(Command):
    """Give items new times as proposed: (item, start, minutes); leave out the dropped ones.

    The plan of record stays. Raises RuleViolation for an anchored item or one below its floor.
    """

    changes: tuple[tuple[UUID, int, int], ...]
    dropped: tuple[UUID, ...] = ()
    cut_clock: int = 0
    """Minutes that the running item gives up: its clock shows them less."""

    @property
    def label(self) -> str:
        return tr("Make up for lost time")


@handles(ConfirmSlip)
def confirm_slip(session: Session, command: ConfirmSlip) -> None:
    for key, start, minutes in command.changes:
        item = rows.find(session, AgendaItem, key)
        floor = min(item.floor, item.minutes)
        if item.anchored or minutes < floor:
            raise RuleViolation("slip-below-floor", title=item.title, floor=floor)
        check_span(start, minutes, floor)
        item.start, item.minutes = start, minutes
    if command.cut_clock:
        state, _item = _running(session)
        state.seconds = max(0, state.seconds - 60 * command.cut_clock)
    for key in command.dropped:
        item = rows.find(session, AgendaItem, key)
        if item.anchored:
            raise RuleViolation("slip-below-floor", title=item.title, floor=item.minutes)
        rows.delete(session, item)


# Notes and steps ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PutRunNote(Command):
    """What was decided or slipped in an item: the facilitator's own note."""

    item_id: UUID
    note: str

    @property
    def label(self) -> str:
        return tr("Note on a session")

    @property
    def merge_key(self) -> str:
        return f"run-note/{self.item_id}"


@handles(PutRunNote)
def put_run_note(session: Session, command: PutRunNote) -> None:
    item = rows.find(session, AgendaItem, command.item_id)
    _put_on_record(session, item.day_id)
    _record_of(session, item).note = fields.text("note", command.note)


@dataclass(frozen=True, slots=True)
class PutStep(Command):
    """Add a step to an item, or change the one with `step_id`. `task` is for the room, `say` is not."""

    item_id: UUID
    title: str
    minutes: int = 0
    task: str = ""
    say: str = ""
    step_id: UUID | None = None
    new_id: UUID = field(default_factory=uuid4)

    @property
    def label(self) -> str:
        return tr("Add a step") if self.step_id is None else tr("Edit a step")


@handles(PutStep)
def put_step(session: Session, command: PutStep) -> None:
    item = rows.find(session, AgendaItem, command.item_id)
    values = {
        "title": fields.needed_line("title", command.title), "minutes": _minutes(command.minutes),
        "task": fields.text("task", command.task), "say": fields.text("say", command.say),
    }  # fmt: skip
    if command.step_id is None:
        count = len(_steps(session, item.id))
        if count >= MOST_STEPS:
            raise RuleViolation("too-many-steps", most=MOST_STEPS)
        rows.add(session, SessionStep(id=command.new_id, item_id=item.id, position=count, **values))
        return
    step = rows.find(session, SessionStep, command.step_id)
    for name, value in values.items():
        setattr(step, name, value)


@dataclass(frozen=True, slots=True)
class MoveStep(Command):
    """Move a step up or down among those of its item."""

    step_id: UUID
    by: int

    @property
    def label(self) -> str:
        return tr("Move a step")


@handles(MoveStep)
def move_step(session: Session, command: MoveStep) -> None:
    step = rows.find(session, SessionStep, command.step_id)
    order = _steps(session, step.item_id)
    place = order.index(step)
    order.insert(max(0, min(len(order) - 1, place + command.by)), order.pop(place))
    _number(order)


def _number(order: list[SessionStep]) -> None:
    for position, step in enumerate(order):
        step.position = position


@dataclass(frozen=True, slots=True)
class DeleteStep(Command):
    """Delete a step."""

    step_id: UUID

    @property
    def label(self) -> str:
        return tr("Delete a step")


@handles(DeleteStep)
def delete_step(session: Session, command: DeleteStep) -> None:
    step = rows.find(session, SessionStep, command.step_id)
    order = [other for other in _steps(session, step.item_id) if other.id != step.id]
    rows.delete(session, step)
    _number(order)

"""Any sequence of acts on the agenda: anchors stay, days keep their items, and undo restores it all."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from facilitator.application.commands.agenda import (
    AddAgendaItem,
    DeleteAgendaItem,
    EditAgendaItem,
    MoveAgendaItem,
)  # fmt: skip
from facilitator.application.commands.agenda_moves import (
    CloseGaps,
    CopyDay,
    InsertItem,
    MergeItems,
    MoveItemsToDay,
    SetLength,
    SplitItem,
    StretchToFill,
    SwapWithNext,
)  # fmt: skip
from facilitator.application.queries.agenda import the_agenda
from facilitator.application.registry import Command
from facilitator.application.rows.agenda import AgendaRow
from facilitator.application.workspace import Workspace
from facilitator.exchange.templates import new_programme
from facilitator.persistence.models.running import SessionStep
from facilitator.support.errors import RuleViolation

Maker = Callable[[random.Random, AgendaRow], Command]


def _new(rng: random.Random, agenda: AgendaRow) -> dict[str, Any]:
    day = rng.choice(agenda.days)
    return {"day_id": day.id, "start": rng.randrange(480, 1020, 5), "minutes": rng.choice((5, 30, 90)),
            "title": "New", "type": "workshop"}  # fmt: skip


MAKERS: tuple[Maker, ...] = (
    lambda r, a: SetLength(r.choice(a.items).id, "x", r.choice((0, 5, 45, 120, 2000)), r.random() < 0.8),
    lambda r, a: InsertItem(_new(r, a), r.random() < 0.5),
    lambda r, a: AddAgendaItem(_new(r, a)),
    lambda r, a: DeleteAgendaItem(r.choice(a.items).id, "x"),
    lambda r, a: EditAgendaItem(r.choice(a.items).id, {"anchored": r.random() < 0.5}),
    lambda r, a: MoveAgendaItem(r.choice(a.items).id, "x", r.choice(a.days).id, r.randrange(480, 1200, 5)),
    lambda r, a: CloseGaps(r.choice(a.days).id),
    lambda r, a: StretchToFill(r.choice(a.days).id),
    lambda r, a: MoveItemsToDay(tuple(i.id for i in r.sample(a.items, 3)), r.choice(a.days).id, "some"),
    lambda r, a: CopyDay(r.choice(a.days).id, r.choice(a.days).id, r.random() < 0.5),
    lambda r, a: SplitItem(r.choice(a.items).id, "x", r.choice((0, 5, 20))),
    lambda r, a: MergeItems(r.choice(a.items).id, "x"),
    lambda r, a: SwapWithNext(r.choice(a.items).id, "x"),
)  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_undo_of_any_sequence_restores_every_day(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    with new_programme(tmp_path / "w.programme", "asean-week", date(2026, 3, 2)) as workspace:
        states = [workspace.query(the_agenda)]
        refused = 0
        for _ in range(45):
            command = rng.choice(MAKERS)(rng, states[-1])
            before = states[-1]
            try:
                changed = workspace.execute(command).changes
            except RuleViolation as refusal:
                assert str(refusal)
                refused += 1
                assert workspace.query(the_agenda) == before, "a refused act changes nothing"
                continue
            after = workspace.query(the_agenda)
            _anchors_stay(before, after, command)
            if changed and workspace.undo_label == command.label:
                states.append(after)
        assert refused < 30
        while workspace.can_undo:
            workspace.undo()
        assert workspace.query(the_agenda) == states[0]
        while workspace.can_redo:
            workspace.redo()
        assert workspace.query(the_agenda) == states[-1]


def _anchors_stay(before: AgendaRow, after: AgendaRow, command: Command) -> None:
    """Where an anchor is not itself meant, it is where it was."""
    if isinstance(command, MoveItemsToDay | CopyDay):
        return
    meant = getattr(command, "item_id", None)
    there = {item.id: item for item in after.items}
    for item in before.items:
        if item.anchored and item.id in there and item.id != meant:
            now = there[item.id]
            assert (now.day_id, now.start, now.minutes) == (item.day_id, item.start, item.minutes)


def _two(workspace: Workspace) -> tuple[Any, Any]:
    agenda = workspace.query(the_agenda)
    return agenda.days[0], agenda.days[1]


def test_a_moved_afternoon_pushes_what_is_in_its_way(tmp_path: Path) -> None:
    with new_programme(tmp_path / "w.programme", "asean-week", date(2026, 3, 2)) as workspace:
        agenda = workspace.query(the_agenda)
        monday, tuesday = _two(workspace)
        going = [i for i in agenda.items_of(monday.id) if i.start >= 795 and not i.anchored][:3]
        workspace.execute(MoveItemsToDay(tuple(i.id for i in going), tuesday.id, "the afternoon"))
        now = {i.id: i for i in workspace.query(the_agenda).items}
        for item in going:
            assert (now[item.id].day_id, now[item.id].start) == (tuesday.id, item.start)
        end = max(item.end for item in going)
        for item in agenda.items_of(tuesday.id):
            if item.start >= going[0].start and not item.anchored:
                assert now[item.id].start >= end
        workspace.undo()
        assert workspace.query(the_agenda) == agenda


def test_a_copied_day_is_whole_and_a_full_day_is_replaced_only_when_asked(tmp_path: Path) -> None:
    with new_programme(tmp_path / "w.programme", "asean-week", date(2026, 3, 2)) as workspace:
        monday, tuesday = _two(workspace)
        song = {"day_id": monday.id, "start": 1200, "minutes": 5, "title": "Song", "type": "game"}
        workspace.execute(InsertItem(song, steps=("Stand up", "Sing")))
        with pytest.raises(RuleViolation) as refusal:
            workspace.execute(CopyDay(monday.id, tuesday.id))
        assert refusal.value.code == "agenda-day-not-empty"
        workspace.execute(CopyDay(monday.id, tuesday.id, replace=True))
        agenda = workspace.query(the_agenda)

        def told(day_id: Any) -> list[Any]:
            return [(i.start, i.minutes, i.floor, i.anchored, i.title, i.type, i.objective_id, i.room_id)
                    for i in agenda.items_of(day_id)]  # fmt: skip

        assert told(monday.id) == told(tuesday.id)
        said = workspace.query(lambda s: sorted(s.scalars(select(SessionStep.say))))
        assert said == ["Sing", "Sing", "Stand up", "Stand up"]


def test_split_and_merged_again_it_is_the_item_it_was(tmp_path: Path) -> None:
    with new_programme(tmp_path / "w.programme", "asean-week", date(2026, 3, 2)) as workspace:
        item = next(
            i for i in workspace.query(the_agenda).items if i.minutes == 90 and not i.anchored
        )
        workspace.execute(SplitItem(item.id, item.title, 40))
        parts = [i for i in workspace.query(the_agenda).items if i.title.startswith(item.title)]
        assert [(p.start, p.minutes) for p in parts] == [(item.start, 40), (item.start + 40, 50)]
        assert sum(p.floor for p in parts) == item.floor
        workspace.execute(MergeItems(item.id, item.title))
        (whole,) = (i for i in workspace.query(the_agenda).items if i.id == item.id)
        assert (whole.start, whole.minutes, whole.floor) == (item.start, 90, item.floor)
        assert (whole.objective, whole.materials) == (item.objective, item.materials)

"""The checks of an agenda: a sound plan passes all, and each way to spoil it is found and named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import pytest

from facilitator.domain.agenda import ItemType, minute_of
from facilitator.domain.agenda_checks import findings, input_share, talk_minutes
from facilitator.domain.agenda_plan import (
    MUST,
    Check,
    Finding,
    Fix,
    FixKind,
    Plan,
    PlannedDay,
    Presence,
)  # fmt: skip

THURSDAY, FRIDAY = date(2024, 11, 7), date(2024, 11, 8)
T = ItemType


@dataclass(frozen=True)
class Item:
    """An item as the checks see it."""

    id: str
    start: int
    minutes: int
    type: ItemType
    day_id: str = "thu"
    mode: str = "plenary"
    anchored: bool = False
    floor: int = 0
    title: str = "Session"
    objective: str = "Say what"
    objective_id: str | None = None
    materials: str = "-"
    sensitive: bool = False
    lead_id: str | None = "lan"
    room_id: str | None = "hall"


def _day(key: str, day: date, *lines: tuple[str, int, ItemType]) -> PlannedDay:
    items = tuple(
        Item(f"{key}-{start}", minute_of(start), minutes, kind, key, title=f"{kind} {start}",
             anchored=kind is T.MEAL, objective_id="a" if kind is T.WORKSHOP else "b")
        for start, minutes, kind in lines
    )  # fmt: skip
    return PlannedDay(key, day, items)


def sound() -> Plan:
    """Two full days, the second with a closing; nothing to say against either."""
    frame = (
        ("09:00", 15, T.RECAP), ("09:15", 75, T.WORKSHOP), ("10:30", 20, T.BREAK),
        ("10:50", 70, T.GROUP_WORK), ("12:00", 75, T.MEAL), ("13:15", 60, T.SIMULATION),
        ("14:15", 40, T.DEBRIEF), ("14:55", 20, T.BREAK), ("15:15", 40, T.RESOURCE_TALK),
    )  # fmt: skip
    first = _day("thu", THURSDAY, *frame, ("15:55", 15, T.REFLECTION), ("16:10", 10, T.BUFFER))
    second = _day("fri", FRIDAY, *frame, ("15:55", 30, T.EVALUATION), ("16:25", 10, T.BUFFER),
                  ("16:35", 20, T.CEREMONY))  # fmt: skip
    return Plan((first, second), {"lan": Presence("Lan")}, (("a", "Explain"), ("b", "Draft")))


def change(plan: Plan, item_id: str, **values: object) -> Plan:
    """The plan with one item changed, or gone."""
    days = tuple(
        replace(day, items=tuple(
            replace(item, **values) if item.id == item_id else item  # type: ignore[type-var]
            for item in day.items if values or item.id != item_id))
        for day in plan.days
    )  # fmt: skip
    return replace(plan, days=days)


SPOILS: dict[Check, Callable[[Plan], Plan]] = {
    Check.CLASH: lambda p: change(p, "thu-10:50", start=minute_of("10:20")),
    Check.PERSON_AWAY: lambda p: replace(p, people={"lan": Presence("Lan", None, THURSDAY)}),
    Check.OUTSIDE_DAY: lambda p: replace(p, ends=minute_of("16:45")),
    Check.OVERRUN: lambda p: change(p, "thu-10:50", minutes=80),
    Check.LONG_BLOCK: lambda p: change(p, "thu-09:15", start=minute_of("09:15"), minutes=95),
    Check.LONG_TALK: lambda p: change(p, "thu-15:15", objective="Link (30 talk, 10 questions)"),
    Check.NO_MORNING_BREAK: lambda p: change(p, "thu-10:30", type=T.PEER_EXCHANGE),
    Check.NO_AFTERNOON_BREAK: lambda p: change(p, "thu-14:55", type=T.PEER_EXCHANGE),
    Check.SHORT_BREAK: lambda p: change(p, "thu-10:30", minutes=10),
    Check.NO_LUNCH: lambda p: change(p, "thu-12:00"),
    Check.SHORT_LUNCH: lambda p: change(p, "thu-12:00", minutes=55),
    Check.FRIDAY_LUNCH: lambda p: change(p, "fri-12:00", minutes=70),
    Check.MUCH_LEARNING: lambda p: change(p, "thu-16:10", type=T.WORKSHOP, minutes=110),
    Check.MUCH_INPUT_DAY: lambda p: change(
        change(p, "thu-09:15", type=T.INPUT), "thu-10:50", type=T.BRIEFING),
    Check.MUCH_INPUT_WEEK: lambda p: change(
        change(p, "thu-09:15", type=T.INPUT), "fri-09:15", type=T.INPUT),
    Check.TALK_AFTER_LUNCH: lambda p: change(p, "thu-13:15", type=T.INPUT),
    Check.TWO_INPUTS: lambda p: change(p, "thu-14:15", type=T.INPUT),
    Check.LONG_LISTENING: lambda p: change(
        change(p, "thu-13:15", type=T.PRESENTATION), "thu-14:15", type=T.PRESENTATION),
    Check.LONG_WORK: lambda p: change(p, "thu-10:30", type=T.PEER_EXCHANGE),
    Check.NO_RECAP: lambda p: change(p, "fri-09:00", type=T.GAME),
    Check.LONG_RECAP: lambda p: change(p, "fri-09:00", start=minute_of("08:50"), minutes=25),
    Check.NO_REFLECTION: lambda p: change(p, "thu-15:55", type=T.GAME),
    Check.LONG_REFLECTION: lambda p: change(change(p, "thu-15:55", minutes=25), "thu-16:10"),
    Check.NO_BUFFER: lambda p: change(p, "thu-16:10"),
    Check.NO_DEBRIEF: lambda p: change(p, "thu-14:15", type=T.WORKSHOP),
    Check.EVALUATION_AFTER_CLOSING: lambda p: change(
        change(p, "fri-15:55", start=minute_of("16:55")), "fri-16:35", start=minute_of("16:00")),
    Check.NO_OBJECTIVE: lambda p: change(p, "thu-10:50", objective="", objective_id=None),
    Check.NO_OWNER: lambda p: change(p, "thu-10:50", lead_id=None),
    Check.NO_MATERIALS: lambda p: change(p, "thu-10:50", materials=" "),
    Check.SENSITIVE: lambda p: change(p, "thu-09:15", sensitive=True),
    Check.OBJECTIVES_NUMBER: lambda p: replace(p, objectives=p.objectives[:1]),
    Check.OBJECTIVE_UNTIED: lambda p: replace(p, objectives=(*p.objectives, ("c", "Compare"))),
    Check.OBJECTIVE_VERB: lambda p: replace(p, objectives=(("a", "Understand"), p.objectives[1])),
}  # fmt: skip


def test_a_sound_plan_passes_and_an_empty_one_is_left_in_peace() -> None:
    assert findings(sound()) == []
    assert findings(Plan(())) == []
    assert set(SPOILS) == set(Check), "every check has a plan that it finds fault with"


@pytest.mark.parametrize("check", SPOILS)
def test_each_fault_is_found_and_names_its_place(check: Check) -> None:
    spoilt = SPOILS[check](sound())
    found = [f for f in findings(spoilt) if f.check is check]
    assert found
    known = {item.id for item in spoilt.items} | {key for key, _ in spoilt.objectives}
    for finding in found:
        assert finding.is_must is (check in MUST)
        assert set(finding.item_ids) <= known
        assert finding.fixes
    keys = [finding.key for finding in findings(spoilt)]
    assert len(keys) == len(set(keys))


def _apply(plan: Plan, finding: Finding) -> Plan:
    """The plan after the first fix, as far as one item and the clock can show it."""
    fix = finding.fixes[0]
    if fix.kind is FixKind.LENGTH:
        return change(plan, str(fix.item_id), minutes=fix.number)
    if fix.kind is FixKind.MOVE:
        return change(plan, str(fix.item_id), start=fix.number)
    assert fix.kind is FixKind.ADD
    new = Item("new", fix.start, fix.number, fix.type or T.GAME, str(fix.day_id))
    return replace(plan, days=tuple(
        replace(day, items=(*day.items, new)) if day.id == fix.day_id else day
        for day in plan.days
    ))  # fmt: skip


@pytest.mark.parametrize("check", [
    Check.CLASH, Check.OVERRUN, Check.LONG_BLOCK, Check.SHORT_BREAK, Check.SHORT_LUNCH,
    Check.FRIDAY_LUNCH, Check.LONG_RECAP, Check.LONG_REFLECTION, Check.NO_MORNING_BREAK,
    Check.NO_AFTERNOON_BREAK, Check.NO_LUNCH, Check.NO_BUFFER, Check.OUTSIDE_DAY,
    Check.MUCH_LEARNING,
])  # fmt: skip
def test_the_first_fix_takes_the_finding_away(check: Check) -> None:
    spoilt = SPOILS[check](sound())
    finding = next(f for f in findings(spoilt) if f.check is check)
    after = findings(_apply(spoilt, finding))
    assert finding.key not in {f.key for f in after}


def test_too_much_of_something_leads_to_the_session_that_has_most_of_it() -> None:
    spoilt = SPOILS[Check.MUCH_INPUT_WEEK](sound())
    week = next(f for f in findings(spoilt) if f.check is Check.MUCH_INPUT_WEEK)
    assert week.fixes == (Fix(FixKind.OPEN, "thu-09:15", field="type"),)
    full = change(SPOILS[Check.MUCH_LEARNING](sound()), "fri-10:50", type=T.SOCIAL)
    day = next(f for f in findings(full) if f.check is Check.MUCH_LEARNING)
    moved = Fix(FixKind.MOVE, "thu-16:10", minute_of("16:10"), day_id="fri")
    assert day.fixes[0].kind is FixKind.LENGTH
    assert moved in day.fixes
    lone = replace(sound(), objectives=(*sound().objectives, ("c", "Compare")))
    lone = change(lone, "thu-10:50", objective_id=None)
    untied = next(f for f in findings(lone) if f.check is Check.OBJECTIVE_UNTIED)
    assert untied.fixes[0] == Fix(FixKind.OPEN, "thu-10:50", field="objective_id")


def test_talk_is_read_where_it_is_stated() -> None:
    item = sound().days[0].items[0]
    assert isinstance(item, Item)
    assert talk_minutes(replace(item, objective="Link (20 talk, 25 questions)")) == 20
    assert talk_minutes(replace(item, title="Elements (40 minutes of talk)")) == 40
    assert talk_minutes(replace(item, objective="20 people talked")) is None


def test_groups_in_two_rooms_are_parallel_by_design() -> None:
    plan = sound()
    extra = replace(
        plan.days[0].items[3], id="other", room_id="library", lead_id=None, mode="home groups"
    )  # type: ignore[type-var]
    plan = change(plan, "thu-10:50", mode="home groups")
    days = (replace(plan.days[0], items=(*plan.days[0].items, extra)), plan.days[1])
    assert not [f for f in findings(replace(plan, days=days)) if f.check is Check.CLASH]


def test_the_share_of_input() -> None:
    assert input_share(sound().days) == round(100 * 80 / (315 + 330))
    assert input_share(()) == 0

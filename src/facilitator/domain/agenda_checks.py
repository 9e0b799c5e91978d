"""Checks of an agenda: what gets in its own way, and what the field's rules advise against.

The rules are those of methods 7.1. A "must" is a fault of the plan (two things at once, a person who
is not there); a "should" is advice that may be dismissed with a reason. Nothing here stops
anybody from saving. Each finding names its items and carries fixes as plain data. What methods 7.1
names but no data can show (prayer room, heat, travel, public holidays) is not checked here.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence
from itertools import pairwise

from facilitator.domain import agenda_excess
from facilitator.domain.agenda import (
    Clash,
    ItemType,
    Reason,
    clashes,
    counts_as_learning,
    end_of,
    in_time_order,
    next_free_start,
    takes_everybody,
)  # fmt: skip
from facilitator.domain.agenda_moves import overruns, sticks_into
from facilitator.domain.agenda_plan import (
    INPUTS,
    Check,
    Finding,
    Fix,
    FixKind,
    Plan,
    Planned,
    PlannedDay,
)  # fmt: skip

LONGEST_BLOCK = 90
LONGEST_TALK = 25
LONGEST_INPUT = 60
"""An input item whose talking time is not stated: 25 minutes of talk and a good half of questions
at the most. Our default; the field's rule is about the talk alone."""
SHORTEST_BREAK, LUNCH, FRIDAY_LUNCH, BUFFER = 15, 60, 75, 10
LONGEST_WORK = 130
LONGEST_LISTENING = 60
MOST_LEARNING = 405
MOST_INPUT_DAY, MOST_INPUT_WEEK = 40, 25
FULL_DAY = 240
"""Learning minutes from which a day counts as a full one: it needs breaks, lunch, frame, buffer."""
LONGEST_FRAME = 20
OBJECTIVES = range(2, 6)
NOON = 12 * 60
LUNCH_TIME = range(11 * 60, 14 * 60 + 31)
FRIDAY = 4

LISTENING = INPUTS | {ItemType.CEREMONY, ItemType.PRESENTATION}
PAUSES = frozenset({ItemType.BREAK, ItemType.MEAL, ItemType.ENERGISER, ItemType.SOCIAL})
APART = frozenset({ItemType.SOCIAL, ItemType.DRAFTING})
"""Beside or after the working day: evenings, and the drafting team that writes on its own."""
_NOT_WORK = PAUSES | APART | {ItemType.BUFFER}
_ENDS_A_DAY = frozenset({ItemType.REFLECTION, ItemType.EVALUATION, ItemType.CEREMONY})
_UNSEEN_VERBS = ("understand", "know", "learn", "appreciate", "realise", "realize", "be aware",
                 "become aware", "be familiar", "grasp", "internalise")  # fmt: skip
_TALK = re.compile(r"\b(\d{1,3})\s*(?:min(?:utes)?\s*)?(?:of\s+)?talk\b", re.IGNORECASE)


def input_share(days: Iterable[PlannedDay]) -> int:
    """Per cent of the learning minutes that are of the input type, rounded."""
    known = list(days)
    learning = sum(day.learning for day in known)
    return round(100 * sum(day.input for day in known) / learning) if learning else 0


def findings(plan: Plan) -> list[Finding]:
    """Every finding: the faults first, then advice by day, then what concerns the whole week."""
    if not plan.items:
        return []
    found = faults(plan)
    for number, day in enumerate(plan.days):
        found += _of_day(plan, day, number)
    found += _of_week(plan)
    return found


def faults(plan: Plan) -> list[Finding]:
    """The faults of the plan alone, without the advice."""
    found = [*_clash_findings(plan), *_people_away(plan)]
    for day in plan.days:
        found += [*_outside_day(plan, day), *_overruns(day)]
    return found


# Faults -----------------------------------------------------------------------------------------


def _clash_findings(plan: Plan) -> Iterable[Finding]:
    items = plan.items
    for clash in clashes(items):
        if sticks_into(clash.first, clash.second) or sticks_into(clash.second, clash.first):
            continue  # said as an overrun, with better ways out
        yield Finding(
            Check.CLASH, (clash.first.id, clash.second.id), clash.first.day_id,
            (("first", clash.first.title), ("second", clash.second.title)),
            tuple(_clash_fixes(clash, items)), clash.reasons,
        )  # fmt: skip


def _clash_fixes(clash: Clash[Planned], items: Sequence[Planned]) -> Iterable[Fix]:
    loose = clash.first if clash.second.anchored and not clash.first.anchored else clash.second
    free = next_free_start(loose, items)
    if free is not None:
        yield Fix(FixKind.MOVE, loose.id, free, day_id=loose.day_id)
    if Reason.LEAD in clash.reasons:
        yield Fix(FixKind.OPEN, clash.second.id, field="lead_id")
    everybody = Reason.EVERYBODY in clash.reasons
    if not everybody and clash.reasons & {Reason.ROOM, Reason.TIME}:
        roomless = clash.first if clash.first.room_id is None else clash.second
        yield Fix(FixKind.OPEN, roomless.id, field="room_id")


def _people_away(plan: Plan) -> Iterable[Finding]:
    there: dict[Hashable, list[PlannedDay]] = {}
    for day in plan.days:
        for item in day.items:
            person = plan.people.get(item.lead_id) if item.lead_id is not None else None
            if person is None or not person.misses(day.date):
                continue
            if item.lead_id not in there:
                there[item.lead_id] = [d for d in plan.days if not person.misses(d.date)]
            fixes = [Fix(FixKind.OPEN, item.id, field="lead_id")]
            if there[item.lead_id] and not item.anchored:
                target = min(there[item.lead_id], key=lambda d: abs((d.date - day.date).days))
                fixes.insert(0, Fix(FixKind.MOVE, item.id, item.start, day_id=target.id))
            yield Finding(Check.PERSON_AWAY, (item.id,), day.id,
                          (("title", item.title), ("person", person.name)), tuple(fixes))  # fmt: skip


def _outside_day(plan: Plan, day: PlannedDay) -> Iterable[Finding]:
    for item in day.items:
        inside = plan.begins <= item.start and end_of(item) <= plan.ends
        if item.type in APART or inside:
            continue
        fixes = [Fix(FixKind.OPEN, item.id, field="start")]
        if item.start < plan.begins and not item.anchored:
            fixes.insert(0, Fix(FixKind.MOVE, item.id, plan.begins, day_id=day.id))
        room = plan.ends - item.start
        if end_of(item) > plan.ends and room >= max(item.floor, 5):
            fixes.insert(0, Fix(FixKind.LENGTH, item.id, room))
        yield Finding(Check.OUTSIDE_DAY, (item.id,), day.id, (("title", item.title),), tuple(fixes))


def _overruns(day: PlannedDay) -> Iterable[Finding]:
    by_id = {item.id: item for item in day.items}
    for key, minutes in overruns(day.items).items():
        anchor = by_id[key]
        before = [i for i in day.items if i.start < anchor.start and not i.anchored]
        fixes = [Fix(FixKind.CLOSE_GAPS, day_id=day.id)] if _has_gap(before) else []
        can_give = [i for i in before if i.minutes - i.floor >= minutes and i.minutes > minutes
                    and i.type not in PAUSES]  # fmt: skip
        if can_give:
            last = can_give[-1]
            fixes.append(Fix(FixKind.LENGTH, last.id, last.minutes - minutes))
        fixes.append(Fix(FixKind.RELEASE, anchor.id))
        yield Finding(Check.OVERRUN, (anchor.id,), day.id,
                      (("title", anchor.title), ("minutes", minutes)), tuple(fixes))  # fmt: skip


def _has_gap(items: Sequence[Planned]) -> bool:
    order = in_time_order(items)
    reached = end_of(order[0]) if order else 0
    for item in order[1:]:
        if item.start > reached:
            return True
        reached = max(reached, end_of(item))
    return False


# Advice by day ----------------------------------------------------------------------------------


def _of_day(plan: Plan, day: PlannedDay, number: int) -> list[Finding]:
    if not day.items:
        return []
    found = [*_lengths(day), *_sequence(day), *_shares(plan, day), *_completeness(plan, day)]
    if day.learning >= FULL_DAY:
        found += [*_pauses(day), *_frame(plan, day, number)]
    found += [*_lunches(day), *_sensitive(day, number), *_long_work(day)]
    return found


def _finding(check: Check, item: Planned, *fixes: Fix, **facts: object) -> Finding:
    known = {"title": item.title, "minutes": item.minutes, **facts}
    return Finding(check, (item.id,), item.day_id, tuple(known.items()), fixes)


def _lengths(day: PlannedDay) -> Iterable[Finding]:
    for item in day.items:
        if counts_as_learning(item.type) and item.minutes > LONGEST_BLOCK:
            yield _finding(
                Check.LONG_BLOCK, item, Fix(FixKind.LENGTH, item.id, LONGEST_BLOCK),
                Fix(FixKind.SPLIT, item.id, item.minutes // 2 // 5 * 5), most=LONGEST_BLOCK,
            )  # fmt: skip
        if item.type is ItemType.BREAK and item.minutes < SHORTEST_BREAK:
            yield _finding(Check.SHORT_BREAK, item, Fix(FixKind.LENGTH, item.id, SHORTEST_BREAK),
                           least=SHORTEST_BREAK)  # fmt: skip
        if item.type in INPUTS:
            yield from _talking(item)


def talk_minutes(item: Planned) -> int | None:
    """Minutes of talk as stated in title or objective ("20 talk, 25 questions"), or None."""
    stated = _TALK.search(f"{item.title}\n{item.objective}")
    return int(stated.group(1)) if stated else None


def _talking(item: Planned) -> Iterable[Finding]:
    stated = talk_minutes(item)
    if stated is not None and stated > LONGEST_TALK:
        yield _finding(Check.LONG_TALK, item, Fix(FixKind.OPEN, item.id, field="objective"),
                       talk=stated, most=LONGEST_TALK)  # fmt: skip
    elif stated is None and item.minutes > LONGEST_INPUT:
        yield _finding(Check.LONG_TALK, item, Fix(FixKind.LENGTH, item.id, LONGEST_INPUT),
                       Fix(FixKind.OPEN, item.id, field="objective"), talk=item.minutes,
                       most=LONGEST_TALK)  # fmt: skip


def _work_of(day: PlannedDay) -> list[Planned]:
    """What the day works on, in order: without pauses, buffers, evenings and the drafting team."""
    return [item for item in in_time_order(day.items) if item.type not in _NOT_WORK]


def _sequence(day: PlannedDay) -> Iterable[Finding]:
    work = _work_of(day)
    for first, second in pairwise(work):
        if first.type in INPUTS and second.type in INPUTS and end_of(first) <= second.start:
            yield _finding(Check.TWO_INPUTS, second, Fix(FixKind.OPEN, second.id, field="type"),
                           before=first.title)  # fmt: skip
    yield from _after_lunch(day)
    yield from _listening(day)
    yield from _debriefs(work)


def _after_lunch(day: PlannedDay) -> Iterable[Finding]:
    lunch = lunch_of(day)
    if lunch is None:
        return
    later = [item for item in _work_of(day) if item.start >= end_of(lunch)]
    if later and later[0].type in INPUTS:
        fixes = [Fix(FixKind.OPEN, later[0].id, field="type")]
        if len(later) > 1 and not later[0].anchored and not later[1].anchored:
            fixes.insert(0, Fix(FixKind.SWAP, later[0].id))
        yield _finding(Check.TALK_AFTER_LUNCH, later[0], *fixes)


def _listening(day: PlannedDay) -> Iterable[Finding]:
    """The same way of listening in plenary for more than an hour without a change of method."""
    run: list[Planned] = []
    for item in [*in_time_order(day.items), None]:
        goes_on = (
            item is not None and item.type in LISTENING and takes_everybody(item)
            and (not run or (item.type is run[0].type and item.start <= end_of(run[-1])))
        )  # fmt: skip
        if goes_on and item is not None:
            run.append(item)
            continue
        minutes = sum(part.minutes for part in run)
        if len(run) > 1 and minutes > LONGEST_LISTENING:
            yield _finding(Check.LONG_LISTENING, run[-1],
                           Fix(FixKind.OPEN, run[-1].id, field="type"), minutes=minutes,
                           most=LONGEST_LISTENING)  # fmt: skip
        run = [item] if item is not None and item.type in LISTENING else []


def _debriefs(work: Sequence[Planned]) -> Iterable[Finding]:
    for place, item in enumerate(work):
        if item.type is not ItemType.SIMULATION:
            continue
        rest = [later for later in work[place + 1 :] if later.start >= end_of(item)]
        after = next((later for later in rest if later.type not in
                      {ItemType.SIMULATION, ItemType.SIMULATION_PREP}), None)  # fmt: skip
        last = not any(later.type is ItemType.SIMULATION for later in rest)
        if last and (after is None or after.type is not ItemType.DEBRIEF):
            yield _finding(
                Check.NO_DEBRIEF, item,
                Fix(FixKind.ADD, number=30, day_id=item.day_id, start=end_of(item),
                    type=ItemType.DEBRIEF),
            )  # fmt: skip


def _shares(plan: Plan, day: PlannedDay) -> Iterable[Finding]:
    if day.learning > MOST_LEARNING:
        facts = (("hours", round(day.learning / 60, 1)), ("most", MOST_LEARNING / 60))
        fixes = tuple(agenda_excess.of_learning(plan, day, MOST_LEARNING))
        yield Finding(Check.MUCH_LEARNING, (), day.id, facts, fixes)
    share = input_share([day])
    if share > MOST_INPUT_DAY and day.learning >= FULL_DAY:
        yield Finding(Check.MUCH_INPUT_DAY, (), day.id, (("share", share), ("most", MOST_INPUT_DAY)),
                      tuple(agenda_excess.of_input([day])))  # fmt: skip


def lunch_of(day: PlannedDay) -> Planned | None:
    """The meal of midday."""
    meals = [i for i in day.items if i.type is ItemType.MEAL and i.start in LUNCH_TIME]
    return max(meals, key=lambda meal: meal.minutes, default=None)


def _lunches(day: PlannedDay) -> Iterable[Finding]:
    lunch = lunch_of(day)
    friday = day.date.weekday() == FRIDAY
    if lunch is None:
        work = _work_of(day)
        if day.learning >= FULL_DAY and work[0].start < NOON < end_of(work[-1]):
            start = min((end_of(i) for i in work if end_of(i) >= NOON), default=NOON)
            minutes = FRIDAY_LUNCH if friday else LUNCH
            yield Finding(Check.NO_LUNCH, (), day.id, (("least", minutes),),
                          (Fix(FixKind.ADD, number=minutes, day_id=day.id, start=start,
                               type=ItemType.MEAL),))  # fmt: skip
    elif lunch.minutes < LUNCH:
        yield _finding(Check.SHORT_LUNCH, lunch, Fix(FixKind.LENGTH, lunch.id, LUNCH), least=LUNCH)
    elif friday and lunch.minutes < FRIDAY_LUNCH:
        yield _finding(Check.FRIDAY_LUNCH, lunch, Fix(FixKind.LENGTH, lunch.id, FRIDAY_LUNCH),
                       least=FRIDAY_LUNCH)  # fmt: skip


def _pauses(day: PlannedDay) -> Iterable[Finding]:
    """A break in the middle of the morning and one in the middle of the afternoon."""
    lunch = lunch_of(day)
    noon, one = (lunch.start, end_of(lunch)) if lunch is not None else (NOON, NOON)
    halves = (
        (Check.NO_MORNING_BREAK, [i for i in day.items if end_of(i) <= noon]),
        (
            Check.NO_AFTERNOON_BREAK,
            [i for i in day.items if i.start >= one and i.type not in APART],
        ),
    )
    for check, items in halves:
        work = [item for item in items if item.type not in PAUSES]
        minutes = sum(item.minutes for item in work if counts_as_learning(item.type))
        if minutes <= LONGEST_BLOCK or any(item.type is ItemType.BREAK for item in items):
            continue
        yield Finding(check, (), day.id, (), (_break_between(day, in_time_order(work)),))


def _break_between(day: PlannedDay, work: Sequence[Planned]) -> Fix:
    """A break at the end of the item that ends nearest to the middle of this work."""
    middle = (work[0].start + end_of(work[-1])) / 2
    start = min((end_of(item) for item in work), key=lambda end: abs(end - middle))
    return Fix(FixKind.ADD, number=SHORTEST_BREAK, day_id=day.id, start=start, type=ItemType.BREAK)


def _long_work(day: PlannedDay) -> Iterable[Finding]:
    run: list[Planned] = []
    for item in [*(i for i in in_time_order(day.items) if i.type not in APART), None]:
        if item is not None and item.type not in PAUSES and (
            not run or item.start <= max(end_of(part) for part in run)
        ):  # fmt: skip
            run.append(item)
            continue
        if run:
            minutes = max(end_of(part) for part in run) - run[0].start
            work = [part for part in run if part.type is not ItemType.BUFFER]
            minutes -= sum(part.minutes for part in run if part.type is ItemType.BUFFER)
            if minutes > LONGEST_WORK and len(work) > 1:
                yield _finding(Check.LONG_WORK, work[0], _break_between(day, work),
                               minutes=minutes, most=LONGEST_WORK)  # fmt: skip
        run = [item] if item is not None and item.type not in PAUSES else []


def _frame(plan: Plan, day: PlannedDay, number: int) -> Iterable[Finding]:
    """Recap first, reflection last, and a buffer."""
    work = _work_of(day)
    first, last = work[0], work[-1]
    recaps = [item for item in work if item.type is ItemType.RECAP]
    if number > 0 and first.type is not ItemType.RECAP:
        fix = Fix(FixKind.ADD, number=15, day_id=day.id, start=first.start, type=ItemType.RECAP)
        yield Finding(Check.NO_RECAP, (), day.id, (), (fix,))
    for recap in recaps:
        if recap.minutes > LONGEST_FRAME:
            yield _finding(Check.LONG_RECAP, recap, Fix(FixKind.LENGTH, recap.id, LONGEST_FRAME),
                           most=LONGEST_FRAME)  # fmt: skip
    is_last_day = day is next(d for d in reversed(plan.days) if d.items)
    if last.type not in _ENDS_A_DAY and not (is_last_day and last.type is ItemType.CEREMONY):
        yield Finding(Check.NO_REFLECTION, (), day.id, (), (
            Fix(FixKind.ADD, number=15, day_id=day.id, start=end_of(last),
                type=ItemType.REFLECTION),))  # fmt: skip
    if last.type is ItemType.REFLECTION and last.minutes > LONGEST_FRAME:
        yield _finding(Check.LONG_REFLECTION, last, Fix(FixKind.LENGTH, last.id, LONGEST_FRAME),
                       most=LONGEST_FRAME)  # fmt: skip
    if sum(i.minutes for i in day.items if i.type is ItemType.BUFFER) < BUFFER:
        yield Finding(Check.NO_BUFFER, (), day.id, (("least", BUFFER),), (
            Fix(FixKind.ADD, number=BUFFER, day_id=day.id, start=end_of(last),
                type=ItemType.BUFFER),))  # fmt: skip


def _completeness(plan: Plan, day: PlannedDay) -> Iterable[Finding]:
    """What sessions lack, once a day for each kind: a new week lacks much, and knows it."""
    sessions = [i for i in day.items if counts_as_learning(i.type)]
    lacking = (
        (Check.NO_OBJECTIVE, "objective",
         [i for i in sessions if not i.objective.strip() and i.objective_id is None]),
        (Check.NO_MATERIALS, "materials", [i for i in sessions if not i.materials.strip()]),
        (Check.NO_OWNER, "lead_id", [i for i in sessions if plan.people and i.lead_id is None]),
    )  # fmt: skip
    for check, name, items in lacking:
        if items:
            facts = (("title", items[0].title), ("more", len(items) - 1))
            fix = Fix(FixKind.OPEN, items[0].id, field=name)
            keys = tuple(item.id for item in items)
            yield Finding(check, keys, day.id, facts, (fix,), of_day=True)


def _sensitive(day: PlannedDay, number: int) -> Iterable[Finding]:
    work = [i for i in _work_of(day) if i.type not in {ItemType.REFLECTION, ItemType.RECAP}]
    for item in day.items:
        early = number == 0 and item.start < NOON
        if item.sensitive and (early or (work and item.id == work[-1].id)):
            yield _finding(Check.SENSITIVE, item, Fix(FixKind.OPEN, item.id, field="start"))


# Advice on the week -------------------------------------------------------------------------------


def _of_week(plan: Plan) -> Iterable[Finding]:
    share = input_share(plan.days)
    if share > MOST_INPUT_WEEK and sum(day.learning for day in plan.days) >= FULL_DAY:
        yield Finding(
            Check.MUCH_INPUT_WEEK, (), None, (("share", share), ("most", MOST_INPUT_WEEK)),
            tuple(agenda_excess.of_input(plan.days)),
        )  # fmt: skip
    yield from _evaluation_last(plan)
    if len(plan.objectives) not in OBJECTIVES:
        yield Finding(Check.OBJECTIVES_NUMBER, (), None, (("number", len(plan.objectives)),),
                      (Fix(FixKind.OBJECTIVES),))  # fmt: skip
    tied = {item.objective_id for item in plan.items}
    for key, text in plan.objectives:
        if key not in tied:
            yield Finding(Check.OBJECTIVE_UNTIED, (key,), None, (("text", text),),
                          tuple(agenda_excess.of_objectives(plan)))  # fmt: skip
        if text.strip().casefold().startswith(_UNSEEN_VERBS):
            yield Finding(Check.OBJECTIVE_VERB, (key,), None, (("text", text),),
                          (Fix(FixKind.OBJECTIVES),))  # fmt: skip


def _evaluation_last(plan: Plan) -> Iterable[Finding]:
    """Nobody fills in a form once the certificates are handed out."""
    last = next((day for day in reversed(plan.days) if day.items), None)
    ceremonies = [i for i in last.items if i.type is ItemType.CEREMONY] if last else []
    if last is None or not ceremonies or ceremonies[-1].start < NOON:
        return
    for item in last.items:
        if item.type is ItemType.EVALUATION and item.start >= ceremonies[-1].start:
            yield _finding(Check.EVALUATION_AFTER_CLOSING, item,
                           Fix(FixKind.OPEN, item.id, field="start"))  # fmt: skip

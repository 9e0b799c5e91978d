"""Ways out where a day or the week has too much of something: which session to cut, move or change.

Plain proposals for the checks of an agenda; nothing here looks for faults or changes a plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facilitator.domain.agenda import ItemType, counts_as_learning
from facilitator.domain.agenda_plan import INPUTS, Fix, FixKind, Plan, Planned, PlannedDay

_FRAME = frozenset({ItemType.RECAP, ItemType.REFLECTION, ItemType.EVALUATION})
"""What belongs to its day and cannot go to another."""


def of_learning(plan: Plan, day: PlannedDay, most: int) -> Iterator[Fix]:
    """Shorten the session that has most to give; move the last one to the lightest day; or choose."""
    learning = [item for item in day.items if counts_as_learning(item.type)]
    over = day.learning - most
    longest = max(learning, key=_spare)
    if not longest.anchored and _spare(longest) >= over:
        yield Fix(FixKind.LENGTH, longest.id, longest.minutes - over)
    movable = [item for item in learning if item.type not in _FRAME and not item.anchored]
    lightest = min(plan.days, key=lambda other: other.learning)
    if movable and lightest.learning + movable[-1].minutes <= most:
        yield Fix(FixKind.MOVE, movable[-1].id, movable[-1].start, day_id=lightest.id)
    yield Fix(FixKind.OPEN, longest.id, field="minutes")


def _spare(item: Planned) -> int:
    return item.minutes - item.floor


def of_input(days: Sequence[PlannedDay]) -> Iterator[Fix]:
    """Give the longest talk another form."""
    talks = [item for day in days for item in day.items if item.type in INPUTS]
    yield Fix(FixKind.OPEN, max(talks, key=lambda item: item.minutes).id, field="type")


def of_objectives(plan: Plan) -> Iterator[Fix]:
    """Tie the first session that serves none, or change the objectives."""
    loose = [item for item in plan.items
             if counts_as_learning(item.type) and item.objective_id is None]  # fmt: skip
    if loose:
        yield Fix(FixKind.OPEN, loose[0].id, field="objective_id")
    yield Fix(FixKind.OBJECTIVES)

"""Counts of change beside both totals, attacked with integer programming."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from facilitator.domain.disclosed_pairs import Cell, tells_a_pair
from facilitator.domain.disclosure import K
from facilitator.domain.feedback.forms import Form, FormKind, Item, ItemKind, Option
from facilitator.domain.feedback.measures import change_of
from facilitator.domain.feedback.results import results_of

CELLS = [(then, now) for then in range(5) for now in range(5)]


def _form_of_a_week(seed: int) -> list[Cell]:
    draw = random.Random(seed)
    then = [min(4, max(0, int(draw.gauss(1.3, 1)))) for _ in range(draw.randint(20, 45))]
    steps = [0, 0, 1, 1, 2, -1] if seed % 3 else [0, 1, 1, 2]
    return [(one, min(4, max(0, one + draw.choice(steps)))) for one in then]


def _published(pairs: list[Cell]) -> Iterator[tuple[list[int], int]]:
    """Which cells add up to which number: both totals, then higher, same and lower."""
    for side in (0, 1):
        for value in range(5):
            yield (
                [int(cell[side] == value) for cell in CELLS],
                sum(pair[side] == value for pair in pairs),
            )
    change = change_of(pairs)
    if change.higher is not None:
        yield [int(now > then) for then, now in CELLS], change.higher
        yield [int(now == then) for then, now in CELLS], change.same or 0
        yield [int(now < then) for then, now in CELLS], change.lower or 0


def _pinned(pairs: list[Cell]) -> list[Cell]:
    """Cells of fewer than k people that have one possible value only."""
    rows, sums = zip(*_published(pairs), strict=True)
    rule = LinearConstraint(np.array(rows), np.array(sums), np.array(sums))
    found = []
    for at, (cell, n) in enumerate((cell, Counter(pairs)[cell]) for cell in CELLS):
        if not 0 < n < K:
            continue
        aim = np.zeros(25)
        aim[at] = 1
        least, most = (
            sign * milp(sign * aim, constraints=rule, integrality=np.ones(25),
                        bounds=Bounds(0, len(pairs))).fun for sign in (1, -1)
        )  # fmt: skip
        if round(least) == round(most):
            found.append(cell)
    return found


@pytest.mark.parametrize("seed", range(24))
def test_no_small_cell_can_be_worked_out_where_the_change_is_shown(seed: int) -> None:
    pairs = _form_of_a_week(seed)
    assert tells_a_pair(pairs) or _pinned(pairs) == []


def test_it_is_shown_for_most_forms_and_hidden_where_the_attack_succeeds() -> None:
    told = [tells_a_pair(_form_of_a_week(seed)) for seed in range(24)]
    assert 0 < sum(told) < 12
    attacked = [seed for seed in range(24) if told[seed] and _pinned(_form_of_a_week(seed))]
    assert attacked, "the control: the attack finds cells where the change would be shown"


def test_a_form_that_would_tell_shows_both_totals_and_no_change() -> None:
    choices = tuple(Option(str(value), {"en": str(value)}) for value in range(5))
    item = Item("x", ItemKind.THEN_NOW, {"en": "I can analyse a conflict"}, choices)
    form = Form(FormKind.AFTER, {"en": "End"}, (item,))
    seed = next(s for s in range(24) if _pinned(_form_of_a_week(s)))
    answers = [{"x": [str(then), str(now)]} for then, now in _form_of_a_week(seed)]
    (result,) = results_of(form, [answers], 45).items
    assert result.shown.counts is not None
    assert result.then is not None
    assert result.then.counts is not None
    assert result.change is None


def test_a_large_knowledge_check_is_judged_while_somebody_waits() -> None:
    """150 people and 30 questions: results are asked for by the window."""
    draw = random.Random(1)
    began = time.thread_time()
    better = [(low, low + draw.randint(1, 15)) for low in draw.choices(range(16), k=149)]
    assert tells_a_pair([(30, 30), *better])
    assert not tells_a_pair([(draw.randint(0, 30), draw.randint(0, 30)) for _ in range(150)])
    assert time.thread_time() - began < 3

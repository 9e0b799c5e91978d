"""200,000 outcomes of six parties analysed, against writing every outcome's values out and no more.

The exercise is made from a fixed seed: eight issues of four or five options, each role's best total
100, options in any order. The subject gives frontier, zone, Nash point, joint values and one table's
dominators; the reference adds up the six values of every outcome with `itertools.product`. A second
line sets the roles against each other, which leaves a larger frontier. Aim: below 2 s.
"""

from __future__ import annotations

import random
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import probe

if TYPE_CHECKING:
    from benchmarks.harness import Line, Scale
    from facilitator.domain.negotiation.analysis import Scoring

SIZES = (4, 4, 4, 5, 5, 5, 5, 5)
ROLES = 6
AIM = 2.0


def exercise(kind: str) -> Scoring:
    """Six roles and 200,000 outcomes; `kind` is "mixed" or "opposed"."""
    from facilitator.domain.negotiation.analysis import Scoring

    draw = random.Random(8)
    roles = []
    for role in range(ROLES):
        weights = [draw.random() for _ in SIZES]
        best = [round(100 * weight / sum(weights)) for weight in weights]
        best[0] += 100 - sum(best)
        issues = []
        for top, size in zip(best, SIZES, strict=True):
            options = [round(top * option / (size - 1)) for option in range(size)]
            if kind == "mixed":
                draw.shuffle(options)
            elif role % 2:
                options.reverse()
            issues.append(tuple(options))
        roles.append(tuple(issues))
    return Scoring(tuple(roles), (40,) * ROLES)


def analysed(kind: str) -> None:
    """The subject."""
    from facilitator.domain.negotiation.analysis import analyse

    scoring = exercise(kind)
    before = time.perf_counter()
    found = analyse(scoring)
    found.rate((1,) * len(SIZES))
    said = (len(found.frontier), found.zopa, found.max_joint, found.nash, found.left_on_table)
    took = time.perf_counter() - before
    if found.outcomes != 200_000 or not found.exact or not said[0]:
        raise SystemExit("not all outcomes were counted")
    probe.say(analysis=took)


def written_out(kind: str) -> None:
    """The reference."""
    from itertools import product

    scoring = exercise(kind)
    columns = [list(zip(*issue, strict=True)) for issue in zip(*scoring.points, strict=True)]
    before = time.perf_counter()
    values = [tuple(map(sum, zip(*rows, strict=True))) for rows in product(*columns)]
    took = time.perf_counter() - before
    if len(values) != 200_000:
        raise SystemExit("outcomes are missing")
    probe.say(analysis=took)


def measure(scale: Scale, _folder: Path) -> list[Line]:
    """Wall time and memory of both kinds of exercise."""
    from benchmarks.harness import alternate, run_apart

    lines = []
    for kind in ("mixed", "opposed"):
        name = f"200,000 outcomes of six {kind} parties"
        found = alternate(scale.rounds, partial(run_apart, analysed, kind),
                          partial(run_apart, written_out, kind))  # fmt: skip
        lines += [
            found.line(name, "analysis", "s", aim=AIM, aim_is_absolute=True), found.peak(name),
        ]  # fmt: skip
    return lines

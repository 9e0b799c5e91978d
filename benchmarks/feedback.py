"""The protected results of 35 forms of 20 questions, against counting the answers and no more.

The forms are drawn from a fixed seed: sixteen ratings, two choices, a scale and a comment, broken
down by sex. The subject gives bases, counts, groups and figures with all rules of disclosure
control; the reference tallies every question, in all and by group, and protects nothing.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, Any

from benchmarks import probe

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.harness import Line, Scale
    from facilitator.domain.feedback.forms import Form

PEOPLE = 35
TIMES = 20
"""The page counts anew at each look; one look is too short to be timed alone."""
AIM = 50
"""Milliseconds for one look: nobody notices."""


def form() -> Form:
    """Twenty questions."""
    from facilitator.domain.disclosure import Dimension
    from facilitator.domain.feedback.forms import Form, FormKind, Item, ItemKind, Option

    three = tuple(Option(name) for name in "abc")
    items = [Item(f"r{n}", ItemKind.RATING, {"en": f"Rating {n}"}) for n in range(16)]
    items += [Item(f"c{n}", ItemKind.CHOICE, {"en": f"Choice {n}"}, three) for n in range(2)]
    items += [Item("s", ItemKind.SCALE, {"en": "Scale"}), Item("t", ItemKind.TEXT, {"en": "Text"})]
    return Form(FormKind.END, {"en": "End"}, tuple(items), dimension=Dimension.SEX)


def answers() -> list[dict[str, Any]]:
    """Thirty-five filled forms."""
    draw = random.Random(9)
    filled = []
    for person in range(PEOPLE):
        one: dict[str, Any] = {"group": "woman" if person % 2 else "man", "t": f"comment {person}"}
        one |= {f"r{n}": draw.choice("1234455") for n in range(16)}
        one |= {f"c{n}": draw.choice("abbc") for n in range(2)}
        one["s"] = str(draw.randrange(4, 11))
        filled.append(one)
    return filled


def protected() -> None:
    """The subject."""
    from facilitator.domain.feedback.results import results_of

    asked, filled = form(), answers()
    before = time.perf_counter()
    for _ in range(TIMES):
        found = results_of(asked, [filled], PEOPLE, ("woman", "man"))
    took = 1000 * (time.perf_counter() - before) / TIMES
    if found.n != PEOPLE or len(found.items) != 20 or not found.items[0].shown.parts:
        raise SystemExit("not everything was counted")
    probe.say(results=took)


def counted() -> None:
    """The reference."""
    asked, filled = form(), answers()
    before = time.perf_counter()
    for _ in range(TIMES):
        tallies = {
            (item.name, group): Counter(one[item.name] for one in filled
                                        if group in {"", one["group"]})
            for item in asked.items for group in ("", "woman", "man")
        }  # fmt: skip
    took = 1000 * (time.perf_counter() - before) / TIMES
    if len(tallies) != 60:
        raise SystemExit("tallies are missing")
    probe.say(results=took)


def measure(scale: Scale, _folder: Path) -> list[Line]:
    """Wall time of one look at the results."""
    from benchmarks.harness import alternate, run_apart

    found = alternate(scale.rounds, partial(run_apart, protected), partial(run_apart, counted))
    return [found.line(f"protected results of {PEOPLE} forms of 20 questions", "results", "ms",
                       aim=AIM, aim_is_absolute=True)]  # fmt: skip

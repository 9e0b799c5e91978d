"""The people of the sample week, and larger invented crowds, as the group rules see them."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable
from uuid import UUID

from facilitator.domain.grouping.model import Person, Rule, RuleKind
from facilitator.exchange.templates import read_toml
from facilitator.support.errors import RuleViolation
from facilitator.support.resources import resource

RULES = (
    Rule(RuleKind.NOT_ALONE, "sex"), Rule(RuleKind.SPREAD, "country"),
    Rule(RuleKind.SPREAD, "sex"), Rule(RuleKind.SPREAD, "institution_type"),
)  # fmt: skip
ATTRIBUTES = ("sex", "country", "institution", "institution_type")


def sample_people() -> list[Person]:
    entries = read_toml(resource("sample", "vientiane-2024") / "participants.toml")["participants"]
    return [
        Person(UUID(int=n), {name: entry[name] for name in ATTRIBUTES},
               {"assessment": float(entry.get("assessment_percent", 50))})
        for n, entry in enumerate(entries, 1)
    ]  # fmt: skip


def plain_people(count: int) -> list[Person]:
    return [Person(UUID(int=n)) for n in range(1, count + 1)]


def crowd(count: int, seed: int = 3) -> list[Person]:
    rng = random.Random(seed)
    return [
        Person(UUID(int=n), {
            "sex": rng.choice(["woman", "man"]), "country": f"c{int(rng.random() ** 2 * 40)}",
            "institution_type": rng.choice("abcd"),
        }, {"assessment": rng.gauss(60, 15)})
        for n in range(1, count + 1)
    ]  # fmt: skip


def code(expected: str) -> Callable[[RuleViolation], bool]:
    return lambda error: error.code == expected and bool(str(error))


def seconds_here(seconds: float) -> float:
    """The time that this machine may take for what an ordinary laptop must do in so many seconds.

    Measured, not guessed: by counting, which takes such a laptop 0.15 s.
    """
    began, counted = time.process_time(), Counter[int]()
    for number in range(600_000):
        counted[number % 1000] = counted[number % 1000] + number * 7 % 13
    return seconds * max(1.0, (time.process_time() - began) / 0.15)

"""Groups and rounds against a plain annealer that counts everything anew for each swap.

The reference is the one of the methods page (6.3): random swaps, the meetings of the two tables
counted again each time, 25,000 swaps. Both sides get the sample's 35 people. Figures: pairs that
have *not* met after five rounds (fewer is better) and seconds of processor time; the suggestion of
groups for 35 and for 500 people is measured alone, against the reference's time for its rounds.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import probe

if TYPE_CHECKING:
    from benchmarks.harness import Line, Scale
    from facilitator.domain.grouping.model import Person, Rule

SWAPS = 25_000
PAIRS = 595


def _sample() -> tuple[list[Person], tuple[Rule, ...]]:
    from uuid import UUID

    from facilitator.domain.grouping.model import Person, Rule, RuleKind
    from facilitator.exchange.templates import read_toml
    from facilitator.support.resources import resource

    entries = read_toml(resource("sample", "vientiane-2024") / "participants.toml")["participants"]
    names = ("sex", "country", "institution", "institution_type")
    people = [Person(UUID(int=n), {name: entry[name] for name in names})
              for n, entry in enumerate(entries, 1)]  # fmt: skip
    rules = (Rule(RuleKind.NOT_ALONE, "sex"), Rule(RuleKind.SPREAD, "country"),
             Rule(RuleKind.SPREAD, "sex"), Rule(RuleKind.SPREAD, "institution_type"))  # fmt: skip
    return people, rules


def rounds(goal: str, tables: str, with_rules: str) -> None:
    """The subject: five rounds."""
    import time

    from facilitator.domain.grouping.model import Wish
    from facilitator.domain.grouping.rounds import Goal, plan_rounds

    people, rules = _sample()
    began = time.process_time()
    plan = plan_rounds(people, Wish(int(tables), rules if with_rules == "yes" else ()), 5, Goal(goal),
                       seed=1)  # fmt: skip
    probe.say(unmet=PAIRS - plan.meetings.met, seconds=time.process_time() - began,
              most=plan.meetings.most_often, fewest=plan.meetings.fewest)  # fmt: skip


def plain(tables: str) -> None:
    """The reference: the methods page's annealer, without rules."""
    import math
    import random
    import time

    began = time.process_time()
    rng, people, groups = random.Random(1), 35, int(tables)
    week = []
    for _ in range(5):
        seats = [n % groups for n in range(people)]
        rng.shuffle(seats)
        week.append(seats)

    def repeats() -> int:
        met: dict[tuple[int, int], int] = {}
        for seats in week:
            for p in range(people):
                for q in range(p):
                    if seats[p] == seats[q]:
                        met[p, q] = met.get((p, q), 0) + 1
        return sum((n - 1) ** 2 for n in met.values())

    cost, warmth = repeats(), 3.0
    for _ in range(SWAPS):
        warmth = max(0.05, warmth * 0.9998)
        seats = week[rng.randrange(5)]
        p, q = rng.sample(range(people), 2)
        seats[p], seats[q] = seats[q], seats[p]
        now = repeats()
        if now > cost and rng.random() > math.exp((cost - now) / warmth):
            seats[p], seats[q] = seats[q], seats[p]
        else:
            cost = now
    met = {
        (p, q) for seats in week for p in range(people) for q in range(p) if seats[p] == seats[q]
    }
    probe.say(unmet=PAIRS - len(met), seconds=time.process_time() - began)


def suggestion(count: str, groups: str) -> None:
    """Groups for many people, the sample's rules."""
    import random
    import time
    from uuid import UUID

    from facilitator.domain.grouping.model import Person, Wish
    from facilitator.domain.grouping.suggest import suggest_groups

    people, rules = _sample()
    if int(count) > len(people):
        rng = random.Random(3)
        values = [person.values for person in people]
        people = [Person(UUID(int=n), rng.choice(values)) for n in range(1, int(count) + 1)]
    began = time.process_time()
    draft = suggest_groups(people, Wish(int(groups), rules), seed=1)
    probe.say(seconds=time.process_time() - began,
              broken=sum(o.broken_by for o in draft.outcomes.rules[:2]))  # fmt: skip


def measure(scale: Scale, _folder: Path) -> list[Line]:
    """The lines."""
    from benchmarks.harness import alternate, run_apart

    count = min(3, scale.rounds)
    lines = []
    for name, tables, goal, rules, most in (
        ("5 rounds of 5 x 7, most new meetings", 5, "most_new", "no", 135),
        ("5 rounds of 5 x 7, shared fairly", 5, "fair", "no", 155),
        ("5 rounds of 7 x 5, most new meetings", 7, "most_new", "no", 250),
        ("5 rounds of 5 x 7, the sample's rules", 5, "most_new", "yes", 190),
    ):
        found = alternate(
            count,
            lambda goal=goal, tables=tables, rules=rules: run_apart(rounds, goal, tables, rules),  # type: ignore[misc]
            lambda tables=tables: run_apart(plain, tables),  # type: ignore[misc]
        )
        lines.append(found.line(f"{name}: pairs not met of {PAIRS}", "unmet", "pairs", aim=most,
                                aim_is_absolute=True))  # fmt: skip
        lines.append(found.line(f"{name}: processor time", "seconds", "s", aim=10,
                                aim_is_absolute=True))  # fmt: skip
    for people, groups, most in ((35, 5, 2), (500, 70, 30)):
        found = alternate(
            count,
            lambda people=people, groups=groups: run_apart(suggestion, people, groups),  # type: ignore[misc]
            lambda: run_apart(plain, 5),
        )
        lines.append(found.line(f"groups: {people} people in {groups} groups", "seconds", "s",
                                aim=most, aim_is_absolute=True))  # fmt: skip
    return lines

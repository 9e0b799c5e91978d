"""Which rules held and which broke, and by how much: counted afresh from who is where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from facilitator.domain.grouping.costs import coded, compile_rules, fair_share
from facilitator.domain.grouping.metrics import relative_variety
from facilitator.domain.grouping.model import Groups, Pair, PairKind, Person, Rule, RuleKind, Wish

BALANCED_WITHIN = 0.35
"""A number counts as balanced when each group's mean is this near to that of everybody, in
standard deviations."""


@dataclass(frozen=True, slots=True)
class Breach:
    """One place where a rule does not hold: the group's number, the value, its count and what
    would be right (`low` to `high`). For a balanced number: the group's mean and everybody's.
    """  # fmt: skip

    group: int
    value: str
    count: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class RuleOutcome:
    """How a rule fared. `broken_by` counts people too many, too few or alone (for a number: the
    largest difference of means); `unavoidable` of them could not be helped by any grouping.
    """  # fmt: skip

    rule: Rule
    broken_by: float
    unavoidable: int
    breaches: tuple[Breach, ...]

    @property
    def held(self) -> bool:
        """Whether the rule holds in every group."""
        return not self.breaches

    @property
    def cannot_hold(self) -> bool:
        """Whether it is broken as little as any grouping of these people would break it."""
        return 0 < self.broken_by <= self.unavoidable


@dataclass(frozen=True, slots=True)
class PairOutcome:
    """Whether two named people are where they should be."""

    pair: Pair
    held: bool


@dataclass(frozen=True, slots=True)
class Outcomes:
    """How the whole wish fared."""

    rules: tuple[RuleOutcome, ...]
    pairs: tuple[PairOutcome, ...]

    @property
    def held(self) -> int:
        """How many rules and pairs held."""
        return sum(rule.held for rule in self.rules) + sum(pair.held for pair in self.pairs)

    @property
    def total(self) -> int:
        """How many rules and pairs there are."""
        return len(self.rules) + len(self.pairs)


def outcomes(people: Sequence[Person], groups: Groups, wish: Wish) -> Outcomes:
    """How each rule and pair of the wish fares in these groups; people in no group do not count."""
    placed = {key for group in groups for key in group}
    known = {person.id: person for person in people if person.id in placed}
    inside = list(known.values())
    rows = [[known[key] for key in group if key in known] for group in groups]
    return Outcomes(
        tuple(_outcome(inside, rows, rule) for rule in wish.rules),
        tuple(PairOutcome(pair, _pair_held(pair, groups)) for pair in wish.pairs
              if pair.first in placed and pair.second in placed),
    )  # fmt: skip


def _pair_held(pair: Pair, groups: Groups) -> bool:
    together = any(pair.first in group and pair.second in group for group in groups)
    return together == (pair.kind is PairKind.TOGETHER)


def _outcome(people: Sequence[Person], rows: Sequence[Sequence[Person]], rule: Rule) -> RuleOutcome:
    if rule.kind is RuleKind.BALANCE:
        return _balance(people, rows, rule)
    _, labels, totals = coded(people, rule.attribute)
    breaches: list[Breach] = []
    unavoidable = 0
    most = max((len(row) for row in rows), default=0)
    for label, total in zip(labels, totals, strict=True):
        counts = [sum(p.values.get(rule.attribute) == label for p in row) for row in rows]
        breaches += _breaches(rule.kind, label, counts, total)
        unavoidable += _unavoidable(rule.kind, total, len(rows), most)
    broken = sum(_amount(rule.kind, breach) for breach in breaches)
    return RuleOutcome(rule, broken, unavoidable, tuple(breaches))


def _breaches(kind: RuleKind, label: str, counts: Sequence[int], total: int) -> list[Breach]:
    if kind is RuleKind.TOGETHER:
        largest = counts.index(max(counts))
        return [Breach(group, label, count, 0, 0) for group, count in enumerate(counts)
                if count and group != largest]  # fmt: skip
    if kind is RuleKind.NOT_ALONE:
        # The only one with a value is alone in any grouping: that is said, not called right.
        return [Breach(group, label, 1, 2, max(2, total)) for group, count in enumerate(counts)
                if count == 1]  # fmt: skip
    low, high = (0, 1) if kind is RuleKind.APART else fair_share(total, max(1, len(counts)))
    return [Breach(group, label, count, low, high) for group, count in enumerate(counts)
            if not low <= count <= high]  # fmt: skip


def _amount(kind: RuleKind, breach: Breach) -> float:
    if kind in (RuleKind.NOT_ALONE, RuleKind.TOGETHER):
        return breach.count
    return max(breach.low - breach.count, breach.count - breach.high)


def _unavoidable(kind: RuleKind, total: int, groups: int, most: int) -> int:
    if kind is RuleKind.APART:
        return max(0, total - groups)
    if kind is RuleKind.NOT_ALONE:
        return int(total == 1)
    return max(0, total - most) if kind is RuleKind.TOGETHER else 0


def _balance(people: Sequence[Person], rows: Sequence[Sequence[Person]], rule: Rule) -> RuleOutcome:
    compiled = compile_rules(people, [rule], max(1, len(rows)), 1)[1]
    if not compiled:
        return RuleOutcome(rule, 0, 0, ())
    mean, deviation = compiled[0].mean, compiled[0].deviation
    breaches, largest = [], 0.0
    for group, row in enumerate(rows):
        known = [p.numbers[rule.attribute] for p in row if rule.attribute in p.numbers]
        if not known:
            continue
        own = sum(known) / len(known)
        largest = max(largest, abs(own - mean))
        if abs(own - mean) > BALANCED_WITHIN * deviation:
            breaches.append(Breach(group, "", own, mean, mean))
    return RuleOutcome(rule, largest, 0, tuple(breaches))


@dataclass(frozen=True, slots=True)
class Composition:
    """How an attribute is made up in each group: counts by value, and variety beside everybody's.

    `deviation` is the largest difference of a count from its expected share.
    """

    attribute: str
    counts: tuple[Mapping[str, int], ...]
    variety: tuple[float | None, ...]
    deviation: float


def composition(people: Sequence[Person], groups: Groups, attribute: str) -> Composition:
    """The composition of every group by one attribute."""
    value: dict[UUID, str] = {p.id: p.values.get(attribute, "") for p in people}
    rows = [[value.get(key, "") for key in group] for group in groups]
    everybody = [said for row in rows for said in row]
    counts = [{said: row.count(said) for said in sorted(set(row))} for row in rows]
    deviation = 0.0
    for label in set(everybody) - {""}:
        total = everybody.count(label)
        for row in rows:
            expected = total * len(row) / max(1, len(everybody))
            deviation = max(deviation, abs(row.count(label) - expected))
    variety = tuple(relative_variety(row, everybody) for row in rows)
    return Composition(attribute, tuple(counts), variety, deviation)

"""Rules turned into numbers that a search can add up: a cost for each value's count in a group.

Weights: the last rule counts LEAST for one person too many, each rule above it STEP times as much,
a named pair more than all rules together. They are stored with every result.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.domain.grouping.model import Person, Rule, RuleKind

LEAST = 3.0
STEP = 4.0
UNKNOWN = -1


@dataclass(frozen=True, slots=True)
class Counted:
    """A rule on a categorical attribute: `table[value][count]` is what a group pays."""

    rule: Rule
    codes: list[int]
    labels: list[str]
    totals: list[int]
    table: list[list[float]]


@dataclass(frozen=True, slots=True)
class Balanced:
    """A rule on a number: a group pays `weight` times the square of its sum of `offsets`.

    Offsets are differences from the mean in standard deviations; an unknown number is 0.
    """

    rule: Rule
    offsets: list[float]
    weight: float
    mean: float
    deviation: float


def weights(count: int) -> list[float]:
    """The weight of each of `count` rules, in order of priority."""
    return [LEAST * STEP ** (count - 1 - place) for place in range(count)]


def pair_weight(count: int) -> float:
    """What a broken pair costs beside `count` rules."""
    return LEAST * STEP ** (count + 1)


def fair_share(total: int, groups: int) -> tuple[int, int]:
    """Least and most of `total` that a group gets when they are spread evenly."""
    return total // groups, -(-total // groups)


def compile_rules(
    people: Sequence[Person], rules: Sequence[Rule], groups: int, most: int
) -> tuple[list[Counted], list[Balanced]]:
    """The rules as costs, for groups of at most `most` people; rules that say nothing fall away."""
    counted, balanced = [], []
    for rule, weight in zip(rules, weights(len(rules)), strict=True):
        if rule.kind is RuleKind.BALANCE:
            found = _balanced(people, rule, weight)
            if found is not None:
                balanced.append(found)
        else:
            counted.append(_counted(people, rule, weight, groups, most))
    return counted, balanced


def _counted(
    people: Sequence[Person], rule: Rule, weight: float, groups: int, most: int
) -> Counted:
    codes, labels, totals = coded(people, rule.attribute)
    table = [[weight * _cost(rule.kind, count, total, groups) for count in range(most + 2)]
             for total in totals]  # fmt: skip
    return Counted(rule, codes, labels, totals, table)


def coded(people: Sequence[Person], attribute: str) -> tuple[list[int], list[str], list[int]]:
    """Each person's value as a number, the values in order, and how many people have each."""
    said = [person.values.get(attribute, "") for person in people]
    labels = sorted(set(said) - {""})
    number = {label: code for code, label in enumerate(labels)}
    codes = [number.get(value, UNKNOWN) for value in said]
    return codes, labels, [codes.count(code) for code in range(len(labels))]


def _cost(kind: RuleKind, count: int, total: int, groups: int) -> float:
    """What one group pays for having `count` of the `total` people with a value."""
    if kind is RuleKind.SPREAD:
        low, high = fair_share(total, groups)
        return float(max(0, count - high) ** 2 + max(0, low - count) ** 2)
    if kind is RuleKind.NOT_ALONE:
        return 1.0 if count == 1 and total > 1 else 0.0
    if kind is RuleKind.APART:
        return float(max(0, count - 1) ** 2)
    return count * (total - count) / 2  # together: the pairs that are separated


def _balanced(people: Sequence[Person], rule: Rule, weight: float) -> Balanced | None:
    known = [p.numbers[rule.attribute] for p in people if rule.attribute in p.numbers]
    if len(known) < 2:
        return None
    mean = sum(known) / len(known)
    deviation = (sum((value - mean) ** 2 for value in known) / len(known)) ** 0.5
    if deviation == 0:
        return None
    offsets = [(p.numbers.get(rule.attribute, mean) - mean) / deviation for p in people]
    return Balanced(rule, offsets, weight / 4, mean, deviation)

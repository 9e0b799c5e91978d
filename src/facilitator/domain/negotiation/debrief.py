"""The debrief of an exercise: every table against all agreements, by letter and never by name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from facilitator.domain.negotiation.analysis import (
    Choices,
    Point,
    Rating,
    Scoring,
    Values,
    analyse,
)  # fmt: skip
from facilitator.domain.negotiation.outcomes import Agreed, Means


class Reveal(IntEnum):
    """What the room sees, step by step (methods 3.7): feelings first, charts later."""

    QUESTION = 0
    """Step out of role: no result yet."""
    TABLES = 1
    """How each table ended, and its options issue by issue."""
    VALUES = 2
    """The tables in the chart."""
    ALTERNATIVES = 3
    """With what no deal was worth."""
    FRONTIER = 4
    """With the agreements that nobody could better for all."""
    REFERENCE = 5
    """With the Nash point, and the numbers."""
    TRANSFER = 6
    """What to take home."""


@dataclass(frozen=True, slots=True)
class IssueTitles:
    """An issue and its options in words."""

    title: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableResult:
    """What a table recorded. `choices` has -1 where a question stayed open."""

    letter: str
    agreed: Agreed
    choices: tuple[int, ...]
    signatories: tuple[int, ...]
    means: Means
    minutes_used: int | None = None
    offers: int | None = None
    side_terms: str = ""


@dataclass(frozen=True, slots=True)
class Played:
    """An exercise as it was played: what the analysis needs, and no confidential text."""

    title: str
    roles: tuple[str, ...]
    issues: tuple[IssueTitles, ...]
    scoring: Scoring
    tables: tuple[TableResult, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a table stands. `rating` is None without a whole agreement."""

    result: TableResult
    rating: Rating | None

    @property
    def letter(self) -> str:
        """The table's letter."""
        return self.result.letter


@dataclass(frozen=True, slots=True)
class Debrief:
    """Everything that the charts and tables show."""

    title: str
    roles: tuple[str, ...]
    issues: tuple[IssueTitles, ...]
    batna: Values
    exact: bool
    outcomes: int
    counted: int
    zopa: int
    frontier: tuple[Point, ...]
    feasible_frontier: tuple[Point, ...]
    max_joint: int
    nash: Point | None
    nash_product: int
    left_on_table: int
    standings: tuple[Standing, ...]

    @property
    def has_scatter(self) -> bool:
        """Two parties fit a plane; more are shown as bars."""
        return len(self.roles) == 2

    def values_of(self, standing: Standing) -> Values | None:
        """What each role has at a table: points, the value of no deal, or None where it is partial."""
        if standing.rating is not None:
            return standing.rating.values
        return self.batna if standing.result.agreed is Agreed.NO else None


def debrief_of(played: Played, check: Callable[[], None] | None = None) -> Debrief:
    """Analyse the exercise and its tables; `check` may raise to stop."""
    whole = [t.choices for t in played.tables if _is_whole(t)]
    found = analyse(played.scoring, whole, check)

    def rated(table: TableResult) -> Rating | None:
        return found.rate(table.choices, table.signatories) if _is_whole(table) else None

    return Debrief(
        title=played.title, roles=played.roles, issues=played.issues, batna=played.scoring.batna,
        exact=found.exact, outcomes=found.outcomes, counted=len(found.sums), zopa=found.zopa,
        frontier=found.frontier, feasible_frontier=found.feasible_frontier,
        max_joint=found.max_joint, nash=found.nash, nash_product=found.nash_product,
        left_on_table=found.left_on_table,
        standings=tuple(Standing(table, rated(table)) for table in played.tables),
    )  # fmt: skip


def _is_whole(table: TableResult) -> bool:
    return table.agreed is Agreed.YES and -1 not in table.choices


def choices_in_words(issues: Sequence[IssueTitles], choices: Choices) -> tuple[str, ...]:
    """The chosen option of each issue; empty where a question stayed open."""
    return tuple(
        issue.options[option] if option >= 0 else ""
        for issue, option in zip(issues, choices, strict=True)
    )

"""The few figures that are reported, as methods 5.3 to 5.5 define them. No means to two decimals."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from facilitator.domain.disclosure import alike

LEAST_FOR_NET = 10
Z_95 = 1.96


def rounded(value: float) -> int:
    """To the nearest whole number, halves away from zero, as people do it by hand."""
    return int(math.copysign(math.floor(abs(value) + 0.5), value))


def percent(part: int, whole: int) -> int:
    """A whole percentage."""
    return rounded(100 * part / whole) if whole else 0


def percent_agree(counts: Sequence[int]) -> int:
    """ "% agree or strongly agree": (4+5) of the answers without N/A, on a scale of five."""
    return percent(sum(counts[3:5]), sum(counts))


def median_of(counts: Sequence[int], first: int = 1) -> float:
    """The median of answers counted by value; the first value counts as `first`."""
    return float(median([value for value, n in enumerate(counts, first) for _ in range(n)]))


@dataclass(frozen=True, slots=True)
class NetScore:
    """Promoters less detractors, in points of a hundred, with half the width of its 95 % interval."""

    n: int
    promoters: int
    passives: int
    detractors: int
    score: int
    interval: int


def net_score(counts: Sequence[int]) -> NetScore | None:
    """The net promoter score of answers 0 to 10; None below ten answers (methods 5.5)."""
    n = sum(counts)
    if n < LEAST_FOR_NET:
        return None
    return net_of(sum(counts[9:]), sum(counts[7:9]), sum(counts[:7]))


def net_of(promoters: int, passives: int, detractors: int) -> NetScore:
    """The score from its three counts. Interval: 1.96 sqrt((p + d - (p - d)^2) / n)."""
    n = promoters + passives + detractors
    p, d = promoters / n, detractors / n
    half = Z_95 * math.sqrt((p + d - (p - d) ** 2) / n)
    return NetScore(n, promoters, passives, detractors, rounded(100 * (p - d)), rounded(100 * half))


@dataclass(frozen=True, slots=True)
class Change:
    """How many of the pairs are higher, the same, lower; or which all or nearly all are (0, 1, 2)."""

    n: int
    higher: int | None
    same: int | None
    lower: int | None
    alike: int | None = None


def change_of(pairs: Sequence[tuple[float, float]]) -> Change:
    """Compare pairs (before, after)."""
    higher = sum(after > before for before, after in pairs)
    lower = sum(after < before for before, after in pairs)
    same = len(pairs) - higher - lower
    nearly = alike((higher, same, lower))
    if nearly is not None:
        return Change(len(pairs), None, None, None, nearly)
    return Change(len(pairs), higher, same, lower)


@dataclass(frozen=True, slots=True)
class Learning:
    """Knowledge before and after, of matched pairs alone (methods 5.4).

    Per cent correct as whole numbers, medians of correct answers out of `most`; `gain` is
    (after - before) / (most - before) of the means, in per cent, None where all was known before.
    `change` is None where it would tell what single people knew before and after.
    """

    n: int
    most: int
    mean_before: int
    mean_after: int
    median_before: float
    median_after: float
    gain: int | None
    change: Change | None


def learning_of(scores: Sequence[tuple[int, int]], most: int) -> Learning | None:
    """From pairs of correct answers out of `most`.

    None where the scores of one side are all or nearly all alike: means would tell each one's.
    """
    if not scores or not most:
        return None
    for side in (0, 1):
        counts = [sum(pair[side] == score for pair in scores) for score in range(most + 1)]
        if alike(counts) is not None:
            return None
    before, after = sum(a for a, _ in scores), sum(b for _, b in scores)
    whole = most * len(scores)
    gain = None if before == whole else rounded(100 * (after - before) / (whole - before))
    return Learning(
        len(scores), most, percent(before, whole), percent(after, whole),
        float(median([a for a, _ in scores])), float(median([b for _, b in scores])), gain,
        change_of(scores),
    )  # fmt: skip

"""Where things stand in the debrief's charts: axes and letters that do not cover each other.

Pure geometry, shared by the documents and the window, so that both show the same picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin

STEP = 20


@dataclass(frozen=True, slots=True)
class Axis:
    """Values from `low` to `high`; `ticks` are labelled."""

    low: int
    high: int

    @property
    def ticks(self) -> tuple[int, ...]:
        """Every twenty points, or wider where the span is large."""
        step = STEP
        while (self.high - self.low) // step > 8:
            step *= 2
        return tuple(range(self.low, self.high + 1, step))

    def share(self, value: float) -> float:
        """Where a value lies, from 0 to 1."""
        return (value - self.low) / (self.high - self.low)


def axis(values: Sequence[int]) -> Axis:
    """An axis that holds all values and 0 to 100."""
    low = min((0, *values)) // STEP * STEP
    high = -(-max((100, *values)) // STEP) * STEP
    return Axis(low, high)


@dataclass(frozen=True, slots=True)
class Letter:
    """A table's letter: where its point is, and where the letter itself stands."""

    text: str
    x: float
    y: float
    at_x: float
    at_y: float

    @property
    def is_moved(self) -> bool:
        """Whether a line must lead from the letter to the point."""
        return (self.x, self.y) != (self.at_x, self.at_y)


def placed(points: Sequence[tuple[str, float, float]], distance: float) -> list[Letter]:
    """Letters at their points, each at least `distance` from those before it."""
    found: list[Letter] = []
    for text, x, y in points:
        at_x, at_y = next(
            (px, py) for px, py in _around(x, y, distance)
            if all(hypot(px - o.at_x, py - o.at_y) >= distance * 0.999 for o in found)
        )  # fmt: skip
        found.append(Letter(text, x, y, at_x, at_y))
    return found


def _around(x: float, y: float, distance: float) -> list[tuple[float, float]]:
    """The point itself, then rings round it, wide enough for any number of letters."""
    rings = [(x, y)]
    for ring in range(1, 40):
        rings += [
            (x + ring * distance * cos(k * pi / 4), y + ring * distance * sin(k * pi / 4))
            for k in range(8)
        ]
    return rings

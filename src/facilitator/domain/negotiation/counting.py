"""Counting agreements fast in plain Python; what the numbers mean is said in `analysis`.

The values of all roles are packed into one whole number, 20 bits a role and the joint value on
top, so that adding two packed numbers adds them for every role at once, and one subtraction with
guard bits answers "at least as good for everybody". The frontier grows issue by issue: a part of
an agreement that another part dominates can never become part of an undominated agreement.
Dominance among many is asked of sets kept as the bits of whole numbers, in blocks, those with the
largest joint value first, since only a larger joint value can dominate.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from operator import or_

BITS = 20
_FIELD = (1 << BITS) - 1
_GUARD = 1 << (BITS - 1)
LARGEST = 10_000
"""No role's value may be larger, or smaller than its negative; kits allow far less."""
BLOCK = 4096
"""Blocks of a bit set with more points than this are not joined to others."""

Candidate = tuple[int, int]
"""A packed sum and the number of the (part of an) agreement that gives it."""


class Packing:
    """Values of `roles` roles in one whole number, each shifted to stay above zero."""

    def __init__(self, roles: int) -> None:
        self.roles = roles
        self._shifts = [BITS * role for role in range(roles)]
        self._guards = sum(_GUARD << shift for shift in self._shifts)
        self._top = BITS * roles
        self._low = (1 << self._top) - 1

    def packed(self, values: Sequence[int]) -> int:
        """The values as one number. Negative ones borrow from the next role; `values` gives back."""
        fields = sum(value << shift for value, shift in zip(values, self._shifts, strict=True))
        return (sum(values) << self._top) + fields

    def values(self, packed: int) -> tuple[int, ...]:
        """The values of all roles."""
        lifted = packed + self._guards
        return tuple(((lifted >> shift) & _FIELD) - _GUARD for shift in self._shifts)

    def joint(self, packed: int) -> int:
        """The sum over all roles."""
        return (packed + self._guards) >> self._top

    def at_least(self, sums: Sequence[int], floor: Sequence[int]) -> list[int]:
        """Places of the sums that give every role at least `floor`."""
        guards = self._guards
        lift = guards - self.packed(floor)
        return [place for place, packed in enumerate(sums) if (packed + lift) & guards == guards]

    def willing(self, sums: Sequence[int], floor: Sequence[int]) -> Iterator[frozenset[int]]:
        """For each sum the roles that get at least their `floor`."""
        known: dict[int, frozenset[int]] = {}
        guards = self._guards
        lift = guards - self.packed(floor)
        for packed in sums:
            pattern = (packed + lift) & guards
            if pattern not in known:
                known[pattern] = frozenset(
                    role for role, shift in enumerate(self._shifts) if pattern >> shift & _GUARD
                )
            yield known[pattern]


def all_sums(columns: Sequence[Sequence[int]]) -> list[int]:
    """The packed sums of all agreements, in the order of their numbers."""
    sums = [0]
    for column in columns:
        sums = [packed + option for packed in sums for option in column]
    return sums


def frontier_of_all(
    columns: Sequence[Sequence[int]], packing: Packing, stop: Callable[[], None]
) -> list[Candidate]:
    """The undominated agreements, found issue by issue."""
    kept: list[Candidate] = [(0, 0)]
    for column in columns:
        stop()
        size = len(column)
        longer = [
            (packed + option, number * size + place)
            for packed, number in kept for place, option in enumerate(column)
        ]  # fmt: skip
        kept = undominated(longer, packing, stop)
    return kept


def undominated(
    candidates: Sequence[Candidate], packing: Packing, stop: Callable[[], None]
) -> list[Candidate]:
    """The candidates that no other dominates; equal ones stay together."""
    counts = Counter(packed for packed, _ in candidates)
    joint = packing.joint
    order = sorted(counts, key=joint, reverse=True)
    rows = [packing.values(packed) for packed in order]
    keep: set[int] = set()
    blocks: list[_Block] = []
    for _, group in groupby(range(len(order)), key=lambda place: joint(order[place])):
        # Those with the same joint value cannot dominate each other: ask the ones before them.
        fresh = [n for n in group if not any(_reaches(rows[n], block.sets) for block in blocks)]
        if fresh:
            stop()
            keep.update(order[place] for place in fresh)
            _add_block(blocks, [rows[place] for place in fresh], packing.roles)
    return [candidate for candidate in candidates if candidate[0] in keep]


@dataclass(frozen=True, slots=True)
class _Block:
    rows: list[tuple[int, ...]]
    sets: list[dict[int, int]]


def _add_block(blocks: list[_Block], rows: list[tuple[int, ...]], roles: int) -> None:
    """Add rows; small blocks are joined, so that there are few and none is built too often."""
    while blocks and len(blocks[-1].rows) <= min(2 * len(rows), BLOCK):
        rows = blocks.pop().rows + rows
    blocks.append(_Block(rows, _sets(rows, roles)))


def _sets(rows: Sequence[tuple[int, ...]], roles: int) -> list[dict[int, int]]:
    """For each role: value -> the rows (as bits) that give it at least that value."""
    return [_at_least([row[role] for row in rows]) for role in range(roles)]


def _at_least(column: Sequence[int]) -> dict[int, int]:
    """Every whole number from the smallest value to the largest -> places with at least that."""
    exactly: dict[int, int] = {}
    for place, value in enumerate(column):
        exactly[value] = exactly.get(value, 0) | 1 << place
    falling = range(max(exactly), min(exactly) - 1, -1)
    return dict(
        zip(falling, accumulate((exactly.get(value, 0) for value in falling), or_), strict=True)
    )


def _reaches(row: tuple[int, ...], sets: Sequence[dict[int, int]]) -> bool:
    """Whether some row of the block is at least as good for everybody."""
    good = -1
    for value, at_least in zip(row, sets, strict=True):
        found = at_least.get(value)
        if found is None:
            if value > next(iter(at_least)):
                return False  # larger than anything in the block
            continue  # smaller than everything: no condition
        good &= found
        if not good:
            return False
    return True

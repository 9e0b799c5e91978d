"""Disclosure control for counts of change: may higher, same and lower stand beside both totals?

Of two answers of each person the totals are published, and how many went up, stayed and went down.
Where nobody went down, that can tell what single people said before and after. Pure.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, product

from facilitator.domain.disclosure import K

Cell = tuple[int, int]
Move = Mapping[Cell, int]
"""How many more or fewer each cell holds; every total stays as it is."""
Shift = tuple[int, int, int]


def tells_a_pair(pairs: Sequence[Cell], k: int = K) -> bool:
    """Whether the counts could tell what fewer than `k` people said before and after together.

    They cannot where each such cell has a second possible value. To show that, people are moved
    between cells so that nothing that is published changes; where no move is found, it is told.
    """
    return _tells(frozenset(Counter(pairs).items()), k)


@lru_cache(maxsize=4096)
def _tells(cells: frozenset[tuple[Cell, int]], k: int) -> bool:
    table = dict(cells)
    in_question = {cell for cell, n in table.items() if n < k}
    swaps = _swaps(table)
    for swap in swaps[0, 0, 0]:
        in_question -= swap.keys()
    for move in _double_swaps(swaps, in_question):
        if not in_question:
            break
        if all(table.get(cell, 0) + more >= 0 for cell, more in move.items()):
            in_question -= {cell for cell, more in move.items() if more}
    return bool(in_question)


def _swaps(table: Mapping[Cell, int]) -> dict[Shift, list[Move]]:
    """Exchanges of the second answer between two people, by what they do to the three counts."""
    found: dict[Shift, list[Move]] = defaultdict(list)
    for one, other in combinations(sorted(table), 2):
        if one[0] != other[0] and one[1] != other[1]:
            swap = {one: -1, other: -1, (one[0], other[1]): 1, (other[0], one[1]): 1}
            found[_shift(swap)].append(swap)
    return found


def _double_swaps(swaps: Mapping[Shift, Sequence[Move]], wanted: set[Cell]) -> Iterable[Move]:
    """Two exchanges at once that undo each other in the three counts; the first touches a cell that is
    still in question."""
    for (up, same, down), ones in list(swaps.items()):
        others = swaps.get((-up, -same, -down), ())
        for one, other in product((one for one in ones if not wanted.isdisjoint(one)), others):
            if not wanted.isdisjoint(one):
                both = Counter(one)
                both.update(other)
                yield both


def _shift(change: Move) -> Shift:
    """How many more went up, stayed and went down."""
    up = sum(n for (before, after), n in change.items() if after > before)
    same = sum(n for (before, after), n in change.items() if after == before)
    return up, same, sum(change.values()) - up - same

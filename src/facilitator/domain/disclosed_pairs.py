"""Disclosure control for counts of change: may higher, same and lower stand beside both totals?

Of two answers of each person the totals are published, and how many went up, stayed and went down.
Where nobody went down, that can tell what single people said before and after. Pure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import combinations, product

from facilitator.domain.disclosure import K

Cell = tuple[int, int]
Move = tuple[tuple[Cell, int], ...]
"""How many more or fewer each cell holds; every total and the three counts stay as they are."""
MOST_OPTIONS = 5
"""With more options the moves would be too many to look through."""


def tells_a_pair(pairs: Sequence[Cell], options: int, k: int = K) -> bool:
    """Whether the counts could tell what fewer than `k` people said before and after together.

    They cannot where each such cell has a second possible value. To show that, people are moved
    between cells so that nothing that is published changes; where no move is found, it is told.
    """
    if options > MOST_OPTIONS:
        return True
    return _tells(frozenset(Counter(pairs).items()), options, k)


@cache
def _tells(cells: frozenset[tuple[Cell, int]], options: int, k: int) -> bool:
    table = dict(cells)
    in_question = {cell for cell, n in table.items() if n < k}
    for move in _moves(options):
        if not in_question:
            break
        if all(table.get(cell, 0) + more >= 0 for cell, more in move):
            in_question -= {cell for cell, _ in move}
    return bool(in_question)


@cache
def _moves(options: int) -> tuple[Move, ...]:
    """Exchanges of the second answer between two people, and two exchanges at once."""
    swaps = [
        {(a, c): -sign, (b, d): -sign, (a, d): sign, (b, c): sign}
        for (a, b), (c, d) in product(combinations(range(options), 2), repeat=2)
        for sign in (1, -1)
    ]
    found = {_move(swap) for swap in swaps if not any(_shift(swap))}
    for one, other in combinations(swaps, 2):
        both = Counter(one)
        both.update(other)
        if not any(_shift(both)):
            found.add(_move(both))
    return tuple(sorted(found - {()}, key=lambda move: (len(move), move)))


def _shift(change: Mapping[Cell, int]) -> tuple[int, int, int]:
    """How many more went up, stayed and went down."""
    up = sum(n for (before, after), n in change.items() if after > before)
    same = sum(n for (before, after), n in change.items() if after == before)
    return up, same, sum(change.values()) - up - same


def _move(change: Mapping[Cell, int]) -> Move:
    return tuple(sorted((cell, n) for cell, n in change.items() if n))

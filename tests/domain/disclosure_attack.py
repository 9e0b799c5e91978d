"""Integer programming for the attacks on disclosure control: what is known, and what follows from it."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from facilitator.domain.disclosure import NOT_STATED, Given, Protected, Rules, slack

SEX = ("woman", "man")
SECTORS = ("government", "civil society", "academia", "institute")
ANSWERS = 5


@dataclass
class Attack:
    """Integer programming over all that was shown of one item, by who knows every group's size.

    A variable is how many of category `c` in batch `b` gave answer `v`. The attacker knows who came
    early and who late, how big every category is, and keeps every print.
    """

    batches: list[list[Given]]
    rules: Rules
    shows: list[Protected]
    options: int = ANSWERS

    def __post_init__(self) -> None:
        names = [*self.rules.categories, *(() if self.rules.stated_only else (NOT_STATED,))]
        self.groups = list(itertools.product(range(len(self.batches)), names))
        self.truth = {g: [self._count(g, v) for v in range(self.options)] for g in self.groups}
        self.rows: list[tuple[np.ndarray, float, float]] = []
        for group, counts in self.truth.items():
            self._add([(group, v) for v in range(self.options)], sum(counts), sum(counts))
        for time, shown in enumerate(self.shows):
            self._read(time, shown)

    def _count(self, group: tuple[int, str], value: int) -> int:
        batch, name = group
        return sum(1 for given in self.batches[batch] if given == (name, value))

    def _column(self, group: tuple[int, str], value: int) -> int:
        return self.groups.index(group) * self.options + value

    def _add(self, cells: Sequence[tuple[tuple[int, str], int]], least: float, most: float) -> None:
        row = np.zeros(len(self.groups) * self.options)
        for group, value in cells:
            row[self._column(group, value)] += 1
        self.rows.append((row, least, most))

    def _read(self, time: int, shown: Protected) -> None:
        """Numbers of one look; which batches are in them is known from the n."""
        if shown.n is None or not shown.is_published:
            return
        within = self._batches_in(shown.n, time)
        self._read_base(within, None, shown.n, shown.counts, shown.alike)
        for part in shown.parts:
            self._read_base(within, part.names, part.n, part.counts, part.alike)

    def _batches_in(self, n: int, time: int) -> int:
        sizes = [sum(sum(self.truth[g]) for g in self.groups if g[0] <= b) for b in range(time + 1)]
        return max(b for b, size in enumerate(sizes) if size == n)

    def _read_base(
        self,
        within: int,
        names: Sequence[str] | None,
        n: int,
        counts: Sequence[int] | None,
        same: int | None,
    ) -> None:
        groups = [g for g in self.groups if g[0] <= within and (names is None or g[1] in names)]
        assert sum(sum(self.truth[g]) for g in groups) == n
        if counts is not None:
            for value, count in enumerate(counts):
                self._add([(g, value) for g in groups], count, count)
        elif same is not None:
            self._add([(g, same) for g in groups], n - slack(n), n)

    def sensitive(self) -> Iterator[tuple[str, list[tuple[int, str]]]]:
        """Every set of fewer than k people that the prints could single out, and those in words."""
        for time, shown in enumerate(self.shows):
            for base in (shown, *shown.parts):
                names = getattr(base, "names", None)
                if base.alike is not None and shown.n is not None:
                    within = self._batches_in(shown.n, time)
                    yield (
                        f"in words {names}",
                        [
                            g
                            for g in self.groups
                            if g[0] <= within and (names is None or g[1] in names)
                        ],
                    )
        names = dict.fromkeys(name for _, name in self.groups)
        every = [(f"{b}/{name}", [(b, name)]) for b, name in self.groups]
        every += [(name, [g for g in self.groups if g[1] == name]) for name in names]
        every += [
            (f"batch {b}", [g for g in self.groups if g[0] == b]) for b in range(len(self.batches))
        ]
        for label, groups in every:
            if 0 < sum(sum(self.truth[g]) for g in groups) < self.rules.k:
                yield label, groups

    def pinned(self, draw: random.Random) -> list[str]:
        """Cells that have one value only, other than the zeros that a shown zero makes."""
        open_cells = {
            (label, v): [(g, v) for g in groups] for label, groups in self.sensitive() for v in range(self.options)
            if any(self._could_be(g, v) for g in groups if any(self.truth[g]))
        }  # fmt: skip
        if not open_cells or len(self.rows) == len(self.groups):
            return []
        values = {
            key: {self._sum(cells, self._truth_vector())} for key, cells in open_cells.items()
        }
        for _ in range(4):
            aim = [draw.uniform(-1, 1) for _ in range(len(self.groups) * self.options)]
            self._note(values, open_cells, self._solve(np.array(aim)))
        for key, cells in open_cells.items():
            for sign in (1, -1):
                if len(values[key]) == 1:
                    aim = np.zeros(len(self.groups) * self.options)
                    for group, value in cells:
                        aim[self._column(group, value)] = sign
                    self._note(values, open_cells, self._solve(aim))
        return [f"{label}: answer {v}" for (label, v), found in values.items() if len(found) == 1]

    def _could_be(self, group: tuple[int, str], value: int) -> bool:
        """Whether no base of k or more, shown or left by subtraction, has a zero over this cell.

        That nobody among fifteen chose an answer may be told; it tells what nobody said.
        """
        for base in self._bases():
            zero = not any(self.truth[g][value] for g in base)
            if group in base and zero and sum(sum(self.truth[g]) for g in base) >= self.rules.k:
                return False
        return True

    def _bases(self) -> list[set[tuple[int, str]]]:
        """What was counted in each look, what that leaves of its total, and what one look adds."""
        bases: list[set[tuple[int, str]]] = []
        for time, shown in enumerate(self.shows):
            if shown.counts is None or shown.n is None:
                continue
            within = self._batches_in(shown.n, time)
            total = {g for g in self.groups if g[0] <= within}
            parts = [
                {g for g in total if g[1] in p.names} for p in shown.parts if p.counts is not None
            ]
            bases += [total, *parts, *([total - set().union(*parts)] if parts else [])]
        return bases + [
            later - earlier
            for earlier, later in itertools.permutations(bases, 2)
            if earlier < later
        ]

    def _truth_vector(self) -> np.ndarray:
        return np.array([c for group in self.groups for c in self.truth[group]], dtype=float)

    def _sum(self, cells: Sequence[tuple[tuple[int, str], int]], at: np.ndarray) -> int:
        return round(sum(at[self._column(group, value)] for group, value in cells))

    def _note(self, values: dict, open_cells: dict, at: np.ndarray) -> None:
        for key, cells in open_cells.items():
            values[key].add(self._sum(cells, at))

    def _solve(self, aim: np.ndarray) -> np.ndarray:
        rows = np.array([row for row, _, _ in self.rows])
        limits = LinearConstraint(
            rows, [low for _, low, _ in self.rows], [high for _, _, high in self.rows]
        )
        found = milp(
            aim, constraints=limits, integrality=np.ones(len(aim)), bounds=Bounds(0, np.inf)
        )
        assert found.success, found.message
        return found.x


@dataclass
class Puzzle:
    """Whole numbers that an attacker does not know, and sums of them that he does.

    `truth` is how it really is: a sum that does not fit it is a mistake in the attack itself.
    """

    truth: list[int]
    rows: list[tuple[dict[int, float], float, float]] = field(default_factory=list)

    def know(self, weights: Mapping[int, float] | Iterable[int], least: float, most: float) -> None:
        """Note that a weighted sum of numbers lies within these bounds."""
        row = dict(weights) if isinstance(weights, Mapping) else dict.fromkeys(weights, 1.0)
        real = sum(self.truth[at] * weight for at, weight in row.items())
        assert least - 1e-6 <= real <= most + 1e-6, (least, real, most)
        self.rows.append((row, least, most))

    def pinned(self, cells: Mapping[str, Sequence[int]], draw: random.Random) -> list[str]:
        """Which of these sums can have one value only. Tried by chance first, then one by one."""
        values = {label: {self._sum(at, self.truth)} for label, at in cells.items()}
        if not cells:
            return []
        rule = self._rule()
        for _ in range(3):
            self._note(
                values,
                cells,
                self._solve(rule, {a: draw.uniform(-1, 1) for a in range(len(self.truth))}),
            )
        for label, at in cells.items():
            for sign in (1, -1):
                if len(values[label]) == 1:
                    self._note(values, cells, self._solve(rule, dict.fromkeys(at, sign)))
        return [label for label, found in values.items() if len(found) == 1]

    def _rule(self) -> LinearConstraint:
        places = [(number, at, weight) for number, (row, _, _) in enumerate(self.rows)
                  for at, weight in row.items()]  # fmt: skip
        numbers, columns, weights = zip(*places, strict=True)
        matrix = csr_array((weights, (numbers, columns)), shape=(len(self.rows), len(self.truth)))
        return LinearConstraint(
            matrix, [low for _, low, _ in self.rows], [high for _, _, high in self.rows]
        )

    def _solve(self, rule: LinearConstraint, aim: Mapping[int, float]) -> np.ndarray:
        weights = np.zeros(len(self.truth))
        for at, weight in aim.items():
            weights[at] = weight
        found = milp(
            weights, constraints=rule, integrality=np.ones(len(weights)),
            bounds=Bounds(0, 1000), options={"mip_rel_gap": 0.05, "time_limit": 10},
        )  # fmt: skip
        assert found.x is not None, found.message
        return found.x

    @staticmethod
    def _sum(at: Sequence[int], values: Sequence[float] | np.ndarray) -> int:
        return round(sum(values[one] for one in at))

    def _note(
        self, values: dict[str, set[int]], cells: Mapping[str, Sequence[int]], at: np.ndarray
    ) -> None:
        for label, columns in cells.items():
            values[label].add(self._sum(columns, at))

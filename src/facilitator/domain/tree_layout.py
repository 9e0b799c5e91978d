"""Where the cards of a conflict tree stand: bands above and below the trunk, columns within them.

Each node that hangs on the trunk has a column; what hangs on that node is stacked in its column,
further away from the trunk and a little indented for each level. General layouts of graphs
(layered, force-directed) were not taken: they spread 40 nodes over a sheet that nobody can read,
and they move every card when one is added. Here a new card moves the others of its side as one
piece, and the trunk and the other side not at all, while the columns are as many as before or one
more.

Pure: sizes in, boxes out. Any unit; y grows downwards; the trunk's centre is (0, 0).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

COLUMNS_BEFORE_STACKING = 8
"""With more nodes on the trunk than this, those without branches share columns."""
DEEPEST_INDENT = 3


@dataclass(frozen=True, slots=True)
class Spacing:
    """Widths and gaps of a drawing."""

    card: float = 172.0
    trunk: float = 320.0
    column_gap: float = 20.0
    row_gap: float = 12.0
    indent: float = 14.0
    band_gap: float = 56.0


@dataclass(frozen=True, slots=True)
class Leaf:
    """What the layout needs of a node, in the order in which siblings stand."""

    id: UUID
    parent_id: UUID | None


HeightOf = Callable[[UUID, float], float]
"""The height of a node's card at a width."""


@dataclass(frozen=True, slots=True)
class Box:
    """A card's place; `depth` 1 hangs on the trunk. `x` and `y` are its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    depth: int

    @property
    def middle(self) -> float:
        """The x of its middle."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class TreeLayout:
    """All boxes, the trunk's box, and the edge between the first and the second band of each side."""

    trunk: Box
    boxes: Mapping[UUID, Box]
    near: Mapping[str, float]
    """y of the far edge of the first band: "root" below, "effect" above."""

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right, bottom of everything."""
        every = [self.trunk, *self.boxes.values()]
        return (min(b.x for b in every), min(b.y for b in every),
                max(b.x + b.width for b in every), max(b.y + b.height for b in every))  # fmt: skip


def place(
    roots: Sequence[Leaf], effects: Sequence[Leaf], trunk_height: float, height_of: HeightOf,
    spacing: Spacing | None = None,
) -> TreeLayout:  # fmt: skip
    """Place both sides round the trunk."""
    gaps = spacing or Spacing()
    trunk = Box(-gaps.trunk / 2, -trunk_height / 2, gaps.trunk, trunk_height, 0)
    start = trunk_height / 2 + gaps.band_gap
    boxes: dict[UUID, Box] = {}
    near: dict[str, float] = {}
    for name, side, sign in (("root", roots, 1), ("effect", effects, -1)):
        placed, edge = _side(side, start, height_of, gaps)
        near[name] = sign * edge
        for key, box in placed.items():
            y = box.y if sign > 0 else -box.y - box.height
            boxes[key] = Box(box.x, y, box.width, box.height, box.depth)
    return TreeLayout(trunk, boxes, near)


def _columns(side: Sequence[Leaf]) -> tuple[list[list[UUID]], dict[UUID | None, list[Leaf]]]:
    """The nodes on the trunk, column by column, and the children of each node."""
    known = {leaf.id for leaf in side}
    children: dict[UUID | None, list[Leaf]] = {}
    for leaf in side:
        children.setdefault(leaf.parent_id if leaf.parent_id in known else None, []).append(leaf)
    top = children.get(None, [])
    share = 1 + max(0, len(top) - 1) // COLUMNS_BEFORE_STACKING
    columns: list[list[UUID]] = []
    open_column = False
    for leaf in top:
        bare = leaf.id not in children
        if bare and open_column and len(columns[-1]) < share:
            columns[-1].append(leaf.id)
        else:
            columns.append([leaf.id])
            open_column = bare
    return columns, children


def _side(
    side: Sequence[Leaf], start: float, height_of: HeightOf, gaps: Spacing
) -> tuple[dict[UUID, Box], float]:
    columns, children = _columns(side)
    step = gaps.card + gaps.column_gap
    left = -(len(columns) * step - gaps.column_gap) / 2
    boxes: dict[UUID, Box] = {}
    edge = start
    for number, column in enumerate(columns):
        y = start
        for key in column:
            height = height_of(key, gaps.card)
            boxes[key] = Box(left + number * step, y, gaps.card, height, 1)
            y += height + gaps.row_gap
        edge = max(edge, y - gaps.row_gap)

    def stack(parent: UUID, depth: int, x: float, y: float) -> float:
        """Stack what hangs on a node below each other; returns where the next card goes."""
        indent = gaps.indent * min(depth - 2, DEEPEST_INDENT)
        for leaf in children.get(parent, ()):
            width = gaps.card - indent
            height = height_of(leaf.id, width)
            boxes[leaf.id] = Box(x + indent, y, width, height, depth)
            y = stack(leaf.id, depth + 1, x, y + height + gaps.row_gap)
        return y

    for number, column in enumerate(columns):
        y = edge + gaps.band_gap
        for key in column:
            y = stack(key, 2, left + number * step, y)
    return boxes, edge
